"""What every figure needs: axes, colours of ink, cities' bars and legend."""

import matplotlib.pyplot as plt

from tifa.show.style import city_colours, city_hatches

INK, PALE = "#333333", "#b9c4cc"


def make_axes(ax, width, height):
    return ax if ax is not None else plt.subplots(figsize=(width, height))[1]


def say_why(ax, why):
    """Draw words where nothing else can be drawn."""
    ax.text(0.5, 0.5, why, ha="center", va="center", transform=ax.transAxes)
    ax.set_axis_off()
    return ax


def add_city_legend(ax, cities, **where):
    colours, hatches = city_colours(cities), city_hatches(cities)
    handles = [plt.Rectangle((0, 0), 1, 1, facecolor=colours[c], hatch=hatches[c], edgecolor="white", label=c)
               for c in cities]
    ax.legend(handles=handles, **{"loc": "best", "fontsize": 9, **where})


def draw_city_bars(ax, y, widths, cities, **more):
    colours, hatches = city_colours(cities), city_hatches(cities)
    for at, width, city in zip(y, widths, cities):
        ax.barh(at, width, color=colours[city], hatch=hatches[city], edgecolor="white", linewidth=0, **more)
