"""The page of the site with a card for every reform."""

_PAGE = """# Reforms

A card for every reform that the pages tell of: a scheme, mechanism or programme with a name, what it does,
since when, with what figures, and where it says so. A reform of which two cities tell has a card in each.
Reforms of the whole country (全国), and of a city that is not told, have cards, too; findings do not count
them. Every measure, figure and formulation leads to its place on the newspaper page. The
[data dictionary](data_dictionary.md) tells how accurate measures, figures and formulations are.

```{raw} html
:file: reform_cards.html
```
"""


def write_reforms(source, corpus, tables):
    """Write ``reforms.md`` and the cards that it shows.

    Parameters
    ----------
    source : Path
        Where Sphinx finds its sources.
    corpus : Path
        The folder of the pages, whose glosses are used, or one page.
    tables : Corpus
        All tables of the corpus, from :func:`tifa.extract`.
    """
    from tifa.compare.glossary import read_glossary
    from tifa.compare.reforms import group_systems
    from tifa.show.cards import show_reforms

    cards = show_reforms(
        group_systems(tables.systems, tables.articles), tables.articles, tables.pages, tables.slogans,
        tables.measures, tables.indicators, glossary=read_glossary(corpus))
    # by name of file: a text in the page itself could close what holds it
    (source / "reform_cards.html").write_text(cards.data, encoding="utf-8")
    (source / "reforms.md").write_text(_PAGE, encoding="utf-8")
