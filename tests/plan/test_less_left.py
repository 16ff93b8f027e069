"""A plan throws less away where that costs next to nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.plan import PlanSession
from planner.plan.columns import EMPTY, Ints
from planner.plan.leftovers import Stock
from planner.plan.less_left import with_less_left
from planner.plan.printing import print_days
from planner.plan.problem import Problem, score, violations
from planner.plan.relaxation import relax
from planner.plan.shopping import leftovers, shopping_list
from planner.plan.solve import first_choice
from planner.plan.weights import weights
from planner.plan.workshop import Workshop
from planner.reference.targets import Targets

Found = tuple[Workshop, Ints]


@pytest.fixture(scope="module")
def found(targets: Targets) -> Found:
    """Return a plan of a week as it is before anyone looks at packs."""
    problem = PlanSession(targets, days=7)._problem
    work = Workshop(problem, relax(problem))
    return work, first_choice(work, np.random.default_rng(0))


def _spoils(problem: Problem, choice: Ints) -> float:
    return float(leftovers(shopping_list(print_days(problem, choice), "us"))["spoils_grams"])


def _points(problem: Problem, choice: Ints) -> float:
    return sum(score(problem, choice).values())


def test_less_spoils_for_a_small_part_of_a_point(found: Found) -> None:
    work, choice = found
    after = with_less_left(work, choice)
    assert _spoils(work.problem, after) < _spoils(work.problem, choice) - 100
    most = weights().leftovers["most_points"] * work.problem.days
    assert _points(work.problem, after) <= _points(work.problem, choice) + most + 1e-6
    assert not violations(work.problem, after)


def test_with_nothing_to_give_up_no_plan_gets_worse(found: Found, monkeypatch: pytest.MonkeyPatch) -> None:
    work, choice = found
    monkeypatch.setitem(weights().leftovers, "most_points", 0.0)
    after = with_less_left(work, choice)
    assert _points(work.problem, after) <= _points(work.problem, choice) + 1e-6


def test_locked_meals_stay(found: Found) -> None:
    work, choice = found
    cells = {(day, slot): int(choice[day, slot]) for day, slot in np.ndindex(choice.shape)}
    locked = replace(work, problem=replace(work.problem, locks=cells))
    assert (with_less_left(locked, choice) == choice).all()


def test_what_an_exchange_saves_is_what_a_fresh_count_says(found: Found) -> None:
    work, choice = found
    stock, now = Stock(work.problem, choice), int(choice[0, 2])
    options = work.problem.candidates(0, 2)
    for then in map(int, options[work.problem.columns.dish[options] != EMPTY][:40]):
        changed = choice.copy()
        changed[0, 2] = then
        afresh = Stock(work.problem, changed)
        total = [
            sum(one.spoils(need.part, need.grams) for need in one.needs.values()) for one in (stock, afresh)
        ]
        assert sum(stock.saves(now, then).values()) == pytest.approx(total[0] - total[1])
