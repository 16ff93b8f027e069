"""How a plan measures a food of her own: its weight, its measures, and amounts that read back.

Its **weight** is in grams where these are known; else a millilitre or a hundredth of a serving stands for
one.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Final

from planner.diary.kept_amounts import portion_of
from planner.diary.numbers import FigureError
from planner.diary.quantities.amounts import read_amount
from planner.diary.quantities.kitchen import household
from planner.reference.household import household_text, split_household
from planner.sources.kept import KeptFood
from planner.units import GRAMS, MILLILITRES

SAID_WITHIN: Final = 1e-3
"""How far an amount of a food of her own may be off what is said of it: that has four places."""


def unit_weight(own: KeptFood) -> float:
    """Return the weight of what the amounts of a food of her own are per.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import Measure, SourcedFood
    >>> day, size = date(2026, 3, 1), (Measure("1 bar", 40.0),)
    >>> unit_weight(KeptFood(SourcedFood("own:bar@1", "Bar", "serving", {}, size, "", "", day), day))
    40.0
    """
    food = own.food
    if food.basis == "100 g":
        return 100.0
    if food.basis == "serving":
        return (food.measures[0].grams if food.measures else None) or 100.0
    both = ((one.grams, one.millilitres) for one in food.measures)
    return next((100 * grams / volume for grams, volume in both if grams and volume), 100.0)


def is_weighed(own: KeptFood) -> bool:
    """Return whether the weight of a food of her own is in grams, not in what stands for them."""
    food = own.food
    if food.basis == "serving":
        return bool(food.measures and food.measures[0].grams)
    return food.basis == "100 g" or any(one.grams and one.millilitres for one in food.measures)


def units_said(own: KeptFood, household: str) -> float | None:
    """Return how many times what its amounts are per a household text says; None where it says nothing.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import Measure, SourcedFood
    >>> day, size = date(2026, 3, 1), (Measure("1 bar", 40.0),)
    >>> bar = KeptFood(SourcedFood("own:bar@1", "Bar", "serving", {}, size, "", "", day), day)
    >>> units_said(bar, "1 1/2 bar"), units_said(bar, "1 hod")
    (1.5, None)
    """
    try:
        return portion_of(own.food, read_amount(household)).units
    except FigureError:
        return None


def household_of(own: KeptFood, units: float, said: str) -> str:
    """Return an amount as it was said where that can be read back, else in what the food is measured in.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import Measure, SourcedFood
    >>> day, mug = date(2026, 3, 1), (Measure("1 mug", None, 250.0),)
    >>> oats = KeptFood(SourcedFood("own:oats@1", "Oats", "100 ml", {}, mug, "", "", day), day)
    >>> household_of(oats, 5.0, "2 mug"), household_of(oats, 5.0, "a lot")
    ('2 mugs', '500 ml')
    """
    for text in (_in_plural(said), said):
        meant = units_said(own, text)
        if meant is not None and math.isclose(meant, units, rel_tol=SAID_WITHIN):
            return text
    count, measure = (units, "serving") if own.food.basis == "serving" else (100 * units, own.food.basis[4:])
    return f"{count:.6g} {measure}"


def _in_plural(said: str) -> str:
    """Return "1 1/2 mugs" for "1 1/2 mug"."""
    count, measure = split_household(said)
    unit = measure.partition(" ")[0]
    weighed = count is None or unit in {**GRAMS, **MILLILITRES}
    return said if weighed or count is None else household(f"1 {measure}", unit, float(count))


def own_measures(own: KeptFood) -> list[tuple[str, float]]:
    """Return what a food can be measured in, and how many times what its amounts are per each is.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import Measure, SourcedFood
    >>> day, mug = date(2026, 3, 1), (Measure("1 mug", None, 250.0),)
    >>> own_measures(KeptFood(SourcedFood("own:oats@1", "Oats", "100 ml", {}, mug, "", "", day), day))
    [('1 mug', 2.5), ('100 ml', 1.0)]
    """
    words = [
        *(one.words for one in own.food.measures),
        "1 serving" if own.food.basis == "serving" else own.food.basis,
    ]
    said = {text: units_said(own, text) for text in words}
    return [(text, units) for text, units in said.items() if units and _can_be_multiplied(own, text, units)]


def _can_be_multiplied(own: KeptFood, words: str, units: float) -> bool:
    """Tell whether one and a half of a measure reads back as that much."""
    times = Fraction(3, 2)
    said = units_said(own, household_text(words, times))
    return said is not None and math.isclose(said, units * times, rel_tol=SAID_WITHIN)
