"""The word lists: the lexicon on top of jieba's dictionary, stop words, surnames."""

from functools import cache

from tifa.arguments import takes
from tifa.knowledge import DATA, read_set, read_words

LEXICON, STOPWORDS = DATA / "lexicon.txt", DATA / "stopwords.txt"


@takes()
def load_lexicon(path=LEXICON):
    """Load a domain lexicon.

    Parameters
    ----------
    path : str or Path, optional
        A file with one word a line, its part of speech behind a space; default: the package's own.

    Returns
    -------
    dict of str to str
        Word to part of speech (``n`` where the file gives none).

    Examples
    --------
    >>> load_lexicon()["医共体"]
    'n'
    """
    return {word: tag or "n" for word, _, tag in (line.partition(" ") for line in read_words(path))}


@takes()
def load_stopwords(path=STOPWORDS):
    """Load a list of stop words.

    Parameters
    ----------
    path : str or Path, optional
        A file with words parted by white space; default: the package's own.

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> "的" in load_stopwords(), "医院" in load_stopwords()
    (True, False)
    """
    return read_set(path)


@cache
def load_surnames():
    return frozenset("".join(read_words(DATA / "surnames.txt")))
