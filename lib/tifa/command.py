"""The commands: ``tifa extract``, ``tifa report`` and ``tifa score``."""

import argparse
import logging
import sys
from functools import partial
from importlib import import_module
from pathlib import Path

from tifa.output import OutputError, replace_set
from tifa.terminal import Plain, printable, tell

_EXTRACT = """\
Write every table of a corpus to DIR, each as UTF-8 CSV and as Parquet:

  pages       a row a page: newspaper, city, province, date, encoding, where its text stands
  lines       a row a line: role, article, place on the page
  articles    a row an article: headline, date, place, genre, body
  slogans     a row a mention of a formulation: kind, what its number stands for
  measures    a row a measure: actor, verb, object, instrument, status
  indicators  a row a figure: metric, value, unit, year, base
  systems     a row a reform: name, place, date, actor, parts, its passages
  terms       a row a word: count and articles, over all cities and by city
  texts/      the text of each page, in whose characters the places in the tables count

CORPUS is a folder, with the folders in it, or one file. A file is a page (.txt .md .html .docx, .pdf with a
text layer), an export of a press database, or holds one article a row (.csv .tsv .xlsx .json .jsonl
.parquet), in columns such as title and text, 标题 and 正文; a .zip is read like a folder. sources.csv beside
the files (columns page, newspaper, city, province, date, note) says what is known of each, or of a folder;
what neither row nor page nor sources.csv says is told from names of folders and files (盐城/2024-08-28/…) and
from mastheads. corrections.csv beside them puts right what was read wrong.

DIR is new, empty, or holds tables that tifa wrote and nobody changed: nothing else is written over, nothing
is lost.

Exit status: 0 done; 1 some file could not be used (each named on stderr, the rest is done), or nothing was
written; 2 wrong arguments; 130 stopped by Ctrl-C, with nothing in DIR changed.
"""
_CORPUS = "a folder of pages, or one file (default: seeds/)"
_REPORT = """\
Run the notebooks on a corpus and render them as a site of HTML pages that need no network:
DIR/site/index.html. The figures go to DIR/figures (for the seeds, to figures/ of the project).
DIR is new, empty, or holds a report that tifa wrote and nobody changed.

Exit status: 0 done; 1 some file could not be used or the report could not be made; 2 wrong arguments; 130
stopped by Ctrl-C, with nothing in DIR changed.
"""
_SCORE = """\
Hold the tables in TABLES, as tifa extract writes them, against hand-coded ones in CODED: how many of the rows
found are right (precision), how many of those coded were found (recall), and F1, the two in one number. The
result is printed as a table; what is coded is any of

  slogans     columns page, text, kind; if coded, arity and items
  measures    columns page, text; if coded, actor, instrument, status
  indicators  columns page, text, value, unit; if coded, year, base_value
  systems     columns page, name, spans; if coded, alt_names, place, date, actor, within, parts

each a .csv or .tsv file in UTF-8 with these names in its first line. page is the file's name without its
ending; text is as printed. Where two people coded, by says who gave a row (AB, A or B), and alt the other's
wording. Only pages with a coded row in some table count.

Exit status: 0 done; 1 the tables could not be read or have no page in common; 2 wrong arguments; 130 stopped
by Ctrl-C.
"""


def prepare(argv=None):
    """Read the arguments and load what the command needs, which takes a while; nothing is touched yet.

    Parameters
    ----------
    argv : list of str, optional
        Default: the program's arguments.

    Returns
    -------
    callable
        Without parameters; it does the work and gives the exit status.

    Examples
    --------
    >>> prepare(["extract", "no-such-folder", "--out", "no-such-folder"])()
    1
    """
    parser = _Parser(prog="tifa", description="Tables and reports from pages of Chinese local newspapers.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    raw = argparse.RawDescriptionHelpFormatter
    one = commands.add_parser(
        "extract", help="write every table as CSV and Parquet", description=_EXTRACT, formatter_class=raw
    )
    one.add_argument("corpus", nargs="?", type=_place, metavar="CORPUS", help=_CORPUS)
    one.add_argument("--out", required=True, type=_place, metavar="DIR", help="where the tables go")
    one.add_argument(
        "--sources", type=_place, metavar="FILE", help="the manifest (default: sources.csv beside the files)"
    )
    one.add_argument("--columns", metavar="OURS=YOURS", nargs="+", type=_pair, default=[],
                     help="what a column of your tables holds: body=文本,报道 headline=题")
    two = commands.add_parser(
        "report", help="run the notebooks and render the site", description=_REPORT, formatter_class=raw
    )
    two.add_argument("corpus", nargs="?", type=_place, metavar="CORPUS", help=_CORPUS)
    two.add_argument(
        "--out", default="build", type=_place, metavar="DIR", help="where the report goes (default: build)"
    )
    three = commands.add_parser("score", help="hold tables against hand-coded ones", description=_SCORE,
                                formatter_class=raw)
    three.add_argument("tables", type=_place, metavar="TABLES", help="a folder that tifa extract wrote")
    three.add_argument("coded", type=_place, metavar="CODED", help="a folder of hand-coded tables")
    given = parser.parse_args(argv)
    logging.basicConfig(format="tifa: %(message)s", level=logging.WARNING, stream=sys.stderr, force=True)
    logging.root.handlers[0].setFormatter(Plain("tifa: %(message)s"))

    module, command = _COMMANDS[given.command]
    import_module(module)
    return partial(_work, command, given)


def _work(command, given):
    try:
        return command(given)
    except (OSError, ValueError, OutputError) as error:
        for line in str(error).split("\n"):
            tell(line)
        return 1


def _extract(given):
    from tifa.corpus import extract, stage_tables
    from tifa.site.report import project_root

    corpus = given.corpus or project_root() / "seeds"
    with replace_set(given.out, "tables", filter(None, [corpus, given.sources])) as staging:
        tables = extract(corpus, progress=True, sources=given.sources, columns=_join_pairs(given.columns))
        written = stage_tables(tables, staging)
    tell(f"{len(tables.pages)} pages, {len(tables.articles)} articles; {len(written)} files in {given.out}")
    return _status(tables.pages)


def _report(given):
    from tifa.site.report import make_report

    pages = make_report(given.corpus, given.out)
    tell(f"the report is {Path(given.out) / 'site' / 'index.html'}")
    return _status(pages)


def _score(given):
    from tifa.compare.scores import score

    table = score(Path(given.tables), Path(given.coded))
    if not table.found.any():
        raise ValueError(f"{given.tables}: none of its rows stands on a page that is coded in {given.coded}; "
                         "page must be the name of the page's file without its ending")
    print(table.to_string(index=False, na_rep="", float_format="{:.2f}".format))
    return 0


_COMMANDS = {"extract": ("tifa.corpus", _extract), "report": ("tifa.site.report", _report),
             "score": ("tifa.compare.scores", _score)}


def _status(pages):
    return int(pages.note.str.startswith("not read").any())


def _place(text):
    if not text:
        raise argparse.ArgumentTypeError("it is empty (an unset variable?); name a folder or a file")
    return text


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        super().error(printable(message))


def _join_pairs(pairs):
    """{ours: yours}; of one that was given several times the names, parted by commas."""
    joined = {}
    for ours, yours in pairs:
        joined[ours] = f"{joined[ours]},{yours}" if ours in joined else yours
    return joined


def _pair(text):
    ours, equals, yours = text.partition("=")
    if not (ours and equals and yours):
        raise argparse.ArgumentTypeError(f"{text}: expected OURS=YOURS, such as body=文本")
    return ours, yours
