"""Formulations (提法) found by their form: numbers that stand for a list, images in quotation marks."""

import re
from functools import cache

from tifa.articles import passages
from tifa.tables import Slogans, make_table
from tifa.text import fold
from tifa.words import DATA, read_words, segment, tag_word

_DIGITS = dict(zip("一二三四五六七八九十", range(1, 11))) | {"两": 2, "双": 2}
_N = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两双])"
_HAN = r"[\u4e00-\u9fff]"
_CLASSIFIER = "个大项支张驾方级条位件类种本场套道面座轮"
_QUOTED = re.compile(r"“([^“”]{1,40})”")
_SUM = re.compile(r"\d{1,2}(?:\+(?:\d{1,2}|[NnX]))+")
_ONE_EACH = re.compile(rf"^(?:一{_HAN}{{1,3}}){{2,}}(?:[(].{{1,4}}[)])?$")
_COMPOUND = re.compile(rf"^{_N}{_HAN}{{1,3}}?(?:[,、]?{_N}{_HAN}{{1,4}})+$")
_LABEL = re.compile(rf"^({_N})([{_CLASSIFIER}]?)({_HAN}{{1,4}})$")
_AFTER_LIST = re.compile(rf"({_N})([大支驾方张项级])({_HAN}{{2}})")
_MULTIPLE = re.compile(rf"({_N})个“([^“”]{{2,20}})”")
_NUMERAL = re.compile(rf"^{_N}+$|^第|^十[一二三四五六七八九]五|\d")
_SPOKEN = re.compile(r"(?:说|道|称|问|答|表示|介绍|指出|强调|认为|回答|告诉.{0,4})[:,]?$|:$")
_NAME = re.compile(
    r"(?:中心|平台|系统|医院|公司|集团|基金|基金项目|学校|学院|大学|协会|学会|委员会|领导小组|小组|办公室|办法|方案|规划|纲要|条例|意见|通知"
    r"|计划|专家|奖|称号|好人|标兵|先锋|高速|大赛|论坛|峰会|博览会|讲坛|讲堂|专栏|热线|岗位)$")
_NAMED_AFTER = re.compile(r"^(?:等)?(?:称号|荣誉|奖|系统|软件|小程序|APP|平台|专栏|栏目|基金|项目|医师基金|岗位|规划|计划|时期|号|公司|集团|论坛|大赛|中心)")
_SPLIT = re.compile(r"[、,;]")


@cache
def _exclusions():
    return frozenset(word for line in read_words(DATA / "not_slogans.txt") for word in line.split())


def find_slogans(articles):
    """Find formulations: what a number stands for, images and programmes in quotation marks.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        The table ``slogans``: one row a mention, in the order of the page.

    Notes
    -----
    A first version: a numeric formulation without quotation marks is found when it is a sum (1+1+N) or
    stands behind a list of as many items; parallel clauses are found inside quotation marks only.

    Examples
    --------
    >>> slogans = find_slogans(read_articles("seeds"))
    >>> slogans.loc[slogans.text.eq("三驾马车"), ["kind", "arity", "items"]].iloc[0].tolist()
    ['numeric', '3', '居委会|业委会|物业公司']
    """
    rows = []
    for article in articles.itertuples():
        for passage in passages(article):
            for start, end, kind, arity, items in sorted(_find(fold(passage.text))):
                a, b = passage.where(start, end)
                rows.append(dict(page=article.page, article=article.article, text=passage.text[start:end], kind=kind,
                                 arity=arity, items="|".join(items), start=a, end=b))
    return make_table(Slogans, rows)


def _find(text):
    found = {}
    for m in _QUOTED.finditer(text):
        row = _judge_quoted(text, m)
        if row:
            found[m.start(1)] = (m.start(1), m.end(1), *row)
    inside = [(m.start(1), m.end(1)) for m in _QUOTED.finditer(text)]
    for m in _SUM.finditer(text):
        if not any(a <= m.start() < b for a, b in inside if a in found):
            found[m.start()] = (*m.span(), "numeric", _sum_arity(m[0]), [])
    for m in _MULTIPLE.finditer(text):
        if not _SPLIT.search(m[2]):  # several of one quoted thing: a quantity
            continue
        found[m.start()] = (*m.span(), "numeric", str(_value(m[1])), [])
    for m in _AFTER_LIST.finditer(text):
        n = _value(m[1])
        items = _list_before(text[: m.start()], n)
        if items and not any(a <= m.start() < b for a, b in inside):
            found[m.start()] = (*m.span(), "numeric", str(n), items)
    return found.values()


def _judge_quoted(text, m):
    """(kind, arity, items) of a quotation that is a formulation, else None."""
    inner, before, after = m[1], text[: m.start()], text[m.end() :]
    if inner in _exclusions():
        return None
    if _ONE_EACH.match(inner):
        return "numeric", "", []
    if _SUM.match(inner):
        return "numeric", _sum_arity(_SUM.match(inner)[0]), []
    label = _LABEL.match(inner)
    if _COMPOUND.match(inner) and not (label and label[2]):
        parts = [_value(n) for n in re.findall(_N, inner)]
        return "numeric", "+".join(map(str, parts)), []
    if label and label[1] != "一" and not _NUMERAL.match(inner):
        n = _value(label[1])
        items = _list_before(before, n) or _list_after(after, n, label[3])
        return "numeric", "" if label[3] in ("公里", "分钟", "小时", "米", "天") else str(n), items
    if inner[-1] in "。!?," or re.search(r"[《》。!?]", inner) or _SPOKEN.search(before[-8:]):
        return None
    clauses = _SPLIT.split(inner)
    if len(clauses) > 1:
        same = len({len(c) for c in clauses}) == 1 and len(clauses[0]) > 1
        nouns = all(c.endswith("性") for c in clauses)
        said = 2 * sum(map(_has_predicate, clauses)) >= len(clauses)  # jieba tags some verbs as nouns
        return ("parallel", str(len(clauses)), clauses) if same and said and not nouns else None
    if len(inner) > 12 or len(inner) < 2 or _NUMERAL.search(inner) or _NAME.search(inner) or _NAMED_AFTER.match(after):
        return None
    if len(inner) == 2 and tag_word(inner)[0] in "vad":  # one plain word in scare quotes
        return None
    return "quoted", "", []


def _value(numeral):
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS[numeral]


def _sum_arity(total):
    parts = re.split(r"\+", total)
    return "" if not all(p.isdigit() for p in parts) else "+".join(parts)


def _has_predicate(clause):
    return any(tag_word(w)[0] in "vadil" for w in segment(clause)) or "得" in clause or "不" in clause


def _list_before(before, n):
    """The n items right before a label: A、B和C“三X”; none when their number does not fit."""
    tail = re.split(r"[,。;:“”()]", before.rstrip("“”"))[-1] if not before.endswith("”") else before[before.rfind("“") + 1 : -1]
    items = re.split(r"、|(?<=..)(?:和|及|以及|与)(?=..)", tail)
    if len(items) > n and len(items) - n == 1 and "和" in tail:  # 和 joined something before the list
        items = items[-n:]
    if len(items) != n or n < 2:
        return []
    items[0] = _cut_lead_in(items[0], items[1:])
    longest = max(len(i) for i in items[1:])
    return items if all(1 < len(i) <= max(8, longest + 4) for i in items) else []


def _cut_lead_in(item, others):
    """The first item of a list without the words that lead to it: what stands behind the last verb, preposition or adverb."""
    usual = sum(map(len, others)) / len(others)
    words, at, cut = segment(item), 0, 0
    for i, word in enumerate(words[:-1]):
        at += len(word)
        tag, rest = tag_word(word), len(item) - at
        leads = tag in ("v", "vd", "p", "c", "d", "ad", "l", "uj", "ul", "zg") or word in ("好", "了", "起")
        if rest > 1 and (leads or (i < 2 and tag == "vn" and abs(rest - usual) < abs(len(item) - cut - usual))):
            cut = at
    return item[cut:]


def _list_after(after, n, noun):
    """The n items that follow a label and begin as it ends: “四个坚持”:一是坚持A,…二是坚持B …"""
    sentence = after[:600]
    items = re.findall(rf"(?:(?<=即)|(?<![\u4e00-\u9fff]))(?:[一二三四五六七八九十]是)?({re.escape(noun)}[^、,。;]{{2,24}})", sentence)
    return items if len(items) == n else []
