"""Every step takes time in proportion to the text, however odd the text is."""

import time

import pytest

import tifa
from tifa.tables import Articles, Indicators, Measures, Pages, Slogans, make_table

_ENOUGH = 0.02  # seconds of CPU time below which nothing can be told from a measurement
_SIZE = 2_500  # characters of the smaller text
_ODD = {
    "digits": lambda n: "1" * n,
    "digits and points": lambda n: "1." * (n // 2),
    "numbers and units": lambda n: "3人" * (n // 2),
    "letters": lambda n: "a" * n,
    "letters and digits": lambda n: "a1-" * (n // 3),
    "letters and marks": lambda n: "a_" * (n // 2),
    "quotes opened": lambda n: "“" * n,
    "quotes opened and text": lambda n: "“四" * (n // 2),
    "quotes closed": lambda n: "”" * n,
    "one label": lambda n: "“四级联动”" * (n // 6),
    "another label": lambda n: "三支队伍、" * (n // 5),
    "labels of one kind": lambda n: "实施一户一策。" * (n // 7),
    "many labels": lambda n: "".join(f"“四{chr(0x4e00 + i)}{chr(0x4f00 + i)}”、" for i in range(n // 6)),
    "images in clauses": lambda n: "“强基”服务,“优化”环境,".ljust(14) * (n // 14),
    "a label and its list": lambda n: "教师、教材、教法三教改革," * (n // 12),
    "compounds": lambda n: "四不两直" * (n // 4),
    "ones": lambda n: "一" * n,
    "ones and words": lambda n: "一村" * (n // 2),
    "numerals": lambda n: "三" * n,
    "sums": lambda n: "1+" * (n // 2) + "1",
    "lists": lambda n: "推进改革、" * (n // 5),
    "short lists": lambda n: "县、" * (n // 2),
    "clauses": lambda n: "强化服务,优化环境," * (n // 10),
    "one character": lambda n: "推" * n,
    "text without marks": lambda n: "推进县域医共体建设" * (n // 9),
    "brackets": lambda n: "(" * n,
    "brackets closed": lambda n: "(县" * (n // 3) + ")" * (n // 3),
    "titles": lambda n: "《" * n,
    "square brackets": lambda n: "[" * n,
    "headings": lambda n: "#" * n,
    "headings and lines": lambda n: "# 县里\n" * (n // 5),
    "short lines": lambda n: "县\n" * (n // 2),
    "sentences": lambda n: "县里成立医院。\n" * (n // 8),
    "bylines": lambda n: "记者 王芳 " * (n // 6),
    "stars": lambda n: "*" * n,
    "blanks": lambda n: "县" + " " * n + "里",
    "wide blanks": lambda n: "县\u3000" * (n // 2),
    "dots": lambda n: "…" * n,
    "colons": lambda n: "一是:" * (n // 3),
    "per cent": lambda n: "增长1%," * (n // 5),
    "rises": lambda n: "由1人增长到2人," * (n // 9),
    "shares": lambda n: "其中,1%、2%和3%," * (n // 12),
    "values of one metric": lambda n: "".join(f"就诊率达{i / 10}%," for i in range(n // 9)),
    "bases": lambda n: "提高1个百分点,达2%," * (n // 12),
    "ratios": lambda n: "1:" * (n // 2) + "1",
    "thousands": lambda n: "1,000," * (n // 6),
    "powers": lambda n: "万亿" * (n // 2),
    "years": lambda n: "2024年" * (n // 5),
    "places": lambda n: "盐城市" * (n // 3),
    "directions": lambda n: "> 县" * (n // 3),
}


def _articles(text, parts=1):
    n = len(text)
    return make_table(Articles, [dict(page=f"p{i}", article=1, start=0, end=n + 3, headline="县里事", city=f"{i}市", genre="news", body=text,
                                      n_chars=n, spans=f"headline:0-3 body:3-{n + 3}") for i in range(parts)])


def _pages(text):
    return make_table(Pages, [dict(page="p", path="p.txt", text=text)])


def _mentions(schema, text, **row):
    """A row a mention, each of another wording of the text's characters."""
    pieces = [text[i : i + 8].strip() or "县" for i in range(0, len(text), 16)]
    return make_table(schema, [dict(page="p0", article=1, text=f"{piece}{i}", start=i, end=i + 1, **row) for i, piece in enumerate(pieces)])


_STEPS = {
    "fold": tifa.words.fold,
    "tell_script": tifa.reading.tell_script,
    "decode": lambda text: tifa.reading.decode(text.encode()),
    "label_lines": lambda text: tifa.label_lines(_pages(text)),
    "build_articles": lambda text: tifa.build_articles(tifa.label_lines(_pages(f"# 县里事\n\n{text}"))),
    "mark_duplicates": lambda text: tifa.articles.mark_duplicates(_articles(text, 2)),
    "segment": tifa.words.segment,
    "tokenize": tifa.tokenize,
    "count_terms": lambda text: tifa.count_terms(_articles(text)),
    "concordance": lambda text: tifa.concordance(_articles(text), text[:1] or "县", sort="left"),
    "collocations": lambda text: tifa.collocations(_articles(text)),
    "collocations of a sentence": lambda text: tifa.collocations(_articles(text), window="sentence"),
    "dispersion": lambda text: tifa.words.dispersion(_articles(f"医院\n{text}", 2)),
    "find_new_words": lambda text: tifa.words.find_new_words(_articles(text)),
    "find_slogans": lambda text: tifa.find_slogans(_articles(text)),
    "find_parallels": tifa.policy.find_parallels,
    "find_measures": lambda text: tifa.find_measures(_articles(text)),
    "find_figures": tifa.policy.find_figures,
    "find_indicators": lambda text: tifa.find_indicators(_articles(text)),
    "find_systems": lambda text: tifa.find_systems(_articles(text)),
    "read_number": lambda text: tifa.words.read_number(text) if text.isdigit() else None,
    "find_people": tifa.articles.find_people,
    "read_dateline": lambda text: tifa.articles.read_dateline(text, text),
    "tell_genre": lambda text: tifa.articles.tell_genre(text, text, text),
    "find_places": tifa.places.find_places,
    "locate": tifa.places.locate,
    "group_variants": lambda text: tifa.compare.group_variants([text[i : i + 8] + str(i) for i in range(0, len(text), 8)]),
    "classify_slogans": lambda text: tifa.compare.classify_slogans(_mentions(Slogans, text, kind="quoted"), _articles("县")),
    "compare_indicators": lambda text: tifa.compare_indicators(
        _mentions(Indicators, text, kind="level", metric="就诊率", value=1), _articles("县")),
    "compare_measures": lambda text: tifa.compare_measures(
        _mentions(Measures, text, instrument="authority", status="done"), _articles("县")),
}


_OF_MENTIONS = {"classify_slogans", "compare_indicators", "compare_measures", "group_variants"}  # of a table, not of a page's text
_SOME = ["one label", "many labels", "lists", "one character"]


def _seconds(step, text):
    started = time.process_time()
    step(text)
    return time.process_time() - started


@pytest.mark.parametrize("name", _STEPS)
def test_four_times_the_text_takes_at_most_six_times_as_long(name):
    step, slow = _STEPS[name], {}
    step("县里")  # dictionaries are read once
    for kind in _SOME if name in _OF_MENTIONS else _ODD:
        make = _ODD[kind]
        small, large, before, took = make(_SIZE), make(4 * _SIZE), [], []
        for _ in range(3):  # the best of three
            took.append(_seconds(step, large))
            if took[-1] < _ENOUGH:
                break
            before.append(_seconds(step, small))
            if min(took) <= 6 * min(before):
                break
        else:
            slow[kind] = f"{min(before):.3f} s to {min(took):.3f} s"
    assert not slow
