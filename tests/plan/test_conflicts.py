"""Impossible requests: what is named conflicts, none of it to spare, and what is said to free a plan does."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest

import planner
from planner.plan import Plan, PlanSession
from planner.plan.columns import followed
from planner.plan.conflicts import Inquiry, changed, find_conflicts, fits, irreducible
from planner.plan.least import eased_rows, limit_names
from planner.plan.problem import Problem, build_problem
from planner.plan.solve import solve
from planner.plan.wishes import wishes_of
from planner.reference.diets import allowed_foods
from planner.reference.targets import Targets
from planner.report.plan_report import plan_document, plan_text, plan_xlsx

VEGAN: dict[str, Any] = {"days": 1, "meals_per_day": 4, "diet": "vegan", "exclude": ["pork", "dairy"]}
TOGETHER = ["4 meals a day", "energy set to {:.0f} kcal", "vegan diet"]


@pytest.fixture(scope="module")
def small() -> Targets:
    """Return targets of a small woman, whose needs four vegan meals hold."""
    person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=8, height_cm=155, weight_kg=52)
    return planner.targets_for(person, "nasem")


@pytest.fixture(scope="module")
def hungry(small: Targets) -> Targets:
    """Return targets with a little more energy than four vegan meals hold, whatever the dishes are."""
    request = planner.plan_meals(small, **VEGAN).request
    low, high = small.energy.kcal, 4000.0
    while high - low > 40:
        middle = (low + high) / 2
        more = small.override("energy", target=middle, reason="hunger")
        enough = fits(build_problem(replace(request, targets=more), {}))
        low, high = (middle, high) if enough else (low, middle)
    return small.override("energy", target=high + 40, reason="hunger")


@pytest.fixture(scope="module")
def vegan(hungry: Targets) -> Plan:
    return planner.plan_meals(hungry, **VEGAN)


def has_plan(problem: Problem) -> bool:
    return solve(problem, lambda share, text: None).choice is not None


def free(plan: Plan) -> Problem:
    return build_problem(plan.request, {})


def by_name(rows: list[dict[str, Any]]) -> Mapping[str, dict[str, Any]]:
    return {row["constraint"]: row for row in rows}


@pytest.mark.parametrize("seed", range(20))
def test_an_irreducible_set_conflicts_and_has_none_to_spare(seed: int) -> None:
    draw = random.Random(seed)
    cores = [set(draw.sample(range(12), draw.randint(1, 4))) for _ in range(3)]

    def conflict(some: Any) -> bool:
        return any(core <= set(some) for core in cores)

    found = irreducible(conflict, range(12))
    assert set(found) in cores
    assert not any(conflict(set(found) - {one}) for one in found)


def test_wishes_that_cannot_hold_together_are_named_with_the_limits(vegan: Plan) -> None:
    first = vegan.conflicts[0]
    assert first["together"] == [name.format(vegan.request.energy) for name in TOGETHER]
    assert first["limits"][0] == "energy least"
    assert "and “vegan diet” cannot hold together with at least " in first["text"]


def test_each_of_them_alone_frees_a_plan(vegan: Plan, hungry: Targets, small: Targets) -> None:
    rows = by_name(vegan.conflicts)
    assert rows["4 meals a day"]["instead"].startswith("5 meals a day")
    for name, own, change in (
        (TOGETHER[0], hungry, {"meals_per_day": 5}),
        (TOGETHER[1].format(hungry.energy.kcal), small, {}),
        (TOGETHER[2], hungry, {"diet": "omnivore"}),
    ):
        assert (rows[name]["found"], rows[name]["also"]) == (True, [])
        plan = planner.plan_meals(own, **VEGAN | change)
        assert plan.days
        plan.check()


def test_the_named_set_conflicts_and_each_smaller_one_does_not(vegan: Plan) -> None:
    """By brute force: every combination of the wishes, asked of the average day."""
    inquiry = Inquiry(free(vegan))
    named = {wish.name for wish in inquiry.together}
    for count in range(len(inquiry.wishes) + 1):
        for held in combinations(inquiry.wishes, count):
            others = [wish for wish in inquiry.wishes if wish not in held]
            possible = any(
                fits(changed(inquiry.problem, ways)) for ways in product(*(wish.ways for wish in others))
            )
            assert possible != (named <= {wish.name for wish in held})


def test_the_least_of_a_limit_is_enough_and_less_is_not(vegan: Plan) -> None:
    problem, row = free(vegan), by_name(vegan.conflicts)["energy least"]
    assert has_plan(replace(problem, eased={"energy least": row["relax_by"]}))
    least = row["relax_by"] / 1.5 - 2  # whole dishes may have been given up to half more than the average day
    assert not fits(replace(problem, eased={"energy least": least}))


def test_two_things_that_stand_in_the_way_are_to_be_given_up_at_once(targets: Targets) -> None:
    keep = ["2 slices pizza at 12:30", "3 slices pizza at 18:30"]
    plan = planner.plan_meals(targets, days=1, keep=keep)
    rows = [row for row in plan.conflicts if row["unit"] == "kept food"]
    assert len(rows) == 2
    assert [row["also"] for row in rows] == [[rows[1]["constraint"]], [rows[0]["constraint"]]]
    assert all(row["found"] for row in rows)
    assert "No dish fits" in rows[0]["text"]
    assert "together there is a plan" in rows[0]["text"]
    for one in keep:
        assert not planner.plan_meals(targets, days=1, keep=[one]).days
    planner.plan_meals(targets, days=1).check()


def test_meals_that_are_kept_and_make_the_day_too_large_are_named(targets: Targets) -> None:
    problem = PlanSession(targets, days=1)._problem
    energy = problem.columns.nutrients[:, followed().index("energy")]
    cells = [(0, slot) for slot in range(6)]
    largest: list[int] = []
    for cell in cells:  # another dish in each slot
        options = problem.candidates(*cell)
        fresh = options[
            ~np.isin(problem.columns.dish[options], problem.columns.dish[np.array(largest, dtype=int)])
        ]
        largest.append(int(fresh[np.argmax(energy[fresh])]))
    full = replace(problem, locks=dict(zip(cells, largest, strict=True)))
    rows = find_conflicts(full)
    assert {row["unit"] for row in rows if row["together"]} == {"meal"}
    assert "energy most" in rows[0]["limits"]
    names = {wish.name: cell for wish, cell in zip(wishes_of(full), full.locks, strict=False)}
    given_up = {names[name] for name in (rows[0]["constraint"], *rows[0]["also"])}
    assert has_plan(
        replace(full, locks={cell: held for cell, held in full.locks.items() if cell not in given_up})
    )


def test_supplements_that_use_up_an_upper_level_are_named_not_the_level(targets: Targets) -> None:
    problem = build_problem(planner.plan_meals(targets, days=1).request, {"iron": 44.0})
    rows = find_conflicts(problem)
    assert rows[0]["constraint"] == "iron from supplements"
    assert rows[0]["found"]
    assert rows[0]["limits"] == ["iron most"]
    assert "iron most" not in by_name(rows)
    assert eased_rows(problem) == []
    assert by_name(eased_rows(problem, last_resort=True))["iron most"]["relax_by"] > 0


def test_limits_alone_are_said_where_no_wish_stands_in_the_way(targets: Targets) -> None:
    problem = build_problem(planner.plan_meals(targets, days=1).request, {})
    rows = find_conflicts(replace(problem, eased={"energy most": -0.5 * problem.request.energy}))
    assert by_name(rows).keys() == {"energy least"} or by_name(rows).keys() == {"energy most"}
    assert rows[0]["text"].startswith("With every wish kept, energy would have to be")


def test_every_limit_by_name_can_be_set_aside(vegan: Plan) -> None:
    """A name that the model does not know would ease nothing."""
    problem = free(vegan)
    for name in limit_names(problem):
        eased = replace(problem, eased={name: 1e6})
        limits = [
            np.concatenate([one.lower, one.upper, problem.fish_limits, *problem.count_limits])
            for one in (problem.windows[0],)
        ]
        after = [
            np.concatenate([one.lower, one.upper, eased.fish_limits, *eased.count_limits])
            for one in (eased.windows[0],)
        ]
        assert (name == "dish repeats") == np.array_equal(limits, after), name


def test_few_dishes_last_for_fewer_days(targets: Targets) -> None:
    """With two breakfasts, each at most twice a week and every other day, four days are the most."""
    session = PlanSession(targets, days=1)
    breakfasts = [one.name for one in session._problem.columns.library if "breakfast" in one.slots]
    few = replace(session.plan.request, days=5, without_dishes=tuple(breakfasts[2:]))
    rows = by_name(find_conflicts(build_problem(few, {})))
    assert rows["not these dishes"]["found"]
    assert rows["5 days at a time"]["found"]
    assert rows["5 days at a time"]["limits"] == ["dish repeats"]
    assert rows["5 days at a time"]["instead"].startswith("4 days")


def test_a_slot_without_a_dish_is_named(targets: Targets) -> None:
    """One breakfast is left that is not vegan, and one with soy."""
    problem = PlanSession(targets, days=1)._problem
    usual = {problem.columns.library[number] for number in problem.columns.dish[problem.candidates(0, 0)]}
    vegan, soyless = allowed_foods("vegan"), allowed_foods("omnivore", ["soy"])
    fit = {dish.name: [one[list(dish.food_ids)].all() for one in (vegan, soyless)] for dish in usual}
    left = {
        min(name for name, held in fit.items() if held == wanted) for wanted in ([True, False], [False, True])
    }
    every = [dish.name for dish in problem.columns.library if "breakfast" in dish.slots]
    banned = tuple(name for name in every if name not in left)
    asked = replace(problem.request, diet="vegan", exclude=("soy",), without_dishes=banned)
    rows = find_conflicts(build_problem(asked, {}))
    assert rows[0]["together"] == ["not these dishes", "no soy", "vegan diet"]
    assert rows[0]["limits"] == []
    assert rows[0]["text"].startswith(
        "No dish fits breakfast with “not these dishes”, “no soy” and “vegan diet”."
    )
    assert [row["constraint"] for row in rows if row["found"]] == rows[0]["together"]


def test_what_no_whole_plan_was_found_for_is_said_to_be_no_proof(
    targets: Targets, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = PlanSession(targets, days=1)._problem
    monkeypatch.setattr("planner.plan.conflicts._found", lambda problem: "soy" not in problem.request.exclude)
    soyless = build_problem(replace(problem.request, exclude=("soy",)), {})
    rows = find_conflicts(soyless)
    assert [(row["constraint"], row["found"]) for row in rows] == [("no soy", True)]
    assert "no proof that there is none. Without “no soy” there is a plan." in rows[0]["text"]
    monkeypatch.setattr("planner.plan.conflicts._found", lambda problem: False)
    (row,) = find_conflicts(soyless)
    assert not row["found"]
    assert "try another seed" in row["text"]


def test_conflicts_can_be_printed_and_saved(vegan: Plan) -> None:
    document = plan_document(vegan)
    assert "cannot hold together" in " ".join(plan_text(document).split())
    assert plan_xlsx(document).startswith(b"PK")
