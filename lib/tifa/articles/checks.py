"""What to look at before the tables are trusted: odd pages, files of which too little is known, a sample."""

import pandas as pd

from tifa.arguments import takes
from tifa.articles.forms import BYLINE, COLUMN, FURNITURE, RUBRIC, SITE
from tifa.articles.lines import unmark
from tifa.leads import LEAD
from tifa.reading.masthead import tell_masthead
from tifa.words.fold import fold

_SOURCES = ["page", "newspaper", "city", "province", "date", "note"]
_HEADINGS, _LENGTH = 6, 4000  # heading lines; characters: an article with so many may be several
_SENTENCE = 30  # characters; a last line that is shorter may be a name
_CROWD = 25  # articles; a page of print rarely has so many
_HEADLINE = 50  # characters; a headline rarely has so many
_SHOWN = 60  # characters of what stands outside
_SIGNS = {"no_headline": "without a headline", "odd_headline": "headline that is a date, label or sentence",
          "no_body": "without a body", "many": "maybe several in one", "cut": "ends in mid-sentence"}
_ENDS = "。!?…;:.”’』」》)】"


@takes(pages="page layout text", lines="page article role text",
       articles="page article headline body city spans genre n_chars")
def check_pages(pages, lines, articles):
    """Show, page by page, the signs that a reading went wrong; the page to open first stands first.

    Parameters
    ----------
    pages, lines, articles : DataFrame
        The tables of the same corpus.

    Returns
    -------
    DataFrame
        One row a page that has a text, with the columns page, articles; then how many articles are without a
        headline (no_headline), have one that is a date, a label or a sentence (odd_headline), are without a
        body (no_body), may be several (many: a lead such as 本报讯 inside, six headings and more, or over 4,000
        characters), end in mid-sentence (cut), or are of no city (no_city); labels (lines read as advert or
        section label), outside (share of the page's characters, mastheads and
        what a row of a table states as its section left out, that lie in no article),
        doubt (share of the articles with one of the first five signs, plus ``outside``; a page without an
        article has 2), look (the articles with a sign, by number), loose (where the longest
        text that no article holds begins) and signs (the same in words). Ordered by doubt, then by page.

    Notes
    -----
    A sign is a reason to look, no verdict: an interview has many headings by right, a page of adverts much
    outside. A page without signs can still be misread: two short articles joined into one, a crosshead taken
    for a headline. What is wrong is put right in ``corrections.csv`` (see :func:`tifa.read_pages`).

    How much the sign ``many`` tells: :func:`tifa.compare.read_accuracy`.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> lines = label_lines(pages)
    >>> check_pages(pages, lines, build_articles(lines, pages)).signs[0]
    '7 % of the characters outside articles'
    """
    single = set(pages.page[pages.layout == "article"])
    size = lines.assign(n=count_characters(lines))
    heads = [role == "nav" and bool(tell_masthead(fold(text))) for role, text in zip(lines.role, lines.text)]
    stated = lines.role.eq("section") & lines.page.isin(single)  # the section that a row of a table states
    size = size[~(pd.Series(heads, index=size.index, dtype=bool) | stated)]
    total, inside = (part.groupby("page").n.sum() for part in (size, size[size.article > 0]))
    labels = lines[lines.role.isin(["ad", "section"])].groupby("page").size()
    loose = size[size.article == 0].sort_values("n", kind="stable").groupby("page").text.last()
    own = {page: [*group.itertuples()] for page, group in articles.groupby("page")}
    rows = []
    for page in pages.page[pages.text != ""]:
        found = own.get(page, [])
        looks = [_look(article, page in single) for article in found]
        counts = {sign: sum(signs[i] for signs in looks) for i, sign in enumerate(_SIGNS)}
        homeless = sum(article.city == "" for article in found)
        outside = 1 - inside.get(page, 0) / total[page] if total.get(page, 0) else 1.0
        said = [f"{_SIGNS[sign]}: {n}" for sign, n in counts.items() if n] if found else ["no article"]
        said += [f"many articles: {len(found)}"] if len(found) > _CROWD else []
        said += [f"of no city: {homeless}"] if homeless else []
        if found and outside >= 0.005:
            said.append(f"{100 * outside:.0f} % of the characters outside articles")
        doubt = outside + (sum(map(any, looks)) / len(found) if found else 1)
        look = ", ".join(str(article.article) for article, signs in zip(found, looks) if any(signs))
        rows.append(dict(page=page, articles=len(found), **counts, no_city=homeless,
                         labels=labels.get(page, 0), outside=outside, doubt=doubt, look=look,
                         loose=loose.get(page, "")[:_SHOWN], signs="; ".join(said)))
    columns = ["page", "articles", *_SIGNS, "no_city", "labels", "outside", "doubt", "look", "loose", "signs"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("doubt", ascending=False, kind="stable", ignore_index=True)


def _look(article, single):
    """Whether each sign of ``_SIGNS`` is there; ``single`` = the file says that this is one article."""
    paragraphs = fold(article.body).split("\n")
    headings = article.spans.count("headline:") + article.spans.count("subhead:")
    several = headings >= _HEADINGS or article.n_chars > _LENGTH or any(map(LEAD.match, paragraphs[1:]))
    last = paragraphs[-1].rstrip()
    cut = article.genre != "photo" and len(last) > _SENTENCE and last[-1] not in _ENDS
    return article.headline == "", _is_odd(article.headline), article.body == "", several and not single, cut


def _is_odd(headline):
    """Whether a headline has the form of something else."""
    if not headline:
        return False
    plain = unmark(fold(headline).strip())
    return bool(tell_masthead(plain) or RUBRIC.match(plain) or COLUMN.match(plain) or FURNITURE.match(plain)
                or SITE.search(plain) or BYLINE.match(plain) or plain.endswith("。")
                or len(plain) > _HEADLINE or not any("\u4e00" <= char <= "\u9fff" for char in plain))


@takes(table=("pages: text", "lines: text"))
def count_characters(table):
    """Count the characters that are not white space, of each row of ``pages`` or ``lines``.

    Parameters
    ----------
    table : DataFrame
        One with a column ``text``.

    Returns
    -------
    Series

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> bool(count_characters(pages).sum() == count_characters(label_lines(pages)).sum())
    True
    """
    return table.text.map(lambda text: len("".join(text.split()))).astype(int)


@takes(pages="page path newspaper city province date text note")
def draft_sources(pages):
    """Draft the rows that ``sources.csv`` lacks: files whose newspaper, city or date nobody has told.

    Parameters
    ----------
    pages : DataFrame
        The table ``pages``.

    Returns
    -------
    DataFrame
        The columns of a manifest: page, newspaper, city, province, date, note; one row a file that could be
        read. Of a file with one article a row the cells hold what is the same in all its rows. A city that
        was told from the text stands in its cell, and ``note`` says so: check it.

    Examples
    --------
    >>> draft_sources(read_pages("seeds"))[["page", "city", "date"]].values.tolist()[0]
    ['000_c7785c7b04a71cd2', '盐城', '']
    """
    told = pages.note.str.extract(r"(city (?:not )?told[^:]*)", expand=False).fillna("")
    unknown = (pages[_SOURCES[1:5]] == "").any(axis=1) | (told != "")
    gaps = pages.assign(note=told)[(pages.text != "") & unknown]
    rows = []
    for path, group in gaps.groupby("path"):
        same = [values.iloc[0] if values.nunique() == 1 else "" for _, values in group[_SOURCES[1:]].items()]
        rows.append([path if (pages.path == path).sum() > 1 else group.page.iloc[0], *same])
    return pd.DataFrame(rows, columns=_SOURCES)
