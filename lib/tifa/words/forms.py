"""The patterns of words/: characters of no width, blanks that part nothing, quotation marks of other kinds.

Each is written out with an example that it finds and a counter-example that it leaves; the tests run them.
All but the first three are for folded text, in which every blank is a plain one.
"""

from tifa.knowledge import DATA, HAN, any_of, form, read_sections

# soft hyphen, joiners, marks of direction, variation selectors, byte order mark
_NO_WIDTH = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
# what is set over or under Chinese characters and digits (1̲2̲)
_SET_OVER = r"\u0300-\u036f\u20d0-\u20ff"
UNSEEN = form(rf"[{_NO_WIDTH}]+ | (?<= [\d\u3001-\u9fff\uff01-\uff5e] ) [{_SET_OVER}]+",
    matches=["医\u200b共体", "\ufeff县医院", "1\u03322座"], refuses=["医 共体", "cafe\u0301"])
# a quarter of a character or less: set by a program for looks, unless it parts words in letters
_THIN = "[\u2005\u2006\u2008-\u200a\u202f]+"
THIN = form(f"(?<! [A-Za-z] ) {_THIN} | {_THIN} (?! [A-Za-z] )",
    matches=["12\u2009万人", "8\u202f000元"], refuses=["City\u2009Daily", "12 万人"])
# sets of characters are searched ten times as fast as the patterns whose work they may save
MAY_HIDE = form(f"[{_NO_WIDTH}{_SET_OVER}\u2005-\u200a\u202f]",
    matches=["医\u200b共体", "1\u03322座", "12\u2009万人"], refuses=["医 共体"])
_BLANKS = r"\ \t\x0b\f\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
MAY_CLOSE = form(f"[{_BLANKS}{_NO_WIDTH}{_SET_OVER}]", matches=["12 万", "医\u200b共体"], refuses=["12万\n"])

SAID, MARKS = "一二两三四五六七八九十百千万亿零〇点半", "、,。;:!?"
_UNITS = [unit.partition("=")[0] for name, units in read_sections(DATA / "units.txt").items()
    if name != "rate" for unit in units]
# what may follow a number
BEHIND = rf"(?: {any_of(_UNITS)} | [百千万亿余多几月日时号版期岁届] | 年 )"
_IN_UNIT = any_of(rf"(?<= [\d百千万亿余多\ ] {unit[:k]} \  ) (?= {unit[k:]} )"
    for unit in _UNITS for k in range(1, len(unit)))
_IN_DECIMALS = "|".join(rf"(?<= \.\d{{{n}}}\  )" for n in range(1, 7))

# --- blanks that part nothing, in the order in which they are taken out -------------------------------------
# A search for a blank is quick where the pattern begins with it; what stands before is looked at from behind.

SINGLE = form(rf"^ (?: {HAN} | [{MARKS}“”()《》] | [\d.]+%? | [A-Za-z] ) $", matches=["村", "120"],
    refuses=["村医"])
BLANK = form(r"(?<= [^\ A-Za-z] ) \  (?= [^\ ] ) | (?<= [A-Za-z] ) \  (?= [^\ A-Za-z] )",
    matches=["村 医", "B 超"], refuses=["村医", "村  医", "City Daily"])
MAY_PART_DIGITS = form(r"\d \  \d", matches=["1 000"], refuses=["10 人"])
DIGITS = form(rf"""
    (?<! [\d.,A-Za-z-] ) (?<! [\d.,] \  ) (?<= . )
    (?! \d+ \  (?: 19 | 20 ) \d\d \ ? 年 )                              # 附件1 2024年
    (?: \d{{1,3}} (?: \  \d{{3}} )+ (?! \d ) | \d (?: \  \d )+ (?! \d ) | \d+ \  \d+ (?! \ ?\d ) )
    (?= (?: \.\d+ )? \ ? (?: {BEHIND} | [%‰,] \d* | \.\d ) )
    """,
    matches=["服务1 000人次", "投入12 00万元", "共1 2 0 名"], refuses=["3 4 5 6", "甲30 40 50人", "12 万人"])
IN_NUMBER = form(rf"""\  (?:
    (?<= \d\  ) (?= \.\d ) | (?<= \d\.\  ) (?= \d )                     # 90 .3%
    | (?<= \d\  ) (?= ,\d{{3}} (?! \d ) ) | (?<= \d,\  ) (?= \d{{3}} (?! \d ) )
    | (?<= \d,\d\  ) (?= \d\d (?! \d ) ) | (?<= \d,\d\d\  ) (?= \d (?! \d ) )
    | (?: {_IN_DECIMALS} ) (?= \d{{1,6}} \ ? (?: {BEHIND} | [%‰] ) )
    | (?<= [\dNn]\  ) \ * (?= [+~×/] \ ? [\dNnXx] ) | (?<= [\dNn][+~×/]\  ) \ * (?= [\dNnXx] )
    | (?<= \d\  ) \ * (?= [-—] \ ? \d+ (?: \.\d+ )? \ ? {BEHIND} )
    | (?<= \d[-—]\  ) \ * (?= \d+ (?: \.\d+ )? \ ? {BEHIND} )
    | (?<= \d\  ) (?= : \ ? \d ) | (?<= \d:\  ) (?= \d ) )
    """,
    matches=["90. 3%", "90 .3%", "6 + 1", "6+ N", "3 -5万", "1, 200元", "4 : 3", "23,8 76人", "47.264 287亿"],
    refuses=["90 3", "甲+ 乙"])
BEFORE_UNIT = form(rf"""\  (?:
    (?<= [\d%]\  ) \ ? (?= {BEHIND} | [%‰℃] )
    | (?<= \d[百千万亿余多几]\  ) \ ? (?= {BEHIND} ) | (?<= \d[百千万亿][余多万亿]\  ) \ ? (?= {BEHIND} )
    | {_IN_UNIT} | (?<= [\d万亿]元\  ) (?= / ) | (?<= [\d万亿]元/\  ) (?= {HAN} )
    | (?<= [{SAID}分之余多][{SAID}之余多]\  ) (?= [{SAID}] | {BEHIND} | 分之 )
    | (?<= [{SAID}]\  ) (?<! [统唯单专合之如划]一\  ) (?= [{SAID}]{{1,12}} {BEHIND} )
    | (?<= 百\  ) (?= 分之 ) | (?<= 百分\  ) (?= 之 )
    | (?<= [二两三四五六七八九十]\  ) (?= 个 ) )
    """,
    matches=["300 万元", "12万 人", "85.6 %", "三百二十 名", "百分之 八十五", "八 个统一", "一 百二十名",
        "12万人 次", "610元/ 人"],
    refuses=["统一 名医", "统一 百家名院", "县医院 300"])
AFTER_WORD = form(rf"""\  (?:
    (?<= {HAN}\  ) (?<! [讯电报]\  ) (?! (?: 19 | 20 ) \d\d \ ? 年 )
    (?= \d[\d,.]* \ ? (?: {BEHIND} | [%‰℃] ) )
    | (?<= [月年近约超逾达]\  ) (?= [\d{SAID}] ) )
    """, matches=["投入 300万元", "8月 28日"], refuses=["本报讯 120名", "盐城晚报 8月", "来源 2024年"])
BESIDE_MARK = form(
    rf"\  (?: (?<= [^\ ]\  ) \ ? (?= [{MARKS}”》)%‰] ) | (?<= [“《(、]\  ) \ ? (?= [^\ ] ) )",
    matches=["昨日 ,县里", "“ 八个统一”"], refuses=["。 昨日", "讯 “八个统一”"])

# --- numerals written as on cheques, quotation marks --------------------------------------------------------

FORMAL = form("[壹贰叁参肆伍陆柒捌玖] [拾佰仟] [壹贰叁参肆伍陆柒捌玖拾佰仟零万亿]*",
    matches=["壹佰贰拾万元", "陆仟万元", "参仟万元"], refuses=["大陆千人", "队伍", "参保千人"])
STRAIGHT = form(r'" (?P<inner> [^"\n]* ) "', matches=['推行"八个统一"'], refuses=['长5"'])
TWO_SINGLE = form("(?: '' | `` ) (?P<inner> [^'`\n]{1,40} ) ''",
    matches=["''四个一''", "``四个一''"], refuses=["'四个一'"])
STRAIGHT_SINGLE = form(r"(?<! [A-Za-z0-9'] ) ' (?P<inner> [^'\n]{1,40} ) ' (?! [A-Za-z0-9'] )",
    matches=["落实'四个一'机制"], refuses=["people's"])
WELL_QUOTED = form(r"^ [^“”]* (?: “ [^“”\n]* ” [^“”]* )* \Z",
    matches=["推行“八个统一”管理", "管理\n“统一”"], refuses=["“八个\n统一”", "”八个统一“"])
_LABEL = rf"(?P<inner> [^“”\n{MARKS}]{{1,20}} )"
TURNED = form(rf"” {_LABEL} [“”]", matches=["推行”八个统一“管理"], refuses=["好。”他说,“我们"])
OPENED_TWICE = form(rf"[“”] {_LABEL} “", matches=["“四个一“"], refuses=["“四个一”"])

# --- sentences ---------------------------------------------------------------------------------------------

SENTENCE = form(r"[^。!?\n]+ [。!?]* [”)》]*", matches=["建成中心。", "他问:“好吗?”"], refuses=["。"])
