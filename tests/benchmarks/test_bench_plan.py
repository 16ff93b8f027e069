"""A day and a week of the default person, against the limits of 2 s and 10 s."""

import planner
from planner.testing import assert_plan_holds

PERSON = planner.Person(
    age=29, life_stage="pregnant", gestation_weeks=22, height_cm=165, weight_kg=68,
    pre_pregnancy_weight_kg=62, activity="low_active",
)  # fmt: skip


def plan_of(days):
    return planner.plan_meals(planner.targets_for(PERSON), days=days)


def measure(benchmark, days, limit):
    plan = benchmark.pedantic(plan_of, (days,), rounds=5, warmup_rounds=1)
    assert_plan_holds(plan)
    benchmark.extra_info |= {
        "compared_with": f"limit of {limit} s",
        "reference_s": limit,
        "note": f"gap {plan.gap:.2f} points a day; {plan.status}",
    }


def test_plan_of_a_day(benchmark):
    measure(benchmark, 1, 2)


def test_plan_of_a_week(benchmark):
    measure(benchmark, 7, 10)
