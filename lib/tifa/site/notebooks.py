"""Notebooks are run on a corpus, two at a time."""

import re
from concurrent.futures import as_completed
from pathlib import Path

from tifa.terminal import tell


class ReportError(ValueError):
    """The report could not be made; the message says where and why."""


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

    from tifa.show.markup import inline

    executed = nbformat.read(target, as_version=4)
    cells = [c for c in executed.cells if "papermill-error-cell-tag" not in c.metadata.get("tags", [])]
    failed = next(i for i, c in enumerate(cells) if any(o.output_type == "error" for o in c.get("outputs", [])))
    cells[failed].outputs = []
    executed.cells = [*cells[: failed + 1], nbformat.v4.new_markdown_cell(
        f"**This notebook ends here: the corpus is too small for what follows.** {inline(why)}.")]
    nbformat.write(executed, target)
