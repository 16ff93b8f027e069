"""The dish library: what can stand in a slot of a plan, each dish in a few household portions.

A **dish** is one to six foods, each with a portion of its own table and the multiples of it that make
sense. A **variant** fixes one multiple for each food, so what is printed is what was optimised.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any, Final

from planner.errors import DataError
from planner.reference.foods import PREFIX, food_table
from planner.reference.household import household_text
from planner.tables import read_toml, toml_files

SLOTS: Final = ("breakfast", "mid_morning", "lunch", "afternoon", "dinner", "evening")
EFFORTS: Final = ("none", "assemble", "cook")
MAX_VARIANTS: Final = 96


@dataclass(frozen=True)
class DishItem:
    """One food of a dish: a portion of the food's own table and the multiples of it to choose from.

    A multiple of 0 makes the food optional.
    """

    food_id: str
    portion_seq: int
    multiples: tuple[Fraction, ...]


@dataclass(frozen=True)
class Dish:
    """A meal that someone would eat.

    Attributes
    ----------
    id, name, cuisine : str
    slots : tuple of str
        Where it suits, out of :data:`SLOTS`.
    minutes : int
        Time in the kitchen.
    effort : str
        ``none``, ``assemble`` (no heat) or ``cook``.
    portable : bool
        Whether it can be packed and eaten away from home.
    items : tuple of DishItem
    """

    id: str
    name: str
    cuisine: str
    slots: tuple[str, ...]
    minutes: int
    effort: str
    portable: bool
    items: tuple[DishItem, ...]

    @property
    def food_ids(self) -> tuple[str, ...]:
        """Every food the dish may contain."""
        return tuple(item.food_id for item in self.items)

    def variants(self) -> list[tuple[Fraction, ...]]:
        """Return each choice of multiples, one per item; the all-zero choice is left out."""
        return [choice for choice in product(*(item.multiples for item in self.items)) if any(choice)]


@dataclass(frozen=True)
class PrintedItem:
    """One line of a plan: a food in household words, with the portion row that the words come from."""

    food_id: str
    description: str
    household: str
    portion_seq: int
    grams: float


def printed_items(dish: Dish, multiples: tuple[Fraction, ...]) -> list[PrintedItem]:
    """Return what a variant prints, foods with a multiple of 0 left out.

    Examples
    --------
    >>> dish = dishes()[0]
    >>> [item.grams > 0 for item in printed_items(dish, dish.variants()[0])][0]
    True
    """
    table = food_table()
    lines = []
    for item, multiple in zip(dish.items, multiples, strict=True):
        if multiple:
            words = table.portions_of(item.food_id)["portion"][item.portion_seq]
            text = household_text(str(words), multiple)
            grams = table.portion_grams(item.food_id, item.portion_seq) * float(multiple)
            lines.append(
                PrintedItem(item.food_id, table.description(item.food_id), text, item.portion_seq, grams)
            )
    return lines


def read_dish(entry: dict[str, Any]) -> Dish:
    """Make a dish from one ``[[dish]]`` of a TOML file.

    Raises
    ------
    DataError
        Naming the dish and what is wrong with it.
    """
    name = str(entry.get("id", "?"))
    try:
        items = tuple(
            DishItem(
                f"{PREFIX}{item['food']}",
                int(item["portion"]),
                tuple(map(Fraction, map(str, item["amounts"]))),
            )
            for item in entry["items"]
        )
        dish = Dish(
            id=entry["id"],
            name=entry["name"],
            cuisine=entry["cuisine"],
            slots=tuple(entry["slots"]),
            minutes=int(entry["minutes"]),
            effort=entry["effort"],
            portable=bool(entry.get("portable", False)),
            items=items,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError("dishes", f"dish {name}: {error!r}") from error
    for problem in problems(dish):
        raise DataError("dishes", f"dish {name}: {problem}")
    return dish


def problems(dish: Dish) -> list[str]:
    """Return what is wrong with a dish, in words; empty when it can be used."""
    table = food_table()
    found = [f"slot {slot!r} is not one of {', '.join(SLOTS)}" for slot in dish.slots if slot not in SLOTS]
    if dish.effort not in EFFORTS:
        found.append(f"effort {dish.effort!r} is not one of {', '.join(EFFORTS)}")
    for item in dish.items:
        own = table.portions_of(item.food_id)
        if item.portion_seq not in own.index:
            found.append(f"{item.food_id} has no portion {item.portion_seq}")
        elif own.at[item.portion_seq, "kind"] != "measure":
            found.append(f"{item.food_id}: portion {item.portion_seq} is not a household measure")
        if not item.multiples or min(item.multiples) < 0 or max(m.denominator for m in item.multiples) > 4:
            found.append(f"{item.food_id}: amounts must be simple fractions, none below 0")
    if not found and len(dish.variants()) > MAX_VARIANTS:
        found.append(f"{len(dish.variants())} variants are more than {MAX_VARIANTS}")
    return found


@cache
def dishes() -> tuple[Dish, ...]:
    """Return the whole library, in the order of the files.

    Raises
    ------
    DataError
        For a dish that names a food or a portion the table lacks, or an id used twice.
    """
    library = tuple(read_dish(entry) for name in toml_files("dishes") for entry in read_toml(name)["dish"])
    ids = [dish.id for dish in library]
    twice = {name for name in ids if ids.count(name) > 1}
    if twice:
        raise DataError("dishes", f"ids used twice: {', '.join(sorted(twice))}")
    return library
