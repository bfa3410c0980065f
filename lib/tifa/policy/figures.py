"""Numbers with their units in running text; a linear judge tells which are figures, which dates, idioms or names."""

import re
from functools import cache

from tifa.arguments import takes
from tifa.policy import forms
from tifa.policy.forms import NO_FIGURE, NUMBER, PER, RATIO, SAID
from tifa.words.numerals import DIGITS, read_number
from tifa.policy.tagger import load_model, read_classes
from tifa.knowledge import DATA, any_of
from tifa.words.segment import segment_clause, tag_word

_PEOPLE = r"[\u4e00-\u9fff]{0,8}?(?:群众|人口|居民|村民|农民|党员|干部|职工|学生|老人|患者|游客|用户|人才|人员|劳动力|志愿者|人民|农户|人流量)"
_OF_PEOPLE = re.compile("(?:人数|人口|游客数?量?|用户数?|人流量|客流量|就业)[^,。;]{0,4}$")
_PLAIN = {"个百分点": "百分点", "成": "%", "个小时": "小时", "个工作日": "工作日", "秒钟": "秒", "块钱": "元"}
_PAIR = re.compile(r"([一二两三四五六七八])([二两三四五六七八九])")  # 八九天: eight or nine
_BEGINS = re.compile(rf"[《\d{SAID}半翻]|(?<=[近上逾超])[万亿]")


@cache
def read_units():
    """Each unit with its section of ``units.txt``."""
    found, section = {}, ""
    for line in (DATA / "units.txt").read_text(encoding="utf-8").splitlines():
        section = line[3:].partition(":")[0] if line.startswith("## ") else section
        found.update({} if line.startswith("#") else dict.fromkeys(line.split(), section))
    return found


@cache
def _figure():
    """A number, or two of a range, with a unit of the list; a share said otherwise; a number that only its power tells from others."""
    units = any_of(map(re.escape, read_units()))
    other = r"""(?<=集)团 | (?<=位)[数一] | (?<=节)[气目] | (?<=分)[\d之类] | (?<=成)[员为立] | (?<=部)[门队] | (?<=单)[位元] | (?<=名)单
        | (?<=幅)度 | (?<=组)[织长成] | (?<=对)\d | (?<=人)[大民] | (?<=本)科 | (?<=台)阶 | (?<=字)会? | (?<=里)[程面] | (?<=天)[津然] | (?<=件)套 | (?<=周)[年边末围] | (?<=部分)人"""
    return re.compile(rf"""
        (?: (?P<low> {NUMBER} ) (?: %?[-~–至到] | — {{1,2}} ) )?
        (?: (?P<n> {NUMBER} | 半 ) (?: 个(?P<half>半) (?=小时|月|钟头) )? 大? (?P<unit> {units} ) (?! {other} )
          | 百分之 (?P<percent> {NUMBER} )
          | (?P<share> \d+ / \d+ (?![\d月]) | [{SAID}]+ 分之 [{SAID}]+ | 半数 )
          | 翻 了? (?P<twice> [一两]? 番 )
          | (?P<quarter> [一三] ) 刻钟
          | (?P<bare> \d+ (?: \.\d+ )? (?: 余|多 )? (?: 万亿|万|亿 ) (?: 余|多 )? ) (?= (?P<who> {_PEOPLE} )? ) )""",
          re.VERBOSE)


class Figure:
    """A number with its unit, as proposed; a range has two values."""

    def __init__(self, m, text):
        self.start, self.end, self.who, self.base = m.start(), m.end(), m["who"], {}
        printed, unit = next((m[name], unit) for name, unit in (
            ("n", m["unit"]), ("percent", "%"), ("share", "%"), ("twice", "%"), ("quarter", "分钟"),
            ("bare", "户" if (m["who"] or "").endswith("户") else "人" if m["who"]
            or _OF_PEOPLE.search(text, max(0, m.start() - 12), m.start()) else "元")) if m[name])
        self.said = printed if printed[0] in SAID + "半" else ""
        self.section, self.guessed = read_units()[unit], bool(m["bare"]) and not m["who"]
        self.printed_unit = unit
        self.unit = "个" if self.section == "bare" else _PLAIN.get(unit, unit)
        if self.section in ("measure",
            "count") and (per := PER.search(text, max(0, m.start() - 24), m.start())):
            self.unit += "/小时" if per["hour"] else f"/{per['per']}"
        pair = _PAIR.match(printed) if self.said else None
        low = m["low"]
        if pair and DIGITS[pair[2]] == DIGITS[pair[1]] + 1:
            low, printed = printed[0] + printed[2:], printed[1:]
        elif low and re.search("[万亿]", printed) and not re.search("[万亿]", low):  # 3-5万人
            low += re.search("[万亿]+", printed)[0]
        if m["quarter"] or m["share"] or m["twice"]:
            self.values = [15 * read_number(printed) if m["quarter"] else 50.0 if printed == "半数" else
                           round(read_number(printed) * 100, 2) if m["share"]
                           else {"两番": 300.0}.get(printed, 100.0)]
        else:
            self.values = [round(read_number(n) * (10 if unit == "成" else 1) + bool(m["half"]) / 2, 6)
                for n in (low, printed) if n]


def describe_figure(text, f):
    """The features of a proposed figure: its number, its unit, the words beside it."""
    clauses = re.compile("[,。;:!?\n、]")
    ahead = ("^", *segment_clause(clauses.split(text[max(0, f.start - 12) : f.start])[-1]))
    behind = (*segment_clause(clauses.split(text[f.end : f.end + 10])[0]), "$")
    form = "guessed" if f.guessed else "characters" if f.said else "digits"
    size = sum(f.values[-1] > most for most in (1, 2, 3, 10, 31, 100, 1000))
    sort = lambda word: read_classes().get(word, ("-", "-"))
    number = [f"form={form}", f"unit={f.unit}", f"section={f.section}", f"size={size}",
        f"range={len(f.values)}", f"said={f.said[:3]}"]
    beside = [f"before={ahead[-1]}", f"before two={' '.join(ahead[-2:])}", f"last={ahead[-1][-1]}",
        f"ahead={tag_word(ahead[-1])}",
              f"sort before={sort(ahead[-1])[0]}", f"class before={sort(ahead[-1])[1]}",
              f"behind={behind[0]}", f"behind two={' '.join(behind[:2])}",
              f"next={behind[0][0]}", f"following={tag_word(behind[0])}", f"sort behind={sort(behind[0])[0]}",
              f"class behind={sort(behind[0])[1]}"]
    return [*number, *beside, *(f"{form} {f.section} {x}" for x in number[3:4] + beside),
        *(f"{f.unit} {x}" for x in (number[0], number[3], *beside))]


def propose_figures(text):
    """Every number with a unit that may be a figure, and the proportions (2.5:3:1): (Figures, matches)."""
    found, proportions, at, pattern = [], [m for m in RATIO.finditer(text)], 0, _figure()
    taken = {k for m in proportions for k in range(*m.span())}
    while begin := _BEGINS.search(text, at):
        at = begin.end() - 1
        m = NO_FIGURE.match(text, at) or pattern.match(text, at)
        if m and m.re is pattern and not taken.intersection(m.span()):
            found.append(Figure(m, text))
        at = max(at + 1, m.end() if m else 0)
        while m is None and at < len(text) and text[at].isdigit() and text[at - 1].isdigit():
            at += 1
    return found, proportions


@takes()
def find_figures(text):
    """Find the figures of a folded text.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Figure, list of re.Match
        Numbers with units; proportions (2.5:3:1).

    Examples
    --------
    >>> [(f.values, f.unit) for f in find_figures("第3届起,每月巡诊1至2次,投入16.5万元,惠及300余名老人。")[0]]
    [([1.0, 2.0], '次'), ([165000.0], '元'), ([300.0], '名')]
    """
    found, proportions = propose_figures(text)
    model = load_model("figures")
    sure = lambda f: f.unit == "岁" and forms.MEAN_AGE.search(text, max(0, f.start - 24), f.start)
    return [f for f in found if sure(f) or model.judge(describe_figure(text, f))[0] > 0], proportions
