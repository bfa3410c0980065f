"""Themes: which fields of policy an article is about, by a codebook of terms."""

import pandas as pd

from tifa.arguments import PATH, takes
from tifa.knowledge import DATA, read_rows
from tifa.story import article_texts

_MOST = 3  # mentions of a term that count: the fourth says nothing new


@takes(articles="page article headline kicker subhead body", codebook=PATH)
def find_themes(articles, codebook=DATA / "themes.csv", least=4):
    """Tell which themes an article is about; several, or none.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    codebook : str or Path, optional
        A CSV with the columns theme, term, weight, reason; default: the package's own.
    least : int, optional
        The score from which an article is about a theme.

    Returns
    -------
    DataFrame
        Columns page, article, theme, score, terms (with their mentions, joined by ``;``); the themes of an
        article with the highest score first. An article about none has no row.

    Notes
    -----
    The score adds up the weights of a theme's terms, each as often as the term stands in the article, three
    times at most; a term in the headline counts twice. A codebook is a claim: change a weight and see which
    articles change their theme. Of the 22 articles of the seeds 21 were coded as about a theme of the codebook:
    19 have it here, 18 have it first; the codebook was written with these pages in view.

    Examples
    --------
    >>> themes = find_themes(read_articles("seeds"))
    >>> themes[themes.theme.eq("jobs")].page.str[:3].tolist()
    ['004']
    """
    terms, rows = read_rows(codebook), []
    for page, article, headline, text in zip(articles.page, articles.article, articles.headline,
                                             article_texts(articles)):
        scores, told = {}, {}
        for row in terms:
            if count := text.count(row["term"]):
                mentions = min(count, _MOST) + (row["term"] in headline)
                theme = row["theme"]
                scores[theme] = scores.get(theme, 0) + float(row["weight"]) * mentions
                told.setdefault(theme, []).append(f"{row['term']} {count}")
        about = sorted((theme for theme in scores if scores[theme] >= least), key=lambda theme: -scores[theme])
        rows += [(page, article, theme, scores[theme], "; ".join(told[theme])) for theme in about]
    return pd.DataFrame(rows, columns=["page", "article", "theme", "score", "terms"])
