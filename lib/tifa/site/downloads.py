"""What can be taken from the site: tables, texts, notebooks, figures, and how to cite them."""

import re
import shutil
from urllib.parse import quote

import nbformat
import pandas as pd

import tifa
from tifa.site.figures import SAVED

EXTRA = "extra"  # the folder whose files Sphinx puts on the site as they are: html_extra_path in conf.py


def write_downloads(source, root, corpus, figures):
    """Write the page of downloads and put beside it what it links to.

    Parameters
    ----------
    source : Path
        Where Sphinx finds its sources: the executed notebooks.
    root : Path
        The project's folder.
    corpus : Corpus
    figures : Path
        What :func:`tifa.save_figure` wrote.
    """
    extra = source / EXTRA
    (extra / "notebooks").mkdir(parents=True)
    notebooks = sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    for notebook in notebooks:
        shutil.copy(notebook, extra / "notebooks")
        _offer(source / notebook.name)
    shutil.copytree(figures, extra / "figures")
    tifa.write_tables(corpus, extra / "tables")
    for lock in extra.rglob(".tifa.lock"):
        lock.unlink()
    shutil.copy(root / "notebooks" / "downloads.md", source)
    for name, text in {
        "downloads_tables.txt": _list_tables(corpus),
        "downloads_texts.html": _list_texts(corpus.pages, extra / "tables"),
        "downloads_notebooks.txt": _list_notebooks(notebooks),
        "downloads_figures.txt": _list_figures(extra / "figures", notebooks),
        "how_to_cite.txt": f"{tell_citation(root)}\n",
    }.items():
        (source / name).write_text(text, encoding="utf-8")


def tell_citation(root):
    """Tell how to cite the report, as ``CITATION.cff`` says.

    Parameters
    ----------
    root : Path
        The project's folder.

    Examples
    --------
    >>> from tifa.site import project_root
    >>> tell_citation(project_root())[:36]
    'the tifa authors (2026). *tifa: text'
    """
    text = (root / "CITATION.cff").read_text(encoding="utf-8")
    told = dict(re.findall(r'(?m)^([\w-]+): "?(.+?)"?$', text))
    authors = ", ".join(re.findall(r"(?m)^ +- name: (.+)$", text))
    day = told["date-released"]
    return (f"{authors} ({day[:4]}). *{told['title']}*. Version {told['version']}, {day}. "
            f"{told['message']}")


def _link(address, text):
    return f'<a href="{quote(address)}" download>{text}</a>'


def _link_all(address, endings):
    name = address.split("/")[-1]
    return "<br>".join(_link(f"{address}.{ending}", f"{name}.{ending}") for ending in endings)


def _offer(notebook):
    """Put a link to the notebook's file under the title of its page."""
    run = nbformat.read(notebook, as_version=4)
    title, _, rest = run.cells[0].source.partition("\n")
    link = _link(f"notebooks/{notebook.name}", "Download this notebook (.ipynb)")
    run.cells[0].source = f'{title}\n\n<p class="d-print-none">{link}</p>\n{rest}'
    nbformat.write(run, notebook)


def _list_tables(corpus):
    from tifa.tables import TABLES

    rows = [f"| [{name}](data_dictionary.md#{name}). {TABLES[name].description} | {len(table):,} "
            f"| {_link_all(f'tables/{name}', ['csv', 'parquet'])} |"
            for name, table in zip(corpus._fields, corpus)]
    return "\n".join(["| table | rows | files |", "|---|--:|---|", *rows, ""])


def _list_texts(pages, folder):
    """The texts of the pages, as links; names of pages are text of the corpus."""
    from tifa.compare.addresses import name_pages
    from tifa.show.markup import escape

    written = pd.read_csv(folder / "pages.csv", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    files = {file: name for name, file in zip(name_pages(pages).values(), written.text_file) if file}
    items = [f"<li>{_link(f'tables/{file}', escape(name))}</li>" for file, name in files.items()]
    return f'<ul>{"".join(items)}</ul>'


def _list_notebooks(notebooks):
    rows = [f"| [{title.lstrip('# ')}]({name}) | {_link(f'notebooks/{name}', name)} |"
            for name, title in ((file.name, _cells(file)[0].source.partition("\n")[0]) for file in notebooks)]
    return "\n".join(["| notebook | file |", "|---|---|", *rows, ""])


def _list_figures(figures, notebooks):
    """The figures that were drawn, with the captions that stand in the notebooks' cells."""
    captions = {}
    for cell in [cell for notebook in notebooks for cell in _cells(notebook)]:
        told = cell.metadata.get("mystnb", {}).get("figure", {}).get("caption", "")
        names = SAVED.findall(cell.source)
        captions.update(dict.fromkeys(names, told.replace("|", "\\|")))
    rows = []
    for name in sorted(file.stem for file in figures.glob("*.png")):
        endings = sorted(file.suffix[1:] for file in figures.glob(f"{name}.*"))
        rows.append(f"| {captions.get(name, '')} | {_link_all(f'figures/{name}', endings)} |")
    return "\n".join(["| figure | files |", "|---|---|", *rows, ""])


def _cells(notebook):
    return nbformat.read(notebook, as_version=4).cells
