"""The process in which strangers' files are read: what it may not do, and when it ends."""

import os
import signal
import subprocess
import sys
import time

import bad_readers
import psutil
import pytest

from tifa.reading import confined
from tifa.reading.confined import Confined

PARENT = """
import sys, threading
sys.path[:0] = {path!r}
import bad_readers
from tifa.reading.confined import Confined
threading.Thread(target=threading.Event().wait, daemon=True).start()
with Confined() as child:
    print(child.read(bad_readers.whoami, b""), flush=True)
    {then}
"""


@pytest.fixture
def parent(tmp_path):
    """Start a script that reads in a child and then does something; give (the parent, the child)."""
    started = []

    def start(then):
        file = tmp_path / "parent.py"
        file.write_text(PARENT.format(path=[os.path.dirname(bad_readers.__file__), *sys.path], then=then), encoding="utf-8")
        process = subprocess.Popen([sys.executable, file], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
        started.append(process)
        return process, psutil.Process(int(process.stdout.readline()))

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _has_ended(process, seconds):
    """Whether a process ends in time; one that nobody has asked about yet has ended too."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("reader, reason", [
    (bad_readers.sleep, "takes longer than the 1 s allowed"), (bad_readers.think, "takes longer than the 1 s allowed"),
    (bad_readers.abort, r"ended the reading process \(SIGABRT\)"), (bad_readers.leave, r"ended the reading process \(exit status 3\)"),
    (bad_readers.eat, "more memory than the 1.5 GB allowed"), (bad_readers.stumble, "damaged .KeyError: 'no such part'"),
    (bad_readers.refuse, "^the file is empty$"),
], ids=lambda value: getattr(value, "__name__", ""))
def test_a_reader_that_fails_is_named_and_the_next_file_is_read(monkeypatch, reader, reason):
    monkeypatch.setattr(confined, "SECONDS", 1)
    with Confined() as child:
        with pytest.raises(ValueError, match=reason):
            child.read(reader, b"")
        monkeypatch.setattr(confined, "SECONDS", 60)
        assert child.read(bytes.decode, b"next") == "next"


def test_one_process_reads_many_files():
    with Confined() as child:
        assert len({child.read(bad_readers.whoami, b"") for _ in range(5)} - {os.getpid()}) == 1


def test_no_process_is_started_where_no_file_needs_one(monkeypatch, root):
    import tifa

    monkeypatch.setattr(confined, "_start", lambda: pytest.fail("a process was started"))
    assert len(tifa.read_pages(root / "seeds")) == 5


def test_what_a_reader_prints_is_no_answer():
    with Confined() as child:
        assert [child.read(bad_readers.talk, raw) for raw in (b"one", b"two")] == ["one", "two"]


def test_the_limits_grow_with_the_file(monkeypatch):
    monkeypatch.setattr(confined, "SECONDS", 0)
    with Confined() as child:
        assert child.read(len, bytes(100_000_000)) == 100_000_000


@pytest.mark.parametrize("how", ["file", "command", "standard input"])
def test_a_script_without_a_main_guard_reads_once(tmp_path, how):
    from made_files import as_docx

    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.docx").write_bytes(as_docx())
    code = f"import sys; sys.path[:] = {sys.path!r}\nimport tifa\nprint('begun')\nprint(len(tifa.read_pages('corpus').text[0]) > 9)\n"
    (tmp_path / "script.py").write_text(code, encoding="utf-8")
    arguments = {"file": ["script.py"], "command": ["-c", code], "standard input": ["-"]}[how]
    run = subprocess.run([sys.executable, *arguments], input=code if how == "standard input" else None, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert run.stdout.split() == ["begun", "True"], run.stderr


@pytest.mark.parametrize("then", ["child.read(bad_readers.sleep, b'')", "threading.Event().wait()"], ids=["while it reads", "while it waits"])
def test_a_child_does_not_outlive_a_parent_that_is_killed(parent, then):
    process, child = parent(then)
    time.sleep(0.3)
    process.kill()
    assert _has_ended(child, 5)


def test_a_child_that_lets_no_one_else_run_ends_with_its_time(parent):
    process, child = parent("from tifa.reading import confined; confined.SECONDS = 2; child.read(bad_readers.think, b'')")
    time.sleep(0.3)
    process.kill()
    assert _has_ended(child, 15)


@pytest.mark.parametrize("whom", ["the parent", "all"])
def test_ctrl_c_ends_parent_and_child_at_once(parent, whom):
    process, child = parent("child.read(bad_readers.sleep, b'')")
    time.sleep(0.3)
    begun = time.monotonic()
    (os.kill if whom == "the parent" else os.killpg)(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=10)
    assert time.monotonic() - begun < 2
    assert told.splitlines()[-1] == "KeyboardInterrupt"  # and not the ValueError of a file that could not be read
    assert _has_ended(child, 1)


def test_after_an_interruption_no_answer_is_taken_for_another():
    with Confined() as child:
        assert child.read(bytes.decode, b"one") == "one"

        def interrupt(*_):
            raise KeyboardInterrupt

        before = signal.signal(signal.SIGALRM, interrupt)
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(KeyboardInterrupt):
            child.read(bad_readers.sleep, b"")
        signal.signal(signal.SIGALRM, before)
        assert child.read(bytes.decode, b"two") == "two"
