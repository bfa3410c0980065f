"""Notebooks are run on a corpus, two at a time."""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tifa.terminal import tell


_AT_ONCE = 2  # notebooks that run at the same time


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

    tell(f"running {len(notebooks)} notebooks")
    waiting, running, done = list(notebooks), [], 0
    try:
        while waiting or running:
            while waiting and len(running) < _AT_ONCE:
                running.append(_Run(waiting.pop(0), folder, corpus, figures))
            time.sleep(0.05)
            for run in [run for run in running if run.process.poll() is not None]:
                running.remove(run)
                run.check()
                done += 1
                tell(f"ran {run.name} ({done} of {len(notebooks)})")
    finally:
        for run in running:  # Ctrl-C, or another one failed
            run.process.kill()
            run.process.wait()


class _Run:
    """A notebook run by a process of its own, which ends with this one: it sees its standard input close."""

    def __init__(self, notebook, folder, corpus, figures):
        self.name, self.said = notebook.name, tempfile.TemporaryFile()
        code = f"import sys; sys.path[:] = {sys.path!a}; from tifa.site.notebooks import serve; serve()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, notebook, folder / notebook.name, corpus, figures],
            stdin=subprocess.PIPE,
            stdout=self.said,
            stderr=subprocess.STDOUT,
        )

    def check(self):
        self.said.seek(0)
        words = self.said.read().decode("utf-8", "replace").strip()
        if self.process.returncode:
            raise ReportError(f"{self.name}: {words or f'its process ended ({self.process.returncode})'}")


def serve():
    """Run the notebook that the arguments name; this is the whole life of a :class:`_Run`'s process."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    error = _run(*sys.argv[1:])
    if error:
        print(error)
        sys.exit(1)


def _end_with_parent():
    sys.stdin.read()
    os._exit(1)


_NAME = re.compile(r"\{eval\}`(\w+)`")  # a name in the prose, as JupyterLab shows it too


def _run(notebook, target, corpus, figures):
    """Run one notebook; give the error's words, or nothing."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    given = nbformat.read(notebook, as_version=4)
    client = NotebookClient(
        given, kernel_name="python3", timeout=None, extra_arguments=["--IPKernelApp.log_level=ERROR"],
        resources={"metadata": {"path": str(Path(notebook).parent)}}
    )
    with client.setup_kernel():
        for place, cell in enumerate(given.cells):
            try:
                if "parameters" in cell.metadata.get("tags", []):
                    _set_parameters(client, cell, corpus, figures)
                elif cell.cell_type == "code":
                    client.execute_cell(cell, place)
                else:
                    cell.source = _put_values(client, cell.source)
            except CellExecutionError as error:
                if error.ename != "TooLittle":
                    return f"cell {place + 1} failed: {error.ename}: {error.evalue}"
                _end_early(given, place, error.evalue)
                break
    nbformat.write(given, target)
    return None


def _execute(client, source):
    """Execute code that is no cell of the notebook; give what it prints."""
    import nbformat

    cell = nbformat.v4.new_code_cell(source)
    client.nb.cells.append(cell)  # the client puts what it runs at its place among the cells
    try:
        client.execute_cell(cell, len(client.nb.cells) - 1)
    finally:
        client.nb.cells.pop()
    return "".join(output.text for output in cell.outputs)


def _set_parameters(client, cell, corpus, figures):
    """Give the parameters their values; the reader is shown the corpus's name, not a path of this machine."""
    _execute(client, cell.source)
    # in ASCII: a path can hold bytes that are no text
    _execute(client, f"corpus, figures = {corpus!a}, {figures!a}")
    cell.source = re.sub(
        r'(?m)^corpus = ".*?"', lambda _: f"corpus = {'../' + Path(corpus).name!r}", cell.source
    )


def _put_values(client, prose):
    """Put the values of names into the prose as text; what is neither text nor number is an error."""
    from tifa.show.markup import inline

    names = dict.fromkeys(_NAME.findall(prose))
    if not names:
        return prose
    told = ", ".join(f"{name!r}: {name}" for name in names)
    values = json.loads(_execute(client, f"print(__import__('json').dumps({{{told}}}))"))
    return _NAME.sub(lambda name: inline(values[name[1]]), prose)


def _end_early(notebook, place, why):
    """End a notebook at the cell for which the corpus has too little, with the words why."""
    import nbformat

    from tifa.show.markup import inline

    notebook.cells[place].outputs = []
    notebook.cells = [*notebook.cells[: place + 1], nbformat.v4.new_markdown_cell(
        "**This notebook ends here: what follows needs more than this corpus gives.** "
        f"{inline(why[:1].upper() + why[1:])}.")]
