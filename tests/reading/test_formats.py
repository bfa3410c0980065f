"""Every format in, and every kind of damage; the files come from made_files.py."""

import io
import json
import os
import subprocess
import sys
import time

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import PARAGRAPHS, ROWS, TEXT, as_csv, as_docx, as_far_day, as_jsonl, as_nested_forms, as_parquet, as_shared_texts, as_xlsx, two_columns

import tifa
from tifa.reading import archives, pages, parquet
from tifa.__main__ import main
from tifa.reading.word import read_docx
from tifa.reading.html import read_html
from tifa.reading.pdf import read_pdf
from tifa.reading.days import read_day
from tifa.reading.records import read_records

@pytest.mark.parametrize("html, text", [
    ("<h1>开会</h1><h2>副题</h2><h3>小题</h3><p>正文。", "# 开会\n\n## 副题\n\n### 小题\n\n正文。"),
    ("<ul><li>一<li>二</ul>", "- 一\n\n- 二"),
    ("<ul><li><a>首页</a></li><li><a>上一版</a> | </li></ul><p>正文。", "[首页] [上一版]\n\n正文。"),
    ("<p>见<a>首页</a>。", "见首页。"),
    ("<p><a>今天开会。明天开工。</a>", "今天开会。明天开工。"),
    ("<h3><a>开会</a></h3><p>正文。", "### 开会\n\n正文。"),
    ("<h3><a>开会</a></h3><h3><a>开工</a></h3>", "[开会] [开工]"),
    ("<p><a>[图]开工</a>", "[〔图〕开工]"),
    ("<p>一<br>二", "一\n\n二"),
    ("<p>江北县\n开会 in\n  May", "江北县开会 in May"),
    ("<pre>一\n二</pre>", "一\n\n二"),
    ("<p>一<script>alert('二')</script><style>p{}</style><!-- 三 --><template>四</template>五", "一五"),
    ("<p hidden>一</p><p style='display: none'>二</p><p style='VISIBILITY:hidden'>三</p>四", "四"),
    ("<title>江北县开会-江北日报</title><p>江北日报</p><p>江北县开会</p><p>正文。", "来源：江北日报\n\n江北日报\n\n# 江北县开会\n\n正文。"),
    ("<p>&lt;b&gt;&amp;", "<b>&"),
    ("<!-- 一 -->", ""),
])
def test_html_becomes_text_with_marks(html, text):
    assert read_html(html.encode("utf-8"))[0] == text


@pytest.mark.parametrize("html, layout", [
    ("<meta property='og:type' content='article'><h1>一</h1>", "article"),
    ("<article><h1>一</h1></article>", "article"),
    ("<h1>一</h1>", "page"),
    ("<article><h1>一</h1></article><article><h1>二</h1></article>", "page"),
    ("<article><h1><a>一</a></h1></article>", "page"),
])
def test_an_article_page_is_told_from_a_page(html, layout):
    assert read_html(html.encode("utf-8"))[2] == layout


@pytest.mark.parametrize("declared, encoding, note", [
    ("gb2312", "gb18030", False), ("big5", "big5", False), ("utf-8", "utf-8", False), ("", "gb18030", False),
    ("utf-8", "gb18030", True), ("gbk", "utf-8", True), ("iso-8859-1", "gb18030", True), ("nonsense", "utf-8", True),
])
def test_a_declared_encoding_that_cannot_be_is_overruled_and_told(declared, encoding, note):
    raw = f"<meta charset={declared}><p>人口年年增加，水土好。".encode(encoding)
    text, found, _, told = read_html(raw)
    assert (text, found) == ("人口年年增加，水土好。", encoding)
    assert bool(told) == note and (not note or declared in told and encoding in told)


def test_html_that_is_too_deep_is_refused_not_cut():
    with pytest.raises(ValueError, match="depth"):
        read_html(b"<p>one" + b"<div>" * 5000 + b"two")


def test_word_becomes_text_with_marks():
    assert read_docx(as_docx()) == "# 江北县开会\n\n记者 王一\n\n本报讯 4月2日,江北县开会。\n\n- 办夜校\n\n站点\n\n六个"


def test_the_columns_of_a_pdf_are_read_one_after_the_other():
    head, title, *body = read_pdf(two_columns()).split("\n\n")
    assert head == "江北日报 第三版"
    assert title == "# 江北县定下三件事\u3000办学修站请医生到乡下来"
    assert len(body) == 4 and "".join(body) == "".join(PARAGRAPHS)  # the break between the columns stays one
    assert [body[0], body[3]] == [PARAGRAPHS[0], PARAGRAPHS[2]]


@pytest.mark.parametrize("suffix, make", [(".csv", as_csv), (".jsonl", as_jsonl), (".xlsx", as_xlsx), (".parquet", as_parquet)])
def test_a_row_is_an_article(tmp_path, suffix, make):
    (tmp_path / f"all{suffix}").write_bytes(make(ROWS))
    pages = tifa.read_pages(tmp_path)
    assert pages[["page", "newspaper", "date", "layout"]].values.tolist() == [
        ["all-1", "江北日报", "2023-04-03", "article"], ["all-2", "江北日报", "2023-04-06", "article"]]
    assert pages.text[0] == TEXT


@pytest.mark.parametrize("ids, pages", [(["x7", "x9"], ["all-x7", "all-x9"]), (["x7", "x7"], ["all-1", "all-2"]), (["a b", "c"], ["all-1", "all-2"])])
def test_ids_name_the_pages_when_they_can(tmp_path, ids, pages):
    (tmp_path / "all.csv").write_bytes(as_csv([dict(编号=name, **row) for name, row in zip(ids, ROWS)]))
    assert tifa.read_pages(tmp_path).page.tolist() == pages


def test_columns_can_be_named(tmp_path):
    (tmp_path / "all.csv").write_bytes(as_csv([dict(题="开会", 文字="今天开会。")]))
    assert tifa.read_pages(tmp_path, columns={"body": "文字", "headline": "题"}).text[0] == "# 开会\n\n今天开会。"
    with pytest.raises(ValueError, match="columns: text is no column tifa knows"):
        tifa.read_pages(tmp_path, columns={"text": "文字"})


def test_the_parts_of_an_article_stand_as_in_print():
    row = dict(kicker="改革进行时", title="江北县开会", subtitle="定下三件事", author="王一", text="一。\u3000\u3000二。<br>三。")
    text = read_records(as_csv([row]), ".csv")[1][0]["text"]
    assert text == "改革进行时\n\n# 江北县开会\n\n## 定下三件事\n\n作者：王一\n\n一。\n\n二。\n\n三。"


@pytest.mark.parametrize("text, day", [
    ("2022-04-16", "2022-04-16"), ("2022-04-16T08:00:00", "2022-04-16"), ("20220416", "2022-04-16"), ("2022年4月", "2022-04"), ("2022", "2022"),
    ("2022年 第3期", "2022"), ("2022-13-01", ""), ("4月16日", ""), ("", ""),
])
def test_dates_are_read(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize("raw, suffix, faults", [
    (b'{"text": "one"}\n{"text": \n{"text": "two"}\n[1]', ".jsonl", ["", "line 2: it is no JSON", "", "line 4: expected an object"]),
    (b"title,text\na,one\nb,two,three\nc,four", ".csv", ["", "line 3: it has 3 cells", ""]),
    (b'title,text\na,one\nb,"two\nc,four', ".csv", ["", "line 3: a quotation mark"]),
    (b"title,text,page\na,one,1\n,,2\n", ".csv", ["", "line 3: it holds neither headline nor text"]),
    (b'{"text": "one"}\n{"words": "two"}', ".jsonl", ["", "line 2: no column holds the text"]),
    (b'{"text": "\\ud800"}', ".jsonl", [""]),
    (b"title,text\na,one\n,\n", ".csv", [""]),
])
def test_a_bad_line_is_named_and_the_others_are_kept(raw, suffix, faults):
    found = [row["fault"] for row in read_records(raw, suffix)[1]]
    assert len(found) == len(faults) and all(f.startswith(g) if g else not f for f, g in zip(found, faults))


def test_a_far_cell_costs_no_table_of_all_cells_before_it():
    book, raw = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["A2"], book.active["XFD1048576"] = "text", "one", "far"
    book.save(raw)
    assert [row["text"] for row in read_records(raw.getvalue(), ".xlsx")[1]] == ["one", ""]


def test_a_zip_that_lies_about_its_size_is_found_out(monkeypatch):
    raw = bytearray(as_docx())
    at = raw.rindex(b"word/document.xml") - 46 + 24  # the size in the directory
    raw[at : at + 4] = (10).to_bytes(4, "little")
    monkeypatch.setattr(archives, "UNPACKED", 5000)
    with pytest.raises(ValueError, match="unpack to more than|damaged"):
        archives.check_zip(bytes(raw), ".docx")


def test_a_folder_with_every_kind_of_file_gives_the_good_and_names_the_bad(mixed, tmp_path, capsys):
    folder, n_good, bad = mixed
    before = sorted(str(file) for file in folder.rglob("*"))
    assert main(["extract", str(folder), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    pages = pd.read_parquet(tmp_path / "out" / "pages.parquet")
    faults = pages[pages.note.str.startswith("not read: ")]
    assert {path: reason for path, reason in bad.items() if reason not in " ".join(faults.note[faults.path == path])} == {}
    assert sorted(faults.path) == sorted(bad)
    assert all(f"{name}: not read: " in told for name in bad)
    assert len(pages) - len(faults) == n_good and (pages.text.ne("") == ~pages.note.str.startswith("not read")).all()
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    assert set(articles.page) == set(pages.page[pages.text.ne("")])
    assert sorted(str(file) for file in folder.rglob("*")) == before


@pytest.mark.parametrize("suffix", [".txt", ".html", ".csv", ".jsonl"])
@given(raw=st.one_of(st.binary(max_size=300), st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
                     st.lists(st.sampled_from([b"<p>", b"</p>", b"\"", b",", b"\n", b"{", b"}", b"text", b":", b"\xd6\xd0", b"\0", b"[", b"&#0;"]), max_size=30).map(b"".join)))
def test_whatever_the_bytes_there_is_text_or_a_reason(suffix, raw, tmp_path_factory):
    file = tmp_path_factory.mktemp("any") / f"a{suffix}"
    file.write_bytes(raw)
    pages = tifa.read_pages(file)
    assert len(pages) and (pages.text.ne("") | pages.note.str.startswith("not read: ")).all()
    pages.to_parquet(file.with_suffix(".parquet"))


def test_a_file_that_unpacks_to_gigabytes_is_named_and_the_rest_is_read(tmp_path):
    for name, raw in {"a.txt": TEXT.encode(), "b.parquet": as_shared_texts(200, 4_000_000), "c.parquet": as_far_day(),
                      "d.pdf": as_nested_forms(9, 10), "e.docx": as_docx(), "f.parquet": as_parquet(ROWS)}.items():
        (tmp_path / name).write_bytes(raw)
        assert len(raw) < 50_000
    pages = tifa.read_pages(tmp_path)
    assert pages.page.tolist() == ["a", "b", "c-1", "c-2", "c-3", "d", "e", "f-1", "f-2"]
    notes = pages.set_index("page").note
    assert notes["b"] == "not read: it would unpack to more than 300 million characters; split it"
    assert notes["c-2"].startswith("not read: row 2: the column date holds what is no date or number of this world")
    assert notes["d"].startswith("not read: reading it ") and notes["d"].endswith("or take it out")
    assert pages.text.ne("").tolist() == [True, False, True, False, True, False, True, True, True]


def test_the_files_that_broke_it_are_each_named(tmp_path, root):
    faults = [*(root / ".." / "shared" / "cases" / "faults").glob("*.p*")]
    for file in faults:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "z.txt").write_text(TEXT, encoding="utf-8")
    code = ("import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (6_000_000_000,) * 2)\n"
            f"sys.path[:] = {sys.path!r}; import tifa\nprint(*tifa.read_pages('.').note.str[:8], sep='|')")
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=200)
    assert run.stdout.strip().split("|") == ["not read"] * len(faults) + ["city not"], run.stderr


@pytest.mark.parametrize("what, most", [("UNPACKED", 10), ("_ROWS", 1)])
def test_what_a_parquet_file_says_it_unpacks_to_is_bounded_before_it_is_read(monkeypatch, what, most):
    monkeypatch.setattr(parquet, what, most)
    monkeypatch.setattr(parquet, "_cells", lambda column: pytest.fail("it was unpacked"))
    with pytest.raises(ValueError, match="it would unpack to 0 MB in 2 rows, more than"):
        read_records(as_parquet(ROWS), ".parquet")


def test_a_text_that_rows_share_is_unpacked_once():
    rows = read_records(as_shared_texts(3, 1000) , ".parquet")[1]
    assert [row["text"] for row in rows] == ["字" * 1000] * 3


@pytest.mark.parametrize("n_rows, batch", [(10, 3), (2500, 1000)])
def test_every_batch_of_a_parquet_file_is_read(monkeypatch, n_rows, batch):
    monkeypatch.setattr(parquet, "_BATCH", batch)
    raw = io.BytesIO()
    table = pd.DataFrame({"title": [f"题{i % 7}" for i in range(n_rows)], "text": [f"第{i}。" for i in range(n_rows)], "tags": [["a", None]] * n_rows})
    table.to_parquet(raw, index=False, row_group_size=max(2, n_rows // 3))
    rows = read_records(raw.getvalue(), ".parquet")[1]
    assert [row["text"] for row in rows] == [f"# 题{i % 7}\n\n第{i}。" for i in range(n_rows)]


def _header(n):
    return ("title,text," + ",".join(f"c{i}" for i in range(n)) + "\n" + "a,b\n" * (n // 10)).encode()


LINEAR = {
    "a long header": (".csv", _header), "a long header of one name": (".csv", lambda n: b"title,text" + b",x" * n + b"\na,b\n"),
    "a long header without a text": (".csv", lambda n: _header(n).replace(b"text", b"c")),
    "rows with nothing in them": (".csv", lambda n: b"title,text\na,b\n" + b",\n" * n), "blank lines": (".csv", lambda n: b"title,text\na,b\n" + b"\n" * n),
    "empty objects": (".jsonl", lambda n: b'{"text": "b"}\n' + b"{}\n" * n),
    "names that never come again": (".jsonl", lambda n: "\n".join(json.dumps({f"k{i}": "x"}) for i in range(n // 10)).encode()),
    "empty rows": (".xlsx", lambda n: as_xlsx([dict(title="a", text="b")] + [dict(a=None)] * (n // 10))),
    "an array": (".json", lambda n: json.dumps([{"title": "a", "text": "b"}] * (n // 30)).encode()), "an open array": (".json", lambda n: b'[{"text": "b"}' * (n // 14)),
    "objects in cells": (".jsonl", lambda n: b'{"text": "b", "x": {"y": {"z": 1}}}\n' * (n // 36)), "tabs": (".tsv", lambda n: b"title\ttext\n" + b"a\tb\n" * n),
    "cells with tags": (".csv", lambda n: b"title,text\n" + b"a,<p>b</p>&nbsp;\n" * (n // 20)), "one cell of tags": (".csv", lambda n: b"title,text\na,\"" + b"<p <b <i" * (n // 8) + b"\"\n"),
    "tables in tables": (".html", lambda n: b"<table><tr><td>" * (n // 100) + "来源".encode()), "pairs": (".html", lambda n: b"<li><b>a</b><i>b</i>" * (n // 20)),
    "headings that are links": (".html", lambda n: b"<h3><a>Open now</a></h3>" * n),
}


@pytest.mark.parametrize("case", LINEAR)
def test_reading_is_linear_in_the_size(case):
    suffix, make = LINEAR[case]

    def seconds(raw):
        taken = []
        for _ in range(3):
            begun = time.process_time()
            try:
                read_html(raw) if suffix == ".html" else read_records(raw, suffix)
            except ValueError as error:
                assert "no column holds the text" in str(error) and len(str(error)) < 500
            taken.append(time.process_time() - begun)
        return min(taken)

    assert seconds(make(40_000)) < 8 * seconds(make(10_000)) + 0.05


@pytest.mark.parametrize("opening, closing", [("[", "]"), ('{"a": ', "}")])
@pytest.mark.parametrize("depth, note", [(900, "city not told"), (100_000, "not read: line 1: it is no JSON that can be read")])
def test_a_row_that_is_nested_deep_is_read_or_named(tmp_path, opening, closing, depth, note):
    row = '{"text": ' + opening * depth + '"江北县开会。"' + closing * depth + '}\n{"text": "南山区建站。"}'
    (tmp_path / "a.jsonl").write_text(row, encoding="utf-8")
    pages = tifa.read_pages(tmp_path)
    assert pages.note[0].startswith(note)
    assert pages.text.tolist() == ["江北县开会。" * (depth == 900), "南山区建站。"]


def test_columns_whose_names_come_again_keep_their_places():
    assert read_records(b"a#3,a,a,text\n1,2,3,body", ".csv")[1][0]["text"] == "body"


def test_a_large_table_is_read_apart_and_alike(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(as_csv([dict(title=f"题{i}", text="正文。\r\n" * 20) for i in range(1000)]))
    assert os.path.getsize(tmp_path / "a.csv") > pages._SMALL
    apart = tifa.read_pages(tmp_path)
    monkeypatch.setattr(pages, "_SMALL", 10**9)
    pd.testing.assert_frame_equal(apart, tifa.read_pages(tmp_path))
