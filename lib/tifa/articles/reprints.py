"""Reprints: the same article on two pages or in two files, also when it was edited in between."""

import re
from collections import Counter

import numpy as np
import pandas as pd
from rensa import RMinHash, RMinHashLSH

from tifa.arguments import takes
from tifa.words.fold import fold

_WORDS = re.compile(r"[^\W_]+")
# of a shingle's characters; odd, its bits well mixed
_WEIGHTS = np.uint64(0x9E3779B97F4A7C15) ** np.arange(5, dtype="u8")
# of three hashes: two articles with a Jaccard of 0.35 share a band in 94 of 100 cases,
# of 0.5 in all but 2 of 10,000
_BANDS = 64
_CROWD = 20  # articles; a band that so many share is a formula and tells no reprint
_LEAST = 20  # characters; two bodies that are shorter can be the same by chance
_SHORT = 300  # shingles; below it, what is alike can be one formula told of two days or places


@takes(articles="page article body")
def mark_duplicates(articles):
    """Mark each article that repeats an earlier one, edited or not.

    Bodies are compared, without white space and punctuation and with full-width letters and digits folded, by
    their shingles (the set of all runs of five characters). An article is a reprint of an earlier one when
    the Jaccard index of the two sets (shared / all shingles) is at least 0.8. Where both sets have 300
    shingles, 0.6 is enough, and so is 0.35 when the smaller set lies to 0.8 in the larger one: an
    abridgement, or an article with something added. MinHash finds the candidates, each of which is then
    compared in full.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``, its rows in any order.

    Returns
    -------
    DataFrame
        The same rows with ``duplicate_of`` filled in: ``page:article`` of the first article, by page and
        number, that this one is a reprint of. Articles are held against first printings only: one that is
        like a reprint, but no longer like the article reprinted, is a first printing itself.

    Notes
    -----
    Source: A. Z. Broder, "On the resemblance and containment of documents", *Proceedings of SEQUENCES*, 1997.

    How many edited copies are found, by what was changed: :func:`tifa.compare.read_accuracy`.

    Short texts are found only when little was changed. Short reports of one formula (the same ceremony a year
    later) can pass for reprints; bodies of fewer than 20 characters are never marked. A quotation or a text
    written anew is no reprint.

    Examples
    --------
    >>> articles = read_articles("seeds").head(2)
    >>> mark_duplicates(articles.assign(page=["a", "b"], body=articles.body[0])).duplicate_of.tolist()
    ['', 'a:1']
    """
    order = articles[["page", "article", "body"]].reset_index(drop=True).sort_values(["page", "article"])
    hashes = [_hash_shingles(body) for body in order.body]
    signatures = RMinHash.digest_matrix_from_token_hash_sets(hashes, 3 * _BANDS, 0)
    shares_band = RMinHashLSH(0.5, 3 * _BANDS, _BANDS).query_duplicate_flags_matrix_one_shot(signatures)
    shingles, in_band, first = {}, {}, [None] * len(order)
    for i, signature in enumerate(signatures.to_rows()):
        if not shares_band[i] or not hashes[i].size:
            continue
        shingles[i] = pd.unique(hashes[i])
        bands = list(enumerate(zip(signature[::3], signature[1::3], signature[2::3])))
        shared = Counter(j for band in bands for j in in_band.get(band, ()))
        likely = sorted(j for j, _ in shared.most_common(5))
        first[i] = next((j for j in likely if _is_reprint(shingles[i], shingles[j])), None)
        if first[i] is None:
            for band in bands:
                if len(in_band.setdefault(band, [])) < _CROWD:
                    in_band[band].append(i)
    keys = [f"{page}:{article}" for page, article in zip(order.page, order.article)]
    marks = pd.Series(["" if j is None else keys[j] for j in first], index=order.index, dtype="str")
    return articles.assign(duplicate_of=marks.sort_index().array)


@takes(articles="duplicate_of")
def first_printings(articles):
    """Give the articles that are no reprint, so that what is counted on them counts each article once.

    A reprint counts for the page that comes first, and so for the city of that page.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> len(articles), len(first_printings(articles))
    (22, 22)
    """
    return articles[articles.duplicate_of == ""].reset_index(drop=True)


@takes(articles="page duplicate_of")
def tell_reprints(articles):
    """Say how many articles repeat another one, and how they are counted.

    A sentence for the prose of a notebook.

    Examples
    --------
    >>> tell_reprints(read_articles("seeds"))
    'Articles read: 22. None repeats another one; each is counted once.'
    """
    again = len(articles) - len(first_printings(articles))
    said = f"{again} of them repeat{'s' * (again == 1)} another one" if again else "None repeats another one"
    first = ", on the page that comes first" if again else ""
    return f"Articles read: {len(articles)}. {said}; each is counted once{first}."


def _hash_shingles(body):
    """Hash every run of five characters of a body, white space and punctuation left out.

    The hash is a polynomial modulo 2**64.
    """
    text = fold("".join(_WORDS.findall(body)))
    codes = np.frombuffer(text.encode("utf-32-le"), "u4").astype("u8")
    return np.convolve(codes, _WEIGHTS, "valid") if len(text) >= _LEAST else codes[:0]


def _is_reprint(a, b):
    """Hold two sets of shingles against the thresholds."""
    shared, least = np.intersect1d(a, b, assume_unique=True).size, min(a.size, b.size)
    jaccard = shared / (a.size + b.size - shared)
    return jaccard >= 0.8 or least >= _SHORT and (jaccard >= 0.6 or jaccard >= 0.35 and shared >= 0.8 * least)
