"""``planner dishes``: the library through filters, a file of own dishes checked, and added to those kept."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from planner.errors import InputError
from planner.reference.dishes import COSTS, SEASONS, SLOTS, Dish, dishes, library
from planner.reference.person import DIETS, JURISDICTION_OF

if TYPE_CHECKING:
    from planner.diary.model import Fault

TAGS: Final = ("portable", "no_cook", "gentle", "batch")


class Answer(NamedTuple):
    """What a command found.

    Attributes
    ----------
    lines, notes : list of str
        The result for people, and what to say beside it.
    document : dict
        The result for programs.
    well : bool
        Whether nothing needs attention.
    """

    lines: list[str]
    document: dict[str, Any]
    notes: list[str]
    well: bool


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Give the command its arguments."""
    command.add_argument(
        "action", choices=("list", "check", "add"), nargs="?", default="list",
        help="list dishes; check a CSV of your own; add it to those kept for you (default: list)",
    )  # fmt: skip
    command.add_argument("file", metavar="FILE", nargs="?", type=Path, help="a CSV, one row a food")
    command.add_argument("--cuisine", metavar="NAME", help="such as Nordic")
    command.add_argument("--slot", choices=SLOTS, help="where it suits")
    command.add_argument("--diet", choices=DIETS, default="omnivore", help="default: omnivore")
    command.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="FOOD",
        help="an allergen or a food (may be repeated)",
    )
    command.add_argument(
        "--jurisdiction", choices=tuple(JURISDICTION_OF.values()), help="safe in pregnancy by its rules"
    )
    command.add_argument("--season", choices=SEASONS, help="at its best then")
    command.add_argument("--max-minutes", type=int, metavar="N", help="in the kitchen")
    command.add_argument("--max-cost", type=int, choices=COSTS, help="1 cheap, 3 dear")
    for tag in TAGS:
        command.add_argument(f"--{tag.replace('_', '-')}", action="store_true", help=_ABOUT[tag])
    command.add_argument("--own", action="store_true", help="only your own")


_ABOUT: Final = {
    "portable": "can be packed", "no_cook": "needs no stove", "gentle": "for days of nausea",
    "batch": "one pot, two meals",
}  # fmt: skip


def answer(given: argparse.Namespace) -> Answer:
    """Carry out the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_arguments(parser)
    >>> wanted = ["--slot", "evening", "--gentle", "--diet", "vegan", "--max-minutes", "3"]
    >>> answer(parser.parse_args(wanted)).lines[0]
    'Plain crackers and banana  US; 1 min; none; cost 1; portable, no cook, gentle'
    """
    from planner.diary.dish_file import read_dish_csv
    from planner.diary.own_dishes import add_dishes, own_dishes_file

    if given.action == "list":
        return _listed(given)
    if given.file is None:
        raise InputError(f"Name the file: planner dishes {given.action} FILE.")
    if given.action == "check":
        found, faults = read_dish_csv(given.file)
        return _read("good", found, faults)
    found, faults = add_dishes(given.file)
    return _read(f"added to {own_dishes_file()}", found, faults)


def _listed(given: argparse.Namespace) -> Answer:
    from planner.diary.own_dishes import own_dishes, own_dishes_file
    from planner.reference.diets import allowed_foods
    from planner.reference.dish_tags import fits

    own, faults = own_dishes()
    chosen = [dish for dish in (own if given.own else library(own)) if _suits(dish, given)]
    allowed = allowed_foods(given.diet, given.exclude)
    chosen = [dish for dish in chosen if fits(dish, allowed, given.jurisdiction)]
    notes = [f"Dishes: {len(chosen)} of {len(dishes()) + len(own)}."]
    if faults:
        notes.append(f"Own dishes with faults are left out; see `planner dishes check {own_dishes_file()}`.")
    document = {"dishes": [_described(dish) for dish in chosen]}
    return Answer([_line(dish) for dish in chosen], document, notes, bool(chosen) and not faults)


def own_dishes_to_plan_with(tell: Callable[[str], None]) -> tuple[Dish, ...]:
    """Return a person's own dishes for a plan, and tell of those that have faults."""
    from planner.diary.own_dishes import own_dishes, own_dishes_file

    own, faults = own_dishes()
    if own or faults:
        tell(f"Own dishes: {len(own)}, from {own_dishes_file()}.")
    if faults:
        tell("Own dishes with faults are left out; `planner dishes check` with that file lists them.")
    return own


def _suits(dish: Dish, given: argparse.Namespace) -> bool:
    return (
        (given.cuisine is None or dish.cuisine.casefold() == given.cuisine.casefold())
        and (given.slot is None or given.slot in dish.slots)
        and (given.season is None or given.season in dish.seasons)
        and (given.max_minutes is None or dish.minutes <= given.max_minutes)
        and (given.max_cost is None or dish.cost <= given.max_cost)
        and all(getattr(dish, tag) for tag in TAGS if getattr(given, tag))
    )


def _read(done: str, found: Sequence[Dish], faults: Sequence[Fault]) -> Answer:
    lines = [f"{dish.name}: {done}" for dish in found]
    lines += [
        f"row {row}, {column or 'no column'}: {f'“{value}”: ' if value else ''}{problem} {advice}"
        for row, column, value, problem, advice in faults
    ]
    document = {
        "dishes": [_described(dish) for dish in found],
        "faults": [fault._asdict() for fault in faults],
    }
    notes = [f"Dishes without a fault: {len(found)}. Faults: {len(faults)}."]
    return Answer(lines, document, notes, not faults)


def _line(dish: Dish) -> str:
    tags = ", ".join(_tags(dish)).replace("_", " ")
    about = f"{dish.cuisine}; {dish.minutes} min; {dish.effort}; cost {dish.cost}"
    return f"{dish.name}  {about}{f'; {tags}' if tags else ''}"


def _tags(dish: Dish) -> Iterable[str]:
    return (tag for tag in TAGS if getattr(dish, tag))


def _described(dish: Dish) -> dict[str, Any]:
    from planner.reference.dish_tags import diets_of, holds

    fields = ("id", "name", "cuisine", "slots", "minutes", "effort", "cost", "seasons", *TAGS, "not_in")
    return {name: getattr(dish, name) for name in fields} | {
        "diets": diets_of(dish),
        "may_hold": holds(dish.food_ids),
        "foods": dish.food_ids,
    }
