import logging
import shutil
from collections import defaultdict

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tifa
from tifa.words import fold
from tifa.tables import Pages, make_table

LEAD = "本报讯 4月2日,江北县开会。"


def page_table(*texts, **known):
    return make_table(Pages, [dict(page=f"p{i}", path=f"p{i}.txt", text=text, **known) for i, text in enumerate(texts, 1)])


def read(text, **known):
    pages = page_table(text, **{"city": "嘉北", "province": "某省", **known})
    return tifa.build_articles(tifa.label_lines(pages), pages)


def label(text):
    lines = tifa.label_lines(page_table(text))
    return list(zip(lines.article, lines.role, lines.cont))


# --- what must hold for any page ---------------------------------------------------------------------------------

_odd = st.sampled_from("\u2028\u2029\x0b\x0c\x1c\x85\u200b\u200d\ufeff\xa0\u3000 \t\r\n#*-\uff0c\u3002\uff1a\u201c\u201d")
_any_line = st.text(st.characters(exclude_categories=["Cs"]) | _odd, max_size=60)
_print = st.sampled_from([
    "# 江北县新设康复门诊", "## 河西区", "### ", "**县里办起夜校**", "# **县里办起夜校**", "**", "****", "#", "# #", "**半边", "半边**", "#" * 30,
    LEAD, "本报讯\uff08记者 林远\uff094月2日\uff0c江北县开会\u3002", "■记者 林远 通讯员 赵青", "林远", "摄影 赵青", "整理",
    "搜索", "来源:某报", "(下转第三版)", "相关文章推荐", "- 条目", "主办单位: 市总工会", "问:何时完成?", "答:年底前完成。",
    "赵明在调研时强调", "——侧记", "会场", "他们新修了一条路,", "\u3000\u3000路通到了村口。", "老乡说“好”", "长" * 300, "、" * 60, "\u200b",
    "“一户一档”建了1200份,占比由3%升至98%。", "县里将组建1\uff0b3\uff0bN队伍、设立门诊和夜校“三件实事”。",
])
_line_end = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n\n\n\n", "\u2028", "\x0b", "\x85", ""])
_page = st.lists(st.tuples(_print | _any_line, _line_end), max_size=20).map(lambda parts: "".join(a + b for a, b in parts))
some_pages = st.lists(_page, min_size=1, max_size=6)


def assert_every_character_is_in_one_line(pages, lines):
    for page in pages.itertuples():
        mask = [0] * len(page.text)
        for line in lines[lines.page == page.page].itertuples():
            for i in range(line.start, line.end):
                mask[i] += 1
        assert [n for c, n in zip(page.text, mask) if not c.isspace() and n != 1] == []


def assert_lines_stand_where_they_say(pages, lines):
    text = dict(zip(pages.page, pages.text))
    numbered = {page: text[page].splitlines() for page in text}
    for line in lines.itertuples():
        assert text[line.page][line.start : line.end] == line.text
        assert line.text == line.text.strip() != ""
        assert numbered[line.page][line.line - 1].strip() == line.text


def bare(text):
    """A text without white space and what cannot be seen, which a story closes up."""
    return "".join(tifa.words.forms.UNSEEN.sub("", text).split())


def assert_stories_stand_where_they_say(pages, articles):
    text = dict(zip(pages.page, pages.text))
    for story, article in zip(tifa.story.stories(articles), articles.itertuples(), strict=True):
        assert len(story.text) == len(story.printed)
        for at, character in enumerate(story.printed):
            if character != "\n":
                start, end = story.where(at, at + 1)
                assert text[article.page][start:end] == character and article.start <= start < end <= article.end
        heading, body = story.printed[: story.body], story.printed[story.body :]
        assert bare(heading) == bare(article.kicker + article.headline + article.subhead)
        assert bare(body) == bare(article.body)
        # an interrupted paragraph gives two lines
        assert [*map(bare, body.split("\n"))] == [*map(bare, article.body.split("\n"))] or "/" in article.spans
        assert all(story.text[at : at + len(own)] == own for at, own in story.paragraphs())


@given(some_pages)
def test_any_page_is_covered_once_by_its_lines(texts):
    pages = page_table(*texts)
    lines = tifa.label_lines(pages)
    assert_every_character_is_in_one_line(pages, lines)
    assert_lines_stand_where_they_say(pages, lines)


@given(some_pages)
def test_any_article_can_be_found_again_on_its_page(texts):
    pages = page_table(*texts, city="嘉北", province="某省")
    lines = tifa.label_lines(pages)
    articles = tifa.build_articles(lines, pages)
    assert_stories_stand_where_they_say(pages, articles)
    inside = lines[lines.article > 0]
    assert set(zip(articles.page, articles.article)) == set(zip(inside.page, inside.article))


@given(some_pages)
def test_articles_of_any_page_are_numbered_from_one_without_gaps(texts):
    lines = tifa.label_lines(page_table(*texts))
    for _, own in lines.groupby("page"):
        numbers = sorted(set(own.article) - {0})
        assert numbers == list(range(1, len(numbers) + 1))


@given(some_pages)
def test_labelling_page_by_page_gives_the_same(texts):
    pages = page_table(*texts)
    apart = pd.concat([tifa.label_lines(pages[i : i + 1]) for i in range(len(pages))], ignore_index=True)
    pd.testing.assert_frame_equal(tifa.label_lines(pages), apart)


def test_the_seeds_are_covered_once_by_their_lines(corpus):
    assert_every_character_is_in_one_line(corpus.pages, corpus.lines)
    assert_lines_stand_where_they_say(corpus.pages, corpus.lines)


def test_every_article_of_the_seeds_can_be_found_again_on_its_page(corpus):
    assert_stories_stand_where_they_say(corpus.pages, corpus.articles)


# --- the seeds against the hand-coded tables ---------------------------------------------------------------------


def article_lines(rows, leave_out=()):
    """{(page, article): its lines}"""
    found = defaultdict(set)
    for page, line, article in rows:
        if int(article) and (page, int(line)) not in leave_out:
            found[page, int(article)].add(int(line))
    return found


@pytest.fixture(scope="module")
def both(gold, corpus):
    """Articles as coded and as found, each {(page, article): its lines}; section labels count for neither."""
    coded = gold("lines")
    sections = {(row["page"], int(row["line"])) for row in coded if row["role"] == "section"}
    wanted = article_lines(((row["page"], row["line"], row["article"]) for row in coded), sections)
    return wanted, article_lines(zip(corpus.lines.page, corpus.lines.line, corpus.lines.article), sections)


def test_nine_of_ten_roles_are_as_coded(gold, corpus):
    found = dict(zip(zip(corpus.lines.page, corpus.lines.line), corpus.lines.role))
    right = [found.get((row["page"], int(row["line"]))) == row["role"] for row in gold("lines")]
    assert sum(right) / len(right) >= 0.90


def test_nine_of_ten_articles_are_exactly_as_coded(both):
    wanted, found = ({(page, frozenset(lines)) for (page, _), lines in side.items()} for side in both)
    assert 2 * len(wanted & found) / (len(wanted) + len(found)) >= 0.90


def test_nine_of_ten_cut_paragraphs_are_joined_as_coded(gold, corpus):
    wanted = {(row["page"], int(row["line"])) for row in gold("lines") if row["cont"] == "1"}
    lines = corpus.lines[corpus.lines.cont == 1]
    found = set(zip(lines.page, lines.line))
    assert 2 * len(wanted & found) / (len(wanted) + len(found)) >= 0.90


@pytest.fixture(scope="module")
def matched(gold, both, corpus):
    """Each coded article with the row of the article found that shares most of its lines."""
    wanted, found = both
    rows = {(row.page, row.article): row for row in corpus.articles.itertuples()}
    pairs = []
    for row in gold("articles"):
        own = wanted[row["page"], int(row["article"])]
        best = max((key for key in found if key[0] == row["page"]), key=lambda key: len(own & found[key]) / len(own | found[key]))
        pairs.append((row, rows[best]))
    return pairs


@pytest.mark.parametrize("column, least", [("city", 1.0), ("province", 1.0), ("headline", 0.9), ("genre", 0.9), ("place", 0.9)])
def test_metadata_of_the_seeds_is_as_coded(matched, column, least):
    right = [row[column].lstrip("# ") == getattr(found, column) for row, found in matched]
    assert sum(right) / len(right) >= least


def test_dates_of_the_seeds_are_as_coded(matched):
    """The coders gave a year only where the article itself does."""
    dated = [(row["date"], found.date) for row, found in matched if row["date"]]
    assert [(want, have) for want, have in dated if want[-5:] != have[-5:] or (want[0] != "-" and want != have)] == []


def test_cities_of_the_seeds_can_be_told_from_the_text_alone(root, tmp_path, matched, corpus):
    for file in (root / "seeds").glob("*.txt"):
        shutil.copy(file, tmp_path)
    alone = tifa.read_articles(tmp_path).set_index(["page", "article"])
    assert len(alone) == len(corpus.articles)
    for row, found in matched:
        own = alone.loc[(found.page, found.article)]
        assert (own.city, own.province) == (row["city"], row["province"])


# --- how a page is read ------------------------------------------------------------------------------------------

PAGES = {
    "furniture of a site stands outside the articles": (
        ["搜索", "登录", "# 江北县新设六家康复门诊", LEAD, "相关文章推荐"],
        [(0, "nav", 0), (0, "nav", 0), (1, "headline", 0), (1, "body", 0), (0, "nav", 0)]),
    "each headline with a lead opens an article": (
        ["# 江北县新设六家康复门诊", LEAD, "# 河西区启动防汛演练", "本报讯 4月3日,河西区启动演练。"],
        [(1, "headline", 0), (1, "body", 0), (2, "headline", 0), (2, "body", 0)]),
    "a paragraph goes on behind a column break": (
        ["# 江北县新设六家康复门诊", LEAD, "这些门诊由县医院派出医生,病人在家门口就能", "做康复训练。", "县里还添置了器械。"],
        [(1, "headline", 0), (1, "body", 0), (1, "body", 0), (1, "body", 1), (1, "body", 0)]),
    "a paragraph goes on behind a caption": (
        ["# 江北县新设六家康复门诊", LEAD, "他走进新修的大厅,先看了窗口,又看了刚刚\n\n", "便民大厅", "装好的取号机。"],
        [(1, "headline", 0), (1, "body", 0), (1, "body", 0), (1, "caption", 0), (1, "body", 1)]),
    "a line above the headline is its kicker": (
        ["邵明在江北县乡镇基层调研时强调", "把实事办到群众心坎上", LEAD],
        [(1, "kicker", 0), (1, "headline", 0), (1, "body", 0)]),
    "a line with a dash below the headline is its subhead": (
        ["# 江北县新设六家康复门诊", "——方便群众就近就医", LEAD],
        [(1, "headline", 0), (1, "subhead", 0), (1, "body", 0)]),
    "reporters stand in bylines, above the text or below": (
        ["# 江北县新设六家康复门诊", "■记者 林远 通讯员 赵青", LEAD, "记者 赵青"],
        [(1, "headline", 0), (1, "byline", 0), (1, "body", 0), (1, "byline", 0)]),
    "a label stands over its item": (
        ["# 江北县新设六家康复门诊", LEAD, "河西区", "## 举办技能比赛", "本报讯 5月4日,河西区举办技能比赛。"],
        [(1, "headline", 0), (1, "body", 0), (2, "section", 0), (2, "headline", 0), (2, "body", 0)]),
    "organisers and telephone numbers are an advert": (
        ["# 江北县新设六家康复门诊", LEAD, "主办单位: 市总工会", "咨询电话: 12345"],
        [(1, "headline", 0), (1, "body", 0), (0, "ad", 0), (0, "ad", 0)]),
    "questions and answers are not joined": (
        ["市卫健委主任答记者问", "问:下一步有哪些安排?", "答:我们将建立考核制度。", "问:何时完成?", "答:年底前完成。"],
        [(1, "headline", 0), (1, "body", 0), (1, "body", 0), (1, "body", 0), (1, "body", 0)]),
    "what stands over a photographer's name is a caption": (
        ["# 春耕时节", "村民在田里插秧,农技员在一旁指导。", "摄影 林远"],
        [(1, "headline", 0), (1, "caption", 0), (1, "byline", 0)]),
    "nothing stands on an empty page": ([], []),
    "nothing stands on a blank page": (["  ", "\u3000"], []),
}


@pytest.mark.parametrize("text, expected", PAGES.values(), ids=PAGES.keys())
def test_lines_get_role_article_and_cont(form, text, expected):
    assert label(form("\n\n".join(text) + "\n")) == expected


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85"])
def test_other_line_ends_give_the_same_reading(end):
    text, expected = PAGES["a paragraph goes on behind a column break"]
    assert label((end * 2).join(text)) == expected


@pytest.mark.parametrize("text", [
    pytest.param(["邵明在乡镇调研时强调", "把实事办到群众心坎上", LEAD], id="as long as the headline"),
])
def test_a_kicker_may_be_as_long_as_its_headline(text):
    assert label("\n\n".join(text)) == [(1, "kicker", 0), (1, "headline", 0), (1, "body", 0)]


@pytest.mark.parametrize("credit", ["林远 摄", "林远 摄影", "林远 摄影报道"])
def test_a_name_before_the_photographers_mark_is_a_byline(credit):
    assert label(f"# 春耕时节\n\n村民在田里插秧,农技员在一旁指导。\n\n{credit}\n")[-1] == (1, "byline", 0)


def test_headline_lines_are_joined_by_a_space_and_lose_their_marks():
    article = read(f"# 第三届采茶节\n\n# 在江北县开幕\n\n{LEAD}\n").iloc[0]
    assert article.headline == "第三届采茶节 在江北县开幕"


@pytest.mark.parametrize("printed", [
    "# 县里办起夜校", "## 县里办起夜校", "**县里办起夜校**", "县里办起夜校",
    "# **县里办起夜校**",
])
def test_layout_marks_are_not_part_of_the_headline(printed):
    assert read(f"{printed}\n\n{LEAD}\n").headline[0] == "县里办起夜校"


def test_a_cut_paragraph_is_one_paragraph_of_the_body():
    article = read("# 江北县新设六家康复门诊\n\n本报讯 4月2日,这些门诊由县医院派出医生,病人在家门口就能\n\n做康复训练。\n\n县里还添置了器械。\n").iloc[0]
    assert article.body.split("\n") == ["本报讯 4月2日,这些门诊由县医院派出医生,病人在家门口就能做康复训练。", "县里还添置了器械。"]
    assert article.n_chars == sum(not c.isspace() for c in article.body)


def test_a_byline_is_kept_as_printed():
    article = read(f"# 江北县新设六家康复门诊\n\n■记者 林远 通讯员 赵青\n\n{LEAD}\n\n记者 赵青\n").iloc[0]
    assert article.byline == "■记者 林远 通讯员 赵青 记者 赵青"


@pytest.mark.parametrize("lead, issue, date, year_from", [
    ("本报讯 2021年3月4日,江北县开会。", "", "2021-03-04", "text"),
    ("本报讯 3月4日,江北县开会。", "", "XXXX-03-04", ""),
    ("本报讯 3月4日,江北县开会。", "2022", "2022-03-04", "sources"),
    ("本报讯 3月4日,江北县开会。", "2022-03", "2022-03-04", "sources"),
    ("本报讯 12月30日,江北县开会。", "2022-01-02", "2021-12-30", "sources"),
    ("本报讯 2021年3月4日,江北县开会。", "2022-03", "2021-03-04", "text"),
    ("本报讯\uff08记者 林远\uff09\uff13月\uff14日\uff0c江北县开会\u3002", "", "XXXX-03-04", ""),
    ("本报讯 近日,江北县开会。", "2022-03", "", ""),
])
def test_the_day_is_that_of_the_dateline_and_the_year_says_where_it_is_from(lead, issue, date, year_from):
    article = read(f"# 江北县新设六家康复门诊\n\n{lead}\n", date=issue).iloc[0]
    assert (article.date, article.year_from) == (date, year_from)


@pytest.mark.parametrize("line, issue, date, year_from", [
    ("2023年7月5日 星期三 第4版", "", "2023-04-02", "page"),
    ("2023年7月5日 星期三 第4版", "2023-07", "2023-04-02", "page"),
    ("2023年7月5日 星期三 第4版", "2022", "2022-04-02", "sources"),
    ("2023年2月5日 星期日 第4版", "", "2022-04-02", "page"),
    ("2023年7月5日 10阅读 来源:嘉北晚报", "", "XXXX-04-02", ""),
    ("2023年7月5日 10阅读 来源:嘉北晚报", "2022", "2022-04-02", "sources"),
])
def test_a_masthead_gives_the_year_and_the_line_of_a_web_copy_does_not(line, issue, date, year_from):
    article = read(f"{line}\n\n# 江北县新设六家康复门诊\n\n{LEAD}\n", date=issue).iloc[-1]
    assert (article.date, article.year_from) == (date, year_from)


@pytest.mark.parametrize("byline, lead, end, people", [
    ("■记者 林远 通讯员 赵青", LEAD, "", "林远|赵青"),
    ("", "本报讯(记者 林远、赵青)4月2日,江北县开会。", "", "林远|赵青"),
    ("记者 林远", LEAD, "记者 赵青", "林远|赵青"),
    ("", LEAD, "", ""),
])
def test_people_are_those_of_byline_lead_and_end(byline, lead, end, people):
    assert read("\n\n".join(part for part in ["# 江北县新设六家康复门诊", byline, lead, end] if part) + "\n").people[0] == people


LONG = "县里的变化一点一点看得见。" * 90


@pytest.mark.parametrize("text, genre", [
    (f"# 江北县新设六家康复门诊\n\n{LEAD}\n\n{LONG}\n", "news"),
    (f"# 江北县的小路\n\n{LONG}\n", "feature"),
    ("# 村医谈夜间门诊\n\n问:累不累?\n\n答:还好。\n\n问:值不值?\n\n答:值得。\n", "interview"),
    ("# 关于招录网格员的公告\n\n经研究,决定面向社会招录网格员二十名。\n", "notice"),
    ("# 春耕时节\n\n村民在田里插秧,农技员在一旁指导。\n\n摄影 林远\n", "photo"),
])
def test_the_genre_of_a_page_s_article(text, genre):
    assert read(text).genre[0] == genre


def test_the_text_of_a_photo_piece_is_its_caption():
    assert read("# 春耕时节\n\n村民在田里插秧,农技员在一旁指导。\n\n摄影 林远\n").body[0] == "村民在田里插秧,农技员在一旁指导。"


@pytest.mark.parametrize("headline, place", [
    ("歙县新设六家康复门诊", "歙县"), ("屯溪新设六家康复门诊", "屯溪区"), ("屯溪区新设六家康复门诊", "屯溪区"),
    ("新设六家康复门诊", "黄山"), ("玉龙纳西族自治县来皖考察", "黄山"),
    ("黄山新设六家康复门诊", "黄山"),
])
def test_the_place_is_the_county_that_the_heading_names(headline, place):
    article = read(f"# {headline}\n\n本报讯 4月2日,各方开会。\n", city="黄山", province="安徽").iloc[0]
    assert (article.place, article.city, article.province) == (place, "黄山", "安徽")


@pytest.mark.parametrize("headline, lead, city, place", [
    ("黄山捐茶驰援上海", "本报讯 4月2日,茶叶运往上海。上海来信致谢,上海的医生喝上了茶。", "黄山", ("黄山", "黄山", "安徽")),
    ("黄山捐茶驰援上海", "本报讯 4月2日,茶叶运往上海。上海来信致谢,上海的医生喝上了茶。", "", ("黄山", "黄山", "安徽")),
    ("学习三明经验", "本报讯 4月2日,黄山的医生赴三明考察。黄山市领导同行。", "", ("黄山", "黄山", "安徽")),
    ("茶叶出口增长", "本报丽江4月2日电 茶商在丽江开会。", "黄山", ("丽江", "丽江", "云南")),
    ("茶叶出口增长", "本报屯溪4月2日电 茶商开会。", "黄山", ("屯溪区", "黄山", "安徽")),
    ("茶叶出口增长", "新华社北京4月2日电 茶商开会。", "", ("北京", "北京", "北京")),
    ("茶叶出口增长", "本报巴黎4月2日电 茶商开会。", "黄山", ("黄山", "黄山", "安徽")),
    ("茶叶出口增长", "本报巴黎4月2日电 茶商开会,北京的茶商和北京的记者都来了。", "", ("", "", "")),
    ("安徽茶叶出口增长", "茶商开会。", "", ("", "", "安徽")),
    ("茶叶出口增长", "歙县的茶商开会,歙县的茶农也来了。", "", ("歙县", "黄山", "安徽")),
])
def test_the_dateline_comes_first_and_places_told_about_have_no_say(headline, lead, city, place):
    article = read(f"# {headline}\n\n{lead}\n", city=city, province=city and "安徽").iloc[0]
    assert (article.place, article.city, article.province) == place


@pytest.mark.parametrize("stated, lead, place", [
    ("黄山", "本报丽江4月2日电 茶商在丽江开会。", ("黄山", "黄山", "安徽", "sources")),
    ("黄山", "本报屯溪4月2日电 茶商开会。", ("屯溪区", "黄山", "安徽", "dateline")),
    ("", "本报丽江4月2日电 茶商在丽江开会。", ("丽江", "丽江", "云南", "dateline")),
])
def test_a_row_s_own_city_comes_before_the_dateline(tmp_path, stated, lead, place):
    (tmp_path / "rows.csv").write_text(f"标题,正文,城市\n茶叶出口增长,{lead},{stated}\n", encoding="utf-8")
    article = tifa.read_articles(tmp_path).iloc[0]
    assert (article.place, article.city, article.province, article.city_from) == place


def test_a_dateline_that_the_gazetteer_does_not_have_is_named():
    assert read("# 茶叶出口增长\n\n本报巴黎4月2日电 茶商开会。\n", city="", province="").note[0] == "city not told: the gazetteer does not have 巴黎"


def test_newspaper_and_city_come_from_the_pages():
    article = read(f"# 江北县新设六家康复门诊\n\n{LEAD}\n", newspaper="嘉北晚报").iloc[0]
    assert (article.newspaper, article.city, article.province, article.note) == ("嘉北晚报", "嘉北", "某省", "")


def test_without_the_pages_the_city_is_told_from_the_text():
    lines = tifa.label_lines(page_table("# 歙县新设六家康复门诊\n\n本报讯 4月2日,歙县六家门诊开诊,歙县各镇都有一家。\n"))
    article = tifa.build_articles(lines).iloc[0]
    assert (article.city, article.province, article.newspaper) == ("黄山", "安徽", "")


def test_what_cannot_be_told_is_said_and_logged(caplog):
    caplog.set_level(logging.WARNING)
    article = read("# 江北县新设六家康复门诊\n\n记者 林远\n", city="", province="").iloc[0]
    assert article.note == "no body was found; city not told: the text names no city"
    assert "p1, article 1: no body was found" in caplog.text


def test_reading_twice_gives_the_same(root, corpus):
    pd.testing.assert_frame_equal(tifa.read_articles(root / "seeds"), corpus.articles)


# --- stories -----------------------------------------------------------------------------------------------------

CUT = "# 江北县新设六家康复门诊\n\n本报讯 4月2日,这些门诊由县医院派出医生,病人在家门口就能\n\n做康复训练。\n"


def story_of(page):
    return next(tifa.story.stories(read(page)))


def test_a_story_is_headings_and_paragraphs_in_order():
    story = story_of(f"邵明在江北县乡镇基层调研时强调\n\n把实事办到群众心坎上\n\n{LEAD}\n\n县里还添置了器械。\n")
    assert story.printed.split("\n") == ["邵明在江北县乡镇基层调研时强调", "把实事办到群众心坎上", LEAD, "县里还添置了器械。"]
    assert [own for _, own in story.paragraphs()] == [fold(LEAD), "县里还添置了器械。"]


def test_a_place_across_a_column_break_runs_from_piece_to_piece():
    story = story_of(CUT)
    at = story.text.index("就能做康复")
    start, end = story.where(at, at + 5)
    assert CUT[start:end] == "就能\n\n做康复"


def test_a_place_inside_one_piece_stays_in_it():
    story = story_of(CUT)
    at = story.text.index("就能")
    start, end = story.where(at, at + 2)
    assert CUT[start:end] == "就能"


@pytest.mark.parametrize("place", [(0, 1000), (-1, 3), (4, 4), (5, 3)])
def test_a_place_outside_the_article_is_refused(place):
    with pytest.raises(IndexError, match="outside the article"):
        story_of(CUT).where(*place)


def test_a_row_of_marks_parts_articles_and_heads_none(tmp_path):
    text = "江北县修通公路\n本报讯 5月5日，江北县修通三条公路。\n==========\n夜校开班\n近日，江北县的夜校开班了，来了三十人。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert tifa.read_articles(tmp_path).headline.tolist() == ["江北县修通公路", "夜校开班"]


def test_what_goes_on_from_another_page_is_no_part_of_the_article_above(tmp_path):
    text = "江北县修通公路\n本报讯 5月5日，江北县修通三条公路。\n（上接第1版）村里还办起了夜校，来了三十人。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert tifa.read_articles(tmp_path).body.str[:4].tolist() == ["本报讯 ", "（上接第"]
