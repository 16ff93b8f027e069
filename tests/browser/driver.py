"""Start the app on a free port of this machine, and a browser to drive it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium_path() -> str | None:
    """Return the system's Chromium, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def launch(play: Playwright, path: str) -> Browser:
    return play.chromium.launch(executable_path=path, headless=True, args=FLAGS)


@contextmanager
def served(script: str = "app.py", **environment: str) -> Iterator[str]:
    """Serve the app, with nothing remembered, and yield its address; the server is stopped afterwards."""
    with tempfile.TemporaryDirectory() as home:
        yield from _served_from(script, {"PLANNER_HOME": home, **environment})


def _served_from(script: str, environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONWARNINGS": "default", **environment},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/_stcore/health")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, seconds: float = 60) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + seconds
    while True:
        try:
            opener.open(address, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def settle(page: Page) -> None:
    """Wait until the app has stopped running and drawing."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
    page.wait_for_timeout(700)
    page.wait_for_selector('[data-stale="true"]', state="detached", timeout=60_000)  # what a run left behind


def edit_cell(page: Page, row: int, steps: int, text: str, *, waits: bool = True) -> None:
    """Write a cell of the editable table: so many steps to the right of the first; wait for the answer."""
    canvas = page.get_by_test_id("stDataFrame").last.get_by_test_id("data-grid-canvas")
    canvas.scroll_into_view_if_needed()
    canvas.click(position={"x": 70, "y": 35 * (row + 1) + 17}, force=True)  # a scroller lies over it
    for _ in range(steps):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    field = page.locator("#portal").locator("textarea, input").first
    field.fill(text)
    field.press("Enter")
    if waits:
        settle(page)
