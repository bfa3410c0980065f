"""The site's codebook: its prose with examples from the tests' sentences and from the corpus's own tables."""

import csv
import re

import pandas as pd

_BLOCK = re.compile(r"```\{(coded|found)\} (\w+)\n(.*?)```", re.S)
_REFORMS = 3  # of the table systems
_BETWEEN, _CELLS = "‖", " / "  # what parts the right rows of a sentence, and the cells of a row


def write_codebook(source, root, corpus, coded):
    """Write ``codebook.md`` with a table for each block ``coded`` or ``found`` of the project's page.

    ``coded`` names a table and, line by line, what sentences of the tests show: they are put there with what
    they are coded as. ``found`` names a table and its columns: :func:`pick_rows` of the corpus.

    Parameters
    ----------
    source : Path
        Where Sphinx finds its sources.
    root : Path
        The project's folder.
    corpus : Corpus
    coded : Path
        The folder of the corpus's hand-coded tables; there may be none.
    """
    from tifa.compare.coded import read_coded
    from tifa.show.tables import show_table
    from tifa.words.counts import TooLittle

    try:
        by_hand = read_coded(coded)
    except TooLittle:
        by_hand = {}
    files = []

    def put(block):
        kind, name, said = block.groups()
        if kind == "coded":
            table = read_examples(root, name, said.strip().split("\n"))
        else:
            table = pick_rows(corpus, name, said.split(), by_hand.get(name))
        if table.empty:
            return "None.\n"
        # by name of file: a cell could close what holds it
        files.append(f"codebook_{len(files) + 1}.html")
        shown = show_table(table, columns=[name for name in table if name != "address"])
        (source / files[-1]).write_text(shown.data, encoding="utf-8")
        return f"```{{raw}} html\n:file: {files[-1]}\n```"

    page = (root / "notebooks" / "codebook.md").read_text(encoding="utf-8")
    (source / "codebook.md").write_text(_BLOCK.sub(put, page), encoding="utf-8")


def read_examples(root, name, shown):
    """Read sentences of the tests and what they are coded as.

    Parameters
    ----------
    root : Path
        The project's folder.
    name : str
        slogans, measures or indicators.
    shown : list of str
        What the sentences show, as the column ``shows`` of the tests' table says it.

    Returns
    -------
    DataFrame
        Columns in print, coded as, shows; of each the first, the middle and the last sentence. Those of which
        the library misses the right reading are left out.

    Examples
    --------
    >>> from tifa.site import project_root
    >>> read_examples(project_root(), "slogans", ["plain numbers"]).values.tolist()[0]
    ['三个和尚没水喝。', 'not coded', 'plain numbers']
    """
    file = root / "tests" / "policy" / f"right_{name}.csv"
    with open(file, encoding="utf-8", newline="") as rows:
        cases = [case for case in csv.DictReader(rows) if not case["miss"]]
    told = []
    for one in shown:
        own = [case for case in cases if case["shows"] == one]
        places = sorted({0, len(own) // 2, len(own) - 1} & {*range(len(own))})
        told += [[own[i]["sentence"].replace("⏎", " "), _say(own[i]), one] for i in places]
    return pd.DataFrame(told, columns=["in print", "coded as", "shows"])


def _say(case):
    """The right rows of a case in words; a cell that is empty is left out."""
    names, rows = case["columns"].split(), case["right"].split(_BETWEEN) if case["right"] else []
    told = [", ".join(_say_cell(name, cell.strip())
                      for name, cell in zip(names, row.split(_CELLS)) if cell.strip()) for row in rows]
    return "; ".join(told) or "not coded"


def _say_cell(name, cell):
    from tifa.show.tables import format_number

    if name == "text":
        return cell
    return f"{name} {format_number(float(cell)) if name in ('value', 'base_value') else cell}"


def pick_rows(corpus, name, columns, coded=None):
    """Pick rows of a table of the corpus: for each value of the first column the one that fills most cells.

    Parameters
    ----------
    corpus : Corpus
    name : str
    columns : list of str
        What is shown.
    coded : DataFrame, optional
        The same table, coded by hand: only rows are picked that all coders have, with the same words in every
        column of text that is shown and coded.

    Returns
    -------
    DataFrame
        The columns, source and, for rows that have a place of their own on the site, its address.

    Examples
    --------
    >>> pick_rows(extract("seeds"), "slogans", ["kind", "text"]).kind.tolist()
    ['numeric', 'parallel', 'quoted']
    """
    from tifa.compare.citations import cite

    table = getattr(corpus, name)
    table = table[(table[columns[0]] != "") & (table.article > 0)]
    if coded is not None:
        coded = coded[coded.by == "AB"] if "by" in coded else coded
        texts = [column for column in columns if table[column].dtype == "str"]
        alike = [column for column in ("page", "article", *texts) if column in coded]
        table = table.merge(coded[alike].drop_duplicates())
    filled = (table[columns].notna() & (table[columns] != "")).sum(axis=1)
    best = table.loc[filled.sort_values(ascending=False, kind="stable").index]
    if name == "systems":  # each has a name of its own
        best = best.head(_REFORMS)
    best = best.drop_duplicates(columns[0]).sort_values(columns[0])
    cited = cite(best, corpus.articles, corpus.pages)
    if name in ("lines", "articles"):
        return cited[[*columns, "source"]]
    return cited[[*columns, "source", "address"]]
