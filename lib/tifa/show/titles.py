"""What the titles of figures say: each by rule from the table that is drawn, true on any corpus.

A title claims no difference that the table does not bear: where a city has too few articles for an interval,
it speaks of these articles alone.
"""


import numpy as np

from tifa.show.style import in_both, in_english


def span(values, form="{:.0%}"):
    """Tell the smallest and the largest of some numbers.

    Examples
    --------
    >>> span([0.41, 0.79]), span([0.5])
    ('41% to 79%', '50%')
    """
    ends = list(dict.fromkeys(form.format(value) for value in (min(values), max(values))))
    return " to ".join(ends)


def _first(names, most=3):
    """Some names in a row, and how many more there are.

    >>> _first(["a", "b", "c", "d"])
    'a, b, c and 1 more'
    """
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def find_lead(table, whole="the measures"):
    """Tell what leads in most cities, and with which shares.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare_measures`.
    whole : str, optional
        What the shares are of.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [["甲", "rules", 0.6, None], ["甲", "money", 0.4, None], ["乙", "rules", 0.9, None]]
    >>> find_lead(pd.DataFrame(rows, columns=["city", "tool", "share", "low"]))
    'In these articles, rules is the most frequent tool in both cities, with 60% to 90% of the measures'
    """
    by, known = table.columns[1], table[table.share.notna()]
    best = known[known.share == known.groupby("city").share.transform("max")]
    best = best[~best.city.duplicated(keep=False)]  # where two are even, none leads
    n, counts = known.city.nunique(), best[by].value_counts()
    if not n:
        return f"Of no city are there {whole.removeprefix('the ')} to compare"
    within = "In these articles, " if known.low.isna().any() else ""
    if best.empty or 2 * counts.iloc[0] <= n:
        told = ("two are even" if n == 1 else f"no {by} leads in both cities" if n == 2 else
                f"no {by} leads in more than half of the {n} cities")
    else:
        own = best[best[by] == counts.index[0]]
        all_of = "both" if n == 2 else f"all {n}"
        where = (in_both(own.city.iloc[0]) if n == 1 else f"{all_of} cities" if len(own) == n else
                 f"{len(own)} of {n} cities")
        told = f"{counts.index[0]} is the most frequent {by} in {where}, with {span(own.share)} of {whole}"
    return within + told if within else told[0].upper() + told[1:]


def tell_roles(shares):
    """Tell which role of lines holds most of the pages; a row a page, a column a role.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_roles(pd.DataFrame({"body": [0.9, 0.8], "ad": [0.1, 0.2]}))
    "Lines of the role body hold 80% to 90% of each page's characters"
    """
    if shares.empty:
        return "No lines to show"
    role = shares.sum().idxmax()
    return f"Lines of the role {role} hold {span(shares[role])} of each page's characters"


def tell_lengths(sizes):
    """Tell how long articles are.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_lengths(pd.Series([100, 1500, 400]))
    'The longest of 3 articles has 1,500 characters, the shortest 100, the middle one 400'
    """
    if len(sizes) < 2:
        return f"One article of {sizes.iloc[0]:,} characters" if len(sizes) else "No articles to show"
    return (f"The longest of {len(sizes)} articles has {sizes.max():,} characters, the shortest "
            f"{sizes.min():,}, the middle one {sizes.quantile(0.5, 'lower'):,}")


def tell_top_terms(top):
    """Tell which word is printed most often.

    Examples
    --------
    >>> import pandas as pd
    >>> use_style()
    >>> tell_top_terms(pd.DataFrame({"term": ["建设", "工作"], "count": [7, 5], "articles": [3, 2]}))
    'Most frequent: 建设 build up, 7 times in 3 of the articles'
    """
    if top.empty:
        return "No words to show"
    most = top[top["count"] == top["count"].max()]
    where = f" in {most.articles.iloc[0]:,} of the articles" if len(most) == 1 else ""
    names, times = _first([in_both(term) for term in most.term]), most["count"].iloc[0]
    return f"Most frequent: {names}, {times:,} {'time' if times == 1 else 'times'}{where}"


def tell_clouds(tops):
    """Tell the largest word of each cloud: a list of words, the largest first, a city.

    Examples
    --------
    >>> tell_clouds({"甲": ["建设", "工作"], "乙": ["医院"]})
    'Largest word: 甲 建设, 乙 医院'
    """
    largest = [f"{in_english(city)} {top[0]}" for city, top in tops.items() if city and len(top)]
    if not largest or len(largest) > 4:
        return "The words of each city that its articles print more often than the others"
    return f"Largest word: {', '.join(largest)}"


def tell_keyness(table):
    """Tell which word is the most typical of either part, of those that a part has beyond chance.

    These are the words whose p stays below 0.05 when it is corrected for their number (false discovery rate,
    Benjamini and Hochberg). Where there is none, it speaks of these articles alone.

    Examples
    --------
    >>> import pandas as pd
    >>> use_style()
    >>> tell_keyness(pd.DataFrame({"term": ["渔船", "茶园"], "z": [3.1, -2.5], "p": [0.01, 0.02]}))
    'Most typical of here: 渔船; of there: 茶园'
    """
    if table.empty:
        return "No words to show"
    ranks = table.p.rank(method="max")
    firm = table[table.p <= table.p[table.p <= 0.05 * ranks / len(table)].max()]
    shown = table if firm.empty else firm
    told = [f"of {name}: {in_both(term)}" for name, terms in zip(
        name_parts(table), (shown.term[shown.z > 0].head(1), shown.term[shown.z < 0].tail(1)))
        for term in terms]
    if not told:
        return "No word is more frequent in one part than in the other"
    return f"{'In these articles, most' if firm.empty else 'Most'} typical {'; '.join(told)}"


def name_parts(table):
    """Give the names of the two parts that a table of :func:`tifa.words.keyness` compares.

    Examples
    --------
    >>> import pandas as pd
    >>> name_parts(pd.DataFrame())
    ['here', 'there']
    """
    return [in_both(table.attrs.get(side, side)) for side in ("here", "there")]


def tell_shuffles(table):
    """Tell how many words have a p below 0.05, and how many would by chance.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_shuffles(pd.DataFrame({"p": [0.01] * 12 + [0.5] * 88}))
    'Articles shuffled: 12 of 100 words have p < 0.05; by chance alone 5 would.'
    """
    if table.p.isna().all():
        return "Articles were not shuffled: nothing is said of chance."
    if note := table.attrs.get("note"):
        return note
    return (f"Articles shuffled: {(table.p < 0.05).sum():,} of {len(table):,} words have p < 0.05; by chance "
            f"alone {0.05 * len(table):,.0f} would.")


def tell_ranks(ranks):
    """Tell how many words are printed once.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_ranks(pd.DataFrame({"count": [4, 1, 1]}))
    '67% of the 3 different words are printed once'
    """
    if ranks.empty:
        return "No words to show"
    return f"{(ranks['count'] == 1).mean():.0%} of the {len(ranks):,} different words are printed once"


def tell_pairs(values):
    """Tell the similarity of the most similar pair of articles and of the middle one; a square matrix.

    Examples
    --------
    >>> tell_pairs(np.array([[1, 0.2, 0.4], [0.2, 1, 0], [0.4, 0, 1]]))
    'The most alike of 3 pairs of articles have a similarity of 0.40, half of the pairs 0.20 at most'
    """
    pairs = values[np.triu_indices(len(values), 1)]
    if not len(pairs):
        return "No pairs of articles to show"
    return (f"The most alike of {len(pairs):,} pairs of articles have a similarity of {pairs.max():.2f}, "
            f"half of the pairs {np.median(pairs):.2f} at most")


def tell_choice(choices, chosen=None):
    """Tell how sharp the chosen number of clusters is, beside chance, and how well it is found again.

    Examples
    --------
    >>> import pandas as pd
    >>> choices = pd.DataFrame({"k": [2, 3], "silhouette": [0.1, 0.2], "limit": [0.2, 0.1],
    ...                         "agreement": [0.6, 0.7], "verdict": ["no better than chance", "chosen"]})
    >>> tell_choice(choices, 3)
    'In 3 clusters, the silhouette is 0.20, where chance rarely gives more than 0.10; agreement 0.70'
    >>> tell_choice(choices.assign(limit=0.3, verdict="no better than chance"))
    'No number of clusters is better than chance'
    """
    row = choices[choices.k == chosen]
    if (choices.silhouette <= choices.limit).all():
        return "No number of clusters is better than chance"
    if row.empty:
        return f"Silhouette, chance and agreement of {len(choices)} numbers of clusters"
    silhouette, limit, agreement = row[["silhouette", "limit", "agreement"]].iloc[0]
    return (f"In {chosen} clusters, the silhouette is {silhouette:.2f}, where chance rarely gives more than "
            f"{limit:.2f}; agreement {agreement:.2f}")


def tell_tree(labels, agreement):
    """Tell whether the groups of a tree are the clusters: adjusted Rand index, 1 = the same.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_tree(pd.Series([1, 1, 2]), 1.0)
    'The dotted line cuts the tree of 3 articles into their 2 clusters of 1 to 2'
    >>> tell_tree(pd.Series([1, 1, 2]), 0.4)
    'Cut at the dotted line, the tree of 3 articles agrees with their 2 clusters by 0.40 (1 = the same)'
    """
    k = labels.nunique()
    if agreement == 1:
        sizes = span(labels.value_counts(), "{:.0f}")
        return f"The dotted line cuts the tree of {len(labels)} articles into their {k} clusters of {sizes}"
    return (f"Cut at the dotted line, the tree of {len(labels)} articles agrees with their {k} clusters "
            f"by {agreement:.2f} (1 = the same)")


def tell_mixture(labels, cities):
    """Tell how many clusters hold articles of several cities.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_mixture(pd.Series([1, 1, 2]), ["甲", "乙", "乙"])
    '1 of 2 clusters holds articles of more than one city'
    """
    cities = {label: {city for city, own in zip(cities, labels) if own == label and city} for label in labels}
    mixed = sum(len(own) > 1 for own in cities.values())
    verb = "holds" if mixed < 2 else "hold"
    return f"{mixed or 'None'} of {len(cities)} clusters {verb} articles of more than one city"


def tell_standing(groups):
    """Tell how many formulations several cities print: a row a formulation, its cities in a text.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_standing(pd.DataFrame({"cities": ["甲", "甲、乙", "乙"]}))
    'Of 3 formulations, 1 is printed in more than one city, 2 in one alone'
    """
    shared = int(groups.cities.str.contains("、").sum())
    verb = "is" if shared == 1 else "are"
    return (f"Of {len(groups)} formulations, {shared} {verb} printed in more than one city, "
            f"{len(groups) - shared} in one alone")


def tell_heat(table, tiers):
    """Tell the hottest tier that formulations reach.

    Examples
    --------
    >>> import pandas as pd
    >>> use_style()
    >>> tell_heat(pd.DataFrame({"text": ["甲", "乙", "甲"], "tier": ["热", "暖", ""]}), ["热", "暖"])
    'The hottest tier, 热 hot, is reached by 1 of 2 formulations'
    """
    tier = next(tier for tier in tiers if (table.tier == tier).any())
    n = table.text[table.tier == tier].nunique()
    return f"The hottest tier, {in_both(tier)}, is reached by {n} of {table.text.nunique()} formulations"


def tell_changes(table):
    """Tell how many figures rose and fell.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_changes(pd.DataFrame({"before": [1, 5], "after": [2, 3]}))
    'Of 2 figures printed with an earlier value, 1 rose and 1 fell'
    """
    rose, fell = int((table.after > table.before).sum()), int((table.after < table.before).sum())
    if rose == len(table) > 1:
        return f"All {rose} figures that are printed with an earlier value rose"
    return f"Of {len(table)} figures printed with an earlier value, {rose} rose and {fell} fell"


def tell_scores(table):
    """Tell which table is found best and which least well; kinds and columns, behind a comma, apart.

    Examples
    --------
    >>> import pandas as pd
    >>> tell_scores(pd.DataFrame({"part": ["slogans", "systems", "systems, date"], "f1": [0.8, 0.4, 0.1]}))
    'Found best: slogans, F1 0.80; least well: systems, F1 0.40'
    """
    known = table[~table.part.str.contains(",") & table.f1.notna()].sort_values("f1", kind="stable")
    if known.empty:
        return "What was found against what was coded by hand"
    worst, best = (f"{row.part}, F1 {row.f1:.2f}" for row in (known.iloc[0], known.iloc[-1]))
    return f"Found best: {best}; least well: {worst}" if len(known) > 1 else f"Found: {best}"
