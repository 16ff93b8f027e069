"""The wheel in an environment of its own, away from this checkout."""

import json
import os
import re
import socket
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

ROOT = Path(__file__).resolve().parents[1]
PIP_OPTIONS = ["--disable-pip-version-check", "--quiet", "--no-deps"]


def run(*command, **options):
    """Run a command with no input and no trace of this checkout; what it printed comes with a failure."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command],
        check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, env=environment, timeout=300,
        **options,
    )  # fmt: skip
    assert done.returncode in (0, 1), f"{done.args}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return the bin folder of a new environment with the wheel in it.

    The packages that it depends on are lent by this environment, to spare the downloads. A path lent in
    this way does not bring the checkout with it: only .pth files of the new environment itself are read.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    done = run(python, "-m", "pip", "install", *PIP_OPTIONS, wheel)
    assert done.returncode == 0, done.stderr
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    Path(own, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


@pytest.mark.slow
def test_the_wheel_holds_the_data_as_they_are(wheel):
    with zipfile.ZipFile(wheel) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    files = [
        path for path in (ROOT / "data").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    assert len(files) > 50
    for path in files:
        assert inside[f"planner/_data/{path.relative_to(ROOT / 'data')}"] == path.read_bytes(), path
    assert "planner/_data/app.py" in inside
    assert "planner/_data/.streamlit/config.toml" in inside
    assert {"planner/report/report.typ", "planner/ui/print.css", "planner/ui/contrast.css"} <= set(inside)
    assert not [name for name in inside if "__pycache__" in name or name.startswith("tests")]


@pytest.mark.slow
def test_the_data_are_found_in_the_wheel_not_in_the_checkout(installed, tmp_path):
    code = "import planner.tables as t; print(t.__file__); print(t.data_folder())"
    done = run(installed / "python", "-c", code, cwd=tmp_path)
    module, folder = map(Path, done.stdout.splitlines())
    assert installed.parent in module.parents
    assert folder == module.parent / "_data"


@pytest.mark.slow
def test_match_in_an_empty_folder(installed, tmp_path):
    found = json.loads(
        run(installed / "planner", "match", "oatmeal", "--format", "json", cwd=tmp_path).stdout
    )
    assert "oatmeal" in found[0]["description"].lower()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_analyze_and_plan_in_an_empty_folder(installed, tmp_path):
    where = "from planner.tables import data_folder; print(data_folder() / 'samples')"
    samples = Path(run(installed / "python", "-c", where, cwd=tmp_path).stdout.strip())
    person = ["--person", samples / "person.toml"]
    diary = samples / "diary_three_days.csv"
    done = run(installed / "planner", "analyze", diary, *person, "--format", "json", cwd=tmp_path)
    result = json.loads(done.stdout)
    assert result["rows"]["used"] > 10
    assert all(day["intake"]["magnesium"] > 50 for day in result["people"][0]["days"])
    done = run(installed / "planner", "plan", diary, *person, "--days", "1", "--format", "json", cwd=tmp_path)
    plan = json.loads(done.stdout)
    assert plan["status"] in ("optimal", "feasible")
    assert len(plan["days"]) == 1


@pytest.mark.slow
def test_a_pdf_from_the_wheel(installed, tmp_path):
    asked = ["--days", "1", "--format", "pdf", "--output", "plan.pdf"]
    done = run(installed / "planner", "plan", *asked, cwd=tmp_path)
    assert "Written to plan.pdf" in done.stderr
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answer(url, seconds=60):
    """Return the status and the text that a server answers with once it is up."""
    opener = build_opener(ProxyHandler({}))
    end = time.monotonic() + seconds
    while True:
        try:
            with opener.open(url, timeout=5) as reply:
                return reply.status, reply.read().decode()
        except (URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


@pytest.fixture
def served(installed, tmp_path):
    """Serve the app from the wheel; yield its port."""
    port = free_port()
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [installed / "planner", "app", "--port", str(port)],
            cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    yield port
    os.killpg(server.pid, 15)
    server.wait(timeout=30)


@pytest.mark.slow
def test_the_app_answers_on_this_machine_only(served):
    assert answer(f"http://127.0.0.1:{served}/_stcore/health") == (200, "ok")
    with socket.socket() as other:  # taken only where the server did not bind to every address
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.2", served))
        other.listen()


@pytest.mark.slow
def test_the_shipped_settings_are_in_force(installed, tmp_path):
    where = "from planner.tables import data_folder; print(data_folder())"
    folder = run(installed / "python", "-c", where, cwd=tmp_path).stdout.strip()
    code = (
        "from streamlit.config import get_option\n"
        "print(get_option('server.address'), get_option('browser.gatherUsageStats'))"
    )
    assert run(installed / "python", "-c", code, cwd=folder).stdout.split() == ["127.0.0.1", "False"]


@pytest.mark.slow
def test_the_pages_come_up_from_the_wheel(installed, tmp_path):
    code = (
        "from streamlit.testing.v1 import AppTest; from planner.cli_app import _page\n"
        "app = AppTest.from_file(str(_page()), default_timeout=120).run()\n"
        "print([error.value for error in app.exception], len(app.main))"
    )
    done = run(installed / "python", "-c", code, cwd=tmp_path)
    assert re.fullmatch(r"\[\] [1-9]\d*", done.stdout.strip()), done.stdout + done.stderr
