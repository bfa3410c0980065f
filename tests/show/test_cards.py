"""Cards of reforms: nothing that stands inside is missing, links lead on, order, hostile text."""

import re

import lxml.html
import pandas as pd
import pytest

import tifa
from hostile import PAYLOADS, write_hostile
from tifa.compare import group_systems, place_in_systems, read_accuracy
from tifa.compare.addresses import card_address, mark_address
from tifa.compare.scores import read_spans
from tifa.show import show_reforms
from tifa.show.markup import reveal

CALM = "0-40"


def show(corpus, systems=None, **more):
    systems = group_systems(corpus.systems, corpus.articles) if systems is None else systems
    tables = corpus._asdict() | more
    shown = show_reforms(systems, *(tables[name] for name in ("articles", "pages", "slogans", "measures", "indicators")))
    return lxml.html.fromstring(f"<div>{shown.data}</div>")


def classed(root, name):
    return root.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def names(root):
    return [card.find(".//h2").text_content() for card in classed(root, "tifa-card")]


def to(row):
    return mark_address(row.page, row.start, row.end)


def at(root, row):
    """The part of a card that tells a row of ``systems``."""
    found = root.xpath("//*[@id=$anchor]", anchor=card_address(row.page, row.article, row.system).partition("#")[2])
    assert len(found) == 1
    return found[0]


@pytest.fixture(scope="module")
def systems(corpus):
    return group_systems(corpus.systems, corpus.articles)


@pytest.fixture(scope="module")
def cards(corpus, systems):
    return show(corpus, systems)


def made(corpus, *rows):
    """Systems of the first article of the seeds: (name, {column: text})."""
    first, columns = corpus.articles.iloc[0], ["alt_names", "place", "date", "actor", "within", "parts", "evidence"]
    table = [dict.fromkeys(columns, "") | dict(page=first.page, article=first.article, system=i, name=name, reform=name, spans=CALM,
             start=0, end=40, city="甲城") | told for i, (name, told) in enumerate(rows, 1)]
    return pd.DataFrame(table)


# --- what stands on a card ---------------------------------------------------------------------------------------


def test_every_row_has_its_place_and_its_passages(cards, systems, corpus):
    texts = dict(zip(corpus.pages.page, corpus.pages.text))
    for row in systems.itertuples():
        part = at(cards, row)
        quoted = "".join(quote.text_content() for quote in part.iter("blockquote"))
        links = set(part.xpath(".//blockquote//a/@href"))
        for start, end in read_spans(row.spans):
            assert texts[row.page][start:end] in quoted
            assert mark_address(row.page, start, end) in links


def test_a_quote_leads_to_what_it_quotes_and_the_source_to_the_page(cards, systems, corpus):
    texts = dict(zip(corpus.pages.page, corpus.pages.text))
    for row in systems.itertuples():
        quote = next(at(cards, row).iter("blockquote"))
        start, end = map(int, re.search(r"#c(\d+)-(\d+)$", quote.find("a").get("href")).groups())
        assert quote.find("span").text_content().removesuffix(" …") == texts[row.page][start:end]
        source = next(dt.getnext() for dt in at(cards, row).iter("dt") if dt.text == "Source:")
        assert source.find("a").get("href") == mark_address(row.page, *read_spans(row.spans)[0])


@pytest.mark.parametrize("table", ["measures", "indicators"])
def test_every_measure_and_figure_inside_is_listed_and_linked(cards, systems, corpus, table):
    inside = place_in_systems(getattr(corpus, table), systems)
    assert len(inside) > 50
    for row in inside.itertuples():
        links = [a for a in at(cards, row).iter("a") if a.get("href") == to(row)]
        assert links
        if table == "measures":
            item = next(a.getparent().text_content() for a in links if a.text_content() == row.text)
            assert item == f"{row.text} {' · '.join(filter(None, (row.status, row.actor)))}"


def test_every_formulation_inside_is_listed_once(cards, systems, corpus):
    inside = place_in_systems(corpus.slogans, systems)
    for _, own in inside.groupby(["page", "article", "system"]):
        links = at(cards, own.iloc[0]).xpath(".//ul[@class='flow']//a")
        told = [a.text_content() for a in links if a.get("href") in set(map(to, own.itertuples()))]
        assert set(own.text) <= set(told)


def test_links_lead_to_cards_that_are_there_or_to_marks(cards):
    ids = set(cards.xpath("//@id"))
    for address in cards.xpath("//a/@href"):
        assert address[1:] in ids if address[0] == "#" else re.fullmatch(r"pages/[\w-]+\.html#c\d+-\d+", address), address


def test_a_reform_leads_to_the_larger_one_and_back(cards, systems):
    row = next(row for row in systems.itertuples() if "慢病信号灯" in row.name)
    up = at(cards, row).xpath(".//p[@class='kin']/a")
    assert [a.text_content() for a in up] == [row.within]
    larger = cards.xpath("//*[@id=$anchor]", anchor=up[0].get("href")[1:])[0]
    assert f"#{at(cards, row).get('id')}" in larger.xpath(".//p[@class='kin']/a/@href")


@pytest.mark.parametrize("date, label", [
    ("近年来", "Told as:"), ("今年", "Told as:"), ("近三年", "Told as:"), ("8月27日", "Date:"), ("到2022年", "Date:"), ("二〇二一年", "Date:"),
    ("", "Date:")])
def test_a_vague_word_is_no_date_and_what_is_not_told_is_called_so(corpus, date, label):
    pages = corpus.pages.assign(date="2021-05-01")
    root = show(corpus, made(corpus, ("船队", {"date": date})), pages=pages)
    assert [(dt.text, dt.getnext().text_content()) for dt in root.iter("dt")][:4] == [
        ("Place:", "not told"), ("Actor:", "not told"), (label, date or "not told"), ("Printed:", "2021-05-01")]
    assert root.xpath("//div[@class='field']/b/text()") == []


def test_it_can_be_cited(cards, systems):
    row = systems.iloc[0]
    told = classed(at(cards, row), "tifa-cite")[0].text_content()
    for word in (row.page, f"article {row.article}", row.spans.replace(";", ", "), f"tifa {tifa.__version__}"):
        assert word in told


def test_glosses_tell_what_a_name_means(corpus, systems):
    glossary = pd.DataFrame({"term": ["慢病信号灯"], "pinyin": [""], "gloss": ["traffic light"], "note": ["by risk"]})
    tables = corpus.articles, corpus.pages, corpus.slogans, corpus.measures, corpus.indicators
    root = lxml.html.fromstring(f"<div>{show_reforms(systems, *tables, glossary=glossary).data}</div>")
    assert [line.text_content() for line in classed(root, "gloss")] == ["慢病信号灯 traffic light: by risk"]


def test_chinese_is_told_to_be_chinese(cards):
    for element in cards.iter():
        if element.tag not in ("style", "script", "option") and re.search("[一-龥]", element.text or ""):
            assert element.xpath("ancestor-or-self::*[@lang='zh']"), element.text


# --- before and after --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before, after, widths, margins", [
    (10, 40, [25, 100], [0, 0]), (40, 10, [100, 25], [0, 0]), (-5, 5, [50, 50], [0, 50]), (0, 0, [0, 0], [0, 0]),
    (-4, -1, [100, 25], [0, 75])])
def test_bars_are_as_long_as_what_they_tell(corpus, before, after, widths, margins):
    own = made(corpus, ("船队", {}))
    figure = dict(page=own.page[0], article=1, text="船", metric="船", value=float(after), unit="条", year=2021, base_value=float(before),
                  base_year=None, kind="level", start=3, end=5, note="")
    root = show(corpus, own, indicators=pd.DataFrame([figure]))
    styles = [re.findall(r"[\d.]+", bar.get("style")) for bar in root.xpath("//figure//i")]
    assert [float(style[1]) for style in styles] == widths and [float(style[0]) for style in styles] == margins
    assert [text.split(",")[0] for text in root.xpath("//figure/div/span[1]/text()")] == ["before", "after"]


def test_a_figure_without_a_before_is_a_number(corpus):
    own = made(corpus, ("船队", {}))
    figure = dict(page=own.page[0], article=1, text="船", metric="船", value=7.0, unit="条", year=None, base_value=None, base_year=None,
                  kind="target", start=3, end=5, note="")
    root = show(corpus, own, indicators=pd.DataFrame([figure]))
    assert not root.xpath("//figure") and "船 7 条 target" in root.text_content()


# --- which cards, and in which order -----------------------------------------------------------------------------


def test_a_reform_has_a_card_in_each_city_named_as_there_at_most_length(cards, systems):
    both = systems[systems.evidence != ""]
    assert len(both) > 1
    length = lambda row: sum(end - start for start, end in read_spans(row.spans))
    for _, own in both.groupby(["reform", "city"]):
        card = {at(cards, row).xpath("ancestor-or-self::article")[0] for row in own.itertuples()}
        assert len(card) == 1
        assert card.pop().find(".//h2").text_content() == max(own.itertuples(), key=length).name
    assert len(names(cards)) == len(systems) - len(both) + len(both[["reform", "city"]].drop_duplicates())


def test_cards_of_one_reform_lead_to_each_other_and_say_what_they_share(corpus):
    shared = {"reform": "船队", "evidence": "the same name: 船队"}
    own = made(corpus, ("大船队", shared | {"alt_names": "船队与码头"}), ("船队", shared | {"city": "乙城", "alt_names": "船队与码头"}), ("桨", {}))
    own["article"] = [1, 2, 1]
    root = show(corpus, own, articles=corpus.articles.assign(page=own.page[0], article=range(1, len(corpus.articles) + 1)))
    assert names(root) == ["大船队", "桨", "船队"]
    assert classed(root, "evidence")[0].text_content() == "Also told in 乙城: 船队. The articles share the name 船队与码头."
    for line, row in zip(classed(root, "evidence"), (own.iloc[1], own.iloc[0])):
        assert line.find("a").get("href") == f"#{at(root, row).get('id')}"


def test_rows_of_one_city_share_a_card_that_says_why_once(corpus):
    shared = {"reform": "船队", "evidence": "the same name: 船队"}
    own = made(corpus, ("船队", shared), ("船队", shared)).assign(article=[1, 2])
    root = show(corpus, own, articles=corpus.articles.assign(page=own.page[0], article=range(1, len(corpus.articles) + 1)))
    assert [line.text_content() for line in classed(root, "evidence")] == ["2 articles tell of it; they share the name 船队."]


def test_rows_of_one_article_never_stand_on_one_card(corpus):
    own = made(corpus, ("船队", {"evidence": "x"}), ("船队", {"evidence": "x"}))
    assert names(show(corpus, own)) == ["船队", "船队"]


def test_larger_reforms_come_first_with_the_smaller_behind_them_city_by_city(corpus):
    own = made(corpus, ("小船", {"spans": "0-5"}), ("大船", {}), ("桨", {"within": "小船", "spans": "0-2"}), ("别处", {"city": "乙城"}),
               ("帆", {"within": "大船", "spans": "0-2"}))
    assert names(show(corpus, own)) == ["大船", "帆", "小船", "桨", "别处"]


@pytest.mark.parametrize("within, larger", [("大船", "大船"), ("巨轮", "大船"), ("旗舰", "旗舰")])
def test_the_larger_reform_goes_by_its_name_before_the_other_names_of_others(corpus, within, larger):
    own = made(corpus, ("大船", {"alt_names": "巨轮|旗舰"}), ("旗舰", {}), ("帆", {"within": within}))
    root = show(corpus, own)
    up = at(root, own.iloc[2]).xpath(".//p[@class='kin']/a/@href")
    above = own[own["name"] == larger].iloc[0]
    assert up == [f"#{at(root, above).get('id')}"]


@pytest.mark.parametrize("within", [["乙", "甲"], ["甲", ""], ["无此名", "甲"]])
def test_a_larger_reform_that_is_a_circle_or_not_there_loses_no_card(corpus, within):
    own = made(corpus, ("甲", {"within": within[0]}), ("乙", {"within": within[1]}))
    assert sorted(names(show(corpus, own))) == ["乙", "甲"]


def test_cards_say_which_cities_and_themes_they_belong_to(cards, systems):
    select = {name: [option.get("value") for option in cards.xpath(f"//select[@name='{name}']/option")] for name in ("city", "theme")}
    assert set(select["city"]) == {"", *systems.city.where(systems.city != "", "city not told")}
    for row in systems.itertuples():
        card = at(cards, row).xpath("ancestor-or-self::article")[0]
        assert (row.city or "city not told") in [select["city"][int(i)] for i in card.get("data-city").split()]
        assert all(select["theme"][int(i)] for i in card.get("data-theme").split())


def test_a_corpus_without_reforms_says_so(corpus, systems):
    assert "No reform was found" in show(corpus, systems.head(0)).text_content()


def test_how_often_a_card_is_right_is_read_and_not_typed(corpus, systems, monkeypatch):
    table = read_accuracy()
    changed = table.assign(precision=table.precision.mask(table.part == "systems", 0.91), coded_by="a ferryman")
    monkeypatch.setattr("tifa.show.cards.read_accuracy", lambda: changed)
    told = classed(show(corpus, systems), "accuracy")[0].text_content()
    assert told.count("91 in") == (table.part == "systems").sum() and told.count("a ferryman") == told.count("91 in")
    assert all(text in told for text in table.measured_on[table.part == "systems"])
    assert told.startswith("Of 100 reforms found, 91 were right")


# --- hostile and large -------------------------------------------------------------------------------------------


def test_hostile_text_stays_text(tmp_path):
    corpus = tifa.extract(write_hostile(tmp_path))
    root = show(corpus)
    assert len(classed(root, "tifa-card")) > 5
    assert [e.tag for e in root.iter("script", "style", "img", "svg", "iframe", "form", "object")].count("script") == 1
    assert not root.xpath("//img | //svg | //iframe | //form | //*[@*[starts-with(name(), 'on')]]")
    assert all(re.match("#r-|pages/", address) for address in root.xpath("//@href"))


def test_hostile_names_are_shown_as_they_stand(corpus):
    columns = ["alt_names", "place", "date", "actor", "within", "city", "evidence"]
    root = show(corpus, made(corpus, *((text, dict.fromkeys(columns, text)) for text in PAYLOADS.values())))
    assert sorted(names(root)) == sorted(map(reveal, PAYLOADS.values()))
    assert {e.tag for card in classed(root, "tifa-card") for e in card.iter()} <= set(
        "article header p h2 span b i section dl div dt dd blockquote a details summary br ul li small".split())


def test_style_and_script_stand_there_once_and_cards_are_small(cards):
    assert len(cards.xpath("//script")) == 1 and len(cards.xpath("//style")) <= 2
    sizes = [len(lxml.html.tostring(card, encoding="unicode")) for card in classed(cards, "tifa-card")]
    assert sum(sizes) / len(sizes) < 6_000
