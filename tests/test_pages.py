import codecs
import hashlib

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
], ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "gb18030", "gb18030 four bytes"])
def test_encodings_are_told_apart(folder, raw, encoding):
    (folder / "a.txt").write_bytes(raw)
    page = tifa.read_pages(folder).iloc[0]
    assert page.encoding == encoding
    assert page.text.rstrip("\U00020bb7") == TEXT
    assert page.sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("raw, reason", [
    (b"PK\x03\x04\x00\x00", "null bytes"),
    ("中文".encode() + b"\xff\xff", "byte 6 is not UTF-8"),
    (codecs.BOM_UTF16_LE + b"abc", "not read"),
    (b"", "blank"),
], ids=["null bytes", "no encoding", "half a character", "nothing"])
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
])
def test_a_blank_file_is_not_read(folder, blank):
    (folder / "a.txt").write_text(blank, encoding="utf-8")
    assert tifa.read_pages(folder).note[0] == "not read: the file is blank"


def test_line_ends_stay_as_they_are(folder):
    (folder / "a.txt").write_bytes("甲\r\n乙\r丙\n".encode())
    assert tifa.read_pages(folder).text[0] == "甲\r\n乙\r丙\n"


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
    assert "names the page lost, but there is no lost.txt" in caplog.text


def test_a_manifest_without_a_page_column_is_refused(folder):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_text("name,city\na,淮北\n", encoding="utf-8")
    with pytest.raises(ValueError, match="sources.csv: line 1 must name the columns"):
        tifa.read_pages(folder)


def test_a_manifest_that_is_not_utf8_is_named(folder):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "sources.csv").write_bytes("page,city\na,淮北\n".encode("gb18030"))
    with pytest.raises(ValueError, match="sources.csv"):
        tifa.read_pages(folder)


def test_a_file_of_another_kind_is_there_with_the_reason_and_logged(folder, caplog):
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "scan.pdf").write_bytes(b"%PDF")
    pages = tifa.read_pages(folder).set_index("page")
    assert pages.text.to_dict() == {"a": TEXT, "scan": ""}
    assert pages.note["scan"] == "not read: pages are read from .txt files, this is .pdf"
    assert any("scan.pdf" in line and "not read" in line for line in caplog.messages)


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
