"""Time each step of tifa beside plain ``jieba.lcut`` on the same text, and write ``README.md`` beside this file.

Run from the project with ``make bench``. The budgets are those of the design: shares of jieba's time.
"""

import os

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):  # one core; read when numpy is loaded
    os.environ[threads] = "1"

import cProfile
import csv
import gc
import logging
import platform
import pstats
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.metadata import version
from itertools import cycle
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
RUNS = 5
SIZES = (500_000, 1_000_000, 2_000_000)  # bytes of UTF-8; the steps are timed on the last
BUDGETS = {"read, label, build articles": 0.15, "tokenize and count": 0.10, "slogans": 0.20, "measures": 0.30,
           "indicators": 0.15, "whole `extract`": 0.90}
IMPORT_BUDGET = 0.3  # seconds
HEAVY = ("jieba", "numpy", "pandas", "rjieba")  # what `import tifa` must not load

# Both run in a fresh interpreter of their own. On Windows there is no `resource`, and no memory is told.
IMPORT = f"import sys, time; t = time.perf_counter(); import tifa; print(time.perf_counter() - t, *({HEAVY} & sys.modules.keys()))"
IMPORT = IMPORT.replace(str(HEAVY), str(set(HEAVY)))
MEMORY = """
import logging, sys, tifa
logging.disable()
try:
    import resource
except ImportError:
    sys.exit()
unit = 1e6 if sys.platform == "darwin" else 1e3
tell = lambda: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)
tifa.extract(sys.argv[1]), tell(), tifa.extract(sys.argv[2]), tell()
"""


def fresh(code, *arguments):
    """Run code in a fresh interpreter and give the words it prints."""
    done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, check=True, encoding="utf-8")
    return done.stdout.split()


def lay_out(folder, size):
    """Repeat the seed pages as page files of a folder, manifest too, until they hold ``size`` bytes; give the bytes."""
    with open(SEEDS / "sources.csv", encoding="utf-8", newline="") as f:
        sources = {row["page"]: row for row in csv.DictReader(f)}
    total, rows = 0, []
    for seed in cycle(sorted(SEEDS.glob("*.txt"))):
        if total >= size:
            break
        rows.append({**sources[seed.stem], "page": f"{len(rows):04d}_{seed.stem}"})
        total += (folder / f"{rows[-1]['page']}.txt").write_bytes(seed.read_bytes())
    with open(folder / "sources.csv", "w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return total


def seconds(job):
    """CPU seconds of this process for one call: what other programs do on the machine is not in it."""
    gc.collect()
    start = time.process_time()
    job()
    return time.process_time() - start


def make_steps(folder):
    """Give each step as a call without arguments, by the name it has in the budgets."""
    import tifa

    articles = tifa.read_articles(folder)
    calls = [lambda: tifa.read_articles(folder), *(lambda f=f: f(articles) for f in (
        tifa.count_terms, tifa.find_slogans, tifa.find_measures, tifa.find_indicators)), lambda: tifa.extract(folder)]
    return dict(zip(BUDGETS, calls, strict=True))


def where_time_goes(job):
    """Say in a sentence which functions a step's time goes to, by cProfile."""
    profile = cProfile.Profile()
    profile.runcall(job)
    stats = pstats.Stats(profile)
    rows = [(ct / stats.total_tt, tt / stats.total_tt, file, name) for (file, _, name), (_, _, tt, ct, _) in stats.stats.items()]
    ours = sorted((r for r in rows if Path(r[2]).parent.name == "tifa" and r[3][0] != "<" and r[0] < 0.98), reverse=True)[:4]
    own = sorted(rows, key=lambda r: -r[1])[:3]
    inside = ", ".join(f"`{Path(file).stem}.{name}` {share:.0%}" for share, _, file, name in ours)
    alone = ", ".join(f"`{name if file == '~' else f'{Path(file).stem}.{name}'}` {share:.0%}" for _, share, file, name in own)
    return f"With all they call: {inside}. By themselves: {alone}."


def measure(root):
    """Time everything; give what :func:`render` needs."""
    folders = {size: root / str(size) for size in SIZES}
    for folder in folders.values():
        folder.mkdir()
    found = {"bytes": {size: lay_out(folder, size) for size, folder in folders.items()}}
    fresh(IMPORT)  # writes the byte code
    found["import"] = [fresh(IMPORT) for _ in range(RUNS)]
    # first of all: on Linux a child's peak is at least the memory of the process that started it
    found["memory"] = {size: fresh(MEMORY, SEEDS, folder) for size, folder in folders.items()}

    import jieba
    import tifa

    logging.getLogger("tifa").setLevel(logging.ERROR)
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    texts = tifa.read_pages(folders[SIZES[-1]]).text.tolist()
    found["pages"], found["characters"] = len(texts), sum(map(len, texts))
    steps = make_steps(folders[SIZES[-1]])
    for job in steps.values():
        job()  # caches, dictionaries, lazy imports: start-up is left out
    found["jieba"], found["ratios"], found["linear"] = [], {step: [] for step in BUDGETS}, {size: [] for size in SIZES}
    for run in range(RUNS):
        print(f"bench: run {run + 1} of {RUNS}", file=sys.stderr, flush=True)
        plain = seconds(lambda: [jieba.lcut(text) for text in texts])
        found["jieba"].append(plain)
        for step, job in steps.items():
            found["ratios"][step].append(seconds(job) / plain)
        for size, folder in folders.items():
            found["linear"][size].append(seconds(lambda: tifa.extract(folder)) / found["bytes"][size] * 1e6)
    over = [step for step, ratios in found["ratios"].items() if median(ratios) > BUDGETS[step] and step != "whole `extract`"]
    found["profiles"] = {step: where_time_goes(steps[step]) for step in over}
    return found


def spread(values, digits=2):
    """The cells min, median, max of a table row."""
    return " | ".join(f"{f(values):.{digits}f}" for f in (min, median, max))


def verdict(values, budget):
    """within or over, by the median."""
    return "within" if median(values) <= budget else "**over**"


def render(found):
    """Write what was measured as Markdown; every number comes from this run."""
    loads = [float(seen[0]) for seen in found["import"]]
    loaded = sorted({name for seen in found["import"] for name in seen[1:]})
    steps = "\n".join(f"| {step} | {BUDGETS[step]:.2f} | {spread(r)} | {verdict(r, BUDGETS[step])} |" for step, r in found["ratios"].items())
    base = found["linear"][SIZES[0]]
    linear = "\n".join(
        f"| {found['bytes'][size] / 1e6:.2f} | {median(per_mb):.2f} | {spread([a / b for a, b in zip(per_mb, base)])} | "
        + (" | ".join(f"{float(m):.0f}" for m in found["memory"][size]) or "not told | not told") + " |"
        for size, per_mb in found["linear"].items())
    over = [step for step, r in found["ratios"].items() if median(r) > BUDGETS[step]]
    words = "No step is over its budget." if not over else "Over the budget: " + "; ".join(over) + "."
    where = "\n".join(f"- **{step}**, {median(found['ratios'][step]) / BUDGETS[step]:.1f} times its budget. {text}" for step, text in found["profiles"].items())
    if where:
        words += " Where the time of these steps goes (cProfile, which makes small functions look slower than they are):\n\n" + where
    if "whole `extract`" in over:
        parts = sum(median(r) for step, r in found["ratios"].items() if step != "whole `extract`")
        words += f"\n- **whole `extract`** is the sum of the steps: their medians add up to {parts:.2f}."
    packages = ", ".join(f"{name} {version(name)}" for name in ("pandas", "pandera", "pyarrow", "numpy", "jieba", "rjieba"))
    return f"""\
# Benchmarks

Speed and memory beside the budgets of the design. Written by `make bench`
(`.venv/bin/python benchmarks/bench.py`); do not edit, run it again.

Measured on {date.today()}: {platform.python_implementation()} {platform.python_version()}, {packages}; {platform.system()} on {platform.machine()}, one core, one process.

**The text.** The {len(list(SEEDS.glob("*.txt")))} pages of `seeds/` over and over as {found["pages"]} page files with their `sources.csv`:
{found["bytes"][SIZES[-1]] / 1e6:.2f} MB of UTF-8, {found["characters"]:,} characters. Repeated text brings no new words: what is kept
from one word to the next (parts of speech) is always at hand here, so a corpus of many words takes somewhat longer to count.

**A ratio** is a step's CPU time over the CPU time of plain `jieba.lcut` on the same pages in the same run: 0.50 is half
of what jieba takes to cut the text into words. {RUNS} runs, in each jieba first and then every step, all warmed up before.
Jieba took {min(found["jieba"]):.2f} to {max(found["jieba"]):.2f} s. The last column goes by the median.

| step | budget | min | median | max | |
|---|---:|---:|---:|---:|---|
{steps}

`import tifa` in a fresh interpreter, {RUNS} times, in seconds:

| | budget | min | median | max | |
|---|---:|---:|---:|---:|---|
| `import tifa` | {IMPORT_BUDGET:.2f} | {spread(loads, 3)} | {verdict(loads, IMPORT_BUDGET)} |

It loads {"none of" if not loaded else "**" + ", ".join(loaded) + "** of"} {", ".join(HEAVY)}; so {"no dictionary is opened" if not {"jieba", "rjieba"} & {*loaded} else "a dictionary may be opened"}.

## Over the budget

{words}

## Longer text

Whole `extract`: CPU seconds per MB, their ratio to those of the smallest text in the same run (1.00 = the cost is
linear), and the peak memory of a fresh process in MB, after the seeds alone and after this text.

| MB | s per MB | min | median | max | memory, seeds | memory |
|---:|---:|---:|---:|---:|---:|---:|
{linear}
"""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as root:
        text = render(measure(Path(root)))
    (HERE / "README.md").write_text(text, encoding="utf-8", newline="\n")
    print(text)
