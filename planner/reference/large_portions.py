"""Dishes for a large appetite: every choice of amounts once more, half as much again."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from planner.reference.dish_checks import most_grams
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
    larger = (tuple(_larger(item, multiple) for item, multiple in zip(dish.items, choice, strict=True))
              for choice in dish.variants())  # fmt: skip
    most = [_most(item) for item in dish.items]
    return [
        choice
        for choice in dict.fromkeys(larger)
        if all(multiple <= limit for multiple, limit in zip(choice, most, strict=True))
    ]


def _larger(item: DishItem, multiple: Fraction) -> Fraction:
    """Return half as much again: a whole number of what comes whole, thirds of thirds, else quarters."""
    larger = multiple * LARGER
    if all(one.denominator == 1 for one in item.multiples):
        return Fraction(-(-larger // 1))
    return larger if larger.denominator <= PARTS else Fraction(-(-larger * PARTS // 1), PARTS)


def _most(item: DishItem) -> float:
    """Return how many portions are the most that a dish may hold of a food."""
    table = food_table()
    _, grams = most_grams(int(table.foods["wweia_number"][item.food_id]))
    return grams / table.portion_grams(item.food_id, item.portion_seq)
