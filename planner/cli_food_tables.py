"""``planner foods table``: national food tables that a person brings, and ``--tables``: which are used."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from planner.cli_files import put, tell
from planner.language import _, mark, plural

if TYPE_CHECKING:
    from planner.sources.food import SourcedFood
    from planner.sources.food_tables.mapping import TableMapping
    from planner.sources.food_tables.sheets import Sheet

Add: TypeAlias = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]

_ABOUT: Final = {
    "inspect": "what the columns of a file were understood as, and a mapping to mend",
    "add": "import a file: CIQUAL and CoFID as they are, any other with its mapping",
    "list": "the tables that are kept, and in which order they are used",
    "use": "keep in which order tables are used: ciqual fndds, or ciqual alone",
    "export": "a table as CSV with INFOODS tagnames",
    "remove": "forget a table",
}


def add_commands(actions: Any, add: Add) -> None:
    """Add ``table`` to the actions of ``planner foods``."""

    def help_of_it(_given: argparse.Namespace) -> int:
        whole.print_help()
        return 0

    whole = add(
        actions, "table", "a food table of your own: inspect, add, list, use, export, remove", help_of_it
    )
    parts = whole.add_subparsers(title="what to do", metavar="WHAT")
    runs = {
        "inspect": _inspect,
        "add": _import,
        "list": _list,
        "use": _use,
        "export": _export,
        "remove": _remove,
    }
    own = {name: add(parts, name, _ABOUT[name], run) for name, run in runs.items()}
    for name in ("inspect", "add"):
        own[name].add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX")
    own["inspect"].add_argument("--out", type=Path, metavar="FILE", help="write the mapping there (TOML)")
    for name in ("add", "export", "remove"):
        own[name].add_argument("name", metavar="NAME", help="its short name, such as ciqual")
    own["add"].add_argument("--mapping", type=Path, metavar="FILE", help="as `inspect` writes it")
    for part in ("title", "licence", "citation"):
        own["add"].add_argument(f"--{part}", metavar="TEXT", help=f"its {part}, in place of the mapping's")
    own["use"].add_argument(
        "names", nargs="+", metavar="NAME", help="the preferred one first; fndds is shipped"
    )
    own["export"].add_argument("--output", type=Path, metavar="FILE", help="write it to a file")


def add_tables_option(command: argparse.ArgumentParser) -> None:
    """Add the option that says in which tables foods are looked up."""
    command.add_argument(
        "--tables", metavar="NAMES",
        help="tables in which foods are looked up, the preferred one first: ciqual,fndds (default: as kept)",
    )  # fmt: skip


def tables_in_use(given: argparse.Namespace) -> AbstractContextManager[None]:
    """Return what a command runs in: its tables, or those that are kept, where it looks foods up."""
    if not hasattr(given, "tables"):
        return nullcontext()
    from planner.sources.food_tables.preference import kept_preference, use_food_tables

    return use_food_tables(kept_preference() if given.tables is None else given.tables.split(","))


def food_of(food_id: str) -> SourcedFood:
    """Return a food of a table that is kept.

    Raises
    ------
    TableError
        Where no table that is kept has it.
    """
    from planner.errors import TableError
    from planner.sources.food_tables import imported_food

    food = imported_food(food_id)
    if food is None:
        advice = mark(
            "`planner foods table list` shows the tables, `planner match WORDS --tables NAME` foods."
        )
        raise TableError(food_id[:80], mark("No table that is kept has this food."), advice)
    return food


def _inspect(given: argparse.Namespace) -> int:
    from planner.report.import_text import proposal_text
    from planner.sources.food_tables.propose import mapping_text, propose

    proposal = propose(_sheets(given.file), given.file.name)
    sys.stdout.write(proposal_text(proposal))
    if given.out is not None:
        put(mapping_text(proposal), given.out)
    return int(bool(proposal.unclear or proposal.unmapped) and proposal.layout is None)


def _import(given: argparse.Namespace) -> int:
    from planner.report.import_text import report_text
    from planner.sources.food_tables.build import build
    from planner.sources.food_tables.store import checked_name, save

    name, sheets = checked_name(given.name), _sheets(given.file)
    mapping = _mapping(given, sheets).owned(given.title, given.licence, given.citation)
    table, report = build(sheets, mapping, name)
    folder = save(table)
    sys.stdout.write(report_text(table, report))
    tell(_("Kept in {folder}. To use it: planner foods table use {name} fndds", folder=folder, name=name))
    return int(bool(report.not_taken or report.unmapped or report.flags))


def _sheets(file: Path) -> list[Sheet]:
    from planner.sources.food_tables.sheets import MOST_BYTES, read_sheets

    with file.open("rb") as opened:
        return read_sheets(opened.read(MOST_BYTES + 1), file.name)


def _mapping(given: argparse.Namespace, sheets: list[Sheet]) -> TableMapping:
    """Return the mapping given, or that of the published layout which the file has."""
    from planner.errors import TableError
    from planner.sources.food_tables.mapping import layout, read_mapping
    from planner.sources.food_tables.propose import propose

    if given.mapping is not None:
        return read_mapping(given.mapping)
    found = propose(sheets, given.file.name).layout
    if found is None:
        advice = f"Write its mapping first: planner foods table inspect {given.file} --out mapping.toml"
        raise TableError(given.file.name, "This is no layout that is known.", advice)
    tell(_("Read as {layout}.", layout=found))
    return layout(found)


def _list(given: argparse.Namespace) -> int:
    from planner.sources.food_tables.preference import kept_preference
    from planner.sources.food_tables.search import attribution
    from planner.sources.food_tables.store import imported_names, load

    for name in imported_names():
        table = load(name)
        foods = plural("{n} food", "{n} foods", len(table.foods))
        sys.stdout.write(f"{name}  {foods}, {table.imported}  {table.title}. {attribution(table)}\n")
    if not imported_names():
        tell(_("No table is kept yet: planner foods table add FILE NAME"))
    tell(_("Used, in this order: {tables}", tables=", ".join(kept_preference())))
    return 0


def _use(given: argparse.Namespace) -> int:
    from planner.sources.food_tables.preference import keep_preference

    tell(_("Used from now on, in this order: {tables}", tables=", ".join(keep_preference(given.names))))
    return 0


def _export(given: argparse.Namespace) -> int:
    from planner.sources.food_tables.search import attribution
    from planner.sources.food_tables.store import load, table_csv

    table = load(given.name)
    put(table_csv(table), given.output)
    tell(attribution(table))
    return 0


def _remove(given: argparse.Namespace) -> int:
    from planner.sources.food_tables.preference import drop_from_preference
    from planner.sources.food_tables.store import known_name, remove

    drop_from_preference(known_name(given.name))
    remove(given.name)
    tell(_("Forgotten."))
    return 0
