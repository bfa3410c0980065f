"""A page's lines: what each looks like, and its role, its article, and whether it goes on with a line above.

What kind of block a line stands in is told by ``layout.py``. Here the kinds become roles and articles, and
kicker, headline and subhead are told apart inside a block of heading lines.
"""

from bisect import bisect
from itertools import accumulate
from typing import NamedTuple

from tifa.arguments import takes
from tifa.articles import forms
from tifa.articles.layout import APART, TEXT, read_kinds
from tifa.corrections import carried, correct_lines
from tifa.grids import find_grids, read_grid
from tifa.leads import LEAD
from tifa.reading.labels import read_labels, read_statements
from tifa.reading.masthead import Masthead, tell_masthead
from tifa.tables import Lines, make_table
from tifa.words.fold import close_up, fold

_STOPS = "。!?…;:"
_CLOSERS = "”』」》〉)】]"
_ROLES = {"crosshead": "subhead", "tail": "byline"}  # of other kinds by the same name
_STATED = ("headline", "kicker", "subhead", "byline", "body", "section")  # roles a line may be stated to have
_WIDE = 3  # blank lines for which a row of marks (=====) stands
_LONGEST = 6  # lines of a heading; what comes behind them is a list, and text


class _Line(NamedTuple):
    number: int
    start: int
    end: int
    text: str  # folded, white space around it removed
    bare: str  # without layout marks
    level: int  # number of # in front
    gap: int  # blank lines above
    stopped: bool  # ends as a sentence ends
    prose: bool  # long or with a sentence's end inside
    lead: bool
    dated: bool  # begins with a day
    byline: bool
    nav: bool
    signed: bool  # a source, an editor's note, a reader's name
    photo: bool  # ends in a photographer's name
    masthead: Masthead | None  # what it tells of the page, if it tells nothing else


def unmark(text):
    """A line without the layout marks of Markdown."""
    if text[0] not in "#*":
        return text
    bare = text.lstrip("#").lstrip()
    if len(bare) > 4 and bare.startswith("**") and bare.endswith("**"):
        bare = bare[2:-2].strip()
    return bare or text


def read_lines(text, stated=None):
    """Read the lines of a page, with what their own shape tells of them, but for blank ones and labels.

    What label lines state (标题：…) needs no telling: see :mod:`tifa.reading.labels`.

    Parameters
    ----------
    text : str
        A page's folded text.
    stated : collection of int, optional
        The lines that state a field, where somebody has read them already.

    Returns
    -------
    list of _Line

    Examples
    --------
    >>> [(line.number, line.bare, line.byline) for line in read_lines("# 江北县办起养老餐厅\\n\\n记者 林远")]
    [(1, '江北县办起养老餐厅', False), (3, '记者 林远', True)]
    """
    lines, at, gap = [], 0, 0
    stated = read_labels(text).lines if stated is None else stated
    for number, raw in enumerate(text.splitlines(keepends=True), 1):
        printed = raw.strip()
        if printed and number not in stated:
            start = at + len(raw) - len(raw.lstrip())
            lines.append(_read_line(number, start, printed, gap, bool(lines) and lines[-1].byline))
            gap = 0
        elif not printed:
            gap += 1
        at += len(raw)
    return lines


def _read_line(number, start, printed, gap, below_byline):
    """Read one line; lengths are asked first, since they are cheap and most lines are long."""
    bare = close_up(unmark(printed))[0] or printed
    length, head = len(bare), bare[:36]
    ends = bare[-1] if bare[-1] not in _CLOSERS else bare.rstrip(_CLOSERS)[-1:]
    stopped = ends != "" and ends in _STOPS
    return _Line(
        number=number, start=start, end=start + len(printed), text=printed, bare=bare,
        level=len(printed) - len(printed.lstrip("#")), gap=gap, stopped=stopped,
        prose=length > 45 or "。" in bare or (stopped and length > 25) or bare.count(",") > 2,
        lead=("讯" in head or "电" in head) and bool(LEAD.match(bare)),
        dated="月" in head and bool(forms.DAY.match(bare)),
        byline=length <= 40
        and bool(forms.BYLINE.match(bare) or (below_byline and forms.MORE_WRITERS.match(bare))),
        nav=(length <= 60 and bool(forms.FURNITURE.match(bare) or forms.SITE.search(bare)))
        or ("备" in bare and length <= 300 and bool(forms.FOOTER.search(bare)))
        or (bare[0] in "[!" and bool(forms.LINKS.match(bare)))
        or (length <= 60 and ":" in bare[:8] and _states_issue(bare)),
        signed=length <= 90 and bool(forms.SIGNATURE.match(bare)),
        photo=length <= 40 and bool(forms.PHOTO_CREDIT.search(bare)),
        masthead=tell_masthead(bare),
    )


def _states_issue(bare):
    """Whether a line tells the newspaper or day of the text above it: 来源:江州晚报, 日期:2024-08-28."""
    return bool({own.column for own in read_statements(bare)} & {"date", "newspaper"})


def _split_heading(block):
    """Tell kicker, headline and subhead apart in the heading lines of one article."""
    rubrics = next((n for n, line in enumerate(block) if not forms.RUBRIC.match(line.bare)), len(block))
    if rubrics:  # 时评 opens an article and is no headline of it
        return ["kicker"] * rubrics + _split_heading(block[rubrics:])
    if len(block) < 2:
        return ["headline"] * len(block)
    if forms.MORE_WRITERS.match(block[-1].bare):
        return [*_split_heading(block[:-1]), "byline"]
    top = max(line.level for line in block) and min(line.level for line in block if line.level)

    def cost(line):
        """What it costs that a line is the kicker, the headline, the subhead."""
        length = len(line.bare)
        kicks, follows = bool(forms.KICKER.search(line.bare)), bool(forms.SUBHEAD.search(line.bare))
        headline = 2.0 * kicks + 2.0 * follows + 1.5 * (length < 7) + 0.05 * max(0, length - 32)
        headline += 3.0 * bool(top and line.level != top) - 1.5 * bool(forms.PHRASES.search(line.bare))
        kicker, subhead = 1.0 - 1.0 * kicks - 0.7 * (length < 7), 0.8 - 1.2 * follows + 0.5 * (length < 7)
        return kicker, headline, subhead, kicks

    costs = [cost(line) for line in block]
    alike = [abs(len(a.bare) - len(b.bare)) <= 2 and len(a.bare) <= 12 and a.level == b.level and not kicks
             for a, b, (*_, kicks) in zip(block, block[1:], costs)]

    broken = [bool(forms.GOES_ON.search(line.bare)) for line in block]

    def layout(first, last):
        roles = [0] * first + [1] * (last - first) + [2] * (len(block) - last)
        c = sum([own[role] for own, role in zip(costs, roles)])
        for same, a, b in zip(alike, roles, roles[1:]):
            c += (-0.6 if same else 1.2) if a == b == 1 else 0
            c += 1.5 if same and a != b else 0
        c += 5.0 * sum(a != b for goes_on, a, b in zip(broken, roles, roles[1:]) if goes_on)
        return c, roles

    choices = [layout(i, j) for i in range(len(block)) for j in range(i + 1, len(block) + 1)]
    return [("kicker", "headline", "subhead")[role] for role in min(choices, key=lambda c: c[0])[1]]


def _part_mastheads(lines):
    """The lines of a page that belong to articles or may, and those that only tell of page or site.

    A running head may stand inside an article, which goes on behind it, and so may the line of a web copy
    (2023-07-05 09:30 来源:江州日报) between headline and text. A day or a paper's name alone tells of the page
    above the first text; further down it signs what stands above.
    """
    rest, apart, top, over = [], [], True, None
    for line, below in zip(lines, [*lines[1:], None]):
        top = top and not (line.prose or line.lead)
        runs = line.masthead and (top or not line.masthead.bare)
        between = line.nav and over and below and (below.prose or below.lead or below.byline)
        ruled = rest and apart and apart[-1].number > rest[-1].number and forms.RULE.match(apart[-1].bare)
        line = line._replace(gap=max(line.gap, _WIDE)) if ruled else line
        signed = line.nav and ":" in line.bare[:8] and rest and rest[-1].stopped and _states_issue(line.bare)
        (apart if runs or between or signed or forms.RULE.match(line.bare) else rest).append(line)
        over = rest and rest[-1] is line and not (line.prose or line.stopped or line.nav or line.byline)
    return rest, apart


def _label_page(page, text, single):
    """The rows of a page: what lines state needs no telling, all others are told by their looks."""
    folded = fold(text)
    stated = read_labels(folded).lines
    return _add_stated(page, text, stated, _label_lines(page, text, read_lines(folded, stated), single))


def _label_lines(page, text, lines, single):
    """The rows of lines; tables are put back where they stood, when the lines around them are read."""
    grids = find_grids(lines)
    inside = {i for first, _, end in grids for i in range(first, end)}
    rows = _tell_roles(page, text, [line for i, line in enumerate(lines) if i not in inside], single)
    if not grids:
        return rows
    numbers = [row[1] for row in rows]
    latest = [0, *accumulate((row[5] for row in rows), lambda last, own: own or last)]
    for first, _, end in grids:
        own, article = lines[first:end], latest[bisect(numbers, lines[first].number)]
        # one at the top belongs to what comes below, unless it only tells of the page
        if not article and (not latest[-1] or read_grid([line.text for line in own]).values):
            article = 1
        rows += [(page, line.number, line.start, line.end, text[line.start : line.end], article, "table",
                  int(line is not own[0])) for line in own]
    return sorted(rows, key=lambda row: row[1])


def _tell_roles(page, text, lines, single):
    """The rows of lines without tables."""
    lines, apart = _part_mastheads(lines)
    kinds = read_kinds(lines, single)
    roles, numbers = [None] * len(lines), [0] * len(lines)
    article, i = 0, 0
    while i < len(lines):
        kind = kinds[i]
        if kind == "heading":
            j = i
            while j < len(lines) and kinds[j] == "heading":
                j += 1
            article += 1
            head = min(j, i + _LONGEST)
            roles[i:j] = _split_heading(lines[i:head]) + ["body"] * (j - head)
            numbers[i:j] = [article] * (j - i)
            if i and kinds[i - 1] == "section":
                numbers[i - 1] = article  # the label right above a headline is its own
            i = j
            continue
        roles[i] = _ROLES.get(kind, kind)
        if kind not in APART:
            goes_on = kinds[i - 1] in TEXT and forms.CONTINUED.match(lines[i].bare)  # (上接第1版)
            if i == 0 or kinds[i - 1] in APART or (kinds[i - 1] == "tail" and kind in TEXT) or goes_on:
                article += 1  # an article whose heading is missing, or stands on another page
            numbers[i] = article
        i += 1
    if single:
        numbers = [min(n, 1) for n in numbers]
    _mark_captions(lines, numbers, roles)
    told = [*zip(lines, numbers, roles, _continued(lines, numbers, roles)),
            *((line, 0, "nav", 0) for line in apart)]
    return [(page, a.number, a.start, a.end, text[a.start : a.end], n, r, c)
            for a, n, r, c in sorted(told, key=lambda own: own[0].number)]


def _mark_captions(lines, numbers, roles):
    """A headline, one or two paragraphs and a photographer's name: the paragraphs are a photo's caption."""
    articles = {}
    for i, number in enumerate(numbers):
        if number:
            articles.setdefault(number, []).append(i)
    for own in articles.values():
        body = [i for i in own if roles[i] == "body"]
        credits = [i for i in own if roles[i] == "byline" and forms.PHOTOGRAPHER.search(lines[i].bare)]
        reports = any(lines[i].lead for i in body)
        if credits and body and len(body) <= 2 and body[-1] < credits[0] and not reports:
            for i in body:
                roles[i] = "caption"


def _continued(lines, numbers, roles):
    """1 for a line that goes on with the last line of the same article and role."""
    out, last = [], {}
    above = None
    for line, number, role in zip(lines, numbers, roles):
        before = last.get((number, role)) if number else None
        goes_on = False
        if before is None:
            pass
        elif role == "body":
            still_open = not before.stopped or (before.bare.endswith("”") and forms.SAYS.match(line.bare))
            goes_on = still_open and not line.lead and not forms.SPEAKER.match(line.bare)
        elif role in ("headline", "kicker", "byline"):
            goes_on = above is before
        out.append(int(bool(goes_on)))
        last[number, role] = above = line
    return out


def _add_stated(page, text, found, rows):
    """Put the lines that state a field among a page's rows: they are the first article's.

    Where the headline is stated, no other line of that article is one.
    """
    stated = {number: {column for column, start, end in own if end > start} for number, own in found.items()}
    if any("headline" in columns for columns in stated.values()):
        rows = [(*row[:6], "subhead", row[7]) if row[5:7] == (1, "headline") else row for row in rows]
    at = 0
    for number, raw in enumerate(text.splitlines(keepends=True), 1):
        if number > max(stated, default=0):
            break
        if number in stated:
            role = next((role for role in _STATED if role in stated[number]), "nav")
            start, printed = at + len(raw) - len(raw.lstrip()), raw.strip()
            article = int(role not in APART)
            rows.append((page, number, start, start + len(printed), printed, article, role, 0))
        at += len(raw)
    return sorted(rows, key=lambda row: row[1])


@takes(pages="page text")
def label_lines(pages):
    """Give every line of every page its role and article.

    Parameters
    ----------
    pages : DataFrame
        The table ``pages``.

    Returns
    -------
    DataFrame
        The table ``lines``; together the lines hold every non-blank character of a page exactly once.

    Notes
    -----
    The costs are set by hand on general knowledge of newspaper layout; whether a block of headings opens an
    article is also asked of a trained model (``openings.py``), unless the page marks its headings with
    ``#``. Known to go wrong: crossheads that look like headlines of a next article, one-line headlines
    without byline or lead below them; a series tag under the headline, read as a subhead (锚定现代化 改革再深化); a
    crosshead run together with its paragraph, and a box of background (相关链接), which both stay in the body;
    the line that says whose news it is, a kicker here (市卫健委) and a section label there (亭湖区).

    How often, for roles and for boundaries of articles: :func:`tifa.compare.read_accuracy`.

    Examples
    --------
    >>> lines = label_lines(read_pages("seeds"))
    >>> lines.loc[lines.article.eq(1) & lines.role.eq("headline"), "text"].iloc[0]
    '# 全市党建引领基层治理领导协调机制第一次全体会议召开'
    """
    single = pages.layout.eq("article") if "layout" in pages else [False] * len(pages)
    each = zip(pages.page.tolist(), pages.text.tolist(), single)
    rows = [row for page in each for row in _label_page(*page)]
    lines = make_table(Lines, correct_lines(rows, carried(pages)))
    lines.attrs.update(pages.attrs)
    return lines
