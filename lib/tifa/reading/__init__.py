"""Reading: files of any kind become pages of text, and what cannot be read is named."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submod_attrs={
    "pages": ["read_pages"],
    "encoding": ["decode", "tell_script"],
    "html": ["read_html"],
    "word": ["read_docx"],
    "pdf": ["read_pdf"],
    "confined": ["Confined"],
})
