"""Counts and shares in words, as the prose of a notebook quotes them."""

import pandas as pd

from tifa.arguments import Kind, takes
from tifa.compare.glossary import gloss


_COUNTS = Kind("counts by name, as value_counts() gives them", pd.Series)


@takes(counts=_COUNTS, glossary="tifa.compare.read_glossary: term gloss")
def tell_counts(counts, glossary=None, n=12):
    """Tell counts by name, in their order.

    Parameters
    ----------
    counts : Series
        A number (or a text) a name, such as ``articles.city.value_counts()``.
    glossary : DataFrame, optional
        From :func:`read_glossary`: each name has its gloss behind it.
    n : int, optional
        Names told; of those behind them, how many.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> tell_counts(articles.city.value_counts(), n=3), tell_counts(articles.city.head(0).value_counts())
    ('淮北 8; 盐城 6; 十堰 4; and 1 more', 'none')
    """
    names = counts.index if glossary is None else [gloss(name, glossary) for name in counts.index]
    return _list([f"{name} {count}" for name, count in zip(names, counts)], n)


@takes(table="tifa.compare_measures: city share low high", glossary="tifa.compare.read_glossary: term gloss")
def tell_shares(table, glossary, n=12):
    """Tell shares of cities with their intervals; a city without any measure is left out.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare_measures`, or some of its rows; its second column is what the shares are of.
    glossary : DataFrame
        From :func:`read_glossary`.
    n : int, optional
        Shares told; of those behind them, how many.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> mix = compare_measures(find_measures(articles), articles)
    >>> tell_shares(mix[mix.instrument == "treasure"].head(2), read_glossary("seeds"))
    '盐城 (Yancheng), treasure 1% (0% to 4%); 十堰 (Shiyan), treasure 2% (0% to 5%)'
    """
    of, rows = table.columns[1], table[table.share.notna()].iterrows()
    return _list([f"{gloss(row['city'], glossary)}, {row[of]} {_tell_share(row)}" for _, row in rows], n)


@takes(table="tifa.compare_measures: city share low high")
def tell_apart(table):
    """Say whether the intervals of the city with the highest and the one with the lowest share are apart.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare_measures`; its second column is what the shares are of.

    Returns
    -------
    DataFrame
        A row a value of the second column. Columns: that one; highest, lowest (city, share and interval);
        verdict: ``apart``, ``overlap``, or ``too few`` where fewer than two cities have a share or one of the
        two has no interval.

    Notes
    -----
    Highest and lowest are picked after looking, which makes a gap look firmer than it is.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> table = tell_apart(compare_measures(find_measures(articles), articles))
    >>> table[table.verdict == "apart"].iloc[0].tolist()
    ['treasure', '淮北 13% (4% to 17%)', '盐城 1% (0% to 4%)', 'apart']
    """
    of, rows = table.columns[1], []
    for value, group in table[table.share.notna()].groupby(of, sort=False):
        high, low = group.loc[group.share.idxmax()], group.loc[group.share.idxmin()]
        if len(group) < 2 or pd.isna([high.low, low.high]).any():
            verdict = "too few"
        else:
            verdict = "apart" if high.low > low.high else "overlap"
        rows.append([value, f"{high.city} {_tell_share(high)}", f"{low.city} {_tell_share(low)}", verdict])
    return pd.DataFrame(rows, columns=[of, "highest", "lowest", "verdict"])


def _tell_share(row):
    interval = "one article, no interval" if pd.isna(row["low"]) else f"{row['low']:.0%} to {row['high']:.0%}"
    return f"{row['share']:.0%} ({interval})"


def _list(parts, n):
    """Join parts, at most n of them; "none" where there is none."""
    more = [f"and {len(parts) - n} more"] * (len(parts) > n)
    return "; ".join([*parts[:n], *more]) or "none"
