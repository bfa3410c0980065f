import pytest
from hypothesis import given
from hypothesis import strategies as st

import tifa


@pytest.mark.parametrize("printed, value", [
    ("7", 7), ("3.25", 3.25), ("1,250", 1250), ("12,345,678", 12345678), ("4千", 4000), ("6百万", 6e6), ("1.13万亿", 1.13e12), ("2亿3千万", 2.3e8), ("900余万", 9e6),
    ("3万多", 3e4), ("八", 8), ("两", 2), ("十", 10), ("十七", 17), ("四十", 40), ("九十六", 96), ("百", 100), ("两百", 200), ("三百零五", 305), ("六百二十余", 620),
    ("四千一百", 4100), ("千", 1000), ("两万五千", 25000), ("一百二十万", 1.2e6), ("三亿", 3e8),
])
def test_numbers_are_read_in_digits_and_in_characters(printed, value):
    assert tifa.words.read_number(printed) == value


@given(st.integers(1, 99_999_999))
def test_any_number_written_in_characters_comes_back(n):
    def write(n):
        if n >= 10_000:
            return write(n // 10_000) + "万" + (("零" if n % 10_000 < 1000 else "") + write(n % 10_000) if n % 10_000 else "")
        out, zero = "", False
        for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit, n = divmod(n, power)
            zero |= digit == 0 and bool(out)
            if digit:
                out += ("零" if zero else "") + "零一二三四五六七八九"[digit] + sign
                zero = False
        return out

    assert tifa.words.read_number(write(n)) == n


def test_every_unit_of_the_list_is_known_by_its_section():
    from tifa.policy.figures import read_units

    sections = {section for _, _, section in read_units().values()}
    assert sections == {"share", "money", "people", "count", "measure", "time", "span", "age", "term", "bare", "rate"}
