"""Figures of scores."""

import numpy as np

from tifa.arguments import takes
from tifa.show.axes import INK, make_axes, put_legend_above, say
from tifa.show.titles import tell_scores

# mark, colour, and how the legend explains it
_MARKS = {"precision": ("<", "#0072B2"), "recall": (">", "#D55E00"), "f1": ("o", "#333333")}


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
    ['slogans', '· numeric']
    """
    ax = make_axes(ax, 0.27 * len(table) + 1.9)
    y = np.arange(len(table))[::-1]
    for at, row in zip(y, table.itertuples()):
        if row.high > row.low:
            ax.plot([row.low, row.high], [at, at], color=INK, linewidth=1.4, alpha=0.6)
        if "," not in row.part:
            ax.axhline(at + 0.5, color="#dddddd", linewidth=0.8, zorder=0)
    for name, (mark, colour) in _MARKS.items():
        ax.plot(table[name].to_numpy(float), y, mark, color=colour, markersize=6, linestyle="", label=name)
    ax.set_yticks(y, [f"· {part.partition(', ')[2]}" if "," in part else part for part in table.part])
    ax.set_ylim(-0.7, max(len(table), 1) - 0.3)
    ax.set_xlim(0, 1.03)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.set_xlabel("share, 1 at best; line: 95 % interval of f1")
    put_legend_above(ax)
    say(ax, tell_scores(table), "precision: of what was found, how much is right; recall: of what is there, "
        "how much was found; f1: their harmonic mean.")
    return ax
