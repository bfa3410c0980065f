"""Headline, date and city of an article where its text does not say them."""

import pytest

import tifa


def read(tmp_path, path, text, **more):
    file = tmp_path / "corpus" / path
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return tifa.read_articles(tmp_path / "corpus").iloc[0]


LEAD = "本报讯 县医院牵头办起夜校,八家卫生院加入,群众受益。\n"


def test_the_files_name_gives_the_headline_and_the_day(tmp_path):
    article = read(tmp_path, "20240828-02-县医院办起夜校.txt", LEAD)
    assert [article.headline, article.date, article.year_from] == ["县医院办起夜校", "2024-08-28", "path"]
    assert "headline told from the file's name" in article.note


def test_a_headline_of_its_own_goes_before(tmp_path):
    assert read(tmp_path, "县医院办起夜校.txt", f"夜校来了\n\n{LEAD}").headline == "夜校来了"


def test_the_text_tells_the_day_and_the_path_its_year(tmp_path):
    article = read(tmp_path, "2024-08-30/a.txt", f"夜校来了\n\n8月28日,{LEAD}")
    assert [article.date, article.year_from] == ["2024-08-28", "path"]


@pytest.mark.parametrize("path, text, told", [
    ("盐城/a.txt", LEAD, ("盐城", "盐城", "path")), ("盐城晚报/a.txt", LEAD, ("盐城", "盐城", "path")),
    ("a.txt", f"三峡日报 2024年8月28日 星期三\n\n夜校来了\n\n{LEAD}", ("宜昌", "宜昌", "newspaper")),
    ("a.txt", f"射阳夜校来了\n\n{LEAD}射阳县财政投入资金。\n", ("射阳县", "盐城", "text")),
    ("盐城/a.txt", "夜校来了\n\n本报宜昌8月28日电 市里办起夜校。\n", ("宜昌", "宜昌", "dateline")),
    ("a.txt", LEAD, ("", "", "")),
])
def test_what_the_city_rests_on(tmp_path, path, text, told):
    article = read(tmp_path, path, text)
    assert (article.place, article.city, article.city_from) == told


def test_the_row_of_a_table_states_it(tmp_path):
    (tmp_path / "a.csv").write_text(f"标题,正文,城市\n夜校来了,\"{LEAD.strip()}\",盐城\n", encoding="utf-8")
    article = tifa.read_articles(tmp_path / "a.csv").iloc[0]
    assert [article.city, article.city_from, article.headline] == ["盐城", "sources", "夜校来了"]


@pytest.mark.parametrize("rubric", ["时评", "【简讯】", "图片新闻", "江北时评", "# 社论"])
def test_a_rubric_opens_an_article_and_is_no_headline(tmp_path, rubric):
    article = read(tmp_path, "a.txt", f"{rubric}\n\n{'#' * rubric.count('#')}把村医留下来\n\n林远\n\n村里的医生少了,就要想办法把人留下来,让他们有奔头。\n")
    assert article.headline == "把村医留下来" and article.byline == "林远"


def test_a_rubric_without_a_headline_leaves_none(tmp_path):
    article = read(tmp_path, "a.txt", f"简讯\n\n{LEAD}")
    assert [article.headline, article.kicker] == ["", "简讯"]
