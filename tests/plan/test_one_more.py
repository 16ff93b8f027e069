"""What one more unit buys: held against the whole relaxation, built anew in PuLP with the limit moved."""

from __future__ import annotations

from typing import Any

import numpy as np
import pulp
import pytest

import planner
from planner.plan import Plan, one_more
from planner.plan.blocks import average_block
from planner.plan.build import build
from planner.plan.columns import followed
from planner.plan.explain import amount_text
from planner.plan.model import Model
from planner.plan.problem import Problem, build_problem
from planner.plan.relaxation import Relaxation, relax
from planner.plan.request import make_request
from planner.plan.session import _DEFAULTS
from planner.reference.targets import Targets
from planner.report.plan_report import plan_document, plan_text

SUGAR = [f"100 g white sugar at {time}" for time in ("10:00", "15:30", "21:00")]
"""Kept, it takes half of the day's energy, so that energy is what there is too little of."""


def problem_of(targets: Targets, **asked: Any) -> Problem:
    return build_problem(make_request(targets, None, **{**_DEFAULTS, "meals_per_day": None, **asked}), {})


@pytest.fixture(scope="module")
def small() -> Targets:
    person = planner.Person(
        age=29, life_stage="pregnant", gestation_weeks=22, height_cm=165, weight_kg=50,
        pre_pregnancy_weight_kg=46, activity="inactive",
    )  # fmt: skip
    return planner.targets_for(person, "nasem")


@pytest.fixture(scope="module")
def hungry(small: Targets) -> Relaxation:
    return relax(problem_of(small, days=1, diet="vegan", keep=SUGAR))


@pytest.fixture(scope="module")
def strict(targets: Targets) -> Relaxation:
    return relax(problem_of(targets, days=7, diet="vegan", exclude=("gluten", "soy")))


def whole_model(problem: Problem) -> Model:
    return build(problem, [average_block(problem)], whole=False)


def solved(model: Model) -> tuple[float, dict[str, float]]:
    """Return the points a day and the mean of each nutrient."""
    assert model.solve()
    means = {one.name[6:]: float(one.value()) for one in model.blocks[0].totals}
    return float(pulp.value(model.prob.objective)) / model.problem.days, means


def assert_gain(row: dict[str, Any], before: Model, after: Model) -> None:
    """Assert that points and amounts told are those of the two models, within a thousandth."""
    points, means = solved(before)
    fewer, more = solved(after)
    assert row["per_unit"] == pytest.approx(points - fewer, rel=1e-3)
    for added in row["adds"]:
        name = added["nutrient"]
        target = before.problem.request.targets[name].target
        assert means[name] < target
        assert added["amount"] == pytest.approx(min(target, more[name]) - means[name], rel=1e-3)


def test_what_more_energy_would_add_is_what_it_adds(hungry: Relaxation) -> None:
    (row,) = one_more.one_more(hungry)
    assert (row["constraint"], row["unit"]) == ("energy", "100 kcal a day")
    after = whole_model(hungry.problem)
    total = next(one for one in after.blocks[0].totals if one.name == "t_avg_energy")
    total.upBound += 100
    days, goals = hungry.problem.days, hungry.problem.week_goals
    at = hungry.problem.columns.servings.shape[1] + followed().index("energy")
    over = next(int(one) for one in np.flatnonzero(goals.axis == at) if goals.sign[one] > 0)
    assert goals.level[over] == pytest.approx(1.05 * hungry.problem.request.energy * days)
    moved = next(one for one in after.prob.constraints() if one.name == f"goal_week_{over}")
    moved.changeRHS(goals.level[over] + 100 * days)
    assert_gain(row, whole_model(hungry.problem), after)


def test_what_a_dish_once_more_would_add_is_what_it_adds(strict: Relaxation) -> None:
    row = one_more.one_more(strict)[0]
    number = [dish.name for dish in strict.problem.columns.library].index(row["constraint"])
    after = whole_model(strict.problem)
    again = next(one for one in after.prob.variables() if one.name == f"r_{number}")
    again.upBound += 1
    assert_gain(row, whole_model(strict.problem), after)


def test_the_first_step_is_worth_most(hungry: Relaxation, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = one_more.one_more(hungry)[0]["per_unit"]
    monkeypatch.setattr(one_more, "STEP_KCAL", 1.0)
    monkeypatch.setattr(one_more, "WORTH_SAYING", 0.0)
    assert 0 < whole <= 100 * one_more.one_more(hungry)[0]["per_unit"] + 1e-6


def test_words_and_order(strict: Relaxation) -> None:
    rows = one_more.one_more(strict)
    assert len(rows) == one_more.MOST
    assert [row["per_unit"] for row in rows] == sorted((row["per_unit"] for row in rows), reverse=True)
    for row in rows:
        assert row["text"].startswith(
            f"At best, “{row['constraint']}” once more in these 7 days would add about"
        )
        assert 1 <= len(row["adds"]) <= 2


def test_only_energy_and_dishes_have_a_price(hungry: Relaxation, strict: Relaxation) -> None:
    """No price invites anyone beyond a safety rule."""
    dishes = {dish.name for dish in strict.problem.columns.library}
    for relaxation in (hungry, strict):
        assert {row["constraint"] for row in one_more.one_more(relaxation)} <= dishes | {"energy"}


def test_asking_leaves_the_relaxation_as_it_was(strict: Relaxation) -> None:
    first = one_more.one_more(strict)
    means = strict.price_of_target("choline", 450)
    second = one_more.one_more(strict)
    assert [row["text"] for row in first] == [row["text"] for row in second]
    assert strict.price_of_target("choline", 450) == pytest.approx(means, abs=1e-6)
    strict.optimise(strict.problem.days * strict.problem.linear)
    assert strict.solver.getInfo().objective_function_value == pytest.approx(strict.bound)


def test_nothing_short_nothing_told(two_days: Plan) -> None:
    assert two_days.prices == []


def test_a_plan_tells_its_prices_and_the_best_case_of_what_it_misses(small: Targets) -> None:
    plan = planner.plan_meals(small, days=1, diet="vegan", keep=SUGAR)
    document = plan_document(plan)
    (row,) = document["prices"]
    assert "100 kcal more a day would add" in plan_text(document)
    assert row["adds"]
    cases = {one["nutrient"]: one for one in document["targets"]}
    assert document["unmet"]
    for missed in document["unmet"]:
        case = cases[missed["nutrient"]]
        assert amount_text(case["best_case"], case["unit"]) in missed["text"]


def test_an_impossible_plan_has_no_prices(targets: Targets) -> None:
    plan = planner.plan_meals(targets, days=1, keep=["400 g white sugar at 10:00"])
    assert plan.status == "infeasible"
    assert plan.prices == []
