"""The rendered site, opened from disk in a real browser, as a reader opens it."""

import re
from pathlib import Path

import pytest
from hostile import LACKED, PAYLOADS, SECRET, write_hostile

import tifa
from tifa.show.markup import is_hidden, reveal
from tifa.site.report import make_report

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["index", "reforms", "01_corpus", "02_term_frequencies", "03_topic_clusters", "04_slogans", "05_measures_and_indicators", "06_city_comparison", "07_validation",
         "08_your_own_corpus", "newspaper_pages", "datasheet", "codebook", "data_dictionary", "glossary",
         "downloads", "changelog", "api", "search"]
STYLES = {"style": ["shown.css", "page.css", "cards.css"], "script": ["page.js", "cards.js"]}  # what goes with tables, pages, cards
OURS = [f"<{tag}>{(ROOT / 'lib/tifa/data' / name).read_text(encoding='utf-8')}</{tag}>" for tag, names in STYLES.items() for name in names]


def test_the_pages_are_all_there(site):
    assert {f.stem for f in site.glob("*.html")} == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_complaint_and_asks_for_nothing_remote(site, desktop, name):
    page = desktop.open(site / f"{name}.html")
    page.wait_for_timeout(300)
    assert desktop.complaints == []
    assert desktop.asked and all(url.startswith(("file:", "data:")) for url in desktop.asked)
    assert page.title()


@pytest.mark.parametrize("name", PAGES)
def test_every_image_is_drawn_and_has_alternative_text(site, desktop, name):
    page = desktop.open(site / f"{name}.html")
    images = page.eval_on_selector_all("img", "all => all.map(i => [i.alt, i.naturalWidth, i.currentSrc])")
    assert all(len(alt) > 20 and width > 0 for alt, width, _ in images), images
    assert len(images) >= {"index": 1, "01_corpus": 2, "02_term_frequencies": 4, "03_topic_clusters": 4, "05_measures_and_indicators": 3, "06_city_comparison": 1, "07_validation": 1, "08_your_own_corpus": 1}.get(name, 0)


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_scrolls_down_only(site, phone, name):
    page = phone.open(site / f"{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("query, wanted", [
    ("医共体", {"000_c7785c7b04a71cd2", "reforms", "glossary"}), ("紧密型县域医共体", {"004_0105f977b1e5c016"}),
    ("网格化服务", {"003_c1eac3b41c0a86c0", "glossary"}), ("stability", {"03_topic_clusters"}), ("find_measures", {"api"})])
def test_search_finds(site, desktop, query, wanted):
    page = desktop.open(site / "search.html", f"?q={query}")
    found = {re.search(r"(\w+)\.html", a)[1] for a in page.eval_on_selector_all("#tifa-found a", "all => all.map(a => a.href)")}
    assert wanted <= found
    assert desktop.complaints == []


def test_the_front_page_opens_with_the_answer(site, desktop):
    page = desktop.open(site / "index.html")
    text = page.inner_text("article")
    answer, way_in = text.index("reforms told"), text.index("The way in")
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
    used = {c for file in site.rglob("*.html") for c in file.read_text(encoding="utf-8") if "\u3400" <= c <= "\u9fff"}
    assert len(used) > 500 and not {c for c in used if ord(c) not in has}


def test_the_data_dictionary_names_every_column(site):
    from tifa.tables import describe_tables

    text = (site / "data_dictionary.html").read_text(encoding="utf-8")
    assert all(f">{column}<" in text for column in set(describe_tables().column))


def test_the_figures_of_another_corpus_stay_with_its_report(built):
    assert {f.name for f in (built / "figures").glob("*.png")} == {f.name for f in (ROOT / "figures").glob("*.png")}


def test_no_path_of_this_machine_is_on_the_site(site, built):
    for file in [*site.glob("*.html"), site / "search_index.js"]:
        text = file.read_text(encoding="utf-8")
        assert str(ROOT) not in text and str(built) not in text, file.name


# --- a corpus whose every field tries to be more than text -------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The site of the report on such a corpus."""
    out = tmp_path_factory.mktemp("report")
    make_report(write_hostile(tmp_path_factory.mktemp("hostile")), out)
    return out / "site"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_hostile_corpus_runs_or_is_asked_for(hostile, desktop, name):
    page = desktop.open(hostile / f"{name}.html", "?q=alert 中心" if name == "search" else "")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.wait_for_timeout(300)
    assert desktop.dialogs == [] and desktop.complaints == []
    assert desktop.asked and all(url.startswith(("file:", "data:")) for url in desktop.asked)
    assert page.evaluate("[window.broken, document.title.includes('alert')]") == [None, False]
    found = page.evaluate("""[...document.querySelectorAll('article.bd-article, article.bd-article *')].filter(e =>
        e.matches('script, iframe, object, embed, form, style, math, .math, .error, .problematic') ||
        [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*(javascript|data|https?):/i.test(a.value))
        ).map(e => e.outerHTML)""")
    assert [html for html in found if html not in OURS and not html.startswith('<form action="search.html"')] == []


def test_nothing_is_included_and_nothing_hidden_stays_hidden(hostile):
    for file in [*hostile.glob("*.html"), hostile / "search_index.js"]:
        text = file.read_text(encoding="utf-8")
        assert SECRET not in text, file.name
        assert [c for c in text if is_hidden(c)] == [], file.name


@pytest.mark.parametrize("name, wholes", [
    ("01_corpus", ["报{}", "市{}", "省{}"]), ("03_topic_clusters", ["市{}"]),
    ("06_city_comparison", ["市{0} (city {0})"]), ("index", ["市{0} (city {0})"]), ("glossary", ["市{}", "shì {}", "city {}", "of {}"])])
def test_hostile_text_is_shown_as_it_stands(hostile, desktop, name, wholes):
    shown = desktop.open(hostile / f"{name}.html").evaluate("document.querySelector('article.bd-article').textContent")
    assert [(kind, whole) for kind, text in PAYLOADS.items() for whole in wholes if whole.format(reveal(text)) not in shown] == []


@pytest.mark.parametrize("name", ["01_corpus", "03_topic_clusters"])
def test_hostile_headlines_are_shown_as_they_were_read(hostile, desktop, name, tmp_path):
    articles = tifa.first_printings(tifa.read_articles(write_hostile(tmp_path)))
    headlines = articles.headline[articles.page.str.startswith("0_rows")]  # what is HTML of a cell was read as HTML
    assert len(headlines) > 15 and headlines.str.contains("<svg onload=alert(3)>", regex=False).any()
    shown = desktop.open(hostile / f"{name}.html").evaluate("document.querySelector('article.bd-article').textContent")
    assert [headline for headline in headlines if reveal(headline) not in shown] == []


def test_a_hostile_readme_is_shown_without_what_it_asks_for(hostile, desktop):
    shown = desktop.open(hostile / "datasheet.html").evaluate("document.querySelector('article.bd-article').textContent")
    for text in ("<script>alert(1)</script>", "<svg onload=alert(3)>", "[读](javascript:alert(5))", "链 (https://example.org/x)", "{eval}6*7",
                 "```{include} ", ":::{include} ", "<script>window.broken=7</script>", ".. include:: ", "{{ 6*7 }}", "$x^2$", "⟨U+001B⟩[31m"):
        assert text in shown, text


def test_a_search_finds_hostile_text_and_runs_none(hostile, desktop):
    page = desktop.open(hostile / "search.html", "?q=onerror")
    assert "<img src=x onerror=alert(2)>" in page.inner_text("#tifa-found ul:not(.tifa-tried)")
    assert page.query_selector_all("#tifa-found img") == [] and desktop.dialogs == [] and desktop.complaints == []


def test_figures_of_a_hostile_corpus_name_what_they_cannot_draw(hostile):
    drawn = (hostile.parent / "figures" / "01_lengths.svg").read_text(encoding="utf-8")
    assert 'id="tifa-lacking"' in drawn and f"U+{ord(LACKED):04X}" in drawn and LACKED not in drawn
