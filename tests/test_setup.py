"""Setting up: the lock files, the Makefile and the scripts that it calls."""

import os
import re
import shutil
import subprocess
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


def pinned(lock):
    """Return name -> version of a lock file; a line that is anything but name==version fails."""
    lines = [line for line in (ROOT / lock).read_text().splitlines() if line and not line.startswith("#")]
    for line in lines:
        assert re.fullmatch(r"[\w.-]+==[\w.]+", line), f"{lock}: {line}"
    return {canonicalize_name(line.partition("==")[0]): line.partition("==")[2] for line in lines}


def needed(names):
    """Return every package that these need in turn, on this Python."""
    waiting, found = list(names), set()
    while waiting:
        requirement = Requirement(waiting.pop())
        if canonicalize_name(requirement.name) not in found:
            found.add(canonicalize_name(requirement.name))
            below = [Requirement(text) for text in requires(requirement.name) or []]
            waiting += [
                str(part) for part in below if part.marker is None or part.marker.evaluate({"extra": ""})
            ]
    return found


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_the_locks_pin_what_the_project_asks_for():
    asked = project()["dependencies"]
    lock, dev_lock = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert lock.items() <= dev_lock.items()
    for text in [*asked, *project()["optional-dependencies"]["test"]]:
        requirement = Requirement(text)
        assert requirement.specifier.contains(dev_lock[canonicalize_name(requirement.name)]), text
    assert needed(asked) - {"setuptools"} <= set(lock)


def script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def shell(*command, **environment):
    """Run a command from the project's folder, with no input."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60,
        env={**os.environ, "MAKEFLAGS": "", **environment},
    )  # fmt: skip


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
class TestMakefile:
    """The Python that make finds is a shell script of the test's, and .venv a folder of its own."""

    def make(self, folder, *targets, python="exit 1"):
        script(folder / "python", python)
        return shell("make", *targets, f"PYTHON={folder / 'python'}", f"VENV={folder / 'venv'}")

    def test_an_old_python_is_named_with_what_to_do(self, tmp_path):
        old = 'case "$1" in --version) echo Python 3.9.2;; *) exit 1;; esac'
        done = self.make(tmp_path, "setup", python=old)
        assert done.returncode != 0
        assert "Python 3.11 or newer is needed" in done.stdout
        assert "Python 3.9.2" in done.stdout

    def test_a_missing_venv_module_is_named_with_what_to_do(self, tmp_path):
        done = self.make(tmp_path, "setup", python='case "$1" in -c) exit 0;; *) exit 1;; esac')
        assert done.returncode != 0
        assert "apt-get install python3-venv" in done.stdout
        assert not (tmp_path / "venv").exists()

    def test_help_names_the_two_commands(self, tmp_path):
        done = self.make(tmp_path)
        assert done.returncode == 0
        assert "make run" in done.stdout
        assert "make test" in done.stdout


TOOLS = ("ruff", "mypy", "lint-imports", "pytest")


@pytest.mark.parametrize("broken", [None, *TOOLS])
def test_a_check_that_fails_does_not_hide_the_tests(tmp_path, broken):
    for tool in TOOLS:
        script(tmp_path / tool, f"echo {tool} ran; exit {int(tool == broken)}")
    done = shell(ROOT / ".ci" / "checks", tmp_path)
    assert done.returncode == (0 if broken is None else 1)
    assert "pytest ran" in done.stdout.splitlines()[-2:]
    assert (f"Failed: {broken}" in done.stdout) == (broken is not None)


def test_the_set_up_says_that_there_is_no_browser(tmp_path):
    script(tmp_path / "id", "echo 1000")
    script(tmp_path / "sudo", "exit 1")
    done = shell(shutil.which("bash"), ROOT / ".ci" / "chromium", PATH=str(tmp_path))
    assert done.returncode == 0
    assert "the browser tests will be skipped" in done.stdout


def test_the_check_script_can_be_run():
    for name in ("run", "checks", "chromium"):
        assert os.access(ROOT / ".ci" / name, os.X_OK), name
