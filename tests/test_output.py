"""What a user has is never deleted or overwritten, and a set of tables appears whole or not at all."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import tifa
from tifa.__main__ import main
from tifa.output import MARK, OutputError, check_set, replace_set

GOOD = "# 江北县新设六家康复门诊\n\n本报讯 4月2日,江北县开会。\n"


def contents(folder):
    """Every file below a folder with its bytes, tifa's empty lock apart."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*"))
            if file.is_file() and file.name != ".tifa.lock"}


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture
def tables(pages, tmp_path):
    """An output folder that holds the tables of ``pages``."""
    out = tmp_path / "out"
    assert main(["extract", str(pages), "--out", str(out)]) == 0
    return out


def refused(capsys, *arguments):
    """Run a command that must be refused; give what was said."""
    assert main(list(map(str, arguments))) == 1
    return capsys.readouterr().err


# --- a user's files are theirs -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["extract", "report"])
@pytest.mark.parametrize("name", ["articles.csv", "notes.txt", "site/index.html", "source/a.txt", ".hidden", ".tifa.lock/a", ".tifa-work/a"])
def test_a_folder_with_a_users_file_is_refused_by_name_and_left_as_it_is(pages, tmp_path, capsys, command, name):
    out = tmp_path / "mine"
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("mine", encoding="utf-8")
    said = refused(capsys, command, pages, "--out", out)
    assert f"it holds {name}, which tifa did not write" in said and "give another folder with --out" in said
    assert "reading" not in said  # refused before any work
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()) == [name]


@pytest.mark.parametrize("command", ["extract", "report"])
@pytest.mark.parametrize("where", [".", "tables", ".."])
def test_an_output_in_the_corpus_or_around_it_is_refused_before_any_work(pages, capsys, command, where):
    before = contents(pages.parent)
    said = refused(capsys, command, pages, "--out", pages / where)
    assert "which is what is read" in said and "reading" not in said
    assert contents(pages.parent) == before and not (pages / "tables").exists()


def test_the_report_does_not_remove_a_corpus_called_source(pages, capsys):
    source = pages.rename(pages.parent / "source")
    refused(capsys, "report", source, "--out", source.parent)
    assert (source / "good.txt").read_text(encoding="utf-8") == GOOD


def test_a_corpus_behind_a_link_is_the_same_corpus(pages, tmp_path, capsys):
    (tmp_path / "link").symlink_to(pages)
    assert "which is what is read" in refused(capsys, "extract", pages, "--out", tmp_path / "link" / "out")


def test_a_manifest_that_lies_in_the_output_is_not_written_over(pages, tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "pages.csv").write_text("page,city\ngood,盐城\n", encoding="utf-8")
    said = refused(capsys, "extract", pages, "--sources", out / "pages.csv", "--out", out)
    assert "lies in it" in said and (out / "pages.csv").read_text(encoding="utf-8").startswith("page,city")


def test_a_table_that_was_changed_is_refused_by_name(pages, tables, capsys):
    (tables / "slogans.csv").write_text("corrected", encoding="utf-8")
    assert "slogans.csv changed since tifa wrote it" in refused(capsys, "extract", pages, "--out", tables)
    assert (tables / "slogans.csv").read_text(encoding="utf-8") == "corrected"


def test_a_file_that_was_put_beside_the_tables_is_refused_by_name(pages, tables, capsys):
    (tables / "mine.xlsx").write_bytes(b"mine")
    assert "mine.xlsx, which tifa did not write" in refused(capsys, "extract", pages, "--out", tables)


def test_a_users_empty_folder_in_place_of_a_table_is_refused_before_any_work(pages, tmp_path, capsys):
    (tmp_path / "out" / "pages.csv").mkdir(parents=True)
    assert "it holds pages.csv, which tifa did not write" in refused(capsys, "extract", pages, "--out", tmp_path / "out")


def test_a_folder_of_texts_takes_the_place_of_a_text_and_the_other_way_round(pages, tables):
    for name in ("x.txt/01.txt", "x.txt", "x.txt/01.txt"):
        shutil.rmtree(pages)
        for each in (name, "y/01.txt"):
            (pages / each).parent.mkdir(parents=True, exist_ok=True)
            (pages / each).write_text(GOOD, encoding="utf-8")
        assert main(["extract", str(pages), "--out", str(tables)]) == 0
        assert len(tifa.read_tables(tables).pages) == 2


def test_links_that_lead_to_one_another_are_refused(pages, tmp_path, capsys):
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    assert "one: " in refused(capsys, "extract", pages, "--out", tmp_path / "one")


def test_a_link_in_place_of_a_table_is_not_followed(pages, tables, tmp_path, capsys):
    theirs = tmp_path / "theirs.csv"
    shutil.copy(tables / "slogans.csv", theirs)
    (tables / "slogans.csv").unlink()
    (tables / "slogans.csv").symlink_to(theirs)
    assert "slogans.csv changed" in refused(capsys, "extract", pages, "--out", tables)
    assert theirs.exists() and not theirs.is_symlink()


def test_what_was_changed_while_a_run_was_at_work_is_kept(tables):
    with pytest.raises(OutputError, match="slogans.csv changed"), replace_set(tables, "tables") as staging:
        (staging / "slogans.csv").write_text("new", encoding="utf-8")
        (tables / "slogans.csv").write_text("corrected meanwhile", encoding="utf-8")
    assert (tables / "slogans.csv").read_text(encoding="utf-8") == "corrected meanwhile"


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", "texts/.DS_Store"])
def test_what_systems_put_into_folders_is_no_reason_to_refuse(pages, tables, name):
    (tables / name).write_bytes(b"x")
    assert main(["extract", str(pages), "--out", str(tables)]) == 0
    assert (tables / name).exists()


def test_tables_are_not_removed_for_a_report(pages, tables, capsys):
    before = contents(tables)
    assert "it holds the tables that tifa wrote" in refused(capsys, "report", pages, "--out", tables)
    assert contents(tables) == before


def test_an_unmarked_build_of_an_earlier_version_is_refused_with_make_clean(pages, tmp_path, capsys):
    (tmp_path / "build" / "site").mkdir(parents=True)
    (tmp_path / "build" / "site" / "index.html").write_text("old", encoding="utf-8")
    assert "`make clean`" in refused(capsys, "report", pages, "--out", tmp_path / "build")


def test_an_output_that_is_a_file_is_refused(pages, tmp_path, capsys):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert "file: nothing can be written into it (it is a file)" in refused(capsys, "extract", pages, "--out", tmp_path / "file")


@pytest.mark.parametrize("where", ["/proc/tifa-out", "/dev/null/out"])
def test_an_output_that_cannot_be_written_is_refused(pages, capsys, where):
    said = refused(capsys, "extract", pages, "--out", where)
    assert f"{where}: nothing can be written into it" in said and "reading" not in said


@pytest.mark.parametrize("arguments", [["extract", "", "--out", "x"], ["extract", "seeds", "--out", ""], ["report", ""],
                                       ["extract", "seeds", "--out", "x", "--sources", ""]])
def test_an_empty_name_is_a_wrong_argument_and_not_the_seeds(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2 and "it is empty (an unset variable?)" in capsys.readouterr().err


def test_a_mark_from_elsewhere_cannot_name_files_outside_its_folder(pages, tables, tmp_path):
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("mine", encoding="utf-8")
    mark = (tables / MARK).read_text(encoding="utf-8")
    (tables / MARK).write_text(mark.replace('"articles.csv"', '"../theirs.txt": [],\n "articles.csv"'), encoding="utf-8")
    assert main(["extract", str(pages), "--out", str(tables)]) == 0
    assert theirs.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "[]", '{"kind": "tables", "unfinished": false, "files": []}', None])
def test_a_mark_that_was_changed_by_hand_is_refused(pages, tables, capsys, text):
    (tables / MARK).unlink()
    os.mkfifo(tables / MARK) if text is None else (tables / MARK).write_text(text, encoding="utf-8")
    assert f"{MARK}: it is not as tifa wrote it" in refused(capsys, "extract", pages, "--out", tables)


def test_the_mark_has_neither_time_nor_anything_else_that_changes(pages, tables, tmp_path):
    first = (tables / MARK).read_bytes()
    time.sleep(0.01)
    assert main(["extract", str(pages), "--out", str(tables)]) == 0
    assert main(["extract", str(pages), "--out", str(tmp_path / "again")]) == 0
    assert (tables / MARK).read_bytes() == (tmp_path / "again" / MARK).read_bytes() == first


# --- whole or not at all -------------------------------------------------------------------------------------------


def test_a_new_set_takes_the_place_of_the_old_one_and_leaves_nothing_of_it(pages, tables):
    (pages / "good.txt").rename(pages / "other.txt")
    assert main(["extract", str(pages), "--out", str(tables)]) == 0
    assert [file.name for file in (tables / "texts").iterdir()] == ["other.txt"]
    assert tifa.read_tables(tables).pages.page.tolist() == ["other"]


def test_a_run_that_fails_leaves_the_old_set(pages, tables, capsys):
    before = contents(tables)
    (pages / "good.txt").write_bytes(b"\0\0")
    assert main(["extract", str(pages), "--out", str(tables)]) == 1
    assert contents(tables) == before


def test_a_run_that_fails_leaves_no_folder_behind(tmp_path, capsys):
    assert main(["extract", str(tmp_path / "nowhere"), "--out", str(tmp_path / "a" / "b")]) == 1
    assert not (tmp_path / "a").exists()


def run(code, **how):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, **how)


@pytest.mark.parametrize("move", [1, 2, 9, 16, 17])
def test_a_run_that_is_killed_between_two_moves_leaves_a_set_that_is_refused_and_can_be_made_anew(pages, tables, move):
    """Of 17 moves the first writes that the set is unfinished, the last that it is whole."""
    (pages / "good.txt").rename(pages / "other.txt")
    ran = run(f"""
import os
from tifa.__main__ import main
moves, replace = 0, os.replace
def move_or_die(*places):
    global moves
    moves += 1
    if moves == {move}:
        os._exit(9)
    replace(*places)
os.replace = move_or_die
main(["extract", {str(pages)!r}, "--out", {str(tables)!r}])
""")
    assert ran.returncode == 9
    if move == 1:
        assert tifa.read_tables(tables).pages.page.tolist() == ["good"]
    else:
        with pytest.raises(OutputError, match="a run was stopped while it wrote these files"):
            tifa.read_tables(tables)
    assert main(["extract", str(pages), "--out", str(tables)]) == 0
    assert tifa.read_tables(tables).pages.page.tolist() == ["other"]
    assert list(tables.glob(".tifa-staging*")) == []


@pytest.mark.parametrize("damage", ["missing", "cut", "of another corpus"])
def test_a_set_that_does_not_match_its_mark_is_not_read(corpus, tables, tmp_path, damage):
    if damage == "missing":
        (tables / "measures.csv").unlink()
    elif damage == "cut":
        (tables / "measures.csv").write_bytes((tables / "measures.csv").read_bytes()[:-20])
    else:
        tifa.write_tables(corpus, tmp_path / "seeds")
        shutil.copy(tmp_path / "seeds" / "measures.csv", tables)
    with pytest.raises(OutputError, match="measures.csv: it (is missing|was changed)"):
        tifa.read_tables(tables)


def test_a_folder_that_tifa_did_not_write_is_not_read(tmp_path):
    with pytest.raises(OutputError, match=f"no tables of tifa are in it \\({MARK} is missing\\)"):
        tifa.read_tables(tmp_path)


def test_a_file_limit_leaves_the_old_set_and_says_so(pages, tables):
    import resource

    before = contents(tables)
    ran = run(f"from tifa.__main__ import main; raise SystemExit(main(['extract', 'seeds', '--out', {str(tables)!r}]))",
              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)))
    assert ran.returncode == 1 and f"tifa: {tables}: File too large; nothing in it was changed" in ran.stderr
    assert contents(tables) == before
    assert check_set(tables, "tables")


def test_a_second_run_into_the_same_folder_is_told_so(pages, tables, capsys):
    with replace_set(tables, "tables") as staging:
        assert "another run of tifa is writing into it" in refused(capsys, "extract", pages, "--out", tables)
        assert staging.exists()


def test_a_run_that_is_refused_leaves_the_lock_of_the_one_at_work(pages, tmp_path, capsys):
    out = tmp_path / "new"
    with replace_set(out, "tables"):
        for _ in range(2):  # a run that took the lock away would let the next one in
            assert "another run of tifa" in refused(capsys, "extract", pages, "--out", out)


def test_tables_that_are_written_anew_while_they_are_read_are_not_mixed(corpus, tables, monkeypatch):
    read, asked = tifa.corpus._read_csv, []

    def read_slowly(folder, name):
        table = read(folder, name)
        if not asked:
            asked.append(tifa.write_tables(corpus, tables))
        return table

    monkeypatch.setattr(tifa.corpus, "_read_csv", read_slowly)
    with pytest.raises(OutputError, match="were written anew while they were read"):
        tifa.read_tables(tables)


def test_what_a_killed_run_still_writes_does_not_reach_the_next_one(pages, tables):
    with replace_set(tables, "tables") as first:
        place = first / "pages.csv"
    with replace_set(tables, "tables") as staging:
        assert staging != first and not place.exists()
        (staging / "pages.csv").write_text("new", encoding="utf-8")


# --- Ctrl-C --------------------------------------------------------------------------------------------------------


def interrupt(arguments, until, wait=0.5):
    """Start a command, press Ctrl-C ``wait`` seconds after stderr says ``until``; give (exit status, seconds, lines after)."""
    process = subprocess.Popen([sys.executable, "-m", "tifa", *map(str, arguments)], stderr=subprocess.PIPE, encoding="utf-8",
                               start_new_session=True)
    for line in process.stderr:
        if until in line:
            break
    time.sleep(wait)
    start = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    rest = process.stderr.read()
    return process.wait(), time.monotonic() - start, rest.splitlines()


def children_of(folder):
    """Processes, ourselves apart, that have the folder on their command line."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += [entry] if str(folder).encode() in entry.read_bytes() else []
        except OSError:
            continue
    return found


def test_ctrl_c_ends_extract_at_once_with_130_and_leaves_the_old_set(tables, root, tmp_path):
    before, many = contents(tables), tmp_path / "many"
    for i in range(60):
        shutil.copytree(root / "seeds", many / str(i))
    status, seconds, lines = interrupt(["extract", many, "--out", tables], "searching")
    assert (status, lines[-1]) == (130, "tifa: stopped") and "Traceback" not in "".join(lines) and seconds < 2
    assert contents(tables) == before


def test_ctrl_c_ends_the_report_at_once_with_130_and_leaves_nothing_behind(root, tmp_path):
    shutil.copytree(root / "seeds", tmp_path / "corpus")
    status, seconds, lines = interrupt(["report", tmp_path / "corpus", "--out", tmp_path / "out"], "running")
    assert (status, lines) == (130, ["tifa: stopped"]) and seconds < 2
    assert not (tmp_path / "out").exists()
    deadline = time.monotonic() + 5
    while children_of(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert children_of(tmp_path) == []


def test_the_notebooks_of_a_report_that_is_killed_end_with_it(root, tmp_path):
    shutil.copytree(root / "seeds", tmp_path / "corpus")
    process = subprocess.Popen([sys.executable, "-m", "tifa", "report", tmp_path / "corpus", "--out", tmp_path / "out"],
                               stderr=subprocess.PIPE, encoding="utf-8")
    for line in process.stderr:
        if "running" in line:
            break
    time.sleep(1)
    assert len(children_of(tmp_path)) > 1
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while children_of(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert children_of(tmp_path) == []


def test_ctrl_c_at_the_start_of_the_notebooks_is_not_lost(root, tmp_path):
    shutil.copytree(root / "seeds", tmp_path / "corpus")
    for wait in (0, 0.01, 0.05):
        status, seconds, lines = interrupt(["report", tmp_path / "corpus", "--out", tmp_path / "out"], "running", wait)
        assert (status, lines, seconds < 2) == (130, ["tifa: stopped"], True)


# when the program has begun its own code is not to be seen from outside, so it says so; what goes before is Python's
_BEGIN = """
import signal, sys
from tifa.__main__ import main
put = signal.signal
def put_and_tell(*how):
    before, signal.signal = put(*how), put
    print("begun", flush=True)
    return before
signal.signal = put_and_tell
sys.exit(main())
"""


@pytest.fixture(scope="module")
def many(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("many") / "pages"
    for i in range(60):
        shutil.copytree(root / "seeds", folder / str(i))
    return folder


@pytest.mark.parametrize("press", [os.kill, os.killpg], ids=["the process", "its group"])
@pytest.mark.parametrize("after", [0, 0.01, 0.03, 0.06, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5])
def test_ctrl_c_ends_with_130_and_one_line_whenever_it_is_pressed(many, tmp_path, press, after):
    process = subprocess.Popen([sys.executable, "-c", _BEGIN, "extract", many, "--out", tmp_path / "out"], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True)
    assert process.stdout.readline() == "begun\n"
    time.sleep(after)
    press(process.pid, signal.SIGINT)
    out, told = process.communicate()
    lines = told.splitlines()
    assert (process.returncode, lines[-1], lines.count("tifa: stopped"), out) == (130, "tifa: stopped", 1, "")
    assert all(line.startswith("tifa: ") for line in lines)
    assert not (tmp_path / "out").exists()


def test_ctrl_c_inside_exec_ends_with_130(tmp_path):
    """Once Ctrl-C has met code that ``exec`` runs, a module run by ``python -m`` ends by the signal, whatever its status."""
    (tmp_path / "program.py").write_text(f"""
import sys, tifa.corpus
def extract(*args, **how):
    exec("import os, signal, time; os.kill(os.getpid(), signal.SIGINT); time.sleep(9)")
tifa.corpus.extract = extract
from tifa.__main__ import main
sys.exit(main(["extract", "seeds", "--out", {str(tmp_path / 'out')!r}]))
""", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), *sys.path])
    ran = subprocess.run([sys.executable, "-m", "program"], capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": path})
    assert (ran.returncode, ran.stderr) == (130, "tifa: stopped\n")
    assert not (tmp_path / "out").exists()


def test_a_ctrl_c_that_is_ignored_stays_ignored(many, tmp_path):
    """A shell starts what goes to the background so; Ctrl-C is then meant for another program."""
    code = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n" + _BEGIN
    process = subprocess.Popen([sys.executable, "-c", code, "extract", "seeds", "--out", tmp_path / "out"], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, encoding="utf-8")
    process.stdout.readline()
    for _ in range(5):
        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
    assert process.wait() == 0 and check_set(tmp_path / "out", "tables")
