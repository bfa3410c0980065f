"""The cards of reforms in a real browser, opened from disk: filters, links, a phone."""

import re

import pytest

import tifa
from tifa.compare import group_systems
from tifa.show import show_reforms

HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Reforms</title>'


@pytest.fixture(scope="module")
def file(corpus, tmp_path_factory):
    systems = group_systems(corpus.systems, corpus.articles)
    html = show_reforms(systems, corpus.articles, corpus.pages, corpus.slogans, corpus.measures, corpus.indicators).data
    file = tmp_path_factory.mktemp("cards") / "reforms.html"
    file.write_text(f"{HEAD}<body><main><h1>Reforms</h1>{html}</main></body></html>", encoding="utf-8")
    return file


@pytest.fixture
def page(desktop, file):
    yield desktop.open(file)
    assert desktop.complaints == []


def shown(page):
    return page.eval_on_selector_all(".tifa-card", "all => all.filter(c => c.offsetParent).map(c => c.querySelector('h2').textContent)")


def cities(page):
    return page.eval_on_selector_all(".tifa-card", "all => all.filter(c => c.offsetParent).map(c => c.querySelector('.city').textContent)")


def test_a_city_and_a_theme_leave_their_cards_and_tell_how_many(page):
    every = len(shown(page))
    assert page.inner_text("output") == f"{every} reforms"
    page.select_option("select[name=city]", "宜昌")
    some = len(shown(page))
    assert 0 < some < every and all("宜昌" in city for city in cities(page))
    assert page.inner_text("output") == f"{some} of {every} reforms"
    page.select_option("select[name=theme]", "public health")
    assert 0 < len(shown(page)) < some and all("public health" in city for city in cities(page))


def test_a_word_is_found_anywhere_on_a_card_in_chinese_and_in_english(page):
    every = len(shown(page))
    for word in ("滨海县", "三医联动", "党的二十届三中全会", "TREASURE (money)"):  # place, formulation, quote, instrument
        page.fill("input[name=word]", word)
        assert 0 < len(shown(page)) < every
    for label in ("Cite this", "on its page in"):
        page.fill("input[name=word]", label)
        assert shown(page) == []
    page.fill("input[name=word]", "county MEDICAL consortium")
    assert "紧密型县域数字化医共体" in shown(page)
    page.fill("input[name=word]", "无此名")
    assert shown(page) == [] and page.inner_text("output").startswith("0 of ")


def test_the_state_stands_in_the_address_and_comes_back_with_it(page, desktop, file):
    page.select_option("select[name=city]", "淮北")
    page.fill("input[name=word]", "模式")
    wanted, address = shown(page), page.evaluate("location.hash")
    desktop.open(file)
    page.goto("about:blank")
    assert shown(desktop.open(file, address)) == wanted and len(wanted) > 1
    page.goto("about:blank")
    desktop.open(file, "?city=淮北&word=模式")
    assert shown(page) == wanted
    page.goto("about:blank")
    desktop.open(file, "#city=无此城")
    assert len(shown(page)) > len(wanted)


def test_a_list_shows_its_longest_entry(page):
    for name in ("city", "theme"):
        assert page.eval_on_selector(f"select[name={name}]", """select => {
          const wide = select.cloneNode(true); wide.style.cssText = "width: max-content; max-width: none";
          select.after(wide); const fits = select.offsetWidth >= wide.offsetWidth; wide.remove(); return fits; }""")


def test_a_link_to_a_card_opens_it_though_it_is_filtered(page):
    last = page.eval_on_selector_all(".tifa-card[id]", "all => all.at(-1).id")
    page.fill("input[name=word]", "信号灯")
    page.evaluate("id => { location.hash = id; }", last)
    page.wait_for_function("id => document.getElementById(id).offsetParent", arg=last)
    assert page.input_value("input[name=word]") == ""


@pytest.mark.parametrize("reform", ["慢病信号灯", "网格化服务管理创新"])
def test_a_card_that_an_address_names_is_in_sight(page, desktop, file, reform):
    card = page.evaluate("name => [...document.querySelectorAll('.tifa-card')].find(c => c.textContent.includes(name) && c.id).id", reform)
    page.goto("about:blank")
    desktop.open(file, f"#{card}")
    page.wait_for_timeout(300)
    top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", card)
    assert 0 <= top < 400


def test_the_larger_reform_is_one_click_away(page):
    page.click(".tifa-card:has(h2:has-text('慢病信号灯')) .kin a")
    page.wait_for_timeout(300)
    target = page.evaluate("document.querySelector(':target').closest('.tifa-card').querySelector('h2').textContent")
    assert target == "紧密型县域数字化医共体"


def test_a_keyboard_reaches_filters_and_folds(page):
    page.focus("select[name=city]")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("信号灯")
    assert 0 < len(shown(page)) < 5
    page.focus(".tifa-card:not([hidden]) summary:text('Cite this')")
    page.keyboard.press("Enter")
    assert re.search(r"characters [\d, -]+; tifa " + re.escape(tifa.__version__), page.inner_text(".tifa-card:not([hidden])"))


@pytest.mark.parametrize("width", [360, 390])
def test_on_a_phone_a_value_keeps_to_its_line(phone, file, width):
    page = phone.open(file)
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('.tifa-card').forEach(c => c.style.contentVisibility = 'visible')")
    heights = page.eval_on_selector_all("figure b", "all => all.map(b => b.getBoundingClientRect().height)")
    assert heights and max(heights) < 30
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("unfold", [False, True])
def test_on_a_phone_cards_scroll_down_only(phone, file, unfold):
    page = phone.open(file)
    page.evaluate("open => document.querySelectorAll('details').forEach(d => d.open = open)", unfold)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("[...document.querySelectorAll('.tifa-card')].every(c => c.scrollWidth <= c.clientWidth + 1)")


def test_in_print_nothing_is_folded(page):
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("[...document.querySelectorAll('details')].every(d => d.open)")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.evaluate("[...document.querySelectorAll('details')].some(d => d.open)")


def test_without_script_every_card_is_there(browser, file):
    page = browser.new_page(java_script_enabled=False)
    page.goto(file.as_uri())
    assert page.locator(".tifa-card:visible").count() == page.locator(".tifa-card").count() > 50
    assert not page.locator(".filters").is_visible()
    page.close()


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_keeps_anyone_out(page, dark):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme="dark" if dark else "light")
    page.evaluate("""document.querySelectorAll('details').forEach(d => d.open = true);
                     document.querySelectorAll('.tifa-card').forEach(c => c.style.contentVisibility = 'visible')""")
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found if fault["impact"] in ("serious", "critical")] == []
