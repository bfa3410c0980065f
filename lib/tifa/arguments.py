"""What public functions take, held to before they begin; misuse is answered in one line.

``@takes(slogans="page article text")`` says which columns of the table ``slogans`` a function needs. What
parameters hold that are not tables is told by their names, once for all functions, in this module.
"""

import inspect
import reprlib
from collections.abc import Iterable
from functools import cache, wraps
from numbers import Integral, Real
from os import PathLike

_MADE_WITH = {
    "pages": "tifa.read_pages(path)",
    "lines": "tifa.label_lines(pages)",
    "articles": "tifa.read_articles(path)",
    "slogans": "tifa.find_slogans(articles)",
    "measures": "tifa.find_measures(articles)",
    "indicators": "tifa.find_indicators(articles)",
    "systems": "tifa.find_systems(articles)",
    "terms": "tifa.count_terms(articles)",
}


class Misfit(Exception):
    """An argument is not what was wanted; ``found`` says what is wrong with it where its type is right."""

    def __init__(self, wanted, found=""):
        self.wanted, self.found = wanted, found


class Kind:
    """A kind of argument.

    It has what is wanted in words, the types it may have, those that only look like them, and what else must
    hold.
    """

    def __init__(self, wanted, types=object, but=(), test=None):
        self.wanted, self.types, self.but, self.test = wanted, types, but, test

    def hold(self, value):
        right = isinstance(value, self.types) and not (self.but and isinstance(value, self.but))
        if not right or self.test and not self.test(value):
            raise Misfit(self.wanted)
        return value


def _is_frame(value):
    return hasattr(value, "columns")


def _is_no_frame(value):
    return not _is_frame(value)


def _is_path(value):
    return str(value) != "" and "\0" not in str(value)


def _is_by_article(value):
    return hasattr(value, "to_numpy") and getattr(value.index, "names", None) == ["page", "article"]


TEXT = Kind("a text (str)", str)
PATH = Kind("a path (str or Path) that is not empty and has no null character", (str, PathLike),
            test=_is_path)
PATHS = Kind("several paths, such as a list of Path", Iterable, (str, bytes), _is_no_frame)
TEXTS = Kind("several texts, such as a list of str", Iterable, (str, bytes), _is_no_frame)
WHOLE = Kind("a whole number of 0 or more", Integral, bool, lambda value: value >= 0)
NUMBER = Kind("a number", Real, bool, lambda value: value == value)
NUMBERS = Kind("a number, or several", (Real, Iterable), (str, bytes), _is_no_frame)
LIST = Kind("a list", list)
FRAME = Kind("a table (DataFrame)", test=_is_frame)
MAPPING = Kind("a dict, such as {'body': '文本'}", dict)

_KINDS = {
    TEXT: "text word byline printed first last issue source headline around body page city term name theme "
          "declared engine column",
    PATH: "path folder site out sources corpus scheme",
    Kind(f"{PATH.wanted}, or None", (str, PathLike, type(None)),
         test=lambda value: value is None or _is_path(value)): "lexicon",
    TEXTS: "texts wordings stopwords cities",
    WHOLE: "n width least seed resamples permutations min_articles min_measures digits n_cities n_slogans "
           "n_units n_labels largest",
    NUMBER: "k cut max_share",
    NUMBERS: "ks shares",
    Kind("the bytes of a file", (bytes, bytearray)): "raw",
    Kind("instrument, verb or status", str, test={"instrument", "verb", "status"}.__contains__): "by",
    Kind("k-means, ward or nmf", str, test={"k-means", "ward", "nmf"}.__contains__): "method",
    Kind("articles, seeds or orders", str, test={"articles", "seeds", "orders"}.__contains__): "over",
    Kind("a table by page and article, as tifa.weigh_terms(articles) gives it",
         test=lambda value: _is_frame(value) and _is_by_article(value)): "weights similarity points",
    Kind("the cluster of each article, as tifa.cluster(weights, k) gives it",
         test=lambda value: _is_no_frame(value) and _is_by_article(value)): "labels order",
    Kind("the tree of the articles, as tifa.words.link(weights) gives it",
         test=lambda value: _is_no_frame(value) and getattr(value, "shape", ())[1:] == (4,)): "linked",
    Kind("Axes of matplotlib", test=lambda value: _is_no_frame(value) and hasattr(value, "figure")): "ax",
}
_BY_NAME = {name: kind for kind, names in _KINDS.items() for name in names.split()}


class _Table:
    """A table: one that has a schema, or another, as some function gives it.

    The columns of one that has a schema are brought to its types.
    """

    def __init__(self, name, needed):
        self.name, self.needed = name, needed.split()
        if name in _MADE_WITH:
            self.wanted = (f"the table {name}: make it with {_MADE_WITH[name]}, or read a written one with "
                           "tifa.read_tables(folder)")
        else:
            self.wanted = f"a table as {name} gives it, with the columns {', '.join(self.needed)}"

    def hold(self, value):
        import pandas as pd

        if not isinstance(value, pd.DataFrame):
            raise Misfit(self.wanted)
        if other := _other_table(value.columns, self.name):
            raise Misfit(self.wanted, f"the table {other}")
        if lacking := [name for name in self.needed if name not in value.columns]:
            columns = "columns" if len(lacking) > 1 else "column"
            raise Misfit(self.wanted, f"a table without the {columns} {', '.join(lacking)}")
        if not value.columns.is_unique:
            raise Misfit(self.wanted, "a table with several columns of one name")
        types, changed = self._types(value.dtypes), {}
        for name, values in value.items():
            dtype, may_lack = types.get(name, (values.dtype, True))
            # hasnans of a Series takes ten times as long
            if values.dtype != dtype or not may_lack and values.array.isna().any():
                try:
                    changed[name] = _convert(values, dtype, may_lack)
                except ValueError as error:
                    raise Misfit(self.wanted, f"a table that has {error}") from None
        table = value.assign(**changed) if changed else value
        if self.name in _MADE_WITH and (changed or not self._is_own(table)):
            self._refuse_guarded(table)
        return table

    def _is_own(self, table):
        """Whether a table that has the types of its schema is one that tifa made.

        write_tables puts an apostrophe before a cell that a spreadsheet would run; but a newspaper can have
        printed just that, so none is taken away on suspicion. What pandas reads from CSV betrays itself:
        numbers are not of the types that know <NA>, empty cells are NaN, a page has no text. Such a table is
        refused if a cell of it may be guarded.
        """
        if self.name == "pages":
            return "text" in table
        return any(str(dtype) in ("Int64", "Float64") for dtype in table.dtypes)

    def _refuse_guarded(self, table):
        from tifa.spreadsheet import find_guarded

        for name, (dtype, _) in _types(self.name).items():
            if name not in table or dtype.kind in "if":
                continue
            guarded = find_guarded(table[name]).to_numpy()
            if guarded.any():
                at = int(guarded.argmax())
                raise Misfit(
                    self.wanted,
                    f"a table from CSV that has in column {name}, row {table.index[at]}, "
                    f"{reprlib.repr(table[name].iloc[at])}, where an apostrophe may guard against "
                    "spreadsheets",
                )

    def _types(self, dtypes):
        """The type of each column, and whether it may lack values.

        Where there is no schema, of the texts that are needed.
        """
        if self.name in _MADE_WITH:
            return _types(self.name)
        text = _types("lines")["text"]
        return {name: text for name in self.needed if dtypes[name] == text[0]}


class _Either:
    """One of several kinds: of its tables for a DataFrame, of the others for anything else."""

    def __init__(self, *kinds):
        self.kinds, self.wanted = kinds, ", or ".join(kind.wanted for kind in kinds)

    def hold(self, value):
        last = Misfit(self.wanted)
        for kind in self.kinds:
            if _is_frame(value):
                fits = isinstance(kind, _Table)
            else:
                fits = isinstance(kind, Kind) and isinstance(value, kind.types)
            if fits:
                try:
                    return kind.hold(value)
                except Misfit as misfit:
                    last = misfit
        raise last


class _Corpus:
    """The tables of a corpus, each held to its schema."""

    wanted = "the tables of a corpus, as tifa.extract(path) gives them"

    def hold(self, value):
        if not isinstance(value, tuple) or list(getattr(value, "_fields", ())) != list(_all_columns()):
            raise Misfit(self.wanted)
        held = {}
        for name, columns in _all_columns().items():
            table = getattr(value, name)
            try:
                held[name] = _Table(name, columns).hold(table)
            except Misfit as misfit:
                found = f"a corpus whose {name} is {misfit.found or _describe(table)}"
                raise Misfit(misfit.wanted, found) from None
        return value._replace(**held)


CORPUS = _Corpus()


def _all_columns():
    from tifa.tables import TABLES

    return {name: " ".join(schema.columns) for name, schema in TABLES.items()}


@cache
def _types(name):
    from tifa.tables import TABLES, make_table

    types = make_table(TABLES[name], []).dtypes
    return {column: (types[column], spec.nullable) for column, spec in TABLES[name].columns.items()}


def _other_table(columns, name):
    """The table that one with these columns is, unless it is the one wanted: all of its columns are there."""
    has = set(columns)
    if name not in _MADE_WITH or has.issuperset(_types(name)):
        return ""
    return next((other for other in _MADE_WITH if has.issuperset(_types(other))), "")


def _convert(values, dtype, may_lack):
    """A column with the type wanted; ValueError names the row and the value that cannot be."""
    import pandas as pd

    missing = values.isna().to_numpy()
    if dtype.kind in "if":
        needs = "whole number" if dtype.kind == "i" else "number"
        numbers = pd.to_numeric(values.astype("object").where(~missing, None), errors="coerce")
        wrong = numbers.isna().to_numpy() & ~(missing & may_lack)
        if dtype.kind == "i":
            wrong |= (numbers % 1).fillna(0).to_numpy() != 0
        new = numbers.where(~wrong, None)
    else:
        needs = "text"
        new = ["" if lacks else _as_text(value) for value, lacks in zip(values.astype("object"), missing)]
        if values.name == "page" and values.dtype.kind in "iuf":  # 01 and 1 can be two pages
            needs = "name of a page but a number: read the file with dtype={'page': 'str'}"
            new = [None] * len(new)
        wrong = pd.isna(pd.Series(new, dtype="object")).to_numpy()
    if wrong.any():
        at = int(wrong.argmax())
        raise ValueError(
            f"in column {values.name}, row {values.index[at]}, {reprlib.repr(values.iloc[at])}, "
            f"which is no {needs}"
        )
    return pd.array(new, dtype=dtype)


def _as_text(value):
    """A cell as text, a number as it was most likely printed; None for what is neither."""
    if isinstance(value, str):
        return value
    if isinstance(value, Real):
        return str(int(value)) if value == int(value) else str(value)
    return None


def takes(**wanted):
    """Let a function answer misuse: each argument is held to what its parameter wants.

    Parameters
    ----------
    **wanted
        For a parameter: the columns that the function needs of the table of that name, parted by blanks; with
        ``"name: columns"`` of another table, or of one that the function ``name`` gives; a :class:`Kind`; or
        a tuple of these, one of which must fit. Other parameters hold what their names say. What is the
        default is always right.

    Returns
    -------
    callable
        A decorator. The function raises TypeError for an argument of another type, and ValueError for another
        table, one that lacks a column, or one with a value that cannot be: one line that names function and
        parameter, and says what it got and wants. A table as pandas reads it from CSV gets the types of its
        schema; the caller's stays as it is.

    Examples
    --------
    >>> @takes(slogans="kind")
    ... def count_kinds(slogans):
    ...     return slogans.kind.nunique()
    >>> count_kinds(42)
    Traceback (most recent call last):
    TypeError: count_kinds: slogans is an int; it must be the table slogans: make it with \
tifa.find_slogans(articles), or read a written one with tifa.read_tables(folder)
    """
    def decorate(function):
        parameters = inspect.signature(function).parameters
        held = {name: (name, kind, parameter.default) for name, parameter in parameters.items()
                if (kind := _read(name, wanted.get(name)))}
        places = [(place, *held[name]) for place, name in enumerate(parameters) if name in held]

        @wraps(function)
        def answer(*args, **named):
            try:  # functions that are called for each line are among these: nothing is done twice
                for place, name, kind, default in places:
                    if place < len(args) and (value := args[place]) is not default:
                        if (right := kind.hold(value)) is not value:
                            args = (*args[:place], right, *args[place + 1 :])
                for name, kind, default in [held[name] for name in named if name in held] if named else ():
                    if (value := named[name]) is not default:
                        named[name] = kind.hold(value)
            except Misfit as misfit:
                error = ValueError if misfit.found else TypeError
                raise error(f"{function.__name__}: {name} is {misfit.found or _describe(value)}; "
                            f"it must be {misfit.wanted}") from None
            return function(*args, **named)

        answer.held = held
        return answer

    return decorate


def _read(name, told):
    if told is None:
        return _BY_NAME.get(name)
    if isinstance(told, str):
        table, _, needed = told.rpartition(":")
        return _Table(table or name, needed)
    return _Either(*(_read(name, one) for one in told)) if isinstance(told, tuple) else told


def _describe(value):
    if value is None:
        return "None"
    if isinstance(value, (str, PathLike)):
        return f"the {'text' if isinstance(value, str) else 'path'} {reprlib.repr(str(value))}"
    kind = type(value).__name__
    return f"{'an' if kind[0] in 'aeiouAEIOU' else 'a'} {kind}"
