"""Tables on a page: which lines are theirs, what their rows and columns say."""

import pytest

import tifa
from tifa.grids import find_grids, read_grid
from tifa.tables import Pages, make_table

TEXT = "本报讯 近日,江北县公布医共体建设情况,基层诊疗量占比明显提高。"
ROWS = ["| 指标 | 单位 | 2022年 | 2023年 |", "| 就诊率 | % | 85.2 | 90 |", "| 床位数 | 张 | 120 | 135 |"]


def label(text, **known):
    lines = tifa.label_lines(make_table(Pages, [dict(page="p", text=text, **known)]))
    return dict(zip(lines.text, zip(lines.article, lines.role, lines.cont)))


@pytest.mark.parametrize("rows", [
    ROWS,
    [ROWS[0], "|---|:-:|--:|--:|", *ROWS[1:]],
    [row.strip("| ").replace(" | ", "\t") for row in ROWS],
    [row.strip("| ").replace(" | ", "    ") for row in ROWS],
    [row.strip("| ").replace(" | ", "　　　") for row in ROWS],
    ["┌──┬──┬──┬──┐", *(row.replace("|", "│") for row in ROWS), "└──┴──┴──┴──┘"],
    [row.replace("|", "｜") for row in ROWS],
], ids=["bars", "markdown", "tabs", "blanks", "wide blanks", "boxes", "wide bars"])
def test_rows_are_a_table_and_nothing_else(rows):
    told = label("\n".join(["江北县公布医共体建设情况", "", TEXT, "", *rows, "", "会议要求,各镇要抓好落实。"]))
    assert [told[row] for row in rows] == [(1, "table", int(i > 0)) for i in range(len(rows))]
    assert told["江北县公布医共体建设情况"][:2] == (1, "headline")
    assert told["会议要求,各镇要抓好落实。"][:2] == (1, "body")


@pytest.mark.parametrize("lines", [
    ["上一篇 | 下一篇"], ["锚定现代化    改革再深化"], ["问\t答"], ["| 一条竖线"], ["林  远    赵  青"],
])
def test_what_only_has_a_bar_or_a_gap_is_no_table(lines):
    told = label("\n".join(["江北县公布医共体建设情况", TEXT, *lines, TEXT]))
    assert "table" not in {role for _, role, _ in told.values()}


def test_title_unit_and_number_of_the_annex_belong_to_a_table():
    told = label("\n\n".join(["江北县公布医共体建设情况", TEXT, "附件2", "主要指标表", "单位：万元", "\n".join(ROWS)]))
    assert [told[line][1] for line in ("附件2", "主要指标表", "单位：万元")] == ["table"] * 3


def test_a_table_at_the_top_that_tells_of_the_page_is_in_no_article():
    index = ["| 索引号 | 014/2024 | 分类 | 卫生 |", "| 发文机关 | 江北县政府 | 发文字号 | 江政发〔2024〕1号 |"]
    told = label("\n\n".join(["\n".join(index), "# 江北县公布医共体建设情况", TEXT]))
    assert [told[row][:2] for row in index] == [(0, "table")] * 2


def test_a_page_that_is_a_table_is_an_article_without_a_headline():
    assert {at[:2] for at in label("\n".join(ROWS)).values()} == {(1, "table")}


def test_the_papers_of_an_office():
    lines = ["江北县卫生健康局", "江北县财政局", "文件", "江卫发〔2023〕8号", "关于印发《江北县村医待遇保障", "实施办法》的通知",
             "各镇卫生院：", "现将办法印发给你们，请认真组织实施。", "附件：1.实施办法", "江北县卫生健康局　江北县财政局", "2023年6月9日",
             "附件1", "江北县村医待遇保障实施办法", "第一条 为保障村医待遇，制定本办法。", "第二条 本办法自印发之日起施行。",
             "江北县卫生健康局办公室　　2023年6月9日印发"]
    roles = [label("\n\n".join(lines))[line][:2] for line in lines]
    assert [role for _, role in roles] == [
        *["section"] * 4, "headline", "headline", "body", "body", "body", "byline", "byline",
        "section", "headline", "body", "body", "byline"]
    assert {number for number, role in roles if role == "headline"} == {1, 2}


def read(*rows):
    return [(value.name, value.group, value.head, value.number) for value in read_grid(rows).values]


def test_merged_cells_and_rows_of_one_cell_name_what_is_below():
    assert read("| 类别 | 指标 | 2023年 |", "| 服务 | 就诊率 | 90 |", "| | 签约率 | 60 |", "| 资源 | 床位 | 12 |") == [
        ("就诊率", "服务", "2023年", "90"), ("签约率", "服务", "2023年", "60"), ("床位", "资源", "2023年", "12")]
    assert read("| 指标 | 2023年 |", "| 一、服务 | |", "| 就诊率 | 90 |")[0][:2] == ("就诊率", "一、服务")


def test_heads_of_two_rows():
    heads = [head for _, _, head, _ in read(
        "| 区域 | 2022年 | | 2023年 | |", "| | 医生 | 护士 | 医生 | 护士 |", "| 城区 | 1 | 2 | 3 | 4 |")]
    assert heads == ["2022年医生", "2022年护士", "2023年医生", "2023年护士"]


def test_a_table_without_numbers_has_no_values_and_the_article_says_so():
    rows = ["| 序号 | 任务 | 责任单位 |", "| 1 | 组建医共体 | 县卫健局 |", "| 2 | 统一药品目录 | 县医保局 |"]
    assert read(*rows) == []
    pages = make_table(Pages, [dict(page="p", text="\n".join(["江北县推进医共体建设", TEXT, *rows]), city="盐城", province="江苏")])
    articles = tifa.articles.build_articles(tifa.label_lines(pages), pages)
    assert articles.note[0] == "a table of 3 rows was not mined for figures"


def test_many_lines_of_cells_take_time_that_grows_with_them():
    lines = tifa.articles.lines.read_lines("\n".join(["甲\t乙"] * 20_000))
    assert find_grids(lines) == []
