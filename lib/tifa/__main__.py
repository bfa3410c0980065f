"""The program ``tifa``: Ctrl-C ends it with one line and exit status 130, from its first moment on."""

import os
import signal
import sys


def main(argv=None):
    """Run the command line.

    Parameters
    ----------
    argv : list of str, optional
        Default: the program's arguments.

    Returns
    -------
    int
        Exit status.

    Examples
    --------
    >>> main(["extract", "no-such-folder", "--out", "no-such-folder"])
    1
    """
    before = signal.getsignal(signal.SIGINT)
    try:
        try:
            if before is signal.default_int_handler:  # while modules load, there is nothing to clean up
                signal.signal(signal.SIGINT, _leave)
            from tifa.command import prepare

            work = prepare(argv)
        finally:
            signal.signal(signal.SIGINT, before)
        return work()
    except KeyboardInterrupt:
        _leave()


def _leave(*_):
    """End the process here and now.

    When Ctrl-C has met code in ``exec``, Python itself would end by the signal.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        os.write(2, b"tifa: stopped\n")
    finally:
        os._exit(130)


if __name__ == "__main__":
    sys.exit(main())
