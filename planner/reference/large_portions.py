"""Dishes for a large appetite: every choice of amounts once more, half as much again."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from planner.reference.dish_checks import limits, most_grams
from planner.reference.dish_kitchen import most_of, step_of
from planner.reference.dishes import Dish, DishItem
from planner.reference.foods import food_table

LARGER: Final = Fraction(3, 2)
PARTS: Final = 4
"""The finest part of a measure: a quarter."""


def large_variants(dish: Dish) -> list[tuple[Fraction, ...]]:
    """Return the larger choices of amounts that a kitchen can measure, none of a food more than its most.

    Examples
    --------
    >>> from planner.reference.dishes import dishes
    >>> porridge = dishes()[0]
    >>> sum(max(large_variants(porridge))) > sum(max(porridge.variants()))
    True
    """
    steps = [step_of(dish, item, limits()) for item in dish.items]
    larger = (
        tuple(
            _larger(item, multiple, step)
            for item, multiple, step in zip(dish.items, choice, steps, strict=True)
        )
        for choice in dish.variants()
    )
    most = [_most(item) for item in dish.items]
    return [
        choice
        for choice in dict.fromkeys(larger)
        if all(multiple <= limit for multiple, limit in zip(choice, most, strict=True))
    ]


def _larger(item: DishItem, multiple: Fraction, step: Fraction | None) -> Fraction:
    """Return half as much again: by the step of its measure, whole where it comes whole, else quarters."""
    larger = multiple * LARGER
    if step is None and all(one.denominator == 1 for one in item.multiples):
        step = Fraction(1)
    if step is None:
        step = Fraction(1, larger.denominator if larger.denominator <= PARTS else PARTS)
    return -(-larger // step) * step


def _most(item: DishItem) -> float:
    """Return how many portions are the most that a dish may hold of a food."""
    table = food_table()
    _, grams = most_grams(int(table.foods["wweia_number"][item.food_id]))
    return min(grams / table.portion_grams(item.food_id, item.portion_seq), most_of(item, limits()))
