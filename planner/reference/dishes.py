"""The dish library: what can stand in a slot of a plan, each dish in a few household portions.

A **dish** is one to six foods, each with a portion of its own table and the multiples of it that make
sense. A **variant** fixes one multiple for each food, so what is printed is what was optimised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from itertools import product
from math import isnan, prod
from typing import Any, Final

from planner.errors import DataError, InputError
from planner.language import mark
from planner.reference.foods import PREFIX, FoodTable, food_table
from planner.reference.household import household_text
from planner.tables import read_toml, toml_files

SLOTS: Final = ("breakfast", "mid_morning", "lunch", "afternoon", "dinner", "evening")
EFFORTS: Final = ("none", "assemble", "cook")
SEASONS: Final = ("spring", "summer", "autumn", "winter")
COSTS: Final = (1, 2, 3)
"""Tiers of usual prices: beans, eggs and grains; meat, nuts and fresh fruit; salmon, shellfish and lamb."""
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
    seasons : tuple of str
        When it is at its best, out of :data:`SEASONS`; all of them for most dishes.
    cost : int
        Tier out of :data:`COSTS`.
    gentle : bool
        Plain and low in fat, with little smell: for days of nausea.
    batch : bool
        One pot that makes two meals: what is left keeps for the next day.
    not_in : tuple of str
        Jurisdictions whose safety rules in pregnancy do not let a plan propose it.
    """

    id: str
    name: str
    cuisine: str
    slots: tuple[str, ...]
    minutes: int
    effort: str
    portable: bool
    items: tuple[DishItem, ...]
    seasons: tuple[str, ...] = SEASONS
    cost: int = 2
    gentle: bool = False
    batch: bool = False
    not_in: tuple[str, ...] = ()

    @property
    def no_cook(self) -> bool:
        """Whether no stove is needed; a toaster may be."""
        return self.effort != "cook"

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


def printed_items(
    dish: Dish, multiples: tuple[Fraction, ...], table: FoodTable | None = None
) -> list[PrintedItem]:
    """Return what a variant prints, foods with a multiple of 0 left out.

    Parameters
    ----------
    dish : Dish
    multiples : tuple of Fraction
    table : FoodTable, optional
        The shipped one where left out.

    Examples
    --------
    >>> dish = dishes()[0]
    >>> [item.grams > 0 for item in printed_items(dish, dish.variants()[0])][0]
    True
    """
    table = table or food_table()
    lines = []
    for item, multiple in zip(dish.items, multiples, strict=True):
        if multiple:
            text = household_text(table.portion_words(item.food_id, item.portion_seq), multiple)
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
            seasons=tuple(entry.get("seasons", SEASONS)),
            cost=int(entry["cost"]),
            gentle=bool(entry.get("gentle", False)),
            batch=bool(entry.get("batch", False)),
            not_in=tuple(entry.get("not_in", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError("dishes", f"dish {name}: {error!r}") from error
    for problem in problems(dish):
        raise DataError("dishes", f"dish {name}: {problem}")
    return dish


def problems(dish: Dish) -> list[str]:
    """Return why a dish cannot be used at all, in words; empty when it can.

    Whether it is a dish that a cook would serve is looked at in :mod:`planner.reference.dish_checks`.
    """
    found = [
        *_not_one_of("slot", dish.slots, SLOTS),
        *_not_one_of("season", dish.seasons, SEASONS),
        *_not_one_of("effort", [dish.effort], EFFORTS),
        *_not_one_of("cost", [dish.cost], COSTS),
    ]
    found += [
        mark("it has no {name}").format(name=name)
        for name in ("slots", "seasons", "items")
        if not getattr(dish, name)
    ]
    twice = [food for food, count in Counter(dish.food_ids).items() if count > 1]
    found += [mark("{food} is listed twice").format(food=food) for food in twice]
    found += [text for item in dish.items for text in _item_problems(item)]
    choices = prod(len(item.multiples) for item in dish.items)
    if not found and choices > MAX_VARIANTS:
        found.append(
            mark("{choices} choices of amounts are more than {most}; offer fewer").format(
                choices=f"{choices:,}", most=MAX_VARIANTS
            )
        )
    return found


def _not_one_of(what: str, given: Iterable[object], known: tuple[object, ...]) -> list[str]:
    choices = ", ".join(map(str, known))
    return [
        mark("{what} {name} is not one of {choices}").format(what=what, name=repr(name), choices=choices)
        for name in given
        if name not in known
    ]


def _item_problems(item: DishItem) -> list[str]:
    table, portion, found = food_table(), (item.food_id, item.portion_seq), []
    if item.food_id not in table.foods.index:
        return [mark("{food_id} is not in the food table").format(food_id=item.food_id)]
    if portion not in table.portions.index:
        found.append(
            mark("{food_id} has no portion {portion_seq}").format(
                food_id=item.food_id, portion_seq=item.portion_seq
            )
        )
    elif table.portions.at[portion, "kind"] != "measure":
        found.append(
            mark("{food_id}: portion {portion_seq} is not a household measure").format(
                food_id=item.food_id, portion_seq=item.portion_seq
            )
        )
    if isnan(float(table.composition["energy"][item.food_id])):
        found.append(mark("{food_id} has no nutrient values").format(food_id=item.food_id))
    if not item.multiples or min(item.multiples) < 0 or max(m.denominator for m in item.multiples) > 4:
        found.append(
            mark("{food_id}: amounts must be halves, thirds or quarters, none below 0").format(
                food_id=item.food_id
            )
        )
    return found


@cache
def dishes() -> tuple[Dish, ...]:
    """Return the shipped dishes, in the order of the files.

    Raises
    ------
    DataError
        For a dish that names a food or a portion the table lacks, or an id or a name used twice.
    """
    shipped = tuple(read_dish(entry) for name in toml_files("dishes") for entry in read_toml(name)["dish"])
    if twice := _used_twice(shipped):
        raise DataError("dishes", f"used twice: {', '.join(twice)}")
    return shipped


@lru_cache(maxsize=8)
def library(own: tuple[Dish, ...] = ()) -> tuple[Dish, ...]:
    """Return the dishes a plan chooses from: the shipped ones, then a person's own.

    Parameters
    ----------
    own : tuple of Dish
        Checked dishes, such as :func:`planner.diary.own_dishes.own_dishes` returns.

    Raises
    ------
    InputError
        When an own dish has the name or the id of another.

    Examples
    --------
    >>> library() == dishes()
    True
    """
    both = (*dishes(), *own)
    if twice := _used_twice(both):
        raise InputError(
            mark("More than one dish is called {names}. Give your own another name.").format(
                names=", ".join(twice)
            )
        )
    return both


def _used_twice(these: Iterable[Dish]) -> list[str]:
    """Return ids, and names in any case of letters, that more than one dish has."""
    names = Counter(text for dish in these for text in {dish.id, dish.name.casefold()})
    return sorted(name for name, count in names.items() if count > 1)
