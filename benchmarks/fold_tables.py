"""Read each coded article with weights that were trained on other articles, and write the tables that can then be scored.

    fold_tables.py CODED OUT [--seeds PAGES GOLD] [--news NEWS] [--folds N] [--only TABLE ...]

CODED holds ``texts/``, ``sources.csv`` and the hand-coded tables. Articles are dealt into N folds (default 5) by their
number; with ``--seeds`` the seeds' pages are trained on, too, and OUT/seeds gets their tables with each page left out;
with ``--news`` (what ``lay_out_news.py`` wrote) so is the news, in every fold.
OUT/slogans.csv, measures.csv, indicators.csv, systems.csv hold all articles of CODED. No article is read with weights that saw it.
"""

import argparse
import logging
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from train_tagger import MODELS, prepare, read_coded, train

import train_systems

import tifa
from tifa.policy import find_systems


TABLES = [*MODELS, "systems"]


def read_with(folder, articles, tables):
    """Some tables of some articles by the weights in a folder."""
    find = lambda table: find_systems if table == "systems" else getattr(tifa, f"find_{table}")
    with train_systems.weights_of(Path(folder)):
        return {table: find(table)(articles) for table in tables}


def write_folds(trainers, articles, folds, tables, out):
    """Train without each fold, read it, and write the tables of all."""
    parts = []
    for fold in folds:
        with TemporaryDirectory() as folder:
            for trainer in trainers:
                trainer(lambda page, fold=fold: page not in fold, folder)
            parts.append(read_with(folder, articles[articles.page.isin(fold)], tables))
        print(f"{len(parts)} of {len(folds)} folds", flush=True)
    out.mkdir(parents=True, exist_ok=True)
    for table in tables:
        pd.concat([part[table] for part in parts]).to_csv(out / f"{table}.csv", index=False, encoding="utf-8")


def main():
    """Read, train without each fold, write."""
    parser = argparse.ArgumentParser(description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("coded", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seeds", nargs=2, metavar=("PAGES", "GOLD"))
    parser.add_argument("--news", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=TABLES, default=TABLES, metavar="TABLE")
    given = parser.parse_args()
    logging.disable()
    folders = [(given.coded / "texts", given.coded), *([given.seeds] if given.seeds else [])]
    trainers = []
    wanted = {*given.only, *(["slogans"] if "systems" in given.only else [])}  # parts are found among formulations
    if models := [name for table in MODELS if table in wanted for name in MODELS[table]]:
        stories = [story for pages, gold in folders for story in read_coded(pages, gold)]
        trainers.append(partial(train, prepare(stories, models)))
    if "systems" in given.only:
        trainers.append(partial(train_systems.train,
            [*(story for pages, gold in folders for story in train_systems.read_coded(pages, gold)),
             *train_systems.read_news(given.news)]))
    articles = tifa.read_articles(given.coded / "texts", sources=given.coded / "sources.csv")
    pages = sorted(articles.page)
    write_folds(trainers, articles, [frozenset(pages[k :: given.folds]) for k in range(given.folds)],
        given.only, given.out)
    if given.seeds:
        seeds = tifa.read_articles(given.seeds[0])
        write_folds(trainers, seeds, [frozenset([page]) for page in sorted(set(seeds.page))],
            given.only, given.out / "seeds")


if __name__ == "__main__":
    main()
