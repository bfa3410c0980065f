"""The lines of an article joined to one text, with its metadata and the way back to the page."""

import logging
import re
from bisect import bisect_right as bisect

from tifa.arguments import takes
from tifa.duplicates import mark_duplicates
from tifa.lines import label_lines, unmark
from tifa.metadata import find_people, find_signatures, read_dateline, read_masthead, tell_genre
from tifa.pages import read_pages
from tifa.places import find_county, locate, look_up
from tifa.tables import Articles, make_table
from tifa.text import fold

log = logging.getLogger("tifa")


_KNOWN = ["page", "newspaper", "city", "province", "date"]  # what is read of a page
_READ = ["page", "article", "role", "start", "end", "text", "cont"]  # and of a line


@takes(lines="page article role start end text cont", pages="page newspaper city province date text")
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
    City and place are those of the dateline (本报X地7月1日电) where it names a place of the gazetteer; else the
    page's city and the county the article is about; else what heading or text name. What each column gets
    wrong:

    - date, year_from: see :func:`tifa.read_dateline`; a web copy's date is never taken, a masthead without
      weekday, lunar date or number of the page (星期, 农历, 版) is missed.
    - place: a county told of without being named in the heading or the first paragraph; one named in the
      heading in passing.
    - city, province: a reporter on a visit sends his dateline from elsewhere; of a text about several cities
      none is told.
    - people: see :func:`tifa.find_people`.
    - genre: see :func:`tifa.tell_genre`.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> articles = build_articles(label_lines(pages), pages)
    >>> articles.loc[0, ["date", "place", "genre"]].tolist()
    ['XXXX-08-27', '盐城', 'news']
    """
    known = {} if pages is None else {row.page: row for row in pages[_KNOWN].astype(object).itertuples()}
    groups, issues, rows, at, before = {}, {}, [], None, None
    for page, article, role, start, end, text, cont in zip(*(lines[column].tolist() for column in _READ)):
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

    Spans are written ``start-end``; ``+`` joins the pieces of a paragraph that nothing but blanks parts,
    ``/`` those that a caption or another block parts.
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
    section, byline = (" ".join([printed for _, _, printed, *_ in lines.get(role, ())])
                       for role in ("section", "byline"))
    paragraphs = parts["body"][0]
    photo = bool(paragraphs) and "body" not in lines
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else ("", "")
    dated = page is not None and page.date and not issue
    dateline = read_dateline(first, last, page.date if dated else issue, "sources" if dated else "page")
    caption = first[: first.find("。")] if photo else ""
    heading = "\n".join([section, text["kicker"], text["headline"], text["subhead"], caption])
    around = "\n".join([text["kicker"], text["subhead"], section, byline])
    people = find_people("、".join([byline, *find_signatures(first, last)]))
    place, city, province, unknown = _tell_place(heading, text["body"], dateline.place, page)
    notes = ([] if paragraphs else ["no body was found"]) + ([f"city not told: {unknown}"] if unknown else [])
    return dict(
        start=min(own[0][0] for own in lines.values()), end=max(own[-1][1] for own in lines.values()),
        newspaper=page.newspaper if page is not None else "",
        **text, byline=byline, people="|".join(people),
        date=dateline.date, year_from=dateline.year_from, place=place, city=city, province=province,
        genre=tell_genre(text["headline"], around, text["body"], photo),
        n_chars=sum(map(len, text["body"].split())), spans=spans, note="; ".join(notes),
    )


def _tell_place(heading, body, wire, page):
    """(place, city, province, why no city): the dateline's, else the page's, else the text's."""
    place, city, province = look_up(wire) if wire else ("", "", "")
    if not city and page is not None and page.city:
        city, province = page.city, page.province
    elif not province:
        _, city, province = locate(heading, least=1)
        if not city and not wire:  # of an article sent from abroad only the heading may tell its place
            told = locate(f"{heading}\n{body}")
            city, province = told[1:] if province in ("", told[2]) else ("", province)
    if place in ("", city):
        place = find_county(city, heading, body) or city
    unknown = "the text names no city often enough"
    if wire and not province:
        unknown = f"the gazetteer does not have {wire}"
    return place, city, province, "" if city else unknown


@takes()
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


# the columns that what is found in an article hangs on
STORY = "page article date spans kicker headline subhead body"
_PIECE = re.compile(r"(?:(\w+):|([+/]))(\d+)-(\d+)")


@takes(articles=STORY)
def stories(articles):
    """Give each article as one text with the way back to the page.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Yields
    ------
    Story

    Examples
    --------
    >>> story = next(stories(read_articles("seeds")))
    >>> story.printed[:8], story.where(0, 8), story.text[story.body :][:6]
    ('全市党建引领基层', (4, 12), '盐城晚报讯 ')
    """
    for page, article, date, spans, *texts in zip(*(articles[column].tolist() for column in STORY.split())):
        yield Story(page, article, date, spans, dict(zip(_BETWEEN, texts)))


class Story:
    """An article as one text: its heading lines and paragraphs, a line each.

    A paragraph that a caption or another block interrupts gives two lines: no slice of the page holds it
    whole.

    Attributes
    ----------
    page, article, date : str, int, str
        As in the table ``articles``.
    printed, text : str
        The text as printed, and folded (see :func:`tifa.fold`); places hold in both.
    body : int
        Where the first paragraph begins in them.
    """

    def __init__(self, page, article, date, spans, texts):
        self.page, self.article, self.date = page, article, date
        parts, self._starts, self._shifts, self.body = [], [], [], 0
        length, done, own = 0, 0, ""
        for role, joint, start, end in _PIECE.findall(spans):
            if joint != "+" and length:
                parts.append("\n")
                length += 1
            if role == own:
                done += 1  # what stands between two lines of one role
            elif role:
                own, told, done = role, texts[role], 0
                self.body = length
            start, size = int(start), int(end) - int(start)
            parts.append(told[done : done + size])
            self._starts.append(length)
            self._shifts.append(start - length)
            done, length = done + size, length + size
        if own != "body":
            self.body = length
        self.printed = "".join(parts)
        self.text = fold(self.printed)

    def where(self, start, end):
        """Give the place on the page (start, end) of ``text[start:end]``.

        Across a column break the place runs from the first piece into the next.
        """
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"{start} to {end} is outside the article of {len(self.text)} characters")
        first, last = (bisect(self._starts, place) - 1 for place in (start, end - 1))
        return start + self._shifts[first], end + self._shifts[last]

    def paragraphs(self):
        """Give where each paragraph begins, and its folded text."""
        at = self.body
        for text in self.text[at:].split("\n") if at < len(self.text) else ():
            yield at, text
            at += len(text) + 1
