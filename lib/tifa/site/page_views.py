"""The view of each newspaper page, and the page that lists them."""

from tifa.compare.addresses import name_pages, page_file
from tifa.show.markup import escape, in_language
from tifa.show.page import draw_page

_FOUND = ("systems", "slogans", "measures", "indicators")
_VIEW = """---
orphan: true
html_theme.sidebar_secondary.remove: true
---
# {name}

```{{raw}} html
:file: {file}
```
"""
_INDEX = """# Newspaper pages

Every page as it stands in print, with what the tables say of it: the roles of its lines, its articles, the
reforms they tell of, and the formulations, measures and indicators in them.

```{raw} html
:file: newspaper_pages.html
```
"""
_BACK = '<p class="tifa-facts"><a href="../newspaper_pages.html">All newspaper pages</a></p>'


def write_page_views(source, tables):
    """Write a source for each newspaper page and for their list.

    Parameters
    ----------
    source : Path
        Where Sphinx finds its sources.
    tables : Corpus
        As :func:`tifa.extract` gives them.
    """
    names, listed = name_pages(tables.pages), []
    own = {name: dict(iter(table.groupby("page", sort=False))) for name, table in tables._asdict().items()
           if "page" in table}
    (source / "pages").mkdir()
    for page in tables.pages.itertuples():
        of_page = {name: own[name].get(page.page, getattr(tables, name).head(0)) for name in own}
        file = source / page_file(page.page)
        known, articles = _tell_page(page), of_page["articles"]
        found = {name: of_page[name] for name in _FOUND}
        shown = draw_page(of_page["pages"], of_page["lines"], page.page, found, base="../")
        # by name of file: a text in the source itself could close what holds it
        file.write_text(f"{known}{_BACK}{_list_articles(articles)}{shown}", encoding="utf-8")
        name = escape(names[page.page])
        file.with_suffix(".md").write_text(_VIEW.format(name=name, file=file.name), encoding="utf-8")
        address = page_file(page.page)
        listed.append(f'<li><a href="{address}">{in_language(names[page.page])}</a>{known}'
                      f"{_list_articles(articles, address)}</li>")
    pages = f'<ul class="tifa-pages mathjax_ignore">{"".join(listed)}</ul>'
    (source / "newspaper_pages.html").write_text(pages, encoding="utf-8")
    (source / "newspaper_pages.md").write_text(_INDEX, encoding="utf-8")


def _tell_page(page):
    """What is known of a page, in a line."""
    told = {"newspaper": page.newspaper, "city": page.city, "province": page.province, "date": page.date,
            "file": page.path, "note": page.note}
    facts = " · ".join(f"{name}: {in_language(value)}" for name, value in told.items() if value)
    return f'<p class="tifa-facts mathjax_ignore">{facts}</p>'


def _list_articles(articles, address=""):
    """The articles of a page by headline, each with the way to where it begins."""
    rows = [f'<li value="{row.article}"><a href="{address}#article-{row.article}">'
            f"{in_language(row.headline or 'no headline')}</a></li>" for row in articles.itertuples()]
    return f'<ol class="tifa-contents mathjax_ignore">{"".join(rows)}</ol>' if rows else ""
