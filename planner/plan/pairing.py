"""What goes together in a meal: how far a meal is from each rule, the same for a dish and a printed meal.

A meal is its traits (:data:`planner.reference.meal_traits.TRAITS`) and whether tea or coffee is near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.plan.columns import Bools, Floats
from planner.plan.weights import weights
from planner.reference.meal_traits import TRAITS
from planner.reference.timing_rules import timing_rules

WHOLE_MEAL: Final = ("carbohydrate_in_each_meal", "fluids_spread")
"""Rules about all that a meal is, which a dish beside her own meal cannot be asked for."""


class Held(NamedTuple):
    """A rule over M meals: to which it applies, and how far each is from it (0: holds, 1: wholly broken)."""

    applies: Bools
    short: Floats


def traits_of(meals: Sequence[Iterable[tuple[str, float]]], of_food: pd.DataFrame) -> Floats:
    """Return the traits of each meal (M, T) from its food ids and grams, with those of 100 g of each food."""
    sums = np.zeros((len(meals), len(TRAITS)))
    lines = [(at, food, grams) for at, meal in enumerate(meals) for food, grams in meal]
    if lines:
        rows, foods, weights_g = zip(*lines, strict=True)
        per_100_g = of_food.loc[list(foods)].fillna(0.0).to_numpy()
        np.add.at(sums, np.array(rows), per_100_g * np.array(weights_g)[:, None] / 100)
    return sums


def is_tea_or_coffee(food_id: str, of_food: pd.DataFrame) -> bool:
    """Return whether a food is tea or coffee, decaffeinated too."""
    return bool(of_food["tea_or_coffee"][food_id] > 0)


def near_tea(meals: Sequence[int], drunk: Sequence[int]) -> Bools:
    """Return for each meal whether tea or coffee is drunk less than an hour from it; in minutes of the day.

    Examples
    --------
    >>> near_tea([450, 600], [510]).tolist()  # 07:30 and 10:00, a coffee at 08:30
    [False, False]
    >>> near_tea([450, 600], [480]).tolist()
    [True, False]
    """
    apart = timing_rules()["iron_apart_from_tea_and_coffee"].amounts["minutes"]
    return np.array([any(abs(meal - time) < apart for time in drunk) for meal in meals], dtype=bool)


def held(traits: Floats, tea_near: Bools) -> dict[str, Held]:
    """Return how far meals are from each rule that a meal decides.

    Examples
    --------
    >>> lentils = dict.fromkeys(TRAITS, 0.0) | {"iron": 6.0, "plant_iron": 6.0, "vitamin_c": 5.0}
    >>> found = held(np.array([list(lentils.values())]), np.array([False]))["plant_iron_with_vitamin_c"]
    >>> bool(found.applies[0]), float(found.short[0])
    (True, 0.8)
    """
    amount = {name: traits[:, at] for at, name in enumerate(TRAITS)}
    return {
        "plant_iron_with_vitamin_c": _vitamin_c(amount),
        "iron_apart_from_tea_and_coffee": _tea(amount, tea_near),
        "iron_apart_from_calcium": _calcium(amount),
        "carbohydrate_in_each_meal": _enough(amount, "carbohydrate_in_each_meal", "carbohydrate"),
        "fluids_spread": _enough(amount, "fluids_spread", "water"),
    }


def _vitamin_c(amount: Mapping[str, Floats]) -> Held:
    at = timing_rules()["plant_iron_with_vitamin_c"].amounts
    short = np.clip(1 - amount["vitamin_c"] / at["vitamin_c_mg"], 0, 1) * (amount["flesh"] < at["flesh_g"])
    return _where(amount["plant_iron"] >= at["plant_iron_mg"], short)


def _tea(amount: Mapping[str, Floats], near: Bools) -> Held:
    at = timing_rules()["iron_apart_from_tea_and_coffee"].amounts
    return _where(amount["iron"] >= at["iron_mg"], 1.0 * near)


def _calcium(amount: Mapping[str, Floats]) -> Held:
    at = timing_rules()["iron_apart_from_calcium"].amounts
    over = (amount["calcium"] - at["calcium_mg"]) / (at["calcium_at_most_mg"] - at["calcium_mg"])
    return _where(amount["iron"] >= at["iron_mg"], np.clip(over, 0, 1))


def _enough(amount: Mapping[str, Floats], rule: str, trait: str) -> Held:
    least = timing_rules()[rule].amounts[f"{trait}_g"]
    return _where(np.ones(len(amount[trait]), dtype=bool), np.clip(1 - amount[trait] / least, 0, 1))


def _where(applies: Bools, short: npt.ArrayLike) -> Held:
    return Held(applies, np.asarray(np.where(applies, short, 0.0), dtype=float))


def points_of(traits: Floats, tea_near: Bools, *, whole_meal: bool) -> Floats:
    """Return the points of meals for what does not go together (M,)."""
    rules = held(traits, tea_near)
    asked = [name for name in rules if whole_meal or name not in WHOLE_MEAL]
    return np.asarray(sum(weights().pairing[name] * rules[name].short for name in asked), dtype=float)
