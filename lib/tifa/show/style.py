"""One look for every figure: a Chinese font by path, fixed sizes, one colour and mark a city."""

import warnings
from functools import cache
from importlib.resources import files
from pathlib import Path

from tifa.arguments import takes

# Okabe and Ito's colours, told apart by colour-blind readers; then a mark and a hatch besides the colour
_COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A5195", "#444444"]
_MARKS = ["o", "s", "^", "D", "v", "P", "X", "*"]
_HATCHES = ["", "//", "..", "xx", "\\\\", "++", "oo", "--"]
_cities = {}
LACKING = "tifa-lacking"  # the name of the note on lacking glyphs in a figure


def font_path():
    """Give the path of the Chinese font: Noto Sans SC, SIL Open Font License 1.1, from an installed package.

    Examples
    --------
    >>> font_path().name
    'NotoSansSC-Regular.otf'
    """
    return Path(str(files("pylopdf_fonts_zh_cn").joinpath("NotoSansSC-Regular.otf")))


@cache
def font_characters():
    """Give the code points that the font can draw.

    Examples
    --------
    >>> ord("提") in font_characters()
    True
    """
    from fontTools.ttLib import TTFont

    with TTFont(font_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@takes()
def use_style(cities=()):
    """Set matplotlib's look for this session, and give each city its colour and mark.

    A character that the font lacks is an error from here on, unless :func:`save_figure` has put a box for it.
    No text is taken for a formula.

    Parameters
    ----------
    cities : iterable of str, optional
        The corpus's cities; the same cities give the same colours in every figure and notebook.

    Examples
    --------
    >>> use_style(["盐城", "十堰"])
    >>> city_colours(["盐城"]) == city_colours(["盐城"])
    True
    """
    import matplotlib as mpl
    from matplotlib import font_manager

    font_manager.fontManager.addfont(font_path())
    name = font_manager.FontProperties(fname=font_path()).get_name()
    mpl.rcParams.update({
        "font.family": [name],
        "font.size": 10,
        "axes.unicode_minus": False,
        "axes.titlesize": 11,
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": False,
        "grid.color": "#dddddd",
        "grid.linewidth": 0.6,
        "figure.dpi": 110,
        "savefig.dpi": 150,
        "savefig.bbox": "tight",
        "figure.constrained_layout.use": True,
        "legend.frameon": False,
        "svg.hashsalt": "tifa",
        "hatch.linewidth": 0.5,
        "text.parse_math": False,
    })
    warnings.filterwarnings("error", message=r"Glyph .* missing from")
    _cities.clear()
    for city in sorted({c for c in cities if c}):
        _register(city)


def _register(city):
    i = _cities.setdefault(city, len(_cities))
    n = len(_COLOURS)
    return _COLOURS[i % n], _MARKS[(i + i // n) % n], _HATCHES[(i + i // n) % n]


@takes()
def city_colours(cities):
    """Give each city's colour.

    Parameters
    ----------
    cities : iterable of str

    Returns
    -------
    dict of str to str
        City to hexadecimal colour; a city that :func:`use_style` was not told of gets the next free one.

    Examples
    --------
    >>> use_style(["盐城", "十堰"])
    >>> len(set(city_colours(["盐城", "十堰"]).values()))
    2
    """
    return {city: _register(city)[0] for city in cities}


@takes()
def city_marks(cities):
    """Give each city's point mark, so that cities are told apart without colour too.

    Examples
    --------
    >>> len(set(city_marks(["盐城", "十堰"]).values()))
    2
    """
    return {city: _register(city)[1] for city in cities}


@takes()
def city_hatches(cities):
    """Give each city's hatch for bars.

    Examples
    --------
    >>> len(set(city_hatches(["盐城", "十堰"]).values()))
    2
    """
    return {city: _register(city)[2] for city in cities}


@takes()
def figure_folder(corpus):
    """Give the folder for a corpus's figures: the project's own for its seeds, else one beside the corpus.

    Parameters
    ----------
    corpus : str or Path
        A folder of pages, or one file.

    Returns
    -------
    Path

    Examples
    --------
    >>> figure_folder("seeds").name, figure_folder("some/pages").name
    ('figures', 'pages_figures')
    """
    corpus = Path(corpus).resolve()
    if corpus.name == "seeds" and (corpus.parent / "notebooks" / "conf.py").exists():
        return corpus.parent / "figures"
    return corpus.parent / f"{corpus.name}_figures"


def lacks_glyph(character):
    """Whether the font has no glyph for a character; blanks, tabs and line ends need none.

    Examples
    --------
    >>> lacks_glyph("\\U0001f347"), lacks_glyph("提"), lacks_glyph("\\t")
    (True, False, False)
    """
    return ord(character) not in font_characters() and character not in "\t\n\r"


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
        figure.text(0.01, -0.01, note, va="top", fontsize=8, gid=LACKING)


@takes()
def save_figure(ax, folder, name):
    """Write a figure as ``name.png`` and ``name.svg``: the same figure gives the same bytes.

    A character that the font lacks is drawn as a box and named in a note below the figure; tabs and line ends
    are drawn as blanks.

    Parameters
    ----------
    ax : Axes
    folder : str or Path
        Made when it is missing.
    name : str

    Examples
    --------
    >>> import tempfile, matplotlib.pyplot as plt
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_figure(plt.figure().add_subplot(), folder, "empty")
    ...     sorted(p.name for p in Path(folder).iterdir())
    ['empty.png', 'empty.svg']
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _draw_what_can_be_drawn(ax.figure)
    ax.figure.canvas.draw()
    ax.figure.set_layout_engine("none")  # each drawing would move the layout a little
    ax.figure.savefig(folder / f"{name}.png", metadata={"Software": None})
    ax.figure.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
