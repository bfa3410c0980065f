"""Misuse of a public function is answered in one line, and tables read back from CSV are taken as they were."""

import inspect
import io
import re
import time
from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tifa
from tifa.arguments import takes

_TABLES = ["pages", "lines", "articles", "slogans", "measures", "indicators", "systems", "terms"]
_WINGS = [tifa, tifa.words, tifa.reading, tifa.articles, tifa.policy, tifa.compare, tifa.show, tifa.site]
_FUNCTIONS = {f"{wing.__name__}.{name}": function for wing in _WINGS for name in wing.__all__
              if callable(function := getattr(wing, name)) and not inspect.isclass(function)}
_FIGURES, _ANYTHING = "of the figures' own use", "shows whatever it is given"
_APART = {"tifa.show.shorten": _FIGURES, "tifa.show.name_article": _FIGURES, "tifa.show.format_number": _FIGURES,
          "tifa.show.escape": _ANYTHING, "tifa.show.inline": _ANYTHING, "tifa.show.render_markdown": _ANYTHING}
_FINE = {"show_table": [*(f"the table {name}" for name in _TABLES), "an empty table"], "count_reference": ["a text", "a path"],
         "figure_folder": ["a text", "a path"], "count_characters": ["the table pages"],
         "score": ["a text", "a path"], "coded_folder": ["a text", "a path"], "read_coded": ["a text", "a path"], "read_unseen": ["a text", "a path"],
         "match_rows": ["an empty table", *(f"the table {name}" for name in _TABLES)],
         "place_in_systems": [f"the table {name}" for name in ("lines", "articles", "slogans", "indicators", "systems")],
         "cite": [f"the table {name}" for name in ("lines", "articles", "slogans", "measures", "systems")]}
_HERE = {name: function for name, function in _FUNCTIONS.items() if inspect.signature(function).parameters and name not in _APART}


def _as_read(table):
    return pd.read_csv(io.StringIO(table.to_csv(index=False)))


@pytest.fixture(scope="module")
def given(corpus, tmp_path_factory):
    """What each parameter that must be given holds, by name; where a function differs, by function and name."""
    plt = pytest.importorskip("matplotlib.pyplot")
    known = corpus._asdict()
    weights = tifa.weigh_terms(corpus.articles)
    labels = tifa.cluster(weights, 3)
    reforms = tifa.compare.group_systems(tifa.find_systems(corpus.articles), corpus.articles)
    themes = tifa.compare.find_themes(corpus.articles)
    theme = tifa.compare.pick_theme(reforms[reforms.city != ""], themes)
    findings = tifa.compare.find_findings(theme, corpus.slogans, corpus.measures, corpus.indicators,
                                          corpus.articles, corpus.pages, tifa.compare.read_glossary())
    folder = tmp_path_factory.mktemp("misuse")
    return known | {
        "text": "县里成立医院3家。", "word": "医院", "raw": b"abc", "path": Path("seeds"), "folder": folder, "name": "figure", "page": corpus.pages.page[0],
        "texts": ["一户一策"], "cities": ["盐城"], "printed": "三百", "byline": "记者 李明", "first": "本报讯", "headline": "县里", "around": "", "body": "县里",
        "right": 29, "n": 30, "k": 3, "weights": weights, "similarity": tifa.similarity(weights), "labels": labels, "order": labels,
        "linked": tifa.words.link(weights), "points": tifa.words.place_on_map(weights), "choices": tifa.words.choose_k(weights, [2, 3], n=2),
        "ranks": tifa.words.rank_frequency(corpus.terms), "here": corpus.articles.city.eq("盐城").tolist(), "term": "医共体", "glossary": tifa.compare.read_glossary(), "found": corpus.slogans,
        "draw": lambda: plt.figure().add_subplot(), "feature": "length=3",
        ("read_words", "path"): tifa.words.LEXICON, ("score_openings", "lines"): [], ("write_tables", "corpus"): corpus,
        ("count_characters", "table"): corpus.lines, ("count_reference", "corpus"): corpus.articles,
        ("group_systems", "systems"): corpus.systems, ("place_in_systems", "table"): corpus.measures,
        ("show_table", "table"): corpus.slogans, ("plot_term_comparison", "table"): tifa.compare_terms(corpus.articles, ["社区"]),
        ("plot_wordclouds", "rates"): tifa.compare_terms(corpus.articles, ["社区"]),
        ("plot_keyness", "table"): tifa.words.keyness(corpus.articles, "盐城", permutations=9),
        ("plot_rates", "table"): tifa.words.keyness(corpus.articles, "盐城", permutations=9),
        ("plot_slogans", "table"): tifa.compare_slogans(corpus.slogans, corpus.articles),
        "systems": reforms, "themes": themes, ("find_findings", "systems"): theme, "findings": findings,
        "coded": tifa.compare.read_coded("notebooks/coded"), ("pick_errors", "found"): {"slogans": corpus.slogans}, ("draw_conclusions", "tables"): {"slogans": corpus.slogans},
        ("read_unseen", "folder"): "notebooks/coded", ("read_unseen", "found"): {"slogans": corpus.slogans}, ("plot_scores", "table"): tifa.score({"slogans": corpus.slogans}, {"slogans": corpus.slogans}), "counts": corpus.articles.city.value_counts(),
        ("tell_apart", "table"): tifa.compare_slogans(corpus.slogans, corpus.articles),
        ("tell_shares", "table"): tifa.compare_measures(corpus.measures, corpus.articles),
        ("plot_shares", "table"): tifa.compare_measures(corpus.measures, corpus.articles),
        ("show_side_by_side", "table"): tifa.compare_systems(reforms, corpus.slogans, corpus.measures, corpus.indicators), ("cite", "table"): corpus.indicators,
        ("plot_changes", "table"): tifa.policy.changes(corpus.indicators),
        ("plot_standing", "table"): tifa.compare.classify_slogans(corpus.slogans, corpus.articles),
        ("score", "found"): {"slogans": corpus.slogans}, ("score", "coded"): {"slogans": corpus.slogans},
        ("match_rows", "found"): corpus.slogans, ("match_rows", "coded"): corpus.slogans, ("match_rows", "table"): "slogans",
        ("strongest_features", "judge"): "parallels", ("strongest_features", "label"): "yes",
        ("plot_features", "table"): tifa.policy.strongest_features("parallels", "yes"),
        ("plot_heat", "table"): tifa.compare.measure_heat(corpus.slogans, corpus.articles),
    }


def _arguments(function, given):
    """Right arguments for what a function must be given."""
    return {name: given.get((function.__name__, name), given.get(name)) for name, parameter in inspect.signature(function).parameters.items()
            if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD}


def _misuses(right, corpus):
    """What is wrong for a parameter whose right value is known: each misuse in words, and the value."""
    wrong = {"None": None, "a number": 42.5, "a text": "text", "a path": Path("no/such"), "an empty table": pd.DataFrame()}
    wrong |= {f"the table {name}": table for name, table in corpus._asdict().items()}
    for kind, types in {"a text": str, "a path": (str, Path), "a number": (int, float)}.items():
        if isinstance(right, types):
            del wrong[kind]
    if isinstance(right, Path):
        wrong.pop("a text", None)
    if isinstance(right, pd.DataFrame):
        wrong = {kind: value for kind, value in wrong.items() if not (isinstance(value, pd.DataFrame) and set(right) <= set(value))}
    return wrong


def test_every_public_function_answers_misuse_or_is_named_here_with_its_reason():
    bare = {name for name, function in _FUNCTIONS.items() if not hasattr(function, "held") and inspect.signature(function).parameters}
    assert bare == set(_APART)


@pytest.mark.parametrize("name", _HERE)
def test_misuse_is_answered_in_one_line(name, given, corpus):
    function = _HERE[name]
    right = _arguments(function, given)
    assert None not in [type(value) for value in right.values()]
    for parameter, value in right.items():
        for kind, wrong in _misuses(value, corpus).items():
            if kind in _FINE.get(function.__name__, ()):
                continue
            with pytest.raises((TypeError, ValueError)) as error:
                function(**{**right, parameter: wrong})
            words = str(error.value)
            assert "\n" not in words and words.startswith(f"{function.__name__}: {parameter} is "), (kind, words)


@pytest.mark.parametrize("name", _HERE)
def test_what_need_not_be_given_is_held_to_its_kind_too(name, given):
    function = _HERE[name]
    right = _arguments(function, given)
    optional = [name for name in function.held if name not in right]
    for parameter in optional:
        for wrong in (object(), pd.DataFrame({"page": ["p"]})):
            with pytest.raises((TypeError, ValueError), match=rf"^{function.__name__}: {parameter} is .*; it must be .*$"):
                function(**right, **{parameter: wrong})


def _tables(function):
    """The parameters that hold a table, with the columns that the function says it needs."""
    held = function.held
    kinds = {name: [kind, *getattr(kind, "kinds", ())] for name, kind, _ in held.values()}
    return {name: kind.needed for name, own in kinds.items() for kind in own if hasattr(kind, "needed")}


_OF_TABLES = [name for name, function in _HERE.items() if _tables(function)]


@pytest.mark.parametrize("name", _OF_TABLES)
def test_a_column_that_is_lacking_is_named(name, given):
    function = _HERE[name]
    right = _arguments(function, given)
    for parameter in right.keys() & _tables(function).keys():
        for column in _tables(function)[parameter]:
            with pytest.raises(ValueError, match=rf"^{function.__name__}: {parameter} is a table without the column {column}; it must be .*$"):
                function(**{**right, parameter: right[parameter].drop(columns=column)})


@pytest.mark.parametrize("name", _OF_TABLES)
def test_no_column_is_used_that_is_not_asked_for(name, given):
    function = _HERE[name]
    right = _arguments(function, given)
    few = {parameter: value.loc[:, value.columns.isin(_tables(function)[parameter])] if parameter in _tables(function) else value
           for parameter, value in right.items()}
    if function.__name__ in ("plot_shares", "tell_shares", "tell_apart"):  # the second column is what is compared
        few["table"] = right["table"].iloc[:, [0, 1, -4, -3, -2, -1]]
    assert _plain(function(**few)) is not None or function.__name__ == "use_style"  # which gives nothing


def _plain(result):
    """A result in a form that can be compared."""
    if isinstance(result, pd.DataFrame):
        return result.to_json()
    if isinstance(result, dict):
        return {name: _plain(part) for name, part in result.items()}
    if isinstance(result, tifa.words.matrix.TermMatrix):
        return result.matrix.toarray().tolist(), list(result.articles), list(result.terms)
    if inspect.isgenerator(result):
        return [vars(story) for story in result]
    if isinstance(result, np.ndarray):
        return [_plain(part) for part in result.flat] if result.dtype == object else result.tolist()
    if hasattr(result, "get_xlim"):
        ends = [*result.get_xlim(), *result.get_ylim()]
        return ends, [text.get_text() for part in [result, *result.child_axes] for text in [*part.texts, *part.get_yticklabels(), part.title]]
    return getattr(result, "data", result)


_OF_THE_CORPUS = [name for name in _OF_TABLES if inspect.signature(_HERE[name]).parameters.keys() & set(_TABLES)
                  or name == "reference.count_reference"]


@pytest.mark.parametrize("name", _OF_THE_CORPUS)
def test_tables_read_by_pandas_from_csv_give_the_same(name, given, corpus):
    function = _HERE[name]
    right = _arguments(function, given)
    of_corpus = [list(table) for table in corpus]
    read = {parameter: _as_read(value) if parameter in (*_TABLES, "corpus") and isinstance(value, pd.DataFrame) and list(value) in of_corpus else value
            for parameter, value in right.items()}
    before = {parameter: value.copy() for parameter, value in read.items() if isinstance(value, pd.DataFrame)}
    expected, result = function(**right), function(**read)
    if isinstance(result, pd.DataFrame):
        pd.testing.assert_frame_equal(result, expected)
    assert _plain(result) == _plain(expected)
    for parameter, value in before.items():
        pd.testing.assert_frame_equal(read[parameter], value)


def test_first_printings_are_found_in_a_table_read_back(corpus):
    assert len(tifa.first_printings(_as_read(corpus.articles))) == 22


@pytest.mark.parametrize("column, value, words", [
    ("value", "many", "in column value, row 2, 'many', which is no number"),
    ("start", "many", "in column start, row 2, 'many', which is no whole number"),
    ("start", 1.5, "in column start, row 2, 1.5, which is no whole number"),
    ("end", None, "in column end, row 2, None, which is no whole number"),
    ("note", ["a"], r"in column note, row 2, \['a'\], which is no text"),
])
def test_a_value_that_cannot_be_is_named_with_its_place(corpus, column, value, words):
    table = corpus.indicators.astype({column: object})
    table.at[2, column] = value
    with pytest.raises(ValueError, match=f"^changes: indicators is a table that has {words}; it must be the table indicators: "):
        tifa.policy.changes(table)


def test_names_of_pages_that_became_numbers_are_refused(corpus):
    with pytest.raises(ValueError, match=r"in column page, row 0, .*read the file with dtype=\{'page': 'str'\}"):
        tifa.first_printings(corpus.articles.assign(page=range(22)))


def test_numbers_that_pandas_read_in_place_of_text_become_text_again(corpus):
    articles = corpus.articles.assign(date=["2024"] + [""] * 21)
    read = _as_read(articles)
    assert read.date.dtype.kind == "f"
    pd.testing.assert_frame_equal(tifa.first_printings(read), tifa.first_printings(articles))


def test_columns_that_a_notebook_added_are_kept(corpus):
    assert "seen" in tifa.first_printings(_as_read(corpus.articles.assign(seen=True)))


def test_a_table_that_is_right_is_handed_on_as_it_is(corpus):
    @takes(articles="page")
    def give(articles):
        return articles

    assert give(corpus.articles) is corpus.articles


def test_looking_at_the_tables_of_the_seeds_takes_less_than_a_millisecond(corpus):
    for name in _TABLES:
        table, best = corpus._asdict()[name], 1.0
        look = takes(**{name: "page" if name != "terms" else "city"})(eval(f"lambda {name}: {name}"))
        for _ in range(20):
            started = time.process_time()
            for _ in range(5):
                look(table)
            best = min(best, (time.process_time() - started) / 5)
        assert best < 0.001, name


def test_a_typing_error_in_a_name_is_pythons_to_tell():
    with pytest.raises(TypeError, match="unexpected keyword argument 'least_of_all'"):
        tifa.places.locate("text", least_of_all=2)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'text'"):
        tifa.words.fold()
    with pytest.raises(TypeError, match="takes 1 positional argument but 2 were given"):
        tifa.words.fold("a", "b")


@pytest.mark.parametrize("name", _HERE)
def test_help_and_signature_stay(name):
    function = _HERE[name]
    assert inspect.signature(function) == inspect.signature(function.__wrapped__)
    assert re.search(rf"def {function.__name__}\(", inspect.getsource(function)) and function.__doc__ == function.__wrapped__.__doc__


@pytest.mark.parametrize("call, words", [
    (lambda c: tifa.write_tables(c._replace(slogans=None), "out"), "corpus is a corpus whose slogans is None; it must be the table slogans: "),
    (lambda c: tifa.write_tables(c._replace(slogans=c.pages), "out"), "corpus is a corpus whose slogans is the table pages; it must be the table slogans: "),
    (lambda c: tifa.write_tables(c._replace(terms=c.terms[["term"]]), "out"), "corpus is a corpus whose terms is a table without the columns city, pos, count"),
    (lambda c: tifa.write_tables(tuple(c), "out"), "corpus is a tuple; it must be the tables of a corpus"),
    (lambda c: tifa.write_tables(c, "out", "seeds"), "apart_from is the text 'seeds'; it must be several paths"),
    (lambda c: tifa.find_people(c.pages), "byline is a DataFrame; it must be a text"),
    (lambda c: tifa.show.figure_folder(5), "corpus is an int; it must be a path"),
])
def test_what_is_no_table_of_a_corpus_is_answered(corpus, tmp_path, monkeypatch, call, words):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tifa, "find_people", tifa.articles.find_people, raising=False)
    with pytest.raises((TypeError, ValueError), match=rf"^\w+: {re.escape(words)}"):
        call(corpus)
    assert not Path("out").exists()


@pytest.mark.parametrize("wrong", [-1, float("nan"), True, 1.5, "9"])
@pytest.mark.parametrize("name, parameter", [("compare_terms", "n"), ("words.keyness", "permutations"), ("words.keyness", "seed"),
                                             ("compare.measure_heat", "n"), ("compare.measure_heat", "least"), ("words.choose_k", "seed")])
def test_a_number_of_things_is_a_whole_number_of_0_or_more(name, parameter, wrong, given):
    function = _FUNCTIONS[f"tifa.{name}"]
    with pytest.raises(TypeError, match=rf"^{function.__name__}: {parameter} is .*; it must be a whole number of 0 or more$"):
        function(**_arguments(function, given), **{parameter: wrong})


def test_numbers_of_numpy_are_numbers(corpus):
    one, other = (tifa.words.keyness(corpus.articles, "盐城", permutations=number(9), seed=number(0)) for number in (int, np.int64))
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("path", ["a\0b", Path("a\0b"), ""])
@pytest.mark.parametrize("name", ["words.load_lexicon", "words.load_stopwords", "knowledge.read_words", "compare.read_stock", "read_tables", "read_pages"])
def test_a_path_with_a_null_character_is_refused_in_words(name, path):
    module, _, function = f"tifa.{name}".rpartition(".")
    if path != Path(""):
        with pytest.raises(TypeError, match="is the (text|path) .*; it must be a path .*that is not empty and has no null character"):
            getattr(import_module(module), function)(path)


@pytest.mark.parametrize("wrong", [None, 5, [], pd.DataFrame(), ""])
def test_a_folder_of_tables_is_a_path(wrong):
    with pytest.raises(TypeError, match=r"^read_tables: folder is .*; it must be a path"):
        tifa.read_tables(wrong)


# --- apostrophes that guard against spreadsheets ---------------------------------------------------------------------


@pytest.fixture
def guarded(write_corpus, tmp_path):
    """Tables with texts that are guarded in CSV, and the folder they are written to."""
    body = "本报讯 4月2日,江北县开会。推行“＋四级联动”,抓好“一户一档”。"
    corpus = tifa.extract(write_corpus({"-p": ("嘉北", "某省", f"# 江北县推行新做法\n\n{body}\n")}))
    tifa.write_tables(corpus, tmp_path / "tables")
    return corpus, tmp_path / "tables"


_WAYS = {"plain": {}, "empty texts kept": {"keep_default_na": False}, "all text": {"dtype": "str"}, "objects": {"dtype": "object"},
         "types with <NA>": {"dtype_backend": "numpy_nullable"}, "types of Arrow": {"dtype_backend": "pyarrow"}}


@pytest.mark.parametrize("how", _WAYS.values(), ids=_WAYS.keys())
def test_a_table_from_csv_with_a_guarded_cell_is_refused_with_what_to_do(guarded, how):
    corpus, folder = guarded
    slogans, articles = (pd.read_csv(folder / f"{name}.csv", **how) for name in ("slogans", "articles"))
    for given in ((slogans, corpus.articles), (corpus.slogans, articles)):
        with pytest.raises(ValueError, match="is a table from CSV that has in column page, row 0, \"'-p\".* tifa.read_tables\\(folder\\)"):
            tifa.shared_slogans(*given, least=1)
    pages = pd.read_csv(folder / "pages.csv", **how)
    with pytest.raises(ValueError, match="pages is a table from CSV that has in column page"):
        tifa.compare.fill_dates(corpus.articles, pages)


def test_tables_of_tifa_with_an_apostrophe_in_print_are_taken_as_they_are(guarded):
    corpus, folder = guarded
    rename = {"page": corpus.pages.page.map(lambda page: "'" + page).iloc[0]}
    for tables in (corpus, tifa.read_tables(folder), [pd.read_parquet(folder / f"{name}.parquet") for name in _TABLES]):
        tables = dict(zip(_TABLES, tables))
        slogans, articles, pages = (tables[name].assign(**rename) for name in ("slogans", "articles", "pages"))
        assert len(tifa.shared_slogans(slogans, articles, least=1)) == len(tifa.shared_slogans(corpus.slogans, corpus.articles, least=1)) > 0
        assert tifa.compare.fill_dates(articles, pages).page.tolist() == ["'-p"]


def test_a_table_from_csv_without_a_guarded_cell_is_taken(guarded):
    corpus, _ = guarded
    tables = [table.assign(page="'p") for table in (corpus.slogans, corpus.articles)]  # no guard: nothing to guard behind it
    tables[0] = tables[0].assign(text=tables[0].text.str.strip("＋"))
    assert len(tifa.shared_slogans(*map(_as_read, tables), least=1)) == len(tifa.shared_slogans(*tables, least=1)) > 0
