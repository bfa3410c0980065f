"""What the judges have learned: their features with their weights."""

import pandas as pd

from tifa.arguments import TEXT, Kind, takes
from tifa.policy.tagger import WEIGHTS


@takes(judge=Kind("the name of a file in data/weights, without its ending", str,
                  test=lambda name: (WEIGHTS / f"{name}.csv").is_file()), label=TEXT)
def strongest_features(judge, label, n=8):
    """List the features that speak most for a verdict of a judge, and most against it.

    Parameters
    ----------
    judge : str
        The name of a file in ``data/weights``, such as ``quotations``, ``measures`` or ``system_names``.
    label : str
        The verdict: a column of ``data/weights/JUDGE.csv``.
    n : int, optional
        Features for, and as many against.

    Returns
    -------
    DataFrame
        Columns feature, weight: what the feature adds for this verdict, less what it adds for the others on
        average; the largest first.

    Raises
    ------
    ValueError
        When the judge knows no such verdict.

    Notes
    -----
    A weight says what a feature adds where it stands beside the others, not what it tells alone: two features
    that always come together share what they tell.

    Examples
    --------
    >>> strongest_features("parallels", "yes", n=2).weight.gt(0).tolist()
    [True, True, False, False]
    """
    table = pd.read_csv(WEIGHTS / f"{judge}.csv", keep_default_na=False).set_index("feature")
    if label not in table:
        raise ValueError(f"{judge} has the verdicts {', '.join(table)}; got {label}")
    table = table[~table.index.str.startswith(("after=", "always"))].astype(float)
    others = table.drop(columns=label)
    weight = table[label] - (others.mean(axis=1) if len(others.columns) else 0)
    weight = weight.sort_values(ascending=False, kind="stable").rename("weight")
    return pd.concat([weight.head(n), weight.tail(n)]).rename_axis("feature").reset_index()
