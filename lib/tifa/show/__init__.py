"""Showing: tables and pages as HTML, figures by subject, one look for all."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={
    "tables": ["show_table", "show_text", "shorten", "name_article", "format_number"],
    "page": ["show_page"],
    "findings": ["show_findings"],
    "cards": ["show_reforms"],
    "corpus": ["plot_lengths", "plot_roles", "plot_sample_sizes"],
    "words": ["plot_terms", "plot_wordclouds",
              "plot_rank_frequency", "plot_keyness", "plot_rates"],
    "topics": ["plot_similarity", "plot_choices", "plot_dendrogram", "plot_map"],
    "slogans": ["plot_standing", "plot_heat"],
    "indicators": ["plot_changes"],
    "judges": ["plot_features", "tell_feature"],
    "cities": ["plot_term_comparison", "plot_slogans", "plot_shares", "show_side_by_side"],
    "scores": ["plot_scores"],
    "saving": ["save_figure"],
    "style": ["use_style", "figure_folder", "font_path", "font_characters", "city_colours",
              "city_marks", "city_hatches"],
    "markup": ["escape", "inline", "render_markdown"],
})
