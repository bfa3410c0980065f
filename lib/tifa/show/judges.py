"""Figures of what the judges have learned."""

import numpy as np

from tifa.arguments import takes
from tifa.show.axes import make_axes
from tifa.show.tables import shorten


@takes(table="tifa.policy.strongest_features: feature weight")
def plot_features(table, *, ax=None):
    """Draw the features that speak most for and against a verdict: a bar a feature.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.policy.strongest_features`.

    Examples
    --------
    >>> ax = plot_features(strongest_features("parallels", "yes", n=3))
    >>> len(ax.get_yticklabels())
    6
    """
    ax = make_axes(ax, 7, 0.32 * len(table) + 1)
    y = np.arange(len(table))[::-1]
    ax.barh(y, table.weight, color=np.where(table.weight > 0, "#0072b2", "#d55e00"), height=0.7)
    ax.axvline(0, color="#888888", linewidth=0.8)
    ax.set_yticks(y, [shorten(feature, 34) for feature in table.feature])
    ax.set_xlabel("weight: right speaks for, left against")
    return ax
