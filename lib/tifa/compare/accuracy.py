"""How right the tables are: what was found, held against what was coded by hand or known."""

import pandas as pd

from tifa.arguments import takes
from tifa.knowledge import DATA

_SHARES = ["precision", "recall", "f1", "low", "high"]


@takes()
def read_accuracy():
    """Read how accurate each part of the library was where it was measured.

    Returns
    -------
    DataFrame
        One row a measurement:

        - part: what was measured, as the name of its table and, behind a comma, one of its kinds or columns;
        - measured_on: the texts;
        - coded_by: who said what is right; empty where the texts themselves tell, or nobody noted it;
        - date: of the measurement, as year-month-day; empty where nobody noted it;
        - rows: what was coded (int), such as lines, formulations, articles;
        - precision: the share of what was found that is right (0 to 1);
        - recall: the share of what is to be found that was found (0 to 1);
        - f1: the harmonic mean of the two, 2 · precision · recall / (precision + recall);
        - low, high: the 95 % interval of f1 (those of the other two stand in note);
        - note: what else must be known, such as whether the rules were written on these texts.

        A number that was not measured, or not noted, is missing.

    Notes
    -----
    Read from ``data/accuracy.csv``. Only what was held out says what to expect of other pages.

    Examples
    --------
    >>> table = read_accuracy()
    >>> table.loc[table.part.eq("slogans"), ["precision", "recall"]].values.tolist()
    [[0.73, 0.75], [0.75, 0.7], [0.81, 0.83]]
    """
    table = pd.read_csv(DATA / "accuracy.csv", dtype="str", keep_default_na=False, encoding="utf-8")
    numbers = table[["rows", *_SHARES]].apply(pd.to_numeric)
    return table.assign(**numbers.astype(dict.fromkeys(_SHARES, "float64") | {"rows": "Int64"}))
