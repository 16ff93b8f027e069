"""Plans made of her own meals, and "close to what I eat" from 0 to 1."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import planner
from planner.diary import Diary
from planner.errors import PlanCheckError
from planner.plan.columns import build_columns, dish_of
from planner.plan.familiar import closeness_points, unlike_points
from planner.plan.own_meals import OwnMeals
from planner.plan.problem import build_problem
from planner.plan.swap import _exchanges
from planner.reference.foods import food_table
from planner.reference.targets import Targets

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
ONE_DAY = b"""date,time,meal,food,amount,unit
2026-03-02,07:15,breakfast,oatmeal,1,cup
2026-03-02,07:15,breakfast,whole milk,1/2,cup
2026-03-02,12:30,lunch,lentil soup,1,cup
2026-03-02,12:30,lunch,rye bread,2,slices
2026-03-02,18:30,dinner,baked salmon,1,fillet
2026-03-02,18:30,dinner,boiled potatoes,1,cup
"""


@pytest.fixture(scope="module")
def week() -> Diary:
    return planner.read_diary(SAMPLES / "diary_week.csv")


@pytest.fixture(scope="module")
def three_days() -> Diary:
    return planner.read_diary(SAMPLES / "diary_three_days.csv")


# Plans of them


def test_a_diary_of_one_day_gives_a_plan_with_her_meals(targets: Targets) -> None:
    plan = planner.plan_meals(targets, planner.read_diary(ONE_DAY), days=1, closeness=1.0)
    plan.check()
    assert plan.familiar is not None
    assert plan.familiar["own_meals"] >= 2
    assert any(meal["why"]["text"].endswith("a meal of your own.") for meal in plan.days[0]["meals"])


def test_the_check_finds_a_meal_called_hers_with_a_strange_food(targets: Targets, three_days: Diary) -> None:
    plan = planner.plan_meals(targets, three_days, days=1, closeness=1.0)
    plan.check()
    meal = next(meal for meal in plan.days[0]["meals"] if meal["dish"].startswith("Your "))
    strange = next(food for food in food_table().foods.index if food not in plan.request.known_foods)
    meal["items"][0]["food_id"] = strange
    with pytest.raises(PlanCheckError, match="is not in the diary"):
        plan.check()


def test_swaps_bring_something_that_the_day_does_not_have(targets: Targets, week: Diary) -> None:
    """Her toast in other amounts is no exchange for her toast; her lunch of another day is one."""
    plan = planner.plan_meals(targets, week, days=2, mode="swap", closeness=1.0)
    plan.check()
    problem, names = build_problem(plan.request, {}), set()
    for day, slot in np.ndindex(2, 6):
        eaten = {item.food_id for item in problem.base.items[day]}
        freed, options = _exchanges(problem, day, slot)
        offered = {dish_of(freed.columns, column) for column in options}
        assert all(set(dish.food_ids) - eaten for dish in offered)
        names |= {dish.name for dish in offered}
    assert any(name.startswith("Your lunch") for name in names)


def test_her_meals_are_not_added_to_days_that_are_kept(targets: Targets, week: Diary) -> None:
    plan = planner.plan_meals(targets, week, days=1, mode="topup")
    assert plan.request.own_meals == OwnMeals()
    assert plan.familiar is not None
    assert plan.familiar["own_meals"] > 0


# Closeness


@pytest.fixture(scope="module")
def by_closeness(targets: Targets, week: Diary) -> dict[float, planner.plan.Plan]:
    plans = {close: planner.plan_meals(targets, week, days=3, closeness=close) for close in (0.0, 0.5, 1.0)}
    for plan in plans.values():
        plan.check()
    return plans


def test_at_1_the_plan_is_closest_and_at_0_it_is_free(by_closeness: dict[float, planner.plan.Plan]) -> None:
    free, _, close = (plan.familiar or {} for plan in by_closeness.values())
    assert close["own_meals"] >= 2 * free["own_meals"]
    assert close["known_foods"] / close["foods"] > free["known_foods"] / free["foods"] + 0.15
    assert by_closeness[0.0].parts["closeness"] == 0


def test_the_points_of_the_best_possible_plan_rise_with_closeness(
    by_closeness: dict[float, planner.plan.Plan],
) -> None:
    """More weight on the same meals can only cost more, and what it costs grows no faster than the weight."""
    bounds = [plan.bound for plan in by_closeness.values()]
    assert bounds == sorted(bounds)
    weight = [closeness_points(close) for close in by_closeness]
    slopes = [(bounds[at + 1] - bounds[at]) / (weight[at + 1] - weight[at]) for at in (0, 1)]
    assert slopes[0] >= slopes[1] - 1e-6


def test_her_own_meals_cost_nothing_and_others_by_how_strange_they_are(
    by_closeness: dict[float, planner.plan.Plan],
) -> None:
    request = by_closeness[1.0].request
    columns = build_columns(request)
    points = unlike_points(request, columns)
    mine = {number for number, dish in enumerate(columns.library) if dish.name.startswith("Your ")}
    own = [number in mine for number in columns.dish]
    assert points[own].max() == 0
    others = points[[not one for one in own]]
    assert others[others > 0].min() >= 0.25 * closeness_points(1.0)
    assert others.max() <= closeness_points(1.0) + 1e-9


def test_closeness_is_continuous_from_nothing() -> None:
    steps = [closeness_points(step / 100) for step in range(101)]
    assert steps[0] == 0
    assert all(before < after < before + 1 for before, after in pairwise(steps))
