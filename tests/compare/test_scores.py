import numpy as np
import pandas as pd
import pytest

from tifa.compare import match_rows, score


def table(**columns):
    return pd.DataFrame(columns)


def told(scores, part):
    return scores.set_index("part").loc[part]


CODED = table(page=["a", "a", "a", "b"], text=["八个统一", "一盘棋", "早发现、早报告", "三驾马车"],
              kind=["numeric", "quoted", "parallel", "numeric"], arity=["8", "", "2", "3"],
              items=["", "", "早发现|早报告", "居委会|业委会|物业公司"])
FOUND = table(page=["a", "a", "a", "b"], text=["“八个统一”", "早发现,早报告", "早发现", "三驾马车"],
              kind=["numeric", "parallel", "quoted", "numeric"], arity=["8", "2", "", "3"],
              items=["", "早发现|早报告", "", "业委会|居委会|物业公司"])


def test_a_formulation_is_right_by_its_wording_marks_left_out():
    rows = match_rows(FOUND, CODED, "slogans")
    assert dict(zip(rows.found_text + "/" + rows.coded_text, rows.verdict)) == {
        "“八个统一”/八个统一": "right", "早发现,早报告/早发现、早报告": "right", "早发现/": "wrong", "/一盘棋": "missed",
        "三驾马车/三驾马车": "right"}


def test_precision_and_recall_of_all_and_of_each_kind():
    scores = score({"slogans": FOUND}, {"slogans": CODED})
    whole = told(scores, "slogans")
    assert (whole.coded, whole.found, whole.precision, whole.recall, whole.f1) == (4, 4, 0.75, 0.75, 0.75)
    assert told(scores, "slogans, numeric").f1 == 1
    assert (told(scores, "slogans, quoted").recall, told(scores, "slogans, quoted").precision) == (0, 0)
    assert told(scores, "slogans, items")[["coded", "found", "recall"]].tolist() == [1, 1, 1.0]


def test_items_are_right_in_any_order_and_only_whole():
    short = FOUND.assign(items=["", "", "", "居委会|业委会"])
    assert told(score({"slogans": FOUND}, {"slogans": CODED}), "slogans, items").precision == 1
    assert told(score({"slogans": short}, {"slogans": CODED}), "slogans, items").precision == 0


def test_a_label_told_twice_keeps_both_lists():
    twice = pd.concat([CODED.tail(1), CODED.tail(1).assign(items="甲|乙|丙")])
    for items in ("丙|乙|甲", "居委会|业委会|物业公司"):
        found = FOUND.tail(1).assign(items=items)
        assert told(score({"slogans": found}, {"slogans": twice}), "slogans, items").recall == 1


def test_what_one_of_two_coders_gave_is_right_to_find_and_no_fault_to_miss():
    coded = CODED.assign(by=["AB", "A", "B", "AB"])
    whole = told(score({"slogans": FOUND}, {"slogans": coded}), "slogans")
    assert (whole.coded, whole.recall, whole.precision) == (2, 1, 0.75)
    assert (match_rows(FOUND, coded, "slogans").verdict == "one coder").sum() == 1


def test_nothing_in_common_is_named():
    with pytest.raises(ValueError, match=r"found \(slogans\) and coded \(measures\) have no table in common"):
        score({"slogans": FOUND}, {"measures": MEASURES})


MEASURES = table(page=["a", "a"], text=["成立医共体管理委员会", "设立8个名医工作室"], instrument=["organization", "organization"],
                 status=["done", "planned"], actor=["县政府", ""])


def test_a_measure_is_right_when_one_wording_holds_the_other():
    found = MEASURES.assign(text=["成立医共体管理委员会,设立8个", "工作室"], status="done", actor=["县卫健委", "县医院"])
    scores = score({"measures": found}, {"measures": MEASURES})
    assert told(scores, "measures").f1 == 1
    assert told(scores, "measures, instrument").precision == 1
    assert told(scores, "measures, status").precision == 0.5
    assert told(scores, "measures, actor")[["coded", "found", "recall", "precision"]].tolist() == [1, 2, 0, 0]


def test_a_row_has_one_partner():
    found = pd.concat([MEASURES.head(1)] * 3)
    whole = told(score({"measures": found}, {"measures": MEASURES}), "measures")
    assert (whole.precision, whole.recall) == (pytest.approx(1 / 3), 0.5)


FIGURES = table(page=["a", "a"], text=["就诊率达85%", "门诊量由61万人次增长到116万人次"], value=["85", "1160000"],
                unit=["%", "人次"], base_value=["", "610000"], year=["", ""])


@pytest.mark.parametrize("change, right", [({}, 2), ({"value": ["86", "1160000"]}, 1), ({"unit": ["%", "人"]}, 1),
                                           ({"text": ["85", "116万人次"]}, 1)])
def test_a_figure_is_right_by_value_unit_and_words(change, right):
    found = FIGURES.assign(**change).astype({"value": float})
    assert (match_rows(found, FIGURES, "indicators").verdict == "right").sum() == right


def test_a_base_is_compared_as_a_number():
    scores = score({"indicators": FIGURES.assign(base_value=[np.nan, 610000.0])}, {"indicators": FIGURES})
    assert told(scores, "indicators, base_value")[["coded", "found", "precision", "recall"]].tolist() == [1, 1, 1, 1]


SYSTEMS = table(page=["a", "a"], name=["数字化医共体", "慢病信号灯"], alt_names=["医共体|县域医共体", ""], place=["盐城市", "阜宁县"],
                parts=["甲|乙|丙|丁", ""], spans=["0-100", "200-300;400-500"])


@pytest.mark.parametrize("name, spans, right", [
    ("别的", "40-100", 1), ("别的", "60-100", 0), ("县域医共体", "90-100", 1), ("县域医共体", "95-100", 0), ("医共体", "80-100", 1)])
def test_a_system_is_right_by_half_its_passages_or_by_its_name_and_a_tenth(name, spans, right):
    found = SYSTEMS.head(1).assign(name=name, spans=spans)
    assert (match_rows(found, SYSTEMS, "systems").verdict == "right").sum() == right


def test_names_places_and_parts_of_systems():
    found = SYSTEMS.assign(name=["医共体", "信号灯"], place=["盐城", ""], parts=["甲|乙|丙", "戊"])
    scores = score({"systems": found}, {"systems": SYSTEMS})
    assert told(scores, "systems, name").precision == 0.5
    assert told(scores, "systems, place")[["precision", "recall"]].tolist() == [1, 0.5]
    assert told(scores, "systems, parts")[["precision", "recall"]].tolist() == [0.5, 1]


def test_only_coded_pages_count():
    found = pd.concat([FOUND, FOUND.assign(page="not coded")])
    assert told(score({"slogans": found}, {"slogans": CODED}), "slogans").found == 4


def test_intervals_need_thirty_pages():
    def copies(rows, n):
        return pd.concat([rows.assign(page=rows.page + str(i)) for i in range(n)])

    few, many = (told(score({"slogans": copies(FOUND, n)}, {"slogans": copies(CODED, n)}), "slogans") for n in (14, 60))
    assert np.isnan(few.low) and few.f1 == many.f1
    assert many.low < many.f1 < many.high


def test_the_interval_of_f1_holds_its_promise():
    """Of samples of forty pages, 95 % ± 3 have an interval that covers the F1 of all pages."""
    draw = np.random.default_rng(7)
    right = draw.beta(4, 2, 4000)  # how likely a page's rows are found
    pages = [f"p{i}" for i in range(4000)]
    hits = draw.binomial(8, right)
    coded = pd.DataFrame({"page": np.repeat(pages, 8), "text": [f"做第{k}件实事" for _ in pages for k in range(8)]})
    found = coded[np.concatenate([np.arange(8) < hit for hit in hits])]
    own, other = (dict(list(table.groupby("page"))) for table in (coded, found))
    truth = 2 * hits.sum() / (len(coded) + hits.sum())
    covered = 0
    for _ in range(200):
        sample = [pages[i] for i in draw.choice(4000, 40, replace=False)]
        whole = told(score({"measures": pd.concat([other[page] for page in sample if page in other])},
                           {"measures": pd.concat([own[page] for page in sample])}, resamples=200), "measures")
        covered += whole.low <= truth <= whole.high
    assert 0.92 <= covered / 200 <= 0.98


def test_tables_are_read_from_folders(tmp_path):
    (tmp_path / "found").mkdir()
    (tmp_path / "coded").mkdir()
    FOUND.to_csv(tmp_path / "found/slogans.csv", index=False, encoding="utf-8")
    CODED.to_csv(tmp_path / "coded/slogans.tsv", sep="\t", index=False, encoding="utf-8")
    pd.testing.assert_frame_equal(score(tmp_path / "found", tmp_path / "coded"),
                                  score({"slogans": FOUND}, {"slogans": CODED}))


def test_a_folder_without_tables_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="none of the tables slogans, measures, indicators, systems"):
        score({"slogans": FOUND}, tmp_path)


def test_a_table_without_a_column_it_needs_is_an_error():
    with pytest.raises(ValueError, match="the table indicators lacks the column value; it needs page, text, value, unit"):
        score({"indicators": FIGURES}, {"indicators": FIGURES.drop(columns="value")})
