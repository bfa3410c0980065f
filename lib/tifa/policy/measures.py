"""Measures (举措): who does what, by which instrument, and whether it is done, under way or planned.

A paragraph is cut into words, and each word gets a letter that says what it can do in a clause: from the cues of
``data/measure_cues.csv`` and ``data/instruments.csv`` where they know it, else from its part of speech. Clauses are
then told by the pattern of their letters.
"""

import re
from bisect import bisect
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from tifa.arguments import takes
from tifa.knowledge import DATA, read_rows
from tifa.story import STORY, stories
from tifa.tables import Measures, make_table
from tifa.words.lists import load_surnames
from tifa.words.segment import segment, tag_word

# a name in brackets or short quotation marks is one thing; a quotation that holds a sentence is speech and is read like the rest
_NAME = re.compile(r"《[^《》\n]{1,60}》|\([^()\n]{1,60}\)|“[^“”。!?;\n]{0,39}[^“”。!?;,\n]”")
_EDGE = "\ue000"  # a character that no text uses: stands for a name's brackets while words are cut
_DATELINE = re.compile(r"^[^,。]{0,20}?[电讯]\s*(?:\([^)]*\))?")

# the letters: V verb, L verb that needs a concrete object, M verb behind what it moves, Q verb of either place, v any other
# verb, E empty verb (进行), S state, R report, O who can act, H person, J 将, K 把 被, B 由, P preposition, T 通过, I 以, W 为,
# C what closes a phrase of place or manner, m what is to come, a adverb, j adjective, l 了, D 的, X what makes no statement,
# f what is announced, y what is asked for, b back to the present; g two words in one, z perhaps the first word of a verb of two, or 年, 月, 日
_KINDS = {"adverb": "a", "ongoing": "a", "done": "a", "state": "S", "person": "H", "planned": "m", "report": "R", "preposition": "P", "means": "T",
          "modal": "J", "frame": "K", "by": "B", "closer": "C", "and": "&", "not": "X", "back": "b", "announce": "f", "ask": "y"}
_PARTS = {"empty": "E", "moved": "M", "light": "L", "verb": "V"}
_MARKS = {"的": "D", "为": "W", "以": "I", "和": "c", "及": "c", "了": "l", "、": "、", " ": "a"}
_MARKS |= dict.fromkeys(",;", ",") | dict.fromkeys("。!…\n", ".") | dict.fromkeys(":“”", ":") | {"?": "?"}
_TAGS = dict.fromkeys(["d", "ad", "vd", "t", "z", "y"], "a") | dict.fromkeys(["a", "an", "i", "l", "b"], "j") | dict.fromkeys(["ul", "ug", "uz"], "l")
_TAGS |= dict(p="P", c="c", v="v", uj="D", ns="O", nt="O")

_CLAUSE = re.compile(r"[^,.:?]{1,60}")
_AUX = r"(?:[abfymlc&、]|j(?=[abfymjl]*[VLQPKTJIEM])|J(?=[abfymPKITVLQMvE])|T(?=[VLQMv]))*"
_STRONG = r"(?<![、D])(?:[VLQ](?![D、]|$)|E(?!$)|[MQ](?![D、VLQM]))"
_PHRASE = (rf"(?:(?:[PTW][^JKBX]*C(?!D)|[JK].+?(?=M(?![D、VLQM])|Q(?![D、]))|I.*?W."
           rf"|(?:[PTWJKB]|I(?!.*W))(?:.+?(?={_STRONG})|.+?(?=(?<![、D])v(?![D、]|$)))){_AUX}){{0,3}}")
# a subject, phrases (将…, 对…, 在…) and the verb; or a thing, a phrase and the verb behind what it moves
_PARSE = re.compile(
    rf"(?P<lead>{_AUX})(?:(?P<who>(?![VLQMEv])[^HabfymlPKJTBIWSRXE&]*?O)(?=[abfymlPKITWJBVLQMvERS&])"
    rf"|(?P<person>(?![VLQMEv])[^abfymPKJTBIWSRXE&]*?H)(?=[abfymlPKITJBVLQMvERSW]))?(?P<aux>{_AUX})"
    rf"(?:(?P<phrase>{_PHRASE})(?P<head>[VLQvE](?!D|$)|[MQ](?!D))|(?P<topic>[NOcDVLQvj、]+?){_AUX}(?P<relation>[PB].+?)(?P<moved>[MQ])(?!D))?")
_AND = re.compile(r"[、&][am&]*(?=[VLQ][^D、&])")

_GLUED = re.compile("(?:[将把由以对向][省市县区镇乡村]|[省市县区镇乡村][要将应须把对由])$")  # jieba knows 将市, 县要 … as words
_OPENS = frozenset(["到", _EDGE])  # 到2027年, 《…办法》
_BREAKS = frozenset(".:?")
_CLOSES = frozenset("”》)" + _EDGE)  # words that may end a name
_COUNTED = re.compile(r"\d[\d.,余多万亿]*[\u4e00-\u9fff]{1,3}$")


class _Letters(dict):
    """The letter of a word: settled by a cue, else by a cue in the word, else by its part of speech."""

    def __init__(self, kinds, parts):
        self.actors, self.verbs = kinds["actor"], {}  # word to the verb in it: 深入开展 to 开展
        for kind, letter in _KINDS.items():
            self.update(dict.fromkeys(kinds[kind], letter))
        self.update(dict.fromkeys(kinds["actor"] - self.keys(), "O"))
        for part, letter in _PARTS.items():
            self.update({cue: "Q" if letter in "LV" and cue in parts["moved"] else letter for cue in parts[part]})
        self.update({cue: "N" for part in ("object", "general") for cue in parts[part] if self[cue] == "v"})
        self.update(_MARKS)

    def __missing__(self, word):
        self[word] = letter = self._tell(word)
        return letter

    def _tell(self, word):
        if _GLUED.match(word):
            return "g"
        for adverb, verb in ((word[:2], word[2:]), ("深入", word[:-1]) if word[-1] in "好出到起成" else ("", "")):  # 深入开展, 梳理出
            if self.get(adverb) == "a" and self.get(verb, "") in tuple("VLQ"):
                self.verbs[word] = self.verbs.get(verb, verb)
                return self[verb]
        tag = tag_word(word)
        if tag[0] != "v" and len(word) > 1 and _ends_in(word, self.actors):
            return "O"
        if tag[:2] == "nr" and word[0] in load_surnames() and len(word) in (2, 3):
            return "H"
        return _TAGS.get(tag, "N")


class _Nouns(dict):
    """(part, cue) of the last noun in a word; None where there is none."""

    def __init__(self, parts):
        self.parts = [(part, parts[part]) for part in ("object", "general")]

    def __missing__(self, word):
        spans = [(i, j) for j in range(len(word), 1, -1) for i in range(j - 1)]
        self[word] = found = next(((part, word[i:j]) for i, j in spans for part, cues in self.parts if word[i:j] in cues), None)
        return found


class _Cues(NamedTuple):
    parts: dict  # part of instruments.csv to the instruments of its cues
    kinds: dict  # kind of measure_cues.csv to its cues
    part: dict  # verb to its part
    letters: dict
    split: dict  # first word of a verb that the segmenter cuts up, to its own letter and such verbs by their second word
    empty: dict  # stance and outcome: the last characters and the words that an object ends with that cannot be carried out
    nouns: dict  # word to the part and cue of the noun that it is or ends with


@cache
def _cues():
    parts, kinds, split = {}, {}, {}
    for r in read_rows(DATA / "instruments.csv"):
        parts.setdefault(r["part"], {})[r["cue"]] = r["instrument"]
    for r in read_rows(DATA / "measure_cues.csv"):
        kinds.setdefault(r["kind"], set()).add(r["cue"])
    letters = _Letters(kinds, parts)
    whole = {cue for part in _PARTS for cue in parts[part]} | kinds["announce"] | kinds["back"] | kinds["planned"]
    for verb in sorted(whole, key=lambda cue: (-len(cue), cue)):
        if len(words := segment(verb)) > 1:
            split.setdefault(words[0], (letters[words[0]], {}))[1].setdefault(words[1], []).append((words, letters[verb]))
    letters.update(dict.fromkeys([*split, *"年月日"], "z"))
    part = {cue: name for name in ("empty", "light", "verb", "moved") for cue in parts[name]}
    empty = {name: (frozenset(cue[-1] for cue in parts[name]), tuple(parts[name])) for name in ("stance", "outcome")}
    return _Cues(parts, kinds, part, letters, split, empty, _Nouns(parts))


@cache
def _labels(scheme):
    """(part, cue) to instrument in a scheme: the package's own, rothwell, or a file's."""
    path = Path(scheme) if str(scheme).endswith(".csv") else DATA / ("instruments.csv" if scheme == "nato" else f"instruments_{scheme}.csv")
    return {(r["part"], r["cue"]): r["instrument"] for r in read_rows(path)}


@takes(articles=STORY)
def find_measures(articles, scheme="nato"):
    """Find clauses that say what an actor does, did or will do.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    scheme : str or Path, optional
        What names the instruments: ``nato`` (Hood and Howlett, ``data/instruments.csv``), ``rothwell`` (Rothwell and
        Zegveld: supply, environment, demand, ``data/instruments_rothwell.csv``), or a CSV of your own with the columns
        part, cue, instrument. Which clauses are found does not depend on it; a cue that it lacks gives no instrument.

    Returns
    -------
    DataFrame
        The table ``measures``: one row a clause, in the order of the page; ``why`` names the cues that made the row: the
        letter of the verb (V; L asks for a concrete object; M, Q may stand behind what they move; E is empty, as 进行;
        v is no cue), the verb, the noun.

    Raises
    ------
    OSError
        When there is no such scheme.

    Notes
    -----
    Accuracy: :func:`tifa.compare.read_accuracy`. Coders differ most in how much of what is merely told counts as a
    measure. What goes wrong:

    - missed: a verb that is no cue; a subject that is no office (绩效与服务量挂钩 is found, 职称即评即聘 is not);
      a measure named and not told (下设的机构, 接诉即办); a frame that runs over a comma (将甲、乙,丙纳入…).
    - wrong: headings and goals within a sentence (优化资源配置); what a meeting did; what came of a measure.
    - the clause: two verbs in a row without a mark between them are one row; a list after 、 is cut only at a verb.
    - instrument: one cue decides; 机制, 服务, 体系, 建设 and other general nouns say little.
    - status: plans told as facts, and facts told after a demand in the same paragraph.
    - actor: found in the same sentence only; people and quoted names that do not end like an office are none.

    References
    ----------
    C. Hood, *The Tools of Government* (1983); M. Howlett, *Designing Public Policies* (2019); R. Rothwell and W. Zegveld,
    *Reindustrialization and Technology* (1985).

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> measures = find_measures(articles)
    >>> measures.loc[measures.text.eq("成立医共体管理委员会"), ["verb", "instrument", "status", "why"]].iloc[0].tolist()
    ['成立', 'organization', 'done', 'V verb 成立; object 委员会']
    >>> sorted(set(find_measures(articles, scheme="rothwell").instrument))
    ['demand', 'environment', 'supply']
    """
    labels, rows, keys = _labels(scheme), [], []
    for story in stories(articles):
        for key, row in _find(story):
            rows.append((story.page, story.article, *row))
            keys.append(key)
    table = make_table(Measures, rows)
    return table if scheme == "nato" else table.assign(instrument=[labels.get(key, "") for key in keys]).astype({"instrument": "str"})


def _spell(text, cues):
    """A text's words, their letters, and the place of each word."""
    names = [m.span() for m in _NAME.finditer(text)]
    parts = [(text[done:a], "Z" * (b - a - 2)) for (_, done), (a, b) in zip([(0, 0), *names], names)]
    hidden = "".join([f"{before}{_EDGE}{inner}{_EDGE}" for before, inner in parts]) + text[names[-1][1] if names else 0 :]
    if dateline := _DATELINE.match(hidden):
        hidden = "," * dateline.end() + hidden[dateline.end() :]
    words = segment(hidden)
    letters = "".join(map(cues.letters.__getitem__, words))
    if "g" in letters:
        for i in _places("g", letters)[::-1]:
            words[i : i + 1] = words[i]
        letters = "".join(map(cues.letters.__getitem__, words))
    at, twofold = [0, *accumulate(map(len, words))], _places("z", letters)
    letters = list(letters)
    for i in twofold:
        if words[i] in "年月日":
            letters[i] = "N"
            if i and words[i - 1].isdigit():  # 15日
                letters[i - 1 : i + 1] = "aa"
            continue
        letters[i], verbs = cues.split[words[i]]
        for parts, letter in verbs.get(words[i + 1], ()) if i + 1 < len(words) else ():
            if words[i : i + len(parts)] == parts:
                words[i], letters[i : i + len(parts)] = "".join(parts), [letter] + ["l"] * (len(parts) - 1)
                break
    for a, b in names:
        if text[a] == "“" and _ends_in(text[a : b - 1], cues.kinds["actor"]):  # “…中心” acts
            letters[bisect(at, b - 1) - 1] = "O"
    return words, "".join(letters), at


def _ends_in(text, cues):
    """Whether a text ends in a cue, of four characters at most."""
    return any(text[-n:] in cues for n in (1, 2, 3, 4))


def _places(letter, letters):
    return [m.start() for m in re.finditer(letter, letters)]


def _find(story):
    """The measures of an article's paragraphs, each with the cue (part, cue) of its instrument."""
    cues, rows = _cues(), []
    raw, text = story.printed[story.body :], story.text[story.body :]
    words, letters, at = _spell(text, cues)
    first, planned, announced = -1, False, False  # first: word that the paragraph begins with
    actor, personal, will, sentence, before = "", False, False, 0, 0
    for clause in _CLAUSE.finditer(letters):
        (a, b), piece = clause.span(), clause[0]
        if a > before + 1 or letters[before:a] in _BREAKS:
            actor, personal, will, sentence = "", False, False, a
        if first < 0 or "\n" in words[before:a]:
            first = a
            announced = announced and planned  # what is announced goes on, what is asked for where no subject comes between
            planned = announced or planned and piece.lstrip("abj、c")[:1] in tuple("VLQS")
        before = b
        if "y" in piece or "J" in piece or "b" in piece or "f" in piece or piece[-1] in "RL" or words[a] in _OPENS:
            if "b" in piece:
                planned = False
            if "f" in piece or "JP" in piece or words[a] == "到" and words[a + 1 : a + 2] and words[a + 1][:2] == "20":
                planned = announced = True
            speech = words[b - 1] in cues.kinds["speech"] and piece[-2:-1] not in tuple("DSj") and letters[b : b + 1] in (",", ":")
            if "y" in piece or text[at[a]] == "《" or speech:
                planned = True
        if b - a < 2:
            continue
        m = _PARSE.match(letters, a, b)
        lead, who, person, aux, phrase, head, topic, relation, moved = m.groups()
        if who:
            actor, personal = text[at[m.start("who")] : at[m.end("who")]], False
        elif person:
            actor, personal = "", True
        if personal and "R" in piece:  # who speaks is not told about
            personal = False
        if not (head or moved) or personal or topic and (who or person):
            continue
        if _leads(phrase, who, words, letters, a, b, a == first and at[b] - at[a] < 13, cues.kinds):
            continue
        head = m.start("head" if head else "moved")
        start = m.start("phrase" if phrase is not None else "relation")
        will = will or "m" in letters[a:head] or "y" in letters[a:head] or "J" in lead + aux
        by, subject = actor, bool(who or topic)
        if letters[start] == "B":  # 由…: who acts stands behind
            by = text[at[start] + 1 : at[letters.rfind("O", start, head) + 1]] or actor
        while True:
            more = _AND.search(letters, head + 1, b)
            end = more.start() if more else b
            if row := _judge(text, words, letters, at, start, head, end, cues, subject):
                verb, thing, key, why = row
                moved = slice(at[start] + 1, at[head]) if letters[start] in "JK" else None
                stop = at[start] + len(text[at[start] : at[end]].rstrip(" 等"))
                after, since = text[at[head] + len(words[head]) : at[end]], max(sentence, head - 200)
                status = _status(words, a, since, head, verb, after, text[thing - 1] == "了", will or planned, cues.kinds)
                where = story.where(story.body + at[start], story.body + stop)
                texts = raw[at[start] : stop], by, verb, raw[moved or slice(thing, stop)]
                rows.append((key, (*texts, cues.parts[key[0]][key[1]], status, why, *where)))
            if not more:
                break
            start = head = more.end()
    return rows


def _leads(phrase, who, words, letters, a, b, opens, kinds):
    """Whether a clause only leads to another: a question, a time or place, the heading of what follows."""
    stop = letters[b : b + 1]
    if stop == "?" or words[b - 1] in kinds["aside"] or letters[b - 1] == "C" and phrase and phrase[0] in "PTW":
        return True
    return stop == "." and words[b] != "\n" and words[b + 1 : b + 2] not in ([], ["\n"]) and not who and (opens or words[a][-1] == "是")


def _judge(text, words, letters, at, start, head, end, cues, subject):
    """(verb, where its object starts, the cue that gives the instrument, why), or nothing: no measure."""
    parts, letter, o = cues.parts, letters[head], head + 1
    while o < end and letters[o] == "l":
        o += 1
    if letter in "LE" and o < end - 1 and letters[o] in "VLQ" and letters[o + 1] not in "D、&":  # 推动建立, 进行培训
        head, letter, o = o, letters[o], o + 1
        while o < end and letters[o] == "l":
            o += 1
    if letter == "E" and o == end - 1 and letters[o] in "VLQM":  # 对…进行调整
        head, letter = o, "M"
    verb = cues.letters.verbs.get(words[head], words[head])
    thing = text[at[o] : at[end]].rstrip("等 ")
    if letter == "M" or letter == "Q" and len(thing) < 2:
        if start == head and not subject and len(thing) < 2:
            return None
        key, _ = _choose(verb, words, text, at, start, end, cues)
        return verb, at[o], key, f"M verb {verb}"
    if len(thing) < 2 or _is_empty(thing.removesuffix("建设"), cues.empty["stance"]) or thing.startswith(("一批", "一系列", "各类")):
        return None
    if verb in cues.kinds["yield"] and _COUNTED.search(thing):
        return None
    key, noun = _choose(verb, words, text, at, o, end, cues)
    outcome = _is_empty(thing, cues.empty["outcome"]) or words[o] in parts["outcome"]
    known = parts["verb"].get(verb)
    if known is None and (outcome or letter == "v" and len(verb) < 2 or not noun and (letter == "v" or text[at[o]] not in "“《")):
        return None
    if known and outcome and known not in ("authority", "nodality"):
        return None
    return verb, at[o], key, f"{letter} verb {verb}" + (f"; object {noun[1]}" if noun else "")


def _is_empty(thing, endings):
    last, endings = endings
    return thing[-1:] in last and thing.endswith(endings)


def _choose(verb, words, text, at, o, end, cues):
    """What tells the instrument, and the noun found: a verb of money or information, else the last telling noun, else the last general one."""
    parts, noun = cues.parts, None
    for i in range(end - 1, o - 1, -1):
        if found := cues.nouns[words[i] if words[i] not in _CLOSES or text[at[i]] not in "”》)" else text[at[i] - 4 : at[i]]]:  # of a name, how it ends
            noun = found if found[0] == "object" else noun or found
            if found[0] == "object":
                break
    part = cues.part.get(verb, "")
    strong = part in ("verb", "light") and parts[part][verb] in ("treasure", "nodality")
    if strong or part == "moved" and (not noun or parts[noun[0]][noun[1]] != "treasure"):
        return (part, verb), noun
    return noun or (part, verb), noun


def _status(words, a, since, head, verb, after, ended, planned, kinds):
    """The stage by 了 and 已, what is asked for or announced, counts, adverbs, and verbs that end with a result."""
    before = words[a:head]
    if ended or "了" in after[:2] or not kinds["done"].isdisjoint(before):
        return "done"
    if planned:
        return "planned"
    if _COUNTED.search(after):
        return "done"
    if not kinds["ongoing"].isdisjoint(before) or not kinds["lately"].isdisjoint(words[since:head]):
        return "ongoing"
    return "done" if verb in kinds["finished"] or words[head][-1] in "起出成" else "ongoing"
