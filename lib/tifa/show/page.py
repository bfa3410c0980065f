"""Pages and articles as HTML, each line by its role, what was found marked."""

from tifa.arguments import takes
from tifa.show.markup import escape
from tifa.show.tables import as_html, html_cell, html_table, name_article, shorten

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
        style = f"border-left:0.6em solid {ROLE_COLOURS[line.role]};white-space:nowrap"
        role = f'<td style="{style}">{line.role}{" ↳" * line.cont}</td>'
        article = html_cell(line.article, 0) if line.article else "<td></td>"
        rows.append([html_cell(line.line, 0), article, role, html_cell(shorten(line.text, 90), 0)])
    return html_table(["line", "article", "role", "text"], rows)


@takes(found="tifa.find_slogans: page article start", articles="page article city", pages="page")
def add_places(found, articles, pages):
    """Say of each row that was found where it stands, and name the place for links to it.

    Parameters
    ----------
    found : DataFrame
        Rows of ``slogans``, ``measures`` or ``indicators``.
    articles, pages : DataFrame
        The tables of that name.

    Returns
    -------
    DataFrame
        The rows of these articles, with city, place (the article, as :func:`tifa.show.name_article` names it)
        and anchor (for :func:`show_articles`, and for ``show_table(..., links={"place": "anchor"})``).

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> articles = build_articles(label_lines(pages), pages)
    >>> add_places(find_slogans(articles), articles, pages)[["city", "place", "anchor"]].iloc[0].tolist()
    ['盐城', '000_c7785…/1', 'at-0-279']
    """
    number = {page: i for i, page in enumerate(pages.page)}
    rows = found.drop(columns="city", errors="ignore").merge(
        articles[["page", "article", "city"]], on=["page", "article"]
    )
    told = {"place": [name_article(row) for row in rows.itertuples()],
            "anchor": [f"at-{number[row.page]}-{row.start}" for row in rows.itertuples()]}
    return rows.assign(**told).astype(dict.fromkeys(told, "str"))  # texts, also where there is no row


@takes(found="tifa.find_slogans: page article start end anchor",
       articles="page article start end city headline", pages="page text")
def show_articles(found, articles, pages):
    """Show the articles in which something was found, each behind its headline, what was found marked.

    Parameters
    ----------
    found : DataFrame
        Rows of ``slogans``, ``measures`` or ``indicators`` with a column ``anchor``, as :func:`add_places`
        gives it: a name for the place of each, so that ``show_table(..., links={"place": "anchor"})`` can
        lead there.
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
    texts, out = dict(zip(pages.page, pages.text)), []
    of = {}
    for row in found.sort_values("start").itertuples():
        of.setdefault((row.page, row.article), []).append(row)
    for article in articles.itertuples():
        text, at, marked = texts[article.page], article.start, []
        for row in of.get((article.page, article.article), ()):
            inside = row.start < at  # of what is marked already
            if inside:
                marked.append(f'<span id="{escape(row.anchor)}"></span>')
            else:
                words = escape(text[row.start : row.end])
                marked += [escape(text[at : row.start]), f'<mark id="{escape(row.anchor)}">{words}</mark>']
            at = max(at, row.end)
        if marked:
            head = f"{name_article(article)} {article.city} {article.headline}"
            rest = escape(text[at : article.end])
            out.append(f"<details><summary>{escape(head)}</summary>{''.join(marked)}{rest}</details>")
    return as_html(f'<div class="tifa-articles mathjax_ignore">{"".join(out)}</div>')
