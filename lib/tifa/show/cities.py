"""Cities side by side: rates and shares with intervals or by article, and reforms."""

import numpy as np
import pandas as pd

from tifa.arguments import takes
from tifa.show.axes import make_axes
from tifa.show.style import city_colours, city_marks
from tifa.show.tables import name_article, show_table


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


@takes(table="tifa.compare_systems: city aspect item cities page article start")
def show_side_by_side(table, *, n=6, n_cities=4):
    """Show cities' reforms side by side: a column a city, a row an aspect, each thing with its place.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare_systems`.
    n, n_cities : int, optional
        Things shown a cell, those that most cities have first; of more it is told how many. Cities shown, of
        more those with most things.

    Returns
    -------
    IPython.display.HTML
        A thing stands with its page (cut at ten characters), article, and the character at which it starts;
        what stands in a reform and in a part of it stands here once. A cell is empty where nothing was found.
        All text is escaped.

    Examples
    --------
    >>> row = dict(city="甲城", aspect="part", item="敲钟", cities=1, page="p", article=1, start=5)
    >>> escape("1: 敲钟 (p/1, 5)") in show_side_by_side(pd.DataFrame([row])).data
    True
    """
    things = table.drop_duplicates(["city", "aspect", "item", "page", "start"])
    things = things.sort_values("cities", ascending=False, kind="stable")
    largest = set(things.city.value_counts().head(n_cities).index)
    cities, aspects = (list(dict.fromkeys(table[column])) for column in ("city", "aspect"))
    rows = {aspect: {"aspect": aspect} for aspect in aspects}
    for (aspect, city), own in things.groupby(["aspect", "city"], sort=False):
        told = [f"{row['item']} ({name_article(row)}, {row.start})" for _, row in own.head(n).iterrows()]
        told += [f"and {len(own) - n} more"] * (len(own) > n)
        rows[aspect][city] = f"{len(own)}: {' · '.join(told)}"
    columns = ["aspect", *(city for city in cities if city in largest)]
    return show_table(pd.DataFrame(list(rows.values()), columns=columns))
