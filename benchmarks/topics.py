"""How near clusters come to what editors decided: tifa beside plain jieba, TfidfVectorizer and KMeans.

    topics.py [CORPORA]

Two labelled corpora of third-party text, which are no part of the project, are read from CORPORA; default:
``../shared/corpora`` beside the checkout.

``sogou``: 495 news texts in five categories (sport, health, army, education, cars).
``daily``: articles of a national daily whose headline ends in the name of a column, in brackets. Its editors
have put each into the column; ``SECTIONS`` says which columns are on one matter, by their names alone and before
anything was measured. Columns of opinion or on several matters are left out. The headline, and the column's name
with it, is not among the text.

The score is the normalised mutual information (0 … 1, 1 = the same) between clusters and labels; as many clusters
as labels are asked for. Settings of tifa (how many dimensions, how many starts) were chosen on ``daily`` and parts of
it, never on ``sogou``: the last table shows parts of ``daily``.
"""

import gzip
import json
import re
import sys
from pathlib import Path

import jieba
import numpy as np
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from sklearn.preprocessing import normalize

import tifa
from tifa.tables import Articles, make_table
from tifa.words.topics import as_rows, find_latent, in_one_thread

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
SEEDS = range(10)
SECTIONS = {
    "sport": ["体坛观澜", "大运观澜", "大运聚焦", "看台人语", "竞技观察", "迎大运  展风采"],
    "world": ["国际视点", "国际论坛", "钟声", "和音", "大使随笔", "共建“一带一路”·第一现场"],
    "economy": ["经济聚焦", "年中经济观察", "走进市场看信心", "新数据 新看点", "财经观", "市场漫步", "经济新方位", "消费万花筒"],
    "arts": ["坚持“两创”·关注新时代文艺", "艺海观澜", "艺近人和", "新时代画卷", "坚持“两创” 铸就辉煌", "光影视界"],
    "party": ["党旗在基层一线高高飘扬", "学思想 强党性 重实践 建新功"],
    "nature": ["美丽中国", "把自然讲给你听"],
    "law": ["法治头条", "以案说法", "法治聚焦"],
    "education": ["教育时评", "师说", "解码·教育优质均衡发展", "做好高校毕业生就业工作"],
}
OF = {column: section for section, columns in SECTIONS.items() for column in columns}
LEAST = 300  # characters: shorter pieces are captions and notes


def read(file):
    with gzip.open(file, "rt", encoding="utf-8") as f:
        yield from map(json.loads, f)


def read_sogou(folder):
    """Texts by id, and their categories."""
    rows = list(read(folder / "sogou_fulltext.jsonl.gz"))
    return {row["id"]: row["body"] for row in rows}, [row["category"] for row in rows]


def read_daily(folder):
    """Texts by id, and the sections of their columns."""
    texts, labels = {}, []
    for row in read(folder / "people_daily_articles.jsonl.gz"):
        column = re.search(r"（([^（）]+)）$", row["headline"].strip())
        section = column and (OF.get(column[1]) or OF.get(column[1].split("·")[0]))
        if row["kind"] == "article" and section and len(row["body"]) >= LEAST:
            texts[row["id"]] = row["body"]
            labels.append(section)
    return texts, labels


def as_articles(texts):
    """The table ``articles`` of texts without headline and place."""
    return make_table(Articles, [
        dict(page=page, article=1, start=0, end=len(body), city="", province="", genre="news", body=body, n_chars=len(body))
        for page, body in texts.items()])


def tell(found):
    """Mean, spread and worst of some scores."""
    return f"{np.mean(found):.3f} | {np.std(found):.3f} | {min(found):.3f} | {max(found):.3f}"


def compare(name, texts, labels):
    """Print the scores of both sides over ten seeds, and whether seeds and orders change anything."""
    k = len(set(labels))
    weights = tifa.weigh_terms(as_articles(texts))
    score = lambda found: normalized_mutual_info_score(labels, found)
    plain = TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None).fit_transform(texts.values())
    print(f"\n{name}: {len(texts)} articles, {k} labels\n\n| | mean | standard deviation | worst | best |\n|---|---:|---:|---:|---:|")
    print("| plain jieba, TfidfVectorizer, KMeans |", tell([score(KMeans(k, random_state=seed).fit_predict(plain)) for seed in SEEDS]), "|")
    for method in ("k-means", "ward", "nmf"):
        found = [tifa.cluster(weights, k, method, seed) for seed in SEEDS]
        print(f"| tifa, {method}{', the default' * (method == 'k-means')} |", tell([score(own) for own in found]), "|")
        if method == "k-means":
            first = found[0]
            by_seed = [adjusted_rand_score(first, own) for own in found[1:]]
    mixed = [weights.sample(frac=1, random_state=seed) for seed in SEEDS]
    by_order = [adjusted_rand_score(first, tifa.cluster(own, k).loc[first.index]) for own in mixed]
    print(f"\nThe default with seed 0 against other seeds (adjusted Rand): mean {np.mean(by_seed):.3f}, least {min(by_seed):.3f}; "
          f"against other orders of the rows: least {min(by_order):.3f}\n")
    choices = tifa.words.choose_k(weights)
    print(choices.round(3).to_string(index=False))
    print(f"chosen without the labels: {tifa.words.best_k(choices)}")


def try_dimensions(texts, labels):
    """Print the score of k-means by the number of articles and of dimensions, on random parts of a corpus."""
    rows, labels, rng = as_rows(tifa.weigh_terms(as_articles(texts))), np.array(labels), np.random.default_rng(1)
    dimensions = (3, 5, 7, 10, 14, 20, 30, 50, 100)
    print(f"\n| articles | root | {' | '.join(map(str, dimensions))} |\n|{'---:|' * (len(dimensions) + 2)}")
    for n in (25, 50, 100, 200, 350):
        found = {d: [] for d in dimensions if d < n - 1}
        for _ in range(20 if n <= 100 else 8):
            part = np.sort(rng.choice(len(labels), n, replace=False))
            own = rows[part]
            own = normalize(own[:, np.flatnonzero(own.getnnz(axis=0) >= 2)])
            for d in found:
                points = find_latent(own, d)
                clusters = KMeans(len(set(labels[part])), n_init=10, random_state=0).fit_predict(points)
                found[d].append(normalized_mutual_info_score(labels[part], clusters))
        told = [f"{np.mean(found[d]):.3f}" if d in found else "" for d in dimensions]
        print(f"| {n} | {round(n ** 0.5)} | {' | '.join(told)} |", flush=True)


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPORA
    if not folder.is_dir():
        sys.exit(f"{folder} is not there: pass the folder of the labelled corpora")
    jieba.setLogLevel("WARNING")
    for name, reader in (("sogou", read_sogou), ("daily", read_daily)):
        compare(name, *reader(folder))
    print("\nParts of daily: the mean score by the number of dimensions")
    with in_one_thread():
        try_dimensions(*read_daily(folder))


if __name__ == "__main__":
    main()
