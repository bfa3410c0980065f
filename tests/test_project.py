"""The files around the library agree with one another."""

import ast
import hashlib
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import tifa

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = [Requirement(r) for r in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]]
SEEDS = {
    "000_c7785c7b04a71cd2": "ee24e397190fe60783121400b35799db18b6ce2621b6b8ee202147c03e4ac5fb",
    "001_d651f513e7dd7a0f": "df2df62497d50d8b54b586860b4a5b19b1137e11b1eb7aa2e20b2b58f9e4cf58",
    "002_b2a5eda09c292ef2": "49ea1c27b1bd59c5f085e05c531fbeb42344c9d6d3d354c593573b20bce0f811",
    "003_c1eac3b41c0a86c0": "dcb962add49e9afa48af1079acec19f30067ba767f3cf19e25a542c451c4a35e",
    "004_0105f977b1e5c016": "95e3847b7f77eb54035925b29bb2dbf251c55f0d7894c3673da19bfe72504d9e",
}


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def locked():
    """Name to the versions that the lock pins (several, where they differ by Python version)."""
    pins = {}
    for name, version in re.findall(r"(?m)^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", read("requirements.lock")):
        pins.setdefault(name.lower().replace("_", "-"), []).append(Version(version))
    return pins


@pytest.mark.parametrize("need", NEEDED, ids=lambda r: r.name)
def test_the_lock_pins_what_pyproject_asks_for(need):
    versions = locked()[need.name.lower()]
    assert versions and all(v in need.specifier for v in versions)


def test_every_pin_has_a_hash_and_no_index_is_named():
    lock = read("requirements.lock")
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", lock)[1:]
    assert blocks and all("--hash=sha256:" in block for block in blocks)
    assert "://" not in lock and "index" not in re.sub(r"(?m)^\s*#.*$", "", lock)


def test_environment_yml_says_python_pip_and_the_project_only():
    lines = [line.strip(" -") for line in read("environment.yml").splitlines() if line.strip() and not line.startswith("#")]
    wanted = lines[lines.index("dependencies:") + 1 :]
    assert wanted == [f"python{PROJECT['requires-python']}", "pip", "pip:", "editable .[dev]"]


def test_versions_agree():
    assert PROJECT["version"] == tifa.__version__
    assert f"version: {tifa.__version__}" in read("CITATION.cff")


def test_the_readme_starts_with_the_two_commands():
    block = re.search(r"```sh\n(.*?)```", read("README.md"), re.S)[1]
    commands = [re.sub(r"\s*#.*", "", line) for line in block.splitlines() if line.strip()]
    assert commands == ["make report", "make test"]


def test_make_alone_explains_every_target():
    told = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"(?m)^([a-z]+):", read("Makefile"))
    assert all(f"make {t}" in told for t in targets)


@pytest.mark.parametrize("target", ["report", "test", "lab", "bench"])
def test_a_ready_environment_is_not_installed_again(target):
    steps = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    ready = (ROOT / ".venv" / "ready").exists()
    assert ready and "pip install" not in steps


def test_the_lab_listens_on_this_machine_only_and_wants_its_token():
    recipe = re.search(r"(?m)^lab:.*\n\t(.*)", read("Makefile"))[1]
    assert "ip=127.0.0.1" in recipe and "token" not in recipe


def test_links_of_the_readme_lead_to_files():
    for name in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", read(name)):
            assert (ROOT / target).exists(), f"{name}: {target}"


def test_the_python_of_the_readme_runs():
    code = re.search(r"```python\n(.*?)```", read("README.md"), re.S)[1]
    names = {}
    exec(compile(code, "README.md", "exec"), names)  # our own file
    assert len(names["articles"]) == 22 and len(names["slogans"]) > 0


@pytest.mark.parametrize("page", SEEDS)
def test_the_seeds_are_as_given(page):
    assert hashlib.sha256((ROOT / "seeds" / f"{page}.txt").read_bytes()).hexdigest() == SEEDS[page]


def test_the_manifest_names_each_seed_page_and_says_how_it_is_known():
    import csv

    with open(ROOT / "seeds" / "sources.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    assert list(rows[0]) == ["page", "newspaper", "city", "province", "date", "note"]
    assert {r["page"] for r in rows} == set(SEEDS) and all(r["note"] and r["city"] for r in rows)


def test_no_address_of_an_index_and_no_path_of_this_machine_is_committed():
    words = ["py" + "pi.org", "pythonhosted" + ".org", "registry.npm" + "js", "/work" + "/main", "/root" + "/", "file:///" + "opt"]
    for file in tracked():
        text = file.read_bytes().decode("utf-8", "ignore")
        assert not [w for w in words if w in text], file


def test_the_top_level_is_what_the_readme_says():
    top = {file.relative_to(ROOT).parts[0] for file in tracked()}
    assert top == {
        ".ci", ".gitignore", "CITATION.cff", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "benchmarks", "environment.yml",
        "figures", "lib", "notebooks", "pyproject.toml", "requirements.lock", "seeds", "tests"}


def test_every_data_file_of_the_library_says_where_its_words_are_from():
    told = read("lib/tifa/data/README.md")
    for file in (ROOT / "lib" / "tifa" / "data").iterdir():
        assert file.name == "README.md" or f"`{file.name}`" in told, file.name


def code_lines(file):
    """How many lines of a module are code: no blank lines, remarks or docstrings."""
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    documented = [n for n in ast.walk(tree) if isinstance(n, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(n)]
    told = {i for n in documented for i in range(n.body[0].lineno, n.body[0].end_lineno + 1)}
    lines = enumerate(text.splitlines(), 1)
    return sum(1 for i, line in lines if line.strip() and not line.strip().startswith("#") and i not in told)


def test_the_library_stays_thin():
    """Bounds that are lowered when code goes; a module that outgrows its bound is to be split or cut down."""
    sizes = {f.relative_to(ROOT / "lib/tifa"): code_lines(f) for f in (ROOT / "lib" / "tifa").rglob("*.py")}
    assert sum(sizes.values()) <= 12_900
    assert not {file: size for file, size in sizes.items() if size > (360 if file.parts[0] == "policy" else 280)}


def library():
    """The modules of the library; those of policy/ are left out: its insides are replaced next."""
    folder = ROOT / "lib" / "tifa"
    modules = [file for file in sorted(folder.rglob("*.py")) if folder / "policy" not in file.parents]
    assert len(modules) > 50
    return modules


def test_no_line_of_the_library_is_longer_than_110_characters():
    long = [f"{file.relative_to(ROOT)}:{number}" for file in library()
            for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1) if len(line) > 110]
    assert not long, long


def parameters(function):
    """How many parameters a function has, of any kind; the ``self`` of a method is one."""
    told = function.args
    named = [*told.posonlyargs, *told.args, *told.kwonlyargs]
    return len(named) + (told.vararg is not None) + (told.kwarg is not None)


def test_no_function_of_the_library_has_more_than_seven_parameters():
    many = [f"{file.relative_to(ROOT)}:{node.lineno}" for file in library()
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) and parameters(node) > 7]
    assert not many, many


def test_notebook_files_are_valid_json_with_a_trailing_line_end():
    for file in (ROOT / "notebooks").glob("*.ipynb"):
        text = file.read_text(encoding="utf-8")
        assert json.loads(text)["nbformat"] == 4 and text.endswith("}\n")
