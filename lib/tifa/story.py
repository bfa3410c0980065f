"""An article as one text, and the way back to its page."""

import re
from bisect import bisect_right as bisect

from tifa.arguments import takes
from tifa.words.fold import close_up, fold


def article_text(article):
    """Give all words of an article: kicker, headline, subhead and body, one a line, needless blanks out.

    Examples
    --------
    >>> article_text(next(read_articles("seeds").itertuples()))[:8]
    '全市党建引领基层'
    """
    told = "\n".join(t for t in (article.kicker, article.headline, article.subhead, article.body) if t)
    return close_up(told)[0]


def article_texts(articles):
    """Give :func:`article_text` of each article of a table.

    Examples
    --------
    >>> next(article_texts(read_articles("seeds")))[:8]
    '全市党建引领基层'
    """
    return map(article_text, articles[["kicker", "headline", "subhead", "body"]].astype(object).itertuples())


BETWEEN = {"kicker": " ", "headline": " ", "subhead": " ", "body": "\n"}


# the columns that what is found in an article hangs on
STORY = "page article date spans kicker headline subhead body"
_TABLE = ("table", "row")  # pieces of the body that are rows of a table: its first, and those below
_BETWEEN_CELLS = re.compile(r" *[|│┃\t] *|  +")
_PIECE = re.compile(r"(?:(\w+):|([+/]))(\d+)-(\d+)")


@takes(articles=STORY)
def stories(articles):
    """Give each article as one text with the way back to the page.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Yields
    ------
    Story

    Examples
    --------
    >>> story = next(stories(read_articles("seeds")))
    >>> story.printed[:8], story.where(0, 8), story.text[story.body :][:6]
    ('全市党建引领基层', (4, 12), '盐城晚报讯 ')
    """
    for page, article, date, spans, *texts in zip(*(articles[column].tolist() for column in STORY.split())):
        yield Story(page, article, date, spans, dict(zip(BETWEEN, texts)))


class Story:
    """An article as one text: its heading lines and paragraphs, a line each.

    A paragraph that a caption or another block interrupts gives two lines: no slice of the page holds it
    whole.

    Attributes
    ----------
    page, article, date : str, int, str
        As in the table ``articles``.
    printed, text : str
        The text as printed, but without the blanks that part nothing (see :func:`tifa.words.close_up`), and
        folded (see :func:`tifa.words.fold`); places hold in both.
    body : int
        Where the first paragraph begins in them.
    tables : list of list of (int, str)
        The rows of each table: where on the page, as printed. In ``text`` full stops part their cells.
    """

    def __init__(self, page, article, date, spans, texts):
        self.page, self.article, self.date = page, article, date
        parts, self._starts, self._shifts, self.body, self.tables = [], [], [], 0, []
        length, line, done, own, rows = 0, 0, 0, "", set()
        for role, joint, start, end in _PIECE.findall(spans):
            if joint != "+" and length:
                parts.append("\n")
                length, line = length + 1, line + 1
            place = "body" if role in _TABLE else role
            if place == own:
                done += 1  # what stands between two lines of one role
            elif place:
                own, told, done = place, texts[place], 0
                self.body = length
            start, size = int(start), int(end) - int(start)
            if role in _TABLE:
                self.tables += [[]] if role == "table" else []
                self.tables[-1].append((start, told[done : done + size]))
                rows.add(line)
            parts.append(told[done : done + size])
            self._starts.append(length)
            self._shifts.append(start - length)
            done, length = done + size, length + size
        if own != "body":
            self.body = length
        told = "".join(parts)
        text, pieces = close_up(_close_cells(told, rows) if rows else told)
        self._kept, before = zip(*pieces)
        self._cut = [old - new for new, old in pieces]
        self.body -= self._cut[bisect(before, self.body) - 1]
        ends = [*self._kept[1:], len(text)]
        self.printed = "".join([told[old : old + end - new] for (new, old), end in zip(pieces, ends)])
        self.text = fold(text)

    def where(self, start, end):
        """Give the place on the page (start, end) of ``text[start:end]``.

        Across a column break the place runs from the first piece into the next.
        """
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"{start} to {end} is outside the article of {len(self.text)} characters")
        return self._on_page(start), self._on_page(end - 1) + 1

    def _on_page(self, place):
        place += self._cut[bisect(self._kept, place) - 1]
        return place + self._shifts[bisect(self._starts, place) - 1]

    def paragraphs(self):
        """Give where each paragraph begins, and its folded text."""
        at = self.body
        for text in self.text[at:].split("\n") if at < len(self.text) else ():
            yield at, text
            at += len(text) + 1


def _close_cells(text, rows):
    """The text with a full stop between the cells of its rows, lines of it: no sentence runs across."""
    lines = text.split("\n")
    for row in rows:
        for gap in _BETWEEN_CELLS.finditer(fold(lines[row])):
            start, end = gap.span()
            lines[row] = f"{lines[row][:start]}{'。' * (end - start)}{lines[row][end:]}"
    return "\n".join(lines)
