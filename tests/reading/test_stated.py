"""What a source states is a field and is never guessed anew: label lines, front matter, heads of HTML pages."""

import pytest

import tifa
from tifa.reading.labels import read_labels

TEXT = "本报讯 江北县修通三条公路，投入资金1200万元。"
HEADS = {
    "lines": "标题：江北县修通公路\n来源：江州晚报\n日期：2024-08-28\n版次：A02\n作者：林远\n\n",
    "another order": "【来源】江州晚报\n【发表日期】2024.8.28\n【标 题】江北县修通公路\n【作　者】林远\n【字数】28\n【正　文】\n",
    "boxed, two in a line": "【标题】江北县修通公路\n【日期】2024年8月28日\n【报纸】江州晚报\n【版次】第2版 【作者】林远 【正文】\n    ",
    "a line below the headline": "江北县修通公路\n2024-08-28 09:12 来源：江州晚报 作者：林远\n\n",
    "labels in one line": "江北县修通公路\n来源：江州晚报　　作者：林远　　发布时间：2024-08-28　　字号：大 中 小\n\n",
    "English": "Title: 江北县修通公路\nSource: 江州晚报\nDate: August 28, 2024\nAuthor: 林远\nURL: http://example.cn/1.htm\n\n",
    "front matter": '---\ntitle: "江北县修通公路"\ndate: 2024-08-28\nsource: 江州晚报\nauthor:\n  - 林远\ntags: [公路]\n---\n\n',
    "People's Daily": "<日期>=2024.08.28\n<报纸>=江州晚报\n<版号>=1\n<标题>=江北县修通公路\n<作者>=林远\n<正文>=\n　　",
    "two names of a label": "Title-题名: 江北县修通公路\nAuthor-作者: 林远;\nSource-文献来源: 江州晚报\nPubTime-发表时间: 2024-08-28\n\n",
    "no colons": "标题　江北县修通公路\n来源　江州晚报\n日期　2024-08-28\n作者　林远\n正文\n",
    "text named too": "Headline: 江北县修通公路\nNewspaper: 江州晚报\nDate: 2024-08-28\nAuthor: 林远\nText:\n",
    "TOML": '+++\ntitle = "江北县修通公路"\ndate = 2024-08-28T00:00:00Z\nsource = "江州晚报"\nauthor = "林远"\n+++\n',
    "headline twice": '---\ntitle: "江北县修通公路"\ndate: 2024-08-28\nsource: 江州晚报\nauthor: 林远\n---\n\n# 江北县修通公路\n\n',
    "no labels": "江北县修通公路\n2024年8月28日 江州晚报 林远\n\n",
    "issue": "# 江北县修通公路\n\n江州晚报记者 林 远 《 江州晚报 》（ 2024年08月28日 第 03 版）\n\n",
}


@pytest.mark.parametrize("head", HEADS)
def test_label_lines_are_fields(head, tmp_path):
    (tmp_path / "a.txt").write_text(HEADS[head] + TEXT + "\n", encoding="utf-8")
    corpus = tifa.extract(tmp_path)
    page, article = corpus.pages.iloc[0], corpus.articles.iloc[0]
    assert len(corpus.articles) == 1
    assert [page.newspaper, page.date] == ["江州晚报", "2024-08-28"]
    assert [article.kicker, article.headline, article.subhead, article.people, article.body] == ["", "江北县修通公路", "", "林远", TEXT]
    assert "".join("".join(corpus.lines.text).split()) == "".join(page.text.split())
    for span in article.spans.split():
        role, _, place = span.partition(":")
        start, end = map(int, place.split("-"))
        assert page.text[start:end] in getattr(article, role)


@pytest.mark.parametrize("text", [
    "夏季读书会招募\n主题：读懂乡村\n时间：2024年8月28日\n地点：县图书馆\n作者：林远\n联系电话：0000000\n\n" + TEXT,
    "书展开幕\n时间：5月6日下午\n地点：图书馆\n\n" + TEXT,
    "问答\n记者：累吗？\n林远：不累。\n\n" + TEXT,
    "新书架\n书名：《江北》\n作者：林远\n出版社：江州出版社\n\n" + TEXT,
    TEXT + "\n来源：江州晚报\n日期：2024-08-28\n",
    "指标：就诊率\n目标：90%\n\n" + TEXT,
])
def test_lines_with_colons_in_a_text_are_no_labels(text):
    assert read_labels(text).values == {}


def test_a_manifest_goes_before_what_the_page_states(tmp_path):
    (tmp_path / "a.txt").write_text(HEADS["lines"] + TEXT, encoding="utf-8")
    (tmp_path / "sources.csv").write_text("page,newspaper,date\na,江州日报,2023-01-02\n", encoding="utf-8")
    assert tifa.read_pages(tmp_path)[["newspaper", "date"]].values.tolist() == [["江州日报", "2023-01-02"]]


LINKED = ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "江北县修通公路", "datePublished": "2024-08-28T08:00:00+08:00", '
          '"author": [{"@type": "Person", "name": "林远"}], "publisher": {"name": "江州晚报"}}</script>')
PAGES = {
    "meta": f"<meta name=ArticleTitle content=江北县修通公路><meta name=PubDate content='2024-08-28 09:00'><meta name=ContentSource content=江州晚报><meta name=author content=林远><h1>江州新闻网</h1><h2>江北县修通公路</h2><p>{TEXT}",
    "linked data": f"<title>江州网</title>{LINKED}<div>江北县修通公路</div><p>{TEXT}",
    "e-paper": f"<title>江州晚报-江北县修通公路 2024年08月28日</title><table><tr><td>2024年8月28日 星期三<tr><td>第A2版：要闻<tr><td>江北县修通公路<tr><td>□记者 林远<tr><td><p>{TEXT}</table><div>江州晚报社 版权所有",
    "line of issue": f"<title>江北县修通公路--江州晚报</title><h1>江北县修通公路</h1><p>江州晚报记者&nbsp;林&nbsp;远\n<span> 《&nbsp;江州晚报&nbsp;》（ 2024年08月28日&nbsp; 第&nbsp;03&nbsp;版） </span></p><p>{TEXT}<div>江州晚报社版权所有",
    "footer": f"<h1>江北县修通公路</h1><div>2024-08-28 08:00 | 来源：江州晚报 | 作者：林远</div><p>{TEXT}<div>江州晚报社 版权所有",
}


@pytest.mark.parametrize("page", PAGES)
def test_html_pages_state_their_issue(page, tmp_path):
    (tmp_path / "a.html").write_text(f"<meta charset=utf-8>{PAGES[page]}", encoding="utf-8")
    corpus = tifa.extract(tmp_path)
    assert corpus.pages[["newspaper", "date"]].values.tolist() == [["江州晚报", "2024-08-28"]]
    assert corpus.articles[["headline", "people", "body"]].values.tolist() == [["江北县修通公路", "林远", TEXT]]


@pytest.mark.parametrize("particulars", [
    "<table><tr><td>索 引 号</td><td>0141/2024</td><td>主题分类</td><td>交通</td></tr><tr><td>发文机关</td><td>江北县人民政府办公室</td><td>成文日期</td><td>2024年08月28日</td></tr><tr><td>发文字号</td><td>江政办发〔2024〕15号</td></tr></table>",
    "<ul><li><b>索引号：</b>0141/2024</li><li><b>发布机构：</b>江北县人民政府办公室</li><li><b>文号：</b>江政办发〔2024〕15号</li><li><b>成文日期：</b>2024年8月28日</li></ul>",
    "<ul><li><span>索引号</span><span>0141/2024</span></li><li><span>文号</span><span>江政办发〔2024〕15号</span></li><li><span>发布日期</span><span>2024-08-28</span></li></ul>",
    "<dl><dt>索引号</dt><dd>0141/2024</dd><dt>文号</dt><dd>江政办发〔2024〕15号</dd><dt>发布日期</dt><dd>2024-08-28</dd></dl>",
])
def test_particulars_of_an_official_paper_are_neither_headline_nor_text(particulars, tmp_path):
    (tmp_path / "a.html").write_text(
        f"<meta charset=utf-8><div><a href=/>首页</a></div>{particulars}<h1>关于修建乡村公路的实施意见</h1><p>各镇人民政府，县各有关单位：</p>"
        "<p>现将有关意见印发给你们。</p><p>到2025年，修通公路30公里。</p><div>分享到：微信 微博</div>"
        "<div>主办：江北县人民政府办公室　苏ICP备00000000号-1　苏公网安备 00000000000000号　网站标识码：0000000000</div>", encoding="utf-8")
    corpus = tifa.extract(tmp_path)
    article = corpus.articles.iloc[0]
    assert len(corpus.articles) == 1 and corpus.pages.date[0] == "2024-08-28"
    assert [article.headline, article.kicker, article.genre] == ["关于修建乡村公路的实施意见", "", "notice"]
    assert article.body == "各镇人民政府，县各有关单位：\n现将有关意见印发给你们。\n到2025年，修通公路30公里。"


def test_paragraphs_behind_wide_blanks_in_one_line_are_paragraphs(tmp_path):
    (tmp_path / "a.txt").write_text(f"江北县修通公路　　　　{TEXT}　　村民出行方便了。　　县里推行“八个统一”管理。", encoding="utf-8")
    article = tifa.read_articles(tmp_path).iloc[0]
    assert [article.headline, article.body.count("\n")] == ["江北县修通公路", 2]


def read_one(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    corpus = tifa.extract(tmp_path)
    return corpus.pages.iloc[0], corpus.articles


def test_labels_below_a_text_are_fields(tmp_path):
    page, articles = read_one(
        tmp_path, "a.txt", f"江北县修通公路\n{TEXT}\n\n来源：江州晚报\n日期：2024-08-28\n作者：林远\n责编：赵青\n")
    assert [page.newspaper, page.date] == ["江州晚报", "2024-08-28"]
    assert articles[["headline", "people", "body"]].values.tolist() == [["江北县修通公路", "林远", TEXT]]


def test_particulars_of_an_office_have_labels_that_nobody_lists(tmp_path):
    cells = [("索 引 号：", "014/2024-12", "归属类：", "交通"), ("发布机构：", "江北县政府办", "发文日期：", "2024-08-20"),
             ("文 号：", "江政办发〔2024〕9号", "密级：", "无")]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    page, articles = read_one(
        tmp_path, "a.html", f"<table>{rows}</table><h2>关于修建公路的通知</h2><p>各科室：</p><p>{TEXT}</p><p>【打印】【关闭】</p>")
    assert page.date == "2024-08-20"
    assert articles[["kicker", "headline"]].values.tolist() == [["", "关于修建公路的通知"]]


def test_particulars_may_stand_in_a_list_without_colons(tmp_path):
    page, articles = read_one(
        tmp_path, "a.html", "<ul><li><b>索引号</b> 0143</li><li><b>发布机构</b> 县交通局</li><li><b>发布日期</b> 2024-05-06</li></ul>"
        f"<div>关于修建公路的通知</div><div>各科室：</div><div>{TEXT}</div>")
    assert [page.date, *articles.headline] == ["2024-05-06", "关于修建公路的通知"]


@pytest.mark.parametrize("head, line, newspaper", [
    ("<meta name=source content='来源：江州网'><meta name=publishdate content=2024-08-28><meta name=author content=105>",
     "<p>林远</p>", "江州网"),
    ("<title>江州晚报数字报-2024年8月28日</title>", "", "江州晚报"),
    ("<meta property='article:published_time' content='2024-08-28T09:10:00+08:00'>", "", ""),
    ("", "<div><span>2024年08月28日 09:10</span><a>江州晚报</a></div>", "江州晚报"),
    ("", "<div><span>林远</span> <em>2024-08-28 09:00</em> <em>江苏</em></div>", ""),
])
def test_pages_of_the_web_state_day_and_source(head, line, newspaper, tmp_path):
    page, articles = read_one(tmp_path, "a.html", f"{head}<h1>江北县修通公路</h1>{line}<p>{TEXT}</p>")
    assert [page.newspaper, page.date] == [newspaper, "2024-08-28"]
    assert articles[["headline", "kicker"]].values.tolist() == [["江北县修通公路", ""]]


@pytest.mark.parametrize("text, word", [
    ("<frameset><frame src='a.html'></frameset>", "frames"), ("<script>var a = 1</script>", "script")])
def test_a_page_without_text_says_what_it_lacks(text, word, tmp_path):
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    assert word in tifa.read_pages(tmp_path).note.iloc[0]
