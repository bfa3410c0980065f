import html
import re

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import to_hex

import tifa
from tifa import show
from tifa.show.style import city_colours, city_hatches, city_marks, in_both, use_style
from tifa.show.axes import GREY, city_ink
from tifa.show.saving import save_figure
from tifa.show.tables import shorten
from tifa.tables import Terms, make_table
from tifa.words import link, place_on_map

CITIES = ["十堰", "宜昌", "淮北", "盐城"]


SCORES = pd.DataFrame([["slogans", 0.8, 0.7, 0.75, 0.7, 0.8], ["slogans, arity", 0.9, float("nan"), float("nan"), float("nan"), float("nan")]],
                      columns=["part", "precision", "recall", "f1", "low", "high"])


class Made:
    """What the figures are drawn from, each made once."""

    def __init__(self, corpus):
        self.corpus, self.articles = corpus, corpus.articles
        self.weights = tifa.weigh_terms(self.articles)
        self.likeness = tifa.similarity(self.weights)
        self.labels = tifa.cluster(self.weights, 5)
        self.tree = link(self.weights)
        self.points = place_on_map(self.weights)
        self.choices = tifa.words.choose_k(self.weights, [2, 3, 4], n=3)
        self.keyness = tifa.words.keyness(self.articles, "盐城", permutations=99)
        self.ranks = tifa.words.rank_frequency(corpus.terms)
        self.rates = tifa.compare_terms(self.articles, ["医共体", "社区", "建设"])
        self.typical = tifa.compare_terms(self.articles, n=12)
        self.kinds = tifa.compare_slogans(corpus.slogans, self.articles)
        self.shares = tifa.compare_measures(corpus.measures, self.articles)
        self.standing = tifa.compare.classify_slogans(corpus.slogans, self.articles)
        self.heat = tifa.compare.measure_heat(corpus.slogans, self.articles.assign(date=["2021-05", "2021-07"] * 11), n=5, least=10)
        self.changes = tifa.policy.changes(corpus.indicators).merge(self.articles[["page", "article", "city"]])


FIGURES = {
    "lengths": lambda made, **ax: show.plot_lengths(made.articles, **ax),
    "roles": lambda made, **ax: show.plot_roles(made.corpus.lines, **ax),
    "terms": lambda made, **ax: show.plot_terms(made.corpus.terms, n=7, **ax),
    "rank_frequency": lambda made, **ax: show.plot_rank_frequency(made.ranks, **ax),
    "keyness": lambda made, **ax: show.plot_keyness(made.keyness, n=7, **ax),
    "rates": lambda made, **ax: show.plot_rates(made.keyness, **ax),
    "similarity": lambda made, **ax: show.plot_similarity(made.likeness, made.articles, order=made.labels, **ax),
    "choices": lambda made, **ax: show.plot_choices(made.choices, chosen=3, **ax),
    "dendrogram": lambda made, **ax: show.plot_dendrogram(made.tree, made.labels, made.articles, **ax),
    "map": lambda made, **ax: show.plot_map(made.points, made.labels, made.articles, **ax),
    "term_comparison": lambda made, **ax: show.plot_term_comparison(made.rates, **ax),
    "slogans": lambda made, **ax: show.plot_slogans(made.kinds, **ax),
    "shares": lambda made, **ax: show.plot_shares(made.shares, **ax),
    "sample_sizes": lambda made, **ax: show.plot_sample_sizes(**ax),
    "standing": lambda made, **ax: show.plot_standing(made.standing, **ax),
    "heat": lambda made, **ax: show.plot_heat(made.heat, **ax),
    "scores": lambda made, **ax: show.plot_scores(SCORES, **ax),
    "features": lambda made, **ax: show.plot_features(tifa.policy.strongest_features("parallels", "yes", n=3), **ax),
    "changes": lambda made, **ax: show.plot_changes(made.changes, **ax),
}


@pytest.fixture(scope="module")
def made(corpus):
    return Made(corpus)


@pytest.fixture(autouse=True)
def style():
    use_style(CITIES)


def names(labels):
    return [label.get_text() for label in labels]


def colour_of(artist):
    return to_hex(artist.get_facecolor() if hasattr(artist, "get_facecolor") else artist.get_color()).lower()


def ink(city):
    """The city's colour as text has it: darker, so that it can be read on white."""
    return to_hex(city_ink(city)).lower()


def colours(cities):
    return [city_colours(CITIES)[city].lower() for city in cities]


# --- every figure ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_a_figure_is_drawn_on_the_axes_that_are_given(made, draw):
    figure, (ax, other) = plt.subplots(1, 2)
    assert draw(made, ax=ax) is ax
    assert plt.get_fignums() == [figure.number]
    assert not other.has_data()


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_a_figure_makes_its_own_axes_when_none_are_given(made, draw):
    assert draw(made).figure.number in plt.get_fignums()


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_a_figure_has_all_its_glyphs(made, draw):
    draw(made).figure.canvas.draw()


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_a_figure_leaves_style_and_data_alone(made, draw):
    settings = dict(plt.rcParams)
    before = [table.copy() for table in made.corpus]
    draw(made)
    assert dict(plt.rcParams) == settings
    for one, other in zip(before, made.corpus):
        pd.testing.assert_frame_equal(one, other)


def test_there_is_a_case_for_every_figure():
    drawn = {name.removeprefix("plot_") for name in dir(show) if name.startswith("plot_")}
    assert drawn == {*FIGURES, "wordclouds"}


def test_a_city_has_the_same_colour_in_every_figure(made):
    for city in CITIES:
        wanted = colours([city])[0]
        rows = made.articles.city.tolist()
        lengths = show.plot_lengths(made.articles)
        assert colour_of(lengths.patches[rows.index(city)]) == wanted
        assert {to_hex(line.get_color()).lower() for line in show.plot_map(made.points, made.labels, made.articles).lines if line.get_label() == city} == {wanted}
        for table, draw in ((made.rates, show.plot_term_comparison), (made.kinds, show.plot_slogans), (made.shares, show.plot_shares)):
            assert {to_hex(line.get_color()).lower() for line in draw(table).lines if line.get_label() == city} == {wanted}
        likeness = show.plot_similarity(made.likeness, made.articles)
        assert to_hex(likeness.get_yticklabels()[rows.index(city)].get_color()).lower() == ink(city)
        plt.close("all")


# --- one by one --------------------------------------------------------------------------------------------------


def test_lengths_have_a_bar_an_article_as_long_as_its_body(made):
    ax = show.plot_lengths(made.articles)
    assert [bar.get_width() for bar in ax.patches] == made.articles.n_chars.tolist()
    assert [colour_of(bar) for bar in ax.patches] == colours(made.articles.city)
    assert [bar.get_hatch() or "" for bar in ax.patches] == [city_hatches(CITIES)[city] for city in made.articles.city]
    assert [shown.rstrip("…") for shown in names(ax.get_yticklabels())] == [
        f"{city} {headline[:19] if len(headline) > 20 else headline}" for city, headline in zip(made.articles.city, made.articles.headline)]
    assert [to_hex(label.get_color()) for label in ax.get_yticklabels()] == [ink(city) for city in made.articles.city]


def test_of_many_articles_the_longest_are_drawn(made):
    ax = show.plot_lengths(made.articles, n=3)
    assert sorted(bar.get_width() for bar in ax.patches) == sorted(made.articles.n_chars)[-3:]


def test_the_roles_of_a_page_sum_to_one(made):
    ax = show.plot_roles(made.corpus.lines)
    ends = {}
    for bar in ax.patches:
        ends[bar.get_y()] = ends.get(bar.get_y(), 0) + bar.get_width()
    assert list(ends.values()) == pytest.approx([1] * 5)
    assert set(names(ax.get_legend().get_texts())) == set(made.corpus.lines.role)


def test_terms_are_drawn_from_the_most_frequent_down(made):
    top = made.corpus.terms[made.corpus.terms.city == ""].head(7)
    ax = show.plot_terms(made.corpus.terms, n=7)
    assert names(ax.get_yticklabels()) == [in_both(term) for term in top.term]
    assert [bar.get_width() for bar in ax.patches] == top["count"].tolist()
    assert ax.lines[0].get_xdata().tolist() == top["articles"].tolist()
    assert [bar.get_y() for bar in ax.patches] == sorted((bar.get_y() for bar in ax.patches), reverse=True)


def test_each_city_has_a_cloud_and_the_bars_of_its_highest_rates(made):
    panels = show.plot_wordclouds(made.typical, n=10)
    assert [(len(ax.images), ax.get_title("left")) for ax in panels[::2]] == [(1, city) for city in dict.fromkeys(made.typical.city)]
    highest = made.typical.sort_values("rate", ascending=False, kind="stable").drop_duplicates("term")
    for ax, city in zip(panels[1::2], dict.fromkeys(made.typical.city)):
        own = highest[highest.city == city].head(10)
        assert names(ax.get_yticklabels()) == [shorten(in_both(term), 20) for term in own.term]
        assert [bar.get_width() for bar in ax.patches] == own.rate.tolist()
        assert {colour_of(bar) for bar in ax.patches} == set(colours([city]))


def test_of_many_cities_those_whose_words_are_printed_most_have_a_cloud(made):
    panels = show.plot_wordclouds(made.typical, n=5, n_cities=2)
    assert {ax.get_title("left") for ax in panels[::2]} == set(made.typical.groupby("city")["count"].sum().nlargest(2).index)


def test_without_a_city_no_cloud_is_drawn_and_it_says_why(made):
    panels = show.plot_wordclouds(tifa.compare_terms(made.corpus.articles.assign(city="")))
    assert [ax.texts[0].get_text() for ax in panels] == ["no word tells one city from another"]


def test_a_word_cloud_is_the_same_for_the_same_seed(made):
    one, same, other = (show.plot_wordclouds(made.typical, n=10, seed=seed)[0].images[0].get_array() for seed in (1, 1, 2))
    assert (one == same).all() and not (one == other).all()


def rates_of(*words):
    """Rates of words in one city."""
    return pd.DataFrame([dict(term=word, city="盐城", count=2, rate=2.0, low=float("nan"), high=float("nan")) for word in words])


@pytest.mark.parametrize("word", ["\U0001f347", "葡萄\U0001f347", "\ue000"])
def test_a_word_cloud_leaves_out_and_names_a_word_it_cannot_draw(word, tmp_path):
    cloud, bars = show.plot_wordclouds(rates_of("草莓", word))
    assert len(cloud.images) == 1 and [t.get_text() for t in cloud.texts] == [f"left out, the font lacks a character: {word}"]
    save_figure(lambda: cloud, tmp_path, "cloud")
    assert f"U+{ord(word[-1]):04X}" in cloud.figure.get_supxlabel()


def test_a_word_cloud_without_a_word_to_draw_says_so():
    cloud, _ = show.plot_wordclouds(rates_of("\U0001f347"))
    assert not cloud.images and cloud.texts[0].get_text() == "no word that can be drawn"


@pytest.mark.parametrize("measure", ["z", "bound"])
def test_typical_words_have_bars_to_the_right_and_those_of_the_rest_to_the_left(made, measure):
    table = made.keyness.sort_values([measure, "term"], ascending=[False, True])
    right, left = table[table[measure] > 0].head(7), table[table[measure] < 0].tail(7)
    ax = show.plot_keyness(made.keyness, n=7, measure=measure)
    bars = sorted(ax.patches, key=lambda bar: -bar.get_y())
    assert [bar.get_width() for bar in bars] == pytest.approx([*right[measure], *left[measure]])
    assert names(ax.get_yticklabels()) == [shorten(in_both(term), 34) for term in [*right.term, *left.term]]
    assert [bar.get_alpha() == 0.35 for bar in bars] == [p >= 0.05 for p in [*right.p, *left.p]]
    assert {colour_of(bar) for bar in bars if bar.get_width() > 0}.isdisjoint(colour_of(bar) for bar in bars if bar.get_width() < 0)
    assert names(ax.get_legend().get_texts()) == ["盐城", "the rest"]


def test_rates_of_both_parts_are_drawn_against_each_other(made):
    ax, table = show.plot_rates(made.keyness, n=5), made.keyness
    points, (x, y) = ax.lines[0], (table.rate_there, table.rate_here)
    assert points.get_xdata()[x > 0] == pytest.approx(x[x > 0]) and points.get_ydata()[y > 0] == pytest.approx(y[y > 0])
    assert set(points.get_xdata()[x == 0]) == {x[x > 0].min() / 2} and set(points.get_ydata()[y == 0]) == {y[y > 0].min() / 2}
    labels = {term.split(" ")[0] for term in names(ax.texts)}
    assert labels and labels <= {*table.term.head(5), *table.term.tail(5)}


@pytest.mark.parametrize("texts", [[("甲", "渔船"), ("乙", "渔船")], [("甲", "渔船"), ("乙", "茶园")], [("甲", "渔船 🍇丰收"), ("乙", "茶园 渔船")]])
def test_parts_of_a_word_or_two_are_drawn(make_articles, texts, tmp_path):
    table = tifa.words.keyness(make_articles(*texts), "甲")
    for name, draw in (("bars", show.plot_keyness), ("rates", show.plot_rates)):
        for shown in (table, table[:0]):
            save_figure(lambda: draw(shown), tmp_path, name)
        assert (tmp_path / f"{name}.svg").exists()


def test_a_word_that_the_font_lacks_is_labelled_with_a_box(tmp_path):
    table = pd.DataFrame({"term": ["\U0001f347", "渔船"], "rate_here": [9.0, 1.0], "rate_there": [1.0, 9.0], "z": [3.0, -3.0], "p": [0.01, 0.01]})
    save_figure(lambda: show.plot_rates(table), tmp_path, "rates")
    assert any("U+1F347" in text for text in names(plt.gcf().findobj(plt.Text)))


def test_rank_and_frequency_are_drawn_on_logarithmic_axes(made):
    ax = show.plot_rank_frequency(made.ranks)
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert ax.lines[0].get_ydata().tolist() == made.ranks["count"].tolist()
    assert ax.lines[1].get_ydata().tolist() == made.ranks.fitted.tolist()
    assert f"{made.ranks.attrs['slope']:.2f}" in names(ax.get_legend().get_texts())[1]
    assert ax.texts[0].get_text() == in_both(made.ranks.term[0])


def test_the_heat_map_shows_every_pair_but_an_article_with_itself(made):
    ax = show.plot_similarity(made.likeness, made.articles)
    shown = ax.images[0].get_array()
    assert shown.shape == (22, 22)
    assert shown[0, 1] == pytest.approx(made.likeness.iloc[0, 1])
    assert all(shown.mask[i, i] or pd.isna(shown.data[i, i]) for i in range(22))


def test_clusters_stand_together_on_the_heat_map_parted_by_lines(made):
    ax = show.plot_similarity(made.likeness, made.articles, order=made.labels)
    assert len(ax.lines) == 2 * (made.labels.nunique() - 1)
    first = made.articles.set_index(["page", "article"]).loc[made.labels.sort_values(kind="stable").index[0]]
    assert ax.get_yticklabels()[0].get_text().startswith(first.city + " " + first.headline[:10])


def test_choices_are_silhouette_chance_agreement_and_the_chosen(made):
    silhouette, limit, agreement, chosen = show.plot_choices(made.choices, chosen=3).lines
    for line, name in ((silhouette, "silhouette"), (limit, "limit"), (agreement, "agreement")):
        assert line.get_ydata().tolist() == made.choices[name].tolist()
    assert set(chosen.get_xdata()) == {3}


def test_nothing_is_chosen_when_nothing_is_said(made):
    assert len(show.plot_choices(made.choices).lines) == 3


def test_the_tree_has_a_leaf_an_article_with_its_cluster_in_its_citys_colour(made):
    ax = show.plot_dendrogram(made.tree, made.labels, made.articles)
    leaves = {tick.get_text(): to_hex(tick.get_color()).lower() for tick in ax.get_yticklabels()}
    assert len(ax.get_yticklabels()) == 22
    assert all(colour == ink(leaf.split(" ")[2]) for leaf, colour in leaves.items())
    numbers = pd.Series([leaf.split(" ")[0] for leaf in leaves]).value_counts()
    assert numbers.sort_index().tolist() == made.labels.value_counts().sort_index().tolist()


def test_the_dotted_line_cuts_the_tree_into_as_many_groups_as_clusters(made):
    cut = show.plot_dendrogram(made.tree, made.labels, made.articles).lines[-1].get_xdata()[0]
    assert (made.tree[:, 2] > cut).sum() == made.labels.nunique() - 1


def test_the_tree_says_whether_its_groups_are_the_clusters(made):
    ward = tifa.cluster(made.weights, 4, "ward")
    assert "into their 4 clusters" in show.plot_dendrogram(made.tree, ward, made.articles).figure.get_suptitle()
    other = pd.Series([1, 2] * 11, index=ward.index)
    assert "agrees with their 2 clusters by" in show.plot_dendrogram(made.tree, other, made.articles).figure.get_suptitle()


def test_a_tree_is_the_same_in_any_order_of_the_labels(made):
    leaves = lambda labels: [tick.get_text() for tick in show.plot_dendrogram(made.tree, labels, made.articles).get_yticklabels()]  # noqa: E731
    assert leaves(made.labels) == leaves(made.labels.sample(frac=1, random_state=0))


def test_a_map_of_more_cities_than_can_be_told_apart_has_no_legend(made):
    many = made.articles.assign(city=[f"{i}城" for i in range(22)])
    ax = show.plot_map(made.points, made.labels, many)
    assert ax.get_legend() is None and names(ax.texts) == made.labels.astype(str).tolist()


def test_a_map_of_many_articles_marks_clusters_for_numbers_would_lie_upon_each_other(made):
    index = pd.MultiIndex.from_product([["p"], range(1, 81)], names=["page", "article"])
    points = pd.DataFrame({"x": range(80), "y": range(80)}, index=index, dtype=float)
    labels = pd.Series([12 - n % 12 for n in range(80)], index=index)
    articles = index.to_frame(index=False).assign(city=[f"{n}城" for n in range(80)], headline="x")
    ax = show.plot_map(points, labels, articles)
    assert not ax.texts and names(ax.get_legend().get_texts()) == [f"cluster {n}" for n in range(1, 13)]
    assert len({(line.get_marker(), line.get_color()) for line in ax.lines}) == 12


def test_an_article_without_city_and_headline_is_not_left_blank(made):
    bare = made.articles.assign(city="", headline="")
    for ax in (show.plot_similarity(made.likeness, bare), show.plot_dendrogram(made.tree, made.labels, bare)):
        assert all(name.endswith("no headline") for name in names(ax.get_yticklabels()))


def test_a_heat_map_has_a_line_of_room_for_each_label(made):
    index = pd.MultiIndex.from_product([["p"], range(1, 61)], names=["page", "article"])
    articles = index.to_frame(index=False).assign(city="甲", headline="x")
    ax = show.plot_similarity(pd.DataFrame(1.0, index=index, columns=index), articles)
    assert len(ax.get_yticklabels()) == 60
    ax.figure.draw_without_rendering()
    assert ax.get_window_extent().height / 60 >= 9 / 72 * ax.figure.dpi


@pytest.mark.parametrize("verdict, greyed", [("not to be trusted", True), ("dissolved", True), ("pattern", False), ("highly stable", False)])
def test_articles_of_a_cluster_that_does_not_hold_are_grey(made, verdict, greyed):
    described = pd.DataFrame({"cluster": [1, 2, 3, 4, 5], "verdict": [verdict] + ["stable"] * 4})
    wanted = (made.labels == 1).sum() if greyed else 0
    tree = show.plot_dendrogram(made.tree, made.labels, made.articles, described=described)
    heat = show.plot_similarity(made.likeness, made.articles, order=made.labels, described=described)
    for ax in (tree, heat):
        assert sum(to_hex(tick.get_color()) == GREY for tick in ax.get_yticklabels()) == wanted
    texts = show.plot_map(made.points, made.labels, made.articles, described=described).texts
    assert {text.get_text() for text in texts if to_hex(text.get_color()) == GREY} == ({"1"} if greyed else set())


def test_the_map_marks_each_article_by_city_and_numbers_it_by_cluster(made):
    ax = show.plot_map(made.points, made.labels, made.articles)
    assert names(ax.texts) == made.labels.astype(str).tolist()
    assert {line.get_label(): line.get_marker() for line in ax.lines} == city_marks(CITIES)
    assert sum(len(line.get_xdata()) for line in ax.lines) == 22


@pytest.mark.parametrize("what, rows, value", [("rates", "term", "rate"), ("kinds", "kind", "rate"), ("shares", "instrument", "share")])
def test_comparisons_have_a_mark_a_city_and_an_interval_where_there_is_one(made, what, rows, value):
    table = getattr(made, what)
    ax = {"rates": show.plot_term_comparison, "kinds": show.plot_slogans, "shares": show.plot_shares}[what](table)
    marks = [line for line in ax.lines if line.get_label() in CITIES]
    assert {line.get_label(): line.get_marker() for line in marks} == city_marks(CITIES)
    for line in marks:
        own = table[table.city == line.get_label()]
        assert sorted(line.get_xdata()) == pytest.approx(sorted(own[value]))
    intervals = [line for line in ax.lines if line not in marks and line.get_linewidth() == 1.4]
    assert len(intervals) == (table.high > table.low).sum() > 0
    dots = {tuple(line.get_xdata()) for line in ax.lines if line.get_marker() == "|"}
    assert dots == {each for each, high in zip(table.each, table.high) if pd.isna(high)}
    groups, cities = list(dict.fromkeys(table[rows])), list(dict.fromkeys(table.city))
    assert names(ax.get_yticklabels()) == cities * len(groups)
    told = names(ax.texts)
    assert [text.partition(":")[0] for text in told if text.partition(":")[0] in map(in_both, groups)] == [in_both(group) for group in groups]
    assert sum(text[0].isdigit() for text in told) == table[value].notna().sum()


def test_scores_have_a_mark_for_each_share_that_was_measured():
    ax = show.plot_scores(SCORES)
    marks = {line.get_label(): line.get_xdata().tolist() for line in ax.lines if not line.get_label().startswith("_")}
    assert marks["precision"] == [0.8, 0.9] and marks["recall"] == pytest.approx([0.7, float("nan")], nan_ok=True)
    assert [line.get_xdata().tolist() for line in ax.lines if line.get_linewidth() == 1.4] == [[0.7, 0.8]]
    assert names(ax.get_yticklabels()) == ["slogans", "· arity"] and ax.get_xlim()[0] == 0


def standings(*rows):
    return pd.DataFrame(rows, columns=["text", "standing", "group_cities", "leader"])


def test_the_sets_of_cities_have_a_bar_each_with_stock_set_off():
    table = standings(("一船一档", "own", "十堰", "一船一档"), ("枫桥经验", "stock", "十堰", "枫桥经验"), ("小事不出湾里", "shared", "宜昌、十堰", "小事不出岛"),
                      ("小事不出岛", "shared", "宜昌、十堰", "小事不出岛"), ("红港", "shared", "十堰、宜昌", "红港"))
    ax = show.plot_standing(table)
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(0, 1), (1, 1), (0, 2), (2, 0)]
    assert names(ax.texts) == ["2   一船一档", "2   小事不出岛 · 红港"]  # wordings of a group count once, the shortest is shown
    assert names(ax.get_yticklabels()) == ["十堰", "十堰 + 宜昌"]
    assert [colour_of(bar) for bar in ax.patches[::2]] == [colours(["十堰"])[0], "#333333"]


def test_of_many_cities_and_sets_the_largest_are_drawn():
    table = standings(*[(f"{c}{i}", "own", c, f"{c}{i}") for c, k in (("十堰", 3), ("宜昌", 2), ("淮北", 1)) for i in range(k)])
    assert names(show.plot_standing(table, n_cities=2).get_yticklabels()) == ["十堰", "宜昌"]
    assert names(show.plot_standing(table, n=1, n_labels=1).texts)[0] == "3   十堰0"


def test_heat_has_a_cell_a_month_named_by_its_tier_and_gaps_stay_white(made):
    ax = show.plot_heat(made.heat)
    shown = ax.images[0].get_array()
    order = list(dict.fromkeys(made.heat.text))
    assert shown.shape == (5, 3) and all(pd.isna(shown.data[i, 1]) or shown.mask[i, 1] for i in range(5))
    assert names(ax.get_xticklabels()) == ["2021-05", "2021-06", "2021-07"]
    assert [label.rstrip("…") for label in names(ax.get_yticklabels())] == [t if len(t) <= 16 else t[:15] for t in order]
    tiers = made.heat[made.heat.month == "2021-05"].set_index("text").tier
    assert names(ax.texts)[::3] == [tiers[t] for t in order]


def test_without_a_tier_the_heat_figure_says_why(made):
    ax = show.plot_heat(tifa.compare.measure_heat(made.corpus.slogans, made.articles))
    assert not ax.images and "0 of 4 months have 100 of them" in names(ax.texts)[0]


def changes(*rows):
    table = pd.DataFrame(rows, columns=["metric", "unit", "city", "base_year", "before", "year", "after", "derived"])
    return table.astype({"base_year": "Int64", "year": "Int64", "before": "Float64", "after": "Float64"})


def test_a_change_has_a_hollow_mark_before_and_a_filled_one_after_beside_their_values():
    ax = show.plot_changes(changes(("渔船", "艘", "十堰", 2019, 40, 2022, 55, False), ("船员", "人", "", None, 90.5, None, 1200, True),
                                    ("码头", "艘", "宜昌", None, 60, 2022, 48, False)))
    boats, crew = ax.child_axes
    assert [panel.get_title("left") for panel in (boats, crew)] == ["艘", "人"]
    assert names(boats.get_yticklabels()) == ["渔船", "码头"]
    assert names(boats.texts) == ["40 (2019)", "55 (2022)", "60", "48 (2022)"] and names(crew.texts) == ["90.5*", "1,200"]
    assert [t.get_ha() for t in boats.texts] == ["right", "left", "left", "right"]  # outside of the two marks
    marks = [(line.get_xdata()[0], line.get_marker(), to_hex(line.get_color()).lower(), line.get_markerfacecolor()) for line in boats.lines if len(line.get_xdata()) == 1]
    assert [m[:2] for m in marks] == [(40, city_marks(CITIES)["十堰"]), (55, city_marks(CITIES)["十堰"]), (60, city_marks(CITIES)["宜昌"]), (48, city_marks(CITIES)["宜昌"])]
    assert [m[2] for m in marks[1::2]] == colours(["十堰", "宜昌"]) and {m[3] for m in marks[::2]} == {"white"}
    assert names(ax.get_legend().get_texts()) == ["十堰", "宜昌"]


def test_changes_of_many_units_and_rows_are_cut_and_those_far_apart_logarithmic():
    rows = [(f"甲{i}", "元", "十堰", None, 3 * 10.0**i, None, 5 * 10.0**i, False) for i in range(8)]
    rows += [("乙", unit, "十堰", None, 0, None, -2, False) for unit in "%人家所"]
    money, *others = show.plot_changes(changes(*rows), n=7, n_units=3).child_axes
    assert len(others) == 2 and len(money.get_yticklabels()) == 7
    assert money.get_xscale() == "log" and money.get_title("left") == "元, logarithmic" and 2 <= len(money.get_xticks()) <= 3
    assert {panel.get_xscale() for panel in others} == {"linear"} and 0 in others[0].get_xticks()


@pytest.mark.parametrize("draw", [
    lambda made: show.plot_standing(made.standing[:0]), lambda made: show.plot_heat(made.heat[:0]),
    lambda made: show.plot_lengths(made.articles[:0]), lambda made: show.plot_terms(made.corpus.terms[:0]),
    lambda made: show.plot_changes(made.changes[:0]), lambda made: show.plot_slogans(made.kinds[:0]), lambda made: show.plot_shares(made.shares[:0]),
], ids=["standing", "heat", "lengths", "terms", "changes", "slogans", "shares"])
def test_an_empty_table_gives_an_empty_figure(made, draw):
    assert len(draw(made).patches) == 0


@pytest.mark.parametrize("text, n, cut", [("推进社区治理", 4, "推进社…"), ("推进", 4, "推进"), ("推进社区", 4, "推进社区"), ("", 4, "")])
def test_long_labels_are_cut(text, n, cut):
    assert show.shorten(text, n) == cut


# --- tables and pages in a notebook ------------------------------------------------------------------------------


def test_a_table_is_shown_escaped_without_its_index():
    shown = tifa.show_table(pd.DataFrame({"<i>": ["<script>alert(1)</script>", "甲 & 乙"]}, index=["hidden1", "hidden2"])).data
    assert "<script>" not in shown and "<i>" not in shown
    assert all(text in html.unescape(shown) for text in ("<script>alert(1)</script>", "甲 & 乙", "<i>"))
    assert "hidden" not in shown


def test_an_empty_table_says_so():
    empty = pd.DataFrame({"a": [], "b": []})
    assert '<p class="tifa-empty">Table of a&#44; b: no rows.</p>' in tifa.show_table(empty).data
    assert '<p class="tifa-empty">&#60;Reforms&#62;: no rows.</p>' in tifa.show_table(empty, caption="<Reforms>").data


def test_a_table_has_a_caption_and_its_first_column_names_the_rows_where_it_can():
    def shown(*names, caption=""):
        return tifa.show_table(pd.DataFrame({"name": names, "n": range(len(names))}), caption=caption).data

    assert '<caption>&#60;b&#62;</caption>' in shown("甲", caption="<b>") and "<caption>" not in shown("甲")
    assert shown("甲", "b").count('<th scope="row"') == 2 and shown("甲", "甲").count('<th scope="row"') == 0
    assert shown("甲", "").count('<th scope="row"') == 0 and shown("x" * 61).count('<th scope="row"') == 0


def test_the_language_of_a_cell_is_told_and_each_says_its_column():
    shown = tifa.show_table(pd.DataFrame({"<i>": ["改革", "改革", "reform", "医共体 (consortium)"]})).data
    assert shown.count('lang="zh-Hans"') == 2 and shown.count('data-label="&#60;i&#62;"') == 4


def test_a_table_of_more_columns_needs_more_room():
    def needs(columns):
        table = pd.DataFrame({f"c{i}": ["推进紧密型县域医共体建设"] for i in range(columns)})
        return int(re.search(r"tifa-table needs-(\d+)", tifa.show_table(table).data)[1])

    assert needs(1) < needs(4) < needs(9) == needs(20)


def test_the_columns_of_a_table_are_chosen_and_named():
    shown = tifa.show_table(pd.DataFrame({"a": [1], "b": [2], "c": [3]}), columns={"c": "third", "a": "first"}).data
    assert shown.index("third") < shown.index("first") and ">2<" not in shown


def test_numbers_are_rounded_and_missing_ones_are_blank():
    shown = tifa.show_table(pd.DataFrame({"a": [1234.5678, None], "n": pd.array([12345, None], "Int64")}), digits=1).data
    assert "1,234.6" in shown and "12,345" in shown and "nan" not in shown.lower() and "<NA>" not in shown and "&lt;NA" not in shown


def test_the_bands_of_larger_samples_are_narrower():
    ax = show.plot_sample_sizes([0.9], largest=200)
    band = ax.collections[0].get_paths()[0].vertices
    width = {n: band[band[:, 0] == n, 1].max() - band[band[:, 0] == n, 1].min() for n in (10, 200)}
    assert width[200] < width[10] / 2 and max(map(int, names(ax.get_xticklabels()))) == 200
