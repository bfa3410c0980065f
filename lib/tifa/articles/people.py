"""The people an article names as its writers and photographers."""

import re

from tifa.arguments import takes
from tifa.articles import forms
from tifa.leads import OPENED_BY, SIGNED
from tifa.words.fold import close_up, fold

_PIECE = re.compile(r"[\u4e00-\u9fff·]+")


@takes()
def find_people(byline):
    """Give the people a byline names.

    Parameters
    ----------
    byline : str
        As printed, roles and newspapers among the names.

    Returns
    -------
    list of str
        In the order of the line, each once.

    Notes
    -----
    A name has two or three characters, or a compound surname, or a point inside (阿依·古丽). Names printed
    without anything between them are missed, and so are longer ones without a point; an organisation or a
    place of two or three characters without an ending of ``data/bylines.csv`` is taken for a person.

    Examples
    --------
    >>> find_people("□晚报全媒体记者 李明、欧阳小芳 通讯员 王 芳 文/图")
    ['李明', '欧阳小芳', '王芳']
    """
    if not byline:
        return []
    text = forms.SPACED_NAME.sub(r"\1\2", forms.ROLES.sub("|", fold(byline)))
    pieces = dict.fromkeys(_PIECE.findall(text))
    names = [piece for piece in pieces if forms.NAME.match(piece) and not forms.NO_PERSON.search(piece)]
    return [*_as_printed(names, "".join(byline.split()))]


def _as_printed(names, printed):
    """Names read off a folded line, in its order, as it has them: in traditional characters, it may be."""
    text, at = fold(printed), 0
    for name in names:
        at = at if at < 0 else text.find(name, at)
        yield name if at < 0 else printed[at : at + len(name)]


def find_signatures(first, last):
    """Give the bylines inside the text: behind the lead (本报讯(记者 …)), and at the end.

    Examples
    --------
    >>> find_signatures("本报讯(记者 李明)县里开会。", "会开了一天。(记者 王芳)")
    ['记者 李明', '记者 王芳']
    """
    first, last = close_up(first[:90])[0], close_up(last[-90:])[0]
    head = fold(first)
    found = (first, SIGNED.match(head) or OPENED_BY.match(head)), (last, forms.CLOSING.search(fold(last)))
    return [text[slice(*match.span(match.lastindex))] for text, match in found if match]
