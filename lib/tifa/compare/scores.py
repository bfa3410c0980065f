"""Scores: tables that were found, held against tables that were coded by hand."""

import csv
import re
from pathlib import Path

import numpy as np
import pandas as pd

from tifa.arguments import FRAME, MAPPING, PATH, Kind, takes
from tifa.tables import SLOGAN_KINDS
from tifa.words.fold import fold

TABLES = {  # and the columns that a coded table needs at least
    "slogans": ["page", "text", "kind"], "measures": ["page", "text"],
    "indicators": ["page", "text", "value", "unit"], "systems": ["page", "name", "spans"]}
_MARKS = re.compile(r"[\W_]")
_LEAST_PAGES = 30  # with fewer, whole pages drawn anew tell too narrow an interval


@takes(found=(PATH, MAPPING), coded=(PATH, MAPPING))
def score(found, coded, resamples=1000, seed=0):
    """Hold found tables against hand-coded ones: precision, recall and F1 of each table and column.

    Parameters
    ----------
    found : Path, or dict of DataFrame
        The tables by name; or the folder that :func:`tifa.write_tables` or ``tifa extract`` wrote them to.
    coded : Path, or dict of DataFrame
        The hand-coded tables by name (any of slogans, measures, indicators, systems), with the columns of the
        found ones as far as they were coded; or their folder, as ``.csv`` or ``.tsv`` files. Columns ``by``
        (AB: two coders gave the row, A, B: one did) and ``alt`` (the other coder's wording) are heeded where
        they stand.
    resamples, seed : int, optional
        Of the intervals.

    Returns
    -------
    DataFrame
        One row a part (a table, one of its kinds, one of its columns): part, coded (rows to be found), found
        (rows that were found), precision, recall, f1, low, high: the 95 % interval of f1 when whole pages are
        drawn anew, empty where fewer than 30 pages have something of the part. Columns such as instrument are
        compared in the rows that were found and coded.

    Raises
    ------
    OSError
        When a folder has none of the tables.
    ValueError
        When a table cannot be read or lacks a column that it needs, or when found and coded have no table in
        common.

    Notes
    -----
    Only pages with a coded row in some table count. White space and marks are left out. A formulation is
    right when it has the coded wording, a measure when one wording holds the other (three characters at
    least), a figure when its value and unit are right, too; a system when half of the passages is common, or
    a tenth and one name holds the other. Each row has one partner at most, the longest coded first. Recall is
    counted over rows of both coders (on pages that one coder read, over all), precision against rows of
    either.

    Examples
    --------
    >>> coded = pd.DataFrame({"page": ["a", "a"], "text": ["八个统一", "一盘棋"], "kind": ["numeric", "quoted"]})
    >>> table = score({"slogans": coded.head(1)}, {"slogans": coded})
    >>> table.loc[table.part.eq("slogans"), ["precision", "recall"]].iloc[0].tolist()
    [1.0, 0.5]
    """
    found, coded = read_tables(found), read_tables(coded)
    pages = sorted({page for table in coded.values() for page in table.page})
    both, rows = [table for table in TABLES if table in found and table in coded], []
    if not both:
        raise ValueError(f"found ({', '.join(found)}) and coded ({', '.join(coded)}) have no table in common")
    for table in both:
        pairs = match_rows(found[table], coded[table], table)
        rows += [(part, *_tell(counts.reindex(pages, fill_value=0), resamples, seed))
                 for part, counts in _parts(pairs, table)]
    columns = ["part", "coded", "found", "precision", "recall", "f1", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def read_tables(tables):
    """Give tables by name: as they are, or read from a folder, each cell as text."""
    if isinstance(tables, dict):
        read = {name: table.astype(object).where(table.notna(), "").astype(str)
                for name, table in tables.items() if name in TABLES}
    else:
        paths = {path.stem: path for ending in ("csv", "tsv") for path in Path(tables).glob(f"*.{ending}")}
        read = {name: _read_coded(paths[name]) for name in TABLES if name in paths}
    if not read:
        place = "" if isinstance(tables, dict) else f"{tables}: "
        raise FileNotFoundError(
            f"{place}none of the tables {', '.join(TABLES)}; expected them as .csv or .tsv")
    for name, table in read.items():
        if lacking := [column for column in TABLES[name] if column not in table]:
            raise ValueError(
                f"the table {name} lacks the column {lacking[0]}; it needs {', '.join(TABLES[name])}")
    return read


def _read_coded(path):
    told = {"sep": "\t", "quoting": csv.QUOTE_NONE} if path.suffix == ".tsv" else {}
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", **told)
    except ValueError as error:
        raise ValueError(f"{path}: not read as a table in UTF-8: {error}") from None


@takes(found=FRAME, coded=FRAME, table=Kind(f"one of {', '.join(TABLES)}", str, test=TABLES.__contains__))
def match_rows(found, coded, table):
    """Put each found row beside the coded row that it is, if there is one.

    Parameters
    ----------
    found, coded : DataFrame
        One table, found and coded.
    table : str
        Its name: slogans, measures, indicators or systems.

    Returns
    -------
    DataFrame
        The rows of both side by side, their columns as ``found_…`` and ``coded_…``; page; verdict: ``right``,
        ``wrong`` (found, not coded), ``missed`` (coded, not found), ``one coder`` (missed, but only one of
        two coders gave it).

    Examples
    --------
    >>> coded = pd.DataFrame({"page": ["a"], "text": ["成立医共体管理委员会"]})
    >>> found = pd.DataFrame({"page": ["a", "a"], "text": ["成立医共体", "走访群众"]})
    >>> match_rows(found, coded, "measures").verdict.tolist()
    ['right', 'wrong']
    """
    found, coded = (read_tables({table: rows})[table] for rows in (found, coded))
    if table == "slogans":
        found, coded = _distinct(found), _distinct(coded)
    rows, alike = [], {"systems": _alike_systems, "slogans": _alike_slogans}.get(table, _alike_clauses)
    own = {page: group.to_dict("records") for page, group in found.groupby("page", sort=False)}
    for page, group in coded.groupby("page", sort=False):
        golds, finds = group.to_dict("records"), own.pop(page, [])
        twice = any(gold.get("by", "A") != "A" for gold in golds)
        pairs = sorted((-likeness, i, j) for j, gold in enumerate(golds) for i, find in enumerate(finds)
                       if (likeness := alike(find, gold)))
        partner, taken = {}, set()
        for _, i, j in pairs:
            if i not in partner and j not in taken:
                partner[i] = j
                taken.add(j)
        agreed = [not twice or gold.get("by") == "AB" for gold in golds]
        rows += [(page, "right", agreed[partner[i]], find, golds[partner[i]]) if i in partner
                 else (page, "wrong", False, find, {}) for i, find in enumerate(finds)]
        rows += [(page, "missed" if agreed[j] else "one coder", agreed[j], {}, gold)
                 for j, gold in enumerate(golds) if j not in taken]
    rows += [(page, "wrong", False, find, {}) for page, finds in own.items() for find in finds]
    table = pd.DataFrame([row[:3] for row in rows], columns=["page", "verdict", "agreed"])
    sides = [pd.DataFrame([row[k] for row in rows], columns=side.columns).add_prefix(prefix).fillna("")
             for k, side, prefix in ((3, found, "found_"), (4, coded, "coded_"))]
    return pd.concat([table.astype({"agreed": bool}), *sides], axis=1)


# --- when two rows are one ----------------------------------------------------------------------------

def bare(text):
    """A wording without white space and marks; + stays, since 1+1 is not 11."""
    return _MARKS.sub("", fold(text).replace("+", "加"))


def _alike_slogans(find, gold):
    return len(gold["text"]) * (bare(find["text"]) == bare(gold["text"]))


def _alike_clauses(find, gold):
    """Measures and figures: one wording holds the other; of a figure value and unit are right, too."""
    if "value" in gold and not (_number(find["value"]) == _number(gold["value"]) is not None
                                and bare(find["unit"]) == bare(gold["unit"])):
        return 0
    own = bare(find["text"])
    holds = any(min(len(own), len(other)) > 2 and (own in other or other in own)
                for other in (bare(gold["text"]), bare(gold.get("alt", ""))))
    return len(gold["text"]) * holds


def _alike_systems(find, gold):
    share, names = _common(find, gold), _names(gold)
    own = bare(find["name"])
    named = bool(own) and any(own in name or name in own for name in names)
    return (share + named) * (share >= 0.5 or named and share >= 0.1)


def _names(row):
    return {name for name in map(bare, [row["name"], *row.get("alt_names", "").split("|")]) if name}


def read_spans(spans):
    """The passages of ``start-end;start-end``, as pairs of numbers; a coder's dash may be a long one."""
    return [(int(start), int(end)) for start, end in re.findall(r"(\d+)\D(\d+)", spans)]


def measure_spans(spans):
    """How many characters passages have."""
    return sum(end - start for start, end in read_spans(spans))


def _places(spans):
    return {place for start, end in read_spans(spans) for place in range(start, end)}


def _common(find, gold):
    """What the passages have in common, as a share of both: the better of the two coders'."""
    own = _places(find["spans"])
    others = [_places(gold["spans"]), _places(gold.get("alt_spans", ""))]
    return max(len(own & other) / max(1, len(own | other)) for other in others)


def _number(printed):
    try:
        return float(f"{float(printed):.6g}")
    except ValueError:
        return None


def _distinct(slogans):
    """One row a wording and page; its lists of items a line each."""
    keys = [slogans.page, slogans.text.map(bare)]
    gathered = {name: "first" for name in slogans.columns}
    if "items" in slogans:
        gathered["items"] = lambda lists: "\n".join(filter(None, lists))
    if "by" in slogans:
        gathered["by"] = lambda by: "AB" if "AB" in by.values else by.iloc[0]
    return slogans.groupby(keys, sort=False).agg(gathered).reset_index(drop=True)


# --- what is counted ----------------------------------------------------------------------------------

def _same_words(find, gold):
    return bare(find) == bare(gold)


def _same_number(find, gold):
    return _number(find) == _number(gold)


def _same_list(find, gold):
    """One of the found lists is one of the coded ones, in any order."""
    own, other = ({frozenset(map(bare, line.split("|"))) for line in lists.splitlines()}
                  for lists in (find, gold))
    return bool(own & other)


def _most_parts(find, gold):
    """Three quarters of the parts of either are the other's, too."""
    own, other = ({*map(bare, parts.split("|"))} for parts in (find, gold))
    return len(own & other) >= 0.75 * max(len(own), len(other))


def _same_place(find, gold):
    return bare(find).rstrip("市县区") == bare(gold).rstrip("市县区")


def _one_holds_the_other(find, gold):
    find, gold = bare(find), bare(gold)
    return find in gold or gold in find


COLUMNS = {  # what is compared of a row that was found and coded, and how
    "slogans": {"arity": _same_number, "items": _same_list},
    "measures": {"instrument": _same_words, "status": _same_words, "actor": _same_words},
    "indicators": {"year": _same_number, "base_value": _same_number},
    "systems": {"place": _same_place, "date": _one_holds_the_other, "actor": _one_holds_the_other,
                "within": _one_holds_the_other, "parts": _most_parts},
}
_LISTS = ("items", "parts")  # are missed, too, when the row they hang on was not found


def _parts(pairs, table):
    """Each part of a table with what is counted a page: coded, of these found, found, of these right."""
    right, found, agreed = pairs.verdict == "right", pairs.verdict.isin(["right", "wrong"]), pairs.agreed
    yield table, _count(pairs.page, agreed, right, found, right)
    if table == "slogans":
        for kind in SLOGAN_KINDS:
            yield f"slogans, {kind}", _count(pairs.page, agreed & (pairs.coded_kind == kind), right,
                                             found & (pairs.found_kind == kind), right)
    if table == "systems":
        told = zip(pairs.found_name, pairs.coded_name, pairs.get("coded_alt_names", pairs.coded_name))
        named = np.array([bare(find) in _names({"name": name, "alt_names": others})
                          for find, name, others in told], bool)
        yield "systems, name", _count(pairs.page, agreed & right, named, right, named)
    for column, same in COLUMNS[table].items():
        if {f"found_{column}", f"coded_{column}"} <= {*pairs}:
            find, gold = pairs[f"found_{column}"], pairs[f"coded_{column}"]
            equal = right & np.array([bool(a and b) and same(a, b) for a, b in zip(find, gold)], bool)
            if table == "slogans":  # a run of clauses bears its items in its own wording
                equal, find, gold = (side.where(pairs.coded_kind == "numeric", empty)
                                     for side, empty in ((equal, False), (find, ""), (gold, "")))
            to_find = agreed & (gold != "") & (right | (column in _LISTS))
            yield f"{table}, {column}", _count(pairs.page, to_find, equal, right & (find != ""), equal)


def _count(page, coded, hit, found, ok):
    counted = {"coded": coded, "hit": coded & hit, "found": found, "right": found & ok}
    return pd.DataFrame(counted).groupby(page).sum()


def _tell(counts, resamples, seed):
    """The numbers of one part: coded, found, precision, recall, F1 and its interval."""
    counts = counts.to_numpy(float)
    coded, _, found, _ = counts.sum(axis=0)
    low = high = np.nan
    if (counts[:, [0, 2]].sum(axis=1) > 0).sum() >= _LEAST_PAGES:  # pages that have something of this part
        drawn = np.random.default_rng(seed).integers(len(counts), size=(resamples, len(counts)))
        low, high = np.nanquantile(_rates(counts[drawn].sum(axis=1)).T[2], [0.025, 0.975])
    return int(coded), int(found), *_rates(counts.sum(axis=0)), low, high


def _rates(counts):
    """Precision, recall and F1 of (coded, hit, found, right); missing where there is nothing to count."""
    coded, hit, found, right = np.moveaxis(counts, -1, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision, recall = right / found, hit / coded
        f1 = np.nan_to_num(2 * precision * recall / (precision + recall))
        return np.stack([precision, recall, f1], axis=-1)
