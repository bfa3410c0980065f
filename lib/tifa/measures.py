"""Measures (举措): who does what, by which instrument, and whether it is done, under way or planned.

A paragraph is cut into words, and each word gets a letter that says what it can do in a clause: from the cues of
``data/`` where they know it, else from its part of speech. Clauses are then told by the pattern of their letters.
"""

import csv
import re
from bisect import bisect
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from tifa.articles import passages
from tifa.tables import Measures, make_table
from tifa.text import fold
from tifa.words import DATA, load_surnames, segment, tag_word

# a name in brackets or short quotation marks is one thing; a quotation that holds a sentence is speech and is read like the rest
_NAME = re.compile(r"《[^《》\n]{1,60}》|\([^()\n]{1,60}\)|“[^“”。!?;\n]{0,39}[^“”。!?;,\n]”")
_HIDDEN = "\ue000"  # a character that no text uses stands for what a name holds
_MARKS = {",": ",", ";": ",", "。": ".", "!": ".", "?": "?", "…": ".", "\n": ".", ":": ":", "“": ":", "”": ":", "、": "、", " ": "a", "的": "D", "为": "W", "以": "I", "和": "c", "及": "c", "了": "l"}
_TAGS = {"d": "a", "ad": "a", "vd": "a", "t": "a", "z": "a", "y": "a", "p": "P", "c": "c", "v": "v", "uj": "D", "ul": "l", "ug": "l", "uz": "l", "ns": "O", "nt": "O", "a": "j", "an": "j", "i": "j", "l": "j", "b": "j"}
_KINDS = {"adverb": "a", "ongoing": "a", "done": "a", "state": "S", "person": "H", "planned": "m", "report": "R", "preposition": "P", "means": "T",
          "frame": "J", "by": "B", "closer": "C", "and": "&", "not": "X", "dummy": "E"}
_PARTS = {"moved": "M", "light": "L", "verb": "V"}
_CLAUSE = re.compile(r"[^,.:?]{2,60}")
_AUX = r"(?:[aml&c、]|j(?=[amjl]*[VLQPTJIEM])|J(?=[amPITVLQMvE])|T(?=[VLQMv]))*"
_SUBJECT = re.compile(rf"(?P<lead>{_AUX})(?:(?P<who>(?![VLQMEv])[^HamlPJTBIWSRXE&]*?O)(?=[amlPITWJBVLQMvERS&])|(?P<person>(?![VLQMEv])[^amPJTBIWSRXE&]*?H)(?=[amlPITJBVLQMvERSW]))?(?P<aux>{_AUX})")
_STRONG = r"(?<![、D])(?:[VLQ](?![D、]|$)|E(?!$)|[MQ](?![D、]))"
_REST = re.compile(
    rf"(?P<phrase>(?:(?:[PTW][^JBX]*C(?!D)|I.*?W.|(?:[PTWJB]|I(?!.*W))(?:.+?(?={_STRONG})|.+?(?=(?<![、D])v(?![D、]|$)))){_AUX}){{0,3}})"
    rf"(?P<head>[VLQvE](?!D|$)|[MQ](?!D))")
_MOVED = re.compile(rf"(?P<topic>[NOcDVLQvj、]+?)(?P<aux>{_AUX})(?P<phrase>[PB].+?)(?P<head>[MQ])(?!D)")
_AND = re.compile(r"[、&][am&]*(?=[VLQ][^D、&])")
_DATELINE = re.compile(r"^[^,。]{0,20}?(?:[电讯])\s*(?:\([^)]*\))?")


class Cues(NamedTuple):
    instrument: dict  # part to cue to instrument
    kinds: dict  # kind to cues
    letters: dict  # word to letter
    split: dict  # first word of a verb that the segmenter cuts in two, to such verbs


class _Letters(dict):
    """The letter of a word: settled by a cue, else by the cue it ends with, else by its part of speech."""

    def __init__(self, actors):
        self.actors = actors

    def __missing__(self, word):
        self[word] = letter = self._tell(word)
        return letter

    def _tell(self, word):
        if word[0] == _HIDDEN:
            return "N"
        if len(word) == 4 and self.get(word[:2]) == "a" and self.get(word[2:]) in ("V", "L"):  # 深入开展 is one word to jieba
            return self[word[2:]]
        if len(word) == 2 and word[0] in "将把由以对向" and word[1] in "省市县区镇乡村":  # 将市 is one word to jieba
            return self[word[0]]
        if word[-1] in "好出到起成" and self.get(word[:-1], "")  in tuple("VL"):
            return self[word[:-1]]
        tag = tag_word(word)
        if tag[0] != "v" and any(word[-n:] in self.actors for n in (1, 2, 3, 4)) and len(word) > 1:
            return "O"
        if tag[:2] == "nr" and word[0] in load_surnames() and len(word) in (2, 3):
            return "H"
        return _TAGS.get(tag, "N")


@cache
def _cues():
    instrument, kinds, split = {}, {}, {}
    with open(DATA / "instruments.csv", encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            instrument.setdefault(r["part"], {})[r["cue"]] = r["instrument"]
    with open(DATA / "measure_cues.csv", encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            kinds.setdefault(r["kind"], set()).add(r["cue"])
    letters = _Letters(kinds["actor"])
    letters.update(dict.fromkeys(kinds["actor"], "O"))
    for kind, letter in _KINDS.items():
        letters.update(dict.fromkeys(kinds[kind], letter))
    for part, letter in _PARTS.items():
        letters.update(dict.fromkeys(instrument[part], letter))
        for verb in instrument[part]:
            if part != "moved" and verb in instrument["moved"]:
                letters[verb] = "Q"
            if len(words := segment(verb)) > 1:
                split.setdefault(words[0], {})[tuple(words)] = letter
    letters.update({cue: "N" for part in ("object", "general") for cue in instrument[part] if letters[cue] == "v"})
    letters.update(_MARKS)
    return Cues(instrument, kinds, letters, split)


# words that turn what follows in a paragraph into what is asked for or announced, and words that turn it back
_TURNS = re.compile(
    r"(?P<back>近年来|近几年|今年以来|去年以来|目前|如今|截至|据了解|此前|比如|例如)"
    r"|(?:下一步|下一阶段|今后|接下来|下阶段|(?<![^,。;])到20\d\d年|(?:强调|指出|(?<![关项的本])要求)(?=[,:])|(?<![重主需只])要(?![求素点闻务是])"
    r"|还将|将(?=从|按照|主要|通过|围绕|重点)"
    r"|《[^》]*(?:决定|意见|方案|办法|规划|计划|纲要|措施)》(?=注重|推动|聚焦|明确|要求|将|规定))")
_ANNOUNCED = re.compile(r"下一步|下一阶段|今后|接下来|(?<![^,。;])到20\d\d年|将(?:从|按照|主要|通过|围绕|重点)|还将")
_COUNTED = re.compile(r"\d[\d.,余多万亿]*[\u4e00-\u9fff]{1,3}$")


def find_measures(articles):
    rows = []
    for article in articles.itertuples():
        stage = ""
        for passage in passages(article):
            if passage.role == "body":
                found, stage = _find(passage, stage)
                rows += [dict(page=article.page, article=article.article, **row) for row in found]
    return make_table(Measures, rows)


def _ends(text, cues):
    """The cue that a text ends with."""
    return next((text[-n:] for n in (5, 4, 3, 2, 1) if text[-n:] in cues), "")


def _last(text, cues):
    """The last cue in a text."""
    for end in range(len(text), 1, -1):
        for n in (5, 4, 3, 2):
            if end >= n and text[end - n : end] in cues:
                return text[end - n : end]
    return ""


def _find(passage, stage):
    cues = _cues()
    text = fold(passage.text)
    hidden = _DATELINE.sub(lambda m: "," * len(m[0]), _NAME.sub(lambda m: _HIDDEN * len(m[0]), text))
    words = segment(hidden)
    of = cues.letters
    letters = "".join([of[w] for w in words])
    at = [0, *accumulate(map(len, words))]
    for i in [i for i, w in enumerate(words) if w in cues.split]:
        for verb, letter in cues.split[words[i]].items():
            if tuple(words[i : i + len(verb)]) == verb:
                letters = letters[:i] + letter + "l" * (len(verb) - 1) + letters[i + len(verb) :]
                words[i] = "".join(verb)
    for m in _NAME.finditer(text):
        if _ends(m[0][1:-1], cues.kinds["actor"]) and m[0][0] == "“":
            i = bisect(at, m.end() - 1) - 1
            letters = letters[:i] + "O" + letters[i + 1 :]
    turns = [(m.start(), not m["back"]) for m in _TURNS.finditer(text)]
    t = 0
    rows, planned, actor, personal, before = [], stage == "announced" or stage == "asked" and letters.lstrip("aj、c")[:1] in tuple("VLQSv"), "", False, 0
    will, seen = False, set()
    for m in _CLAUSE.finditer(letters):
        a, b = m.span()
        if not letters[before:a] in (",", ""):
            actor, personal, will, seen = "", False, False, set()
        before = b
        seen.update(words[a:b])
        while t < len(turns) and turns[t][0] < at[b]:
            planned = turns[t][1]
            t += 1
        if letters[b : b + 1] == "?":
            continue
        sub = _SUBJECT.match(letters, a, b)
        if sub["who"]:
            actor, personal = text[at[sub.start("who")] : at[sub.end("who")]], False
        elif sub["person"]:
            actor, personal = "", True
        if "R" in letters[a:b]:
            personal = False
        p = _REST.match(letters, sub.end(), b) or not sub["who"] and not sub["person"] and _MOVED.match(letters, sub.end(), b)
        if not p or personal or words[b-1] in cues.kinds["aside"] or (letters[b-1] == "C" and p["phrase"][:1] in ("P", "T", "W")):
            continue
        if letters[b:b+1] == "." and b + 1 < len(letters) and not sub["who"] and (a == 0 and at[b] < 13 or words[a][-1] == "是"):
            continue
        will |= "m" in sub["lead"] + sub["aux"] + p["phrase"] or "J" in sub["lead"] + sub["aux"]
        start = p.start() if p["phrase"] else p.start("head")
        who = actor
        if p["phrase"][:1] == "B":
            s = p.start("phrase") + 1
            e = next((i for i in range(p.end("phrase"), s, -1) if letters[i-1] == "O"), s)
            who = text[at[s] : at[e]] or actor
        head = p.start("head")
        while True:
            nxt = _AND.search(letters, head + 1, b)
            end = nxt.start() if nxt else b
            row = _judge(text, words, letters, at, start, head, end, cues, bool(sub["who"]) or "topic" in p.groupdict())
            if row:
                verb, thing, where, why, instrument = row
                t1 = at[end]
                raw = passage.text[at[start]:t1]
                t1 -= len(raw) - len(raw.rstrip(" 等"))
                pa, pb = passage.where(at[start], t1)
                status = _status(words[a:head], verb, text[at[head] + len(verb) : at[end]], will, planned, seen, cues.kinds)
                rows.append(dict(text=passage.text[at[start]:t1], actor=who, verb=verb, object=passage.text[where : t1], instrument=instrument,
                                 status=status, why=why, start=pa, end=pb))
            if not nxt:
                break
            start = head = nxt.end()
    return rows, "announced" if planned and (stage == "announced" or _ANNOUNCED.search(text)) else "asked" if planned else ""


def _judge(text, words, letters, at, start, head, end, cues, has_subject):
    parts = cues.instrument
    c = letters[head]
    o = head + 1
    while o < end and letters[o] == "l":
        o += 1
    if c in "LE" and o < end - 1 and letters[o] in "VLQ" and letters[o+1] not in "D、&":
        head, c = o, letters[o]
        o += 1
        while o < end and letters[o] == "l":
            o += 1
    verb = words[head]
    if verb not in parts["verb"] and len(verb) == 4 and c in "VLQ" and verb not in parts["light"]: verb = verb[2:]
    thing = text[at[o] : at[end]].rstrip("等 ")
    if c == "M" or c == "Q" and len(thing) < 2:
        whole = text[at[start] : at[end]]
        if start == head and not has_subject and len(thing) < 2:
            return None
        instrument, cue = _instrument(verb, whole, parts)
        return verb, thing, at[o], f"M verb {verb}", instrument
    if len(thing) < 2 or _ends(thing, parts["stance"]) or thing.startswith(("一批", "一系列", "各类")):
        return None
    if verb in cues.kinds["yield"] and _COUNTED.search(thing):
        return None
    instrument, cue = _instrument(verb, thing, parts)
    outcome = _ends(thing, parts["outcome"]) or next((x for x in (thing[:2], thing[:3]) if x in parts["outcome"]), "")
    named = text[at[o]] in "“《"
    known = parts["verb"].get(verb)
    if known is None and (not (cue or named and c != "v") or outcome):
        return None
    if c == "v" and (len(verb) < 2): return None
    if known and outcome and known != "authority":
        return None
    return verb, thing, at[o], f"{c} verb {verb}" + (f"; object {cue}" if cue else ""), instrument


def _instrument(verb, thing, parts):
    own = parts["verb"].get(verb) or parts["light"].get(verb) or parts["moved"].get(verb) or "organization"
    cue = _last(thing, parts["object"])
    if verb in parts["moved"] and parts["object"].get(cue) != "treasure":
        return parts["moved"][verb], cue
    if cue and not own in ("treasure", "nodality"):
        return parts["object"][cue], cue
    general = cue or _last(thing, parts["general"])
    if own in ("treasure", "nodality"):
        return own, general
    return parts["general"].get(general) or own, general


def _status(words, verb, after, will, planned, seen, kinds):
    if re.match(".?了", after) or not kinds["done"].isdisjoint(words):
        return "done"
    if will or planned:
        return "planned"
    if _COUNTED.search(after):
        return "done"
    if not kinds["ongoing"].isdisjoint(words) or not kinds["lately"].isdisjoint(seen):
        return "ongoing"
    return "done" if verb in kinds["finished"] else "ongoing"
