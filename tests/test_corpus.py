import csv
import re
import subprocess
import sys
import tempfile
import time
from importlib import import_module

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import tifa
from tifa.tables import TABLES, Pages, make_table

NAMES = ["pages", "lines", "articles", "slogans", "measures", "indicators", "systems", "terms"]


def read_csv(file):
    with open(file, encoding="utf-8-sig", newline="") as f:
        return list(csv.reader(f))


# --- the package -------------------------------------------------------------------------------------------------


def test_every_public_name_can_be_had():
    assert [name for name in tifa.__all__ if getattr(tifa, name, None) is None] == []
    assert len(set(tifa.__all__)) == len(tifa.__all__)
    assert set(tifa.__all__) <= set(dir(tifa))


WINGS = ["words", "reading", "articles", "policy", "compare", "show", "site"]


def test_the_front_is_thin_and_shows_no_module():
    assert len(tifa.__all__) <= 36 and dir(tifa) == tifa.__all__
    assert [name for name in tifa.__all__ if not callable(getattr(tifa, name))] == []


def test_every_name_of_the_front_is_used_by_a_notebook_or_told_in_the_readme(root):
    told = "".join(file.read_text(encoding="utf-8") for file in [root / "README.md", *(root / "notebooks").glob("*.ipynb")])
    assert [name for name in tifa.__all__ if f"tifa.{name}" not in told] == []


@pytest.mark.parametrize("wing", WINGS)
def test_each_wing_says_in_a_sentence_what_lives_there_and_names_it(root, wing):
    module = import_module(f"tifa.{wing}")
    assert module.__doc__.endswith(".") and "\n" not in module.__doc__ and len(module.__all__) >= 3
    assert [name for name in module.__all__ if not (getattr(module, name).__doc__ or "").strip()] == []


MAY_USE = {"words": [], "reading": ["words"], "articles": ["reading", "words"], "policy": ["words"],
           "compare": ["words", "reading", "articles", "policy"], "show": ["words", "reading", "articles", "policy", "compare"],
           "site": WINGS}


@pytest.mark.parametrize("wing", WINGS)
def test_no_arrow_runs_back_up(root, wing):
    """What a wing imports lies in itself, in the wings it may use, or on the ground floor."""
    imported = {name for file in (root / "lib/tifa" / wing).glob("*.py")
                for name in re.findall(r"(?m)^\s*(?:from|import) tifa\.(\w+)", file.read_text(encoding="utf-8"))}
    assert imported & set(WINGS) <= {wing, *MAY_USE[wing]}
    assert not imported & {"corpus", "command", "__main__"}


def test_every_public_name_says_what_it_is():
    assert [name for name in tifa.__all__ if not (getattr(tifa, name).__doc__ or "").strip()] == []


def test_an_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="No tifa attribute no_such_name"):
        tifa.no_such_name


def fresh(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout.split()


def test_importing_loads_nothing_heavy():
    loaded = fresh("import sys, tifa; print(*sys.modules)")
    assert {"pandas", "numpy", "pandera", "jieba", "rjieba", "matplotlib", "sklearn", "scipy"} & set(loaded) == set()


def test_importing_takes_under_half_a_second():
    timed = "import time; start = time.perf_counter(); import tifa; print(time.perf_counter() - start)"
    assert min(float(fresh(timed)[0]) for _ in range(3)) < 0.5


def test_reading_pages_loads_neither_dictionary_nor_plots(root):
    loaded = fresh(f"import sys, tifa; tifa.read_articles({str(root / 'seeds')!r}); print(*sys.modules)")
    assert {"jieba", "rjieba", "matplotlib", "sklearn"} & set(loaded) == set()


# --- all tables in one call --------------------------------------------------------------------------------------


def test_a_corpus_is_its_tables(corpus):
    assert list(corpus._fields) == NAMES == list(TABLES)
    for name, table in zip(NAMES, corpus):
        assert list(table.columns) == list(TABLES[name].columns)


def test_the_tables_are_those_of_the_single_steps(root, corpus):
    articles = tifa.read_articles(root / "seeds")
    for one, other in zip(corpus[2:], (articles, tifa.find_slogans(articles), tifa.find_measures(articles), tifa.find_indicators(articles), tifa.find_systems(articles), tifa.count_terms(articles))):
        pd.testing.assert_frame_equal(one, other)


def test_extracting_twice_gives_the_same(root, corpus):
    for one, other in zip(tifa.extract(root / "seeds"), corpus):
        pd.testing.assert_frame_equal(one, other)


def test_a_page_alone_gives_the_rows_it_gives_in_its_folder(root, corpus):
    page = corpus.pages.page[1]
    alone = tifa.extract(root / "seeds" / f"{page}.txt")
    for name in NAMES[:-1]:
        whole = getattr(corpus, name)
        pd.testing.assert_frame_equal(getattr(alone, name), whole[whole.page == page].reset_index(drop=True))


def test_every_row_belongs_to_an_article_that_is_there(corpus):
    articles = set(zip(corpus.articles.page, corpus.articles.article))
    for table in (corpus.slogans, corpus.measures, corpus.indicators):
        assert set(zip(table.page, table.article)) <= articles


def test_every_row_stands_inside_its_article(corpus):
    place = corpus.articles.set_index(["page", "article"])
    for table in (corpus.slogans, corpus.measures, corpus.indicators):
        for row in table.itertuples():
            own = place.loc[(row.page, row.article)]
            assert own.start <= row.start < row.end <= own.end


SENTENCES = [
    "县医院推行“一户一档”,设立夜间门诊。", "住院率由2019年的71%降至2023年的58.5%。", "网格、队伍、阵地三支力量一起抓。", "坚持“看得见、管得住”。",
    "到2027年,参保率不低于95%。", "将人事权限下放牵头医院,建立1+3+X服务队。", "每个站点配备3-5名医生\uff0c\uff18所学校参加\u3002",
]


def read_page(text):
    pages = make_table(Pages, [dict(page="p", path="p.txt", city="嘉北", province="某省", text=text)])
    lines = tifa.label_lines(pages)
    return lines, tifa.build_articles(lines, pages)


def assert_rows_stand_where_they_say(text, articles):
    for find in (tifa.find_slogans, tifa.find_measures, tifa.find_indicators):
        for row in find(articles).itertuples():
            assert re.sub(r"\s", "", text[row.start : row.end]) == re.sub(r"\s", "", row.text) != ""


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.lists(st.integers(1, 80), max_size=4))
def test_wherever_a_column_break_falls_rows_stand_where_they_say(sentences, cuts):
    body = "本报讯 4月2日,江北县开会。" + "".join(sentences)
    places = sorted({0, *(at for at in cuts if at < len(body)), len(body)})
    text = "# 江北县推行新做法\n\n" + "\n\n".join(body[a:b] for a, b in zip(places, places[1:])) + "\n"
    lines, articles = read_page(text)
    assume(lines.role.tolist()[1:] == ["body"] * (len(lines) - 1))
    assert_rows_stand_where_they_say(text, articles)


def test_a_row_that_a_caption_interrupts_stands_where_it_says():
    text = "# 江北县推行新做法\n\n本报讯 4月2日,江北县开会。他走进新修的大厅,先看了窗口,又提出要推行“五个\n\n\n\n便民大厅\n\n清零”工作法。\n"
    lines, articles = read_page(text)
    assert lines.role.tolist() == ["headline", "body", "caption", "body"]
    assert tifa.find_slogans(articles).text.tolist() == []  # no slice of the page holds it
    assert_rows_stand_where_they_say(text, articles)


def test_a_folder_without_one_readable_page_is_an_error(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\0\0")
    with pytest.raises(ValueError, match="no file in it could be read: a.txt: not read: it holds null bytes"):
        tifa.extract(tmp_path)


def test_progress_is_told_on_stderr_when_asked_for(root, capsys):
    tifa.extract(root / "seeds", progress=True)
    told = capsys.readouterr()
    assert told.out == "" and "labelling the lines of 5 pages" in told.err


def test_nothing_is_told_when_not_asked_for(root, capsys):
    tifa.extract(root / "seeds")
    assert capsys.readouterr() == ("", "")


def test_the_cost_grows_with_the_text_and_no_faster(write_corpus, corpus):
    """Four times the pages may take six times as long: room for a busy machine, none for a quadratic step."""
    text = "\n\n".join(corpus.pages.text)
    few, many = (write_corpus({f"p{i:02d}": ("嘉北", "某省", text) for i in range(n)}, folder=f"times{n}") for n in (2, 8))

    def seconds(folder):
        start = time.perf_counter()
        tifa.extract(folder)
        return time.perf_counter() - start

    seconds(few)
    assert min(seconds(many) for _ in range(2)) < 6 * min(seconds(few) for _ in range(2))


# --- on disk -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    tifa.write_tables(corpus, folder)
    return folder


def test_every_table_is_written_as_csv_and_as_parquet_and_every_text_as_a_file(corpus, tmp_path):
    files = tifa.write_tables(corpus, tmp_path / "new" / "folder")
    tables = [f"{name}.{form}" for name in NAMES for form in ("csv", "parquet")]
    assert [file.name for file in files] == tables + [f"{page}.txt" for page in corpus.pages.page]
    assert all(file.stat().st_size > 0 for file in files)


def columns_on_disk(name):
    columns = list(TABLES[name].columns)
    return [c for c in columns if c != "text"] + ["text_file", "text_start"] if name == "pages" else columns


@pytest.mark.parametrize("name", NAMES)
def test_both_forms_have_the_columns_of_the_schema_in_order(written, name):
    assert read_csv(written / f"{name}.csv")[0] == columns_on_disk(name)
    assert list(pd.read_parquet(written / f"{name}.parquet").columns) == list(TABLES[name].columns)


@pytest.mark.parametrize("name", NAMES)
def test_parquet_holds_the_table_as_it_is(written, corpus, name):
    again = make_table(TABLES[name], pd.read_parquet(written / f"{name}.parquet"))
    pd.testing.assert_frame_equal(again, getattr(corpus, name))


@pytest.mark.parametrize("name", NAMES)
def test_read_tables_gives_the_table_as_it_was(written, corpus, name):
    pd.testing.assert_frame_equal(getattr(tifa.read_tables(written), name), getattr(corpus, name))


def test_the_tables_of_a_mixed_folder_are_read_as_they_were(mixed, tmp_path):
    folder, *_ = mixed
    corpus = tifa.extract(folder)
    tifa.write_tables(corpus, tmp_path / "out")
    for one, other in zip(tifa.read_tables(tmp_path / "out"), corpus):
        pd.testing.assert_frame_equal(one, other)


def test_tables_without_a_row_are_read_as_they_were(write_corpus, tmp_path):
    corpus = tifa.extract(write_corpus({"a": "Only English here."}))
    tifa.write_tables(corpus, tmp_path / "out")
    again = tifa.read_tables(tmp_path / "out")
    assert len(again.slogans) == len(again.indicators) == 0
    for one, other in zip(again, corpus):
        pd.testing.assert_frame_equal(one, other)


# --- the text of each page -----------------------------------------------------------------------------------------


def slices(folder):
    """(slice of the text file that a row of a CSV file names, text of the row) of every row that has a place."""
    place = {row["page"]: row for row in csv.DictReader(open(folder / "pages.csv", encoding="utf-8-sig", newline=""))}
    for name in ("lines", "slogans", "measures", "indicators"):
        for row in csv.DictReader(open(folder / f"{name}.csv", encoding="utf-8-sig", newline="")):
            page = place[row["page"]]
            text = (folder / page["text_file"]).read_text(encoding="utf-8")[int(page["text_start"]):]
            yield text[int(row["start"]) : int(row["end"])], row["text"]


def bare(text):
    return re.sub(r"\s", "", text)


def test_offsets_in_csv_count_in_the_text_files(written):
    found = list(slices(written))
    assert len(found) > 800
    assert [pair for pair in found if bare(pair[0]) != bare(pair[1].removeprefix("'"))] == []


def test_a_page_in_a_folder_has_its_text_in_that_folder(write_corpus, tmp_path):
    folder = write_corpus({"01": "江北县开会。"}, "corpus/x")
    write_corpus({"01": "江南县开会。"}, "corpus/y")
    tifa.write_tables(tifa.extract(folder.parent), tmp_path / "out")
    assert (tmp_path / "out/texts/x/01.txt").read_text(encoding="utf-8") == "江北县开会。"
    assert (tmp_path / "out/texts/y/01.txt").read_text(encoding="utf-8") == "江南县开会。"


def test_a_file_with_one_article_a_row_gives_one_text_file(tmp_path):
    (tmp_path / "in").mkdir()
    rows = [("设立门诊", "江北县推行“一户一档”,设立夜间门诊。"), ("", ""), ("三个一", "江南县坚持“三个一”,住院率降至58.5%。")]
    (tmp_path / "in/news.csv").write_text("标题,正文,城市\n" + "".join(f'{t},"{b}",嘉北\n' for t, b in rows), encoding="utf-8")
    tifa.write_tables(tifa.extract(tmp_path / "in"), tmp_path / "out")
    assert [file.name for file in (tmp_path / "out/texts").iterdir()] == ["news.txt"]
    found = list(slices(tmp_path / "out"))
    assert {"一户一档", "三个一"} <= {text for _, text in found}
    assert [pair for pair in found if bare(pair[0]) != bare(pair[1])] == []


def test_files_whose_names_are_shown_alike_have_a_text_each(corpus, tmp_path):
    rows = [dict(page=page, path="\ufffd.txt", sha256=page, text=text) for page, text in (("\ufffd", "江北县开会。"), ("\ufffd_", "江南县推行“一户一档”。"))]
    corpus = corpus._replace(pages=make_table(Pages, rows))
    tifa.write_tables(corpus, tmp_path / "out")
    texts = [file.read_text(encoding="utf-8") for file in (tmp_path / "out/texts").iterdir()]
    assert sorted(texts) == sorted(corpus.pages.text) == ["江北县开会。", "江南县推行“一户一档”。"]
    pd.testing.assert_frame_equal(tifa.read_tables(tmp_path / "out").pages, corpus.pages)


@pytest.mark.parametrize("raw", ["\ufeff江北县开会。\r\n会议决定。\r再开。\n".encode("utf-8"), "江北县开会。\r\n会议决定。\r再开。\n".encode("utf-16")])
def test_line_ends_are_made_one_and_marks_left_out(tmp_path, raw):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(raw)
    tifa.write_tables(tifa.extract(tmp_path / "in"), tmp_path / "out")
    assert (tmp_path / "out/texts/a.txt").read_bytes().decode("utf-8") == "江北县开会。\n会议决定。\n再开。\n"
    assert [pair for pair in slices(tmp_path / "out") if bare(pair[0]) != bare(pair[1])] == []


ODD_NAMES = ["../../a", "/a", "a/../b", "CON", "a.", " a", "a:b", 'q"<>|?*', "a\\b", "x\n\x1by", "长" * 90, "A", "a", "a.txt/b", "a/b/", "."]


def test_whatever_a_page_is_called_its_text_stays_in_the_folder(corpus, tmp_path):
    rows = [dict(page=name, path=f"{i}.txt", text=f"第{i}页") for i, name in enumerate(ODD_NAMES)]
    tifa.write_tables(corpus._replace(pages=make_table(Pages, rows)), tmp_path / "out")
    again = tifa.read_tables(tmp_path / "out").pages
    assert again.page.tolist() == ODD_NAMES and again.text.tolist() == [row["text"] for row in rows]
    place = pd.read_csv(tmp_path / "out/pages.csv").text_file
    files = [file.relative_to(tmp_path / "out").as_posix() for file in (tmp_path / "out/texts").rglob("*.txt") if file.is_file()]
    assert sorted(place) == sorted(files) and len({name.casefold() for name in files}) == len(ODD_NAMES)
    assert not re.search(r'[<>:"\\|?*\x00-\x1f]', "".join(files))


# --- cells that a spreadsheet would run ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_csv_holds_the_same_texts_but_for_the_guard(written, corpus, name):
    table = getattr(corpus, name).drop(columns="text" if name == "pages" else [])
    header, *rows = read_csv(written / f"{name}.csv")
    texts = [column for column in table.columns if str(table[column].dtype).startswith("str")]
    assert len(rows) == len(table)
    for row, values in zip(rows, table[texts].itertuples(index=False)):
        assert [row[header.index(column)].removeprefix("'") for column in texts] == list(values)


def test_csv_opens_in_a_spreadsheet_with_its_chinese(written):
    raw = (written / "slogans.csv").read_bytes()
    assert raw.startswith('\ufeff"page",'.encode("utf-8")) and b"\r\n" not in raw
    assert pd.read_csv(written / "slogans.csv").columns[0] == "page"


def test_a_day_without_a_year_needs_no_guard(corpus, written):
    days = [day for day in corpus.articles.date if day.startswith("XXXX-")]
    header, *rows = read_csv(written / "articles.csv")
    assert days and [row[header.index("date")] for row in rows if row[header.index("date")].startswith("XXXX-")] == days


RISKY = ["=1+1", "+86 0515", "-12", "@SUM(A1)", "\t=1", "\n=1", "=cmd|' /C calc'!A0", " =1", "\u200b=1", "\ufeff-1", "\u3000\u200e@a", "\uff1d1",
         "\uff0b1", "\uff0d1", "\uff20a", "'=1+1", "'quoted", "''", "\r"]
SAFE = ["1=1", "一-二", "a@b", "", "一户一档", " a", "“=”"]


def one_line(corpus, text):
    return corpus._replace(lines=corpus.lines.head(1).assign(text=text))


@pytest.mark.parametrize("text", RISKY)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_in_csv_only(corpus, tmp_path, text):
    tifa.write_tables(one_line(corpus, text), tmp_path)
    header, row = read_csv(tmp_path / "lines.csv")
    assert row[header.index("text")] == "'" + text
    assert pd.read_parquet(tmp_path / "lines.parquet").text[0] == text
    assert tifa.read_tables(tmp_path).lines.text[0] == text


@pytest.mark.parametrize("text", SAFE)
def test_other_texts_are_left_alone(corpus, tmp_path, text):
    tifa.write_tables(one_line(corpus, text), tmp_path)
    header, row = read_csv(tmp_path / "lines.csv")
    assert row[header.index("text")] == text


def test_numbers_are_not_guarded(corpus, tmp_path):
    tifa.write_tables(corpus._replace(indicators=corpus.indicators.head(1).assign(value=-2.5)), tmp_path)
    header, row = read_csv(tmp_path / "indicators.csv")
    assert row[header.index("value")] == "-2.5"


@pytest.mark.parametrize("text", [
    "有,逗号", "有\"引号\"", "有\n换行", "有\r\n换行",
    "有\r换行", "NA", "nan", "null", "1.50", "007",
])
def test_a_reader_gets_back_what_was_written(corpus, tmp_path, text):
    tifa.write_tables(one_line(corpus, text), tmp_path)
    header, row = read_csv(tmp_path / "lines.csv")
    assert row[header.index("text")] == text
    assert tifa.read_tables(tmp_path).lines.text.tolist() == [text]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=6),
       st.floats(allow_nan=False, allow_infinity=False))
def test_any_text_and_number_is_read_as_it_was(corpus, texts, number):
    lines = make_table(TABLES["lines"], [dict(page=text, line=i, start=0, end=1, text=text, article=0, role="body", cont=0)
                                         for i, text in enumerate(texts, 1)])
    indicators = corpus.indicators.head(1).assign(value=number)
    with tempfile.TemporaryDirectory() as folder:
        tifa.write_tables(corpus._replace(lines=lines, indicators=indicators), folder)
        again = tifa.read_tables(folder)
    assert again.lines.text.tolist() == again.lines.page.tolist() == texts
    assert again.indicators.value[0] == number


def test_writing_twice_gives_the_same_bytes(corpus, written, tmp_path):
    for file in tifa.write_tables(corpus, tmp_path):
        assert file.read_bytes() == (written / file.relative_to(tmp_path)).read_bytes()
