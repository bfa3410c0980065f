import csv

import pytest

from tifa import find_places, locate
from tifa.places import counties, shorten


@pytest.mark.parametrize("text, names", [
    ("黄山市屯溪区的茶农", [("city", "黄山市", "黄山"), ("county", "屯溪区", "黄山")]),
    ("黄山的茶农", [("city", "黄山市", "黄山")]),
    ("云南省丽江市", [("province", "云南省", ""), ("city", "丽江市", "丽江")]),
    ("云南丽江", [("province", "云南省", ""), ("city", "丽江市", "丽江")]),
    ("北京市海淀区", [("province", "北京市", "北京"), ("county", "海淀区", "北京")]),
    ("玉龙纳西族自治县", [("county", "玉龙纳西族自治县", "丽江")]),
    ("远处的村庄", []),
    ("", []),
    ("黄", []),
])
def test_places_are_found_by_name(text, names):
    assert [(level, name, city) for _, _, level, name, city, _ in find_places(text)] == names


def test_places_say_where_they_stand():
    text = "从屯溪区到丽江"
    assert [text[start:end] for start, end, *_ in find_places(text)] == ["屯溪区", "丽江"]


def test_the_longest_name_is_taken():
    assert [name for *_, name, _, _ in find_places("黄山市黄山区")] == ["黄山市", "黄山区"]


@pytest.mark.parametrize("word", ["和平", "新华", "城关", "屯溪"])
def test_short_forms_of_counties_are_no_names(word):
    assert find_places(f"{word}的早晨") == []


@pytest.mark.parametrize("name", ["鼓楼区", "朝阳区", "城中区"])
def test_a_county_name_of_several_cities_tells_nothing(name):
    assert [place for place in find_places(name) if place[2] == "county"] == []


@pytest.mark.parametrize("text, place", [
    ("黄山市开会。黄山的茶农参加。", ("黄山", "黄山", "安徽")),
    ("屯溪区开会。屯溪区的茶农参加。黄山市领导到会。", ("屯溪区", "黄山", "安徽")),
    ("屯溪区开会。徽州区也开会。黄山市领导到会,黄山的茶农参加。", ("黄山", "黄山", "安徽")),
    ("黄山市开会。", ("", "", "")),
    ("黄山与丽江结对。黄山的茶农到丽江做客。", ("", "", "")),
    ("黄山与丽江结对。黄山的茶农受益,黄山的商户也受益。", ("黄山", "黄山", "安徽")),
    ("安徽省开会。安徽的茶农参加。", ("", "", "安徽")),
    ("各地都在开会。", ("", "", "")),
    ("", ("", "", "")),
])
def test_a_text_is_located_by_the_names_in_it(text, place):
    assert locate(text) == place


@pytest.mark.parametrize("name, short", [("屯溪区", "屯溪"), ("歙县", "歙县"), ("郊区", "郊区"), ("宁国市", "宁国"), ("黄山", "黄山")])
def test_counties_have_short_forms(name, short):
    assert shorten(name) == short


def test_counties_of_a_city_are_listed():
    assert {"屯溪区", "徽州区", "歙县"} <= set(counties("黄山"))
    assert counties("无此市") == []


def test_the_gazetteer_is_whole(root):
    rows = list(csv.DictReader((root / "lib/tifa/data/places.csv").open(encoding="utf-8", newline="")))
    assert {row["level"] for row in rows} == {"province", "city", "county"}
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(row["name"] and row["province"] and row["name"].startswith(row["short"]) for row in rows)
    assert all(row["city"] for row in rows if row["level"] == "city")
