"""Working on a plan: what was asked holds in the next one, and all that was asked before still does."""

from __future__ import annotations

import pytest

import planner
from planner.errors import PersonError, UnknownNameError
from planner.plan import PlanSession
from planner.plan.relaxation import relax
from planner.reference.dishes import dishes
from planner.reference.targets import Targets


@pytest.fixture
def session(targets: Targets) -> PlanSession:
    return PlanSession(targets, days=3)


def test_a_locked_meal_stays_through_other_changes(session: PlanSession) -> None:
    kept = session.plan.days[1]["meals"][4]
    session.lock(2, 4).check()
    session.ban_dish(session.dish_at(1, 2)).check()
    plan = session.ban_food("banana")
    plan.check()
    assert plan.days[1]["meals"][4]["items"] == kept["items"]


def test_a_banned_food_is_in_no_meal_and_stays_out(session: PlanSession, targets: Targets) -> None:
    session.ban_food("salmon")
    plan = session.set_targets(targets.override("magnesium", target=400, reason="agreed"))
    plan.check()
    eaten = [
        item["description"].lower() for day in plan.days for meal in day["meals"] for item in meal["items"]
    ]
    assert not any("salmon" in name for name in eaten)
    assert next(row["target"] for row in plan.targets if row["nutrient"] == "magnesium") == 400


def test_a_swapped_dish_stands_where_it_was_put(session: PlanSession) -> None:
    standing = {session.dish_at(day, 4) for day in (1, 2, 3)}
    other = next(dish.name for dish in dishes() if "dinner" in dish.slots and dish.name not in standing)
    plan = session.swap(2, 4, other)
    plan.check()
    assert plan.days[1]["meals"][4]["dish"] == other


def test_bound_of_a_session_is_that_of_the_problem_built_anew(session: PlanSession) -> None:
    plan = session.lock(1, 0)
    anew = relax(session._problem)
    assert plan.bound == pytest.approx(min(anew.bound, plan.objective), abs=1e-4)


def test_an_unlocked_meal_may_change_again(session: PlanSession) -> None:
    before = session.plan.bound
    session.lock(1, 0)
    assert session.unlock(1, 0).bound == pytest.approx(before, abs=1e-4)


def test_impossible_wish_gives_conflicts_and_is_not_kept(session: PlanSession) -> None:
    evening = [dish.name for dish in dishes() if "breakfast" in dish.slots]
    numbers = [at for at, dish in enumerate(dishes()) if dish.name in evening]
    plan = session._without(numbers, session._problem)
    assert plan.status == "infeasible"
    assert plan.conflicts
    assert session.lock(1, 0).days


def test_wishes_that_cannot_be_read(session: PlanSession) -> None:
    with pytest.raises(PersonError):
        session.lock(9, 0)
    with pytest.raises(UnknownNameError):
        session.ban_food("xyzzy")
    with pytest.raises(UnknownNameError):
        session.ban_dish("no such dish")
    breakfast = next(dish.name for dish in dishes() if dish.slots == ("breakfast",))
    with pytest.raises(PersonError):
        session.swap(1, 4, breakfast)


def test_same_wishes_same_plan(targets: Targets) -> None:
    one, other = (PlanSession(targets, days=1) for _ in range(2))
    assert one.lock(1, 2).days == other.lock(1, 2).days
    assert isinstance(one.plan, planner.Plan)
