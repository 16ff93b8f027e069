"""Why a row cannot be used, and what to write: kept in English, turned where it is shown."""

from __future__ import annotations

import math

from planner.diary.matching.search import FoodMatch, match_food
from planner.diary.quantities.amounts import Amount
from planner.diary.quantities.portions import portions
from planner.diary.quantities.weights import MOST_GRAMS
from planner.diary.resolution import Resolution
from planner.language import mark


def fault(found: list[FoodMatch], problem: str, advice: str) -> Resolution:
    """Return a row whose food is known, the first of those found, and what stands in the way."""
    best = found[0]
    return Resolution(
        best.food_id,
        best.description,
        "",
        math.nan,
        0.0,
        "",
        tuple(found[1:]),
        problem=problem,
        advice=advice,
    )


def no_food(text: str, food_id: object, found: list[FoodMatch]) -> Resolution:
    """Return a row for which the table has no food, with foods that come near."""
    if food_id is not None:
        near = tuple(match_food(text))
        problem, advice = (
            mark("No food has the id “{food_id}”.").format(food_id=food_id),
            mark(
                "Use an id of the food table, such as fndds:63107010, or one that `planner foods list` shows."
            ),
        )
    elif not text.strip():
        near, problem, advice = (), mark("No food is named."), mark("Write what was eaten.")
    else:
        near = tuple(found)
        problem, advice = (
            mark("No food like “{said}” was found.").format(said=text[:80]),
            mark("Write it in plainer words, or leave out the brand."),
        )
    if near:
        foods = "; ".join(food.description for food in near[:3])
        advice = f"{advice} {mark('Perhaps: {foods}.').format(foods=foods)}"
    return nothing(problem, advice, near)


def nothing(problem: str, advice: str, near: tuple[FoodMatch, ...] = ()) -> Resolution:
    """Return a row without a food."""
    return Resolution(None, "", "", math.nan, 0.0, "", near, problem=problem, advice=advice)


def why_not(amount: Amount, food: FoodMatch) -> tuple[str, str]:
    """Return why an amount of a food cannot be weighed, and what to write."""
    unit = " ".join(part for part in (amount.size, amount.unit or "portion") if part)
    if amount.value <= 0:
        return mark("The amount is not more than 0."), mark("Leave the row out, or write how much was eaten.")
    if amount.kind == "mass" or amount.value > MOST_GRAMS:
        return mark("This is more than 10 kg of one food."), mark("Check the number and the unit.")
    return mark("How much a {unit} of “{description}” weighs is not in the food table.").format(
        unit=unit, description=food.description
    ), weighing_advice(food.food_id)


def weighing_advice(food_id: str) -> str:
    """Return how an amount of a food of the table can be given."""
    measures = [portion.text for portion in portions(food_id) if portion.kind == "measure"][:4]
    if measures:
        return mark("Give the weight in grams, or one of: {measures}.").format(measures="; ".join(measures))
    return mark("Give the weight in grams.")
