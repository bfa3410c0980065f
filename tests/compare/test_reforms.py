"""Reforms: the same one in several articles and cities, what stands inside it, and cities side by side."""

import html
import re

import pandas as pd
import pytest

import tifa
from hostile import PAYLOADS
from tifa.compare import at_a_glance, compare_systems, group_systems, place_in_systems
from tifa.show import show_side_by_side
from tifa.show.markup import escape

SEA, TEA, COLUMNS = "甲城", "乙城", ["page", "article", "name", "alt_names", "place", "actor", "within", "parts", "spans"]


def systems(*rows):
    """Rows of (page, name) and what else is told, by column."""
    made = [dict.fromkeys(COLUMNS, "") | dict(page=page, article=1, name=name, spans="0-20") | told for page, name, told in rows]
    table = pd.DataFrame(made, columns=COLUMNS)
    table.insert(2, "system", table.groupby("page").cumcount() + 1)
    return table


@pytest.fixture
def articles(make_articles):
    """p1 and p2 are 甲城's, p3 乙城's, p4 of no known city."""
    return make_articles((SEA, "船" * 40), (SEA, "船" * 40), (TEA, "茶" * 40), ("", "茶" * 40))


def test_rows_with_a_name_in_common_are_one_reform_and_say_so(articles):
    table = group_systems(systems(
        ("p1", "灯塔守望模式", {"alt_names": "守望模式"}), ("p2", "渔港敲钟制度", {}), ("p3", "“守望模式”", {})), articles)
    assert table[["reform", "name", "city"]].values.tolist() == [
        ["灯塔守望模式", "灯塔守望模式", SEA], ["灯塔守望模式", "“守望模式”", TEA], ["渔港敲钟制度", "渔港敲钟制度", SEA]]
    assert table.evidence.tolist() == ["the same name: 守望模式"] * 2 + [""]


def test_the_commonest_name_is_the_reforms(articles):
    table = group_systems(systems(("p1", "灯塔守望模式", {"alt_names": "守望模式"}), ("p2", "守望模式", {}), ("p3", "守望模式", {})), articles)
    assert table.reform.unique().tolist() == ["守望模式"]


@pytest.mark.parametrize("more, one", [("敲钟|点灯|点名", True), ("敲钟|点灯", False), ("敲钟|点灯|点名|巡船|看潮|补网|晒网", False)])
def test_half_of_the_parts_make_one_reform_when_they_are_three(articles, more, one):
    table = group_systems(systems(("p1", "灯塔守望模式", {"parts": "敲钟|点灯|点名"}), ("p3", "渔港值更模式", {"parts": more})), articles)
    assert (table.reform.nunique() == 1) == one
    assert set(table.evidence) == ({"parts in common: 敲钟、点名、点灯"} if one else {""})


@pytest.mark.parametrize("name", ["改革", "医院", "网格"])
def test_a_plain_word_makes_no_reform_of_two(articles, name):
    assert group_systems(systems(("p1", name, {}), ("p3", name, {})), articles).evidence.tolist() == ["", ""]


def test_rows_of_one_article_stay_apart(articles):
    same = systems(("p1", "灯塔守望模式", {}), ("p1", "灯塔守望模式", {}), ("p3", "灯塔守望模式", {}))
    table = group_systems(same, articles)
    assert table.evidence.ne("").sum() == 2 and table[table.evidence != ""].page.tolist() == ["p1", "p3"]


@pytest.mark.parametrize("told, city", [
    ({"place": "全国"}, "全国"), ({"actor": "国家卫健委"}, "全国"), ({"place": "甲城", "actor": "国家卫健委"}, SEA),
    ({"actor": "国家级示范区办公室"}, SEA), ({"actor": "国务院"}, "全国"), ({}, SEA)])
def test_the_national_line_stands_apart_from_the_local_make(articles, told, city):
    assert group_systems(systems(("p1", "灯塔守望模式", told)), articles).city.tolist() == [city]


def test_an_article_without_a_city_has_none(articles):
    assert group_systems(systems(("p4", "灯塔守望模式", {})), articles).city.tolist() == [""]


def test_no_system_gives_an_empty_table(articles):
    table = group_systems(systems().astype({"article": int}), articles)
    assert table.empty and {"reform", "city", "evidence"} <= {*table}


# --- what stands inside ------------------------------------------------------------------------------------------


def found(*rows, **more):
    """Rows of (page, text, start), each with some columns of its table."""
    table = pd.DataFrame([dict(page=page, article=1, text=text, start=start, end=start + len(text)) for page, text, start in rows])
    return table.assign(**more)


def test_a_row_stands_in_each_reform_whose_passage_holds_it():
    known = systems(("p1", "守望模式", {"spans": "0-10;20-30"}), ("p1", "敲钟制度", {"spans": "20-30"}))
    table = found(("p1", "设立灯塔", 0), ("p1", "修建码头", 8), ("p1", "敲钟报时", 22), ("p2", "种植茶树", 0))
    inside = place_in_systems(table, known)
    assert inside[["text", "name"]].values.tolist() == [["设立灯塔", "守望模式"], ["敲钟报时", "守望模式"], ["敲钟报时", "敲钟制度"]]


def test_a_row_that_two_passages_of_a_reform_hold_stands_there_once():
    known = systems(("p1", "守望模式", {"spans": "0-10;0-20"}))
    assert len(place_in_systems(found(("p1", "设立灯塔", 0)), known)) == 1


# --- side by side ------------------------------------------------------------------------------------------------


@pytest.fixture
def compared(articles):
    known = group_systems(systems(
        ("p1", "守望模式", {"parts": "敲钟|点灯"}), ("p3", "守望模式", {"parts": "点灯|采茶"}), ("p2", "修船工程", {})), articles)
    slogans = found(("p1", "一船一档", 2), ("p3", "“一船一档”", 2), ("p3", "两件事", 30), items="")
    measures = found(("p1", "设立灯塔", 6), ("p2", "补贴渔民", 0), instrument=["organization", "treasure"])
    figures = found(("p3", "灯塔3座", 10), metric="灯塔", value=3.0, unit="座", base_value=float("nan"))
    return compare_systems(known, slogans, measures, figures)


def test_each_thing_of_a_reform_has_its_aspect_and_how_many_cities_have_it(compared):
    told = compared[["city", "aspect", "item", "cities"]].values.tolist()
    assert told == [
        [SEA, "reform", "守望模式", 2], [TEA, "reform", "守望模式", 2], [SEA, "reform", "修船工程", 1],
        [SEA, "part", "敲钟", 1], [SEA, "part", "点灯", 2], [TEA, "part", "点灯", 2], [TEA, "part", "采茶", 1],
        [SEA, "organization", "设立灯塔", 1], [SEA, "treasure", "补贴渔民", 1],
        [TEA, "figure", "灯塔3座", 1], [SEA, "formulation", "一船一档", 2], [TEA, "formulation", "“一船一档”", 2]]


def test_each_thing_says_where_it_stands(compared):
    assert compared.columns.tolist() == ["city", "reform", "aspect", "item", "cities", "page", "article", "start", "end"]
    row = compared[compared["item"] == "设立灯塔"].iloc[0]
    assert (row.reform, row.page, row.article, row.start, row.end) == ("守望模式", "p1", 1, 6, 10)


def test_the_seeds_consortium_is_one_reform_of_two_cities(corpus):
    """By the names of the two pages; what else stands side by side is told by notebook 6."""
    known = systems(("000_c7785c7b04a71cd2", "紧密型县域数字化医共体", {"article": 2, "alt_names": "紧密型县域医共体|医共体"}),
                    ("004_0105f977b1e5c016", "紧密型县域医共体", {"alt_names": "医共体"}))
    assert group_systems(known, corpus.articles)[["city", "evidence"]].values.tolist() == [
        ["盐城", "the same name: 紧密型县域医共体"], ["淮北", "the same name: 紧密型县域医共体"]]
    inside = place_in_systems(tifa.find_measures(corpus.articles), known.assign(spans="0-4000"))
    assert set(inside.page) == set(known.page)


def test_a_reform_of_two_cities_under_two_names_counts_for_both(articles):
    known = group_systems(systems(("p1", "灯塔守望模式", {"alt_names": "守望模式"}), ("p3", "守望模式", {})), articles)
    none = found(("p4", "无", 0), items="", instrument="", metric="", value=0.0, unit="", base_value=0.0)
    assert compare_systems(known, none, none, none)[["item", "cities"]].values.tolist() == [["灯塔守望模式", 2], ["守望模式", 2]]


def test_each_city_has_a_row_at_a_glance(articles):
    known = group_systems(systems(("p1", "敲钟制度", {"within": "守望模式"}), ("p1", "修船工程", {"spans": "0-5"}), ("p2", "守望模式", {})), articles)
    slogans = found(("p1", "指挥棒", 1), ("p2", "一船一档", 2), ("p2", "在外面", 90), kind=["quoted", "numeric", "quoted"])
    assert at_a_glance(articles, known, slogans).drop(columns="province").values.tolist() == [
        [SEA, 2, 3, "守望模式|修船工程|敲钟制度", "一船一档|指挥棒"], [TEA, 1, 0, "", ""]]


def test_side_by_side_each_city_has_a_column_and_each_thing_its_place(compared):
    shown = show_side_by_side(compared).data
    assert shown.count('scope="col"') == 3 and shown.index(f">{escape(SEA)}</th>") < shown.index(f">{escape(TEA)}</th>")
    things = re.findall(r'<td[^>]*>(\d+)<ul>(.*?)</ul>', html.unescape(shown))
    told = [(n, re.findall(r'href="([^"]+)">([^<]+)</a>', links)) for n, links in things]
    assert ("2", [("pages/p1.html#c0-20", "点灯"), ("pages/p1.html#c0-20", "敲钟")]) in told  # of two cities first
    assert "></td>" in shown and ("1", [("pages/p3.html#c10-14", "灯塔3座")]) in told
    assert "点灯</a></li><li>and 1 more</li>" in show_side_by_side(compared, n=1).data
    assert show_side_by_side(compared, n_cities=1).data.count('scope="col"') == 2


def test_nothing_side_by_side_is_said(compared):
    assert "no rows." in show_side_by_side(compared.head(0)).data


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_text_of_the_corpus_is_escaped_side_by_side(compared, payload):
    shown = show_side_by_side(compared.assign(item=payload, city=payload)).data
    assert escape(payload) in shown and payload not in shown


def test_thousands_of_reforms_are_grouped_in_seconds(make_articles):
    import time

    many = make_articles(*[(SEA, "船")] * 3000)
    known = systems(*[(f"p{i}", f"灯塔守望模式第{i % 1500}号", {"parts": f"敲钟{i}|点灯{i}|点名{i}"}) for i in range(1, 3001)])
    started = time.process_time()
    assert group_systems(known, many).reform.nunique() == 1500
    assert time.process_time() - started < 5
