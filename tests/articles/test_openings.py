"""The model that tells a headline from a crosshead."""

import csv
import time

import pytest

from tifa.articles.openings import describe_page, score_openings
from tifa.articles.lines import read_lines
from tifa.words.fold import fold

BODY = "本县新建的养老餐厅开张了,老人们坐满了两间屋子,师傅正在盛汤。"
LEAD = "本报讯 4月2日,江北县的养老餐厅开张,老人们坐满了两间屋子,师傅正在盛汤。"
FIRST = ["养老餐厅开张", LEAD, BODY]


def read(*lines):
    return read_lines(fold("\n\n".join(lines)))


def test_a_block_is_described_once_at_its_first_line():
    (starts, stretches), = describe_page(read("养老餐厅开张", "老人坐满两间屋", LEAD, BODY, "换了新菜单", BODY))
    assert starts == [0, 4] and sorted(stretches) == [(0, 1), (0, 2), (1, 2)]


def test_no_block_has_no_score():
    assert score_openings(read(BODY, BODY)) == {} and score_openings([]) == {}


def test_the_first_block_is_scored_neither_way():
    assert score_openings(read("养老餐厅开张", BODY)) == {0: 0.0}


def test_a_heading_over_a_lead_opens_rather_than_one_over_plain_text():
    over_text = score_openings(read(*FIRST, "换了新菜单", BODY, BODY))[3]
    over_lead = score_openings(read(*FIRST, "换了新菜单", LEAD, BODY))[3]
    assert over_lead > over_text


def test_a_heading_behind_an_open_paragraph_is_less_likely_to_open():
    closed, still_open = [*FIRST, "换了新菜单", BODY], [*FIRST[:2], BODY + BODY[:-1] + "、热", "换了新菜单", BODY]
    assert score_openings(read(*still_open))[3] < score_openings(read(*closed))[3]


def test_alike_headings_inside_one_text_are_crossheads():
    told = score_openings(read(*FIRST, "餐厅换了菜单", BODY, BODY, "餐厅添了座位", BODY, BODY, "餐厅请了师傅", BODY, BODY))
    assert all(odds < 0 for place, odds in told.items() if place)


def test_scores_do_not_hang_on_the_width_of_punctuation():
    page = [*FIRST, "换了新菜单", LEAD]
    wide = [line.replace(",", "\uff0c") for line in page]
    assert score_openings(read(*wide)) == pytest.approx(score_openings(read(*page)))


def test_the_weights_are_one_a_feature(root):
    with open(root / "lib/tifa/data/boundaries.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    assert len({row["feature"] for row in rows}) == len(rows) < 450
    assert all(abs(float(row["weight"])) < 10 for row in rows)


def test_a_page_of_more_blocks_than_a_window_is_scored_whole():
    n = 150
    told = score_openings(read(*["养老餐厅开张", LEAD, BODY] * n))
    assert list(told) == list(range(0, 3 * n, 3))


def test_time_grows_with_the_page():
    def seconds(n):
        lines = read(*["换了新菜单", BODY, BODY] * n)
        start = time.process_time()
        score_openings(lines)
        return time.process_time() - start

    few, many = (min(seconds(n) for _ in range(3)) for n in (200, 1600))
    assert many < 12 * max(few, 0.01)
