"""The pages of the site that are made from data: dictionary, glossary, datasheet."""


def write_data_pages(source, corpus, pages):
    """The data dictionary from schemas and table of accuracy, the datasheet from beside the corpus."""
    from tifa.compare.accuracy import read_accuracy
    from tifa.compare.glossary import read_glossary
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
    accuracy = show_table(read_accuracy().dropna(axis="columns", how="all")).data
    (source / "accuracy_table.html").write_text(accuracy, encoding="utf-8")
    (source / "data_dictionary.md").write_text("".join(parts), encoding="utf-8")
    glossary = read_glossary(folder)
    table = show_table(
        glossary, columns={"term": "term", "pinyin": "reading", "gloss": "gloss", "note": "note"}
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
