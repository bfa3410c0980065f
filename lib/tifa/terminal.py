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


_SHOWN, _FEW = 3, 5  # examples of a complaint; so many are still told one by one


def warn(log, notes):
    """Log what is to be said of files or articles; what is said of many is said once, with examples.

    Parameters
    ----------
    log : logging.Logger
    notes : list of tuple
        (of what, note). What stands before a note's first colon is its kind.

    Notes
    -----
    Of what was not read each is named all the same: it is lost for what follows.
    """
    kinds = {}
    for of, note in notes:
        lost = note.startswith("not read")
        own = kinds.setdefault(note if lost else note.partition(":")[0], {})
        own.setdefault((str(of), note), []).append(of)
    for kind, own in kinds.items():
        if len(own) <= _FEW:
            for (of, note), rows in own.items():
                log.warning("%s: %s%s", of, note, f" (in {len(rows)} rows)" if len(rows) > 1 else "")
            continue
        named = [of for of, _ in own]
        if not kind.startswith("not read"):
            named = [*(f"{of}{note[len(kind):]}" for of, note in [*own][:_SHOWN]), "… (see the column note)"]
        log.warning("%s: %d times: %s", kind, sum(map(len, own.values())), ", ".join(named))
