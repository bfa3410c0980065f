"""The lines of an article joined to one text, with its metadata and the way back to the page."""

import logging
import re
from typing import NamedTuple

from tifa.duplicates import mark_duplicates
from tifa.lines import DAY, LEAD, QA, label_lines, unmark
from tifa.pages import read_pages
from tifa.places import counties, find_places, locate, shorten
from tifa.tables import Articles, make_table
from tifa.text import fold

log = logging.getLogger("tifa")


def build_articles(lines, pages=None):
    """Join the lines of each article and read off its metadata.

    Parameters
    ----------
    lines : DataFrame
        The table ``lines``.
    pages : DataFrame, optional
        The table ``pages``: gives newspaper, city, province and year. Without it they are told from the text.

    Returns
    -------
    DataFrame
        The table ``articles``. An article without a body, or whose city cannot be told, says so in ``note``.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> articles = build_articles(label_lines(pages), pages)
    >>> articles.loc[0, ["date", "place", "genre"]].tolist()
    ['--08-27', '盐城', 'news']
    """
    known = {} if pages is None else {row.page: row for row in pages.itertuples()}
    groups, rows, before = {}, [], None
    for line in lines.itertuples(index=False):
        if line.article:
            follows = before is not None and before.page == line.page and before.article == line.article and before.role == line.role
            groups.setdefault((line.page, line.article), []).append((line, follows))
        before = line
    for (page, article), group in groups.items():
        row = _build_article(group, known.get(page))
        if row["note"]:
            log.warning("%s, article %d: %s", page, article, row["note"])
        rows.append({"page": page, "article": article, **row})
    return make_table(Articles, rows)


def _join(lines, role):
    """The paragraphs of one role: [(text, spans), …], layout marks left out.

    Spans are written ``start-end``; ``+`` joins the pieces of a paragraph that nothing but blanks parts, ``/`` those
    that a caption or another block parts.
    """
    paragraphs = []
    for line, follows in lines:
        if line.role != role:
            continue
        bare = unmark(line.text)
        start = line.start + line.text.index(bare)
        if line.cont and role == "body" and paragraphs:
            text, spans = paragraphs[-1]
            paragraphs[-1] = (text + bare, f"{spans}{'+' if follows else '/'}{start}-{start + len(bare)}")
        else:
            paragraphs.append((bare, f"{start}-{start + len(bare)}"))
    return paragraphs


_BETWEEN = {"kicker": " ", "headline": " ", "subhead": " ", "body": "\n"}


def _build_article(lines, page):
    parts = {role: _join(lines, role) for role in _BETWEEN}
    if not parts["body"]:  # a photo piece: its captions are its text
        parts["body"] = _join(lines, "caption")
    text = {role: _BETWEEN[role].join(t for t, _ in parts[role]) for role in parts}
    spans = " ".join(f"{role}:{s}" for role in parts for _, s in parts[role])
    lines = [line for line, _ in lines]
    section = " ".join(line.text for line in lines if line.role == "section")
    photo = bool(parts["body"]) and not any(line.role == "body" for line in lines)
    first = parts["body"][0][0] if parts["body"] else ""
    notes = [] if parts["body"] else ["no body was found"]
    if page is None or not page.city:
        _, city, province = locate(" ".join(text.values()))
        if not city:
            notes.append("city not told: the text names no city often enough")
    else:
        city, province = page.city, page.province
    heading = " ".join([section, text["kicker"], text["headline"], text["subhead"], first[: first.find("。")] if photo else ""])
    return dict(
        start=min(line.start for line in lines), end=max(line.end for line in lines),
        newspaper=page.newspaper if page is not None else "",
        **text, byline=" ".join(line.text for line in lines if line.role == "byline"),
        date=_date(first, page.date if page is not None else ""),
        place=_place(heading, city) or city, city=city, province=province,
        genre=_genre(text, parts["body"], photo), n_chars=sum(map(len, text["body"].split())),
        spans=spans, note="; ".join(notes),
    )


def _date(text, issue):
    """The day of the dateline; its year from the text or, if the month fits, from the issue's date."""
    day = DAY.search(fold(text[:160]))
    if not day:
        return ""
    year, month, date = day[1], int(day[2]), int(day[3])
    if not year and re.match(r"\d{4}", issue):
        year = int(issue[:4])
        if issue[5:7] and month > int(issue[5:7]):  # printed in January, happened in December
            year -= 1
    return f"{year or '-'}-{month:02d}-{date:02d}"


def _place(heading, city):
    """The county of the city that a heading names, in full or by its short form."""
    for *_, level, name, where, _ in find_places(heading):
        if level == "county" and where == city:
            return name
    return next((name for name in counties(city) if len(shorten(name)) > 1 and shorten(name) != city and shorten(name) in heading), "")


def _genre(text, body, photo):
    if photo:
        return "photo"
    asked = sum(bool(QA.match(fold(t[:8]))) for t, _ in body)
    if "答记者问" in text["headline"] or asked >= 2:
        return "interview"
    if re.search(r"(?:公告|公示|通告|启事|声明)$", text["headline"]):
        return "notice"
    first = fold(body[0][0]) if body else ""
    event = LEAD.match(first) or re.search(r"召开|举行|举办|发布会|印发|出台", first)
    return "news" if event or sum(len(t) for t, _ in body) < 800 else "feature"


def read_articles(path):
    """Read a folder of pages, or one page, into articles.

    Parameters
    ----------
    path : str or Path
        See :func:`tifa.read_pages`.

    Returns
    -------
    DataFrame
        The table ``articles``.

    Examples
    --------
    >>> read_articles("seeds").groupby("city").size().to_dict()
    {'十堰': 4, '宜昌': 4, '淮北': 8, '盐城': 6}
    """
    pages = read_pages(path)
    return mark_duplicates(build_articles(label_lines(pages), pages))


class Passage(NamedTuple):
    """A paragraph or heading of an article, with the way back to the page."""

    role: str
    text: str
    spans: tuple  # (start, end) on the page of each piece, in order

    def where(self, start, end):
        """Give the place on the page (start, end) of ``text[start:end]``.

        Across a column break the place runs from the first piece into the next.
        """
        return self._at(start), self._at(end - 1) + 1

    def _at(self, offset):
        for a, b in self.spans:
            if offset < b - a:
                return a + offset
            offset -= b - a
        raise IndexError(f"offset {offset} is outside the passage")


def passages(article):
    """Split an article into its heading lines and paragraphs, each with its place on the page.

    A paragraph that a caption or another block interrupts gives two passages: no slice of the page holds it whole.

    Parameters
    ----------
    article : row of the table ``articles``
        As ``articles.itertuples()`` gives it.

    Returns
    -------
    list of Passage

    Examples
    --------
    >>> article = next(read_articles("seeds").itertuples())
    >>> p = passages(article)[0]
    >>> p.role, p.text[:8], p.where(0, 8)
    ('headline', '全市党建引领基层', (4, 12))
    """
    out, at = [], dict.fromkeys(_BETWEEN, 0)
    for part in article.spans.split():
        role, _, places = part.partition(":")
        for piece in places.split("/"):  # what stands in between is no part of a slice of the page
            spans = tuple(tuple(map(int, p.split("-"))) for p in piece.split("+"))
            n = sum(b - a for a, b in spans)
            out.append(Passage(role, getattr(article, role)[at[role] : at[role] + n], spans))
            at[role] += n
        at[role] += 1
    return out
