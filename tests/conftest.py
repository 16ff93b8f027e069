"""What every test gets: a folder of its own for what outlasts a visit, so that nobody's own is touched."""

import pytest


@pytest.fixture(autouse=True)
def planner_home(tmp_path, monkeypatch):
    home = tmp_path / "planner_home"
    monkeypatch.setenv("PLANNER_HOME", str(home))
    return home
