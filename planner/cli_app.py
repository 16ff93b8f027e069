"""The command ``planner app``: the dashboard, in a browser."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

from planner.cli_files import tell
from planner.errors import InputError

Add: TypeAlias = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]
_LAST_PORT: Final = 65535


def add_app(commands: Any, add: Add) -> None:
    """Add ``planner app`` to the commands of the program."""
    command = add(commands, "app", "the dashboard, in your browser", _app)
    command.add_argument("--port", type=_port, default=8501, metavar="N", help="1 to 65535 (default: 8501)")


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= _LAST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text[:20]!r} is no port; give a whole number from 1 to {_LAST_PORT}.")


def _app(given: argparse.Namespace) -> int:
    page = _page()
    options = ["--server.address", "127.0.0.1", "--server.port", str(given.port)]
    options += ["--browser.gatherUsageStats", "false"]
    tell(f"Open http://127.0.0.1:{given.port} in your browser; Ctrl+C stops it.")
    os.chdir(page.parent)  # where its .streamlit/config.toml is read
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", page.name, *options])


def _page() -> Path:
    """Return the dashboard's entry: inside an installed wheel, or beside the package."""
    package = Path(__file__).resolve().parent
    for page in (package / "_data" / "app.py", package.parent / "app.py"):
        if page.is_file():
            return page
    raise InputError("The dashboard's app.py is missing. Install the package again.")
