"""Findings: sentences that say what the tables say."""

import pandas as pd
import pytest

import tifa
from tifa.compare import find_findings, find_themes, group_systems, pick_theme, read_glossary


FIGURES = "Figures with a before"


@pytest.fixture
def theme(corpus):
    systems = group_systems(corpus.systems, corpus.articles)
    return pick_theme(systems[~systems.city.isin(["", "全国"])], find_themes(corpus.articles))


def find(corpus, theme, **given):
    tables = {name: given.get(name, getattr(corpus, name)) for name in ("slogans", "measures", "indicators")}
    return find_findings(theme, *tables.values(), corpus.articles, corpus.pages, read_glossary("seeds"))


def test_the_first_finding_counts_the_reforms_of_each_city(corpus, theme):
    counts = theme.drop_duplicates(["city", "reform"]).city.value_counts()
    first = find(corpus, theme).iloc[0]
    assert first.rests_on.startswith(f"{len(theme)} reform rows (of 100 such rows ")
    assert all(f"{city} (" in first.finding and f") {n}" in first.finding for city, n in counts.items())


def test_each_finding_leads_to_the_site_and_says_how_often_a_row_is_right(corpus, theme):
    found = find(corpus, theme)
    assert 0 < len(found) <= 5 and found.rests_on.str.match(r"[1-9][\d,]* ").all()
    assert found.address.str.match(r"reforms\.html[#?]|pages/\w+\.html#c").all()
    for least, most in found.rests_on.str.findall(r"of 100 such rows (\d+) to (\d+) are right").explode():
        assert 0 <= int(least) <= int(most) <= 100


def test_each_finding_is_cited_by_all_it_rests_on(corpus, theme):
    found = find(corpus, theme)
    told = found.citation.iloc[0]
    articles = theme.drop_duplicates(["page", "article"])
    assert len(told.split("\n")) == len(articles)
    for (page, article), rows in theme.groupby(["page", "article"]):
        stretches = ";".join(rows.spans).split(";")
        more = f" and {len(stretches) - 8} stretches more" if len(stretches) > 8 else ""
        assert f"page {page}, article {article}, characters {', '.join(stretches[:8])}{more}; " in told
    assert " stretches more" in told
    shown = tifa.show.show_findings(found).data
    assert shown.count("Cite this") == len(found) and shown.count(f"tifa {tifa.__version__}".replace(".", "&#46;")) >= len(found)


def test_shares_of_few_articles_are_no_difference_of_cities(corpus, theme):
    told = find(corpus, theme)
    assert told.finding[told.finding.str.startswith("Measures by")].str.contains("too few articles to conclude anything").all()


def test_shares_are_not_compared_where_a_city_has_few_measures(corpus, theme):
    assert not find(corpus, theme, measures=corpus.measures.head(3)).finding.str.startswith("Measures by").any()


def test_figures_without_a_before_are_no_finding(corpus, theme):
    without = corpus.indicators.assign(base_value=pd.NA)
    assert not find(corpus, theme, indicators=without).finding.str.startswith(FIGURES).any()


def test_the_largest_change_is_told_with_its_place(corpus, theme):
    row = find(corpus, theme).query("finding.str.startswith(@FIGURES)").iloc[0]
    start, end = map(int, row.address.partition("#c")[2].split("-"))
    changed = corpus.indicators[(corpus.indicators.start == start) & (corpus.indicators.end == end)]
    assert any(metric in row.finding for metric in changed.metric)


def test_where_no_city_has_a_reform_nothing_is_found_and_the_page_says_so(corpus, theme):
    found = find(corpus, theme.head(0))
    assert found.empty and "nothing was found" in tifa.show.show_findings(found).data


def test_words_of_a_corpus_are_escaped(corpus, theme):
    hostile = theme.assign(name="<img src=x>", reform="<img src=x>")
    assert "<img" not in tifa.show.show_findings(find(corpus, hostile)).data


def test_no_instrument_leads_where_two_are_level(corpus, theme):
    city = theme.city.value_counts().index[0]
    row = theme[theme.city == city].iloc[0]
    start = int(row.spans.partition("-")[0])
    measure = corpus.measures.iloc[:1].assign(page=row.page, article=row.article)

    def told(*instruments):
        measures = [measure.assign(instrument=way, start=start + n, end=start + n + 1)
                    for n, way in enumerate(instruments)]
        found = find(corpus, theme[theme.reform == row.reform], measures=pd.concat(measures)).finding
        return found[found.str.contains("is told with")].iloc[0]

    level = "2 measures, as many by rules (authority) as by money (treasure), 1 each, such as"
    assert level in told("treasure", "authority")
    assert "3 measures, 2 of them by money (treasure), more than by any" in told("treasure", "authority", "treasure")
    assert "1 measure, by money (treasure): " in told("treasure")
