"""Recipes that she keeps as dishes of a plan, eaten or not: which, in which amounts, for which meals."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

import planner
from planner.diary import Corrections
from planner.diary.own_foods import add_food
from planner.errors import FoodError
from planner.plan import Plan, PlanSession
from planner.plan.own_meals import OwnMeals
from planner.plan.own_recipes import own_recipes, recipes_to_propose
from planner.reference.dishes import dishes
from planner.reference.people import Override
from planner.reference.targets import Targets
from planner.report.plan_report import plan_document
from planner.sources.kept import KeptFoods
from planner.sources.kept_file import foods_from_json, foods_to_json
from tests.plan.own_foods import BREAKFAST, LUNCH, OAT_DRINK, SEED_BAR, SOUP, corrections, diary_of

PILAF = "Seed pilaf of ours"
BASE = "own:seed-pilaf-of-ours"
MAIN = ("lunch", "dinner")
SEEDS = b"""
[[ingredients]]
food_id = "fndds:56204005"
grams = 300
[[ingredients]]
food_id = "fndds:43101050"
grams = 240
[[ingredients]]
food_id = "fndds:72125211"
grams = 800
"""


@pytest.fixture(scope="module")
def wanting() -> Targets:
    """Return the targets of somebody who wants more magnesium than most dishes bring."""
    much = {"magnesium": Override(1100.0, "for this test")}
    return planner.targets_for(
        planner.Person(age=29, life_stage="pregnant", gestation_weeks=22, target_overrides=much)
    )


def recipe(*more: str, servings: str = "servings = 5", name: str = PILAF) -> bytes:
    """Return the recipe, rich in magnesium, with further ingredients."""
    added = "".join(f"[[ingredients]]\n{line}\n" for line in more)
    return f'name = "{name}"\nsince = 2026-03-01\n{servings}\n'.encode() + SEEDS + added.encode()


def mine(*meals: str, of: bytes = recipe(), base: str = BASE, kept: Corrections | None = None) -> Corrections:
    before = kept or Corrections()
    added = add_food(of, before).foods
    return before.with_foods(added.propose(base, meals))


def found(said: Corrections, jurisdiction: str = "us") -> OwnMeals:
    return own_recipes(recipes_to_propose(said), jurisdiction)


def plan_of(targets: Targets, said: Corrections | None, **asked: Any) -> Plan:
    """Return a plan that takes what is hers wherever it fits; her diary alone has no recipe."""
    asked = {"diary": diary_of(BREAKFAST), "days": 2, "closeness": 1.0} | asked
    plan = planner.plan_meals(targets, corrections=said, **asked)
    plan.check()
    return plan


def places(plan: Plan, dish: str = PILAF) -> list[str]:
    return [meal["slot"] for day in plan.days for meal in day["meals"] if meal["dish"] == dish]


def told(plan: Plan, rule: str) -> str:
    return " ".join(one["text"] for one in plan.notices if one["rule"] == rule)


# In a plan


def test_one_that_was_never_eaten_is_proposed_for_the_meals_that_were_chosen(targets: Targets) -> None:
    plan = plan_of(targets, mine("dinner"))
    assert places(plan) == ["dinner"]
    item = next(
        item for day in plan.days for meal in day["meals"] for item in meal["items"] if "units" in item
        if item["food_id"] == f"{BASE}@1"
    )  # fmt: skip
    assert item["household"] in ("1 serving", "1 1/2 servings", "2 servings")
    assert item["grams"] == pytest.approx(100 * item["units"])
    assert [part["description"].split(",")[0] for part in item["parts"]] == [
        "Quinoa", "Pumpkin seeds", "Spinach"
    ]  # fmt: skip
    assert item["kept"] is False
    assert any(PILAF in row["foods"] for row in plan.shopping_list)
    assert "a recipe of your own" in str(plan.days)
    assert PILAF in told(plan, "OWN_FOODS")


def test_one_that_was_not_chosen_is_not_and_neither_is_one_to_fill_up_days(targets: Targets) -> None:
    assert not places(plan_of(targets, mine()))
    assert not places(plan_of(targets, None))
    topup = plan_of(targets, mine(*MAIN, "snack"), mode="topup")
    assert not places(topup)
    assert topup.request.own_recipes == OwnMeals()


def test_where_magnesium_is_short_it_is_taken_for_what_it_brings(wanting: Targets) -> None:
    without, with_it = (plan_of(wanting, said, diary=None, days=1) for said in (None, mine(*MAIN)))
    assert places(with_it)
    assert with_it.days[0]["totals"]["magnesium"] > without.days[0]["totals"]["magnesium"]


def test_it_may_be_the_exchanged_meal(wanting: Targets) -> None:
    dinner = "{day},18:30,dinner,white rice,2,cups\n"
    few = {"diet": "vegan", "exclude": ["soy", "Beans, peas, legumes"]}
    plan = plan_of(wanting, mine("dinner"), diary=diary_of(dinner), mode="swap", **few)
    assert places(plan) == ["dinner"]


def test_it_can_be_put_into_a_plan_by_hand_and_stays_with_other_targets(targets: Targets) -> None:
    session = PlanSession(targets, days=1, corrections=mine("dinner"))
    session.swap(1, 4, PILAF).check()
    other = planner.targets_for(
        replace(targets.person, target_overrides={"magnesium": Override(380.0, "agreed")})
    )
    plan = session.set_targets(other)
    plan.check()
    assert places(plan) == ["dinner"]


# What decides


@pytest.mark.parametrize(
    "asked", [{"diet": "vegan"}, {"exclude": ["milk"]}, {"exclude": ["spinach"]}, {"exclude": ["Cheese"]}]
)
def test_what_is_in_it_decides(targets: Targets, asked: dict[str, Any]) -> None:
    cheesy = mine("dinner", of=recipe('food = "cheddar cheese"\ngrams = 80'))
    plan = plan_of(targets, cheesy, **asked)
    assert not places(plan)
    assert f"Not a dish of this plan: {PILAF}. {PILAF} does not go with" in told(plan, "OWN_MEALS")


def test_what_does_not_stand_against_it_does_not(targets: Targets) -> None:
    assert places(plan_of(targets, mine("dinner"), diet="vegan", exclude=["milk", "peanut"]))


@pytest.mark.parametrize(
    ("ingredient", "why"),
    [
        ('food = "beef liver"\ngrams = 100', f"About {PILAF}: "),
        ('food = "red wine"\ngrams = 200', f"About {PILAF}: "),
        ('food_id = "own:pate"\ngrams = 100', f"About {PILAF}: "),
    ],
)
def test_what_a_safety_rule_is_careful_with_is_no_dish_and_that_is_said(
    targets: Targets, ingredient: str, why: str
) -> None:
    pate = replace(
        OAT_DRINK,
        food_id="own:pate",
        description="Pâté",
        basis="100 g",
        measures=(),
        ingredients="liver, salt",
    )
    kept = Corrections().with_foods(KeptFoods().keep(pate, since=dt.date(2026, 3, 1)))
    said = mine("dinner", of=recipe(ingredient), kept=kept)
    plan = plan_of(targets, said)
    assert not places(plan)
    assert f"Not a dish of this plan: {PILAF}. {why}" in told(plan, "OWN_MEALS")


def test_with_an_ingredient_that_nobody_knows_it_is_proposed_only_where_nothing_could_speak_against(
    targets: Targets,
) -> None:
    kept = Corrections().with_foods(KeptFoods().keep(SEED_BAR, since=dt.date(2026, 3, 1)))
    said = mine("dinner", of=recipe('food = "seed bar"\namount = 4\nunit = "bars"'), kept=kept)
    plan = plan_of(targets, said)
    assert places(plan)
    assert "names alone" in told(plan, "OWN_FOODS_UNREAD")
    plan = plan_of(targets, said, exclude=["sesame"])
    assert not places(plan)
    assert f"Not all that is in {PILAF} is known, so nobody can say" in told(plan, "OWN_MEALS")


def test_what_is_unknown_is_said_and_counts_as_none(targets: Targets) -> None:
    kept = Corrections().with_foods(KeptFoods().keep(SEED_BAR, since=dt.date(2026, 3, 1)))
    said = mine("dinner", of=recipe('food = "seed bar"\namount = 4\nunit = "bars"'), kept=kept)
    plan = plan_of(targets, said)
    unknown = next(one for one in plan.notices if one["rule"] == "OWN_FOODS_UNKNOWN" and one["food"] == PILAF)
    assert "potassium" in unknown["text"]
    assert "magnesium" not in unknown["text"]
    assert any(one["rule"] == "OWN_FOODS_UNKNOWN" for one in plan_document(plan)["notices"])


# Amounts


def test_it_is_a_serving_or_up_to_two(targets: Targets) -> None:
    dish = found(mine("dinner", "breakfast", of=recipe(servings="servings = 6"))).dishes[0]
    assert (dish.id, dish.name, dish.slots) == (BASE, PILAF, ("breakfast", "dinner"))
    assert dish.items[0].multiples == (Fraction(1), Fraction(3, 2), Fraction(2))
    assert not dish.no_cook
    halves = found(mine("dinner")).dishes[0].items[0].multiples
    assert halves == (Fraction(1), Fraction(3, 2))  # twice of it is more than a small meal


def test_of_a_large_serving_a_part_is_taken_and_of_a_huge_one_none() -> None:
    large = found(mine("dinner", of=recipe(servings="servings = 2"))).dishes[0]
    assert max(large.items[0].multiples) < 1
    huge = found(mine("dinner", of=recipe(servings="servings = 0.5")))
    assert not huge.dishes
    assert [(one.name, one.why) for one in huge.left_out] == [
        (PILAF, "Your amounts, and half of them, are more than a small meal.")
    ]


# Versions, names, and meals of the diary


def test_what_is_changed_follows_and_what_is_removed_drops_out() -> None:
    said = mine("dinner")
    changed = add_food(recipe('food = "olive oil"\ngrams = 20').replace(b"03-01", b"04-01"), said)
    after = said.with_foods(changed.foods)
    assert found(after).dishes[0].food_ids == (f"{BASE}@2",)
    assert found(after.on(dt.date(2026, 3, 9))).dishes[0].food_ids == (f"{BASE}@1",)
    removed = after.with_foods(changed.foods.remove(BASE, dt.date(2026, 5, 1)))
    assert found(removed.on(dt.date(2026, 5, 1))) == OwnMeals()
    no_servings = add_food(recipe(servings="").replace(b"03-01", b"05-01"), after)
    assert found(said.with_foods(no_servings.foods)) == OwnMeals()


def test_a_name_of_the_library_gets_a_number() -> None:
    name = dishes()[0].name
    kept = add_food(recipe(name=name), Corrections()).foods
    base = kept.versions[0].base
    said = Corrections().with_foods(kept.propose(base, ["lunch"]))
    assert [dish.name for dish in found(said).dishes] == [f"{name} (2)"]


def test_a_meal_of_her_diary_that_is_the_recipe_is_one_dish_with_it(targets: Targets) -> None:
    soup = corrections(recipe=SOUP)
    said = soup.with_foods(soup.foods.propose("own:mums-lentil-soup", MAIN))
    later = add_food(SOUP.replace(b"03-01", b"04-01").replace(b"600", b"700"), said)
    said = said.with_foods(later.foods)
    alone = "{day},12:30,lunch,mum's lentil soup,1,serving\n"
    plan = plan_of(targets, said, diary=diary_of(alone, mine=said))
    assert places(plan, "Mum's lentil soup")
    assert plan.request.own_meals.in_library == ("Mum's lentil soup",)
    assert not plan.request.own_meals.dishes
    assert plan.familiar["own_meals"] == len(places(plan, "Mum's lentil soup"))
    plan = plan_of(targets, said, diary=diary_of(LUNCH, mine=said))  # with bread it is another meal
    assert len(plan.request.own_meals.dishes) == 1


# The choice


def test_the_choice_is_of_all_versions_and_comes_back_from_a_file() -> None:
    said = mine("dinner")
    kept = add_food(recipe('food = "olive oil"\ngrams = 20').replace(b"03-01", b"04-01"), said).foods
    kept = kept.propose(f"{BASE}@1", ["snack", "breakfast", "snack"])
    assert [one.meals for one in kept.versions] == [("breakfast", "snack")] * 2
    assert foods_from_json(foods_to_json(kept).encode()).versions == kept.versions
    assert [one.meals for one in kept.propose(BASE, ()).versions] == [(), ()]


def test_a_file_of_an_earlier_version_has_no_choice_and_an_odd_one_is_refused() -> None:
    document = json.loads(foods_to_json(mine("dinner").foods))
    for odd in ("lunch", ["brunch"], 3, None, [["lunch"]]):
        document["foods"][0]["meals"] = odd
        with pytest.raises(FoodError, match="food 1 is not as it was written"):
            foods_from_json(json.dumps(document).encode())
    del document["foods"][0]["meals"]
    assert foods_from_json(json.dumps(document).encode()).versions[0].meals == ()


def test_what_is_brought_back_keeps_its_choice() -> None:
    kept = mine("dinner").foods.remove(BASE, dt.date(2026, 5, 1))
    with pytest.raises(FoodError, match="is kept"):
        kept.propose(BASE, ["lunch"])
    last = kept.versions[-1]
    again = kept.keep(replace(last.food, food_id=BASE), since=dt.date(2026, 6, 1), parts=last.parts)
    assert again.versions[-1].meals == ("dinner",)
