"""Each notebook runs alone, from a clean kernel, and keeps to the house's form."""

import html
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from tifa.site.notebooks import ReportError, run_notebooks

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def cells(notebook, kind=None):
    every = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return [c for c in every if kind is None or c["cell_type"] == kind]


def read_outputs(notebook):
    """What a notebook that was run shows: its prose with the values in it, and its outputs."""
    told = [source(c) for c in cells(notebook, "markdown")]
    told += [str(o.get("data", o.get("text"))) for c in cells(notebook, "code") for o in c["outputs"]]
    return re.sub("</?bdi[^>]*>", "", html.unescape("".join(told)))


def source(cell):
    return "".join(cell["source"])


def seconds(notebook):
    """How long the cells of an executed notebook took together."""
    told = [c["metadata"]["execution"] for c in cells(notebook, "code") if "execution" in c["metadata"]]
    day = datetime.fromisoformat
    return sum((day(t["shell.execute_reply"]) - day(t["iopub.status.busy"])).total_seconds() for t in told)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda n: n.stem)
def test_runs_alone_in_under_a_minute(notebook, built, ran):
    """Each has a kernel of its own, which no other one has been in."""
    executed = ran / notebook.name
    assert 0 < seconds(executed) < 60
    outputs = [o for c in cells(executed) for o in c.get("outputs", [])]
    assert outputs and not [o for o in outputs if o["output_type"] == "error"]
    assert not [o for o in outputs if o.get("name") == "stderr"], "a notebook warned"
    saving = [c for c in cells(executed, "code") if re.search("(?m)^tifa.save_figure", source(c))]
    assert all(sum("image/png" in o.get("data", {}) for o in c["outputs"]) == 1 for c in saving), "a figure is shown once"


def test_the_committed_figures_are_what_the_notebooks_draw(built):
    from PIL import Image, ImageChops, ImageStat

    drawn = built / "figures"
    names = {f.name for f in drawn.iterdir()}
    assert names == {f.name for f in (ROOT / "figures").iterdir()} and names
    for file in sorted(drawn.glob("*.png")):
        new, old = Image.open(file).convert("L"), Image.open(ROOT / "figures" / file.name).convert("L")
        assert new.size == old.size, file.name
        assert ImageStat.Stat(ImageChops.difference(new, old)).mean[0] < 1, f"{file.name} differs: run make report and commit figures/"


def test_no_notebook_breaks_on_files_that_cannot_be_read_and_each_says_how_many_articles_repeat_another(mixed, tmp_path):
    folder, n_good, bad = mixed
    (tmp_path / "out").mkdir()
    run_notebooks(NOTEBOOKS, tmp_path / "out", folder, tmp_path / "figures")
    said = {n.stem: read_outputs(tmp_path / "out" / n.name) for n in NOTEBOOKS}
    assert f"Pages with a text: **{n_good}**" in said["01_corpus"] and f"Files or rows that could not be read: {len(bad)}" in said["01_corpus"]
    own = said["08_your_own_corpus"]
    assert f"**{len(bad)} of {n_good + len(bad)} entries could not be read.**" in own and all(f">{name}</t" in own for name in bad)
    assert "page,newspaper,city,province,date,note" in own and "rows.csv,江北日报" in own
    assert f"1 of {n_good} pages are in traditional script" in own and "without a body: 1" in own 
    readers = [n.stem for n in NOTEBOOKS if re.search("read_articles|build_articles", n.read_text(encoding="utf-8"))]
    assert len(readers) > 4 and all("1 of them repeats another one" in said[name] for name in readers)


def test_no_notebook_breaks_where_no_city_and_no_headline_is_known(write_corpus, tmp_path):
    pages = {str(n): f"本报讯 5月{n}日,我县成立管理委员会,建设“两个中心{n}”,设立{n}个工作室,推行网格治理。" for n in range(3, 6)}
    (tmp_path / "out").mkdir()
    run_notebooks(NOTEBOOKS, tmp_path / "out", write_corpus(pages), tmp_path / "figures")
    said = {n.stem: read_outputs(tmp_path / "out" / n.name) for n in NOTEBOOKS}
    assert "Articles read: 3." in said["02_term_frequencies"]
    assert "Articles whose city is not known: 3" in said["06_city_comparison"]


def test_the_contents_list_names_each_notebook_in_order():
    index = (ROOT / "notebooks" / "index.md").read_text(encoding="utf-8")
    tree = re.search(r":caption: Notebooks\n\n(.*?)```", index, re.S)[1].split()
    assert tree == [n.stem for n in NOTEBOOKS]
    assert all(re.fullmatch(r"\d\d_[a-z_]+\.ipynb", n.name) for n in NOTEBOOKS)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda n: n.stem)
class TestForm:
    def test_no_outputs_are_kept(self, notebook):
        assert all(not c["outputs"] and c["execution_count"] is None for c in cells(notebook, "code"))

    def test_one_cell_of_parameters_with_corpus_and_figures(self, notebook):
        tagged = [source(c) for c in cells(notebook) if "parameters" in c["metadata"].get("tags", [])]
        assert len(tagged) == 1 and re.search(r'(?m)^corpus = "\.\./seeds"', tagged[0]) and re.search(r"(?m)^figures = None ", tagged[0])

    def test_figures_are_written_beside_the_corpus_when_nothing_is_said(self, notebook):
        imports = next(source(c) for c in cells(notebook, "code") if "import tifa" in source(c))
        assert re.search(r"\nfigures = figures or (?:tifa\.show\.)?figure_folder\(corpus\)", imports)

    def test_no_cell_is_hidden_and_no_prose_is_made_by_code(self, notebook):
        """What the corpus says reaches the prose by names alone, which are put in as text."""
        assert not [c for c in cells(notebook) if {"remove-input", "remove-cell"} & set(c["metadata"].get("tags", []))]
        assert not re.search(r"Markdown\(|[^.]HTML\(|IPython", "\n".join(source(c) for c in cells(notebook, "code")))

    def test_links_to_files_lead_somewhere_in_jupyterlab_too(self, notebook):
        """Pages that only the report makes have a page of that name in the folder, which says so."""
        prose = "\n".join(source(c) for c in cells(notebook, "markdown"))
        links = {link for link in re.findall(r"\]\(([^)#]+)", prose) if ":" not in link}
        assert [link for link in links if not (notebook.parent / link).exists()] == []

    def test_lines_of_code_are_at_most_110_characters(self, notebook):
        assert [line for c in cells(notebook, "code") for line in source(c).splitlines() if len(line) > 110] == []

    def test_opens_with_a_question_and_closes_with_findings_limits_exercises_reading(self, notebook):
        first, last = source(cells(notebook, "markdown")[0]), source(cells(notebook, "markdown")[-1])
        assert re.match(r"# \d+ · ", first)
        assert all(w in first for w in ("**The question.**", "**You will**", "**You will learn**", "**You need**", "Running time"))
        assert all(w in last for w in ("What we have found", "In this notebook we have", "**Limits.**", "**Exercises.**", "**Further reading.**"))

    def test_cells_are_short_and_define_nothing_large(self, notebook):
        for cell in cells(notebook, "code"):
            assert len(source(cell).splitlines()) <= 12, source(cell)
            assert not re.search(r"(?m)^\s*(?:class|def) |^[%!]|pip install|https?://", source(cell)), source(cell)

    def test_every_figure_has_caption_and_alternative_text(self, notebook):
        drawing = [c for c in cells(notebook, "code") if "save_figure" in source(c)]
        assert drawing
        for cell in drawing:
            told = cell["metadata"]["mystnb"]
            assert len(told["image"]["alt"]) > 60 and len(told["figure"]["caption"]) > 20
            assert ".png" not in told["image"]["alt"]

    def test_every_figure_and_table_is_read_in_prose(self, notebook):
        every = cells(notebook)
        shown = [i for i, c in enumerate(every) if c["cell_type"] == "code"
                 and re.search(r"save_figure|show_table|show_page", source(c))]
        for i in shown:
            after = [source(c) for c in every[i + 1 : i + 4]]
            assert any("{eval}`" in text for text in after), source(every[i])


def test_a_notebook_that_ran_has_all_its_cells(tmp_path):
    run_notebooks([NOTEBOOKS[-1]], tmp_path, ROOT / "seeds", tmp_path)
    assert [c["id"] for c in cells(tmp_path / NOTEBOOKS[-1].name)] == [c["id"] for c in cells(NOTEBOOKS[-1])]


def test_a_cell_that_fails_is_named(tmp_path):
    broken = json.loads(NOTEBOOKS[0].read_text(encoding="utf-8"))
    broken["cells"] = [c for c in broken["cells"] if "parameters" in c["metadata"].get("tags", [])]
    broken["cells"].append(dict(cell_type="code", execution_count=None, id="x", metadata={}, outputs=[], source="1 / 0"))
    file = tmp_path / "99_broken.ipynb"
    file.write_text(json.dumps(broken), encoding="utf-8")
    (tmp_path / "out").mkdir()
    with pytest.raises(ReportError, match="99_broken.ipynb: cell 2 failed: ZeroDivisionError"):
        run_notebooks([file], tmp_path / "out", ROOT / "seeds", tmp_path)
