"""The titles of figures: true on small tables, and silent where nothing can be said."""

import pandas as pd
import pytest

from tifa.show import titles


def shares(*rows):
    return pd.DataFrame(rows, columns=["city", "instrument", "share", "low"])


@pytest.mark.parametrize("rows, told", [
    ([("甲", "rules", 0.6, 0.5), ("甲", "money", 0.4, 0.3), ("乙", "rules", 0.9, 0.8), ("乙", "money", 0.1, 0.0)],
     "Rules is the most frequent instrument in both cities, with 60% to 90% of the measures"),
    ([("甲", "rules", 0.6, 0.5), ("乙", "rules", 0.9, None)], "In these articles, rules is the most frequent instrument in both cities, with 60% to 90% of the measures"),
    ([("甲", "rules", 0.6, 0.5), ("甲", "money", 0.4, 0.5), ("乙", "rules", 0.2, 0.1), ("乙", "money", 0.8, 0.7)],
     "No instrument leads in both cities"),
    ([("甲", "rules", 0.6, None), ("乙", "rules", 0.9, None), ("丙", "money", 1.0, None)],
     "In these articles, rules is the most frequent instrument in 2 of 3 cities, with 60% to 90% of the measures"),
    ([("甲", "rules", 0.5, 0.4), ("甲", "money", 0.5, 0.4)], "Two are even"),
    ([("甲", "rules", 0.6, 0.5)], "Rules is the most frequent instrument in 甲, with 60% of the measures"),
    ([("甲", "rules", float("nan"), None)], "Of no city are there measures to compare"),
    ([], "Of no city are there measures to compare"),
])
def test_what_leads_is_told_of_the_cities_where_it_leads(rows, told):
    assert titles.find_lead(shares(*rows)) == told


def test_with_too_few_articles_nothing_is_said_beyond_them():
    assert titles.find_lead(shares(("甲", "rules", 0.6, None)), "the orders").startswith("In these articles, ")


def keyness(*rows, **attrs):
    table = pd.DataFrame(rows, columns=["term", "z", "p"])
    table.attrs |= attrs
    return table


def test_only_words_that_pass_for_their_number_are_typical_beyond_these_articles():
    """Benjamini and Hochberg at 0.05: of three words the smallest p must be 1/60 at most, two of them 1/30, three 1/20."""
    assert titles.tell_keyness(keyness(("渔船", 3.0, 0.02), ("公路", 2.0, 0.03), ("茶园", -2.0, 0.2))) == "Most typical of here: 渔船"
    assert titles.tell_keyness(keyness(("渔船", 3.0, 0.02), ("公路", 2.0, 0.3), ("茶园", -2.0, 0.2))) == "In these articles, most typical of here: 渔船; of there: 茶园"
    assert titles.tell_keyness(keyness(("渔船", 3.0, 0.04), ("公路", 2.0, 0.01), ("茶园", -2.0, 0.05), here="甲", there="the rest")) == "Most typical of 甲: 渔船; of the rest: 茶园"
    assert titles.tell_keyness(keyness(("渔船", 3.0, float("nan")))) == "In these articles, most typical of here: 渔船"
    assert titles.tell_keyness(keyness(("渔船", 0.0, 1.0))) == "No word is more frequent in one part than in the other"
    assert titles.tell_keyness(keyness()) == "No words to show"


def test_what_shuffling_says_is_told_with_what_chance_would():
    assert titles.tell_shuffles(keyness(*[("词", 1.0, 0.01)] * 3, *[("词", 1.0, 0.05)] * 17)) == "Articles shuffled: 3 of 20 words have p < 0.05; by chance alone 1 would."
    assert titles.tell_shuffles(keyness(("渔船", 3.0, 0.5), note="Too few.")) == "Too few."
    assert titles.tell_shuffles(keyness(("渔船", 3.0, float("nan")))) == "Articles were not shuffled: nothing is said of chance."


def test_words_that_are_equally_frequent_are_all_named():
    top = pd.DataFrame({"term": list("abcde"), "count": [4, 4, 4, 4, 1], "articles": [1] * 5})
    assert titles.tell_top_terms(top) == "Most frequent: a, b, c and 1 more, 4 times"
    assert titles.tell_top_terms(top.tail(1)) == "Most frequent: e, 1 time in 1 of the articles"


def test_clusters_of_one_city_and_of_several():
    labels = pd.Series([1, 1, 2, 2, 3])
    assert titles.tell_mixture(labels, ["甲", "乙", "甲", "", "乙"]) == "1 of 3 clusters holds articles of more than one city"
    assert titles.tell_mixture(labels, ["甲", "乙", "甲", "乙", "乙"]) == "2 of 3 clusters hold articles of more than one city"
    assert titles.tell_mixture(labels, [""] * 5) == "None of 3 clusters holds articles of more than one city"


def test_figures_that_rise_and_fall():
    table = pd.DataFrame({"before": [1, 5, 3], "after": [2, 3, 3]})
    assert titles.tell_changes(table) == "Of 3 figures printed with an earlier value, 1 rose and 1 fell"
    assert titles.tell_changes(table.head(1)) == "Of 1 figures printed with an earlier value, 1 rose and 0 fell"
    assert titles.tell_changes(table.iloc[[0, 0]]) == "All 2 figures that are printed with an earlier value rose"


def test_of_an_empty_table_it_is_said_that_it_is_empty():
    empty = pd.DataFrame(columns=["term", "count", "articles", "part", "f1", "cities"], dtype="str")
    assert titles.tell_top_terms(empty) == titles.tell_ranks(empty) == "No words to show"
    assert titles.tell_lengths(pd.Series([], dtype=int)) == "No articles to show"
    assert titles.tell_scores(empty) == "What was found against what was coded by hand"
    assert titles.tell_standing(empty) == "Of 0 formulations, 0 are printed in more than one city, 0 in one alone"
