"""Where results are written: a folder of tifa's own, its files replaced as a whole set or not at all."""

import errno
import hashlib
import json
import os
import shutil
import signal
import tempfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

MARK = "written-by-tifa.json"
_LOCK, _STAGING, WORK = ".tifa.lock", ".tifa-staging-", ".tifa-work"
# what systems drop into folders by themselves
_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini", ".directory", _LOCK}
_ABOUT = (
    "The files that tifa wrote into this folder, with their check sums. tifa replaces these and no others."
)
_ELSEWHERE = "give another folder with --out"
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class OutputError(Exception):
    """Nothing was written; the message says which folder or file is in the way, and what to do."""


@contextmanager
def replace_set(folder, kind, apart_from=()):
    """Replace the set of files that tifa wrote into a folder, when all of the new set is there.

    The folder is looked at first: it must be new, empty, or hold nothing but a set of the same kind as tifa
    wrote it. New files are written into the staging folder that is given; at the end of the ``with`` block
    they are moved into place one by one, and the mark is written last. When the block fails, the folder is as
    it was. A run that is killed while files are moved leaves a mark that says so: :func:`check_set` refuses
    the set, and the next run replaces it.

    Parameters
    ----------
    folder : str or Path
    kind : str
        What the set is: ``tables`` or ``report``.
    apart_from : iterable of str or Path, optional
        The user's files and folders: the output may neither lie in one of them nor hold it.

    Yields
    ------
    Path
        The staging folder, with a folder ``.tifa-work`` in it for what is not to be kept.

    Raises
    ------
    OutputError

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as home:
    ...     with replace_set(Path(home, "out"), "tables") as staging:
    ...         _ = (staging / "a.csv").write_text("a", encoding="utf-8")
    ...     sorted(path.name for path in Path(home, "out").iterdir())
    ['.tifa.lock', 'a.csv', 'written-by-tifa.json']
    """
    folder = _resolve(folder)
    for theirs in map(_resolve, apart_from):
        if folder == theirs or theirs in folder.parents:
            raise OutputError(
                f"{folder}: it lies in {theirs}, which is what is read; {_ELSEWHERE}, outside of it"
            )
        if folder in theirs.parents:
            raise OutputError(f"{folder}: {theirs}, which is what is read, lies in it; {_ELSEWHERE}")
    with _claim(folder, kind):
        for left in folder.glob(f"{_STAGING}*"):  # of runs that were killed: nobody else is at work here
            shutil.rmtree(left, ignore_errors=True)
        # each run has a name of its own, so that a killed one whose children live on does not write into
        # the next
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
        try:
            (staging / WORK).mkdir()
            yield staging
            shutil.rmtree(staging / WORK)
            with _undisturbed():
                _install(staging, folder, kind)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            raise OutputError(
                f"{folder}: {os.strerror(error.errno)}; nothing in it was changed, make room and run again"
            ) from error
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def check_set(folder, kind):
    """Raise OutputError unless a folder holds a whole set of files as tifa wrote it.

    Returns
    -------
    dict
        The files of the set, as paths below the folder, each with its check sums.

    Examples
    --------
    >>> check_set("no-such-folder", "tables")
    Traceback (most recent call last):
    ...
    tifa.output.OutputError: no-such-folder: no tables of tifa are in it (written-by-tifa.json ...
    """
    folder = Path(folder)
    mark = read_mark(folder)
    if not mark or mark["kind"] != kind:
        raise OutputError(
            f"{folder}: no {kind} of tifa are in it ({MARK} is missing); write them with tifa, "
            "or name their folder"
        )
    if mark["unfinished"]:
        raise OutputError(
            f"{folder}: a run was stopped while it wrote these files; run tifa again into this folder"
        )
    for name, sums in mark["files"].items():
        if not (folder / name).is_file():
            raise OutputError(
                f"{folder / name}: it is missing, so the set is not whole; run tifa again into this folder"
            )
        if (folder / name).resolve() != folder.resolve() / name or _sum(folder / name) not in sums:
            raise OutputError(
                f"{folder / name}: it was changed after tifa wrote it, and the others may not fit it any "
                "more; read it by itself, or have the set written anew elsewhere"
            )
    return mark["files"]


def _resolve(path):
    if not str(path):
        raise OutputError("the name of a folder is empty (an unset variable?); name one")
    try:
        return Path(path).resolve()
    except (OSError, RuntimeError, ValueError) as error:  # links that lead to one another, a null byte
        raise OutputError(f"{path}: it leads nowhere ({error}); {_ELSEWHERE}") from None


@contextmanager
def _claim(folder, kind):
    """Make the folder, if it may be written into, and keep other runs out of it."""
    from filelock import FileLock, Timeout

    while True:
        made = _make(folder, kind)
        lock = FileLock(folder / _LOCK, timeout=0)
        try:
            seen = os.stat(folder / _LOCK).st_ino
            lock.acquire()
        except Timeout:
            raise OutputError(
                f"{folder}: another run of tifa is writing into it; wait for it, or {_ELSEWHERE}"
            ) from None
        except FileNotFoundError:
            continue
        if os.path.exists(folder / _LOCK) and os.stat(folder / _LOCK).st_ino == seen:
            break
        lock.release()  # a run that failed has taken the file away meanwhile
    try:
        _read_own(folder, kind)
        yield
    finally:
        if not (folder / MARK).exists():
            _unmake(made)
        lock.release()


@contextmanager
def _undisturbed():
    """Put Ctrl-C off until the end of the block, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _make(folder, kind):
    """Make the folder, if it may be written into; give those that were missing, the innermost first."""
    missing = [place for place in (folder, *folder.parents) if not os.path.lexists(place)]
    try:
        if folder.is_dir():
            _read_own(folder, kind)  # before a single file is put there
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _LOCK).touch()
    except OSError as error:
        reason = "it is a file" if folder.is_file() else error.strerror
        raise OutputError(f"{folder}: nothing can be written into it ({reason}); {_ELSEWHERE}") from None
    return missing


def _unmake(made):
    """Take away the folders that were made for nothing, unless somebody has put something into them."""
    if made:
        (made[0] / _LOCK).unlink(missing_ok=True)
    for place in made:
        try:
            place.rmdir()
        except OSError:
            return


def read_mark(folder):
    """What the mark in a folder says: kind, unfinished, files; None where there is no mark."""
    file = folder / MARK
    if not os.path.lexists(file):
        return None
    try:
        if not file.is_file():
            raise ValueError
        mark = json.loads(file.read_text(encoding="utf-8"))
        kind, unfinished = mark["kind"], bool(mark["unfinished"])
        files = {name: list(sums) for name, sums in mark["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise OutputError(
            f"{file}: it is not as tifa wrote it, so nobody knows whose files these are; {_ELSEWHERE}"
        ) from None
    return dict(kind=kind, unfinished=unfinished, files=files)


def _read_own(folder, kind):
    """Give the files of the set that tifa wrote here.

    OutputError is raised when any other is there, or one was changed.
    """
    mark = read_mark(folder) or dict(kind=kind, files={})
    if mark["kind"] != kind:
        raise OutputError(
            f"{folder}: it holds the {mark['kind']} that tifa wrote; {_ELSEWHERE} for the {kind}"
        )
    there = [path.relative_to(folder).as_posix() for path in _walk(folder)]
    places = {place.as_posix() for name in mark["files"] for place in PurePosixPath(name).parents}
    foreign = [name for name in there if name not in mark["files"] and name not in places]
    if foreign:
        clean = ""
        if folder.name == "build":
            clean = "; if an earlier version of tifa made it, remove it with `make clean`"
        raise OutputError(
            f"{folder}: it holds {_some(foreign)}, which tifa did not write{clean}; {_ELSEWHERE}, or move "
            f"{'them' if len(foreign) > 1 else 'it'} elsewhere"
        )
    own = {name: mark["files"][name] for name in there if name in mark["files"]}
    changed = [
        name for name, sums in own.items() if not _is_plain(folder / name) or _sum(folder / name) not in sums
    ]
    if changed:
        raise OutputError(
            f"{folder}: {_some(changed)} changed since tifa wrote it; move what you changed elsewhere, or "
            f"{_ELSEWHERE}"
        )
    return own


def _is_plain(path):
    return path.is_file() and not path.is_symlink()


def _walk(folder):
    """Every file of a folder, and every folder without one.

    Left out are tifa's own scratch, and what systems put there. A link is a file, wherever it leads.
    """
    for place, folders, names in os.walk(folder, onerror=_raise):
        place = Path(place)
        links = [name for name in folders if (place / name).is_symlink()]
        if place == folder:
            folders[:] = [name for name in folders if not name.startswith(_STAGING)]
            names = [name for name in names if name != MARK]
        elif not folders and not names:
            yield place
        yield from (place / name for name in sorted(names + links)
                    if name not in _SYSTEM or not _is_plain(place / name))


def _raise(error):
    raise error


def _some(names):
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _sum(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_mark(path, kind, files, unfinished):
    text = json.dumps(dict(about=_ABOUT, kind=kind, unfinished=unfinished, files=files), ensure_ascii=False,
                      indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _install(staging, folder, kind):
    """Move what is staged into place.

    Between the first and the last move the mark says that the set is not whole.
    """
    old = _read_own(folder, kind)  # somebody may have changed a file in the meantime
    new = {path.relative_to(staging).as_posix(): [_sum(path)] for path in _walk(staging) if path.is_file()}
    both = {name: sorted({*old.get(name, []), *new.get(name, [])}) for name in {*old, *new}}
    _write_mark(staging / "unfinished.json", kind, both, True)
    _write_mark(staging / "whole.json", kind, new, False)
    os.replace(staging / "unfinished.json", folder / MARK)
    try:
        for name in old.keys() - new.keys():  # first, since a folder may take the place of a file
            (folder / name).unlink(missing_ok=True)
            _prune(folder, (folder / name).parent)
        for name in new:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging / name, folder / name)
    except OSError as error:
        advice = "make room" if error.errno in _FULL else "close what has the file open"
        raise OutputError(
            f"{folder / name}: {error.strerror}; the {kind} in {folder} are not whole now: {advice} and "
            "run again"
        ) from error
    os.replace(staging / "whole.json", folder / MARK)


def _prune(folder, place):
    """Remove folders that a removed file has left empty."""
    while place != folder and not any(place.iterdir()):
        place.rmdir()
        place = place.parent
