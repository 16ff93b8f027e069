"""``planner foods …``: foods beyond the table that ships."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, TypeAlias

from planner import cli_supplements

Add: TypeAlias = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]


def add_foods(commands: Any, add: Add) -> None:
    """Add ``planner foods …`` to the commands of the program.

    Parameters
    ----------
    commands : argparse subparsers
    add : callable
        Adds one command: (subparsers, name, about, run).
    """
    whole = add(commands, "foods", "foods beyond the table: supplements", cli_supplements.run)
    whole.set_defaults(person=None, format="text")
    cli_supplements.add_commands(whole.add_subparsers(title="what to do", metavar="WHAT"))
