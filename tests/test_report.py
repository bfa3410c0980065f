"""What fails the report."""

import pytest

from tifa import report


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


def test_a_sound_page_has_no_fault(tmp_path):
    (tmp_path / "x.png").write_bytes(b"")
    assert page(tmp_path, '<p id="there">text</p><a href="#there">up</a><img src="x.png" alt="Bars, one a city">') == []


def test_a_warning_of_sphinx_is_a_fault(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text("extensions = ['myst_nb']\nlanguage = 'en'\n", encoding="utf-8")
    (source / "index.md").write_text("# Title\n\n[gone](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(report.ReportError, match="nowhere"):
        report._render(source, tmp_path / "site")


def test_outside_a_checkout_the_error_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(report, "__file__", str(tmp_path / "report.py"))
    with pytest.raises(report.ReportError, match="run tifa in a checkout"):
        report.project_root()
