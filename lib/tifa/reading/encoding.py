"""Bytes to characters: which encoding it is, and which script. Python's own code tables are the knowledge."""

import codecs
import re
from collections import Counter
from functools import cache

from tifa.arguments import takes

_BOMS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]
# each before its supersets, so that the narrowest that holds the bytes is named; Big5 is written in
# three dialects
_CHINESE = ["gb18030", "big5", "cp950", "big5hkscs"]
_WIDE = ["utf-16-le", "utf-16-be"]
_KIN = {"gb2312": "gb18030", "gbk": "gb18030", "cp950": "big5", "big5hkscs": "big5", "utf-8-sig": "utf-8",
        "ascii": "utf-8"}
_SAMPLE = 100_000  # characters that are looked at to tell encoding and script
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


@takes()
def decode(raw, declared=""):
    """Give the characters of a text file, and the encoding it is in.

    A byte order mark decides; else UTF-8 when all bytes are; else the one of GB18030, Big5 and UTF-16 that
    makes the largest share of common characters, the declared one being preferred.

    Parameters
    ----------
    raw : bytes
    declared : str, optional
        The encoding the file itself claims. It is overruled when the bytes are not in it.

    Returns
    -------
    tuple of str
        (text, encoding); the encoding by Python's name for it.

    Raises
    ------
    ValueError
        When the bytes are no text, or none of these encodings; the message names the first bad byte.

    Notes
    -----
    Very short texts (under a dozen characters) in Big5 can be taken for GB18030.

    Examples
    --------
    >>> decode("深化醫藥衛生體制改革".encode("big5"))
    ('深化醫藥衛生體制改革', 'big5')
    """
    text, encoding = _decode(raw, declared)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise ValueError("it is full of control characters, so it is no text file; expected text")
    return text, encoding


def _decode(raw, declared):
    for mark, name in _BOMS:
        if raw.startswith(mark):
            try:
                return raw.decode(name), name
            except UnicodeDecodeError as error:
                raise ValueError(
                    f"its mark says {name}, but byte {error.start} is not; it was cut or mixed: "
                    "save it as UTF-8"
                ) from None
    wide = b"\0" in raw
    try:
        if not wide:
            return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        first = error.start
        if error.reason == "unexpected end of data" and not raw[:first].isascii():
            raise ValueError(
                f"it breaks off inside the UTF-8 character at byte {first}: it was cut; get the whole file"
            ) from None
    found = []
    for name in _WIDE if wide else _CHINESE + _WIDE:
        try:
            text = raw.decode(name)
        except UnicodeDecodeError:
            continue
        found.append((_sense(text) + 0.2 * (kin(name) == kin(declared)), -len(found), text, name))
    sense, _, text, name = max(found, default=(0, 0, "", ""))
    if sense >= (0.7 if name in _WIDE else 0.5):
        return text, name
    if wide:
        raise ValueError(
            "it holds null bytes, so it is no text file; expected UTF-8, UTF-16, GB18030 or Big5 text"
        )
    raise ValueError(f"byte {first} is not UTF-8, nor is the file GB18030, Big5 or UTF-16; save it as UTF-8")


def kin(name):
    """The encoding by its common name, its dialects taken together; empty when Python does not know it.

    Examples
    --------
    >>> kin("GB2312"), kin("utf8"), kin("no such")
    ('gb18030', 'utf-8', '')
    """
    try:
        name = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return _KIN.get(name, name)


@cache
def _only():
    """The Chinese characters that only GB 2312 has, and those that only Big5 has."""
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    gb, big = (frozenset(han.encode(name, "ignore").decode(name)) for name in ("gb2312", "big5"))
    return gb - big, big - gb


@cache
def _is_common(character):
    """Whether one of the national code tables has a character among its common ones."""
    gb, big = (character.encode(name, "ignore") for name in ("gb2312", "big5"))
    gb, big = (code[0] if len(code) == 2 else 0 for code in (gb, big))
    return 0xA1 <= gb <= 0xA3 or 0xB0 <= gb <= 0xD7 or 0xA1 <= big <= 0xC6


def _sense(text):
    """The share of common Chinese characters among all that are not printable ASCII."""
    seen = Counter(text[:_SAMPLE])
    seen = {c: n for c, n in seen.items() if c > "~" or c < " " and c not in "\t\n\r\f"}
    return sum(n for c, n in seen.items() if _is_common(c)) / sum(seen.values()) if seen else 1.0


@takes()
def tell_script(text):
    """Tell the script: characters that only GB 2312 has are simplified, those that only Big5 has traditional.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        simplified, traditional, or the empty string when neither is four times as frequent as the other.

    Examples
    --------
    >>> tell_script("医药卫生体制"), tell_script("醫藥衛生體制"), tell_script("人口")
    ('simplified', 'traditional', '')
    """
    sample = list(text[:: len(text) // 100 + 1])  # a hundred characters from all over it tell
    ours, theirs = (sum(map(only.__contains__, sample)) for only in _only())
    return "simplified" if ours > 4 * theirs else "traditional" if theirs > 4 * ours else ""
