"""The parts of the planner against hand calculation and against each other."""

from __future__ import annotations

import numpy as np
import pytest

import planner
from planner.errors import InputError, PersonError, UnknownNameError
from planner.plan.blocks import day_block
from planner.plan.build import build
from planner.plan.columns import followed
from planner.plan.goals import day_pieces, food_upper_levels
from planner.plan.problem import Problem, build_problem, score, violations
from planner.plan.relaxation import relax
from planner.plan.request import PlanRequest, make_request
from planner.plan.search import State, search
from planner.plan.slots import slots_for
from planner.plan.solve import _start, solve
from planner.plan.weights import weights
from planner.reference.targets import Targets

DEFAULTS = {
    "days": 2, "meals_per_day": 6, "mode": "full", "diet": None, "exclude": (), "keep": (), "times": (),
    "emphasis": None, "priorities": None, "closeness": 0.3, "last_caffeine": None, "seed": 0,
}  # fmt: skip


def request_of(targets: Targets, **changes: object) -> PlanRequest:
    return make_request(targets, None, **{**DEFAULTS, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def problem(targets: Targets) -> Problem:
    return build_problem(request_of(targets), {})


def test_points_of_a_day_by_hand(targets: Targets) -> None:
    """10 % short of magnesium, twice weighted; then below the EAR as well; sodium 10 % over."""
    request = request_of(targets)
    pieces, names = day_pieces(request), followed()
    full = np.zeros(len(names))
    for name in weights().nutrients:
        full[names.index(name)] = targets[name].target
    full[names.index("energy")] = request.energy
    full[names.index("fibre")] = targets["fibre"].target
    assert pieces.points(full[None, :])[0] == pytest.approx(0)
    short = full.copy()
    short[names.index("magnesium")] = 350 * 0.9  # above the EAR of 290
    assert pieces.points(short[None, :])[0] == pytest.approx(2 * 10)
    short[names.index("magnesium")] = 290 * 0.5
    expected = 2 * 100 * (350 - 145) / 350 + 2 * 50
    assert pieces.points(short[None, :])[0] == pytest.approx(expected)
    salty = full.copy()
    salty[names.index("sodium")] = 2300 * 1.1
    assert pieces.points(salty[None, :])[0] == pytest.approx(weights().excess["sodium"] * 10)


def test_food_magnesium_is_never_held_against_the_supplement_limit(targets: Targets) -> None:
    levels = food_upper_levels(request_of(targets))
    assert "magnesium" not in levels
    assert "sodium" not in levels  # a reduction level, not an upper level
    assert levels["retinol"] == 3000
    assert levels["folic_acid"] == 1000
    assert levels["calcium"] == 2500


def test_search_prices_are_differences_of_the_score(problem: Problem) -> None:
    """What one slot is priced at equals the whole score recomputed, up to one constant."""
    rng = np.random.default_rng(3)
    choice = search(problem, _start(problem, relax(problem), rng), rng, 10)
    state = State(problem, choice.copy())
    for day, slot in [(0, 0), (1, 3), (0, 5)]:
        options = problem.options(day, slot)
        some = rng.choice(len(options.columns), 25, replace=False)
        prices = state.prices(day, slot, options)[some]
        whole, broken = [], []
        for column in options.columns[some]:
            trial = choice.copy()
            trial[day, slot] = column
            whole.append(sum(score(problem, trial).values()))
            broken.append(len(violations(problem, trial)))
        clean = np.array(broken) == 0  # a rule broken by a hair costs less than a rule broken by far
        difference = (prices - np.array(whole))[clean]
        assert clean.sum() > 1
        assert np.ptp(difference) == pytest.approx(0, abs=1e-6)


def test_model_and_score_agree(problem: Problem) -> None:
    """The MILP of a day with the other day held prices its own answer as the score does."""
    rng = np.random.default_rng(1)
    held = search(problem, _start(problem, relax(problem), rng), rng, 10)
    options = [
        np.append(rng.choice(problem.candidates(0, s), 8, replace=False), held[0, s]) for s in range(6)
    ]
    block = day_block(problem, 0, [np.unique(row) for row in options])
    model = build(problem, [block], held)
    assert model.solve()
    trial = held.copy()
    trial[0] = model.choice(block)
    day_two = problem.day_goals.points(
        problem.base.nutrients[[1]] + problem.columns.nutrients[held[1]].sum(axis=0)
    )
    linear = sum(problem.linear[slot, column] for slot, column in enumerate(held[1]))
    foods = problem.columns.foods[held[1]].sum(axis=0)
    again = np.maximum(0, foods - 1).sum() * weights().variety["same_food"]
    constant = day_two[0] + linear + again
    assert not violations(problem, trial)
    assert sum(score(problem, trial).values()) == pytest.approx(
        model.prob.objective.value() + constant, abs=1e-4
    )


def test_bound_is_below_every_plan_that_was_found(problem: Problem) -> None:
    proof = relax(problem)
    for seed in range(4):
        rng = np.random.default_rng(seed)
        found = search(problem, _start(problem, proof, rng), rng, 12)
        assert sum(score(problem, found).values()) >= proof.bound - 1e-6


def test_best_and_worst_case_hold_for_random_plans(problem: Problem) -> None:
    proof, rng = relax(problem), np.random.default_rng(5)
    for _ in range(5):
        choice = search(problem, _start(problem, proof, rng), rng, 4)
        if violations(problem, choice):
            continue
        means = (problem.base.nutrients + problem.columns.nutrients[choice].sum(axis=1)).mean(axis=0)
        for name in ("magnesium", "calcium", "iron"):
            assert (
                proof.extreme(name, -1) - 1e-3
                <= means[followed().index(name)]
                <= proof.extreme(name, +1) + 1e-3
            )


def test_solution_keeps_every_hard_limit(problem: Problem) -> None:
    solution = solve(problem, lambda share, text: None)
    assert solution.choice is not None
    assert violations(problem, solution.choice) == []


def test_slots_keep_an_evening_snack_whatever_the_number() -> None:
    for meals in range(4, 9):
        assert slots_for(meals)[-1].kind == "evening"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"days": 0}, PersonError),
        ({"days": 15}, PersonError),
        ({"seed": -1}, PersonError),
        ({"meals_per_day": 3}, PersonError),
        ({"mode": "magic"}, UnknownNameError),
        ({"mode": "topup"}, PersonError),
        ({"times": ["07:00"]}, PersonError),
        ({"times": ["07:00", "06:00", "12:00", "15:00", "18:00", "21:00"]}, PersonError),
        ({"last_caffeine": "late"}, PersonError),
        ({"emphasis": {"steak": 1.0}}, UnknownNameError),
        ({"emphasis": {"beans": 2.0}}, PersonError),
        ({"priorities": {"unobtainium": 1.0}}, UnknownNameError),
        ({"keep": ["xyzzy of nothing"]}, InputError),
        ({"closeness": 3}, PersonError),
    ],
)
def test_requests_that_cannot_be_read(
    targets: Targets, changes: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        request_of(targets, **changes)


def test_unknown_exclusion_names_what_was_meant(targets: Targets) -> None:
    with pytest.raises(UnknownNameError) as caught:
        planner.plan_meals(targets, days=1, exclude=["dariy"])
    assert "dairy" in caught.value.suggestions
