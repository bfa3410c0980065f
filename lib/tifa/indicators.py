"""Figures (指标): metric, value, unit, year, and what the value is compared with."""

import re
from bisect import bisect
from functools import cache

from tifa.articles import passages
from tifa.tables import Indicators, make_table
from tifa.text import fold
from tifa.words import DATA, read_words

_SCALE = {"": 1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "万亿": 1e12}
_CLAUSE = re.compile(r"(?:“[^“”]*”|《[^《》]*》|[^,。;!?“”])+")
_YEAR = re.compile(r"(20\d\d|19\d\d)年")
_REACH = r"(?:(?:增长|增加|提高|提升|上升|升|增|扩大|拓展|下降|降|降低|减少|减|压缩|压减|缩短)[到至为])"
_BY = r"(?:上升|下降|增长|降低|提高|减少|增加|提升|下调|上调|下浮|上浮|缩短|延长|压缩|压减)"
_CHANGE = re.compile(rf"((?:同比|环比|比上年|较上年)?{_BY})(?:了|约|近|超)*$")
_CHANGE_AHEAD = re.compile(rf"^(?:[^、]{{0,6}})({_BY})(?!至|到|为)[^、\d]{{2,6}}$")  # 下调药价15%
_CHANGED = re.compile(rf"(?:同比|环比)?{_BY}$")
_REACHED = re.compile(rf"{_BY}$")
_TARGET = re.compile(r"不低于|不少于|不超过|到20\d\d年[^底]|力争|年底前|目标")
_BEFORE = re.compile(r"(?:已经?|共|约|近|超过?|逾|突破|达到?|为|是|有|至|到|由|从|了|不低于|不少于|不超过|增至|分别|累计|总计|完成|按照?|[“”])+$")
_LEVEL = re.compile(r"率|比例|占比|比重|收入|水平|人数|费用|满意度|[门急]诊量|手术量")
_AHEAD = re.compile(r"^(?:(?:截至|到|自)?(?:20|19)\d\d年(?:底|末|初)?以?来?|其中|目前|会上|以及|和|与|及|对|将|在)+")
_SENTENCE_END = re.compile(r"[。!?]")
_COUNTED = set("家所个名位项条支件套副箱批辆台处座户间张片门场栋")


@cache
def _patterns():
    units = sorted({u for line in read_words(DATA / "units.txt") for u in line.split()}, key=len, reverse=True)
    one = rf"\d+(?:\.\d+)?(?:余|多)?(?:万亿|亿|万|千|百)?(?:余|多)?(?:{'|'.join(map(re.escape, units))})"
    value = re.compile(rf"(?P<n>\d+(?:\.\d+)?)(?:余|多)?(?P<s>万亿|亿|万|千|百)?(?:余|多)?(?P<u>{'|'.join(map(re.escape, units))})")
    many = rf"{one}(?:[、和]{one})*"
    rise = re.compile(rf"(?:由|从)(?:(?P<y0>\d{{4}})年的?)?(?P<base>{many}){_REACH}?(?:到|至|为)?(?:(?P<y1>\d{{4}})年的?)?(?P<value>{many})")
    spread = re.compile(rf"(?<![\d.])(?P<low>\d+(?:\.\d+)?)(?:-|~|至|—)(?P<high>{one})")
    ratio = re.compile(r"(?<![\d.:])\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+(?=的?(?:比例|比率|分配|配置))")
    single = re.compile(rf"(?<![\d.第:])(?<!\d[-~至]){one}(?![月日])")
    return value, rise, spread, ratio, single


def find_indicators(articles):
    """Find quantified statements.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        The table ``indicators``: one row a figure, in the order of the page.

    Notes
    -----
    A first version: numbers in digits before a unit of ``data/units.txt``, with rises (由A升至B), ranges and
    proportions (2.5:3:1). Numbers in Chinese characters are not read yet.

    Examples
    --------
    >>> figures = find_indicators(read_articles("seeds"))
    >>> figures.loc[figures.text.eq("县域内就诊率达85%"), ["metric", "unit"]].iloc[0].tolist()
    ['县域内就诊率', '%']
    """
    rows = []
    for article in articles.itertuples():
        for passage in passages(article):
            if passage.role == "body":
                rows += [dict(page=article.page, article=article.article, **row) for row in _find(passage)]
    return make_table(Indicators, rows)


def _find(passage):
    value, rise, spread, ratio, single = _patterns()
    text, last = fold(passage.text), ""
    ends = [m.end() for m in _SENTENCE_END.finditer(text)]
    years = [(m.start(), int(m[1])) for m in _YEAR.finditer(text)]
    for clause in _CLAUSE.finditer(text):
        if not re.search(r"\d", clause[0]):
            continue
        rows, done = [], []
        start = ends[i - 1] if (i := bisect(ends, clause.start())) else 0  # of the sentence
        sentence = text[max(start, clause.start() - 200) : clause.end()]
        last = last if start < clause.start() else ""
        for m in rise.finditer(clause[0]):
            before, after = value.findall(m["base"]), value.findall(m["value"])
            if len(before) == len(after):
                done.append(m.span())
                name, start = _metric_before(clause[0][: m.start()], listed=len(after) > 1)
                for i, (old, new) in enumerate(zip(before, after)):
                    rows.append(dict(span=(start, m.end()), metric=_pick(name, i, len(after)), figure=new, kind="level",
                                     base_value=_plain(*old), year=_int(m["y1"]), base_year=_int(m["y0"])))
        for m in ratio.finditer(clause[0]):
            done.append(m.span())
            name = re.split(r"[按以]照?", clause[0][: m.start()])[-1]
            for i, n in enumerate(m[0].split(":")):
                rows.append(dict(span=(m.start() - len(name), m.end()), metric=_pick(name, i, m[0].count(":") + 1), figure=(n, "", "份"), kind="resource"))
        for m in spread.finditer(clause[0]):
            done.append(m.span())
            n, s, u = value.match(m["high"]).groups()
            name, start = _metric_before(clause[0][: m.start()])
            for bound, label in ((m["low"], "下限"), (n, "上限")):
                rows.append(dict(span=(start, m.end()), metric=f"{name}({label})", figure=(bound, s, u)))
        for m in single.finditer(clause[0]):
            if any(a <= m.start() < b for a, b in done):
                continue
            figure = value.match(m[0]).groups()
            row = _single(clause[0], m, figure, last)
            last = row["metric"]
            rows.append(row)
        for row in rows:
            at = clause.start() + row["span"][1]
            known = [year for place, year in years[bisect(years, (start,)) : bisect(years, (at,))]]
            yield _finish(passage, clause, sentence, row, known[-1] if known else None)


def _plain(n, s, u):
    return round(float(n) * _SCALE[s or ""] * (1e4 if u == "万元" else 1), 6)


def _int(digits):
    return int(digits) if digits else None


def _metric_before(before, listed=False):
    """The words that name the metric, right in front of a number, and where they begin.

    ``listed``: several names side by side (县、镇、村…) belong to several values.
    """
    commas = "" if listed else r"(?<![一二三四五六七八九十])、|"
    part = re.split(rf"{commas}:|(?<=\d)[%人元家所个项例次]|[用并](?=于|对)", before)[-1]
    name = _AHEAD.sub("", part)
    return _REACHED.sub("", _BEFORE.sub("", name)), len(before) - len(name)


def _pick(name, i, n):
    """One of several metrics: 县、镇、村… gives 县, 镇 or 村 for the first, second or third value."""
    parts = re.split(r"[、和]", name)
    if len(parts) == n > 1:
        shared = re.sub(r"^[省市县镇乡村]", "", parts[-1]) if all(len(p) == 1 for p in parts[:-1]) else ""
        return parts[i] if i == n - 1 else parts[i] + shared
    levels = re.match(r"([省市县镇乡村]{2,})(?:[一二三四]级)?(.*)", name)
    if levels and len(levels[1]) == n:
        return f"{levels[1][i]}级{levels[2]}"
    return f"{name}({i + 1})" if n > 1 else name


def _single(clause, m, figure, last):
    skip = max(0, m.start() - 120)  # a name is never longer
    before, after = clause[skip : m.start()], clause[m.end() : m.end() + 40]
    changed = _CHANGE.search(before) or _CHANGE_AHEAD.search(before)
    if changed:
        name, start = _metric_before(before)
        verb = changed[1]
        name = name if verb in name else name + verb
        return dict(span=(skip + start, m.end()), metric=name, figure=figure, kind="change")
    if figure[2] in _COUNTED:  # what is counted stands behind its measure word
        thing = re.match(r"(?:[\u4e00-\u9fff]|[A-Za-z]\d*){2,14}?(?=[、,。;:等与和及的由牵“(\d]|组建|参与|参加|开通|用于|进行|$)", after)
        if thing:
            return dict(span=(m.start(), m.end() + len(thing[0])), metric=thing[0], figure=figure)
    reached = re.search(rf"([^、,;%]+?)(?:提高|下降|上升|降低|增加)[\d.]+个?百分点[,]?(?:达到?|至|为)$", before)
    name, at = _metric_before(reached[1] if reached else before)
    if len(name) < 2 or re.fullmatch(r"[和与及以、]+", name):
        thing = re.match(r"[\u4e00-\u9fff]{2,9}?(?=[、,。;:等与和及的“(\d]|$)", after)
        if thing:
            return dict(span=(m.start(), m.end() + len(thing[0])), metric=thing[0], figure=figure)
        name, at = (name, at) if len(name) > 1 else (_CHANGED.sub("", last), m.start() - skip)
    return dict(span=(skip + at, m.end()), metric=name, figure=figure)


def _finish(passage, clause, sentence, row, year):
    n, s, u = row.pop("figure")
    start, end = row.pop("span")
    unit = {"个百分点": "百分点", "万元": "元"}.get(u, u)
    row["year"] = row.get("year") or year
    row.setdefault("kind", _kind(sentence, row["metric"], unit))
    a, b = passage.where(clause.start() + start, clause.start() + end)
    return dict(text=passage.text[clause.start() + start : clause.start() + end], value=_plain(n, s, u), unit=unit, start=a, end=b, **row)


def _kind(sentence, metric, unit):
    if unit == "百分点":
        return "change"
    if _TARGET.search(sentence):
        return "target"
    if _LEVEL.search(metric) or unit in ("%", "倍"):
        return "level"
    return "resource" if unit in ("元", "美元", "张") else "scale"
