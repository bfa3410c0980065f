"""Traditional characters as their simplified twins, place by place: rules and lists are simplified."""

import re
from functools import cache

from tifa.arguments import takes
from tifa.knowledge import DATA, read_set


@cache
def _twins():
    twins = {ord(old): new for old, new in read_set(DATA / "traditional.txt")}
    return re.compile(f"[{''.join(map(chr, twins))}]"), twins


@takes()
def simplify(text):
    """Give the text with each traditional character as its simplified twin (``data/traditional.txt``).

    Each character stands where it stood. What both scripts have stays as it is (乾, 著, 台), and no word is
    changed for another (資訊 becomes 资讯, not 信息).

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as ``text``.

    Examples
    --------
    >>> simplify("臺中市政府衛生局,乾縣")
    '台中市政府卫生局,乾县'
    """
    return to_simplified(text)


def to_simplified(text):
    """What :func:`simplify` gives, for the rules that ask it of every line and know that it is a text."""
    old, twins = _twins()
    return text.translate(twins) if old.search(text) else text
