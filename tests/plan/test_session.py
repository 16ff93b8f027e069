"""Working on a plan: what was asked holds in the next one, and all that was asked before still does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import planner
from planner.errors import PersonError, PlanCheckError, UnknownNameError
from planner.language import in_language
from planner.plan import PlanSession
from planner.plan.relaxation import relax
from planner.reference.dishes import dishes
from planner.reference.targets import Targets

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


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


def test_bound_of_a_session_is_that_of_the_problem_built_anew(session: PlanSession, targets: Targets) -> None:
    """After each change the model that goes on with other numbers is that of the problem built anew."""
    changes = [
        lambda: session.lock(1, 0),
        lambda: session.ban_dish(session.dish_at(2, 4)),
        lambda: session.ban_food("salmon"),
        lambda: session.swap(3, 2, session.alternatives(3, 2)[0].dish),
        lambda: session.set_targets(targets.override("magnesium", target=900, reason="agreed")),
        lambda: session.without_cooking(2),
        lambda: session.unlock(1, 0),
    ]
    for change in changes:
        before = session._now.proof.model
        change()
        proof, anew = session._now.proof, relax(session._problem)
        assert before is not None
        assert proof.model is not None
        assert proof.model.rows is before.rows  # not built again
        assert proof.bound == pytest.approx(anew.bound, abs=1e-4)
        assert proof.extreme("iron", 1) == pytest.approx(anew.extreme("iron", 1), rel=1e-6)


def test_an_unlocked_meal_may_change_again(session: PlanSession) -> None:
    before = session.plan.bound
    session.lock(1, 0)
    assert session.unlock(1, 0).bound == pytest.approx(before, abs=1e-4)


@pytest.fixture(scope="module")
def own(targets: Targets) -> PlanSession:
    """Return a session of two days; each test that asks for a wish goes back to the first plan."""
    return PlanSession(targets, days=2)


@pytest.fixture
def two(own: PlanSession) -> PlanSession:
    own.back_to(0)
    return own


def test_alternatives_are_other_dishes_with_what_each_does(two: PlanSession) -> None:
    found = two.alternatives(2, 4, limit=8)
    assert len(found) == 8
    names = [one.dish for one in found]
    assert two.dish_at(2, 4) not in names
    assert len(set(names)) == 8
    assert [one.points for one in found] == sorted(one.points for one in found)
    assert {"magnesium", "potassium", "calcium", "iron"} <= set(found[0].nutrients)


@pytest.mark.parametrize("at", [0, 3])
def test_an_alternative_does_what_it_says_where_all_else_stays(two: PlanSession, at: int) -> None:
    held = {cell: int(two._now.choice[cell]) for cell in np.ndindex(2, 6) if cell != (1, 2)}
    two.versions.append(replace(two._now, problem=replace(two._problem, locks=held)))
    said, before = two.alternatives(2, 2)[at], two.plan
    after = two.swap(2, 2, said.dish)
    after.check()
    assert (after.objective - before.objective) / 2 == pytest.approx(said.points, abs=1e-6)
    means = [{row["nutrient"]: row["planned_mean"] for row in plan.targets} for plan in (before, after)]
    for row in after.targets:
        moved = 100 * (means[1][row["nutrient"]] - means[0][row["nutrient"]]) / row["target"]
        if row["nutrient"] in said.nutrients:
            assert moved == pytest.approx(said.nutrients[row["nutrient"]], abs=0.01)


def test_moved_meals_stand_in_each_others_place(two: PlanSession) -> None:
    other = two.exchangeable(1, 4)[0]
    names = two.dish_at(1, 4), two.dish_at(*other)
    two.move(1, 4, *other).check()
    assert (two.dish_at(*other), two.dish_at(1, 4)) == names
    assert two.is_locked(1, 4)
    assert two.is_locked(*other)


def test_a_dish_is_not_moved_where_it_does_not_suit(two: PlanSession) -> None:
    stuck = [(1, slot) for slot in range(6) if (1, slot) not in two.exchangeable(2, 0) and slot != 0]
    with pytest.raises(PersonError, match="does not fit"):
        two.move(2, 0, *stuck[0])


def test_no_stove_on_a_day_without_cooking_even_where_a_meal_was_kept(two: PlanSession) -> None:
    cooked = {dish.name for dish in dishes() if not dish.no_cook}
    two.swap(1, 4, next(one.dish for one in two.alternatives(1, 4, 100) if one.dish in cooked))
    assert two.is_locked(1, 4)
    plan = two.without_cooking(1)
    plan.check()
    assert not any(meal["dish"] in cooked for meal in plan.days[0]["meals"])
    two.ban_food("peanut").check()
    assert not any(two.dish_at(1, slot) in cooked for slot in range(6))
    with pytest.raises(PlanCheckError, match="needs a stove"):
        replace(plan, days=[two.versions[1].plan.days[0], plan.days[1]]).check()


def test_a_day_without_cooking_is_explained_where_a_meal_has_no_cold_dish(targets: Targets) -> None:
    cold = [dish.name for dish in dishes() if dish.no_cook and "dinner" in dish.slots]
    session = PlanSession(targets, days=2)
    request = replace(session._problem.request, without_dishes=tuple(cold))
    before = session._without(lambda: "Leave out all cold dinners", cold, request)
    assert before.days
    plan = session.without_cooking(1)
    assert (plan.status, session.plan is before) == ("infeasible", True)
    assert plan.conflicts


def test_a_banned_dish_stays_out_and_check_would_see_it(two: PlanSession, targets: Targets) -> None:
    name = two.dish_at(2, 2)
    plan = two.ban_dish(name)
    plan.check()
    again = two.set_targets(targets.override("iron", target=20, reason="agreed"))
    assert name not in [meal["dish"] for day in again.days for meal in day["meals"]]
    with pytest.raises(PlanCheckError, match="is not wanted"):
        replace(plan, days=two.versions[0].plan.days).check()


def test_versions_say_what_was_asked_and_come_back(two: PlanSession) -> None:
    first = two.plan
    two.lock(1, 0)
    two.ban_dish(two.dish_at(2, 2))
    assert [one.asked.split()[0] for one in two.versions] == ["A", "Keep", "Leave"]
    assert two.back_to(-2).days == two.versions[1].plan.days
    assert two.is_locked(1, 0)
    assert two.back_to(0) is first
    assert not two.is_locked(1, 0)
    with pytest.raises(PersonError):
        two.back_to(5)


def test_an_earlier_version_still_has_its_best_and_worst_cases(targets: Targets) -> None:
    session = PlanSession(targets, days=1)
    best = session.plan.extreme("magnesium", 1)
    session.lock(1, 0)
    session.lock(1, 1)
    plan = session.back_to(0)
    plan.check()
    assert plan.extreme("magnesium", 1) == pytest.approx(best, rel=1e-6)
    session.lock(1, 2).check()


def test_only_the_last_versions_are_kept(two: PlanSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.plan.session.MOST_VERSIONS", 2)
    first = two.versions[0]
    two.lock(1, 0)
    two.unlock(1, 0)
    assert [one.asked.split()[0] for one in two.versions] == ["Keep", "Let"]
    two.versions[:] = [first]


def test_impossible_wish_explains_and_keeps_the_last_plan(two: PlanSession) -> None:
    before = two.plan
    breakfasts = [dish.name for dish in dishes() if "breakfast" in dish.slots]
    request = replace(two._problem.request, without_dishes=tuple(breakfasts))
    plan = two._without(lambda: "Leave out all breakfasts", breakfasts, request)
    assert plan.status == "infeasible"
    assert "not these dishes" in plan.conflicts[0]["text"]
    assert two.plan is before
    assert len(two.versions) == 1
    two.lock(1, 0).check()


def test_a_diary_is_planned_from_as_plan_meals_does(targets: Targets) -> None:
    diary = planner.read_diary(SAMPLES / "diary_week.csv")
    session = PlanSession(targets, diary, days=1, closeness=1.0)
    plan = planner.plan_meals(targets, diary, days=1, closeness=1.0)
    assert session.plan.days == plan.days
    assert session._problem.supplements
    session.lock(1, 1).check()


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


def test_a_plan_has_the_words_of_the_language_in_use_and_the_same_days(two: PlanSession) -> None:
    plan = two.plan
    assert plan.in_words_of_now() is plan
    with in_language("es"):
        spanish = plan.in_words_of_now()
        assert two.versions[0].asked == "Un plan nuevo"
    assert spanish.language == "es"
    assert spanish.seconds == plan.seconds
    assert [meal["dish"] for day in spanish.days for meal in day["meals"]] == [
        meal["dish"] for day in plan.days for meal in day["meals"]
    ]
    spanish.check()
    reasons = [meal["why"]["text"] for meal in spanish.days[0]["meals"]]
    assert not [text for text in reasons if "brings" in text.lower()]
    assert spanish.in_words_of_now().notices == plan.notices
