"""What a line costs as each kind, and the cheapest way through a page, by tables that can be edited."""

import csv

import pytest

from tifa.articles import layout
from tifa.articles.layout import FACTS, read_kinds, read_layout, tell_facts, weigh_kinds
from tifa.articles.lines import read_lines
from tifa.words.fold import fold


def facts(*lines, place=0, marked=False):
    read = [None, *read_lines(fold("\n".join(lines))), None]
    return tell_facts(read[place + 1], read[place], read[place + 2], marked)


TOLD = {  # of each fact: a line (or lines, and which of them) of which it holds, and one of which it does not
    "lead": ("本报讯 昨日,县里开会。", "昨日,县里开会。"),
    "label": ("换了新菜单", "换了新菜单。"),
    "prose": ("县里开会。会开了一天。", "县里开会;"),
    "stopped": ("县里开会。”", "县里开会"),
    "sentence": ("县里开会。会后", "县里开会!"),
    "byline": ("记者 林远", "县里开会"),
    "furniture": ("上一篇 下一篇", "县里开会"),
    "advert": ("主办单位:江州市文旅局", "县里的主办单位"),
    "item": ("- 春耕", "-春耕"),
    "signed": ("林 远 绘", "——编者"),
    "note": ("——编者", "编者按"),
    "comma": ("县里开了春耕大会,各乡都来", "县里开会,学习“春耕”"),
    "asks": ("问:何时完成?", "问何时完成"),
    "series": ("■走基层", "走基层"),
    "answers": ("县民政局局长答记者问", "县民政局局长答问"),
    "column": ("简讯", "换了新菜单"),
    "picture": ("图为老人在窗口取餐。", "图书馆开馆。"),
}


@pytest.mark.parametrize("fact, so, not_so", [(fact, *pair) for fact, pair in TOLD.items()], ids=TOLD)
def test_a_line_shows_a_fact(form, fact, so, not_so):
    assert fact in facts(form(so)) and fact not in facts(form(not_so))


def test_a_line_shows_what_stands_around_it():
    assert "open above" in facts("春" * 50, "换了新菜单", place=1)
    assert "open above" not in facts("换了新菜单", "春耕", place=1)
    assert "lead below" in facts("换了新菜单", "记者 林远") and "lead below" not in facts("换了新菜单")
    assert "day below" in facts("换了新菜单", "5月5日,县里开会。") and "day below" not in facts("换了新菜单", "县里开会。")
    assert "furniture below" in facts("要闻", "江州日报") and "furniture below" not in facts("要闻", "换了新菜单")
    assert "wide" in facts("春耕", "", "", "", "换了新菜单", place=1)
    assert "wide" not in facts("春耕", "", "", "换了新菜单", place=1)


def test_marks_count_where_the_page_has_them():
    assert {"level", "marked"} <= facts("# 换了新菜单", marked=True)
    assert "level" not in facts("换了新菜单", marked=True)


def test_every_word_of_the_table_is_a_fact_and_every_fact_is_asked_for():
    asked = {word for needed, barred, _ in read_layout() for word in needed | barred}
    assert {word for word in asked if not word.startswith("under ")} == FACTS.keys()


def test_lengths_are_those_that_the_table_names():
    told = {word for n in range(1, 60) for word in facts("春" * n) if word.startswith("under ")}
    asked = {word for needed, barred, _ in read_layout() for word in needed | barred}
    assert told == {word for word in asked if word.startswith("under ")}
    assert "under 9" in facts("春" * 8) and "under 9" not in facts("春" * 9)


@pytest.fixture
def other_table(tmp_path, monkeypatch):
    """Put another layout.csv in place: its rows as text."""
    def write(*rows):
        head = "condition,nav,ad,section,heading,crosshead,byline,body,caption,tail,why"
        (tmp_path / "layout.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
        monkeypatch.setattr(layout, "DATA", tmp_path)
        forget()

    def forget():
        for remembered in (layout.read_layout, layout.weigh_kinds):
            remembered.cache_clear()

    yield write
    forget()


def test_rows_set_and_add_in_their_order(other_table):
    other_table(
        ",=6,,,=2,,,=3,,,all",
        "label and not byline,,,,-1.5,,,+0.5,,,a label",
        "lead,,,,=1,,,,,,a lead")
    assert weigh_kinds(frozenset(["label"])) == {"nav": 6, "heading": 0.5, "body": 3.5}
    assert weigh_kinds(frozenset(["label", "byline"])) == {"nav": 6, "heading": 2, "body": 3}
    assert weigh_kinds(frozenset(["label", "lead"])) == {"nav": 6, "heading": 1, "body": 3.5}


def test_a_word_that_is_no_fact_is_an_error_that_says_where(other_table):
    other_table(",=6,,,=2,,,=3,,,all", "labell,,,,-1.5,,,,,,a slip")
    with pytest.raises(ValueError, match=r"layout\.csv, row 3: 'labell' is no fact .* one of lead, label"):
        weigh_kinds(frozenset())


@pytest.mark.parametrize("name", ["layout.csv", "layout_follow.csv"])
def test_both_tables_give_a_reason_a_row_and_have_the_same_kinds(root, name):
    with open(root / "lib/tifa/data" / name, encoding="utf-8", newline="") as f:
        head, *rows = csv.reader(f)
    assert head[1:-1] == ["nav", "ad", "section", "heading", "crosshead", "byline", "body", "caption", "tail"]
    assert head[-1] == "why" and all(row[-1] and len(row) == len(head) for row in rows)


def test_each_line_has_one_kind(form):
    page = ["江州日报", "江北县办起养老餐厅", "记者 林远", "县里办起养老餐厅,老人每餐付八元。", "图为老人在窗口取餐。"]
    lines = read_lines(fold("\n".join(map(form, page))))
    assert read_kinds(lines) == ["nav", "heading", "byline", "body", "caption"]
