"""How a report opens: 本报讯, 新华社合肥7月1日电(记者 李明); patterns for folded text."""

from tifa.knowledge import HAN, any_cue, form

_NAMED, _PAPER = any_cue("leads.csv", "name"), rf"{HAN}{{2,8}} {any_cue('leads.csv', 'name ends')}"
_NEWS = any_cue("leads.csv", "news")
_WORD = any_cue("leads.csv", "news", "wire")  # 讯 or 电, unless another word begins with it
_DATE = r"(?: \d{4} 年 )? \d{1,2} 月 \d{1,2} 日"

LEAD = form(
    rf"""^ (?: {_NAMED} {_WORD}                                          # 本报讯, 本报电
    | {_PAPER} {_NEWS}                                                  # 江州晚报讯; not 一台电脑
    | (?: {_NAMED} | {_PAPER} ) [\u4e00-\u9fff、]{{0,14}} {_DATE} {_WORD} )  # 本报江北5月5日电
    """,
    matches=["本报讯 昨日,县里开会。", "江州晚报讯 昨日", "新华社北京、合肥5月5日电 昨日", "本报江北2023年5月5日讯 昨日"],
    refuses=["据本报讯息,县里开会。", "他在本报社开会。", "本报电视台开播", "江州电网电量充足", "捐给学校三台电脑"])
WIRE = form(
    rf"""(?: {_NAMED} | {_PAPER} )
    (?P<place> {HAN} [\u4e00-\u9fff、]{{1,13}}? )
    (?P<day> {_DATE} )
    {_WORD}
    """,
    matches=["路还封着。(本报黄山1月2日电)", "新华社北京、合肥7月1日电 省里开会。"],
    refuses=["本报讯 7月1日,县里开会。", "本报记者随放映队7月1日电影下乡。"])
SIGNED = form(
    rf"""^ [^(。]{{0,20}}? {_WORD} \s*
    \( (?P<names> [^()]{{2,60}} ) \)
    """,
    matches=["本报讯(记者 李明)县里开会。", "新华社合肥7月1日电(记者李明)省里开会。"],
    refuses=["本报讯 县里(含两个镇)开会。", "县里(含两个镇)开会。"])
OPENED_BY = form(
    rf"""^ (?: [【〔\[] [^【】〔〕\[\]]{{0,20}} (?: 讯|电|消息 ) [】〕\]] \s* )?
    (?: [(〔\[【] (?P<enclosed> [^()〔〕【】\[\]]{{0,12}} 记者 [^()〔〕【】\[\]]{{2,40}} ) [)〕\]】]
      | (?P<open> 记者 \s? [\u4e00-\u9fff、\ ]{{2,12}}? ) (?: 报道|报导 ) \s? : )
    """,
    matches=["【本报盐城讯】(记者张三)县里", "[本报南京8月5日电]记者李四报道:县里", "(本报记者 赵刚 通讯员 钱伟)丽水讯:县里",
        "〔记者林远/江州报导〕县里"],
    refuses=["记者获悉,县里报道:", "(含两个镇)县里"])
BRACKETED = form(
    r"^ [【〔\[(] [^【】〔〕\[\]()]{0,20} (?: 讯|电|记者|通讯员|报道|报导 ) [^【】〔〕\[\]()]{0,30} [】〕\])]",
    matches=["【本报讯】县里", "(本报记者 林远)县里", "〔记者林远/江州报导〕县里"], refuses=["(含两个镇)县里", "县里【讯】"])


def skip_lead(text):
    """Where a folded paragraph goes on behind the words that a report opens with.

    Examples
    --------
    >>> skip_lead("本报讯(记者 林远) 县里开会。"), skip_lead("【本报讯】县里开会。"), skip_lead("县里开会。")
    (11, 5, 0)
    """
    at = 0
    for form in SIGNED, LEAD, BRACKETED:
        if found := form.match(text[at : at + 90].partition("\n")[0]):
            at += found.end()
            at += len(text[at : at + 9]) - len(text[at : at + 9].lstrip())
    return at
