"""What is corrected by hand is applied in every run, and told; what cannot be is named with its line."""

import pytest

import tifa

HEAD = "table,page,start,end,column,value,action,why\n"
PAGE = ("养老餐厅开张\n\n本报讯 4月2日,江北县推进“八个统一”和“三张清单”,县财政投入资金300万元。\n\n"
        "村医进修班开班\n\n本报讯 4月3日,江北县办起进修班,县里组建医共体,服务群众12万人。\n")


@pytest.fixture
def correct(tmp_path):
    def run(lines, **texts):
        folder = tmp_path / "corpus"
        folder.mkdir()
        for name, text in (texts or {"a": PAGE}).items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / "corrections.csv").write_text(HEAD + lines, encoding="utf-8")
        return tifa.extract(folder)

    return run


def test_a_page_is_corrected_before_articles_are_built(correct, caplog):
    corpus = correct("pages,a.txt,,,city,盐城,change,the imprint\npages,a,,,date,2024-04-05,change,\npages,a,,,newspaper,盐城晚报,change,\n")
    page = corpus.pages.iloc[0]
    assert [page.city, page.province, page.date, page.newspaper] == ["盐城", "江苏", "2024-04-05", "盐城晚报"]
    assert "corrected: city 盐城" in page.note and "applied to pages: change (line 2, 3, 4)" in caplog.text
    assert set(corpus.articles.city) == {"盐城"} and set(corpus.articles.city_from) == {"sources"}
    assert corpus.articles.date.tolist() == ["2024-04-02", "2024-04-03"] and set(corpus.terms.city) == {"", "盐城"}


def test_a_page_can_be_left_out(correct):
    corpus = correct("pages,b,,,,,drop,no newspaper\n", a=PAGE, b=PAGE)
    assert corpus.pages.page.tolist() == ["a"] and set(corpus.articles.page) == {"a"}


def test_a_headline_is_corrected_and_what_is_found_keeps_its_place(correct):
    corpus = correct("pages,b,,,headline,江北县建站,change,\narticles,a,0,,headline,养老餐厅,change,\n", a=PAGE, b="三月三\n\n本报讯 4月2日,江北县建站,县财政投入资金300万元。\n")
    assert corpus.articles.headline.tolist() == ["养老餐厅", "村医进修班开班", "江北县建站"]
    assert corpus.articles.note.str.contains("corrected: headline").tolist() == [True, False, True]
    texts = dict(zip(corpus.pages.page, corpus.pages.text))
    assert all(texts[row.page][row.start : row.end] == row.text for row in corpus.indicators.itertuples())


def test_rows_are_dropped_changed_and_added(correct, caplog):
    caplog.clear()
    corpus = correct("slogans,a,,,text,八个统一,drop,a shop\nslogans,a,,,text,进修班,add,missed\nslogans,a,,,kind,quoted,add,\n"
                     "indicators,a,39,51,metric,县财政资金,change,\nmeasures,a,,,text,服务群众,add,\nmeasures,a,,,instrument,nodality,add,\nmeasures,a,,,status,done,add,\n"
                     "systems,a,,,name,村医进修班,add,\n")
    own = corpus.slogans
    assert "八个统一" not in own.text.tolist()
    added = own[own.text == "进修班"].iloc[0]
    assert added.kind == "quoted" and corpus.pages.text[0][added.start : added.end] == "进修班" and "corrected" in added.note
    assert "县财政资金" in corpus.indicators.metric.tolist() or "not applied" in caplog.text
    assert corpus.measures.set_index("text").loc["服务群众", ["instrument", "status"]].tolist() == ["nodality", "done"]
    assert "村医进修班" in corpus.systems["name"].tolist()
    assert own.start.is_monotonic_increasing or own.page.nunique() > 1


def test_articles_are_parted_and_dropped(correct):
    text = "养老餐厅开张\n\n江北县的老人坐满了两间屋子,师傅正在盛汤。\n\n县里说,站点由各村自己修建。\n\n进修班也开了班,来了十位村医。\n"
    start = text.index("进修班")
    corpus = correct(f"articles,a,{start},{len(text)},,,add,two in one\narticles,b,0,{len(text) - 1},,,drop,\n", a=text, b=text)
    assert corpus.articles[["page", "article"]].values.tolist() == [["a", 1], ["a", 2]]
    assert corpus.articles.body[1] == "进修班也开了班,来了十位村医。" and corpus.articles.headline[1] == ""


def test_a_line_is_corrected(correct):
    corpus = correct("lines,a,0,6,role,kicker,change,\n")
    assert corpus.articles.kicker[0] == "养老餐厅开张" and corpus.articles.headline[0] == ""


@pytest.mark.parametrize("line, reason", [
    ("figures,a,,,value,1,change,", "there is no table figures"), ("terms,a,,,count,1,change,", "there is no table terms"),
    ("slogans,,,,,,drop,", "the page is missing"), ("slogans,a,,,kind,numeric,remove,", "the action is remove"), ("slogans,a,,,,,,", "the action is missing"),
    ("slogans,a,x,,,,drop,", "start is x, no whole number"), ("slogans,a,,,kind,big,change,", "kind is big; it is one of numeric, quoted, parallel"),
    ("indicators,a,,,value,much,change,", "value is much, no number"), ("pages,a,,,text,新,change,", "the column text cannot be corrected"),
    ("articles,a,,,body,新,change,", "the column body cannot be corrected"), ("pages,a,,,date,someday,change,", "the date is someday"),
    ("pages,a,,,city,盐城,add,", "a row of pages cannot be added"), ("articles,a,,,,,add,", "start and end are missing"),
    ("slogans,zz,,,,,drop,", "there is no page zz"), ("slogans,a,1,2,,,drop,", "no such row was found"), ("slogans,a,,,kind,quoted,change,", "rows of the page may be meant"),
    ("slogans,a,,,text,无此词语,add,", "these words stand in no article"), ("slogans,a,,,kind,quoted,add,", "the words come first"),
    ("slogans,a,,,text,江北县,add,", "add a line with the column kind"), ("articles,a,1,2,headline,x,change,", "say start and end"),
])
def test_what_cannot_be_applied_is_named_with_its_line_and_the_rest_is_done(correct, caplog, line, reason):
    corpus = correct(f"{line}\npages,a,,,city,盐城,change,\n")
    assert any("corrections.csv, line 2: not applied" in told and reason in told for told in caplog.messages)
    assert corpus.pages.city[0] == "盐城"


@pytest.mark.parametrize("raw, reason", [
    ("page,value\na,b\n".encode(), "line 1: not applied: line 1 must name the columns action, table"), (b"\xff\xfe\xff", "not applied"), (b"a", "line 1 must name"),
])
def test_a_file_that_is_no_table_of_corrections_is_named(write_corpus, caplog, raw, reason):
    folder = write_corpus({"a": PAGE})
    (folder / "corrections.csv").write_bytes(raw)
    assert len(tifa.read_articles(folder)) == 2 and reason in caplog.text


def test_a_spreadsheet_may_save_it_with_semicolons_and_a_mark(write_corpus):
    folder = write_corpus({"a": PAGE})
    (folder / "corrections.csv").write_bytes("\ufeffTable;Page;Column;Value;Action\r\npages;a;city;盐城;change\r\n".encode())
    assert tifa.read_pages(folder).city[0] == "盐城"


def test_corrections_reach_what_is_found_in_some_of_the_articles(write_corpus, caplog):
    folder = write_corpus({"a": PAGE})
    (folder / "corrections.csv").write_text(HEAD + "slogans,a,,,text,八个统一,drop,\n", encoding="utf-8")
    articles = tifa.first_printings(tifa.read_articles(folder))
    assert "八个统一" not in tifa.find_slogans(articles.head(1)).text.tolist()
    assert "八个统一" not in tifa.find_slogans(articles[articles.article == 1]).text.tolist()
