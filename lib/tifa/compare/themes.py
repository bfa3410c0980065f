"""Themes: which fields of policy an article is about, by a codebook of terms."""

import pandas as pd

from tifa.arguments import PATH, takes
from tifa.knowledge import DATA, read_rows
from tifa.story import article_texts

NO_THEME = "no theme of the codebook"
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
    articles change their theme. Of the 22 articles of the seeds 21 were coded as about a theme of the
    codebook: 19 have it here, 18 have it first; the codebook was written with these pages in view.

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
        about = [theme for theme in sorted(scores, key=scores.get, reverse=True) if scores[theme] >= least]
        rows += [(page, article, theme, scores[theme], "; ".join(told[theme])) for theme in about]
    return pd.DataFrame(rows, columns=["page", "article", "theme", "score", "terms"])


@takes(themes="tifa.compare.find_themes: page article theme",
       systems="tifa.compare.group_systems: page article city reform")
def compare_themes(themes, systems):
    """Tell which cities have reforms in a theme: themes of most cities first, then of most reforms.

    Parameters
    ----------
    themes : DataFrame
        From :func:`find_themes`; of each article its first theme counts.
    systems : DataFrame
        From :func:`tifa.compare.group_systems`.

    Returns
    -------
    DataFrame
        Columns theme, n_cities, cities (joined by 、), reforms (how many; a reform counts once for each of its
        cities), names (joined by 、). Rows without a city, and the whole country (全国), count as no city.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> systems = group_systems(find_systems(articles), articles)
    >>> compare_themes(find_themes(articles), systems).columns.tolist()
    ['theme', 'n_cities', 'cities', 'reforms', 'names']
    """
    first = themes.drop_duplicates(["page", "article"])[["page", "article", "theme"]]
    placed = systems[~systems.city.isin(["", "全国"])].merge(first, on=["page", "article"])
    rows = []
    for theme, own in placed.groupby("theme", sort=False):
        cities, names = (list(dict.fromkeys(own[column])) for column in ("city", "reform"))
        told = own.drop_duplicates(["city", "reform"])
        rows.append([theme, len(cities), "、".join(cities), len(told), "、".join(names)])
    table = pd.DataFrame(rows, columns=["theme", "n_cities", "cities", "reforms", "names"])
    table = table.astype({"n_cities": "int64", "reforms": "int64"})
    return table.sort_values(["n_cities", "reforms"], ascending=False, kind="stable", ignore_index=True)


@takes(systems="tifa.compare.group_systems: page article city reform",
       themes="tifa.compare.find_themes: page article theme")
def pick_theme(systems, themes, theme=None):
    """Give the reforms of one theme.

    Parameters
    ----------
    systems : DataFrame
        From :func:`tifa.compare.group_systems`.
    themes : DataFrame
        From :func:`find_themes`; of each article its first theme counts.
    theme : str, optional
        Default: the first of :func:`compare_themes`, in which most cities have reforms.

    Returns
    -------
    DataFrame
        Those rows of ``systems``, with the column theme. Where no city has a reform in any theme, and none
        was asked for, all reforms of cities, with the theme "no theme of the codebook".

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> systems = group_systems(find_systems(articles), articles)
    >>> pick_theme(systems, find_themes(articles)).theme.unique().tolist()
    ['medical consortium']
    """
    first = themes.drop_duplicates(["page", "article"])[["page", "article", "theme"]]
    told = systems.drop(columns="theme", errors="ignore")
    if theme is None:
        theme = next(iter(compare_themes(themes, systems).theme), NO_THEME)
    if theme == NO_THEME:
        return told[~told.city.isin(["", "全国"])].assign(theme=NO_THEME).reset_index(drop=True)
    return told.merge(first[first.theme == theme])
