"""The one place where text becomes HTML or Markdown: it is shown as it stands, and is never structure."""

import re
import string
import unicodedata

# Every ASCII punctuation mark, and line ends: what Markdown, MyST and HTML make structure of. A numeric
# reference
# is text to all three, whatever stands around it.
_MARKS = re.compile(f"[{re.escape(string.punctuation)}\t\n\r]")
# What is not seen, or reorders what is: controls, formats (zero width, bidirectional), halves of characters
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_NO_WIDTH = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
# A run of Chinese: what stands between two characters belongs to it when it is their punctuation
CHINESE = re.compile("{0}(?:[{1}·0-9]*{0})*".format("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]",
                                                    "\u2018-\u201d\u3000-\u303f\uff00-\uffef"))
_LATIN = re.compile("[A-Za-z]")
_TAGS = set(
    "p h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong hr br table thead tbody tr th td".split()
)
_LONGEST = 1_000_000  # characters of a README; far beyond, it is no datasheet
_DEEPEST = 100  # levels of lists and quotations; the parser drops in silence what stands deeper


def reveal(text):
    """Put a visible stand-in for each character that is not seen or reorders others; line ends and tabs stay.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Each such character by its number, ⟨U+202E⟩.

    Examples
    --------
    >>> reveal("\\x1b[31m改\\u202e革"), reveal("改革")
    ('⟨U+001B⟩[31m改⟨U+202E⟩革', '改革')
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"⟨U+{ord(c):04X}⟩" if is_hidden(c) else c for c in text)


def is_hidden(character):
    """Whether a character is not seen or reorders others; line ends and tabs do not count.

    Examples
    --------
    >>> is_hidden("\\u200b"), is_hidden("改"), is_hidden("\\n")
    (True, False, False)
    """
    return character not in "\t\n\r" and (
        unicodedata.category(character) in _HIDDEN or character in _NO_WIDTH
    )


def is_chinese(text):
    """Whether a text has Chinese characters and no Latin letters.

    Examples
    --------
    >>> is_chinese("八个统一"), is_chinese("医共体 (consortium)"), is_chinese("8")
    (True, False, False)
    """
    return bool(CHINESE.search(text)) and not _LATIN.search(text)


def in_language(text):
    """Give a text as HTML that says of Chinese that it is Chinese.

    Examples
    --------
    >>> in_language("八个统一"), in_language("8")
    ('<span lang="zh">八个统一</span>', '8')
    """
    return f'<span lang="zh">{escape(text)}</span>' if CHINESE.search(text) else escape(text)


def escape(text):
    """Give a text as HTML, for an element or an attribute, that is inert in Markdown too.

    Parameters
    ----------
    text : object
        What is no str is taken as ``str`` gives it.

    Examples
    --------
    >>> escape("<b>$1$")
    '&#60;b&#62;&#36;1&#36;'
    """
    return _MARKS.sub(lambda m: f"&#{ord(m[0])};", reveal(str(text)))


def inline(text):
    """Give a text as an element of its own, for the middle of Markdown or HTML.

    The element keeps its direction of writing to itself, and its dollar signs make no formula in JupyterLab.

    Parameters
    ----------
    text : object
        As for :func:`escape`.

    Examples
    --------
    >>> inline("改革")
    '<bdi class="mathjax_ignore">改革</bdi>'
    """
    return f'<bdi class="mathjax_ignore">{escape(text)}</bdi>'


def render_markdown(text):
    """Render CommonMark with tables as HTML that is safe: no raw HTML, no picture, no link.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        A picture is its alternative text, a link its text with the address behind it, a heading one level
        lower. Raw HTML, roles and directives are shown as they stand; so is, with a note, the whole of a text
        whose lists and quotations are nested dozens deep.

    Examples
    --------
    >>> render_markdown("# A\\n\\n![map](x.png) [b](https://example.org) <i>")
    '<h2>A</h2>\\n<p>map b (https://example.org) &lt;i&gt;</p>\\n'
    """
    import nh3
    from markdown_it import MarkdownIt

    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]} …"
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
    tokens = parser.parse(reveal(text))
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return ("<p>Lists or quotations in this text are nested too deep to be set; it is shown as it stands."
                f"</p>\n<pre>{escape(text)}</pre>\n")
    for token in tokens:
        if token.type.startswith("heading_"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        if token.type == "fence" and token.info.startswith("{"):  # a directive, were this MyST
            token.content = f"{token.markup}{token.info}\n{token.content}{token.markup}\n"
        if token.children:
            token.children = list(_without_addresses(token.children))
    safe = nh3.clean(
        parser.renderer.render(tokens, parser.options, {}), tags=_TAGS, attributes={"ol": {"start"}}
    )
    return reveal(safe)  # a reference in the text can stand for what is hidden


def _without_addresses(tokens):
    """The tokens of a line: pictures as their alternative text, links as text with the address behind it."""
    from markdown_it.token import Token

    links = []
    for token in tokens:
        if token.type == "image":
            yield Token("text", "", 0, content=token.content)
        elif token.type == "link_open":
            links.append("" if token.info == "auto" else str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            href = links.pop()
            yield Token("text", "", 0, content=f" ({href})" if href else "")
        else:
            yield token
