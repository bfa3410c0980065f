"""Figures (指标): metric, value, unit, year, and what the value is compared with."""

import re
from bisect import bisect
from collections import defaultdict
from math import isclose

from tifa.arguments import takes
from tifa.policy.figures import ends_in_verb, find_figures, read_units
from tifa.story import STORY, stories
from tifa.tables import Indicators, make_table
from tifa.words.numerals import NUMERALS
from tifa.words.segment import segment_clause, tag_word

# changes, rises, aims
_TIME = {("天", "小时"): 24, ("小时", "分钟"): 60, ("分钟", "秒"): 60, ("天", "分钟"): 1440}  # for rises from one unit to a smaller one
_DOWN = "下降|降低|减少|缩短|压缩|压减|精简|下调|下浮|回落|下跌|缩减|降|减"
_BY = rf"(?:增长|增加|提高|提升|上升|攀升|上涨|上调|上浮|跃升|扩大|扩展|拓展|延长|发展|{_DOWN}|增|升)"
_YEAR = re.compile(r"[12去今明](?<![\d比较于自从由].)(?:(?<=1)9\d\d年|(?<=2)0\d\d年|(?<=[去今明])年)(?!以来)")
_OF_YEAR = r"((?:19|20)\d\d)年"
_FROM = re.compile(rf"[由从][^,。;\d由从]{{0,6}}?(?:{_OF_YEAR})?[^,。;\d由从]{{0,6}}$")
_BARE_FROM = re.compile(rf"[由从](?:{_OF_YEAR}的?)?(\d+(?:\.\d+)?)[^,。;\d]{{0,6}}(?:到|至|为)(?:{_OF_YEAR}的?)?$")  # 由53.6提高到75%
_THAN = re.compile(rf"^[^,。;\d]{{0,2}},?(?:比|较|高于|低于|多于|少于)(?:{_OF_YEAR})?[^,。;\d]{{0,4}}的$")
_TO = re.compile(rf"^(?:左右|以上)?(?:([^,。;\d]{{0,8}}?,?[^,。;\d]{{0,6}}?(?:{_BY}|变|改|调整|优化)(?:到|至|为|成)了?)|[^,。;\d]{{0,8}}?(?:到|至))[^,。;\d]{{0,4}}?"
                 rf"(?:{_OF_YEAR}[底末初]?时?|目前|现在|如今)?的?[^,。;\d]{{0,4}}$")
_CHANGE = re.compile(rf"((?:同比|环比|年均|平均|累计|[比较](?:上年|去年|{_OF_YEAR})[^,、]{{0,4}})?(?:分别)?{_BY})(?:幅度)?(?:了|约|近|超过?|逾|达到?|为)*$")
_ENDS = frozenset("长加高升涨调浮跃大展增降低少短缩减简落跌")  # of the verbs; to look for one first is quick
_CHANGE_AHEAD = re.compile(rf"^[^、]{{0,6}}?(?<!新)({_BY})(?![至到为])[^、\d了]{{2,6}}$")  # 下调药价15%
_REACH = re.compile(r"^[^,。;\d]{0,2},?(?:达到?|至|到|升至|降至|增至)(?:了|约|近)*$")
_SINCE = re.compile(rf"^[^,。;\d]{{0,2}},?(?:同比|环比|[比较](?:上年|去年|{_OF_YEAR})[^,。;\d]{{0,4}})?({_BY})(?:了|约|近)*$")
_AIM = re.compile(r"不低于|不少于|不超过|力争|年底前|到(?<![^,。;:]到)20\d\d年[^底]|下一步|准备|预计|打造|拟|(?:将|要)(?=[^,。;]{0,12}(?:提高|达|建|覆盖|新增|扩))")
# names
_BREAK = re.compile(r"[,。;!?:…—()\n]|“(?=[^”]*$)(?!$)|(?<=[\d%])[、和与及]|[用并](?=于|对)")
_AHEAD = re.compile(r"^(?:(?:截至|到|自)?(?:(?:20|19)\d\d年|今年|去年)(?:\d+月)?(?:底|末|初)?以?来?|其中|目前|会上|以及|已|共|累计|和|与|及|并|的|还|、|对|将|在|以|等|”)+")
_BEHIND = re.compile(r"(?:已经?|共有?|约|将?近|不?超过?|逾|突破|接近|达到?|不过|为|是|有|至|到|由|从|了|不低于|不少于|不足|增至|升至|降至|分别|累计|总计|合计|按照?|[“”的])+$")
_REACHED = re.compile(rf"(?:逐步|大幅|分别|同比|已)*{_BY}[到至为]?$")
_ACT = re.compile(r"^(?:完成|实现|打造|建成|形成|共有?|累计|拥有|现有)(?=..)")
_SHARED = re.compile(r"(?:率|比例|占比|比重|水平|收入|费用|满意度|总数|总量|[门急]诊量|手术量|面积|产值|[达至]|超过|突破|不[低少足]于?)[“”约近]*$")
_WORTH = re.compile(r"(?:第[一二三四五六七八九十\d]+批)?(总?(?:价值|面积|投资|长))[约近达超]*$")
_HEADS = frozenset("所长员村点桩站室馆区园车店库院校厂队会户房品岗")  # nouns that jieba cuts off
_TAIL = re.compile(r"(?:左右|以上|以下|以内)?(的?)(?:[百千万亿]+元(?:以上|以下)?)?((?:[^,。;!?:、()“”…\n\d]|(?<=[A-Z])\d|(?<=[A-Z]\d)\d|“[^”]{1,6}”){2,24})")
_REST = re.compile(r"[^,。;!?:、()“”…\n\d]{2,14}")
_EACH = re.compile(r"(.{0,6}?)((?:[省市县区镇乡村][、和]?){2,4})([一二三四]级)?(.*)")
_LISTED = re.compile(r"[^,。;:、]+(?:、[^,。;:、]+)+等$")
_COMPARED = re.compile(r"(?:同比|环比|年均|[比较][^,、]{2,12})$")
_STOP = re.compile("[。!?]")
_MOST_PARTS, _MOST_VALUES = 50, 20  # parts that are added up; other values of a metric that a note names
_PARTS = re.compile(r"[^。!?]{0,20}?[,;(:](其中|包括)")
# kinds
_SHARE = re.compile(r"率$|比例|占比|比重|覆盖")
_DONE = re.compile(r"率|比例|占比|比重|收入|产值|总额|金额|水平|费用|开销|满意度|诊量|手术量|完成|办理|开展|培训|召开|举办|提供|收集|走访|惠及|受益|服务|治理|解决|指导|就业|推送|打通|出证|挖掘|鉴定|帮助|支持|节约")
_GIVEN = re.compile(r"投入|筹|选派|派驻|下沉|配备|捐|赠|设[立置]|聘|建成|印发|制作|工作队|基地|专家|招录|组建|成立")
_ACTS = re.compile(f"{_GIVEN.pattern}|{_DONE.pattern}")


@takes(articles=STORY)
def find_indicators(articles):
    """Find quantified statements: how much of what, when, and compared with what.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        The table ``indicators``: one row a figure, in the order of the page; a range gives one row a bound. What was
        derived (a base from a rise in points) or does not fit (a metric with two values) is told in ``note``.

    Notes
    -----
    Numbers stand in digits or Chinese characters before a unit of ``data/units.txt``; the words beside them name the
    metric. What goes wrong:

    - numbers below ten in characters are taken only behind a verb that provides (聘请两位教练); others are missed.
    - a number without a unit (由2.81缩小到2.39), a fraction (三分之二) and a rank are missed.
    - a metric named in an earlier sentence is told by its last words only, or by the clause before.
    - what is counted ends where jieba takes a noun for a verb (9个基本要求), or runs on (6名歌手现场…).
    - year: the last one named in the sentence before the figure; a year that names something (2030年远景规划) is taken too.
    - kind: a rule of thumb by unit and verb, 0.7 to 0.8 right; take it as a first sorting.
    - note: two values of one metric are often two places or groups that the metric's words do not tell apart (新设企业 of a
      quarter and of a month).

    How often, by text: :func:`tifa.compare.read_accuracy`.

    Examples
    --------
    >>> figures = find_indicators(read_articles("seeds"))
    >>> figures.loc[figures.text.eq("县域内就诊率达85%"), ["metric", "unit"]].iloc[0].tolist()
    ['县域内就诊率', '%']
    """
    rows = []
    for story in stories(articles):
        year = int(story.date[:4]) if story.date[:4].isdigit() else None
        own = [row for begins, text in story.paragraphs() for row in _find(story, begins, text, year)]
        _flag_contradictions(own)
        rows += [dict(page=story.page, article=story.article, **row) for row in own]
    return make_table(Indicators, rows)


def _find(story, begins, text, this_year):
    found, proportions = find_figures(text)
    rows, runs = [row for m in proportions for row in _ratio(text, m)], []
    for f in found:
        if runs and f.unit == runs[-1][-1].unit and text[runs[-1][-1].end : f.start] in ("、", "和", "与", "及"):
            runs[-1].append(f)  # 3人、4人: side by side
        else:
            runs.append([f])
    lo, last = 0, ""
    for i, run in enumerate(runs):
        follow = runs[i + 1] if i + 1 < len(runs) else None
        start = getattr(run[0], "named_to", run[0].start)
        if follow and (name_end := _rise(text, run, follow)) is not None:
            follow[0].named_to = name_end
            continue
        if rows and lo == run[0].end:  # 达75%,比2015年的53%高: told already
            continue
        than = not run[0].base and follow and len(run) == len(follow) == 1 and run[0].unit == follow[0].unit and _THAN.match(text[run[0].end : follow[0].start])
        if not run[0].base and len(run) == 1 and (bare := _BARE_FROM.search(text[max(0, start - 40) : start])):
            run[0].base = dict(base_value=float(bare[2]), base_year=bare[1] and int(bare[1]), year=bare[3] and int(bare[3]))
            start -= len(bare[0])
        if than:
            run[0].base = dict(base_value=follow[0].values[-1], base_year=int(than[1]) if than[1] else None)
        rows += _name(text, lo, start, run, last, follow)
        last, lo = rows[-1]["metric"], (follow if than else run)[-1].end
    if not rows:
        return []
    rows.sort(key=lambda row: row["at"])
    _recompute(text, rows)
    ends = [m.end() for m in _STOP.finditer(text)]
    years = [(m.start(), int(m[0][:4]) if len(m[0]) > 2 else this_year + "去今明".index(m[0][0]) - 1)
             for m in _YEAR.finditer(text) if len(m[0]) > 2 or this_year]
    for row in rows:
        (a, b), at = row.pop("span"), row.pop("at")
        sentence = ends[i - 1] if (i := bisect(ends, at)) else 0
        known = years[bisect(years, (sentence,)) : bisect(years, (max(b, at),))]
        row["year"] = row.get("year") or (known[-1][1] if known else None)
        row["kind"] = row.get("kind") or _kind(text[max(sentence, at - 60) : b], row)
        row["start"], row["end"] = story.where(begins + a, begins + b)
        row["text"] = story.printed[begins + a : begins + b]
    return rows


def _rise(text, run, follow):
    """If ``follow`` is compared with ``run`` (由A增长到B) note it there, and give where the name of both ends."""
    scale = 1 if run[0].unit == follow[0].unit else _TIME.get((run[0].unit, follow[0].unit))
    if not scale or follow[0].start - run[-1].end > 30 or len(run) != len(follow):
        return None
    between = text[run[-1].end : follow[0].start]
    to = _TO.match(between)
    if not to:
        return None
    came = _FROM.search(text[max(0, run[0].start - 24) : run[0].start])
    if not came and not to[1]:  # 300元到500元: a range
        if len(run) == 1 and len(between) == 1 and len(run[0].values) == len(follow[0].values) == 1:
            follow[0].values = run[0].values + follow[0].values
            return run[0].start
        return None
    for old, new in zip(run, follow):
        new.base = dict(base_value=old.values[-1] * scale, base_year=int(came[1]) if came and came[1] else None, year=int(to[2]) if to[2] else None)
    return run[0].start - len(came[0]) if came else run[0].start


def _name(text, lo, at, run, last, follow):
    """The rows of figures side by side, each with metric and span; the name in front lies between ``lo`` and ``at``."""
    back = text[max(lo, at - 80) : at]
    part = _BREAK.split(back)[-1]
    several = len(run) > 1 and ("分别" in part or "、" in part or bool(run[0].base))
    if not several and "、" in part:
        part = part[part.rindex("等") :] if "等" in part else re.split(rf"(?<![{NUMERALS}])、", part)[-1]
    name = _AHEAD.sub("", part)
    metric = _ACT.sub("", name[:-12] + _REACHED.sub("", _BEHIND.sub("", name[-12:])))  # the end alone: these patterns are slow
    rows = []
    for i, f in enumerate(run):
        change = None
        if not f.base and not _ENDS.isdisjoint(back[-12:]):
            change = _CHANGE.search(back[-24:]) or _CHANGE_AHEAD.search(part)
        kind, span, label, counted = None, (at - len(name), f.end), metric, False
        if several:
            kind = "change" if change else None
            label, span = _pick(metric, i, len(run)) + (change[1].replace("分别", "") if change else ""), (at - len(name), run[-1].end)
        elif f.base:
            pass
        elif change or f.unit == "百分点":
            kind = "change"
            label = _COMPARED.sub("", label)
            label = (label if len(label) > 1 else _level(last)) + (change[1] if change and change[1] not in label else "")
            f.base = {"base_year": int(change[2])} if change and change.re is _CHANGE and change[2] else {}
        elif _REACH.match(text[lo : f.start]) and last:
            label, span = _level(last), (f.start - len(part) if part else f.start, f.end)
        elif thing := _thing(text, f, name, follow):
            worth = _WORTH.search(part)
            label, counted = thing[1] + (worth[1] if worth else ""), not worth
            span = (f.start - len(worth[0]) if worth else f.start, thing[0])
        elif i or len(metric) < 2:
            rest = None if i else _REST.match(text, f.end)
            label = rest[0] if rest else _level(last) or _BREAK.split(text[max(0, at - 40) : at].rstrip(",:。"))[-1]
            span = (f.start if i else at - len(name), rest.end() if rest else f.end)
        items = _LISTED.search(back) if counted and back.endswith("等") else None
        note = "more are listed than the number says" if items and items[0].count("、") >= f.values[0] else ""
        for j, value in enumerate(f.values):
            bound = f"{label}({'下上'[j]}限)" if len(f.values) > 1 else label
            rows.append(dict(span=span, at=f.start, metric=bound, value=value, unit=f.unit, kind=kind, counted=counted, note=note, **f.base))
    return rows


def _level(metric):
    """The name of what changed: 住院率 of 住院率同比下降."""
    return re.sub(rf"(?:同比|年均)?{_BY}$", "", metric)


def _thing(text, f, name, follow):
    """What is counted, behind the number: (where it ends, its name), or None."""
    count = f.section in ("people", "count")
    if _SHARED.search(name[-8:]) or not count and re.search("[为是]$", name):
        return None
    if f.who:
        return f.end + len(f.who), f.who
    if count and follow and follow[0].start == f.end and follow[0].section in ("people", "count"):  # 3批200名工匠
        return _thing(text, follow[0], "", None)
    tail = _TAIL.match(text, f.end)
    if not tail or not tail[1] and not count and f.section != "money":
        return None
    words = segment_clause(tail[2])
    tags = [tag_word(word) for word in words] + ["w"]
    i = words.index("的") if tags[0][0] in "vp" and "的" in words[1:8] else 0  # 5名热爱戏曲的邮递员
    n, noun, plain = 0, False, not i  # plain: nouns alone, which 的 does not go on with (12家单位的代表: units)
    acted = count and tags[0][0] == "v" and name and ends_in_verb(name)  # 举行2次排查整治
    while i < len(words):
        tag, after, then = tags[i], tags[i + 1], tags[min(i + 2, len(words))]
        if tag[0] in "njlxe" or tag in ("vn", "an", "i") or words[i] in _HEADS or words[i].isdigit() or acted and tag[0] == "v":
            n, noun = i + 1, True
        elif words[i] == "的" and i and not (count and plain) and (after[0] in "nabj" or after[0] == "v" and then[0] == "n"):
            noun = False
        else:
            ahead = not noun and (tag[0] in "abtsf" or tag[0] == "v" and after[0] in "nv" and "n" in after + then)  # 新建的, 受灾村
            inside = tag[0] == "v" and ("的" in words[i + 1 : i + 3] or not _HEADS.isdisjoint(words[i + 1 : i + 2]))  # 充电桩
            if not (ahead or inside):
                break
        plain &= tag[0] not in "vapd"
        i += 1
    end = tail.start(2) + sum(map(len, words[:n]))
    label = text[tail.end(1) : end]
    return (end, label) if len(label) > 1 and n else None


def _ratio(text, m):
    """按省、市、县4:3:3比例: one row a part."""
    part = re.split(r"[,。;按以]照?", text[max(0, m.start() - 40) : m.start()])[-1]
    values = m[0].split(":")
    return [dict(span=(m.start() - len(part), m.end()), at=m.start(), metric=_pick(part, i, len(values)), value=float(n), unit="份",
                 kind="resource", counted=True) for i, n in enumerate(values)]


def _pick(name, i, n):
    """One of several names: 县、镇、村… or 县镇村三级… gives the level, A、B和C the name, of the first, second … value."""
    levels = _EACH.match(name)
    if levels and len(each := re.findall("[^、和]", levels[2])) == n:
        return levels[1] + each[i] + ("级" if levels[3] or "、" not in levels[2] else "") + levels[4]
    parts = re.split("[、和]", name)
    return parts[i] if len(parts) == n else f"{name}({i + 1})" if n > 1 else name


def _kind(sentence, row):
    if row.get("base_value") is not None:
        return "level"
    if _AIM.search(sentence):
        return "target"
    section = read_units().get(row["unit"], "")
    if row["unit"] in ("%", "倍", "次", "例", "人次") or section in ("time", "span") or _DONE.search(row["metric"]):
        return "level"
    if section == "money":
        return "resource"
    acts = _ACTS.findall(sentence[-40:])
    return "scale" if not acts else "resource" if _GIVEN.match(acts[-1]) else "level"


def _recompute(text, rows):
    """Derive bases from 提高4个百分点达80% and 达80%,提高4个百分点; compare totals with their parts."""
    for i, (row, after) in enumerate(zip(rows, rows[1:])):
        points, level = (row, after) if row["unit"] == "百分点" else (after, row)
        if points["unit"] == "百分点" and level["unit"] == "%" and level.get("base_value") is None:
            between = text[text.find(row["unit"][-1], row["at"]) + 1 : after["at"]]
            since = None if points is row else _SINCE.match(between)
            if since or points is row and _REACH.match(between):
                fell = re.search(_DOWN, points["metric"][-4:])
                base = round(level["value"] + points["value"] * (1 if fell else -1), 6)
                if 0 <= base:
                    level.update(base_value=base, base_year=since and since[1] and int(since[1]) or None,
                                 note=f"base derived: {level['value']:g} {'+' if fell else '-'} {points['value']:g}")
        between = text[row["at"] : after["at"]]
        cue = _PARTS.match(between) if "其中" in between or "包括" in between else None
        parts = []
        stop = _STOP.search(text, row["at"]) if cue else None
        for part in rows[i + 1 : i + 1 + _MOST_PARTS] if cue else []:
            if part["unit"] != row["unit"] or stop and stop.start() < part["at"]:
                break
            parts.append(part["value"])
        if sum(parts) > row["value"] or cue and cue[1] == "包括" and len(parts) > 1 and not isclose(sum(parts), row["value"]):
            row["note"] = f"its parts add up to {sum(parts):g}"


def _flag_contradictions(rows):
    """Say where a share is over 100 % or an article gives one metric two values; nothing is settled."""
    same = defaultdict(list)
    for row in rows:
        if row["unit"] == "%" and row["value"] > 100 and row["kind"] != "change" and _SHARE.search(row["metric"]) and not re.search("增|完成|利用", row["metric"]):
            row["note"] = "a share over 100 %"
        if not row.pop("counted") and row["kind"] != "change" and len(row["metric"]) > 3 and not row["metric"].endswith("限)"):
            same[row["metric"], row["unit"], row["year"]].append(row)
    for group in same.values():
        values = sorted({row["value"] for row in group})
        for row in group if len(values) > 1 else []:
            row["note"] = "; ".join(filter(None, [row.get("note"), "the article also gives " + _name_others(values, row["value"])]))


def _name_others(values, own):
    others = [f"{v:g}" for v in values[: _MOST_VALUES + 1] if v != own]
    return ", ".join(others[:_MOST_VALUES]) + (f" and {len(values) - 1 - _MOST_VALUES} more" if len(values) - 1 > _MOST_VALUES else "")


@takes(indicators="page article text metric value unit year base_value base_year note")
def changes(indicators):
    """Put before and after side by side, for every figure that has a base.

    Parameters
    ----------
    indicators : DataFrame
        The table ``indicators``.

    Returns
    -------
    DataFrame
        Columns page, article, metric, unit, base_year, before, year, after, change (after less before; of shares in points),
        relative (change as a share of before, ``<NA>`` where before is 0), derived (the base was computed), text.

    Examples
    --------
    >>> table = changes(find_indicators(read_articles("seeds")))
    >>> table.loc[table.metric.eq("镇卫生院门急诊量"), ["before", "after", "change"]].iloc[0].tolist()
    [610000.0, 1160000.0, 550000.0]
    """
    own = indicators[indicators.base_value.notna()].rename(columns={"base_value": "before", "value": "after"})
    change = (own.after - own.before).round(6)
    own = own.assign(change=change, relative=(change / own.before.where(own.before != 0)), derived=own.note.str.contains("derived", regex=False))
    columns = ["page", "article", "metric", "unit", "base_year", "before", "year", "after", "change", "relative", "derived", "text"]
    return own[columns].reset_index(drop=True)
