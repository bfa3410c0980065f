"""How evenly a word is spread over the parts of a corpus."""

import numpy as np
import pandas as pd

from tifa.arguments import TEXTS, takes
from tifa.words.counts import COLUMNS, TooLittle, tell_groups
from tifa.words.matrix import term_matrix


@takes(articles="page article kicker headline subhead body", terms=TEXTS, by=COLUMNS)
def dispersion(articles, terms=None, by=None, **how):
    """Tell how evenly words are spread: deviation of proportions (DP) and range.

    A part that holds a share s of all counted words should hold the same share of a word's occurrences; it
    holds v. DP is half the sum of the differences abs(v - s): 0 where the word is spread as the words of the
    corpus are, near 1 where it all stands in one small part. The highest DP that a corpus allows is
    1 - min(s); the normalised DP is divided by it, and so comparable between corpora.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    terms : list of str, optional
        Default: all terms that are counted. One that does not occur has no dispersion, and no row.
    by : str or list of str, optional
        What the parts are: a column of ``articles``, ``"month"``, or a list of these; articles whose value
        is empty are left out. Default: every article is a part.
    **how
        Passed to :func:`tifa.tokenize`: n, stopwords, numbers, dates, names, lexicon.

    Returns
    -------
    DataFrame
        Columns term, count, range (parts it occurs in), parts (of the corpus: those with any counted word),
        dp, dp_norm (both 0 … 1); most frequent first.

    Raises
    ------
    TooLittle
        A ValueError, when fewer than two parts have a counted word.

    Notes
    -----
    Sources: S. Th. Gries, "Dispersions and adjusted frequencies in corpora", *International Journal of Corpus
    Linguistics* 13, 2008; J. Lijffijt and S. Th. Gries, "Correction to 'Dispersions and adjusted frequencies
    in corpora'", *International Journal of Corpus Linguistics* 17, 2012.

    A word that occurs once stands in one part, so that its DP is high whatever it means: compare words that
    are about as frequent.

    Examples
    --------
    >>> spread = dispersion(read_articles("seeds"), ["建设", "医共体"])
    >>> spread[["term", "count", "range", "parts"]].values.tolist()
    [['建设', 77, 14, 22], ['医共体', 33, 3, 22]]
    >>> spread.dp.round(2).tolist()
    [0.36, 0.76]
    """
    counts = term_matrix(articles, **how)
    matrix = counts.matrix if by is None else _sum_parts(counts.matrix, articles, by)
    sizes = np.asarray(matrix.sum(axis=1)).ravel()
    matrix, sizes = matrix[sizes > 0], sizes[sizes > 0]
    if len(sizes) < 2:
        raise TooLittle(f"no dispersion over {len(sizes)} part of the corpus with counted words: it needs "
                        "two or more; give more articles, or another by")
    total = np.asarray(matrix.sum(axis=0)).ravel()
    own, expected = matrix.tocoo(), sizes / sizes.sum()
    share = expected[own.row]
    apart = np.abs(own.data / total[own.col] - share) - share  # parts without the term differ by their share
    dp = (1 + np.bincount(own.col, apart, minlength=len(total))) / 2
    table = pd.DataFrame({
        "term": pd.array(counts.terms, dtype="str"), "count": total,
        "range": np.bincount(own.col, minlength=len(total)), "parts": len(sizes),
        # rounded, since sums in another order differ in the last digit
        "dp": np.round(np.abs(dp), 12), "dp_norm": np.round(np.abs(dp) / (1 - expected.min()), 12),
    })
    wanted = table["count"] > 0 if terms is None else table["count"].gt(0) & table.term.isin(list(terms))
    return table[wanted].sort_values(["count", "term"], ascending=[False, True], ignore_index=True)


def _sum_parts(matrix, articles, by):
    """The counts of each part: of all articles that are alike in the columns ``by``."""
    from scipy.sparse import csr_matrix

    groups = pd.Series(tell_groups(articles, [by] if isinstance(by, str) else by), dtype="object")
    known = groups.map(any).to_numpy(dtype=bool)
    parts, names = pd.factorize(groups[known], sort=True)
    rows = np.flatnonzero(known)
    return csr_matrix((np.ones(len(rows), dtype=int), (parts, rows)), (len(names), len(articles))) @ matrix
