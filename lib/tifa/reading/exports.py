"""Exports of press databases: many articles in one file, told by the header block that comes again and again.

Separators, field codes and what the lines of a header look like are rows of ``data/exports.csv``; labels are
the names of ``data/columns.csv``. A header's lines are told by what they are (a day, a paper, a page, a
count of characters, a label), not by their order, so that a kind that is not listed is split too, and the
note says so.
"""

import re
from collections import Counter
from functools import cache

from tifa.knowledge import DATA, read_rows
from tifa.reading.cells import write_article
from tifa.reading.columns import ABSTRACT, OTHER
from tifa.reading.days import read_day
from tifa.reading.export_lines import YEAR, Line, find_cues, read_label, read_line
from tifa.reading.forms import SURNAMED
from tifa.words.fold import fold

_DEEP = 25  # lines that a header may have
_TAIL = 12  # lines that may stand behind an article's text
_GAP = 3  # lines without a field that may stand between two of a header
_TEXT = 12  # characters of the shortest text
_NAMES = re.compile(rf"^(?:{SURNAMED}(?:[\s、,;]+|$))+$")
_BYLINE = re.compile(r"^(?:本报|本網|本网)?.{0,8}(?:记者|通讯员|記者|作者|By )[\s:].{2,40}$|^By .{2,40}$")
_OPENERS = {"HD", "TI", "T1", "%T"}  # codes of headlines: an export of one article needs but one day
_REAL = {"headline", "byline", "date", "newspaper", "section", "body"}


@cache
def _codes():
    """{kind: (pattern of a line with a code, {code: column})}"""
    kinds = {}
    for row in read_rows(DATA / "exports.csv"):
        if row["does"] == "code":
            kinds.setdefault(row["kind"], {})[row["cue"]] = row["column"]
    out = {}
    for kind, codes in kinds.items():
        any_code = "|".join(map(re.escape, sorted(codes, key=len, reverse=True)))
        mark = r"\s{1,2}-(?:\s+|$)" if kind == "RIS" else r"(?:\s+|$)"
        out[kind] = re.compile(rf"^\s{{0,3}}({any_code}){mark}(.*)$"), codes
    return out


def read_exports(text):
    """Split an export of a press database into its articles.

    Parameters
    ----------
    text : str
        Of a text file, or as the readers of Word and HTML give it.

    Returns
    -------
    list of dict
        A row an article as :func:`tifa.reading.cells.write_article` gives it, with ``remark``, which says
        what was left out; empty when the text is no export.

    Examples
    --------
    >>> text = "修路\\n江州晚报\\n2024-08-28\\n[12 字]\\n\\n本报讯 江北县修路，路修好了。\\n----------\\n"
    >>> [row["date"] for row in read_exports(text + text.replace("28", "29"))]
    ['2024-08-28', '2024-08-29']
    """
    printed = text.splitlines()
    if len(printed) < 4 or not _may_be(printed):
        return []
    kind, articles = _split_codes(printed)
    above = 0
    if not articles:
        lines = [read_line(line) for line in printed]
        for split in (_split_separators, _split_labels, _split_headers):
            segments, above = split(lines)
            if segments:
                break
        shared, ends = _find_shared(segments), text[:5000] + "\n" + text[-2000:]
        articles = [_read_article(segment, shared) for segment in segments]
        kind = next((kind for kind, cue in find_cues("name") if cue.search(ends)), "")
        if len(articles) == 1 and not kind:
            return []
    _strip_numbers([cells for cells, _ in articles])
    unused = [*dict.fromkeys(name for _, left in articles for name in left)]
    return [_write(cells, unused, kind, above * (not i)) for i, (cells, _) in enumerate(articles)]


def _strip_numbers(articles):
    """Take the numbers of a list off the headlines: 1. 县里修路, 2. 夜校开班."""
    told = [re.match(rf"(?:第?{i}[.、．]|[\[(（【]{i}[\])）】])\s*(?=\S)", cells.get("headline", ""))
            for i, cells in enumerate(articles, 1)]
    for cells, number in zip(articles, told):
        if all(told):
            cells["headline"] = cells["headline"][number.end():]


def _write(cells, left, kind, above):
    short = cells.get(ABSTRACT) and len(cells.get("body", "")) < len(cells[ABSTRACT])
    if short:  # what is no longer than its abstract goes on with it
        cells = cells | {"body": "\n".join(filter(None, (cells[ABSTRACT], cells.get("body"))))}
    row = write_article(cells)
    if not row["text"]:
        row["fault"] = "an article of the export holds neither headline nor text"
    remarks = [
        "" if kind else "an export of an unknown kind, split where its header block comes again; check it",
        "its abstract stands for the text" if short else "",
        f"{above} lines above the first article left out" if above else "",
        f"not used: {', '.join(left)}" if left else ""]
    return row | {"remark": "; ".join(filter(None, remarks))}


def _may_be(printed):
    """Whether two short lines hold a year and no sentence, or open with a code: few pages go further."""
    n = 0
    for line in printed:
        if line[:1] and len(line) <= 80 and "。" not in line and (
                line.lstrip()[:3].strip() in _OPENERS or YEAR.search(line)):
            n += 1
            if n == 2:
                return True
    return False


# --- articles ---------------------------------------------------------------------------------------------


def _split_separators(lines):
    """The pieces between separators that begin with a header, and how many lines stand above the first."""
    pieces, at = [], 0
    for i, line in enumerate([*lines, Line("", "separator")]):
        if line.does == "separator":
            if any(own.does != "blank" for own in lines[at:i]):
                pieces.append(lines[at:i])
            at = i + 1
    good = [_has_header(piece) for piece in pieces]
    if len(pieces) == 1 or sum(good) * 2 < len(pieces) or not any(good):
        return [], 0
    first = good.index(True)
    above = sum(own.does != "blank" for piece in pieces[:first] for own in piece)
    segments = []
    for piece, own in zip(pieces[first:], good[first:]):
        if own or not segments:
            segments.append(list(piece))
        else:
            segments[-1] += piece  # a line of dashes inside an article
    if len(segments) == 1 and len(_split_headers(segments[0])[0]) > 1:
        return [], 0
    return segments, above


def _count_text(lines):
    """Characters of what is text, or stated to be."""
    return sum(len(line.printed) for line in lines if line.does in ("prose", "plain")) + sum(
        len(value) for line in lines for column, value in line.fields if column in ("body", ABSTRACT))


def _has_header(piece):
    inner = [line for line in piece if line.does != "blank"]
    end = _find_header_end(inner)
    columns = {column for line in inner[:end] for column, _ in line.fields}
    text = _count_text(inner)
    return bool(columns & {"date", "newspaper"}) and len(columns) > 1 and text >= _TEXT


def _find_header_end(inner):
    """One past the last line with a field before the text begins."""
    end, gap = 0, 0
    for i, line in enumerate(inner[:_DEEP]):
        if any(column == "body" for column, _ in line.fields):
            return i + 1
        if line.does == "prose":
            break
        gap = 0 if line.does in ("field", "ends") else gap + 1
        if gap > _GAP:
            break
        if line.does == "field" or (line.does == "ends" and end):
            end = i + 1
    return end


def _split_labels(lines):
    """The pieces that begin with the first label of all, where it comes again and each states a headline."""
    labels = [read_label(line) if line.does == "field" else "" for line in lines]
    first = next(filter(None, labels), "")
    starts = [i for i, label in enumerate(labels) if label and label == first]
    segments = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)])]
    columns = [{column for line in segment for column, _ in line.fields} for segment in segments]
    if len(starts) < 2 or not all("headline" in own and len(own & _REAL) > 1 for own in columns):
        return [], 0
    if not all(_count_text(segment) >= _TEXT for segment in segments):
        return [], 0
    return segments, sum(line.does not in ("blank", "separator") for line in lines[: starts[0]])


def _split_headers(lines):
    """The pieces that begin with a header where none is parted by a line; each begins with its headline."""
    starts, i = [], 0
    inner = [(place, line) for place, line in enumerate(lines) if line.does not in ("blank", "separator")]
    only = [line for _, line in inner]
    while i < len(inner):
        if only[i].does != "field":
            i += 1
            continue
        end = i + _find_header_end(only[i : i + _DEEP])
        told = next((k for k in range(i, end) if any(name in _REAL for name, _ in only[k].fields)), i)
        if any(line.does == "plain" for line in only[i:told]):
            i = told  # what stands above the headline is the tail of the article before
        columns = {column for line in only[i:end] for column, _ in line.fields}
        real = columns & _REAL
        if len(real) > 1 and real & {"date", "newspaper"}:
            first, gap = i, 1 if end < len(only) and only[end].does == "plain" else 2
            if "headline" not in real:
                while first and i - first < 2 and only[first - 1].does == "plain" and (
                        inner[first][0] - inner[first - 1][0] <= gap):
                    first, gap = first - 1, 1
            starts.append((first, i, end, real))
        i = max(end, i + 1)
    starts = _find_alike(only, starts)
    ends = [first for first, *_ in starts[1:]] + [len(only)]
    bodies = [_count_text(only[first:stop]) for (first, *_), stop in zip(starts, ends)]
    whole = [n >= _TEXT for n in bodies]
    named = [first < i or "headline" in real or (end < len(only) and only[end].does == "plain")
             for first, i, end, real in starts]
    if len(starts) < 2 or sum(whole) < max(2, len(starts) * 0.7) or sum(named) < len(starts) - 1:
        return [], 0
    places = [inner[first][0] for first, *_ in starts] + [len(lines)]
    return [lines[a:b] for a, b in zip(places, places[1:])], starts[0][0]


def _find_alike(only, starts):
    """Of the headers those that are built like most of them: by the same labels and kinds of bare lines."""
    forms = [{(column, read_label(line)) for line in only[i:end] for column, _ in line.fields}
             for _, i, end, _ in starts]
    counts = Counter(part for form in forms for part in form)
    common = {part for part, n in counts.items() if n > max(1, len(forms) / 2)}
    return [start for start, form in zip(starts, forms) if len(form & common) > 1]


def _find_shared(segments):
    """Lines without a field that stand in headers of several articles: papers with names of other kinds."""
    counts = {}
    for segment in segments:
        inner = [line for line in segment if line.does not in ("blank", "separator")]
        for printed in {line.printed for line in inner[: _find_header_end(inner)] if line.does == "plain"}:
            counts[printed] = counts.get(printed, 0) + 1
    return {printed for printed, n in counts.items() if n > 1}


def _read_article(segment, shared):
    """(cells, names of what was not used) of the lines of one article."""
    inner = [line for line in segment if line.does != "separator"]
    full = [line for line in inner if line.does != "blank"]
    end = _find_header_end(full)
    cells, left, plain = {}, [], []
    for line in full[:end]:
        if line.does == "plain":
            plain.append(line)
        for column, value in line.fields:
            _put(cells, left, column, value, line)
    text = full[end:]
    stop = len(text)
    stop = next((i for i in range(max(1, stop - _TAIL), stop) if text[i].does == "ends"), stop)
    while stop and text[stop - 1].does in ("field", "ends"):
        stop -= 1
    for line in text[stop:]:
        for column, value in line.fields:
            _put(cells, left, column, value, line)
    text = text[:stop]
    plain = _settle_plain(cells, plain, shared)
    if not cells.get("headline") and text and text[0].does == "plain" and len(text) > 1:
        cells["headline"], text = text[0].printed, text[1:]
    if not cells.get("byline") and len(text) > 1 and _NAMES.match(fold(text[0].printed)):
        cells["byline"], text = text[0].printed, text[1:]
    body = [*filter(None, [cells.get("body")]), *plain, *(line.printed for line in text)]
    return cells | {"body": "\n".join(body)}, [*dict.fromkeys(left)]


def _put(cells, left, column, value, line):
    if column == OTHER:
        left.append("字数" if find_cues("count").fullmatch(fold(value)) else read_label(line) or value)
    elif column == "date" and not read_day(value):
        left.append(value)
    elif column in ("byline", "section") and cells.get(column):
        cells[column] += f"; {value}" if value not in cells[column] else ""
    elif value and not cells.get(column):
        cells[column] = value


def _settle_plain(cells, plain, shared):
    """Take headline, newspaper and writers from the lines of a header that say not what they are."""
    rest, titled = [], bool(cells.get("headline")) or len(plain) > 1  # a lone line may be the headline
    for line in plain:
        if line.printed in shared and len(plain) > 1:
            cells.setdefault("newspaper", line.printed)
        elif _BYLINE.match(fold(line.printed)) or (titled and _NAMES.match(fold(line.printed))):
            cells.setdefault("byline", line.printed)
        else:
            rest.append(line)
    if rest and not cells.get("headline"):
        head = next((line for line in rest if line.level), rest[0])
        cells["headline"] = head.printed
        rest.remove(head)
    return [line.printed for line in rest]


def _split_codes(printed):
    """(kind, [(cells, names of what was not used), …]) of an export whose lines open with field codes."""
    for kind, (code, columns) in _codes().items():
        found = [code.match(line) if len(line) < 3 or line.strip()[:1] else None for line in printed]
        used = {match[1] for match in found if match}
        told = {columns[name] for name in used} - {OTHER}
        if len(used) < 4 or "headline" not in told or not told & {"newspaper", "date"}:
            continue
        opens = next(match[1] for match in found if match)
        articles, cells, at = [], None, OTHER
        for line, match in zip(printed, found):
            again = match and cells and columns[match[1]] == "headline" and cells.get("headline")
            if match and (match[1] == opens or cells is None or again):
                cells, left = {}, []
                articles.append((cells, left))
            if match:
                at, value = columns[match[1]], match[2].strip()
                left += [match[1]] * (at == OTHER and match[1] not in left)
            elif cells is None or read_line(line).does in ("separator", "ends"):
                at = OTHER if cells is not None else at
                continue
            else:
                value = line.strip()
            if at != OTHER and value:
                joint = {"body": "\n", "byline": ";", "headline": " "}.get(at)
                if at not in cells:
                    cells[at] = value
                elif joint and not (at == "headline" and match):
                    cells[at] += joint + value
                elif at == "date" and match and len(read_day(value)) > len(read_day(cells[at])):
                    cells[at] = value
        return kind, articles
    return "", []
