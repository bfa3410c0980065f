"""The genre of an article."""

import re
from functools import cache

from tifa.arguments import takes
from tifa.articles import forms
from tifa.leads import LEAD
from tifa.knowledge import read_cues
from tifa.words.fold import plain


@cache
def _genre_cues():
    ends = {"start": "^(?:{})", "end": r"(?:{})(?:\([^()]*\))?$", "close": "(?:{})。?$", "heading": "{}"}
    found = read_cues("genres.csv")
    return {(genre, where): re.compile(ends[where].format(cues), re.M)
            for (genre, where), cues in found.items()}


@takes()
def tell_genre(headline, around, body, photo=False):
    """Tell the genre of an article.

    Parameters
    ----------
    headline : str
    around : str
        Kicker, subhead, label and byline, one a line.
    body : str
        One paragraph a line.
    photo : bool, optional
        Whether the article has no text but captions.

    Returns
    -------
    {"news", "feature", "interview", "notice", "photo"}

    Notes
    -----
    The cues are those of ``data/genres.csv``; commentary counts as feature. Without a cue an article is news
    when its first paragraph tells an event or it is shorter than 800 characters. So a short feature without
    cue is taken for news, a long report that opens with a scene for a feature, a conversation told without
    questions for either; and a notice without its word in the headline or its closing formula is news.

    Examples
    --------
    >>> tell_genre("关于招聘教师的公告", "", "经研究,决定招聘教师。"), tell_genre("省里发布公告", "", "本报讯 省里发布公告。")
    ('notice', 'news')
    """
    cues, headline = _genre_cues(), plain(headline)
    headings = f"{headline}\n{plain(around)}"
    first = plain(body.partition("\n")[0])
    addressed = len(first) < 60 and first.endswith(":")  # 各镇人民政府,县各有关单位:
    event = not addressed and (LEAD.match(first) or forms.EVENT.search(first))
    last = plain(body[-60:]).rpartition("\n")[2]

    def cued(genre, where="heading"):
        return cues[genre, where].search(headings)

    short = len(body) < 400 and body.count("\n") < 2
    if photo or (short and (cued("photo") or (not event and forms.PHOTO_SIGNED.search(last)))):
        return "photo"
    if cued("interview") or cued("interview", "start") or len(forms.ASKED.findall(body)) >= 2:
        return "interview"
    named = cues["notice", "end"].search(headline)
    told = event or (named and forms.TOLD.search(headline[: named.start()]))
    if cues["notice", "close"].search(last) or (named and not told):
        return "notice"
    return "feature" if cued("feature") or not (event or len(body) < 800) else "news"
