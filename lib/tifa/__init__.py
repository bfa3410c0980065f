"""tifa: pages of Chinese local newspapers become tables of words, slogans, measures and figures.

What the notebooks use can be had from here (``tifa.read_articles``, ``tifa.find_slogans`` …); what is rarer
from its wing (``from tifa.compare import gloss``): words, reading, articles, policy, compare, show, site.
Modules are loaded when first used, so that ``import tifa`` is quick and opens no dictionary.
"""

import lazy_loader

__version__ = "0.1.0"

_FRONT = {
    "reading.pages": ["read_pages"],
    "articles.lines": ["label_lines"],
    "articles.build": ["build_articles", "read_articles"],
    "articles.reprints": ["first_printings"],
    "articles.checks": ["check_pages"],
    "words.segment": ["tokenize"],
    "words.counts": ["count_terms"],
    "words.concordance": ["concordance"],
    "words.keyness": ["keyness"],
    "words.collocations": ["collocations"],
    "words.weights": ["weigh_terms", "similarity"],
    "words.topics": ["cluster"],
    "policy.slogans": ["find_slogans"],
    "policy.measures": ["find_measures"],
    "policy.indicators": ["find_indicators"],
    "policy.systems": ["find_systems"],
    "compare.rates": ["compare_terms", "compare_slogans", "compare_measures"],
    "compare.indicators": ["compare_indicators"],
    "compare.reforms": ["compare_systems"],
    "compare.shared": ["shared_slogans"],
    "compare.scores": ["score"],
    "show.tables": ["show_table"],
    "show.page": ["show_page"],
    "show.style": ["use_style"],
    "show.saving": ["save_figure"],
    "corpus": ["extract", "read_tables", "write_tables"],
    "tables": ["describe_tables"],
}
_ROOMS = ["words", "reading", "articles", "policy", "compare", "show", "site", "places", "story", "tables"]
__getattr__, _, _ = lazy_loader.attach(__name__, _ROOMS, _FRONT)
__all__ = sorted(name for names in _FRONT.values() for name in names)


def __dir__():
    return __all__
