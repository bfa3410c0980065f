"""One job: run a reader on the bytes of a file in a process of its own, within limits of time and memory.

A file can be made, or damaged, so that the library that opens it hangs, takes all memory or aborts the
process. Here only the child does. It is a plain ``python -c`` that speaks pickle over its pipes, and no
worker of ``multiprocessing`` or pebble: those import the user's script again where a process is spawned, and
copy locks that other threads hold where it is forked.

The limit of time holds on every system, that of memory on Linux alone: elsewhere a reader may take what it
gets until its time is over. A child ends with its parent, however that ends: it sees its pipe close. It is no
prison: what takes over the library could do what the user can.
"""

import faulthandler
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time

SECONDS, PER_MEGABYTE = 60, 1.0  # a reader may take so long, and so much longer for each megabyte of the file
MEMORY, PER_BYTE = 1_500_000_000, 5  # bytes that a reader may hold, and for each byte of the file
_ADVICE = "it is damaged, or made to do harm: save it anew from the program it came from, or take it out"
# one thread and the plain allocator: what others set aside beforehand would count as used
_PLAIN = {"ARROW_DEFAULT_MEMORY_POOL": "system", "ARROW_IO_THREADS": "1", "OMP_NUM_THREADS": "1"}


class Confined:
    """A process that reads one file after another; it is started when first needed, and anew after it failed.

    Not to be shared by threads: one each.

    Examples
    --------
    >>> from tifa.reading import read_html
    >>> with Confined() as confined:
    ...     confined.read(read_html, b"<h1>Clinic opened</h1>")[0]
    '# Clinic opened'
    """

    def __init__(self):
        self._child = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._end()

    def read(self, reader, raw, *more):
        """Give what ``reader(raw, *more)`` gives.

        Parameters
        ----------
        reader : function
            It can be imported by its name.
        raw : bytes
        more
            Further arguments, which pickle can hold.

        Raises
        ------
        ValueError
            With the reader's own reason, or when it took too long, too much memory, or ended its process.
        """
        begun, seconds = time.monotonic(), SECONDS + PER_MEGABYTE * len(raw) / 1e6
        try:
            if self._child is None:
                self._child = _start()
            pickle.dump((reader, (raw, *more), seconds, MEMORY + PER_BYTE * len(raw)), self._child.stdin)
            self._child.stdin.flush()
            good, answer = pickle.load(self._child.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            raise ValueError(_reason(self._end(), time.monotonic() - begun >= seconds, seconds)) from None
        except BaseException:  # Ctrl-C: the child would answer the next question with this answer
            self._end()
            raise
        if good:
            return answer
        if not answer:
            self._end()  # what is left of it cannot be relied upon
        raise ValueError(
            answer
            or f"reading it takes more memory than the {(MEMORY + PER_BYTE * len(raw)) / 1e9:.1f} GB "
            f"allowed; {_ADVICE}"
        )

    def _end(self):
        """End the process; give its exit status."""
        child, self._child = self._child, None
        if child is None:
            return 0
        child.kill()  # one that ended by itself keeps the exit status it had
        for pipe in (child.stdin, child.stdout):
            try:
                pipe.close()
            except OSError:  # what was not yet sent has nobody to go to
                pass
        return child.wait()


def _start():
    code = f"import sys; sys.path[:] = {sys.path!r}; from tifa.reading.confined import serve; serve()"
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, env={**os.environ, **_PLAIN})


def _reason(status, late, seconds):
    if late:
        return f"reading it takes longer than the {seconds:.0f} s allowed; {_ADVICE}"
    how = signal.Signals(-status).name if -status in set(signal.Signals) else f"exit status {status}"
    return f"reading it ended the reading process ({how}), as what takes all memory does; {_ADVICE}"


def serve():
    """Answer what a parent asks by standard input, until it is closed; this is the child's whole life."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    jobs = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(jobs,), daemon=True).start()
    while True:
        pickle.dump(_answer(*jobs.get()), answers)
        answers.flush()


def _receive(jobs):
    """Take in what the parent asks, in a thread: so a closed pipe is seen while a reader is at work."""
    while True:
        try:
            jobs.put(pickle.load(sys.stdin.buffer))
        except BaseException:
            os._exit(1)  # the parent has gone, or sent what the child cannot hold


def _answer(reader, arguments, seconds, memory):
    """(True, what the reader gives), or (False, the reason); the reason is empty where memory ran out."""
    _limit_memory(memory)
    # ends the process even where a library lets no other Python code run, and where no parent is left
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        return True, reader(*arguments)
    except MemoryError:
        return False, ""
    except ValueError as error:
        return False, str(error) or type(error).__name__
    except Exception as error:  # the libraries let through whatever their parsers raise
        return False, f"it is damaged ({type(error).__name__}: {error}); open it and save it anew"
    finally:
        faulthandler.cancel_dump_traceback_later()


def _limit_memory(most):
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(
            resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
        )
