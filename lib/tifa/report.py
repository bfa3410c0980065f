"""Run the notebooks on a corpus and render them as a site that needs no network."""

import re
import shutil
import subprocess
import sys
from concurrent.futures import as_completed
from html.parser import HTMLParser
from pathlib import Path

from tifa.arguments import takes
from tifa.output import WORK, replace_set
from tifa.text import tell


class ReportError(ValueError):
    """The report could not be made; the message says where and why."""


def project_root():
    """Give the project's folder: the one above with ``notebooks/conf.py``, from here or from the package.

    Raises
    ------
    ReportError
        When there is none: the notebooks are not part of the installed package.

    Examples
    --------
    >>> (project_root() / "notebooks" / "conf.py").exists()
    True
    """
    for start in (Path.cwd(), Path(__file__).resolve()):
        for folder in (start, *start.parents):
            if (folder / "notebooks" / "conf.py").exists() and (folder / "lib" / "tifa").exists():
                return folder
    raise ReportError("no folder notebooks/ with conf.py here or above; run tifa in a checkout of the project")


@takes()
def make_report(corpus=None, out="build"):
    """Run the notebooks and render the site.

    Parameters
    ----------
    corpus : str or Path, optional
        A folder of pages, or one page; default: the project's ``seeds``.
    out : str or Path, optional
        New, empty, or the folder of an earlier report. The site goes to ``out/site``. The figures go to ``figures`` of the project for the seeds, to
        ``out/figures`` for any other corpus.

    Returns
    -------
    DataFrame
        The table ``pages``, whose notes say what could not be read.

    Raises
    ------
    ReportError
        When a notebook fails, Sphinx warns, or a page of the site has an image without alternative text,
        a remote address or a link that leads nowhere.
    OutputError
        When ``out`` holds what is not a report of tifa, or is no place to write. Whatever fails, nothing in it is changed.
    """
    from tifa.pages import read_pages, require_text

    root, out = project_root(), Path(out)
    corpus = Path(corpus).resolve() if corpus is not None else root / "seeds"
    with replace_set(out, "report", [corpus]) as staging:
        pages = read_pages(corpus)
        require_text(pages, corpus)
        source, figures = staging / WORK / "source", staging / "figures"
        source.mkdir()
        notebooks = sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))
        run_notebooks(notebooks, source, corpus, figures)
        if corpus == root / "seeds":
            require_glyphs(figures)
        for name in ("conf.py", "index.md", "glossary.md"):
            shutil.copy(root / "notebooks" / name, source)
        shutil.copytree(root / "notebooks" / "_static", source / "_static")
        shutil.copytree(figures, source / "figures")
        _write_data_pages(source, corpus, pages)
        tell("rendering the site")
        _render(source, staging / "site")
        faults = check_site(staging / "site")
        if faults:
            raise ReportError("the site has faults:\n  " + "\n  ".join(faults))
        if corpus == root / "seeds":
            for figure in sorted(figures.iterdir()):
                shutil.copyfile(figure, root / "figures" / figure.name)
                figure.unlink()
    return pages


def run_notebooks(notebooks, folder, corpus, figures):
    """Run notebooks, two at a time, each from a clean kernel.

    Parameters
    ----------
    notebooks : list of Path
    folder : Path
        Where the executed copies go.
    corpus, figures : Path
        What the cell tagged ``parameters`` gets.

    Raises
    ------
    ReportError
        At the first cell that fails, with its notebook and message.
    """
    import matplotlib.font_manager  # noqa: F401  builds matplotlib's font cache once, not in every kernel
    from pebble import ProcessPool

    tell(f"running {len(notebooks)} notebooks")
    pool = ProcessPool(2)
    try:
        runs = {pool.schedule(_run, [str(n), str(folder / n.name), str(corpus), str(figures)]): n.name for n in notebooks}
        for done, run in enumerate(as_completed(runs), 1):
            error = run.result()
            if error:
                raise ReportError(f"{runs[run]}: {error}")
            tell(f"ran {runs[run]} ({done} of {len(runs)})")
    finally:
        pool.stop()  # does not wait for notebooks that still run: Ctrl-C, or another one failed
        pool.join()


def require_glyphs(figures):
    """Raise ReportError when a figure has a box for a character that the font lacks: the project's own may not.

    Parameters
    ----------
    figures : Path

    Examples
    --------
    >>> require_glyphs(project_root() / "figures")
    """
    from tifa.style import LACKING

    lacking = [file.name for file in sorted(figures.glob("*.svg")) if f'id="{LACKING}"' in file.read_text(encoding="utf-8")]
    if lacking:
        raise ReportError(f"the font lacks characters of these figures: {', '.join(lacking)}; each names them below")


def _run(notebook, target, corpus, figures):
    """Run one notebook; give the error's words, or nothing."""
    import nbformat
    import papermill

    given = nbformat.read(notebook, as_version=4)
    [parameters] = [c for c in given.cells if "parameters" in c.metadata.get("tags", [])]
    shown = parameters.source
    # in ASCII: a path can hold bytes that are no text, which no notebook could be written with
    parameters.source += f"\ncorpus, figures = {corpus!a}, {figures!a}"
    try:
        papermill.execute_notebook(given, target, kernel_name="python3", progress_bar=False, cwd=str(Path(notebook).parent),
                                   extra_arguments=["--IPKernelApp.log_level=ERROR"])
    except papermill.PapermillExecutionError as error:
        if error.ename != "TooLittle":
            return f"cell {error.cell_index + 1} failed: {error.ename}: {error.evalue}"
        _end_early(target, error.evalue)
    # the reader is shown the corpus's name, not a path of this machine
    executed = nbformat.read(target, as_version=4)
    for cell in executed.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = re.sub(r'(?m)^corpus = ".*?"', lambda _: f"corpus = {'../' + Path(corpus).name!r}", shown)
    executed.metadata.pop("papermill", None)
    nbformat.write(executed, target)
    return None


def _end_early(target, why):
    """End a notebook at the cell for which the corpus is too small, with the words why."""
    import nbformat

    from tifa.markup import inline

    executed = nbformat.read(target, as_version=4)
    cells = [c for c in executed.cells if "papermill-error-cell-tag" not in c.metadata.get("tags", [])]
    failed = next(i for i, c in enumerate(cells) if any(o.output_type == "error" for o in c.get("outputs", [])))
    cells[failed].outputs = []
    executed.cells = [*cells[: failed + 1], nbformat.v4.new_markdown_cell(
        f"**This notebook ends here: the corpus is too small for what follows.** {inline(why)}.")]
    nbformat.write(executed, target)


def _write_data_pages(source, corpus, pages):
    """The data dictionary from the schemas, the datasheet from beside the corpus."""
    from tifa.glossary import read_glossary
    from tifa.markup import escape
    from tifa.plots import show_table
    from tifa.tables import TABLES, describe_tables

    folder = corpus if corpus.is_dir() else corpus.parent
    columns = describe_tables()
    parts = ["# Data dictionary\n\nEvery table, every column; made from the schemas that the tables are held to.\n"]
    for name, schema in TABLES.items():
        parts.append(f"\n## {name}\n\n{schema.description}\n\n| column | type | meaning |\n|---|---|---|\n")
        for row in columns[columns.table == name].itertuples():
            values = f" One of: {row.values}." if row.values else ""
            meaning = row.meaning.replace("|", "\\|")
            parts.append(f"| `{row.column}` | {row.type} | {meaning}.{values} |\n")
    (source / "data_dictionary.md").write_text("".join(parts), encoding="utf-8")
    glossary = read_glossary(folder)
    table = show_table(glossary, columns={"term": "term", "pinyin": "reading", "gloss": "gloss", "note": "note"}).data
    said = f"<p>{escape(glossary.attrs['note'])}</p>" if glossary.attrs.get("note") else ""
    (source / "glossary_table.html").write_text(said + table, encoding="utf-8")
    (source / "datasheet.html").write_text(f'<div class="tifa-datasheet">{_datasheet(folder, pages)}</div>', encoding="utf-8")
    # by name of file: a text in the page itself could close what holds it
    (source / "datasheet.md").write_text("# Datasheet of the corpus\n\n```{raw} html\n:file: datasheet.html\n```\n", encoding="utf-8")


def _datasheet(folder, pages):
    """The README beside the pages as HTML, or why there is none."""
    from tifa.glossary import read_beside
    from tifa.markup import escape, render_markdown

    for name in ("README.md", "README.txt"):
        try:
            text = read_beside(folder, name)
        except ValueError as error:
            return f"<p>The datasheet of this corpus could not be read: {escape(error)}</p>"
        if text is not None:
            return render_markdown(text) if name.endswith(".md") else f"<pre>{escape(text)}</pre>"
    return (f"<p>No datasheet (<code>README.md</code>) lies beside the pages, so this report cannot say where they come from, "
            f"how they were chosen, or what is missing. Pages read: {len(pages)}.</p>")


def _render(source, site):
    """Render with Sphinx in a process of its own: what it registers stays there."""
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-E", "-q", "-W", "--keep-going", "--no-color",
               "-d", str(source.parent / "doctrees"), str(source), str(site)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    shutil.rmtree(source.parent / "doctrees", ignore_errors=True)
    if run.returncode:
        raise ReportError(f"Sphinx warned, and a warning is a fault:\n{run.stderr.strip()}")
    _cut_font(site)
    for folder in (site.parent / "jupyter_execute", site / "_sources"):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (site / ".buildinfo", *(site / "_static").glob("*webpack-macros.html")):  # the theme's own templates
        file.unlink(missing_ok=True)


def _cut_font(site):
    """Put the Chinese font beside the pages, cut down to their characters."""
    from fontTools import subset

    from tifa.style import font_path

    used = set().union(*(page.read_text(encoding="utf-8") for page in site.glob("*.html")))
    options = subset.Options(layout_features=["kern"], hinting=False, desubroutinize=False, notdef_outline=True)
    font = subset.load_font(font_path(), options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[ord(c) for c in used if ord(c) > 0x2E7F])
    cut.subset(font)
    subset.save_font(font, site / "_static" / "tifa-sc.otf", options)


class _Page(HTMLParser):
    """What a page asks for: addresses, images, anchors."""

    def __init__(self):
        super().__init__()
        self.addresses, self.images, self.anchors = [], [], set()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.anchors.update(filter(None, (given.get("id"), given.get("name"))))
        for name in ("src", "href", "data", "poster", "srcset", "action"):
            if given.get(name):
                self.addresses.append(given[name])
        if tag == "img":
            self.images.append((given.get("src", "")[:60], given.get("alt")))


def check_site(site):
    """List what is wrong with a rendered site.

    Parameters
    ----------
    site : Path

    Returns
    -------
    list of str
        One line a fault: an image without alternative text or with a file's name for it, a remote address,
        a link to a file or place that is not there.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.html").write_text('<img src="https://example.org/x.png">', encoding="utf-8")
    ...     check_site(Path(folder))
    ['a.html: remote address https://example.org/x.png', 'a.html: no alternative text: https://example.org/x.png']
    """
    faults, pages = [], {}
    for file in sorted(site.rglob("*.html")):
        page = pages[file] = _Page()
        page.feed(file.read_text(encoding="utf-8"))
    for file, page in pages.items():
        name = file.relative_to(site).as_posix()
        for address in page.addresses:
            if re.match(r"(?i)(?:https?:)?//", address):
                faults.append(f"{name}: remote address {address}")
            elif not re.match(r"(?i)[a-z]+:|#$|$", address):
                path, _, anchor = address.partition("#")
                target = (file.parent / path.partition("?")[0]).resolve() if path else file
                target = target / "index.html" if target.is_dir() else target
                if not target.exists():
                    faults.append(f"{name}: link to {address}, which is not there")
                elif anchor and target in pages and anchor not in pages[target].anchors:
                    faults.append(f"{name}: link to {address}, a place that is not there")
        for src, alt in page.images:
            if not alt or re.fullmatch(r"[\w/.-]+\.(?:png|svg|jpg)|[\w-]*_files.*|_images/.*", alt):
                faults.append(f"{name}: no alternative text: {src}")
    for file in sorted(site.rglob("*.css")):
        for address in re.findall(r"""(?:url\(|@import)\s*["']?((?:https?:)?//[^)"']+)""", file.read_text(encoding="utf-8")):
            faults.append(f"{file.relative_to(site).as_posix()}: remote address {address}")
    return faults
