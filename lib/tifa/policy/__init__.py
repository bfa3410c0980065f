"""Policy: the formulations, measures, figures and reforms that articles print."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={
    "slogans": ["find_slogans"],
    "parallels": ["find_parallels"],
    "measures": ["find_measures"],
    "figures": ["find_figures"],
    "indicators": ["find_indicators", "changes"],
    "systems": ["find_systems"],
    "weights": ["strongest_features"],
})
