"""A figure becomes files: PNG and SVG as wide as the site's text, and an SVG for phones."""

from contextlib import contextmanager
from pathlib import Path

from tifa.arguments import Kind, takes
from tifa.show.axes import add_note
from tifa.show.style import PHONE, WIDE, lacks_glyph

LACKING = "tifa-lacking"  # the name of the note on lacking glyphs in a figure


def name_characters(characters, most=12):
    """Name characters by their numbers.

    Examples
    --------
    >>> name_characters("ba")
    'U+0061, U+0062'
    """
    names = [f"U+{ord(c):04X}" for c in sorted(set(characters))]
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _draw_what_can_be_drawn(figure):
    """Put boxes for the glyphs that the font lacks, blanks for tabs and line ends; name the former below."""
    from matplotlib.axis import Axis
    from matplotlib.text import Text

    lacking = set()

    def drawable(text):
        lacking.update(filter(lacks_glyph, text))
        return "".join("□" if lacks_glyph(c) else " " if c in "\t\n\r" else c for c in text)

    for axis in figure.findobj(Axis):  # ticks take their labels anew at each drawing
        labels = [label.get_text() for label in axis.get_ticklabels()]
        drawn = [drawable(label) for label in labels]
        if drawn != labels:
            axis.set_ticks(axis.get_majorticklocs(), drawn)
    for text in figure.findobj(Text):
        text.set_text(drawable(text.get_text()))
    if lacking:
        note = f"□: a character that the font lacks ({name_characters(lacking)})"
        add_note(figure, f"{figure.get_supxlabel()} {note}".strip(), gid=LACKING)


@takes(draw=Kind("a function that draws a figure, such as lambda: plot_terms(terms)", test=callable))
def save_figure(draw, folder, name):
    """Draw a figure twice and write it: ``name.png`` and ``name.svg``, and for phones ``name-phone.svg``.

    The same figure gives the same bytes. Its title goes into the files, where the site finds it for readers
    who do not see. A character that the font lacks is drawn as a box and named in a note below the figure;
    tabs and line ends are drawn as blanks.

    Parameters
    ----------
    draw : callable
        Draws the figure anew at each call and gives its Axes, or several; as wide as matplotlib's setting
        ``figure.figsize`` says, which is narrower for a phone.
    folder : str or Path
        Made when it is missing.
    name : str

    Examples
    --------
    >>> import tempfile, matplotlib.pyplot as plt
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_figure(lambda: plt.figure().add_subplot(), folder, "empty")
    ...     sorted(p.name for p in Path(folder).iterdir())
    ['empty-phone.svg', 'empty.png', 'empty.svg']
    """
    import matplotlib.pyplot as plt

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for width, names in ((PHONE, [f"{name}-phone.svg"]), (WIDE, [f"{name}.png", f"{name}.svg"])):
        with _as_wide_as(width):
            drawn = draw()
            figure = (drawn if hasattr(drawn, "figure") else drawn[0]).figure
            _write(figure, [folder / file for file in names])
        if width == PHONE:
            plt.close(figure)  # the wide one stays for the notebook to show


@contextmanager
def _as_wide_as(width):
    """One setting for a while; rc_context would also undo what a notebook sets up at its first figure."""
    from matplotlib import rcParams

    before = rcParams["figure.figsize"]
    rcParams["figure.figsize"] = width, width / 2
    try:
        yield
    finally:
        rcParams["figure.figsize"] = before


def _write(figure, files):
    _draw_what_can_be_drawn(figure)
    figure.canvas.draw()
    figure.set_layout_engine("none")  # each drawing would move the layout a little
    title = {"Title": figure.get_suptitle()} if figure.get_suptitle() else {}
    for file in files:
        without = {"Software": None} if file.suffix == ".png" else {"Date": None, "Creator": None}
        figure.savefig(file, metadata=title | without)
