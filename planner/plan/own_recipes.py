"""Recipes that she keeps as dishes of a plan, for the meals that she chose: eaten before or not.

One is judged as a meal of her diary that holds one serving of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from planner.diary.kept_contents import Kept
from planner.plan.foods import plan_foods
from planner.plan.occasions import SNACKS, Eaten, Occasion
from planner.plan.own_meals import LeftOut, OwnMeals, dish_of_meals, unused
from planner.reference.dishes import Dish, library
from planner.sources.kept import KeptFood

if TYPE_CHECKING:
    from planner.diary import Corrections

_SLOTS: Final = {"snack": SNACKS}
"""Of the meals that are no slot themselves."""


def recipes_to_propose(corrections: Corrections | None) -> dict[str, KeptFood]:
    """Return the recipes in force that plans may propose, by id with the version.

    Examples
    --------
    >>> recipes_to_propose(None)
    {}
    """
    kept = corrections.foods.in_force(corrections.day) if corrections else []
    return {one.food_id: one for one in kept if one.meals and one.is_served}


def own_recipes(recipes: Kept, jurisdiction: str, beside: Sequence[Dish] = ()) -> OwnMeals:
    """Return recipes as dishes, and those that can be none with the reason.

    Parameters
    ----------
    recipes : mapping
        As from :func:`recipes_to_propose`.
    jurisdiction : str
        Whose safety rules look at names and ingredients.
    beside : sequence of Dish
        Her own dishes of another source: no name stands twice.

    Examples
    --------
    >>> from planner.diary import Corrections
    >>> from planner.diary.own_foods import add_said
    >>> mash = {"name": "Banana mash", "servings": 1, "ingredients": [{"food": "2 bananas"}]}
    >>> kept = add_said(mash, Corrections()).foods.propose("own:banana-mash", ["breakfast", "snack"])
    >>> dish = own_recipes(recipes_to_propose(Corrections(foods=kept)), "us").dishes[0]
    >>> dish.name, dish.slots, [str(multiple) for multiple in dish.items[0].multiples]
    ('Banana mash', ('breakfast', 'mid_morning', 'afternoon', 'evening'), ['1', '3/2', '2'])
    """
    known, dishes, left_out = plan_foods(recipes), list[Dish](), list[LeftOut]()
    names = {dish.name.casefold() for dish in library(tuple(beside))}
    for own in recipes.values():
        dish = dish_of_meals([_serving(own)], jurisdiction, known)
        name = own.food.description
        if isinstance(dish, LeftOut):
            left_out.append(replace(dish, name=name))
            continue
        dishes.append(replace(dish, id=own.base, name=unused(name, names)))
        names.add(dishes[-1].name.casefold())
    return OwnMeals(tuple(dishes), (), tuple(left_out))


def _serving(own: KeptFood) -> Occasion:
    """Return the meal that is one serving of a recipe."""
    serving = own.food.measures[0]
    slots = tuple(slot for meal in own.meals for slot in _SLOTS.get(meal, (meal,)))
    eaten = Eaten(own.base, own.food.description, serving.words, serving.grams or 0.0, own)
    return Occasion(own.meals[0], slots, (eaten,), understood=True)
