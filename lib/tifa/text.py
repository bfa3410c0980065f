"""One way to look at characters: full-width forms as half-width ones, and control characters as they may be shown."""

import logging
import re
import sys

from tifa.arguments import takes

_TWINS = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " ", "\u2018": "\u201c", "\u2019": "\u201d"}
# what a terminal obeys instead of showing it: control characters, line ends of Unicode, marks that turn the order of writing
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_WIDE = re.compile("[\u3000\u2018\u2019\uff01-\uff5e]")


@takes()
def fold(text):
    """Give the text with half-width punctuation, digits and letters; single quotation marks become double.

    Each character stands where it stood, so that places found in the folded text hold in the text itself.
    Rules are written for folded text; what is shown is always cut from the text as printed.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as ``text``.

    Examples
    --------
    >>> fold("\\uff11\\uff0b\\uff11\\uff0c\\u2018\\u56fd\\u4e4b\\u5927\\u8005\\u2019")
    '1+1,“国之大者”'
    """
    text = text.replace("\uff0c", ",").replace("\u3000", " ")  # by far the most frequent; less is left to look for
    for wide in set(_WIDE.findall(text)):
        text = text.replace(wide, _TWINS[wide])
    return text


def printable(text):
    """Give a text as a terminal may show it, in one line: what it would obey (ESC, a line end …) is written out.

    Everything that the command line writes goes through here: names of files and cells of tables are a stranger's.

    Examples
    --------
    >>> print(printable("page\\x1b[2J.txt"))
    page\\x1b[2J.txt
    """
    return _OBEYED.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), str(text))


def tell(message):
    """Write a line on stderr, for whoever sits at the terminal."""
    print(f"tifa: {printable(message)}", file=sys.stderr, flush=True)


class Plain(logging.Formatter):
    """Log records as a terminal may show them."""

    def format(self, record):
        return printable(super().format(record))
