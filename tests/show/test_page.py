"""The view of a newspaper page: what stands where, in HTML as a browser reads it."""

import html
import re
import time
from html.parser import HTMLParser

import pandas as pd
import pytest

import tifa
from tifa.compare.scores import read_spans
from tifa.knowledge import DATA
from tifa.show.page import draw_page
from tifa.show.rows import find_quote
from tifa.tables import Lines, Measures, Pages, Slogans, Systems, make_table

KINDS = ["slogans", "measures", "indicators"]


class View(HTMLParser):
    """The lines of a view, character by character: which rows hold each, and where each anchor stands."""

    def __init__(self, shown):
        super().__init__(convert_charrefs=True)
        self.at, self.rows, self.inside = None, [], []
        self.anchors, self.held, self.characters, self.ids, self.tags = {}, {}, {}, [], []
        self.feed(shown)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        if "data-start" in given:
            self.at = int(given["data-start"])
        elif self.at is not None:
            if "id" in given:
                self.anchors[given["id"]] = self.at
            self.inside.append(tag)
            self.rows.append(given.get("data-rows", "").split())
            self.unseen = given.get("class") == "tifa-unseen"

    def handle_endtag(self, tag):
        if self.at is not None and tag == "p":
            self.at = None
        elif self.at is not None:
            self.inside.pop()
            self.rows.pop()

    def handle_data(self, data):
        if self.at is None:
            return
        for character in [data] if self.inside and self.inside[-1] == "span" and self.unseen else data:
            self.characters[self.at] = character
            for row in {row for rows in self.rows for row in rows}:
                self.held.setdefault(row, []).append(self.at)
            self.at += 1


def draw(corpus, page):
    return draw_page(corpus.pages, corpus.lines, page, {name: getattr(corpus, name) for name in ["systems", *KINDS]})


@pytest.fixture(scope="module")
def views(corpus):
    return {page: View(draw(corpus, page)) for page in corpus.pages.page}


def quoted(corpus, row):
    return find_quote(row.name, read_spans(row.spans), corpus.pages.set_index("page").text[row.page])


def bare(text):
    return "".join("".join(text).split())


def test_every_character_of_a_page_stands_at_its_offset(corpus, views):
    for page in corpus.pages.itertuples():
        shown = views[page.page].characters
        assert all(page.text[at] == character for at, character in shown.items())
        assert bare(page.text) == bare(shown[at] for at in sorted(shown))


def test_the_marks_of_a_row_hold_its_text(corpus, views):
    for page, view in views.items():
        own = [table[table.page == page].sort_values(["start", "end"], kind="stable")
               for table in (corpus.systems, *(getattr(corpus, name) for name in KINDS))]
        rows = pd.concat(own[1:])
        for number, row in enumerate(rows.itertuples(), len(own[0]) + 1):
            assert bare(view.characters[at] for at in view.held[str(number)]) == bare(row.text)


def test_every_row_and_every_passage_of_a_reform_begins_at_its_anchor(corpus, views):
    for page, view in views.items():
        stretches = [(row.start, row.end) for name in KINDS for row in getattr(corpus, name).itertuples() if row.page == page]
        stretches += [span for row in corpus.systems.itertuples() if row.page == page for span in read_spans(row.spans)]
        stretches += [quoted(corpus, row) for row in corpus.systems.itertuples() if row.page == page]
        assert stretches and {name: at for name, at in view.anchors.items()} == {f"c{start}-{end}": start for start, end in stretches}
        assert len(view.ids) == len(set(view.ids))


def test_the_tab_key_comes_to_every_row_once(views):
    for view in views.values():
        stops = [given for tag, given in view.tags if "data-rows" in given and "tifa-mark" in given["class"] and "tabindex" not in given]
        reached = [row for given in stops for row in given["data-rows"].split()]
        assert set(reached) == set(view.held)
        assert [given["href"] for given in stops] == list(dict.fromkeys(given["href"] for given in stops))


def test_every_row_is_told_at_the_end_and_leads_back_to_its_mark(corpus, views):
    for page, view in views.items():
        told = [given["id"] for tag, given in view.tags if tag == "li" and given.get("id", "").startswith("row-")]
        assert len(told) == sum((getattr(corpus, name).page == page).sum() for name in ["systems", *KINDS])
        links = [given["href"] for tag, given in view.tags if tag == "a" and given["href"].startswith("#")]
        assert {link[1:] for link in links} <= set(view.ids) 
        quotes = {"c{}-{}".format(*quoted(corpus, row)) for row in corpus.systems.itertuples() if row.page == page}
        assert set(view.anchors) <= {link[1:] for link in links} | quotes  # to a quote leads its card


def test_a_mark_inside_a_reform_leads_to_its_card(corpus):
    row = tifa.compare.place_in_systems(corpus.measures, corpus.systems).iloc[0]
    address = tifa.compare.addresses.card_address(row.page, row.article, row.system)
    item = next(item for item in draw(corpus, row.page).split("<li ") if f'"#c{row.start}-{row.end}"' in item and "<b>measure" in item)
    assert html.unescape(item).count(f'href="{address}"') == 1


# --- pages made on the spot ------------------------------------------------------------------------------


def make_page(text, slogans=(), measures=(), systems=()):
    """A page of one article, a line a line, with rows from (start, end) pairs; reforms from lists of pairs."""
    pages = make_table(Pages, [dict(page="p", path="p.txt", text=text)])
    lines, at = [], 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        inside = line.strip()
        if inside:
            start = at + line.index(inside)
            lines.append(dict(page="p", line=number, start=start, end=start + len(inside), text=inside, article=1, role="body", cont=0))
        at += len(line)
    rows = lambda schema, pairs, **more: make_table(schema, [
        dict(page="p", article=1, text=text[start:end], start=start, end=end, **more) for start, end in pairs])
    reforms = [dict(page="p", article=1, system=n, name=f"reform {n}", spans=";".join(f"{a}-{b}" for a, b in spans), start=spans[0][0], end=spans[-1][1])
               for n, spans in enumerate(systems, 1)]
    return pages, make_table(Lines, lines), dict(
        slogans=rows(Slogans, slogans, kind="quoted"), measures=rows(Measures, measures, instrument="authority", status="done"),
        systems=make_table(Systems, reforms))


def view_of(*args, **named):
    pages, lines, tables = make_page(*args, **named)
    return View(draw_page(pages, lines, "p", tables))


def test_rows_that_overlap_are_cut_at_every_border():
    view = view_of("甲乙丙丁戊己\n庚辛", slogans=[(1, 4)], measures=[(2, 8)])
    assert view.held == {"1": [1, 2, 3], "2": [2, 3, 4, 5, 7]}
    kinds = [given["class"] for tag, given in view.tags if tag == "a" and "tifa-mark" in given.get("class", "")]
    assert kinds == ["tifa-mark slogans", "tifa-mark slogans measures", "tifa-mark measures", "tifa-mark measures"]


def test_two_rows_of_one_stretch_have_one_anchor():
    view = view_of("甲乙丙丁", slogans=[(1, 3)], measures=[(1, 3)])
    assert view.anchors == {"c1-3": 1} and view.held == {"1": [1, 2], "2": [1, 2]}


def test_what_is_not_seen_counts_as_the_one_character_it_is():
    view = view_of("甲\u202e乙\U0001f347丙⟨U+202E⟩", slogans=[(2, 4), (4, 5)])
    assert view.anchors == {"c2-4": 2, "c4-5": 4}
    assert view.characters[1] == "⟨U+202E⟩" and view.characters[3] == "\U0001f347" and view.characters[4] == "丙"


def test_brackets_of_reforms_that_overlap_stand_side_by_side():
    pages, lines, tables = make_page("一二三四\n五六七八\n九十", systems=[[(0, 9)], [(2, 4), (10, 12)], [(5, 9)]])
    view = View(draw_page(pages, lines, "p", tables))
    brackets = [given["style"] for _, given in view.tags if given.get("class", "").startswith("tifa-bracket ") or given.get("class") == "tifa-bracket"]
    assert brackets == ["--lane:0;top:0%;bottom:0%", "--lane:1;top:50%;bottom:0%", "--lane:0;top:0%;bottom:0%", "--lane:1;top:0%;bottom:0%",
                        "--lane:0;top:0%;bottom:0%"]
    names = [given for _, given in view.tags if given.get("class") == "tifa-reform"]
    assert [given["data-rows"] for given in names] == ["1", "2", "3", "2"]


def test_a_name_never_parts_a_broken_paragraph():
    pages, lines, tables = make_page("一二三四\n五六七八\n九十", systems=[[(0, 4)], [(6, 9)], [(10, 12)]])
    shown = draw_page(pages, lines.assign(cont=[0, 1, 0]), "p", tables)
    names = [line.split("data-start")[0].count("tifa-reform\"") for line in shown.split('<div class="tifa-line')[1:]]
    assert names == [2, 0, 1]


def test_what_made_a_row_stays_in_the_tables_and_instruments_are_explained():
    pages, lines, tables = make_page("甲乙丙丁", measures=[(0, 4)])
    tables["measures"]["why"] = "before 甲, +0.9"
    shown = draw_page(pages, lines, "p", tables)
    assert "+0.9" not in shown and "authority (rules)" in html.unescape(shown) and "Legend:" in shown


@pytest.mark.parametrize("passages, quote", [
    ([(0, 60)], (0, 60)), ([(0, 400)], (0, 101)), ([(0, 60), (100, 400)], (0, 60)), ([(120, 400)], (120, 280))])
def test_a_quote_is_a_sentence_or_a_short_passage(passages, quote):
    text = "甲" * 100 + "。" + "乙" * 300
    assert find_quote("无此名", passages, text) == quote


def test_text_is_escaped_and_cannot_close_what_holds_it():
    text = "</p></div><script>alert(1)</script> <img src=x onerror=alert(2)> &amp; $x$"
    pages, lines, tables = make_page(text, slogans=[(0, 30)], systems=[[(0, 10)]])
    tables["systems"]["name"] = tables["slogans"]["note"] = "\"><svg onload=alert(3)>"
    shown = draw_page(pages, lines, "p", tables)
    assert {tag for tag, _ in View(shown).tags} <= set("div ul ol li span section p a b small details summary dl dt dd".split())
    assert not re.search(r"<(script|img|svg)|\$", shown) and text in html.unescape(re.sub("<[^>]*>", "", shown))


def test_style_and_script_go_with_a_page_into_a_notebook_and_cannot_end_early(corpus):
    shown = tifa.show_page(corpus.pages, corpus.lines, corpus.pages.page[0]).data
    for name, tag in (("page.css", "style"), ("page.js", "script")):
        text = (DATA / name).read_text(encoding="utf-8")
        assert f"<{tag}>{text}</{tag}>" in shown and f"</{tag}" not in text and "<!--" not in text
    assert "innerHTML" not in shown and "tifa-no-margin" in shown


def test_a_page_that_is_not_there_is_told_with_those_that_are(corpus):
    with pytest.raises(ValueError, match="show_page: no page is named '009'; there are 000_c7785c7b04a71cd2, 001_") as error:
        tifa.show_page(corpus.pages, corpus.lines, "009")
    assert "\n" not in str(error.value)


def test_a_page_without_text_says_so():
    pages, lines, tables = make_page("")
    assert "This page has no text." in draw_page(pages, lines, "p", tables)


def test_lines_that_are_not_given_are_not_shown_nor_are_their_rows():
    pages, lines, tables = make_page("甲乙\n丙丁", slogans=[(0, 2), (3, 5)], systems=[[(0, 2), (3, 5)]])
    view = View(draw_page(pages, lines.head(1), "p", tables))
    assert view.held == {"2": [0, 1]} and set(view.ids) >= {"c0-2", "c3-5", "row-1", "row-2"}


@pytest.mark.parametrize("n, width, most", [(200, 100, 1), (1, 100_000, 5)])
def test_a_long_page_is_drawn_quickly(n, width, most):
    text = "\n".join(["改革" * (width // 2)] * n)
    starts = range(0, len(text) - 60, len(text) // 150)
    pages, lines, tables = make_page(text, slogans=[(s, s + 8) for s in starts], measures=[(s, s + 40) for s in starts], systems=[[(s, s + 50)] for s in starts[::10]])
    began = time.perf_counter()
    draw_page(pages, lines, "p", tables)
    assert time.perf_counter() - began < most
