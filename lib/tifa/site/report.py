"""Run the notebooks on a corpus and render them as a site that needs no network."""

import shutil
import subprocess
import sys
from pathlib import Path

import tifa
from tifa.arguments import takes
from tifa.compare.glossary import read_glossary
from tifa.knowledge import DATA
from tifa.output import WORK, replace_set
from tifa.site.api import write_api
from tifa.site.check import check_site
from tifa.site.codebook import write_codebook
from tifa.site.data_pages import write_data_pages
from tifa.site.downloads import EXTRA, write_downloads
from tifa.site.finish import finish_pages
from tifa.site.figures import place_figures
from tifa.site.notebooks import ReportError, run_notebooks
from tifa.site.page_views import write_page_views
from tifa.site.reforms import write_reforms
from tifa.site.search import INDEX, write_search
from tifa.terminal import tell


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
    raise ReportError(
        "no folder notebooks/ with conf.py here or above; run tifa in a checkout of the project"
    )


@takes()
def make_report(corpus=None, out="build"):
    """Run the notebooks and render the site.

    Parameters
    ----------
    corpus : str or Path, optional
        A folder of pages, or one page; default: the project's ``seeds``.
    out : str or Path, optional
        New, empty, or the folder of an earlier report. The site goes to ``out/site``. The figures go to
        ``figures`` of the project for the seeds, to ``out/figures`` for any other corpus.

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
        When ``out`` holds what is not a report of tifa, or is no place to write. Whatever fails, nothing in
        it is changed.
    """
    root, out = project_root(), Path(out)
    corpus = Path(corpus).resolve() if corpus is not None else root / "seeds"
    with replace_set(out, "report", [corpus]) as staging:
        tables = tifa.extract(corpus, progress=True)
        source, figures = staging / WORK / "source", staging / "figures"
        source.mkdir()
        notebooks = sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))
        run_notebooks(notebooks, source, corpus, figures)
        if corpus == root / "seeds":
            require_glyphs(figures)
        copy_settings(root, source)
        for name in ("index.md", "glossary.md", "changelog.md"):
            shutil.copy(root / "notebooks" / name, source)
        place_figures(source, figures)
        write_data_pages(source, corpus, tables.pages)
        write_page_views(source, tables)
        write_reforms(source, corpus, tables)
        write_codebook(source, root, tables, tifa.compare.coded_folder(corpus))
        write_downloads(source, root, tables, figures)
        write_api(source)
        tell("rendering the site")
        site = staging / "site"
        _render(source, site)
        finish_pages(site)
        write_search(site, tables, read_glossary(corpus))
        _cut_font(site)
        faults = check_site(site)
        if faults:
            raise ReportError("the site has faults:\n  " + "\n  ".join(faults))
        if corpus == root / "seeds":
            for figure in sorted(figures.iterdir()):
                shutil.copyfile(figure, root / "figures" / figure.name)
                figure.unlink()
    return tables.pages


def copy_settings(root, source):
    """Put among the sources of a site what all its pages share: settings, templates, styles, scripts.

    Parameters
    ----------
    root : Path
        The project's folder.
    source : Path
        Where Sphinx finds its sources; there may be some.
    """
    for name in ("_static", "_templates"):
        shutil.copytree(root / "notebooks" / name, source / name)
    shutil.copy(root / "notebooks" / "conf.py", source)
    for name in ("page.css", "page.js", "search.js"):
        shutil.copy(DATA / name, source / "_static")
    (source / EXTRA).mkdir()


def require_glyphs(figures):
    """Raise ReportError when a figure has a box for a character that the font lacks.

    The project's own may not have any.

    Parameters
    ----------
    figures : Path

    Examples
    --------
    >>> require_glyphs(project_root() / "figures")
    """
    from tifa.show.saving import LACKING

    lacking = [file.name for file in sorted(figures.glob("*.svg"))
               if f'id="{LACKING}"' in file.read_text(encoding="utf-8")]
    if lacking:
        raise ReportError(
            f"the font lacks characters of these figures: {', '.join(lacking)}; each names them below"
        )


def _render(source, site):
    """Render with Sphinx in a process of its own: what it registers stays there."""
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-E", "-q", "-W", "--keep-going", "--no-color",
               "-d", str(source.parent / "doctrees"), str(source), str(site)]
    run = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )
    shutil.rmtree(source.parent / "doctrees", ignore_errors=True)
    if run.returncode:
        raise ReportError(f"Sphinx warned, and a warning is a fault:\n{run.stderr.strip()}")
    for folder in (site.parent / "jupyter_execute", site / "_sources"):
        shutil.rmtree(folder, ignore_errors=True)
    # the theme's own templates, and what Sphinx's search would need
    for name in (".buildinfo", "_static/*webpack-macros.html", "_static/searchtools.js",
                 "_static/language_data.js"):
        for file in site.glob(name):
            file.unlink()


def _cut_font(site):
    """Put the Chinese font beside the pages, cut down to their characters."""
    from fontTools import subset

    from tifa.show.style import font_path

    shown = [*site.glob("*.html"), *site.glob(INDEX)]
    used = set().union(*(file.read_text(encoding="utf-8") for file in shown))
    options = subset.Options(
        layout_features=["kern"], hinting=False, desubroutinize=False, notdef_outline=True
    )
    font = subset.load_font(font_path(), options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[ord(c) for c in used if ord(c) > 0x2E7F])
    cut.subset(font)
    subset.save_font(font, site / "_static" / "tifa-sc.otf", options)
