"""The command ``planner table``: any table of items, components, bounds and costs, solved at least cost."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

Add: TypeAlias = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]

_FORMATS: Final = ("text", "json", "csv")


def add_table(commands: Any, add: Add) -> None:
    """Add ``planner table`` to the commands of the program.

    Parameters
    ----------
    commands : argparse subparsers
    add : callable
        Adds one command: (subparsers, name, about, run).
    """
    command = add(commands, "table", "the cheapest amounts from a table of your own, within bounds", _table)
    command.add_argument(
        "items", metavar="ITEMS.csv", type=Path,
        help="item, cost, a column for each component; least and most may limit an amount",
    )  # fmt: skip
    command.add_argument(
        "--bounds", metavar="BOUNDS.csv", type=Path, required=True,
        help="component, lower, upper; blank is no bound",
    )  # fmt: skip
    command.add_argument("--whole", action="store_true", help="amounts are whole numbers")
    command.add_argument(
        "--unknown", choices=("raise", "cautious"), default="raise",
        help="a blank content stops the command, or is counted cautiously: as nothing towards a lower bound, "
        "and its item is left out where the component has an upper one (default: raise)",
    )  # fmt: skip
    command.add_argument("--format", choices=_FORMATS, default=_FORMATS[0], help=f"default: {_FORMATS[0]}")


def _table(given: argparse.Namespace) -> int:
    from planner.plan.custom_csv import solve_files
    from planner.report.table_report import table_csv, table_document, table_text

    solution = solve_files(given.items, given.bounds, whole=given.whole, unknown=given.unknown)
    document = table_document(solution)
    if given.format == "json":
        sys.stdout.write(json.dumps(document, indent=1, allow_nan=False) + "\n")
    else:
        sys.stdout.write((table_csv if given.format == "csv" else table_text)(document))
    return int(solution.status == "infeasible")
