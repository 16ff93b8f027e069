"""A household portion of a usual size: what the food table counts where nobody said how much, or less.

Where that is more than a small meal holds of a food (a steak of 300 g), it is as much as such a meal holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from math import log
from typing import Final, NamedTuple

from planner.reference.dish_checks import limits, most_grams
from planner.reference.foods import food_table
from planner.reference.household import household_text
from planner.tables import read_toml

_STEPS: Final = (
    *(Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)),
    *(Fraction(1), Fraction(3, 2), Fraction(2), Fraction(5, 2)),
    *(Fraction(count) for count in (3, 4, 5, 6, 8, 10, 12)),
)
_WITHIN: Final = 0.15
"""A measure further from the usual weight than this does not stand for it; then grams are said."""
_NEAR: Final = 0.05
"""A measure this near is as good as one that is nearer but harder to measure."""


class Serving(NamedTuple):
    """An amount of one food: in kitchen words, and in grams."""

    words: str
    grams: float


def usual_serving(food_id: str) -> Serving | None:
    """Return a portion of a usual size, None where the table says of no size that it is usual.

    Examples
    --------
    >>> usual_serving("fndds:63107010")
    Serving(words='1 banana', grams=126.0)
    >>> usual_serving("fndds:41304970")  # lentils; the table has them by the cup of 185 g
    Serving(words='1/2 cup', grams=92.5)
    """
    return _usual_servings().get(food_id)


def kitchen_portions(food_id: str) -> list[Serving]:
    """Return the measures of a food that a kitchen has, in the table's order.

    Examples
    --------
    >>> [portion.words for portion in kitchen_portions("fndds:41304970")]
    ['1 cup']
    """
    own = food_table().portions_of(food_id)
    rows = zip(own["portion"], own["grams"], own["kind"], strict=True)
    return [Serving(str(words), float(grams)) for words, grams, kind in rows if _fits(words, grams, kind)]


@cache
def _usual_servings() -> dict[str, Serving]:
    """Return the usual serving of every food that has one, in one walk through the portions."""
    measures: dict[str, list[Serving]] = {}
    usual: dict[str, float] = {}
    portions = food_table().portions
    foods = portions.index.get_level_values(0)
    rows = zip(foods, portions["portion"], portions["grams"], portions["kind"], strict=True)
    for food, words, grams, kind in rows:
        if kind == "unspecified" and grams > 0:
            usual.setdefault(str(food), float(grams))
        elif _fits(words, grams, kind):
            measures.setdefault(str(food), []).append(Serving(str(words), float(grams)))
    kinds = food_table().foods["wweia_number"]
    most = {food: min(grams, most_grams(int(kinds[food]))[1]) for food, grams in usual.items()}
    return {food: _nearest(grams, measures.get(food, ())) for food, grams in most.items()}


def _fits(words: str, grams: float, kind: str) -> bool:
    unusable = limits()["portion"]["not_kitchen"]
    return kind == "measure" and grams > 0 and not any(word in words for word in unusable)


def _nearest(grams: float, measures: Iterable[Serving]) -> Serving:
    """Return the simple multiple of a measure that is nearest to a weight, whole numbers before parts."""
    found, rare = [], _rare()
    for place, (words, weight) in enumerate(measures):
        step = min(_STEPS, key=lambda step: abs(log(float(step) * weight / grams)))
        error = abs(float(step) * weight / grams - 1)
        if error <= _WITHIN:
            order = (
                rare.search(words) is not None,
                error > _NEAR,
                step.denominator,
                abs(log(float(step))),
                place,
            )
            found.append((order, step, words, weight))
    if not found:
        return Serving(f"{grams:g} g", grams)
    _, step, words, weight = min(found)
    return Serving(household_text(words, step), float(step) * weight)


@cache
def _rare() -> re.Pattern[str]:
    """Return what marks a measure that nobody means unless they say so."""
    return re.compile(read_toml("planning/own_meals.toml")["portion"]["rare"])
