"""Blocks of a page become lines of plain text.

Headings are ``# …``, items ``- …``, links ``[…] […]``, rows of a table ``| … | … |``; a blank line is
between, but not between the rows of a table.
"""

import re

CHARACTERS = 5_000_000  # of the longest page: a page of a newspaper has some 10,000
_CJK = r"[\u3000-\u9fff\uff00-\uffef]"


def render_blocks(blocks, title="", headline=""):
    """Blocks become lines; a heading that is a link is one only when text follows, else it is navigation.

    Where the page states its headline and one line has it, that line is marked, and no other as high.
    """
    lines = []
    for mark, pieces in blocks:
        whole = tidy("".join(text for text, _ in pieces))
        outside = "".join(text for text, linked in pieces if not linked)
        nav = (
            not re.search(r"\w", outside)
            and any(linked for _, linked in pieces)
            and not re.search("[。！？]", whole)
        )
        linked = [tidy(text).translate({91: "〔", 93: "〕"})
                  for text, linked in pieces if linked and text.strip()]
        lines.append((mark, whole, " ".join(f"[{text}]" for text in linked) if nav else ""))
    places = [i for i, (_, whole, nav) in enumerate(lines)
              if not nav and len(whole) > 3 and whole in headline]
    if places:
        first = max(places, key=lambda i: (len(lines[i][1]), lines[i][0] == "# ", -i))
        lines = [("# " if i == first else "## " if mark == "# " else mark, whole, nav)
                 for i, (mark, whole, nav) in enumerate(lines)]
    out, before = [], ""
    marked = any(mark.startswith("#") and not nav for mark, _, nav in lines)
    titles = (whole for _, whole, nav in lines if not nav and 4 <= len(whole) and whole in title)
    named = max(titles, key=len, default="")
    for i, (mark, whole, nav) in enumerate(lines):
        text_follows = i + 1 < len(lines) and not lines[i + 1][0].startswith("#") and not lines[i + 1][2]
        if nav and mark.startswith("#") and text_follows:
            nav = ""
        # no heading is marked, but the page's title says which it is
        if not marked and whole == named and not nav:
            mark, named = "# ", ""
        if nav and before:
            out[-1].append(nav)
        elif mark == "|+":
            out[-1][-1] += "\n" + whole
        elif whole:
            out.append([nav or mark.rstrip("|") + whole])
        before = nav
    return "\n\n".join(map(" ".join, out))


def tidy(text):
    """White space as a browser shows it; a line end between two Chinese characters is none."""
    text = re.sub(rf"(?<={_CJK})[ \t]*[\r\n]\s*(?={_CJK})", "", text)
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()


def part_line(text):
    """Put line ends into a text of one line, where wide white space parts its paragraphs; its length stays.

    Examples
    --------
    >>> part_line("县里开会　　会议决定办点。　　再开。")
    '县里开会\\n　会议决定办点。\\n　再开。'
    """
    one = "\n" not in (told := text.strip()) and "。" in told and len(told.splitlines()) == 1
    return re.sub(r"(?<=\S)[ \u00a0\u3000](?=[ \u00a0\u3000]+\S)", "\n", text) if one else text
