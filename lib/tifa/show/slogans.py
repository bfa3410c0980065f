"""Figures of formulations: who prints them, and when they ran hot."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from tifa.arguments import takes
from tifa.show.axes import INK, PALE, is_narrow, make_axes, put_legend_above, say, say_why
from tifa.show.titles import tell_heat, tell_standing
from tifa.show.style import city_colours, city_hatches, in_both, in_english
from tifa.show.tables import shorten


@takes(table="tifa.compare.classify_slogans: text standing leader group_cities")
def plot_standing(table, *, n=24, n_labels=3, n_cities=10, ax=None):
    """Draw which formulations one city prints alone and which several share: a row a set of cities.

    The bar says how many formulations those cities and no others print; wordings that vary one formulation
    count once. The pale part of a bar is national stock; the first of the others stand beside it.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare.classify_slogans`.
    n, n_labels, n_cities : int, optional
        Sets shown, of more those with most formulations; formulations named a set; cities shown, of more
        those that print most.

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
    narrow = is_narrow()
    ax = make_axes(ax, (0.5 if narrow else 0.36) * len(shown) + 2)
    colours, hatches = city_colours(cities), city_hatches(cities)
    widest = int(groups.cities.value_counts().max()) if len(groups) else 1
    y = np.arange(len(shown))[::-1]
    for at, name in zip(y, shown):
        own, members = groups[groups.cities == name], name.split("、")
        single, rest = len(members) == 1, int((~own.stock).sum())
        ax.barh(at, rest, height=0.4 if narrow else 0.6, edgecolor="white", linewidth=0,
                color=colours[members[0]] if single else INK, hatch=hatches[members[0]] if single else "")
        ax.barh(at, len(own) - rest, left=rest, height=0.4 if narrow else 0.6, color=PALE, linewidth=0)
        label = " · ".join(shorten(t, 12) for t in own.text[~own.stock].head(1 if narrow else n_labels))
        if narrow:  # names stand above the bar, where there is room
            ax.text(0.01 * widest, at + 0.24, f"{' + '.join(map(in_english, members))}: {label}", va="bottom",
                    fontsize=9.5)
        beside = len(own) if narrow else f"{len(own)}   {shorten(label, 22)}"
        ax.text(len(own) + 0.02 * widest, at, beside, va="center", fontsize=9.5)
    ax.set_yticks([] if narrow else y, [] if narrow else [
        " + ".join(map(in_both if "、" not in name else in_english, name.split("、"))) for name in shown])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(-0.6, len(shown) - (0.2 if narrow else 0.4))
    ax.set_xlim(0, widest * (1.15 if narrow else 2.4))
    ax.spines["bottom"].set_bounds(0, widest)
    ax.set_xticks([t for t in MaxNLocator(4, integer=True).tick_values(0, widest) if t <= widest])
    ax.set_xlabel("formulations", x=widest / 2 / ax.get_xlim()[1])
    put_legend_above(ax, ncols=1 if narrow else 2, handles=[
        plt.Rectangle((0, 0), 1, 1, color=INK, label="printed by several cities"),
        plt.Rectangle((0, 0), 1, 1, color=PALE, label="national stock, whoever prints it")])
    say(ax, tell_standing(groups), "A row: the formulations that these cities and no others print. Wordings "
        "that vary one formulation count once.")
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
        ax = make_axes(ax, 1)
        return say_why(ax, table.attrs.get("note", "no month has enough dated articles"))
    order = list(dict.fromkeys(table.text))
    months = [str(m) for m in pd.period_range(table.month.min(), table.month.max(), freq="M")]
    grid = table.pivot(index="text", columns="month", values="tier").reindex(
        index=order, columns=months, fill_value=""
    )
    rank = {name: len(TIERS) - i for i, name in enumerate(TIERS)} | {"": np.nan}
    ax = make_axes(ax, 0.3 * len(order) + 2)
    ax.imshow(
        grid.map(rank.get).to_numpy(float), cmap="Oranges", vmin=0.5, vmax=len(TIERS) + 2, aspect="auto"
    )
    readable = 12 if is_narrow() else 30  # names of tiers side by side
    for (i, j), tier in np.ndenumerate(grid.to_numpy()) if len(months) <= readable else ():
        ax.text(j, i, tier, ha="center", va="center", fontsize=9)
    ax.set_yticks(range(len(order)), [shorten(t, 8 if is_narrow() else 16) for t in order])
    ticks = range(0, len(months), -(-len(months) // (4 if is_narrow() else 8)))
    ax.set_xticks(ticks, [months[i] for i in ticks])
    say(ax, tell_heat(table, TIERS), "Tiers by the share of a month's articles that print it: "
        f"{', '.join(map(in_both, TIERS))}. White: too few articles.")
    return ax
