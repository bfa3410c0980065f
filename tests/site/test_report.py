"""What fails the report."""

import html
import re
import os
import sys

import pytest

import tifa
from tifa.site import data_pages, report
from tifa.site.data_pages import write_data_pages


def page(folder, body, name="a.html"):
    (folder / name).write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    return report.check_site(folder)


@pytest.mark.parametrize("body", [
    '<script src="https://example.org/x.js"></script>', '<link href="//example.org/x.css">', '<a href="http://example.org">x</a>',
    '<img alt="a picture of bars" src="https://example.org/x.png">'])
def test_a_remote_address_is_a_fault(tmp_path, body):
    assert any("remote address" in fault for fault in page(tmp_path, body))


def test_a_remote_address_in_a_style_sheet_is_a_fault(tmp_path):
    (tmp_path / "x.css").write_text("a { background: url('https://example.org/x.png') }", encoding="utf-8")
    assert report.check_site(tmp_path) == ["x.css: remote address https://example.org/x.png"]


@pytest.mark.parametrize("image", ['<img src="x.png">', '<img src="x.png" alt="">', '<img src="x.png" alt="_images/x.png">'])
def test_an_image_without_alternative_text_is_a_fault(tmp_path, image):
    (tmp_path / "x.png").write_bytes(b"")
    assert page(tmp_path, image) == ["a.html: no alternative text: x.png"]


def test_a_link_that_leads_nowhere_is_a_fault(tmp_path):
    assert page(tmp_path, '<a href="b.html">b</a>') == ["a.html: link to b.html, which is not there"]
    assert page(tmp_path, '<a href="#there">b</a>') == ["a.html: link to #there, a place that is not there"]
    assert page(tmp_path, '<a href="#c1-2">b</a>') == ["a.html: link to #c1-2, a place that is not there"]


def test_any_stretch_of_a_newspaper_page_is_a_place(tmp_path):
    assert page(tmp_path, '<a href="#c1-2">b</a><p data-start="0">县里</p>') == []


def test_a_sound_page_has_no_fault(tmp_path):
    (tmp_path / "x.png").write_bytes(b"")
    assert page(tmp_path, '<p id="改">text</p><a href="#%E6%94%B9">up</a>') == []
    assert page(tmp_path, '<p id="there">text</p><a href="#there">up</a><img src="x.png" alt="Bars, one a city">') == []


def test_a_warning_of_sphinx_is_a_fault(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text("extensions = ['myst_nb']\nlanguage = 'en'\n", encoding="utf-8")
    (source / "index.md").write_text("# Title\n\n[gone](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(report.ReportError, match="nowhere"):
        report._render(source, tmp_path / "site")


def test_the_data_dictionary_shows_every_measurement_of_accuracy(tmp_path, root):
    write_data_pages(tmp_path, root / "seeds", tifa.read_pages(root / "seeds"))
    assert ":file: accuracy_table.html" in (tmp_path / "data_dictionary.md").read_text(encoding="utf-8")
    shown = html.unescape((tmp_path / "accuracy_table.html").read_text(encoding="utf-8"))
    measured = tifa.compare.read_accuracy()
    assert shown.count("<tr>") == len(measured) + shown.count("<table") and all(text in shown for text in measured.measured_on)
    assert all(note in shown for note in measured.note)


def test_outside_a_checkout_the_error_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(report, "__file__", str(tmp_path / "report.py"))
    with pytest.raises(report.ReportError, match="run tifa in a checkout"):
        report.project_root()


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory):
    """The site on one article of one city, its datasheet and glosses in GB18030, in a folder of an awkward name."""
    name = b"my 'corpus' \xff" if sys.platform == "linux" else b"my 'corpus'"
    corpus = tmp_path_factory.mktemp("made") / os.fsdecode(name)
    corpus.mkdir()
    text = "# 江北县\t推进改革\U0001f347 $1$ https://example.org\n\n本报讯 4月2日,江北县建立“一户一档”,设立8个站点。\n"
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    (corpus / "sources.csv").write_text("page,city\na,江北", encoding="utf-8")
    (corpus / "README.md").write_bytes("# 说明\n\n本语料取自江北县的报纸。![报纸的照片](photo.jpg) [来源](https://example.org)\n".encode("gb18030"))
    (corpus / "glosses.csv").write_bytes("词语,英文\n江北,Jiangbei <North>\n一户一档,one file per household\n".encode("gb18030"))
    out = tmp_path_factory.mktemp("report")
    report.make_report(corpus, out)
    return out / "site"


def read(site, name):
    """The text of a page without the marks of language in it."""
    page = (site / f"{name}.html").read_text(encoding="utf-8")
    return html.unescape(re.sub(r'<span lang="zh-Hans">([^<]*)</span>', r"\1", page))


def test_the_report_on_one_article_says_where_it_is_too_little(ordinary):
    assert "what follows needs more than this corpus gives" in read(ordinary, "03_topic_clusters")
    assert "Articles read: 1." in read(ordinary, "06_city_comparison")


def test_a_datasheet_in_gb18030_with_picture_and_link_is_shown(ordinary):
    assert "本语料取自江北县的报纸。报纸的照片 来源 (https://example.org)" in read(ordinary, "datasheet")


def test_glosses_of_two_columns_in_gb18030_are_used(ordinary):
    assert "江北 (Jiangbei <North>)" in read(ordinary, "01_corpus") and "one file per household" in read(ordinary, "glossary")


def test_a_folder_of_an_awkward_name_is_named_in_the_parameters(ordinary):
    assert "corpus'" in read(ordinary, "01_corpus") and str(ordinary.parent) not in read(ordinary, "01_corpus")


def test_a_readme_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "README.md").write_bytes(bytes(range(256)))
    assert "The datasheet of this corpus could not be read: " in data_pages._datasheet(tmp_path, [])


def test_a_readme_that_leads_elsewhere_is_none(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("a word of the machine", encoding="utf-8")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "README.md").symlink_to(secret)
    assert "No datasheet" in data_pages._datasheet(corpus, [])


def test_the_font_of_the_site_is_cut_whatever_stands_on_its_pages(tmp_path):
    (tmp_path / "_static").mkdir()
    (tmp_path / "a.html").write_text("<p>改\U0001f347\ue000\U0002ffff革</p>", encoding="utf-8")
    report._cut_font(tmp_path)
    from fontTools.ttLib import TTFont

    assert {ord("改"), ord("革")} <= set(TTFont(tmp_path / "_static" / "tifa-sc.otf").getBestCmap())
