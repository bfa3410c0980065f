"""Figures of the corpus: lengths, roles, sizes of samples."""

import numpy as np

from tifa.arguments import MAPPING, takes
from tifa.articles.checks import count_characters
from tifa.show.axes import city_ink, draw_city_bars, is_narrow, make_axes, put_legend_above, say
from tifa.show.titles import span, tell_lengths, tell_roles
from tifa.show.page import ROLE_COLOURS
from tifa.show.style import in_english
from tifa.show.tables import shorten


@takes(articles="city headline n_chars")
def plot_lengths(articles, *, n=60, ax=None):
    """Draw the length of each article in characters, coloured by city; of many only the n longest.

    Examples
    --------
    >>> ax = plot_lengths(read_articles("seeds"))
    >>> len(ax.patches)
    22
    """
    every = articles.n_chars.astype(int)
    articles = articles.loc[articles.n_chars.astype(int).nlargest(n).index.sort_values()]
    ax = make_axes(ax, 0.24 * len(articles) + 1.6)
    y = np.arange(len(articles))[::-1]
    draw_city_bars(ax, y, articles.n_chars.astype(int), articles.city, height=0.75)
    most = 8 if is_narrow() else 20
    ax.set_yticks(y, [f"{in_english(city)} {shorten(headline, most)}".strip()
                      for city, headline in zip(articles.city, articles.headline)])
    for label, city in zip(ax.get_yticklabels(), articles.city):
        label.set_color(city_ink(city))
    ax.set_xlabel("characters of body text")
    ax.locator_params(axis="x", nbins=4 if is_narrow() else 8)
    ax.set_ylim(-0.7, len(articles) - 0.3)
    say(ax, tell_lengths(every), f"Drawn: the {n} longest." if len(every) > n else "")
    return ax


@takes(lines="page role text", names=MAPPING)
def plot_roles(lines, *, names=None, ax=None):
    """Draw how each page's characters are shared out among the roles of its lines.

    Parameters
    ----------
    lines : DataFrame
        The table ``lines``.
    names : dict of str to str, optional
        What pages are called, as :func:`tifa.compare.name_pages` gives it.

    Examples
    --------
    >>> ax = plot_roles(label_lines(read_pages("seeds")))
    >>> [t.get_text() for t in ax.get_yticklabels()][0][:3]
    '000'
    """
    counts = lines.assign(n=count_characters(lines)).pivot_table(
        index="page", columns="role", values="n", aggfunc="sum", fill_value=0)
    shares = counts.div(counts.sum(axis=1), axis=0)
    ax = make_axes(ax, 0.38 * len(shares) + (2.7 if is_narrow() else 1.8))
    y, left = np.arange(len(shares))[::-1], np.zeros(len(shares))
    for role in [r for r in ROLE_COLOURS if r in shares]:
        ax.barh(
            y, shares[role], left=left, color=ROLE_COLOURS[role], edgecolor="white", label=role, height=0.7
        )
        left += shares[role].to_numpy()
    names, most = names or {}, 12 if is_narrow() else 21
    ax.set_yticks(y, [shorten(names.get(page, page), most) for page in shares.index])
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.locator_params(axis="x", nbins=4)
    ax.set_xlabel("share of the page's characters")
    put_legend_above(ax, ncols=2 if is_narrow() else 5)
    say(ax, tell_roles(shares))
    return ax


@takes()
def plot_sample_sizes(shares=(0.8, 0.95), *, largest=1000, ax=None):
    """Draw how the 95 % interval of a share narrows as more cases are drawn: a line and a band a share.

    Parameters
    ----------
    shares : sequence of float, optional
        The shares that the samples show.
    largest : int, optional
        The largest sample.

    Examples
    --------
    >>> len(plot_sample_sizes([0.9]).lines)
    1
    """
    from tifa.compare.rates import wilson

    ax = make_axes(ax, 4.2)
    n = np.unique(np.geomspace(10, largest, 60).astype(int))
    for share, colour, style in zip(shares, ["#0072B2", "#D55E00", "#009E73"], ["-", "--", ":"]):
        low, high = wilson(share * n, n)
        ax.fill_between(n, low, high, color=colour, alpha=0.18, linewidth=0)
        ax.plot(n, np.full(len(n), share), style, color=colour, label=f"{share:.0%} of the sample right")
    ax.set_xscale("log")
    ticks = [t for t in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if t <= largest]
    ticks = ticks[::3] if is_narrow() else ticks
    ax.set_xticks(ticks, [str(t) for t in ticks])
    ax.minorticks_off()
    ax.set_ylim(0.4, 1)
    ax.yaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("cases read by hand")
    ax.set_ylabel("share in the whole corpus")
    put_legend_above(ax, ncols=1 if is_narrow() else 3)
    read, share = min(100, largest), shares[-1]
    bounds = span(wilson(share * read, read))
    say(ax, f"When {share:.0%} of {read} cases are right, {bounds} of the whole corpus may be",
        "Band: Wilson's 95 % interval.")
    return ax
