"""Figures on the pages: each in the form that fits the screen, told in words, to be downloaded."""

import html
import json
import re
from pathlib import Path

from tifa.show.markup import escape

SAVED = re.compile(r'save_figure\(.*?,\s+figures,\s+"(\w+)"\)', re.S)  # a call may take several lines
_IMAGE = re.compile(r"(?m)^!\[(.+)\]\(figures/(\w+)\.svg\)$")
_TITLE = re.compile(r"<title>(.*?)</title>", re.S)


def place_figures(source, figures):
    """Give the figures of executed notebooks, and of the front page, the form of the site.

    Parameters
    ----------
    source : Path
        The folder of the executed notebooks and of ``index.md``, which are changed.
    figures : Path
        What :func:`tifa.save_figure` wrote; on the site it lies beside the pages, under the name ``figures``.
    """
    for file in sorted(source.glob("*.ipynb")):
        notebook = json.loads(file.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            _place(cell, figures)
        file.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    index = source / "index.md"
    text = index.read_text(encoding="utf-8")
    text = _IMAGE.sub(lambda image: show_figure(figures, image[2], image[1]), text)
    index.write_text(text, encoding="utf-8")


def _place(cell, figures):
    """In place of the image that a cell drew: the figure that it saved."""
    told = cell["metadata"].pop("mystnb", {}) if cell["cell_type"] == "code" else {}
    drawn = [output for output in cell.get("outputs", []) if "image/png" in output.get("data", {})]
    if not ("figure" in told and drawn):
        return
    name = SAVED.search("".join(cell["source"]))[1]
    figure = told["figure"]
    shown = show_figure(figures, name, told["image"]["alt"], figure["caption"], figure.get("name", name))
    drawn[0]["data"] = {"text/html": shown}
    cell["outputs"] = [output for output in cell["outputs"] if output not in drawn[1:]]


def show_figure(figures, name, alt, caption="", anchor=""):
    """Give a figure's HTML: the wide form, below 600 pixels the phone's, a caption, and links to its files.

    The alternative text begins with the figure's title, which states what it shows.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.svg").write_text("<svg><title>1 &lt; 2</title></svg>", encoding="utf-8")
    ...     print(show_figure(Path(folder), "a", "Two bars").splitlines()[3])
    <img class="dark-light" src="figures/a.svg" alt="1 &#60; 2&#46; Two bars">
    """
    title = _TITLE.search((figures / f"{name}.svg").read_text(encoding="utf-8"))
    alt = f"{html.unescape(title[1])}. {alt}" if title else alt
    return f"""<figure class="tifa-figure" id="{escape(anchor or name)}">
<picture>
<source media="(max-width: 600px)" srcset="figures/{name}-phone.svg">
<img class="dark-light" src="figures/{name}.svg" alt="{escape(alt)}">
</picture>
<figcaption>{escape(caption)}
<span class="tifa-files">Download: <a href="figures/{name}.svg" download>SVG</a>,
<a href="figures/{name}.png" download>PNG</a></span></figcaption>
</figure>"""
