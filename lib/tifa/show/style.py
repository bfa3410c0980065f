"""One look for every figure: a Chinese font by path, fixed sizes, one colour and mark a city."""

import warnings
from functools import cache
from importlib.resources import files
from pathlib import Path

from tifa.arguments import takes
from tifa.knowledge import DATA, read_rows

# Okabe and Ito's colours, told apart by colour-blind readers; then a mark and a hatch besides the colour
_COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A5195", "#444444"]
_MARKS = ["o", "s", "^", "D", "v", "P", "X", "*"]
_HATCHES = ["", "//", "..", "xx", "\\\\", "++", "oo", "--"]
WIDE, PHONE = 7.2, 3.75  # inches: as wide as the site's text, and as a phone (96 of its pixels are an inch)
_cities, _glosses = {}, {}


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


@takes(glossary="tifa.compare.read_glossary: term gloss")
def use_style(cities=(), glossary=None):
    """Set matplotlib's look for this session, give each city its colour and mark, and each term its English.

    A character that the font lacks is an error from here on, unless :func:`save_figure` has put a box for it.
    No text is taken for a formula.

    Parameters
    ----------
    cities : iterable of str, optional
        The corpus's cities; the same cities give the same colours in every figure and notebook.
    glossary : DataFrame, optional
        From :func:`tifa.compare.read_glossary`: the English that stands beside Chinese in figures.

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
        "axes.titlesize": 10.5,
        "axes.labelsize": 9.5,
        "legend.fontsize": 9.5,
        "xtick.labelsize": 9.5,
        "ytick.labelsize": 9.5,
        "figure.titlesize": 13,
        "figure.figsize": (WIDE, WIDE / 2),
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": False,
        "grid.color": "#dddddd",
        "grid.linewidth": 0.6,
        "figure.dpi": 110,
        "savefig.dpi": 150,
        "figure.constrained_layout.use": True,
        "legend.frameon": False,
        "svg.hashsalt": "tifa",
        "hatch.linewidth": 0.5,
        "text.parse_math": False,
    })
    warnings.filterwarnings("error", message=r"Glyph .* missing from")
    _cities.clear()
    _glosses.clear()
    _glosses.update((row["word"], row["english"]) for row in read_rows(DATA / "common_words.csv"))
    if glossary is not None:
        _glosses.update(zip(glossary.term, glossary.gloss))
    for city in sorted({c for c in cities if c}):
        _register(city)


def in_english(term):
    """Give the English of a term; where the glossary has none, the term.

    Examples
    --------
    >>> use_style(glossary=read_glossary("seeds"))
    >>> in_english("盐城"), in_english("无此词")
    ('Yancheng', '无此词')
    """
    return _glosses.get(term) or term


def in_both(term):
    """Put the English behind a term.

    Examples
    --------
    >>> use_style(glossary=read_glossary("seeds"))
    >>> in_both("盐城"), in_both("无此词")
    ('盐城 Yancheng', '无此词')
    """
    english = in_english(term)
    return term if english == term else f"{term} {english}"


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
