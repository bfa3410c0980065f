"""The reforms as cards, city by city, with filters that work without a server."""

from tifa.arguments import takes
from tifa.compare.accuracy import read_accuracy
from tifa.compare.citations import cite
from tifa.compare.glossary import read_glossary
from tifa.compare.themes import NO_THEME, find_themes
from tifa.knowledge import read_asset
from tifa.show.card import show_card
from tifa.show.card_sources import Sources, key, measure
from tifa.show.markup import escape
from tifa.show.tables import as_html

_NO_CITY = "city not told"


@takes(systems="tifa.compare.group_systems: city reform evidence page article system name alt_names place "
               "date actor within parts spans start end",
       articles="page article city newspaper date kicker headline subhead body",
       pages="page newspaper date text", slogans="page article text start end",
       measures="page article text actor instrument status start end",
       indicators="page article text metric value unit year base_value base_year kind start end note")
def show_reforms(systems, articles, pages, slogans, measures, indicators, *, glossary=None):
    """Show a card for every reform: what it is and does, since when, with what figures, where it says so.

    Parameters
    ----------
    systems : DataFrame
        From :func:`tifa.compare.group_systems`, or some of its rows: those of one theme, of some cities.
    articles, pages, slogans, measures, indicators : DataFrame
        The tables of these names.
    glossary : DataFrame, optional
        From :func:`tifa.compare.read_glossary`; default: the package's own.

    Returns
    -------
    IPython.display.HTML
        Rows of one reform in one city stand on one card; a reform of two cities has a card in each, which
        leads to the other. City by city, larger reforms before the smaller ones within them; to be filtered
        by city, theme (the first of an article) and any word on a card. All text is escaped.

    Notes
    -----
    Each row has the place :func:`tifa.compare.addresses.card_address` on the site. A filter stands in the
    page's address, as in ``reforms.html#city=盐城``; what stands behind ``?`` does the same.

    Examples
    --------
    >>> corpus = extract("seeds")
    >>> systems = group_systems(corpus.systems, corpus.articles)
    >>> found = corpus.slogans, corpus.measures, corpus.indicators
    >>> 'id="r&#45;001' in show_reforms(systems, corpus.articles, corpus.pages, *found).data
    True
    """
    if systems.empty:
        return as_html("<p>No reform was found in this corpus: no passage in which an article describes a "
                       "named scheme, mechanism or programme of its city.</p>")
    glossary = read_glossary() if glossary is None else glossary
    rows = _cited(systems, articles, pages)
    found = {"slogans": slogans, "measures": measures, "indicators": indicators}
    sources = Sources(rows, pages, systems, glossary, found)
    themes = find_themes(articles).drop_duplicates(["page", "article"])
    themes = dict(zip(zip(themes.page, themes.article), themes.theme))
    reforms = [_by_city(own) for own in _deal(rows)]
    others = {key(card[0]): [other for other in own if other is not card] for own in reforms for card in own}
    cards = _in_order([card for own in reforms for card in own], sources)
    told = [list(dict.fromkeys(themes.get((row.page, row.article), NO_THEME) for row in card))
            for card in cards]
    cities = list(dict.fromkeys(card[0].home or _NO_CITY for card in cards))
    about = sorted({theme for own in told for theme in own})
    marks = [f'data-city="{_places([card[0].home or _NO_CITY], cities)}" '
             f'data-theme="{_places(own, about)}"' for card, own in zip(cards, told)]
    named = [[theme for theme in own if theme != NO_THEME] for own in told]
    shown = "".join(show_card(card, others[key(card[0])], sources, own, mark)
                    for card, own, mark in zip(cards, named, marks))
    filters = _filters({city: f"{escape(city)}{sources.gloss(city)}" for city in cities},
                       {theme: escape(theme) for theme in about}, len(cards))
    return as_html(f'<style>{read_asset("cards.css")}</style><div class="tifa-cards mathjax_ignore">'
                   f'{_accuracy()}{filters}{shown}</div><script>{read_asset("cards.js")}</script>')


def _cited(systems, articles, pages):
    """The rows, cited, with headline and issue; home and day are the reform's own city and date."""
    own = systems.rename(columns={"city": "home", "date": "day"})
    heads = articles[["page", "article", "headline"]]
    issues = pages[["page", "date"]].rename(columns={"date": "issue"})
    cited = cite(own, articles, pages).merge(heads, on=["page", "article"]).merge(issues, on="page")
    return list(cited.itertuples())


def _deal(rows):
    """The rows of each reform; they stand together, and no two of them in one article."""
    cards, places = [], set()
    for row in rows:
        place, before = (row.page, row.article), cards[-1][-1] if cards else None
        joined = before and row.evidence and before.evidence and row.reform == before.reform
        if joined and place not in places:
            cards[-1].append(row)
        else:
            cards.append([row])
            places = set()
        places.add(place)
    return cards


def _by_city(rows):
    """The rows of a reform, dealt to a card for each city."""
    cards = {}
    for row in rows:
        cards.setdefault(row.home, []).append(row)
    return list(cards.values())


def _in_order(cards, sources):
    """City by city; in each the reforms told at most length first, with the smaller ones in them behind."""
    card_of = {key(row): i for i, card in enumerate(cards) for row in card}
    city = [card[0].home for card in cards]
    within, smaller = {}, {}
    for i, card in enumerate(cards):
        larger = [card_of[key(row)] for row in map(sources.larger, card) if row]
        within[i] = next((other for other in larger if other != i and city[other] == city[i]), None)
        smaller.setdefault(within[i], []).append(i)
    order, cities = {}, list(dict.fromkeys(city))
    length = [sum(map(measure, card)) for card in cards]
    by_length = sorted(range(len(cards)), key=lambda i: (cities.index(city[i]), -length[i]))
    # a circle of reforms, each within the next, has no first: what no first leads to comes last
    waiting = [*(i for i in by_length if within[i] is None), *by_length][::-1]
    while waiting:
        if (i := waiting.pop()) not in order:
            order[i] = cards[i]
            waiting += reversed(smaller.get(i, []))
    return list(order.values())


def _places(own, names):
    """Where some names stand in the list of a filter, whose first entry is all."""
    return " ".join(str(names.index(name) + 1) for name in own)


def _filters(cities, themes, n):
    """The filters; without script they stay hidden, and all cards are shown."""
    return (f'<div class="filters" hidden>{_select("city", "City", "all cities", cities)}'
            f'{_select("theme", "Theme", "all themes", themes)}'
            '<label>Word <input type="search" name="word" autocomplete="off"></label>'
            f'<output aria-live="polite">{n:,} reforms</output></div>')


def _select(name, label, every, choices):
    options = "".join(f'<option value="{escape(value)}">{told}</option>' for value, told in choices.items())
    return f'<label>{label} <select name="{name}"><option value="">{every}</option>{options}</select></label>'


def _accuracy():
    """How often a row of ``systems`` is right; folded, each of its cells, by the texts it was measured on."""
    table = read_accuracy().dropna(subset="precision")
    whole, lines = table[table.part == "systems"], []
    for row in whole.itertuples():
        cells = table[table.part.str.startswith("systems, ") & (table.measured_on == row.measured_on)]
        entries = ", ".join(f"{escape(part.removeprefix('systems, '))} {100 * share:.0f}"
                            for part, share in zip(cells.part, cells.precision))
        coders = f"; coded by {escape(row.coded_by)}" if row.coded_by else ""
        lines.append(f"<li><b>{100 * row.precision:.0f}</b> in {escape(row.measured_on)}{coders} "
                     f"<small>({entries})</small></li>")
    edges = whole.precision.min(), whole.precision.max()
    share = " to ".join(dict.fromkeys(f"{100 * edge:.0f}" for edge in edges))
    return (f'<details class="accuracy"><summary>Of 100 reforms found, {share} were right on texts that the '
            "weights had not seen; <u>how it was measured</u></summary><p>Of 100 reforms found, so many were "
            f"right (in brackets, of 100 of their entries):</p><ul>{''.join(lines)}</ul></details>")
