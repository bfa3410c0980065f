"""Findings as a list that says of each what it rests on."""

import pandas as pd

from tifa.arguments import takes
from tifa.show.markup import escape
from tifa.show.rows import show_citation
from tifa.show.tables import as_html


@takes(findings="tifa.compare.find_findings: finding table rows address citation least most measured_on")
def show_findings(findings):
    """Show findings, each with its evidence, how many rows it rests on, how often such a row is right.

    Parameters
    ----------
    findings : DataFrame
        From :func:`tifa.compare.find_findings`.

    Returns
    -------
    IPython.display.HTML
        A list; without findings, a sentence that says that nothing holds. All text is escaped.

    Examples
    --------
    >>> columns = ["finding", "table", "rows", "address", "citation", "least", "most", "measured_on"]
    >>> "nothing was found" in show_findings(pd.DataFrame(columns=columns)).data
    True
    """
    if findings.empty:
        return as_html("<p>On these pages nothing was found that cities could be compared by.</p>")
    items = [f'<li><p>{escape(row.finding)} <a href="{escape(row.address)}">The evidence</a></p>'
             f'<p class="tifa-basis">{escape(tell_basis(row))}</p>'
             f"{show_citation(row.finding, row.citation)}</li>" for row in findings.itertuples()]
    texts = dict.fromkeys("; ".join(findings.measured_on.dropna()).split("; "))
    said = ("How often rows are right was measured against hand-coded tables, on texts that the library "
            f"had not learned from: {'; '.join(texts)}.")
    return as_html(f'<ol class="tifa-findings">{"".join(items)}</ol><p class="tifa-basis">{escape(said)}</p>')


def tell_basis(row):
    """What a finding rests on, and how often a row of that kind is right."""
    things = "reforms" if row.table == "systems" else row.table
    basis = f"Rests on {row.rows:,} {things[:-1] if row.rows == 1 else things}"
    if pd.isna(row.least):
        return f"{basis}; how often such a row is right was not measured."
    return f"{basis}; of 100 such rows {100 * row.least:.0f} to {100 * row.most:.0f} are right."
