"""What is left of packs: dishes that use it up, and offers to swap one in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import planner
from planner.plan import PlanSession
from planner.plan.leftover_dishes import leftover_dishes
from planner.plan.leftovers import MOST_POINTS, WORTH_SAYING, LeftoverUse
from planner.plan.packs import bought_as, product_name
from planner.plan.printing import print_days
from planner.plan.request import PlanRequest
from planner.plan.shopping import leftovers, shopping_list
from planner.reference.diets import allowed_foods
from planner.reference.dishes import dishes
from planner.reference.targets import Targets
from planner.report.plan_changes import offer_text

SLOTS = ("breakfast", "mid-morning", "lunch", "afternoon", "dinner", "evening")


@pytest.fixture(scope="module")
def work(targets: Targets) -> PlanSession:
    return PlanSession(targets, days=4, diet="vegetarian")


@pytest.fixture(scope="module")
def offers(work: PlanSession) -> list[LeftoverUse]:
    return work.uses_of_leftovers(limit=5)


def request_of(targets: Targets, **changes: object) -> PlanRequest:
    return planner.plan_meals(targets, days=1, **changes).request  # type: ignore[arg-type]


def spoils(days: Sequence[dict[str, Any]]) -> float:
    return float(leftovers(shopping_list(days, "us"))["spoils_grams"])


def test_offers_are_what_they_say(work: PlanSession, offers: list[LeftoverUse]) -> None:
    """Each is put in place by hand, and the shopping list of the changed plan is made afresh."""
    assert offers
    problem, choice = work._problem, work._now.choice
    for use in offers:
        cell = (use.day - 1, use.slot)
        assert work.dish_at(use.day, use.slot) == use.instead_of
        others = {one.dish: one for one in work.alternatives(use.day, use.slot, 40)}
        assert others[use.dish].points == pytest.approx(use.points)
        assert others[use.dish].nutrients == pytest.approx(use.nutrients)
        columns = [
            at
            for at in problem.candidates(*cell)
            if problem.columns.library[problem.columns.dish[at]].name == use.dish
        ]
        saved = []
        for column in columns:
            changed = choice.copy()
            changed[cell] = column
            saved.append(spoils(work.plan.days) - spoils(print_days(problem, changed)))
        assert min(abs(one - use.saves_grams) for one in saved) < 3, "rounded to grams, row by row"


def test_offers_are_worth_it_and_each_is_for_another_meal_and_food(offers: list[LeftoverUse]) -> None:
    assert all(use.saves_grams >= WORTH_SAYING and use.points <= MOST_POINTS for use in offers)
    assert all(0 < use.used_grams <= use.left_grams + 0.5 for use in offers)
    assert len({use.food for use in offers}) == len({(use.day, use.slot) for use in offers}) == len(offers)
    assert [use.saves_grams for use in offers] == sorted((use.saves_grams for use in offers), reverse=True)


def test_swap_takes_an_offer_and_a_kept_meal_gets_none(targets: Targets) -> None:
    work = PlanSession(targets, days=4)
    use = work.uses_of_leftovers()[0]
    plan = work.swap(use.day, use.slot, use.dish)
    plan.check()
    assert work.dish_at(use.day, use.slot) == use.dish
    assert all((other.day, other.slot) != (use.day, use.slot) for other in work.uses_of_leftovers(limit=50))


def test_an_offer_in_words(offers: list[LeftoverUse]) -> None:
    text = offer_text(offers[0], SLOTS)
    assert f"{offers[0].left_grams:.0f} g of {offers[0].food} are left" in text
    assert f"“{offers[0].dish}” instead of “{offers[0].instead_of}” on day {offers[0].day}" in text
    assert f"{offers[0].saves_grams:.0f} g less would spoil" in text


def row(food: str, left: float, keeps: bool = False) -> dict[str, Any]:
    return {"food": food, "left_grams": left, "keeps": keeps}


def test_dishes_that_use_up_a_rest_are_allowed_and_use_no_more_than_there_is(targets: Targets) -> None:
    rows = [
        row("Cheese, cottage, low fat", 120),
        row("Tofu", 276),
        row("Honey", 300, keeps=True),
        row("Kefir", 30),
    ]
    found = leftover_dishes(request_of(targets), rows)
    assert [one["food"] for one in found] == ["Tofu", "Cheese, cottage, low fat"], (
        "the most first; what keeps waits"
    )
    library = {dish.name: dish for dish in dishes()}
    for one in found:
        assert 1 <= len(one["dishes"]) <= 3
        for use in one["dishes"]:
            assert 0.3 * one["left_grams"] <= use["grams"] <= 1.02 * one["left_grams"]
            products = {
                product_name(part.description)
                for food in library[use["dish"]].food_ids for part, _ in bought_as(food, 100)
            }  # fmt: skip
            assert one["food"] in products
    vegan = leftover_dishes(request_of(targets, diet="vegan"), rows)
    assert vegan[1]["dishes"] == [], "nothing with cottage cheese"
    allowed = allowed_foods("vegan", ())
    names = [use["dish"] for use in vegan[0]["dishes"]]
    assert names
    assert all(allowed[food] for name in names for food in library[name].food_ids)
    without = leftover_dishes(request_of(targets, exclude=("soy",)), rows)
    assert without[0] == {"food": "Tofu", "left_grams": 276, "dishes": []}
