"""Tables of web pages and Word files."""

import io

import pytest

from tifa.reading import read_docx, read_html

DATA = [["类别", "指标", "2022年", "2023年"], ["服务", "就诊率", "85.2", "90"], ["服务", "签约率", "60", "65"]]


def test_a_table_of_data_is_written_row_by_row_a_merged_cell_once():
    html = ("<table><caption>主要指标</caption><tr><th rowspan=2>类别</th><th colspan='2'>2023年</th></tr><tr><th>城镇</th><th>农村</th></tr>"
            "<tr><td>服务<br>能力</td><td><p>85.2</p></td><td hidden>0</td><td>90</td></tr></table><p>完</p>")
    assert read_html(html.encode())[0].split("\n") == [
        "| 主要指标 |", "| 类别 | 2023年 | |", "| | 城镇 | 农村 |", "| 服务 能力 | 85.2 | | 90 |", "", "完"]


@pytest.mark.parametrize("html", [
    "<table><tr><td>第A02版</td><td>要闻</td></tr></table>",
    "<table><tr><td><h2>江北县开会</h2><p>县里开会。</p></td><td>责编</td></tr><tr><td>甲</td><td>1</td></tr></table>",
    "<table><tr><td><a href=a>上一篇</a></td><td><a href=b>1</a></td></tr><tr><td><a href=c>下一篇</a></td><td>2</td></tr></table>",
    "<table><tr><td><table><tr><td>甲</td><td>1</td></tr></table></td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
    f"<table><tr><td>{'县里开会。' * 80}</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>",
], ids=["one row", "heading", "links", "nested", "text"])
def test_a_table_that_lays_out_is_no_table(html):
    assert "|" not in read_html(html.encode())[0]


def test_spans_that_are_no_numbers_or_far_too_many_do_no_harm():
    text = read_html("<table border=1><tr><td colspan=99999999>甲</td><td>1</td></tr><tr><td rowspan=x>乙</td><td>2</td></tr></table>".encode())[0]
    assert len(text) < 1000 and "乙 | 2 |" in text


def word(write):
    import docx

    document, raw = docx.Document(), io.BytesIO()
    write(document)
    document.save(raw)
    return read_docx(raw.getvalue())


def test_a_table_of_word_with_merged_cells():
    def write(document):
        table = document.add_table(3, 4)
        for cells, row in zip(table.rows, DATA):
            for cell, text in zip(cells.cells, row):
                cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0)).text = "服务"
        document.add_paragraph("完")

    assert word(write).split("\n") == [
        "| 类别 | 指标 | 2022年 | 2023年 |", "| 服务 | 就诊率 | 85.2 | 90 |", "| | 签约率 | 60 | 65 |", "", "完"]


def test_lines_that_tabs_cut_alike_are_a_table_of_word():
    def write(document):
        for line in ["县里开会。", "项目\t2023年", "投入\t30", "人数\t8", "甲\t乙", "完"]:
            document.add_paragraph(line)

    assert "| 项目 | 2023年 |\n| 投入 | 30 |\n| 人数 | 8 |" in word(write)
