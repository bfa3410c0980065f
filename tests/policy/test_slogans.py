import csv
import re
import time

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tifa
from tifa.policy import numbers, slogans
from tifa.words import fold
from tifa.policy.parallels import describe_lists, find_parallels
from tifa.tables import Articles, make_table
from tifa.knowledge import DATA, read_set


def slogans_of(articles):
    return list(tifa.find_slogans(articles)[["text", "kind", "arity", "items"]].itertuples(index=False, name=None))


def bare(text):
    return re.sub(r"\s", "", text)


def mark_free(text):
    return re.sub(r"[^\w+]", "", text)


# --- quoted ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sentence, texts", [
    ("他们请来“老娘舅”调解。", ["老娘舅"]),
    ("干部当好“店小二”。", ["店小二"]),
    ("激活“神经末梢”。", ["神经末梢"]),
    ("破解“中梗阻”,用好“指挥棒”、“放大镜”。", ["中梗阻", "指挥棒", "放大镜"]),
    ("推广“江北经验”。", ["江北经验"]),
    ("启动“护苗行动”。", ["护苗行动"]),
    ("实施“明眸工程”。", ["明眸工程"]),
    ("守护“舌尖上的安全”。", ["舌尖上的安全"]),
    ("落实“一切为了群众”。", ["一切为了群众"]),
    ("推行“专家+村镇医生+志愿者”。", ["专家+村镇医生+志愿者"]),
    ("开展“线上办理+上门服务”项目,发放“基础补助+岗位补助+绩效补助”。", ["线上办理+上门服务", "基础补助+岗位补助+绩效补助"]),
    ("打通“中梗阻”,再破“中梗阻”。", ["中梗阻", "中梗阻"]),
])
def test_images_and_campaigns_in_quotation_marks(read_body, sentence, texts):
    assert slogans_of(read_body(sentence)) == [(text, "quoted", "", "") for text in texts]


def test_single_quotation_marks_quote_too(read_body):
    assert slogans_of(read_body("王强说:“干部要当好\u2018店小二\u2019。”")) == [("店小二", "quoted", "", "")]


NO_FORMULAS = [
    "“我家门口就有诊所。”村民李大爷说。",
    "李大爷说:“我家门口就有诊所”。",
    "李大爷表示,“以后不跑远路”。",
    "“真的方便吗?”记者问。",
    "“太好了!”她笑了。",
    "王强获得“最美医生”称号。",
    "启用“江北健康云平台”。",
    "县里印发“江北县医改方案”。",
    "县医院设立“首席药师”岗位。",
    "所谓“治理”并不容易。",
    "这不是“检查”。",
    "“《条例》解读”一栏开张。",
    "他写的“这是一段很长很长很长很长的话”贴在墙上。",
    "老人说这张表“不会填”。",
    "大会以“春天里”为主题。",
    "论坛题为“水与城”。",
    "他“当仁不让”地站出来。",
    "手机上有“江北@办”。",
    "按“省—市—县”报送。",
    "他写的“”是空的。",
    "一边引号“没有关上。",
    "这里没有引号。",
    "她“吃了定心丸”才签字。",
    "大家问“好不好”。",
    "“希望常来看看”是老人的心里话。",
    "村民说这是“咱村的路”。",
    "书里要求“必须坚持节俭”。",
    "他是“闲不住的热心肠”。",
    "校长讲“当前形势任务与下一步工作”。",
    "县里防御台风“海鸥”。",
    "吉祥物“江江”亮相。",
    "这里被誉为“水上花园”。",
    "反对所谓“江北独大”。",
    "石碑上刻着“江北”二字。",
    "举办“江北杯子”手工艺大赛。",
    "开出“江北快车”旅游专线列车。",
    "上好“乡村美育课”。",
    "加入“县域医院联盟”。",
    "“纸上”的规定要落地。",
    "他感觉“压力不小”,又觉得“值得一试”。",
    "扫一扫“邻里议事”二维码。",
    "举办“江北·夏夜”活动。",
    "一对“双胞胎”来体检。",
]


def test_direct_speech_names_honours_and_plain_words_are_no_slogans(form, read_body):
    assert slogans_of(read_body(*map(form, NO_FORMULAS))) == []


# --- parallel ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text, items", [
    ("矛盾早化解,隐患早清除", "矛盾早化解|隐患早清除"),
    ("看得见、管得住", "看得见|管得住"),
    ("天更蓝、水更清、路更宽", "天更蓝|水更清|路更宽"),
    ("天更蓝、水更清", "天更蓝|水更清"),
    ("小事不出网格、大事不出街道", "小事不出网格|大事不出街道"),
])
def test_clauses_of_one_frame_are_parallel(form, read_body, text, items):
    (found,) = slogans_of(read_body(form(f"做到“{text}”。")))
    assert found[:3] == (form(text), "parallel", str(items.count("|") + 1))
    assert fold(found[3]) == items


@pytest.mark.parametrize("sentence, text", [
    ("要做到早谋划、早部署、早落实。", "早谋划、早部署、早落实"),
    ("坚持上下贯通、左右衔接。", "上下贯通、左右衔接"),
    ("实现产业生态化、生态产业化。", "产业生态化、生态产业化"),
    ("推动机构重组、资源整合、服务下沉。", "机构重组、资源整合、服务下沉"),
    ("深入推进强班子、带队伍、促发展。", "强班子、带队伍、促发展"),
    ("形成内外联通、远近结合的格局。", "内外联通、远近结合"),
    ("要求牢记使命、对标先进、筑牢防线。", "牢记使命、对标先进、筑牢防线"),
    ("组长包片区、组员包楼栋、党员包住户。", "组长包片区、组员包楼栋、党员包住户"),
    ("推动信息在网上汇集、难题在网上会商、服务在网上办结。", "信息在网上汇集、难题在网上会商、服务在网上办结"),
    ("采取“县里抓统筹、乡镇抓落实、村社区抓到户”的方式。", "县里抓统筹、乡镇抓落实、村社区抓到户"),
])
def test_parallel_clauses_need_no_quotation_marks_and_leave_the_words_before_them(form, read_body, sentence, text):
    (found,) = slogans_of(read_body(form(sentence)))
    assert (found[0], fold(found[3])) == (form(text), fold(text).replace("、", "|"))


def test_two_characters_with_one_in_common_need_no_marks_between(read_body):
    assert slogans_of(read_body("推进共商共建共管。")) == [("共商共建共管", "parallel", "3", "共商|共建|共管")]


@pytest.mark.parametrize("sentence", [
    "走访了医院、学校、社区。", "张建国、李卫东、王志强出席。", "购买大米、食油、面粉。", "增加3%、4%、5%。", "建成培训中心、检测中心、物流中心。",
    "一是坚持为民,二是坚持便民。", "提高针对性、实效性、长效性。", "我来了,你走了。", "发放奶粉、尿布等物资。", "备齐一张表、一本账、一面墙。",
    "他去了江北、江南。",
])
def test_other_lists_are_not_parallel(form, read_body, sentence):
    assert slogans_of(read_body(form(sentence))) == []


def test_a_blank_joins_clauses_in_headings_only():
    assert [items for *_, items in find_parallels("强队伍 促发展 惠民生")] == [["强队伍", "促发展", "惠民生"]]
    assert find_parallels("村里有三件事 强队伍 促发展 惠民生。就这些。") == []


LISTS = ["坚持早谋划、早部署", "“降本、提质、增效、强链”", "坚持上下联动、左右协同", "群众的事群众办、企业的事企业办", "小病不出组,大病不出街", "送药到家、上门服务、随访到户的", "新建培训中心、检测中心",
         "全面推进各项改革任务落地,持续优化各类服务企业举措", "做大A区、做强B区", "办好江西、建好江西", "我来种树、我来护林", "让群众安心、让企业省心、让干部用心"]


def test_the_weights_are_one_a_trait(root):
    with open(root / "lib/tifa/data/parallels.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    traits = {trait for text in LISTS for *_, own in describe_lists(text) for trait in own}
    assert {row["trait"] for row in rows} == {"always", *traits}
    assert all(abs(float(row["weight"])) < 10 and row["meaning"] for row in rows)


@pytest.mark.parametrize("text", [
    "早发现、早报告、早隔离", "小病不出村、大病不出县", "谁主管、谁负责", "人人有责、人人尽责", "看得见、用得上",
])
def test_clauses_whose_verb_jieba_tags_otherwise_are_parallel(read_body, text):
    assert slogans_of(read_body(f"做到“{text}”。")) == [(text, "parallel", str(text.count("、") + 1), text.replace("、", "|"))]


@pytest.mark.parametrize("text", ["前瞻性、系统性、协同性", "医院、学校、社区", "红色、绿色"])
def test_nouns_side_by_side_are_not_parallel(read_body, text):
    assert slogans_of(read_body(f"体现“{text}”。")) == []


# --- where they stand --------------------------------------------------------------------------------------------


def test_slogans_of_headings_are_found(write_corpus):
    articles = tifa.read_articles(write_corpus({"a": ("嘉北", "某省", "# 江北县用好“一户一档”\n\n本报讯 4月2日,江北县开会。\n")}))
    assert slogans_of(articles) == [("一户一档", "numeric", "", "")]


def test_mentions_come_in_the_order_of_the_page(corpus):
    for _, own in tifa.find_slogans(corpus.articles).groupby(["page", "article"]):
        assert own.start.is_monotonic_increasing


def test_every_slogan_of_the_seeds_stands_where_it_says(corpus):
    text = dict(zip(corpus.pages.page, corpus.pages.text))
    assert len(corpus.slogans) > 50
    for row in corpus.slogans.itertuples():
        assert bare(text[row.page][row.start : row.end]) == bare(row.text)


def keys(rows):
    return {(row["page"], mark_free(row["text"])) for row in rows}


# what is measured on the pages the rules were written on, less a little
@pytest.mark.parametrize("kind, recall, precision", [("numeric", 0.95, 0.95), ("quoted", 0.95, 0.9), ("parallel", 0.65, 0.75)])
def test_the_slogans_of_the_seeds_are_found(corpus, gold, kind, recall, precision):
    coded = keys(row for row in gold("slogans") if row["kind"] == kind and row["by"] == "AB")
    found = keys(row for row in corpus.slogans.to_dict("records"))
    told = keys(row for row in corpus.slogans.to_dict("records") if row["kind"] == kind)
    assert len(coded & found) / len(coded) >= recall
    assert len(told & keys(gold("slogans"))) / len(told) >= precision


@pytest.fixture(scope="module")
def without_marks(corpus):
    pages = corpus.pages.copy()
    pages["text"] = pages.text.str.replace("[“”‘’\"']", "", regex=True)
    return tifa.build_articles(tifa.label_lines(pages), pages)


def test_numbers_do_not_hang_on_quotation_marks(without_marks, gold):
    coded = keys(row for row in gold("slogans") if row["kind"] == "numeric" and row["by"] == "AB")
    rows = tifa.find_slogans(without_marks).to_dict("records")
    told = keys(row for row in rows if row["kind"] == "numeric")
    assert len(coded & keys(rows)) / len(coded) > 0.95  # with the marks: all. The Notes of find_slogans say so
    assert len(told & keys(gold("slogans"))) / len(told) > 0.95


def test_no_formulation_is_listed_that_its_form_tells(without_marks, gold, monkeypatch):
    listed = read_set(DATA / "stock_slogans.txt")
    monkeypatch.setattr(numbers, "_stock", lambda: (re.compile("(?!)"), ()))
    alone = keys(tifa.find_slogans(without_marks).to_dict("records")) & keys(gold("slogans"))
    assert not {text for _, text in alone} & listed


@given(st.lists(st.sampled_from([*"一二三四十两双个大项、,,。;:“”()《》的等和即是是+1N ", "早发现", "坚持", "统一", "提升", "队伍", "上下联动", "一户一档", "\n"]), max_size=60))
def test_every_slogan_of_any_text_stands_where_it_says(pieces):
    text = "".join(pieces).strip() or "空"
    paragraphs, spans, at = text.split("\n"), [], 0
    for paragraph in paragraphs:
        spans += [f"body:{at}-{at + len(paragraph)}"] if paragraph else []
        at += len(paragraph) + 1
    body = "\n".join(filter(None, paragraphs))
    articles = make_table(Articles, [dict(page="p", article=1, start=0, end=len(text), genre="news", body=body, n_chars=len(body), spans=" ".join(spans))])
    for row in tifa.find_slogans(articles).itertuples():
        assert text[row.start : row.end] == row.text != ""
        assert all(fold(item) in fold(text) for item in row.items.split("|"))


def test_time_grows_with_the_text_and_not_faster(corpus):
    def seconds(times):
        articles = corpus.articles.loc[corpus.articles.index.repeat(times)]
        start = time.process_time()
        tifa.find_slogans(articles)
        return time.process_time() - start

    long = "、".join(["早发现", "坚持为民", "医院"] * 12_000) + "。"  # one sentence of a megabyte, one list
    paragraph = "。".join(text.replace("\n", "") for text in corpus.articles.body) * 24  # one paragraph of a megabyte
    start = time.process_time()
    find_parallels(long)
    slogans._find(fold(paragraph))
    assert time.process_time() - start < 30
    assert seconds(24) < 12 * seconds(4) + 0.5  # a megabyte in less than twice the time of its sixth, six times


def test_items_are_as_many_as_the_arity_says(corpus):
    listed = corpus.slogans[corpus.slogans["items"].ne("") & corpus.slogans.arity.str.isdigit()]
    assert (listed["items"].str.count(r"\|") + 1 == listed.arity.astype(int)).all()
    assert len(listed) > 5


def test_a_slogan_cut_by_a_column_break_is_found_whole(write_corpus):
    page = "# 江北县推行新做法\n\n本报讯 4月2日,江北县开会,会上有人提出要推行“五个\n\n清零”工作法。\n"
    found = tifa.find_slogans(tifa.read_articles(write_corpus({"a": ("嘉北", "某省", page)}))).iloc[0]
    assert found.text == "五个清零"
    assert page[found.start : found.end] == "五个\n\n清零"


def test_searching_twice_gives_the_same(corpus):
    pd.testing.assert_frame_equal(tifa.find_slogans(corpus.articles), corpus.slogans)


def test_no_articles_give_no_slogans(corpus):
    assert tifa.find_slogans(corpus.articles[:0]).empty
