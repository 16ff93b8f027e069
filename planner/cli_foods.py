"""``planner foods``: foods beyond the shipped table, and what is known of one."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, TypeAlias

from planner import cli_food_tables, cli_own_foods, cli_sources, cli_supplements

Add: TypeAlias = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]


def add_command(commands: Any, add: Add) -> None:
    """Add ``planner foods …``; each module with a part of it has an ``add_commands``.

    Parameters
    ----------
    commands : argparse subparsers
    add : callable
        Adds one command: (subparsers, name, about, run).
    """

    def help_of_it(_given: argparse.Namespace) -> int:
        whole.print_help()
        return 0

    whole = add(commands, "foods", "foods beyond the shipped table", help_of_it)
    actions = whole.add_subparsers(title="what to do", metavar="WHAT")
    cli_sources.add_commands(actions, add)
    cli_food_tables.add_commands(actions, add)
    cli_own_foods.add_commands(actions, add)
    cli_supplements.add_commands(actions)
    show = add(actions, "show", "what is known of one food", _show)
    show.add_argument(
        "food",
        metavar="ID",
        help="as search, list or match shows it: fdc:173944, own:soup, table:ciqual:13005",
    )
    show.add_argument(
        "--format", choices=("text", "json"), default="text", help="of a food of a service or table"
    )
    show.add_argument(
        "--servings", type=float, metavar="N", help="of a recipe: the ingredients for so many servings"
    )


def _show(given: argparse.Namespace) -> int:
    """Print one food: the one that is kept under this id, else the table's or the service's."""
    from planner.sources.kept_file import load_foods

    kept = load_foods().get(given.food)
    if kept is None and given.food.startswith(("fdc:", "off:")):
        return cli_sources.show(given.food, given.format)
    if kept is None and given.food.startswith("table:"):
        return cli_sources.tell_of(cli_food_tables.food_of(given.food), given.format)
    return cli_own_foods.show(given.food, kept, given.servings)
