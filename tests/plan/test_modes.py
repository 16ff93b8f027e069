"""Top-up and swap on the sample week, what is kept, and requests that cannot be met."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import planner
from planner.diary import Diary
from planner.diary.model import entries_frame
from planner.errors import InputError
from planner.reference.targets import Targets

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


@pytest.fixture(scope="module")
def diary() -> Diary:
    return planner.read_diary(SAMPLES / "diary_week.csv")


def test_topup_keeps_the_day_and_adds_little(targets: Targets, diary: Diary) -> None:
    plan = planner.plan_meals(targets, diary=diary, days=2, mode="topup")
    plan.check()
    for day in plan.days:
        kept = [item for meal in day["meals"] for item in meal["items"] if item["kept"]]
        assert kept
        added = [meal for meal in day["meals"] if meal["dish"]]
        assert len(added) <= 6
    short = planner.assess(planner.daily_intake(diary), targets).set_index("nutrient")
    before = short.loc["magnesium", "mean"]
    after = next(row["planned_mean"] for row in plan.targets if row["nutrient"] == "magnesium")
    assert after > before


def test_swap_exchanges_at_most_one_meal_a_day(targets: Targets, diary: Diary) -> None:
    plan = planner.plan_meals(targets, diary=diary, days=3, mode="swap")
    plan.check()
    for day in plan.days:
        assert sum(meal["dish"] is not None for meal in day["meals"]) <= 1
    assert any(meal["dish"] for day in plan.days for meal in day["meals"])


def test_supplements_use_up_the_upper_level(person: planner.Person, targets: Targets, diary: Diary) -> None:
    """With iron tablets in the diary the plan's food iron leaves room below the total upper level."""
    plan = planner.plan_meals(targets, diary=diary, days=1)
    supplements = planner.daily_intake(diary).attrs["intake"].supplements["iron"].mean()
    assert supplements > 0
    if plan.days:
        assert plan.days[0]["totals"]["iron"] + supplements <= 45 + 1e-6


def test_kept_coffee_is_in_the_plan_and_counts(targets: Targets) -> None:
    plan = planner.plan_meals(targets, days=1, keep=["1 cup coffee at 08:00"])
    plan.check()
    breakfast = plan.days[0]["meals"][0]
    assert [item["description"] for item in breakfast["items"] if item["kept"]] == ["Coffee, NS as to type"]
    assert plan.days[0]["totals"]["caffeine"] > 50


def test_kept_coffee_over_the_cap_is_said(targets: Targets) -> None:
    plan = planner.plan_meals(targets, days=1, keep=["6 cups coffee at 08:00"])
    plan.check()
    assert any(notice["rule"] == "CAFFEINE_CAP" for notice in plan.notices)


def test_impossible_request_says_what_frees_it(targets: Targets) -> None:
    asked = ["gluten", "soy", "nuts", "peanut", "beans", "dairy", "egg", "rice"]
    plan = planner.plan_meals(targets, days=7, diet="vegan", exclude=asked)
    assert plan.status == "infeasible"
    assert plan.days == []
    plan.check()
    for conflict in plan.conflicts:
        assert conflict["relax_by"] > 0
        assert conflict["text"].endswith(".")


def test_kept_food_that_is_left_out_is_an_error(targets: Targets) -> None:
    with pytest.raises(InputError, match="does not go with"):
        planner.plan_meals(targets, days=1, exclude=["peanut"], keep=["2 tablespoons peanut butter"])
    with pytest.raises(InputError, match="vegan diet"):
        planner.plan_meals(targets, days=1, diet="vegan", keep=["1 cup milk at 08:00"])


def test_topup_says_what_the_diary_holds_that_is_advised_against(targets: Targets, diary: Diary) -> None:
    plan = planner.plan_meals(targets, diary=diary, days=1, mode="topup")
    assert any(notice["rule"] == "MEAT_DELI_US" and notice["severity"] == "avoid" for notice in plan.notices)


def test_kept_late_coffee_is_said_with_its_time(targets: Targets) -> None:
    plan = planner.plan_meals(targets, days=1, keep=["1 cup coffee at 16:00"], last_caffeine="12:00")
    kept = [item for meal in plan.days[0]["meals"] for item in meal["items"] if item["kept"]]
    assert [item["time"] for item in kept] == ["16:00"]
    assert kept[0]["portion_seq"] is not None
    assert any(notice["rule"] == "LAST_CAFFEINE" for notice in plan.notices)


def test_supplements_are_said_to_be_beside_the_plan(targets: Targets, diary: Diary) -> None:
    plan = planner.plan_meals(targets, diary=diary, days=1)
    assert any(notice["rule"] == "SUPPLEMENTS" and "iron" in notice["text"] for notice in plan.notices)


def test_swap_says_that_the_days_hold_less_energy(targets: Targets, diary: Diary) -> None:
    plan = planner.plan_meals(targets, diary=diary, days=2, mode="swap")
    assert any(notice["rule"] == "ENERGY_OF_PLAN" for notice in plan.notices)


@pytest.mark.parametrize("mode", ["topup", "swap"])
def test_a_diary_of_sums_without_foods_is_refused_in_words(targets: Targets, mode: str) -> None:
    sums = planner.read_diary(
        b"Date,Energy (kcal),Carbs (g),Fiber (g),Completed\n2026-03-01,1900,200,20,true\n"
    )
    with pytest.raises(InputError, match="ask for a full plan"):
        planner.plan_meals(targets, diary=sums, days=1, mode=mode)


def test_a_topup_says_which_rows_of_the_diary_it_does_not_count(targets: Targets) -> None:
    banana = planner.read_diary(b"food,amount,unit\nbanana,126,g\n")
    pie = {"row": [3], "food_id": ["file:3"], "description": ["Pie of a file"], "source": ["file"]}
    entries = pd.concat([banana.entries, entries_frame(pie)], ignore_index=True)
    given = pd.DataFrame({"energy": [120.0]}, index=["file:3"])
    plan = planner.plan_meals(
        targets, diary=Diary(entries, banana.faults, {}, given=given), days=1, mode="topup"
    )
    assert [one["text"] for one in plan.notices if one["rule"] == "NOT_IN_TABLE"] == [
        "The plan does not count foods of your diary that the food table lacks: Pie of a file."
    ]
