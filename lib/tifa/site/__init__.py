"""The site: the notebooks run on a corpus, rendered, and looked over."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={
    "report": ["make_report", "project_root"],
    "notebooks": ["ReportError"],
    "check": ["check_site"],
})
