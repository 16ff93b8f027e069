"""A recipe to a food: what its ingredients hold, less what cooking takes where that is given.

Nothing is assumed silently: without retention factors nothing is lost but weight; without a weight after
cooking the dish weighs what went in; either is said in the food's ``flags``. An ingredient of which a
nutrient is unknown makes the recipe's amount a lower bound, and the share that is known goes with it, as in
every sum.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from planner.diary.kept_contents import amounts_of, known_share
from planner.errors import FoodError
from planner.language import mark
from planner.reference.nutrients import nutrients
from planner.sources.checks import check_food, positive
from planner.sources.food import Measure, SourcedFood
from planner.sources.food_file import OWN_LICENCE
from planner.sources.kept import KeptFood, Part, own_id

SOURCE: Final = "own recipe"
NO_WEIGHT: Final = mark(
    "No weight after cooking is given: the dish is taken to weigh what went in. Boiled away, its nutrients "
    "are denser."
)
LOSS_IS_WATER: Final = mark("What the dish weighs less, or more, than what went in is taken as water.")
NO_RETENTION: Final = mark(
    "No retention factors are given: vitamins and minerals lost in cooking are counted as eaten."
)


@dataclass(frozen=True)
class Ingredient:
    """One ingredient, as it goes in.

    Attributes
    ----------
    food_id, description : str
        A food of the table, or a kept one.
    grams : float
    retention : mapping
        Percent, 0 to 100, that is left of a nutrient after cooking; all is left of others.
    kept : KeptFood or None
        Where it is a kept food.
    units : float
        Of a kept food, how many times what its amounts are per; NaN for others.
    """

    food_id: str
    description: str
    grams: float
    retention: Mapping[str, float]
    kept: KeptFood | None = None
    units: float = math.nan


@dataclass(frozen=True)
class Recipe:
    """A dish of one's own.

    Attributes
    ----------
    name : str
    ingredients : tuple of Ingredient
    servings : float or None
        How many it makes.
    weight : float or None
        After cooking, g.
    evaporation : float or None
        Percent of the weight that boils away, where the weight after cooking is not given.
    measures : tuple of Measure
    since : datetime.date or None
        From when it is cooked so.
    """

    name: str
    ingredients: tuple[Ingredient, ...]
    servings: float | None = None
    weight: float | None = None
    evaporation: float | None = None
    measures: tuple[Measure, ...] = ()
    since: dt.date | None = None

    @property
    def grams_in(self) -> float:
        """What goes in, g."""
        return sum(one.grams for one in self.ingredients)

    @property
    def grams_out(self) -> float:
        """What comes out, g."""
        return self.weight or self.grams_in * (1 - (self.evaporation or 0.0) / 100)

    def scaled(self, times: float) -> Recipe:
        """Return the recipe for so many times as much."""
        positive(times, "how many times as much", 1_000)
        return replace(
            self,
            ingredients=tuple(_scaled(one, times) for one in self.ingredients),
            servings=None if self.servings is None else self.servings * times,
            weight=None if self.weight is None else self.weight * times,
        )


@dataclass(frozen=True)
class Total:
    """What the whole recipe holds.

    Attributes
    ----------
    amounts : mapping
        By nutrient; one of which nothing is known is not in it.
    known : mapping
        The share of the weight of the ingredients whose amount is known, where that is not all.
    """

    amounts: Mapping[str, float]
    known: Mapping[str, float]


def recipe_total(recipe: Recipe) -> Total:
    """Return what the whole recipe holds after cooking.

    Examples
    --------
    >>> banana = Ingredient("fndds:63107010", "Banana, raw", 200.0, {"vitamin_c": 50.0})
    >>> total = recipe_total(Recipe("Baked banana", (banana,)))
    >>> round(total.amounts["potassium"], 6), round(total.amounts["vitamin_c"], 6), total.known
    (652.0, 12.0, {})
    """
    rows = [(one, amounts_of(one.food_id, one.grams, one.kept, one.units)) for one in recipe.ingredients]
    amounts: dict[str, float] = {}
    known: dict[str, float] = {}
    for name in nutrients():
        held = [row[name] * one.retention.get(name, 100.0) / 100 for one, row in rows if name in row]
        share = sum(one.grams * known_share(name, row, one.kept) for one, row in rows) / recipe.grams_in
        if held:
            amounts[name] = sum(held)
            known |= {name: share} if share < 1 - 1e-12 else {}
    _boil_away(amounts, known, recipe)
    return Total(amounts, known)


def recipe_food(recipe: Recipe, today: dt.date | None = None) -> tuple[SourcedFood, Total]:
    """Return a recipe as a food per 100 g, and what 100 g of it hold.

    Parameters
    ----------
    recipe : Recipe
    today : datetime.date, optional
        When it is entered.

    Raises
    ------
    FoodError
        When it cannot be cooked so.
    """
    _check(recipe)
    total, per = recipe_total(recipe), 100 / recipe.grams_out
    amounts = {name: amount * per for name, amount in total.amounts.items()}
    serving = (Measure("1 serving", recipe.grams_out / recipe.servings),) if recipe.servings else ()
    food = SourcedFood(
        food_id=own_id(recipe.name),
        description=recipe.name,
        basis="100 g",
        amounts=amounts,
        measures=(*serving, *recipe.measures),
        source=SOURCE,
        licence=OWN_LICENCE,
        retrieved=today or dt.date.today(),
        ingredients="; ".join(_words(one) for one in recipe.ingredients),
        flags=tuple(_flags(recipe)),
    )
    return check_food(food), Total(amounts, total.known)


def recipe_parts(recipe: Recipe) -> tuple[Part, ...]:
    """Return how much of each ingredient is in 100 g of the dish."""
    per = 100 / recipe.grams_out
    return tuple(replace(part, grams=part.grams * per) for one in recipe.ingredients for part in _parts(one))


def _parts(one: Ingredient) -> tuple[Part, ...]:
    """Return what an ingredient is made of: a kept recipe of its own parts."""
    if one.kept is None or not one.kept.parts:
        label = one.kept.food.ingredients if one.kept else ""
        return (Part(one.food_id, one.description, one.grams, label),)
    return tuple(replace(part, grams=part.grams * one.units) for part in one.kept.parts)


def _scaled(one: Ingredient, times: float) -> Ingredient:
    return replace(one, grams=one.grams * times, units=one.units * times)


def _boil_away(amounts: dict[str, float], known: dict[str, float], recipe: Recipe) -> None:
    """Take what the dish lost in weight from its water; unknown where not all of the water is known."""
    water = amounts.pop("water", math.nan) + recipe.grams_out - recipe.grams_in
    if known.pop("water", 1.0) == 1.0 and water >= 0:
        amounts["water"] = water


def _check(recipe: Recipe) -> None:
    if not recipe.ingredients:
        raise FoodError("The recipe has no ingredients.", "Write each under [[ingredients]].")
    if recipe.weight is not None and recipe.evaporation is not None:
        raise FoodError(
            "Both a weight after cooking and an evaporation are given.",
            "Give one of them: the other follows.",
        )
    uncooked = recipe_total(replace(recipe, weight=None, evaporation=None))
    solids = recipe.grams_in - uncooked.amounts.get("water", recipe.grams_in)
    if recipe.grams_out < solids:
        raise FoodError(
            mark(
                "{grams_in} g go in, of which {solids} g are not water, and {grams_out} g come out: more is "
                "lost than there is water."
            ).format(
                grams_in=format(recipe.grams_in, ".0f"),
                solids=format(solids, ".0f"),
                grams_out=format(recipe.grams_out, ".0f"),
            ),
            mark("Check the weight after cooking, without the pot, and the ingredients."),
        )
    if recipe.grams_out > 10 * recipe.grams_in:
        raise FoodError(
            mark("More comes out than ten times what goes in."),
            mark("List the water that goes in, or check the weight."),
        )


def _flags(recipe: Recipe) -> list[str]:
    changed = recipe.weight is not None or recipe.evaporation is not None
    left = [f"{one.description}: {_retained(one)} left" for one in recipe.ingredients if one.retention]
    return [LOSS_IS_WATER if changed else NO_WEIGHT, *(left or [NO_RETENTION])]


def _retained(one: Ingredient) -> str:
    return ", ".join(f"{nutrients()[name].name} {percent:g} %" for name, percent in one.retention.items())


def _words(one: Ingredient) -> str:
    """Return an ingredient's words, with those on the label of a kept one."""
    own = one.kept.food.ingredients if one.kept else ""
    return f"{one.description} ({own})" if own else one.description
