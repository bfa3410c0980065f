"""Figures (指标): metric, value, unit, year, and what the value is compared with."""

import re
from bisect import bisect
from collections import defaultdict
from itertools import accumulate
from math import isclose

from tifa.arguments import takes
from tifa.corrections import correct_found
from tifa.leads import skip_lead
from tifa.knowledge import DATA, read_sections
from tifa.policy import forms
from tifa.policy.figures import find_figures, tag_of
from tifa.policy.tabulated import add_tabulated
from tifa.story import STORY, stories
from tifa.tables import Indicators, make_table
from tifa.words.numerals import read_number
from tifa.words.segment import segment_clause

_SMALLER = {("天", "小时"): 24, ("小时", "分钟"): 60, ("分钟", "秒"): 60, ("天", "分钟"): 1440}  # of a rise
_WORDS = {kind: frozenset(words) for kind, words in read_sections(DATA / "figure_words.txt").items()}


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
        The table ``indicators``: one row a figure, in the order of the page; a range gives one row a bound.
        What was derived (a base from a rise in points) or does not fit (a metric with two values) is told
        in ``note``.

    Notes
    -----
    Numbers stand in digits or Chinese characters before a unit of ``data/units.txt``; a linear judge
    (``data/weights/figures.csv``) tells figures from dates, idioms and names; the words beside them name
    the metric. What goes wrong:

    - a number without a unit (由2.81缩小到2.39) and a rank are missed.
    - a metric named in an earlier sentence is told by its last words only, or by the clause before.
    - year: the last one named before the figure, in the sentence, else in the paragraph (``year_from`` says
      which); where neither names one and the sentence speaks of now (目前, 截至), the year of the article's date.
    - kind: a rule of thumb by unit and verb; take it as a first sorting.

    Examples
    --------
    >>> figures = find_indicators(read_articles("seeds"))
    >>> figures.loc[figures.text.eq("县域内就诊率达85%"), ["metric", "unit"]].iloc[0].tolist()
    ['县域内就诊率', '%']
    """
    rows = []
    for story in stories(articles):
        own = [row for begins, text in story.paragraphs() for row in _read(story, begins, text)]
        own = add_tabulated(story, own)
        _flag_contradictions(own)
        rows += [dict(page=story.page, article=story.article, **row) for row in own]
    return correct_found(make_table(Indicators, rows), "indicators", articles)


def _read(story, begins, text):
    """The rows of a paragraph, in the order of the text."""
    text = forms.SAID_YEAR.sub(lambda m: f"{read_number(m[0]):g}", text)  # 二〇二四年, as long as 2024年
    groups, proportions = _group(text)
    rows, last = [row for m in proportions for row in _proportion(text, m)], ""
    done = skip_lead(text)
    for group in groups:
        rows += _name(text, done, group, last)
        done, last = group.end, rows[-1]["metric"]
    rows.sort(key=lambda row: row["at"])
    _compare_rows(text, rows)
    _date(text, rows, story.date[:4])
    for row in rows:
        start, end = begins + row["span"][0], begins + row["span"][1]
        row["text"] = story.printed[start:end]
        row["start"], row["end"] = story.where(start, end)
    return rows


# --- which figures belong together --------------------------------------------------------------------------

class _Group:
    """Figures side by side (3人、4人) under one name, with the values they are compared with."""

    def __init__(self, text, f):
        self.text, self.figures, self.start, self.end = text, [f], f.start, f.end
        self.bases, self.year, self.base_year = [], None, None

    def beside(self, f):
        """Take a figure that stands beside: 3人、4人."""
        beside = f.unit == self.figures[-1].unit and self.text[self.end : f.start] in ("、", "和", "与", "及")
        if beside:
            self.figures.append(f)
            self.end = f.end
        return beside

    def rises_from(self, old):
        """Take the values of the group before as bases (由A增长到B) or as lower bounds (300元到500元)."""
        unit, own = old.figures[0].unit, self.figures[0].unit
        scale = 1 if unit == own else _SMALLER.get((unit, own))
        to = scale and self.start - old.end <= 30 and (
            forms.RISES_TO.match(self.text, old.end, self.start) or forms.UP_TO.fullmatch(self.text, old.end, self.start))
        if not to or len(old.figures) != len(self.figures):
            return False
        came = forms.COMES_FROM.search(self.text, max(0, old.start - 24), old.start)
        if to.re is forms.RISES_TO and (came or to["moves"]):
            self.bases = [f.values[-1] * scale for f in old.figures]
            self.year, self.base_year = to["year"], came and came["year"]
        elif len(self.figures) == 1 and self.start - old.end < 3 and len(old.figures[0].values) == 1:
            self.figures[0].values = old.figures[0].values + self.figures[0].values
        else:
            return False
        self.start = came.start() if came else old.start
        return True

    def rises_from_bare(self, done):
        """Take a number without a unit as base: 由81.5提高到93%."""
        came = forms.FROM_BARE.search(self.text, max(done, self.start - 40), self.start)
        if came and len(self.figures) == 1:
            self.bases, self.start = [float(came["value"])], came.start()
            self.year, self.base_year = came["year"], came["since"]

    def is_more_than(self, other):
        """Take the value of the group behind as base: 达75%,比2015年的53%高; 97%以上(2022年为96%)."""
        like = len(self.figures) == len(other.figures) == 1 and self.figures[0].unit == other.figures[0].unit
        than = like and not self.bases and forms.THAN.fullmatch(self.text, self.end, other.start)
        if than:
            self.bases, self.base_year = [other.figures[0].values[-1]], than["year"] or than["was"]
        return than


def _group(text):
    """The figures of a paragraph in groups, bases taken in; the proportions."""
    found, proportions = find_figures(text)
    runs, groups, done = [], [], 0
    for f in found:
        if not (runs and runs[-1].beside(f)):
            runs.append(_Group(text, f))
    for run in runs:
        if groups and groups[-1].end == done and run.rises_from(groups[-1]):
            groups[-1] = run
        elif groups and groups[-1].is_more_than(run):
            continue
        else:
            run.rises_from_bare(done)
            groups.append(run)
        done = run.end
    return groups, proportions


# --- what is measured or counted ----------------------------------------------------------------------------

def _name(text, done, group, last):
    """The rows of a group, named by the words before its numbers, or behind one, or like the group before."""
    ahead, many = text[max(done, group.start - 80) : group.start], len(group.figures)
    part = forms.DATELINE.sub("", forms.NAME_BREAKS.split(ahead)[-1])
    if many > 1 and ("分别" in part or "、" in part or group.bases):
        change = forms.CHANGE.search(part[-24:])
        metric, how = _cut(part[: len(part) - len(change[0])] if change else part, together=True)[1], ""
        if change:
            how = change["how"].replace("分别", "")
        start = group.start - len(part) + _cut(part, together=True)[0]
        kind = "change" if change else ""
        named = [(_pick(metric, i, many) + how, start, group.end, kind) for i in range(many)]
    else:
        listed = forms.LISTED.search(part)
        own = re.split(rf"(?<![{forms.SAID}])、", part)[-1]
        if "、" in part and "等" in part:
            own = part[part.rindex("等") :]
        named = [_name_one(text, f, own if f is group.figures[0] else "", group, last) for f in group.figures]
    rows = []
    for i, (f, (metric, start, end, kind)) in enumerate(zip(group.figures, named)):
        for k, value in enumerate(f.values):
            rows.append(dict(at=f.start, end_at=f.end, span=(start, end), value=value, unit=f.unit,
                kind=kind or f.kind, note="", counted=start == f.start,
                metric=f"{metric}({'下上'[k]}限)" if len(f.values) > 1 else metric,
                base_value=group.bases[i] if group.bases else None, year=_whole(group.year),
                base_year=_whole(group.base_year)))
            if many == 1 and part.endswith("等") and listed and listed[0].count("、") >= value:
                rows[-1]["note"] = "more are listed than the number says"
    return rows


def _name_one(text, f, part, group, last):
    """Metric, start, end and kind of a figure: by the change it tells, what it counts, the words in front."""
    at = group.start if part else f.start
    cut, metric = _cut(part)
    start, bound = at - len(part) + cut, forms.BOUND.match(text, f.end)
    end, level = bound.end() if bound else f.end, forms.CHANGED.sub("", last)
    if group.bases:
        return metric or level, start, end, "level"
    if f.doubles:
        return (level if len(metric) < 2 or forms.SPAN.match(metric) else metric) + "翻番", start, end, "change"
    change = forms.CHANGE.search(part[-24:]) or forms.CHANGE_AHEAD.search(part)
    if change or f.unit == "百分点":
        if change and change.re is forms.CHANGE:
            group.base_year = change["since"]
            metric = _cut(part[: len(part) - len(change[0])])[1]
        metric, how = metric if len(metric) > 1 else level, change["how"] if change else ""
        return metric + (how if how not in metric else ""), start, end, "change"
    if last and part and len(metric) < 2 and forms.REACHES.fullmatch(part):
        return level, at - len(part), end, ""
    if thing := _thing(text, f, part[cut:]):
        if worth := forms.WORTH.search(part):
            return thing[0] + worth["of"], f.start - len(worth[0]), thing[1], ""
        return thing[0], f.start, thing[1], ""
    if len(metric) > 1:
        return metric, f.start if end - f.start > 2 and _ends_in_verb(metric) else start, end, ""
    if rest := forms.REST.match(text, f.end) if not metric else None:
        return rest[0], f.start, max(end, f.end + len(segment_clause(rest[0])[0])), ""
    return level or text[max(0, at - 8) : at], min(start, f.start), end, ""


def _cut(part, together=False):
    """Where a name begins in the words before a number, and the name: behind the last word that but leads."""
    cut = at = 0
    part = part.rstrip("<>≤≥ ")
    words = [*segment_clause(part[:-14] + _bare(part[-14:]))]
    while words and tag_of(words[-1])[0] == "d":
        words.pop()
    for word, after in zip(words, (*words[1:], "")):
        leads = word in _WORDS["lead"] and (after != "的" or len(word) < 2) or tag_of(word)[0] in "rpd" and word not in ("与", "全", "各", "比")
        if leads and not (together and cut < at):
            cut = at + len(word)
        at += len(word)
    cut += len(part[cut:at]) - len(part[cut:at].lstrip())
    name = part[cut:at]
    return cut, name + "”" * (name.count("“") > name.count("”"))


def _bare(name):
    """The words before a number without those that but lead to it: 达, 已有; 约 unless it ends a word (签约)."""
    bare = forms.REACHED.sub("", name)
    ends = accumulate(map(len, segment_clause(name)), initial=0) if name[len(bare) :][:1] == "约" else ()
    return name[: next((end for end in ends if end >= len(bare)), len(bare))]


def _thing(text, f, name):
    """What is counted behind a number, and where it ends; None where nothing is."""
    counts = f.section in ("people", "count", "bare", "term")
    if forms.SHARE_AHEAD.search(name[-12:]) or not counts and name[-1:] in ("为", "是"):
        return None
    if f.who or f.section == "bare":
        return f.who or f.printed_unit, f.end + len(f.who or "")
    tail = forms.COUNTED_BEHIND.match(text, f.end)
    if not tail or not (tail["of"] or counts or f.section in ("money", "measure", "time") or _acts(name)):
        return None
    words = segment_clause(tail["thing"])
    whole = f.unit in ("人", "人次") or not (counts or tail["of"] or _acts(name))
    end = 0 if whole and tag_of(words[0])[0] in "vpd" else tail.start("thing") + _noun_end(words)
    start = tail.end("of") - len(tail["of"].lstrip("的"))
    return (text[start:end].strip(), end) if end > tail.start("thing") else None


def _acts(name):
    """Whether a verb, or nothing, leads to a number: what it counts stands behind it."""
    bare = _bare(name[-14:])
    return not bare or name[-1] in "有了的" or _ends_in_verb(bare)


def _ends_in_verb(name):
    return tag_of(segment_clause(name)[-1])[0] == "v" and not forms.SHARE_AHEAD.search(name[-12:])


def _noun_end(words):
    """Where the noun a phrase begins with, behind what describes it, ends; 0 where it begins with none."""
    end = at = quoted = 0
    skip = words.index("的") if tag_of(words[0])[0] in "vp" and "的" in words[1:8] else -1  # 热爱戏曲的邮递员
    for i, (before, word, after) in enumerate(zip(("", *words), words, (*words[1:], "。"))):
        tag, at = tag_of(word), at + len(word)
        if i <= skip or quoted and word != "”" or word == "“":
            quoted = quoted or word == "“"
        elif word == "”" or _is_noun(word, tag, not end) or before in _WORDS["describing"] and tag == "v":
            end, quoted = at, 0
        elif word in _WORDS["beyond"] or tag[0] not in "abtsfmzdvqku":
            break
        elif end and not (tag[0] == "v" and _is_head(after)):
            break
    return end


def _is_head(word):
    """A noun of one character that ends another: 充电桩."""
    return len(word) == 1 and tag_of(word)[0] in "zqgk"


def _is_noun(word, tag, first):
    return word not in _WORDS["beyond"] and (tag[0] in "nj" or tag in ("vn", "an") or word.isascii()
        or first and tag[0] in "li" or not first and _is_head(word) or tag == "zg")


def _pick(name, i, n):
    """One of several names: 县、镇、村… or 县镇村三级… gives the level, A、B和C the name of the first, second … value."""
    levels = forms.LEVELS.match(name)
    if levels and len(each := re.findall("[^、和]", levels["each"])) == n:
        rank = "级" if levels["rank"] or "、" not in levels["each"] else ""
        return levels["lead"] + each[i] + rank + levels["rest"]
    parts = re.split("[、和]", name)
    return parts[i] if len(parts) == n else f"{name}({i + 1})" if n > 1 else name


def _proportion(text, m):
    """按省、市、县4:3:3比例: one row a part."""
    part = re.split(r"[,。;]|[按以]照?(?!$)", text[max(0, m.start() - 40) : m.start()])[-1]
    name = re.sub("[按以]照?$", "", part)
    values = re.split("[:∶]", m[0])
    return [dict(span=(m.start() - len(part), m.end()), at=m.start(), end_at=m.end(), base_value=None,
        metric=_pick(name, i, len(values)), unit="份", value=float(value), kind="resource", counted=True,
        note="") for i, value in enumerate(values)]


# --- when, and what fits ------------------------------------------------------------------------------------

def _whole(printed):
    return int(printed) if printed and printed.isdigit() else None


def _date(text, rows, article_year):
    """Give each row a year: the sentence's, the article's if the sentence speaks of now, the paragraph's."""
    this_year = _whole(article_year)
    ends = [m.end() for m in forms.SENTENCE_ENDS.finditer(text)] if rows else []
    years = [(m.start(), int(m[0][:4]) if m[0][0].isdigit() else this_year + "去今明".index(m[0][0]) - 1)
        for m in (forms.YEAR_NAMED.finditer(text) if rows else ()) if m[0][0].isdigit() or this_year]
    now = [m.start() for m in forms.NOW.finditer(text)] if rows else []
    for row in rows:
        i = bisect(ends, row["at"])
        sentence, beyond = ends[i - 1] if i else 0, ends[i] if i < len(ends) else len(text)
        k = bisect(years, (max(row["span"][1], row["at"]),)) - 1
        if row.get("year"):
            row["year_from"] = "sentence"
        elif k >= 0 and years[k][0] >= sentence:
            row["year"], row["year_from"] = years[k][1], "sentence"
        elif bisect(now, sentence - 1) < bisect(now, beyond - 1):
            row["year"], row["year_from"] = this_year, "article" if this_year else ""
        elif k >= 0:
            row["year"], row["year_from"] = years[k][1], "paragraph"


def _compare_rows(text, rows):
    """Derive bases from 提高4个百分点达80% and 达80%,提高4个百分点; compare totals with their parts."""
    for i, (row, after) in enumerate(zip(rows, rows[1:])):
        points, level = (row, after) if row["unit"] == "百分点" else (after, row)
        if points["unit"] == "百分点" and level["unit"] == "%" and level["base_value"] is None:
            between = text[row["end_at"] : after["at"]]
            said = forms.REACHES.fullmatch(between) if points is row else forms.CHANGED_TO.fullmatch(between)
            fell = re.search(forms.WORDS["fall"], points["metric"][-4:])
            base = round(level["value"] + points["value"] * (1 if fell else -1), 6)
            if said and base >= 0:
                level["base_value"], level["base_year"] = base, _whole(points is after and said["since"])
                level["note"] = f"base derived: {level['value']:g} {'+' if fell else '-'} {points['value']:g}"
        if cue := forms.PARTS.match(text, row["at"], after["at"]):
            _compare_parts(text, row, rows[i + 1 : i + 30], cue["cue"])


def _compare_parts(text, total, rows, cue):
    """Say where the parts of a total in its sentence add up to more, or (包括) to another sum."""
    parts, whole = [], total["value"]
    for row in rows:
        if row["unit"] != total["unit"] or forms.SENTENCE_ENDS.search(text, total["at"], row["at"]):
            break
        parts.append(row["value"])
    if sum(parts) > whole or cue == "包括" and len(parts) > 1 and not isclose(sum(parts), whole):
        total["note"] = f"its parts add up to {sum(parts):g}"


def _flag_contradictions(rows):
    """Say where a share is over 100 % or an article gives one metric two values; nothing is settled."""
    same = defaultdict(list)
    for row in rows:
        level = row["kind"] != "change"
        if level and row["unit"] == "%" and row["value"] > 100 and forms.PART_OF.search(row["metric"]):
            row["note"] = "a share over 100 %"
        if level and not row.get("counted", True) and len(row["metric"]) > 3 and row["metric"][-2:] != "限)":
            same[row["metric"], row["unit"], row.get("year")].append(row)
    for group in same.values():
        values = sorted({row["value"] for row in group})
        for row in group if len(values) > 1 else []:
            others = ", ".join(f"{value:g}" for value in values if value != row["value"])
            row["note"] = "; ".join(filter(None, [row["note"], f"the article also gives {others}"]))


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
        Columns page, article, metric, unit, base_year, before, year, after, change (after less before; of
        shares in points), relative (change as a share of before, ``<NA>`` where before is 0), derived (the
        base was computed), text.

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
