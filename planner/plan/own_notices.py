"""What to know about her own meals in a plan: which are no dishes of it, and what was taken for granted."""

from __future__ import annotations

from collections.abc import Iterator

from planner.diary.kept_contents import holds
from planner.gaps.wording import joined
from planner.language import _, plural
from planner.plan.occasions import settings
from planner.plan.own_meals import shown_name
from planner.plan.problem import Problem
from planner.plan.request import PlanRequest
from planner.reference.dish_tags import required_foods
from planner.reference.dishes import Dish


def own_meal_texts(problem: Problem) -> list[str]:
    """Return in sentences which of her own meals are no dishes of this plan and why, then what is assumed."""
    by_reason: dict[str, list[str]] = {}
    for name, why in _left_out(problem):
        by_reason.setdefault(why, []).append(name)
    texts = [
        _("Not a dish of this plan: {meals}.", meals="; ".join(map(shown_name, names))) + f" {why}"
        for why, names in by_reason.items()
    ]
    return texts + list(_kitchen(problem.request))


def _kitchen(request: PlanRequest) -> Iterator[str]:
    minutes = settings()["kitchen"]["minutes"]["cook"]
    if request.own_recipes.dishes:
        yield _(
            "Recipes that you keep are taken to need a stove and {minutes} minutes.",
            minutes=minutes,
        )
    if request.own_meals.dishes:
        yield _(
            "A diary does not say how long a meal takes. Your own meals are taken to need a stove and "
            "{minutes} minutes, unless all of it is eaten as it is bought.",
            minutes=minutes,
        )


def _left_out(problem: Problem) -> Iterator[tuple[str, str]]:
    request, columns = problem.request, problem.columns
    both = (request.own_recipes, request.own_meals)
    yield from ((meal.name, meal.why) for own in both for meal in own.left_out)
    placed = set(columns.dish[columns.allowed.any(axis=0)].tolist())
    numbers = {dish.name: number for number, dish in enumerate(columns.library)}
    for dish in (dish for own in both for dish in own.dishes):
        if numbers[dish.name] not in placed and dish.name not in request.without_dishes:
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
