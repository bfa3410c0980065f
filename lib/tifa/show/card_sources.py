"""What the cards of reforms draw on: texts, glosses, what stands inside each reform, and its kin."""

from tifa.compare.addresses import card_address
from tifa.compare.glossary import terms_of
from tifa.compare.reforms import place_in_systems
from tifa.compare.scores import measure_spans
from tifa.show.markup import escape, in_language


def key(row):
    """What tells a row of ``systems`` from all others."""
    return row.page, row.article, row.system


def measure(row):
    """How many characters tell of a reform."""
    return measure_spans(row.spans)


def anchor(row):
    """The place of a row of ``systems`` among the cards."""
    return card_address(*key(row)).partition("#")[2]


class Sources:
    """What the cards draw on: texts, glosses, what stands inside each reform, and its kin in the article.

    Parameters
    ----------
    rows : list of namedtuple
        The rows of ``systems``, cited.
    pages, systems, glossary : DataFrame
    found : dict of DataFrame
        The tables ``slogans``, ``measures`` and ``indicators``.
    """

    def __init__(self, rows, pages, systems, glossary, found):
        self.texts = dict(zip(pages.page, pages.text))
        self.glosses = dict(zip(glossary.term, glossary.gloss))
        self.terms = {row.term: row for row in terms_of(glossary).itertuples()}
        self.inside, self.named, self.own = {name: {} for name in found}, {}, {}
        for name, table in found.items():
            for row in place_in_systems(table, systems).itertuples():
                self.inside[name].setdefault(key(row), []).append(row)
        others = [(row, name) for row in rows for name in row.alt_names.split("|")]
        # its own name before another's second
        for row, name in [*((row, row.name) for row in rows), *others]:
            self.named.setdefault((row.page, row.article, name), row)
        for row in rows:
            if larger := self.larger(row):
                self.own.setdefault(key(larger), []).append(row)

    def larger(self, row):
        """The reform of its article that a reform is part of, when that is a row itself."""
        larger = self.named.get((row.page, row.article, row.within)) if row.within else None
        return larger if larger is not None and key(larger) != key(row) else None

    def gloss(self, term):
        """The gloss of a term, behind a blank and in brackets; nothing when it has none."""
        return f" ({escape(self.glosses[term])})" if self.glosses.get(term) else ""

    def words(self, name):
        """What the glossary knows of a name: the longest of its terms that stand in it, with their notes."""
        known = [term for term in self.terms if term in name]
        longest = [term for term in known if not any(term != other and term in other for other in known)]
        for term in sorted(longest, key=name.find):
            entry = self.terms[term]
            note = f": {in_language(entry.note)}" if entry.note else ""
            yield f"{'' if term == name else in_language(term) + ' '}<b>{escape(entry.gloss)}</b>{note}"
