"""The layout is a contract: import direction, public names, what stays unimported, sizes, the top level."""

import ast
import subprocess
import sys
from pathlib import Path

import planner

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {
    "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "app.py", "data", "notebooks", "planner",
    "pyproject.toml", "requirements-dev.lock", "requirements.lock", "tests",
}  # fmt: skip
MADE_BY_TOOLS = {"build", "dist", "test-results", "__pycache__"}
MOST_LINES = 400
HEAVY = ("streamlit", "dask", "highspy", "pulp", "altair", "openpyxl", "requests", "typst", "icalendar")


def python(code):
    """Return what a fresh interpreter prints."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_imports_go_one_way():
    linter = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout[-2000:]
    assert "0 broken" in found.stdout


def test_every_public_name_is_there_and_documented():
    for name in planner.__all__:
        assert getattr(planner, name).__doc__, name
    assert set(planner.__all__) >= {
        "Person", "assess", "daily_intake", "match_food", "parse_meal", "plan_meals", "read_diary",
        "targets_for",
    }  # fmt: skip
    assert dir(planner) == planner.__all__


def test_importing_planner_stays_light():
    loaded = python(f"import sys, planner; print([name for name in {HEAVY} if name in sys.modules])")
    assert loaded == "[]"


def test_the_command_line_starts_without_the_solver_and_the_dashboard():
    loaded = python(f"import sys, planner.cli; print([name for name in {HEAVY} if name in sys.modules])")
    assert loaded == "[]"


def test_the_top_level_is_what_it_should_be():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert {name for name in found - MADE_BY_TOOLS if not name.endswith(".egg-info")} == TOP_LEVEL


def test_no_file_is_longer_than_a_person_reads():
    code = [path for folder in ("planner", "tests", "data/build") for path in (ROOT / folder).rglob("*.py")]
    assert len(code) > 50
    long = {str(path.relative_to(ROOT)): lines for path in code if (lines := _lines(path)) > MOST_LINES}
    assert not long


def test_every_module_says_what_it_is_for():
    for path in (ROOT / "planner").rglob("*.py"):
        if "_data" not in path.parts:
            assert ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "pages" in path.parts, path


def _lines(path):
    return path.read_text("utf-8").count("\n")
