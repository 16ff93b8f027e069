"""``planner foods``: foods beyond the shipped table."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, TypeAlias

from planner import cli_food_tables

Add: TypeAlias = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]


def add_command(commands: Any, add: Add) -> None:
    """Add ``planner foods …``; each module with a part of it has an ``add_commands(actions, add)``.

    Parameters
    ----------
    commands : argparse subparsers
    add : callable
        Adds one command: (subparsers, name, about, run).
    """

    def help_of_it(_given: argparse.Namespace) -> int:
        whole.print_help()
        return 0

    whole = add(commands, "foods", "foods beyond the shipped table: food tables of your own", help_of_it)
    actions = whole.add_subparsers(title="what to do", metavar="WHAT")
    cli_food_tables.add_commands(actions, add)
