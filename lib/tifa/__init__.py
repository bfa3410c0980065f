"""tifa: pages of Chinese local newspapers become tables of words, slogans, measures and figures.

Everything public can be had from here (``tifa.read_articles``, ``tifa.find_slogans`` …).
Modules are loaded when first used, so that ``import tifa`` is quick and opens no dictionary.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOME = {
    "tables": ["describe_tables"],
    "text": ["fold"],
    "decoding": ["decode", "tell_script"],
    "formats": [],
    "pdf": [],
    "records": [],
    "pages": ["read_pages"],
    "boundaries": ["score_openings"],
    "lines": ["label_lines"],
    "articles": ["build_articles", "read_articles", "stories"],
    "duplicates": ["mark_duplicates", "first_printings"],
    "checks": ["check_pages", "draft_sources", "wilson"],
    "places": ["find_places", "locate"],
    "metadata": ["read_dateline", "find_people", "tell_genre"],
    "words": ["tokenize", "segment", "load_stopwords", "load_lexicon", "read_words", "LEXICON"],
    "terms": ["count_terms", "rank_frequency", "concordance"],
    "topics": ["weigh_terms", "telling_terms", "similarity", "choose_k", "best_k", "cluster", "stability", "describe_clusters"],
    "policy.parallels": ["find_parallels"],
    "policy.slogans": ["find_slogans"],
    "variants": ["group_variants"],
    "reference": ["read_stock", "count_reference"],
    "policy.measures": ["find_measures"],
    "policy.numerals": ["read_number"],
    "policy.figures": ["find_figures"],
    "policy.indicators": ["find_indicators", "changes"],
    "cities": ["compare_terms", "compare_slogans", "compare_measures", "shared_slogans", "classify_slogans", "compare_items",
               "fill_dates", "first_appearances", "measure_heat", "systems", "at_a_glance", "read_glossary", "gloss", "compare_indicators"],
    "plots": ["show_articles", "show_page", "show_table"],
    "corpus": ["extract", "write_tables", "Corpus"],
    "style": ["use_style", "save_figure", "font_path", "city_colours"],
    "report": ["make_report"],
}
_WHERE = {name: module for module, names in _HOME.items() for name in names}
_MODULES = list(dict.fromkeys(module.partition(".")[0] for module in _HOME))

__all__ = sorted([*_WHERE, *_MODULES])


def __getattr__(name):
    if name in _WHERE:
        return getattr(import_module(f"tifa.{_WHERE[name]}"), name)
    if name in _MODULES:
        return import_module(f"tifa.{name}")
    raise AttributeError(f"module 'tifa' has no attribute {name!r}")


def __dir__():
    return __all__
