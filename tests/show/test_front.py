"""What the front page opens with."""

import pandas as pd
import pytest
from hostile import PAYLOADS

import tifa
from tifa.show.markup import escape

GLOSSARY = pd.DataFrame({"term": ["甲城"], "gloss": ["Seatown"]})


def make_systems(*rows):
    table = pd.DataFrame(rows, columns=["city", "system", "articles", "measures", "slogans"])
    return table.astype({"measures": int} | dict.fromkeys(["city", "system", "articles", "slogans"], "str"))


@pytest.fixture
def articles(make_articles):
    return make_articles(("甲城", "渔船"), ("甲城", "码头"), ("乙城", "茶园"), ("", "公路"))


def test_each_city_has_its_largest_system_and_three_formulations(articles):
    systems = make_systems(("甲城", "小改革", "p1/1", 5, "一船一档"), ("甲城", "大改革", "p2/1", 9, "两件事|三件事|四件事"))
    text = tifa.show.show_answer(articles, systems, GLOSSARY).data
    assert escape("甲城 (Seatown)") in text and "大改革" in text and "小改革" not in text
    assert all(slogan in text for slogan in ("两件事", "三件事", "四件事")) and "一船一档" not in text
    assert f"<b>{tifa.show.inline('乙城')}</b>: no reform system.</li>" in text


def test_pages_and_articles_are_counted_where_the_city_is_known(articles):
    text = tifa.show.show_answer(articles, make_systems(), GLOSSARY).data
    assert "3 newspaper pages of 2 cities hold 3 articles." in text and "<b>0 reform systems</b>" in text


def test_a_blank_in_a_pages_name_makes_no_second_article(articles):
    systems = make_systems(("甲城", "一", "my page/1", 5, ""), ("甲城", "二", "my page/2 my page/3", 5, ""))
    assert "; 1 of more than one article)" in tifa.show.show_answer(articles, systems, GLOSSARY).data


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_text_of_the_corpus_is_escaped(articles, payload):
    payload = payload.replace("|", "")  # it parts formulations
    articles = articles.assign(city=articles.city.replace("甲城", payload))
    glossary = pd.DataFrame({"term": [payload], "gloss": [payload]})
    text = tifa.show.show_answer(articles, make_systems((payload, payload, "p1/1", 5, payload)), glossary).data
    assert text.count(escape(f"{payload} ({payload})")) == 3 and payload not in text
