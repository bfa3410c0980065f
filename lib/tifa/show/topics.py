"""Figures of topics: similarity, tree, map."""

import numpy as np

from tifa.arguments import takes
from tifa.show.axes import INK, make_axes
from tifa.show.style import city_colours, city_marks
from tifa.show.tables import shorten


def _article_labels(index, articles, n=16):
    rows = articles.set_index(["page", "article"]).loc[index]
    labels = [f"{city} {shorten(headline, n)}" for city, headline in zip(rows.city, rows.headline)]
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
    index = similarity.index if order is None else order.sort_values(kind="stable").index
    values = similarity.loc[index, index].to_numpy()
    labels, cities = _article_labels(index, articles)
    side = min(0.24 * len(index) + 1, 16)
    few = len(index) <= 60  # more labels than that cannot be read
    ax = make_axes(ax, side + 3.2, side)
    off = values.copy()
    np.fill_diagonal(off, np.nan)
    image = ax.imshow(off, cmap="Blues", vmin=0)
    ax.set_yticks(range(len(index)) if few else [], labels if few else [], fontsize=8.5)
    ax.set_xticks(range(len(index)) if few else [], range(1, len(index) + 1) if few else [], fontsize=7)
    for tick, city in zip(ax.get_yticklabels(), cities):
        tick.set_color(city_colours([city])[city])
    if order is not None:
        edges = np.flatnonzero(np.diff(order.loc[index].to_numpy())) + 0.5
        for edge in edges:
            ax.axhline(edge, color=INK, linewidth=0.7)
            ax.axvline(edge, color=INK, linewidth=0.7)
    ax.set_xlabel("article, in the order of the rows")
    ax.figure.colorbar(image, ax=ax, shrink=0.6, label="cosine similarity")
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
    ax = make_axes(ax, 6, 3.2)
    ax.plot(choices.k, choices.silhouette, "o-", color="#0072B2", label="silhouette")
    ax.plot(choices.k, choices.stability, "s--", color="#D55E00", label="stability")
    if chosen is not None:
        ax.axvline(chosen, color=INK, linewidth=0.8, linestyle=":", label=f"chosen: {chosen}")
    ax.set_xticks(choices.k)
    ax.set_ylim(min(0, choices.silhouette.min() * 1.1), 1)
    ax.set_xlabel("number of clusters")
    ax.legend(fontsize=9)
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
    names, cities = _article_labels(labels.index, articles, 20)
    # leaves that can be read; beyond, the lowest branches are drawn as one leaf with its number of articles
    most = 60
    ax = make_axes(ax, 8, 0.28 * min(len(labels), most) + 1)
    heights = np.sort(linked[:, 2])
    cut = (heights[-k] + heights[-k + 1]) / 2
    shown = dict(labels=names) if len(labels) <= most else dict(truncate_mode="lastp", p=most)
    drawn = dendrogram(
        linked, orientation="left", color_threshold=0, above_threshold_color=INK, ax=ax, **shown
    )
    ax.axvline(cut, color=INK, linewidth=0.8, linestyle=":")
    colours = city_colours(cities)
    for tick, leaf in zip(ax.get_yticklabels(), drawn["leaves"]):
        tick.set_color(colours[cities[leaf]] if leaf < len(cities) else INK)
        tick.set_fontsize(8.5)
    ax.set_xlabel("distance at which groups join (Ward)")
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
    ax = make_axes(ax, 7, 5)
    _, cities = _article_labels(points.index, articles)
    colours, marks = city_colours(cities), city_marks(cities)
    for city in dict.fromkeys(cities):
        own = [c == city for c in cities]
        ax.plot(points.x[own], points.y[own], marks[city], color=colours[city], label=city, markersize=11,
                alpha=0.85, linestyle="")
    for (x, y), label in zip(points[["x", "y"]].to_numpy(), labels.loc[points.index]):
        ax.text(x, y, str(label), ha="center", va="center", color="white", fontsize=7.5)
    ax.set_xlabel("first axis")
    ax.set_ylabel("second axis")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.legend(fontsize=9)
    return ax
