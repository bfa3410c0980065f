"""The site's page on the library: every public function, as its docstring tells it."""

import inspect
from importlib import import_module

WINGS = {
    "tifa": "What the notebooks use",
    "tifa.words": "Words",
    "tifa.reading": "Reading files",
    "tifa.articles": "Lines and articles",
    "tifa.policy": "Slogans, measures, figures",
    "tifa.compare": "Comparing",
    "tifa.show": "Showing",
    "tifa.site": "The report",
}
_EXAMPLES = (
    "Every example below is run by the tests, from the project's folder, after ``import tifa`` and with the "
    "names of all wings at hand (``from tifa.compare import …``).\n"
)


def write_api(folder):
    """Write ``api.rst``: the names of ``tifa`` first, then of each wing, each in a line and then in full.

    Parameters
    ----------
    folder : Path
        Where Sphinx finds its sources.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as home:
    ...     write_api(Path(home))
    ...     Path(home, "api.rst").read_text(encoding="utf-8").splitlines()[0]
    'The library'
    """
    parts, told = [_heading("The library", "="), _EXAMPLES], set()
    for name, title in WINGS.items():
        wing = import_module(name)
        own = {each: getattr(wing, each) for each in sorted(wing.__all__)}
        own = {each: thing for each, thing in own.items() if callable(thing) and thing not in told}
        told.update(own.values())
        parts += [
            _heading(f"{title}: {name}", "-"),
            wing.__doc__.strip() + "\n",
            _summary(name, own),
            *(f".. auto{'class' if inspect.isclass(thing) else 'function'}:: {name}.{each}\n"
              for each, thing in own.items()),
        ]
    (folder / "api.rst").write_text("\n".join(parts), encoding="utf-8")


def _heading(text, line):
    return f"{text}\n{line * len(text)}\n"


def _summary(wing, names):
    return ".. autosummary::\n   :nosignatures:\n\n" + "".join(f"   {wing}.{name}\n" for name in names)
