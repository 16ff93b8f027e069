"""Why a dish is here: worked out again by hand from the portions as printed."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import planner
from planner.diary import Diary
from planner.errors import PlanCheckError
from planner.plan import Plan
from planner.plan.request import PlanRequest
from planner.plan.why import nutrients_to_name, with_reasons
from planner.reference.emphasis import emphasis_groups
from planner.reference.foods import food_table
from planner.reference.targets import Targets
from planner.report.plan_report import plan_document, plan_text

WEEK = Path(__file__).resolve().parents[2] / "data" / "samples" / "diary_week.csv"
FIRST = {"magnesium", "potassium", "calcium", "vitamin_b6"}
"""What the shipped weights put above the rest."""


@pytest.fixture(scope="module")
def diary() -> Diary:
    return planner.read_diary(WEEK)


def meals(plan: Plan) -> list[dict[str, Any]]:
    return [meal for day in plan.days for meal in day["meals"]]


def by_hand(meal: dict[str, Any], nutrient: str) -> float:
    """Return what the dish brings, food by food."""
    per_100_g = food_table().composition[nutrient]
    own = [item for item in meal["items"] if not item["kept"]]
    return sum(float(per_100_g[item["food_id"]]) * item["grams"] / 100 for item in own)


def lunch(*foods: tuple[str, float], kept: bool = False) -> list[dict[str, Any]]:
    items = [{"food_id": food, "grams": grams, "kept": kept} for food, grams in foods]
    return [{"day": 1, "meals": [{"slot": "lunch", "dish": "A dish", "items": items}]}]


def why_of(request: PlanRequest, days: list[dict[str, Any]]) -> dict[str, Any]:
    why: dict[str, Any] = with_reasons(request, days)[0]["meals"][0]["why"]
    return why


def test_shares_are_those_of_the_printed_portions(two_days: Plan, targets: Targets) -> None:
    for meal in meals(two_days):
        for row in meal["why"]["shares"]:
            told = row["share_of_target"] * targets[row["nutrient"]].target
            assert told == pytest.approx(by_hand(meal, row["nutrient"]), rel=1e-6)


def test_the_largest_shares_are_told_in_order(two_days: Plan, targets: Targets) -> None:
    for meal in meals(two_days):
        told = [row["share_of_target"] for row in meal["why"]["shares"]]
        every = sorted((by_hand(meal, name) / targets[name].target for name in FIRST), reverse=True)
        assert told == pytest.approx(every[: len(told)])
        assert 1 <= len(told) <= 3
        assert (len(told) == 3) == (every[2] >= 0.10)


def test_the_words_have_the_numbers(two_days: Plan) -> None:
    for meal in meals(two_days):
        why = meal["why"]
        said = re.findall(r"(\d+) % of", why["text"])
        assert said == [f"{100 * row['share_of_target']:.0f}" for row in why["shares"]]
        assert why["text"].startswith("Brings ")
        assert why["text"].endswith(".")


def test_a_dish_of_a_group_names_it(two_days: Plan) -> None:
    names = {group.id: group for group in emphasis_groups()}
    named = [meal for meal in meals(two_days) if meal["why"]["group"]]
    assert named
    for meal in named:
        group = names[meal["why"]["group"]]
        assert any(item["food_id"] in group.members for item in meal["items"])
        assert f"the article's {group.name.lower()}" in meal["why"]["text"]


def test_a_group_that_is_not_wanted_or_hardly_there_is_not_named(two_days: Plan) -> None:
    banana = "fndds:63107010"
    request = two_days.request
    assert why_of(request, lunch((banana, 126)))["group"] == "bananas"
    assert why_of(request, lunch((banana, 10)))["group"] is None
    without = replace(request, emphasis={**request.emphasis, "bananas": 0.0})
    assert why_of(without, lunch((banana, 126)))["group"] is None


def test_what_is_short_in_her_diary_is_told(two_days: Plan, diary: Diary, targets: Targets) -> None:
    means = planner.assess(planner.daily_intake(diary), targets).set_index("nutrient")["mean"]
    named = set(nutrients_to_name(replace(two_days.request, diary=diary)))
    assert named > FIRST
    assert all(means[name] < targets[name].target for name in named - FIRST)
    assert "protein" not in named
    assert means["protein"] > targets["protein"].target


def test_a_priority_of_hers_comes_first(two_days: Plan) -> None:
    request = replace(two_days.request, priorities=dict.fromkeys(FIRST, 1.0) | {"zinc": 3.0})
    assert nutrients_to_name(request) == ["zinc"]


def test_her_own_food_is_said(two_days: Plan, diary: Diary) -> None:
    known = str(diary.entries["food_id"].dropna().iloc[0])
    request = replace(two_days.request, diary=diary)
    assert "like what you eat already" in why_of(request, lunch((known, 100)))["text"]
    assert "like what" not in why_of(two_days.request, lunch((known, 100)))["text"]
    mussels = "fndds:26315100"
    assert mussels not in set(diary.entries["food_id"])
    assert "like what" not in why_of(request, lunch((mussels, 85), (known, 100)))["text"]


def test_what_is_kept_is_said_and_not_counted_as_the_dish(two_days: Plan) -> None:
    milk = "fndds:11111000"
    assert "yours, kept as it is" in why_of(two_days.request, lunch((milk, 244), kept=True))["text"]
    beside = lunch(("fndds:63107010", 126))
    alone = why_of(two_days.request, copy.deepcopy(beside))
    beside[0]["meals"][0]["items"] += lunch((milk, 244), kept=True)[0]["meals"][0]["items"]
    assert why_of(two_days.request, beside) == alone


def test_a_dish_that_brings_next_to_nothing_says_so(two_days: Plan) -> None:
    why = why_of(two_days.request, lunch(("fndds:94000100", 240)))
    assert why["shares"] == []
    assert why["text"] == "Fits the day without bringing much of any one nutrient."


def test_a_share_that_the_portions_do_not_hold_is_found(two_days: Plan) -> None:
    days = copy.deepcopy(two_days.days)
    days[0]["meals"][0]["why"]["shares"][0]["share_of_target"] += 0.05
    with pytest.raises(PlanCheckError, match="of breakfast is not what is told"):
        replace(two_days, days=days).check()


def test_the_text_has_it_on_request_only(two_days: Plan) -> None:
    document = plan_document(two_days)
    first = document["days"][0]["meals"][0]["why"]["text"]
    assert f"why: {first}"[:40] not in plan_text(document)
    assert f"why: {first}"[:40] in plan_text(document, why=True)
    assert plan_text(document, why=True).count("why: ") == len(meals(two_days))
