import pytest
from right_values import holds, read_right_values

import tifa

CASES = read_right_values("slogans_numbers")


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"][:12] for case in CASES])
def test_numbers_and_what_they_stand_for(read_body, case):
    assert holds(tifa.find_slogans, read_body, case) == (not case["miss"])


def test_at_most_one_right_value_in_ten_is_missed():
    assert sum(bool(case["miss"]) for case in CASES) <= len(CASES) / 10
