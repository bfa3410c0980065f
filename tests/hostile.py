"""A corpus whose every field tries to be more than text."""

import csv

LACKED = "\U0001f347"  # a bunch of grapes, which no Chinese font draws
SECRET = "what no page may include"
# by what each would be, were it not text; short, for a headline is
PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(2)>",
    "drawing": "<svg onload=alert(3)>",
    "attribute": "\"><b onmouseover='alert(4)'>&amp;",
    "address": "[读](javascript:alert(5))",
    "link": "[链](https://example.org/x)",
    "picture": "![图](https://example.org/p.png)",
    "bare": "<https://example.org> www.example.org",
    "role": "{eval}`6*7`{raw}`x`",
    "download": "{download}`../x.txt`",
    "reference": "{doc}`index`{ref}`x`[](#x)",
    "mark": "**粗**_斜_`码`~~删~~|格",
    "template": "{{ 6*7 }}{% raw %}%s{0}&lt;-->",
    "formula": "$x^2$与$$y$$及\\(z\\)",
    "terminal": "\x1b[31m红\x1b[0m色",
    "direction": "甲\u202e乙\u2066丙\u200f丁",
    "zero width": "零\u200b宽\u2060度\ufeff的",
    "tab": "左\t右\t的",
    "lacked": f"葡萄{LACKED}和\U0001f468\u200d\U0001f469",
}
DIRECTIVES = """
```{{include}} {secret}
```

:::{{include}} {secret}
:::

```{{raw}} html
<script>window.broken=7</script>
```

```{{raw}} html
:file: {secret}
```

.. include:: {secret}

<div onclick="alert(8)">块</div>

[r]: javascript:alert(9)
![r]

```{{code-cell}}
1/0
```
</div></pre></article><script>window.broken=10</script>
"""


def write_hostile(folder):
    """Write the corpus and, beside it, a file that no page may include; give the corpus."""
    secret = folder / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    corpus = folder / "页 <img src=x onerror=alert(11)> $x$ `{eval}` \"'\\ \u202e\x1b {{ 1 }}"
    inner = corpus / "<i onclick=alert(12)> ![a](b) $y$ \u200b"
    inner.mkdir(parents=True)
    manifest = [["page", "newspaper", "city", "province", "date", "note"]]
    for i, (kind, text) in enumerate(PAYLOADS.items()):
        name = f"{i} {text}".replace("/", "∕")[:60].strip()
        directives = "" if i else DIRECTIVES.format(secret=secret)  # on one page: they are the same on each
        (inner / f"{name}.txt").write_text(_page(text, directives), encoding="utf-8", newline="")
        manifest.append([name, f"报{text}", f"市{text}", f"省{text}", "2024-05" if i % 2 else f"2024{text}", f"注{text}"])
    _write(corpus / "sources.csv", manifest)
    _write(corpus / "0_rows.csv", [["headline", "body", "date", "newspaper", "city", "province", "note"],
                                 *([f"题{t}", _body(t), f"2024{t}", f"报{t}", f"市{t}", f"省{t}", f"注{t}"] for t in PAYLOADS.values())])
    _write(corpus / "glosses.csv", [["term", "pinyin", "gloss", "note"],
                                    *([f"市{t}", f"shì {t}", f"city {t}", f"of {t}"] for t in PAYLOADS.values()),
                                    ["医共体", "", PAYLOADS["script"], ""], ["%", "", PAYLOADS["handler"], ""], ["个", "", PAYLOADS["formula"], ""]])
    sheet = "\n\n".join(["# 说明 " + PAYLOADS["script"], *PAYLOADS.values()]) + DIRECTIVES.format(secret=secret)
    (corpus / "README.md").write_text(sheet, encoding="utf-8", newline="")
    return corpus


def _body(text):
    return (f"本报讯 5月6日,县卫健委成立“{text}医共体”管理委员会。当地建立考核机制,设立8个工作室,完善{text}制度,建设“两个{text}中心”,"
            f"推行“一站式”服务,选派12名医生下沉。今年以来,就诊率由61%提高到73%。深化“三医联动”:医疗{text}、医保、医药。")


def _page(text, directives):
    return f"# 深化改革{text}\n\n{_body(text)}\n\n{directives}\n\n# 第二篇{text}\n\n本报讯 5月7日,建立{text}机制,新建3个站点。\n"


def _write(file, rows):
    with open(file, "w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows(rows)
