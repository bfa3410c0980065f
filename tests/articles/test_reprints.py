import random
import re

import pandas as pd
import pytest

import tifa
from tifa.tables import Articles

COMMON = "乡村河岸春种秋收学校师生晨读图书灯光桥梁货车渔港果园茶叶工匠木器织布剪纸龙舟锣鼓集市山路石阶清泉松林竹海晚风归燕"
CAPTION = "4月2日,江北县石桥镇的茶农在海拔八百米的青云山茶园里采摘今年的第一批明前新茶。"


def prose(seed, n):
    """Give n sentences that mean nothing and that no other seed gives."""
    dice = random.Random(seed)
    return ["".join(dice.choices(COMMON, k=dice.randint(12, 30))) + dice.choice("。!") for _ in range(n)]


TEXT = prose(0, 40)
OTHER = prose(1, 40)


def forecast(day, sky, low, high):
    return (f"市气象台今天上午发布未来二十四小时天气预报:{day}日白天到夜间,全市{sky},偏北风三到四级,最低气温{low}摄氏度,最高气温{high}摄氏度。"
            "气象部门提醒市民注意添减衣物,出行注意交通安全;农业生产请关注田间管理,及时做好清沟排水。")


def marks(articles):
    return tifa.articles.mark_duplicates(articles).duplicate_of.tolist()


@pytest.mark.parametrize("again", [
    pytest.param("".join(TEXT), id="the same"),
    pytest.param("\n".join(re.findall(".{1,17}", "".join(TEXT))), id="broken into lines"),
    pytest.param(" \u3000".join("".join(TEXT)), id="spaced out"),
    pytest.param("".join(TEXT).replace("。", ".").replace("!", "\uff01"), id="other widths of punctuation"),
    pytest.param("".join(TEXT).replace("。", ""), id="punctuation left out"),
    pytest.param("本报讯(记者 李某)" + "".join(TEXT), id="another lead"),
    pytest.param("".join(TEXT[:10] + TEXT[12:30] + TEXT[33:]), id="sentences cut"),
    pytest.param("".join(OTHER[:3] + TEXT[3:20] + OTHER[5:8] + TEXT[23:]), id="sentences rewritten"),
    pytest.param("".join(TEXT).replace("茶", "花").replace("灯", "月"), id="words replaced"),
    pytest.param("".join(TEXT[20:] + TEXT[:20]), id="halves swapped"),
    pytest.param("".join(TEXT[:20]), id="first half"),
    pytest.param("".join(TEXT[22:]), id="second half"),
    pytest.param("".join(TEXT + OTHER[:15]), id="added to"),
])
def test_a_reprint_is_found_though_it_was_edited(make_articles, again):
    articles = make_articles(("甲城", "".join(TEXT)), ("乙城", "".join(OTHER[20:])), ("丙城", again))
    assert marks(articles) == ["", "", "p1:1"]
    assert marks(articles.iloc[::-1].assign(page=["p1", "p2", "p3"])) == ["", "", "p1:1"], "the other way round"


@pytest.mark.parametrize("one, two", [
    pytest.param("".join(TEXT), "".join(OTHER), id="two texts"),
    pytest.param("".join(TEXT), "".join(OTHER + TEXT[:8]), id="a passage quoted"),
    pytest.param("".join(TEXT), "".join(OTHER[:10] + TEXT[:10]), id="half of it quoted"),
    pytest.param("".join(TEXT), "".join(TEXT[:4]), id="a few sentences"),
    pytest.param(CAPTION, CAPTION.replace("石桥镇", "双溪乡").replace("青云山", "白鹭湾").replace("采摘", "手工翻炒"), id="captions of one formula"),
    pytest.param(CAPTION, CAPTION + "摄影比赛的获奖作品同日在县文化馆展出,来自五省的近百名摄影爱好者到场参观交流。", id="a short text that goes on"),
    pytest.param(forecast(3, "多云转晴", 4, 15), forecast(4, "阴有小雨", 6, 11), id="forecasts of two days"),
    pytest.param("图片新闻", "图片新闻", id="labels"),
    pytest.param("", "", id="no body"),
    pytest.param("  \n。!", "。", id="nothing but punctuation"),
])
def test_what_is_only_alike_is_no_reprint(make_articles, one, two):
    assert marks(make_articles(("甲城", one), ("乙城", two))) == ["", ""]


@pytest.mark.parametrize("again", [CAPTION, CAPTION.replace(",", "\uff0c").replace("4", "\uff14"), CAPTION + "李某摄"])
def test_a_caption_printed_twice_is_found(make_articles, again):
    assert marks(make_articles(("甲城", CAPTION), ("乙城", again))) == ["", "p1:1"]


def test_every_reprint_points_at_the_first(make_articles):
    articles = make_articles(*[("甲城", "".join(TEXT)), ("乙城", "".join(OTHER))] * 4)
    assert marks(articles) == ["", ""] + ["p1:1", "p2:1"] * 3


def test_what_is_like_a_reprint_but_not_like_the_first_is_a_first_printing(make_articles):
    step = [TEXT, TEXT[8:] + OTHER[:8], TEXT[16:] + OTHER[:16]]
    assert marks(make_articles(*(("甲城", "".join(s)) for s in step))) == ["", "p1:1", ""]
    assert marks(make_articles(*(("甲城", "".join(s)) for s in step[1:]))) == ["", "p1:1"]


def test_first_is_the_first_by_page_and_number_whatever_the_order_of_the_rows(make_articles):
    articles = make_articles(*[("甲城", "".join(TEXT))] * 3).assign(page=["b", "a", "a"], article=pd.array([1, 10, 9], "Int64"))
    for rows in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        marked = tifa.articles.mark_duplicates(articles.iloc[rows])
        assert dict(zip(zip(marked.page, marked.article), marked.duplicate_of)) == {("a", 9): "", ("a", 10): "a:9", ("b", 1): "a:9"}
        assert marked.index.tolist() == rows


def test_nothing_but_the_mark_is_changed(make_articles):
    articles = make_articles(*[("甲城", "".join(TEXT))] * 2)
    marked = tifa.articles.mark_duplicates(articles)
    pd.testing.assert_frame_equal(marked.drop(columns="duplicate_of"), articles.drop(columns="duplicate_of"))
    assert articles.duplicate_of.eq("").all()
    Articles.validate(marked)


def test_rows_may_share_an_index(make_articles):
    articles = make_articles(("甲城", "".join(TEXT)))
    assert marks(pd.concat([articles, articles.assign(page="p2")])) == ["", "p1:1"]


def test_a_table_without_rows_has_no_reprints(make_articles):
    empty = tifa.articles.mark_duplicates(make_articles(("甲城", "渔船出海。"))[:0])
    assert empty.empty and "duplicate_of" in empty


def test_no_two_articles_of_the_seeds_are_reprints(corpus):
    assert corpus.articles.duplicate_of.eq("").all()


@pytest.fixture
def reprinted(write_corpus, root):
    """The first page of the seeds in two files, the second with another headline."""
    text = sorted((root / "seeds").glob("*.txt"))[0].read_text(encoding="utf-8-sig")
    first = tifa.read_articles(root / "seeds").headline[0].split()[0]
    return write_corpus({"a": text, "b": text.replace(first, "换了一个标题")})


def test_files_are_compared_as_they_are_read(reprinted):
    articles = tifa.read_articles(reprinted)
    assert articles.duplicate_of.tolist() == [""] * (articles.page == "a").sum() + [f"a:{n}" for n in articles.article[articles.page == "b"]]


def test_reprints_keep_their_rows_and_are_counted_once(reprinted):
    both, once = tifa.extract(reprinted), tifa.extract(reprinted / "a.txt")
    assert len(both.articles) == 2 * len(once.articles) and len(both.measures) == 2 * len(once.measures) > 0
    pd.testing.assert_frame_equal(both.terms, once.terms)


def test_first_printings_leave_reprints_out(make_articles):
    articles = tifa.articles.mark_duplicates(make_articles(("甲城", "".join(TEXT)), ("乙城", "".join(TEXT)), ("乙城", "".join(OTHER))))
    assert tifa.first_printings(articles).page.tolist() == ["p1", "p3"]
    assert tifa.first_printings(articles).index.tolist() == [0, 1]
