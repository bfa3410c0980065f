"""Which kind of block a page's lines stand in: the cheapest way through the page.

Each line gets a cost for each kind of block (``data/layout.csv``), each pair of neighbours a cost for
following one another (``data/layout_follow.csv``); what a heading costs that opens an article is also asked
of a trained model (``boundaries.py``). The cheapest sequence of kinds is the reading (dynamic programming:
Viterbi's way). A heading opens an article; a crosshead stands inside one.
"""

from functools import cache, lru_cache

from tifa.articles import forms
from tifa.grid_forms import ANNEX
from tifa.articles.openings import score_openings
from tifa.knowledge import DATA, read_rows

# The model's log-odds that a heading opens an article count _WEIGHT-fold, at most _TRUST, against the
# heading, and _SHARE of that, counted up to _SUBSIDY, for the crosshead. An opening where the model sees no
# block costs _ELSEWHERE.
_WEIGHT, _TRUST, _SHARE, _SUBSIDY, _ELSEWHERE = 2.0, 8.0, 0.7, 3.0, 1.0
_BEAM = 7.0  # a kind, or a way, that costs so much more than the best is not followed further
_NEVER = 99.0  # more than anything that happens
_LEAD_INSIDE = 4.0  # what it costs that a lead, which opens a text, goes on with one
_HEADLESS = 4.0  # what it costs that a page ends with a heading or a label
APART = ("nav", "ad", "section")  # what belongs to no article
TEXT = ("body", "caption")
_ABOVE = ("page", *APART)  # what may stand above a page's only article

FACTS = {
    "lead": "opens as a report does: 本报讯, 本报江州5月5日电",
    "label": "short, without a stop at its end or a sentence inside",
    "prose": "long, or with a sentence inside",
    "stopped": "ends as a sentence ends",
    "sentence": "holds a full stop",
    "byline": "names of writers: 记者 林远",
    "furniture": "belongs to page or site: masthead, button, way, page credit",
    "advert": "opens like the particulars of an event: 主办单位, 报名热线",
    "item": "begins with the mark of a list",
    "day alone": "a day with its year, or a paper's name, and nothing else",
    "signed": "a source, a reader's or a photographer's name",
    "note": "an editor's note: ——编者",
    "comma": "a label with a comma that no quotation or title follows",
    "asks": "a question or answer of an interview: 问:",
    "series": "a label that names a series, or begins with a mark: ■",
    "answers": "a label that ends in 答记者问",
    "paper": "head, number or annex of a paper of an office: 江北县人民政府文件, 江政发〔2024〕3号, 附件1",
    "numbered": "a part of a text by its number: 一、, (二), 第三章",
    "issued": "the office, the day or a formula at the end of such a paper",
    "annexes": "a list of annexes: 附件:1.实施办法",
    "column": "a label that papers set over short items: 简讯, or a place's name",
    "picture": "speaks of a picture: 图为",
    "level": "the page marks this line as a heading: #",
    "marked": "the page marks headings",
    "wide": "three or more blank lines stand above",
    "open above": "the line above is prose that does not end",
    "cut": "its end belongs to the next line: an open quotation, a number that goes on",
    "goes on": "its beginning belongs to the line above",
    "lead below": "the line below is a lead or a byline",
    "day below": "the line below begins with a day",
    "furniture below": "the line below is furniture",
}  # and "under N": has fewer than N characters


def tell_facts(line, above, below, marked):
    """Tell what ``layout.csv`` asks of a line, in the words of ``FACTS``.

    Parameters
    ----------
    line : _Line
        As ``tifa.articles.lines`` reads it.
    above, below : _Line or None
        Its neighbours.
    marked : bool
        Whether the page marks its headings.

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> from tifa.articles.lines import read_lines
    >>> sorted(tell_facts(read_lines("简讯")[0], None, None, False))
    ['column', 'label', 'under 13', 'under 21', 'under 26', 'under 41', 'under 46', 'under 9']
    """
    text, length = line.bare, len(line.bare)
    told = {
        "lead": line.lead,
        "prose": line.prose,
        "stopped": line.stopped,
        "sentence": "。" in text,
        "byline": line.byline,
        "furniture": line.nav,
        "picture": "图" in text and forms.PICTURE.search(text),
        "day alone": line.masthead and any(line.masthead[:2]),
        "level": marked and line.level,
        "marked": marked,
        "wide": line.gap > 2,
        "open above": above and above.prose and not above.stopped and not above.byline,
        "cut": text.rfind("“") > text.rfind("”") or below and _is_cut(text, below.bare),
        "goes on": above and _is_cut(above.bare, text),
        "lead below": below and (below.lead or below.byline),
        "day below": below and below.dated,
        "furniture below": below and below.nav,
    }
    if length <= 90:  # a longer line is a paragraph, of which nothing else is asked
        told |= {
            "advert": length <= 80 and forms.ADVERT.match(text),
            "item": line.text[0] in "-*•·" and forms.ITEM.match(line.text),
            "signed": (line.signed or line.photo) and not line.nav and "编" not in text[:8],
            "annexes": text[0] == "附" and forms.ANNEXES.match(text),
            "note": length <= 12 and forms.NOTE.match(text),
            "asks": forms.SPEAKER.match(text),
        }
    if not line.prose and not line.stopped:
        _, comma, tail = text.rpartition(",")
        told |= {
            "label": True,
            "comma": comma and length > 8 and "“" not in tail and "《" not in tail,
            "series": forms.SERIES.match(text),
            "numbered": forms.RUNNING.match(text),
            "paper": forms.PAPER.match(text) or text[0] == "附" and ANNEX.match(text)
            or _is_office(line) and _opens_paper(above, below),
            "issued": forms.PAPER_END.search(text)
            or forms.DAY_ALONE.match(text) and _is_office(above)
            or above and _is_office(line) and _signs_paper(above, below),
            "answers": text.endswith("答记者问"),
            "column": length <= 8 and forms.COLUMN.match(text),
        }
    return frozenset([fact for fact, holds in told.items() if holds] + _sizes(length))


def _is_cut(one, other):
    """Whether a line breaks off inside a number, or before a mark that opens none."""
    return forms.MAY_GO_ON.match(other) and forms.CUT.search(f"{one[-12:]}\n{other[:12]}")


def _is_office(line):
    return line is not None and not line.prose and bool(forms.OFFICE.match(line.bare))


def _opens_paper(above, below):
    """Whether offices stand at the top of a paper: 江北县卫生健康局, 江北县财政局, 文件."""
    top = above is None or _is_office(above)
    return top and below is not None and (_is_office(below) or bool(forms.PAPER.match(below.bare)))


def _signs_paper(above, below):
    """Whether an office signs: a day or another office is below, and no heading above."""
    if below is None:
        return False
    return bool(forms.DAY_ALONE.match(below.bare)) or above.stopped and _is_office(below)


@cache
def read_layout():
    """Read ``layout.csv``: (facts that must hold, that must not, [(kind, is it set, number), …]) a row.

    Raises
    ------
    ValueError
        When a condition has a word that is not in ``FACTS``.

    Examples
    --------
    >>> read_layout()[1]
    (frozenset({'furniture'}), frozenset(), [('nav', True, 0.0)])
    """
    rows = []
    for number, row in enumerate(read_rows(DATA / "layout.csv"), 2):
        words = [word for word in row["condition"].split(" and ") if word]
        barred = frozenset(word.removeprefix("not ") for word in words if word.startswith("not "))
        needed = frozenset(word for word in words if not word.startswith("not "))
        for word in needed | barred:
            if word not in FACTS and not word.removeprefix("under ").isdecimal():
                raise ValueError(f"layout.csv, row {number}: {word!r} is no fact of a line; "
                                 f"write one of {', '.join(FACTS)} or 'under' and a number")
        costs = [(kind, told[0] == "=", float(told.removeprefix("="))) for kind, told in row.items()
                 if kind not in ("condition", "why") and told]
        rows.append((needed, barred, costs))
    return rows


@cache
def _sizes(length):
    """The words "under N" of ``layout.csv`` that hold of so many characters."""
    asked = {word for needed, barred, _ in read_layout() for word in needed | barred}
    return [word for word in asked if word.startswith("under ") and length < int(word.removeprefix("under "))]


@lru_cache(maxsize=1 << 14)  # 27,186 lines showed 233 sets; without it, labelling them takes a tenth longer
def weigh_kinds(facts):
    """Give what each kind costs for a line of which these facts hold; hopeless kinds are left out.

    Examples
    --------
    >>> weigh_kinds(frozenset(["stopped", "prose", "sentence"]))
    {'nav': 6.0, 'body': 0.0, 'caption': 4.0}
    """
    cost = {}
    for needed, barred, changes in read_layout():
        if needed <= facts and not barred & facts:
            for kind, is_set, number in changes:
                cost[kind] = number if is_set else cost[kind] + number
    least = min(cost.values())
    return {kind: own for kind, own in cost.items() if own < least + _BEAM}


@cache
def _read_follow():
    """What it costs that a kind follows another: {kind above: {kind: cost}}; what is not there never does."""
    return {above: {kind: float(cost) for kind, cost in row.items() if kind != "why" and cost}
            for row in read_rows(DATA / "layout_follow.csv") for above in [row.pop("above")]}


def _go_on(ways, costs, opening, known, single, lead):
    """One step through a page: (what the cheapest way to each kind costs, the kind above it on that way).

    ``opening`` is what an article that opens here costs, ``known`` says that the model told it.
    """
    def charge(above, kind):
        if kind == "heading":
            if above == "heading" or (above == "section" and not known):
                return 0.0
            return _NEVER if single and above not in _ABOVE else opening
        if kind == "section":
            return min(opening, 0.0)
        if kind == "crosshead":
            return -_SHARE * min(opening, _SUBSIDY)
        return _LEAD_INSIDE if above in TEXT else 0.0

    charged = ("heading", "section", "crosshead", "body" if lead else "")
    follows, step, came = _read_follow(), {}, {}
    for above, paid in ways.items():
        follow = follows[above]
        for kind, own in costs.items():
            if kind in follow:
                total = paid + own + follow[kind]
                if kind in charged:
                    total += charge(above, kind)
                if kind not in step or total < step[kind]:
                    step[kind], came[kind] = total, above
    if not step:  # nothing may follow what stands above: begin anew
        step, came = costs, dict.fromkeys(costs, next(iter(ways)))
    least = min(step.values())
    return {kind: total - least for kind, total in step.items() if total < least + _BEAM}, came


def read_kinds(lines, single=False):
    """Tell the kind of block of each line of a page.

    Parameters
    ----------
    lines : list of _Line
        As ``tifa.articles.lines`` reads them.
    single : bool, optional
        Whether the page is known to hold one article.

    Returns
    -------
    list of str
        The columns of ``layout.csv``.

    Examples
    --------
    >>> from tifa.articles.lines import read_lines
    >>> read_kinds(read_lines("江州日报\\n江北县办起养老餐厅\\n本报讯 5月5日,江北县开会。"))
    ['nav', 'heading', 'body']
    """
    marked = any(line.level for line in lines)
    odds = {} if marked or single else score_openings(lines)  # marks tell headings better than any model
    elsewhere = _ELSEWHERE if odds else 0.0
    ways, back, above = {"page": 0.0}, [], None
    for i, (line, below) in enumerate(zip(lines, [*lines[1:], None])):
        costs = weigh_kinds(tell_facts(line, above, below, marked))
        opening = max(-_TRUST, min(_TRUST, -_WEIGHT * odds[i])) if i in odds else elsewhere
        ways, came = _go_on(ways, costs, opening, i in odds, single, line.lead)
        back.append(came)
        above = line
    kind = min(ways, key=lambda kind: ways[kind] + (_HEADLESS if kind in ("heading", "section") else 0))
    kinds = []
    for came in reversed(back):
        kinds.append(kind)
        kind = came[kind]
    return kinds[::-1]
