"""Figures of cities side by side: rates and shares with intervals, reform systems."""

import numpy as np

from tifa.arguments import takes
from tifa.show.axes import INK, add_city_legend, draw_city_bars, make_axes
from tifa.show.style import city_colours, city_marks
from tifa.show.tables import shorten


def _dots(ax, table, rows, value):
    """A row a group, a mark a city with its interval or its articles, cities beside one another."""
    cities = list(dict.fromkeys(table.city))[:8]  # more marks a row cannot be told apart
    colours, marks = city_colours(cities), city_marks(cities)
    groups = list(dict.fromkeys(table[rows]))
    for j, city in enumerate(cities):
        own = table[table.city == city].set_index(rows).loc[groups]
        y = np.arange(len(groups))[::-1] + 0.3 - 0.6 * (j + 0.5) / len(cities)
        for at, low, high, each in zip(y, own.low, own.high, own.each):
            if high > low:
                ax.plot([low, high], [at, at], color=colours[city], linewidth=1.4, alpha=0.6)
            else:  # too few articles for an interval: the articles themselves
                ax.plot(each, [at] * len(each), "|", color=colours[city], markersize=7, alpha=0.6)
        ax.plot(own[value], y, marks[city], color=colours[city], markersize=5, label=city, linestyle="")
    for edge in np.arange(len(groups) - 1) + 0.5:
        ax.axhline(edge, color="#eeeeee", linewidth=0.8)
    ax.set_yticks(np.arange(len(groups))[::-1], groups)
    ax.set_ylim(-0.6, max(len(groups), 1) - 0.4)
    ax.set_xlim(left=0)
    if cities:
        ax.legend(fontsize=9)
    return ax


@takes(table="tifa.compare_terms: term city rate low high each")
def plot_term_comparison(table, *, ax=None):
    """Draw how often cities use words, with intervals.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare_terms`.

    Examples
    --------
    >>> ax = plot_term_comparison(compare_terms(read_articles("seeds"), ["医共体", "社区"]))
    >>> ax.get_xlabel()
    'per 1,000 words; line: 95 % interval; |: an article'
    """
    ax = make_axes(ax, 7, 0.42 * table.term.nunique() + 1)
    _dots(ax, table, "term", "rate")
    ax.set_xlabel("per 1,000 words; line: 95 % interval; |: an article")
    return ax


@takes(table="tifa.compare_slogans: city kind rate low high each")
def plot_slogans(table, *, ax=None):
    """Draw each city's formulations per 1,000 characters by kind, with intervals.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> ax = plot_slogans(compare_slogans(find_slogans(articles), articles))
    >>> ax.get_xlim()[0]
    np.float64(0.0)
    """
    ax = make_axes(ax, 7, 0.8 * table.kind.nunique() + 1)
    _dots(ax, table, "kind", "rate")
    ax.set_xlabel("mentions per 1,000 characters; line: 95 % interval; |: an article")
    return ax


@takes(table="tifa.compare_measures: city share low high each")
def plot_shares(table, *, ax=None):
    """Draw the shares of a city's measures, with intervals.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare_measures`.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> ax = plot_shares(compare_measures(find_measures(articles), articles))
    >>> len(ax.get_yticklabels())
    4
    """
    by = table.columns[1]
    ax = make_axes(ax, 7, 0.7 * table[by].nunique() + 1)
    _dots(ax, table, by, "share")
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("share of the city's measures; line: 95 % interval; |: an article")
    return ax


@takes(table="tifa.compare.systems: city place system measures slogans")
def plot_systems(table, *, n=40, n_slogans=5, ax=None):
    """Draw each reform system: a bar its measures, beside it the formulations that label it.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare.systems`.
    n : int, optional
        Systems shown; of more, those with most measures.
    n_slogans : int, optional
        Formulations shown a system, numbers first.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> found = find_slogans(articles), find_measures(articles), find_indicators(articles)
    >>> ax = plot_systems(systems(articles, *found))
    >>> ax.get_xlabel()
    'measures in print'
    """
    table = table.loc[table.measures.nlargest(n).index.sort_values()]
    ax = make_axes(ax, 10, 0.42 * len(table) + 1)
    y = np.arange(len(table))[::-1]
    draw_city_bars(ax, y, table.measures, table.city, height=0.7)
    widest = table.measures.max() if len(table) else 1
    for at, row in zip(y, table.itertuples()):
        slogans = [s for s in row.slogans.split("|") if s]
        label = " · ".join(shorten(s, 14) for s in slogans[:n_slogans])
        ax.text(row.measures + 0.012 * widest, at, f"{row.measures}   {label}", va="center", fontsize=8.5,
                color=INK)
    ax.set_yticks(y, [f"{row.place}  {shorten(row.system, 18)}" for row in table.itertuples()], fontsize=9)
    ax.set_xlim(0, widest * 2.1)
    ax.set_ylim(-0.7, len(table) - 0.3)
    ax.set_xlabel("measures in print")
    add_city_legend(ax, list(dict.fromkeys(table.city)), loc="lower right")
    return ax
