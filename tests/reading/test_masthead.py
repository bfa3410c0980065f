"""What a line is that tells of the page alone, and what the names of files and folders tell."""

import pytest

import tifa
from tifa.reading.masthead import city_of_newspaper, read_masthead, tell_masthead
from tifa.words.fold import fold
from tifa.reading.paths import read_path


@pytest.mark.parametrize("line, paper, date", [
    ("2023年7月5日 星期三 第4版", "", "2023-07-05"),
    ("嘉北日报 2023年7月5日 农历五月十八", "嘉北日报", "2023-07-05"),
    ("04版 要闻 2023-07-05 星期三", "", "2023-07-05"),
    ("\uff12\uff10\uff12\uff13年7月5日 星期三", "", "2023-07-05"),
    ("嘉北晚报2023年7月5日星期三第3版民生", "嘉北晚报", "2023-07-05"),
    ("二〇二三年七月五日 星期三 癸卯年五月十八", "", "2023-07-05"),
    ("2023 年 7 月 5 日 / 星期三 / 责任编辑:周敏 版式:吴静", "", "2023-07-05"),
    ("《嘉北日报》 A02 | 2023.7.5", "嘉北日报", "2023-07-05"),
    ("聯合報 中華民國112年7月5日 星期三", "聯合報", "2023-07-05"),
    ("国内统一连续出版物号 CN 12-3456 邮发代号 12-34 总第5678期", "", ""),
    ("中共嘉北市委机关报 嘉北日报社出版 今日八版", "", ""), ("JIABEI RIBAO Wednesday 多云 25℃~32℃", "", ""),
    ("嘉北晚报 · 民生 · 2023年7月5日 星期三", "嘉北晚报", "2023-07-05"), ("嘉北晚报 3 2023年7月5日 星期三", "嘉北晚报", "2023-07-05"),
    ("嘉北晚报社主办 2023年7月5日 第3版", "嘉北晚报", "2023-07-05"), ("七月五日 星期三", "", ""), ("07.05 星期三", "", ""),
    ("第三版:要闻·民生", "", ""), ("A03版", "", ""), ("- 3 -", "", ""), ("3 / 8", "", ""), ("7月5日 星期三", "", ""), ("五月十八", "", ""),
])
def test_a_line_that_tells_of_the_page_alone(line, paper, date):
    assert tell_masthead(fold(line), line) == (paper, date, False)


@pytest.mark.parametrize("line", ["2023年7月5日", "2023-07-05", "7月5日", "嘉北日报", "JIABEI EVENING NEWS", "2023年7月", "要闻·民生 3"])
def test_a_day_or_a_name_alone_may_also_sign_what_stands_above(line):
    assert tell_masthead(fold(line)).bare


@pytest.mark.parametrize("line", [
    "2023年7月5日 10阅读 来源:嘉北日报 第4版", "发布时间:2023年7月5日 星期三 09:30", "发布时间:2023年7月5日 星期三", "来源:嘉北日报 2023年7月5日",
    "下转第4版", "2023年7月5日,星期三,村里的集市照常开门。", "嘉北日报获评优秀", "嘉北日报 林远", "记者 林远", "林远 7月5日", "要闻", "县域医共体建设 第3版有报道",
    "三月春耕", "清明时节雨纷纷", "第三届书展", "2023年7月5日起施行", "A股上涨", "Health", "增长3.5%", "夜校120所", "要闻 民生", "",
])
def test_other_lines_do_not(line):
    assert tell_masthead(fold(line), line) is None


def test_a_day_that_is_none_is_no_date():
    assert tell_masthead("2023年2月30日 星期三").date == ""


NEWS = "江北县办起养老餐厅\n\n本报讯 昨日,江北县办起养老餐厅,老人们坐满了两间屋子。\n"


@pytest.mark.parametrize("head", [
    "2023年7月5日 星期三 第3版", "2023年7月5日", "嘉北日报", "嘉北日报\n2023年7月5日\n星期三\n五月十八\n03", "# 2023年7月5日 星期三", "第3版 民生\n责任编辑:周敏", "嘉北晚报\nJIABEI WANBAO\n2023年7月\n5\n星期三",
])
def test_a_masthead_is_never_a_heading(write_corpus, head):
    lines = tifa.label_lines(tifa.read_pages(write_corpus({"a": f"{head}\n\n{NEWS}"})))
    assert lines.text[lines.role == "headline"].tolist() == ["江北县办起养老餐厅"]
    assert set(lines.article[: len(head.splitlines())]) == {0}
    assert not lines.role.isin(["kicker", "subhead"]).any()


def test_a_running_head_does_not_part_an_article(write_corpus):
    text = NEWS + "\n厨房里的师傅说,菜是\n\n嘉北日报 2023年7月5日 第4版\n\n现做的,老人们都爱吃。\n"
    articles = tifa.read_articles(write_corpus({"a": text}))
    assert len(articles) == 1 and articles.body[0].endswith("菜是现做的,老人们都爱吃。") and articles.newspaper[0] == "嘉北日报"


def test_a_day_below_a_notice_signs_it(write_corpus):
    text = "# 关于停水的通知\n\n因检修管道,江北县城区停水一天,请居民提前储水,由此带来的不便敬请谅解。\n\n江北县水务局\n\n2023年7月5日\n"
    lines = tifa.label_lines(tifa.read_pages(write_corpus({"a": text})))
    assert not lines.role.iloc[1:].isin(["headline", "kicker"]).any() and lines.article.iloc[-1] in (0, 1)


@pytest.mark.parametrize("text, told", [
    (f"嘉北日报\n2023年7月5日\n{NEWS}", ("嘉北日报", "2023-07-05")),
    (f"{NEWS}\n嘉北日报 2023年7月5日 第3版", ("嘉北日报", "2023-07-05")),
    (f"{NEWS}\n2023年7月5日", ("", "")), (NEWS, ("", "")),
    (f"2023年7月5日 星期三\n{NEWS}\n2023年7月6日 星期四\n", ("", "")),
])
def test_paper_and_day_of_a_page(text, told):
    assert read_masthead(fold(text), text) == told


@pytest.mark.parametrize("name, place", [
    ("盐城晚报", ("盐城", "江苏")), ("三峡日报", ("宜昌", "湖北")), ("《三峡日报》", ("宜昌", "湖北")), ("湖北日报", ("", "湖北")), ("人民日报", ("", "")),
    ("昆山日报", ("苏州", "江苏")), ("南京日报社", ("南京", "江苏")), ("香港文匯報", ("香港", "香港")), ("聯合報", ("", "台湾")), ("江北日报", ("", "")), ("", ("", "")),
])
def test_a_newspaper_tells_its_city(name, place):
    assert city_of_newspaper(name) == place


@pytest.mark.parametrize("path, told", [
    ("盐城/2024-08-28/01版_县医院办夜校.txt", ("", "盐城", "江苏", "2024-08-28", "县医院办夜校")),
    ("淮北日报/20240830/0830-03-义诊.txt", ("淮北日报", "淮北", "安徽", "2024-08-30", "")),
    ("盐城晚报_20240828_A01.txt", ("盐城晚报", "盐城", "江苏", "2024-08-28", "")),
    ("江苏/盐城/2024年8月/28日/03.txt", ("", "盐城", "江苏", "2024-08-28", "")),
    ("2024/08/28/盐城/a.txt", ("", "盐城", "江苏", "2024-08-28", "")),
    ("2024年/8月28日/三峡晚报/3版.txt", ("三峡晚报", "宜昌", "湖北", "2024-08-28", "")),
    ("福建/鼓楼区/1.txt", ("", "福州", "福建", "", "")), ("江苏/鼓楼区/1.txt", ("", "", "江苏", "", "")), ("白银/2023/a.txt", ("", "白银", "甘肃", "2023", "")),
    ("湖北/宜昌/三峡日报/2023/a.txt", ("三峡日报", "宜昌", "湖北", "2023", "")), ("臺中市/2024.8.28/社區醫療.txt", ("", "台中", "台湾", "2024-08-28", "社區醫療")),
    ("2024-08-28 03版 “三医”联动 让群众看病不难.txt", ("", "", "", "2024-08-28", "“三医”联动 让群众看病不难")),
    ("县医院办夜校（盐城晚报 2024-08-28）.txt", ("盐城晚报", "盐城", "江苏", "2024-08-28", "县医院办夜校")),
    ("盐城/0828/01.txt", ("", "盐城", "江苏", "", "")), ("展望2035年规划.txt", ("", "", "", "", "展望2035年规划")),
    ("三明经验走进盐城.txt", ("", "", "", "", "三明经验走进盐城")), ("学习三明经验/a.txt", ("", "", "", "", "")),
    ("000_c7785c7b04a71cd2.txt", ("", "", "", "", "")), ("新建文本文档.txt", ("", "", "", "", "")), ("page_12.txt", ("", "", "", "", "")),
    ("2024-13-45/a.txt", ("", "", "", "2024", "")), ("第3版_要闻.txt", ("", "", "", "", "")),
])
def test_names_of_folders_and_files(path, told):
    assert read_path(path) == told


@pytest.mark.parametrize("day", ["2024年8月28日", "(2024年8月28日)", "民國113年8月28日", "民国一百一十三年八月二十八日", "August 28, 2024",
    "28 August 2024, Wednesday", "Aug. 28, 2024", "农历甲辰年七月廿五 2024年8月28日"])
def test_a_day_between_headline_and_text_is_the_issues(day):
    assert read_masthead(fold(f"县里办起夜校\n\n{day}\n\n本报讯 昨日,县里办起夜校。\n")) == ("", "2024-08-28")


def test_a_day_below_the_text_signs_it():
    assert read_masthead("县里办起夜校\n\n本报讯 昨日,县里办起夜校。\n\n县教育局\n2024年8月28日\n") == ("", "")


@pytest.mark.parametrize("line", ["县里财政投入3,", "万人,就诊率达85"])
def test_a_piece_of_a_sentence_is_no_masthead(line):
    assert tell_masthead(fold(line), line) is None
