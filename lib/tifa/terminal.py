"""What goes to the terminal: a stranger's text is shown there, not obeyed."""

import logging
import re
import sys

# what a terminal obeys instead of showing it: control characters, line ends of Unicode, marks that turn the
# order of writing
_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printable(text):
    """Give text as a terminal may show it, in one line: what it would obey (ESC, line ends …) is written out.

    Everything that the command line writes goes through here: names of files and cells of tables are a
    stranger's.

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
