"""Where things stand on the site: the file of a page, the mark of a row, the card of a reform."""

import hashlib
import re
from collections import Counter
from urllib.parse import quote, urlencode

from tifa.arguments import takes

_LONGEST = 40  # characters of a file's name


def page_file(page):
    """Give the file of a page's view, relative to the site, in letters, digits, _ and -.

    Examples
    --------
    >>> page_file("000_c7785c7b04a71cd2"), page_file("a b/ç.x")
    ('pages/000_c7785c7b04a71cd2.html', 'pages/a-b-x-2135fc.html')
    """
    return f"pages/{_file_name(page)}.html"


def _file_name(page):
    """A page's name, if it is a plain one; else what is plain of it, and a few digits that are its own."""
    name = re.sub("[^a-z0-9_]+", "-", page).strip("-")[:_LONGEST]
    digits = hashlib.sha256(page.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return name if name == page else f"{name}-{digits}".strip("-")


def name_anchor(start, end):
    """Name the anchor of a stretch of characters in the view of its page."""
    return f"c{start}-{end}"


def mark_address(page, start, end):
    """Give the address of a stretch of a page, as its view marks each row: page, start, end are the row's id.

    Examples
    --------
    >>> mark_address("000_c7785c7b04a71cd2", 279, 290)
    'pages/000_c7785c7b04a71cd2.html#c279-290'
    """
    return f"{quote(page_file(page))}#{name_anchor(start, end)}"


def card_address(page, article, system):
    """Give the address of a reform's card: page, article and number of one of its rows of ``systems``.

    Examples
    --------
    >>> card_address("000_c7785c7b04a71cd2", 1, 2)
    'reforms.html#r-000_c7785c7b04a71cd2-1-2'
    """
    return f"reforms.html#r-{_file_name(page)}-{article}-{system}"


@takes()
def cards_address(**filters):
    """Give the address of the cards that filters leave.

    Examples
    --------
    >>> cards_address(theme="medical consortium")
    'reforms.html?theme=medical+consortium'
    """
    return f"reforms.html?{urlencode(filters)}"


@takes(pages="page newspaper date")
def name_pages(pages):
    """Name each page by its newspaper and day, and by its file where these are not known or not its alone.

    Parameters
    ----------
    pages : DataFrame
        The table ``pages``.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> list(name_pages(read_pages("seeds")).values())[2:4]
    ['十堰晚报, 2020-09', '三峡日报 (003_c1eac3b…)']
    """
    told = pages[["newspaper", "date"]]
    alone = ~told.duplicated(keep=False) & (told != "").all(axis=1)
    names = []
    for row, known in zip(pages.itertuples(), alone):
        issue = ", ".join(filter(None, (row.newspaper or "newspaper not told", row.date)))
        names.append(issue if known else f"{issue} ({_shorten(row.page)})")
    times = Counter(names)  # shortened names of two files can be one
    return {page: name if times[name] == 1 else page for page, name in zip(pages.page, names)}


def _shorten(page):
    """A page's name in short: the outermost folder, and how the file's own name begins.

    Examples
    --------
    >>> _shorten("盐城/2024-08-28/003_c1eac3b41c0a86c0"), _shorten("盐城/晚报_20240828_A01")
    ('盐城/…/003_c1eac3b…', '盐城/晚报_20240828_A01')
    """
    *folders, file = page.split("/")
    file = file if len(file) < 18 else file[:11] + "…"
    return "/".join([*folders[:1], *["…"] * (len(folders) > 1), file])
