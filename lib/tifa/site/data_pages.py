"""The pages of the site that are made from data: dictionary, glossary, changelog, datasheet."""


def write_data_pages(source, corpus, pages):
    """The data dictionary from schemas and table of accuracy, the datasheet from beside the corpus."""
    from tifa.compare.glossary import CITY, read_glossary
    from tifa.show.markup import escape
    from tifa.show.tables import show_table
    from tifa.tables import TABLES, describe_tables

    folder = corpus if corpus.is_dir() else corpus.parent
    columns = describe_tables()
    parts = [
        "# Data dictionary\n\nEvery table, every column; made from the schemas that the tables are held to.\n"
    ]
    for name, schema in TABLES.items():
        parts.append(f"\n## {name}\n\n{schema.description}\n\n| column | type | meaning |\n|---|---|---|\n")
        for row in columns[columns.table == name].itertuples():
            values = f" One of: {row.values}." if row.values else ""
            meaning = row.meaning.replace("|", "\\|")
            parts.append(f"| `{row.column}` | {row.type} | {meaning}.{values} |\n")
    parts.append("\n## How accurate the tables are\n\nWhat was measured, and on which texts: the table that "
                 "`tifa.compare.read_accuracy` reads. Precision is the share of what was found that is "
                 "right, recall the share of what is to be found that was found, F1 the harmonic mean "
                 "of the two. An empty cell was not measured, or not noted.\n\n"
                 "```{raw} html\n:file: accuracy_table.html\n```\n")
    (source / "accuracy_table.html").write_text(_show_accuracy(), encoding="utf-8")
    (source / "changes_table.html").write_text(show_table(read_changes()).data, encoding="utf-8")
    (source / "data_dictionary.md").write_text("".join(parts), encoding="utf-8")
    glossary = read_glossary(folder)
    terms = glossary[glossary.note != CITY]
    table = show_table(
        terms, columns={"term": "term", "pinyin": "reading", "gloss": "gloss", "note": "note"}
    ).data
    said = f"<p>{escape(glossary.attrs['note'])}</p>" if glossary.attrs.get("note") else ""
    (source / "glossary_table.html").write_text(said + table, encoding="utf-8")
    (source / "datasheet.html").write_text(
        f'<div class="tifa-datasheet">{_datasheet(folder, pages)}</div>', encoding="utf-8"
    )
    # by name of file: a text in the page itself could close what holds it
    (source / "datasheet.md").write_text(
        "# Datasheet of the corpus\n\n```{raw} html\n:file: datasheet.html\n```\n", encoding="utf-8"
    )


def _show_accuracy():
    """The measurements as tables that fit the page: what many of them have in common stands above them."""
    from tifa.compare.accuracy import read_accuracy
    from tifa.show.markup import escape
    from tifa.show.tables import show_table

    common = ["measured_on", "coded_by", "date", "note"]
    numbers = ["part", "rows", "precision", "recall", "f1", "low", "high"]
    measured, shown = read_accuracy(), []
    alone = ~measured.duplicated(common, keep=False)
    for (texts, coders, date, note), rows in measured[~alone].groupby(common, sort=False):
        told = escape(f"{texts}. Coded by {coders}; measured on {date}; {note}.")
        shown.append(f"<p>On {told}</p>{show_table(rows[numbers]).data}")
    columns = ["part", *common[:2], common[3], *numbers[1:5]]
    shown.append(f"<p>One by one:</p>{show_table(measured.loc[alone, columns]).data}")
    return "\n".join(shown)


def read_changes():
    """Read what later states of the library find otherwise than earlier ones, the newest first.

    Returns
    -------
    DataFrame
        Columns version, date, table, change, before and after (rows of the table on the seeds), kept (rows
        that stand in both at the same place); a number that there is none of is missing.

    Examples
    --------
    >>> read_changes().columns.tolist()
    ['version', 'date', 'table', 'change', 'before', 'after', 'kept']
    """
    import pandas as pd

    from tifa.knowledge import DATA

    table = pd.read_csv(DATA / "changes.csv", encoding="utf-8", dtype=dict.fromkeys(
        ["before", "after", "kept"], "Int64") | {"version": "str"})
    return table.sort_values("date", ascending=False, kind="stable", ignore_index=True)


def _datasheet(folder, pages):
    """The README beside the pages as HTML, or why there is none."""
    from tifa.compare.glossary import read_beside
    from tifa.show.markup import escape, render_markdown

    for name in ("README.md", "README.txt"):
        try:
            text = read_beside(folder, name)
        except ValueError as error:
            return f"<p>The datasheet of this corpus could not be read: {escape(error)}</p>"
        if text is not None:
            return render_markdown(text) if name.endswith(".md") else f"<pre>{escape(text)}</pre>"
    return (
        f"<p>No datasheet (<code>README.md</code>) lies beside the pages, so this report cannot say where "
        f"they come from, how they were chosen, or what is missing. Pages read: {len(pages)}.</p>"
    )
