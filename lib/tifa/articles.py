"""The lines of an article joined to one text, with its metadata and the way back to the page."""

import logging
from bisect import bisect_right as bisect
from itertools import accumulate
from typing import NamedTuple

from tifa.duplicates import mark_duplicates
from tifa.lines import label_lines, unmark
from tifa.metadata import find_people, find_signatures, read_dateline, read_masthead, tell_genre
from tifa.pages import read_pages
from tifa.places import find_county, locate, look_up
from tifa.tables import Articles, make_table

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

    Notes
    -----
    City and place are those of the dateline (本报X地7月1日电) where it names a place of the gazetteer; else the page's
    city and the county the article is about; else what heading or text name. What each column gets wrong:

    - date, year_from: see :func:`tifa.read_dateline`; a web copy's date is never taken, a masthead without weekday,
      lunar date or number of the page (星期, 农历, 版) is missed.
    - place: a county told of without being named in the heading or the first paragraph; one named in the heading in passing.
    - city, province: a reporter on a visit sends his dateline from elsewhere; of a text about several cities none is told.
    - people: see :func:`tifa.find_people`.
    - genre: see :func:`tifa.tell_genre`.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> articles = build_articles(label_lines(pages), pages)
    >>> articles.loc[0, ["date", "place", "genre"]].tolist()
    ['--08-27', '盐城', 'news']
    """
    known = {} if pages is None else {row.page: row for row in pages[["page", "newspaper", "city", "province", "date"]].itertuples()}
    groups, issues, rows, at, before = {}, {}, [], None, None
    for page, article, role, start, end, text, cont in zip(
            *(lines[column].tolist() for column in ("page", "article", "role", "start", "end", "text", "cont"))):
        if at != (page, article):
            at, before, own = (page, article), None, groups.setdefault((page, article), {}) if article else {}
        own.setdefault(role, []).append((start, end, text, cont, before == role))
        before = role
        if role != "body" and (issue := read_masthead(text)):
            issues.setdefault(page, issue)
    found = {page for page, _ in groups}
    for page in pages.page[pages.text.ne("")] if pages is not None else ():
        if page not in found:
            log.warning("%s: no article was found on it", page)
    for (page, article), group in groups.items():
        row = _build_article(group, known.get(page), issues.get(page, ""))
        if row["note"]:
            log.warning("%s, article %d: %s", page, article, row["note"])
        rows.append({"page": page, "article": article, **row})
    return make_table(Articles, rows)


def _join(lines, role):
    """The paragraphs of one role, layout marks left out, and the spans of each: ([text, …], [spans, …]).

    Spans are written ``start-end``; ``+`` joins the pieces of a paragraph that nothing but blanks parts, ``/`` those
    that a caption or another block parts.
    """
    texts, spans = [], []
    for start, _, printed, cont, follows in lines.get(role, ()):
        bare = unmark(printed)
        if bare != printed:
            start += printed.index(bare)
        if cont and role == "body" and texts:
            texts[-1].append(bare)
            spans[-1].append(f"{'+' if follows else '/'}{start}-{start + len(bare)}")
        else:
            texts.append([bare])
            spans.append([f"{start}-{start + len(bare)}"])
    return [*map("".join, texts)], [*map("".join, spans)]


_BETWEEN = {"kicker": " ", "headline": " ", "subhead": " ", "body": "\n"}


def _build_article(lines, page, issue):
    parts = {role: _join(lines, role) for role in _BETWEEN}
    if not parts["body"][0]:  # a photo piece: its captions are its text
        parts["body"] = _join(lines, "caption")
    text = {role: _BETWEEN[role].join(own) for role, (own, _) in parts.items()}
    spans = " ".join([f"{role}:{s}" for role, (_, own) in parts.items() for s in own])
    section, byline = (" ".join([printed for _, _, printed, *_ in lines.get(role, ())]) for role in ("section", "byline"))
    paragraphs = parts["body"][0]
    photo = bool(paragraphs) and "body" not in lines
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else ("", "")
    dated = page is not None and page.date and not issue
    dateline = read_dateline(first, last, page.date if dated else issue, "sources" if dated else "page")
    heading = "\n".join([section, text["kicker"], text["headline"], text["subhead"], first[: first.find("。")] if photo else ""])
    place, city, province, unknown = _tell_place(heading, text["body"], dateline.place, page)
    notes = ([] if paragraphs else ["no body was found"]) + ([f"city not told: {unknown}"] if unknown else [])
    return dict(
        start=min(own[0][0] for own in lines.values()), end=max(own[-1][1] for own in lines.values()),
        newspaper=page.newspaper if page is not None else "",
        **text, byline=byline, people="|".join(find_people("、".join([byline, *find_signatures(first, last)]))),
        date=dateline.date, year_from=dateline.year_from, place=place, city=city, province=province,
        genre=tell_genre(text["headline"], "\n".join([text["kicker"], text["subhead"], section, byline]), text["body"], photo),
        n_chars=sum(map(len, text["body"].split())), spans=spans, note="; ".join(notes),
    )


def _tell_place(heading, body, wire, page):
    """(place, city, province, why there is no city): the dateline's, else the page's, else what heading or text name."""
    place, city, province = look_up(wire) if wire else ("", "", "")
    if not city and page is not None and page.city:
        city, province = page.city, page.province
    elif not province:
        _, city, province = locate(heading, least=1)
        if not city and not wire:  # of an article sent from abroad only the heading may say what place it is about
            told = locate(f"{heading}\n{body}")
            city, province = told[1:] if province in ("", told[2]) else ("", province)
    if place in ("", city):
        place = find_county(city, heading, body) or city
    unknown = f"the gazetteer does not have {wire}" if wire and not province else "the text names no city often enough"
    return place, city, province, "" if city else unknown


def read_articles(path, **how):
    """Read a folder of pages, or one page, into articles.

    Parameters
    ----------
    path : str or Path
    **how
        Passed to :func:`tifa.read_pages`: where the manifest is, what columns are called.

    Returns
    -------
    DataFrame
        The table ``articles``.

    Examples
    --------
    >>> read_articles("seeds").groupby("city").size().to_dict()
    {'十堰': 4, '宜昌': 4, '淮北': 8, '盐城': 6}
    """
    pages = read_pages(path, **how)
    return mark_duplicates(build_articles(label_lines(pages), pages))


class Passage(NamedTuple):
    """A paragraph or heading of an article, with the way back to the page."""

    role: str
    text: str
    spans: tuple  # (start, end) on the page of each piece, in order
    ends: tuple  # where each piece ends in the text

    def where(self, start, end):
        """Give the place on the page (start, end) of ``text[start:end]``.

        Across a column break the place runs from the first piece into the next.
        """
        if len(self.spans) == 1 and end <= self.ends[0]:  # nearly always
            return self.spans[0][0] + start, self.spans[0][0] + end
        return self._at(start), self._at(end - 1) + 1

    def _at(self, offset):
        piece = bisect(self.ends, offset)
        if piece == len(self.ends):
            raise IndexError(f"offset {offset} is outside the passage")
        return self.spans[piece][1] - self.ends[piece] + offset


TOLD = ["page", "article", "date", *_BETWEEN, "spans"]  # the columns that what is found in an article hangs on


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
            spans = tuple([(int(a), int(b)) for a, _, b in [p.partition("-") for p in piece.split("+")]])
            ends = tuple(accumulate([b - a for a, b in spans]))
            out.append(Passage(role, getattr(article, role)[at[role] : at[role] + ends[-1]], spans, ends))
            at[role] += ends[-1]
        at[role] += 1
    return out
