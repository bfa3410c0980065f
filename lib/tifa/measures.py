"""Measures (举措): who does what, by which instrument, and whether it is done, under way or planned."""

import csv
import re
from functools import cache

from tifa.articles import passages
from tifa.tables import Measures, make_table
from tifa.text import fold
from tifa.words import DATA

_CLAUSE = re.compile(r"(?:“[^“”]*”|《[^《》]*》|\([^()]*\)|[^,。;!?:])+")
_SENTENCE_END = re.compile(r"[。!?]")
_ADVERB = (
    r"(?:进一步|加快|积极|持续|深入|全面|大力|稳步|扎实|切实|不断|继续|探索|着力|逐步|严格|依法|统筹|有序|有效|创新|更加|充分|认真|主动"
    r"|精准|科学|整体|规划|重点|高效|高质量|常态化|创新性地?|努力|坚决|牢固|自动|广泛|定期|不定期|率先|同步|联合|及时|合理|基本|累计|共同)")
_CONNECT = r"(?:[一二三四五六七八九十]是|首先|其次|同时|此外|另外|并且|并|还|也|又|再|则|从而|通过|以及|和)"
_MODAL = r"(?:要|将|会|须|应|必须|需要|可以|能够|能|已经|已|正在|正|力争|争取|确保|计划|年底前|年内|明年|今年)"
_AUXILIARY = re.compile(rf"(?:{_MODAL}|{_ADVERB})+$")
_RELATION = re.compile(r"^(?P<actor>.*?)(?P<rest>(?:在|对|从|以|为|按照?|通过|根据|针对|围绕|依托|由|与|将|把|向|给).+)$")
_EMPTY = re.compile(
    r"意识|思想|认识|站位|精神|信心|领导$|作风|重要性|必要性|合力$|担当|氛围|使命|自觉|本领|初心|决策部署|讲话|指示|要求$|重要论述|形象|风险点"
    r"|^(?:了解|方面|过程|工作$|问题$|情况|目标|成效|成果)|幸福感|获得感|满意度|向往|贡献|成绩|水平$|质量$|效率$|良好|重大意义|强大|新局面|新台阶")
_VISIT = re.compile(r"(?:出席|参加|主持|陪同|看望|慰问|察看|听取|走访|座谈|汇报|学习贯彻|表示|认为)")
_PLANNED = re.compile(r"(?:下一步|下一阶段|今后|未来|力争|努力|计划|到20\d\d年|年底前|将|要|须|应当|必须|确保)")
_SO_FAR = re.compile(r"(?:近年来|近几年|今年以来|去年以来|目前|如今|截至|据了解|据介绍|此前)")
_FROM_NOW = re.compile(
    r"^(?:下一步|下一阶段|今后|接下来|下阶段)|(?:强调|指出|要求|表示)$|(?:^|[^重主需只])要(?!求|素|点|闻|务|是)"
    r"|(?:我们|我市|我县|我区|全市|各地)将|还将|将(?:从|按照|主要|通过|围绕|重点)"
    r"|《[^》]*(?:决定|意见|方案|办法|规划|计划|纲要|措施)》(?:注重|推动|聚焦|明确|提出|要求|将|规定)")
_ANNOUNCED = re.compile(r"下一步|下一阶段|今后|接下来|将(?:从|按照|主要|通过|围绕|重点)|还将")
_ACHIEVED = frozenset("成立 组建 设立 建成 新建 改扩建 聘请 托管 制定 出台 印发 修订 下放 授权 赋予 投入 拨付 筹资 发放 划出 捐赠 举办 组织 纳入 细化".split())
_DONE = re.compile(r"(?:已经?|了|曾|累计|截至|日前|近日|于\d|\d{4}年以?来)")
_ONGOING = re.compile(r"(?:正在|正|持续|目前|近年来|今年以来|常态化|定期|不断|继续)")
_ACTOR = re.compile(
    r"([\u4e00-\u9fffA-Za-z、()]{0,18}?(?:委员会|领导小组|人民政府|政府|财政|党委|法院|检察院|派出所|妇联|工会|红十字会|团委|协会|指挥部|专班|市委|县委|区委|省委|国务院|全会|卫健委|编办|局|医院|卫生院|中心|机构|部门|单位|集团|公司|银行"
    r"|学校|社区|街道|居委会|村委会|医共体|医联体|[市县区镇乡]|各地|我们|我市|我县|我区|全市上下|两级|该[市县区院镇中心]+))$")
# the subject that a clause opens with: 我市学习…, 全市各级党委政府要…
_OPENS = re.compile(
    r"^(?:近年来|今年以来|目前|同时)?(?P<actor>我们|我市|我县|我区|我省|全市上下|该[市县区院镇]"
    r"|[\u4e00-\u9fff、]{2,12}?(?:党委政府|党委|政府|委员会|领导小组|卫健委|法院|医院|卫生院|疾控中心|各部门|有关部门))(?!的|和|与|、|党|副|主|书|常|院|长|专|职|派)")


@cache
def _cues():
    with open(DATA / "instruments.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    verbs = {r["cue"]: r["instrument"] for r in rows if r["part"] == "verb"}
    objects = {r["cue"]: r["instrument"] for r in rows if r["part"] == "object"}
    longest = "|".join(sorted(map(re.escape, verbs), key=len, reverse=True))
    heads = re.escape("".join(sorted({word[0] for word in [*verbs, *_ADVERB[3:-1].split("|")]})))
    frame = re.compile(rf"^{_CONNECT}*(?P<before>.{{0,30}}?)(?=[{heads}])(?P<clause>{_ADVERB}*(?P<verb>{longest})(?P<object>(?:了|好|起)?.{{2,}}))$")
    last = re.compile(rf"^{_CONNECT}*(?P<before>.{{0,20}}?)(?P<clause>(?:将|把|由|向)(?P<object>.{{2,40}}?)(?P<verb>{longest})(?P<rest>.{{0,20}}))$")
    return verbs, objects, frame, last, re.compile(longest)


def _name_actor(words):
    """The actor at the end of these words, or nothing: 肯定了盐都区 gives 盐都区."""
    found = _ACTOR.search(re.split(r"召开|举行", words)[0])
    return re.sub(r"^.*(?:以|由|对|在|让|向|了)(?=..)", "", found[1]) if found else ""


def _opening_actor(clause):
    """The subject that a clause opens with, or nothing."""
    found = _OPENS.match(clause)
    return found["actor"] if found else ""


def find_measures(articles):
    """Find clauses that say what an actor does, did or will do.

    Parameters
    ----------
    articles : DataFrame
        The table ``articles``.

    Returns
    -------
    DataFrame
        The table ``measures``: one row a clause, in the order of the page.

    Notes
    -----
    A first version. A clause is a measure when a verb of ``data/instruments.csv`` stands at its head, behind
    adverbs or behind an actor, and its object can be carried out. The instrument is that of the last cue
    noun in the object, else that of the verb.

    Examples
    --------
    >>> measures = find_measures(read_articles("seeds"))
    >>> measures.loc[measures.text.eq("成立医共体管理委员会"), ["verb", "instrument", "status"]].iloc[0].tolist()
    ['成立', 'organization', 'done']
    """
    rows = []
    for article in articles.itertuples():
        stage = ""  # planned, from words such as 下一步 on, until words such as 近年来
        for passage in passages(article):
            if passage.role == "body":
                found, stage = _find(passage, stage)
                rows += [dict(page=article.page, article=article.article, **row) for row in found]
    return make_table(Measures, rows)


def _find(passage, stage):
    """The measures of one paragraph, and the stage that its last words leave open."""
    rows = []
    _, _, frame, last, any_verb = _cues()
    text = fold(passage.text)
    planned, actor, sentence = stage, "", 0
    for m in _CLAUSE.finditer(text):
        if _SENTENCE_END.search(text, sentence, m.start()):
            sentence, actor = m.start(), ""
        clause = m[0]
        if _SO_FAR.match(clause):
            planned = ""
        if _FROM_NOW.search(clause):
            planned = "planned"
        hit = None
        if any_verb.search(clause):
            hit = (last.match(clause) if re.search(r"[将把由向]", clause) else None) or frame.match(clause)
        if hit is None:
            actor = actor or _opening_actor(clause) or (_name_actor(clause) if len(clause) < 25 else "")
            continue
        before = hit["before"]
        if not _ACTOR.search(before):  # 工会 ends in 会, which is a modal elsewhere
            before = _AUXILIARY.sub("", before)
        relation = _RELATION.match(before)
        head = relation["actor"] if relation else before
        found = _name_actor(head)
        if head and not found:
            actor = actor or _opening_actor(clause)
            continue
        actor = found or actor
        given = hit.groupdict().get("rest") if clause.startswith("向", hit.start("clause")) else ""
        thing = given or re.sub(r"^(?:了|好|起)", "", hit["object"])
        if len(thing) < 2 or _EMPTY.search(thing) or _VISIT.search(before) or len(hit["clause"]) < 4:
            continue
        start = m.start() + hit.start("clause")
        if relation:  # 在…、对… belong to the clause
            start = m.start() + hit.start("before") + relation.start("rest")
        at = m.start() + clause.rindex(thing)
        a, b = passage.where(start, m.end())
        rows.append(dict(text=passage.text[start : m.end()], actor=actor, verb=hit["verb"], object=passage.text[at : at + len(thing)],
                   instrument=_instrument(hit["verb"], thing), status=_status(clause, hit, planned), start=a, end=b))
    # what somebody says ends with the paragraph; what an article announces goes on
    return rows, planned if stage or _ANNOUNCED.search(text) else ""


def _instrument(verb, thing):
    verbs, objects, *_ = _cues()
    at, cue = max(((thing.rfind(c), c) for c in objects if c in thing), default=(-1, ""))
    return objects[cue] if at >= 0 else verbs[verb]


def _status(clause, hit, planned):
    head = clause[: hit.start("verb")]
    if re.search(r"(?:将(?=.{0,6}$)|要|须|应|必须|力争|确保)", head) and not head.startswith("将"):
        return "planned"
    if hit["object"].startswith("了") or _DONE.search(head):
        return "done"
    if _PLANNED.search(head) and not head.startswith("将"):
        return "planned"
    if planned:
        return planned
    achieved = hit["verb"] in _ACHIEVED or re.match(r"\d", hit["object"])  # 引进20名医生 has been counted
    return "done" if achieved and not _ONGOING.search(head) else "ongoing"
