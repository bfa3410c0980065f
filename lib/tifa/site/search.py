"""The search of the site: every sentence with its address, in one script that a page from disk can load."""

import json
import re
from functools import cache
from urllib.parse import quote

from tifa.compare.addresses import card_address, name_pages, page_file
from tifa.compare.glossary import gloss
from tifa.compare.reforms import group_systems
from tifa.show.markup import is_hidden

INDEX = "search_index.js"
TEXT, REFORM, PROSE = "text", "reform", "prose"
# what repeats the newspaper, or is no page to read
_NOT_PROSE = {"search.html", "reforms.html", "genindex.html", "py-modindex.html"}
# a sentence begins behind blanks and Markdown's sign of a heading
_SENTENCE = re.compile(r"[^\s#。！？!?][^。！？!?]*[。！？!?]*[”’」』）)]*")
_ENGLISH_END = re.compile(r"(?<=[.!?。！？])\s+(?=[^a-z])")
_BLOCKS = set(
    "p li dt dd tr h1 h2 h3 h4 h5 h6 figcaption caption blockquote section div ul ol dl table".split()
)
_OUTPUTS = (".//*[contains(concat(' ', @class, ' '), ' cell ') or "
            "contains(concat(' ', @class, ' '), ' cell_output ')]")
_CELL = "\0"  # stands in no HTML
_NO_TEXT = ".//*[self::pre or self::script or self::style or self::svg or self::nav or self::form]"
_NO_PROSE = ".//*[contains(@class, 'headerlink') or contains(@class, 'toctree-wrapper')]"
_READING = re.compile("[a-z]*[aeiouv][a-z]*")


def write_search(site, tables, glossary):
    """Put the index of a rendered site where its page ``search.html`` finds it.

    Parameters
    ----------
    site : Path
        The pages as Sphinx rendered them.
    tables : Corpus
    glossary : DataFrame
        From :func:`tifa.compare.read_glossary`.
    """
    told = json.dumps(build_index(site, tables, glossary), ensure_ascii=False, separators=(",", ":"))
    # halves of characters cannot be written, and what is not seen is not hidden in a file either
    hidden = {ord(c): json.dumps(c)[1:-1] for c in set(told) if is_hidden(c)}
    (site / INDEX).write_text(f"window.tifaIndex = {told.translate(hidden)};\n", encoding="utf-8")


def build_index(site, tables, glossary):
    """Give what the script knows: where sentences stand, the sentences, readings of characters, glosses.

    Returns
    -------
    dict
        ``sources``: kind, name, city and file of each article's page, of a city's reforms, of each page of
        prose.
        ``sentences``: number of the source, place, text; the place is the first character on the newspaper
        page, or an anchor of another page. ``readings``: the characters of each syllable without tones.
        ``glosses``: terms and their English.
    """
    sources, sentences, english = {}, [], cache(lambda term: gloss(term, glossary))
    for rows in (_printed(tables, english), _reforms(tables, english), _prose(site)):
        for source, place, text in rows:
            sentences.append([sources.setdefault(source, len(sources)), place, text])
    characters = sorted(set().union(*(text for _, _, text in sentences)))
    return {"sources": [dict(zip(("kind", "name", "city", "address"), source)) for source in sources],
            "sentences": sentences, "readings": _readings(characters),
            "glosses": [[row.term, row.gloss] for row in glossary.itertuples() if row.gloss]}


# --- what there is to find -------------------------------------------------------------------------------


def _printed(tables, english):
    """The sentences of the newspaper pages, as they stand there."""
    names, texts = name_pages(tables.pages), dict(zip(tables.pages.page, tables.pages.text))
    city_of = dict(zip(zip(tables.articles.page, tables.articles.article), tables.articles.city))
    city_of |= {(row.page, 0): row.city for row in tables.pages.itertuples()}
    for page, article, start, end in _paragraphs(tables.lines):
        source = TEXT, names[page], english(city_of[page, article]), quote(page_file(page))
        for sentence in _SENTENCE.finditer(texts[page], start, end):
            yield source, sentence.start(), sentence[0].rstrip()


def _paragraphs(lines):
    """Where paragraphs stand: lines that continue the line above them belong together."""
    own = None
    for row in lines[["page", "article", "role", "start", "end", "cont"]].itertuples(index=False):
        key = row.page, row.article, row.role
        if own and row.cont and key == own[0]:
            own[2] = row.end
            continue
        if own:
            yield *own[0][:2], *own[1:]
        own = [key, row.start, row.end]
    if own:
        yield *own[0][:2], *own[1:]


def _reforms(tables, english):
    """The names of the reforms, each once a city."""
    table = group_systems(tables.systems, tables.articles)
    for _, rows in table.groupby(["reform", "city"], sort=False):
        row = rows.iloc[0]
        names = dict.fromkeys("|".join([row.reform, *rows.name, *rows.alt_names]).split("|"))
        address, _, anchor = card_address(row.page, row.article, row.system).partition("#")
        text = " · ".join(english(name) for name in names if name)
        city = english(row.city) if row.city else "city not known"
        yield (REFORM, city, city, address), anchor, text


def _prose(site):
    """The sentences of the site's own pages; what notebooks print repeats the newspaper, but for captions."""
    from lxml import html

    for file in sorted(site.glob("*.html")):
        articles = html.parse(file, html.HTMLParser(encoding="utf-8")).xpath("//article")
        if file.name in _NOT_PROSE or not articles:
            continue
        article = articles[0]
        for cell in article.xpath(_OUTPUTS):
            cell[:] = cell.xpath(".//figcaption")
        for element in article.xpath(f"{_NO_TEXT} | {_NO_PROSE}"):
            element.drop_tree()
        title = " ".join(article.xpath("string(.//h1)").split()) or file.stem
        for anchor, block in _blocks(article):
            for text in _ENGLISH_END.split(block):
                yield (PROSE, title, "", quote(file.name)), anchor, text


def _blocks(article):
    """Each block of text with the nearest heading's anchor, or that of the function that is described."""
    from lxml import etree

    anchor, words, row = "", [], None
    for event, element in etree.iterwalk(article, events=("start", "end")):
        if element.tag in _BLOCKS and row is None or element is row:
            cells = (" ".join(cell.split()) for cell in "".join(words).split(_CELL))
            if text := " · ".join(filter(None, cells)):
                yield anchor, text
            words, row = [], None
        if event == "start":
            if element.tag == "tr":  # its cells are one block, whatever they hold
                row = element
            if element.tag in ("section", "dt") and element.get("id"):
                anchor = element.get("id")
            words.append(_CELL if element.tag in ("td", "th") else "")
        own = element.text if event == "start" else element.tail if element is not article else ""
        words.append(own or "")


def _readings(characters):
    """Which of the characters can be read as each syllable, tones left out; all readings of each."""
    from pypinyin import Style, pinyin

    readings = {}
    for character in characters:
        for own in pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore"):
            for reading in filter(_READING.fullmatch, own):
                readings[reading] = readings.get(reading, "") + character
    return dict(sorted(readings.items()))
