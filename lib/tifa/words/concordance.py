"""A word in its contexts."""

import pandas as pd

from tifa.arguments import takes
from tifa.story import article_texts


@takes(articles="page article city kicker headline subhead body")
def concordance(articles, word, width=15):
    """Show a word in its context, line by line (KWIC).

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    word : str
        Looked for in the text itself, so that parts of words are found too.
    width : int, optional
        Characters of context on each side.

    Returns
    -------
    DataFrame
        Columns city, page, article, left, word, right; one row an occurrence.

    Examples
    --------
    >>> concordance(read_articles("seeds"), "小马拉大车").shape
    (2, 6)
    """
    rows = []
    for city, page, article, text in zip(
        articles.city, articles.page, articles.article, article_texts(articles)
    ):
        text = text.replace("\n", " ")
        at = text.find(word)
        while at >= 0 and word:
            end = at + len(word)
            rows.append([city, page, article, text[max(0, at - width) : at], word, text[end : end + width]])
            at = text.find(word, end)
    return pd.DataFrame(rows, columns=["city", "page", "article", "left", "word", "right"])
