"""The views of newspaper pages in a real browser: addresses, panel, keyboard, phone, print, hostile text."""

import shutil
from pathlib import Path

import pytest
from hostile import PAYLOADS, SECRET, write_hostile

import tifa
from tifa.compare.addresses import page_file
from tifa.compare.glossary import read_glossary
from tifa.show.markup import is_hidden, reveal
from tifa.site import report
from tifa.site.page_views import write_page_views

KINDS = ["slogans", "measures", "indicators"]
ROOT = Path(__file__).resolve().parents[2]
PAGE = "003_c1eac3b41c0a86c0"
LIGHT_UP = """async (names) => {
  const lit = [];
  for (const name of names) {
    const arrived = new Promise((go) => addEventListener("hashchange", go, { once: true }));
    location.hash = name;
    await arrived;
    lit.push([...document.querySelectorAll(".tifa-lit")].map((mark) => mark.textContent).join(""));
  }
  return lit;
}"""


def bare(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A site of nothing but views: of the seeds, and of a corpus whose every field tries to be more than text."""
    folder = tmp_path_factory.mktemp("views")
    pages = write_hostile(folder)
    for file in (ROOT / "seeds").glob("*.txt"):
        shutil.copy(file, pages)
    source = folder / "work" / "source"
    report.copy_settings(ROOT, source)
    (source / "index.md").write_text("# Front\n\n```{toctree}\nnewspaper_pages\n```\n", encoding="utf-8")
    tables = tifa.extract(pages)
    write_page_views(source, tables)
    site = folder / "work" / "site"
    report._render(source, site)
    report.finish_pages(site)
    report.write_search(site, tables, read_glossary())
    report._cut_font(site)
    return tables, site


@pytest.fixture
def view(built, desktop):
    """A page of the seeds, opened; what the browser complains of fails the test."""
    yield desktop.open(built[1] / page_file(PAGE))
    assert desktop.complaints == [] and all(url.startswith("file:") for url in desktop.asked)


def panel(page):
    """What the panel tells, empty when it is closed."""
    page.wait_for_timeout(450)
    return page.inner_text(".tifa-panel") if page.is_visible(".tifa-panel") else ""


def test_every_page_has_a_view_that_the_list_leads_to(built, desktop):
    tables, site = built
    page = desktop.open(site / "newspaper_pages.html")
    links = page.eval_on_selector_all(".tifa-pages a", "all => all.map(a => a.getAttribute('href'))")
    assert {link.partition("#")[0] for link in links} == {page_file(name) for name in tables.pages.page}
    assert sum("#article-" in link for link in links) == len(tables.articles)
    assert [fault for fault in report.check_site(site) if "reforms.html" not in fault] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_address_lights_up_the_characters_of_its_row(built, desktop, kind):
    tables, site = built
    table = getattr(tables, kind)
    for name in [PAGE, *(name for name in table.page.unique() if name[:2] in ("14", "15", "18"))]:
        page, own = desktop.open(site / page_file(name)), table[table.page == name].drop_duplicates(["start", "end"])
        lit = page.evaluate(LIGHT_UP, [f"c{row.start}-{row.end}" for row in own.itertuples()])
        assert [bare(text) for text in lit] == [bare(reveal(text)) for text in own.text]


def test_an_address_without_an_anchor_lights_up_its_characters_too(built, desktop):
    tables, site = built
    text = tables.pages.set_index("page").text[PAGE]
    page = desktop.open(site / page_file(PAGE), "#c1203-1391")
    assert page.query_selector("#c1203-1391") is None
    assert bare("".join(page.eval_on_selector_all(".tifa-lit", "all => all.map(m => m.textContent)"))) == bare(text[1203:1391])
    top = page.query_selector(".tifa-lit").bounding_box()["y"]
    assert 0 < top < 900
    assert page.evaluate(LIGHT_UP, ["c999999-1000000", "elsewhere"]) == ["", ""]


def test_a_long_stretch_is_ruled_at_the_side_and_not_painted(built, desktop):
    tables, site = built
    page = desktop.open(site / page_file(PAGE), "#c1155-1377")
    lit = page.locator(".tifa-lit")
    assert 0 < lit.first.bounding_box()["y"] < 300
    assert lit.evaluate_all("all => all.every(m => getComputedStyle(m).backgroundColor === 'rgba(0, 0, 0, 0)')")
    ruled = page.eval_on_selector_all(".tifa-line > p", "all => all.filter(p => getComputedStyle(p).boxShadow !== 'none').length")
    assert 0 < ruled == page.locator(".tifa-line:has(.tifa-lit)").count()


def test_pointing_at_a_mark_shows_its_rows_and_leaving_closes_them(view):
    mark = view.query_selector(".tifa-line .tifa-mark.measures.slogans")
    mark.hover()
    told = panel(view)
    assert "measure" in told and "formulation" in told and mark.inner_text() in told
    view.mouse.move(5, 5)
    assert panel(view) == ""


def test_a_click_keeps_the_panel_until_it_is_closed(view):
    view.click(".tifa-line .tifa-mark.indicators")
    view.mouse.move(5, 5)
    assert "value" in panel(view)
    view.click(".tifa-panel button")
    assert panel(view) == ""
    view.click(".tifa-reform >> nth=0")
    assert "reform 1" in panel(view) and "card" in panel(view)
    view.click("article h1")
    assert panel(view) == ""


def test_the_keyboard_reaches_marks_opens_and_closes(view):
    view.focus(".tifa-line .tifa-mark.slogans")
    view.keyboard.press("Tab")
    first = view.evaluate("document.activeElement.dataset.rows")
    assert first and panel(view)
    assert view.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for key in ("Enter", " "):
        view.keyboard.press(key)
        assert view.evaluate("document.activeElement.className") == "tifa-panel"
        view.keyboard.press("Escape")
        assert panel(view) == "" and view.evaluate("document.activeElement.dataset.rows") == first
    view.keyboard.press("Tab")
    assert panel(view) and view.evaluate("document.activeElement.dataset.rows") != first


def test_the_panel_leads_to_the_list_and_the_list_back_to_the_mark(view):
    view.click(".tifa-line .tifa-mark.indicators")
    text = view.inner_text(".tifa-panel li >> nth=0")
    view.click(".tifa-panel li >> text=in the list below")
    row = view.locator(view.evaluate("location.hash"))
    assert row.is_visible() and row.inner_text().split("\n")[0] in text and panel(view) == ""
    row.locator("a").first.click()
    assert view.locator(".tifa-lit").first.is_visible()


def test_without_script_marks_stand_and_lead_to_their_rows(built, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((built[1] / page_file(PAGE)).as_uri())
    mark = page.locator(".tifa-line .tifa-mark.measures").first
    row = page.locator(mark.get_attribute("href"))
    assert mark.get_attribute("tabindex") is None and row.count() == 1
    mark.click()
    assert page.url.endswith(mark.get_attribute("href"))
    context.close()


def test_on_a_phone_nothing_is_cut_and_the_panel_stands_at_the_foot(built, phone):
    for file in built[1].glob("pages/*.html"):
        page = phone.open(file)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, file.name
    page = phone.open(built[1] / page_file(PAGE))
    page.locator(".tifa-line .tifa-mark.measures").nth(3).click()
    assert panel(page)
    box = page.locator(".tifa-panel").bounding_box()
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 900)
    shown = page.locator(".tifa-shown").bounding_box()
    assert shown["y"] + shown["height"] < box["y"]
    cut = page.evaluate("""[...document.querySelectorAll(".tifa-line > p, .tifa-reform, .tifa-bracket")].filter((e) => {
      const box = e.getBoundingClientRect(); return box.left < 0 || box.right > 390; }).length""")
    assert cut == 0


def test_brackets_begin_and_end_near_their_characters(view):
    off = view.evaluate("""() => [...document.querySelectorAll(".tifa-line")].flatMap((line) =>
      [...line.querySelectorAll(".tifa-bracket.opens")].map((bracket) => {
        const box = line.querySelector("p").getBoundingClientRect(), own = bracket.getBoundingClientRect();
        return own.top < box.top - 1 || own.bottom > box.bottom + 20; })).filter(Boolean).length""")
    assert off == 0


def test_in_print_marks_and_brackets_stay_and_the_panel_goes(view):
    view.click(".tifa-line .tifa-mark.indicators")
    view.emulate_media(media="print")
    assert not view.is_visible(".tifa-panel")
    assert view.is_visible(".tifa-bracket") and view.is_visible(".tifa-reform")
    kinds = {kind: view.eval_on_selector(f".tifa-line .tifa-mark.{kind}", f"e => getComputedStyle(e).{told}") for kind, told in
             {"slogans": "textDecorationLine", "measures": "borderTopStyle", "indicators": "borderBottomStyle"}.items()}
    assert kinds == {"slogans": "underline", "measures": "solid", "indicators": "dotted"}


# --- a corpus whose every field tries to be more than text --------------------------------------------------


def test_nothing_of_a_hostile_page_runs_and_all_of_it_is_shown(built, desktop):
    tables, site = built
    for row in tables.pages.itertuples():
        page = desktop.open(site / page_file(row.page))
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        if page.query_selector(".tifa-mark"):
            page.evaluate("document.querySelectorAll('.tifa-line [data-rows]').forEach(mark => mark.click())")
        found = page.evaluate("""[...document.querySelectorAll('article.bd-article, article.bd-article *')].filter(e =>
            e.matches('script, iframe, object, embed, form, style, math, .math, .error, .problematic, img, svg') ||
            [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*(javascript|data|https?):/i.test(a.value))
            ).map(e => e.outerHTML)""")
        assert found == [] and page.evaluate("window.broken") is None
        shown = page.eval_on_selector_all(".tifa-line > p", "all => all.map(p => p.textContent)")
        assert bare(reveal("".join(shown))) == bare(reveal(row.text)), row.page
    assert desktop.dialogs == [] and desktop.complaints == [] and all(url.startswith("file:") for url in desktop.asked)


def test_nothing_is_included_and_nothing_hidden_stays_hidden(built):
    for file in built[1].rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert SECRET not in text and [c for c in text if is_hidden(c)] == [], file.name


def test_what_is_known_of_a_hostile_page_is_told_as_it_stands(built, desktop):
    shown = desktop.open(built[1] / "newspaper_pages.html").evaluate("document.querySelector('.tifa-pages').textContent")
    assert all(f"{name}{reveal(text)}" in shown for text in PAYLOADS.values() for name in ("报", "市", "省"))
