"""Time each step of tifa beside plain ``jieba.lcut`` on the same text, and write ``README.md`` beside this file.

    bench.py [PAGES.jsonl.gz]

``make bench`` runs it. The budgets are those of the design: shares of jieba's time. PAGES holds a page a line, as JSON with
its ``text``; default: ``../shared/corpora/people_daily_pages.jsonl.gz`` beside the checkout. Where there is none, only the
seeds, over and over, are measured, and the page says so.
"""

import os

os.environ.update(dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"], "1"))  # before numpy is loaded

import cProfile
import csv
import gc
import gzip
import json
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
CORPUS = HERE.parents[1] / "shared" / "corpora" / "people_daily_pages.jsonl.gz"
BUDGETS = {"read, label, build articles": 0.15, "mark reprints": 0.05, "tokenize and count": 0.10, "slogans": 0.25, "measures": 0.50, "indicators": 0.15,
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


def lay_out(folder, size, pages=None):
    """Write page files into a new folder until they hold ``size`` bytes: those of PAGES, or the seeds over and over; give the bytes."""
    folder.mkdir()
    total, rows = 0, []
    if pages is not None:
        with gzip.open(pages, "rt", encoding="utf-8") as f:
            for i, line in enumerate(f):
                if total >= size:
                    break
                total += (folder / f"{i:04d}.txt").write_bytes(json.loads(line)["text"].encode())
        return total
    with open(SEEDS / "sources.csv", encoding="utf-8", newline="") as f:
        sources = {row["page"]: row for row in csv.DictReader(f)}
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


def measure(root, corpus=None):
    """Time everything in runs, jieba first in each; give a dict of what :func:`render` writes down."""
    folders = {size: root / str(size) for size in SIZES}
    root.mkdir()
    size_of = {size: lay_out(folder, size, corpus) / 1e6 for size, folder in folders.items()}
    # before anything big is loaded: on Linux a child's peak is at least the memory of the process that started it
    memory = {size: fresh(MEMORY, folder) for size, folder in folders.items()}
    loads = [fresh(IMPORT).split() for _ in range(RUNS)]

    import jieba
    import tifa

    logging.getLogger("tifa").setLevel(logging.ERROR)
    jieba.setLogLevel(logging.ERROR)
    folder = folders[SIZES[-1]]
    texts, articles = tifa.read_pages(folder).text.tolist(), tifa.read_articles(folder)

    def build():
        pages = tifa.read_pages(folder)
        return tifa.build_articles(tifa.label_lines(pages), pages)

    calls = [build, lambda: tifa.mark_duplicates(articles), lambda: tifa.count_terms(articles), lambda: tifa.find_slogans(articles),
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


def table(size_of, memory, loads, pages, characters, plain, linear, ratios, profiles):
    """The tables of one text, in Markdown; every measured number in them comes from this run."""
    growth = {size: [a / b for a, b in zip(linear[size], linear[SIZES[0]])] for size in SIZES}
    over = [f"- **{step}** takes {median(ratios[step]) / BUDGETS[step]:.2f} times its budget. {text}" for step, text in profiles.items()]
    small, large = SIZES[0], SIZES[-1]
    slope = ""
    if "not told" not in memory.values():
        more = (int(memory[large]) - int(memory[small])) / (size_of[large] - size_of[small])
        slope = f"Each further MB of text adds about {more:.0f} MB of memory: the tables of all pages are held at once."
    newline = "\n"
    return f"""\
{pages} files, {size_of[large]:.2f} MB of UTF-8, {characters:,} characters. Jieba took {min(plain):.2f} to {max(plain):.2f} s.

| step | budget | min | median | max | |
|---|---:|---:|---:|---:|---|
{newline.join(row(step, BUDGETS[step], ratios[step]) for step in BUDGETS)}

Over the budget:{newline + newline + newline.join(over) if over else " nothing."}

Whole `extract` on longer and longer text: CPU seconds per MB, their ratio to those of the shortest text in the same run (1.00
throughout: cost linear in the text), and the peak memory of a fresh process.

| MB of text | s per MB, median | min | median | max | peak memory, MB |
|---:|---:|---:|---:|---:|---:|
{newline.join(f"| {size_of[s]:.2f} | {median(linear[s]):.2f} | {spread(growth[s])} | {memory[s]} |" for s in SIZES)}

{slope}
"""


def render(varied, repeated):
    """Put what was measured into Markdown."""
    loads = repeated["loads"]
    loaded = sorted({name for _, *names in loads for name in names})
    packages = ", ".join(f"{name} {version(name)}" for name in ("pandas", "pandera", "pyarrow", "numpy", "jieba", "rjieba", "rensa"))
    first = f"""## Pages of a national daily

Real pages, none twice, without a manifest: every city has to be told from the text. The text is not part of the project.

{table(**varied)}""" if varied else "The pages of a national daily that the speeds are also measured on were not there.\n"
    return f"""\
# Benchmarks

Speed and memory beside the budgets of the design. `make bench` measures and writes this page.

**Measured** on {date.today()} with {platform.python_implementation()} {platform.python_version()}, {packages};
{platform.system()} on {platform.machine()}, one core, one process.

**A ratio** is the CPU time of a step divided by that of plain `jieba.lcut` on the same pages in the same run; half of
jieba's time is 0.50. {RUNS} runs, in each jieba first and then every step, all warmed up before. The verdict goes by the
median. The budget of marking reprints is this page's own. The shares in the lists are cProfile's, which makes many small
calls look dearer than they are.

{first}
## The seeds over and over

With their `sources.csv`. Repeated text brings no new words, and nearly every article is a reprint of another: counting is
cheaper than on other text, marking reprints dearer.

{table(**repeated)}
## Import

| seconds, {RUNS} fresh interpreters | budget | min | median | max | |
|---|---:|---:|---:|---:|---|
{row("`import tifa`", IMPORT_BUDGET, [float(taken) for taken, *_ in loads])}

After `import tifa`, of jieba, rjieba, pandas and numpy, {", ".join(loaded) or "none"} is loaded.
"""


if __name__ == "__main__":
    corpus = Path(sys.argv[1]) if sys.argv[1:] else CORPUS
    if not corpus.exists():
        print(f"bench: {corpus} is not there; only the seeds are measured", file=sys.stderr)
    with tempfile.TemporaryDirectory() as root:
        varied = measure(Path(root) / "varied", corpus) if corpus.exists() else None
        page = render(varied, measure(Path(root) / "seeds"))
    (HERE / "README.md").write_text(page, encoding="utf-8", newline="\n")
    print(page)
