"""A newspaper page as it stands: lines by role, articles framed, reforms in the margin, rows marked."""

from itertools import groupby

from tifa.arguments import takes
from tifa.knowledge import read_asset
from tifa.show.marks import bracket_lines, mark_lines
from tifa.show.rows import KINDS, gather_rows, list_rows

ROLE_COLOURS = {
    "body": "#c9d6df", "headline": "#0072B2", "subhead": "#56B4E9", "kicker": "#E69F00", "section": "#CC79A7",
    "byline": "#009E73", "caption": "#F0E442", "ad": "#999999", "nav": "#666666",
    "table": "#8C6D31",
}
_FOUND = "page article text start end"


@takes(pages="page text", lines="page start end article role cont", slogans=_FOUND, measures=_FOUND,
       indicators=_FOUND, systems="page article system name spans start end")
def show_page(pages, lines, page, *, systems=None, slogans=None, measures=None, indicators=None):
    """Show a newspaper page as it stands, and on it what the tables say: in a notebook as on the site.

    Every line has its role beside it, every article a frame, every passage of a reform a bracket in the
    margin. Slogans, measures and indicators are marked; a mark shows its rows when it is pointed at, tapped
    or reached with the tab key. Every row begins at an anchor, ``c<start>-<end>``, and an address with such
    an anchor lights up its characters.

    Parameters
    ----------
    pages, lines : DataFrame
        The tables of that name; of ``lines``, those that are to be shown.
    page : str
        A name of ``pages``.
    systems, slogans, measures, indicators : DataFrame, optional
        The tables of that name; default: none of their rows are marked.

    Returns
    -------
    IPython.display.HTML
        All text from the page and the tables is escaped.

    Raises
    ------
    ValueError
        When ``pages`` has no page of that name.

    Examples
    --------
    >>> pages = read_pages("seeds")
    >>> lines = label_lines(pages)
    >>> slogans = find_slogans(build_articles(lines, pages))
    >>> shown = show_page(pages, lines, "000_c7785c7b04a71cd2", slogans=slogans).data
    >>> 'id="c279-283"' in shown
    True
    """
    from IPython.display import HTML

    tables = {"systems": systems, "slogans": slogans, "measures": measures, "indicators": indicators}
    shown = draw_page(pages, lines, page, tables)
    return HTML(f"<style>{read_asset('page.css')}</style>{shown}<script>{read_asset('page.js')}</script>")


def draw_page(pages, lines, page, tables, base=""):
    """Give the HTML of :func:`show_page` without style and script; ``base`` is the way to the site's top."""
    texts = dict(zip(pages.page, pages.text))
    if page not in texts:
        known = [*texts][:20]
        more = f" and {len(texts) - len(known)} more" if len(texts) > len(known) else ""
        raise ValueError(f"show_page: no page is named {page!r}; there are {', '.join(known)}{more}")
    own = lines[lines.page == page].sort_values("start")
    if own.empty:
        return '<div class="tifa-page"><p>This page has no text.</p></div>'
    spans = list(zip(own.start.tolist(), own.end.tolist()))
    rows = gather_rows(page, texts[page], tables, spans[-1][1], base)
    names, brackets, n_lanes = bracket_lines(spans, rows, own.cont.tolist())
    drawn = map(_draw_line, own.itertuples(), mark_lines(texts[page], spans, rows), names, brackets)
    margin = "" if n_lanes else " tifa-no-margin"
    return (f'<div class="tifa-page mathjax_ignore{margin}" style="--lanes:{n_lanes}">{_tell_marks(rows)}'
            f"{_frame_articles(own.article, drawn)}{list_rows(rows)}</div>")


def _draw_line(line, text, names, brackets):
    """A line: its role is no text of the page, so the style writes it."""
    role = f"{line.role}{' ↳' * line.cont}"
    colour = f"--role:{ROLE_COLOURS[line.role]}"
    if names:
        names = f'<div class="tifa-reforms" role="group" aria-label="Reforms told from here">{names}</div>'
    return (f'<div class="tifa-line tifa-{line.role}" data-role="{role}" style="{colour}">'
            f'{names}<p data-start="{line.start}" lang="zh">{text}</p>'
            f'<div class="tifa-brackets" aria-hidden="true">{brackets}</div></div>')


def _frame_articles(articles, drawn):
    """Frame the lines of each article; one that goes on behind another has a frame again."""
    parts, begun = [], set()
    for article, group in groupby(zip(articles.tolist(), drawn), key=lambda line: line[0]):
        inside = "".join(line for _, line in group)
        if not article:
            parts.append(f'<div class="tifa-outside">{inside}</div>')
            continue
        name = f"Article {article}{', continued' * (article in begun)}"
        anchor = "" if article in begun else f' id="article-{article}"'
        begun.add(article)
        parts.append(f'<section class="tifa-article" aria-label="{name}"{anchor}>'
                     f'<p class="tifa-number">{name}</p>{inside}</section>')
    return "".join(parts)


def _tell_marks(rows):
    """The legend: how each kind is marked, and how many there are."""
    counts = {table: sum(row.table == table for row in rows) for table in KINDS}
    kinds = "".join(f'<li><span class="tifa-mark {table}">{KINDS[table][n != 1]}</span> {n}</li>'
                    for table, n in counts.items() if n)
    return f'<div class="tifa-legend"><b>Legend:</b><ul>{kinds}</ul></div>' if kinds else ""
