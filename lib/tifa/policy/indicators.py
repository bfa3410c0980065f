"""Figures (指标): metric, value, unit, year, and what the value is compared with."""

import re
from bisect import bisect
from collections import defaultdict
from math import isclose

from tifa.arguments import takes
from tifa.story import STORY, stories
from tifa.policy import forms
from tifa.policy.figures import find_figures, read_units
from tifa.tables import Indicators, make_table
from tifa.words.segment import segment_clause, tag_word

_SMALLER = {("天", "小时"): 24, ("小时", "分钟"): 60, ("分钟", "秒"): 60,
    ("天", "分钟"): 1440}  # for rises from one unit to a smaller one
_HEADS = frozenset("所长员村点桩站室馆区园车店库院校厂队会户房品岗地路田镇县市")  # nouns that jieba cuts off


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
    Numbers stand in digits or Chinese characters before a unit of ``data/units.txt``; a linear judge
    (``data/weights/figures.csv``) tells figures from dates, idioms and names; the words beside them name the metric.
    What goes wrong:

    - a number without a unit (由2.81缩小到2.39) and a rank are missed.
    - a metric named in an earlier sentence is told by its last words only, or by the clause before.
    - year: the last one named before the figure, in the sentence, else in the paragraph (``year_from`` says which); where
      neither names one and the sentence speaks of now (目前, 截至), the year of the article's date.
    - kind: a rule of thumb by unit and verb; take it as a first sorting.

    Examples
    --------
    >>> figures = find_indicators(read_articles("seeds"))
    >>> figures.loc[figures.text.eq("县域内就诊率达85%"), ["metric", "unit"]].iloc[0].tolist()
    ['县域内就诊率', '%']
    """
    rows = []
    for story in stories(articles):
        own = [row for begins, text in story.paragraphs() for row in _find(story, begins, text)]
        _flag_contradictions(own)
        rows += [dict(page=story.page, article=story.article, **row) for row in own]
    return make_table(Indicators, rows)


def _find(story, begins, text):
    """The rows of a paragraph."""
    found, proportions = find_figures(text)
    rows, runs = [row for m in proportions for row in _ratio(text, m)], []
    for f in found:
        if runs and f.unit == runs[-1][-1].unit and text[runs[-1][-1].end : f.start] in ("、", "和", "与", "及"):
            runs[-1].append(f)  # 3人、4人: side by side
        else:
            runs.append([f])
    done, last, skip = 0, "", False
    for run, follow in zip(runs, [*runs[1:], None]):
        start = getattr(run[0], "named_to", run[0].start)
        if skip:
            skip = False
            done = run[-1].end
            continue
        if follow and (name_end := _rise(text, run, follow)) is not None:
            follow[0].named_to = name_end
            continue
        if not run[0].base and len(run) == 1 and (bare := forms.FROM_BARE.search(text, max(0, start - 40),
            start)):
            run[0].base = dict(base_value=float(bare["value"]), base_year=_whole(bare["since"]),
                year=_whole(bare["year"]))
            start = bare.start()
        if not run[0].base and follow and (than := _compared(text, run, follow)):
            run[0].base, skip = than, True
        rows += _name(text, done, start, run, last, follow)
        last, done = rows[-1]["metric"], run[-1].end
    rows.sort(key=lambda row: row["at"])
    _recompute(text, rows)
    _date(text, rows, story.date[:4])
    for row in rows:
        a, b = row.pop("span")
        row["start"], row["end"] = story.where(begins + a, begins + b)
        row["text"] = story.printed[begins + a : begins + b]
        del row["at"]
    return rows


def _whole(printed):
    return int(printed) if printed else None


def _date(text, rows, article_year):
    """Give each row its year and kind: by the sentence, by the paragraph, by the article's date where it speaks of now."""
    this_year = int(article_year) if article_year.isdigit() else None
    ends = [m.end() for m in forms.SENTENCE_ENDS.finditer(text)]
    years = [(m.start(), int(m[0][:4]) if m[0][0].isdigit() else this_year + "去今明".index(m[0][0]) - 1)
             for m in forms.YEAR_NAMED.finditer(text) if m[0][0].isdigit() or this_year]
    now = {}  # of each sentence, whether it speaks of now
    for row in rows:
        (a, b), at = row["span"], row["at"]
        i = bisect(ends, at)
        sentence, beyond = ends[i - 1] if i else 0, ends[i] if i < len(ends) else len(text)
        if sentence not in now:
            now[sentence] = bool(forms.NOW.search(text, sentence, beyond))
        k = bisect(years, (max(b, at),)) - 1
        if row.get("year"):
            row["year_from"] = "sentence"
        elif k >= 0 and years[k][0] >= sentence:
            row["year"], row["year_from"] = years[k][1], "sentence"
        elif now[sentence]:
            row["year"], row["year_from"] = this_year, "article" if this_year else ""
        elif k >= 0:
            row["year"], row["year_from"] = years[k][1], "paragraph"
        row["kind"] = row.get("kind") or _kind(text[max(sentence, at - 60) : b], row)


def _rise(text, run, follow):
    """If ``follow`` is compared with ``run`` (由A增长到B) note it there, and give where the name of both ends."""
    scale = 1 if run[0].unit == follow[0].unit else _SMALLER.get((run[0].unit, follow[0].unit))
    if not scale or follow[0].start - run[-1].end > 30 or len(run) != len(follow):
        return None
    between = text[run[-1].end : follow[0].start]
    to = forms.RISES_TO.match(between)
    if not to:
        return None
    came = forms.COMES_FROM.search(text, max(0, run[0].start - 24), run[0].start)
    if not came and not to["moves"]:  # 300元到500元: a range
        if len(run) == 1 and len(between) == 1 and len(run[0].values) == len(follow[0].values) == 1:
            follow[0].values = run[0].values + follow[0].values
            return run[0].start
        return None
    for old, new in zip(run, follow):
        new.base = dict(base_value=old.values[-1] * scale, base_year=_whole(came and came["year"]),
            year=_whole(to["year"]))
    return came.start() if came else run[0].start


def _compared(text, run, follow):
    """The base that stands behind a value: 达75%,比2015年的53%高; 97%以上(2022年为96%)."""
    if len(run) > 1 or len(follow) > 1 or run[0].unit != follow[0].unit:
        return None
    m = forms.THAN.fullmatch(text, run[0].end, follow[0].start)
    return m and dict(base_value=follow[0].values[-1], base_year=_whole(m["year"] or m["was"]))


def _name(text, lo, at, run, last, follow):
    """The rows of figures side by side, each with metric and span; the name in front lies between ``lo`` and ``at``."""
    part = forms.NAME_BREAKS.split(text[max(lo, at - 80) : at])[-1]
    several = len(run) > 1 and ("分别" in part or "、" in part or bool(run[0].base))
    listed = forms.LISTED.search(part)
    if not several and "、" in part:
        part = part[part.rindex("等") :] if "等" in part else re.split(rf"(?<![{forms.SAID}])、", part)[-1]
    name = part if several else _cut_ahead(part)
    name = forms.NOT_OF_NAME_AHEAD.sub("", name)
    metric = forms.ACT_AHEAD.sub("",
        name[:-12] + forms.REACHED.sub("", forms.NOT_OF_NAME_BEHIND.sub("", name[-12:])))
    rows = []
    for i, f in enumerate(run):
        if several:
            change = forms.CHANGE.search(part[-24:])
            row = dict(kind=change and "change",
                metric=_pick(metric, i, len(run)) + (change["how"].replace("分别", "") if change else ""),
                       span=(at - len(name), run[-1].end))
        else:
            row = _name_one(text, f, dict(lo=lo, at=at, part=part, name=name, metric="" if i
                else metric, last=last, follow=follow))
        more = listed and row.get("counted") and part.endswith("等") and listed[0].count("、") >= f.values[0]
        for j, value in enumerate(f.values):
            bound = f"{row['metric']}({'下上'[j]}限)" if len(f.values) > 1 else row["metric"]
            rows.append({"counted": False, **row, "at": f.start, "metric": bound, "value": value,
                "unit": f.unit, **f.base,
                         "note": "more are listed than the number says" if more else ""})
    return rows


def _name_one(text, f, near):
    """Metric, span and kind of one figure: by the change it tells, by what is counted behind it, else by the words in front."""
    part, name, metric, last = near["part"], near["name"], near["metric"], near["last"]
    front, end = near["at"] - len(name), _end(text, f)
    change = None if f.base else forms.CHANGE.search(part[-24:]) or forms.CHANGE_AHEAD.search(part)
    if f.base:
        return dict(metric=metric or _level(last), span=(front, end))
    if change or f.unit == "百分点":
        label = forms.COMPARED.sub("", metric)
        label = label if len(label) > 1 else _level(last)
        f.base = {"base_year": int(change["since"])} if change and change.groupdict().get("since") else {}
        return dict(kind="change",
            metric=label + (change["how"] if change and change["how"] not in label else ""),
            span=(front, end))
    if last and forms.REACHES.match(text, near["lo"], f.start) and forms.REACHES.fullmatch(text, near["lo"],
        f.start):
        return dict(metric=_level(last), span=(f.start - len(part), end))
    if thing := _thing(text, f, name, near["follow"]):
        worth = forms.WORTH.search(part)
        return dict(metric=thing[1] + (worth["of"] if worth else ""), counted=not worth,
            span=(f.start - len(worth[0]) if worth else f.start, thing[0]))
    if len(metric) < 2:
        rest = None if metric or not (m := forms.REST.match(text,
            f.end)) else text[f.end : f.end + (_noun_end(m[0], False, True) or len(m[0]))]
        label = rest if rest else _level(last) or forms.NAME_BREAKS.split(text[max(0,
            near["at"] - 40) : near["at"]].rstrip(",:。"))[-1]
        return dict(metric=label, span=(f.start if rest else min(front, f.start), f.end + len(rest) if rest
            else end))
    if f.section == "measure" and (more := _thing(text, f, "", None)) and more[0] > f.end + 1:  # 东平湖近30万亩湖面
        end = more[0]
    return dict(metric=metric, span=(front, end))


def _end(text, f):
    """Where a figure ends with what bounds it: 85%以上."""
    bound = forms.BOUND.match(text, f.end)
    return bound.end() if bound else f.end


def _cut_ahead(part):
    """The words in front of a number without those that only lead to its name: behind the last preposition, pronoun, adverb."""
    at, cut = 0, 0
    words = segment_clause(part)
    for word in words[:-1]:
        at += len(word)
        if (tag_word(word)[0] in "rpd" and word not in ("与", "全", "各")
            or word in forms.LEADS) and len(forms.NOT_OF_NAME_BEHIND.sub("", part[at:])) > 1:
            cut = at
    return part[cut:]


def _level(metric):
    """The name of what changed: 住院率 of 住院率同比下降."""
    return forms.CHANGED.sub("", metric)


def _thing(text, f, name, follow):
    """What is counted, behind the number: (where it ends, its name), or None."""
    count = f.section in ("people", "count", "bare")
    if forms.SHARED.search(name[-12:]) or not count and re.search("[为是]$", name):
        return None
    if f.who:
        return f.end + len(f.who), f.who
    if f.section == "bare":
        return f.end, text[f.end - len(f.printed_unit) : f.end]
    if count and follow and follow[0].start == f.end and follow[0].section in ("people", "count"):  # 3批200名工匠
        return _thing(text, follow[0], "", None)
    tail = forms.COUNTED_BEHIND.match(text, f.end)
    acted = not name or name[-1] in "有了" or _ends_in_verb(forms.NOT_OF_NAME_BEHIND.sub("", name))
    if not tail or not (tail["of"] or count or acted or f.section == "money"):
        return None
    end = _noun_end(tail["thing"], count and bool(name) and acted, count)
    label = text[tail.end("of") : tail.start("thing") + end]
    return (tail.start("thing") + end, label) if label and end else None


def _ends_in_verb(text):
    return not text or tag_word(segment_clause(text[-4:])[-1])[0] == "v"


def _noun_end(phrase, acted, count):
    """Where the noun that a phrase begins with ends; 0 where it begins with none. ``acted``: a verb stands before the number."""
    words = segment_clause(phrase)
    tags = [tag_word(word) for word in words] + ["w"]
    i = words.index("的") if tags[0][0] in "vp" and "的" in words[1:8] else 0  # 5名热爱戏曲的邮递员
    n, noun, plain = 0, False, not i  # plain: nouns alone, which 的 does not go on with (12家单位的代表: units)
    while i < len(words):
        tag, after, then = tags[i], tags[i + 1], tags[min(i + 2, len(words))]
        if words[i] == "“" and "”" in words[i:]:
            i = n = words.index("”", i) + 1
            noun = True
            continue
        if tag[0] in "njlxe" or tag in ("vn", "an",
            "i") or words[i] in _HEADS or words[i].isdigit() or acted and not n and tag[0] == "v":
            n, noun = i + 1, True
        elif words[i] == "的" and i and not (count and plain) and (after[0] in "nabj" or after[0] == "v"
            and then[0] == "n"):
            noun = False
        else:
            ahead = not noun and (tag[0] in "abtsfmzd" or tag[0] == "v" and after[0] in "nv"
                and "n" in after + then)  # 新建的, 受灾村
            inside = tag[0] == "v" and ("的" in words[i + 1 : i + 3]
                or not _HEADS.isdisjoint(words[i + 1 : i + 2]))  # 充电桩
            if not (ahead or inside):
                break
        plain &= tag[0] not in "vapd"
        i += 1
    return sum(map(len, words[:n]))


def _ratio(text, m):
    """按省、市、县4:3:3比例: one row a part."""
    part = re.split(r"[,。;按以]照?", text[max(0, m.start() - 40) : m.start()])[-1]
    values = re.split("[:∶]", m[0])
    return [dict(span=(m.start() - len(part), m.end()), at=m.start(), metric=_pick(part, i, len(values)),
        value=float(n), unit="份",
                 kind="resource", counted=True, note="") for i, n in enumerate(values)]


def _pick(name, i, n):
    """One of several names: 县、镇、村… or 县镇村三级… gives the level, A、B和C the name, of the first, second … value."""
    levels = forms.LEVELS.match(name)
    if levels and len(each := re.findall("[^、和]", levels["each"])) == n:
        return levels["lead"] + each[i] + ("级" if levels["rank"] or "、" not in levels["each"]
            else "") + levels["rest"]
    parts = re.split("[、和]", name)
    return parts[i] if len(parts) == n else f"{name}({i + 1})" if n > 1 else name


def _kind(sentence, row):
    if row.get("base_value") is not None:
        return "level"
    if forms.AIMS.search(sentence):
        return "target"
    section = read_units().get(row["unit"], "")
    if row["unit"] in ("%", "倍", "次", "例", "人次") or section in ("time",
        "span") or forms.TELLS_LEVEL.search(row["metric"]):
        return "level"
    if section == "money":
        return "resource"
    acts = [m for m in forms.ACTS.finditer(sentence[-40:])]
    return "scale" if not acts else "resource" if acts[-1]["given"] else "level"


def _recompute(text, rows):
    """Derive bases from 提高4个百分点达80% and 达80%,提高4个百分点; compare totals with their parts."""
    for i, (row, after) in enumerate(zip(rows, rows[1:])):
        points, level = (row, after) if row["unit"] == "百分点" else (after, row)
        if points["unit"] == "百分点" and level["unit"] == "%" and level.get("base_value") is None:
            between = text[text.find(row["unit"][-1], row["at"]) + 1 : after["at"]]
            since = None if points is row else forms.SINCE.fullmatch(between)
            if since or points is row and forms.REACHES.fullmatch(between):
                fell = re.search(forms.FALLS, points["metric"][-4:])
                base = round(level["value"] + points["value"] * (1 if fell else -1), 6)
                if 0 <= base:
                    level.update(base_value=base, base_year=_whole(since and since["since"]),
                                 note=f"base derived: {level['value']:g} {'+' if fell else '-'} {points['value']:g}")
        cue = forms.PARTS.match(text, row["at"], after["at"])
        parts = []
        for part in rows[i + 1 :] if cue else []:
            if part["unit"] != row["unit"] or forms.SENTENCE_ENDS.search(text, row["at"], part["at"]):
                break
            parts.append(part["value"])
        if sum(parts) > row["value"] or cue and cue["cue"] == "包括" and len(parts) > 1 and not isclose(
            sum(parts), row["value"]):
            row["note"] = f"its parts add up to {sum(parts):g}"


def _flag_contradictions(rows):
    """Say where a share is over 100 % or an article gives one metric two values; nothing is settled."""
    same = defaultdict(list)
    for row in rows:
        if row["unit"] == "%" and row["value"] > 100 and row["kind"] != "change" and forms.SHARE.search(
            row["metric"]):
            row["note"] = "a share over 100 %"
        if not row.pop("counted") and row["kind"] != "change" and len(row["metric"]) > 3 and not row[
            "metric"].endswith("限)"):
            same[row["metric"], row["unit"], row.get("year")].append(row)
    for group in same.values():
        values = sorted({row["value"] for row in group})
        for row in group if len(values) > 1 else []:
            row["note"] = "; ".join(filter(None,
                [row.get("note"), "the article also gives " + ", ".join(f"{v:g}" for v in values
                if v != row["value"])]))


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
    own = own.assign(change=change, relative=(change / own.before.where(own.before != 0)),
        derived=own.note.str.contains("derived", regex=False))
    columns = ["page", "article", "metric", "unit", "base_year", "before", "year", "after", "change",
        "relative", "derived", "text"]
    return own[columns].reset_index(drop=True)
