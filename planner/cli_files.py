"""What the command line writes: to standard output or a file, and the PDF and calendar of a result."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from planner.errors import InputError
from planner.reference.person import Person

_QUIET_SECONDS: Final = 1.0
"""Progress is told of a reading that takes longer than this, and not more often."""


def tell(message: str) -> None:
    """Say something on standard error."""
    print(message, file=sys.stderr, flush=True)


def progress() -> Callable[[int, int, str], None]:
    """Return what tells of a long reading on standard error, now and then."""
    last = time.monotonic()

    def told(done: int, total: int, label: str) -> None:
        nonlocal last
        if time.monotonic() - last >= _QUIET_SECONDS:
            last = time.monotonic()
            tell(f"{label}: {done:,} of {total:,}")

    return told


def put(result: str | bytes, output: Path | None) -> None:
    """Write a result to a file, or to standard output where none is named.

    Raises
    ------
    InputError
        When a terminal would show what only a program can read.
    """
    data = result.encode() if isinstance(result, str) else result
    if output is not None:
        output.write_bytes(data)
        tell(f"Written to {output}")
    elif isinstance(result, bytes) and sys.stdout.isatty():
        raise InputError("This cannot be shown in a terminal. Name a file with --output FILE.")
    elif isinstance(result, bytes):
        sys.stdout.buffer.write(data)
    else:
        sys.stdout.write(result)


def add_file_options(command: argparse.ArgumentParser) -> None:
    """Add what the files of a plan ask for."""
    command.add_argument(
        "--start", type=_date, metavar="DATE",
        help="ics, pdf: the first day, as 2026-03-02 (default: ics, next Monday; pdf, days without dates)",
    )  # fmt: skip
    command.add_argument("--name", default="", help="ics, pdf: whose plan it is (default: nobody is named)")
    command.add_argument(
        "--routine", action="store_true",
        help="ics, pdf, text, json: with the day's stretches, walks, foot bath and fluids (not shown to stop "
        "cramps), where the person's check-in does not hide them",
    )  # fmt: skip


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no date; write it as 2026-03-02.") from None


def gaps_file(person: Person, document: dict[str, Any]) -> bytes:
    """Return the PDF of an analysis."""
    from planner.report.basis import person_words
    from planner.report.gaps_pdf import gaps_pdf

    tell("Laying out the PDF")
    return gaps_pdf(document, person_words(person), dt.date.today())


def plan_file(given: argparse.Namespace, document: dict[str, Any]) -> bytes:
    """Return the PDF of a plan."""
    from planner.report.pdf import plan_pdf

    tell("Laying out the PDF")
    return plan_pdf(document, dt.date.today(), name=given.name, start=given.start, why=given.why)


def calendar_file(given: argparse.Namespace, document: dict[str, Any]) -> str:
    """Return the calendar of a plan."""
    from planner.report.ics import next_monday, plan_ics

    start = given.start or next_monday(dt.date.today())
    tell(f"The calendar starts on {start:%A}, {start}")
    return plan_ics(document, start, name=given.name, routine=given.routine)
