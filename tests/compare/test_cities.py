import os

import numpy as np
import pandas as pd
import pytest

import tifa
from tifa.compare.glossary import CITY, read_beside
from tifa.knowledge import DATA, read_rows
from tifa.tables import Indicators, Measures, Slogans, Terms, make_table

SEA, TEA = "甲城", "乙城"


@pytest.fixture(scope="module")
def toy(make_articles):
    """甲城 prints of ships, 乙城 of tea, both of roads; one article has no city."""
    return make_articles(
        (SEA, "渔船 渔船 码头 公路"), (SEA, "渔船 公路 公路"), (SEA, "渔船 码头"),
        (TEA, "茶园 茶园 公路"), (TEA, "茶园 公路 春茶"),
        ("", "茶园 渔船"),
    )


def slogan_table(*rows):
    return make_table(Slogans, [dict(page=p, article=1, text=t, kind=k, items=i, start=0, end=len(t)) for p, t, k, i in rows])


def measure_table(*rows):
    return make_table(Measures, [dict(page=p, article=1, text=v + "门诊", verb=v, instrument=i, status=s, start=0, end=4) for p, v, i, s in rows])


# --- words -------------------------------------------------------------------------------------------------------


def test_a_citys_own_word_stands_out(toy):
    own = tifa.compare_terms(toy, n=1).attrs["own"]
    assert own == {"渔船": SEA, "茶园": TEA}


def test_the_own_word_has_the_highest_log_likelihood_ratio(toy):
    """Dunning's ratio, by hand from pooled counts: 渔船 4 of 9 words here, 0 of 6 there; 码头 2 of 9."""
    own = tifa.compare_terms(toy, n=2).attrs["own"]
    assert [word for word, city in own.items() if city == SEA] == ["渔船", "码头"]
    assert [word for word, city in own.items() if city == TEA][0] == "茶园"


def test_a_word_that_all_use_alike_is_nobodys_own(make_articles):
    articles = make_articles((SEA, "公路 渔船"), (SEA, "公路 渔船"), (TEA, "公路 茶园"), (TEA, "公路 茶园"))
    assert "公路" not in tifa.compare_terms(articles).attrs["own"]


def test_a_word_of_one_article_is_not_a_citys_own(make_articles):
    articles = make_articles((SEA, "渔船 码头 码头 码头"), (SEA, "渔船 灯塔"), (TEA, "茶园"))
    own = tifa.compare_terms(articles).attrs["own"]
    assert {word for word, city in own.items() if city == SEA} == {"渔船"}
    assert own["茶园"] == TEA  # its only article


def test_counts_and_rates_are_of_the_counted_words(toy):
    table = tifa.compare_terms(toy, ["渔船", "公路"]).set_index(["term", "city"])
    assert table.loc[("渔船", SEA), ["count", "articles"]].tolist() == [4, 3]
    assert table.loc[("渔船", SEA), "rate"] == pytest.approx(1000 * 4 / 9)
    assert table.loc[("渔船", TEA), ["count", "articles", "rate"]].tolist() == [0, 0, 0]
    assert table.loc[("公路", TEA), "rate"] == pytest.approx(1000 * 2 / 6)


def test_there_is_a_row_for_each_term_and_city(toy):
    table = tifa.compare_terms(toy, ["渔船", "无此词"])
    assert table[["term", "city"]].values.tolist() == [["渔船", SEA], ["渔船", TEA], ["无此词", SEA], ["无此词", TEA]]


def assert_intervals_where_the_promise_holds(table, value):
    """An interval holds its value; fewer than eight articles, or than four with what is counted, have none; each article has its own value."""
    firm = table.each.map(lambda each: len(each) >= 8 and sum(x > 0 for x in each) >= 4 and (value == "rate" or sum(x < 1 for x in each) >= 4))
    assert firm.any()
    assert table.low.notna().equals(firm) and table.high.notna().equals(firm)
    assert (table.low <= table[value])[firm].all() and (table[value] <= table.high)[firm].all() and table.low[firm].ge(0).all()
    held = table[table[value].notna()]
    assert all(min(row.each) <= row[value] <= max(row.each) for _, row in held.iterrows())


def test_a_city_of_eight_articles_has_intervals_that_hold_the_rate(corpus):
    table = tifa.compare_terms(corpus.articles, [*tifa.compare_terms(corpus.articles, n=5).attrs["own"], "社区", "建设"])
    assert_intervals_where_the_promise_holds(table, "rate")
    assert table[table.low.notna()].city.unique().tolist() == ["淮北"]
    assert table.groupby("city").each.first().map(len).to_dict() == corpus.articles.city.value_counts().to_dict()


def test_articles_that_are_all_alike_say_nothing_of_how_articles_differ(make_articles):
    articles = make_articles(*[(SEA, "渔船 码头")] * 8, (TEA, "茶园"))
    row = tifa.compare_terms(articles, ["渔船"]).iloc[0]
    assert row.rate == 500 and np.isnan(row.low) and np.isnan(row.high) and row.each == (500,) * 8


@pytest.mark.parametrize("word", ["渔船", "渔"])
def test_a_text_is_one_word(make_articles, word):
    table = tifa.compare_terms(make_articles((SEA, "渔船 码头"), (TEA, "茶园")), word)
    assert table.term.tolist() == [word] * 2


def test_the_own_words_are_those_of_the_highest_g2(corpus):
    own = tifa.compare_terms(corpus.articles, n=3).attrs["own"]
    first = next(iter(corpus.articles.city))
    others = corpus.articles.city[corpus.articles.city != first].index
    table = tifa.words.keyness(corpus.articles, first, corpus.articles.index.isin(others), permutations=0)
    best = table[table.articles_here >= 2].sort_values(["g2", "term"], ascending=[False, True]).term.head(3)
    assert [word for word, city in own.items() if city == first] == best.tolist()


def test_a_city_without_others_has_no_own_words(make_articles):
    assert tifa.compare_terms(make_articles((SEA, "渔船"), (SEA, "码头"))).empty
    assert tifa.compare_terms(make_articles((SEA, "渔船"), (TEA, "的"))).empty


def test_seven_articles_are_shown_and_have_no_interval(make_articles):
    articles = make_articles(*[(SEA, "渔船 码头")] * 6, (SEA, "渔船 渔船"), (TEA, "茶园"))
    row = tifa.compare_terms(articles, ["渔船"]).iloc[0]
    assert row.rate == pytest.approx(1000 * 8 / 14) and np.isnan(row.low) and np.isnan(row.high)
    assert row.each == (500,) * 6 + (1000,)


# --- slogans -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def labels():
    return slogan_table(
        ("p1", "一船一档", "numeric", ""), ("p2", "一船一档", "numeric", ""), ("p4", "一船一档", "numeric", ""), ("p1", "指挥棒", "quoted", ""),
        ("p4", "两件事", "numeric", "修路|种茶"), ("p1", "两件事", "numeric", "修路|造船"), ("p6", "指挥棒", "quoted", ""))


def test_slogans_are_counted_by_city_and_kind(toy, labels):
    table = tifa.compare_slogans(labels, toy)
    assert table[["city", "kind", "mentions", "distinct"]].values.tolist() == [
        [SEA, "numeric", 3, 2], [SEA, "quoted", 1, 1], [TEA, "numeric", 2, 2], [TEA, "quoted", 0, 0]]
    letters = toy.groupby("city").n_chars.sum()
    assert table.rate[0] == pytest.approx(1000 * 3 / letters[SEA])


def test_slogan_rates_lie_in_their_intervals(corpus):
    table = tifa.compare_slogans(corpus.slogans, corpus.articles)
    assert_intervals_where_the_promise_holds(table, "rate")
    assert table.mentions.sum() == len(corpus.slogans)
    assert (table.distinct <= table.mentions).all()


def test_shared_slogans_are_those_of_two_cities(toy, labels):
    shared = tifa.shared_slogans(labels, toy)
    assert shared.values.tolist() == [
        ["一船一档", "numeric", "甲城、乙城", 2, 3, ""],
        ["两件事", "numeric", "乙城、甲城", 2, 2, "修路|种茶; 修路|造船"]]


def test_all_slogans_are_listed_when_one_city_is_enough(toy, labels):
    assert tifa.shared_slogans(labels, toy, least=1).text.tolist() == ["一船一档", "两件事", "指挥棒"]


def test_slogans_shared_by_the_seeds_are_printed_in_each_of_their_cities(corpus):
    city = corpus.articles.set_index(["page", "article"]).city
    for row in tifa.shared_slogans(corpus.slogans, corpus.articles).itertuples():
        own = corpus.slogans[corpus.slogans.text.eq(row.text) & corpus.slogans.kind.eq(row.kind)]
        assert {city[key] for key in zip(own.page, own.article)} == set(row.cities.split("、"))
        assert row.n_cities >= 2 and row.mentions == len(own)


def test_nothing_shared_is_a_table_without_rows(toy, labels):
    shared = tifa.shared_slogans(labels, toy, least=3)
    assert shared.empty and "n_cities" in shared


# --- stock, shared, own ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed():
    """甲城 is p1 to p3, 乙城 p4 and p5; p6 has no city."""
    return slogan_table(
        ("p1", "枫桥经验", "quoted", ""), ("p1", "小事不出岛", "quoted", ""), ("p2", "一船一档", "numeric", ""), ("p3", "渔港敲钟、船队集合", "parallel", ""),
        ("p4", "小事不出湾", "quoted", ""), ("p4", "一船一档", "numeric", ""), ("p5", "茶园新“枫桥经验”", "quoted", ""), ("p5", "大病不出岛", "quoted", ""),
        ("p6", "渔港敲钟、船队集合", "parallel", ""))


def standing(table, column="standing"):
    return table.set_index("text")[column].to_dict()


def test_each_formulation_is_stock_shared_or_own(toy, mixed):
    assert standing(tifa.compare.classify_slogans(mixed, toy)) == {
        "枫桥经验": "stock", "茶园新“枫桥经验”": "stock", "一船一档": "shared", "小事不出岛": "shared", "小事不出湾": "shared",
        "渔港敲钟、船队集合": "own", "大病不出岛": "own"}


def test_the_reason_is_the_origin_or_the_evidence(toy, mixed):
    why = standing(tifa.compare.classify_slogans(mixed, toy), "why")
    assert why["枫桥经验"] == "Zhuji (Zhejiang); Mao Zedong, 1963"
    assert why["茶园新“枫桥经验”"].startswith("holds 枫桥经验: Zhuji")
    assert (why["小事不出岛"], why["小事不出湾"]) == ("varied as 小事不出湾", "varies 小事不出岛: shares 小事不出")
    assert (why["一船一档"], why["渔港敲钟、船队集合"]) == ("the same words", "")
    assert why["大病不出岛"] == "varies 大病不出县: shares 大病不出"


def test_a_variation_carries_the_cities_of_its_group(toy, mixed):
    table = tifa.compare.classify_slogans(mixed, toy).set_index("text")
    assert table.loc["小事不出湾", ["cities", "group_cities", "leader"]].tolist() == [TEA, "甲城、乙城", "小事不出岛"]


@pytest.mark.parametrize("found, of, told", [(50, 1000, "stock"), (5, 5000, "stock"), (4, 100, "shared"), (5, 5001, "shared"), (0, 1000, "shared")])
def test_what_the_reference_has_often_enough_is_stock(toy, mixed, found, of, told):
    reference = pd.DataFrame([["一船一档", found, of]], columns=["text", "documents", "of"])
    table = tifa.compare.classify_slogans(mixed, toy, reference)
    assert standing(table)["一船一档"] == told
    assert standing(table, "why")["一船一档"] == (f"in {found:,} of {of:,} documents of the reference" if found else "the same words")


@pytest.mark.parametrize("found, told", [(0, "own"), (1, "shared")])
def test_what_the_reference_prints_even_once_is_nobodys_own(toy, mixed, found, told):
    reference = pd.DataFrame([["渔港敲钟、船队集合", found, 1000]], columns=["text", "documents", "of"])
    assert standing(tifa.compare.classify_slogans(mixed, toy, reference))["渔港敲钟、船队集合"] == told


def test_no_formulation_gives_empty_tables(toy, mixed):
    none = mixed[:0]
    assert tifa.compare.classify_slogans(none, toy).empty and tifa.compare.compare_items(none, toy).empty
    assert tifa.compare.first_appearances(none, toy).empty and tifa.compare.measure_heat(none, toy).empty


def test_in_one_city_nothing_is_shared(toy, mixed):
    table = tifa.compare.classify_slogans(mixed, toy[toy.city == SEA])
    assert set(table.standing) == {"stock", "own"} and set(table.group_cities) == {SEA}


def test_the_seeds_formulations_all_have_a_standing(corpus):
    table = tifa.compare.classify_slogans(corpus.slogans, corpus.articles)
    assert set(table.standing) <= {"stock", "shared", "own"}
    assert table.mentions.sum() == len(corpus.slogans)
    assert (table.standing == "shared").eq(table.group_cities.str.contains("、") & (table.standing != "stock")).all()


def test_items_of_a_shared_number_are_set_side_by_side(toy, labels):
    assert tifa.compare.compare_items(labels, toy).values.tolist() == [["两件事", TEA, "修路", "种茶", ""], ["两件事", SEA, "修路", "造船", ""]]


def test_a_list_that_one_city_alone_spells_out_is_not_compared(toy):
    found = slogan_table(("p1", "两件事", "numeric", "修路|造船"), ("p2", "两件事", "numeric", "修路|造船"), ("p4", "两件事", "numeric", ""))
    assert tifa.compare.compare_items(found, toy).empty


# --- dates -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dated(make_articles):
    """甲城 prints on days 3, 1 and one without year; 乙城 on day 9 and in a month; one article has no city."""
    articles = make_articles(*[(SEA, "船")] * 3, *[(TEA, "茶")] * 2, ("", "茶"))
    return articles.assign(date=["2021-05-03", "2021-05-01", "XXXX-05-02", "2021-05-09", "2021-06", "2021-04-01"])


def test_each_citys_first_day_is_told_and_how_long_it_took(dated):
    found = slogan_table(*[(f"p{i}", "一船一档", "numeric", "") for i in range(1, 7)], ("p1", "一船一档", "numeric", ""), ("p4", "红色港湾", "quoted", ""))
    table = tifa.compare.first_appearances(found, dated)
    assert table.values.tolist() == [["一船一档", SEA, "2021-05-01", 0, 2], ["一船一档", TEA, "2021-05-09", 8, 1], ["红色港湾", TEA, "2021-05-09", 0, 1]]
    assert table.attrs["note"] == "3 of 6 articles have a city and a full date."


def test_the_day_of_issue_stands_in_for_a_date_that_is_not_told(dated):
    from tifa.tables import Pages, make_table

    pages = make_table(Pages, [dict(page=f"p{i}", date="2021-05-20" if i < 5 else "") for i in range(1, 6)])
    articles = dated.assign(date=["2021-05-03", "", "XXXX-05-02", "2021-05", "XXXX-06-01", ""])
    assert tifa.compare.fill_dates(articles, pages).date.tolist() == ["2021-05-03", "2021-05-20", "2021-05-20", "2021-05", "XXXX-06-01", ""]


def test_without_dates_nothing_is_said_of_time(toy, labels):
    firsts, heat = tifa.compare.first_appearances(labels, toy), tifa.compare.measure_heat(labels, toy)
    assert firsts.empty and heat.empty
    assert firsts.attrs["note"] == "0 of 6 articles have a city and a full date."
    assert heat.attrs["note"] == "0 of 6 articles give at least the month of their date; 0 of 0 months have 100 of them."


@pytest.fixture(scope="module")
def months(make_articles):
    """1,000 articles in May, 1,000 in June, 10 in July."""
    dates = ["2021-05-01"] * 1000 + ["2021-06-01"] * 1000 + ["2021-07-01"] * 10
    return make_articles(*[(SEA, "船")] * len(dates)).assign(date=dates)


@pytest.mark.parametrize("n, tier", [(0, "冷"), (1, "暖"), (3, "暖"), (4, "热"), (12, "热"), (13, "烫"), (51, "烫"), (52, "沸")])
def test_tiers_begin_at_their_cut_offs(months, n, tier):
    found = slogan_table(("p1001", "一船一档", "numeric", ""), *[(f"p{i}", "一船一档", "numeric", "") for i in range(1, n + 1)])
    may = tifa.compare.measure_heat(found, months).iloc[0]
    assert may[["month", "articles", "of", "tier"]].tolist() == ["2021-05", n, 1000, tier] and may.share == n / 1000


def test_a_month_of_few_articles_has_no_tier(months):
    found = slogan_table(*[(f"p{i}", "一船一档", "numeric", "") for i in (1, 2001, 2002)])
    table = tifa.compare.measure_heat(found, months).set_index("month")
    assert table.tier.tolist() == ["暖", "冷", ""] and table.share["2021-07"] == 0.2
    assert tifa.compare.measure_heat(found, months, least=10).tier.iloc[2] == "沸"
    assert tifa.compare.measure_heat(found, months).attrs["note"].endswith("2 of 3 months have 100 of them.")


def test_heat_is_measured_for_the_formulations_of_most_articles(months):
    found = slogan_table(*[(f"p{i}", "一船一档", "numeric", "") for i in (1, 2, 3)], *[("p1", "红色港湾", "quoted", "")] * 5, ("p2", "红色港湾", "quoted", ""))
    assert set(tifa.compare.measure_heat(found, months, n=1).text) == {"一船一档"}  # five times in one article count once
    assert tifa.compare.measure_heat(found, months).groupby("text").size().tolist() == [3, 3]


# --- measures ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def deeds():
    return measure_table(
        ("p1", "设立", "organization", "done"), ("p1", "规范", "authority", "planned"), ("p2", "设立", "organization", "done"),
        ("p4", "规范", "authority", "done"), ("p5", "补贴", "treasure", "done"), ("p6", "设立", "organization", "done"))


def test_shares_of_instruments_are_of_the_citys_measures(toy, deeds):
    table = tifa.compare_measures(deeds, toy)
    assert table[["city", "instrument", "count"]].values.tolist() == [
        [SEA, "organization", 2], [SEA, "authority", 1], [SEA, "treasure", 0],
        [TEA, "organization", 0], [TEA, "authority", 1], [TEA, "treasure", 1]]
    assert table.share.tolist() == pytest.approx([2 / 3, 1 / 3, 0, 0, 1 / 2, 1 / 2])


@pytest.mark.parametrize("by", ["instrument", "verb", "status"])
def test_shares_of_the_seeds_sum_to_one_and_lie_in_their_intervals(corpus, by):
    table = tifa.compare_measures(corpus.measures, corpus.articles, by=by)
    assert table.columns.tolist() == ["city", by, "count", "share", "low", "high", "each"]
    assert table.groupby("city").share.sum().to_numpy() == pytest.approx(1)
    assert table["count"].sum() == len(corpus.measures)
    assert_intervals_where_the_promise_holds(table, "share")
    assert table.high.dropna().le(1).all()


def test_comparing_twice_gives_the_same(corpus):
    for compare, table in ((tifa.compare_measures, corpus.measures), (tifa.compare_slogans, corpus.slogans), (tifa.shared_slogans, corpus.slogans)):
        pd.testing.assert_frame_equal(compare(table, corpus.articles), compare(table, corpus.articles))


# --- verdicts ----------------------------------------------------------------------------------------------------


def rates(*rows):
    return pd.DataFrame(rows, columns=["city", "kind", "rate", "low", "high"])


def test_intervals_without_a_value_in_common_are_apart():
    table = tifa.compare.tell_apart(rates((SEA, "quoted", 4.0, 3.0, 5.0), (TEA, "quoted", 1.0, 0.5, 2.9)))
    assert table.values.tolist() == [["quoted", f"{SEA} 4.0 (3.0 to 5.0)", f"{TEA} 1.0 (0.5 to 2.9)", "apart"]]


def test_intervals_that_touch_overlap():
    table = tifa.compare.tell_apart(rates((SEA, "quoted", 4.0, 3.0, 5.0), (TEA, "quoted", 1.0, 0.5, 3.0)))
    assert table.verdict.tolist() == ["overlap"]


def test_of_several_cities_the_highest_and_the_lowest_are_held_against_each_other():
    table = tifa.compare.tell_apart(rates((SEA, "quoted", 2.0, 1.0, 3.0), (TEA, "quoted", 9.0, 8.0, 9.5), ("丙城", "quoted", 1.0, 0.0, 7.0)))
    assert table.highest.item().startswith(TEA) and table.lowest.item().startswith("丙城") and table.verdict.item() == "apart"


@pytest.mark.parametrize("rows", [
    [(SEA, "quoted", 4.0, 3.0, 5.0)],
    [(SEA, "quoted", 4.0, 3.0, 5.0), (TEA, "quoted", np.nan, np.nan, np.nan)],
    [(SEA, "quoted", 4.0, 3.0, 5.0), (TEA, "quoted", 1.0, np.nan, np.nan)]])
def test_a_city_alone_or_without_an_interval_is_too_few(rows):
    assert tifa.compare.tell_apart(rates(*rows)).verdict.tolist() == ["too few"]


def test_a_rate_of_few_articles_says_that_it_has_no_interval():
    table = tifa.compare.tell_apart(rates((SEA, "quoted", 4.0, 3.0, 5.0), (TEA, "quoted", 1.0, np.nan, np.nan)))
    assert table.lowest.item() == f"{TEA} 1.0 (no interval)"


def test_without_any_city_there_is_no_verdict(labels, toy):
    nowhere = toy.assign(city="")
    assert tifa.compare.tell_apart(tifa.compare_slogans(labels, nowhere)).empty
    assert tifa.compare.tell_counts(nowhere.city.head(0).value_counts()) == "none"


# --- the glossary ------------------------------------------------------------------------------------------------


def test_a_gloss_stands_behind_its_term():
    assert tifa.compare.gloss("提法", tifa.compare.read_glossary()) == "提法 (formulation)"


def test_a_term_without_a_gloss_stays_as_it_is():
    assert tifa.compare.gloss("渔船", tifa.compare.read_glossary()) == "渔船"


@pytest.mark.parametrize("rows, told", [
    ([("提法", 1200, 1)], "提法 (formulation), 1,200 times in 1 article"),
    ([("渔船", 1, 1), ("提法", 3, 2)], "渔船, 1 time in 1 article; 提法 (formulation), 3 times in 2 articles"),
    ([], "none"),
])
def test_terms_are_told_with_gloss_occurrences_and_articles(rows, told):
    terms = make_table(Terms, [dict(city="", term=term, pos="n", count=n, articles=spread) for term, n, spread in rows])
    assert tifa.compare.tell_terms(terms, tifa.compare.read_glossary()) == told


@pytest.mark.parametrize("corpus_folder", [None, "seeds"])
def test_the_glossary_glosses_every_term_once(corpus_folder):
    table = tifa.compare.read_glossary(corpus_folder)
    assert table.columns.tolist() == ["term", "pinyin", "gloss", "note"]
    assert table.term.is_unique
    assert table.gloss.ne("").all()


def test_every_term_of_the_glossary_has_its_pinyin():
    table = tifa.compare.read_glossary()
    assert table.pinyin[table.note != CITY].ne("").all()


def test_every_city_and_province_has_its_name_in_english_and_no_longer_name_is_explained_by_it():
    table, known = tifa.compare.read_glossary(), read_rows(DATA / "places.csv")
    assert {row[column] for row in known for column in ("city", "province")} - {""} <= set(table.term)
    assert tifa.compare.gloss("大同", table) == "大同 (Datong)"
    assert tifa.compare.gloss_name("天下大同之治", table) == "天下大同之治"


def test_a_corpus_brings_glosses_of_its_own(tmp_path):
    (tmp_path / "glosses.csv").write_text("term,pinyin,gloss,note\n一船一档,yī chuán yī dàng,a file for each boat,\n提法,tífǎ,wording,\n", encoding="utf-8")
    table = tifa.compare.read_glossary(tmp_path)
    assert tifa.compare.gloss("一船一档", table) == "一船一档 (a file for each boat)"
    assert tifa.compare.gloss("提法", table) == "提法 (wording)"
    assert len(table) == len(tifa.compare.read_glossary()) + 1


@pytest.mark.parametrize("text", [
    "term,pinyin,gloss,note\n江北,,Jiangbei,", "Term, Gloss\n江北,Jiangbei", "term,english\n江北,Jiangbei", "词,英文\n江北,Jiangbei",
    "江北\tJiangbei\n", "gloss;term\nJiangbei;江北", "江北,,Jiangbei\n", "note,gloss,term\n,Jiangbei,江北\n\n,,\n多"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_glosses_are_read_in_many_forms(tmp_path, text, encoding):
    (tmp_path / "glosses.csv").write_bytes(text.encode(encoding))
    glossary = tifa.compare.read_glossary(tmp_path)
    assert tifa.compare.gloss("江北", glossary) == "江北 (Jiangbei)" and glossary.attrs["note"] == ""
    assert glossary.notna().all(axis=None)


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"term\n", "江北".encode()])
def test_glosses_that_say_nothing_gloss_nothing(tmp_path, raw):
    (tmp_path / "glosses.csv").write_bytes(raw)
    assert tifa.compare.gloss("江北", tifa.compare.read_glossary(tmp_path)) == "江北"


@pytest.mark.parametrize("raw", [bytes(range(256)), b'a,"' + b"b" * 200_000, b"\xff\xfea"])
def test_glosses_that_cannot_be_read_are_named(tmp_path, raw):
    (tmp_path / "glosses.csv").write_bytes(raw)
    glossary = tifa.compare.read_glossary(tmp_path)
    assert glossary.attrs["note"].startswith("glosses.csv of the corpus was not read: ") and len(glossary) == len(tifa.compare.read_glossary())


def test_a_pipe_or_a_link_beside_the_pages_is_not_opened(tmp_path):
    (tmp_path / "other.csv").write_text("term,gloss\n江北,Jiangbei", encoding="utf-8")
    (tmp_path / "glosses.csv").symlink_to(tmp_path / "other.csv")
    assert read_beside(tmp_path, "glosses.csv") is None
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "README.md")
        assert read_beside(tmp_path, "README.md") is None


def test_a_corpus_without_glosses_has_the_packages(tmp_path):
    pd.testing.assert_frame_equal(tifa.compare.read_glossary(tmp_path), tifa.compare.read_glossary())


# --- figures -----------------------------------------------------------------------------------------------------


def figure_table(*rows):
    """Rows of (page, metric, value, unit, year), with more columns by name behind."""
    made = []
    for page, metric, value, unit, year, *more in rows:
        made.append(dict(page=page, article=1, text=metric, metric=metric, value=value, unit=unit, year=year, kind="level", start=0, end=2) | dict(*more))
    return make_table(Indicators, made)


def why(toy, *rows):
    return tifa.compare_indicators(figure_table(*rows), toy).why.tolist()


@pytest.mark.parametrize("rows, reasons", [
    ([("p1", "县域内就诊率", 85, "%", 2021), ("p4", "全县县域内就诊率", 90, "%", 2021)], ["", ""]),
    ([("p1", "县域内就诊率", 85, "%", 2021)], [f"only {SEA} gives it"]),
    ([("p1", "县域内就诊率", 85, "%", 2021), ("p2", "县域内就诊率", 86, "%", 2021)], [f"only {SEA} gives it"] * 2),
    ([("p1", "县域内就诊率", 85, "%", 2021), ("p4", "县域内就诊率", 90, "%", 2022)], ["other year: 2021 here, 2022 elsewhere", "other year: 2022 here, 2021 elsewhere"]),
    ([("p1", "县域内就诊率", 85, "%", None), ("p4", "县域内就诊率", 90, "%", 2022)], ["year not given", "other year: 2022 here, none elsewhere"]),
    ([("p1", "门诊量", 3e5, "人次", 2021), ("p4", "门诊量", 20, "%", 2021)], ["other unit: 人次 here, % elsewhere", "other unit: % here, 人次 elsewhere"]),
    ([("p1", "村卫生室", 90, "家", 2021), ("p4", "村卫生室", 120, "所", 2021)], ["", ""]),
    ([("p1", "住院率", 12, "%", 2021), ("p4", "住院率下降", 3, "%", 2021, dict(kind="change"))], ["a level here, a change elsewhere", "a change here, a level elsewhere"]),
    ([("p1", "住院率下降", 2, "%", 2021, dict(kind="change", base_year=2019)), ("p4", "住院率下降", 3, "%", 2021, dict(kind="change", base_year=2020))],
     ["other base year: 2019 here, 2020 elsewhere", "other base year: 2020 here, 2019 elsewhere"]),
    ([("p1", "住院率下降", 2, "%", 2021, dict(kind="change", base_year=2019)), ("p4", "住院率下降", 3, "%", 2021, dict(kind="change", base_year=2019))], ["", ""]),
])
def test_figures_are_compared_or_the_reason_is_given(toy, rows, reasons):
    assert why(toy, *rows) == reasons


def test_figures_without_a_city_or_a_group_are_left_out(toy):
    table = tifa.compare_indicators(figure_table(("p6", "住院率", 12, "%", 2021), ("p1", "渔船", 30, "艘", 2021), ("p1", "住院率", 11, "%", 2021)), toy)
    assert table[["group", "city", "value"]].values.tolist() == [["住院率", SEA, 11]]


def test_like_figures_stand_together_and_say_whether_they_compare(toy):
    table = tifa.compare_indicators(figure_table(("p1", "全县住院率", 12, "%", 2021), ("p1", "住院报销比例", 70, "%", 2021), ("p4", "住院率", 14, "%", 2021)), toy)
    assert table[["group", "city", "comparable"]].values.tolist() == [["住院报销比例", SEA, False], ["住院率", SEA, True], ["住院率", TEA, True]]


def test_no_figures_compare_to_nothing(toy):
    table = tifa.compare_indicators(figure_table(), toy)
    assert table.empty and table.comparable.dtype == bool


def test_every_group_of_metrics_finds_its_example(root, toy, make_articles):
    groups = pd.read_csv(root / "lib/tifa/data/metric_groups.csv", dtype="str")
    assert groups.group.is_unique and groups.notna().all(axis=None)
    for row in groups.itertuples():
        articles = make_articles((SEA, row.example + "。")).assign(spans=f"body:0-{len(row.example) + 1}")
        table = tifa.compare_indicators(tifa.find_indicators(articles), articles)
        assert row.group in set(table.group), row.example


def test_figures_of_the_seeds_are_grouped(corpus):
    table = tifa.compare_indicators(corpus.indicators, corpus.articles)
    assert {"住院报销比例", "县域内就诊率", "门诊量"} <= set(table.group)
    assert (table.comparable == table.why.eq("")).all()
