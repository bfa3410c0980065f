"""Figures of what the judges have learned, their features in words."""

from functools import cache

import numpy as np

from tifa.arguments import TEXT, takes
from tifa.policy.measures import SAID
from tifa.policy.tagger import read_classes
from tifa.show.axes import make_axes, is_narrow, say
from tifa.show.tables import shorten

# what a feature asks of a word that stands in a place, of a clause, or of a quotation
_ASKED = {
    "ending": "ends in", "tail": "ends in", "tag": "is a", "place": "place in the clause",
    "left": "words left in the clause", "clause_number": "clause of the sentence",
    "verbs_before": "verbs before it in the clause", "to_verb": "words up to the verb",
    "quoted": "in a quotation", "body": "in the body",
    "word": "has the word", "marks": "has the marks", "length": "characters", "words": "words",
    "ends": "ends in", "known": "in the dictionary", "named": "ends as names do",
    "named so": "called so in its text", "talk": "sounds like talk", "speech": "is a sentence",
    "spoken": "behind a verb of saying", "often": "often quoted, share as a formulation",
    "short": "two characters; under seven", "at": "its number begins at character", "number": "its number",
    "numbers": "how many numbers", "classifier": "measure word", "counted": "what is counted begins with",
    "counted two": "what is counted begins with", "counted tag": "what is counted is a", "shape": "its shape",
    "verb": "verb before it", "follow": "next word", "head": "noun behind it", "behind": "mark behind it",
    "side by side": "other quotations before; behind", "others": "等 behind it", "closes": "closes its clause",
    "told as": "told as", "named before": "a word of naming before it",
    "named behind": "a kind of thing behind it",
}
_TAGS = {"a": "adjective", "c": "conjunction", "d": "adverb", "f": "direction", "m": "number", "n": "noun",
         "p": "preposition", "q": "measure word", "r": "pronoun", "t": "time", "u": "particle", "v": "verb",
         "x": "mark", "vn": "verbal noun", "ns": "place", "nr": "person", "nt": "body"}
_PLACES = SAID | {"-1": "word before", "1": "next word"}
_CLASSES = {"fine", "broad", "verb", "follow", "follow fine", "head", "head fine"}


@takes(table="tifa.policy.strongest_features: feature weight")
def plot_features(table, *, ax=None):
    """Draw the features that speak most for and against a verdict: a bar a feature.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.policy.strongest_features`.

    Examples
    --------
    >>> ax = plot_features(strongest_features("parallels", "yes", n=3))
    >>> ax.get_xlabel()
    'weight: right speaks for, left against'
    """
    narrow, said = is_narrow(), [tell_feature(feature) for feature in table.feature]
    ax = make_axes(ax, (0.46 if narrow else 0.3) * len(table) + 1.5)
    y = np.arange(len(table))[::-1]
    ax.barh(y, table.weight, color=np.where(table.weight > 0, "#0072b2", "#d55e00"),
            height=0.4 if narrow else 0.7)
    ax.axvline(0, color="#888888", linewidth=0.8)
    if narrow:  # above the bars, where there is room
        ax.set_yticks([])
        for at, text in zip(y, said):
            ax.text(0.01, at + 0.24, shorten(text, 46), va="bottom", fontsize=9,
                    transform=ax.get_yaxis_transform(), bbox={"color": "white", "pad": 0.5})
    else:
        ax.set_yticks(y, [shorten(text, 52) for text in said])
    ax.set_ylim(-0.7, len(table) - (0.2 if narrow else 0.3))
    ax.locator_params(axis="x", nbins=5)
    ax.set_xlabel("weight: right speaks for, left against")
    most = [text.replace(":", "") for text in (said[:1] + said[-1:])]
    say(ax, f"Most for it: {most[0]}. Most against it: {most[1]}" if said else "No features to show",
        "like: of one class with these words, which stand among the same words.")
    return ax


@takes(feature=TEXT)
def tell_feature(feature):
    """Put a feature into words: where something stands, and what it is.

    Parameters
    ----------
    feature : str
        As :func:`tifa.policy.strongest_features` and the weights name it.

    Examples
    --------
    >>> tell_feature("word[-1]=推进"), tell_feature("tool[-1]=ends:light:organization")
    ('word before: 推进', 'word before: ends in a light verb of organization')
    >>> tell_feature("length=3"), tell_feature("number head=-")
    ('characters: 3', 'with a number: noun behind it: none')
    """
    names, _, values = feature.partition("=")
    if "[" in names or "&" in names:
        names = names.split("&")
        return "; ".join(map(_tell_part, names, values.split(" ", len(names) - 1)))
    if names.startswith("number ") and names != "number":
        return f"with a number: {tell_feature(feature.removeprefix('number '))}"
    return _tell_part(names, values)


def _tell_part(name, value):
    attribute, _, place = name.rstrip("]").partition("[")
    told = _tell_value(attribute, value)
    if place:
        asked = f"{_ASKED[attribute]} " if attribute in ("ending", "tail", "tag") else ""
        return f"{_PLACES.get(place, place)}: {asked}{told}"
    return f"{_ASKED.get(attribute.removesuffix(' fine'), attribute)}: {told}"


def _tell_value(attribute, value):
    if value in ("-", ""):
        return "no instrument's cue" if attribute == "tool" else "none"
    if value in ("True", "False"):
        return "yes" if value == "True" else "no"
    if attribute in _CLASSES:
        words = _words_of_classes()[attribute.endswith("fine")].get(value, ())
        return f"like {'、'.join(words)}" if words else f"class {value}"
    if attribute.endswith("tag"):
        return _TAGS.get(value, _TAGS.get(value[:1], value))
    if attribute == "cue":
        return f"cue of {value.replace('ends:', 'the ending ')}"
    if attribute == "tool":
        *ends, part, instrument = value.split("/")[0].split(":")
        kind = {"light": "light verb", "moved": "verb", "general": "general noun", "empty": "empty word"}
        kind = kind.get(part, part)
        return f"{'ends in ' if ends else ''}a {kind} of {instrument}"
    return value.replace("\n", "the end")


@cache
def _words_of_classes():
    """The first words of each broad and of each fine class: what stands for the class in words."""
    broad, fine = {}, {}
    for word, classes in read_classes().items():
        for known, number in zip((broad, fine), classes):
            if len(word) == 2 and len(known.setdefault(number, [])) < 2:
                known[number].append(word)
    return broad, fine
