"""New words: figures against a slow count by definition, and words of the lexicon found without it."""

import math
import re
from collections import Counter

import pytest

import tifa
from tifa.story import article_texts
from tifa.words import find_new_words, load_lexicon
from tifa.words.segment import cut_by_lists, tag_word

COLUMNS = ["term", "cut", "count", "articles", "pmi", "left", "right"]


def by_definition(texts, longest=6):
    """Each string of Chinese characters with its figures, one after the other."""
    counts, inside, left, right = Counter(), {}, {}, {}
    total = 0
    for number, text in enumerate(texts):
        for run in re.finditer(r"[\u3400-\u9fff]+", text):
            total += len(run[0])
            for i in range(len(run[0])):
                for j in range(i + 1, min(i + longest, len(run[0])) + 1):
                    word = run[0][i:j]
                    counts[word] += 1
                    inside.setdefault(word, set()).add(number)
                    left.setdefault(word, []).append(run[0][i - 1] if i else object())
                    right.setdefault(word, []).append(run[0][j] if j < len(run[0]) else object())
    entropy = lambda seen: -sum(n / len(seen) * math.log2(n / len(seen)) for n in Counter(seen).values())
    return {word: (n, len(inside[word]), min(math.log2(n * total / (counts[word[:k]] * counts[word[k:]])) for k in range(1, len(word))),
                   entropy(left[word]), entropy(right[word])) for word, n in counts.items() if len(word) > 1 and n >= 3}


def test_the_figures_are_those_of_their_definitions(corpus):
    articles = corpus.articles.head(8)
    expected = by_definition([*article_texts(articles)])
    found = find_new_words(articles, least=3, pmi=-99, entropy=0, lexicon=None)
    assert len(found) > 100
    for row in found.itertuples(index=False):
        assert tuple(row)[2:] == pytest.approx(expected[row.term], abs=1e-8), row.term
    stop = {word for word in tifa.words.load_stopwords() if tag_word(word)[0] not in "mn"}
    cut = {word: cut_by_lists(word, None) for word in expected}
    assert set(found.term) == {word for word, pieces in cut.items() if len(pieces) > 1 and not stop & {pieces[0], pieces[-1]}}


def test_an_example_set_out_by_hand(make_articles):
    """Five times 双碳 in 30 Chinese characters, 双 and 碳 nowhere else: log2(5 x 30 / (5 x 5)). Before it three different
    characters and twice the beginning, five neighbours: log2 5; behind it 山 four times and the end."""
    articles = make_articles(("甲城", "甲双碳山。乙双碳山。丙双碳山"), ("甲城", "双碳山。双碳"), ("乙城", "甲乙丙丁戊己庚辛壬癸子丑寅"))
    row = find_new_words(articles, entropy=0, pmi=0).set_index("term").loc["双碳"]
    assert row[["cut", "count", "articles"]].tolist() == ["双|碳", 5, 2]
    assert row.pmi == pytest.approx(math.log2(6)) and row.left == pytest.approx(math.log2(5))
    assert row.right == pytest.approx(-0.8 * math.log2(0.8) - 0.2 * math.log2(0.2))


def test_what_is_in_the_lexicon_or_the_dictionary_is_no_new_word(corpus):
    found = find_new_words(corpus.articles)
    assert not set(found.term) & set(load_lexicon()) and all(len(cut_by_lists(term)) > 1 for term in found.term)
    assert found.cut.str.replace("|", "").equals(found.term)


def test_words_of_the_lexicon_are_found_without_it(corpus):
    found = set(find_new_words(corpus.articles, lexicon=None).term)
    assert {"医共体", "基层治理", "医防融合", "紧密型", "分级诊疗", "疾控", "常态化"} <= found & set(load_lexicon())


def test_a_piece_of_a_longer_word_is_left_out(make_articles):
    articles = make_articles(*[("甲城", f"{one}渔灯塔桥{one}") for one in "甲乙丙丁戊己"])
    found = find_new_words(articles, pmi=0).term.tolist()
    assert "渔灯塔桥" in found and not {"渔灯", "灯塔桥", "渔灯塔"} & set(found)


def test_the_rare_the_loose_and_the_tied_are_left_out(corpus):
    assert find_new_words(corpus.articles, least=9)["count"].min() >= 9
    assert find_new_words(corpus.articles, pmi=8).pmi.min() >= 8
    assert find_new_words(corpus.articles, entropy=2)[["left", "right"]].min(axis=None) >= 2


def test_no_string_runs_over_a_mark_a_line_or_an_article(make_articles):
    articles = make_articles(*[("甲城", f"{one}渔。灯{one}\n桥{one}8塔") for one in "甲乙丙丁戊己"])
    assert find_new_words(articles, pmi=-99, entropy=0).empty


def test_the_order_of_the_articles_does_not_matter(corpus):
    assert find_new_words(corpus.articles).equals(find_new_words(corpus.articles[::-1]))


@pytest.mark.parametrize("bodies", [[], [""], ["。"], ["abc 12"], ["渔"], ["渔船"], ["的的的的的的"]])
def test_a_corpus_that_has_none_gives_a_table_without_rows(make_articles, bodies):
    found = find_new_words(make_articles(*[("甲城", body) for body in bodies]))
    assert found.empty and list(found.columns) == COLUMNS
