"""Numbers with their units in running text: which are figures, which are dates, idioms or names."""

import re
from functools import cache

from tifa.arguments import takes
from tifa.knowledge import DATA, any_of
from tifa.words.numerals import DIGITS, NUMERALS, read_number
from tifa.words.segment import segment_clause, tag_word

_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|[{NUMERALS}](?:[{NUMERALS}]|[万亿零](?=[{NUMERALS}]))*)(?:余|多)?(?:[百千]?[万亿]+|[百千])?(?:余|多)?"
_PAIR = re.compile(r"([一二两三四五六七八])([二两三四五六七八九])")  # 八九天: eight or nine
_PLAIN = {"个百分点": "百分点", "成": "%", "个小时": "小时", "个工作日": "工作日", "秒钟": "秒"}
_MONEY = re.compile("(?:额|值|资金?|投资|收入|款|补贴|GDP)[已达为超约近突破过]*$")
_PEOPLE = r"[\u4e00-\u9fff]{0,8}?(?:群众|人口|居民|村民|农民|党员|干部|职工|学生|老人|患者|游客|用户|人才|人员|劳动力|志愿者)"
_LASTS = re.compile(r"(?:已|连续|长达|历时|为期|时间|期限|任期|延长|缩短|达|满)[^,。;\d]{0,6}$")
_PROVIDES = re.compile(r"(?:邀请|建成|新建|设立|成立|开设|建立|投入|配备|组建|选派|派驻|举办|开办|购置|增设|新增|引进|聘请|发放|等|》)了?$")
_PER = re.compile(r"每[个两三]?[天日周月季年旬人户][^,。;、]{0,8}$|[由从跑]$|[变减缩降][^,。;]{0,3}[成到至为][^,。;\d]{0,4}$")


@cache
def read_units():
    """Each unit with its section of ``units.txt``."""
    found, section = {}, ""
    for line in (DATA / "units.txt").read_text(encoding="utf-8").splitlines():
        section = line[3:].partition(":")[0] if line.startswith("## ") else section
        found.update({} if line.startswith("#") else dict.fromkeys(line.split(), section))
    return found


@cache
def _patterns():
    """Where one may begin; names, slogans and ordinals that hold a number, proportions, figures."""
    units = any_of(map(re.escape, read_units()))
    counts = "|".join(unit for unit, section in read_units().items() if section == "count")
    other = "(?<=集)团|(?<=位)[数一]|(?<=节)[气目]|(?<=分)[\\d之类]|(?<=成)[员为立]|(?<=部)[门队]|(?<=单)[位元]|(?<=名)单|(?<=幅)度|(?<=组)[织长成]|(?<=对)\\d|(?<=人)[大民]|(?<=本)科|(?<=台)阶"
    # the search for where one may begin is quick: its first character is of a class; years and most 一 are passed over
    after = re.escape("".join({unit[0] for unit in read_units()}) + "余多万亿-~–—至到:")
    begin = re.compile(rf"[《“\d{NUMERALS}](?<!\d\d)(?!(?<=[12])[09]\d\d年)(?<!一(?![两二百千次趟天小公米亩倍]))(?:(?<=[《“])|[\d{NUMERALS}]*(?:,\d{{3}})*(?:\.\d+)?(?=[零{after}]|$))")
    return begin, re.compile(
        rf"(?P<skip>《[^《》]{{1,80}}》|“(?:\d+|[{NUMERALS}])(?:{counts}|大)[^\d“”]{{1,10}}”|(?:(?<=[第届A-Za-z+×/.:])|(?<=[\d.]-))(?:\d+|[{NUMERALS}]+))"
        r"|(?P<ratio>(?:(?<=比)|(?<=[比例][为达是]))\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+|\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+(?=的?(?:比例|比率|分配|配置|配比)))"
        rf"|(?:(?P<low>{_NUMBER})(?:%?[-~–至到]|—{{1,2}}))?"
        rf"(?:(?P<n>{_NUMBER})(?P<unit>{units})(?!{other})|百分之(?P<percent>{_NUMBER})"
        rf"|(?P<bare>\d+(?:\.\d+)?(?:余|多)?(?:万亿|万|亿)(?:余|多)?)(?=(?P<who>{_PEOPLE})?))")


class Figure:
    """A number with its unit, as found; a range has two values."""

    def __init__(self, m):
        self.start, self.end, self.who = m.start(), m.end(), m["who"]
        self.said = m["n"] if m["n"] and not m["n"][0].isdigit() else ""  # in characters
        printed, unit = m["n"] or m["percent"] or m["bare"], m["unit"] or ("%" if m["percent"] else "人" if m["who"] else "元")
        self.unit, self.section, self.base = _PLAIN.get(unit, unit), read_units()[unit], {}
        self.guessed = bool(m["bare"]) and not m["who"]  # 出口额达300亿
        pair = _PAIR.match(printed) if self.said else None
        if pair and DIGITS[pair[2]] == DIGITS[pair[1]] + 1:
            low, printed = printed[0] + printed[2:], printed[1:]
        elif (low := m["low"]) and re.search("[万亿]", printed) and not re.search("[万亿]", low):  # 3-5万人
            low += re.search("[万亿]+", printed)[0]
        self.values = [read_number(n) * (10 if unit == "成" else 1) for n in (low, printed) if n]


def ends_in_verb(text):
    """Whether the last word is a verb, as jieba tags it, or 了."""
    return text.endswith("了") or tag_word(segment_clause(text[-4:])[-1])[0] == "v"


def _is_figure(text, f):
    """Tell whether a number is a figure: no date, no idiom, none of a story's people or things."""
    before, after = text[max(0, f.start - 16) : f.start], text[f.end : f.end + 3]
    if f.said and before.endswith(("几", "数")) or f.guessed and not _MONEY.search(before):
        return False
    if f.unit == "岁":  # of a mean, not of a person
        return re.search("平均|寿命|岁[^,。;]{1,8}[到至]$", before) is not None
    if f.section == "span":
        if f.values[0] >= 100 or re.match("[来前后内间底初]|以[来上前后]|行动|规划|计划|新高|新低", after):
            return False
        return bool(_LASTS.search(before) or after.startswith(("之久", "时间")) or before and ends_in_verb(before))  # 从警24年
    if f.unit == "分":
        return not f.said and before[-1:] not in tuple("时点")
    if f.section == "term":
        return before.endswith("分")
    if f.section == "time" and (re.match("以?[来前]", after) or f.said and re.search("[这今明后前同每日]$|未来|过去|假期", before[-2:])):
        return False
    if not f.said:
        return f.values != [1] or f.unit != "人"
    if len(f.values) > 1:
        return True
    if f.said[0] in "百千" and f.said[-1] not in "余多":  # 百亩良田 is an image, 近百亩 a figure
        return re.search("[近超逾上达了外共]$", before) is not None
    if f.unit in ("次", "趟") and f.values[0] <= 10:
        return _PER.search(before) is not None
    if f.section in ("measure", "time", "money", "share") or f.values[0] > 10:
        return f.said not in ("一", "二")
    return _PROVIDES.search(before) is not None and not after.startswith("方面")


@takes()
def find_figures(text):
    """Find the figures of a folded text.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Figure, list of re.Match
        Numbers with units; proportions (2.5:3:1), whose group ``ratio`` holds the numbers.

    Examples
    --------
    >>> [(f.values, f.unit) for f in find_figures("第3届起,每月巡诊1至2次,投入16.5万元,惠及三百余名老人。")[0]]
    [([1.0, 2.0], '次'), ([165000.0], '元'), ([300.0], '名')]
    """
    begin, pattern = _patterns()
    found, proportions, at = [], [], begin.search(text)
    while at:
        m = pattern.match(text, at.start())
        if m and m["ratio"]:
            proportions.append(m)
        elif m and not m["skip"] and _is_figure(text, f := Figure(m)):
            found.append(f)
        at = begin.search(text, (m or at).end())
    return found, proportions
