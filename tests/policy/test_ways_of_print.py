"""The same words as people print them: blanks, marks of no width, radicals, line ends, other marks and numerals."""

import pytest

import tifa


@pytest.fixture
def read(write_corpus):
    """Give figures (metric, value, unit), formulations and headlines of a page, offsets checked."""

    def read(page):
        folder = write_corpus({"page": page})
        pages = tifa.read_pages(folder)
        articles = tifa.build_articles(tifa.label_lines(pages), pages)
        figures, slogans = tifa.find_indicators(articles), tifa.find_slogans(articles)
        for row in [*figures.itertuples(), *slogans.itertuples(), *tifa.find_measures(articles).itertuples()]:
            assert "".join(pages.text[0][row.start : row.end].split()) == "".join(row.text.split())
        return figures, slogans, articles

    return read


def values(figures):
    return list(zip(figures.value, figures.unit))


PLAIN = "县医院办起夜门诊\n\n本报讯 县财政投入300万元，惠及群众12万人，新增床位200张，县域内就诊率达85.6%，服务1000人次。推行“八个统一”。\n"
RIGHT = [(3000000, "元"), (120000, "人"), (200, "张"), (85.6, "%"), (1000, "人次")]


@pytest.mark.parametrize("page", [
    PLAIN,
    PLAIN.replace("300万", " 300 万").replace("12万人", " 12 万 人").replace("1000人", " 1 000 人").replace("200张", " 200 张"),
    PLAIN.replace("300万", "\xa0300\xa0万").replace("85.6%", " 85.6 %").replace("1000人", "1\u2009000\u2009人"),
    PLAIN.replace("300", "30\u200b0").replace("群众", "\xad群\ufeff众").replace("个统一", "\u200b个统\u200b一"),
    PLAIN.replace("300", "3\n00").replace("85.6", "85.\n6").replace("八个", "八\n个"),
    PLAIN.replace("人", "\u2f08").replace("大", "\u2f24").replace("一", "\u2f00").replace("金", "\u2f26"),
    PLAIN.translate({code: code + 0xFEE0 for code in range(0x25, 0x3A)}),
    "县 医 院 办 起 夜 门 诊\n\n本 报 讯 县 财 政 投 入 300 万 元 ， 惠 及 群 众 12 万 人 ， 新 增 床 位 200 张 ， 县 域 内 就 诊 率 达 85.6% ， 服 务 1000 人 次 。 推 行 “ 八 个 统 一 ” 。\n",
    "县医院办起夜门诊\u3000\u3000\u3000\u3000" + PLAIN.splitlines()[2] + "\u3000\u3000",
], ids=["plain", "blanks", "no-break", "no width", "line ends", "radicals", "full width", "after each character", "one line"])
def test_the_same_text_gives_the_same_rows(read, page):
    figures, slogans, articles = read(page)
    assert values(figures) == RIGHT
    assert [("".join(text.split()), kind, arity) for text, kind, arity in zip(slogans.text, slogans.kind, slogans.arity)] in [
        [("八个统一", "numeric", "8")], [("⼋个统⼀", "numeric", "8")]]
    assert "".join(articles.headline[0].split()) == "县医院办起夜门诊"
    assert "群众" in tifa.count_terms(articles).term.tolist()


@pytest.mark.parametrize("printed, value, unit", [
    ("孕产妇死亡率为8.5/10万", 8.5, "/10万"), ("出生缺陷发生率降至万分之三十二", 0.32, "%"), ("死亡率降至千分之二点一", 0.21, "%"),
    ("单位能耗同比增长-2.5%", -2.5, "%"), ("增速为－3.2％", -3.2, "%"), ("最低气温零下15℃", -15, "℃"), ("净利润为−1.2亿元", -1.2e8, "元"),
    ("投入資金參仟伍佰萬元", 3.5e7, "元"), ("人均住房面积40.5m²", 40.5, "平方米"), ("供水能力达5000m³/d", 5000, "立方米/天"),
    ("补助标准提高到610元／ 人", 610, "元/人"), ("签约金额1.2万亿元人民币", 1.2e12, "元"), ("车流量超过25万辆次", 250000, "辆次"),
    ("培育企业\t1200\t家", 1200, "家"), ("全年接诊七千八百人次︔满意率高︒", 7800, "人次"),
    ("粮食产量增长一倍以上", 1, "倍"), ("两成多老人在村里用餐", 20, "%"), ("上千户困难家庭受益", 1000, "户"),
])
def test_numbers_of_rarer_kinds_are_read(read_body, printed, value, unit):
    assert values(tifa.find_indicators(read_body(printed + "。"))) == [(value, unit)]


@pytest.mark.parametrize("printed, metric", [
    ("低保标准为每人每月750元", "低保标准"), ("水价为每立方米2.85元", "水价"), ("营业额为￥1.2亿元", "营业额"), ("污水处理能力是2015年的3.5倍", "污水处理能力"),
    ("专利授权量突破10万件大关", "专利授权量"), ("失业率控制在4%以内", "失业率"), ("本月︐建设资金达500万元", "建设资金"),
])
def test_what_leads_to_a_number_is_no_part_of_its_name(read_body, printed, metric):
    assert tifa.find_indicators(read_body(printed + "。")).metric.tolist() == [metric]


@pytest.mark.parametrize("printed, low, high", [
    ("覆盖率达65%—70%", 65, 70), ("服务半径10公里——15公里", 10, 15), ("气温为-5～3℃", -5, 3), ("七八十名志愿者参加", 70, 80), ("三五百人参加培训", 300, 500),
])
def test_ranges_of_rarer_kinds_have_two_bounds(read_body, printed, low, high):
    assert tifa.find_indicators(read_body(printed + "。")).value.tolist() == [low, high]


@pytest.mark.parametrize("printed", ["数百名医生下乡", "投入资金几千万元", "道路通上千家万户", "引起社会上十分关注", "每百名老人一间食堂"])
def test_words_with_a_number_in_them_give_none(read_body, printed):
    assert not set(tifa.find_indicators(read_body(printed + "。")).value) & {10, 100, 1000, 1e7}


def test_shares_of_levels_and_years_in_characters(read_body):
    rows = tifa.find_indicators(read_body("二〇二四年,资金由省、市、县按5∶3∶2分担,参保率达98%。"))
    assert [*zip(rows.value, rows.unit)] == [(5, "份"), (3, "份"), (2, "份"), (98, "%")]
    assert rows.year.tolist() == [2024] * 4


@pytest.mark.parametrize("printed, value, unit", [
    ("次均报销十五点八元", 15.8, "元"), ("就诊率由百分之八十五提高到百分之九十点五", 90.5, "%"), ("支付住院费用41.2亿", 4.12e9, "元"),
    ("使用率上升三成半", 35, "%"), ("使用率从六成提高到八成五", 85, "%"), ("卫生总投入五年翻了一番", 100, "%"), ("投入3億2千萬元", 3.2e8, "元"),
    ("设病床三百張", 300, "张"), ("總投資逾百億元", 1e10, "元"), ("投入资金陆仟万元", 6e7, "元"), ("建成卫生室廿五家", 25, "家"),
    ("门诊人次达1.2万", 12000, "人次"), ("报名群众3.2万", 32000, "人"), ("服务半径不超过三公里半", 3.5, "公里"), ("投入〇点八亿元", 8e7, "元"),
])
def test_numbers_of_every_kind_are_read(read_body, printed, value, unit):
    assert (value, unit) in values(tifa.find_indicators(read_body(printed + "。")))


@pytest.mark.parametrize("sentence, metrics", [
    ("重点人群签约12万人。", ["重点人群签约"]), ("门诊预约1.2万人次。", ["门诊预约"]), ("集中采购节约300万元。", ["集中采购节约"]),
    ("今年新增签约3万人，续约120家。", ["新增签约", "续约"]), ("居民签约约3.2万人。", ["居民签约"]), ("全县床位约300张。", ["全县床位"]),
    ("参加计划的长者达500人。", ["参加计划的长者"]),
])
def test_what_ends_a_word_is_no_approximation(read_body, sentence, metrics):
    assert tifa.find_indicators(read_body(sentence)).metric.tolist() == metrics


@pytest.mark.parametrize("lead", ["本报讯 ", "江州晚报讯 ", "本报江州8月28日电 ", "【本报讯】", "本报讯（记者 林远）", "本报记者 林远 报道 "])
def test_a_lead_is_no_part_of_a_metric_nor_of_an_actor(read, lead):
    figures, _, articles = read(f"床位增加\n\n{lead}全县新增床位300张。\n")
    assert figures.metric.tolist() == ["全县新增床位"]
    measures = tifa.find_measures(read(f"县里推行新办法\n\n{lead}县里推行“八个统一”管理，建立“县管乡用”机制。\n")[2])
    assert len(measures) and set(measures.actor) <= {"县里", ""}


@pytest.mark.parametrize("marks", ["“”", "‘’", '""', "''", "「」", "『』", "\uff02\uff02", "〝〞", "”“"])
def test_quotation_marks_of_every_kind_enclose_formulations(read, marks):
    page = "县里推行新办法\n\n本报讯 县里推行“八个统一”管理，落实“四个一”机制。\n"
    _, slogans, _ = read(page.replace("“", "<").replace("”", ">").replace("<", marks[0]).replace(">", marks[1]))
    assert slogans.text.tolist() == ["八个统一", "四个一"]


def test_circles_of_minutes_days_and_numbers_that_are_names_are_told_apart(read):
    figures, slogans, _ = read("县里推行新办法\n\n本报讯 县里落实“1234”工作法，打造“15分钟医疗圈”，实施“5·12”护理行动，构建“县强、乡活、村稳、上下联、信息通”格局，推行“医养合一”模式。\n")
    assert figures.empty
    assert slogans.text.tolist()[:3] == ["1234", "15分钟医疗圈", "县强、乡活、村稳、上下联、信息通"]
    assert slogans.arity.tolist()[2] == "5"
    assert slogans.kind[slogans.text.eq("医养合一")].isin(["quoted"]).all()


def test_names_stay_as_printed_in_traditional_characters():
    assert tifa.articles.find_people("記者 陳國華、張學良") == ["陳國華", "張學良"]
