"""Text as HTML and Markdown: shown as it stands, never structure."""

import string
from html.parser import HTMLParser

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hostile import PAYLOADS
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from myst_parser.parsers.docutils_ import Parser

from tifa.show.markup import escape, inline, render_markdown, reveal


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.tags = "", set()

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attributes):
        self.tags |= {tag, *(f"{tag} {name}" for name, _ in attributes)}


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.text, reader.tags


@pytest.mark.parametrize("text", [*PAYLOADS.values(), string.punctuation, "# a\n\n- b\n\n    c", "1. a", "a  \nb", "\t\ta"])
def test_escaped_text_is_text_in_html_and_in_markdown(text):
    assert read(f"<p>{escape(text)}</p>") == (reveal(text), {"p"})
    shown, tags = read(MarkdownIt("commonmark").enable("table").render(f"**a** {inline(text)} b"))
    assert shown.strip() == f"a {reveal(text)} b" and tags == {"p", "strong", "bdi", "bdi class"}


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_escaped_text_is_no_role_formula_or_directive_in_myst(text):
    given = dict(myst_enable_extensions=["colon_fence", "deflist", "attrs_block", "attrs_inline", "dollarmath", "substitution"], report_level=5)
    tree = publish_doctree(f"a {escape(text)} b", parser=Parser(), settings_overrides=given)
    assert [type(node) for node in tree.findall()] == [nodes.document, nodes.paragraph, nodes.Text]
    assert tree.astext() == f"a {reveal(text)} b"


@pytest.mark.parametrize("hidden", ["\x1b", "\x00", "\x7f", "\x9b", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\u2028", "\u3164", "\udcff", "\U000e0041"])
def test_what_is_not_seen_is_shown_by_its_number(hidden):
    assert reveal(f"改{hidden}革") == f"改⟨U+{ord(hidden):04X}⟩革"
    escape(hidden).encode("utf-8")


def test_what_is_seen_stays():
    text = "改革\t“一”\r\n①🍇é㊣￥𠮷"
    assert reveal(text) == text


@pytest.mark.parametrize("text, html", [
    ("a ![a *map*](x.png) b", "<p>a a *map* b</p>\n"),
    ("[b *c*](https://example.org)", "<p>b <em>c</em> (https://example.org)</p>\n"),
    ("<https://example.org>", "<p>https://example.org</p>\n"),
    ("[b](data.csv)", "<p>b (data.csv)</p>\n"),
    ("# A\n\n###### B", "<h2>A</h2>\n<h6>B</h6>\n"),
    ("```{include} x\n```", "<pre><code>```{include} x\n```\n</code></pre>\n"),
    ("{eval}`1`", "<p>{eval}<code>1</code></p>\n"),
    ("&#x202e;a", "<p>⟨U+202E⟩a</p>\n")])
def test_a_readme_is_rendered_without_links_pictures_and_directives(text, html):
    assert render_markdown(text) == html


def test_a_table_of_a_readme_is_a_table():
    assert {"table", "th", "td"} <= read(render_markdown("|a|b|\n|-|-:|\n|1|2|"))[1]


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_a_readme_is_never_more_than_text(text):
    tags = read(render_markdown(f"{text}\n\n# {text}\n\n- {text}\n\n|a|\n|-|\n|{text}|\n\n<div>{text}\n\n[x]: {text}"))[1]
    assert tags <= {"p", "h2", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code", "em", "strong"}


_MARKS = ["- ", "> ", "1. ", "  ", "* - ", "> > "]


@given(st.lists(st.tuples(st.lists(st.sampled_from(_MARKS)), st.integers(1, 60)), min_size=1, max_size=4))
@example([(["- "], 10)])
@example([(["> "], 20)])
@example([(["> "], 99)])
@example([(["> "], 100)])
@example([(["- "], 50)])
@example([(["> ", "- "], 33)])
@example([(["> "], 5000), ([], 1)])
def test_however_deep_a_readme_is_nested_every_word_is_shown(lines):
    words = [f"词{i}" for i in range(2 * len(lines))]
    text = "\n\n".join(f"{''.join(marks) * times}{words[2 * i]}\n\n# {words[2 * i + 1]}" for i, (marks, times) in enumerate(lines))
    shown, tags = read(render_markdown(text))
    assert [word for word in words if word not in shown] == []
    assert ("nested too deep" in shown) == ("pre" in tags and "code" not in tags)


def test_a_list_of_ten_levels_is_a_list():
    shown, tags = read(render_markdown("- " * 10 + "deep\n\nafter\n\n# end"))
    assert shown.split() == ["deep", "after", "end"] and {"ul", "li", "h2"} <= tags and "pre" not in tags
