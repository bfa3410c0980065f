import csv
import re
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import tifa
from tifa.tables import TABLES, Pages, make_table

NAMES = ["pages", "lines", "articles", "slogans", "measures", "indicators", "terms"]


def read_csv(file):
    with open(file, encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


# --- the package -------------------------------------------------------------------------------------------------


def test_every_public_name_can_be_had():
    assert [name for name in tifa.__all__ if getattr(tifa, name, None) is None] == []
    assert len(set(tifa.__all__)) == len(tifa.__all__)
    assert set(tifa.__all__) <= set(dir(tifa))


def test_every_module_is_public(root):
    modules = {file.stem for file in (root / "lib/tifa").glob("*.py")} - {"__init__", "__main__"}
    assert modules <= set(tifa.__all__)


def test_every_public_name_says_what_it_is():
    assert [name for name in tifa.__all__ if not (getattr(tifa, name).__doc__ or "").strip()] == []


def test_an_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="module 'tifa' has no attribute 'no_such_name'"):
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
    for one, other in zip(corpus[2:], (articles, tifa.find_slogans(articles), tifa.find_measures(articles), tifa.find_indicators(articles), tifa.count_terms(articles))):
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


def test_every_table_is_written_as_csv_and_as_parquet(corpus, tmp_path):
    files = tifa.write_tables(corpus, tmp_path / "new" / "folder")
    assert [file.name for file in files] == [f"{name}.{form}" for name in NAMES for form in ("csv", "parquet")]
    assert all(file.stat().st_size > 0 for file in files)


@pytest.mark.parametrize("name", NAMES)
def test_both_forms_have_the_columns_of_the_schema_in_order(written, name):
    assert read_csv(written / f"{name}.csv")[0] == list(TABLES[name].columns)
    assert list(pd.read_parquet(written / f"{name}.parquet").columns) == list(TABLES[name].columns)


@pytest.mark.parametrize("name", NAMES)
def test_parquet_holds_the_table_as_it_is(written, corpus, name):
    again = make_table(TABLES[name], pd.read_parquet(written / f"{name}.parquet"))
    pd.testing.assert_frame_equal(again, getattr(corpus, name))


@pytest.mark.parametrize("name", NAMES)
def test_csv_holds_the_same_texts_but_for_the_guard(written, corpus, name):
    table = getattr(corpus, name)
    header, *rows = read_csv(written / f"{name}.csv")
    texts = [header.index(column) for column in table.columns if str(table[column].dtype).startswith("str")]
    assert len(rows) == len(table)
    for row, values in zip(rows, table.itertuples(index=False)):
        assert [re.sub(r"^'(?=[=+\-@\t\r\n])", "", row[i]) for i in texts] == [values[i] for i in texts]


def test_csv_is_utf8_without_a_mark_and_with_plain_line_ends(written):
    raw = (written / "slogans.csv").read_bytes()
    assert raw.startswith(b'"page",') and b"\r\n" not in raw
    raw.decode("utf-8")


RISKY = ["=1+1", "+86 0515", "-12", "@SUM(A1)", "\t=1", "\n=1", "=cmd|' /C calc'!A0"]
SAFE = ["1=1", "一-二", "a@b", "'quoted", " =1", "", "一户一档"]


@pytest.mark.parametrize("text", RISKY)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_in_csv_only(corpus, tmp_path, text):
    lines = corpus.lines.head(1).assign(text=text)
    tifa.write_tables(corpus._replace(lines=lines), tmp_path)
    header, row = read_csv(tmp_path / "lines.csv")
    assert row[header.index("text")] == "'" + text
    assert pd.read_parquet(tmp_path / "lines.parquet").text[0] == text


@pytest.mark.parametrize("text", SAFE)
def test_other_texts_are_left_alone(corpus, tmp_path, text):
    tifa.write_tables(corpus._replace(lines=corpus.lines.head(1).assign(text=text)), tmp_path)
    header, row = read_csv(tmp_path / "lines.csv")
    assert row[header.index("text")] == text


def test_numbers_are_not_guarded(corpus, tmp_path):
    tifa.write_tables(corpus._replace(indicators=corpus.indicators.head(1).assign(value=-2.5)), tmp_path)
    header, row = read_csv(tmp_path / "indicators.csv")
    assert row[header.index("value")] == "-2.5"


@pytest.mark.parametrize("text", [
    "有,逗号", "有\"引号\"", "有\n换行", "有\r\n换行",
    "有\r换行",
])
def test_a_reader_gets_back_what_was_written(corpus, tmp_path, text):
    tifa.write_tables(corpus._replace(lines=corpus.lines.head(1).assign(text=text)), tmp_path)
    header, row = read_csv(tmp_path / "lines.csv")
    assert row[header.index("text")] == text
    assert pd.read_csv(tmp_path / "lines.csv", keep_default_na=False).text.tolist() == [text]


def test_writing_twice_gives_the_same_bytes(corpus, written, tmp_path):
    for file in tifa.write_tables(corpus, tmp_path):
        assert file.read_bytes() == Path(written / file.name).read_bytes()


def test_older_files_are_written_anew(corpus, tmp_path):
    (tmp_path / "terms.csv").write_text("old", encoding="utf-8")
    tifa.write_tables(corpus, tmp_path)
    assert read_csv(tmp_path / "terms.csv")[0] == list(TABLES["terms"].columns)
