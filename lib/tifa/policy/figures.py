"""Numbers with their units in running text; a linear judge tells figures from dates, idioms, names."""

import re
from functools import cache, lru_cache
from math import exp

from tifa.arguments import takes
from tifa.knowledge import DATA, read_sections
from tifa.policy import forms
from tifa.policy.tagger import load_model, read_classes
from tifa.words.numerals import DIGITS, read_number
from tifa.words.segment import in_dictionary, segment_clause, tag_word

_PLAIN = {"share", "money", "people", "count", "measure"}  # units of which 上千, 七八十 are no idiom
_CLAUSE_ENDS = re.compile("[,。;:!?\n、]")
tag_of, _read = cache(tag_word), lru_cache(1 << 14)(read_number)  # of words met again and again


@cache
def read_units():
    """Each unit as printed: the unit it is given in, what multiplies a number, its section of ``units.txt``.

    Examples
    --------
    >>> read_units()["成"], read_units()["亩"]
    (('%', 10, 'share'), ('亩', 1, 'measure'))
    """
    found = {}
    for section, words in read_sections(DATA / "units.txt").items():
        for printed, _, plain in (word.partition("=") for word in words):
            unit, _, times = (plain or printed).partition("×")
            found[printed] = unit, int(times or 1), section
    return found


class Figure:
    """A number with its unit, as proposed; a range has two values."""

    def __init__(self, m, text):
        self.start, self.end, self.who = m.start(), m.end(), m["who"]
        below_zero = bool(forms.NEGATIVE.search(text, max(0, self.start - 8), self.start))
        number = m["number"] or m["percent"] or m["bare"]
        self.printed_unit = m["unit"] or ("%" if not m["bare"] else self._guess(text))
        self.unit, self.times, self.section = read_units()[self.printed_unit]
        self.doubles = m["times"] is not None
        guessed = m["bare"] and not m["who"]
        self.form = "guessed" if guessed else "digits" if m[0][0].isdigit() else "characters"
        if self.section in ("measure", "count"):
            ahead = text[max(0, self.start - 24) : self.start]
            if "每" in ahead and (per := forms.PER.search(ahead)):
                self.unit += f"/{per['per']}"
            elif "时速" in ahead[-6:]:
                self.unit += "/小时"
        if number:
            *lower, last = map(_read, _bounds(m["low"], number))
            half = 0.5 if m["half"] or m["half_more"] else DIGITS[m["tenths"]] / 10 if m["tenths"] else 0
            self.values = [round(value * self.times, 6) for value in (*lower, last + half)]
        elif m["share"]:
            self.values = [50.0 if "半" in m["share"] else float(f"{read_number(m['share']) * 100:.4g}")]
        else:
            self.values = [100 * (2 ** read_number(m["times"] or "一") - 1)]
        if below_zero:
            self.values[0] *= -1
            self.start -= 1 if text[self.start - 1] == "-" else 2

    def _guess(self, text):
        """The unit of a number that has none: people, households, visits, else money (see ``names_money``)."""
        if self.who:
            return "户" if self.who.endswith("户") else "人"
        cues = ("人次", forms.VISITS), ("人", forms.CROWD)
        return next((unit for unit, cue in cues if cue.search(text, max(0, self.start - 12), self.start)), "元")


def _bounds(low, high):
    """The numbers of a range as printed: both (3-5万: 3万, 5万), those of 八九, else the one."""
    if pair := forms.PAIR.match(high):
        first, second = pair.groups()
        if DIGITS[second] == DIGITS[first] + 1 or first + second == "三五":
            return first + high[pair.end() :], high[pair.start(2) :]
    power = re.search("[万亿]+", high)
    return [low + power[0] if power and not re.search("[万亿]", low) else low, high] if low else [high]


def describe_figure(text, f):
    """The features of a proposed figure: of its number and unit, of the words ahead, of those behind."""
    before = text[max(0, f.start - 16) : f.start]
    ahead = ("^", "^", *segment_clause(_CLAUSE_ENDS.split(before)[-1]))
    behind = (*segment_clause(_CLAUSE_ENDS.split(text[f.end : f.end + 10])[0]), "$", "$")
    size = sum(f.values[-1] > most for most in (1, 2, 3, 10, 31, 100, 1000))
    said = text[f.start : f.start + 3] if f.form == "characters" else "-"
    aim = bool(forms.AIM.search(before))
    return (_number(f.form, f.unit, f.section, size, len(f.values), said, aim),
        _beside("ahead", ahead[-1], ahead[-2], f.form, f.unit, f.section),
        _beside("behind", *behind[:2], f.form, f.unit, f.section))


@lru_cache(1 << 14)
def _number(form, unit, section, size, values, said, aim):
    return (f"form={form}", f"unit={unit}", f"section={section}", f"size={size}", f"range={values}",
        f"said={said}", f"aim={aim}", f"{form} {section} size={size}", f"{unit} size={size}",
        f"{form} {section} aim={aim}")


@lru_cache(1 << 15)
def _beside(side, word, beyond, form, unit, section):
    """The features of the two words beside a number: alone, with its form and sort of unit, with its unit."""
    broad, fine = read_classes().get(word, ("-", "-"))
    touching = word[-1] if side == "ahead" else word[0]
    own = [f"{side}={word}", f"{side} two={word} {beyond}", f"{side} touching={touching}",
        f"{side} tag={tag_of(word)}", f"{side} tags={tag_of(word)} {tag_of(beyond)}", f"{side} sort={broad}",
        f"{side} class={fine}", f"{side} second={beyond}"]
    return (*own, *(f"{sort} {feature}" for sort in (f"{form} {section}", unit) for feature in own))


def propose_figures(text):
    """Every number with a unit that may be a figure, and the proportions (2.5:3:1): (Figures, matches)."""
    proportions = [m for m in forms.RATIO.finditer(text)] if ":" in text or "∶" in text else []
    taken = {k for m in proportions for k in range(*m.span())}
    found = [Figure(m, text) for m in forms.FIGURE.finditer(text)
        if m["none"] is None and not taken.intersection(m.span())]
    found = [f for f in found if not forms.SOME.match(text, max(0, f.start - 1))
        or in_dictionary(text[f.start - 2 : f.start])]  # 数百名 gives no number, 参保人数百万 does
    meant = lambda f: f.section != "age" or forms.MEAN.search(text, max(0, f.start - 24), f.start)
    return [*filter(meant, found)], proportions


def names_money(text, f):
    """Whether a number without a unit is one of money: what is ahead says so, or it goes into the hundreds of millions."""
    return "亿" in text[f.start : f.end] or forms.MONEY.search(text, max(0, f.start - 16), f.start)


@takes()
def find_figures(text):
    """Find the figures of a folded text.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Figure, list of re.Match
        Numbers with units, each with its ``kind``; proportions (2.5:3:1).

    Examples
    --------
    >>> [(f.values, f.unit) for f in find_figures("第3届起,每月巡诊1至2次,投入16.5万元,惠及300余名老人。")[0]]
    [([1.0, 2.0], '次'), ([165000.0], '元'), ([300.0], '名')]
    """
    found, proportions = propose_figures(text)
    for f in found:
        f.kind = _judge(describe_figure(text, f)) or ("level" if f.section in _PLAIN and forms.SAID_FIGURE.search(
            text, max(0, f.start - 8), f.end) else "")
        if f.form == "guessed" and f.unit == "元" and not names_money(text, f):
            f.unit = ""
    return [f for f in found if f.kind], proportions


@lru_cache(1 << 16)
def _weigh(model, features):
    """What features say for each kind; remembered, since words beside numbers come again and again."""
    return model.weights[[row for feature in features if (row := model.row.get(feature))]].sum(axis=0)


def _judge(features):
    """The likeliest kind of a figure; empty where all kinds together are less likely than none."""
    model = load_model("figures")
    scores = sum((_weigh(model, own) for own in features), _weigh(model, ("always",)))
    likely = dict(zip(model.labels, map(exp, scores.tolist())))
    none = likely.pop("none")
    return max(likely, key=likely.get) if sum(likely.values()) > none else ""
