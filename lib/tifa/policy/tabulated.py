"""Figures of tables on a page: a cell with a number is a figure, named by its row and its column."""

import re
from bisect import bisect
from collections import defaultdict

from tifa import grid_forms as forms
from tifa.grids import read_grid
from tifa.policy.figures import read_units
from tifa.words.fold import fold
from tifa.words.numerals import read_number

# what a figure is, by the section of its unit; of others: level
_KINDS = {"money": "resource", "people": "scale", "count": "scale", "bare": "scale"}
_POWERS = re.compile("(百万|千万|[百千万亿]|万亿)(?=.)")
_PART = re.compile(r"^其中[::]?\s*")


def read_tabulated(story):
    """Read the figures of an article's tables: (rows of ``indicators``, cells of running text).

    Of a cell (start, end on the page) of running text the figures are found as in any sentence.

    Parameters
    ----------
    story : tifa.story.Story

    Examples
    --------
    >>> from tifa.story import Story
    >>> text = "| 指标 | 2022年 | 2025年目标 |" + chr(10) + "| 就诊率(%) | 85.2 | 90 |"
    >>> story = Story("p", 1, "", "table:0-24 row:25-47", dict(body=text))
    >>> [(row["metric"], row["value"], row["base_value"], row["kind"]) for row in read_tabulated(story)[0]]
    [('就诊率', 85.2, None, 'level'), ('就诊率', 90.0, 85.2, 'target')]
    """
    rows, cells = [], []
    for table in story.tables:
        grid = read_grid([fold(printed) for _, printed in table])
        found = [_read_value(value, grid.caption, story.date[:4]) for value in grid.values]
        _name_rows(found)
        _compare_years(found)
        for row in found:
            row["start"], row["text"] = table[row.pop("row")]
            row["end"] = row["start"] + len(row["text"])
        rows += found
        cells += [(table[i][0] + start, table[i][0] + end) for i, start, end in grid.prose]
    return rows, cells


def add_tabulated(story, found):
    """Give what was found in an article's sentences, and the figures of its tables, in the order of the page.

    What was found in a table, but in no cell of running text, is left out.
    """
    if not story.tables:
        return found
    rows, cells = read_tabulated(story)
    begins = [start for start, _ in cells]
    lines = [(start, start + len(printed)) for table in story.tables for start, printed in table]
    starts = [start for start, _ in lines]

    def inside(row, places, firsts):
        i = bisect(firsts, row["start"]) - 1
        return i >= 0 and row["end"] <= places[i][1]

    kept = [row for row in found if not inside(row, lines, starts) or inside(row, cells, begins)]
    return sorted(kept + rows, key=lambda row: row["start"])


def _read_value(value, caption, article_year):
    """A row of ``indicators``, still with the place of its line, and the parts of its name."""
    name, beside = _cut_unit(forms.ROW_MARK.sub("", value.name))
    head, own = _cut_unit(value.head)
    year, rank, head = _read_year(head, article_year)
    if told := forms.CELL_YEAR.match(name):
        year, name = int(told["year"]), ""
    if not year and (told := forms.HEAD_YEAR.search(caption)):
        year = int(told["year"])
    words = {kind: forms.table_words(kind).search(head) for kind in ("target", "change", "difference")}
    how = next((m[0] for kind, m in words.items() if m and kind != "target"), "")
    cell = forms.match_number(value.number)
    note = f"the lower bound is {cell['low'].rstrip('-~–—至到')}" if cell["low"] else ""
    stated = forms.UNIT_STATED.search(caption)
    of_all = stated["unit"] if stated and not re.search("[、,/]", stated["unit"]) else ""
    printed = next(filter(None, [cell["unit"], own, beside, value.unit, of_all]), "").strip()
    if words["change"] and not (cell["unit"] or own):
        printed, note = "百分点" if printed == "%" else "%", "unit not told; a change is taken as a share"
    unit, times, section = _read_unit(printed)
    head = forms.table_words("target").sub("", head.replace(how, ""))
    said = any(forms.table_words(kind).fullmatch(head) for kind in ("plain", "name"))
    if not head and not how and value.of and not forms.table_words("name").fullmatch(value.of) and name:
        head = _title(caption)  # a row of a place: what is counted there the caption says
    number = cell["number"].replace("−", "-")
    figure = -read_number(number[1:]) if number[0] == "-" else read_number(number)
    later = year and article_year.isdigit() and year > int(article_year)
    aims = words["target"] or later or forms.AT_LEAST.match(cell["ahead"])
    kind = "target" if aims and not how else "change" if how else _KINDS.get(section, "level")
    return dict(row=value.row, name=name, head="" if said else head, how=how, group=value.group, rank=rank,
        value=round(figure * times, 6), unit=unit, year=year, year_from="table" if year else "", kind=kind,
        base_value=None, base_year=None, note=note)


def _title(caption):
    """What a table's caption says it counts, without number, year and unit."""
    lines = [line for line in caption.split("\n")
        if not forms.UNIT_LINE.match(line) and not forms.ANNEX.match(line)]
    bare = forms.TITLE_ENDS.sub("", lines[-1].strip("# |")) if lines else ""
    return forms.HEAD_YEAR.sub("", bare).strip()


def _cut_unit(text):
    """A head or name without the unit beside it, and that unit: 床位数(张)."""
    m = forms.UNIT_INSIDE.search(text)
    unit = (m["unit"] or m["slash"]).strip() if m else ""
    known = unit and ("/" in unit or _read_unit(unit)[2])
    return (text[: m.start()] + text[m.end() :], unit) if known else (text, "")


def _read_unit(printed):
    """(unit, what multiplies the number, its section of ``units.txt``): 万人 is 人, ten thousand of them."""
    units = read_units()
    power = None if printed in units else _POWERS.match(printed)
    bare = printed[power.end() :] if power else printed
    unit, times, section = units.get(bare, (bare, 1, ""))
    return unit, times * (read_number(power[0]) if power else 1), section


def _read_year(head, article_year):
    """The year a column's head names, its place among the columns, the head without it.

    上年 counts from the article's year, where that is known.
    """
    if told := forms.HEAD_YEAR.search(head):
        return int(told["year"]), int(told["year"]), (head[: told.start()] + head[told.end() :]).strip()
    for kind, more in (("last year", -1), ("this year", 0)):
        if forms.table_words(kind).fullmatch(head):
            return int(article_year) + more if article_year.isdigit() else None, more, ""
    return None, None, head


def _name_rows(rows):
    """Name the figures by row and column; by their group too where several have a row of that name.

    其中 (of which) goes on with the row above.
    """
    groups, above = defaultdict(set), ""
    for row in rows:
        groups[row["name"]].add(row["group"])
    for row in rows:
        name, group = row.pop("name"), row.pop("group")
        part = _PART.match(name)
        if part:
            name = f"{above}其中{name[part.end() :]}"
        else:
            above = name
            name = group * (len(groups[name]) > 1) + name
        row["metric"] = f"{name}{row['head']}{row['how']}".strip(" :")


def _compare_years(rows):
    """Give a figure the one of the year before it in its row as base; a change is of the last year."""
    same, last = defaultdict(list), {}
    for row in rows:
        key, rank = (row["row"], row.pop("head"), row["metric"]), row.pop("rank")
        if rank is not None and not row["how"]:
            same[key].append((rank, row))
            last[row["row"]] = max(row["year"] or 0, last.get(row["row"], 0))
    for row in rows:
        if row.pop("how") and not row["year"] and last.get(row["row"]):
            row["year"], row["year_from"] = last[row["row"]], "table"
    for own in same.values():
        own.sort(key=lambda ranked: ranked[0])
        for (rank, before), (later, row) in zip(own, own[1:]):
            if rank < later:
                row["base_value"], row["base_year"] = before["value"], before["year"]
