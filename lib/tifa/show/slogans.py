"""Figures of formulations: who prints them, and when they ran hot."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from tifa.arguments import takes
from tifa.show.axes import INK, PALE, make_axes, say_why
from tifa.show.style import city_colours, city_hatches, city_marks
from tifa.show.tables import shorten


@takes(table="tifa.compare.classify_slogans: text standing leader group_cities")
def plot_standing(table, *, n=24, n_labels=3, n_cities=10, ax=None):
    """Draw which formulations one city prints alone and which several share: a row a set of cities.

    Dots say which cities make the set, the bar how many formulations those cities and no others print;
    wordings that vary one formulation count once. The pale part of a bar is national stock; the first of the
    others stand beside it.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare.classify_slogans`.
    n, n_labels, n_cities : int, optional
        Sets shown, of more those with most formulations; formulations named a set; cities shown, of more
        those that print most.

    Notes
    -----
    After A. Lex and others, "UpSet: Visualization of intersecting sets", *IEEE Transactions on Visualization
    and Computer Graphics* 20, 2014.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> ax = plot_standing(classify_slogans(find_slogans(articles), articles))
    >>> ax.get_xlabel()
    'formulations'
    """
    groups = table.assign(stock=table.standing == "stock").groupby("leader", sort=False).agg(
        text=("text", lambda t: min(t, key=len)), cities=("group_cities", "first"), stock=("stock", "all"))
    every = groups.cities.str.split("、").explode()
    cities = [c for c in dict.fromkeys(every) if c in set(every.value_counts().head(n_cities).index)]
    groups = groups[groups.cities.map(lambda c: set(c.split("、")) <= set(cities)).astype(bool)]
    groups = groups.assign(
        cities=groups.cities.map(lambda c: "、".join(sorted(c.split("、"), key=cities.index)))
    )
    shown = groups.cities.value_counts().head(n).index
    shown = sorted(shown, key=lambda c: (c.count("、"), [cities.index(x) for x in c.split("、")]))
    ax = make_axes(ax, 9, 0.42 * len(shown) + 1.3)
    colours, marks, hatches = city_colours(cities), city_marks(cities), city_hatches(cities)
    widest = int(groups.cities.value_counts().max()) if len(groups) else 1
    # so that names do not touch
    step, y = 0.05 * widest * max(map(len, cities), default=2), np.arange(len(shown))[::-1]
    for at, name in zip(y, shown):
        own, members = groups[groups.cities == name], name.split("、")
        single, rest = len(members) == 1, int((~own.stock).sum())
        ax.barh(at, rest, height=0.6, edgecolor="white", linewidth=0,
                color=colours[members[0]] if single else INK, hatch=hatches[members[0]] if single else "")
        ax.barh(at, len(own) - rest, left=rest, height=0.6, color=PALE, linewidth=0)
        label = " · ".join(shorten(t, 12) for t in own.text[~own.stock].head(n_labels))
        ax.text(len(own) + 0.02 * widest, at, f"{len(own)}   {label}", va="center", fontsize=8.5, color=INK)
        places = [-step * (len(cities) - cities.index(c)) for c in members]
        ax.plot([min(places), max(places)], [at, at], color=INK, linewidth=1.2, zorder=1)
        for x, city in zip(places, members):
            ax.plot(x, at, marks[city], color=colours[city], markersize=8)
    for i, city in enumerate(cities):
        ax.text(-step * (len(cities) - i), len(shown) - 0.4, city, ha="center", va="bottom", fontsize=9)
    ax.set_yticks([])
    ax.set_ylim(-0.7, len(shown) + 0.4)
    ax.set_xlim(-step * (len(cities) + 0.6), widest * 2.4)
    ax.spines["left"].set_visible(False)
    ax.spines["bottom"].set_bounds(0, widest)
    ax.set_xticks([t for t in MaxNLocator(4, integer=True).tick_values(0, widest) if t <= widest])
    left, right = ax.get_xlim()
    ax.set_xlabel("formulations", x=(widest / 2 - left) / (right - left))
    told = ((INK, "shared by cities (one city alone: its colour)"), (PALE, "national stock"))
    handles = [plt.Rectangle((0, 0), 1, 1, color=colour, label=label) for colour, label in told]
    ax.legend(handles=handles, loc="upper right", ncols=2, fontsize=9)
    return ax


@takes(table="tifa.compare.measure_heat: text month tier")
def plot_heat(table, *, ax=None):
    """Draw how hot formulations are, month by month: a cell a month, darker and named by its tier.

    A month with too few articles stays white; a table without any tier is drawn as the words that say why.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare.measure_heat`.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> ax = plot_heat(measure_heat(find_slogans(articles), articles))
    >>> ax.texts[0].get_text()[:27]
    '10 of 22 articles give at l'
    """
    from tifa.compare.spread import TIERS

    if not (table.tier != "").any():
        ax = make_axes(ax, 8, 1)
        return say_why(ax, table.attrs.get("note", "no month has enough dated articles"))
    order = list(dict.fromkeys(table.text))
    months = [str(m) for m in pd.period_range(table.month.min(), table.month.max(), freq="M")]
    grid = table.pivot(index="text", columns="month", values="tier").reindex(
        index=order, columns=months, fill_value=""
    )
    rank = {name: len(TIERS) - i for i, name in enumerate(TIERS)} | {"": np.nan}
    ax = make_axes(ax, min(0.4 * len(months) + 3, 14), 0.32 * len(order) + 1)
    ax.imshow(
        grid.map(rank.get).to_numpy(float), cmap="Oranges", vmin=0.5, vmax=len(TIERS) + 2, aspect="auto"
    )
    for (i, j), tier in np.ndenumerate(grid.to_numpy()) if len(months) <= 36 else ():
        ax.text(j, i, tier, ha="center", va="center", fontsize=9)
    ax.set_yticks(range(len(order)), [shorten(t, 16) for t in order])
    ticks = range(0, len(months), -(-len(months) // 12))
    ax.set_xticks(ticks, [months[i] for i in ticks], rotation=45, ha="right")
    return ax
