"""Whether a dish is one that a cook would serve and a plan may propose: checks in words, for every new dish.

The limits are data (``data/planning/dish_limits.toml``); what a word of a name may mean is too
(``data/planning/dish_names.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from planner.language import mark
from planner.reference.dish_kitchen import kitchen_problems
from planner.reference.dish_names import unsaid_words
from planner.reference.dish_tags import required_foods, unsafe_in
from planner.reference.dishes import SEASONS, Dish, problems
from planner.reference.foods import FoodTable, food_table
from planner.reference.safety import planner_excluded
from planner.tables import read_toml

Floats = npt.NDArray[np.float64]


class DishProblem(NamedTuple):
    """What is wrong with a dish.

    Attributes
    ----------
    field : str
        What to change: ``food``, ``portion``, ``most``, ``least``, ``slots``, ``effort``, ``name`` …
    problem, advice : str
        What is wrong, and what to do, in a sentence each.
    food_id : str
        The food it is about; empty where it is about the whole dish.
    """

    field: str
    problem: str
    advice: str
    food_id: str = ""


_WEIGHT = (
    mark("The smallest choice of amounts weighs {low} g, less than {least}."),
    mark("The largest choice of amounts weighs {high} g, more than {most}."),
)
_ENERGY = (
    mark("The smallest choice of amounts has {low} kcal, less than {least}."),
    mark("The largest choice of amounts has {high} kcal, more than {most}."),
)


@cache
def limits() -> dict[str, Any]:
    """Return the limits of the data file."""
    return read_toml("planning/dish_limits.toml")


def dish_problems(dish: Dish) -> list[DishProblem]:
    """Return all that is wrong with one dish.

    Parameters
    ----------
    dish : Dish

    Returns
    -------
    list of DishProblem
        Empty for a good dish. A dish that cannot be used at all is not looked at further.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from planner.reference.dishes import dishes
    >>> porridge = dishes()[0]
    >>> dish_problems(porridge)
    []
    >>> [problem.field for problem in dish_problems(replace(porridge, slots=("brunch",)))]
    ['name']
    """
    if found := problems(dish):
        return [DishProblem("name", f"{text}.", mark("Change that first.")) for text in found]
    checks = (
        _portions,
        _weights,
        _energy,
        _state,
        _safety,
        _no_cook,
        _gentle,
        _batch,
        _cost,
        _seasons,
        _name,
        _kitchen,
    )
    return [problem for check in checks for problem in check(dish)]


def same_foods(dishes: Iterable[Dish]) -> list[tuple[str, str]]:
    """Return the names of dishes that are made of the same foods, pair by pair."""
    by_foods: dict[frozenset[str], list[str]] = {}
    for dish in dishes:
        by_foods.setdefault(frozenset(dish.food_ids), []).append(dish.name)
    return [pair for names in by_foods.values() for pair in combinations(names, 2)]


def _portions(dish: Dish) -> Iterator[DishProblem]:
    """Portions that a kitchen can measure."""
    for item in dish.items:
        words = food_table().portion_words(item.food_id, item.portion_seq)
        if any(word in words for word in limits()["portion"]["not_kitchen"]):
            problem = mark("“{words}” of “{food_id}” is no kitchen measure.").format(
                words=words, food_id=_named(item.food_id)
            )
            yield DishProblem("portion", problem, mark("Take another portion of the food."), item.food_id)


def _weights(dish: Dish, table: FoodTable | None = None) -> Iterator[DishProblem]:
    """Not too much of a food, and a dish of a usual weight."""
    table = table or food_table()
    for food, grams in zip(dish.food_ids, _grams(dish, table).max(axis=0), strict=True):
        category = int(table.foods["wweia_number"][food])
        if not category:  # a food of somebody's own: no rule knows how much of it is too much
            continue
        what, most = most_grams(category)
        if grams > most:
            problem = mark("{grams} g of “{food}” is more than {most} g, the most of {what}.").format(
                grams=f"{grams:.0f}", food=table.description(food), most=most, what=what
            )
            yield DishProblem("most", problem, mark("Offer less of it."), food)
    yield from _outside(_WEIGHT, _grams(dish, table).sum(axis=1), limits()["dish"]["grams"])


def _energy(dish: Dish, table: FoodTable | None = None) -> Iterator[DishProblem]:
    """Energy of every choice of amounts, within what a small meal of its slots has."""
    windows = [limits()["energy"][slot] for slot in dish.slots]
    window = [min(least for least, _ in windows), max(most for _, most in windows)]
    yield from _outside(_ENERGY, _nutrient(dish, "energy", table or food_table()), window)


def _state(dish: Dish) -> Iterator[DishProblem]:
    """Foods as they are eaten: cooked rice, not dry rice."""
    rule = limits()["state"]
    for food in dish.food_ids:
        if _says(food, rule["not_served"]) and not _says(food, rule["except"]):
            problem = mark("“{food}” is not as it is eaten.").format(food=_named(food))
            yield DishProblem("food", problem, mark("Take the cooked or ready food."), food)


def _safety(dish: Dish) -> Iterator[DishProblem]:
    """Safe in pregnancy in every jurisdiction, or tagged with those where it is not."""
    found, said = unsafe_in(dish), set(dish.not_in)
    if set(found) - said:
        food = next(f for f in dish.food_ids if any(f in planner_excluded(name) for name in found))
        problem = mark("The safety rules in pregnancy of {names} keep “{food}” out of plans.").format(
            names=", ".join(found), food=_named(food)
        )
        yield DishProblem(
            "not_in",
            problem,
            mark("Take another food, or say “{names}” in not_in.").format(names="; ".join(found)),
            food,
        )
    elif said - set(found):
        free = ", ".join(sorted(said - set(found)))
        problem = mark("not_in says {free}, where the safety rules allow it.").format(free=free)
        yield DishProblem("not_in", problem, mark("Leave that out of not_in."))


def _no_cook(dish: Dish) -> Iterator[DishProblem]:
    """No stove is needed where the dish says so."""
    if not dish.no_cook:
        return
    rule = limits()["no_cook"]
    if warm := re.search(rule["warm"], dish.name.lower()):
        problem = mark("effort is {effort}, but the name says “{warm}”.").format(
            effort=dish.effort, warm=warm[0]
        )
        yield DishProblem("effort", problem, mark("Say cook."))
    for food in required_foods(dish):
        if _says(food, rule["heat"]) and not _says(food, rule["except"]):
            problem = mark("effort is {effort}, but “{food}” needs a stove.").format(
                effort=dish.effort, food=_named(food)
            )
            yield DishProblem("effort", problem, mark("Say cook, or take a tinned or raw food."), food)


def _gentle(dish: Dish) -> Iterator[DishProblem]:
    """Plain and low in fat where the dish is gentle."""
    if not dish.gentle:
        return
    rule = limits()["gentle"]
    for food in dish.food_ids:
        if _says(food, rule["never"]):
            problem = mark("The dish is gentle, but it holds “{food}”.").format(food=_named(food))
            yield DishProblem("gentle", problem, mark("Leave gentle out, or the food."), food)
    fat = float(_nutrient(dish, "fat", food_table()).max())
    if fat > rule["fat_g"]:
        problem = mark("The dish is gentle, but up to {fat} g of fat is more than {fat_g} g.").format(
            fat=f"{fat:.0f}", fat_g=rule["fat_g"]
        )
        yield DishProblem("gentle", problem, mark("Leave gentle out, or offer less fat."))


def _batch(dish: Dish) -> Iterator[DishProblem]:
    """One pot is on a stove, and what is in it keeps for a day."""
    if not dish.batch:
        return
    if dish.no_cook:
        problem = mark("batch is one pot for two meals, but effort is {effort}.").format(effort=dish.effort)
        yield DishProblem("batch", problem, mark("Say cook, or leave batch out."))
    for food in dish.food_ids:
        if _says(food, limits()["batch"]["never"]):
            problem = mark("batch is one pot for two meals, but “{food}” should not be kept.").format(
                food=_named(food)
            )
            yield DishProblem("batch", problem, mark("Leave batch out, or the food."), food)


def _cost(dish: Dish) -> Iterator[DishProblem]:
    """No dear food in a dish that is said to be cheap."""
    tier, dear = _dearest(required_foods(dish))
    if dish.cost < tier:
        problem = mark("cost is {cost}, but “{dear}” is of tier {tier}.").format(
            cost=dish.cost, dear=_named(dear), tier=tier
        )
        yield DishProblem("cost", problem, mark("Say {tier}.").format(tier=tier), dear)


def _dearest(foods: Sequence[str]) -> tuple[int, str]:
    """Return the highest tier of cost among foods, and the food that is of it; tier 1 where none is dear."""
    tiers = ((tier, food) for tier in (3, 2) for food in foods if _says(food, limits()["cost"][str(tier)]))
    return next(tiers, (1, ""))


def _seasons(dish: Dish) -> Iterator[DishProblem]:
    """Fresh produce in its season."""
    for food, seasons in _at_their_best(required_foods(dish)):
        if not set(dish.seasons) <= set(seasons):
            problem = mark("“{food}” is at its best in {names}.").format(
                food=_named(food), names=" and ".join(seasons)
            )
            yield DishProblem(
                "seasons", problem, mark("Say “{names}” in seasons.").format(names="; ".join(seasons)), food
            )


def _at_their_best(foods: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return fresh produce with its seasons."""
    return [
        (food, seasons)
        for pattern, seasons in limits()["season"].items()
        for food in foods
        if _says(food, [pattern])
    ]


def with_tags(dish: Dish) -> Dish:
    """Return a dish with cost, seasons and ``not_in`` as its foods have them.

    Examples
    --------
    >>> from planner.reference.dishes import dishes
    >>> tacos = next(dish for dish in dishes() if dish.id == "tilapia-tacos")
    >>> with_tags(replace(tacos, cost=1)).cost
    2
    """
    foods = required_foods(dish)
    best = [set(seasons) for _, seasons in _at_their_best(foods)]
    return replace(
        dish,
        cost=_dearest(foods)[0],
        seasons=tuple(name for name in SEASONS if all(name in seasons for seasons in best)),
        not_in=unsafe_in(dish),
    )


def amount_problems(dish: Dish, table: FoodTable | None = None) -> list[DishProblem]:
    """Return what is wrong with the amounts of a dish: too much of a food, too heavy, too little energy.

    Parameters
    ----------
    dish : Dish
    table : FoodTable, optional
        The shipped one where left out.

    Examples
    --------
    >>> from planner.reference.dishes import dishes
    >>> amount_problems(dishes()[0])
    []
    """
    return [*_weights(dish, table), *_energy(dish, table)]


def _name(dish: Dish) -> Iterator[DishProblem]:
    """Words of the name that are always in it."""
    for word in unsaid_words(dish):
        yield DishProblem(
            "name",
            mark("The name says “{word}”, but no food that the dish always holds does.").format(word=word),
            mark("Change the name or the foods, or put the name of its own kitchen in parentheses."),
        )


def _kitchen(dish: Dish) -> Iterator[DishProblem]:
    """Look whether a cook would serve it so."""
    return (DishProblem(*found) for found in kitchen_problems(dish, limits()))


def _grams(dish: Dish, table: FoodTable) -> Floats:
    """Return grams of each food (columns) in each choice of amounts (rows)."""
    portions = [table.portion_grams(item.food_id, item.portion_seq) for item in dish.items]
    return np.asarray(np.array(dish.variants(), dtype=float) * np.array(portions), dtype=float)


def _nutrient(dish: Dish, name: str, table: FoodTable) -> Floats:
    """Return the amount of a nutrient in each choice of amounts."""
    if table is food_table():
        per_100_g = np.array([_per_100_g(food, name) for food in dish.food_ids])
    else:
        per_100_g = table.composition.loc[list(dish.food_ids), name].to_numpy(dtype=float)
    return np.asarray(_grams(dish, table) @ per_100_g / 100, dtype=float)


@lru_cache(maxsize=4096)
def _per_100_g(food: str, name: str) -> float:
    return float(food_table().composition[name][food])


def _outside(texts: tuple[str, str], values: Floats, window: list[float]) -> Iterator[DishProblem]:
    (least, most), low, high = window, values.min(), values.max()
    too_low, too_high = texts
    if low < least:
        problem = too_low.format(low=f"{low:.0f}", least=least)
        yield DishProblem("least", problem, mark("Offer more of some food."))
    if high > most:
        problem = too_high.format(high=f"{high:.0f}", most=most)
        yield DishProblem("most", problem, mark("Offer less of some food."))


def most_grams(category: int) -> tuple[str, float]:
    """Return what a food of a category is and the most grams of it; the last group takes any category."""
    groups = limits()["most"]
    fitting = (g for g in groups if any(first <= category <= last for first, last in g["categories"]))
    group = next(fitting)
    return group["what"], group["grams"]


def _says(food: str, patterns: Iterable[str]) -> bool:
    text = _named(food).lower()
    return any(re.search(pattern, text) for pattern in patterns)


@lru_cache(maxsize=2048)
def _named(food: str) -> str:
    return food_table().description(food)
