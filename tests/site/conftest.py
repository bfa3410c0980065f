"""The report on the seeds, made once, and a browser that opens it from disk as a reader does."""

import os
import shutil
from pathlib import Path

import pytest

from tifa.site import report
from tifa.site.notebooks import run_notebooks

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def ran(tmp_path_factory):
    """Where the notebooks of the report on the seeds lie as they ran, before the site changes them."""
    return tmp_path_factory.mktemp("ran")


@pytest.fixture(scope="session")
def built(tmp_path_factory, ran):
    """The report on the seeds under another name."""
    def run_and_keep(notebooks, folder, *given):
        run_notebooks(notebooks, folder, *given)
        shutil.copytree(folder, ran, dirs_exist_ok=True)

    corpus = tmp_path_factory.mktemp("corpus") / "pages"
    shutil.copytree(ROOT / "seeds", corpus)
    shutil.copytree(ROOT / "notebooks" / "coded", corpus.with_name(f"{corpus.name}_coded"))
    out = tmp_path_factory.mktemp("report")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "run_notebooks", run_and_keep)
        report.make_report(corpus, out)
    return out


@pytest.fixture(scope="session")
def site(built):
    return built / "site"


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        message = "no Chromium on the PATH: the site cannot be tested in a browser (on Debian: the package chromium)"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


class Tab:
    """A tab that keeps what its pages complain of and ask for."""

    def __init__(self, browser, width):
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.complaints, self.asked, self.dialogs = [], [], []
        self.page.on("dialog", self._dismiss)
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _dismiss(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, file, query=""):
        self.page.goto(file.as_uri() + query)
        self.page.wait_for_load_state("load")
        self.page.evaluate("document.fonts.ready")
        return self.page


@pytest.fixture
def desktop(browser):
    tab = Tab(browser, 1280)
    yield tab
    tab.page.close()


@pytest.fixture
def phone(browser):
    tab = Tab(browser, 390)
    yield tab
    tab.page.close()
