"""Hashes of what the library says, to be taken before and after a change that must change nothing.

    python tests/guard.py > before        python tests/guard.py | diff before -

One line a table of the seeds, and one for the labelled lines of 300 pages of ``../shared/corpora`` with column breaks
put in (left out, with a word, where that folder is not there).
"""

import hashlib
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

import tifa

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def fingerprint(table):
    """Give the check sum of a table's CSV form.

    Examples
    --------
    >>> import pandas as pd
    >>> fingerprint(pd.DataFrame({"a": [1]}))[:8]
    '309b0e45'
    """
    return hashlib.sha256(table.to_csv(index=False, lineterminator="\n").encode("utf-8")).hexdigest()


def fingerprints():
    """Give the check sums: {table of the seeds, or what else was labelled: check sum}."""
    found = {name: fingerprint(table) for name, table in tifa.extract(ROOT / "seeds")._asdict().items()}
    pages = SHARED / "corpora" / "people_daily_pages.jsonl.gz"
    if pages.exists():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, SHARED / "bin" / "break_pages.py", pages, folder, "--limit", "300"], check=True,
                           stdout=subprocess.DEVNULL)
            Path(folder, "gold.json").unlink()
            found["lines of 300 broken pages"] = fingerprint(tifa.label_lines(tifa.read_pages(folder)))
    else:
        found["lines of 300 broken pages"] = f"not measured: {pages} is not there"
    return found


if __name__ == "__main__":
    logging.disable()
    for name, value in fingerprints().items():
        print(f"{value}  {name}")
