"""What the front page of the site opens with."""

from tifa.arguments import takes
from tifa.compare.glossary import gloss
from tifa.compare.systems import at_a_glance
from tifa.show.markup import inline

_ARTICLE = r"/\d+(?= |$)"  # a page's name can hold blanks


@takes(articles="page city province", systems="tifa.compare.systems: city system articles measures slogans",
       glossary="tifa.compare.read_glossary: term gloss")
def show_answer(articles, systems, glossary):
    """Say what each city's articles print most measures about, and under which formulations.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.
    systems : DataFrame
        From :func:`tifa.compare.systems`.
    glossary : DataFrame
        From :func:`tifa.compare.read_glossary`.

    Returns
    -------
    IPython.display.HTML
        A row a city: the headline of its largest system, and the first three formulations of its systems.
        Pages and articles are counted where the city is known. All text is escaped.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> table = systems(articles, find_slogans(articles), find_measures(articles), find_indicators(articles))
    >>> answer = show_answer(articles, table, read_glossary("seeds"))
    >>> "5 newspaper pages of 4 cities hold 22 articles." in answer.data
    True
    """
    from IPython.display import HTML

    placed = articles[articles.city != ""]
    cities = at_a_glance(placed, systems)
    several = (systems.articles.str.count(_ARTICLE) > 1).sum()
    rows = []
    for city in cities.itertuples():
        parts = [_name(city.reforms, 1, glossary) or "no reform system",
                 _name(city.formulations, 3, glossary)]
        rows.append(
            f"<li><b>{inline(gloss(city.city, glossary))}</b>: {'; '.join(filter(None, parts))}.</li>"
        )
    return HTML(
        f"<p>{placed.page.nunique()} newspaper pages of {len(cities)} cities hold {len(placed)} articles. "
        f"They print <b>{len(systems)} reform systems</b> (groups of articles with five measures or more; "
        f"{several} of more than one article) with {systems.measures.sum()} measures. What each city's "
        f"articles print most measures about, and formulations printed there:</p><ul>{''.join(rows)}</ul>"
    )


def _name(joined, n, glossary):
    """The first n of texts joined by |, each with its gloss."""
    return ", ".join(inline(gloss(text, glossary)) for text in joined.split("|")[:n] if text)
