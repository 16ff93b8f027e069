"""``planner foods search, barcode, keep``: foods of FoodData Central and Open Food Facts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from planner.cli_files import tell
from planner.language import _

if TYPE_CHECKING:
    from planner.sources.food import SourcedFood

Add: TypeAlias = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]
_MOST: Final = 50


def add_commands(actions: Any, add: Add) -> None:
    """Add what asks FoodData Central and Open Food Facts."""
    search = add(actions, "search", "foods of FoodData Central or Open Food Facts by words", _search)
    search.add_argument("text", metavar="TEXT", nargs="+", help='such as "cheddar cheese"')
    search.add_argument(
        "--source", choices=("fdc", "off"), default="fdc",
        help="fdc: FoodData Central; off: Open Food Facts (default: fdc)",
    )  # fmt: skip
    search.add_argument(
        "--limit", type=_limit, default=10, metavar="N", help=f"at most so many, 1 to {_MOST} (default: 10)"
    )
    barcode = add(actions, "barcode", "the product with this barcode, of Open Food Facts", _barcode)
    barcode.add_argument("code", metavar="CODE", help="8 to 14 digits")
    keep = add(actions, "keep", "take a food of these into the foods that you keep, for diaries", _keep)
    keep.add_argument("id", metavar="ID", help="as search shows: fdc:173944, off:5000000000000")
    for command in (search, barcode):
        command.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def _limit(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= _MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a whole number from 1 to {_MOST}.")


def _search(given: argparse.Namespace) -> int:
    from planner.report.sourced_text import food_line
    from planner.sources.lookup import search_foods

    found = search_foods(" ".join(given.text), given.source, given.limit)
    for note in found.notes:
        tell(note)
    if given.format == "json":
        _put_json({"foods": [_document(food) for food in found.foods], "notes": list(found.notes)})
        return 0
    sys.stdout.writelines(f"{food_line(food)}\n" for food in found.foods)
    if not found.foods:
        tell(_("Nothing was found. Fewer or other words may help."))
    return 0


def _barcode(given: argparse.Namespace) -> int:
    from planner.sources.lookup import food_of_barcode

    return tell_of(food_of_barcode(given.code), given.format)


def _keep(given: argparse.Namespace) -> int:
    from planner.report.tables import printable
    from planner.sources.kept_file import change_foods
    from planner.sources.lookup import food_of_id

    food = food_of_id(given.id)
    kept = change_foods(lambda before: before.keep(food)).get(given.id)
    sys.stdout.write(f"{kept.food_id if kept else given.id}  {printable(food.description)}\n")
    for flag in food.flags:
        tell(flag)
    tell(_("Kept: a diary counts it by its name or this id."))
    return 0


def show(food_id: str, form: str) -> int:
    """Print what a service knows of one food."""
    from planner.sources.lookup import food_of_id

    return tell_of(food_of_id(food_id), form)


def tell_of(food: SourcedFood, form: str) -> int:
    """Print all that is known of a food, for people or for programs."""
    from planner.report.sourced_text import food_text

    if form == "json":
        _put_json(_document(food))
    else:
        sys.stdout.write(food_text(food))
    return 0


def _document(food: SourcedFood) -> dict[str, Any]:
    from planner.report.sourced_text import food_document

    return food_document(food)


def _put_json(document: Any) -> None:
    sys.stdout.write(json.dumps(document, indent=1, allow_nan=False) + "\n")
