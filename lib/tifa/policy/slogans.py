"""Formulations (提法): patterns propose quotations, numbers with what they count, runs of clauses; judges decide."""

from tifa.arguments import takes
from tifa.corrections import correct_found
from tifa.policy.forms import COUNTS
from tifa.policy.lists import add_up, count_behind, find_items
from tifa.policy.numbers import count_items, find_numbers, is_name, read_arity
from tifa.policy.parallels import find_parallels
from tifa.policy.quotations import find_quotations
from tifa.story import STORY, stories
from tifa.tables import Slogans, make_table


@takes(articles=STORY)
def find_slogans(articles):
    """Find formulations: what a number stands for, images and programmes in quotation marks, parallel clauses.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        The table ``slogans``: one row a mention, in the order of the page; ``why`` names the features that
        weighed most.

    Notes
    -----
    What goes wrong:

    - numeric: labels without quotation marks that look like counts (三张清单), counts that look like labels.
      Where all marks are taken out of the seeds, about a quarter of their labels are missed (with marks: none).
    - items: a list whose first item begins with a verb of its own; lists told over several sentences. Where the number of
      items does not fit, none are given.
    - quoted: names of shops, apps and events that do not say what they are; nonce words in scare quotes.
    - parallel: where a run begins and ends within longer clauses; lists in good rhythm that rally behind nothing.

    Examples
    --------
    >>> slogans = find_slogans(read_articles("seeds"))
    >>> slogans.loc[slogans.text.eq("三驾马车"), ["kind", "arity", "items"]].iloc[0].tolist()
    ['numeric', '3', '居委会|业委会|物业公司']
    """
    rows = []
    for story in stories(articles):
        found, printed, where = find_formulations(story.text), story.printed, story.where
        rows += [(story.page, story.article, printed[start:end], kind, arity, "|".join(items),
            *where(start, end), why, note)
                 for start, end, kind, arity, items, why, note in found]
    return correct_found(make_table(Slogans, rows), "slogans", articles)


def find_formulations(text):
    """The formulations of a text: (start, end, kind, arity, items, why, note), by place."""
    found = {(start, end): (kind, why)
        for start, end, kind, why in find_quotations(text) if not is_name(text[start:end])}
    taken = {place for span, (kind, _) in found.items() if kind == "numeric" for place in range(*span)}
    found |= {(start, end): ("numeric", why)
        for start, end, why in find_numbers(text) if taken.isdisjoint((start, end - 1))}
    rows = [_tell(text, start, end, why) for (start, end), (kind, why) in found.items() if kind == "numeric"]
    add_up(rows, text)
    listed, labels = {item for row in rows for item in row[4]}, {row[:2] for row in rows}
    parallels = [run for run in find_parallels(text)  # what a number stands for is told there
        if run[:2] not in labels and not COUNTS.match(run[2][0])
        and not listed.issuperset([COUNTS.sub("", item) for item in run[2][1:]])]
    inside = {place for start, end, *_ in parallels for place in range(start, end)}
    rows += [(start, end, "parallel", str(len(items)), items, why, "")
        for start, end, items, why in parallels]
    rows += [(*span, "quoted", "", [], why, "") for span, (kind, why) in found.items()
        if kind == "quoted" and not {span[0], span[1] - 1} <= inside]
    return sorted(rows)


def _tell(text, start, end, why):
    """The row of a label: how many items it claims, which they are, what does not fit."""
    arity, items = read_arity(text[start:end]), find_items(text, start, end, count_items(text[start:end]))
    others = 0 if items or not arity.isdigit() else count_behind(text, end)
    note = f"{others} items follow where {arity} are claimed" if others > 1 and others != int(arity) else ""
    return start, end, "numeric", arity, items, why, note
