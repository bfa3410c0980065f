"""Chinese numerals, digits, and both mixed: one reader for all."""

import re

from tifa.arguments import takes

DIGITS = dict(zip("零〇○一二两双三四五六七八九", (0, 0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9)))
_POWERS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30}
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[零〇一二两双三四五六七八九十廿卅百千万亿半点]")
NUMERALS = "一二两三四五六七八九十百千"  # a number in characters begins with one of these


@takes()
def read_number(printed):
    """Read a number in digits, Chinese characters or both; 余, 多 and 几 are passed over.

    A year is read digit by digit.

    Parameters
    ----------
    printed : str

    Returns
    -------
    float

    Notes
    -----
    Packages for Chinese numerals refuse a power without a digit (千例) and 余 and 多, so this is done here.

    Examples
    --------
    >>> [read_number(n) for n in ("1,200", "16.5万", "三百二十余", "千", "1亿2千万", "二〇二四")]
    [1200.0, 165000.0, 320.0, 1000.0, 120000000.0, 2024.0]
    >>> [read_number(n) for n in ("十五点八", "两个半", "3/4", "五分之二", "廿五")]
    [15.8, 2.5, 0.75, 0.4, 25.0]
    """
    below, slash, above = printed.partition("分之")
    if slash or "/" in printed:
        above, below = (above, below) if slash else printed.split("/")
        return float(f"{read_number(above) / (read_number(below) or 1):.4g}")
    if printed.isascii():
        return float(printed.replace(",", ""))
    if DIGITS.keys() >= set(printed):
        return float("".join(str(DIGITS[character]) for character in printed))
    total, part, digit, place = 0.0, 0.0, None, 0
    for token in _TOKEN.findall(printed):
        if token in _POWERS:
            part, digit = part + (1 if digit is None else digit) * _POWERS[token], None
        elif token in _TENS:
            part += _TENS[token]
        elif token == "万":
            total, part, digit, place = total + (part + (digit or 0) or 1) * 1e4, 0.0, None, 0
        elif token == "亿":
            total, part, digit, place = (total + part + (digit or 0) or 1) * 1e8, 0.0, None, 0
        elif token == "点":
            part, digit, place = part + (digit or 0), None, 1
        elif place:
            part, place = part + DIGITS[token] / 10**place, place + 1
        elif token == "半":
            part, digit = part + (digit or 0) + 0.5, None
        else:
            digit = DIGITS[token] if token in DIGITS else float(token.replace(",", ""))
    return float(f"{total + part + (digit or 0):.12g}")  # 1.13万亿 without the dust of binary fractions
