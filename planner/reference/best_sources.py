"""Foods that hold most of a nutrient, among those that a person may eat.

The list is for a kitchen: foods, not dishes; one of each kind, in a portion of a usual size. Which foods are
looked at, and what is one kind, is data (``data/planning/best_sources.toml``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import pandas as pd

from planner.errors import UnknownNameError
from planner.reference.diets import allowed_foods
from planner.reference.dishes import library
from planner.reference.emphasis import emphasis_groups
from planner.reference.foods import food_table, ingredient_list
from planner.reference.nutrients import nutrient as known_nutrient
from planner.reference.safety import planner_excluded
from planner.reference.servings import usual_serving
from planner.tables import read_toml

BASES: Final = ("serving", "100 kcal")


@dataclass(frozen=True)
class Source:
    """A food with what it holds of one nutrient.

    Attributes
    ----------
    food_id, description : str
    serving : str
        A household portion of a usual size.
    grams, energy : float
        Of the serving; kcal.
    in_serving, in_100_kcal : float
        Of the nutrient, in its unit; NaN where the food has no energy.
    fortified : bool
        Whether vitamins or minerals were added to it, or to something it is made of.
    groups : tuple of str
        The article's groups that it belongs to.
    """

    food_id: str
    description: str
    serving: str
    grams: float
    energy: float
    in_serving: float
    in_100_kcal: float
    fortified: bool
    groups: tuple[str, ...]


@lru_cache(maxsize=256)
def best_sources(
    nutrient: str,
    diet: str,
    exclude: tuple[str, ...],
    jurisdiction: str,
    per: str = "serving",
    limit: int = 12,
) -> tuple[Source, ...]:
    """Return foods with most of a nutrient, the best first.

    Parameters
    ----------
    nutrient : str
        Id.
    diet, exclude : str, tuple of str
        As for :func:`planner.reference.diets.allowed_foods`.
    jurisdiction : str
        A food that a plan must not propose there in pregnancy is not listed.
    per : str
        What is compared: ``serving`` or ``100 kcal``.
    limit : int
        At most so many.

    Raises
    ------
    UnknownNameError
        For a nutrient, diet, exclusion, jurisdiction or basis that is not known.

    Examples
    --------
    >>> found = best_sources("magnesium", "vegan", ("nuts",), "us")
    >>> found[0].description, found[0].serving, round(found[0].in_serving)
    ('Pumpkin seeds, unsalted', '1 oz, without shell', 156)
    """
    if per not in BASES:
        raise UnknownNameError(per, "basis", BASES)
    name = known_nutrient(nutrient).id
    fits = allowed_foods(diet, exclude)
    barred = planner_excluded(jurisdiction)
    eaten = [food for food in _listed() if fits[food] and food not in barred]
    sources = [_source(food, name) for food in eaten]
    value = "in_serving" if per == "serving" else "in_100_kcal"
    most = max((one.in_serving for one in sources if one.in_serving > 0), default=0.0)
    least = 0.0 if per == "serving" else _settings()["counts"] * most
    known = [one for one in sources if getattr(one, value) > 0 and one.in_serving >= least]
    ordered = sorted(known, key=lambda one: (-getattr(one, value), one.food_id))
    return tuple(_one_of_each(ordered, value)[:limit])


def is_fortified(food_id: str) -> bool:
    """Tell whether vitamins or minerals were added to a food, or to something it is made of.

    Examples
    --------
    >>> is_fortified("fndds:57207000"), is_fortified("fndds:63107010")  # bran flakes, banana
    (True, False)
    """
    return food_id in _fortified()


def groups_of(food_id: str) -> tuple[str, ...]:
    """Return the names of the article's groups that a food belongs to.

    Examples
    --------
    >>> groups_of("fndds:63107010")
    ('Bananas',)
    """
    return tuple(group.name for group in emphasis_groups() if food_id in group.members)


@cache
def _settings() -> dict[str, Any]:
    return read_toml("planning/best_sources.toml")


def _in(number: int, ranges: Iterable[Sequence[int]]) -> bool:
    return any(first <= number <= last for first, last in ranges)


@cache
def _listed() -> tuple[str, ...]:
    """Return the foods that are looked at, whoever asks: those of the shipped dishes, but not all."""
    said = _settings()
    not_these, more = (re.compile("|".join(said[name]), re.IGNORECASE) for name in ("not_these", "more"))
    foods = food_table().foods.loc[sorted({food for dish in library() for food in dish.food_ids})]
    rows = zip(foods.index, foods["description"], foods["wweia_number"], strict=True)
    return tuple(
        str(food)
        for food, words, number in rows
        if usual_serving(food)
        and (more.search(words) or (_in(number, said["foods"]) and not not_these.search(words)))
    )


def _source(food: str, nutrient: str) -> Source:
    table, serving = food_table(), usual_serving(food)
    assert serving is not None
    values = _per_100_g(food, nutrient)
    amount, energy = (value * serving.grams / 100 for value in values)
    per_kcal = amount / energy * 100 if energy > 0 else math.nan
    return Source(
        food, table.description(food), serving.words, serving.grams, energy, amount, per_kcal,
        is_fortified(food), groups_of(food),
    )  # fmt: skip


def _per_100_g(food: str, nutrient: str) -> tuple[float, float]:
    values = food_table().composition
    return float(values[nutrient][food]), float(values["energy"][food])


def _one_of_each(ordered: Sequence[Source], value: str) -> list[Source]:
    """Return the food of the plainest name among the best of each kind; few kinds of one category."""
    kinds: dict[tuple[int, str], list[Source]] = {}
    for one in ordered:
        kinds.setdefault(_kind(one), []).append(one)
    counted: dict[int, int] = {}
    found = []
    for (category, _), members in kinds.items():
        counted[category] = counted.get(category, 0) + 1
        if counted[category] <= _settings()["most_of_a_category"]:
            least = _settings()["nearly"] * getattr(members[0], value)
            near = [one for one in members if getattr(one, value) >= least]
            found.append(min(near, key=lambda one: len(one.description)))
    return sorted(found, key=lambda one: -getattr(one, value))


def _kind(source: Source) -> tuple[int, str]:
    """Return what counts as the same kind of food: the category, or the name too where it tells more."""
    category = int(food_table().foods["wweia_number"][source.food_id])
    if not _in(category, _settings()["by_name"]):
        return category, ""
    parts = source.description.lower().split(", ")
    alone = re.search(_settings()["two_words"], parts[0]) is None
    return category, parts[0] if alone else ", ".join(parts[:2])


@cache
def _fortified() -> frozenset[str]:
    said = _settings()["fortified"]
    table, lines = food_table(), ingredient_list()
    composition, foods = table.composition, table.foods
    added = (composition[["folic_acid", "vitamin_b12_added", "vitamin_e_added"]] > 0).any(axis=1)
    plant = foods["wweia_number"].map(lambda number: _in(number, said["plant"]))
    added |= plant & (composition["vitamin_d"] > 0)
    return frozenset(
        [
            *added.index[added],
            *foods.index[_says(foods["description"], said)],
            *lines.loc[_says(lines["ingredient"], said), "food_id"],
        ]
    )


def _says(texts: pd.Series[str], said: dict[str, Any]) -> pd.Series[bool]:
    words = texts.str.contains(said["words"], case=False)
    unless = texts.str.contains(said["unless"], case=False)
    return words & ~unless
