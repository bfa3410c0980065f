"""Articles by terms: one way of counting, here and in scikit-learn."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

import tifa
from tifa.story import article_texts
from tifa.words import TooLittle, term_matrix

WAYS = [{}, {"n": 2}, {"n": 3, "stopwords": []}, {"numbers": True, "dates": True}, {"lexicon": None}]


@pytest.mark.parametrize("how", WAYS)
def test_a_count_vectorizer_of_scikit_learn_counts_the_same(corpus, how):
    vectorizer = CountVectorizer(analyzer=partial(tifa.tokenize, **how))
    expected = vectorizer.fit_transform(article_texts(corpus.articles))
    counts = term_matrix(corpus.articles, **how)
    assert counts.terms.tolist() == vectorizer.get_feature_names_out().tolist()
    assert (counts.matrix != expected).nnz == 0


@pytest.mark.parametrize("how", WAYS)
def test_the_columns_add_up_to_the_counted_terms(corpus, how):
    counts, terms = term_matrix(corpus.articles, **how), tifa.count_terms(corpus.articles, **how)
    whole = terms[terms.city == ""].sort_values("term")
    assert counts.terms.tolist() == whole.term.tolist()
    assert np.asarray(counts.matrix.sum(axis=0)).ravel().tolist() == whole["count"].tolist()
    assert counts.matrix.getnnz(axis=0).tolist() == whole.articles.tolist()


def test_the_rows_are_the_counts_of_the_words_of_each_article(corpus):
    counts = term_matrix(corpus.articles)
    assert counts.matrix.format == "csr"
    for row, words in zip(counts.matrix, tifa.words.count_words(corpus.articles)):
        assert dict(zip(counts.terms[row.indices].tolist(), row.data.tolist())) == dict(words)


def test_the_rows_are_named_by_page_and_article(corpus):
    assert term_matrix(corpus.articles).articles.equals(pd.MultiIndex.from_frame(corpus.articles[["page", "article"]]))


def test_it_goes_straight_into_scikit_learn(corpus):
    counts = term_matrix(corpus.articles)
    weights = TfidfTransformer(sublinear_tf=True).fit_transform(counts.matrix)
    every = tifa.weigh_terms(corpus.articles, min_articles=1, max_share=1.0)
    assert every.columns.tolist() == counts.terms.tolist()
    np.testing.assert_allclose(weights.toarray(), every.to_numpy(), atol=1e-12)


@pytest.mark.parametrize("bodies", [[], [""], ["的。", "8月"]])
def test_no_word_to_count_is_too_little(make_articles, bodies):
    with pytest.raises(TooLittle, match=f"^no terms to count in {len(bodies)} articles: none has a word that is counted"):
        term_matrix(make_articles(*[("甲城", body) for body in bodies]))


def test_an_article_without_words_keeps_its_row(make_articles):
    assert term_matrix(make_articles(("甲城", "渔船"), ("甲城", "的。"))).matrix.toarray().tolist() == [[1], [0]]
