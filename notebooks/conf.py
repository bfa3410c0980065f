"""Sphinx's settings for the site; ``tifa report`` copies this file beside the executed notebooks."""

import re
from html import escape

from sphinx.search.en import SearchEnglish

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
html_css_files = ["tifa.css", "page.css"]
html_js_files = [("page.js", {"defer": "defer"})]  # the view of newspaper pages; it leaves other pages alone
html_last_updated_fmt = None
html_copy_source = False
html_use_index = False
html_show_sourcelink = False
html_show_search_summary = False  # it is fetched, and nothing can be fetched from file://
html_context = {"default_mode": "light"}
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

_SPLIT = r"[\u3400-\u4dbf\u4e00-\u9fff]+|[^\W\u3400-\u4dbf\u4e00-\u9fff]+"


class SearchBigrams(SearchEnglish):
    """English words, and Chinese as single characters and pairs of neighbours: 医共体 is 医, 共, 体, 医共, 共体.

    A query is cut in the same way in the page's script; a page is found when it has all pairs of the query.
    """

    lang = "en-zh"

    def split(self, input):
        """Cut a text for the index."""
        words = []
        for run in re.findall(_SPLIT, input):
            if "\u3400" <= run[0] <= "\u9fff":
                words += [*run, *(run[i : i + 2] for i in range(len(run) - 1))]
            else:
                words.append(run)
        return words

    js_splitter_code = r"""
function splitQuery(query) {
  const words = [];
  for (const run of query.match(/[\u3400-\u4dbf\u4e00-\u9fff]+|[^\s\p{P}\p{S}\u3400-\u4dbf\u4e00-\u9fff]+/gu) || []) {
    if (run[0] >= "\u3400" && run[0] <= "\u9fff") {
      if (run.length === 1) words.push(run);
      for (let i = 0; i + 1 < run.length; i++) words.push(run.slice(i, i + 2));
    } else words.push(run);
  }
  return words;
}
"""


html_search_language = "en-zh"


def escape_title(app, pagename, templatename, context, doctree):
    """Escape the title that the theme prints above a page on paper: a newspaper's name can be anything."""
    context["pagetitle"] = escape(context.get("pagetitle", ""))


def setup(app):
    """Tell Sphinx of the search language, and of titles."""
    app.add_search_language(SearchBigrams)
    app.connect("html-page-context", escape_title, priority=900)  # behind the theme
