from __future__ import annotations

import pytest

import planner
from planner.plan import Plan
from planner.reference.targets import Targets


@pytest.fixture(scope="session")
def person() -> planner.Person:
    """Return the default person of these tests: week 22, everything that the energy equation needs."""
    return planner.Person(
        age=29, life_stage="pregnant", gestation_weeks=22, height_cm=165, weight_kg=68,
        pre_pregnancy_weight_kg=62, activity="low_active",
    )  # fmt: skip


@pytest.fixture(scope="session")
def targets(person: planner.Person) -> Targets:
    return planner.targets_for(person, "nasem")


@pytest.fixture(scope="session")
def two_days(targets: Targets) -> Plan:
    """Return a checked plan of two days with a kept coffee."""
    plan = planner.plan_meals(targets, days=2, keep=["1 mug coffee with milk at 08:00"])
    plan.check()
    return plan
