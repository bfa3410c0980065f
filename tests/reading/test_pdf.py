"""What a PDF's sheets hold beside running text, and what of them is refused."""

import pytest
from made_files import as_pdf

from tifa.reading import read_pdf
from tifa.reading.pdf import _Piece
from tifa.reading.pdf_parts import gather_tables, mark_repeats

LINES = ["　　本报讯 江北县组建医共体，八家", "卫生院加入，县财政投入资金八百万元，", "添置设备四十六台，老人看病不出镇了，", "县里还请来二十名医生到镇上坐诊看病。"]
OTHERS = ["　　医生每周到镇上坐诊三天，教镇上医", "生看片子，县里每月付他们交通费用，镇", "里管吃管住，老人们说这样的日子才叫方", "便，明年还要再请二十名医生下乡坐诊。"]


PLACES = ["", "东镇", "西镇", "南镇", "北镇"]


def unembedded(*shown, encoding="UniGB-UCS2-H", order="GB1"):
    """A sheet in a font that is not in the file: (x, y, size, text), each character an object of its own."""
    drawn = "".join(f"BT /F {size} Tf 1 0 0 1 {x + size * i} {y} Tm <{c.encode('utf-16-be').hex()}> Tj ET\n"
                    for x, y, size, text in shown for i, c in enumerate(text))
    parts = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
             "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
             f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
             f"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[6 0 R]>>",
             f"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering({order})"
             "/Supplement 0>>/FontDescriptor 7 0 R/DW 1000>>",
             "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
             "/Descent -120/CapHeight 700/StemV 80>>"]
    out, places = "%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size {len(parts) + 1}>>\n"
    return f"{out}{tail}startxref\n{len(out)}\n%%EOF\n".encode()


def test_a_font_that_is_not_in_the_file_is_read_whole():
    sheet = unembedded((60, 780, 22, "江北县组建医共体"), *((60, 740 - 16 * i, 10, line) for i, line in enumerate(LINES)))
    assert read_pdf(sheet).split() == ["#", "江北县组建医共体", *"".join(LINES).split()]


def test_characters_that_the_file_does_not_tell_are_not_guessed():
    with pytest.raises(ValueError, match="100 % of the PDF's characters are not told"):
        read_pdf(unembedded((60, 780, 10, LINES[1]), encoding="Identity-H", order="Identity"))


def test_text_from_top_to_bottom_is_refused():
    drawn = [(400 - 20 * k, 780 - 12 * i, 10, c) for k, line in enumerate(LINES) for i, c in enumerate(line.strip())]
    with pytest.raises(ValueError, match="from top to bottom"):
        read_pdf(unembedded(*drawn))


def test_a_headline_that_stands_upright_beside_its_text_is_one():
    drawn = [(60, 780 - 26 * i, 22, c) for i, c in enumerate("医生到镇上来")]
    text = read_pdf(unembedded(*drawn, *((110, 780 - 16 * i, 10, line) for i, line in enumerate(LINES + OTHERS))))
    assert text.startswith("# 医生到镇上来\n\n本报讯")


@pytest.mark.parametrize("gap", [6, 12, 40])
def test_columns_with_little_white_between(gap):
    pairs = [(x, 740 - 16 * i, 10, line) for i, two in enumerate(zip(LINES, OTHERS)) for x, line in zip((60, 240 + gap), two)]
    title, first, second = read_pdf(as_pdf((60, 780, 22, "江北县组建医共体"), *pairs)).split("\n\n")
    assert (first, second) == ("".join(LINES).strip(), "".join(OTHERS).strip())


def test_a_headline_over_the_left_column_below_white_begins_a_new_stack():
    upper = [(x, 740 - 16 * i, 10, line) for x, lines in ((60, LINES), (310, OTHERS)) for i, line in enumerate(lines)]
    lower = [(x, 610 - 16 * i, 10, line) for x, lines in ((60, LINES), (310, OTHERS)) for i, line in enumerate(lines)]
    text = read_pdf(as_pdf((60, 780, 22, "上篇的标题在这里"), *upper, (60, 645, 20, "下篇标题"), *lower))
    assert text.index("便，明年还要") < text.index("# 下篇标题")


def pieces(*rows, size=10):
    return [_Piece(x, x + len(text) * size, y, size, text) for x, y, text in rows]


def test_short_cells_with_numbers_are_a_table_and_columns_of_text_none():
    rows = [("指标", "2022年", "2023年"), ("门诊量", "120.5", "130.1"), ("家庭医生签约服", "30", "33"), ("务人次",), ("一、住院",),
            ("出院人数", "10", "11")]
    table = pieces(*((x, 700 - 16 * i, text) for i, row in enumerate(rows) for x, text in zip((60, 220, 300), row)))
    text = pieces((60, 780, LINES[1]), (60, 590, LINES[2]))
    above, (*_, found), below = gather_tables(text + table, 10)
    assert found.split("\n") == ["| 指标 | 2022年 | 2023年 |", "| 门诊量 | 120.5 | 130.1 |", "| 家庭医生签约服务人次 | 30 | 33 |",
                                 "| 一、住院 |  |  |", "| 出院人数 | 10 | 11 |"]
    columns = pieces(*((x, 700 - 16 * i, line[:9]) for i, line in enumerate(LINES) for x in (60, 200, 340)))
    assert gather_tables(columns, 10) == columns


def test_what_every_sheet_repeats_stands_once_and_numbers_of_pages_not_at_all():
    sheets = [pieces((60, 800, f"江北县政府公报 2024年第{3}期"), (60, 700, f"{PLACES[i]}的事说来话长。"), (290, 40, f"— {i} —"))
              for i in range(1, 5)]
    told = [[piece.text for piece in sheet] for sheet in mark_repeats(sheets)]
    assert told[0][0] == "[江北县政府公报 2024年第3期]" and not any("—" in text for sheet in told for text in sheet)
    assert all(len(sheet) == 1 for sheet in told[1:])


def test_a_sheet_alone_keeps_its_head():
    sheet = pieces((60, 800, "江北日报"), (60, 700, "一件事。"), (60, 100, "2023"))
    assert mark_repeats([sheet]) == [sheet]
