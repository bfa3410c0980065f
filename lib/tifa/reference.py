"""What is national stock: a list of general formulations, and how many documents of a reference corpus have a wording."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pandas as pd

from tifa.articles import read_articles
from tifa.duplicates import first_printings
from tifa.policy.slogans import find_slogans
from tifa.terms import article_texts
from tifa.text import fold
from tifa.variants import bare
from tifa.words import DATA

_QUOTED = re.compile("“([^“”]{1,40})”")
_SHORT = 4  # characters; a shorter label is too often a chance meeting of its characters (周三在 for 三在)


@cache
def read_stock(path=DATA / "stock_phrases.csv"):
    """Read the list of national stock phrases.

    Parameters
    ----------
    path : str or Path, optional
        A CSV with the columns phrase, meaning, origin, why; default: the package's own.

    Returns
    -------
    DataFrame

    Notes
    -----
    The package's list is written from general knowledge; origins are the best-known, not always the first. It is far
    from complete, and it knows nothing of what became national after it was written.

    Examples
    --------
    >>> read_stock().set_index("phrase").origin["枫桥经验"]
    'Zhuji (Zhejiang); Mao Zedong, 1963'
    """
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")


def count_reference(corpus, wordings=None):
    """Count in how many documents of a corpus each wording stands: a table to keep, and to hold other corpora against.

    Parameters
    ----------
    corpus : str, Path, DataFrame or iterable of str
        What :func:`tifa.read_articles` reads, the table ``articles``, or texts.
    wordings : iterable of str, optional
        What to count; default, for a path or a table: the formulations found in the corpus itself, of which those of
        a single document are left out.

    Returns
    -------
    DataFrame
        Columns text, documents, of (documents in the corpus); most frequent first. Keep it with
        ``table.to_csv("reference.csv", index=False)`` and pass it, or the file, to :func:`tifa.classify_slogans`.

    Raises
    ------
    ValueError
        When texts are given without wordings.

    Notes
    -----
    A document has a wording when it prints the same characters in a row, whatever the punctuation, quotation marks and
    empty words (的, 了, 和 …) between them; a wording of fewer than 4 characters must stand by itself in quotation marks.
    A longer one can still be met by chance across two sentences. Reprints count once.

    Examples
    --------
    >>> count_reference(["走好“最后一公里”。", "最后一公里", "三公里"], ["最后一公里", "三在"]).values.tolist()
    [['最后一公里', 2, 3], ['三在', 0, 3]]
    """
    if isinstance(corpus, (str, Path)):
        corpus = read_articles(corpus)
    if isinstance(corpus, pd.DataFrame):
        articles = first_printings(corpus)
        texts, known = list(article_texts(articles)), wordings is not None
        wordings = wordings if known else find_slogans(articles).text
    elif wordings is None:
        raise ValueError("texts come without wordings to count; pass wordings, or a folder or the table articles")
    else:
        texts, known = list(corpus), True
    wordings = {bare(w): w for w in reversed(list(wordings)) if bare(w)}
    starts = {}
    for word in wordings:
        starts.setdefault(word[:2], []).append(word)
    counts = Counter()
    for text in map(fold, texts):
        plain, quoted = bare(text), {bare(q) for q in _QUOTED.findall(text)}
        likely = (w for pair in {plain[i : i + 2] for i in range(len(plain))} for w in starts.get(pair, ()))
        counts.update(w for w in likely if (w in plain if len(w) >= _SHORT else w in quoted))
    rows = [[wordings[w], counts[w], len(texts)] for w in sorted(wordings, key=lambda w: (-counts[w], w)) if known or counts[w] > 1]
    return pd.DataFrame(rows, columns=["text", "documents", "of"])
