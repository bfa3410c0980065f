"""Cities side by side: rates and shares with intervals or by article, and reforms."""

from collections import Counter

import numpy as np
import pandas as pd

from tifa.arguments import takes
from tifa.compare.addresses import mark_address
from tifa.show.axes import city_ink, is_narrow, make_axes, say
from tifa.show.markup import escape
from tifa.show.style import city_colours, city_marks, in_both, in_english
from tifa.show.titles import find_lead
from tifa.show.tables import html_table
from tifa.tables import INSTRUMENTS


def _dots(ax, table, rows, value, form, finding):
    """Under each group's name a row a city: its mark, its value, and its interval or its articles."""
    cities = list(dict.fromkeys(table.city))[:8]  # more marks cannot be told apart
    groups = list(dict.fromkeys(table[rows]))
    step = len(cities) + 1.1  # a group's name takes a row
    ax = make_axes(ax, 0.235 * step * len(groups) + 1.7)
    tops = -step * np.arange(len(groups))
    places = [(top - 1 - j, city) for top in tops for j, city in enumerate(cities)]
    for j, city in enumerate(cities):
        _draw_city(ax, table[table.city == city].set_index(rows).loc[groups], tops - 1 - j, city, value, form)
    for top, group in zip(tops, groups):
        works = f": by {INSTRUMENTS[group]}" if group in INSTRUMENTS else ""
        ax.text(0, top, f"{in_both(group)}{works}", va="center", fontsize=10.5,
                transform=ax.get_yaxis_transform())
    ax.set_yticks([at for at, _ in places], [in_both(city) for _, city in places])
    for label, (_, city) in zip(ax.get_yticklabels(), places):
        label.set_color(city_ink(city))
    ax.tick_params(axis="y", length=0, pad=6)  # room for half a mark at 0
    ax.set_ylim(-step * max(len(groups), 1) + 0.3, 0.6)
    ax.set_xlim(left=0)
    ax.locator_params(axis="x", nbins=4 if is_narrow() else 7)
    ax.spines["left"].set_visible(False)
    ends, strokes = table.high.gt(table.low).any(), table.low.isna().any()
    counted = {city: max(map(len, table.each[table.city == city]), default=0) for city in cities}
    told = ["Line: 95 % interval."] * bool(ends) + ["Stroke: one article."] * bool(strokes)
    say(ax, finding, " ".join([*told, "Articles counted:", ", ".join(
        f"{in_english(city)} {n}" for city, n in counted.items()) + "."]) if cities else "")
    return ax


def _draw_city(ax, own, y, city, value, form):
    colour, mark = city_colours([city])[city], city_marks([city])[city]
    for at, row in zip(y, own.itertuples()):
        told = getattr(row, value)
        ax.axhline(at, color="#eeeeee", linewidth=0.8, zorder=0)
        if row.high > row.low:
            ax.plot([row.low, row.high], [at, at], color=colour, linewidth=1.4, alpha=0.6)
        else:  # too few articles for an interval: the articles themselves
            ax.plot(row.each, [at] * len(row.each), "|", color=colour, markersize=8, alpha=0.7)
        ax.text(1.01, at, "none" if told != told else form.format(told), va="center", fontsize=9.5,
                transform=ax.get_yaxis_transform(), color=city_ink(city))
    ax.plot(own[value], y, mark, color=colour, markersize=7, label=city, linestyle="",
            clip_on=False)  # a mark at 0 is a whole mark


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
    'per 1,000 words'
    """
    ax = _dots(ax, table, "term", "rate", "{:.1f}", "How often cities print a word")
    ax.set_xlabel("per 1,000 words")
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
    ax = _dots(ax, table, "kind", "rate", "{:.1f}", "How often cities print formulations, by kind")
    ax.set_xlabel("mentions per 1,000 characters")
    return ax


@takes(table="tifa.compare_measures: city share low high each")
def plot_shares(table, *, whole="the measures", ax=None):
    """Draw the shares of a city's measures, with intervals; the title says what leads in most cities.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare_measures`.
    whole : str, optional
        What the shares are of, as the title says it.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> ax = plot_shares(compare_measures(find_measures(articles), articles))
    >>> len(ax.get_yticklabels())
    16
    """
    ax = _dots(ax, table, table.columns[1], "share", "{:.0%}", find_lead(table, whole))
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("share of a city's measures")
    return ax


@takes(table="tifa.compare_systems: city aspect item cities page article start end")
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
        Each thing leads to its mark on the page, one that is printed several times to the first; what stands
        in a reform and in a part of it stands here once. A cell is empty where nothing was found. All text
        is escaped.

    Examples
    --------
    >>> row = dict(city="甲城", aspect="part", item="敲钟", cities=1, page="p", article=1, start=5, end=7)
    >>> "敲钟</a>" in show_side_by_side(pd.DataFrame([row])).data
    True
    """
    things = table[(table.aspect != "reform") | ~table.duplicated(["city", "aspect", "item"])]
    things = things.drop_duplicates(["city", "aspect", "item", "page", "start"])
    things = things.sort_values("cities", ascending=False, kind="stable")
    largest = set(things.city.value_counts().head(n_cities).index)
    cities = [city for city in dict.fromkeys(table.city) if city in largest]
    cells = {key: _list_things(own, n) for key, own in things.groupby(["aspect", "city"], sort=False)}
    rows = [[f'<th scope="row" class="short">{escape(aspect)}</th>',
             *(cells.get((aspect, city), "<td></td>") for city in cities)]
            for aspect in dict.fromkeys(table.aspect)]
    return html_table(["aspect", *map(in_both, cities)], rows)


def _list_things(things, n):
    """The cell of a city's things: how many, and the first n wordings, each a link to its first mark."""
    times = Counter(things["item"])
    first = things.drop_duplicates("item").head(n)
    links = [f'<li><a href="{escape(mark_address(row.page, row.start, row.end))}">{escape(item)}</a>'
             + f" × {times[item]}" * (times[item] > 1) + "</li>"
             for item, row in zip(first["item"], first.itertuples())]
    left = len(things) - sum(times[item] for item in first["item"])
    more = f"<li>and {left} more</li>" * (left > 0)
    return f'<td class="longest" lang="zh-Hans">{len(things)}<ul>{"".join(links)}{more}</ul></td>'
