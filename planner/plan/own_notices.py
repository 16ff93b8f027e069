"""What to know about her own meals in a plan: which are no dishes of it, and what was taken for granted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.diary.kept_contents import holds
from planner.gaps.wording import joined
from planner.language import _, mark, plural
from planner.plan.occasions import settings
from planner.plan.own_meals import OwnMeals, shown_name
from planner.plan.problem import Problem
from planner.reference.dish_tags import required_foods
from planner.reference.dishes import Dish

_KITCHEN: Final = mark(
    "A diary does not say how long a meal takes. Your own meals are taken to need a stove and {minutes} "
    "minutes, unless all of it is eaten as it is bought."
)
_RECIPES: Final = mark("Recipes that you keep are taken to need a stove and {minutes} minutes.")


def own_meal_texts(problem: Problem) -> list[str]:
    """Return in sentences which meals of her diary are no dishes here and why, then what is assumed."""
    return _texts(problem, problem.request.own_meals, _KITCHEN)


def own_recipe_texts(problem: Problem) -> list[str]:
    """Return the same of the recipes that plans may propose."""
    return _texts(problem, problem.request.own_recipes, _RECIPES)


def _texts(problem: Problem, own: OwnMeals, kitchen: str) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for name, why in _left_out(problem, own):
        by_reason.setdefault(why, []).append(name)
    texts = [
        _("Not a dish of this plan: {meals}.", meals="; ".join(map(shown_name, names))) + f" {why}"
        for why, names in by_reason.items()
    ]
    minutes = settings()["kitchen"]["minutes"]["cook"]
    return texts + ([_(kitchen, minutes=minutes)] if own.dishes else [])


def _left_out(problem: Problem, own: OwnMeals) -> Iterator[tuple[str, str]]:
    columns = problem.columns
    yield from ((meal.name, meal.why) for meal in own.left_out)
    placed = set(columns.dish[columns.allowed.any(axis=0)].tolist())
    numbers = {dish.name: number for number, dish in enumerate(columns.library)}
    for dish in own.dishes:
        if numbers[dish.name] not in placed and dish.name not in problem.request.without_dishes:
            yield dish.name, _why_not(problem, dish)


def _why_not(problem: Problem, dish: Dish) -> str:
    request = problem.request
    diet = _("the {diet} diet", diet=_(request.diet))
    for against, exclude in ((diet, ()), (_("what you leave out"), request.exclude)):
        fine = request.foods.allowed(request.diet, exclude)
        barred = [food for food in required_foods(dish) if not fine[food]]
        unknown = [
            food for food in barred if food in request.foods.kept and holds(request.foods.kept[food]) is None
        ]
        wrong = [request.foods.table.description(food) for food in barred]
        if unknown:
            return _(
                "Not all that is in {foods} is known, so nobody can say that it goes with {wish}.",
                foods=joined([request.foods.table.description(food) for food in unknown]), wish=against,
            )  # fmt: skip
        if wrong:
            return plural(
                "{foods} does not go with {wish}.", "{foods} do not go with {wish}.",
                len(wrong), foods=joined(wrong), wish=against,
            )  # fmt: skip
    return _("The size, or the caffeine, does not suit a meal of this plan at that time.")
