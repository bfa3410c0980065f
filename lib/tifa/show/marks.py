"""Marks in a page's text, which is cut wherever a row begins or ends; brackets in its margin."""

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from itertools import groupby, pairwise

from tifa.compare.addresses import name_anchor
from tifa.show.markup import escape, in_language, is_hidden


def mark_lines(text, lines, rows):
    """Give the text of each line as HTML, what rows of the tables hold marked.

    Parameters
    ----------
    text : str
        Of the page.
    lines : list of (int, int)
        Start and end of each line, from the top of the page.
    rows : list of Row

    Returns
    -------
    list of str
    """
    waiting = deque(sorted({stretch for row in rows for stretch in (*row.stretches, *row.quotes)}))
    borders = sorted({place for stretch in (*waiting, *lines) for place in stretch})
    held, begun, marked = _hold_rows(borders, rows), set(), []
    for start, end in lines:
        pieces = []
        for place, until in pairwise(borders[bisect_left(borders, start) : bisect_right(borders, end)]):
            while waiting and waiting[0][0] < until:
                pieces.append(_anchor(*waiting.popleft()))
            pieces.append(_mark(show_characters(text[place:until]), held.get(place), begun))
        marked.append("".join(pieces))
    return [*marked[:-1], "".join([*marked[-1:], *(_anchor(*stretch) for stretch in waiting)])]


def _hold_rows(borders, rows):
    """The rows that hold the stretch from a border to the next, by this border; reforms are no marks."""
    held = defaultdict(list)
    for row in rows:
        if row.table != "systems":
            start, end = row.stretches[0]
            for place in borders[bisect_left(borders, start) : bisect_left(borders, end)]:
                held[place].append(row)
    return held


def _anchor(start, end):
    return f'<span id="{name_anchor(start, end)}"></span>'


def _mark(words, rows, begun):
    """A stretch as a mark of its rows; the tab key stops where one begins, so that it comes to each once."""
    if not rows:
        return words
    new = [row for row in rows if row.number not in begun]
    begun.update(row.number for row in new)
    kinds = " ".join(dict.fromkeys(row.table for row in rows))
    numbers = " ".join(str(row.number) for row in rows)
    stop = "" if new else ' tabindex="-1"'
    return (f'<a class="tifa-mark {kinds}" href="#row-{(new or rows)[0].number}" data-rows="{numbers}"{stop}>'
            f"{words}</a>")


def show_characters(text):
    """Give a text as HTML; what is not seen is one element a character, so that characters can be counted."""
    return "".join(
        "".join(f'<span class="tifa-unseen">{escape(character)}</span>' for character in run) if hidden
        else escape("".join(run)) for hidden, run in groupby(text, is_hidden))


# --- reforms, in the margin ---------------------------------------------------------------------------

def bracket_lines(lines, rows, joined):
    """Give what stands in the margin of each line: the names of reforms that begin there, and brackets.

    A bracket begins and ends at the share of the line's characters before it, which is near enough its place
    in the paragraph, whatever the width of the window. On a phone names stand between the lines; so as not
    to part a broken paragraph, they stand at its first.

    Parameters
    ----------
    lines : list of (int, int)
    rows : list of Row
    joined : list of int
        For each line, 1 where it goes on with the one before it.

    Returns
    -------
    names, brackets : list of str
    n_lanes : int
        How many brackets stand side by side.
    """
    names, brackets, lanes = [""] * len(lines), [""] * len(lines), []
    ends = [end for _, end in lines]
    stretches = [(start, -end, i, row) for row in rows if row.table == "systems"
                 for i, (start, end) in enumerate(row.stretches, 1)]
    for start, end, i, row in sorted(stretches):
        lane = next((n for n, taken in enumerate(lanes) if taken <= start), len(lanes))
        lanes[lane : lane + 1] = [-end]
        first = n = bisect_right(ends, start)
        while n < len(lines) and lines[n][0] < -end:
            brackets[n] += _bracket(lines[n], start, -end, lane, row)
            n += 1
        if n > first:
            while joined[first] and first:
                first -= 1
            names[first] += _name(row, i)
    return names, brackets, len(lanes)


def _bracket(line, start, end, lane, row):
    length = line[1] - line[0]
    above, below = max(0, start - line[0]) / length, max(0, line[1] - end) / length
    sides = " opens" * (start >= line[0]) + " closes" * (end <= line[1])
    label = f' data-label="{row.label}"' if start >= line[0] else ""
    return (f'<span class="tifa-bracket{sides}" style="--lane:{lane};top:{above:.0%};bottom:{below:.0%}"'
            f"{label}></span>")


def _name(row, i):
    part = f" {i}/{len(row.stretches)}" * (len(row.stretches) > 1)
    return (f'<a class="tifa-reform" href="#row-{row.number}" data-rows="{row.number}">'
            f"<small>reform</small> <b>{row.label}</b> {in_language(row.text)}{part}</a>")
