"""The command ``planner corrections``: what is remembered, to list, add, forget, export and import."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from planner.diary import Corrections
    from planner.diary.remembered import Correction

Add: TypeAlias = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]

_ABOUT: Final = {
    "list": "what is remembered",
    "add": "remember which food a phrase means",
    "forget": "forget what a phrase means",
    "export": "everything that is remembered, as CSV",
    "import": "remember what a CSV file says; where both differ the later date stands",
}


def add_commands(commands: Any, add: Add) -> None:
    """Add ``planner corrections …`` to the commands of the program.

    Parameters
    ----------
    commands : argparse subparsers
    add : callable
        Adds one command: (subparsers, name, about, run).
    """
    whole = add(
        commands, "corrections", "what your own phrases mean: list, add, forget, export, import", _list
    )
    whole.set_defaults(person=None)
    parts = whole.add_subparsers(title="what to do", metavar="WHAT")
    runs = {"list": _list, "add": _add, "forget": _forget, "export": _export, "import": _import}
    own = {name: add(parts, name, _ABOUT[name], run) for name, run in runs.items()}
    for name in ("add", "forget"):
        own[name].add_argument("phrase", metavar="PHRASE", help='such as "my muesli"')
    own["add"].add_argument(
        "food", metavar="FOOD", help="its id, as `planner match` or `planner foods list` shows"
    )
    own["add"].add_argument(
        "--measure", action="append", default=[], metavar="TEXT",
        help='what your measure of it weighs: "1 bowl = 60 g", "1 my mug = 400 ml" (may be repeated)',
    )  # fmt: skip
    own["import"].add_argument("file", type=Path, metavar="FILE", help="as from `planner corrections export`")
    own["export"].add_argument("--output", type=Path, metavar="FILE", help="write them to a file")
    for name, command in own.items():
        whose = "only those of" if name in ("list", "export") else "for"
        command.add_argument(
            "--person", metavar="NAME", help=f"{whose} the person that diaries call so (default: everyone)"
        )


def add_option(command: argparse.ArgumentParser) -> None:
    """Add the option that says whose corrections count where a text names nobody."""
    command.add_argument(
        "--corrections-of", metavar="NAME", help="whose corrections to use where the diary names nobody"
    )


def corrections_for(given: argparse.Namespace) -> Corrections:
    """Return the corrections that were saved, for the person whom a command names, with the foods kept."""
    from planner.diary import Corrections
    from planner.sources.kept_file import load_foods

    return Corrections.load().of(given.corrections_of).with_foods(load_foods())


def _list(given: argparse.Namespace) -> int:
    entries = _chosen(given).entries
    sys.stdout.writelines(f"{_line(entry)}\n" for entry in entries)
    if not entries:
        _tell('Nothing is remembered yet: planner corrections add "my muesli" fndds:57227000')
    return 0


def _add(given: argparse.Namespace) -> int:
    from planner.sources.kept_file import load_foods

    person, foods = given.person or "", load_foods()
    after = _changed(
        lambda saved: saved.with_foods(foods).remember(
            given.phrase, given.food, measures=given.measure, person=person
        )
    )
    new = after.of(person).meant(given.phrase)
    assert new is not None
    _tell(f"Remembered: {_line(new)}")
    return 0


def _forget(given: argparse.Namespace) -> int:
    _changed(lambda saved: saved.forget(given.phrase, given.person or ""))
    _tell("Forgotten.")
    return 0


def _export(given: argparse.Namespace) -> int:
    text = _chosen(given).to_csv()
    if given.output is None:
        sys.stdout.write(text)
    else:
        given.output.write_text(text, encoding="utf-8", newline="")
        _tell(f"Written to {given.output}")
    return 0


def _import(given: argparse.Namespace) -> int:
    from planner.diary import Corrections

    new = Corrections.from_csv(given.file.read_bytes(), str(given.file))
    if given.person is not None:
        new = new.given_to(given.person)
    after = _changed(lambda saved: saved.merged(new))
    older = sum(entry not in after.entries for entry in new.entries)
    _tell(f"Read: {len(new.entries)}; of these older than what is remembered, and not taken: {older}.")
    return 0


def _chosen(given: argparse.Namespace) -> Corrections:
    from planner.diary import Corrections

    saved = Corrections.load()
    return saved if given.person is None else saved.owned_by(given.person)


def _changed(change: Callable[[Corrections], Corrections]) -> Corrections:
    from planner.diary.corrections import change_saved

    return change_saved(change)


def _line(entry: Correction) -> str:
    from planner.report.tables import printable

    measures = f" ({'; '.join(entry.measures)})" if entry.measures else ""
    whose = f"{entry.person}: " if entry.person else ""
    food = f"{entry.food_id} {entry.description}"
    return printable(f"{whose}“{entry.phrase}” is {food}{measures}, since {entry.date}")


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
