"""The patterns of policy/: each written out, with an example that it finds and a counter-example that it leaves.

The tests run them. Text is folded (see :func:`tifa.words.fold.fold`): punctuation and digits have half width.
"""

import re

from tifa.knowledge import DATA, any_of, form, read_sections

# --- figures: numbers with their units, and the words around them ------------------------------------------------

WORDS = {kind: any_of(words) for kind, words in read_sections(DATA / "figure_words.txt").items()}
MOVES = rf"(?: {WORDS['rise']}|{WORDS['fall']} )"
UNITS = any_of(re.escape(unit.partition("=")[0])
    for units in read_sections(DATA / "units.txt").values() for unit in units)
SAID = "一二两三四五六七八九十百千廿卅"
NUMBER = rf"""(?:
    (?: \d{{1,3}} (?: ,\d{{3}} )++ (?!\d) | \d++ ) (?: \.\d++ )?                        # 1,250  16.5
    | (?: [{SAID}] | [零〇] (?= 点 ) | (?<= [近上逾超] ) [万亿] ) (?: [{SAID}] | [万亿零] (?= [{SAID}] ) )*+
      (?: 点 [零〇一二三四五六七八九]++ )?                                                # 三百零五  十五点八
    ) [余多几来]?+ (?: [百千]? [万亿]++ | [百千] )?+
    (?: (?<= [万亿] ) \d{{1,4}} (?: \.\d+ )? (?: [百千]? 万 | [百千] ) )? [余多]?+"""      # 3亿2千万  2万5千; no possessive ? around what can backtrack: wrong before Python 3.11.5
CIRCLES = r"(?: 公里|分钟|小时|刻钟 ) (?! 的 ) [\u4e00-\u9fff]{0,7} 圈"
FIGURE = form(rf"""
    (?<! [{SAID}] ) (?= [《\d半翻万亿零〇{SAID}] ) (?: (?P<none>
        《 [^《》]{{1,80}} 》                                                            # 《3条措施》
        | (?: \d++ | [{SAID}]++ ) {CIRCLES}                                              # 15分钟医疗圈
        | (?<= [第届A-Za-z+×/.:∶\d] ) (?: \d++ | [{SAID}]++ ) | (?<= \d- ) \d++          # 第3届  9:30
        | (?: 19 | 20 ) \d\d (?: [年届] | (?= [-—] ) )                                  # a year
        | \d++ [天年月] (?= 前 | 以?来 (?! 水 ) ) | \d\d? 月 (?: \d\d? 日 )? | \d\d? 日 | \d\d? 时 \d\d? 分
        | (?<= 每 ) [十百千万]++ (?= [户人名位个元亩张床吨公平立] ) )
    | (?: (?P<low> {NUMBER} ) %? (?: [-~–至到] | —{{1,2}} ) )?
    (?: 百分之 (?P<percent> {NUMBER} )
        | (?P<number> {NUMBER} | 半 ) (?: 个 (?: (?P<half> 半 ) | 多 ) (?= 小时|月|钟头 ) )? 大?
          (?! {WORDS['never']} ) (?P<unit> {UNITS} ) (?: (?<= [成年里亩斤] ) (?P<half_more> 半 ) (?! [数天日年月夜] )
            | (?<= 成 ) (?P<tenths> [一二三四五六七八九] ) (?! [{SAID}] | {UNITS} ) | (?<= [成倍] ) 多 )?
        | (?P<share> \d++ / \d++ (?! [\d月] ) | [{SAID}万]++ 分之 {NUMBER} | 半数 | 一半 )
        | 翻 了? (?P<times> [一两三四]? ) 番
        | (?P<bare> \d++ (?: \.\d++ )? [余多]? (?: 万亿|万|亿 ) [余多]? )
          (?= (?P<who> [\u4e00-\u9fff]{{0,8}}? (?: {WORDS['people']} ) )? ) ) )
    """, matches=["3家"], refuses=["几家"])
PAIR = form("([一二两三四五六七八]) ([二两三四五六七八九])", matches=["八九天", "三五百"], refuses=["八天"])
NEGATIVE = form(rf"""(?: {MOVES} | {WORDS['share']} | [速幅为是达至到约(] | 温 ) - $ | 零下 $""", matches=["同比增长-", "气温零下"],
    refuses=["2023-", "附件-"])
SOME = form("[数几] [十百千万亿]", matches=["数百名", "几千万"], refuses=["数三百"])
SAID_FIGURE = form(rf"""
    (?: [上近逾超] [百千万亿] | 三五 [十百千] | 五六十|六七十|七八十|八九十
      | {MOVES} (?: 了|近|约|超过? )* [{SAID}]+ (?= 倍 ) )
    [{SAID}万亿余多几]* (?! {WORDS['never']} | [年分] ) (?: {UNITS} ) 多? $
    """, matches=["上千户", "七八十名", "增长一倍"], refuses=["三百名", "一倍", "送上千家万户", "社会上十分"])
RATIO = form(r"""
    (?: (?<= 比 ) | (?<= 比[例为] ) | (?<= 比例[为达是] ) | (?<= 结构[为是] ) | (?<= 按照 ) ) \d+ (?: \.\d+ )? (?: [:∶] \d+ (?: \.\d+ )? )+
    | (?<! [\d.:∶] ) \d+ (?: \.\d+ )? (?: [:∶] \d+ (?: \.\d+ )? )+ (?= 的?(?:比例|比率|分配|配置|配比|分担|分摊|承担|出资|配套|负担) )
    """, matches=["按5:3:2的比例"], refuses=["9:30开会"])
PER = form(r"每 (?P<per> 百户|千户|万户|百人|千人|万人|立方米|平方公里|平方米|亩|公顷 ) [^,。;\d]{0,14} $", matches=["每百户不低于"],
    refuses=["每户"])
MEAN = form(r"(?: 平均|人均|寿命|岁 ) [^,。;]{0,16} $", matches=["人均预期寿命由2015年的"], refuses=["今年"])
VISITS = form(rf"(?: {WORDS['visits']} ) [^,。;]{{0,4}} $", matches=["门诊人次达"], refuses=["人次多,有"])
MONEY = form(rf"(?: {WORDS['money']} ) [^,。;]{{0,8}} $", matches=["支付住院费用"], refuses=["费用低,卖出"])
AIM = form("不低于|不少于|不超过|力争|年底前|到20[234]|下一步|计划|拟 | [将要] (?! 近 )", matches=["将达"], refuses=["已达"])
CROWD = form(rf"(?: {WORDS['crowd']} ) [^,。;]{{0,4}} $", matches=["总人数达"], refuses=["人数众多,有"])

SAID_YEAR = form("(?: 二[〇○零] | 一九 ) [〇○零一二三四五六七八九]{2} (?= 年 )", matches=["二〇二四年"], refuses=["二〇二四号"])
SENTENCE_ENDS = form("[。!?]", matches=["建成。"], refuses=["建成,"])
YEAR_NAMED = form(r"(?= [12去今明] ) (?<! [\d.比较于自从由] ) (?: (?: 19 | 20 ) \d\d | [去今明] ) 年 (?! 以来 | 同期 | 的 \d[\d.]* [倍%] )", matches=["2023年"],
    refuses=["比2023年"])
NOW = form(WORDS["now"], matches=["目前有30家"], refuses=["有30家"])
COMES_FROM = form(r"[由从] [^,。;\d由从]{0,6}? (?: (?P<year> (?:19|20)\d\d ) 年 )? [^,。;\d由从]{0,6}? $",
    matches=["由2015年的"], refuses=["达2015年的"])
FROM_BARE = form(r"""
    [由从] (?: (?P<since> (?:19|20)\d\d ) 年的? )? (?P<value> \d+ (?:\.\d+)? ) [^,。;\d]{0,6} [到至为]
    (?: (?P<year> (?:19|20)\d\d ) 年的? )? $""", matches=["由53.6提高到"], refuses=["由去年提高到"])
RISES_TO = form(rf"""
    (?: 左右|以上 )? (?P<moves> [^,。;\d]{{0,8}}? ,? [^,。;\d]{{0,6}}? (?: {MOVES} | {WORDS['change']} ) [到至为成] 了? )?
    (?(moves) | [^,。;\d]{{0,8}}? [到至] )
    [^,。;\d]{{0,4}}? (?: (?P<year> (?:19|20)\d\d ) 年 [底末初]? 时? | 目前|现在|如今 )? 的? [^,。;\d]{{0,4}} $""",
    matches=["提高到2022年的"], refuses=["和"])
UP_TO = form("[-~–—]{1,2}", matches=["~", "——"], refuses=["、"])
THAN = form(r"""
    [^,。;\d]{0,3} ,? (?: 比|较|高于|低于|多于|少于 ) (?: (?P<year> (?:19|20)\d\d ) 年 )? [^,。;\d]{0,4} 的
    | (?: 以上|左右 )? [(] (?P<was> (?:19|20)\d\d ) 年 [为是达]""", matches=[",比2015年的"], refuses=[",比去年高"])
SINCE = rf"(?: 同比|环比|年均|平均|累计 | [比较] (?: 上年|去年 | (?P<since> (?:19|20)\d\d ) 年 ) [^,、。;\d]{{0,4}} )?"
CHANGE = form(rf"(?P<how> {SINCE} (?: 分别 )? {MOVES} ) (?: 幅度 )? (?: 了|约|近|超过?|逾|达到?|为 )* $",
    matches=["同比增长"], refuses=["增长情况"])
CHANGE_AHEAD = form(rf"^ [^、]{{0,6}}? (?<!新) (?P<how> {MOVES} ) (?! [至到为] ) [^、\d了]{{2,6}} $", matches=["下调药价"],
    refuses=["新增床位"])
SPAN = form(rf"^ (?: 近|过去|最近 )? [{SAID}\d]+ 年 [间来内多]* $", matches=["五年", "近5年来"], refuses=["2020年收入"])
CHANGED_TO = form(rf"[^,。;\d]{{0,2}} ,? {SINCE} {MOVES} (?: 了|约|近 )*", matches=[",比上年提高"], refuses=[",住院率达"])
REACHES = form(r"[^,。;\d]{0,2} ,? (?: 达到?|至|到|升至|降至|增至 ) (?: 了|约|近 )*", matches=[",达"], refuses=[",比去年"])

_COUNTED_OFF = "[\u2460-\u249b\u2776-\u2793\u3220-\u3229\u3280-\u3289]"  # ① ⑴ ㈠
NAME_BREAKS = form(rf"{_COUNTED_OFF} (?! $ ) | [,。;!?:…—()【】〔〕\[\]\n《》] | (?<= [\u4e00-\u9fff] ) \ + (?= [\u4e00-\u9fff] ) | “ (?= [^”]* $ ) (?! $ ) | (?<= [\d%] ) [、和与及] | [用并] (?= 于|对 )",
    matches=["建成,投入", "①新建"], refuses=["投入资金"])
DATELINE = form(r"""
    ^ (?: [截到自]?至? (?: (?:20|19)\d\d年|今年|去年 ) (?: \d+月 )? [底末初]? 以?来? | .{0,9} [报电讯]讯? \s+ )+""",
    matches=["本报讯 全市"], refuses=["全市"])
REACHED = form(rf"""
    (?: (?: 逐步|大幅|分别|同比|已|进一步 )* {MOVES} [到至为]
      | [是为达到至] (?: 了 | (?:19|20)\d\d年 | 上年|去年|同期 )+ 的?  # 是2015年的3.5倍
      | [为是达到至]? (?: 每 (?: 人|户|亩|村|张|床|吨|公斤|斤|度|立方米|平方米|[月年天日次] ) )+
      | {WORDS['reached']} | [¥￥] | {_COUNTED_OFF} | (?<! [拥享含] ) 有 | 约 | 将? 近 )+ $""", matches=["住院率已达到", "床位约"], refuses=["累计签"])
CHANGED = form(rf"(?: 同比|年均 )? {MOVES} $", matches=["住院率同比下降"], refuses=["住院率"])
SHARE_AHEAD = form(rf"(?: {WORDS['share']} ) (?: {WORDS['reached']} | 约|近 )* $", matches=["住院率达"], refuses=["住院病人"])
WORTH = form(rf"(?: 第[{SAID}\d]+批 )? (?P<of> 总? (?: {WORDS['worth']} ) ) [约近达超]* $", matches=["总投资约"], refuses=["投资方"])
BOUND = form(r"左右|以上|以下|以内|之内", matches=["85%以上"], refuses=["85%的"])
COUNTED_BEHIND = form(r"""
    (?: 左右|以上|以下|以内 )? (?: \d++ [余多万]*+ [名人个家位户件台] )? (?P<of> 的? (?: [百千万亿]+元 (?: 以上|以下 )? )? )
    (?P<thing> (?: [^,。;!?:、()“”…《》<>\n\d] | (?<= [A-Z] ) \d | (?<= [A-Z]\d ) \d | “ [^”]{1,12} ” ){1,24} )""",
    matches=["名医生"], refuses=["《》"])
REST = form(r"[^,。;!?:、()“”…《》\n\d]{2,14}", matches=["参加"], refuses=["。"])
LEVELS = form(r"""
    (?P<lead> .{0,6}? ) (?P<each> (?: [省市县区镇乡村] [、和]? ){2,4} ) (?P<rank> [一二三四]级 )? (?P<rest> .* )""",
    matches=["县镇村三级"], refuses=["医院"])
LISTED = form(r"[^,。;:、]+ (?: 、 [^,。;:、]+ )+ 等 $", matches=["甲局、乙局等"], refuses=["甲局等"])
PARTS = form(r"[^。!?]*? [,;(:] (?P<cue> 其中|包括 )", matches=["100张,其中"], refuses=["100张,内科"])
PART_OF = form(r"^ (?! .* (?: 增|完成|利用 ) ) .* (?: 率 $ | 比例|占比|比重|覆盖 )", matches=["参保率"], refuses=["增长率"])

# --- quotations, runs of clauses --------------------------------------------------------------------------------

LIST_OF_CLAUSES = form(r"""
    (?<! [^,\ 。;!?:()《》\n…—、·] ) [^,\ 。;!?:()《》\n…—、·]++ (?: [、·] [^,\ 。;!?:()《》\n…—、·]++ )+
    """, matches=["早谋划、早部署"], refuses=["早谋划,早部署"])
COMMA_CLAUSE = form(r"[^,\ 。;!?:()《》\n…—]+", matches=["早谋划、早部署"], refuses=[","])
CLAUSE = form(r"[^、,·\ ]+", matches=["早谋划"], refuses=["、"])
QUOTED_RUN = form(r"(?<= “ ) [^“”。!?:\n、,·\ ]{1,40} (?P<mark> [、,·\ ] ) [^“”。!?:\n]{1,80} (?= ” )",
    matches=["“早谋划、早部署”"], refuses=["早谋划、早部署"])
JOINED = form(r"""(?= (?P<all>
    (?P<lead> . ) (?! (?P=lead) ) . (?: (?P=lead) . ){2,3}               # 共建共治共享
    | . (?P<rest> . ) (?: . (?P=rest) ){2,3}              # 强链补链稳链
    | (?P<word> . ) .. (?: (?P=word) .. ){1,2} ) )    # 可复制可推广
    """, matches=["共建共治共享"], refuses=["共同建设"])
GOES_ON = form("[的等是为]", matches=["早落实的"], refuses=["早落实"])
LAST_RUN = form(r"[\u4e00-\u9fff]+ $", matches=["做到"], refuses=["做到,"])
QUOTED_BEFORE = form(r"(?: “ [^“”\n]{1,30} ” [、,和及与]? )+ $", matches=["“店小二”、"], refuses=["店小二“"])
QUOTED_BEHIND = form(r"(?: [、,和及与]? “ [^“”\n]{1,30} ” )+", matches=["、“店小二”"], refuses=["“店小二"])
CLAUSE_AHEAD = form(r"[^,。;:!?()《》“”\n]+ $", matches=["当好"], refuses=["当好,"])
NUMERALS = form(r"[一二三四五六七八九十两双百千万\d]", matches=["三"], refuses=["个"])
NO_NUMERALS = form(r"[^一二三四五六七八九十两双百千万\d+]", matches=["个"], refuses=["三"])
NAMED_SO = form("[0-9A-Za-z《》@~·]", matches=["《条例》"], refuses=["店小二"])
TALK = form(r"[我你他她它咱您这那很已了过] | 有时|有的|有人|什么|怎么|希望|必须 | (.)不\1", matches=["我们"], refuses=["早部署"])

# --- quotations, numbers that stand for a list ---------------------------------------------------------------------

NUMERAL = r"(?: [二三四五六七八九]? 十 [一二三四五六七八九]? | [一二三四五六七八九两双] )"
CLASSIFIERS = "个大项支张驾方级条位件类种本场套道面座轮"
QUOTED = form(r"“ (?P<inner> [^“”\n]{1,40} ) ”", matches=["“国之大者”"], refuses=["国之大者"])
SUM = form(r"(?<! [\d.+] ) \d{1,4} (?: \+ (?: \d{1,2} (?! [\d.%] ) | [NnXx] ) )+ (?! [<=>\d] )",
    matches=["1+3+N"], refuses=["1+2=3"])
MAY_COUNT = form(r"""
    [一二三四五六七八九十两双] (?<! [第0-9一二三四五六七八九十百千万亿几数每半上周月星期礼] . ) (?<! 下 [^双] )""",
    matches=["四个坚持"], refuses=["第四"])
LABEL = form(rf"(?P<number> {NUMERAL} | \d+ ) (?P<classifier> [{CLASSIFIERS}]? ) (?P<head> [\u4e00-\u9fff“”]* )", matches=["四个坚持"], refuses=["坚持"])
COUNTED_AGAIN = form(rf"{NUMERAL} 个 “? {NUMERAL} ", matches=["九个一批"], refuses=["一核两翼"])
PART = form(rf"(?P<number> {NUMERAL} ) (?P<name> [^一二三四五六七八九十两双,、]{{1,4}} )", matches=["四不两直"], refuses=["不直"])
HAN_RUN = form(r"[\u4e00-\u9fff]+", matches=["坚持"], refuses=["1+1"])
NO_ITEM = form(r"^ (?: 等|和|与|及 ) | ^ [的了在] | [的了] $ | (?<![主重需])要 | 将",
    matches=["等单位"], refuses=["产业"])
SENTENCE_END = form(r"[。!?\n]", matches=["完成。"], refuses=["完成,"])
LIST_MARK = form("[,;:“”]", matches=["甲,乙"], refuses=["甲、乙"])
CLAUSE_END = form(r"[,。;:!?、\n]", matches=["完成,"], refuses=["完成"])
UP_TO_LABEL = form(r"""
    (?: , (?= “ ) | 等 | 的 | 这 | \s | “ | 共同 | 组成 | 构成 | (?<=[成构]的) [\u4e00-\u9fff]{2,10} | [(] 以下简称 )+ $ """,
    matches=["产业、创业等“"], refuses=["产业”和"])
NAMED_BEHIND = form(r"""
    ”? [^。;!?:,()]{0,14}? (?P<gap> ,? (?: 即|指的是|是指|分别是|分别为|包括|就是|主要体现在|具体为 ) (?: 由|对|在 )? | [:(] | —— ) \s*
    (?P<list> [^。!?()\n]{3,300} )""", matches=["包括产业、创业、就业"], refuses=["推动发展"])
COUNTED_OFF = form(r"""
    (?<! [\u4e00-\u9fff] ) (?: (?P<first> 一是 | 其一 [,是] | 第一 [,是] | “ \d ” (?: 是|即|指|为 ) )
    | [二三四五六七八九十]是 | 其[二三四五六] [,是] | 第[二三四五六七八九] [,是] | “ [NXn] ” (?: 是|即|指|为 ) ) (?P<item> [^,。;:]{2,24} )""",
    matches=[",一是产业"], refuses=["统一是"])
AT_ONE = form(r"^ [^一二三四五六七八九十两双\d+]+ [合归为如统划]一 $", matches=["医养合一"], refuses=["三合一", "四个统一"])
DAY_NAME = form(r"^ \d{1,2} [·.] \d{1,2} $", matches=["5·12"], refuses=["5·12护理"])
COUNTS = form("^ [一二三四五六七八九十]是", matches=["一是坚持"], refuses=["坚持"])
AND = form(r"(?<= . ) (?: 再到|以及|和|与|及 ) (?= . ) ", matches=["产业和创业"], refuses=["产业"])
INSIDE = form("“ ( [^“”]+ ) ”", matches=["“产业”"], refuses=["产业"])
SPOKEN = form(r"(?: 说|道|称|问|答|表示|介绍|指出|强调|认为|回答 ) [:,]? $ | : $", matches=["他说:"], refuses=["推行"])
NO_LABEL = form(r"[。!?] | [吗呢吧啊呀么] $", matches=["好吗"], refuses=["小马拉大车"])
MEASURED = form("公里|分钟|小时|刻钟", matches=["15分钟医疗圈"], refuses=["八个统一"])
CIRCLE = form(rf"(?: {NUMERAL} | (?<! \d ) \d{{1,4}} ) {CIRCLES}", matches=["15分钟医疗圈"],
    refuses=["15分钟到达"])
CHAIN = form(r"""
    (?: [一二三四五六七八九十两双] [^\W\d一二三四五六七八九十两双的了和与是个大] [^\W\d一二三四五六七八九十两双的了和与是]{0,2} )+
    [一二三四五六七八九十两双] (?P<last> [^\W\d一二三四五六七八九十两双的了和与是个大] [^\W\d一二三四五六七八九十两双的了和与是]{0,2} )""",
    matches=["一中心四平台一网格"], refuses=["四个坚持"])
IN_BRACKETS = form(r"[(] [\u4e00-\u9fff]{1,4} [)]", matches=["(辅警)"], refuses=["辅警"])
COUNTED_QUOTATION = form(rf"{NUMERAL} [{CLASSIFIERS}] “ [^“”\n]{{2,20}} (?= ” )", matches=["三个“不出村”"], refuses=["三个不出村"])
ANY_LIST = form(r"[\u4e00-\u9fff]{2,} (?: 、 [\u4e00-\u9fff]{2,} )+", matches=["教师、教材"], refuses=["教师"])
DIGITS_LABEL = form(r"“ (?P<inner> \d{2,6} ) ” (?= [\u4e00-\u9fff]{0,6}? (?: 工作法|体系|机制|模式|格局|行动|工程 ) )",
    matches=["“1234”工作法"], refuses=["“1234”人"])

# --- systems -------------------------------------------------------------------------------------------------------

SENTENCE = form(r"[^。!?\n]+ [。!?]* ”?", matches=["建成中心。"], refuses=["。"])
THIS = form(r"(?: 该|这|此|其|上述 ) (?!外|中|次会议)", matches=["该模式"], refuses=["此外"])
WHEN = form(r"""
    (?: [自从到至] )? (?: (?: (?: 19|20 ) \d\d (?: 年度? | (?= [-—至] ) ) | [今去前明] 年 | 上年 ) (?: [初底末] | [上下]半年 | [一二三四] 季度 | \d{1,2} 月 份? (?: \d{1,2} 日 )? )?
      | \d{1,2} 月 (?: \d{1,2} 日 | 份 )? (?! 期 ) )
    (?: (?: 至|到|[-—]+ ) (?: (?:19|20)\d\d 年? )? (?: \d{1,2} 月 (?: \d{1,2} 日 )? )? )? (?: 以来 | 开始 | 起 | 以后 )?
    | (?: 近 | 最近 | 过去 | 未来 | 今后 | 设立 | 成立 | 实施 | 运行 | 实行 )? [\d二三四五六七八九十两几]{1,3} 多? 年 (?: 多来|来|间|前|多 )?
    | 近年来 | 近些年 | 近日 | 日前 | 近期 | 最近 | 此前 | 半年前 | 不久前 | 去秋 | “? 十[二三四五] 五 ”? (?: 以来|期间|时期 )
    """, matches=["自2023年3月起"], refuses=["三个月"])
PLACE_ENDS = form(r"(?<= .) (?: 省|市|县|区|镇|乡|村|旗|州|盟|社区|街道|苏木|流域|新区|小区 ) $ | ^ (?: 全国|我国|各地|社区|街道|村|镇|县 ) $", matches=["濉溪县"], refuses=["领域"])
STRETCH = form(r"[^。!?;:,()\n]+", matches=["甲项、乙项"], refuses=["。"])
BETWEEN_ITEMS = form("、", matches=["甲项、乙项"], refuses=["甲项"])
AND_BETWEEN_ITEMS = form(r"、 | (?<=..) (?: 以及|和|与|及 ) (?=..)", matches=["甲项和乙项"], refuses=["和平"])
PLUS = form(r"\+ | [—-]+", matches=["甲项+乙项"], refuses=["甲项"])
BETWEEN_QUOTATIONS = form("” [、和与及]? “", matches=["“甲项”“乙项”"], refuses=["“甲项”"])
OWN_PLACE = form("[我本] [市县区州旗]", matches=["我市"], refuses=["全市"])
CLAUSE_MARK = form("[,;:]", matches=["建成,"], refuses=["建成、"])
