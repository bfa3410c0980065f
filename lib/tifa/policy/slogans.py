"""Formulations (提法) found by their form: numbers that stand for a list, images in quotation marks, parallel clauses."""

import re
from bisect import bisect_left
from functools import cache
from itertools import chain

from tifa.arguments import takes
from tifa.knowledge import DATA, any_of, read_cues, read_set
from tifa.policy.parallels import find_parallels
from tifa.story import STORY, stories
from tifa.tables import Slogans, make_table
from tifa.words.segment import in_dictionary, segment_clause, tag_word

_DIGITS = dict(zip("一二三四五六七八九十", range(1, 11))) | {"两": 2, "双": 2}
_N = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两双])"
_MANY = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[二三四五六七八九两双])"
_HAN = r"[\u4e00-\u9fff]"
_LEADING = {"v", "vd", "p", "c", "d", "ad", "l", "uj", "ul", "zg"}  # tags of words behind which a list may begin
_CLASSIFIER = "个大项支张驾方级条位件类种本场套道面座轮"
_NEAR = 160  # characters before a label in which its list is looked for
_LONGEST = 60  # characters of a label; a run without end is not read anew from each of its characters
_MAY_COUNT = re.compile("[一二三四五六七八九十两双](?<![第0-9一二三四五六七八九十百千万亿几数每半上下前后初周月年期唯独统混].)"
                        "(?:(?<=[一双])|(?![年月日天次周人名岁级届点倍号家省市县区国种]))")
_QUOTED = re.compile(r"“([^“”\n]{1,60})”")
_SUM = re.compile(r"\d(?<![\d.].)\d?(?:\+(?:\d{1,2}(?![\d.%])|[NnXx]))+")
_ONE_EACH = re.compile(rf"(?:一(?!一){_HAN}{{1,3}}?){{1,3}}一(?!一)({_HAN}{{1,4}})(?:[(]{_HAN}{{1,4}}[)])?")
_PIECE = rf"(?:(?![的了和与及等]){_HAN}){{1,3}}?"
_PART = rf"{_MANY}(?![个大一二三四五六七八九十两]){_PIECE}"
_COMPOUND = re.compile(rf"(?:{_PART}|(?:一(?![一个大]){_PIECE})+)(?:[,、]?(?:{_PART}|一(?![一个大]){_PIECE}))+")
_PARTS = re.compile(rf"({_N})({_HAN}{{1,3}}?)(?=[,、]?{_N}(?![个大])|$)")
_PLAIN_PART = re.compile(r"[年月日天周次个人名家位元岁届级批场只条起点分期本项到省市县区国党部男女子人口地号金银铜荤素类成几座栋层]|小时|分钟|公里|.?.?于")
_LABEL = re.compile(rf"({_N})([{_CLASSIFIER}]?)({_HAN}{{1,4}})$")
_COUNTED = re.compile(rf"({_MANY})([个大支驾方张项])?(?={_HAN})")
_PLAIN_HEAD = set("是要个大者则强种次年月日天点分倍成折人名位家岁级届期周号省市区县国队地")  # what is only counted
_ADVERBIAL = set("起道步直度样些旦定切般贯再同体向经系批项名个天年月日次对比带")  # 一起, 一直, 一些: no label begins so
_MULTIPLE = re.compile(rf"({_MANY})个“([^“”]{{2,20}})”")
_GATHERED = ("大", "支", "驾", "方", "张", "项")  # with these, too, what is only counted may be told by its list or programme word
_NUMERAL = re.compile(rf"^{_N}+$|^第|^十[一二三四五六七八九]五|\d")
_RUN, _RUN_BEFORE = re.compile(rf"{_HAN}+"), re.compile(rf"{_HAN}+\Z")
_NEXT = re.compile("[三四五六七八九]个")
_ONES = re.compile(r"(?:一[^一\W]{1,2})+")
_DOUBLE = re.compile(rf"([^双]*两[^双]*)双.+{_N}")
_CIRCLE = rf"(?P<circle>{_N}(?:公里|分钟|刻钟|小时)){_HAN}{{0,5}}圈"
_AND = re.compile("[和与及]")
_BEHIND_COMMA = re.compile("、(.)")
_SAYS = re.compile("表示|提出|指出|强调|认为|介绍|说")
_SPOKEN = re.compile(r"(?:说|道|称|问|答|表示|介绍|指出|强调|认为|回答|告诉.{0,4})[:,]?\Z|:\Z")
_CLAUSE = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=即))(?:[一二三四五六七八九十]是)?([\u4e00-\u9fff“”]{2,26})(?![\u4e00-\u9fff])")  # as it stands in a list
_NAMED = re.compile(r"[^。;!?:]{0,14}?(?:[,(]?(?:即|指的是|是指|分别是|分别为|包括|就是|主要体现在|具体为)(?:由|对|在)?|[:]|——)\s*(?![一二三]是)([^。;!?()]{3,120})")
_LISTED = re.compile(r"、|(?<=..)(?:和|及|以及|与)(?=..)")
_AROUND = re.compile("^(?:[和与及]|由|是?指|即|包括)+|等?(?:共同)?(?:组成|构成)$|等$")  # 由甲、乙、丙组成的三支队伍
_JOINED = re.compile(r"[、,]|(?<=..)(?:和|与|以及|及)(?=.)")
_COUNTED_OFF = re.compile(r"(?<![\u4e00-\u9fff])[一二三四五六七八九十]是([^,。;:、]{2,24})")
_STOP_NEAR, _COLON = re.compile(r"[^。]{0,16}[:。,]"), re.compile(r"[^。,;]{0,2}:")
_SPLIT = re.compile(r"[、,;]")
_NOT_QUOTED = re.compile(r"[《》。!?、,;@—~·]|\+$|[吗呢吧啊呀么过]$|怎么|什么|不会|(?<!为)了(?![解断然如])|[他她它咱您你]|(.)[不没]\1"
                         r"|^(?:希望|感谢|谢谢|别[把让再]|只要|如果|没想到|必须|应当|成为|被|我[也就想能会觉要是])|的$|...的...")  # titles, lists, talk
_PAIRED = re.compile(rf"{_HAN}{{2,12}}(?:\+{_HAN}{{2,12}})+")  # 线上办理+上门服务
_ENDS = set(",。、;:!?()“”《》的等和与及以之各在 \n")  # behind these a label has ended
_NO_ITEM = re.compile(r"[\d《》()]|^(?:等|和|与|及)")


@cache
def _cues():
    """The words of ``data/slogan_cues.csv``, each kind as one pattern; names by their last character."""
    forms = {"before": r"(?:%s)\Z", "far": _HAN + "{1,8}?(?:%s)"}
    cues = {kind: own for (kind,), own in read_cues("slogan_cues.csv").items()}
    names = cues.pop("name").split("|")
    found = {kind: re.compile(forms.get(kind, "(?:%s)") % own) for kind, own in cues.items()}
    return found | {"name": {last: [name for name in names if name[-1] == last] for *_, last in names}, "excluded": read_set(DATA / "not_slogans.txt")}


@cache
def _one_of_the_listed():
    """What begins with a number and is known: no slogan, a circle of so many minutes, national stock."""
    excluded, stock = (any_of(read_set(DATA / name)) for name in ("not_slogans.txt", "stock_slogans.txt"))
    return re.compile(f"{excluded}|{_CIRCLE}|(?P<stock>{stock})")


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
        The table ``slogans``: one row a mention, in the order of the page.

    Notes
    -----
    Found by form; ``data/stock_slogans.txt`` names the few national ones whose form does not tell. What goes wrong:

    - numeric: a label without quotation marks is taken only with its list, a programme word behind it, an even shape or a
      verb before it; where all marks are taken out of the seeds, 4 % of their labels are missed (with marks: none).
    - items: a first item that begins with a verb of its own is cut short, a last one runs on into the next noun.
    - quoted: names of shops, apps and events that do not say what they are; nonce words in scare quotes.
    - parallel: two clauses without a common character, clauses of different length, a run that begins inside a longer
      list; and lists in good rhythm that rally behind nothing. See :mod:`tifa.parallels`.

    How often, by kind and text: :func:`tifa.compare.read_accuracy`.

    Examples
    --------
    >>> slogans = find_slogans(read_articles("seeds"))
    >>> slogans.loc[slogans.text.eq("三驾马车"), ["kind", "arity", "items"]].iloc[0].tolist()
    ['numeric', '3', '居委会|业委会|物业公司']
    """
    rows = []
    for story in stories(articles):
        found, printed, where = _find(story.text), story.printed, story.where
        rows += [(story.page, story.article, printed[start:end], kind, arity, "|".join(items), *where(start, end), note)
                 for start, end, kind, arity, items, note in found]
    return make_table(Slogans, rows)


def _add_up(found, text):
    """Give a label the items that the article tells elsewhere: ten centres are the four, three and three of other sentences."""
    labels = [(row, label) for row in found if row[2] == "numeric" and (label := _LABEL.match(text, row[0], row[1])) and label[1] != "一"]
    by_name, told = {}, {}
    for (*_, arity, items, _), label in labels:
        if arity.isdigit():
            by_name.setdefault(label[3], []).append((int(arity), items))
    listed = set(_BEHIND_COMMA.findall(text)) if labels else ()
    for (*_, arity, items, _), label in labels:
        if items:
            continue
        n, own = _value(label[1]), label.groups()
        if own not in told:  # a label can be mentioned again and again
            parts = [more for part, more in by_name.get(label[3], ()) if part < n] if label[2] else []
            told[own] = list(dict.fromkeys(chain.from_iterable(parts))) or (
                _list_sharing(text, n, label[3][0]) if not label[2] and label[3][0] in listed else [])
        items += told[own] if arity == str(len(told[own])) else []  # the list in the row


def _find(text):
    """The formulations of a text: (start, end, kind, arity, items, note), by place."""
    found = {}
    for m in _QUOTED.finditer(text) if "“" in text else ():
        if row := _judge_quoted(text, m):
            found[m.span(1)] = (*m.span(1), *row)
    numbers, images = set(), {}  # characters of numbers; the end of each image by its start
    for (start, end), row in found.items():
        if row[2] == "numeric":
            numbers.update(range(start, end))
        else:
            images[start] = end
    inside = images and {k for start, end in images.items() for k in range(start, end)}
    for start, end, arity, items, note in _find_numbers(text, numbers):
        if numbers.isdisjoint((start, end - 1)) and not (start in inside and end - 1 in inside):
            numbers.update(range(start, end))
            found[start, end] = (start, end, "numeric", arity, items, note)
    _add_up(list(found.values()), text)
    parallels = find_parallels(text)
    opened = sorted(images)
    listed = parallels and {item for row in found.values() for item in row[4]}
    for start, end, items in parallels:
        if listed.issuperset(items[1:]):  # what a number stands for is told there
            continue
        for image in opened[bisect_left(opened, start) : bisect_left(opened, end)]:
            if images[image] <= end:  # a word of the formula
                found.pop((image, images[image]), None)
        found.setdefault((start, end), (start, end, "parallel", str(len(items)), items, ""))
    return [found[place] for place in sorted(found)]


# --- numbers -----------------------------------------------------------------------------------------------------

def _value(numeral):
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS[numeral]


def _find_numbers(text, known):
    """Numbers that stand for a list: (start, end, arity, items, note); ``known``: the places of those found by their marks."""
    for m in _SUM.finditer(text) if "+" in text else ():
        if text[m.end() : m.end() + 1] not in set("<=>"):
            yield *m.span(), _sum_arity(m[0]), *_spelled_out(text, *m.span(), 0, "")
    for m in _MULTIPLE.finditer(text) if "个“" in text else ():
        if _SPLIT.search(m[2]):  # several of one quoted thing are a quantity
            yield *m.span(), str(_value(m[1])), [], ""
    done, listed = 0, _one_of_the_listed().match
    for m in _MAY_COUNT.finditer(text):
        at = m.start()
        if at < done or at in known:
            continue
        if m := listed(text, at):
            if circle := m["circle"]:
                done = at + len(circle)
                yield at, done, "", [], ""
            elif stock := m["stock"]:
                done, n = m.end(), _value(stock[0])
                arity = str(n) if n > 1 else "" if stock.count("一") > 1 else _sum_of_parts(stock)
                yield at, done, arity, *(_spelled_out(text, at, done, n, "") if n > 1 else ([], ""))
        elif text[at] == "一" and text[at + 1 : at + 2] in _ADVERBIAL:
            continue
        elif (m := _COMPOUND.match(text, at, at + _LONGEST)) and (end := _end_of_compound(text, m)):
            done = end
            yield at, end, _sum_of_parts(text[at:end]), [], ""
        elif text[at] == "一":
            if (m := _ONE_EACH.match(text, at, _end_of_ones(text, at))) and (end := _end_of_each(text, m)):
                done = end
                yield at, end, "", [], ""
        elif (m := _COUNTED.match(text, at)) and (hit := _judge_counted(text, m)):
            yield at, hit[0], str(_value(m[1])), *hit[1:]


def _sum_arity(total):
    parts = total.split("+")
    return "" if not all(p.isdigit() for p in parts) else str(len(parts)) if set(parts) == {"1"} else "+".join(parts)


def _sum_of_parts(compound):
    return "+".join(str(_value(numeral)) for numeral, _ in _PARTS.findall(compound))


def _known(text):
    """Whether the general dictionary has the text as one word or set phrase."""
    return in_dictionary(text) and (tag := tag_word(text))[0] in "ilnvadbzmj" and tag != "nr"


def _at_end(text, end):
    """Whether a label may end there: before a mark, a programme word or the next label."""
    return end >= len(text) or text[end] in _ENDS or bool(_cues()["programme"].match(text, end) or _NEXT.match(text, end))


def _led(text, start):
    """Whether a verb leads to what begins there."""
    run = _RUN_BEFORE.search(text, max(0, start - 6), start)
    return bool(run) and tag_word(segment_clause(run[0])[-1]) == "v"


def _end_of_ones(text, at):
    """Where the first of labels that run together ends: 一村一警|一村一策, behind a longer word or before one that comes again."""
    ones = _ONES.match(text, at, at + _LONGEST)
    pieces = ones[0].split("一")[1:] if ones else []
    ends = (k for k in range(2, len(pieces) - 1) if len(pieces[k - 1]) > 1 or pieces[k] in pieces[:k])
    return at + sum(map(len, pieces[:k])) + k if (k := next(ends, 0)) else len(text)


def _end_of_each(text, m):
    """Where 一链一策 ends: behind the last word, or behind the character that stands alone there."""
    end = m.start(1) + len(segment_clause(m[1])[0]) if not m[0].endswith(")") else m.end()
    label = text[m.start() : end]
    pieces = [piece for piece in label.split("一") if piece]
    if len(set(pieces)) < len(pieces) or _known(label) or _known(label[:4]):
        return 0
    if text[m.start() - 1 : m.start()] == "“":
        return end
    begun = all(len(piece) == 1 and piece not in _ADVERBIAL for piece in pieces[:-1])
    return end if begun and (end == m.endpos or _at_end(text, end) or label[-1] == ")" or len(label) == 4 and tag_word(label[-1])[0] in "ng") else 0


def _end_of_compound(text, m):
    """Where 四不两直 ends; none for set phrases and for quantities side by side (三人两车)."""
    quoted = text[m.start() - 1 : m.start()] == "“"
    cut = not quoted and _DOUBLE.match(m[0])  # 一改两为双招双引: one label writes two in one way
    label, end = (cut[1], m.start() + cut.end(1)) if cut else (m[0], m.end())
    parts = _PARTS.findall(label)
    names = [name for _, name in parts]
    if len(parts) < 2:
        return 0
    full = len(names[0])
    while not cut and _RUN.match(text, end, end + 1) and text[end] not in _ENDS and len(names[-1]) < (4 if quoted else full):
        names[-1], end = names[-1] + text[end], end + 1
    if len(names[0]) > len(names[-1]) + 1 or _known(label) or _known(text[m.start() : m.start() + 4]) or any(map(_PLAIN_PART.match, names)):
        return 0
    if quoted or cut:
        return end if cut or text[end : end + 1] == "”" else 0
    even, apart = full == len(names[-1]) == 1, re.search("[,、]", label)
    if apart and (even or len({numeral for numeral, _ in parts}) > 1 and any(tag_word(name[-2:])[0] != "v" for name in names)):
        return 0  # 六稳、六保 are two; 三桥社区、五堰街道 is a list
    if in_dictionary(label[:2]) and tag_word(label[:2])[0] == "n" or parts[0][0] == "一" and (names[0][0] in _ADVERBIAL or parts[-1][0] == "一"):
        return 0
    if len(names[-1]) == 1 and not _at_end(text, end) and in_dictionary(text[end - 1 : end + 1]) and _at_end(text, end + 1):
        return end + 1  # the last part is a word: 一园两中心
    return end if even or _at_end(text, end) else 0  # 五群十链 is so even that no mark need follow


def _judge_counted(text, m):
    """(end, items, note) of a label such as 四个坚持 or 三支队伍 that begins with the number matched, else None."""
    classifier, next_one = m[2] or "", text[m.end()]
    if m[1] == "二" or next_one in "一二三四五六七八九十两双" or next_one in _PLAIN_HEAD and m[1] != "双" and classifier not in _GATHERED:  # 两 counts, 二 names
        return None
    n = _value(m[1])
    words = list(segment_clause(_RUN.match(text, m.end(), m.end() + 12)[0]))
    first = words[0][:-1] if len(words[0]) > 1 and words[0][-1] in _ENDS else words[0]
    end = m.end() + len(first)
    programme = _cues()["programme"].match(text, end)
    if first[-1] in "于到在为着了" and not programme or _SAYS.match(first):
        return None
    if (joint := _cues()["joint"].match(text, m.end() + 1)) and first[0] not in _PLAIN_HEAD:
        return joint.end(), *_spelled_out(text, m.start(), joint.end(), n, "")
    if not classifier and (n > 12 or _known(m[1] + first)):
        return None
    two = text[m.end() : m.end() + 2]  # 双回访: jieba often joins the second word to what follows
    if m[1] == "双" and not classifier and len(two) > 1 and _RUN.fullmatch(two) and two[1] not in _ENDS and tag_word(two)[0] not in "nm" and (
            _at_end(text, m.end() + 2) or first == two and _led(text, m.start())):
        return m.end() + 2, *_spelled_out(text, m.start(), m.end() + 2, n, "")
    if classifier in _GATHERED[1:]:
        items = _list_before(text[max(0, m.start() - _NEAR) : m.start()], n) if len(first) == 2 else []
        if items and not _places(items):
            return end, items, ""
        return (end, [], "") if classifier == "张" and _cues()["programme"].match(text, end) else None
    if first[0] in _PLAIN_HEAD and classifier != "大":
        return None
    tag = tag_word(first)[0]
    if classifier == "大":
        names_a_set = _cues()["set"].fullmatch
        while len(words) > 1 and not names_a_set(words[0]) and end - m.end() + len(words[1]) <= 6 and (tag_word(words[1])[0] in "nab" or tag_word(words[1]) == "vn"):
            end += len(words.pop(0) and words[0])
        if _cues()["plain"].fullmatch(text[m.end() : end]):
            return None
        items, note = _spelled_out(text, m.start(), end, n, "")
        led = _cues()["lead"].search(text[max(0, m.start() - 6) : m.start()]) and _at_end(text, end) and end - m.end() > 1
        return (end, items, note) if items or led or names_a_set(words[0] if n > 2 else first) else None
    if len(first) == 1 and (classifier or not programme and not (tag[0] in "vad" and _at_end(text, end) and _led(text, m.start()))):
        return None
    if not _at_end(text, end):
        return None
    acts = tag in "vadz" or tag == "x" and classifier in ("", "个") or len(first) == 1
    items, note = _spelled_out(text, m.start(), end, n, first)
    if items and (acts or all(first in item for item in items) or not classifier):
        return end, items, note
    if classifier and tag == "n" and tag_word(first) == "ns":  # 五个淮北
        return end, items, note
    return (end, items, note) if acts and (classifier or not tag_word(first).startswith("vn") or m[1] == "双") else None


def _spelled_out(text, start, end, n, head):
    """(items, note): the list a label stands for, before it or behind it; the note tells of a list of another number."""
    before, after = text[max(0, start - _NEAR) : start].rstrip("“"), text[end : end + 800].partition("\n")[0].lstrip("”")
    if n:
        items = _list_before(before, n) or _list_after(after, n, head)
        if items:
            return items, ""
    want = n or (3 if text[start:end] == "1+1+1" else 0)
    named = _NAMED.match(after)
    if named and want:
        part = named[1].split(",")[0] if "、" in named[1].split(",")[0] else named[1]
        listed = [item.strip("“”") for item in _JOINED.split(part)]
        if "、" in part and max(map(len, listed[:-1])) <= 14 and len(listed) > 1:
            if len(listed) != want:
                return [], f"{len(listed)} items follow where {want} are claimed"
            return [*listed[:-1], _cut_tail(listed[-1].partition("等")[0])], ""
    counted = _COUNTED_OFF.findall(after, 0, 700) if n and _STOP_NEAR.match(after) else []
    if len(counted) == n and n:
        return counted, ""
    return [], f"{len(counted)} items follow where {n} are claimed" if len(counted) > 1 and _COLON.match(after) else ""


def _cut_tail(item):
    """The last item of a list without the verb that goes on with the sentence: 村医师组建… gives 村医师."""
    at = 0
    for i, word in enumerate(segment_clause(item)):
        if i and tag_word(word) == "v":
            return item[:at]
        at += len(word)
    return item


def _list_before(before, n):
    """The n items right before a label: A、B和C“三X”; none when their number does not fit."""
    before = before.removesuffix("的")
    quoted = before.endswith("”") and "、" in before[before.rfind("“") :]
    bare = before.rstrip("“”")
    tail = before[before.rfind("“") + 1 : -1] if quoted else bare[max(map(bare.rfind, ",。;:“”()\n")) + 1 :]
    if n > 2 and "、" not in tail:
        return []
    items = _LISTED.split(_AROUND.sub("", tail))
    if len(items) != n:  # 和 joined something before the list
        rests = [tail[m.end() :].split("、") for m in _AND.finditer(tail)]
        items = next((rest for rest in rests if len(rest) == n), items[1:] if len(items) == n + 1 and "和" in tail else [])
    if len(items) != n or n < 2:
        return []
    if not quoted:
        items[0] = _cut_lead_in(items[0], items[1:])
    least, *_, most, longest = sorted([0, *map(len, items)])[1:] if n > 2 else (*sorted(map(len, items)),) * 2
    if not least:
        return []
    fit = quoted or 1 < least and longest <= max(8, most + 4)
    return items if fit and not any(map(_NO_ITEM.search, items)) else []


def _places(items):
    """Whether all items are places or people: these are counted, not summed up."""
    return all(tag_word(segment_clause(item)[-1])[:2] in ("ns", "nr") for item in items)


def _cut_lead_in(item, others):
    """The first item of a list without the words that lead to it: cut behind a verb, preposition or adverb, as long as its fellows."""
    words, at, cuts = segment_clause(item), 0, [0]
    for i, word in enumerate(words[:-1]):
        at += len(word)
        if len(item) - at > 1 and (tag_word(word) in _LEADING or word in ("好", "了", "起") or i < 2 and tag_word(word) == "vn"):
            cuts.append(at)
    usual = sum(map(len, others)) / len(others)
    return item if cuts == [0] else item[min(reversed(cuts), key=lambda cut: abs(len(item) - cut - usual)) :]


def _list_after(after, n, head):
    """The n items that follow a label and begin as it ends: “四个坚持”:一是坚持A,…二是坚持B …"""
    if not head or after.count(head) < n:
        return []
    items = [m[1] for m in _CLAUSE.finditer(after, 0, 600) if m[1].startswith(head) and len(head) + 1 < len(m[1])]
    return items if len(items) == n else []


# --- quotation marks ---------------------------------------------------------------------------------------------

def _judge_quoted(text, m):
    """(kind, arity, items, note) of a quotation that is a formulation, else None."""
    inner, (start, end) = m[1], m.span()
    cues = _cues()
    if inner in cues["excluded"]:
        return None
    counts = inner[0] in _DIGITS
    if counts and _ONE_EACH.fullmatch(inner):
        return "numeric", "", [], ""
    if total := "+" in inner and _SUM.match(inner):
        return "numeric", _sum_arity(total[0]), *_spelled_out(text, m.start(1), m.end(1), 0, "")
    label = counts and _LABEL.match(inner)
    if counts and not (label and label[2]) and _COMPOUND.fullmatch(inner):
        return "numeric", _sum_of_parts(inner), [], ""
    if label and label[1] != "一" and not _NUMERAL.match(inner) and inner[-1] not in "节档" and tag_word(inner) != "i":
        n = _value(label[1])
        if cues["measure"].fullmatch(label[3]):
            return "numeric", "", [], ""
        items, note = _spelled_out(text, m.start(1), m.end(1), n, label[3])
        return "numeric", str(n), items, note
    if "+" in inner and _PAIRED.fullmatch(inner):
        return "quoted", "", [], ""
    before, after = text[max(0, start - 8) : start], text[end : end + 12]
    if not 2 <= len(inner) <= 10 or _NOT_QUOTED.search(inner) or _SPOKEN.search(before):
        return None
    if _NUMERAL.search(inner) or _ends_in_name(inner):
        return None
    if cues["after"].match(after.removeprefix("等")) or cues["far"].match(after) or cues["before"].search(before[-6:]):
        return None
    tag = tag_word(inner)
    if len(inner) == 2 and (tag[0] in "vadfstr" or tag in ("nr", "ns")) or len(inner) > 3 and tag == "i" or tag == "b":  # a plain word in scare quotes
        return None
    return "quoted", "", [], ""


def _ends_in_name(text):
    return any(text.endswith(name) and not text.endswith("为" + name) for name in _cues()["name"].get(text[-1], ()))


def _list_sharing(text, n, noun):
    """The one list of n words of one length in an article that all begin with the label's noun: 教师、教材、教法 for 三教."""
    lists = {m for size in (1, 2, 3) for m in re.findall(rf"{noun}(?<!、.){_HAN}{{{size}}}(?:、{noun}{_HAN}{{{size}}}){{{n - 1}}}(?!{_HAN}*、)", text)}
    return lists.pop().split("、") if len(lists) == 1 else []
