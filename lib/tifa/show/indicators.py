"""Figures before and after."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from tifa.arguments import takes
from tifa.show.axes import INK, is_narrow, make_axes, put_legend_above, say
from tifa.show.titles import tell_changes
from tifa.show.style import city_colours, city_marks, in_both
from tifa.show.tables import format_number, shorten


@takes(table="tifa.policy.changes: metric unit base_year before year after derived")
def plot_changes(table, *, n=10, n_units=6, ax=None):
    """Draw figures before and after: a panel a unit, in it a row a figure, hollow before and filled after.

    The values stand beside the marks, ``*`` behind one that was computed and not printed. A panel is
    logarithmic, and says so, where its values differ more than a hundredfold; else it begins at 0.

    Parameters
    ----------
    table : DataFrame
        From :func:`tifa.policy.changes`; with a column ``city``, the marks have the city's colour and form.
    n, n_units : int, optional
        Rows a unit, the first ones of the table; units, those with most rows.

    Returns
    -------
    Axes
        An empty one that holds the panels as its ``child_axes``.

    Examples
    --------
    >>> ax = plot_changes(changes(find_indicators(read_articles("seeds"))))
    >>> len(ax.child_axes)
    5
    """
    units = table.unit.value_counts().head(n_units).index
    groups = [table[table.unit == unit].head(n) for unit in units]
    row = 2.3 if is_narrow() else 1  # on a phone the metric stands above its marks
    heights = [row * len(group) + 2.1 for group in groups]  # title and ticks take about two rows more
    ax = make_axes(ax, 0.31 * sum(heights) + 1.3)
    ax.set_axis_off()
    top = 0.0
    for unit, group, height in zip(units, groups, heights):
        low, high = (1 - (top + edge) / sum(heights) for edge in (height - 1.1, 1))
        panel = ax.inset_axes([0, low, 1, high - low])
        _dumbbells(panel, group)
        panel.set_title((unit or "no unit") + ", logarithmic" * (panel.get_xscale() == "log"))
        top += height
    cities = [c for c in dict.fromkeys(table.get("city", [])) if c]
    colours, marks = city_colours(cities), city_marks(cities)
    handles = [plt.Line2D([], [], marker=marks[c], color=colours[c], linestyle="", label=in_both(c))
               for c in cities]
    put_legend_above(ax, handles=handles)
    shown = pd.concat(groups) if groups else table
    say(ax, tell_changes(shown), "Hollow: before; filled: after; in brackets the year." + (
        " *: computed from the printed change." if shown.derived.any() else ""))
    return ax


def _dumbbells(ax, table):
    """A row a figure: a line from the value before to the value after."""
    ends = table[["before", "after"]].astype(float)
    low, high = ends.min(axis=None), ends.max(axis=None)
    if low > 0 and high > 100 * low:
        powers = np.arange(np.ceil(np.log10(low)), np.log10(high))
        ax.set_xscale("log")
        ax.set_xticks(10 ** powers[:: -(-len(powers) // 3)])
        ax.minorticks_off()
        room = (high / low) ** (0.62 if is_narrow() else 0.4)
        ax.set_xlim(low / room, high * room)  # room for the values
    else:
        low, high = min(low, 0), max(high, 0)
        room = (0.62 if is_narrow() else 0.34) * ((high - low) or 1)
        ax.set_xlim(low - room, high + room)
        ticks = MaxNLocator(2 if is_narrow() else 4).tick_values(low, high)
        ax.set_xticks([t for t in ticks if low <= t <= high])
    ax.xaxis.set_major_formatter(lambda value, _: format_number(value))
    y = np.arange(len(table))[::-1]
    for at, row in zip(y, table.itertuples()):
        city = getattr(row, "city", "")
        colour, mark = (city_colours([city])[city], city_marks([city])[city]) if city else (INK, "o")
        ax.plot([row.before, row.after], [at, at], color=colour, linewidth=1.6, alpha=0.5, zorder=1)
        ax.plot(row.before, at, mark, markerfacecolor="white", markeredgecolor=colour, markersize=6.5)
        ax.plot(row.after, at, mark, color=colour, markersize=6.5)
        said = [f"{format_number(row.before)}{'*' * row.derived}{_year(row.base_year)}",
                f"{format_number(row.after)}{_year(row.year)}"]
        sides = (row.before <= row.after, row.before > row.after)
        for value, text, left in zip((row.before, row.after), said, sides):
            ax.annotate(text, (value, at), xytext=(-7 if left else 7, 0), textcoords="offset points",
                        va="center", ha="right" if left else "left", fontsize=9)
    if is_narrow():
        ax.set_yticks([])
        for at, metric in zip(y, table.metric):
            ax.text(0.01, at + 0.27, shorten(metric, 20), va="bottom", fontsize=9.5,
                    transform=ax.get_yaxis_transform())
    else:
        ax.set_yticks(y, [shorten(metric, 16) for metric in table.metric])
    ax.set_ylim(-0.6, len(table) - (0.1 if is_narrow() else 0.4))


def _year(year):
    return "" if pd.isna(year) else f" ({year})"
