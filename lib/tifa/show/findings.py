"""Findings as a list that says of each what it rests on."""

import pandas as pd

from tifa.arguments import takes
from tifa.show.markup import escape
from tifa.show.tables import as_html


@takes(findings="tifa.compare.find_findings: finding table rows address precision coded measured_on")
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
    >>> columns = ["finding", "table", "rows", "address", "precision", "coded", "measured_on"]
    >>> "nothing was found" in show_findings(pd.DataFrame(columns=columns)).data
    True
    """
    if findings.empty:
        return as_html("<p>On these pages nothing was found that cities could be compared by.</p>")
    items = [f'<li><p>{escape(row.finding)} <a href="{escape(row.address)}">The evidence</a></p>'
             f'<p class="tifa-basis">{escape(tell_basis(row))}</p></li>' for row in findings.itertuples()]
    texts = dict.fromkeys(findings.measured_on.dropna())
    said = f"How often such a row is right was measured on {'; '.join(texts)}, read by weights that had not seen them."
    return as_html(f'<ol class="tifa-findings">{"".join(items)}</ol><p class="tifa-basis">{escape(said)}</p>')


def tell_basis(row):
    """What a finding rests on, and how often a row of that kind is right."""
    basis = f"Rests on {row.rows:,} {row.table[:-1] if row.rows == 1 else row.table}"
    known = f"of 100 such rows {100 * row.precision:.0f} are right"
    return f"{basis}; {known if pd.notna(row.precision) else 'how often such a row is right was not measured'}."
