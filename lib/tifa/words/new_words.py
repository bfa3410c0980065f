"""Words that no list has yet: strings that hold together inside and stand free at both ends."""

from functools import cache

import numpy as np
import pandas as pd

from tifa.arguments import NUMBER, takes
from tifa.story import article_texts
from tifa.words.lists import LEXICON, load_stopwords
from tifa.words.segment import cut_by_lists, tag_word

_FIRST, _LAST = 0x3400, 0x9FFF  # Chinese characters; any other ends a string
_LONGEST = 6


@takes(articles="kicker headline subhead body", pmi=NUMBER, entropy=NUMBER)
def find_new_words(articles, least=5, pmi=4.0, entropy=1.0, lexicon=LEXICON):
    """Find strings of 2 to 6 characters that may be words, though cut to pieces: a list to read, no truth.

    - ``pmi`` says how firmly a string holds together: log2 of how much more often its two parts stand
      together than by chance, p(string) / (p(part) p(part)), at the weakest of its cuts; p is a count among
      all Chinese characters.
    - ``left`` and ``right`` say how free it is at its ends: the entropy in bits of the characters that stand
      before and behind it. A piece of a longer word has nearly always the same neighbour, and an entropy
      near 0. Where a text, a line or a run of Chinese characters ends, each time counts as another neighbour.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    least : int, optional
        Occurrences.
    pmi, entropy : float, optional
        A string needs this much of ``pmi``, and this much of both ``left`` and ``right``.
    lexicon : str, Path or None, optional
        The lexicon on top of jieba's dictionary; a word of either is no new word.

    Returns
    -------
    DataFrame
        Columns term, cut (its pieces by lexicon and dictionary, | between them), count, articles, pmi, left,
        right; most frequent first. Strings that begin or end with a stop word are left out, unless it is a
        numeral or a noun. Read it with :func:`tifa.concordance`, and put what is a word into a copy of the
        lexicon.

    Notes
    -----
    Sources: of the ends, Z. Jin and K. Tanaka-Ishii, "Unsupervised segmentation of Chinese text by use of
    branching entropy", *Proceedings of COLING/ACL*, 2006, and, of ends of runs as neighbours, H. Feng, K.
    Chen, X. Deng and W. Zheng, "Accessor variety criteria for Chinese word extraction", *Computational
    Linguistics* 30, 2004; of the inside, K. W. Church and P. Hanks, "Word association norms, mutual
    information, and lexicography", *Computational Linguistics* 16, 1990.

    Set phrases and names are found as well as words; what an article repeats is found in a small corpus, so
    look at ``articles``. In a large one raise ``least``: six million characters give 30,000 rows with 5.

    Examples
    --------
    >>> found = find_new_words(read_articles("seeds"))
    >>> found[["term", "cut", "count", "articles"]].head(2).values.tolist()
    [['卫生服务', '卫生|服务', 21, 6], ['医共体建设', '医共体|建设', 16, 3]]
    """
    texts = [*article_texts(articles)]
    codes = np.frombuffer("\n".join(["", *texts, ""]).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    codes = codes.astype(np.int64)
    starts = np.cumsum([1, *(len(text) + 1 for text in texts)])
    rows = []
    for found in _measure_strings(codes, starts, max(1, least)):
        firm = (found.pmi >= pmi) & (np.minimum(found.left, found.right) >= entropy)
        for row in found[firm].itertuples(index=False):
            term = codes[row.at : row.at + row.length].astype("<u4").tobytes().decode("utf-32-le")
            pieces = cut_by_lists(term, lexicon)
            if len(pieces) > 1 and not any(_is_grammar(piece) for piece in (pieces[0], pieces[-1])):
                rows.append((term, "|".join(pieces), row.count, row.articles, row.pmi, row.left, row.right))
    types = {"term": "str", "cut": "str", "count": "int64", "articles": "int64",
             "pmi": "float", "left": "float", "right": "float"}
    table = pd.DataFrame(rows, columns=[*types]).astype(types)
    return table.sort_values(["count", "term"], ascending=[False, True], ignore_index=True)


@cache
def _is_grammar(piece):
    """Whether a piece is a stop word that names nothing; numerals and nouns open many names (三医联动)."""
    return piece in load_stopwords() and tag_word(piece)[0] not in "mn"


def _measure_strings(codes, starts, least):
    """For each length from 2, the strings that occur ``least`` times, as a table: at, length, and figures.

    Strings of one length are numbered, and those of the next are pairs of these numbers, of neighbouring
    places; what is rare is dropped before, since a string is no more frequent than its parts. So each length
    is one sorting of the places that are left.
    """
    chinese = (codes >= _FIRST) & (codes <= _LAST)
    number, places = np.full(len(codes), -1), np.flatnonzero(chinese)
    total, counts = len(places), []  # counts: by length and place, of the string that begins there
    keys = codes[places]
    for length in range(1, _LONGEST + 1):
        _, first, own, n = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
        counts.append(np.zeros(len(codes), dtype=np.int32))
        counts[-1][places] = n[own]
        if length > 1:
            frequent = n >= least
            kept = frequent[own]
            at, own, n = places[first[frequent]], (np.cumsum(frequent) - 1)[own[kept]], n[frequent]
            here = places[kept]
            if not len(at):
                return
            article = np.searchsorted(starts, here, side="right")
            yield pd.DataFrame({
                "at": at, "length": length, "count": n, "pmi": _worst_cut(counts, at, length, total),
                "articles": np.bincount(pd.unique(own * (len(starts) + 1) + article) // (len(starts) + 1)),
                "left": _branching(own, n, codes[here - 1], chinese[here - 1]),
                "right": _branching(own, n, codes[here + length], chinese[here + length])})
        else:
            kept = (n >= least)[own]
            here, own = places[kept], own[kept]
        number[:] = -1
        number[here] = own
        places = here[number[here + 1] >= 0]
        keys = number[places] * (len(n) + 1) + number[places + 1]


def _worst_cut(counts, at, length, total):
    """The least pointwise mutual information, in bits, over all ways to cut each string in two."""
    whole = counts[length - 1][at]
    parts = [1.0 * counts[cut - 1][at] * counts[length - cut - 1][at + cut] for cut in range(1, length)]
    return np.round(np.log2(whole) + np.log2(total) - np.log2(np.max(parts, axis=0)), 9)


def _branching(own, n, neighbours, chinese):
    """The entropy in bits of the neighbours of each string; what is not Chinese is another one each time."""
    pairs, times = np.unique(own[chinese] * (_LAST + 1) + neighbours[chinese], return_counts=True)
    lost = np.bincount(pairs // (_LAST + 1), times * np.log2(times), minlength=len(n))
    return np.round(np.abs(np.log2(n) - lost / n), 9)
