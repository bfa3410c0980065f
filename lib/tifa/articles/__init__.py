"""Articles: lines of a page get their roles, and become articles with headline, date, place and people."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={
    "lines": ["label_lines"],
    "layout": ["read_layout"],
    "openings": ["score_openings"],
    "build": ["build_articles", "read_articles"],
    "dateline": ["read_dateline"],
    "people": ["find_people"],
    "genre": ["tell_genre"],
    "reprints": ["mark_duplicates", "first_printings", "tell_reprints"],
    "checks": ["check_pages", "draft_sources", "count_characters"],
})
