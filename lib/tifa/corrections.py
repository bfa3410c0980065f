"""What a scholar corrects by hand: ``corrections.csv`` beside the pages, applied in every run.

A line of it is one correction; the first line names the columns, of which table, page and action are needed:

    table,page,start,end,column,value,action,why
    pages,a,,,city,盐城,change,the imprint says so
    articles,a,120,860,headline,县医院办夜校,change,the headline was a date
    articles,b,400,910,,,add,two articles were read as one
    slogans,b,512,516,,,drop,a shop
    slogans,b,,,text,八个统一,add,missed
    slogans,b,,,kind,numeric,add,

``table`` is pages, lines, articles, slogans, measures, indicators or systems; ``start`` and ``end`` are the
row's, as the table has them, and may be left out where a page has one row. ``change`` puts ``value`` into
``column`` (of pages: newspaper, city, province, date, headline; of lines: role, article, cont). ``drop``
takes out the row, without a start all rows with this value in this column. ``add`` of an article makes one
of the lines from start to end; of other tables its first line gives the words as printed (column text, of
systems name), and the lines right below with the same page the further columns. ``why`` is for the reader.
"""

import csv
import io
import logging
import re
from posixpath import basename, splitext
from typing import NamedTuple

import pandas as pd

from tifa.story import stories
from tifa.tables import TABLES, make_table

log = logging.getLogger("tifa")
CORRECTIONS = "corrections.csv"
_DATE = re.compile(r"(?:19|20)\d\d\b")
_ACTIONS = ("change", "drop", "add")
_PAGE = ("newspaper", "city", "province", "date", "headline")
_OPEN = {"pages": _PAGE, "lines": ("role", "article", "cont"),
         "articles": (*_PAGE, "kicker", "subhead", "byline", "people", "place", "genre")}
_NOWHERE = "these words stand in no article of the page"
_FIXED = {"page", "article", "start", "end", "system", "spans", "why"}  # what others hang on, or says how


class Correction(NamedTuple):
    """A line of the file."""

    number: int
    table: str
    page: str
    start: int | None
    end: int | None
    column: str
    value: str
    action: str
    why: str

    def names(self, page):
        """Whether it is of this page, which it may call by its file's name or path."""
        return page in (self.page, splitext(self.page)[0], splitext(basename(self.page))[0])

    def fits(self, start, end):
        """Whether it is of the row that stands there; one without a place is of any."""
        return self.start in (None, start) and self.end in (None, end)


class File(NamedTuple):
    """Where the corrections are from, and what stands there; tables carry it along in ``attrs``."""

    name: str = ""
    text: str = ""


def read_corrections(file, tell=False):
    """Give the corrections that can be understood; with ``tell`` each of the others is logged.

    Parameters
    ----------
    file : File
    tell : bool, optional

    Examples
    --------
    >>> file = File("mine", "table,page,column,value,action\\npages,a,city,盐城,change")
    >>> [own.column for own in read_corrections(file)]
    ['city']
    """
    text = file.text.lstrip("\ufeff")
    first, found, faults = text.partition("\n")[0], [], []
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
        reader.fieldnames = [str(name).strip().lower() for name in reader.fieldnames or []]
        missing = {"table", "page", "action"} - set(reader.fieldnames)
        if missing and file.name:
            raise ValueError(f"line 1 must name the columns {', '.join(sorted(missing))}")
        for row in reader:
            cells = {name: (row.get(name) or "").strip() for name in Correction._fields[1:]}
            if not any(cells.values()):
                continue
            cells["action"] = cells["action"].lower() or ("change" if cells["column"] else "")
            if fault := _find_fault(cells):
                faults.append((reader.line_num, fault))
            else:
                places = {name: int(cells[name]) if cells[name] else None for name in ("start", "end")}
                found.append(Correction(reader.line_num, **{**cells, **places}))
    except (ValueError, csv.Error) as error:
        faults.append((1, error))
    for number, fault in faults if tell else ():
        log.warning("%s, line %d: not applied: %s", file.name, number, fault)
    return found


def _find_fault(cells):
    """Why a line cannot be applied, whatever the pages; the empty string when it may be."""
    table, column, value, action = (cells[name] for name in ("table", "column", "value", "action"))
    if table not in TABLES or table == "terms":
        return f"there is no table {table} to be corrected; it is one of {', '.join(list(TABLES)[:-1])}"
    if not cells["page"]:
        return "the page is missing"
    if action not in _ACTIONS:
        return f"the action is {action or 'missing'}; it is one of {', '.join(_ACTIONS)}"
    if bad := [name for name in ("start", "end") if cells[name] and not cells[name].isdecimal()]:
        return f"{bad[0]} is {cells[bad[0]]}, no whole number"
    if action == "add" and table in ("pages", "lines") or action == "drop" and table == "lines":
        return f"a row of {table} cannot be {'added' if action == 'add' else 'dropped'}"
    if action == "drop" or (action, table) == ("add", "articles"):
        return "" if action == "drop" or cells["start"] and cells["end"] else "start and end are missing"
    may = _OPEN.get(table) or [name for name in TABLES[table].columns if name not in _FIXED]
    if column not in may:
        return f"the column {column or 'is missing: it'} cannot be corrected; it is one of {', '.join(may)}"
    if table == "pages" and column == "date" and value and not _DATE.match(value):
        return f"the date is {value}; expected 2022-04-16"
    return _find_misfit(table, column, value)


def _find_misfit(table, column, value):
    """What is wrong with a value by the table's schema."""
    spec = TABLES["articles" if column == "headline" else table].columns[column]
    allowed = [own for check in spec.checks for own in check.statistics["allowed_values"]]
    if allowed and value not in allowed:
        return f"{column} is {value or 'empty'}; it is one of {', '.join(filter(None, allowed))}"
    if str(spec.dtype) in ("Int64", "Float64"):
        try:
            (int if str(spec.dtype) == "Int64" else float)(value or 0)
        except ValueError:
            return f"{column} is {value}, no number"
    return ""


def carried(table):
    """The corrections that hold for what is made from this table."""
    return File(**table.attrs.get(CORRECTIONS, {}))


def correct_pages(rows, file, call):
    """Apply what is corrected of pages, before more is told of them; ``call`` gives a page's names.

    What the file says of pages that there are not, or cannot be understood, is logged here, once.
    """
    done, kept = _Done(file, "pages"), list(rows)
    for own in read_corrections(file, tell=True):
        fit = [row for row in kept if {own.page, splitext(own.page)[0]} & {*call(row)}]
        if not fit:
            done.miss(own, f"there is no page {own.page}")
        elif own.table == "pages" and own.action == "drop":
            kept = [row for row in kept if row not in fit]
            done.add(own)
        elif own.table == "pages" and own.column != "headline":
            for row in fit:
                row[own.column] = own.value
                row["note"].append(f"corrected: {own.column} {own.value}")
            done.add(own)
    done.tell()
    return kept


def correct_lines(rows, file):
    """Apply what is corrected of lines, and of where articles begin and end, to the rows of ``lines``."""
    done = _Done(file, "lines")
    table = {}
    for row in rows:
        table.setdefault(row[0], []).append(row)
    for own in read_corrections(file):
        if own.table not in ("lines", "articles") or (own.table == "articles" and own.action == "change"):
            continue
        for page in [page for page in table if own.names(page)]:
            table[page], changed = _APPLY[own.table, own.action](table[page], own)
            done.add(own) if changed else done.miss(own, "no line or article stands there")
    done.tell()
    return [row for own in table.values() for row in own]


def _change_line(rows, own):
    fit = [own.start is not None and own.fits(start, end) for _, _, start, end, *_ in rows]
    at = {"article": 5, "role": 6, "cont": 7}[own.column]
    value = own.value if own.column == "role" else int(own.value or 0)
    return [(*row[:at], value, *row[at + 1 :]) if so else row for row, so in zip(rows, fit)], any(fit)


def _drop_article(rows, own):
    firsts = {}
    for row in rows:
        firsts.setdefault(row[5], row)
    firsts.pop(0, None)
    hit = [number for number, row in firsts.items()
           if own.start == row[2] or (own.start is None and len(firsts) == 1)]
    return [(*row[:5], 0, "nav", 0) if row[5] in hit else row for row in rows], bool(hit)


def _add_article(rows, own):
    number, out, first = max(row[5] for row in rows) + 1, [], True
    for row in rows:
        inside = own.start <= row[2] and row[3] <= own.end
        if inside:
            role = "body" if row[6] in ("nav", "ad", "section") else row[6]
            role = "headline" if first and len(row[4]) < 46 and "。" not in row[4] else role
            row, first = (*row[:5], number, role, 0 if first else row[7]), False
        out.append(row)
    return out, not first


_APPLY = {("lines", "change"): _change_line, ("articles", "drop"): _drop_article,
          ("articles", "add"): _add_article}


def correct_articles(rows, file, texts):
    """Apply what is corrected of articles, and the headlines of pages; ``texts`` are those of the pages."""
    done = _Done(file, "articles")
    for own in read_corrections(file):
        whole = own.table == "pages" and own.column == "headline"
        if own.action != "change" or not (whole or own.table == "articles"):
            continue
        on = [row for row in rows if own.names(row["page"])]
        fit = [row for row in on if own.fits(row["start"], row["end"])]
        if on and (len(fit) != 1):
            done.miss(own, f"the page has {len(on)} articles, {len(fit)} of them there; say start and end")
        for row in fit if len(fit) == 1 else ():
            row[own.column] = own.value
            if own.column in ("headline", "kicker", "subhead"):
                row["spans"] = _place_role(row, own, texts.get(row["page"], ""))
            if own.column == "city":
                row["city_from"] = "sources" if own.value else ""
            row["note"] = "; ".join(filter(None, [row["note"], f"corrected: {own.column}"]))
            done.add(own)
    done.tell()


def _place_role(row, own, text):
    """The spans of an article with those of one role as the page has its new words, if it has them."""
    spans = [span for span in row["spans"].split(" ") if span and not span.startswith(f"{own.column}:")]
    bodies = [int(span[5:].partition("-")[0]) for span in spans if span.startswith("body:")]
    body = min(bodies, default=row["end"])
    at = text.rfind(own.value, 0, body) if own.value else -1  # a heading stands above the text
    new = [f"{own.column}:{at}-{at + len(own.value)}"] if at >= 0 else []
    order = ["kicker", "headline", "subhead", "body"]
    return " ".join(sorted(spans + new, key=lambda span: order.index(span.partition(":")[0])))


def correct_found(table, name, articles):
    """Apply what is corrected of what was found in articles: slogans, measures, indicators or systems."""
    file = carried(articles)
    corrections = [own for own in read_corrections(file) if own.table == name]
    table.attrs.update(articles.attrs)
    if not corrections or "start" not in articles:
        return table
    done, rows, added = _Done(file, name), table.astype(object).to_dict("records"), None
    for own in corrections:
        on = articles[[own.names(page) and (own.start is None or start <= own.start < end)
                       for page, start, end in zip(articles.page, articles.start, articles.end)]]
        if on.empty:  # it is of an article that is not among these
            continue
        if own.action == "add" and own.column not in ("text", "name"):
            added = added if added and own.names(added["page"]) else None
            if added:
                _set(added, own)
            else:
                done.miss(own, "the words come first, as the column text or name")
            continue
        if own.action == "add":
            added = {column: None for column in TABLES[name].columns}
            fit, fault = [added], "" if _place(added, own, on) else _NOWHERE
            if not fault and any(_keys(row) == _keys(added) for row in rows):
                fault = "this row is there; change it"
            rows += fit if not fault else []
            added["_line"] = own
        else:
            fit, fault = _select(rows, own)
            if not fault and own.action == "change" and own.column in ("text", "name"):
                fault = "" if _place(fit[0], own, on) else _NOWHERE
        if fault:
            done.miss(own, fault)
            added = None
            continue
        if own.action == "drop":
            rows = [row for row in rows if not any(row is out for out in fit)]
        else:
            _set(fit[0], own)
        done.add(own)
    rows = [row for row in rows if not ("_line" in row and _lacks(row, name, rows, done))]
    done.tell()
    order = {page: number for number, page in enumerate(dict.fromkeys([*table.page, *articles.page]))}
    rows.sort(key=lambda row: (order[row["page"]], row["article"], row["start"]))
    made = make_table(TABLES[name], [tuple(row[column] for column in TABLES[name].columns) for row in rows])
    made.attrs.update(table.attrs)
    return made


def _keys(row):
    return row["page"], row["start"], row["end"]


def _select(rows, own):
    """The rows that a correction is of, and why it cannot be applied."""
    fit = [row for row in rows if own.names(row["page"]) and own.fits(row["start"], row["end"])]
    if own.action == "drop" and own.start is None and own.column:
        fit = [row for row in fit if str(row[own.column]) == own.value]
    elif len(fit) > 1:
        return [], f"{len(fit)} rows of the page may be meant; say start and end"
    return fit, "" if fit else "no such row was found"


def _place(row, own, articles):
    """Put a row where its words stand in an article, nearest to where it stood; tell whether they do."""
    near, found = own.start if own.start is not None else row["start"] or 0, []
    for story in stories(articles):
        at = story.printed.find(own.value) if own.value else -1
        while at >= 0:
            found.append((*story.where(at, at + len(own.value)), story.page, story.article))
            at = story.printed.find(own.value, at + 1)
    if found:
        start, end, row["page"], row["article"] = min(found, key=lambda place: abs(place[0] - near))
        if "spans" in row:
            row["spans"] = row["spans"] or f"{start}-{end}"
            row["start"], row["end"] = row["start"] or start, row["end"] or end
        else:
            row["start"], row["end"] = start, end
    return bool(found)


def _set(row, own):
    number = str(TABLES[own.table].columns[own.column].dtype)
    value = own.value if number.startswith("str") else float(own.value) if own.value else pd.NA
    row[own.column] = int(value) if number == "Int64" and own.value else value
    if "note" in row and own.column != "note":
        row["note"] = "; ".join(filter(None, [row["note"] or "", f"corrected: {own.column}"]))


def _lacks(row, name, rows, done):
    """Whether a row that was added lacks a value that it must have; a system gets its number."""
    for column, spec in TABLES[name].columns.items():
        allowed = [own for check in spec.checks for own in check.statistics["allowed_values"]]
        if allowed and "" not in allowed and row[column] not in allowed:
            done.miss(row["_line"], f"add a line with the column {column}: one of {', '.join(allowed)}")
            return True
        if row[column] is None and column != "system":
            row[column] = "" if str(spec.dtype).startswith("str") else pd.NA
    if name == "systems":
        own = [other["system"] for other in rows
               if (other["page"], other["article"]) == (row["page"], row["article"])]
        row["system"] = 1 + max([0, *(number for number in own if number is not None)])
    return False


class _Done:
    """What was applied of a file to a table, and what was not."""

    def __init__(self, file, table):
        self.file, self.table, self.told = file, table, {}

    def add(self, own):
        self.told.setdefault(own.action, []).append(own.number)

    def miss(self, own, why):
        log.warning("%s, line %d: not applied: %s", self.file.name, own.number, why)

    def tell(self):
        if self.told:
            said = "; ".join(f"{action} (line {', '.join(map(str, dict.fromkeys(lines)))})"
                             for action, lines in self.told.items())
            log.warning("%s: applied to %s: %s", self.file.name, self.table, said)
