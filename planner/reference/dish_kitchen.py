"""Whether a cook would serve a dish so: amounts to measure, time that suits the hour, no drink as a meal.

The limits are data (``data/planning/dish_limits.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from planner.language import mark
from planner.reference.dishes import Dish, DishItem
from planner.reference.foods import FoodTable, food_table
from planner.reference.household import number_text, split_household

Finding = tuple[str, str, str, str]
"""Field, problem, advice, food."""


def kitchen_problems(dish: Dish, limits: dict[str, Any]) -> Iterator[Finding]:
    """Yield what no cook would do.

    Examples
    --------
    >>> from planner.reference.dish_checks import limits
    >>> from planner.reference.dishes import dishes
    >>> list(kitchen_problems(dishes()[0], limits()))
    []
    """
    for item in dish.items:
        yield from _measurable(item, limits["measurable"])
    yield from _in_time(dish, limits["minutes"])
    yield from _drink_alone(dish, limits["drink"])
    yield from _sandwich(dish, limits["sandwich"])


def step_of(dish: Dish, item: DishItem, limits: dict[str, Any]) -> Fraction | None:
    """Return the multiple of the portion that amounts of a food go up by; None where any part will do.

    Examples
    --------
    >>> from planner.reference.dish_checks import limits
    >>> from planner.reference.dishes import dishes
    >>> sandwich = next(dish for dish in dishes() if dish.id == "egg-cress-sandwich")
    >>> [step_of(sandwich, item, limits()) for item in sandwich.items]
    [Fraction(2, 1), Fraction(1, 1), None, Fraction(1, 2)]
    """
    if _is_bread_of_sandwich(dish, item, limits["sandwich"]):
        return Fraction(2)
    return measurable_step(item, limits)


def measurable_step(
    item: DishItem, limits: dict[str, Any], table: FoodTable | None = None
) -> Fraction | None:
    """Return the multiple of the portion that can be measured in any dish; None where any part will do."""
    number, rule = _measure(item, limits["measurable"], table or food_table())
    return None if rule is None else Fraction(rule["step"]) / number


def most_of(item: DishItem, limits: dict[str, Any]) -> float:
    """Return the most multiples of the portion that can be measured: at most so many spoons."""
    number, rule = _measure(item, limits["measurable"], food_table())
    return float("inf") if rule is None or "most" not in rule else float(rule["most"] / number)


def _measure(
    item: DishItem, rules: list[dict[str, Any]], table: FoodTable
) -> tuple[Fraction, dict[str, Any] | None]:
    """Return the number within the portion's words, and the rule for its measure if there is one."""
    words = table.portion_words(item.food_id, item.portion_seq)
    number, measure = split_household(words)
    named = table.description(item.food_id).lower()
    fitting = (rule for rule in rules if re.fullmatch(rule["measure"], measure))
    rule = next((rule for rule in fitting if not re.search(rule.get("but", "^$"), named)), None)
    return (number, rule) if number else (Fraction(1), None)


def _measurable(item: DishItem, rules: list[dict[str, Any]]) -> Iterator[Finding]:
    """Whole eggs and slices, spoons by halves."""
    number, rule = _measure(item, rules, food_table())
    if rule is None:
        return
    step, most = Fraction(rule["step"]), rule.get("most", float("inf"))
    wrong = [many * number for many in item.multiples if (many * number) % step or many * number > most]
    for many in wrong[:1]:
        words = food_table().portion_words(item.food_id, item.portion_seq)
        measure = split_household(words)[1]
        problem = mark("{many} {measure} of “{food_id}” is hard to measure.").format(
            many=number_text(many), measure=measure, food_id=_named(item.food_id)
        )
        yield "portion", problem, mark("Use {say}.").format(say=rule["say"]), item.food_id


def _in_time(dish: Dish, limits: dict[str, int]) -> Iterator[Finding]:
    """No hour at the stove for a snack; what keeps was cooked before."""
    late = [slot for slot in dish.slots if dish.minutes > limits.get(slot, dish.minutes)]
    if late and not dish.batch:
        name, most = late[0].replace("_", "-"), limits[late[0]]
        what = mark("{minutes} minutes are long for {name}; {most} are the most.").format(
            minutes=dish.minutes, name=name, most=most
        )
        yield "slots", what, mark("Leave that slot out, or say batch if it can be cooked before."), ""


def _drink_alone(dish: Dish, rule: dict[str, Any]) -> Iterator[Finding]:
    """Look for a drink that stands alone as breakfast, lunch or dinner."""
    numbers = [int(str(food_table().foods.at[food, "wweia_number"])) for food in dish.food_ids]
    drinks = all(any(first <= number <= last for first, last in rule["categories"]) for number in numbers)
    if drinks and (meals := sorted(set(dish.slots) & set(rule["not_alone"]))):
        yield (
            "slots",
            mark("A drink alone is no {meals}.").format(meals=meals[0]),
            mark("Leave that slot out, or add a food."),
            "",
        )


def _sandwich(dish: Dish, rule: dict[str, Any]) -> Iterator[Finding]:
    """Look for a sandwich of one slice or three."""
    for item in dish.items:
        odd = [many for many in item.multiples if many % 2]
        if odd and _is_bread_of_sandwich(dish, item, rule):
            problem = mark("{odd} slices of “{food_id}” make no sandwich.").format(
                odd=number_text(odd[0]), food_id=_named(item.food_id)
            )
            yield "portion", problem, mark("Use 2 or 4 slices, or call it an open sandwich."), item.food_id


def _is_bread_of_sandwich(dish: Dish, item: DishItem, rule: dict[str, Any]) -> bool:
    named = re.search(rule["name"], dish.name.lower())
    return bool(named and re.search(rule["bread"], _named(item.food_id).lower()))


def _named(food: str) -> str:
    return food_table().description(food)
