"""Her repeated meals with foods of her own as dishes of a plan: judged by what is known, else left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

import planner
from planner.language import in_language
from planner.plan import Plan, PlanSession
from planner.plan.own_meals import own_meals
from planner.reference.targets import Targets
from planner.report.plan_report import plan_document, plan_text, with_prices
from planner.sources.food import SourcedFood
from planner.sources.kept import parted
from tests.plan.own_foods import BREAKFAST, DAY, LUNCH, OAT_DRINK, SEED_BAR, SNACK, corrections, diary_of
from tests.plan.test_own_foods_kept import assert_sums, items

SOUP = "Your lunch: Mum's lentil soup, whole wheat bread"
BAR = "Your snack: Seed bar"
CREAMY = b"""name = "Mum's lentil soup"
servings = 4
since = 2026-03-01
[[ingredients]]
food_id = "fndds:41305000"
grams = 600
[[ingredients]]
food_id = "fndds:11111000"
grams = 200
"""


def plan_of(targets: Targets, *rows: str, mine: planner.Corrections | None = None, **asked: object) -> Plan:
    diary = diary_of(*rows, mine=mine)
    plan = planner.plan_meals(targets, diary=diary, **({"days": 3, "closeness": 1.0} | asked))
    plan.check()
    assert_sums(plan, diary)
    return plan


def dishes_of(plan: Plan) -> set[str]:
    return {meal["dish"] for day in plan.days for meal in day["meals"]}


def told(plan: Plan, rule: str) -> str:
    return " ".join(one["text"] for one in plan.notices if one["rule"] == rule)


@pytest.fixture(scope="module")
def plan(targets: Targets) -> Plan:
    return plan_of(targets, BREAKFAST, LUNCH, SNACK)


def test_a_meal_with_a_recipe_is_a_dish_and_its_sums_are_those_by_hand(plan: Plan) -> None:
    assert SOUP in dishes_of(plan)
    soup = next(item for item in items(plan) if item["food_id"].startswith("own:mums"))
    assert soup["kept"] is False
    assert soup["grams"] == pytest.approx(100 * soup["units"])
    assert "Mum's lentil soup" in told(plan, "OWN_FOODS")


def test_amounts_are_those_of_its_measures(plan: Plan) -> None:
    said = {item["household"] for item in items(plan) if item["food_id"].startswith("own:oat")}
    assert said <= {"1/2 mug", "3/4 mug", "1 mug", "1 1/2 mugs", "2 mugs"}
    assert said


def test_its_ingredients_are_on_the_shopping_list_and_with_prices_too(plan: Plan) -> None:
    document = plan_document(plan)
    for rows in (plan.shopping_list, with_prices(document, {})["shopping_list"]):
        found = {row["food"]: row for row in rows if "Mum's lentil soup" in row["foods"]}
        assert any("lentils" in food.lower() for food in found)
        assert any("carrots" in food.lower() for food in found)
    assert any("Oat drink" in row["foods"] for row in plan.shopping_list)


def test_a_label_without_ingredients_is_proposed_where_nothing_could_speak_against_it(plan: Plan) -> None:
    assert BAR in dishes_of(plan)
    assert "names alone" in told(plan, "OWN_FOODS_UNREAD")


@pytest.mark.parametrize("asked", [{"diet": "vegan"}, {"exclude": ["sesame"]}, {"exclude": ["Soft drinks"]}])
def test_with_a_diet_or_an_exclusion_it_is_not_and_that_is_said(targets: Targets, asked: dict) -> None:
    plan = plan_of(targets, SNACK, **asked)
    assert BAR not in dishes_of(plan)
    assert "Not all that is in Seed bar is known, so nobody can say" in told(plan, "OWN_MEALS")


def test_what_is_known_of_a_label_decides(targets: Targets) -> None:
    mine = corrections(OAT_DRINK, replace(SEED_BAR, ingredients="sesame seeds, dates"))
    assert BAR in dishes_of(plan_of(targets, SNACK, mine=mine, diet="vegan"))
    plan = plan_of(targets, SNACK, mine=mine, exclude=["sesame"])
    assert BAR not in dishes_of(plan)
    assert "Seed bar does not go with what you leave out" in told(plan, "OWN_MEALS")


def test_what_is_in_a_recipe_decides(targets: Targets) -> None:
    mine = corrections(recipe=CREAMY)
    assert SOUP in dishes_of(plan_of(targets, LUNCH, mine=mine, diet="vegetarian"))
    assert SOUP not in dishes_of(plan_of(targets, LUNCH, mine=mine, diet="vegan"))


@pytest.mark.parametrize(
    ("bar", "why"),
    [
        (replace(SEED_BAR, ingredients="pork liver, salt"), "About Seed bar: "),
        (replace(SEED_BAR, amounts={"magnesium": 60.0}), "How much energy Seed bar has is not known."),
    ],
)
def test_what_cannot_be_a_dish_is_left_out_with_the_reason(bar: SourcedFood, why: str) -> None:
    diary = diary_of(SNACK, LUNCH, mine=corrections(OAT_DRINK, bar))
    found = own_meals(diary, "us")
    assert [dish.name for dish in found.dishes] == [SOUP]
    assert [(meal.name, meal.why.startswith(why)) for meal in found.left_out] == [(BAR, True)]


def test_the_latest_version_eaten_is_taken() -> None:
    mine = corrections()
    richer = replace(SEED_BAR, amounts={"energy": 210.0})
    later = mine.with_foods(mine.foods.keep(richer, since=DAY.replace(day=3)))
    dish = own_meals(diary_of(SNACK, mine=later), "us").dishes[0]
    assert dish.food_ids == ("own:seed-bar@2",)


def test_a_food_banned_by_hand_goes_from_her_dishes_too(targets: Targets) -> None:
    diary = diary_of(LUNCH)
    session = PlanSession(targets, diary, days=2, closeness=1.0)
    assert SOUP in dishes_of(session.plan)
    plan = session.ban_food("carrots")
    plan.check()
    assert plan.days
    assert SOUP not in dishes_of(plan)
    assert not any(parted(item["food_id"])[0] == "own:mums-lentil-soup" for item in items(plan))


@pytest.mark.parametrize(
    ("listed", "is_dish"), [("albacore tuna, oil", False), ("salmon, salt", True), ("shark, salt", False)]
)
def test_fish_that_no_plan_proposes_is_not_proposed_by_its_label(listed: str, is_dish: bool) -> None:
    tin = replace(SEED_BAR, ingredients=listed)
    dishes = own_meals(diary_of(SNACK, mine=corrections(OAT_DRINK, tin)), "us").dishes
    assert bool(dishes) == is_dish


def test_in_spanish_her_meals_and_what_is_unknown_are_in_spanish(plan: Plan) -> None:
    with in_language("es"):
        text = " ".join(plan_text(plan_document(plan)).split())
    assert "Tu almuerzo: Mum's lentil soup, whole wheat bread" in text
    assert "Your lunch" not in text
    assert "no se sabe cuánto aporta" in text
    assert "mug de Oat drink" in text or "mugs de Oat drink" in text
