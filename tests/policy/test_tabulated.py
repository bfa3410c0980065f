"""Figures of tables."""

import pytest

import tifa
from tifa.tables import Pages, make_table


def find(*lines, date=""):
    text = "\n".join(["江北县公布医共体建设情况", "", "本报讯 3月1日，江北县公布有关情况。", "", *lines])
    pages = make_table(Pages, [dict(page="p", text=text, date=date, city="盐城", province="江苏")])
    found = tifa.find_indicators(tifa.articles.build_articles(tifa.label_lines(pages), pages))
    for row in found.itertuples():
        assert "".join(text[row.start : row.end].split()) == "".join(row.text.split())
    return found


def rows(*lines, columns=("metric", "value", "unit", "year"), **more):
    """The figures of a table, cell by cell."""
    found = find(*lines, **more)
    return [*found[list(columns)].astype(object).where(found[list(columns)].notna(), None).itertuples(index=False, name=None)]


def test_row_and_column_name_a_figure():
    assert rows("| 指标 | 单位 | 2023年 |", "| 签约人数 | 万人 | 31.5 |", "| 就诊率 | % | 1 200 |") == [
        ("签约人数", 315000.0, "人", 2023), ("就诊率", 1200.0, "%", 2023)]


def test_a_later_year_is_compared_with_the_one_before():
    found = find("| 指标 | 2021年 | 2025年目标 | 2023年 |", "| 就诊率(%) | 85.2 | 92 | 90 |")
    assert found[["year", "value", "base_value", "base_year", "kind"]].astype(object).where(
        lambda table: table.notna(), None).values.tolist() == [
        [2021, 85.2, None, None, "level"], [2025, 92.0, 90.0, 2023, "target"], [2023, 90.0, 85.2, 2021, "level"]]
    assert set(found.text) == {"| 就诊率(%) | 85.2 | 92 | 90 |"} and set(found.year_from) == {"table"}


@pytest.mark.parametrize("lines, told", [
    (["（单位：万元）", "| 项目 | 2023年 |", "| 投入 | 35 |"], (350000.0, "元")),
    (["| 项目 | 2023年（万元） |", "| 投入 | 35 |"], (350000.0, "元")),
    (["| 项目 | 2023年 |", "| 投入（亿元） | 35 |"], (3500000000.0, "元")),
    (["| 项目 | 单位 | 2023年 |", "| 医生 | 人/万人 | 35 |"], (35.0, "人/万人")),
    (["| 项目 | 单位 | 2023年 |", "| 占比 | | 35% |"], (35.0, "%")),
    (["| 项目 | 计量单位 | 2023年 |", "| 病床 | 张 | ≥35 |"], (35.0, "张")),
    (["主要指标表（单位：万元、人）", "| 项目 | 2023年 |", "| 医生 | 35 |"], (35.0, "")),
], ids=["caption", "head", "name", "rate", "cell", "bound", "two units"])
def test_what_tells_the_unit(lines, told):
    assert rows(*lines, columns=("value", "unit")) == [told]


def test_changes_and_years_by_word():
    assert rows("| 项目 | 本年 | 上年 | 同比增长 |", "| 投入(万元) | 20 | 10 | 100 |", date="2024-03-01",
                columns=("metric", "value", "unit", "year", "base_value", "kind")) == [
        ("投入", 200000.0, "元", 2024, 100000.0, "resource"), ("投入", 100000.0, "元", 2023, None, "resource"),
        ("投入同比增长", 100.0, "%", 2024, None, "change")]


def test_a_place_is_named_with_what_is_counted_there():
    assert rows("| 县区 | 签约率(%) | 床位（张） |", "| 东县 | 62 | 120 |", columns=("metric", "unit")) == [
        ("东县签约率", "%"), ("东县床位", "张")]
    assert rows("各镇签约人数统计表", "| 镇 | 2023年（人） |", "| 东镇 | 62 |", columns=("metric",)) == [("东镇签约人数",)]
    assert rows("| 年份 | 签约率(%) |", "| 2022年 | 61 |", "| 2023年 | 62 |", columns=("metric", "year")) == [
        ("签约率", 2022), ("签约率", 2023)]


def test_groups_tell_rows_of_one_name_apart():
    assert [metric for metric, in rows(
        "| 类别 | 指标 | 2023年(元) |", "| 城镇 | 收入 | 3 |", "| 农村 | 收入 | 2 |", "| | 其中：工资 | 1 |", columns=("metric",))] == [
        "城镇收入", "农村收入", "收入其中工资"]


def test_cells_of_running_text_are_read_as_sentences():
    found = find("| 序号 | 任务 | 责任单位 |", "| 1 | 组建医共体，投入资金300万元 | 县卫健局 |", "| 2 | 统一药品目录 | 县医保局 |")
    assert found[["value", "unit"]].values.tolist() == [[3000000.0, "元"]]
