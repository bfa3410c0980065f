"""Figures of scores."""

import numpy as np

from tifa.arguments import takes
from tifa.show.axes import INK, make_axes

_MARKS = {"precision": "<", "recall": ">", "f1": "o"}


@takes(table="tifa.score: part precision recall f1 low high")
def plot_scores(table, *, ax=None):
    """Draw precision, recall and F1, a row a part; a line is the 95 % interval of F1, where there is one.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.score`.

    Examples
    --------
    >>> coded = read_coded("notebooks/coded")
    >>> [label.get_text() for label in plot_scores(score(coded, coded)).get_yticklabels()][:2]
    ['slogans', 'slogans, numeric']
    """
    ax = make_axes(ax, 7, 0.32 * len(table) + 1)
    y = np.arange(len(table))[::-1]
    for at, row in zip(y, table.itertuples()):
        if row.high > row.low:
            ax.plot([row.low, row.high], [at, at], color=INK, linewidth=1.4, alpha=0.6)
    for name, mark in _MARKS.items():
        ax.plot(table[name].to_numpy(float), y, mark, markersize=5, linestyle="", label=name, alpha=0.8)
    ax.set_yticks(y, table.part)
    ax.set_ylim(-0.7, max(len(table), 1) - 0.3)
    ax.set_xlim(0, 1.02)
    ax.set_xlabel("share (0 to 1); line: 95 % interval of f1")
    ax.legend(fontsize=9, loc="upper left")
    return ax
