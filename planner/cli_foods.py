"""The command ``planner foods``: foods beyond the table."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, TypeAlias

from planner import cli_own_foods

Add: TypeAlias = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]


def add_foods(commands: Any, add: Add) -> None:
    """Add ``planner foods …`` to the commands of the program.

    Parameters
    ----------
    commands : argparse subparsers
    add : callable
        Adds one command: (subparsers, name, about, run).
    """
    whole = add(
        commands, "foods", "foods beyond the table: your own by label and recipe", cli_own_foods.list_foods
    )
    actions = whole.add_subparsers(title="what to do", metavar="WHAT")
    cli_own_foods.add_commands(actions)
