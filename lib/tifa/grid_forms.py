"""The patterns of tables on a page: rows, cells, heads, captions; for folded text."""

import re
from functools import cache

from tifa.knowledge import DATA, HAN, form, read_rows

NUMERAL = "[一二三四五六七八九十]"
ANNEX = form(
    r"^ 附 \s* (?: 件 | 表 | 录 ) \s* (?: \d{1,2} | [一二三四五六七八九十]{1,2} )? (?: - \d )? \s* :? $",
    matches=["附件1", "附件:", "附表二"], refuses=["附件1:主要指标", "附近"])
_AMOUNT = r"\d [\d,]* (?: \.\d+ )?"
CELL_NUMBER = form(
    rf"""^ (?P<ahead> [≥≤<>=+±~约近超逾达至不低少高多大小于]{{0,4}} )
    (?P<low> (?: -? {_AMOUNT} %? ) (?: [-~–—至到]+ ) )?
    (?! (?:19|20)\d\d \s* 年 ) (?P<number> [-−]? {_AMOUNT} )
    (?P<unit> (?! [月日季] ) [^\d\s()、,;:。-]{{0,5}}? ) (?: 以上 | 以下 | 以内 | 左右 )? $
    """,
    matches=["85.2", "1,200", "85.2%", "≥90", "90%以上", "61—65", "-3.5", "31.5万人"],
    refuses=["A1", "2025年目标", "300万元用于培训", "第3批", "3月", "2024-08-28", "0141/2024"])
CELL_YEAR = form(
    r"^ (?: (?:19|20)\d\d [-—~至] )? (?P<year> (?:19|20)\d\d ) 年? 度? $",
    matches=["2023", "2023年", "2021-2025年"], refuses=["12023", "2023年目标"])
RULE = form(
    r"^ [\s|│┃:─━┼├┤┌┐└┘┬┴+=-]+ $", matches=["|---|:--|", "├──┼──┤"], refuses=["| — | 85 |"])
BARS = form(r"[|│┃]", matches=["| 指标 |"], refuses=["指标"])
GAPS = form(r"\t+ | \ {2,}", matches=["指标\t2023年", "指标   2023年"], refuses=["指标 2023年"])
AT_LEAST = form(
    r"[≥≤<>] | 不 [低少高多大小超] | 达到 | [大小低高]于", matches=["≥", "不低于"], refuses=["约"])
CUT_NUMBER = form(
    r"""(?<= \d ) \s+ (?= \d{3} (?! \d ) | [.,%] ) | (?<= \d [.,] ) \s+ (?= \d )
    | [\u00ad\u200b-\u200f\u2060\ufeff]
    """,
    matches=["1 200", "85 %", "85. 2"], refuses=["12 15", "3 家"])
EMPTY_CELL = form(r"^ [-—–/…*]* $", matches=["", "—", "/"], refuses=["-3"])
UNIT_LINE = form(
    r"^ \(? \s* (?: 计量 )? 单 \s* 位 \s* : \s* (?P<unit> [^:。]{1,20}? ) \s* \)? $",
    matches=["单位:万元", "(单位:%)", "单 位: 人"], refuses=["责任单位:县卫健局", "主办单位:县文旅局"])
UNIT_INSIDE = form(
    r"""\( \s* (?: (?: 计量 )? 单位 \s* : \s* )? (?P<unit> [^()\d]{1,8} ) \s* \)
    | [/、] (?P<slash> [万亿]? [元人户张个%所名次亩] ) $
    """,
    matches=["床位数(张)", "投入(单位:万元)", "投入/万元"], refuses=["投入(2023年)", "2023年"])
UNIT_STATED = form(
    r"单 \s* 位 \s* : \s* (?P<unit> [^():。|]{1,20}? ) \s* (?: \) | \| | $ )",
    matches=["主要指标表(单位:万元)", "| 单位:万元 |"], refuses=["责任单位县卫健局"])
ENDS_IN_FIGURE = form(
    rf"(?<! \d ) \d{{1,3}} (?: \.\d+ )? [万亿]? {HAN}{{1,3}} $",
    matches=["新建服务中心3所"], refuses=["2023年指标", "就诊率"])
TITLE_ENDS = form(
    r"""^ (?: 附? 表 \d* [\s:、.]* )? [各全] [省市县区州镇乡村]+ | ^ 附? 表 \d* [\s:、.]* | \( .* $
    | (?: 情况 | 统计 | 一览 | 明细 | 汇总 | 测算 ) 表? \s* $ | 表 \s* $
    """,
    matches=["表1 各镇床位数", "床位数统计表", "床位数(单位:张)"], refuses=["床位数", "代表人数"])
ROW_MARK = form(
    rf"^ (?: \( [{NUMERAL[1:-1]}\d]+ \) | {NUMERAL}+ [、.] | \d{{1,2}} [.、] (?! \d ) | [#*] )+ \s*",
    matches=["一、服务能力", "1.就诊率", "(二)床位"], refuses=["1.5公里", "十堰"])
HEAD_YEAR = form(
    r"""(?: 截? [至到] )? (?: (?:19|20)\d\d 年? [-—~至] )? (?P<year> (?:19|20)\d\d ) \s* 年? 度?
    (?: 末 | 底 | 初 | \d{1,2} 月 [底末份]? )?
    """,
    matches=["2023年末", "到2025年", "2023"], refuses=["23年"])


def match_number(cell):
    """Match a cell that holds a number and at most a unit; None of any other.

    Examples
    --------
    >>> match_number("≥1 200张")["number"]
    '1200'
    """
    return CELL_NUMBER.match(CUT_NUMBER.sub("", cell))


def table_words(kind):
    """Give the cues of a kind of ``table_words.csv`` as one pattern for a whole cell.

    Examples
    --------
    >>> bool(table_words("unit").fullmatch("计量单位"))
    True
    """
    return _table_words()[kind]


@cache
def _table_words():
    kinds = {}
    for row in read_rows(DATA / "table_words.csv"):
        kinds.setdefault(row["kind"], []).append(row["cue"])
    return {kind: re.compile("|".join(cues)) for kind, cues in kinds.items()}
