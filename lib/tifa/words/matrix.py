"""Articles by terms, as scikit-learn wants them."""

from typing import Any, NamedTuple

import pandas as pd

from tifa.arguments import takes
from tifa.words.counts import TooLittle, count_words


class TermMatrix(NamedTuple):
    """How often each article has each term.

    Attributes
    ----------
    matrix : scipy.sparse.csr_matrix
        Counts, articles x terms.
    articles : MultiIndex
        Page and article of each row.
    terms : ndarray of str
        The term of each column, sorted.
    """

    matrix: Any
    articles: pd.MultiIndex
    terms: Any


@takes(articles="page article kicker headline subhead body")
def term_matrix(articles, **how):
    """Count the terms of each article in a matrix that goes straight into scikit-learn.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    **how
        Passed to :func:`tifa.tokenize`: n, stopwords, numbers, dates, names, lexicon.

    Returns
    -------
    TermMatrix
        ``matrix`` (sparse, compressed by row: articles x terms), ``articles`` (page and article of each row,
        in the table's order), ``terms`` (of each column, sorted).

    Raises
    ------
    TooLittle
        A ValueError, when no article has a word that is counted.

    Examples
    --------
    >>> counts = term_matrix(read_articles("seeds"))
    >>> counts.matrix.shape == (len(counts.articles), len(counts.terms))
    True
    >>> column = counts.terms.tolist().index("医共体")
    >>> int(counts.matrix[:, column].sum())
    33
    """
    counts = count_words(articles, **how)
    if not any(counts):
        raise TooLittle(f"no terms to count in {len(articles)} articles: none has a word that is counted; "
                        "give articles with text, or leave fewer words out")
    matrix, terms = lay_out(counts)
    return TermMatrix(matrix, pd.MultiIndex.from_frame(articles[["page", "article"]]), terms)


def lay_out(counts):
    """Lay out the counts of articles as a sparse matrix, articles x terms, and the terms, sorted.

    Parameters
    ----------
    counts : list of Counter
        From :func:`tifa.words.count_words`.

    Returns
    -------
    tuple of scipy.sparse.csr_matrix, ndarray of str

    Examples
    --------
    >>> matrix, terms = lay_out([{"网格": 2}, {"医共体": 1}])
    >>> terms.tolist(), matrix.toarray().tolist()
    (['医共体', '网格'], [[0, 2], [1, 0]])
    """
    from sklearn.feature_extraction import DictVectorizer

    vectorizer = DictVectorizer(dtype=int)
    return vectorizer.fit_transform(counts), vectorizer.get_feature_names_out()
