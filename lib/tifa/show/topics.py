"""Figures of topics: similarity, tree, map."""

import matplotlib.pyplot as plt
import numpy as np

from tifa.arguments import takes
from tifa.show.axes import INK, city_ink, is_narrow, make_axes, put_legend_above, say
from tifa.show.titles import tell_choice, tell_mixture, tell_pairs, tell_sizes
from tifa.show.style import city_colours, city_marks, in_both, in_english
from tifa.show.tables import shorten


def _article_labels(index, articles, n=12):
    """Labels of articles, the city in English before the headline, and their cities."""
    rows = articles.set_index(["page", "article"]).loc[index]
    n = n // 2 if is_narrow() else n
    labels = [f"{in_english(city)} {shorten(headline, n)}".strip()
              for city, headline in zip(rows.city, rows.headline)]
    return labels, list(rows.city)


@takes(articles="page article city headline")
def plot_similarity(similarity, articles, *, order=None, ax=None):
    """Draw the cosine similarity of every pair of articles as a heat map.

    Parameters
    ----------
    similarity : DataFrame
        From :func:`tifa.similarity`.
    articles : DataFrame
        The table ``articles``.
    order : Series, optional
        Cluster of each article: articles of a cluster then stand together, parted by lines.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> ax = plot_similarity(similarity(weigh_terms(articles)), articles)
    >>> len(ax.get_yticklabels())
    22
    """
    own = ax is None
    index = similarity.index if order is None else order.sort_values(kind="stable").index
    values = similarity.loc[index, index].to_numpy()
    labels, cities = _article_labels(index, articles)
    few = len(index) <= 60  # more labels than that cannot be read
    ax = make_axes(ax, plt.rcParams["figure.figsize"][0] * (1.55 if is_narrow() else 0.8))
    off = values.copy()
    np.fill_diagonal(off, np.nan)
    image = ax.imshow(off, cmap="Blues", vmin=0, aspect="auto")
    ax.set_yticks(range(len(index)) if few else [], labels if few else [], fontsize=9)
    ax.set_xticks([])
    for tick, city in zip(ax.get_yticklabels(), cities):
        tick.set_color(city_ink(city))
    if order is not None:
        for edge in np.flatnonzero(np.diff(order.loc[index].to_numpy())) + 0.5:
            ax.axhline(edge, color=INK, linewidth=0.7)
            ax.axvline(edge, color=INK, linewidth=0.7)
    ax.set_xlabel("the same articles in this order")
    ax.figure.colorbar(image, ax=ax, shrink=0.8, aspect=30, label="cosine similarity",
                       location="bottom" if is_narrow() else "right")
    say(ax, tell_pairs(values), "Lines part the clusters." if order is not None else "", alone=own)
    return ax


@takes(choices="tifa.words.choose_k: k silhouette stability")
def plot_choices(choices, *, chosen=None, ax=None):
    """Draw silhouette and stability against the number of clusters.

    Examples
    --------
    >>> ax = plot_choices(choose_k(weigh_terms(read_articles("seeds")), [2, 3, 4], n=3), chosen=3)
    >>> len(ax.lines)
    3
    """
    ax = make_axes(ax, 3.9)
    ax.plot(choices.k, choices.silhouette, "o-", color="#0072B2", label="silhouette")
    ax.plot(choices.k, choices.stability, "s--", color="#D55E00", label="stability")
    if chosen is not None:
        ax.axvline(chosen, color=INK, linewidth=0.8, linestyle=":", label=f"chosen: {chosen}")
    ax.set_xticks(choices.k)
    ax.set_ylim(min(0, choices.silhouette.min() * 1.1), 1)
    ax.set_xlabel("number of clusters")
    put_legend_above(ax, ncols=3)
    say(ax, tell_choice(choices, chosen),
        "silhouette 0: on the border of two clusters; stability 0: the same clusters as by chance alone.")
    return ax


@takes(articles="page article city headline")
def plot_dendrogram(linked, labels, articles, *, ax=None):
    """Draw the tree of articles; the dotted line cuts it into the clusters, labels carry the city's colour.

    Parameters
    ----------
    linked : ndarray
        From :func:`tifa.words.link`.
    labels : Series
        From :func:`tifa.cluster`.
    articles : DataFrame
        The table ``articles``.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> weights = weigh_terms(articles)
    >>> ax = plot_dendrogram(link(weights), cluster(weights, 5), articles)
    >>> len(ax.get_yticklabels())
    22
    """
    from scipy.cluster.hierarchy import dendrogram

    k = labels.nunique()
    names, cities = _article_labels(labels.index, articles, 16)
    # leaves that can be read; beyond, the lowest branches are drawn as one leaf with its number of articles
    most = 60
    ax = make_axes(ax, 0.24 * min(len(labels), most) + 1.5)
    heights = np.sort(linked[:, 2])
    cut = (heights[-k] + heights[-k + 1]) / 2
    shown = dict(labels=names) if len(labels) <= most else dict(truncate_mode="lastp", p=most)
    drawn = dendrogram(
        linked, orientation="left", color_threshold=0, above_threshold_color=INK, ax=ax, **shown
    )
    ax.axvline(cut, color=INK, linewidth=0.8, linestyle=":")
    for tick, leaf in zip(ax.get_yticklabels(), drawn["leaves"]):
        tick.set_color(city_ink(cities[leaf]) if leaf < len(cities) else INK)
        tick.set_fontsize(9.5)
    ax.locator_params(axis="x", nbins=4 if is_narrow() else 8)
    ax.set_xlabel("distance (Ward)" if is_narrow() else "distance at which groups join (Ward)")
    say(ax, tell_sizes(labels))
    return ax


@takes(articles="page article city headline")
def plot_map(points, labels, articles, *, ax=None):
    """Draw the articles on a plane: near = similar; number = cluster, colour and mark = city.

    Parameters
    ----------
    points : DataFrame
        From :func:`tifa.words.place_on_map`.
    labels, articles
        As for :func:`plot_dendrogram`.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> weights = weigh_terms(articles)
    >>> ax = plot_map(place_on_map(weights), cluster(weights, 5), articles)
    >>> len(ax.texts)
    22
    """
    ax = make_axes(ax, 4.4 if is_narrow() else 5)
    _, cities = _article_labels(points.index, articles)
    colours, marks = city_colours(cities), city_marks(cities)
    for city in dict.fromkeys(cities):
        own = [c == city for c in cities]
        ax.plot(points.x[own], points.y[own], marks[city], color=colours[city], label=in_both(city),
                markersize=11 if is_narrow() else 14, markerfacecolor="white", markeredgewidth=1.6,
                linestyle="")
    for (x, y), label in zip(points[["x", "y"]].to_numpy(), labels.loc[points.index]):
        ax.text(x, y, str(label), ha="center", va="center", fontsize=9)
    ax.set_xlabel("first axis")
    ax.set_ylabel("second axis")
    ax.set_xticks([])
    ax.set_yticks([])
    put_legend_above(ax, markerscale=0.6)
    say(ax, tell_mixture(labels, list(articles.set_index(["page", "article"]).city.loc[labels.index])),
        "Near: similar words. Number: the article's cluster.")
    return ax
