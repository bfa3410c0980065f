"""Comparing: cities side by side, with intervals, with the evidence, and with what cannot be compared."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={
    "addresses": ["cards_address", "name_pages"],
    "rates": ["compare_terms", "compare_slogans", "compare_measures", "wilson"],
    "shared": ["shared_slogans", "classify_slogans", "compare_items"],
    "variants": ["group_variants"],
    "stock": ["read_stock", "count_reference"],
    "themes": ["find_themes", "compare_themes", "pick_theme"],
    "dating": ["bound_dates"],
    "spread": ["TIERS", "fill_dates", "first_appearances", "measure_heat"],
    "reforms": ["group_systems", "place_in_systems", "compare_systems", "at_a_glance"],
    "indicators": ["compare_indicators"],
    "accuracy": ["read_accuracy"],
    "scores": ["score", "match_rows"],
    "coded": ["coded_folder", "read_coded", "read_unseen", "measure_agreement", "pick_errors",
              "draw_conclusions"],
    "glossary": ["read_glossary", "gloss", "gloss_name"],
    "telling": ["tell_counts", "tell_shares", "tell_apart", "tell_terms"],
    "citations": ["cite"],
    "findings": ["find_findings"],
})
