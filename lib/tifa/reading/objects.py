"""JSON as rows: an object a line, arrays, indented objects one behind the other, tables in an envelope."""

import json
import re

from tifa.reading.columns import find_columns
from tifa.reading.encoding import decode

_DEPTH = 6  # envelopes that a table may lie in, and objects that a column may


def read_json(raw, columns=None):
    """The rows of a JSON file: (encoding, [(place, names of columns, cells or what is wrong), …]).

    A file of one object a line is read line by line, so that a bad line costs no other.
    """
    text, encoding = decode(raw)
    text = text.lstrip("\ufeff")
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if first.startswith("{") and first.endswith("}") and _parse(first) is not None:
        return encoding, _read_lines(text, columns)
    values, fault = _read_values(text)
    if not values and not (fault and first.startswith("[")):  # of a broken array one fault is enough
        return encoding, _read_lines(text, columns)
    rows = [(f"object {number}", row) for number, row in enumerate(_find_rows(values), 1)]
    return encoding, _name(rows + ([fault] if fault else []), columns)


def _parse(text):
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _read_lines(text, columns):
    def rows():
        for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield f"line {number}", f"it is no JSON that can be read ({error})"
                continue
            for row in _find_rows([record]):
                yield f"line {number}", row

    return _name(rows(), columns)


def _read_values(text):
    """All values that stand one behind the other, commas between them or not; and (place, what is wrong)."""
    decoder, at, values = json.JSONDecoder(), 0, []
    while match := re.compile(r"[\s,\x1e]*").match(text, at):
        at = match.end()
        if at == len(text):
            return values, None
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            number = text.count("\n", 0, min(getattr(error, "pos", at), len(text.rstrip()))) + 1
            return values, (f"line {number}", f"it is no JSON that can be read ({error})")
        values.append(value)


def _find_rows(values):
    """The objects that are rows: those of an array, of an envelope ({"data": [{…}, …]}), of columns."""
    for _ in range(_DEPTH):
        if len(values) == 1 and isinstance(values[0], list):
            values = values[0]
        elif len(values) == 1 and isinstance(values[0], dict) and (inner := _open_envelope(values[0])):
            values = inner
        else:
            break
    return values


def _open_envelope(value):
    """The rows inside an object that is no row itself; None when it is one."""
    held = [*value.values()]
    if "body" in find_columns(value) and not all(isinstance(own, (list, dict)) for own in held):
        return None
    if held and "body" in find_columns(value):  # columns, as pandas writes them
        sizes = {len(own) for own in held}
        if len(sizes) == 1 and sizes != {1} or all(isinstance(own, dict) and "0" in own for own in held):
            columns = [own if isinstance(own, list) else [*own.values()] for own in held]
            return [dict(zip(value, cells)) for cells in zip(*columns)]
        return None
    lists = [own for own in held
             if isinstance(own, list) and own and all(isinstance(row, dict) for row in own)]
    if lists:
        return max(lists, key=len)
    if len(held) > 1 and all(isinstance(own, dict) and "body" in find_columns(_flatten(own)) for own in held):
        return held  # {"n1": {…}, "n2": {…}}
    inner = [own for own in held if isinstance(own, dict)]
    if len(inner) == 1 and "body" not in find_columns(_flatten(value)):
        return inner
    if len(inner) == 1 and any(isinstance(own, list) and own and isinstance(own[0], dict)
                               for own in inner[0].values()):
        return inner
    return None


def _flatten(value):
    """An object without objects in it: what lies in one that has known columns moves up, its key goes."""
    flat, stack = {}, [(None, value, 0)]
    while stack:
        key, held, depth = stack.pop()
        opened = isinstance(held, dict) and depth < _DEPTH and (
            key is None or not find_columns([key]) or "body" in find_columns(held))
        if opened:
            stack += [(name, own, depth + 1) for name, own in reversed([*held.items()])]
        elif key is not None:
            flat.setdefault(key, held)
    return flat


def _name(rows, columns):
    header = None
    for place, record in rows:
        if isinstance(record, str):
            yield place, (), record
        elif isinstance(record, dict):
            inner = [own for own in record.values() if isinstance(own, dict)]
            if inner and ("body" not in find_columns(record, columns)
                          or any("body" in find_columns(own, columns) for own in inner)):
                record = _flatten(record)
            header = header if header == tuple(record) else tuple(record)
            yield place, header, [*record.values()]
        else:
            told = json.dumps(record, ensure_ascii=False)[:20]
            yield place, (), f"expected an object {{…}} with a text, found {told}"
