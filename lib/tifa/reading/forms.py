"""The patterns that read what stands around articles and in the names of files, with examples.

All are for folded text in simplified script. White space in a pattern means nothing (``re.VERBOSE``).
"""

from tifa.knowledge import DATA, HAN, any_cue, any_of, form, read_cues, read_rows
from tifa.words.lists import load_surnames

_ENDS = f"(?! {HAN} )"
_DIGITS = "[〇○零一二三四五六七八九]"
_NUMBER = "(?: [一二三]? 十? [一二三四五六七八九十] | \\d{1,2} )"
_STEM, _BRANCH = "[甲乙丙丁戊己庚辛壬癸]", "[子丑寅卯辰巳午未申酉戌亥] (?: \\s* 年)? (?: \\s* [鼠牛虎兔龙蛇马羊猴鸡狗猪] 年)?"
_MOON = "闰? [正一二三四五六七八九十冬腊]{1,2} 月 [大小]?"
_MOON_DAY = "(?: 初 [一二三四五六七八九十] | [十廿卅] [一二三四五六七八九]? | [二三] 十 )"
_CUES = read_cues("mastheads.csv")


def _cue(kind):
    return "(?:" + _CUES[kind,].replace(" ", r"\ ").replace("#", r"\#") + ")"


def _words(kind, matches, refuses):
    return form(rf"(?P<{kind.split()[0]}> {_cue(kind)} )", matches, refuses)


# --- the parts of a masthead: the first that fits is taken --------------------------------------------------

_KNOWN = any_of(row["name"] for row in read_rows(DATA / "newspapers.csv"))
PAPER = form(
    rf"(?P<paper> 《? (?: {_KNOWN} | {HAN}{{2,8}}? {_cue('paper ends')} ) 》? )",
    matches=["江州晚报", "《江州日报》", "大河报"], refuses=["工作简报", "统计公报", "日报"])
_MONTHS = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
DAY = form(
    rf"""(?P<day>
    (?: 公元 )? (?P<y1> (?:19|20)\d\d ) \s* 年 \s* (?P<m1> \d{{1,2}} ) \s* 月 \s* (?P<d1> \d{{1,2}} ) \s* 日
    | (?P<y2> (?:19|20)\d\d ) \s* [-./_] \s* (?P<m2> \d{{1,2}} ) \s* [-./_] \s* (?P<d2> \d{{1,2}} ) (?! \d )
    | (?: 中华 )? 民国 \s* (?P<y3> \d{{2,3}} | [〇○零一二三四五六七八九十百]{{2,6}} ) \s* 年 \s*
      (?P<m3> {_NUMBER} ) \s* 月 \s* (?P<d3> {_NUMBER} ) \s* 日
    | (?P<y4> {_DIGITS}{{4}} ) \s* 年 \s* (?P<m4> {_NUMBER} ) \s* 月 \s* (?P<d4> {_NUMBER} ) \s* 日
    | (?P<english> (?: {_MONTHS} ) [a-z]* \.? \s \d{{1,2}} (?:st|nd|rd|th)? ,? \s (?:19|20)\d\d
      | \d{{1,2}} (?:st|nd|rd|th)? \s (?: {_MONTHS} ) [a-z]* \.? ,? \s (?:19|20)\d\d )
    | (?P<y5> (?:19|20)\d\d ) (?P<m5> [01]\d ) (?P<d5> [0-3]\d ) (?! \d ) )
    """,
    matches=["2023年7月5日", "2023 年 7 月 5 日", "2023-07-05", "二〇二三年七月五日", "民国112年7月5日",
        "民国一百一十二年七月五日", "20230705",
        "July 5, 2023", "5 July 2023"],
    refuses=["7月5日", "2023年7月", "2023070511"])
WEEKDAY = form(
    rf"""(?P<weekday> (?: 星期 | 礼拜 ) \s* [一二三四五六日天] | 周 \s* [一二三四五六日] {_ENDS}
    | (?: Mon | Tues | Wednes | Thurs | Fri | Satur | Sun ) day )""",
    matches=["星期三", "周三", "Wednesday"], refuses=["周三下午"])
LUNAR = form(
    rf"""(?P<lunar> [农夏阴]历 \s* (?: {_STEM} {_BRANCH} )? \s* (?: {_MOON} )? \s* {_MOON_DAY}?
    | {_STEM} {_BRANCH} \s* (?: {_MOON} )? \s* {_MOON_DAY}?
    | {_MOON} \s* {_MOON_DAY} {_ENDS}
    | (?: \d{{1,2}} 日 \s* )? {_cue('solar term')} {_ENDS} )""",
    matches=["农历七月廿五", "甲辰年七月廿五", "七月廿五", "处暑"], refuses=["七月开会", "清明时节"])
FOLIO = form(
    rf"""(?P<folio> 第? \s* [A-Za-z]? \d{{1,3}} \s* 版 | 第 \s* [A-Z]? [〇○零一二三四五六七八九十\d]{{1,3}} \s* [版页叠]
    | {_DIGITS[:-1]}十]{{1,2}} 版 {_ENDS} | 头版 {_ENDS}
    | [A-Z] \s? \d{{1,3}} (?! [\w.] ) | (?: [Pp]age | PAGE | P ) \.? \s* \d+ )""",
    matches=["第3版", "A03版", "A03", "第三版", "第 3 页", "Page 3"], refuses=["版面", "A股"])
SHORT_DAY = form(
    rf"""(?P<short> {_NUMBER} \s* 月 \s* {_NUMBER} \s* 日 | \d{{1,2}} [./] \d{{1,2}} (?! [\d./%] )
    | (?: 19|20 ) \d\d (?! \d ) (?: \s* 年 (?: \s* \d{{1,2}} \s* 月 )? )? )""",
    matches=["7月5日", "七月五日", "07.05", "2023年7月", "2023"], refuses=["7月", "1.5%"])
NUMBER = _words("number", ["今日8版", "总第5678期", "国内统一刊号:CN12-3456"], ["今日开会"])
ORGAN = _words("organ", ["中共江州市委机关报", "江州日报社出版"], ["中共江州市委开会"])
CREDIT = _words("credit", ["责任编辑:周敏"], ["编辑部"])
ADDRESS = _words("address", ["www.example.cn", "新闻热线:12345678"], ["热线"])
WEATHER = _words("weather", ["多云转晴 25℃~32℃"], ["天气"])
WEB = _words("web edition", ["数字报"], ["数字"])
LATIN = form(r"(?P<latin> [A-Za-z] [A-Za-z.'&-]* )", matches=["JIANGZHOU"], refuses=["江州"])
COUNT = form(r"(?P<count> \d{1,3} (?! [\w.%] ) )", matches=["3"], refuses=["3版"])
LABEL = form(rf"(?P<label> {HAN}{{2,6}} {_ENDS} (?<! 第 ) )", matches=["要闻"], refuses=["江"])
PART = form(
    "|".join(part.pattern for part in (DAY, WEEKDAY, LUNAR, FOLIO, SHORT_DAY, NUMBER, ORGAN, PAPER, CREDIT,
                                       ADDRESS, WEATHER, WEB, LATIN, COUNT, LABEL)),
    matches=["2023年7月5日", "第3版", "江州日报", "要闻"], refuses=["。"])
BETWEEN = " \t|│/·•●○■□◆◇★☆—–_-~,:;.()[]<>«»【】〔〕〈〉"  # and what may stand between the parts
DAY_IN_BRACKETS = form(
    rf"^ \( {DAY.pattern} \) $", matches=["(2023年7月5日)"], refuses=["(2023年7月5日起施行)"])
ONLY_NUMBER = form(
    r"^ [A-Za-z]? \d{1,3} (?: \s* / \s* \d{1,3} )? $", matches=["3", "A03", "3 / 8"], refuses=["3版"])

# --- names of folders and files -----------------------------------------------------------------------------

_YEAR, _MONTH, _DATE = r"(?<! \d ) ( (?:19|20)\d\d )", "( 1[0-2] | 0?[1-9] )", "( 3[01] | [12]\\d | 0?[1-9] )"
NAME_DAY = form(
    rf"""{_YEAR} [-./_年\s]? ( 0[1-9] | 1[0-2] ) ( [0-2]\d | 3[01] ) (?! \d )
    | {_YEAR} \s* [-./_年] \s* {_MONTH} \s* [-./_月] \s* {_DATE} (?! \d ) \s* 日?""",
    matches=["2024-08-28", "20240828", "2024年8月28日", "2024_8_28", "2024-0828"],
    refuses=["120240828", "2024-08", "20245678"])
NAME_YEAR = form(
    rf"""{_YEAR} (?: \s* [-./_年] \s* {_MONTH} (?! \d ) \s* 月?
    | ( 0[1-9] | 1[0-2] ) (?! \d ) | (?! \d ) \s* 年? )""",
    matches=["2024", "2024年", "2024年8月", "202408"], refuses=["12024"])
NAME_MONTH_DAY = form(
    r"""^ (?: ( 0[1-9] | 1[0-2] ) [-._]? ( [0-2]\d | 3[01] ) (?! \d )
    | ( \d{1,2} ) \s* 月 \s* ( \d{1,2} ) \s* [日号]? )""",
    matches=["0830-03-义诊", "8月28日"], refuses=["第3版", "3版", "08281", "28日"])
NAME_MONTH_OR_DAY = form(
    r"^ ( \d{1,2} ) \s* [月日号]? $", matches=["8月", "28日", "08"], refuses=["8月28日", "3版"])
NAME_PARTS = form(
    r"""[\s_+,;·、|()\[\]【】〔〕—-]+ | (?<= [\u4e00-\u9fff] ) (?= [\dA-Z] ) | (?<= \d ) (?= [\u4e00-\u9fff] )""",
    matches=["盐城_01", "盐城2024"], refuses=["盐城晚报"])
NAME_PIECE = form(
    r"[^\s_+|()\[\]【】〔〕—-]+", matches=["01版_县医院建医共体"], refuses=["_-"])
NO_HEADLINE = form(
    rf"{_cue('no headline')} | ^ 第? [\d一二三四五六七八九十]* [版页篇期] ",
    matches=["新建文本文档", "版面"], refuses=["县医院建医共体"])
IMPRINT = form(
    rf"{_cue('imprint')}",
    matches=["版权所有 江州日报社", "技术支持:北京某某公司", "地址:江州市中心路1号"], refuses=["县里搬到新地址办公", "技术支撑"])
OFFICE = form(
    rf"{any_cue('line_words.csv', 'office')} $",
    matches=["县政府办", "江北县卫生健康局"], refuses=["江州日报", "新华网"])

# --- lines that state what an article's newspaper, day and writers are ------------------------------------

SURNAMED = f"[{''.join(sorted(load_surnames()))}]{HAN}{{1,2}}"  # the name of a person
WRITTEN_DAY = r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_SECTION = r"(?P<section> (?: 第\s* )? [A-Z]? \s* \d{1,3} \s* 版"
BARE_DAY = form(
    rf"""^ {WRITTEN_DAY} (?: [\sT]* (?: 星期|周 ) [一二三四五六日天] )?
    (?: [\sT]* \d{{1,2}}:\d\d (?: :\d\d )? )? [\s|,;/]* $""",
    matches=["2024-08-28", "2024年8月28日 星期三", "2024-08-28 09:12"], refuses=["2024年8月28日,县里开会"])
DAY_INSIDE = form(
    rf"(?: ^ | [\s|(\[] ) {WRITTEN_DAY}", matches=["江州晚报 2024-08-28"], refuses=["江州晚报2024-08-28"])
ISSUE_LINE = form(
    rf"""^ (?P<byline> [^《》。:]{{0,50}}? ) \s* 《 \s* (?P<newspaper> [^《》]{{2,20}}? ) \s* 》
    \s* \(? \s* (?P<date> {WRITTEN_DAY} ) [^()。]{{0,12}}? {_SECTION} [^()。]{{0,10}} )? \s* \)? $""",
    matches=["记者 李 明 《江州日报》( 2024年12月05日 第 03 版)"], refuses=["《江州日报》报道了此事"])
BARE_ISSUE = form(
    rf"""^ (?P<newspaper> {HAN}{{1,10}} 报 ) [\s,|]+ (?P<date> {WRITTEN_DAY} ) (?: \s* 星期. )? [\s,|]*
    {_SECTION} .{{0,10}} )? [\s,|]* $""",
    matches=["江州日报 2024年08月28日 第 11 版"], refuses=["2024年08月28日 江州日报"])
POSTED = form(  # what stands under a headline on the web
    rf"""^ [^。:《》]{{0,30}}? (?P<date> {WRITTEN_DAY} [\sT]* \d{{1,2}}:\d\d (?: :\d\d )? ) [\s|]*
    (?P<newspaper> {HAN}{{2,10}} (?: 报|网 ) )? (?: \s [^。:]{{0,20}} | {HAN}{{2,3}} )? $""",
    matches=["林远 2024-08-28 09:12 江州晚报"], refuses=["2024-08-28", "2024-08-28 09:12,县里开会。"])
SIGNED_LINE = form(
    rf"""^ (?: (?P<date> {WRITTEN_DAY} ) \s+ (?P<newspaper> {HAN}{{1,10}} 报 )
    | (?P<paper> {HAN}{{1,10}} 报 ) \s+ (?P<day> {WRITTEN_DAY} ) )
    \s+ (?P<byline> (?: (?: 本报 )? 记者 \s+ )? (?: {SURNAMED} (?: [\s、,]+ | $ ) ){{1,4}} ) $""",
    matches=["2024年8月28日 江州晚报 记者 林远"], refuses=["2024年8月28日 江州晚报 第3版"])
UNKNOWN_LABEL = form(
    rf"^ (?! .* [>»›] ) {HAN} (?: \s* {HAN} ){{1,4}} \s* : \s* \S",
    matches=["地点:图书馆"], refuses=["位置:首页 > 要闻", "地点:"])
