"""Whole plans for the default person and each diet: promises kept, targets reached or proved out of reach."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

import planner
from planner.plan import Plan
from planner.plan.explain import is_missed
from planner.reference.emphasis import emphasis_groups
from planner.reference.targets import Targets
from planner.testing import forbidden_in

MAIN = ("magnesium", "potassium", "calcium", "vitamin_b6")

CASES = {
    "omnivore": {},
    "vegetarian": {"diet": "vegetarian"},
    "vegan": {"diet": "vegan"},
    "dairy-free": {"exclude": ["dairy"]},
    "gluten-free": {"exclude": ["gluten"]},
    "nut-free": {"exclude": ["nuts", "peanut"]},
    "fish-free": {"exclude": ["fish", "shellfish"]},
}


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest, targets: Targets) -> tuple[str, Plan]:
    return request.param, planner.plan_meals(targets, days=7, **CASES[request.param])


def test_plan_holds_and_is_a_week_of_six_meals(case: tuple[str, Plan]) -> None:
    name, plan = case
    assert plan.status in ("optimal", "feasible"), (name, plan.conflicts)
    assert len(plan.days) == 7
    assert {len(day["meals"]) for day in plan.days} == {6}
    plan.check()


def test_main_minerals_and_b6_reach_their_targets_or_food_cannot(case: tuple[str, Plan]) -> None:
    _, plan = case
    for row in plan.targets:
        if row["nutrient"] in MAIN and is_missed(row["planned_mean"], row["target"]):
            assert is_missed(row["best_case"], row["target"]), row


def test_each_of_the_articles_groups_is_shown_or_explained(case: tuple[str, Plan]) -> None:
    name, plan = case
    assert [row["group"] for row in plan.emphasis] == [group.id for group in emphasis_groups()]
    for row in plan.emphasis:
        assert (row["servings"] > 0) != bool(row["or_why_not"]), row
    absent = {row["group"] for row in plan.emphasis if row["servings"] == 0}
    allowed_absent = {
        "vegan": {"seafood", "cottage_cheese", "bitter_chocolate", "honey", "sea_fish", "fermented_milk"},
        "vegetarian": {"seafood", "sea_fish"},
        "fish-free": {"seafood", "sea_fish"},
        "dairy-free": {"cottage_cheese", "fermented_milk", "bitter_chocolate"},
    }
    assert absent <= allowed_absent.get(name, set()), absent


def test_nothing_forbidden_by_the_ingredients(case: tuple[str, Plan]) -> None:
    """By names of ingredients, apart from the planner's own allergen tables."""
    assert forbidden_in(case[1]) == []


def test_the_ingredient_check_finds_what_it_should(targets: Targets) -> None:
    plan = planner.plan_meals(targets, days=1)
    asked = replace(plan, request=replace(plan.request, diet="vegan", exclude=("nuts", "gluten", "dairy")))
    assert forbidden_in(asked)


def test_a_week_has_many_dishes(case: tuple[str, Plan]) -> None:
    """Meals are meals: at least twenty different dishes in a week of forty-two."""
    _, plan = case
    dishes = {meal["dish"] for day in plan.days for meal in day["meals"]}
    assert len(dishes) >= 21


def test_same_seed_same_plan_other_seed_may_differ(targets: Targets) -> None:
    first, second = (planner.plan_meals(targets, days=2, seed=4) for _ in range(2))
    assert first.days == second.days
    assert first.objective == second.objective


@pytest.mark.parametrize("meals", [4, 5, 7, 8])
def test_other_numbers_of_meals(targets: Targets, meals: int) -> None:
    plan = planner.plan_meals(targets, days=1, meals_per_day=meals)
    assert plan.days, plan.conflicts
    assert len(plan.days[0]["meals"]) == meals
    plan.check()


@pytest.mark.parametrize("framework", ["efsa", "uk"])
def test_other_frameworks_with_their_jurisdiction(person: planner.Person, framework: str) -> None:
    plan = planner.plan_meals(planner.targets_for(person, framework), days=2)
    plan.check()
    assert plan.request.jurisdiction == {"efsa": "eu", "uk": "uk"}[framework]


def test_two_weeks(targets: Targets) -> None:
    plan = planner.plan_meals(targets, days=14)
    plan.check()
    assert len(plan.days) == 14


def test_no_main_food_comes_twice_a_day_and_no_dish_twice_in_a_row(case: tuple[str, Plan]) -> None:
    """Held against the printed days by words, apart from the planner's own groups."""
    _, plan = case
    words = {
        "eggs": "egg, whole|egg omelet",
        "fish": "^fish,|^shrimp|^mussels|^clams|^scallops|^crab",
        "poultry": "^chicken (?:breast|thigh|drumstick)|^turkey",
        "meat": "^beef|^pork|^lamb",
        "tofu": "^soybean curd",
    }
    for day in plan.days:
        meals = [[item["description"].lower() for item in meal["items"]] for meal in day["meals"]]
        for food, pattern in words.items():
            assert sum(any(re.search(pattern, name) for name in meal) for meal in meals) <= 1, (
                day["day"],
                food,
            )
    dishes = [{meal["dish"] for meal in day["meals"]} for day in plan.days]
    assert all(not one & other for one, other in pairwise(dishes))
