"""The lines of an article joined, with its metadata."""

import logging
from typing import NamedTuple

from tifa.arguments import takes
from tifa.articles.dateline import read_dateline
from tifa.articles.genre import tell_genre
from tifa.grids import read_grid, split_cells
from tifa.articles.lines import label_lines, unmark
from tifa.articles.people import find_people, find_signatures
from tifa.articles.reprints import mark_duplicates
from tifa.corrections import carried, correct_articles
from tifa.places import find_county, look_up, weigh_places
from tifa.reading.known import told_from
from tifa.reading.labels import find_value
from tifa.reading.masthead import tell_masthead
from tifa.reading.pages import read_pages
from tifa.reading.paths import read_path
from tifa.story import BETWEEN
from tifa.tables import Articles, make_table
from tifa.terminal import warn
from tifa.words.fold import fold

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
    City and place are those that are stated of the article itself (a row's column, 城市：…); else of the
    dateline (本报X地7月1日电) where it names a place of the gazetteer; else the page's city and the county the
    article is about; else what heading or text name. What each column gets wrong:

    - headline: where the text has none, the file's name may give it, and ``note`` says so.
    - date, year_from: see :func:`tifa.articles.read_dateline`; a web copy's date is never taken.
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
    known = {} if pages is None else _know(pages)
    groups, issues, rows, at, before = {}, {}, [], None, None
    for page, article, role, start, end, text, cont in zip(*(lines[column].tolist() for column in _READ)):
        if at != (page, article):
            at, before, own = (page, article), None, groups.setdefault((page, article), {}) if article else {}
        own.setdefault(role, []).append((start, end, text, cont, before == role))
        before = role
        told = role == "nav" and tell_masthead(fold(text))
        if told and told.date and not (told.bare and (page, 1) in groups):
            issues.setdefault(page, told.date)
    found = {page for page, _ in groups}
    for page in pages.page[pages.text.ne("")] if pages is not None else ():
        if page not in found:
            log.warning("%s: no article was found on it", page)
    several = {page for page, article in groups if article > 1}
    for (page, article), group in groups.items():
        own = known.get(page)
        title = "" if own is None or page in several else own.title
        row = _build_article(group, own, issues.get(page, ""), title)
        rows.append({"page": page, "article": article, **row})
    texts = {} if pages is None else dict(zip(pages.page, pages.text))
    before = lines if pages is None else pages
    correct_articles(rows, carried(before), texts)
    warn(log, [(f"{row['page']}, article {row['article']}", note)
               for row in rows for note in row["note"].split("; ") if note])
    table = make_table(Articles, rows)
    table.attrs.update(before.attrs)
    return table


class _Known(NamedTuple):
    """What an article takes over from its page; ``title`` is what the file's name has of a headline.

    ``of_article`` says that the page is one article: what is stated of it holds for the article, not only
    for the newspaper.
    """

    newspaper: str
    city: str
    province: str
    date: str
    title: str = ""
    city_from: str = "sources"
    date_from: str = "sources"
    of_article: bool = False


def _know(pages):
    """{page: what is known of it}; a file of several rows has no name for one of them."""
    own = pages.reindex(columns=["path", "note", "layout"]).fillna("").astype(object)
    rows = own.path.map(own.path.value_counts())
    return {row.page: _Known(row.newspaper, row.city, row.province, row.date,
                             read_path(path).headline if path and n == 1 else "",
                             told_from(note, "city"), told_from(note, "date"), layout == "article")
            for row, path, note, layout, n in zip(pages[_KNOWN].astype(object).itertuples(), own.path,
                                                  own.note, own.layout, rows)}


def _join(lines, role):
    """The paragraphs of one role, layout marks left out, and the spans of each: ([text, …], [spans, …]).

    Spans are written ``role:start-end``; ``+`` joins the pieces of a paragraph that nothing but blanks parts,
    ``/`` those that a caption or another block parts. A table's rows are paragraphs of the body.
    """
    texts, spans, last = [], [], None
    rows = sorted(lines.get(role, []) + lines.get("table", [])) if role == "body" else lines.get(role, ())
    tabled = {start for start, *_ in lines.get("table", ())}
    for start, _, printed, cont, follows in rows:
        table = start in tabled
        bare = printed if table else unmark(printed)
        if bare != printed:
            start += printed.index(bare)
        if (role != "body" or not texts) and not table and (stated := find_value(bare, role)):
            start, bare = start + stated[0], bare[slice(*stated)]
        if cont and role == "body" and not table and last is not None:
            texts[last].append(bare)
            spans[last].append(f"{'+' if follows else '/'}{start}-{start + len(bare)}")
        else:
            last = last if table else len(texts)
            texts.append([bare])
            spans.append([f"{('row' if cont else 'table') if table else role}:{start}-{start + len(bare)}"])
    return [*map("".join, texts)], [*map("".join, spans)]


def _read_value(printed, role):
    """A line, or the value of its role that it states: 作者：林远."""
    stated = find_value(printed, role)
    return printed[slice(*stated)] if stated else printed.removeprefix("- ")


def _build_article(lines, page, issue, title):
    parts = {role: _join(lines, role) for role in BETWEEN}
    if not parts["body"][0]:  # a photo piece: its captions are its text
        parts["body"] = _join({"body": lines.get("caption", [])}, "body")
    text = {role: BETWEEN[role].join(own) for role, (own, _) in parts.items()}
    spans = " ".join([s for _, own in parts.values() for s in own])
    section, byline = (" ".join([_read_value(printed, role) for _, _, printed, *_ in lines.get(role, ())])
                       for role in ("section", "byline"))
    paragraphs = [own for own, span in zip(*parts["body"]) if span.startswith("body")]
    photo = bool(paragraphs) and "body" not in lines
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else ("", "")
    day, day_from = issue, "page"
    if page is not None and page.date and page.date_from != "masthead" and not issue.startswith(page.date):
        day, day_from = page.date, page.date_from
    dateline = read_dateline(first, last, day, day_from)
    if not dateline.date and len(day) == len("2024-08-28"):  # no day in the text: it is the issue's
        dateline = dateline._replace(date=day, year_from=day_from)
    caption = first[: first.find("。")] if photo else ""
    heading = "\n".join([section, text["kicker"], text["headline"], text["subhead"], caption])
    around = "\n".join([text["kicker"], text["subhead"], section, byline])
    people = find_people("、".join([byline, *find_signatures(first, last)]))
    place, city, province, city_from, unknown = _tell_place(heading, text["body"], dateline.place, page)
    notes = [] if text["body"] else ["no body was found"]
    if title and not text["headline"]:
        text["headline"] = title
        notes.append("headline told from the file's name")
    notes += _tell_grids(lines.get("table", ()))
    notes += [f"city not told: {unknown}"] if unknown else []
    return dict(
        start=min(own[0][0] for own in lines.values()), end=max(own[-1][1] for own in lines.values()),
        newspaper=page.newspaper if page is not None else "",
        **text, byline=byline, people="|".join(people),
        date=dateline.date, year_from=dateline.year_from,
        place=place, city=city, city_from=city_from, province=province,
        genre=tell_genre(text["headline"], around, text["body"], photo),
        n_chars=sum(map(len, text["body"].split())), spans=spans, note="; ".join(notes),
    )


def _tell_grids(lines):
    """Notes on the tables of an article of which no figures can be read."""
    tables = []
    for _, _, printed, cont, _ in lines:
        tables += [] if cont and tables else [[]]
        tables[-1].append(fold(printed))
    unread = [table for table in tables if not read_grid(table).values]
    sizes = [sum(len(split_cells(row)) > 1 for row in table) for table in unread]
    return [f"a table of {n} rows was not mined for figures" for n in sizes]


def _tell_place(heading, body, wire, page):
    """(place, city, province, where the city is from, why no city): of dateline, page or text."""
    (place, city, province), source = look_up(wire) if wire else ("", "", ""), "dateline"
    unknown = f"the gazetteer does not have {wire}" if wire and not province else ""
    stated = page is not None and page.of_article and page.city_from in ("sources", "page")
    if page is not None and page.city and (not city or stated and city != page.city):
        place = "" if city else place  # the county of another city
        city, province, source = page.city, page.province, page.city_from
    elif not city:
        province = province or (page.province if page is not None else "")
        told = weigh_places(heading)
        if not told.city and not wire:  # of an article sent from abroad only the heading may tell its place
            told = weigh_places(f"{heading}\n{body}")
        if told.city and province in ("", told.province):
            place, city, province, source = told.place, told.city, told.province, "text"
        province = province or told.province
        unknown = unknown or told.why or "the text names no city of its province"
    if place in ("", city):
        place = find_county(city, heading, body) or city
    return place, city, province, source if city else "", "" if city else unknown


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
