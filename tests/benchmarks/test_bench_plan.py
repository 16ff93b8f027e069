"""A day, a week and a week changed by hand, of the default person, against 0.2 s, 2 s and 0.3 s."""

import planner
from planner.plan import PlanSession
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
    measure(benchmark, 1, 0.2)


def test_plan_of_a_week(benchmark):
    measure(benchmark, 7, 2)


def test_week_again_after_a_lock_a_ban_and_a_target(benchmark):
    targets = planner.targets_for(PERSON)
    session = PlanSession(targets)

    def changed():
        session.lock(2, 4)
        session.ban_dish(session.dish_at(5, 2))
        session.set_targets(targets.override("magnesium", target=400, reason="agreed"))

    benchmark.pedantic(changed, rounds=3)
    assert_plan_holds(session.plan)
    benchmark.extra_info |= {
        "compared_with": "limit of 0.3 s each, three changes",
        "reference_s": 0.9,
        "note": f"gap {session.plan.gap:.2f} points a day",
    }


def test_best_and_worst_case_of_every_nutrient(benchmark):
    def asked(plan):
        return plan.targets

    benchmark.pedantic(asked, setup=lambda: ((plan_of(1),), {}), rounds=3)
