"""The patterns that read pages: each written out, with lines that have its form and lines that have not.

Words come from ``data/`` (``leads.csv``, ``bylines.csv``, ``line_words.csv``); here stands
how they are put together. All patterns are for folded text (:func:`tifa.words.fold`). In a pattern white
space means nothing and ``#`` opens a remark (``re.VERBOSE``).
"""

import re

from tifa.knowledge import HAN, any_cue, form
from tifa.reading.forms import SURNAMED


def _lines(*kinds):
    return any_cue("line_words.csv", *kinds)


MARK = "[■□●○▲△◆◇▪◎★☆]"  # that papers set before headlines and writers
NUMERAL = "[一二三四五六七八九十]"

CUT = form(
    r"""\d \.? \n (?! (?: 19 | 20 ) \d\d (?: 年 | [-/.] ) | \d{1,2} (?: 月 | [、.:)] ) ) \d  # 1|200万元
    | [\d一二三四五六七八九十百千万亿] \n (?: [%‰] | [万亿]? 元 )                       # 90.3|%
    | [^\n] \n [,、。;:!?”)》%‰]
    """,
    matches=["投入1\n200万元", "达90.\n3%", "达90.3\n%", "县里\n,市里"],
    refuses=["规划2025\n2024年8月", "要闻3\n1、开会", "县里\n市里"])
MAY_GO_ON = form(  # how the line begins that goes on with a number, or with a mark
    r"^ [\d万亿元%‰,、。;:!?”)》]", matches=["200万元", "%", ",市里"], refuses=["县里"])
DAY = form(
    r"(?: (\d{4}) 年 )? (\d{1,2}) 月 (\d{1,2}) 日",
    matches=["5月5日,县里开会", "2023年5月5日"], refuses=["5日,县里开会", "5月,县里开会"])

# --- writers ------------------------------------------------------------------------------------------------

_RANK = any_cue("bylines.csv", "rank")
_ROLE = rf"(?: {_RANK}* {any_cue('bylines.csv', 'role in front', 'role on either side')} )"
_BEHIND = rf"(?: {any_cue('bylines.csv', 'role behind', 'role on either side')} | [文图] )"
_OFFICE = rf"""(?: {any_cue('leads.csv', 'name')}
    | {HAN}{{1,8}} (?: {any_cue('leads.csv', 'name ends')} | {any_cue('bylines.csv', 'office')} ) \s* )"""
_MORE = rf"(?: [\s、,]+ {HAN}{{1,4}} )*"  # further names
# a name that is set close behind the role begins with a surname: 摄影大展 is nobody's name
_SURNAMED = f"{SURNAMED} {_MORE}"
_WRITER = rf"(?: {_ROLE} (?: [:\s]+ {HAN}{{1,4}} {_MORE} | {_SURNAMED} )? )"
_FULL_NAME = rf"{HAN}{{2,4}} (?: · {HAN}+ )?"

BYLINE = form(
    rf"""^ {MARK}? \s* {_OFFICE}? {_WRITER} (?: \s* {_WRITER} )* \s* {_BEHIND}? $   # ■记者 林远 通讯员 孙立
    | ^ {_FULL_NAME} (?: [\s、,]+ {_FULL_NAME} )* \s* (?: [文图]/ )? (?: 摄影? | 图 | 文 ) (?: 报道 )? $  # 林远 摄
    | ^ {HAN} \s+ {HAN} $                                                           # 李 明
    | ^ □ \s* {_SURNAMED} $                                                        # □ 林远
    """,
    matches=["■记者 林远 赵青 通讯员 孙立", "记者林远", "江州晚报全媒体记者 林远 文/图", "林远 赵青 摄影报道", "李 明",
             "□ 林远"],
    refuses=["首届摄影大展在江北开幕", "记者节座谈会举行", "编辑部的一天", "整理田间沟渠"])
MORE_WRITERS = form(
    rf"^ (?: {_SURNAMED} | 整理 | 摄影? ) $",
    matches=["林远", "林远 赵青", "摄"], refuses=["新舍", "摄影展"])  # goes on with a byline above
ROLES = form(
    rf"""(?: {HAN}{{0,8}} {any_cue('leads.csv', 'name ends')} )?      # 三峡日报全媒记者
    (?: {_RANK} | 驻 {HAN}{{2}} )*
    {any_cue('bylines.csv', 'role in front', 'role on either side', 'role behind', 'role inside')}
    | (?<=[\s/]) [文图] (?= [\s/] | $ )                             # a lone mark: 李明 文
    """,
    matches=["三峡日报全媒记者 李明", "李明 文"], refuses=["李明", "李文"])
NAME = form(
    rf"^ (?: {any_cue('bylines.csv', 'surname')} {HAN}{{1,2}} | {HAN}{{2,3}} | {HAN}+ (?: · {HAN}+ )+ ) $",
    matches=["李明", "欧阳小芳", "阿依·古丽"], refuses=["李", "县融媒体中心"])
NO_PERSON = form(
    rf"{any_cue('bylines.csv', 'no person')} $",
    matches=["宣传部", "7月1日电"], refuses=["李明"])
SPACED_NAME = form(
    rf"(?<! {HAN} ) ({HAN}) \s+ ({HAN}) (?! {HAN} )",
    matches=["记者 王 芳"], refuses=["记者 王芳"])
CLOSING = form(
    rf"""\( ( [^()]{{0,20}} {any_cue('bylines.csv', 'signs')} [^()]{{0,60}} ) \) $   # (本报记者 李明)
    | [。!?”] \s* (?: 本报 )? ( 记者 [\s:]? [^。,]{{2,30}} ) $                     # 会开了一天。记者 李明
    """,
    matches=["会开了一天。(记者 王芳)", "会开了一天。记者 李明"], refuses=["(作者为大学教授)", "县长告诉记者,路修好了。"])
PHOTOGRAPHER = form(
    r"摄影 | 摄 $ | /摄 | 图片",
    matches=["林远 摄", "摄影 林远"], refuses=["记者 林远"])
PHOTO_CREDIT = form(
    rf"""摄 影? (?: 报道 )? (?: \( [^()]* \) )? $          # 周明摄(江州图片)
    | \( {_lines('picture agency')} \) $
    | 新华社发 $
    """,
    matches=["村民在插秧。周明摄", "村民在插秧。周明摄(影像中国)", "新华社发"], refuses=["摄影展开幕", "记者 林远"])
PHOTO_SIGNED = form(
    r"""图为
    | (?: ^ | [。\s(] ) [\u4e00-\u9fff·\s]{2,12} 摄 影? (?: 报道 )? (?: \( [^()]* \) )? $
    """,
    matches=["图为老人在取餐。", "村民在插秧。李 明摄(嘉北图片)"], refuses=["人们来看摄影展。"])
SIGNATURE = form(
    rf"""^ \( .{{2,90}} \) $                                # (作者为大学教授)
    | ^ [—-]+ \s* 编 \s* 者
    | ^ {_lines('source')}
    | ^ (?: {HAN} \s* ){{2,4}} (?: 文 | 摄 | 整理 | 绘 ) $
    | ^ .{{0,6}} {_lines('contact')} \s* :
    | ^ .{{2,16}} (?: [省市县区州盟旗者友] | 网民 ) \s+ {HAN} (?: \s* {HAN} ){{1,2}} $  # a reader: 江北县 林 远
    """,
    matches=["(作者为大学教授)", "——编者", "数据来源:市统计局", "林 远 绘", "本版邮箱:a@b.cn", "江北县 林 远"],
    refuses=["江北县办起养老餐厅", "(上)"])
NOTE = form(
    r"^ [—-]+ \s* 编 \s* 者",
    matches=["——编者", "— 编 者"], refuses=["编者按"])

# --- what belongs to page, site or advert -------------------------------------------------------------------

_BUTTON = _lines("button")

RULE = form(
    r"^ (?: [=_*─━~·#+-]{5,} | [*_-]{3,4} ) $",
    matches=["==========", "---"], refuses=["--", "== 修路"])
CONTINUED = form(
    r"^ \( \s* 上接 [^()]{1,16} [版页面] [^()]{0,8} \)",
    matches=["(上接第1版)路修好了。", "(上接A01版)"], refuses=["路修好了。(下转第3版)"])
FURNITURE = form(
    rf"""^ [【\[]? {_BUTTON} [+-]? (?: [\s|】\[【\]]+ {_BUTTON} [+-]? )* [】\]]? $    # 上一篇 下一篇, 【打印】【关闭】
    | {RULE.pattern}                                        # ========== between two articles
    | ^ .{{2,8}} (?: \s* [>»›] \s* .{{1,14}} )+ $           # 首页 > 新闻 > 本地
    | ^ {HAN}{{2,6}} {_lines('masthead')} $
    | ^ .{{0,4}} {_lines('page credit')} :                  # 本版责编:周敏
    | ^ \(? {_lines('jump')} .{{0,10}} 版 \)? $             # (下转第四版)
    """,
    matches=["上一篇 下一篇", "==========", "放大+ 缩小- 默认o", "【打印】【关闭】", "首页 > 新闻 > 本地",
        "江州日报", "本版责编:周敏 版式:吴静", "(下转第四版)"],
    refuses=["转型升级再出发", "织密一张网", "打印店搬进夜校", "编辑与读者"])
SITE = form(
    r"""年 \d{1,2} 月 \d{1,2} 日 \s* 星期 [一二三四五六日天]  # each begins with a character of its own: quick to search
    | 来源: .{0,20} $
    | 阅读 (?: (?<= \d阅读 ) | (?<= \d\s阅读 ) )
    | [Cc] (?i: opyright ) | [Ii] (?i: CP备 )
    | 版权所有
    | 刊号 \s* :? \s* CN | 统一刊号
    """,
    matches=["2023年5月6日 星期六", "国内统一刊号:CN12-3456 零售每份1元", "来源:江州日报", "128 阅读", "版权所有 江州日报社", "copyRight"],
    refuses=["2023年5月6日,星期六,县里开会", "全民阅读"])
FOOTER = form(
    r"ICP备 | 公网安备 | 备案号? \s* :",
    matches=["主办:江州市人民政府 苏ICP备00000000号", "苏公网安备 0000号"], refuses=["备案制", "战备公路"])
LINKS = form(
    r"^ (?: !? \[ [^\[\]]* \] (?: \( [^()\s]* \) )? \s* )+ $",
    matches=["[首页] [数字报]", "[原文](http://a.b/c)", "![图](a.png)"], refuses=["[记者手记] 一碗热汤"])
ADVERT = form(
    rf"""^ {_lines('advert')}
    | ^ 第? \d{{0,4}} .{{0,30}} {_lines('campaign')} .{{0,10}} :
    """,
    matches=["主办单位:江州市文旅局", "咨询电话:12345", "第10个节水宣传周主题:"], refuses=["江北县办起养老餐厅"])
ITEM = form(
    r"^ \s* [-*•·] \s",
    matches=["- 春耕"], refuses=["-- 访养路工李明"])

# --- headings -----------------------------------------------------------------------------------------------

KICKER = form(
    rf"^ {MARK} | {_lines('kicker end')} $",
    matches=["市长在会上强调", "■走基层", "改革系列报道之二"], refuses=["江北县办起养老餐厅"])
SUBHEAD = form(
    rf"^ — | ^ -- | {_lines('subhead end')} $",
    matches=["——访养路工李明", "周斌出席并讲话"], refuses=["江北县办起养老餐厅"])
PHRASES = form(
    r"\S \s+ \S",
    matches=["锚定现代化 改革再深化"], refuses=["改革再深化 "])
GOES_ON = form(
    r"《 [^》]* $ | “ [^”]* $ | (?: 关于 | 印发 | 转发 | 推进 | 加强 | 做好 | 和 | 及 | 的 | 、 ) $",
    matches=["关于印发《江北县村医待遇", "江北县人民政府关于"], refuses=["印发《江北县村医待遇》"])
DIGIT = form(
    r"\d",
    matches=["植树2千株"], refuses=["植树两千株"])
SERIES = form(
    rf"^ {MARK} | ^ .{{0,20}} {_lines('series')}",
    matches=["■走基层", "改革系列报道"], refuses=["江北县办起养老餐厅"])
COLUMN = form(
    rf"^ .{{0,6}} {_lines('column')} $ | ^ .{{2,5}} [县区市旗] $",
    matches=["简讯", "县区动态", "桥东县"], refuses=["快讯员", "县"])
RUBRIC = form(
    rf"^ [【\[(]? {MARK}? \s* (?: {_lines('rubric')} | {HAN}{{0,2}} {_lines('column')} ) \s* [】\])]? $",
    matches=["时评", "【简讯】", "江北时评", "图片新闻", "本市要闻"], refuses=["江北县发表时评", "村医手记里的故事", "县"])
PICTURE = form(
    rf"^ \(? {_lines('picture opens')} | \( {_lines('picture closes')} \) $",
    matches=["图为老人在取餐。", "上图:新校舍", "新校舍(图片由县医院提供)"], refuses=["图书馆开馆", "资料"])
SPEAKER = form(
    rf"^ (?: {_lines('asker')} | 答 ) \s* :",
    matches=["问:何时完成?", "答:年底。", "记者:为何?"], refuses=["问题:两个", "回答:"])
ASKED = form(
    rf"^ {_lines('asker')} \s* [:\uff1a]",
    matches=["问:累吗?", "他来了。\n本报:为何?"], refuses=["答:不累。", "问题:两个"], flags=re.MULTILINE)
SAYS = form(
    rf"^ {_FULL_NAME} {_lines('says')}",
    matches=["林远说"], refuses=["说起林远"])
BOX = form(
    rf"^ {_lines('box')}",
    matches=["核心阅读", "【延伸"], refuses=["江北县办起养老餐厅"])
RUNNING = form(
    rf"""^ (?: \( [上下] \)
    | {NUMERAL}+ [、.] | \d+ [.、] | \( {NUMERAL}+ \)
    | 第 {NUMERAL}+ [章条节] )
    """,
    matches=["(上)", "一、春耕", "3.春耕", "(二)春耕", "第三章 春耕"], refuses=["三月春耕", "第三届书展"])
TAG = form(
    r"\( [^()]{2,24} \) $",
    matches=["一碗热汤(记者手记)"], refuses=["一碗热汤", "一碗热汤(上)"])
BLOCK_CREDIT = form(
    _lines("page credit inside"),
    matches=["本版责编:周敏", "制图:吴静"], refuses=["记者 林远"])
LATELY = form(
    rf"^ (?: {_lines('lately')} | \d{{1,2}} 月 \d{{1,2}} 日 )",
    matches=["近日,县里开会。", "5月5日,县里开会。"], refuses=["昨日,县里开会。"])

# --- the day, the genre -------------------------------------------------------------------------------------

REPORTED_DAY = form(
    r"""(?= [\d〇○零一二三四五六七八九十去今明] )    # the search is quick: the first character is of a class
    (?<! [\d年自从] ) (?<! [生建立始]于 )           # not a day since when, or on which somebody was born
    (?: ( \d{4} | [〇○零一二三四五六七八九]{4} | [去今明] ) 年 )?
    ( \d{1,2} | 十?[一二三四五六七八九十] ) 月
    ( \d{1,2} | [一二三]?十?[一二三四五六七八九十] )
    (?: [-~—至到] [\d一二三十]{1,3} )? 日            # of a range the first
    (?! 以来 | 出?生 )
    """,
    matches=["8月27日", "8月27日至29日", "二〇二三年十二月十日", "去年8月27日"],
    refuses=["自5月1日起", "始建于1978年12月18日", "27日", "8月"])
TWO_SENTENCES = form(
    r"^ (?: [^。!?]* [。!?] ){2}",
    matches=["路很长。桥很老。后来"], refuses=["路很长。桥很老"])
EVENT = form(
    _lines("event"), matches=["县里召开会议"], refuses=["清晨的小路"])
TOLD = form(
    rf"{_lines('tells of a notice')} [^的]{{0,12}} $",
    matches=["省里发布", "两国签署联合"], refuses=["关于招聘教师的", "发布的"])

# --- papers of an office ------------------------------------------------------------------------------------

_BODY_OF_OFFICE = _lines("office")
PAPER = form(
    rf"""^ (?: .{{0,24}} {_BODY_OF_OFFICE} \s* )? (?: 文 \s* 件 | (?<= . ) 令 ) $            # 江北县人民政府文件
    | ^ {HAN}{{1,12}} [〔\[(] (?:19|20)\d\d [〕\])] 第? \d{{1,4}} 号 (?: \s* 签发人 .{{0,12}} )? $
    """,
    matches=["江北县人民政府文件", "江政办发〔2024〕15号", "江卫发[2024]3号 签发人:林远"],
    refuses=["学习文件", "江政发〔2024〕15号已经废止", "关于印发文件"])
OFFICE = form(
    rf"^ {HAN}{{2,24}} {_BODY_OF_OFFICE} (?: \s* {HAN}{{2,24}} {_BODY_OF_OFFICE} )* $",
    matches=["江北县人民政府办公室", "江北县卫生健康局 江北县财政局"], refuses=["江北县办起养老餐厅"])
_DAY_OF_YEAR = r"""(?: (?:19|20)\d\d | [〇○零一二三四五六七八九]{4} ) \s* 年
    \s* [\d一二三四五六七八九十]{1,2} \s* 月 \s* [\d一二三四五六七八九十]{1,3} \s* 日"""
PAPER_END = form(
    rf"""^ 抄 \s* 送 \s* : | ^ 主题词 \s* : | \d \s* 日 \s* 印 \s* 发 $ | ^ \( 此件 .{{2,12}} \) $
    | ^ \( 联系人 .{{2,40}} \) $ | ^ {HAN}{{2,24}} {_BODY_OF_OFFICE} \s* {_DAY_OF_YEAR} $
    """,
    matches=["抄送:县委办公室", "江北县人民政府办公室 2023年6月9日印发", "(此件公开发布)", "江北县财政局 2023年6月9日"],
    refuses=["抄送给县里", "近日印发", "2023年6月9日,江北县财政局开会"])
ANNEXES = form(r"^ 附 \s* 件 \s* : \s* \S", matches=["附件:1.实施办法"], refuses=["附件1", "附件:"])
DAY_ALONE = form(
    rf"^ {_DAY_OF_YEAR} $",
    matches=["2024年8月20日", "二〇二四年八月二十日"], refuses=["2024年8月20日 星期二", "8月20日"])
