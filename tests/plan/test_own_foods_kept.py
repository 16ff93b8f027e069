"""Her own foods in days that are kept: they count as she keeps them, and what is unknown is said."""

from __future__ import annotations

import copy
import math
import random
from dataclasses import replace
from typing import Any

import pytest

import planner
from planner.diary import Diary
from planner.errors import PlanCheckError
from planner.plan import Plan
from planner.reference.emphasis import emphasis_groups
from planner.reference.foods import food_table
from planner.reference.nutrients import nutrients
from planner.reference.targets import Targets
from planner.report.plan_report import plan_csv, plan_document, plan_text
from planner.sources.food import Measure, SourcedFood
from planner.sources.kept import parted
from tests.plan.own_foods import BREAKFAST, DAY, LUNCH, OAT_DRINK, SEED_BAR, SNACK, corrections, diary_of


def items(plan: Plan) -> list[dict[str, Any]]:
    return [item for day in plan.days for meal in day["meals"] for item in meal["items"]]


def own(plan: Plan) -> dict[str, dict[str, Any]]:
    return {parted(item["food_id"])[0]: item for item in items(plan) if "units" in item}


def hand_sums(diary: Diary, day: dict[str, Any]) -> dict[str, float | None]:
    """Add up a printed day by what each food's label, recipe or table row says."""
    sums: dict[str, float | None] = dict.fromkeys(nutrients())
    for item in (item for meal in day["meals"] for item in meal["items"]):
        if item["food_id"] in diary.kept:
            held = {n: v * item["units"] for n, v in diary.kept[item["food_id"]].food.amounts.items()}
        else:
            row = food_table().composition.loc[item["food_id"]].dropna()
            held = {str(name): float(value) * item["grams"] / 100 for name, value in row.items()}
        for name, value in held.items():
            sums[name] = (sums[name] or 0.0) + value
    return sums


def assert_sums(plan: Plan, diary: Diary) -> None:
    for day in plan.days:
        for name, value in hand_sums(diary, day).items():
            printed = day["totals"][name]
            assert (value is None) == (printed is None), name
            assert math.isclose(value or 0.0, printed or 0.0, rel_tol=1e-4, abs_tol=1e-3), name


@pytest.fixture(scope="module")
def diary() -> Diary:
    return diary_of(BREAKFAST, LUNCH, SNACK)


@pytest.fixture(scope="module")
def topup(targets: Targets, diary: Diary) -> Plan:
    return planner.plan_meals(targets, diary=diary, days=2, mode="topup")


@pytest.mark.parametrize("mode", ["topup", "swap"])
def test_her_foods_stand_in_her_days_and_the_sums_are_those_by_hand(
    targets: Targets, diary: Diary, mode: str
) -> None:
    plan = planner.plan_meals(targets, diary=diary, days=2, mode=mode)
    plan.check()
    assert own(plan)
    assert_sums(plan, diary)


def test_amounts_are_printed_as_she_said_them(topup: Plan) -> None:
    found = own(topup)
    assert found.keys() == {"own:oat-drink", "own:mums-lentil-soup", "own:seed-bar"}
    assert [(one["household"], one["grams"]) for one in found.values()] == [
        ("1 mug", None), ("1 serving", 200.0), ("1 bar", 40.0)
    ]  # fmt: skip
    assert {part["description"].split(",")[0] for part in found["own:mums-lentil-soup"]["parts"]} == {
        "Lentils", "Carrots"
    }  # fmt: skip


def test_what_is_unknown_is_said_and_counts_as_none(topup: Plan) -> None:
    told = {one["food"]: one["text"] for one in topup.notices if one["rule"] == "OWN_FOODS_UNKNOWN"}
    assert "magnesium" in told["Oat drink"]
    assert "magnesium" not in told["Seed bar"]
    promised = {food: text.split(f"limits with {food} for: ")[1] for food, text in told.items()}
    assert "caffeine" in promised["Seed bar"]
    assert "caffeine" not in promised["Oat drink"]
    assert "sodium" in promised["Oat drink"]
    assert "Mum's lentil soup" not in told


def test_the_beans_of_a_recipe_count_as_beans(topup: Plan) -> None:
    beans = next(group for group in emphasis_groups() if group.id == "beans")
    served = next(row["servings"] for row in topup.emphasis if row["group"] == "beans")
    by_table = sum(beans.servings(i["food_id"], i["grams"]) for i in items(topup) if "units" not in i)
    assert served == pytest.approx(by_table + 2 * 150 / beans.servings_g["fndds:41305000"])


def test_caffeine_of_a_label_uses_up_the_cap(targets: Targets) -> None:
    strong = replace(OAT_DRINK, amounts={"energy": 46.0, "caffeine": 100.0})
    mine = corrections(strong, SEED_BAR)
    plan = planner.plan_meals(targets, diary=diary_of(BREAKFAST, mine=mine), days=1, mode="topup")
    plan.check()
    assert any(one["rule"] == "CAFFEINE_CAP" and "250 mg" in one["text"] for one in plan.notices)


def test_a_rule_reads_the_label(targets: Targets) -> None:
    pate = replace(SEED_BAR, ingredients="pork liver, salt")
    diary = diary_of(SNACK, mine=corrections(OAT_DRINK, pate))
    plan = planner.plan_meals(targets, diary=diary, days=1, mode="topup")
    assert any(one["rule"] == "LIVER" and one["food"] == "Seed bar" for one in plan.notices)


def test_a_diary_of_own_foods_alone_is_enough(targets: Targets) -> None:
    plan = planner.plan_meals(targets, diary=diary_of(SNACK), days=1, mode="topup")
    plan.check()
    assert list(own(plan)) == ["own:seed-bar"]


def test_the_version_of_the_day_is_what_counts(targets: Targets) -> None:
    mine = corrections()
    richer = replace(SEED_BAR, amounts={"energy": 200.0, "magnesium": 90.0})
    later = mine.with_foods(mine.foods.keep(richer, since=DAY.replace(day=3)))
    plan = planner.plan_meals(targets, diary=diary_of(SNACK, mine=later, days=2), days=2, mode="topup")
    plan.check()
    bars = [item["food_id"] for item in items(plan) if "units" in item]
    assert bars == ["own:seed-bar@1", "own:seed-bar@2"]


def test_every_file_of_a_plan_can_be_written(topup: Plan) -> None:
    document = plan_document(topup)
    assert "1 mug Oat drink – kept" in plan_text(document)
    bars = [item for item in items(topup) if item["description"] == "Seed bar"]
    assert plan_csv(document).count(",Seed bar,1 bar,own:seed-bar@1,") == len(bars) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"household": "2 mugs"}, {"units": 5.0}, {"grams": 250.0}, {"parts": [{"food_id": "fndds:41305000"}]}
    ],
    ids=str,
)  # fmt: skip
def test_check_finds_a_false_own_food(topup: Plan, change: dict[str, Any]) -> None:
    days = copy.deepcopy(topup.days)
    drink = next(i for m in days[0]["meals"] for i in m["items"] if i["description"] == "Oat drink")
    drink.update(change)
    for part in drink["parts"]:
        part["grams"] = 10.0
    with pytest.raises(PlanCheckError):
        replace(topup, days=days).check()


@pytest.mark.parametrize("seed", range(4))
def test_any_own_foods_count_by_hand(targets: Targets, seed: int) -> None:
    draw = random.Random(seed)
    names = draw.sample(sorted(nutrients()), 12)
    foods = [
        SourcedFood(
            f"own:food-{letter}", f"Food {letter}", basis,
            {"energy": draw.uniform(20, 90)} | {name: draw.uniform(0, 3) for name in draw.sample(names, 6)},
            (Measure("1 cup", draw.choice([None, 180.0]), draw.choice([None, 240.0])),), "own food", "", DAY,
        )
        for letter, basis in zip("xyz", ("100 g", "100 ml", "serving"), strict=True)
    ]  # fmt: skip
    rows = [
        f"{{day}},12:30,lunch,food x,{draw.randint(50, 300)},g\n",
        f"{{day}},18:30,dinner,food y,{draw.randint(50, 300)},ml\n",
        f"{{day}},16:00,snack,food z,{draw.choice(['1', '0.7', '1.5'])},serving\n",
        "{day},07:30,breakfast,oatmeal,1,cup\n",
    ]
    diary = diary_of(*rows, mine=corrections(*foods), days=1)
    assert len(diary.entries) == 4
    plan = planner.plan_meals(targets, diary=diary, days=1, mode="topup", seed=seed)
    plan.check()
    assert len(own(plan)) == 3
    assert_sums(plan, diary)


def test_the_fish_of_a_label_uses_up_the_week(person: planner.Person) -> None:
    listed, amounts = "mackerel (60%), oil", {"energy": 200.0}
    tin = SourcedFood("own:tin", "Lunch tin", "100 g", amounts, (), "own food", "", DAY, listed)
    diary = diary_of("{day},12:30,lunch,lunch tin,150,g\n", mine=corrections(tin))
    plan = planner.plan_meals(planner.targets_for(person, "uk"), diary=diary, days=3, mode="topup")
    plan.check()
    week = next(row["text"] for row in plan.timing if row["rule"] == "weekly_fish")
    assert f"Oily fish: {3 * 150 * 0.6:.0f} g in these 3 days" in week
