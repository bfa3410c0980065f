"""Findings as a list that says of each what it rests on."""

import pandas as pd

from tifa.arguments import takes
from tifa.show.markup import escape
from tifa.show.rows import show_citation
from tifa.show.tables import as_html


@takes(findings="tifa.compare.find_findings: finding address rests_on citation")
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
    >>> columns = ["finding", "address", "rests_on", "citation"]
    >>> "nothing was found" in show_findings(pd.DataFrame(columns=columns)).data
    True
    """
    if findings.empty:
        return as_html("<p>On these pages nothing was found that cities could be compared by.</p>")
    items = [f'<li><p>{escape(row.finding)} <a href="{escape(row.address)}">The evidence</a></p>'
             f'<p class="tifa-basis">Rests on {escape(row.rests_on)}.</p>'
             f"{show_citation(row.finding, row.citation)}</li>" for row in findings.itertuples()]
    said = ("How often rows are right was measured on texts that the weights had not learned from, "
            "against tables coded by language models; notebook 7 says how.")
    return as_html(f'<ol class="tifa-findings">{"".join(items)}</ol><p class="tifa-basis">{escape(said)}</p>')
