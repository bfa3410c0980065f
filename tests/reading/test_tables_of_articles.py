"""Tables of articles as people have them: any separator, header, nesting, dates, HTML, archives."""

import io
import json
import zipfile

import openpyxl
import pytest

import tifa
from tifa.reading.days import read_day

TEXT = "本报讯 江北县修通公路，投入资金1200万元。"


def _read(folder, name, raw, **how):
    (folder / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8"))
    corpus = tifa.extract(folder, **how)
    assert not corpus.pages.note.str.startswith("not read").any(), corpus.pages.note.tolist()
    return corpus


@pytest.mark.parametrize("name, head, mark", [
    ("a.csv", "", ";"), ("a.csv", "", "|"), ("a.csv", "", "，"), ("a.csv", "", "\t"), ("a.tsv", "", "\t"), ("a.csv", "sep=;\n", ";"), ("a.csv", "sep=|\r\n", "|"),
    ("a.csv", f"江州公路报道汇总\n\n编制：办公室\n", ","),
])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_delimited_files_of_many_programs_are_read(name, head, mark, encoding, tmp_path):
    rows = [["文章标题", "内容", "发布时间", "来源"], ["江北县修路", "本报讯 江北县修通公路。", "2024/8/28", "江州晚报"]]
    corpus = _read(tmp_path, name, (head + "\n".join(map(mark.join, rows))).encode(encoding))
    assert corpus.articles[["headline", "body", "newspaper"]].values.tolist() == [["江北县修路", "本报讯 江北县修通公路。", "江州晚报"]]
    assert corpus.pages.date.tolist() == ["2024-08-28"]


def test_quotation_marks_inside_cells_cost_no_row(tmp_path):
    corpus = _read(tmp_path, "a.csv", '标题,正文,日期\n修路,本报讯 推行"八个统一"管理。,2024-08-28\n"村医"进修,本报讯 120人参加。,2024-08-29\n药柜,"本报讯 "智慧药柜"210台。",2024-08-30\n')
    assert corpus.articles.headline.tolist() == ["修路", '"村医"进修', "药柜"]
    assert corpus.articles.body.tolist()[2] == '本报讯 "智慧药柜"210台。'


@pytest.mark.parametrize("body", ["文章正文", "Full Text", "CONTENT", "正文内容", "原文", "详细内容", "content_text", "报道内容", "正文（全文）", "Text-正文"])
@pytest.mark.parametrize("title", ["文章标题", "Headline", "TITLE", "题目", "主题", "标题 ", "Title-题名"])
def test_columns_go_by_many_names(title, body, tmp_path):
    assert _read(tmp_path, "a.csv", f"{title},{body},发布日期\n修路,{TEXT.replace('，', '、')},2024-08-28\n").articles.headline.tolist() == ["修路"]


def test_several_names_may_be_given_for_one_column(tmp_path):
    (tmp_path / "a.csv").write_text("标题,叙述\n修路,本报讯 修路。\n", encoding="utf-8")
    corpus = _read(tmp_path, "b.csv", "标题,记述\n夜校,本报讯 夜校。\n", columns={"body": "叙述,记述"})
    assert corpus.articles.body.tolist() == ["本报讯 修路。", "本报讯 夜校。"]


def test_columns_that_are_not_used_are_named(tmp_path):
    assert "columns not used: 页面颜色, 浏览" in _read(tmp_path, "a.csv", "标题,正文,页面颜色,浏览\n修路,本报讯 修路。,红,3\n").pages.note[0]


@pytest.mark.parametrize("authors", ["林远;赵青;", "林远；赵青", "林远、赵青", "林远，赵青", "林远 赵青", "林远,赵青", '["林远", "赵青"]', "['林远', '赵青']", "本报记者 林远 赵青"])
def test_several_authors_in_a_cell_are_people(authors, tmp_path):
    row = json.dumps({"题名": "村医进修", "作者": authors, "全文": TEXT}, ensure_ascii=False)
    article = _read(tmp_path, "a.jsonl", row).articles.iloc[0]
    assert [article.headline, article.subhead, article.people, article.body] == ["村医进修", "", "林远|赵青", TEXT]


ROWS = [{"title": "修路", "content": "本报讯 修路。", "source": "江州晚报"}, {"title": "夜校", "content": "本报讯 夜校。", "source": "江州日报"}]


@pytest.mark.parametrize("raw", [
    ROWS, {"code": 0, "data": {"total": 2, "list": ROWS}}, {"articles": ROWS, "authors": [{"name": "林远"}]}, {"n1": ROWS[0], "n2": ROWS[1]},
    {key: [row[key] for row in ROWS] for key in ROWS[0]}, {key: {str(i): row[key] for i, row in enumerate(ROWS)} for key in ROWS[0]},
    [{"_id": {"$oid": "1"}, "meta": {"source": row["source"]}, "article": {"title": row["title"], "content": [row["content"]]}} for row in ROWS],
    [{**row, "source": {"name": row["source"], "url": "x"}, "author": []} for row in ROWS],
], ids=["array", "envelope", "two lists", "by name", "columns", "columns by number", "nested", "objects in cells"])
@pytest.mark.parametrize("name, indent", [("a.json", None), ("a.json", 2), ("a.jsonl", 2), ("a.jsonl", None)])
def test_json_of_many_shapes_is_read(raw, name, indent, tmp_path):
    corpus = _read(tmp_path, name, json.dumps(raw, ensure_ascii=False, indent=indent))
    assert corpus.articles[["headline", "body", "newspaper"]].values.tolist() == [[row["title"], row["content"], row["source"]] for row in ROWS]


def test_indented_objects_one_behind_the_other_are_rows(tmp_path):
    corpus = _read(tmp_path, "a.jsonl", "\n".join(json.dumps(row, ensure_ascii=False, indent=2) for row in ROWS))
    assert corpus.articles.headline.tolist() == ["修路", "夜校"]


def test_an_object_in_a_cell_gives_its_columns(tmp_path):
    corpus = _read(tmp_path, "a.csv", 'title,content,meta\n修路,本报讯 修路。,"{""source"": ""江州晚报"", ""date"": ""2024-08-28""}"\n')
    assert corpus.pages[["newspaper", "date"]].values.tolist() == [["江州晚报", "2024-08-28"]]


@pytest.mark.parametrize("cell, body", [
    ("<div class='Body'>\n<div>摘要。</div><center><img src='x.jpg'></center>本报讯 修路。&nbsp;&nbsp;修好了。</div>", "摘要。\n本报讯 修路。\xa0\xa0修好了。"),
    ("<P>本报讯 修路。</P><P>修好了。</P>", "本报讯 修路。\n修好了。"), ("本报讯 修路。<br/>修好了。", "本报讯 修路。\n修好了。"),
    ("<span style='x'>本报讯 <b>修</b>路。</span>", "本报讯 修路。"), ("本报讯 投入&lt;300万元&gt;。", "本报讯 投入<300万元>。"), ("本报讯 投入<300万元>。", "本报讯 投入<300万元>。"),
    ("<section><article><p>本报讯 修路。</p></article></section>", "本报讯 修路。"), ("本报讯 修路&#12290;", "本报讯 修路。"),
])
def test_html_in_cells_is_text(cell, body, tmp_path):
    corpus = _read(tmp_path, "a.jsonl", json.dumps({"title": "<b>修路</b>", "content": cell}, ensure_ascii=False))
    assert corpus.articles[["headline", "body"]].values.tolist() == [["修路", body]]


def _workbook():
    book, raw = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    for row in (["江州公路报道汇总（2024年8月）"], ["编制：办公室"], ["序号", "标题", "报纸", "日期", "正文"], [1, "修路", "江州晚报", 45532, "本报讯 修路。"], [2, "夜校", None, None, "本报讯 夜校。"]):
        sheet.append(row)
    for merged in ("A1:E1", "C4:C5", "D4:D5"):
        sheet.merge_cells(merged)
    other = book.create_sheet("九月")
    other.append(["题名", "作者", "全文", "发表时间"])
    other.append(["药柜", "林远，赵青", "本报讯 药柜。", "2024年9月1日"])
    notes = book.create_sheet("说明")
    for row in (["本表由办公室汇总"], ["联系人：孙立"], ["每月更新"]):
        notes.append(row)
    book.save(raw)
    return raw.getvalue()


def test_a_workbook_with_titles_merged_cells_and_several_sheets_is_read(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(_workbook())
    corpus = tifa.extract(tmp_path)
    pages = corpus.pages[corpus.pages.text.ne("")]
    assert pages[["newspaper", "date"]].values.tolist() == [["江州晚报", "2024-08-28"]] * 2 + [["", "2024-09-01"]]
    assert corpus.articles.headline.tolist() == ["修路", "夜校", "药柜"]
    faults = corpus.pages.note[corpus.pages.text.eq("")]
    assert len(faults) == 1 and faults.iloc[0].startswith("not read: sheet 说明, row 2: no column holds the text") and "so 1 more rows below it" in faults.iloc[0]


@pytest.mark.parametrize("text, day", [
    ("2019 年 10 月 30 日", "2019-10-30"), ("二〇一七年三月二十四日", "2017-03-24"), ("2015年04月08日10:05", "2015-04-08"), ("45532", "2024-08-28"), ("45532.38", "2024-08-28"),
    ("1724803200", "2024-08-28"), ("1724803200000", "2024-08-28"), ("民國113年8月28日", "2024-08-28"), ("28/08/2024", "2024-08-28"), ("08/09/2024", ""),
    ("August 28, 2024 Wednesday", "2024-08-28"), ("28 August 2024", "2024-08-28"), ("Wed Aug 28 08:00:00 CST 2024", "2024-08-28"), ("2024-02-30", ""), ("24-08-28", ""),
])
def test_dates_of_spreadsheets_and_crawlers_are_read(text, day):
    assert read_day(text) == day


def _pack(files):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return raw.getvalue()


def test_an_archive_is_read_like_a_folder(tmp_path):
    inner = _pack({"x.txt": TEXT})
    (tmp_path / "a.zip").write_bytes(_pack({"江州晚报/a.txt": f"江北县修路\n{TEXT}", "b/c.csv": f"标题,正文\n夜校,{TEXT}", "d.rtf": "x", "__MACOSX/._a.txt": "x", "e.zip": inner, "../f.txt": f"药柜进村\n{TEXT}"}))
    corpus = tifa.extract(tmp_path)
    assert corpus.pages.path[corpus.pages.text.ne("")].tolist() == ["a.zip/江州晚报/a.txt", "a.zip/b/c.csv", "a.zip/f.txt"]
    notes = dict(zip(corpus.pages.path, corpus.pages.note))
    assert "save it as .docx" in notes["a.zip/d.rtf"] and "an archive inside an archive" in notes["a.zip/e.zip"]


def test_names_that_windows_wrote_in_an_archive_are_read(tmp_path):
    raw = _pack({"AAAA/b.txt": f"江北县修路\n{TEXT}"}).replace(b"AAAA", "盐城".encode("gb18030"))
    (tmp_path / "a.zip").write_bytes(raw)
    assert tifa.read_pages(tmp_path).path.tolist() == ["a.zip/盐城/b.txt"]


@pytest.mark.parametrize("raw", [b"PK\x03\x04nonsense", b"", b"x" * 1000])
def test_a_damaged_archive_is_named(raw, tmp_path):
    (tmp_path / "a.zip").write_bytes(raw)
    assert tifa.read_pages(tmp_path).note[0].startswith("not read: it is damaged")


@pytest.mark.parametrize("name, advice", [("a.xls", "a.xls: open it in a spreadsheet and save it as .xlsx"), ("a.rar", "a.rar: unpack it"), ("a.doc", "a.doc: save it as .docx"), ("a.caj", "a.caj: save it as .pdf")])
def test_a_file_of_another_format_is_named_with_what_to_do(name, advice, tmp_path):
    (tmp_path / name).write_text("<table><tr><td>题名</td></tr></table>", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="no page in it") as told:
        tifa.read_pages(tmp_path)
    assert advice in str(told.value)
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    assert advice.partition(": ")[2] in tifa.read_pages(tmp_path).note[0]


def test_groups_of_columns_may_stand_above_their_names(tmp_path):
    book = openpyxl.Workbook()
    for row in [["基本信息", None, None, "内容", None], ["报纸", "日期", "作者", "标题", "正文"],
                ["江州晚报", "2024-08-28", "林远", "江北县修路", "路修好了。"],
                ["江州日报", "2024-08-29", "赵青", "夜校开班", "夜校开班了。"]]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    pages = tifa.read_pages(tmp_path)
    assert pages.newspaper.tolist() == ["江州晚报", "江州日报"]
    assert pages.text.str.endswith("了。").all()


def test_a_text_whose_first_line_names_columns_is_a_table(tmp_path):
    (tmp_path / "a.txt").write_text("biaoti\tneirong\triqi\n江北县修路\t路修好了。\t2024-08-28\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("标题\t正文\n江北县修路\t路修好了。\n", encoding="utf-8")
    pages = tifa.read_pages(tmp_path)
    assert pages[["page", "path", "date"]].values.tolist() == [["a-1", "a.txt", "2024-08-28"], ["b", "b.txt", ""]]
