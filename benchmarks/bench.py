"""Time each step of tifa beside plain ``jieba.lcut`` on the same text, and write ``README.md`` beside this file.

``make bench`` runs it. The budgets are those of the design: shares of jieba's time.
"""

import os

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))  # before numpy is loaded

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
BUDGETS = {"read, label, build articles": 0.15, "tokenize and count": 0.10, "slogans": 0.20, "measures": 0.30, "indicators": 0.15,
           "whole `extract`": 0.90}
IMPORT_BUDGET = 0.3  # seconds
IMPORT = """
import sys, time
start = time.perf_counter()
import tifa
print(time.perf_counter() - start, *sorted({"jieba", "numpy", "pandas", "rjieba"} & sys.modules.keys()))
"""
MEMORY = """
import logging, sys, tifa
logging.disable()
tifa.extract(sys.argv[1])
try:  # Windows has no such module, and no peak is told there
    import resource
    print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)))
except ImportError:
    print("not told")
"""


def fresh(code, *arguments):
    """Run code in a fresh interpreter and give what it prints."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout.strip()


def lay_out(folder, size):
    """Repeat the seed pages, and their rows of the manifest, in a new folder until they hold ``size`` bytes; give the bytes."""
    folder.mkdir()
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
    """CPU seconds of this process for one call: waiting for other programs is not in it."""
    gc.collect()
    start = time.process_time()
    job()
    return time.process_time() - start


def where_time_goes(job):
    """Tell by cProfile which functions of tifa, with all they call, and which by themselves, take most of a job."""
    profile = cProfile.Profile()
    profile.runcall(job)
    stats = pstats.Stats(profile)
    shares = []  # (name, in tifa?, with all it calls, by itself)
    for (file, _, name), (_, _, own, whole, _) in stats.stats.items():
        path = Path(file)
        module = path.parent.name if path.stem == "__init__" else path.stem
        ours = path.parent.name == "tifa" and name[0] != "<"
        shares.append((name if file == "~" else f"{module}.{name}", ours, whole / stats.total_tt, own / stats.total_tt))
    inside = sorted((s for s in shares if s[1] and s[2] < 0.98), key=lambda s: -s[2])[:4]
    alone = sorted(shares, key=lambda s: -s[3])[:3]
    return ("With all they call: " + ", ".join(f"`{name}` {share:.0%}" for name, _, share, _ in inside)
            + "; by themselves: " + ", ".join(f"`{name}` {share:.0%}" for name, _, _, share in alone) + ".")


def measure(root):
    """Time everything in runs, jieba first in each; give a dict of what :func:`render` writes down."""
    folders = {size: root / str(size) for size in SIZES}
    size_of = {size: lay_out(folder, size) / 1e6 for size, folder in folders.items()}
    # before anything big is loaded: on Linux a child's peak is at least the memory of the process that started it
    memory = {size: fresh(MEMORY, folder) for size, folder in folders.items()}
    loads = [fresh(IMPORT).split() for _ in range(RUNS)]

    import jieba
    import tifa

    logging.getLogger("tifa").setLevel(logging.ERROR)
    jieba.setLogLevel(logging.ERROR)
    folder = folders[SIZES[-1]]
    texts, articles = tifa.read_pages(folder).text.tolist(), tifa.read_articles(folder)
    calls = [lambda: tifa.read_articles(folder), lambda: tifa.count_terms(articles), lambda: tifa.find_slogans(articles),
             lambda: tifa.find_measures(articles), lambda: tifa.find_indicators(articles), lambda: tifa.extract(folder)]
    steps = {"jieba": lambda: [jieba.lcut(text) for text in texts], **dict(zip(BUDGETS, calls, strict=True))}
    for job in steps.values():
        job()  # dictionaries, caches, late imports: start-up is left out
    times, linear = {step: [] for step in steps}, {size: [] for size in SIZES}
    for run in range(RUNS):
        print(f"bench: run {run + 1} of {RUNS}", file=sys.stderr, flush=True)
        for step, job in steps.items():
            times[step].append(seconds(job))
        for size in SIZES:
            linear[size].append(seconds(lambda: tifa.extract(folders[size])) / size_of[size])
    plain = times.pop("jieba")
    ratios = {step: [t / j for t, j in zip(taken, plain)] for step, taken in times.items()}
    over = [step for step in ratios if median(ratios[step]) > BUDGETS[step]]
    profiles = {step: where_time_goes(steps[step]) for step in over}
    return dict(size_of=size_of, memory=memory, loads=loads, pages=len(texts), characters=sum(map(len, texts)), plain=plain,
                linear=linear, ratios=ratios, profiles=profiles)


def spread(values, digits=2):
    """The cells min, median, max of a table."""
    return " | ".join(f"{f(values):.{digits}f}" for f in (min, median, max))


def row(name, budget, values):
    """A row of a table; the verdict goes by the median."""
    return f"| {name} | {budget:.2f} | {spread(values, 3)} | {'within' if median(values) <= budget else '**over**'} |"


def render(size_of, memory, loads, pages, characters, plain, linear, ratios, profiles):
    """Put what was measured into Markdown; every measured number in it comes from this run."""
    loaded = sorted({name for _, *names in loads for name in names})
    growth = {size: [a / b for a, b in zip(linear[size], linear[SIZES[0]])] for size in SIZES}
    over = [f"- **{step}** takes {median(ratios[step]) / BUDGETS[step]:.2f} times its budget. {text}" for step, text in profiles.items()]
    small, large = SIZES[0], SIZES[-1]
    slope = ""
    if "not told" not in memory.values():
        more = (int(memory[large]) - int(memory[small])) / (size_of[large] - size_of[small])
        slope = f"Each further MB of text adds about {more:.0f} MB of memory: the tables of all pages are held at once."
    packages = ", ".join(f"{name} {version(name)}" for name in ("pandas", "pandera", "pyarrow", "numpy", "jieba", "rjieba"))
    newline = "\n"
    return f"""\
# Benchmarks

Speed and memory beside the budgets of the design. `make bench` (`.venv/bin/python benchmarks/bench.py`) measures and
writes this page.

**Measured** on {date.today()} with {platform.python_implementation()} {platform.python_version()}, {packages};
{platform.system()} on {platform.machine()}, one core, one process.

**The text**: the {len(list(SEEDS.glob("*.txt")))} pages of `seeds/` over and over, as {pages} files with their `sources.csv`; {size_of[SIZES[-1]]:.2f} MB of UTF-8,
{characters:,} characters. Repeated text brings no new words, and what was told of a word once is remembered: a corpus
with a larger vocabulary takes longer to count than stands here.

**A ratio** is the CPU time of a step divided by that of plain `jieba.lcut` on the same pages in the same run; half of
jieba's time is 0.50. {RUNS} runs, in each jieba first and then every step, all warmed up before. Jieba took {min(plain):.2f} to {max(plain):.2f} s.
The verdict goes by the median.

| step | budget | min | median | max | |
|---|---:|---:|---:|---:|---|
{newline.join(row(step, BUDGETS[step], ratios[step]) for step in BUDGETS)}

| seconds, {RUNS} fresh interpreters | budget | min | median | max | |
|---|---:|---:|---:|---:|---|
{row("`import tifa`", IMPORT_BUDGET, [float(taken) for taken, *_ in loads])}

After `import tifa`, of jieba, rjieba, pandas and numpy, {", ".join(loaded) or "none"} is loaded.

## Over the budget

{newline.join(over) or "Nothing."}
{newline + "The shares are cProfile's, which makes many small calls look dearer than they are." + newline if over else ""}
## Longer text

Whole `extract`: CPU seconds per MB, the ratio of these to those of the shortest text in the same run (1.00 throughout:
cost linear in the text), and the peak memory of a fresh process.

| MB of text | s per MB, median | min | median | max | peak memory, MB |
|---:|---:|---:|---:|---:|---:|
{newline.join(f"| {size_of[s]:.2f} | {median(linear[s]):.2f} | {spread(growth[s])} | {memory[s]} |" for s in SIZES)}

At the longest text a MB costs {median(growth[large]):.2f} times what it costs at the shortest (median of the runs).
{slope}
"""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as root:
        page = render(**measure(Path(root)))
    (HERE / "README.md").write_text(page, encoding="utf-8", newline="\n")
    print(page)
