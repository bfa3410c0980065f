"""How lines look, and how a page of any length and make is read."""

import time

import pytest

import tifa
from tifa.articles.forms import SPEAKER
from tifa.leads import LEAD
from tifa.articles.lines import read_lines
from tifa.tables import Pages, make_table
from tifa.words.fold import fold

TEXT = "县里把闲置的校舍改成了养老餐厅,老人每餐付八元,其余由县财政和慈善会分担。"


def label(*paragraphs, **known):
    pages = make_table(Pages, [dict(page="p", text="\n\n".join(paragraphs), **known)])
    lines = tifa.label_lines(pages)
    return list(zip(lines.article, lines.role))


def only(text):
    (line,) = read_lines(fold(text))
    return line


@pytest.mark.parametrize("text", [
    "■记者 林远 赵青 通讯员 孙立", "□记者 林远", "◇本报记者 林远", "记者 林远", "记者林远", "本报记者 林  远", "通讯员 赵青 孙立", "江州晚报全媒体记者 林远 文/图",
    "林远 摄", "林远 赵青 摄影报道", "摄影 记者 林远", "记者 林远 整理", "本报通讯员 赵青", "李 明", "实习生 孙立", "江州融媒体中心 记者 林远",
    "本报评论员", "特约撰稿 林远", "见习生 林远", "特约通讯员 赵青", "采写 林远", "供图 赵青",
])
def test_a_line_of_writers_is_a_byline(text, form):
    assert only(form(text)).byline


@pytest.mark.parametrize("text", [
    "首届摄影大展在江北开幕", "江北吸引了一批青年作者", "记者节座谈会举行", "通讯员培训班开班", "整理田间沟渠", "摄影协会走进社区", "编辑部的一天", "记者从县医保局获悉,",
    "评论员文章发布", "采写能手评选", "见习生座谈会",
])
def test_a_heading_that_speaks_of_writers_is_no_byline(text, form):
    assert not only(form(text)).byline


@pytest.mark.parametrize("text", [
    "本报讯 昨日,县里开会。", "本报讯(记者 林远)昨日,县里开会。", "江州晚报讯 昨日,县里开会。", "江州新闻网讯 昨日,县里开会。", "本网讯 昨日,县里开会。",
    "本报江北5月5日电 昨日,县里开会。", "新华社北京5月5日电 昨日开会。", "本报江北2023年5月5日讯 昨日开会。",
    "新华社电 昨日开会。", "新华社北京、江州5月5日电 昨日开会。", "江州广播电视台江北5月5日电 昨日开会。",
])
def test_a_lead_is_known(text, form):
    assert only(form(text)).lead and LEAD.match(fold(form(text)))


@pytest.mark.parametrize("text", ["昨日,县里开会。", "据本报讯息,县里开会。", "他在本报社开会。", "分布式光伏电网电量增长。", "捐给学校三台电脑。",
    "本报江北5月5日电影下乡。",
])
def test_plain_text_is_no_lead(text):
    assert not only(text).lead


@pytest.mark.parametrize("text", [
    "江州日报 2023年5月6日 星期六 第3版", "首页 > 新闻 > 本地", "上一篇 下一篇", "上一版", "返回首页", "来源:江州日报", "(下转第四版)",
    "上接第一版", "本版责编:周敏 版式:吴静",
    "责任编辑:周敏", "版权所有 江州日报社", "[首页] [数字报]", "[江北县开会]", "128阅读", "江州日报", "江州新闻网",
])
def test_what_belongs_to_page_or_site_is_furniture(text, form):
    assert only(form(text)).nav


@pytest.mark.parametrize("text", ["返乡青年的首页简历", "[记者手记] 一碗热汤", "转型升级再出发", "织密一张网", "打印店搬进夜校", "编辑与读者", "版式之美"])
def test_a_heading_is_no_furniture(text):
    assert not only(text).nav


def test_questions_and_answers_are_known_by_their_colon(form):
    assert all(SPEAKER.match(fold(form(text))) for text in ("问:何时完成?", "答:年底。", "记者:为何?"))
    assert not SPEAKER.match("问题:两个")


PAGES = {
    "a masthead stands outside, and does not become a kicker": (
        ["江州日报 2023年5月6日 星期六 第3版", "江北县办起养老餐厅", "本报讯 5月5日,江北县开会。"],
        [(0, "nav"), (1, "headline"), (1, "body")]),
    "a picture's words interrupt a paragraph": (
        ["江北县办起养老餐厅", "本报讯 5月5日,江北县办起第一家", "图为老人在窗口取餐。", "养老餐厅。"],
        [(1, "headline"), (1, "body"), (1, "caption"), (1, "body")]),
    "the label of a column is no headline": (
        ["江北县办起养老餐厅", "本报讯 5月5日,江北县开会。", "简讯", "桥东县", "植树两千株", "本报讯 5月3日,桥东县植树。"],
        [(1, "headline"), (1, "body"), (2, "section"), (2, "headline"), (2, "headline"), (2, "body")]),
    "interviews are told by their name": (
        ["江北县办起养老餐厅", "本报讯 5月5日,江北县开会。", "记者 林远 整理", "县民政局局长答记者问", "问:钱从哪里来?", "答:三方共担。"],
        [(1, "headline"), (1, "body"), (1, "byline"), (2, "headline"), (2, "body"), (2, "body")]),
    "crossheads of one frame stay inside": (
        ["家门口的养老餐厅", TEXT, TEXT, "饭菜合口味", TEXT, TEXT, "价钱都付得起", TEXT, TEXT, "志愿者来帮忙", TEXT],
        [(1, "headline"), (1, "body"), (1, "body"), *[(1, "subhead"), (1, "body"), (1, "body")] * 2,
         (1, "subhead"), (1, "body")]),
    "a piece that is signed below ends there": (
        ["家门口的养老餐厅", TEXT, TEXT, "记者 林远", "桥东植树两千株", "本报讯 5月3日,桥东县植树。"],
        [(1, "headline"), (1, "body"), (1, "body"), (1, "byline"), (2, "headline"), (2, "body")]),
    "a list behind a headline is text": (
        ["江北县文明家庭名单", *["林家"] * 12, TEXT],
        [(1, None)] * 7 + [(1, "body")] * 7),
}


@pytest.mark.parametrize("page, expected", PAGES.values(), ids=PAGES.keys())
def test_how_a_page_is_read(page, expected):
    found = label(*page)
    assert [a for a, _ in found] == [a for a, _ in expected]
    assert [r for (_, r), (_, want) in zip(found, expected) if want] == [want for _, want in expected if want]


def test_a_page_that_is_one_article_has_one(form):
    page = ["江北县办起养老餐厅", TEXT, "饭菜合口味", "本报讯 5月5日,江北县开会。", "县民政局局长答记者问", TEXT, "记者 林远", TEXT]
    assert {article for article, _ in label(*map(form, page))} == {1, 2}
    assert {article for article, _ in label(*map(form, page), layout="article")} == {1}


def seconds(text):
    pages = make_table(Pages, [dict(page="p", text=text)])
    start = time.process_time()
    tifa.build_articles(tifa.label_lines(pages), pages)
    return time.process_time() - start


LONG = {
    "tiny lines": "路\n",
    "headings and text": f"换了菜单\n{TEXT}\n",
    "one line": TEXT,
    "marked headings": f"# 换了菜单\n{TEXT}\n",
    "bylines": "记者 林远\n",
    "open brackets": "[(“《",
    "furniture": "首页 > 新闻\n",
}


@pytest.mark.parametrize("unit", LONG.values(), ids=LONG.keys())
def test_time_grows_no_faster_than_the_page(unit):
    small = 40_000 // len(unit)
    seconds(unit * 100)
    assert seconds(unit * small * 8) < 16 * max(seconds(unit * small), 0.02)
