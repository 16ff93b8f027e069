"""How close a plan is to what she eats: points for what is unlike her diary, and the figure that is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.language import _
from planner.plan.columns import EMPTY, Columns, Floats
from planner.plan.weights import weights
from planner.reference.foods import food_table

if TYPE_CHECKING:
    from planner.plan.request import PlanRequest

Days = list[dict[str, Any]]


def unlike_points(request: PlanRequest, columns: Columns) -> Floats:
    """Return the points of each column for being unlike her diary (C,); none for a meal or a recipe of hers.

    Any other meal counts as new to a part, and for the rest by the share of its foods that she does not
    have; a food of the same WWEIA category as one that she eats is half known.
    """
    if request.diary is None or request.closeness == 0:
        return np.zeros(len(columns))
    own = hers(request).union(dish.name for dish in request.own_recipes.dishes)
    new = weights().closeness["new_meal"]
    strange = _strangeness(request)
    unlike = [
        0.0
        if dish.name in own
        else new + (1 - new) * float(np.mean([strange(food) for food in dish.food_ids]))
        for dish in columns.library
    ]
    points = closeness_points(request.closeness)
    return points * np.array([0.0 if number == EMPTY else unlike[number] for number in columns.dish])


def closeness_points(closeness: float) -> float:
    """Return the points of a meal that is wholly unlike her diary, for a closeness from 0 to 1.

    Examples
    --------
    >>> closeness_points(0.0), closeness_points(1.0) > 8 * closeness_points(0.4)
    (0.0, True)
    """
    return float(weights().closeness["unlike"] * closeness ** weights().closeness["power"])


def hers(request: PlanRequest) -> frozenset[str]:
    """Return the names of the dishes that are meals of her diary, also where the library has them already."""
    own = request.own_meals
    return frozenset({*(dish.name for dish in own.dishes), *own.in_library})


def _strangeness(request: PlanRequest) -> Callable[[str], float]:
    """Return what tells how strange a food is: 0 where she eats it, 1 where nothing of its category."""
    categories, eaten = food_table().foods["wweia_number"], request.known_foods
    known = set(categories.reindex(list(eaten)))
    return lambda food: 0.0 if food in eaten else 0.5 if categories[food] in known else 1.0


def familiar(request: PlanRequest, days: Days) -> dict[str, Any] | None:
    r"""Return how many of a plan's meals and foods she eats already; None where there is no diary of foods.

    A meal is hers where its dish is one of her diary's meals, or where it is kept as it is. Foods are
    counted each time they stand in the plan.

    Returns
    -------
    dict or None
        ``meals``, ``own_meals``, ``foods``, ``known_foods`` and ``text``.

    Examples
    --------
    >>> import planner
    >>> person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
    >>> diary = planner.read_diary(b"time,meal,food,amount,unit\n7:15,breakfast,oatmeal,1,cup\n")
    >>> plan = planner.plan_meals(planner.targets_for(person), diary, days=1)
    >>> sorted(plan.familiar)
    ['foods', 'known_foods', 'meals', 'own_meals', 'text']
    """
    meals = [meal for day in days for meal in day["meals"]]
    if not request.known_foods or not meals:
        return None
    names = hers(request)
    own = sum(meal["dish"] is None or meal["dish"] in names for meal in meals)
    items = [item for meal in meals for item in meal["items"]]
    known = sum(item["kept"] or item["food_id"] in request.known_foods for item in items)
    text = _(
        "{own} of {meals} meals are ones you eat already; {percent} % of the foods are in your diary.",
        own=own, meals=len(meals), percent=f"{100 * known / len(items):.0f}",
    )  # fmt: skip
    return {"meals": len(meals), "own_meals": own, "foods": len(items), "known_foods": known, "text": text}
