"""What can be taken from the site, the codebook and the changelog."""

import csv
import html
import re
import shutil

import nbformat
import pandas as pd
import pytest

import tifa
from tifa.compare import coded_folder, read_coded
from tifa.site import report
from tifa.site.check import check_site
from tifa.site.codebook import pick_rows, read_examples, write_codebook
from tifa.site.data_pages import read_changes, write_data_pages
from tifa.site.downloads import tell_citation, write_downloads
from tifa.tables import TABLES

POLICY = ["slogans", "measures", "indicators", "systems"]
INDEX = "# The site\n\n```{include} how_to_cite.txt\n```\n\n```{toctree}\n:glob:\n\n*\n```\n"


@pytest.fixture(scope="module")
def source(root, corpus, tmp_path_factory):
    """What Sphinx renders, with notebooks of one cell in place of executed ones."""
    source = tmp_path_factory.mktemp("made") / "source"
    report.copy_settings(root, source)
    shutil.copy(root / "notebooks" / "changelog.md", source)
    for file in notebooks(root):
        title = nbformat.v4.new_markdown_cell(f"# {file.stem}\n\n**The question.** None.")
        nbformat.write(nbformat.v4.new_notebook(cells=[title]), source / file.name)
    (source / "index.md").write_text(INDEX, encoding="utf-8")
    write_data_pages(source, root / "seeds", corpus.pages)
    write_codebook(source, root, corpus, coded_folder(root / "seeds"))
    write_downloads(source, root, corpus, root / "figures")
    return source


@pytest.fixture(scope="module")
def site(source):
    report._render(source, source.parent / "site")
    return source.parent / "site"


def notebooks(root):
    return sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))


def read(site, name):
    return html.unescape((site / f"{name}.html").read_text(encoding="utf-8"))


# --- downloads ---------------------------------------------------------------------------------------------------


def test_every_table_of_the_site_is_the_corpus(site, corpus):
    again = tifa.read_tables(site / "tables")
    for name, table in zip(corpus._fields, corpus):
        pd.testing.assert_frame_equal(getattr(again, name), table)
        pd.testing.assert_frame_equal(pd.read_parquet(site / "tables" / f"{name}.parquet"), table, check_dtype=False)


def test_the_slice_of_a_pages_text_is_the_row(site, corpus):
    files = pd.read_csv(site / "tables" / "pages.csv", encoding="utf-8-sig").set_index("page").text_file
    for row in corpus.slogans.itertuples():
        text = (site / "tables" / files[row.page]).read_bytes().decode("utf-8")
        assert re.sub(r"\s", "", text[row.start : row.end]) == re.sub(r"\s", "", row.text)


def test_each_table_is_listed_with_its_rows_and_leads_to_its_meaning(site, corpus):
    page = read(site, "downloads")
    for name, table in zip(corpus._fields, corpus):
        row = re.search(rf'<tr[^>]*><td><p><a [^>]*href="data_dictionary.html#{name}".*?</tr>', page, re.S)[0]
        assert f"<p>{len(table):,}</p>" in row and TABLES[name].description in row
        assert {f"tables/{name}.csv", f"tables/{name}.parquet"} <= {*re.findall(r'href="([^"]+)" download', row)}


def test_each_notebook_is_there_as_it_was_written_and_linked_from_its_page(root, site):
    for file in notebooks(root):
        assert f'href="notebooks/{file.name}" download' in read(site, file.stem)
        assert (site / "notebooks" / file.name).read_bytes() == file.read_bytes()
        assert nbformat.read(site / "notebooks" / file.name, as_version=4).cells


def test_each_figure_is_there_in_both_forms_with_its_caption(root, site):
    page = read(site, "downloads")
    for file in (root / "figures").iterdir():
        if file.stem.endswith("-phone"):
            continue  # the same figure, drawn for a narrow screen
        assert (site / "figures" / file.name).exists() and f'href="figures/{file.name}" download' in page
    assert not re.search(r"<td><p></p></td>\s*<td><p><a href=\"figures", page), "a figure without a caption"


def test_links_of_these_pages_lead_somewhere(site):
    ours = ("downloads", "changelog", "index", "0")
    assert [fault for fault in check_site(site) if fault.startswith(ours)] == []


def test_names_of_pages_are_text_and_their_files_are_found(root, tmp_path, write_corpus):
    name = "a%41 # <b>'市"
    corpus = tifa.extract(write_corpus({name: ("市", "省", "本报讯 我县设立3个工作室。")}))
    source = tmp_path / "source"
    source.mkdir()
    for file in notebooks(root):
        shutil.copy(file, source)
    write_downloads(source, root, corpus, root / "figures")
    shutil.copy(source / "downloads_texts.html", source / "extra" / "texts.html")
    assert "<b>" not in (source / "downloads_texts.html").read_text(encoding="utf-8")
    assert check_site(source / "extra") == []


def test_the_site_tells_how_to_cite_it(root, site):
    told = re.sub(r"\*", "", tell_citation(root))
    assert tifa.__version__ in told
    for page in ("index", "downloads"):
        assert told in re.sub(r"<[^>]+>", "", read(site, page))


# --- the codebook ------------------------------------------------------------------------------------------------


def blocks(root, kind):
    page = (root / "notebooks" / "codebook.md").read_text(encoding="utf-8")
    return [(name, said.strip()) for name, said in re.findall(rf"```{{{kind}}} (\w+)\n(.*?)```", page, re.S)]


def test_the_sentences_of_the_codebook_are_those_of_the_tests(root, site):
    page, shown = read(site, "codebook"), 0
    for name, said in blocks(root, "coded"):
        examples = read_examples(root, name, said.split("\n"))
        assert [*examples.shows.unique()] == said.split("\n"), "the tests show no such thing"
        with open(root / "tests" / "policy" / f"right_{name}.csv", encoding="utf-8", newline="") as file:
            right = {case["sentence"].replace("⏎", " "): case["right"] for case in csv.DictReader(file)}
        for row in examples.itertuples(index=False, name=None):
            assert (row[1] == "not coded") == (right[row[0]] == "") and row[0] in page and row[1] in page
            shown += 1
    assert shown > 40 and "{coded}" not in page and "{found}" not in page


def test_the_rows_of_the_codebook_are_rows_of_the_corpus_and_of_its_coders(root, corpus, site):
    page, coded = read(site, "codebook"), read_coded(coded_folder(root / "seeds"))
    for name, columns in blocks(root, "found"):
        picked = pick_rows(corpus, name, columns.split(), coded.get(name))
        own = getattr(corpus, name)
        assert 0 < len(picked) == len(picked.merge(own[columns.split()].drop_duplicates()))
        assert all(str(text) in page for text in picked[columns.split()[0]])
        if name in POLICY:
            word = "name" if name == "systems" else "text"
            assert {*picked[word]} <= {*coded[name][word]}
    kinds = {name: {*getattr(corpus, name)[column]} for name, column in
             {"slogans": "kind", "measures": "instrument", "indicators": "kind"}.items()}
    assert all(f">{kind}</t" in page for values in kinds.values() for kind in values)


def test_a_corpus_of_which_nothing_is_coded_shows_what_was_found(root, tmp_path, write_corpus):
    corpus = tifa.extract(write_corpus({"a": "本报讯 我县设立3个工作室。"}))
    write_codebook(tmp_path, root, corpus, tmp_path / "none")
    page = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    assert "None." in page and "```{found}" not in page and "```{coded}" not in page
    assert any("设立3个工作室" in file.read_text(encoding="utf-8") for file in tmp_path.glob("codebook_*.html"))


# --- the changelog -----------------------------------------------------------------------------------------------


def test_the_newest_change_of_each_table_tells_what_the_seeds_give(corpus):
    for name, changes in read_changes().groupby("table"):
        newest = changes.iloc[0]
        assert newest.after == len(getattr(corpus, name)), f"say in changes.csv what changed in {name}"


def test_changes_hang_together():
    for _, changes in read_changes().groupby("table"):
        assert changes.before.tolist()[:-1] == changes.after.tolist()[1:]
        assert (changes.kept.dropna() <= changes[["before", "after"]].min(axis=1)[changes.kept.notna()]).all()


def test_the_changelog_shows_every_change(site):
    page = read(site, "changelog")
    assert all(change in page for change in read_changes().change)
