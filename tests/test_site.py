"""The rendered site, opened from disk in a real browser, as a reader opens it."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tifa.report import make_report

ROOT = Path(__file__).resolve().parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
PAGES = ["index", "01_corpus", "02_term_frequencies", "03_topic_clusters", "04_slogans", "05_measures_and_indicators", "06_city_comparison",
         "08_your_own_corpus", "datasheet", "data_dictionary", "glossary", "search"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The report on the seeds and one page more, whose text tries to break out of the page."""
    corpus = tmp_path_factory.mktemp("corpus") / "pages"
    shutil.copytree(ROOT / "seeds", corpus)
    hostile = ('<script>document.title = "broken out"</script>\n\n<img src=x onerror="document.title=1">\n\n本报讯 5月6日,十堰市卫健委'
               '成立“<b>医共体</b>”管理委员会,建设“两个<i>中心</i>”。十堰市建立考核机制,设立8个工作室。\n')
    (corpus / "hostile.txt").write_text(hostile, encoding="utf-8")
    out = tmp_path_factory.mktemp("report")
    make_report(corpus, out)
    return out


@pytest.fixture(scope="module")
def site(built):
    return built / "site"


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        message = "no Chromium on the PATH: the site cannot be tested in a browser (on Debian: the package chromium)"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


class Tab:
    """A tab that keeps what its pages complain of and ask for."""

    def __init__(self, browser, width):
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.complaints, self.asked = [], []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, file, query=""):
        self.page.goto(file.as_uri() + query)
        self.page.wait_for_load_state("load")
        self.page.evaluate("document.fonts.ready")
        return self.page


@pytest.fixture
def desktop(browser):
    tab = Tab(browser, 1280)
    yield tab
    tab.page.close()


@pytest.fixture
def phone(browser):
    tab = Tab(browser, 390)
    yield tab
    tab.page.close()


def test_the_pages_are_all_there(site):
    assert {f.stem for f in site.glob("*.html")} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_complaint_and_asks_for_nothing_remote(site, desktop, name):
    page = desktop.open(site / f"{name}.html")
    page.wait_for_timeout(300)
    assert desktop.complaints == []
    assert desktop.asked and all(url.startswith(("file:", "data:")) for url in desktop.asked)
    assert page.title() and "broken out" not in page.title()


@pytest.mark.parametrize("name", PAGES)
def test_every_image_is_drawn_and_has_alternative_text(site, desktop, name):
    page = desktop.open(site / f"{name}.html")
    images = page.eval_on_selector_all("img", "all => all.map(i => [i.alt, i.naturalWidth, i.currentSrc])")
    assert all(len(alt) > 20 and width > 0 for alt, width, _ in images), images
    assert len(images) >= {"index": 1, "01_corpus": 2, "02_term_frequencies": 4, "03_topic_clusters": 4, "05_measures_and_indicators": 3, "06_city_comparison": 3, "08_your_own_corpus": 1}.get(name, 0)


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_scrolls_down_only(site, phone, name):
    page = phone.open(site / f"{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("query, wanted", [
    ("医共体", {"02_term_frequencies", "glossary"}), ("紧密型县域医共体", {"06_city_comparison"}),
    ("网格化服务", {"02_term_frequencies"}), ("盐城", {"01_corpus", "06_city_comparison", "datasheet"}),
    ("stability", {"03_topic_clusters"}), ("信号灯", {"06_city_comparison"})])
def test_search_finds(site, desktop, query, wanted):
    page = desktop.open(site / "search.html", f"?q={query}")
    page.wait_for_selector("#search-results li a")
    page.wait_for_function("/Search finished/.test(document.querySelector('#search-results').innerText)")  # the list grows until then
    found = {re.search(r"(\w+)\.html", a)[1] for a in page.eval_on_selector_all("#search-results li a", "all => all.map(a => a.href)")}
    assert wanted <= found
    assert desktop.complaints == []


def test_search_does_not_find_what_is_not_there(site, desktop):
    page = desktop.open(site / "search.html", "?q=量子计算机")
    page.wait_for_function("/did not match/.test(document.querySelector('#search-results').innerText)")
    assert page.query_selector_all("#search-results li a") == []


def test_the_front_page_opens_with_the_answer(site, desktop):
    page = desktop.open(site / "index.html")
    text = page.inner_text("article")
    answer, way_in = text.index("reform systems"), text.index("The way in")
    assert answer < way_in
    for city in ("盐城 (Yancheng)", "十堰 (Shiyan)", "宜昌 (Yichang)", "淮北 (Huaibei)"):
        assert text.index(city) < way_in
    picture = page.query_selector("article img").bounding_box()
    assert picture["y"] < page.query_selector("#the-way-in").bounding_box()["y"] and picture["width"] > 400


def test_chinese_is_drawn_with_the_font_of_the_site(site, desktop):
    page = desktop.open(site / "06_city_comparison.html")
    page.wait_for_timeout(300)
    fonts = page.evaluate("[...document.fonts].filter(f => f.family.includes('tifa-sc')).map(f => f.status)")
    assert fonts == ["loaded"]
    from fontTools.ttLib import TTFont

    has = set(TTFont(site / "_static" / "tifa-sc.otf").getBestCmap())
    used = {c for name in PAGES for c in (site / f"{name}.html").read_text(encoding="utf-8") if "\u3400" <= c <= "\u9fff"}
    assert len(used) > 500 and not {c for c in used if ord(c) not in has}


def test_text_from_pages_is_text(site, desktop):
    page = desktop.open(site / "01_corpus.html")
    assert page.evaluate("[...document.querySelectorAll('article script, article img[onerror]')].length") == 0
    assert "<script>" in page.inner_text("article") or "hostile" in page.inner_text("article")


def test_the_data_dictionary_names_every_column(site):
    from tifa.tables import describe_tables

    text = (site / "data_dictionary.html").read_text(encoding="utf-8")
    assert all(f">{column}<" in text for column in set(describe_tables().column))


def test_the_figures_of_another_corpus_stay_with_its_report(built):
    assert {f.name for f in (built / "figures").glob("*.png")} == {f.name for f in (ROOT / "figures").glob("*.png")}


def test_no_path_of_this_machine_is_on_the_site(site, built):
    for file in [*site.glob("*.html"), site / "searchindex.js"]:
        text = file.read_text(encoding="utf-8")
        assert str(ROOT) not in text and str(built) not in text and "pages/hostile" not in text, file.name
