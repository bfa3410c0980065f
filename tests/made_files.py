"""Small files of every format, good and bad, made on the spot."""

import io
import json
import zipfile

import docx
import matplotlib.pyplot as plt
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from matplotlib.font_manager import FontProperties

import tifa

ROWS = [dict(标题="江北县开会", 正文="本报讯 4月2日,江北县开会。\n会上定了三件事。", 日期="2023年4月3日", 报纸="江北日报"),
        dict(标题="南山区建站", 正文="本报讯 4月5日,南山区建站。", 日期="2023/4/6", 报纸="江北日报")]
TEXT = "# 江北县开会\n\n本报讯 4月2日,江北县开会。\n\n会上定了三件事。"


def as_csv(rows):
    return pd.DataFrame(rows).to_csv(index=False).encode("utf-8")


def as_jsonl(rows):
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode("utf-8")


def as_xlsx(*sheets):
    book, raw = openpyxl.Workbook(write_only=True), io.BytesIO()
    for rows in sheets:
        sheet = book.create_sheet()
        for row in [list(rows[0]), *(list(row.values()) for row in rows)]:
            sheet.append(row)
    book.save(raw)
    return raw.getvalue()


def as_parquet(rows):
    return pd.DataFrame(rows).to_parquet(index=False)


def as_docx():
    document, raw = docx.Document(), io.BytesIO()
    document.add_heading("江北县开会", 1)
    document.add_paragraph("记者 王一")
    document.add_paragraph("本报讯 4月2日,江北县开会。")
    document.add_paragraph("办夜校", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "站点", "六个"
    document.save(raw)
    return raw.getvalue()


def as_pdf(*lines):
    """A PDF sheet of (x, y, size, text); y is counted in points from the foot."""
    raw, font = io.BytesIO(), FontProperties(fname=str(tifa.show.font_path()))
    figure = plt.figure(figsize=(9, 8))
    for x, y, size, text in lines:
        figure.text(x / 648, y / 576, text, fontproperties=font, fontsize=size)
    with plt.rc_context({"pdf.fonttype": 42}):
        figure.savefig(raw, format="pdf")
    plt.close(figure)
    return raw.getvalue()


def as_bomb():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w", force_zip64=True) as member:
        for _ in range(31):
            member.write(b" " * 10_000_000)
    return raw.getvalue()


def as_shared_texts(n_rows, n_characters):
    """A Parquet file of a few kB in which rows share one long text."""
    text = pa.DictionaryArray.from_arrays(pa.array([0] * n_rows, pa.int32()), pa.array(["字" * n_characters]))
    raw = io.BytesIO()
    pq.write_table(pa.table({"text": text}), raw, compression="zstd")
    return raw.getvalue()


def as_far_day():
    """A Parquet file of three rows; the second one's day is past any calendar."""
    raw = io.BytesIO()
    days = pa.array([0, 2**62, 86_400_000], pa.timestamp("ms"))
    pq.write_table(pa.table({"title": ["甲", "乙", "丙"], "text": ["一。", "二。", "三。"], "date": days}), raw)
    return raw.getvalue()


def as_nested_forms(depth, width):
    """A PDF sheet whose form draws a form again and again, which draws … : width to the power of depth objects."""
    forms = [f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {6 + level} 0 R>>>>/Length {6 * width}>>stream\n"
             + "/X Do " * width + "\nendstream" for level in range(depth)]
    parts = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
             "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
             "<</Length 5>>stream\n/X Do\nendstream", *forms,
             "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 9>>stream\n0 0 1 1 re\nendstream"]
    out, places = "%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{out}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size {len(parts) + 1}>>\nstartxref\n{len(out)}\n%%EOF\n".encode()


PARAGRAPHS = ["本报讯　四月二日，江北县在县城召开推进会议，定下三件事：办夜校，修站点，请来医生为老人看病，由各镇按月公布进度。",
              "王一说，夜校先开四班，秋天再开另外十二班，教的是大家想学的，种菜、养鱼、看病，都有人教，也都有人听。", "站点由各村自己修建。"]


def two_columns():
    """A sheet with a headline over two columns, the second one a little lower; a paragraph runs on in it."""
    lines = [text[at : at + 20] for text in ("\u3000\u3000" + paragraph for paragraph in PARAGRAPHS) for at in range(0, len(text), 20)]
    return as_pdf((60, 540, 9, "江北日报"), (500, 540, 9, "第三版"), (60, 500, 24, "江北县定下三件事\u3000办学修站请医生到乡下来"),
                  *((60, 470 - 14 * i, 11, text) for i, text in enumerate(lines[:4])), *((330, 466 - 14 * i, 11, text) for i, text in enumerate(lines[4:])))


LOCKED = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
          b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
          b"trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<4142><4142>]>>\n")


def write_mixed(folder):
    """Write every kind of good and bad file into a new folder; give (how many good pages, {bad file: reason})."""
    folder.mkdir()
    pdf = two_columns()
    text = TEXT.encode("utf-8")
    good = {
        "甲.txt": text, "乙 two.md": text, "gb.txt": TEXT.encode("gb18030"), "big.txt": "# 開會\n\n本報訊 今天開會。".encode("big5"),
        "page.html": b"<h1>A</h1><p>B.<script>open('x')</script>", "word.docx": as_docx(), "two.pdf": pdf, "copy of two.md": ("# 江北县定下三件事\n\n" + "\n\n".join(PARAGRAPHS)).encode("utf-8"), "rows.csv": as_csv(ROWS),
        "rows.xlsx": as_xlsx(ROWS), "rows.jsonl": as_jsonl(ROWS), "rows.parquet": as_parquet(ROWS), "甲.htm": "<p>县里办起养老餐厅。".encode(), "sub/甲.txt": text,
    }
    bad = {
        "empty.txt": (b"", "blank"), "blank.txt": (b" \n", "blank"), "binary.txt": (b"\x89PNG\0\0\0\x0d\xff", "null bytes"), "cut.txt": (text[:-1], "breaks off"),
        "line.txt": (b"x" * 2_000_000, "a line has"), "tiny.txt": (b"x\n" * 100_000, "lines"), "scan.pdf": (as_pdf(), "no text layer"),
        "locked.pdf": (LOCKED, "password"), "cut.pdf": (pdf[:300], "damaged"), "cut.docx": (as_docx()[:3000], "damaged"),
        "cut.xlsx": (as_xlsx(ROWS)[:3000], "damaged"), "cut.parquet": (as_parquet(ROWS)[:90], "damaged"), "line.jsonl": (b"{\n", "line 1"),
        "bomb.xlsx": (as_bomb(), "300 MB"), "bomb.docx": (as_bomb(), "300 MB"), "numbers.xlsx": (as_xlsx([dict(a=1, b=2)]), "no column holds the text"),
        "old.doc": (b"x", "this is .doc"), "script.html": (b"<script>draw()</script>", "blank"), "own.csv": (",".join(tifa.tables.Terms.columns).encode() + b"\n,a,n,1,1\n", "that tifa wrote"),
    }
    (folder / "sub").mkdir()
    for name, raw in {**good, **{name: raw for name, (raw, _) in bad.items()}}.items():
        (folder / name).write_bytes(raw)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    bad["loop"] = (b"", "it is a link")
    return len(good) + 4, {name: reason for name, (_, reason) in bad.items()}
