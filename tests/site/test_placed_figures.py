"""Figures take the form of the site: two sizes, alternative text that begins with the finding, files to download."""

import html
import json

import pytest

from tifa.site.figures import SAVED, place_figures, show_figure


@pytest.fixture
def drawn(tmp_path):
    for name in ("a.svg", "a-phone.svg"):
        (tmp_path / name).write_text("<svg><title>&lt;b&gt; leads</title></svg>", encoding="utf-8")
    return tmp_path


def test_a_figure_has_a_phone_form_its_finding_in_words_and_its_files(drawn):
    shown = show_figure(drawn, "a", "Two bars", "Bars <i>", "fig-a")
    assert 'media="(max-width: 600px)" srcset="figures/a-phone.svg"' in shown and 'id="fig&#45;a"' in shown
    assert 'href="figures/a.svg" download' in shown and 'href="figures/a.png" download' in shown
    assert "<b>" not in shown and "<i>" not in shown and "<b> leads. Two bars" in html.unescape(shown)


def test_the_image_of_a_cell_gives_way_to_the_figure_that_it_saved(drawn, tmp_path):
    told = {"figure": {"caption": "Bars", "name": "fig-a"}, "image": {"alt": "Two bars"}}
    image, text = {"output_type": "display_data", "data": {"image/png": "x"}}, {"output_type": "stream", "text": "y"}
    cell = dict(cell_type="code", source='tifa.save_figure(lambda: plot(t, n=3), figures, "a")', outputs=[text, image])
    cells = [cell | {"metadata": {"mystnb": told}}, cell | {"metadata": {"mystnb": told}, "outputs": [text]}, cell | {"metadata": {}}]
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    (tmp_path / "index.md").write_text("# A\n\n![Two bars.](figures/a.svg)\n", encoding="utf-8")
    place_figures(tmp_path, drawn)
    first, empty, other = json.loads((tmp_path / "n.ipynb").read_text(encoding="utf-8"))["cells"]
    assert [list(o.get("data", o)) for o in first["outputs"]] == [["output_type", "text"], ["text/html"]] and first["metadata"] == {}
    assert empty["outputs"] == [text] and other["outputs"] == [text, image]
    assert '<figure class="tifa-figure" id="a">' in (tmp_path / "index.md").read_text(encoding="utf-8")


def test_a_call_over_several_lines_names_its_figure():
    cell = 'tifa.save_figure(\n    lambda: plot(a, n=3),\n    figures, "a")\nshow("b")\ntifa.save_figure(c, figures, "c")'
    assert SAVED.findall(cell) == ["a", "c"]


def test_the_figure_of_every_cell_that_the_notebooks_caption_is_known(root):
    for file in sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            if "figure" in cell["metadata"].get("mystnb", {}):
                assert len(SAVED.findall("".join(cell["source"]))) == 1, (file.name, cell["source"])
