import csv

import pytest

from tifa.knowledge import read_words
from tifa.places import city_of, find_county, find_places, locate, look_up, weigh_places


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


@pytest.mark.parametrize("text, names", [
    ("南京路上的小店", []), ("北京西路", []), ("长安街", []), ("上海路与广州街交会处", []), ("天津大道", []),
    ("南京的路", ["南京市"]), ("广州街头", []), ("四川大学", []), ("杭州饭店", []),
    ("太行山西麓", []), ("黄河北岸", []), ("太湖南部", []), ("河南部分县区", ["河南省"]), ("山西部门", ["山西省"]),
    ("社会长治久安", []), ("各位来宾", []), ("来宾市", ["来宾市"]), ("一块三明治", []), ("大理石桌", []), ("大理的石桌", ["大理白族自治州"]),
    ("重大理论", []), ("隆重庆祝", []), ("确保定点救治", []), ("朝阳产业", []), ("朝阳市", ["朝阳市"]), ("白银涨价", []),
    ("东方的天空", []), ("健康安康", []), ("佛罗里达州", []), ("恩施州", ["恩施土家族苗族自治州"]), ("长阳县", ["长阳土家族自治县"]),
    ("安庆同志说", []), ("安庆先生说", []), ("安庆的先生", ["安庆市"]),
    ("吉林长春", ["吉林省", "长春市"]), ("吉林市", ["吉林市"]), ("吉林省吉林市", ["吉林省", "吉林市"]), ("海南三亚", ["海南省", "三亚市"]),
    ("开放的市场", []), ("县级财政", []), ("省市联动", []),
])
def test_words_streets_and_people_that_bear_a_name_are_no_places(text, names):
    assert [name for _, _, _, name, _, _ in find_places(text)] == names


@pytest.mark.parametrize("name", ["鼓楼区", "朝阳区", "城中区"])
def test_a_county_name_of_several_cities_tells_nothing(name):
    assert [place for place in find_places(name) if place[2] == "county"] == []


@pytest.mark.parametrize("text, place", [
    ("黄山市开会。黄山的茶农参加。", ("黄山", "黄山", "安徽")),
    ("屯溪区开会。屯溪区的茶农参加。黄山市领导到会。", ("屯溪区", "黄山", "安徽")),
    ("屯溪区开会。徽州区也开会。黄山市领导到会,黄山的茶农参加。", ("黄山", "黄山", "安徽")),
    ("黄山市开会。", ("黄山", "黄山", "安徽")), ("屯溪区开会。", ("屯溪区", "黄山", "安徽")), ("黄山市开会,江苏省的客人参加。", ("", "", "")),
    ("福建省鼓楼区开会。", ("鼓楼区", "福州", "福建")), ("江苏省鼓楼区开会。鼓楼区的人们参加。", ("", "", "江苏")), ("鼓楼区开会。", ("", "", "")),
    ("南京市鼓楼区开会。福建省的客人参加。南京市很热。", ("南京", "南京", "江苏")), ("西湖区开会。杭州的人们来了。", ("杭州", "杭州", "浙江")),
    ("射阳办起夜校。射阳的人们来上课。", ("射阳县", "盐城", "江苏")), ("射阳办起夜校。", ("", "", "")), ("古城很美。古城很大。", ("", "", "")),
    ("臺中市開會。", ("台中", "台中", "台湾")), ("澳門衛生局開會。", ("澳门", "澳门", "澳门")), ("屯门区开会。", ("屯门区", "香港", "香港")),
    ("臺灣開會。", ("", "", "台湾")), ("平台中的数据,河南投资,越南投资。", ("", "", "河南")), ("廣東省深圳市南山區開會,南山區的人們來了。", ("南山区", "深圳", "广东")),
    ("黄山与丽江结对。黄山的茶农到丽江做客。", ("", "", "")),
    ("黄山与丽江结对。黄山的茶农受益,黄山的商户也受益。", ("黄山", "黄山", "安徽")),
    ("安徽省开会。安徽的茶农参加。", ("", "", "安徽")),
    ("黄山驰援上海。物资运往上海,支援上海。黄山的茶农捐茶。", ("黄山", "黄山", "安徽")),
    ("黄山支援湖北武汉、孝感。黄山派出医生。", ("黄山", "黄山", "安徽")),
    ("黄山学习三明经验,借鉴浙江做法,赴温州考察。黄山的医生参加。", ("黄山", "黄山", "安徽")),
    ("黄山迎来杭州考察团。来自苏州的游客到黄山。", ("黄山", "黄山", "安徽")),
    ("上海考察团来了。来自上海的客人很多。", ("", "", "")),
    ("北京开会。北京的代表参加。", ("北京", "北京", "北京")),
    ("各地都在开会。", ("", "", "")),
    ("", ("", "", "")),
])
def test_a_text_is_located_by_the_names_in_it(text, place):
    assert locate(text) == place


@pytest.mark.parametrize("name, place", [
    ("黄山", ("黄山", "黄山", "安徽")), ("歙县", ("歙县", "黄山", "安徽")), ("屯溪", ("屯溪区", "黄山", "安徽")),
    ("北京", ("北京", "北京", "北京")), ("北京、黄山", ("北京", "北京", "北京")), ("安徽", ("", "", "安徽")), ("安徽黄山", ("黄山", "黄山", "安徽")),
    ("吉林", ("", "", "吉林")), ("巴黎", ("", "", "")), ("鼓楼", ("", "", "")), ("", ("", "", "")),
])
def test_the_place_of_a_dateline_is_looked_up(name, place):
    assert look_up(name) == place


@pytest.mark.parametrize("city, heading, body, county", [
    ("天津", "和平的早晨", "人们在散步。", ""), ("天津", "和平的早晨", "和平区的人们在散步。", "和平区"), ("天津", "和平区的早晨", "", "和平区"),
    ("宝鸡", "金台办起夜校", "人们来上课。", ""), ("深圳", "登上南山", "山顶很高。", ""), ("深圳", "南山办起夜校", "南山区的人们来上课。", "南山区"),
    ("上海", "宝山有宝", "", ""), ("南通", "通州新事", "通州区办起夜校。", "通州区"), ("石家庄", "新华书店开业", "", ""),
    ("昆明", "安宁的夜晚", "", ""), ("保定", "高阳获奖", "高阳是一名教师。", ""), ("嘉兴", "海宁获奖", "海宁市的人们来了。", "海宁市"),
    ("南京", "鼓楼区办起夜校", "", "鼓楼区"), ("黄山", "屯溪路通车", "", ""), ("黄山", "屯溪办起夜校", "", "屯溪区"),
    ("黄山", "夜校开课", "屯溪区办起夜校。\n屯溪区的人们来上课。", "屯溪区"), ("黄山", "夜校开课", "屯溪区办起夜校。", ""),
    ("黄山", "夜校开课", "屯溪区、歙县办起夜校。屯溪区先开课,歙县后开课。", ""),
    ("黄山", "夜校开课", "各地办起夜校。\n屯溪区有一所。屯溪区的人们来上课。", ""),
    ("怀化", "通道堵塞", "", ""), ("怀化", "通道办起夜校", "通道侗族自治县的人们来上课。", "通道侗族自治县"), ("宜昌", "长阳办起夜校", "", "长阳土家族自治县"),
    ("黄山", "夜校学歙县经验", "歙县经验传到各地。\n歙县的人们来讲课,歙县来了三人。", ""),
    ("嘉北", "江北县办起夜校", "", ""), ("", "屯溪区办起夜校", "", ""),
])
def test_the_county_an_article_is_about(city, heading, body, county):
    assert find_county(city, heading, body) == county


@pytest.mark.parametrize("text, why", [
    ("鼓楼区开会。", "the text names 鼓楼区, which 南京, 徐州, 福州 and 开封 have"),
    ("黄山与丽江结对。", "the text names several: 黄山 1, 丽江 1"),
    ("各地都在开会。", "the text names no city"),
    ("黄山市开会。", ""),
])
def test_why_no_city_is_told(text, why):
    assert weigh_places(text).why == why


def test_a_name_alone_tells_its_city():
    assert city_of("长阳县") == ("宜昌", "湖北") and city_of("朝阳") == ("朝阳", "辽宁") and city_of("夜校") == ("", "")


def test_the_gazetteer_is_whole(root):
    rows = list(csv.DictReader((root / "lib/tifa/data/places.csv").open(encoding="utf-8", newline="")))
    assert {row["level"] for row in rows} == {"province", "city", "county"}
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(row["name"] and row["province"] and row["name"].startswith(row["short"]) for row in rows)
    assert all(row["city"] for row in rows if row["level"] == "city")
    assert not any("自治" in row["short"] for row in rows)


def test_words_of_counties_are_short_names_of_counties(root):
    rows = csv.DictReader((root / "lib/tifa/data/places.csv").open(encoding="utf-8", newline=""))
    shorts = {row["short"] for row in rows if row["level"] == "county"}
    assert set(" ".join(read_words(root / "lib/tifa/data/county_words.txt")).split()) - shorts == set()
