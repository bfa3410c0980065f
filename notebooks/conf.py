"""Sphinx's settings for the site; ``tifa report`` copies this file beside the executed notebooks."""

from html import escape

project = "tifa"
author = "the tifa authors"
copyright = "the tifa authors; quoted newspaper text belongs to its newspapers"
language = "en"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"]
autosummary_generate = False
autodoc_typehints = "none"
autodoc_preserve_defaults = True  # LEXICON, not where it lies on this machine
add_module_names = False
smartquotes = False  # quotation marks of the corpus stay as they are printed

myst_enable_extensions = ["colon_fence", "deflist", "attrs_block"]
myst_heading_anchors = 3
nb_execution_mode = "off"  # tifa report has run them
nb_output_stderr = "remove"  # what a reader must know stands in the tables; a missing glyph is an error when it is drawn
nb_merge_streams = True

html_theme = "sphinx_book_theme"
html_title = "tifa: reform in the local press"
html_static_path = ["_static"]
html_extra_path = ["extra"]  # tables, notebooks and figures to take away
templates_path = ["_templates"]
html_additional_pages = {"search": "search.html"}
html_css_files = ["tifa.css", "page.css"]
html_js_files = [("tifa.js", {"defer": "defer"}), ("page.js", {"defer": "defer"})]  # the view of newspaper pages; it leaves other pages alone
html_last_updated_fmt = None
html_copy_source = False
html_use_index = False
html_show_sourcelink = False
html_context = {"default_mode": "auto"}
html_theme_options = {
    "navbar_start": [],
    "navbar_center": [],
    "navbar_end": [],
    "navbar_persistent": [],
    "use_download_button": False,
    "use_fullscreen_button": False,
    "use_source_button": False,
    "home_page_in_toc": True,
    "show_toc_level": 2,
    "extra_footer": "",
}


def escape_title(app, pagename, templatename, context, doctree):
    """Escape the title that the theme prints above a page on paper: a newspaper's name can be anything."""
    context["pagetitle"] = escape(context.get("pagetitle", ""))


def setup(app):
    """Tell Sphinx to leave the search to tifa.site.search, and titles to :func:`escape_title`."""
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))
    app.connect("html-page-context", escape_title, priority=900)  # behind the theme
