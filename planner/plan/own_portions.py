"""Her amount of a food as a simple multiple of one of the table's portions, and amounts around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache
from math import log, prod
from typing import Final, NamedTuple

from planner.plan.kept import singular
from planner.plan.occasions import in_ranges, settings
from planner.reference.dish_checks import amount_problems, limits
from planner.reference.dish_kitchen import measurable_step
from planner.reference.dishes import Dish, DishItem
from planner.reference.foods import PREFIX, FoodTable, food_table
from planner.reference.household import household_text

_FINE: Final = 0.05
"""A portion this near is as good as one that is nearer but harder to measure."""


def nearest_portion(
    food_id: str, grams: float, said: str = "", table: FoodTable | None = None
) -> DishItem | None:
    """Return a food in the simple multiple of a portion that comes nearest to its grams.

    The portion that she named goes first; then what is near, then whole numbers and halves. None where no
    portion of a kitchen comes within 15 %.

    Examples
    --------
    >>> nearest_portion("fndds:41603010", 350.0)  # lentil soup, by cups of 255 g
    DishItem(food_id='fndds:41603010', portion_seq=1, multiples=(Fraction(3, 2),))
    """
    found, table = [], table or food_table()
    for portion in _portions_in(table, food_id):
        item = DishItem(food_id, portion.seq, ())
        ladder = _measurable(item, (*_ladder("halves"), *_ladder("thirds")), table)
        multiple = _nearest(grams / portion.grams, ladder)
        error = abs(float(multiple) * portion.grams / grams - 1)
        if error <= settings()["portion"]["within"]:
            unsaid = singular(household_text(portion.words, multiple)) != singular(said)
            order = (unsaid, portion.rare, error > _FINE, multiple.denominator, error)
            found.append((order, portion.seq, multiple))
    if not found:
        return None
    _, seq, multiple = min(found)
    return DishItem(food_id, seq, (multiple,))


class _Portion(NamedTuple):
    seq: int
    words: str
    grams: float
    rare: bool


def _portions_in(table: FoodTable, food_id: str) -> tuple[_Portion, ...]:
    """Return the portions of a food that a kitchen can measure."""
    return _kitchen_portions(food_id) if food_id.startswith(PREFIX) else _read_portions(table, food_id)


@lru_cache(maxsize=2048)
def _kitchen_portions(food_id: str) -> tuple[_Portion, ...]:
    return _read_portions(food_table(), food_id)


def _read_portions(table: FoodTable, food_id: str) -> tuple[_Portion, ...]:
    own, rare = table.portions_of(food_id), re.compile(settings()["portion"]["rare"])
    rows = zip(own.index, own["portion"], own["grams"], own["kind"], strict=True)
    return tuple(
        _Portion(int(seq), str(words), float(grams), bool(rare.search(words)))
        for seq, words, grams, kind in rows
        if kind == "measure" and grams > 0
        if not any(word in words for word in limits()["portion"]["not_kitchen"])
    )


def with_choices(dish: Dish, table: FoodTable | None = None) -> Dish | None:
    """Return a dish of her usual amounts with amounts around them; None where none is a small meal.

    Every choice keeps to the limits of any dish; fats, sauces and sugars stay as they are. Where her usual
    amounts do not keep to them, all are made smaller or larger together first: half of a large dinner may
    be a small meal.
    """
    table = table or food_table()
    scaled = (_scaled(dish, Fraction(factor), table) for factor in settings()["portion"]["scaled"])
    usual = next((trial for trial in scaled if not amount_problems(trial, table)), None)
    if usual is None:
        return None
    alone = "alone" if len(dish.items) == 1 else "around"
    for place in _by_energy(usual, table):
        if in_ranges(usual.items[place].food_id, settings()["portion"]["fixed"]):
            continue
        for wider in _wider(usual.items[place], settings()["portion"][alone], table):
            trial = replace(usual, items=(*usual.items[:place], wider, *usual.items[place + 1 :]))
            if _count(trial) <= settings()["portion"]["most_choices"] and not amount_problems(trial, table):
                usual = trial
                break
    return usual


def _scaled(dish: Dish, factor: Fraction, table: FoodTable) -> Dish:
    items = tuple(
        replace(
            item,
            multiples=tuple(
                dict.fromkeys(_step(item, multiple, factor, table) for multiple in item.multiples)
            ),
        )
        for item in dish.items
    )
    return replace(dish, items=items)


def _step(item: DishItem, multiple: Fraction, factor: Fraction, table: FoodTable) -> Fraction:
    """Return the kitchen amount nearest to so many times a multiple: thirds stay thirds."""
    if multiple == 0:
        return multiple
    thirds = multiple.denominator == 3
    ladder = _measurable(item, _ladder("thirds" if thirds else "halves"), table)
    return _nearest(float(multiple * factor), ladder)


def _measurable(item: DishItem, ladder: Iterable[Fraction], table: FoodTable) -> tuple[Fraction, ...]:
    """Return the steps that a kitchen can measure of a food: whole eggs, spoons by halves."""
    step, ladder = measurable_step(item, limits(), table), tuple(ladder)
    return ladder if step is None else tuple(one for one in ladder if one % step == 0) or ladder


def _wider(item: DishItem, factors: Iterable[str], table: FoodTable) -> list[DishItem]:
    """Return the food with amounts around its usual one: all of them first, then only some."""
    usual = max(item.multiples)
    around = [_step(item, usual, Fraction(factor), table) for factor in factors]
    lists = [around, *([one] for one in around)]
    return [replace(item, multiples=tuple(sorted({*item.multiples, *some}))) for some in lists]


def _by_energy(dish: Dish, table: FoodTable) -> list[int]:
    """Return the places of the foods, those with most energy first."""
    energy = [
        table.portion_grams(item.food_id, item.portion_seq)
        * float(max(item.multiples))
        * float(table.composition["energy"][item.food_id])
        for item in dish.items
    ]
    return sorted(range(len(energy)), key=lambda place: -energy[place])


def _count(dish: Dish) -> int:
    return prod(len(item.multiples) for item in dish.items)


@cache
def _ladder(name: str) -> tuple[Fraction, ...]:
    return tuple(Fraction(text) for text in settings()["portion"][name])


def _nearest(value: float, ladder: Iterable[Fraction]) -> Fraction:
    """Return the amount that is nearest in proportion."""
    return min(ladder, key=lambda step: abs(log(value / float(step))))
