"""A snack is no larger than a main meal, and what that costs is in the plan's parts."""

from __future__ import annotations

import pytest

import planner
from planner.plan.columns import SNACKS
from planner.plan.weights import weights
from planner.reference.targets import Targets
from planner.tables import data_folder


@pytest.mark.parametrize("meals", [4, 6, 8])
def test_lunch_and_dinner_are_at_least_as_large_as_the_snacks(targets: Targets, meals: int) -> None:
    plan = planner.plan_meals(targets, days=7, meals_per_day=meals)
    odd = 0
    for day in plan.days:
        energy = [(meal["slot"] in SNACKS, meal["energy_kcal"]) for meal in day["meals"]]
        odd += max(kcal for snack, kcal in energy if snack) > min(kcal for snack, kcal in energy if not snack)
    assert odd <= 1


def test_the_points_follow_from_what_is_printed(targets: Targets) -> None:
    plan = planner.plan_meals(targets, days=3)
    points = 0.0
    for meal in (meal for day in plan.days for meal in day["meals"]):
        percent = 100 * meal["energy_kcal"] / plan.request.energy
        above = percent - 100 / len(plan.request.slots)
        points += weights().unlike_size * max(0.0, above if meal["slot"] in SNACKS else -above)
    assert plan.parts["size"] == pytest.approx(points, abs=0.01)


def test_a_day_that_is_kept_has_its_own_sizes(targets: Targets) -> None:
    diary = planner.read_diary(data_folder() / "samples/diary_week.csv")
    assert planner.plan_meals(targets, diary, mode="topup").parts["size"] == 0
