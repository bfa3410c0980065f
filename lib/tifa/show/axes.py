"""What every figure needs: axes, its finding above and a note below, cities' bars, labels and a legend."""

import warnings
from itertools import product

import matplotlib.pyplot as plt
from matplotlib.colors import to_rgb

from tifa.show.style import PHONE, WIDE, city_colours, city_hatches

INK, PALE, GREY = "#333333", "#b9c4cc", "#666666"


def is_narrow():
    """Whether figures are drawn for a phone."""
    return plt.rcParams["figure.figsize"][0] < (PHONE + WIDE) / 2


def make_axes(ax, height):
    """Give axes in a figure of its own, unless there are some."""
    if ax is not None:
        return ax
    return plt.subplots(figsize=(plt.rcParams["figure.figsize"][0], height))[1]


def say(ax, finding, note="", alone=None):
    """Write the finding above a figure and a note below it; above axes, where they share their figure."""
    if alone if alone is not None else ax.figure.axes == [ax]:
        ax.figure.suptitle(wrappable(finding), x=0.01, ha="left", wrap=True)
        add_note(ax.figure, note)
    else:
        ax.set_title(wrappable(finding), wrap=True)


def wrappable(text):
    """Full-width dollars: matplotlib takes a text that it wraps for a formula, whatever text.parse_math says.

    Examples
    --------
    >>> wrappable("$x$")
    '＄x＄'
    """
    return text.replace("$", "＄")


def add_note(figure, note, **more):
    """Write small grey words below all that a figure draws."""
    if note:
        figure.supxlabel(wrappable(note), x=0.01, ha="left", fontsize=9, color=GREY, wrap=True, **more)


def say_why(ax, why):
    """Draw words where nothing else can be drawn."""
    ax.text(0.5, 0.5, wrappable(why), ha="center", va="center", transform=ax.transAxes, wrap=True)
    ax.set_axis_off()
    return ax


def city_ink(city):
    """The city's colour, dark enough for text on white; no city has that of all text."""
    return tuple(0.6 * part for part in to_rgb(city_colours([city])[city])) if city else INK


def put_legend_above(ax, **more):
    """A legend between title and axes, where it covers nothing: one row, on a phone two to a row."""
    handles = more.pop("handles", None) or ax.get_legend_handles_labels()[0]
    if handles:
        ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2, borderpad=0.2,
                  handletextpad=0.4, columnspacing=1.2, **({"ncols": 2 if is_narrow() else 5} | more))


def draw_city_bars(ax, y, widths, cities, **more):
    colours, hatches = city_colours(cities), city_hatches(cities)
    for at, width, city in zip(y, widths, cities):
        ax.barh(at, width, color=colours[city], hatch=hatches[city], edgecolor="white", linewidth=0, **more)


_BESIDE = [(4, 0, "left", "center"), (-4, 0, "right", "center"), (0, 4, "center", "bottom"),
           (0, -4, "center", "top"), (4, 4, "left", "bottom"), (4, -4, "left", "top"),
           (-4, 4, "right", "bottom"), (-4, -4, "right", "top")]  # points off, and where the text stands


def label_points(ax, points, labels, colours):
    """Label points, the first ones first: each where there is room for it in the axes, or not at all.

    A point has several labels to choose from, the best one first. The figure must have its title and note,
    since they settle where the axes stand.
    """
    from matplotlib.transforms import Bbox

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a glyph that the font lacks is seen to when the figure is written
        ax.figure.draw_without_rendering()
        frame = ax.get_window_extent()
        taken = [Bbox.from_bounds(x - 3, y - 3, 6, 6) for x, y in ax.transData.transform(points)]
        for point, choice, colour in zip(points, labels, colours):
            for label, (x, y, across, along) in product(choice, _BESIDE):
                text = ax.annotate(label, point, xytext=(x, y), textcoords="offset points", ha=across,
                                   va=along, fontsize=9, color=colour)
                text.set_in_layout(False)
                box = text.get_window_extent()
                inside = (frame.x0 <= box.x0 and box.x1 <= frame.x1
                          and frame.y0 <= box.y0 and box.y1 <= frame.y1)
                if inside and not box.count_overlaps(taken):
                    taken.append(box.padded(2))
                    break
                text.remove()
