"""One function a figure: data first, everything else by keyword, the Axes returned.

No function here shows, saves or sets a style; :func:`tifa.use_style` does the last.
"""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from tifa.arguments import FRAME, takes
from tifa.markup import escape
from tifa.style import city_colours, city_hatches, city_marks, font_path, lacks_glyph

_INK, _PALE = "#333333", "#b9c4cc"


def _axes(ax, width, height):
    return ax if ax is not None else plt.subplots(figsize=(width, height))[1]


def _say(ax, why):
    """Draw words where nothing else can be drawn."""
    ax.text(0.5, 0.5, why, ha="center", va="center", transform=ax.transAxes)
    ax.set_axis_off()
    return ax


def shorten(text, n):
    """Cut a text to n characters, … for the rest.

    Examples
    --------
    >>> shorten("推进市域治理现代化", 5)
    '推进市域…'
    """
    return text if len(text) <= n else text[: n - 1] + "…"


def name_article(row):
    """Name the article of a row of any table: its page, cut at ten characters, and its number.

    Examples
    --------
    >>> name_article(next(read_articles("seeds").itertuples()))
    '000_c7785…/1'
    """
    return f"{shorten(row.page, 10)}/{row.article}"


def format_number(value):
    """Write a number with at most two decimals and no needless zeros; nothing where there is none.

    Examples
    --------
    >>> format_number(170000.0), format_number(73.21), format_number(None)
    ('170,000', '73.21', '')
    """
    return "" if pd.isna(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def _city_legend(ax, cities, **where):
    colours, hatches = city_colours(cities), city_hatches(cities)
    handles = [plt.Rectangle((0, 0), 1, 1, facecolor=colours[c], hatch=hatches[c], edgecolor="white", label=c) for c in cities]
    ax.legend(handles=handles, **{"loc": "best", "fontsize": 9, **where})


def _city_bars(ax, y, widths, cities, **more):
    colours, hatches = city_colours(cities), city_hatches(cities)
    for at, width, city in zip(y, widths, cities):
        ax.barh(at, width, color=colours[city], hatch=hatches[city], edgecolor="white", linewidth=0, **more)


@takes(articles="city headline n_chars")
def plot_lengths(articles, *, n=60, ax=None):
    """Draw each article's length in characters, a bar an article, coloured by city; of many only the n longest.

    Examples
    --------
    >>> ax = plot_lengths(read_articles("seeds"))
    >>> len(ax.patches)
    22
    """
    articles = articles.loc[articles.n_chars.astype(int).nlargest(n).index.sort_values()]
    ax = _axes(ax, 8, 0.27 * len(articles) + 1)
    y = np.arange(len(articles))[::-1]
    _city_bars(ax, y, articles.n_chars.astype(int), articles.city, height=0.75)
    ax.set_yticks(y, [shorten(h, 22) for h in articles.headline], fontsize=8.5)
    ax.set_xlabel("characters of body text")
    ax.set_ylim(-0.7, len(articles) - 0.3)
    _city_legend(ax, list(dict.fromkeys(articles.city)), loc="lower right")
    return ax


@takes(lines="page role text")
def plot_roles(lines, *, ax=None):
    """Draw how each page's characters are shared out among the roles of its lines.

    Examples
    --------
    >>> ax = plot_roles(label_lines(read_pages("seeds")))
    >>> [t.get_text() for t in ax.get_yticklabels()][0][:3]
    '000'
    """
    counts = lines.assign(n=lines.text.str.replace(r"\s", "", regex=True).str.len()).pivot_table(
        index="page", columns="role", values="n", aggfunc="sum", fill_value=0)
    shares = counts.div(counts.sum(axis=1), axis=0)
    ax = _axes(ax, 8, 0.45 * len(shares) + 1.3)
    y, left = np.arange(len(shares))[::-1], np.zeros(len(shares))
    for role in [r for r in ROLE_COLOURS if r in shares]:
        ax.barh(y, shares[role], left=left, color=ROLE_COLOURS[role], edgecolor="white", label=role, height=0.7)
        left += shares[role].to_numpy()
    ax.set_yticks(y, [shorten(p, 12) for p in shares.index])
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("share of the page's characters")
    ax.legend(loc="upper center", bbox_to_anchor=(0.45, -0.32), ncols=5, fontsize=9)
    return ax


ROLE_COLOURS = {
    "body": "#c9d6df", "headline": "#0072B2", "subhead": "#56B4E9", "kicker": "#E69F00", "section": "#CC79A7",
    "byline": "#009E73", "caption": "#F0E442", "ad": "#999999", "nav": "#666666",
}


@takes(lines="page line article role text cont")
def show_page(lines, page):
    """Show a page line by line, each coloured by its role, for a notebook.

    Parameters
    ----------
    lines : DataFrame
        The table ``lines``.
    page : str

    Returns
    -------
    IPython.display.HTML
        All text from the page is escaped.

    Examples
    --------
    >>> "<table" in show_page(label_lines(read_pages("seeds")), "000_c7785c7b04a71cd2").data
    True
    """
    rows = []
    for line in lines[lines.page == page].itertuples():
        role = f'<td style="border-left:0.6em solid {ROLE_COLOURS[line.role]};white-space:nowrap">{line.role}{" ↳" * line.cont}</td>'
        rows.append([_cell(line.line, 0), _cell(line.article, 0) if line.article else "<td></td>", role, _cell(shorten(line.text, 90), 0)])
    return _html_table(["line", "article", "role", "text"], rows)


@takes(found="tifa.find_slogans: page article start end anchor", articles="page article start end city headline", pages="page text")
def show_articles(found, articles, pages):
    """Show the articles in which something was found, each behind its headline, what was found marked, for a notebook.

    Parameters
    ----------
    found : DataFrame
        Rows of ``slogans``, ``measures`` or ``indicators`` with a column ``anchor``: a name for the place of each, so that
        ``show_table(..., links={"text": "anchor"})`` can lead there.
    articles, pages : DataFrame
        The tables of that name.

    Returns
    -------
    IPython.display.HTML
        Each article as it stands on its page. All text is escaped.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> articles = build_articles(label_lines(pages), pages)
    >>> found = find_slogans(articles).head(3).assign(anchor=["a", "b", "c"])
    >>> '<mark id="b">' in show_articles(found, articles, pages).data
    True
    """
    from IPython.display import HTML

    texts, out = dict(zip(pages.page, pages.text)), []
    of = {}
    for row in found.sort_values("start").itertuples():
        of.setdefault((row.page, row.article), []).append(row)
    for article in articles.itertuples():
        text, at, marked = texts[article.page], article.start, []
        for row in of.get((article.page, article.article), ()):
            inside = row.start < at  # of what is marked already
            marked.append(f'<span id="{escape(row.anchor)}"></span>' if inside else
                          f'{escape(text[at : row.start])}<mark id="{escape(row.anchor)}">{escape(text[row.start : row.end])}</mark>')
            at = max(at, row.end)
        if marked:
            head = f"{name_article(article)} {article.city} {article.headline}"
            out.append(f"<details><summary>{escape(head)}</summary>{''.join(marked)}{escape(text[at : article.end])}</details>")
    return HTML(f'<div class="tifa-articles mathjax_ignore">{"".join(out)}</div>')


@takes(table=FRAME)
def show_table(table, *, columns=None, digits=2, links=None):
    """Show a table in a notebook: no index, numbers rounded, long texts with room, wide tables in a box that scrolls.

    Parameters
    ----------
    table : DataFrame
    columns : list of str, or dict of str to str, optional
        The columns to show, with a dict also their headings; default: all as they are named.
    digits : int, optional
        Decimals of numbers that are not whole.
    links : dict of str to str, optional
        A column, by its name in ``table``, to the column that holds the place on this page its cells lead to.

    Returns
    -------
    IPython.display.HTML
        All text is escaped.

    Examples
    --------
    >>> import pandas as pd
    >>> "&#60;b&#62;" in show_table(pd.DataFrame({"text": ["<b>"]})).data
    True
    """
    shown = table if columns is None else table[list(columns)]
    places = {name: table[target].tolist() for name, target in (links or {}).items()}
    rows = [[_cell(value, digits, places[name][i] if name in places else "") for name, value in zip(shown, row)]
            for i, row in enumerate(shown.itertuples(index=False))]
    return _html_table([columns[name] for name in shown] if isinstance(columns, dict) else list(shown), rows)


def _cell(value, digits, place=""):
    if pd.isna(value):
        return "<td></td>"
    if isinstance(value, (float, np.floating)):
        return f'<td class="number">{value:,.{digits}f}</td>'
    if isinstance(value, (int, np.integer)):
        return f'<td class="number">{value:,}</td>'
    text = str(value)
    kind = next((name for least, name in ((450, "essay"), (60, "longest"), (14, "long")) if len(text) > least), "short")
    text = f'<a href="#{escape(place)}">{escape(text)}</a>' if place else escape(text)
    return f'<td class="{kind}">{text}</td>'


def _html_table(header, rows):
    from IPython.display import HTML

    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    rows = rows or [[f'<td colspan="{len(header)}">none</td>']]
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return HTML(f'<div class="tifa-scroll mathjax_ignore"><table class="tifa-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


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
    ax = _axes(ax, 7, 0.27 * len(top) + 1)
    y = np.arange(len(top))[::-1]
    ax.barh(y, top["count"].astype(int), color=_PALE, height=0.75, label="occurrences")
    ax.plot(top["articles"].astype(int), y, "o", color=_INK, markersize=5, label="articles")
    ax.set_yticks(y, top.term)
    ax.set_ylim(-0.7, len(top) - 0.3)
    ax.set_xlabel("count")
    ax.legend(loc="lower right", fontsize=9)
    return ax


@takes(terms="city term count")
def plot_terms_by_city(terms, *, n=10, n_cities=12):
    """Draw each city's most frequent words, a panel a city; of many cities those with most words counted.

    Where no article's city is known, one panel shows all words.

    Returns
    -------
    ndarray of Axes

    Examples
    --------
    >>> len(plot_terms_by_city(count_terms(read_articles("seeds")), n=3))
    4
    """
    cities = top_cities(terms, n_cities) or [""]
    columns = min(4, len(cities))
    rows = -(-len(cities) // columns)
    figure, grid = plt.subplots(rows, columns, figsize=(2.4 * columns, (0.27 * n + 0.8) * rows), squeeze=False)
    for ax, city in zip(grid.flat, cities):
        top = terms[terms.city == city].head(n)
        y = np.arange(len(top))[::-1]
        _city_bars(ax, y, top["count"].astype(int), [city] * len(top), height=0.75)
        ax.set_yticks(y, top.term)
        ax.set_title(city or "city not known")
        ax.set_xlabel("occurrences")
    for ax in grid.flat[len(cities) :]:
        ax.remove()
    return grid.flat[: len(cities)]


@takes(terms="city count")
def top_cities(terms, n):
    """Give the n cities with most words counted, in the order of the table.

    Examples
    --------
    >>> top_cities(count_terms(read_articles("seeds")), 2)
    ['淮北', '盐城']
    """
    totals = terms[terms.city != ""].groupby("city", sort=False)["count"].sum()
    return [c for c in totals.index if c in set(totals.nlargest(n).index)]


@takes(terms="city term count")
def plot_wordcloud(terms, *, city="", n=80, seed=0, ax=None):
    """Draw a word cloud: the size of a word grows with its count.

    Parameters
    ----------
    terms : DataFrame
        The table ``terms``.
    city : str, optional
        Empty: all cities.

    Notes
    -----
    A word with a character that the font lacks is left out, and named below the cloud.

    Examples
    --------
    >>> ax = plot_wordcloud(count_terms(read_articles("seeds")), city="盐城", n=10)
    >>> ax.get_title()
    '盐城'
    """
    from wordcloud import WordCloud

    top = terms[terms.city == city].head(n)
    drawable = ~top.term.map(lambda word: any(map(lacks_glyph, word))).astype(bool)
    ax = _axes(ax, 5, 3.4)
    colour = city_colours([city])[city] if city else _INK
    cloud = WordCloud(font_path=str(font_path()), width=1000, height=640, background_color="white", random_state=seed,
                      prefer_horizontal=1.0, relative_scaling=0.5, color_func=lambda *a, **k: colour)
    sizes = dict(zip(top.term[drawable], top["count"][drawable].astype(int)))
    if sizes:
        ax.imshow(cloud.generate_from_frequencies(sizes), interpolation="bilinear")
    else:
        _say(ax, "no word that can be drawn")
    if not drawable.all():
        left_out = shorten(", ".join(top.term[~drawable]), 60)
        ax.text(0, -0.02, f"left out, the font lacks a character: {left_out}", va="top", fontsize=8, transform=ax.transAxes)
    ax.set_axis_off()
    ax.set_title(city)
    return ax


@takes(ranks="tifa.rank_frequency: term rank count fitted")
def plot_rank_frequency(ranks, *, ax=None):
    """Draw rank against frequency on logarithmic axes, with the fitted power law.

    Examples
    --------
    >>> ax = plot_rank_frequency(rank_frequency(count_terms(read_articles("seeds"))))
    >>> ax.get_xscale()
    'log'
    """
    ax = _axes(ax, 6, 4)
    ax.loglog(ranks["rank"], ranks["count"].astype(int), "o", color="#0072B2", markersize=3, label="words")
    ax.loglog(ranks["rank"], ranks["fitted"], "-", color="#D55E00", linewidth=1.2, label=f"least squares, slope {ranks.attrs['slope']:.2f}")
    for i in sorted({0, 9, 99} & set(range(len(ranks)))):
        ax.annotate(ranks.term.iloc[i], (ranks["rank"].iloc[i], ranks["count"].iloc[i]), xytext=(4, 6), textcoords="offset points")
    ax.set_xlabel("rank")
    ax.set_ylabel("occurrences")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:.0f}")
    ax.set_ylim(0.8, None)
    ax.legend(fontsize=9)
    return ax


def _article_labels(index, articles, n=16):
    rows = articles.set_index(["page", "article"]).loc[index]
    return [f"{city} {shorten(headline, n)}" for city, headline in zip(rows.city, rows.headline)], list(rows.city)


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
    ax = _axes(ax, side + 3.2, side)
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
            ax.axhline(edge, color=_INK, linewidth=0.7)
            ax.axvline(edge, color=_INK, linewidth=0.7)
    ax.set_xlabel("article, in the order of the rows")
    ax.figure.colorbar(image, ax=ax, shrink=0.6, label="cosine similarity")
    return ax


@takes(choices="tifa.choose_k: k silhouette stability")
def plot_choices(choices, *, chosen=None, ax=None):
    """Draw silhouette and stability against the number of clusters.

    Examples
    --------
    >>> ax = plot_choices(choose_k(weigh_terms(read_articles("seeds")), [2, 3, 4], n=3), chosen=3)
    >>> len(ax.lines)
    3
    """
    ax = _axes(ax, 6, 3.2)
    ax.plot(choices.k, choices.silhouette, "o-", color="#0072B2", label="silhouette")
    ax.plot(choices.k, choices.stability, "s--", color="#D55E00", label="stability")
    if chosen is not None:
        ax.axvline(chosen, color=_INK, linewidth=0.8, linestyle=":", label=f"chosen: {chosen}")
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
        From :func:`tifa.topics.link`.
    labels : Series
        From :func:`tifa.cluster`.
    articles : DataFrame
        The table ``articles``.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> weights = weigh_terms(articles)
    >>> ax = plot_dendrogram(topics.link(weights), cluster(weights, 5), articles)
    >>> len(ax.get_yticklabels())
    22
    """
    from scipy.cluster.hierarchy import dendrogram

    k = labels.nunique()
    names, cities = _article_labels(labels.index, articles, 20)
    most = 60  # leaves that can be read; beyond, the lowest branches are drawn as one leaf with its number of articles
    ax = _axes(ax, 8, 0.28 * min(len(labels), most) + 1)
    heights = np.sort(linked[:, 2])
    cut = (heights[-k] + heights[-k + 1]) / 2
    shown = dict(labels=names) if len(labels) <= most else dict(truncate_mode="lastp", p=most)
    drawn = dendrogram(linked, orientation="left", color_threshold=0, above_threshold_color=_INK, ax=ax, **shown)
    ax.axvline(cut, color=_INK, linewidth=0.8, linestyle=":")
    colours = city_colours(cities)
    for tick, leaf in zip(ax.get_yticklabels(), drawn["leaves"]):
        tick.set_color(colours[cities[leaf]] if leaf < len(cities) else _INK)
        tick.set_fontsize(8.5)
    ax.set_xlabel("distance at which groups join (Ward)")
    return ax


@takes(articles="page article city headline")
def plot_map(points, labels, articles, *, ax=None):
    """Draw the articles on a plane: near = similar; number = cluster, colour and mark = city.

    Parameters
    ----------
    points : DataFrame
        From :func:`tifa.topics.place_on_map`.
    labels, articles
        As for :func:`plot_dendrogram`.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> weights = weigh_terms(articles)
    >>> ax = plot_map(topics.place_on_map(weights), cluster(weights, 5), articles)
    >>> len(ax.texts)
    22
    """
    ax = _axes(ax, 7, 5)
    _, cities = _article_labels(points.index, articles)
    colours, marks = city_colours(cities), city_marks(cities)
    for city in dict.fromkeys(cities):
        own = [c == city for c in cities]
        ax.plot(points.x[own], points.y[own], marks[city], color=colours[city], label=city, markersize=11, alpha=0.85, linestyle="")
    for (x, y), label in zip(points[["x", "y"]].to_numpy(), labels.loc[points.index]):
        ax.text(x, y, str(label), ha="center", va="center", color="white", fontsize=7.5)
    ax.set_xlabel("first axis")
    ax.set_ylabel("second axis")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.legend(fontsize=9)
    return ax


def _dots(ax, table, rows, value, scale=1.0):
    """A row a group, a mark a city with its interval, cities beside one another."""
    cities = list(dict.fromkeys(table.city))[:8]  # more marks a row cannot be told apart
    colours, marks = city_colours(cities), city_marks(cities)
    groups = list(dict.fromkeys(table[rows]))
    for j, city in enumerate(cities):
        own = table[table.city == city].set_index(rows).loc[groups]
        y = np.arange(len(groups))[::-1] + 0.3 - 0.6 * (j + 0.5) / len(cities)
        for at, low, high in zip(y, own.low, own.high):
            if high > low:
                ax.plot([low * scale, high * scale], [at, at], color=colours[city], linewidth=1.4, alpha=0.6)
        ax.plot(own[value] * scale, y, marks[city], color=colours[city], markersize=5, label=city, linestyle="")
    for edge in np.arange(len(groups) - 1) + 0.5:
        ax.axhline(edge, color="#eeeeee", linewidth=0.8)
    ax.set_yticks(np.arange(len(groups))[::-1], groups)
    ax.set_ylim(-0.6, max(len(groups), 1) - 0.4)
    ax.set_xlim(left=0)
    if cities:
        ax.legend(fontsize=9)
    return ax


@takes(table="tifa.compare_terms: term city rate low high")
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
    'per 1,000 words, with 95 % interval'
    """
    ax = _axes(ax, 7, 0.42 * table.term.nunique() + 1)
    _dots(ax, table, "term", "rate")
    ax.set_xlabel("per 1,000 words, with 95 % interval")
    return ax


@takes(table="tifa.compare_slogans: city kind rate low high")
def plot_slogans(table, *, ax=None):
    """Draw each city's formulations per 1,000 characters by kind, with intervals.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> ax = plot_slogans(compare_slogans(find_slogans(articles), articles))
    >>> ax.get_xlim()[0]
    np.float64(0.0)
    """
    ax = _axes(ax, 7, 0.8 * table.kind.nunique() + 1)
    _dots(ax, table, "kind", "rate")
    ax.set_xlabel("mentions per 1,000 characters, with 95 % interval")
    return ax


@takes(table="tifa.compare_measures: city share low high")
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
    ax = _axes(ax, 7, 0.7 * table[by].nunique() + 1)
    _dots(ax, table, by, "share")
    ax.xaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("share of the city's measures, with 95 % interval")
    return ax


@takes(table="tifa.systems: city place system measures slogans")
def plot_systems(table, *, n=40, n_slogans=5, ax=None):
    """Draw each reform system: a bar its measures, beside it the formulations that label it.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.systems`.
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
    ax = _axes(ax, 10, 0.42 * len(table) + 1)
    y = np.arange(len(table))[::-1]
    _city_bars(ax, y, table.measures, table.city, height=0.7)
    widest = table.measures.max() if len(table) else 1
    for at, row in zip(y, table.itertuples()):
        slogans = [s for s in row.slogans.split("|") if s]
        label = " · ".join(shorten(s, 14) for s in slogans[:n_slogans])
        ax.text(row.measures + 0.012 * widest, at, f"{row.measures}   {label}", va="center", fontsize=8.5, color=_INK)
    ax.set_yticks(y, [f"{row.place}  {shorten(row.system, 18)}" for row in table.itertuples()], fontsize=9)
    ax.set_xlim(0, widest * 2.1)
    ax.set_ylim(-0.7, len(table) - 0.3)
    ax.set_xlabel("measures in print")
    _city_legend(ax, list(dict.fromkeys(table.city)), loc="lower right")
    return ax


@takes(table="tifa.changes: metric unit base_year before year after derived")
def plot_changes(table, *, n=10, n_units=6, ax=None):
    """Draw figures before and after: a panel a unit, in it a row a figure, hollow before and filled after.

    The values stand beside the marks, ``*`` behind one that was computed and not printed. A panel is logarithmic, and
    says so, where its values differ more than a hundredfold; else it begins at 0.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.changes`; with a column ``city``, the marks have the city's colour and form.
    n, n_units : int, optional
        Rows a unit, the first ones of the table; units, those with most rows.

    Returns
    -------
    Axes
        An empty one that holds the panels as its ``child_axes``.

    Examples
    --------
    >>> ax = plot_changes(changes(find_indicators(read_articles("seeds"))))
    >>> len(ax.child_axes)
    5
    """
    units = table.unit.value_counts().head(n_units).index
    groups = [table[table.unit == unit].head(n) for unit in units]
    heights = [len(group) + 2.2 for group in groups]  # a row's height; title and ticks take about two more
    ax = _axes(ax, 7, 0.34 * sum(heights) + 0.4)
    ax.set_axis_off()
    top = 0.0
    for unit, group, height in zip(units, groups, heights):
        panel = ax.inset_axes([0, 1 - (top + height - 1.2) / sum(heights), 1, len(group) / sum(heights)])
        _dumbbells(panel, group)
        panel.set_title((unit or "no unit") + ", logarithmic" * (panel.get_xscale() == "log"))
        top += height
    cities = [c for c in dict.fromkeys(table.get("city", [])) if c]
    colours, marks = city_colours(cities), city_marks(cities)
    handles = [plt.Line2D([], [], marker=marks[c], color=colours[c], linestyle="", label=c) for c in cities]
    if handles:
        ax.legend(handles=handles, loc="lower right", bbox_to_anchor=(1, 1), ncols=6, fontsize=9)
    return ax


def _dumbbells(ax, table):
    """A row a figure: a line from the value before to the value after."""
    ends = table[["before", "after"]].astype(float)
    low, high = ends.min(axis=None), ends.max(axis=None)
    if low > 0 and high > 100 * low:
        powers = np.arange(np.ceil(np.log10(low)), np.log10(high))
        ax.set_xscale("log")
        ax.set_xticks(10 ** powers[:: -(-len(powers) // 3)])
        ax.minorticks_off()
        ax.set_xlim(low / (high / low) ** 0.4, high * (high / low) ** 0.4)  # room for the values
    else:
        low, high = min(low, 0), max(high, 0)
        room = 0.34 * ((high - low) or 1)
        ax.set_xlim(low - room, high + room)
        ax.set_xticks([t for t in MaxNLocator(4).tick_values(low, high) if low <= t <= high])
    ax.xaxis.set_major_formatter(lambda value, _: format_number(value))
    y = np.arange(len(table))[::-1]
    for at, row in zip(y, table.itertuples()):
        city = getattr(row, "city", "")
        colour, mark = (city_colours([city])[city], city_marks([city])[city]) if city else (_INK, "o")
        ax.plot([row.before, row.after], [at, at], color=colour, linewidth=1.6, alpha=0.5, zorder=1)
        ax.plot(row.before, at, mark, markerfacecolor="white", markeredgecolor=colour, markersize=6.5)
        ax.plot(row.after, at, mark, color=colour, markersize=6.5)
        said = [f"{format_number(row.before)}{'*' * row.derived}{_year(row.base_year)}", f"{format_number(row.after)}{_year(row.year)}"]
        for value, text, left in zip((row.before, row.after), said, (row.before <= row.after, row.before > row.after)):
            ax.annotate(text, (value, at), xytext=(-7 if left else 7, 0), textcoords="offset points", va="center",
                        ha="right" if left else "left", fontsize=8.5)
    ax.set_yticks(y, [shorten(metric, 16) for metric in table.metric], fontsize=9)
    ax.set_ylim(-0.6, len(table) - 0.4)


def _year(year):
    return "" if pd.isna(year) else f" ({year})"


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
    from tifa.checks import wilson

    ax = _axes(ax, 7, 3.4)
    n = np.unique(np.geomspace(10, largest, 60).astype(int))
    for share, colour, style in zip(shares, ["#0072B2", "#D55E00", "#009E73"], ["-", "--", ":"]):
        low, high = wilson(share * n, n)
        ax.fill_between(n, low, high, color=colour, alpha=0.18, linewidth=0)
        ax.plot(n, np.full(len(n), share), style, color=colour, label=f"{share:.0%} of the sample right")
    ax.set_xscale("log")
    ticks = [t for t in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if t <= largest]
    ax.set_xticks(ticks, [str(t) for t in ticks])
    ax.minorticks_off()
    ax.set_ylim(0.4, 1)
    ax.yaxis.set_major_formatter("{x:.0%}")
    ax.set_xlabel("cases read by hand")
    ax.set_ylabel("share in the whole corpus")
    ax.legend(loc="lower right", fontsize=9)
    return ax


@takes(table="tifa.classify_slogans: text standing leader group_cities")
def plot_standing(table, *, n=24, n_labels=3, n_cities=10, ax=None):
    """Draw which formulations one city prints alone and which several share: a row a set of cities.

    Dots say which cities make the set, the bar how many formulations those cities and no others print; wordings that vary
    one formulation count once. The pale part of a bar is national stock; the first of the others stand beside it.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.classify_slogans`.
    n, n_labels, n_cities : int, optional
        Sets shown, of more those with most formulations; formulations named a set; cities shown, of more those that
        print most.

    Notes
    -----
    After A. Lex and others, "UpSet: Visualization of intersecting sets", *IEEE Transactions on Visualization and Computer
    Graphics* 20, 2014.

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
    groups = groups.assign(cities=groups.cities.map(lambda c: "、".join(sorted(c.split("、"), key=cities.index))))
    shown = groups.cities.value_counts().head(n).index
    shown = sorted(shown, key=lambda c: (c.count("、"), [cities.index(x) for x in c.split("、")]))
    ax = _axes(ax, 9, 0.42 * len(shown) + 1.3)
    colours, marks, hatches = city_colours(cities), city_marks(cities), city_hatches(cities)
    widest = int(groups.cities.value_counts().max()) if len(groups) else 1
    step, y = 0.05 * widest * max(map(len, cities), default=2), np.arange(len(shown))[::-1]  # so that names do not touch
    for at, name in zip(y, shown):
        own, members = groups[groups.cities == name], name.split("、")
        single, rest = len(members) == 1, int((~own.stock).sum())
        ax.barh(at, rest, height=0.6, edgecolor="white", linewidth=0, color=colours[members[0]] if single else _INK,
                hatch=hatches[members[0]] if single else "")
        ax.barh(at, len(own) - rest, left=rest, height=0.6, color=_PALE, linewidth=0)
        label = " · ".join(shorten(t, 12) for t in own.text[~own.stock].head(n_labels))
        ax.text(len(own) + 0.02 * widest, at, f"{len(own)}   {label}", va="center", fontsize=8.5, color=_INK)
        places = [-step * (len(cities) - cities.index(c)) for c in members]
        ax.plot([min(places), max(places)], [at, at], color=_INK, linewidth=1.2, zorder=1)
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
    ax.legend(handles=[plt.Rectangle((0, 0), 1, 1, color=c, label=t) for c, t in ((_INK, "shared by cities (one city alone: its colour)"), (_PALE, "national stock"))],
              loc="upper right", ncols=2, fontsize=9)
    return ax


@takes(table="tifa.measure_heat: text month tier")
def plot_heat(table, *, ax=None):
    """Draw how hot formulations are, month by month: a cell a month, darker and named by its tier.

    A month with too few articles stays white; a table without any tier is drawn as the words that say why.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.measure_heat`.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> ax = plot_heat(measure_heat(find_slogans(articles), articles))
    >>> ax.texts[0].get_text()[:27]
    '10 of 22 articles give at l'
    """
    from tifa.cities import TIERS

    if not (table.tier != "").any():
        ax = _axes(ax, 8, 1)
        return _say(ax, table.attrs.get("note", "no month has enough dated articles"))
    order = list(dict.fromkeys(table.text))
    months = [str(m) for m in pd.period_range(table.month.min(), table.month.max(), freq="M")]
    grid = table.pivot(index="text", columns="month", values="tier").reindex(index=order, columns=months, fill_value="")
    rank = {name: len(TIERS) - i for i, name in enumerate(TIERS)} | {"": np.nan}
    ax = _axes(ax, min(0.4 * len(months) + 3, 14), 0.32 * len(order) + 1)
    ax.imshow(grid.map(rank.get).to_numpy(float), cmap="Oranges", vmin=0.5, vmax=len(TIERS) + 2, aspect="auto")
    for (i, j), tier in np.ndenumerate(grid.to_numpy()) if len(months) <= 36 else ():
        ax.text(j, i, tier, ha="center", va="center", fontsize=9)
    ax.set_yticks(range(len(order)), [shorten(t, 16) for t in order])
    ticks = range(0, len(months), -(-len(months) // 12))
    ax.set_xticks(ticks, [months[i] for i in ticks], rotation=45, ha="right")
    return ax
