"""Chinese text into words: jieba's algorithm and dictionary, the lexicon on top."""

import re
from functools import cache, lru_cache

from tifa.arguments import takes
from tifa.words.lists import LEXICON, load_lexicon, load_stopwords, load_surnames

# where rjieba and jieba cut apart: marks inside Latin words and numbers; both then see the parts jieba makes
_MARK = re.compile(
    r"(?<=[A-Za-z0-9])([-_&#.](?=[A-Za-z])|[-_&#](?=\d))|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])"
)
# the runs that can hold such a mark, letters alone left out; figures alone are passed over as one, not figure
# by figure
_LATIN = re.compile(
    r"[A-Za-z](?<![A-Za-z].)[A-Za-z]*+(?=[-_&#.\d])[-_&#.A-Za-z0-9]+"
    r"|\d[\d.]*+(?:[-_&#A-Za-z][-_&#.A-Za-z0-9]*)?"
)
_NUMBER = re.compile(r"^[\d.,%%‰+\-/:]+$|^[一二三四五六七八九十百千万亿两零〇]+$")
_DATE = re.compile(r"^(?:[年月日号时]|[\d一二三四五六七八九十]+[年月日号时]份?|[今去明前后当同]年|[上下]半年|[一二三四]季度|[今昨明近]日|上午|下午|晚上|中午)$")
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")


_default_stopwords = cache(load_stopwords)


@cache
def _lexicon(path):
    return load_lexicon(path) if path else {}


@cache
def _segmenter(engine, lexicon):
    """A segmenter of its own, so that no other user of jieba in the process is touched."""
    words = _lexicon(lexicon)
    if engine == "rjieba":
        import rjieba

        cutter = rjieba.Jieba()
        for word, tag in words.items():
            cutter.add_word(word, cutter.suggest_freq(word), tag)
        return cutter
    if engine == "jieba":
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        cutter = jieba.Tokenizer()
        for word, tag in words.items():
            cutter.add_word(word, None, tag)
        return cutter
    raise ValueError(f"engine is {engine!r}; expected 'rjieba' (fast) or 'jieba' (the reference)")


@takes()
def segment(text, lexicon=LEXICON, engine="rjieba"):
    """Cut a text into words; nothing is left out, and the words joined give the text again.

    Parameters
    ----------
    text : str
    lexicon : str, Path or None, optional
        Domain words on top of jieba's dictionary; None: jieba's dictionary alone.
    engine : {"rjieba", "jieba"}, optional
        Both give the same words on news text (of a number with two points, such as 1.2.3, jieba makes
        three and rjieba one); rjieba is about ten times faster.

    Returns
    -------
    list of str

    Examples
    --------
    >>> segment("推进网格化服务", lexicon=None), segment("推进网格化服务")
    (['推进', '网格化', '服务'], ['推进', '网格化服务'])
    """
    cutter = _segmenter(engine, lexicon)
    cut = (lambda t: cutter.cut(t, True)) if engine == "rjieba" else cutter.lcut
    words, done = [], 0
    for run in _LATIN.finditer(text):
        at = run.start()
        for part in _MARK.split(run[0])[:-1]:
            at += len(part or "")
            if done < at:
                words += cut(text[done:at])
                done = at
    return words + cut(text[done:]) if done < len(text) else words


@lru_cache(1 << 16)
def segment_clause(clause):
    """The words of a clause, by :func:`segment`; remembered, since clauses come again and again."""
    return tuple(segment(clause))


@takes()
@cache
def tag_word(word, lexicon=LEXICON):
    """Tell the part of speech of one word, as jieba tags it; ``x`` where it has none.

    Examples
    --------
    >>> tag_word("医共体"), tag_word("建设")
    ('n', 'vn')
    """
    known = _lexicon(lexicon).get(word)
    tags = [(word, known)] if known else _segmenter("rjieba", lexicon).tag(word, True)
    return tags[0][1] if len(tags) == 1 else "x"


@takes()
@cache
def in_dictionary(word):
    """Tell whether jieba's dictionary has a word; its segmenter and tagger guess at words it does not have.

    Examples
    --------
    >>> in_dictionary("双手"), in_dictionary("双碳")
    (True, False)
    """
    return len(cut_by_lists(word, None)) == 1


def cut_by_lists(text, lexicon=LEXICON):
    """Cut a text by dictionary and lexicon alone; :func:`segment` also guesses at words that neither has.

    Examples
    --------
    >>> segment("双碳"), cut_by_lists("双碳")
    (['双碳'], ['双', '碳'])
    """
    return _segmenter("rjieba", lexicon).cut(text, False)


class _Kinds(dict):
    """What each word is that was met so far: punctuation, number, date, name or word."""

    def __init__(self, lexicon):
        self.lexicon = lexicon

    def __missing__(self, word):
        self[word] = kind = _tell_kind(word, self.lexicon)
        return kind


_kinds = cache(_Kinds)


def _tell_kind(word, lexicon):
    if not _WORD.search(word):
        return "punctuation"
    if _NUMBER.match(word):
        return "number"
    if _DATE.match(word):
        return "date"
    tag = tag_word(word, lexicon)
    if tag in ("m", "mq"):
        return "number"
    if tag in ("nr", "nrt", "nrfg") and 2 <= len(word) <= 4 and word[0] in load_surnames():
        return "name"
    return "word"


def keep_words(words, stopwords=None, numbers=False, dates=False, names=False, lexicon=LEXICON):
    """Leave out what is not to be counted; see :func:`tokenize` for the parameters.

    Examples
    --------
    >>> keep_words(["推进", "的", "3", "医共体", "。"])
    ['推进', '医共体']
    """
    stop = _default_stopwords() if stopwords is None else frozenset(stopwords)
    wanted = {"word"} | {k for k, on in (("number", numbers), ("date", dates), ("name", names)) if on}
    kinds = _kinds(lexicon)
    return [w for w in words if w not in stop and kinds[w] in wanted]


def find_grams(text, n, stopwords=None, numbers=False, dates=False, names=False, lexicon=LEXICON):
    """Give every n words that are to be counted and stand next to each other; see :func:`tokenize`.

    Examples
    --------
    >>> find_grams("推进医共体建设,完善制度", 2)
    [('推进', '医共体'), ('医共体', '建设'), ('完善', '制度')]
    """
    if n < 1:
        raise ValueError(f"n is {n}; it must be 1 (words), 2 (two words next to each other) or more")
    words = segment(text, lexicon)
    kept = set(keep_words(words, stopwords, numbers, dates, names, lexicon))
    return [gram for gram in zip(*(words[i:] for i in range(n))) if kept.issuperset(gram)]


@takes()
def tokenize(text, n=1, stopwords=None, numbers=False, dates=False, names=False, lexicon=LEXICON):
    """Cut a text into the words that are to be counted, or into n-grams of them.

    Whatever is counted in this library is counted by this function; ``CountVectorizer(analyzer=tokenize)``
    of scikit-learn counts the same.

    Parameters
    ----------
    text : str
    n : int, optional
        2 or more gives n-grams: n words that stand next to each other in the text, joined without a blank.
        What is left out parts them: punctuation, blanks and ends of lines always, and, unless they are kept,
        stop words, numbers, dates and names.
    stopwords : collection of str, optional
        Words to leave out; default: :func:`load_stopwords`. An empty collection keeps all.
    numbers, dates, names : bool, optional
        True keeps numbers, words of dates (月, 2021年, 今年), names of people. Default: left out.
    lexicon : str, Path or None, optional
        Domain words on top of jieba's dictionary.

    Returns
    -------
    list of str
        In the order of the text; punctuation is left out.

    Raises
    ------
    ValueError
        When n is 0.

    Notes
    -----
    A name is what jieba tags as a person's name and what begins with one of the surnames of
    ``data/surnames.txt``: names cut in two are missed, and a few words of that shape are taken for names.

    Examples
    --------
    >>> tokenize("8月27日,周斌指出,要推进医共体建设。")
    ['推进', '医共体', '建设']
    >>> tokenize("8月27日,周斌指出,要推进医共体建设。", names=True, numbers=True)
    ['8', '27', '周斌', '推进', '医共体', '建设']
    >>> tokenize("8月27日,周斌指出,要推进医共体建设。", n=2)
    ['推进医共体', '医共体建设']
    """
    if n == 1:
        return keep_words(segment(text, lexicon), stopwords, numbers, dates, names, lexicon)
    return ["".join(gram) for gram in find_grams(text, n, stopwords, numbers, dates, names, lexicon)]
