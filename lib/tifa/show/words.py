"""Figures of words: counts, clouds, ranks, and what tells one part from another."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from tifa.arguments import Kind, takes
from tifa.show.axes import (GREY, INK, PALE, draw_city_bars, is_narrow, label_points, make_axes,
    put_legend_above, say, say_why, wrappable)
from tifa.show.titles import (name_parts, tell_clouds, tell_keyness, tell_ranks, tell_shuffles,
    tell_top_terms)
from tifa.show.style import city_colours, font_path, in_both, lacks_glyph
from tifa.show.tables import shorten


@takes(terms="city term count articles")
def plot_terms(terms, *, n=20, ax=None):
    """Draw the most frequent words of all cities: a bar the count, a dot the number of articles.

    Examples
    --------
    >>> ax = plot_terms(count_terms(read_articles("seeds")), n=5)
    >>> len(ax.patches)
    5
    """
    top = terms[terms.city == ""].head(n)
    ax = make_axes(ax, 0.25 * len(top) + 1.6)
    y = np.arange(len(top))[::-1]
    ax.barh(y, top["count"].astype(int), color=PALE, height=0.75)
    ax.plot(top["articles"].astype(int), y, "o", color=INK, markersize=5)
    ax.set_yticks(y, [shorten(in_both(term), 22 if is_narrow() else 34) for term in top.term])
    ax.set_ylim(-0.7, len(top) - 0.3)
    ax.locator_params(axis="x", nbins=4 if is_narrow() else 8)
    ax.set_xlabel("count")
    say(ax, tell_top_terms(top), "Bar: how often the word is printed; dot: in how many articles.")
    return ax


def _make_panels(n):
    """The axes of n panels, two side by side, on a phone one below the other; a place left over is gone."""
    columns = 1 if is_narrow() else min(n, 2)
    rows, width = -(-n // columns), plt.rcParams["figure.figsize"][0]
    figure, grid = plt.subplots(rows, columns, figsize=(width, 2.8 * rows + 0.8), squeeze=False)
    for ax in grid.flat[n:]:
        ax.remove()
    return grid.flat[:n]


@takes(rates="tifa.compare_terms: term city count rate low high")
def plot_wordclouds(rates, *, n=40, n_cities=6, seed=0):
    """Draw for each city a word cloud, and beside it the rates of its largest words as bars.

    A word stands in the cloud of the city whose articles print it most often; its size grows with its rate.

    Parameters
    ----------
    rates : DataFrame
        From :func:`tifa.compare_terms`, which takes the words that stand out in each city.
    n : int, optional
        Words of a cloud; the bars show the first ten.
    n_cities : int, optional
        Of many cities those in which the words are printed most.
    seed : int, optional
        Where the cloud's layout begins: the same seed gives the same layout.

    Returns
    -------
    ndarray of Axes
        Cloud and bars of each city in turn.

    Examples
    --------
    >>> len(plot_wordclouds(compare_terms(read_articles("seeds"), n=5)))
    8
    """
    highest = rates.sort_values("rate", ascending=False, kind="stable").drop_duplicates("term")
    known = rates.groupby("city", sort=False)["count"].sum()
    cities = [city for city in known.index if city in set(known.nlargest(n_cities).index)]
    tops = {city: own for city in cities if len(own := highest[highest.city == city].head(n))}
    panels = _make_panels(max(2 * len(tops), 1))
    if not tops:
        return [say_why(panels[0], "no word tells one city from another")]
    for cloud, bars, (city, own) in zip(panels[::2], panels[1::2], tops.items()):
        _draw_cloud(cloud, own, city, seed)
        _draw_rates(bars, own.head(10), city)
    say(panels[0], tell_clouds({city: list(own.term) for city, own in tops.items()}),
        "Size and bar: how often per 1,000 words; line: 95 % interval. Each panel has its own scale. Where a "
        "word stands in a cloud means nothing.", alone=True)
    return panels


def _draw_cloud(ax, own, city, seed):
    """A word with a character that the font lacks is left out, and named below the cloud."""
    from wordcloud import WordCloud

    drawable = ~own.term.map(lambda word: any(map(lacks_glyph, word))).astype(bool)
    colour = city_colours([city])[city]
    cloud = WordCloud(
        font_path=str(font_path()), width=1000, height=640, background_color="white", random_state=seed,
        prefer_horizontal=1.0, relative_scaling=0.5, min_font_size=37,  # 9 points in half of the site's width
        color_func=lambda *a, **k: colour
    )
    sizes = dict(zip(own.term[drawable], own.rate[drawable]))
    if sizes:
        ax.imshow(cloud.generate_from_frequencies(sizes), interpolation="bilinear")
    else:
        say_why(ax, "no word that can be drawn")
    if not drawable.all():
        left_out = shorten(", ".join(own.term[~drawable]), 60)
        ax.text(0, -0.02, wrappable(f"left out, the font lacks a character: {left_out}"), va="top",
                fontsize=9, transform=ax.transAxes, wrap=True)
    ax.set_axis_off()
    ax.set_title(in_both(city))


def _draw_rates(ax, own, city):
    y = np.arange(len(own))[::-1]
    labels = [shorten(in_both(term), 34 if is_narrow() else 20) for term in own.term]
    draw_city_bars(ax, y, own.rate, [city] * len(own), height=0.3 if is_narrow() else 0.75)
    for at, low, high in zip(y, own.low, own.high):
        ax.plot([low, high], [at, at], color=INK, linewidth=1.2)
    ax.set_yticks(y, labels)
    if is_narrow():  # beside the bars they would take the room of the cloud above
        ax.set_yticks([])
        for at, label in zip(y, labels):
            ax.text(0, at + 0.18, label, va="bottom")
        ax.set_ylim(-0.5, len(own))
    ax.locator_params(axis="x", nbins=4)


@takes(ranks="tifa.words.rank_frequency: term rank count fitted")
def plot_rank_frequency(ranks, *, ax=None):
    """Draw rank against frequency on logarithmic axes, with the fitted power law.

    Examples
    --------
    >>> ax = plot_rank_frequency(rank_frequency(count_terms(read_articles("seeds"))))
    >>> ax.get_xscale()
    'log'
    """
    ax = make_axes(ax, 4.6)
    ax.loglog(ranks["rank"], ranks["count"].astype(int), "o", color="#0072B2", markersize=3, label="words")
    ax.loglog(ranks["rank"], ranks["fitted"], "-", color="#D55E00", linewidth=1.2,
              label=f"least squares, slope {ranks.attrs['slope']:.2f}")
    for i in sorted({0, 99} & set(range(len(ranks)))):
        ax.annotate(in_both(ranks.term.iloc[i]), (ranks["rank"].iloc[i], ranks["count"].iloc[i]),
                    xytext=(0, -6 if i else -40 if is_narrow() else -24),  # below the points
                    textcoords="offset points", ha="right" if i else "left", va="top")
    ax.set_xlabel("rank")
    ax.set_ylabel("occurrences")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:.0f}")
    ax.set_ylim(0.8, None)
    put_legend_above(ax, ncols=1 if is_narrow() else 2)
    say(ax, tell_ranks(ranks))
    return ax


_SIDES = [("#0072B2", "", "o"), ("#B34700", "//", "s")]  # dark enough for text on white


@takes(table="tifa.words.keyness: term z bound p",
       measure=Kind("z or bound", str, test={"z", "bound"}.__contains__))
def plot_keyness(table, *, n=12, measure="z", ax=None):
    """Draw the most typical words of two parts: a bar a word, to the right those of the first part.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.words.keyness`.
    n : int, optional
        Words of each part, at most.
    measure : {"z", "bound"}, optional
        What the bars show: the z of the log-odds ratio, or the bound of the log ratio, of words whose bound
        is not 0.

    Examples
    --------
    >>> ax = plot_keyness(keyness(read_articles("seeds"), "盐城", permutations=99), n=5)
    >>> len(ax.patches)
    10
    """
    ranked = table.sort_values([measure, "term"], ascending=[False, True])
    shown = pd.concat([ranked[ranked[measure] > 0].head(n), ranked[ranked[measure] < 0].tail(n)])
    ax = make_axes(ax, 0.25 * max(len(shown), 3) + 2.1)
    y, pale = np.arange(len(shown))[::-1], shown.p >= 0.05
    for name, (colour, hatch, _), sign in zip(name_parts(table), _SIDES, (1, -1)):
        side = np.sign(shown[measure]) == sign
        for alpha, own in ((1, side & ~pale), (0.35, side & pale)):
            ax.barh(y[own], shown[measure][own], color=colour, hatch=hatch, edgecolor="white", linewidth=0,
                    height=0.75, alpha=alpha, label=shorten(name, 14 if is_narrow() else 24))
    ax.set_yticks(y, [shorten(in_both(term), 20 if is_narrow() else 34) for term in shown.term])
    ax.axvline(0, color=GREY, linewidth=0.8)
    ax.locator_params(axis="x", nbins=4 if is_narrow() else 8)
    ax.set_xlabel({"z": "z of the log-odds ratio", "bound": "bound of the log ratio"}[measure])
    if len(shown):
        ax.set_ylim(-0.7, len(shown) - 0.3)
        put_legend_above(ax, handles=ax.containers[::2], ncols=1 if is_narrow() else 2)
    else:
        say_why(ax, "no word to show")
    say(ax, tell_keyness(table), tell_shuffles(table) + " Pale: p of 0.05 or more." * bool(pale.any()))
    return ax


@takes(table="tifa.words.keyness: term rate_here rate_there z p")
def plot_rates(table, *, n=15, ax=None):
    """Draw how often words are printed in one part against how often in another: a point a word.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.words.keyness`.
    n : int, optional
        Words of each part that get a label, the most typical first, where there is room for it.

    Notes
    -----
    Both axes are logarithmic; a word that a part does not have stands at its edge. After J. Kessler,
    "Scattertext: a browser-based tool for visualizing how corpora differ", *Proceedings of ACL 2017, System
    Demonstrations*; its axes are ranks, these are rates.

    Examples
    --------
    >>> ax = plot_rates(keyness(read_articles("seeds"), "盐城", permutations=99), n=5)
    >>> ax.get_xscale(), len(ax.texts) > 0
    ('log', True)
    """
    ax = make_axes(ax, plt.rcParams["figure.figsize"][0] * (1.1 if is_narrow() else 0.8))
    if table.empty:
        say(ax, tell_keyness(table))
        return say_why(ax, "no word to show")
    table = table.sort_values(["z", "term"], ascending=[False, True])
    rates = table[["rate_there", "rate_here"]].to_numpy(float)
    points = np.maximum(rates, [own[own > 0].min(initial=own.max() or 1) / 2 for own in rates.T])
    ax.loglog(*points.T, "o", color=PALE, markersize=3)
    ax.plot(*[[points.min(), points.max()]] * 2, ":", color=GREY, linewidth=0.8)
    z, colours = table.z.to_numpy(), {}
    sides = np.flatnonzero(z > 0)[:n], np.flatnonzero(z < 0)[::-1][:n]
    for own, (colour, _, mark) in zip(sides, _SIDES):
        ax.plot(*points[own].T, mark, color=colour, markersize=4)
        colours |= dict.fromkeys(own, colour)
    there, here = (shorten(name, 14 if is_narrow() else 24) for name in reversed(name_parts(table)))
    ax.set_xlabel(f"per 1,000 words, {there}")
    ax.set_ylabel(f"per 1,000 words, {here}")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:g}")
        axis.set_minor_formatter("")
    edge = " At an edge: words that one part does not have." * bool((rates == 0).any())
    say(ax, tell_keyness(table), f"Dotted: as often in both.{edge} {tell_shuffles(table)}")
    chosen = sorted(colours, key=lambda i: -abs(z[i]))
    label_points(ax, points[chosen], [(in_both(term), term) for term in table.term.iloc[chosen]],
                 [colours[i] for i in chosen])
    return ax
