"""Gentle dishes first, for days of nausea."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.plan import Plan
from planner.plan.weights import weights
from planner.reference.dishes import library
from planner.reference.targets import Targets

GENTLE = {dish.name for dish in library(()) if dish.gentle}


@pytest.fixture(scope="module")
def gentle(targets: Targets) -> Plan:
    return planner.plan_meals(targets, days=3, gentle=True)


def meals_of(plan: Plan) -> list[dict[str, Any]]:
    return [meal for day in plan.days for meal in day["meals"]]


def test_most_meals_are_gentle_and_the_rules_hold(gentle: Plan, targets: Targets) -> None:
    gentle.check()
    many = sum(meal["dish"] in GENTLE for meal in meals_of(gentle))
    usual = sum(meal["dish"] in GENTLE for meal in meals_of(planner.plan_meals(targets, days=3)))
    assert many > len(meals_of(gentle)) / 2 > usual


def test_each_other_dish_costs_what_the_weights_say(gentle: Plan) -> None:
    others = sum(meal["dish"] not in GENTLE for meal in meals_of(gentle))
    assert gentle.parts["gentle"] == pytest.approx(others * weights().not_gentle)


def test_a_gentle_dish_says_so_and_no_other_does(gentle: Plan) -> None:
    for meal in meals_of(gentle):
        assert ("gentle, for days of nausea" in meal["why"]["text"].lower()) == (meal["dish"] in GENTLE)
