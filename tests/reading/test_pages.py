import codecs
import hashlib
import os
from pathlib import Path

import pandas as pd
import pytest

import tifa

TEXT = "濉溪县开设夜间门诊。\n濉溪县的医生轮流值守。\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("raw, encoding", [
    (TEXT.encode("utf-8"), "utf-8"),
    (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8-sig"),
    (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
    (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
    (TEXT.encode("gb18030"), "gb18030"),
    ((TEXT + "\U00020bb7").encode("gb18030"), "gb18030"),
    (TEXT.encode("utf-16-le"), "utf-16-le"),
    (TEXT.encode("utf-16-be"), "utf-16-be"),
], ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "gb18030", "gb18030 four bytes", "utf-16 little without mark", "utf-16 big without mark"])
def test_encodings_are_told_apart(folder, raw, encoding):
    (folder / "a.txt").write_bytes(raw)
    page = tifa.read_pages(folder).iloc[0]
    assert page.encoding == encoding
    assert page.text.rstrip("\U00020bb7") == TEXT
    assert page.sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("raw, reason", [
    (b"PK\x03\x04\x00\x00", "null bytes"),
    ("中文".encode() + b"\xff\xff", "byte 6 is not UTF-8"),
    (TEXT.encode()[:-3], "breaks off inside the UTF-8 character at byte"),
    (b"\x01\x02\x03 a", "control characters"),
    (b"a" * 20_000_001, "20 MB"),
    (b"a" * 1_000_001, "a line has 1000001 characters"),
    (b"a\n" * 20_001, "it has 20001 lines"),
    (codecs.BOM_UTF16_LE + b"abc", "not read"),
    (b"", "blank"),
], ids=["null bytes", "no encoding", "cut UTF-8", "control characters", "too large", "one long line", "too many lines", "half a character", "nothing"])
def test_a_file_that_cannot_be_used_is_there_with_the_reason(folder, caplog, raw, reason):
    (folder / "bad.txt").write_bytes(raw)
    (folder / "good.txt").write_text(TEXT, encoding="utf-8")
    pages = tifa.read_pages(folder).set_index("page")
    assert pages.text["bad"] == ""
    assert pages.note["bad"].startswith("not read") and reason in pages.note["bad"]
    assert pages.text["good"] == TEXT and not pages.note["good"].startswith("not read")
    assert any("bad.txt" in line and reason in line for line in caplog.messages)


@pytest.mark.parametrize("blank", [
    "",
    " \n\u3000\n",
    "\u200b\ufeff\n",
])
def test_a_blank_file_is_not_read(folder, blank):
    (folder / "a.txt").write_text(blank, encoding="utf-8")
    assert tifa.read_pages(folder).note[0] == "not read: the file is blank"


@pytest.mark.parametrize("raw, text", [
    ("甲\r\n乙\r丙\n\r\n\r".encode(), "甲\n乙\n丙\n\n\n"),
    ("\ufeff\ufeff甲\r\n\ufeff乙".encode(), "甲\n乙"),
    ("\ufeff甲\r乙".encode("utf-16-le"), "甲\n乙"),
    ("甲\x0b乙\u2028丙\x85丁\n".encode(), "甲\x0b乙\u2028丙\x85丁\n"),
], ids=["line ends", "two marks", "utf-16", "what is no line end on disk"])
def test_a_text_is_settled_once_and_comes_back_from_disk_as_it_is(folder, raw, text):
    (folder / "a.txt").write_bytes(raw)
    held = tifa.read_pages(folder).text[0]
    assert held == text
    (folder / "b.txt").write_text(held, encoding="utf-8", newline="\n")
    assert (folder / "b.txt").read_text(encoding="utf-8") == held
    assert tifa.read_pages(folder).text[1] == held


def test_a_missing_path_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere: no such file or folder"):
        tifa.read_pages(tmp_path / "nowhere")


def test_a_folder_without_pages_is_named(folder):
    (folder / "README.md").write_text("nothing", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="corpus: no page in it"):
        tifa.read_pages(folder)


def test_one_file_is_read_with_the_manifest_beside_it(folder):
    for name in "ab":
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_text("page,newspaper,city,province,date\na,甲报,嘉北,某省,2023-05\nb,乙报,,,\n", encoding="utf-8")
    pages = tifa.read_pages(folder / "a.txt")
    assert pages[["page", "newspaper", "city", "province", "date"]].values.tolist() == [["a", "甲报", "嘉北", "某省", "2023-05"]]


def test_where_the_manifest_is_silent_the_text_tells_the_city(folder, caplog):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_text("page,newspaper,city,province\na,甲报,,\n", encoding="utf-8")
    page = tifa.read_pages(folder).iloc[0]
    assert [page.newspaper, page.city, page.province] == ["甲报", "淮北", "安徽"]
    assert page.note == "city told from the text: 淮北"
    assert "city told from the text: 淮北" in caplog.text


def test_a_city_that_cannot_be_told_is_left_empty_and_said(folder, caplog):
    (folder / "a.txt").write_text("各地开设夜间门诊。", encoding="utf-8")
    page = tifa.read_pages(folder).iloc[0]
    assert [page.city, page.province] == ["", ""]
    assert "city not told" in page.note and "city not told" in caplog.text


def test_a_manifest_that_says_all_leaves_no_note(folder):
    (folder / "a.txt").write_text("各地开设夜间门诊。", encoding="utf-8")
    (folder / "sources.csv").write_text("page,city,province\na,嘉北,某省\n", encoding="utf-8")
    assert tifa.read_pages(folder).note[0] == ""


def test_a_manifest_saved_by_a_spreadsheet_is_read(folder):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_bytes(codecs.BOM_UTF8 + "page,city,province\r\na,嘉北,某省\r\n".encode())
    assert tifa.read_pages(folder).city[0] == "嘉北"


def test_a_manifest_row_without_a_file_is_logged(folder, caplog):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_text("page,city\na,淮北\nlost,淮北\n", encoding="utf-8")
    assert tifa.read_pages(folder).page.tolist() == ["a"]
    assert "names the page lost, but there is no file of that name" in caplog.text


@pytest.mark.parametrize("name", ["盐城", "盐城/", "./盐城", "盐城/*", "盐城\\0828", "盐城/0828/", "0828"])
def test_a_row_of_the_manifest_may_be_of_a_folder(folder, caplog, name):
    (folder / "盐城" / "0828").mkdir(parents=True)
    (folder / "盐城" / "0828" / "a.txt").write_text("各地开设夜间门诊。", encoding="utf-8")
    (folder / "sources.csv").write_text(f"page,newspaper,city,province,date\n{name},某报,嘉北,某省,2024-08-28\na,,,,2024-08-29\n", encoding="utf-8")
    pages = tifa.read_pages(folder)
    assert pages[["newspaper", "city", "province", "date", "note"]].values.tolist() == [["某报", "嘉北", "某省", "2024-08-29", ""]]
    assert caplog.messages == []


def _told(folder, **more):
    (folder / "宜昌" / "2024-08-28").mkdir(parents=True)
    (folder / "宜昌" / "2024-08-28" / "a.txt").write_text(more.get("text", "各地开设夜间门诊。"), encoding="utf-8")
    if "row" in more:
        (folder / "sources.csv").write_text(f"page,newspaper,city,province,date\na,{more['row']}\n", encoding="utf-8")
    page = tifa.read_pages(folder).iloc[0]
    return [page.newspaper, page.city, page.province, page.date], page.note


def test_folders_tell_city_and_date(folder):
    assert _told(folder) == (["", "宜昌", "湖北", "2024-08-28"], "date told from the path: 2024-08-28; city told from the path: 宜昌")


def test_what_is_stated_goes_before_the_path_and_a_contradiction_is_told(folder):
    told, note = _told(folder, row="某报,盐城,江苏,2024-08-29")
    assert told == ["某报", "盐城", "江苏", "2024-08-29"] and note == "the path has another date: 2024-08-28"


def test_the_path_goes_before_the_masthead_and_the_text(folder):
    told, note = _told(folder, text="盐城晚报 2024年8月29日 星期四\n\n盐城开会。盐城的代表参加。\n")
    assert told == ["盐城晚报", "宜昌", "湖北", "2024-08-28"]
    assert "the masthead has another date: 2024-08-29" in note and "the newspaper has another city: 盐城" in note and "the text has another city: 盐城" in note


def test_a_masthead_tells_paper_day_and_city(folder):
    (folder / "a.txt").write_text("三峡日报 2024年8月29日 星期四 第3版\n\n各地开设夜间门诊。\n", encoding="utf-8")
    page = tifa.read_pages(folder).iloc[0]
    assert [page.newspaper, page.city, page.province, page.date] == ["三峡日报", "宜昌", "湖北", "2024-08-29"]
    assert page.note == "newspaper told from the masthead: 三峡日报; date told from the masthead: 2024-08-29; city told from the newspaper: 宜昌"


def test_what_is_said_of_many_pages_is_said_once(folder, caplog):
    for n in range(40):
        (folder / f"p{n:02}.txt").write_text("各地开设夜间门诊。", encoding="utf-8")
        (folder / f"p{n:02}.jpg").write_bytes(b"JFIF")
    pages = tifa.read_pages(folder)
    assert len(caplog.messages) == 2 and pages.note.str.contains("city not told").sum() == 40
    assert any(all(f"p{n:02}.jpg" in told for n in range(40)) for told in caplog.messages)


def test_a_manifest_without_a_page_column_is_refused(folder):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_text("name,city\na,淮北\n", encoding="utf-8")
    with pytest.raises(ValueError, match="sources.csv: line 1 must name the columns"):
        tifa.read_pages(folder)


@pytest.mark.parametrize("raw, outcome", [
    ("page,city\na,淮北\n".encode("gb18030"), "淮北"),
    ("文件,城市\na.txt,淮北\n".encode(), "淮北"),
    (b"page,city\na,\xff\xff\n", "sources.csv: byte 12"),
], ids=["gb18030", "Chinese names", "no encoding"])
def test_a_manifest_is_read_or_named(folder, raw, outcome):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_bytes(raw)
    if outcome.startswith("sources"):
        with pytest.raises(ValueError, match=outcome):
            tifa.read_pages(folder)
    else:
        assert tifa.read_pages(folder).city[0] == outcome


def _sparse(file):
    with open(file, "wb") as f:
        f.truncate(21_000_000)


@pytest.mark.parametrize("make, reason", [
    (os.mkfifo, "it is no regular file"), (os.mkdir, "it is no regular file"), (_sparse, "it has 21 MB, more than the 20 MB allowed"),
    (lambda file: os.symlink("/dev/zero", file), "it is a link"), (lambda file: os.symlink("nowhere", file), "it is a link"),
    (lambda file: file.write_text("page,city\na," + "x" * 10_001, encoding="utf-8"), "a cell up to line 2 has more than 10000 characters"),
    (lambda file: file.write_text("page,city\na," + "x" * 200_000, encoding="utf-8"), "a cell up to line 2 has more than 10000 characters"),
], ids=["pipe", "folder", "large", "link to a device", "link to nothing", "long cell", "longer cell"])
def test_a_manifest_that_is_no_table_is_refused_by_name(folder, make, reason):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    make(folder / "sources.csv")
    with pytest.raises(ValueError, match=f"sources.csv: {reason}"):
        tifa.read_pages(folder)


def test_a_manifest_given_may_be_a_link_but_no_device(folder, tmp_path):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "whole.csv").write_text("page,city,province\na,嘉北,某省\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "whole.csv")
    assert tifa.read_pages(folder, sources=tmp_path / "link.csv").city[0] == "嘉北"
    with pytest.raises(ValueError, match="zero: it is no regular file"):
        tifa.read_pages(folder, sources="/dev/zero")


def test_a_pipe_among_the_pages_is_named(folder):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    os.mkfifo(folder / "b.txt")
    assert tifa.read_pages(folder).note[1].startswith("not read: it is no regular file")


def test_a_file_without_a_row_in_the_manifest_is_told(folder, caplog):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "new.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_text("page,city,province\na,淮北,安徽\n", encoding="utf-8")
    assert tifa.read_pages(folder).note.tolist() == ["", "sources.csv has no row for it; city told from the text: 淮北"]
    assert "new.txt: sources.csv has no row for it" in caplog.text


def test_a_manifest_can_be_given(folder, tmp_path):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "mine.csv").write_text("page,city,province,date\na,嘉北,某省,2023年5月6日\n", encoding="utf-8")
    page = tifa.read_pages(folder, sources=tmp_path / "mine.csv").iloc[0]
    assert [page.city, page.province, page.date, page.note] == ["嘉北", "某省", "2023-05-06", ""]
    with pytest.raises(FileNotFoundError, match="none.csv: no such manifest"):
        tifa.read_pages(folder, sources=tmp_path / "none.csv")


def test_a_file_of_another_kind_is_there_with_the_reason_and_logged(folder, caplog):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "scan.jpg").write_bytes(b"JFIF")
    pages = tifa.read_pages(folder).set_index("page")
    assert pages.text.to_dict() == {"a": TEXT, "scan": ""}
    assert pages.note["scan"].startswith("not read: pages are read from .txt") and "this is .jpg" in pages.note["scan"]
    assert any("scan.jpg" in line and "not read" in line for line in caplog.messages)


@pytest.mark.parametrize("target", ["outside", "outside/secret.txt", "corpus", "nowhere"])
def test_no_link_is_followed_and_each_is_named(folder, tmp_path, target):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / target)
    pages = tifa.read_pages(folder).set_index("page")
    assert pages.text.to_dict() == {"a": TEXT, "link": ""}
    assert pages.note["link"].startswith("not read: it is a link")


def test_a_file_that_may_not_be_opened_is_named(folder, monkeypatch):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "locked.txt").write_text(TEXT, encoding="utf-8")
    whole = Path.read_bytes

    def read_bytes(file):
        if file.name == "locked.txt":
            raise PermissionError(13, "Permission denied", str(file))
        return whole(file)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert tifa.read_pages(folder).set_index("page").note["locked"] == "not read: Permission denied"


def test_pictures_that_a_browser_saves_with_a_page_are_no_pages(folder):
    (folder / "版.html").write_text("<p>正文。", encoding="utf-8")
    (folder / "版_files").mkdir()
    (folder / "版_files" / "logo.png").write_bytes(b"PNG")
    assert tifa.read_pages(folder).page.tolist() == ["版"]


@pytest.mark.parametrize("name", ["有 空格.txt", "'quote'.txt", 'a"b.txt', "2023年5月.第3版.txt"])
def test_names_of_files_may_be_odd(folder, name):
    (folder / name).write_text(TEXT, encoding="utf-8")
    assert tifa.read_pages(folder)[["page", "path", "text"]].values.tolist() == [[name.removesuffix(".txt"), name, TEXT]]


@pytest.mark.parametrize("text, script", [("医药卫生体制改革", "simplified"), ("醫藥衛生體制改革", "traditional"), ("人口", ""), ("abc", "")])
def test_the_script_is_told(folder, text, script):
    (folder / "a.txt").write_text(text, encoding="utf-8")
    page = tifa.read_pages(folder).iloc[0]
    assert [page.script, page.text, page.layout] == [script, text, "page"]


@pytest.mark.parametrize("wide", ["\u200b", "\ufeff", "\u3000"])
def test_characters_of_no_width_are_left_out_and_offsets_are_true(folder, wide):
    text = f"# 江北县{wide}开会\r\n\n本报讯 4月2日,{wide}江北县开会。\r"
    (folder / "a.txt").write_text(text, encoding="utf-8", newline="")
    pages = tifa.read_pages(folder)
    lines = tifa.label_lines(pages)
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate({0x200B: "", 0xFEFF: ""})
    assert pages.text[0] == text
    assert [text[line.start : line.end] for line in lines.itertuples()] == lines.text.tolist()


def test_an_ending_in_capitals_is_read_too(folder):
    (folder / "A.TXT").write_text(TEXT, encoding="utf-8")
    assert tifa.read_pages(folder).text.tolist() == [TEXT]


def test_what_lies_beside_the_pages_is_no_page(folder, caplog):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_text("page,city,province\na,淮北,安徽\n", encoding="utf-8")
    for name in ("README.md", "README.txt", ".DS_Store"):
        (folder / name).write_text("beside", encoding="utf-8")
    assert tifa.read_pages(folder).page.tolist() == ["a"]
    assert caplog.messages == []


def test_subfolders_are_read(folder):
    (folder / "2023" / "05").mkdir(parents=True)
    (folder / "2023" / "05" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert tifa.read_pages(folder)[["page", "path"]].values.tolist() == [["a", "2023/05/a.txt"]]


@pytest.mark.parametrize("places", [
    ["may/front.txt", "june/front.txt"],
    ["may/front.txt", "june/front.txt", "july/front.txt"],
    ["april/front.txt", "front.txt"],
    ["april/front.txt", "june/front.txt", "june-front.txt"],
    ["front.txt", "front.md"],
    ["june/front.txt", "june/front.md", "front.md"],
])
def test_files_of_one_name_in_two_folders_are_kept_apart(folder, places):
    for place in places:
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_text(f"{TEXT}{place}", encoding="utf-8")
    pages = tifa.read_pages(folder)
    assert sorted(pages.path) == sorted(places)
    assert pages.page.is_unique
    assert all(row.text.endswith(row.path) for row in pages.itertuples())


def test_pages_are_ordered_by_name(folder):
    for name in ("b", "a", "c"):
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    assert tifa.read_pages(folder).page.tolist() == ["a", "b", "c"]


def test_reading_twice_gives_the_same(root):
    pd.testing.assert_frame_equal(tifa.read_pages(root / "seeds"), tifa.read_pages(root / "seeds"))


def test_the_seeds_are_read_without_a_note(corpus):
    assert corpus.pages.note.tolist() == [""] * 5
    assert corpus.pages.encoding.tolist() == ["utf-8"] * 5
    assert corpus.pages.script.tolist() == ["simplified"] * 5
    assert corpus.pages.layout.tolist() == ["page"] * 5


def test_a_folder_that_tifa_wrote_is_passed_over_with_a_word(write_corpus, caplog):
    folder = write_corpus({"a": "江北县开会。"})
    before = tifa.read_pages(folder)
    tifa.write_tables(tifa.extract(folder / "a.txt"), folder / "tables")
    caplog.clear()
    pd.testing.assert_frame_equal(tifa.read_pages(folder), before)
    assert f"{folder / 'tables'}: passed over, it is a folder that tifa wrote" in caplog.text
