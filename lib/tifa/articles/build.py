"""The lines of an article joined, with its metadata."""

import logging

from tifa.arguments import takes
from tifa.articles.dateline import read_dateline, read_masthead
from tifa.articles.genre import tell_genre
from tifa.articles.lines import label_lines, unmark
from tifa.articles.people import find_people, find_signatures
from tifa.articles.reprints import mark_duplicates
from tifa.places import find_county, locate, look_up
from tifa.reading.pages import read_pages
from tifa.story import BETWEEN
from tifa.tables import Articles, make_table

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

    - date, year_from: see :func:`tifa.articles.read_dateline`; a web copy's date is never taken, a masthead
      without weekday, lunar date or number of the page (星期, 农历, 版) is missed.
    - place: a county told of without being named in the heading or the first paragraph; one named in the
      heading in passing.
    - city, province: a reporter on a visit sends his dateline from elsewhere; of a text about several cities
      none is told.
    - people: see :func:`tifa.articles.find_people`.
    - genre: see :func:`tifa.articles.tell_genre`.

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


def _build_article(lines, page, issue):
    parts = {role: _join(lines, role) for role in BETWEEN}
    if not parts["body"][0]:  # a photo piece: its captions are its text
        parts["body"] = _join(lines, "caption")
    text = {role: BETWEEN[role].join(own) for role, (own, _) in parts.items()}
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
