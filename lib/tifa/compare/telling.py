"""Counts and shares in words, as the prose of a notebook quotes them."""

import pandas as pd

from tifa.arguments import Kind, takes
from tifa.compare.glossary import gloss


@takes(counts=Kind("counts by name, as value_counts() gives them", pd.Series),
       glossary="tifa.compare.read_glossary: term gloss")
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

    A share that has no interval is told so.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare_measures`, or some of its rows; what the shares are of stands in its second
        column.
    glossary : DataFrame
        From :func:`read_glossary`.
    n : int, optional
        Shares told; of those behind them, how many.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> mix = compare_measures(find_measures(articles), articles)
    >>> tell_shares(mix[mix.instrument == "treasure"].head(2), read_glossary("seeds"))
    '盐城 (Yancheng), treasure 5% (no interval); 十堰 (Shiyan), treasure 3% (no interval)'
    """
    of, known = table.columns[1], table[table.share.notna()]
    shares = [f"{gloss(row['city'], glossary)}, {row[of]} {_tell_value(row, 'share')}"
              for _, row in known.iterrows()]
    return _list(shares, n)


@takes(table="tifa.compare_slogans or tifa.compare_measures: city low high")
def tell_apart(table):
    """Hold the city with the highest and the one with the lowest value against each other.

    Are their intervals apart?

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.compare_slogans` or :func:`tifa.compare_measures`: what the rates or shares are of
        stands in its second column, they stand before ``low``.

    Returns
    -------
    DataFrame
        The name of the second column, highest, lowest (city and value with its interval), verdict: ``apart``;
        ``overlap``; ``too few`` where fewer than two cities have a value, or one of the two has no interval.

    Notes
    -----
    Highest and lowest are picked after looking, which makes a gap look firmer than it is.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> tell_apart(compare_slogans(find_slogans(articles), articles)).iloc[0].tolist()
    ['numeric', '淮北 4.3 (1.5 to 8.4)', '盐城 1.3 (no interval)', 'too few']
    """
    of, value, rows = table.columns[1], table.columns[table.columns.get_loc("low") - 1], []
    for name, group in table[table[value].notna()].groupby(of, sort=False):
        high, low = group.loc[group[value].idxmax()], group.loc[group[value].idxmin()]
        if len(group) < 2 or pd.isna([high.low, low.high]).any():
            verdict = "too few"
        else:
            verdict = "apart" if high.low > low.high else "overlap"
        rows.append([name, *(f"{row.city} {_tell_value(row, value)}" for row in (high, low)), verdict])
    return pd.DataFrame(rows, columns=[of, "highest", "lowest", "verdict"])


@takes(terms="term count articles", glossary="tifa.compare.read_glossary: term gloss")
def tell_terms(terms, glossary):
    """Say how often terms occur and in how many articles: a list for the prose of a notebook.

    Parameters
    ----------
    terms : DataFrame
        Rows of the table ``terms``.
    glossary : DataFrame
        From :func:`read_glossary`.

    Examples
    --------
    >>> terms = count_terms(read_articles("seeds"))
    >>> tell_terms(terms[terms.term == "医共体"].head(1), read_glossary())
    '医共体 (county medical consortium), 33 times in 3 articles'
    """
    told = [f"{gloss(row.term, glossary)}, {count_things(row.times, 'time')} in "
            f"{count_things(row.articles, 'article')}"
            for row in terms.rename(columns={"count": "times"}).itertuples()]
    return "; ".join(told) or "none"


def count_things(number, noun):
    """Say how many there are of something.

    Examples
    --------
    >>> count_things(1, "row"), count_things(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _tell_value(row, value):
    """A share as a percentage, or a rate, with its interval."""
    form = "{:.0%}" if value == "share" else "{:.1f}"
    told, low, high = (form.format(row[name]) for name in (value, "low", "high"))
    return f"{told} ({'no interval' if pd.isna(row['low']) else f'{low} to {high}'})"


def _list(parts, n):
    """Join parts, at most n of them; "none" where there is none."""
    more = [f"and {len(parts) - n} more"] * (len(parts) > n)
    return "; ".join([*parts[:n], *more]) or "none"
