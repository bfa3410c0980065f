"""Hand-coded tables: where they are, how far the coders agree, and examples of what was found amiss."""

import re
from itertools import accumulate
from pathlib import Path

import numpy as np
import pandas as pd

from tifa.arguments import MAPPING, PATH, takes
from tifa.compare.rates import KEY
from tifa.compare.reforms import group_systems
from tifa.compare.scores import TABLES, bare, match_rows, read_spans, read_tables
from tifa.compare.shared import shared_slogans
from tifa.compare.themes import compare_themes, find_themes
from tifa.story import STORY, stories
from tifa.words.counts import TooLittle

_SENTENCE = re.compile(r"[^。!?;\n]+")


@takes(corpus=PATH)
def coded_folder(corpus):
    """Give the folder of a corpus's hand-coded tables: the project's own for its seeds, else one beside it.

    Parameters
    ----------
    corpus : str or Path
        A folder of pages, or one file.

    Returns
    -------
    Path
        Not in the corpus, where tables would be read as pages.

    Examples
    --------
    >>> coded_folder("seeds").parent.name, coded_folder("some/pages").name
    ('notebooks', 'pages_coded')
    """
    corpus = Path(corpus).resolve()
    if corpus.name == "seeds" and (corpus.parent / "notebooks" / "conf.py").exists():
        return corpus.parent / "notebooks" / "coded"
    return corpus.parent / f"{corpus.name}_coded"


@takes(folder=PATH)
def read_coded(folder):
    """Read hand-coded tables: any of slogans, measures, indicators and systems, as CSV or tab-separated.

    Parameters
    ----------
    folder : str or Path

    Returns
    -------
    dict of DataFrame
        The tables by name, each cell as text but the article's number; systems are numbered, 1, 2, 3 … in
        their article.

    Raises
    ------
    TooLittle
        When the folder has none of them.
    ValueError
        When a table cannot be read, or lacks a column.

    Examples
    --------
    >>> {name: len(table) for name, table in read_coded("notebooks/coded").items()}
    {'slogans': 172, 'measures': 296, 'indicators': 86, 'systems': 38}
    """
    try:
        tables = read_tables(folder)
    except FileNotFoundError:
        raise TooLittle(
            f"no hand-coded tables are in {Path(folder).name}, a folder beside the corpus: "
            f"{', '.join(TABLES)}, as .csv or .tsv; tifa score --help says what they hold") from None
    for name, table in tables.items():
        if "article" in table:
            tables[name] = table = table.astype({"article": "int64"})
            if name == "systems" and "system" not in table:
                tables[name] = table.assign(system=table.groupby(KEY).cumcount() + 1)
    return tables


@takes(folder=PATH, found=MAPPING)
def read_unseen(folder, found):
    """Give what is held against hand-coded tables: found by weights that never saw the pages.

    Parameters
    ----------
    folder : str or Path
        Of the hand-coded tables. Where it has a folder ``unseen``, the tables there are read: found with
        weights that were trained without these pages.
    found : dict of DataFrame
        The tables that the weights of the package find, by name; they stand for those that are not there.

    Returns
    -------
    dict of DataFrame

    Examples
    --------
    >>> sorted(read_unseen("notebooks/coded", {"slogans": find_slogans(read_articles("seeds"))}))
    ['indicators', 'measures', 'slogans', 'systems']
    """
    apart = Path(folder) / "unseen"
    return found | (read_coded(apart) if apart.is_dir() else {})


@takes(coded=MAPPING, articles=STORY)
def measure_agreement(coded, articles):
    """Tell how far two coders agree, sentence by sentence: do both have a row in it, or neither?

    Parameters
    ----------
    coded : dict of DataFrame
        From :func:`read_coded`; tables without the column ``by`` are left out.
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        Columns table, articles, sentences, coder_a, coder_b (sentences in which each has a row), both, alpha;
        one row a table. Only articles with a row in the table count; a row that is in no sentence of its
        article counts for none.

    Notes
    -----
    Krippendorff's alpha for two values, by the package *krippendorff*: 1 where the coders always agree, 0
    where they agree as often as by chance, given how many sentences each marks. Source: K. Krippendorff,
    *Content Analysis*, 4th ed., 2018, chapter 12. That both have a row in a sentence does not mean that they
    drew the same one. Missing where all sentences are alike.

    Examples
    --------
    >>> table = measure_agreement(read_coded("notebooks/coded"), read_articles("seeds"))
    >>> table.set_index("table").alpha.gt(0.6).to_dict()
    {'slogans': True, 'measures': True, 'indicators': True, 'systems': True}
    """
    by_key, rows = {(story.page, story.article): story for story in stories(articles)}, []
    for name, table in coded.items():
        if not {"by", "article"} <= {*table}:
            continue
        marks = [_mark(own.to_dict("records"), by_key[key])
                 for key, own in table.groupby(KEY, sort=False) if key in by_key]
        both = np.concatenate([np.zeros((2, 0), bool), *marks], axis=1)
        rows.append([name, len(marks), both.shape[1], *map(int, both.sum(axis=1)),
                     int(both.all(axis=0).sum()), _alpha(both)])
    columns = ["table", "articles", "sentences", "coder_a", "coder_b", "both", "alpha"]
    return pd.DataFrame(rows, columns=columns)


def _alpha(marks):
    from krippendorff import alpha

    if marks.all() or not marks.any():
        return np.nan
    return float(alpha(reliability_data=marks.astype(int), level_of_measurement="nominal"))


def _mark(rows, story):
    """Which sentences of an article each of the two coders has a row in."""
    cuts = [sentence.span() for sentence in _SENTENCE.finditer(story.text)]
    told = [bare(story.text[start:end]) for start, end in cuts]
    ends, whole = np.array([*accumulate(map(len, told))]), "".join(told)
    places = np.array([story.where(*cut)[0] for cut in cuts])
    marks = np.zeros((2, len(cuts)), bool)
    for row in rows:
        for coder, mark in zip("AB", marks):
            if coder not in row["by"]:
                continue
            own = "alt_" if coder == "B" and row["by"] == "AB" else ""  # the other's, if it differs
            if "spans" in row:
                for start, end in read_spans(row.get(f"{own}spans") or row["spans"]):
                    mark |= (start <= places) & (places < end)
            elif (at := whole.find(bare(own and row.get("alt") or row["text"]))) >= 0:
                mark[np.searchsorted(ends, at, side="right")] = True
    return marks


@takes(found=MAPPING, coded=MAPPING)
def pick_errors(found, coded, n=3):
    """Pick examples of what was missed and of what was wrong, each from another page if it can be.

    Parameters
    ----------
    found, coded : dict of DataFrame
        The tables by name, as for :func:`tifa.score`.
    n : int, optional
        Examples of each sort.

    Returns
    -------
    DataFrame
        Columns table, verdict (missed, wrong), text (of a system, its name), page, article; the first of each
        page before the second. What only one of two coders has is not missed.

    Examples
    --------
    >>> coded = {"measures": pd.DataFrame({"page": ["a"], "text": ["成立医共体管理委员会"]})}
    >>> found = {"measures": pd.DataFrame({"page": ["a"], "text": ["走访群众"]})}
    >>> pick_errors(found, coded)[["verdict", "text"]].values.tolist()
    [['missed', '成立医共体管理委员会'], ['wrong', '走访群众']]
    """
    picked = []
    for table in [table for table in TABLES if table in found and table in coded]:
        rows, name = match_rows(found[table], coded[table], table), "name" if table == "systems" else "text"
        for verdict, side in (("missed", "coded"), ("wrong", "found")):
            own = rows[rows.verdict == verdict]
            own = own.assign(table=table, text=own[f"{side}_{name}"], article=own.get(f"{side}_article", ""))
            turn = own.groupby("page").cumcount().sort_values(kind="stable")
            picked.append(own.loc[turn.index[:n], ["table", "verdict", "text", "page", "article"]])
    columns = ["table", "verdict", "text", "page", "article"]
    return pd.concat([pd.DataFrame(columns=columns), *picked], ignore_index=True)


@takes(tables=MAPPING, articles=f"{STORY} city n_chars")
def draw_conclusions(tables, articles):
    """Answer the questions of a comparison of cities from one set of tables, to be held against another set.

    Parameters
    ----------
    tables : dict of DataFrame
        slogans, measures, indicators, systems by name, found or coded; what is lacking is not asked of.
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        Columns question, answer (cities and formulations joined by 、, in alphabetical order if in no other).

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> table = draw_conclusions({"slogans": find_slogans(articles)}, articles)
    >>> table.question.tolist()
    ['formulations that several cities print', 'the city with most formulations for its length']
    """
    placed, answers = articles[articles.city != ""], {}
    located = {name: table.merge(placed[[*KEY, "city"]], on=KEY) for name, table in tables.items()}
    if "measures" in tables:
        counts = pd.crosstab(located["measures"].city, located["measures"].instrument)
        for city, own in counts.iterrows():
            answers[f"the instrument of most measures of {city}"] = own.idxmax()
        for instrument, share in counts.div(counts.sum(axis=1), axis=0).items():
            answers[f"the city with the largest share of {instrument}"] = share.idxmax()
    if "systems" in tables:
        systems = group_systems(tables["systems"], articles)
        spread = systems[systems.city != ""].groupby("reform").city.unique()
        first = compare_themes(find_themes(articles), systems).head(1)
        counts = systems[systems.city != ""].groupby("city").size()
        answers["the cities by the number of their reforms, most first"] = "、".join(
            counts.sort_values(ascending=False, kind="stable").index)
        answers["the theme in which most cities have reforms"] = "".join(first.theme)
        answers["the cities that have reforms in it"] = _join("、".join(first.cities).split("、"))
        answers["the cities that tell of a reform together"] = "; ".join(
            sorted({_join(cities) for cities in spread if len(cities) > 1}))
    if "slogans" in tables:
        slogans = tables["slogans"].assign(items="")
        answers["formulations that several cities print"] = _join(shared_slogans(slogans, articles).text)
    lengths = placed.groupby("city").n_chars.sum()
    for name, word in (("slogans", "formulations"), ("indicators", "figures")):
        if name in tables and len(located[name]):
            rates = located[name].drop_duplicates([*KEY, "text"]).groupby("city").size() / lengths
            answers[f"the city with most {word} for its length"] = rates.idxmax()
    return pd.DataFrame(list(answers.items()), columns=["question", "answer"])


def _join(texts):
    return "、".join(sorted(set(texts)))
