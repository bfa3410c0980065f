"""Cells of CSV that a spreadsheet would run as a formula: an apostrophe in front keeps them text."""

# blanks and characters of no width may stand before the sign; full-width signs are read as half-width ones
_FORMULA = r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n']"


def guard(cells):
    """Put an apostrophe before each cell that a spreadsheet would run, or that begins with an apostrophe.

    Parameters
    ----------
    cells : Series of str

    Examples
    --------
    >>> import pandas as pd
    >>> guard(pd.Series(["=1+1", "'a", "1+1"])).tolist()
    ["'=1+1", "''a", '1+1']
    """
    return cells.where(~cells.str.match(_FORMULA), "'" + cells)


def unguard(cells):
    """Undo :func:`guard`.

    Examples
    --------
    >>> import pandas as pd
    >>> unguard(pd.Series(["'=1+1", "''a", "1+1"])).tolist()
    ['=1+1', "'a", '1+1']
    """
    return cells.str.removeprefix("'")


def find_guarded(cells):
    """Tell which cells look as :func:`guard` leaves them; a text that was printed so looks the same.

    Examples
    --------
    >>> import pandas as pd
    >>> find_guarded(pd.Series(["'=1+1", "''a", "'a", None])).tolist()
    [True, True, False, False]
    """
    return cells.str.match(f"'(?:{_FORMULA})", na=False)
