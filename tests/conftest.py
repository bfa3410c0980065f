"""What every test shares: working directory, figures closed, the seeds' tables, small pages made on the spot."""

import csv
import logging
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pytest
from hypothesis import settings

import tifa

WINGS = [tifa, tifa.words, tifa.reading, tifa.articles, tifa.policy, tifa.compare, tifa.show, tifa.site]
ROOT = Path(__file__).resolve().parents[1]
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) != "#"}

settings.register_profile("tifa", database=None, deadline=None, derandomize=True, max_examples=30)
settings.load_profile("tifa")


class Everywhere:
    """Fixtures for tests/ and for the examples in lib/, which a conftest.py's own fixtures would not reach."""

    @pytest.fixture(autouse=True)
    def _surroundings(self, monkeypatch, doctest_namespace):
        monkeypatch.chdir(ROOT)  # the examples read "seeds"
        doctest_namespace.update({name: getattr(wing, name) for wing in WINGS for name in wing.__all__}, tifa=tifa, Path=Path)
        handlers = logging.root.handlers[:]
        with matplotlib.rc_context():
            yield
        plt.close("all")
        logging.root.handlers[:] = handlers  # the command line sets up logging anew


def pytest_configure(config):
    config.pluginmanager.register(Everywhere(), "tifa-surroundings")


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def corpus():
    """The tables of the seeds; tests must not change them."""
    return tifa.extract(ROOT / "seeds")


@pytest.fixture(scope="session")
def gold():
    """Give a hand-coded table as a list of dicts, all values text."""

    def read(name):
        with open(ROOT / "notebooks" / "coded" / f"{name}.tsv", encoding="utf-8", newline="") as f:
            return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))

    return read


@pytest.fixture
def write_corpus(tmp_path):
    """Write page files: {name: text}, or {name: (city, province, text)} with a manifest; give the folder."""

    def write(pages, folder="corpus"):
        folder = tmp_path / folder
        folder.mkdir(parents=True, exist_ok=True)
        manifest = []
        for name, page in pages.items():
            *place, text = (page,) if isinstance(page, str) else page
            (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
            manifest += [",".join([name, *place])] if place else []
        if manifest:
            (folder / "sources.csv").write_text("\n".join(["page,city,province", *manifest]), encoding="utf-8")
        return folder

    return write


@pytest.fixture(scope="session")
def mixed(tmp_path_factory):
    """Every kind of good and bad file: (folder, how many good pages, {bad file: reason}); tests must not change it."""
    from made_files import write_mixed

    folder = tmp_path_factory.mktemp("mixed") / "我的 'corpus'"
    return folder, *write_mixed(folder)


@pytest.fixture
def read_body(write_corpus):
    """Read one article with the given paragraphs behind its lead; its city is an invented one."""

    def read(*paragraphs):
        page = "\n\n".join(["# 江北县推行新做法", "本报讯 4月2日,江北县召开推进会。", *paragraphs]) + "\n"
        articles = tifa.read_articles(write_corpus({"page": ("嘉北", "某省", page)}))
        assert len(articles) == 1
        assert articles.body[0].splitlines()[1:] == list(paragraphs)
        return articles

    return read


@pytest.fixture(params=["half-width", "full-width"])
def form(request):
    """Give a text as it is, and with full-width punctuation, digits and letters."""
    return (lambda text: text) if request.param == "half-width" else (lambda text: text.translate(WIDE))


@pytest.fixture(scope="session")
def make_articles():
    """Make the table ``articles`` from (city, body) pairs, without a page."""
    from tifa.tables import Articles, make_table

    def make(*pairs):
        return make_table(Articles, [
            dict(page=f"p{i}", article=1, start=0, end=len(body), city=city, province=city and "某省", genre="news", body=body,
                 n_chars=len(body)) for i, (city, body) in enumerate(pairs, 1)])

    return make
