"""The schema of every table: what a column holds, of which type, with which values.

Each schema is enforced where its table is made, and rendered as the data dictionary.
Text that is not known is the empty string; a number that is not known is ``<NA>``.
"""

import pandas as pd
import pandera.pandas as pa

ROLES = ["kicker", "headline", "subhead", "section", "byline", "body", "caption", "table", "ad", "nav"]
GENRES = ["news", "feature", "interview", "notice", "photo"]
SLOGAN_KINDS = ["numeric", "quoted", "parallel"]
INSTRUMENTS = {"organization": "people and bodies", "authority": "rules", "treasure": "money",
               "nodality": "information"}  # and what each works by
STATUSES = ["done", "ongoing", "planned"]
LAYOUTS = ["page", "article", ""]
SCRIPTS = ["simplified", "traditional", ""]
INDICATOR_KINDS = ["level", "change", "target", "scale", "resource"]


def _text(meaning, values=None):
    return pa.Column("str", pa.Check.isin(values) if values else None, description=meaning)


def _whole(meaning, nullable=False):
    return pa.Column("Int64", nullable=nullable, description=meaning)


def _number(meaning):
    return pa.Column("Float64", nullable=True, description=meaning)


def _schema(name, meaning, key, /, **columns):
    return pa.DataFrameSchema(columns, name=name, description=meaning, unique=key,
                              strict=True, ordered=True, coerce=True)


_PAGE = {
    "page": _text(
        "name of the page's file without its ending, with the row's number or id where a file holds one "
        "article a row; with its folder or ending where two share a name"
    )
}
_ARTICLE = {**_PAGE, "article": _whole("1, 2, 3 … in the page; 0 = belongs to no article")}
_SPAN = {"start": _whole("first character, counted from 0 in the page's decoded text"),
         "end": _whole("one past the last character")}

Pages = _schema(
    "pages",
    "One row a file, or a row of a file that holds one article a row.",
    ["page"],
    **_PAGE,
    path=_text("the file, as a path below the corpus"),
    newspaper=_text("name of the newspaper"),
    city=_text("prefecture-level city of the newspaper"),
    province=_text("province of that city"),
    date=_text("day, month or year of the issue as far as it is known: 2022-04-16, 2022-04 or 2022"),
    sha256=_text("check sum of the file's bytes"),
    encoding=_text("encoding the bytes were read as; empty where the format settles it"),
    layout=_text(
        "page = several articles may stand on it; article = one does; empty when it is not told", LAYOUTS
    ),
    script=_text("script of the text, which is kept as it is; empty when it cannot be told", SCRIPTS),
    text=_text(
        "the page's text: of a text file as it is; of other formats with Markdown marks: # heading, - item, "
        "[link]"
    ),
    note=_text(
        "what was told from elsewhere than the row or sources.csv, what could not be told, and what was "
        "corrected, in words; empty when nothing is amiss"
    ),
)
Lines = _schema(
    "lines",
    "One row a line that is not blank. Together the lines hold every non-blank character of a page once.",
    ["page", "line"],
    page=_PAGE["page"],
    line=_whole("1, 2, 3 … as str.splitlines() counts"),
    **_SPAN,
    text=_text("the line without the white space around it; layout marks such as ## stand as printed"),
    article=_ARTICLE["article"],
    role=_text("what the line is on the page", ROLES),
    cont=_whole(
        "1 = goes on with the paragraph, byline or headline that a column break cut, or with a table, else 0"
    ),
)
Articles = _schema(
    "articles",
    "One row an article.",
    ["page", "article"],
    **_ARTICLE,
    **_SPAN,
    newspaper=Pages.columns["newspaper"],
    headline=_text("the headline; several lines joined by a space"),
    kicker=_text("lines above the headline that belong to it, series labels too"),
    subhead=_text("lines below the headline and crossheads inside the article"),
    byline=_text("reporters, correspondents, photographers as printed"),
    people=_text("the people of the byline, the lead's brackets and the last line, joined by |"),
    date=_text(
        "day of the dateline: 2022-04-13, or XXXX-04-13 (EDTF) when nothing gives the year; of an article "
        "without one the day of the issue, where that is known"
    ),
    year_from=_text(
        "where the year is from: the article's text, masthead or head of the page (page), its date as its "
        "row or sources.csv states it (sources), or the names of folders and file (path)",
        ["text", "page", "sources", "path", ""],
    ),
    place=_text("the county, district or city the article is about"),
    city=_text("prefecture-level city"),
    city_from=_text(
        "what the city rests on: the article's dateline; what the page's row, sources.csv or corrections.csv "
        "states (sources); what the page states (page); the names of folders and file (path); the "
        "newspaper's name; the places that the text names; empty without a city",
        ["dateline", "sources", "page", "path", "newspaper", "text", ""],
    ),
    province=_text("province"),
    genre=_text("kind of article", GENRES),
    body=_text(
        "the text, one paragraph a line, broken paragraphs joined; rows of tables; captions of photo pieces"
    ),
    n_chars=_whole("characters of the body that are not white space"),
    spans=_text(
        "where headline, kicker, subhead and body stand on the page: role:start-end, + joins a broken "
        "paragraph, / one that another block interrupts; in the body table:start-end opens a table, "
        "row:start-end goes on with it"
    ),
    note=_text("what could not be told, in words; empty when nothing is missing"),
    duplicate_of=_text(
        "page:article of the first printing, where this article is a reprint of it; empty otherwise. "
        "Reprints keep their rows here and in slogans, measures and indicators; what counts or compares "
        "takes first printings only"
    ),
)
Slogans = _schema(
    "slogans",
    "One row a mention of a formulation (提法).",
    None,
    **_ARTICLE,
    text=_text("the formulation, without quotation marks around it"),
    kind=_text(
        "numeric = a number that stands for a list; quoted = an image or programme in quotation marks; "
        "parallel = clauses of one frame",
        SLOGAN_KINDS,
    ),
    arity=_text("how many items the number claims: 8, or 4+2; empty when it claims none"),
    items=_text(
        "the items the article spells out, joined by |; empty when it does not or their number does not fit"
    ),
    **_SPAN,
    why=_text("the strongest features that made this a formulation, with their weights"),
    note=_text(
        "what does not fit: a list of another number than the label claims; empty when nothing is amiss"
    ),
)
Measures = _schema(
    "measures", "One row a clause that says what an actor does, did or will do.", None,
    **_ARTICLE,
    text=_text("the clause as printed, with verb and object"),
    actor=_text("who acts, if the same sentence says so"),
    verb=_text("the verb that made this a measure"),
    object=_text("what the verb acts on"),
    instrument=_text("policy instrument after Hood and Howlett", list(INSTRUMENTS)),
    status=_text("stage of the measure", STATUSES),
    why=_text("the cues that made this a measure and gave its instrument"),
    **_SPAN,
)
Indicators = _schema(
    "indicators",
    "One row a figure.",
    None,
    **_ARTICLE,
    text=_text("the words that hold metric and number, as printed"),
    metric=_text("what is counted or measured"),
    value=_number("the number in plain units: 16.5万人 is 165000, 85% is 85"),
    unit=_text("unit or measure word: %, 人, 元, 所 …"),
    year=_whole("year the value is for", nullable=True),
    year_from=_text(
        "what tells the year: the sentence (a year, 去年, 今年), the article's date where the sentence speaks of "
        "now, the paragraph before it, or the table's column, row or caption; empty where there is no year",
        ["", "sentence", "article", "paragraph", "table"],
    ),
    base_value=_number("value it is compared with"),
    base_year=_whole("year of that value", nullable=True),
    kind=_text("what the figure says", INDICATOR_KINDS),
    note=_text(
        "what was derived and how, and what does not fit: a metric with two values, a share over "
        "100 %, parts unlike their total"
    ),
    **_SPAN,
)
Terms = _schema(
    "terms", "One row a term, and the same by city; reprints are not counted.", ["city", "term", "pos"],
    city=_text("city the counts are for; empty = all cities together"),
    term=_text("the word"),
    pos=_text("part of speech as jieba tags it"),
    count=_whole("occurrences"),
    articles=_whole("articles it occurs in (document frequency)"),
)

Systems = _schema(
    "systems",
    "One row a reform that an article tells of: a scheme, mechanism, model, programme, institution or zone.",
    ["page", "article", "system"],
    **_ARTICLE,
    system=_whole("1, 2, 3 … in the article, in the order of their passages"),
    name=_text("the fullest short name that the article gives it, as printed"),
    alt_names=_text("its other names, joined by |"),
    place=_text("where it is set up or run, as printed; else the place of a local article"),
    date=_text("since when, as printed"),
    actor=_text("who sets it up or runs it, as printed"),
    within=_text("name of the larger system that it is part of"),
    parts=_text("what it consists of, where the article lists it, joined by |"),
    spans=_text("the passages that tell of it, start-end;start-end in characters of the page's decoded text"),
    **_SPAN,
)

TABLES = {t.name: t for t in (Pages, Lines, Articles, Slogans, Measures, Indicators, Systems, Terms)}


def columns_on_disk(name):
    """Give the columns of a table's CSV file: its schema's, but for a page's text where that text lies.

    Examples
    --------
    >>> columns_on_disk("pages")[-3:]
    ['note', 'text_file', 'text_start']
    """
    columns = list(TABLES[name].columns)
    return [c for c in columns if c != "text"] + ["text_file", "text_start"] if name == "pages" else columns


def make_table(schema, rows):
    """Make a table from rows and hold it to its schema.

    Parameters
    ----------
    schema : pandera.DataFrameSchema
        One of this module's schemas.
    rows : list of dict, list of tuple, or DataFrame
        One dict a row, where a text column that a row leaves out is empty; or one tuple with all columns.

    Returns
    -------
    DataFrame
        With the schema's columns, in its order, of its types.

    Raises
    ------
    pandera.errors.SchemaErrors
        When a value is not allowed; the message names column and value.

    Examples
    --------
    >>> line = dict(page="p", line=1, start=0, end=2, text="要闻", article=0, role="section", cont=0)
    >>> make_table(Lines, [line]).shape
    (1, 8)
    """
    names, index = list(schema.columns), None
    if isinstance(rows, pd.DataFrame):
        columns, index = rows.reindex(columns=names).items(), rows.index
    elif rows and isinstance(rows[0], dict):
        columns = [(name, [row.get(name) for row in rows]) for name in names]
    else:
        columns = zip(names, zip(*rows) if rows else [()] * len(names), strict=True)
    columns = dict(columns)
    try:
        frame = pd.DataFrame(
            {name: _fill(values, schema.columns[name].dtype) for name, values in columns.items()}, index
        )
    except (TypeError, ValueError):
        return schema.validate(pd.DataFrame(columns), lazy=True)
    return frame if _fits(schema, frame) else schema.validate(frame, lazy=True)


def _fill(values, dtype):
    """A column of the type wanted; what is missing in a text column is empty."""
    if str(dtype).startswith("str"):
        return pd.array(values, dtype="str").fillna("")
    return pd.array(values, dtype=str(dtype))


def _fits(schema, frame):
    """Whether a frame of the right types keeps to its schema.

    What is wrong is then for pandera to say, which takes far longer.
    """
    for name, column in schema.columns.items():
        values = frame[name]
        if values.hasnans and not column.nullable:
            return False
        if not all(values.isin(check.statistics["allowed_values"]).all() for check in column.checks):
            return False
    return not (schema.unique and frame.duplicated(schema.unique).any())


def describe_tables():
    """Describe every column of every table: the data dictionary.

    Returns
    -------
    DataFrame
        Columns table, column, type, values, meaning; one row a column.

    Examples
    --------
    >>> describe_tables().query("table == 'lines'").column.tolist()
    ['page', 'line', 'start', 'end', 'text', 'article', 'role', 'cont']
    """
    rows = []
    for name, schema in TABLES.items():
        for column, spec in schema.columns.items():
            values = [v for check in spec.checks for v in check.statistics["allowed_values"]]
            kind = {"Int64": "whole number", "Float64": "number"}.get(str(spec.dtype), "text")
            rows.append([name, column, kind, ", ".join(values), spec.description])
    return pd.DataFrame(rows, columns=["table", "column", "type", "values", "meaning"])
