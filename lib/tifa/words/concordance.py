"""A word in its contexts."""

import re
from bisect import bisect_right

import pandas as pd

from tifa.arguments import Kind, takes
from tifa.knowledge import any_of
from tifa.story import STORY, stories
from tifa.words.fold import plain
from tifa.words.forms import SENTENCE


def _can_be_looked_for(value):
    if isinstance(value, re.Pattern):
        return isinstance(value.pattern, str)
    return all(isinstance(word, str) for word in value)


_WORD = Kind("a word or a phrase, a list of these, or a compiled pattern (re.compile)",
             (str, list, tuple, set, frozenset, re.Pattern), test=_can_be_looked_for)
WIDTH = Kind('a whole number of 0 or more, or "sentence"', (int, str), bool,
             lambda value: value == "sentence" if isinstance(value, str) else value >= 0)
_SORT = Kind('"left" or "right"', str, test={"left", "right"}.__contains__)


@takes(articles=f"city {STORY}", word=_WORD, width=WIDTH, sort=_SORT)
def concordance(articles, word, width=15, sort=None):
    """Show a word in its contexts, one occurrence a line (KWIC).

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    word : str, list of str, or re.Pattern
        A word or a phrase, looked for in the text itself, so that parts of words are found too; characters
        of full width or in traditional script are found by their twins. Of several that begin at one place
        the longest is taken. A compiled pattern is held against each paragraph as it is printed. Nothing is
        found that runs over two paragraphs.
    width : int or "sentence", optional
        Characters of context on each side, beyond the paragraph too; or the whole sentence.
    sort : {"left", "right"}, optional
        Lines with the same neighbours stand together: by the characters left of the word, from the nearest
        one outward, or right of it. Default: as they stand in the articles.

    Returns
    -------
    DataFrame
        Columns date, city, headline, page, article, start, end, left, word, right. ``start`` and ``end`` are
        characters of the page, as in the table ``slogans``, so that :func:`tifa.compare.cite` gives each
        row the address of its mark, to which :func:`tifa.show_table` leads.

    Examples
    --------
    >>> lines = concordance(read_articles("seeds"), "小马拉大车", width=4)
    >>> lines[["left", "word", "right"]].values.tolist()
    [['治理的“', '小马拉大车', '”问题,'], ['层治理“', '小马拉大车', '”突出问']]
    >>> import re
    >>> lines = concordance(read_articles("seeds"), re.compile("[二三]级医院"), width="sentence", sort="left")
    >>> lines.left.str[-2:].tolist()
    ['到,', '见,', '破了', '借助', '适应', '梁的']
    """
    if not isinstance(word, re.Pattern):
        words = {plain(each) for each in ([word] if isinstance(word, str) else word)}
        words = {each for each in words if each and "\n" not in each}
        find = re.compile(any_of(map(re.escape, sorted(words)))) if words else None
    rows = []
    for story, city, headline in zip(stories(articles), articles.city, articles.headline):
        if isinstance(word, re.Pattern):
            found = _find_in_lines(word, story.printed)
        else:
            found = [m.span() for m in find.finditer(story.text)] if find else []
        printed = story.printed
        for (start, end), (left, right) in zip(found, _find_contexts(story, found, width)):
            context = [printed[left:start], printed[start:end], printed[end:right]]
            rows.append([story.date, city, headline, story.page, story.article, *story.where(start, end),
                         *(piece.replace("\n", " ") for piece in context)])
    types = dict.fromkeys("date city headline page article start end left word right".split(), "str")
    types |= dict.fromkeys(["article", "start", "end"], "Int64")
    return _sort_lines(pd.DataFrame(rows, columns=[*types]).astype(types), sort)


def _find_in_lines(pattern, text):
    """Where a pattern is found in each line by itself; where it matches nothing, nothing is found."""
    at, found = 0, []
    for line in text.split("\n"):
        found += [(at + m.start(), at + m.end()) for m in pattern.finditer(line) if m.end() > m.start()]
        at += len(line) + 1
    return found


def _find_contexts(story, found, width):
    """From where to where each place is shown with what stands around it."""
    if width != "sentence":
        return [(max(0, start - width), end + width) for start, end in found]
    spans = [m.span() for m in SENTENCE.finditer(story.text)] if found else []
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    contexts = []
    for start, end in found:  # a mark that opens or ends no sentence is its own
        first, last = bisect_right(starts, start) - 1, bisect_right(ends, end - 1)
        contexts.append((min(start, starts[first]) if first >= 0 else start,
                         max(end, ends[last]) if last < len(ends) else end))
    return contexts


def _sort_lines(lines, side):
    if side is None:
        return lines
    neighbours = pd.DataFrame({"left": [text[::-1] for text in lines.left], "right": lines.right,
                               "page": lines.page, "article": lines.article, "start": lines.start})
    nearest = ["left", "right"] if side == "left" else ["right", "left"]
    order = neighbours.sort_values([*nearest, "page", "article", "start"]).index
    return lines.loc[order].reset_index(drop=True)
