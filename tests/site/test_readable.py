"""The site can be read: on a wide screen and a phone, in the light and in the dark, on paper, by keyboard and by ear."""

import pypdfium2
import pytest

from tifa.site.finish import finish_pages

# Of what is all of one form axe sees a few; for the hundreds that some pages have it takes minutes
FEW = {"dl.py": 3, ".tifa-card": 4, ".tifa-article": 2, "tbody tr": 12, "details li": 20}
KEEP_FEW = """few => {
    for (const [kind, n] of Object.entries(few)) {
        const parents = new Set([...document.querySelectorAll(kind)].map(one => one.parentElement));
        for (const parent of parents) [...parent.children].filter(one => one.matches(kind)).slice(n).forEach(one => one.remove());
    }
}"""
ONE_OF_EACH = ["index.html", "reforms.html", "06_city_comparison.html", "newspaper_pages.html", "glossary.html", "api.html", "search.html"]
# What no part of the page may be narrower than: (table or scroller, its width, the room it has)
CUT_OFF = """() => [...document.querySelectorAll('article.bd-article table')].map(table => {
    const box = table.closest('.tifa-scroll, .pst-scrollable-table-container') || table;
    return [table.className + ': ' + table.innerText.slice(0, 60), Math.max(table.scrollWidth, box.scrollWidth), box.clientWidth, box.tabIndex];
}).filter(([, width, room]) => width > room + 1)"""
UNMARKED = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), unmarked = [];
    while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement;
        if (/[\\u3400-\\u9fff]/.test(texts.currentNode.data) && !parent.closest('pre, code, script, style, option') &&
            !parent.closest('[lang]').lang.startsWith('zh')) unmarked.push(texts.currentNode.data);
    }
    return unmarked;
}"""


def dress(page, mode):
    """Put a page into the light or the dark, as the theme's own button does."""
    page.evaluate("mode => Object.assign(document.documentElement.dataset, {mode, theme: mode})", mode)
    page.wait_for_timeout(400)  # colours fade in


def names(site):
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def test_no_table_is_cut_off(site, desktop):
    assert {name: cut for name in names(site) if (cut := desktop.open(site / name).evaluate(CUT_OFF))} == {}


def test_a_table_that_scrolls_on_a_phone_is_reached_by_the_keyboard(site, phone):
    for name in names(site):
        assert [cut for cut in phone.open(site / name).evaluate(CUT_OFF) if cut[-1] != 0] == [], name


def test_on_a_phone_a_row_is_a_card_that_says_what_its_cells_are(site, phone):
    page = phone.open(site / "index.html")
    cell = page.query_selector(".tifa-table td")
    assert cell.evaluate("cell => [getComputedStyle(cell).display, getComputedStyle(cell.parentElement).display]") == ["block", "block"]
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content").strip('"') == cell.get_attribute("data-label") != ""


def test_a_row_of_a_table_is_read_out_with_its_headings(site, desktop):
    page = desktop.open(site / "index.html")
    assert page.eval_on_selector_all(".tifa-table thead th", "all => all.map(th => th.scope)") == ["col"] * 4
    assert set(page.eval_on_selector_all(".tifa-table tbody tr", "all => all.map(tr => tr.cells[0].scope)")) == {"row"}
    assert all(page.eval_on_selector_all(".tifa-scroll", "all => all.map(box => box.tabIndex === 0 && box.ariaLabel)"))


@pytest.mark.parametrize("width, mode", [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_serious(site, browser, width, mode):
    """Contrast is among its rules; moderate findings do not count."""
    from axe_playwright_python.sync_playwright import Axe

    page, found = browser.new_page(viewport={"width": width, "height": 900}), {}
    views = [name for name in names(site) if name.startswith("pages/")]
    every = [name for name in names(site) if name not in views[1:]]  # the views of pages are of one form
    for name in ONE_OF_EACH if mode == "light" else every:
        page.goto((site / name).as_uri())
        page.wait_for_load_state("load")
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        page.evaluate(KEEP_FEW, FEW)
        dress(page, mode)
        # without preload: it asks for the style sheets anew, which file:// forbids
        answer = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response
        found |= {f"{name}: {fault['id']}": [node["target"] for node in fault["nodes"]]
                  for fault in answer["violations"] if fault["impact"] in ("serious", "critical")}
    page.close()
    assert found == {}


def test_a_page_has_one_title_and_says_its_languages(site, desktop):
    for name in names(site):
        page = desktop.open(site / name)
        assert page.locator("h1").count() == 1 and page.locator("html").get_attribute("lang") == "en", name
        assert page.evaluate(UNMARKED) == [], name


def test_the_keyboard_skips_to_the_text(site, desktop):
    page = desktop.open(site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(location.hash).contains(document.querySelector('h1'))")


def test_code_is_folded_and_opened_by_one_click(site, desktop):
    page = desktop.open(site / "02_term_frequencies.html")
    cells = page.locator(".tifa-code .cell_input")
    assert cells.count() > 5 and not cells.first.is_visible()
    page.locator(".tifa-code summary").first.click()
    assert cells.first.is_visible() and not cells.last.is_visible()
    page.get_by_role("button", name="Show all code").click()
    assert cells.last.is_visible()
    page.get_by_role("button", name="Hide all code").click()
    assert not cells.first.is_visible()


def test_figures_are_white_cards_in_the_dark(site, desktop):
    page = desktop.open(site / "index.html")
    dress(page, "dark")
    looks = page.eval_on_selector("article img", "img => { const s = getComputedStyle(img); return [s.backgroundColor, s.filter]; }")
    assert looks == ["rgb(255, 255, 255)", "none"]


def test_on_paper_there_is_the_text_alone_and_all_of_it(site, desktop, tmp_path):
    page = desktop.open(site / "06_city_comparison.html")
    dress(page, "dark")
    page.pdf(path=tmp_path / "a.pdf", format="A4")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"  # as it was before
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    text = "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    assert "Cities compared" in pdf[0].get_textpage().get_text_range()
    assert "Show all code" not in text and "Skip to main" not in text and "import tifa" not in text
    assert min(pdf[0].render(scale=0.2).to_pil().convert("L").getcolors(), key=lambda many: -many[0])[1] > 240  # mostly white


@pytest.mark.parametrize("name", ["05_measures_and_indicators", "06_city_comparison", "data_dictionary", "api"])
def test_on_paper_nothing_is_cut_off(site, browser, name):
    page = browser.new_page(viewport={"width": 690, "height": 980})  # A4 less its margins
    page.goto((site / f"{name}.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 690
    assert not page.locator(".bd-sidebar-primary").is_visible() and not page.locator(".bd-sidebar-secondary").is_visible()
    page.close()


@pytest.mark.parametrize("name", ["index", "06_city_comparison", "reforms"])
def test_on_paper_nothing_is_folded_but_code(site, browser, name):
    page = browser.new_page()
    page.goto((site / f"{name}.html").as_uri())
    opened = "[...document.querySelectorAll('.bd-article details:not(.tifa-code)')].map(fold => fold.open)"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(opened) and all(page.evaluate(opened))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not any(page.evaluate(opened))
    page.close()


@pytest.mark.parametrize("given, made", [
    ("<p>提法 and 八个“统一”。</p>", '<p><span lang="zh-Hans">提法</span> and <span lang="zh-Hans">八个“统一</span>”。</p>'),
    ("<p>a<b>b</b>改</p>", '<p>a<b>b</b><span lang="zh-Hans">改</span></p>'),
    ('<td lang="zh-Hans">改</td>', '<td lang="zh-Hans">改</td>'), ("<pre>改</pre>", "<pre>改</pre>"),
    ("<p>&lt;改&gt; &amp;</p>", '<p>&lt;<span lang="zh-Hans">改</span>&gt; &amp;</p>'),
    ('<a href="#改" title="革&lt;">x</a>', '<a href="#%E6%94%B9" title="革&lt;">x</a>'),  # the same address to a browser
    ("<style>a > b {}</style>", "<style>a > b {}</style>")])
def test_only_what_is_chinese_is_marked_and_nothing_else_changes(tmp_path, given, made):
    given, made = (f"<table><tr>{html}</tr></table>" if html.startswith("<td") else html for html in (given, made))
    (tmp_path / "a.html").write_text(f"<html><body>{given}</body></html>", encoding="utf-8")
    finish_pages(tmp_path)
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == f"<!DOCTYPE html>\n<html><body>{made}</body></html>"


def test_cells_that_show_nothing_are_folded_with_the_next(tmp_path):
    cell = '<div class="cell"><div class="cell_input">{}</div>{}</div>'
    cells = cell.format("one", "") + cell.format("two", "<p>out</p>") + cell.format("three", "")
    (tmp_path / "a.html").write_text(f"<html><body>{cells}</body></html>", encoding="utf-8")
    finish_pages(tmp_path)
    made = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert made.count("<details") == 2 and made.index("one") < made.index("two") < made.index("</details>") < made.index("three")
