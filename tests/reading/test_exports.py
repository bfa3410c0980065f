"""Exports of press databases: split at the header block that comes again, whatever the vendor."""

import io
import time

import docx
import pytest

import tifa
from tifa.reading.blocks import part_line
from tifa.reading.exports import read_exports
from tifa.reading.labels import read_head

ROAD, SCHOOL = "本报讯 江北县修通三条公路，投入资金1200万元。", "本报讯 夜校昨日开班，120人参加。"
DASHES = "-" * 40
WISE = f"""慧科搜索
搜索条件: 公路 AND 江北
日期: 2024-08-01 至 2024-08-31
共 2 篇
{DASHES}
县里修通三条公路
[28 字]
2024-08-28
江州晚报
A01 | 要闻

{ROAD}

村民出行方便了。

文章编号: 20240828000001
内容及观点不代表本公司立场。
{DASHES}
夜校办进工厂
[17 字]
2024-08-29
江州日报
A02 | 要闻

{SCHOOL}

文章编号: 20240829000002
内容及观点不代表本公司立场。
{DASHES}
"""
LEXIS = f"""                     1 of 2 DOCUMENTS

                       江州晚报

                 August 28, 2024 Wednesday

县里修通三条公路

BYLINE: 林远

SECTION: 要闻; Pg. A01

LENGTH: 28 words

{ROAD}

村民出行方便了。

LOAD-DATE: August 30, 2024

LANGUAGE: CHINESE

                 Copyright 2024 江州晚报
                   All Rights Reserved

                     2 of 2 DOCUMENTS

                       江州日报

                 August 29, 2024 Thursday

夜校办进工厂

BYLINE: 赵青

LENGTH: 17 words

{SCHOOL}

LOAD-DATE: August 30, 2024

                 Copyright 2024 江州日报
                   All Rights Reserved
"""
FACTIVA = f"""HD 县里修通三条公路
BY 林远
WC 28 字
PD 2024 年 8 月 28 日
SN 江州晚报
PG A01
LA 中文 - 简体

LP 
{ROAD}

TD 
村民出行方便了。

AN 
文件 JZWB000020240828ek8s00001

HD 夜校办进工厂
BY 赵青
WC 17 字
PD 2024 年 8 月 29 日
SN 江州日报

LP 
{SCHOOL}

AN 
文件 JZRB000020240829ek8s00001
"""
PLAIN_FACTIVA = f"""县里修通三条公路
林远
28 字
2024 年 8 月 28 日
江州晚报
JZWB
A01
中文 - 简体

{ROAD}

村民出行方便了。

文件 JZWB000020240828ek8s00001

夜校办进工厂
赵青
17 字
2024 年 8 月 29 日
江州日报
JZRB
中文 - 简体

{SCHOOL}

文件 JZRB000020240829ek8s00001
"""
PROQUEST = f"""{'_' * 60}

Document 1 of 2

Title: 县里修通三条公路

Author: 林远

Publication title: 江州晚报

Publication date: Aug 28, 2024

Full text: {ROAD}
村民出行方便了。

ProQuest document ID: 123456
{'_' * 60}

Document 2 of 2

Title: 夜校办进工厂

Author: 赵青

Publication title: 江州日报

Publication date: Aug 29, 2024

Full text: {SCHOOL}

ProQuest document ID: 123457
"""
BOXED = f"""【篇名】县里修通三条公路
【作者】林远
【报纸】江州晚报
【日期】2024.08.28
【正文】{ROAD}
村民出行方便了。
【关键词】公路

【篇名】夜校办进工厂
【作者】赵青
【报纸】江州日报
【日期】2024.08.29
【正文】{SCHOOL}
【关键词】夜校
"""
NUMBERED = f"""文章 1 / 2
县里修通三条公路
江州晚报，2024年8月28日，A01版
记者：林远

{ROAD}
村民出行方便了。

文章 2 / 2
夜校办进工厂
江州日报，2024年8月29日，A02版
记者：赵青

{SCHOOL}
"""
RIS = f"""TY  - NEWS
TI  - 县里修通三条公路
AU  - 林远
T2  - 江州晚报
DA  - 2024/08/28
AB  - {ROAD}
村民出行方便了。
ER  - 

TY  - NEWS
TI  - 夜校办进工厂
AU  - 赵青
T2  - 江州日报
DA  - 2024/08/29
AB  - {SCHOOL}
ER  - 
"""
KINDS = {"WiseNews": WISE, "LexisNexis": LEXIS, "Factiva": FACTIVA, "Factiva without codes": PLAIN_FACTIVA, "ProQuest": PROQUEST, "boxed labels": BOXED, "numbered": NUMBERED, "RIS": RIS}


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_is_split_and_its_fields_are_filled(kind, tmp_path):
    (tmp_path / "all.txt").write_text(KINDS[kind], encoding="utf-8")
    corpus = tifa.extract(tmp_path)
    assert corpus.pages[["newspaper", "date", "layout"]].values.tolist() == [
        ["江州晚报", "2024-08-28", "article"], ["江州日报", "2024-08-29", "article"]]
    assert corpus.articles.headline.tolist() == ["县里修通三条公路", "夜校办进工厂"]
    assert corpus.articles.body.tolist() == [f"{ROAD}\n村民出行方便了。", SCHOOL]
    assert corpus.articles.people.tolist() == (["", ""] if kind == "WiseNews" else ["林远", "赵青"])


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_of_an_unknown_kind_says_so(kind):
    unknown = all("an export of an unknown kind" in row["remark"] for row in read_exports(KINDS[kind]))
    assert unknown == (kind in ("boxed labels", "numbered"))


def test_what_stands_above_the_first_article_is_no_article_and_is_told():
    first, second = read_exports(WISE)
    assert "4 lines above the first article left out" in first["remark"] and "left out" not in second["remark"]
    assert "搜索" not in first["text"] and "不代表" not in first["text"]


def test_an_export_as_word_and_html_is_split_too(tmp_path):
    document, raw = docx.Document(), io.BytesIO()
    for title, paper, day, text in (("县里修通三条公路", "江州晚报", "August 28, 2024 Wednesday", ROAD), ("夜校办进工厂", "江州日报", "August 29, 2024 Thursday", SCHOOL)):
        document.add_heading(title, 1)
        for line in (paper, day, f"Copyright 2024 {paper} All Rights Reserved", "Length: 20 words", "Byline: 林远"):
            document.add_paragraph(line)
        document.add_heading("Body", 2)
        for line in (text, "Load-Date: August 30, 2024", "End of Document"):
            document.add_paragraph(line)
    document.save(raw)
    (tmp_path / "nexis.docx").write_bytes(raw.getvalue())
    page = "".join(f"<h2>{title}</h2><div>{paper} | A01 | {day}</div><div>20 字</div><p>{text}</p><hr>" for title, paper, day, text in
                   (("县里修通三条公路", "江州晚报", "2024-08-28", ROAD), ("夜校办进工厂", "江州日报", "2024-08-29", SCHOOL)))
    (tmp_path / "wise.html").write_text(f"<h1>慧科新闻</h1><p>共 2 篇</p>{page}", encoding="utf-8")
    corpus = tifa.extract(tmp_path)
    assert corpus.pages.date.tolist() == ["2024-08-28", "2024-08-29"] * 2
    assert corpus.pages.newspaper.tolist() == ["江州晚报", "江州日报"] * 2
    assert corpus.articles.headline.tolist() == ["县里修通三条公路", "夜校办进工厂"] * 2
    assert corpus.articles.body.tolist() == [ROAD, SCHOOL] * 2


@pytest.mark.parametrize("text", [
    f"江州晚报\n2024年8月28日 星期三 第A01版\n\n县里修通三条公路\n\n{ROAD}\n\n夜校办进工厂\n\n{SCHOOL}\n",
    f"县里修通三条公路\n\n{ROAD}\n\n{DASHES}\n\n夜校办进工厂\n\n{SCHOOL}\n",
    f"读书会\n时间：2024年8月28日\n地点：县图书馆\n\n书展\n时间：2024年8月29日\n地点：县文化馆\n\n{SCHOOL}\n",
    f"县里修通三条公路\n2021年：动工\n2024年：通车\n{ROAD}",
    "",
], ids=["a page with a masthead", "articles between dashes", "notices of events", "years of a story", "nothing"])
def test_a_page_is_no_export(text):
    assert read_exports(text) == []


LINEAR = {
    "headers without end": lambda n: "江州晚报\n2024-08-28\n" * (n // 16), "separators": lambda n: "----------\n江州晚报\n2024-08-28\n" * (n // 30),
    "labels": lambda n: "标题：甲\n日期：2024-08-28\n" * (n // 22), "codes": lambda n: "HD 甲\nSN 乙\nPD 2024-08-28\nLP 丙\n" * (n // 30),
    "one article without end": lambda n: WISE + "路修好了。\n" * (n // 6) + WISE, "wide blanks": lambda n: "甲" * 9 + "\u3000" * n + "。\u3000\u3000乙", "wide blanks in lines": lambda n: "\u3000\u3000甲。" * (n // 4),
    "blanks in a label": lambda n: "标" + " " * n + "题：甲\n来源：乙\n", "brackets": lambda n: "《" * n + "\n来源：甲 日期：2024\n", "days": lambda n: "2024 年 8 月 28 日 " * (n // 17) + "\n",
}


@pytest.mark.parametrize("case", LINEAR)
def test_looking_for_exports_and_labels_is_linear(case):
    def seconds(n):
        text, taken = LINEAR[case](n), []
        for _ in range(3):
            begun = time.process_time()
            read_exports(text)
            read_head(part_line(text))
            taken.append(time.process_time() - begun)
        return min(taken)

    assert seconds(80_000) < 8 * seconds(20_000) + 0.05


def test_names_alone_under_the_header_are_the_writers(tmp_path):
    (tmp_path / "wise.txt").write_text(WISE.replace("A01 | 要闻\n", "A01 | 要闻\n王小芳；林远\n"), encoding="utf-8")
    articles = tifa.read_articles(tmp_path).set_index("headline")
    assert articles.people["县里修通三条公路"] == "王小芳|林远" and articles.subhead["县里修通三条公路"] == ""


def test_the_tail_of_an_article_is_no_head_of_the_next():
    one = "{}\n江州晚报\n2024-08-2{}\n120 words\nA01\n\n{}\n\n(c) 江州晚报. All rights reserved.\nDocument ID: 2024{}\n\n"
    told = [("江北县修路", 8, "本报讯 江北县修通三条公路。", 1), ("夜校开班", 9, "近日，江北县的夜校开班了。", 2)]
    rows = read_exports("".join(one.format(*own) for own in told))
    assert [(row["date"], row["text"]) for row in rows] == [
        (f"2024-08-2{day}", f"版次：A01\n\n# {headline}\n\n{text}") for headline, day, text, _ in told]


def test_an_abstract_may_have_several_lines():
    one = "Title-题名: {}\nSource-报纸: 江州晚报\nPubTime-发表时间: 2024-08-28\nSummary-摘要: 江北县修通三条公路。\n来了三十人\n\n"
    rows = read_exports(one.format("江北县修路") + one.format("夜校开班"))
    assert [row["text"].split("\n\n")[1:] for row in rows] == [["江北县修通三条公路。", "来了三十人"]] * 2


def test_the_label_of_a_text_may_be_boxed_and_spaced():
    one = "[{0}] {1}\n【报纸名】江州晚报\n【日　期】2024.08.28\n【内　容】江北县修通三条公路。\n\n"
    rows = read_exports(one.format(1, "江北县修路") + one.format(2, "夜校开班"))
    assert [row["text"] for row in rows] == ["# 江北县修路\n\n江北县修通三条公路。", "# 夜校开班\n\n江北县修通三条公路。"]
