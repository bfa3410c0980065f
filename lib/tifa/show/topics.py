"""Figures of topics: similarity, tree, map."""

import matplotlib.pyplot as plt
import numpy as np

from tifa.arguments import takes
from tifa.show.axes import GREY, INK, PALE, city_ink, is_narrow, make_axes, put_legend_above, say
from tifa.show.titles import tell_choice, tell_mixture, tell_pairs, tell_tree
from tifa.show.style import city_colours, city_marks, in_both, in_english
from tifa.show.tables import shorten


def _article_labels(index, articles, n=12):
    """Labels of articles, the city in English before the headline, and their cities."""
    rows = articles.set_index(["page", "article"]).loc[index]
    n = n // 2 if is_narrow() else n
    labels = [f"{in_english(city)} {shorten(headline, n)}".strip() or "no headline"
              for city, headline in zip(rows.city, rows.headline)]
    return labels, list(rows.city)


_DESCRIBED = "tifa.words.describe_clusters: cluster verdict"
_GREYED = "Grey: clusters not to be trusted."


def _is_doubtful(labels, described):
    """Tell of each article whether its cluster is one that other draws of articles would not give."""
    if described is None:
        return np.zeros(len(labels), dtype=bool)
    doubtful = described.cluster[described.verdict.isin(["not to be trusted", "dissolved"])]
    return labels.isin(doubtful).to_numpy()


@takes(articles="page article city headline", described=_DESCRIBED)
def plot_similarity(similarity, articles, *, order=None, described=None, ax=None):
    """Draw the cosine similarity of every pair of articles as a heat map.

    Parameters
    ----------
    similarity : DataFrame
        From :func:`tifa.similarity`.
    articles : DataFrame
        The table ``articles``.
    order : Series, optional
        Cluster of each article: articles of a cluster then stand together, parted by lines.
    described : DataFrame, optional
        From :func:`tifa.words.describe_clusters`: articles of clusters that are not to be trusted, or
        dissolve, are grey.

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
    room = 0.16 * len(index) * few + 2.2  # a label needs a line
    ax = make_axes(ax, max(plt.rcParams["figure.figsize"][0] * (1.55 if is_narrow() else 0.8), room))
    off = values.copy()
    np.fill_diagonal(off, np.nan)
    image = ax.imshow(off, cmap="Blues", vmin=0, aspect="auto")
    ax.set_yticks(range(len(index)) if few else [], labels if few else [], fontsize=9)
    ax.set_xticks([])
    doubtful = _is_doubtful(order.loc[index], described) if order is not None else _is_doubtful(index, None)
    for tick, city, grey in zip(ax.get_yticklabels(), cities, doubtful):
        tick.set_color(GREY if grey else city_ink(city))
    if order is not None:
        for edge in np.flatnonzero(np.diff(order.loc[index].to_numpy())) + 0.5:
            ax.axhline(edge, color=INK, linewidth=0.7)
            ax.axvline(edge, color=INK, linewidth=0.7)
    ax.set_xlabel("the same articles in this order")
    ax.figure.colorbar(image, ax=ax, shrink=0.8, aspect=30, label="cosine similarity",
                       location="bottom" if is_narrow() else "right")
    parts = ["Lines part the clusters."] * (order is not None) + [_GREYED] * bool(few and doubtful.any())
    say(ax, tell_pairs(values), " ".join(parts), alone=own)
    return ax


@takes(choices="tifa.words.choose_k: k silhouette limit agreement verdict")
def plot_choices(choices, *, chosen=None, ax=None):
    """Draw silhouette, what chance gives, and agreement against the number of clusters.

    Examples
    --------
    >>> ax = plot_choices(choose_k(weigh_terms(read_articles("seeds")), [2, 3, 4], n=3), chosen=3)
    >>> len(ax.lines)
    4
    """
    ax = make_axes(ax, 3.9)
    ax.plot(choices.k, choices.silhouette, "o-", color="#0072B2", label="silhouette")
    ax.plot(choices.k, choices.limit, color="#0072B2", linestyle=":", label="limit of chance")
    ax.plot(choices.k, choices.agreement, "s--", color="#D55E00", label="agreement")
    if chosen is not None:
        ax.axvline(chosen, color=INK, linewidth=0.8, linestyle="-.", label=f"looked at: {chosen}")
    ax.set_xticks(choices.k)
    ax.set_ylim(min(0, 1.1 * choices[["silhouette", "limit", "agreement"]].min(axis=None)), 1)
    ax.set_xlabel("number of clusters")
    put_legend_above(ax, ncols=2 if is_narrow() else 4)
    say(ax, tell_choice(choices, chosen),
        "silhouette 0: on the border of two clusters; agreement 0: the same clusters as by chance alone.")
    return ax


@takes(articles="page article city headline", described=_DESCRIBED)
def plot_dendrogram(linked, labels, articles, *, described=None, ax=None):
    """Draw Ward's tree of the articles beside their clusters.

    A leaf's number is its cluster, its colour that of the city. The dotted line cuts the tree into as many
    groups as there are clusters; clusters by k-means need not be these groups, and the title says how near
    they are.

    Parameters
    ----------
    linked : ndarray
        From :func:`tifa.words.link`.
    labels : Series
        From :func:`tifa.cluster`.
    articles : DataFrame
        The table ``articles``.
    described : DataFrame, optional
        As for :func:`plot_similarity`.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> weights = weigh_terms(articles)
    >>> ax = plot_dendrogram(link(weights), cluster(weights, 5), articles)
    >>> len(ax.get_yticklabels())
    22
    """
    from scipy.cluster.hierarchy import cut_tree, dendrogram
    from sklearn.metrics import adjusted_rand_score

    k, labels = labels.nunique(), labels.sort_index()  # the tree numbers the articles in this order
    names, cities = _article_labels(labels.index, articles, 16)
    doubtful = _is_doubtful(labels, described)
    # leaves that can be read; beyond, the lowest branches are drawn as one leaf with its number of articles
    most = 60
    few = len(labels) <= most
    ax = make_axes(ax, 0.24 * min(len(labels), most) + 1.5)
    heights = np.sort(linked[:, 2])
    cut = (heights[-k] + heights[-k + 1]) / 2
    shown = dict(labels=[f"{c} · {name}" for c, name in zip(labels, names)]) if few else dict(
        truncate_mode="lastp", p=most)
    drawn = dendrogram(
        linked, orientation="left", color_threshold=0, above_threshold_color=INK, ax=ax, **shown
    )
    ax.axvline(cut, color=INK, linewidth=0.8, linestyle=":")
    for tick, leaf in zip(ax.get_yticklabels(), drawn["leaves"]):
        alone = leaf < len(cities)
        tick.set_color(GREY if alone and doubtful[leaf] else city_ink(cities[leaf]) if alone else INK)
        tick.set_fontsize(9.5)
    ax.locator_params(axis="x", nbins=4 if is_narrow() else 8)
    ax.set_xlabel("distance (Ward)" if is_narrow() else "distance at which groups join (Ward)")
    agreement = adjusted_rand_score(labels, cut_tree(linked, n_clusters=k).ravel())
    say(ax, tell_tree(labels, agreement), _GREYED if few and doubtful.any() else "")
    return ax


@takes(articles="page article city headline", described=_DESCRIBED)
def plot_map(points, labels, articles, *, described=None, ax=None):
    """Draw the articles on a plane: near = similar; number = cluster, colour and mark = city, of up to ten.

    Of more than sixty articles the numbers would lie upon each other: colour and mark are the cluster's.

    Parameters
    ----------
    points : DataFrame
        From :func:`tifa.words.place_on_map`.
    labels, articles, described
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
    ax.set_xlabel("first axis")
    ax.set_ylabel("second axis")
    ax.set_xticks([])
    ax.set_yticks([])
    numbers = labels.loc[points.index]
    _, cities = _article_labels(points.index, articles)
    doubtful = _is_doubtful(numbers, described)
    crowded = len(points) > 60
    if crowded:
        kinds = [f"cluster {number}" for number in numbers]
        size, more = 5, {}
    else:  # no more colours and marks can be told apart than those of ten cities
        kinds = cities if len(set(cities)) <= 10 else [""] * len(cities)
        size, more = 11 if is_narrow() else 14, {"markerfacecolor": "white", "markeredgewidth": 1.6}
        for (x, y), number, grey in zip(points[["x", "y"]].to_numpy(), numbers, doubtful):
            ax.text(x, y, str(number), ha="center", va="center", fontsize=9, color=GREY if grey else INK)
    order = [kinds[i] for i in np.argsort(numbers.to_numpy(), kind="stable")] if crowded else kinds
    colours, marks = city_colours(dict.fromkeys(order)), city_marks(order)
    for kind in dict.fromkeys(order):
        for grey in sorted({False, *doubtful.tolist()}):
            own = (np.array(kinds) == kind) & (doubtful == grey)
            if own.any():
                ax.plot(points.x[own], points.y[own], marks[kind], markersize=size, linestyle="", **more,
                        color=PALE if grey else colours[kind],
                        label="_" if grey or not kind else in_both(kind))
    put_legend_above(ax, markerscale=1 if crowded else 0.6)
    say(ax, tell_mixture(labels, list(articles.set_index(["page", "article"]).city.loc[labels.index])),
        "Near: similar words." + " Number: the article's cluster." * (not crowded)
        + f" {_GREYED}" * bool(doubtful.any()))
    return ax
