"""Which words keep company with each other."""

from itertools import pairwise

import numpy as np
import pandas as pd

from tifa.arguments import Kind, takes
from tifa.story import article_texts
from tifa.words.fold import fold
from tifa.words.forms import SENTENCE
from tifa.words.segment import tokenize

_AT_ONCE = 100_000  # words
_WINDOW = Kind('a whole number of 1 or more, or "sentence"', (int, str), bool,
               lambda value: value == "sentence" if isinstance(value, str) else value > 0)


@takes(articles="kicker headline subhead body", window=_WINDOW)
def collocations(articles, word=None, window=5, least=3, **how):
    """Find words that stand together more often than their frequency alone would bring about.

    f(x) is how often the word x occurs, f(x, y) how often x and y meet: how many occurrences of x have y in
    reach, or of y have x, whichever is lower. In reach is what stands in the same sentence and at most
    ``window`` counted words apart. With ``window="sentence"`` f is the number of sentences that have the
    word, or both. N is the number of sentences; with a window, that of counted words divided by how many of
    them are in reach of one on average, so that words strewn at random meet f(x) f(y) / N times. p is f / N:

    - NPMI = ln(p(x, y) / (p(x) p(y))) / -ln p(x, y): 1 where the two occur only together, 0 where they
      come together as often as by chance, below 0 where they avoid each other.
    - log Dice = 14 + log2(2 f(x, y) / (f(x) + f(y))): 14 where the two occur only together; one point less
      is half as often. It does not depend on the size of the corpus.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    word : str, optional
        The word whose company is asked for, as :func:`tifa.tokenize` cuts it. Default: all pairs.
    window : int or "sentence", optional
        How many counted words apart, or the whole sentence. Words that are not counted are passed over.
    least : int, optional
        Pairs that come together less often are left out: both measures favour what is rare.
    **how
        Passed to :func:`tifa.tokenize`: stopwords, numbers, dates, names, lexicon.

    Returns
    -------
    DataFrame
        Columns word, other, count (f(x, y)), word_count, other_count (f(x), f(y)), npmi (-1 … 1), log_dice
        (at most 14); the highest log Dice first. ``attrs["total"]`` is N. Of all pairs each stands once, its
        words by name. A word that does not occur gives no rows. A word beside itself is no pair.

    Notes
    -----
    Sources: G. Bouma, "Normalized (pointwise) mutual information in collocation extraction", *Proceedings of
    GSCL*, 2009; P. Rychlý, "A lexicographer-friendly association score", *Proceedings of RASLAN*, 2008; of
    what chance brings into a window, S. Evert, "Corpora and collocations", *Corpus Linguistics: An
    International Handbook*, 2008. Two words that are in every sentence have NPMI 1. In a tiny corpus a word
    can be in reach of every other; NPMI is then kept to -1 … 1.

    Examples
    --------
    >>> near = collocations(read_articles("seeds"), "医共体")
    >>> near[["other", "count"]].head(2).values.tolist()
    [['数字化', 16], ['县域', 7]]
    >>> pairs = collocations(read_articles("seeds"), window="sentence")
    >>> bool(pairs.npmi.between(-1, 1).all() and pairs.log_dice.max() <= 14)
    True
    """
    terms, ids, sentences = _number_words(articles, how)
    node = None if word is None else terms.index(word) if word in terms else -1
    if window == "sentence":
        first, second, counts, own, total = _meet_in_sentences(ids, sentences, len(terms), node, least)
    else:
        first, second, counts, own, total = _meet_in_window(ids, sentences, len(terms), node, window)
    kept = counts >= least
    first, second, counts = first[kept], second[kept], counts[kept]
    if node is not None:
        first, second = np.full_like(first, node), first + second - node
    names = np.array(terms, dtype=object)
    table = pd.DataFrame({
        "word": pd.array(names[first], dtype="str"), "other": pd.array(names[second], dtype="str"),
        "count": counts, "word_count": own[first], "other_count": own[second],
        "npmi": npmi(counts, own[first], own[second], total),
        "log_dice": log_dice(counts, own[first], own[second]),
    })
    table = table.sort_values(["log_dice", "count", "word", "other"], ascending=[False, False, True, True],
                              ignore_index=True)
    table.attrs["total"] = total
    return table


def npmi(both, x, y, total):
    """Normalised pointwise mutual information of counts; 1 where both are everywhere.

    Examples
    --------
    >>> import numpy as np
    >>> npmi(np.array([3, 2]), np.array([3, 4]), np.array([3, 5]), 10).tolist()
    [1.0, 0.0]
    """
    surprise = -np.log(both / total)
    gain = np.log(both * (total / x) / y)
    told = np.divide(gain, surprise, out=np.ones(len(both)), where=both < total)
    return np.round(np.clip(told, -1, 1), 12) + 0.0  # no -0.0


def log_dice(both, x, y):
    """Rychlý's log Dice of counts.

    Examples
    --------
    >>> import numpy as np
    >>> log_dice(np.array([3, 1]), np.array([3, 2]), np.array([3, 2])).tolist()
    [14.0, 13.0]
    """
    return np.round(14 + np.log2(2 * both / (x + y)), 12)


def _number_words(articles, how):
    """The different words, sorted; of each word of the corpus, which it is, and in which sentence."""
    words, sentences, n = [], [], 0
    for text in article_texts(articles):
        for sentence in SENTENCE.finditer(fold(text)):
            own = tokenize(text[slice(*sentence.span())], **how)
            words += own
            sentences += [n] * len(own)
            n += bool(own)
    terms = sorted(set(words))
    number = {term: i for i, term in enumerate(terms)}
    ids = np.fromiter((number[word] for word in words), dtype=np.int64, count=len(words))
    return terms, ids, np.array(sentences, dtype=np.int64)


def _meet_in_sentences(ids, sentences, n_terms, node, least):
    """Pairs (first < second), how many sentences have both, how many have each word, how many there are."""
    from scipy.sparse import csr_matrix, triu

    total = int(sentences[-1]) + 1 if len(sentences) else 0
    rows, columns = np.divmod(np.unique(sentences * max(n_terms, 1) + ids), max(n_terms, 1))
    own = np.bincount(columns, minlength=n_terms)
    wanted = own[columns] >= least  # a pair is no more frequent than its rarer word
    if node is not None:
        wanted &= np.isin(rows, rows[columns == node])
    has = csr_matrix((np.ones(wanted.sum(), dtype=np.int64), (rows[wanted], columns[wanted])),
                     (total, n_terms))
    if node is None:
        pairs = triu(has.T @ has, k=1).tocoo()
        return pairs.row, pairs.col, pairs.data, own, total
    counts = np.asarray(has.sum(axis=0)).ravel()
    others = np.flatnonzero((counts > 0) & (np.arange(n_terms) != node))
    return np.minimum(others, node), np.maximum(others, node), counts[others], own, total


def _meet_in_window(ids, sentences, n_terms, node, window):
    """Pairs (first < second), how often they meet, how often each word occurs, and N of the corpus."""
    in_reach, found, times = 0, [ids[:0]], [ids[:0]]
    edges = np.searchsorted(sentences, sorted({*sentences[::_AT_ONCE].tolist()}))
    for start, end in pairwise([*edges.tolist(), len(ids)]):  # whole sentences, not all at once, for memory
        met, within = _meet(ids[start:end], sentences[start:end], n_terms, node, window)
        in_reach += within
        pairs, counts = np.unique(met, return_counts=True)
        found.append(pairs)
        times.append(counts)
    pairs, places = np.unique(np.concatenate(found), return_inverse=True)
    counts = np.bincount(places, np.concatenate(times), minlength=len(pairs)).astype(np.int64)
    one, other = np.divmod(pairs, max(n_terms, 1))
    up, down = one < other, one > other
    turned = np.argsort(other[down] * n_terms + one[down])  # the same pairs, seen from the other word
    own, total = np.bincount(ids, minlength=n_terms), len(ids) ** 2 / max(in_reach, 1)
    return one[up], other[up], np.minimum(counts[up], counts[down][turned]), own, total


def _meet(ids, sentences, n_terms, node, window):
    """Each occurrence of a word with each other word in its reach, as one number; and how many are in reach.

    A word that stands twice in the reach of an occurrence is met once.
    """
    in_reach, met = 0, [ids[:0]]
    for apart in range(1, min(window, len(ids)) + 1):
        near = np.flatnonzero(sentences[:-apart] == sentences[apart:])
        if not len(near):
            break
        in_reach += 2 * len(near)
        wanted = ids[near] != ids[near + apart]
        if node is not None:
            wanted &= (ids[near] == node) | (ids[near + apart] == node)
        near = near[wanted]
        met += [near * n_terms + ids[near + apart], (near + apart) * n_terms + ids[near]]
    places, others = np.divmod(pd.unique(np.concatenate(met)), max(n_terms, 1))
    return ids[places] * n_terms + others, in_reach
