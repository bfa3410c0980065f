"""Figures of several cities side by side, or why they cannot be compared."""

import numpy as np
import pandas as pd

from tifa.arguments import takes
from tifa.compare.rates import KEY
from tifa.knowledge import DATA


@takes(indicators="page article text metric value unit year base_value base_year kind",
       articles="page article city")
def compare_indicators(indicators, articles):
    """Put like figures of several cities side by side, or say why they cannot be compared.

    Parameters
    ----------
    indicators, articles : DataFrame
        The tables ``indicators`` and ``articles``.

    Returns
    -------
    DataFrame
        Columns group, city, page, article, metric, value, unit, year, base_value, base_year, kind, text,
        comparable, why; one row a figure whose metric is of a group, groups in the order of
        ``data/metric_groups.csv``. A row is comparable when another city gives a figure of the group in the
        same unit (家, 所 and 个 are one, 人, 名 and 位 too) for the same year, and both are changes, not from
        different base years, or neither is; else ``why`` says what is lacking.

    Notes
    -----
    Groups are regular expressions on the metric, the first that fits: a metric in other words is left out.
    Same group, unit and year do not make the same definition (of whom, of which places): read the column
    text.

    Examples
    --------
    >>> articles = read_articles("seeds")
    >>> compare_indicators(find_indicators(articles), articles).query("group == '县域内就诊率'").why.tolist()
    ['only 淮北 gives it']
    """
    table = indicators.merge(articles.loc[articles.city != "", [*KEY, "city"]], on=KEY)
    groups = pd.read_csv(DATA / "metric_groups.csv", dtype="str", encoding="utf-8")
    table["group"] = ""
    for row in groups.itertuples():
        table.loc[(table.group == "") & table.metric.str.contains(row.pattern), "group"] = row.group
    place = dict(zip(groups.group, groups.index))
    table = table[table.group != ""].sort_values(
        "group", key=lambda names: names.map(place), kind="stable", ignore_index=True
    )
    rows = list(table.itertuples())
    alike = {}
    for row in rows:
        alike.setdefault(row.group, []).append(row)
    why = [_why_not(row, [r for r in alike[row.group] if r.city != row.city]) for row in rows]
    table["why"] = pd.Series(why, dtype="str")
    table["comparable"] = np.array([not reason for reason in why], bool)
    return table[
        ["group", "city", *KEY, "metric", "value", "unit", "year", "base_value", "base_year", "kind", "text",
         "comparable", "why"]
    ]


_LIKE = {"名": "人", "位": "人", "家": "个", "所": "个", "处": "个", "座": "个"}  # measure words for the same


def _why_not(row, others):
    """Say why a figure has no like among those of the other cities; empty when it has one."""
    if not others:
        return f"only {row.city} gives it"
    kinds = [r for r in others if (r.kind == "change") == (row.kind == "change")]
    if not kinds:
        here, elsewhere = ("change", "level") if row.kind == "change" else ("level", "change")
        return f"a {here} here, a {elsewhere} elsewhere"
    units = [r for r in kinds if _LIKE.get(r.unit, r.unit) == _LIKE.get(row.unit, row.unit)]
    if not units:
        return f"other unit: {row.unit} here, {'、'.join(dict.fromkeys(r.unit for r in kinds))} elsewhere"
    if pd.isna(row.year):
        return "year not given"
    years = sorted({r.year for r in units if not pd.isna(r.year)})
    if row.year not in years:
        return f"other year: {row.year} here, {', '.join(map(str, years)) or 'none'} elsewhere"
    bases = {r.base_year for r in units if not pd.isna(r.year) and r.year == row.year}
    bases = sorted(base for base in bases if not pd.isna(base))
    if row.kind == "change" and not pd.isna(row.base_year) and bases and row.base_year not in bases:
        return f"other base year: {row.base_year} here, {', '.join(map(str, bases))} elsewhere"
    return ""
