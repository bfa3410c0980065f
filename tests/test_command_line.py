import re
import subprocess
import sys

import pandas as pd
import pytest

import tifa
from tifa.__main__ import main
from tifa.tables import TABLES

GOOD = "# 江北县新设六家康复门诊\n\n本报讯 4月2日,江北县开会。\n"


@pytest.fixture
def mixed(tmp_path):
    """A folder with a page that can be read and one that cannot."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"\0\0")
    return folder


def files_in(folder):
    return sorted(file.name for file in folder.iterdir())


ALL = sorted([f"{name}.{form}" for name in TABLES for form in ("csv", "parquet")] + ["texts", "written-by-tifa.json", ".tifa.lock"])


def test_extract_writes_all_tables_and_exits_with_0(root, tmp_path, capsys):
    assert main(["extract", str(root / "seeds"), "--out", str(tmp_path / "out")]) == 0
    assert files_in(tmp_path / "out") == ALL
    told = capsys.readouterr()
    assert "5 pages, 22 articles; 21 files" in told.err and told.out == ""


def test_without_a_corpus_the_seeds_are_extracted(corpus, tmp_path):
    assert main(["extract", "--out", str(tmp_path)]) == 0
    assert pd.read_parquet(tmp_path / "pages.parquet").page.tolist() == corpus.pages.page.tolist()


def test_one_page_can_be_extracted(root, corpus, tmp_path):
    page = corpus.pages.page[0]
    assert main(["extract", str(root / "seeds" / f"{page}.txt"), "--out", str(tmp_path)]) == 0
    assert pd.read_parquet(tmp_path / "pages.parquet").page.tolist() == [page]


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_done(mixed, tmp_path, capsys):
    assert main(["extract", str(mixed), "--out", str(tmp_path / "out")]) == 1
    assert "bad.txt: not read: it holds null bytes" in capsys.readouterr().err
    assert files_in(tmp_path / "out") == ALL
    assert pd.read_parquet(tmp_path / "out" / "articles.parquet").headline.tolist() == ["江北县新设六家康复门诊"]


def test_a_blank_file_is_named_too(mixed, tmp_path, capsys):
    (mixed / "bad.txt").write_bytes(b"")
    assert main(["extract", str(mixed), "--out", str(tmp_path / "out")]) == 1
    assert "bad.txt: not read: the file is blank" in capsys.readouterr().err


@pytest.mark.parametrize("what", ["missing", "empty"])
def test_nothing_to_read_is_said_and_exits_with_1(tmp_path, capsys, what):
    (tmp_path / "empty").mkdir()
    assert main(["extract", str(tmp_path / what), "--out", str(tmp_path / "out")]) == 1
    assert what in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_written_to_exits_with_1(root, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert main(["extract", str(root / "seeds"), "--out", str(tmp_path / "file")]) == 1
    assert "file" in capsys.readouterr().err


def test_a_bad_manifest_exits_with_1(mixed, tmp_path, capsys):
    (mixed / "sources.csv").write_text("name\nx\n", encoding="utf-8")
    assert main(["extract", str(mixed), "--out", str(tmp_path / "out")]) == 1
    assert "sources.csv: line 1 must name the columns" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [
    [], ["extract"], ["no-such-command"], ["extract", "seeds"], ["extract", "a", "b", "--out", "c"], ["extract", "--out"],
    ["extract", "seeds", "--out", "c", "--no-such-option"], ["report", "a", "b"], ["score", "a"], ["score", "a", ""],
])
def test_wrong_arguments_exit_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: tifa" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["--help"], ["extract", "--help"], ["report", "--help"], ["score", "--help"]])
def test_help_exits_with_0(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(command)
    assert stopped.value.code == 0
    assert "usage: tifa" in capsys.readouterr().out


def test_help_mentions_every_command(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert all(command in shown for command in ("extract", "report", "score"))


def test_help_of_extract_mentions_every_table_and_the_exit_status(capsys):
    with pytest.raises(SystemExit):
        main(["extract", "--help"])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert set(TABLES) <= {line[0] for line in lines if line}
    assert ["Exit", "status:"] in [line[:2] for line in lines]


def test_the_report_of_a_missing_corpus_exits_with_1(tmp_path, capsys):
    assert main(["report", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 1
    assert "nowhere: no such file or folder" in capsys.readouterr().err


@pytest.fixture
def tables(tmp_path):
    """Two folders: tables that were found, and the same tables coded by hand."""
    for folder, text in (("found", "page,text,kind\na,八个统一,numeric\na,指挥棒,quoted\n"), ("coded", "page,text,kind\na,八个统一,numeric\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "slogans.csv").write_text(text, encoding="utf-8")
    return tmp_path / "found", tmp_path / "coded"


def test_scores_are_printed_as_a_table(tables, capsys):
    assert main(["score", *map(str, tables)]) == 0
    told = capsys.readouterr()
    lines = [line.split() for line in told.out.splitlines()]
    assert lines[0] == ["part", "coded", "found", "precision", "recall", "f1", "low", "high"] and told.err == ""
    assert lines[1] == ["slogans", "1", "2", "0.50", "1.00", "0.67"]  # one page: no interval
    assert {len(line) for line in told.out.splitlines()} == {len(told.out.splitlines()[0])}


@pytest.mark.parametrize("change, told", [
    (lambda found, coded: (coded / "slogans.csv").unlink(), "coded: none of the tables slogans, measures, indicators, systems"),
    (lambda found, coded: (coded / "slogans.csv").write_text("page,text\na,八个统一\n", encoding="utf-8"), "the table slogans lacks the column kind"),
    (lambda found, coded: (coded / "slogans.csv").write_text("page,text,kind\nb,八个统一,numeric\n", encoding="utf-8"), "none of its rows stands on a page"),
    (lambda found, coded: (coded / "slogans.csv").write_bytes(b"\xff\xfe\x00"), "slogans.csv: not read as a table in UTF-8"),
    (lambda found, coded: (coded / "slogans.csv").rename(coded / "measures.csv"), "have no table in common"),
])
def test_tables_that_cannot_be_scored_are_named_with_what_is_wrong(tables, capsys, change, told):
    change(*tables)
    assert main(["score", *map(str, tables)]) == 1
    shown = capsys.readouterr()
    assert shown.out == "" and told in shown.err and shown.err.startswith("tifa: ")


def test_what_tifa_wrote_can_be_scored(corpus, root, tmp_path, capsys):
    tifa.write_tables(corpus, tmp_path / "out")
    assert main(["score", str(tmp_path / "out"), str(root / "notebooks" / "coded")]) == 0
    parts = [re.split("  +", line.strip())[0] for line in capsys.readouterr().out.splitlines()]
    assert {"slogans", "slogans, quoted", "measures, instrument", "indicators, year"} <= set(parts)


def test_the_program_runs_as_a_process_of_its_own(mixed, tmp_path):
    ran = subprocess.run([sys.executable, "-m", "tifa", "extract", str(mixed), "--out", str(tmp_path / "out")], capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 1
    assert ran.stdout == "" and "bad.txt: not read" in ran.stderr
    assert files_in(tmp_path / "out") == ALL


def test_a_page_that_is_not_chinese_is_extracted_too(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Only English here, and no city.\n", encoding="utf-8")
    assert main(["extract", str(tmp_path / "in"), "--out", str(tmp_path / "out")]) == 0
    assert files_in(tmp_path / "out") == ALL


@pytest.mark.parametrize("arguments, status", [([], 1), (["--columns", "body=\x1b[2J"], 1), (["\x1b]0;x\x07"], 2)])
def test_what_a_terminal_would_obey_does_not_reach_it(tmp_path, arguments, status):
    folder = tmp_path / "pages\x1b[31m"
    folder.mkdir()
    (folder / "good\x1b[2J\r\x9b\u202e.txt").write_text(GOOD, encoding="utf-8")
    (folder / "bad\nname\x07.txt").write_bytes(b"\0\0")
    told = subprocess.run([sys.executable, "-m", "tifa", "extract", str(folder), "--out", str(tmp_path / "out"), *arguments],
                          capture_output=True, encoding="utf-8")
    assert told.returncode == status and "\\x1b" in told.stderr
    shown = told.stdout + told.stderr
    assert {c for c in shown if not c.isprintable()} == {"\n"}
    assert all(line.startswith(("tifa: ", "usage: ")) for line in shown.splitlines())


def test_a_column_that_no_table_has_is_an_error(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.csv").write_text("题,文本\n开会,今天开会。\n", encoding="utf-8")
    (folder / "two.csv").write_text("标题,正文\n开会,明天开会。\n", encoding="utf-8")
    told = r"columns: no table has a column 无 \(body\); the first line of a table names its columns"
    with pytest.raises(ValueError, match=told):
        tifa.read_pages(folder, columns={"body": "无"})
    assert main(["extract", str(folder), "--out", str(tmp_path / "out"), "--columns", "body=无"]) == 1
    assert re.search(told, capsys.readouterr().err) and not (tmp_path / "out").exists()
    assert len(tifa.read_pages(folder, columns={"body": "文本", "headline": "题"})) == 2  # it need not be in all
