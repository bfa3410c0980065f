"""Formulations that are one wording in variations, grouped, each with the evidence for it."""

import re
from collections import Counter, defaultdict
from functools import cache
from typing import NamedTuple

import pandas as pd

from tifa.arguments import takes
from tifa.knowledge import DATA, read_words
from tifa.words.fold import fold

# shares of the longer wording's characters; fewest characters that can be shared
_ALIKE, _LOOSE, _LEAST = 0.75, 0.5, 4
# a pair's distance; wordings at which a pair tells nothing; candidates looked at
_GAP, _CROWD, _TRIED = 3, 50, 20
_CLAUSES = re.compile(r"[、,;:\s]+")
_EMPTY = re.compile(r"[^\w+]|[的了着和与及之有]")
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十两双]")
_ONE_EACH = re.compile(r"(?:一[^一]{1,3})+一([^一]{1,3})")


class _Wording(NamedTuple):
    text: str
    printed: tuple  # its clauses
    clauses: tuple  # the same without marks and empty words
    whole: str
    numerals: tuple


def bare(text):
    """Give a wording without punctuation, quotation marks and empty words (的, 了, 着, 和, 与, 及, 之, 有).

    Examples
    --------
    >>> bare("新时代的“枫桥经验”")
    '新时代枫桥经验'
    """
    return _EMPTY.sub("", fold(text))


def _read(text):
    printed = tuple(c for c in _CLAUSES.split(fold(text)) if bare(c))
    clauses = tuple(map(bare, printed))
    whole = "".join(clauses)
    return _Wording(
        text, printed, clauses, whole, tuple("二" if n in "两双" else n for n in _NUMERAL.findall(whole))
    )


@cache
def _common():
    return frozenset("".join(read_words(DATA / "common_characters.txt")))


@takes()
def group_variants(texts):
    """Group wordings that vary one formulation, and say by which evidence.

    Each wording in turn joins the earlier one that it varies, or leads a group of its own. The evidence is,
    in this order:

    - *the same but for marks*: equal without punctuation, quotation marks and empty words (的, 了, 和, 有 …);
    - *frame*: 一X一Y with the same Y and an X as long (一企一策, 一户一策);
    - *shares*: the longest common subsequence has 4 characters or more and 3/4 of the longer wording's;
    - *holds*: the shorter, of 4 characters or more, lies in the longer as a subsequence and makes half of it;
    - *clause*: a wording of one clause, of 5 characters or more, *shares* with a clause of a run;
    - *clauses*: two runs have two clauses or more (half of the shorter run's) that share 3/4 of their
      characters, in the same order; or all clauses of the shorter share half, among them two characters that
      are not of the 700 commonest.

    A wording of one clause never joins one with other numerals: 三大中心 and 四大中心 are two formulations.

    Parameters
    ----------
    texts : iterable of str
        Wordings; the earlier are the more likely to lead.

    Returns
    -------
    DataFrame
        Columns text, group (1, 2, 3 …), leader, evidence (empty for a leader); one row a distinct wording.

    Notes
    -----
    Source of the subsequence: R. A. Wagner and M. J. Fischer, "The string-to-string correction problem",
    *Journal of the ACM* 21, 1974; the thresholds are ours. Form only is seen: two names for one thing are two
    groups, and one word changed into its opposite is a variant. Groups depend on the order of the wordings.
    Candidates are found by characters that stand within three places of each other; pairs that 50 groups have
    are not looked up, so that the cost stays linear and in a large corpus a variant made of the commonest
    words can be missed.

    Most pairs that are grouped wrongly are lists of nouns with words in common; how many there are:
    :func:`tifa.compare.read_accuracy`. 36,000 wordings of two national corpora took 14 s.

    Examples
    --------
    >>> table = group_variants(["大病不出县", "一户一策", "大病不出市,小病就近看", "一企一策", "三大中心", "四大中心"])
    >>> table[["group", "evidence"]].values.tolist()[2:4]
    [[1, 'clause 大病不出市 shares 大病不出'], [2, 'frame 一_一策']]
    """
    rows, leaders, holders = [], [], defaultdict(list)
    for text in dict.fromkeys(texts):
        wording = _read(text)
        pairs = _pairs(wording)
        near = Counter(
            i for pair in pairs if len(holders.get(pair, ())) < _CROWD for i in holders.get(pair, ())
        )
        told = ((i, _compare(wording, leaders[i])) for i, _ in near.most_common(_TRIED))
        at, evidence = next(((i, words) for i, words in told if words), (len(leaders), ""))
        if not evidence:
            leaders.append(wording)
            for pair in pairs:
                holders[pair].append(at)
        rows.append([text, at + 1, leaders[at].text, evidence])
    return pd.DataFrame(rows, columns=["text", "group", "leader", "evidence"])


def _pairs(wording):
    found = {(c[i], c[j]) for c in wording.clauses for i in range(len(c))
             for j in range(i + 1, min(i + _GAP + 1, len(c)))}
    return sorted(found | {(wording.whole, "")})


def _compare(a, b):
    """The evidence that one wording varies the other, in words; empty when there is none."""
    if a.whole == b.whole:
        return "the same but for marks"
    one, other = _ONE_EACH.fullmatch(a.whole), _ONE_EACH.fullmatch(b.whole)
    if one and other:
        return f"frame 一_一{one[1]}" if one[1] == other[1] and len(a.whole) == len(b.whole) else ""
    if a.numerals == b.numerals:
        shared = _shared(a.whole, b.whole, _LOOSE)
        short, long = sorted((len(a.whole), len(b.whole)))
        if len(shared) >= max(_LEAST, _ALIKE * long):
            return f"shares {shared}"
        if len(shared) == short >= max(_LEAST, long / 2):
            return f"holds {shared}"
    if len(a.clauses) > 1 and len(b.clauses) > 1:
        return _compare_runs(a, b)
    if len(a.clauses) != len(b.clauses):
        (single,), run = sorted((a.clauses, b.clauses), key=len)
        for clause in run:
            shared = _shared(single, clause, _ALIKE)
            same_numerals = _NUMERAL.findall(single) == _NUMERAL.findall(clause)
            if len(shared) >= _LEAST and len(single) > _LEAST and same_numerals:
                return f"clause {clause} shares {shared}"
    return ""


def _compare_runs(a, b):
    """Clauses that are alike, in the same order.

    Alike firmly, when a part of the run is enough; or loosely, when it must be all of it.
    """
    for least in (_ALIKE, _LOOSE):
        alike, after = [], 0
        for clause, printed in zip(a.clauses, a.printed):
            hits = ((j, _shared(clause, b.clauses[j], least)) for j in range(after, len(b.clauses)))
            if hit := next(((j, shared) for j, shared in hits if shared), None):
                alike.append((hit[1], f"{printed} ~ {b.printed[hit[0]]}"))
                after = hit[0] + 1
        fewest = min(len(a.clauses), len(b.clauses))
        rare = set("".join(shared for shared, _ in alike)) - _common()
        if len(alike) >= max(2, fewest / 2) and (least == _ALIKE or len(alike) == fewest and len(rare) > 1):
            return "clauses " + "; ".join(shown for _, shown in alike)
    return ""


def _shared(a, b, least):
    """The longest common subsequence; nothing where it is shorter than that share of the longer text."""
    needed = least * max(len(a), len(b))
    # the usual case, told without the table below
    if needed > min(len(a), len(b)) or sum(c in b for c in a) < needed:
        return ""
    row = [""] * (len(b) + 1)
    for x in a:
        before = ""
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], before + x if x == y else max(row[j], row[j - 1], key=len)
    return row[-1] if len(row[-1]) >= needed else ""
