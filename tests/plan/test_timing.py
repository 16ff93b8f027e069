"""Pairing and timing: each rule is planted broken and must be found; its evidence is what was read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import planner
from planner.plan import Plan
from planner.plan.columns import build_columns
from planner.plan.costs import column_costs
from planner.plan.notices import plan_notices
from planner.plan.pairing import near_tea, points_of, traits_of
from planner.plan.problem import build_problem, score
from planner.plan.request import PlanRequest
from planner.plan.timing import timing_rows
from planner.plan.weights import weights
from planner.reference.meal_traits import meal_traits
from planner.reference.targets import Targets
from planner.reference.timing_rules import timing_rules
from planner.report.plan_report import plan_document, plan_text, plan_xlsx
from tests.plan.planted_days import (
    BREAD,
    BUTTER,
    COD,
    COFFEE,
    LENTILS,
    MILK,
    RED_PEPPER,
    STEAK,
    TEA,
    Days,
    asked_of,
    good_day,
    item,
    row_of,
)


@pytest.fixture
def request_of(targets: Targets) -> PlanRequest:
    return asked_of(targets)


def test_a_good_day_holds_every_rule_but_the_fish_of_a_week(request_of: PlanRequest) -> None:
    rows = timing_rows(request_of, [good_day()])
    assert [row["rule"] for row in rows] == list(timing_rules())
    assert {row["rule"] for row in rows if row["holds"] < row["of"]} == set()
    assert next(row for row in rows if row["rule"] == "weekly_fish")["text"].endswith("of seven days.")


def no_vitamin_c(days: Days) -> None:
    days[0]["meals"][2]["items"] = [item(LENTILS, 200)]


def tea_at_lunch(days: Days) -> None:
    days[0]["meals"][2]["items"].append(item(TEA, 240))


def coffee_soon_after_lunch(days: Days) -> None:
    days[0]["meals"][3]["items"].append(item(COFFEE, 240, kept=True, time="13:15"))


def milk_with_lentils(days: Days) -> None:
    days[0]["meals"][2]["items"].append(item(MILK, 300))


def late_coffee(days: Days) -> None:
    days[0]["meals"][4]["items"].append(item(COFFEE, 240, kept=True, time="17:00"))


def only_butter(days: Days) -> None:
    days[0]["meals"][4]["items"] = [item(BUTTER, 30), item(STEAK, 100)]


def dry_meal(days: Days) -> None:
    days[0]["meals"][1]["items"] = [item(*BREAD)]


def no_afternoon(days: Days) -> None:
    del days[0]["meals"][3]


def no_evening(days: Days) -> None:
    del days[0]["meals"][4:]


BROKEN = {
    "plant_iron_with_vitamin_c": (no_vitamin_c, "not at day 1 lunch"),
    "iron_apart_from_tea_and_coffee": (tea_at_lunch, "not at day 1 lunch"),
    "iron_apart_from_calcium": (milk_with_lentils, "not at day 1 lunch"),
    "last_caffeine": (late_coffee, "not at day 1 .yours: Coffee"),
    "carbohydrate_in_each_meal": (only_butter, "In 5 of 6 meals; not at day 1 dinner"),
    "fluids_spread": (dry_meal, "In 5 of 6 meals; not at day 1 mid-morning"),
    "no_long_gap": (no_afternoon, "longest is 6 h, 12:30 to 18:30"),
    "evening_snack": (no_evening, "longest night without food is 16 h"),
}


@pytest.mark.parametrize(("rule", "planted"), BROKEN.items(), ids=list(BROKEN))
def test_each_rule_is_found_broken(
    request_of: PlanRequest, rule: str, planted: tuple[Callable[[Days], None], str]
) -> None:
    change, words = planted
    days = [good_day()]
    change(days)
    row = row_of(request_of, days, rule)
    assert row["holds"] == row["of"] - 1
    assert re.search(words, row["text"]), row["text"]


def test_what_she_keeps_counts_by_its_own_time(request_of: PlanRequest) -> None:
    days = [good_day()]
    coffee_soon_after_lunch(days)
    rule = "iron_apart_from_tea_and_coffee"
    assert "not at day 1 lunch" in row_of(request_of, days, rule)["text"]
    days[0]["meals"][3]["items"][-1]["time"] = "13:30"
    assert row_of(request_of, days, rule)["holds"] == row_of(request_of, days, rule)["of"]


def test_meat_helps_and_its_iron_is_no_plant_iron(request_of: PlanRequest) -> None:
    days, rule = [good_day()], "plant_iron_with_vitamin_c"
    days[0]["meals"][2]["items"] = [item(LENTILS, 200), item(COD, 85)]
    assert row_of(request_of, days, rule)["holds"] == 1
    days[0]["meals"][2]["items"] = [item(STEAK, 250)]
    row = row_of(request_of, days, rule)
    assert (row["holds"], row["of"], row["text"]) == (0, 0, "No meal here is rich in plant iron.")


def test_where_many_meals_fail_three_are_named() -> None:
    from planner.plan.timing import _told

    broken = [f"day {number} lunch" for number in range(1, 6)]
    assert _told(10, broken, "meal").text == (
        "In 5 of 10 meals; not at day 1 lunch, day 2 lunch, day 3 lunch and 2 more."
    )
    assert _told(10, broken[:2], "meal").text == "In 8 of 10 meals; not at day 1 lunch and day 2 lunch."


# --- what the model counts


def test_points_grow_with_what_is_missing() -> None:
    def points(*items: tuple[str, float], tea: bool = False) -> float:
        meals = [[(f"fndds:{code}", grams) for code, grams in items]]
        return float(points_of(traits_of(meals, meal_traits()), np.array([tea]), whole_meal=True)[0])

    lentils, worth = (LENTILS, 200.0), weights().pairing
    assert points(lentils, (RED_PEPPER, 60.0)) == 0
    assert 0 < points(lentils, (RED_PEPPER, 10.0)) < points(lentils, (RED_PEPPER, 2.0))
    assert points(lentils, (RED_PEPPER, 60.0), tea=True) == worth["iron_apart_from_tea_and_coffee"]
    assert points((BUTTER, 10.0)) > worth["carbohydrate_in_each_meal"]
    assert max(worth.values()) < weights().shortfall["default"] * 2


def test_an_hour_is_far_enough() -> None:
    assert near_tea([450], [450 + 59]).all()
    assert not near_tea([450], [450 + 60]).any()


def test_costs_see_the_kept_tea_by_the_clock(targets: Targets) -> None:
    near, far = (
        asked_of(targets, keep=[f"1 cup black tea at {time}"])
        for time in ("08:29", "08:30")  # breakfast is at 07:30
    )
    columns = build_columns(near)
    rich = np.flatnonzero(columns.allowed[0] & (columns.traits[:, 0] >= 3))
    costs = [column_costs(request, columns)["pairing"][0, rich] for request in (near, far)]
    assert np.allclose(costs[0] - costs[1], weights().pairing["iron_apart_from_tea_and_coffee"])


def test_the_costs_of_a_plan_are_those_of_its_printed_meals(two_days: Plan) -> None:
    meals = [meal for one in two_days.days for meal in one["meals"]]
    traits = traits_of(
        [[(it["food_id"], it["grams"]) for it in one["items"]] for one in meals], meal_traits()
    )
    tea = np.array([one["time"] == "07:30" for one in meals])  # the coffee is kept at 08:00
    brewed = traits[:, -1] > 0
    expected = float(points_of(traits, tea | brewed, whole_meal=True).sum())
    assert two_days.parts["pairing"] == pytest.approx(expected, abs=1e-6)


def test_top_up_adds_nothing_for_nothing(targets: Targets) -> None:
    diary = planner.read_diary(planner.tables.data_folder() / "samples" / "diary_three_days.csv")
    plan = planner.plan_meals(targets, diary, days=2, mode="topup", keep=["1 cup cooked lentils at 12:30"])
    problem = build_problem(plan.request, {})
    nothing = np.flatnonzero(problem.columns.dish == -1)[0]
    assert problem.costs["pairing"][:, nothing].max() == 0
    choice = np.full((2, len(plan.request.slots)), nothing)
    assert score(problem, choice)["pairing"] == 0
    assert len(plan.timing) == len(timing_rules())


def test_last_caffeine_is_a_hard_limit(targets: Targets) -> None:
    early, never = (asked_of(targets, last_caffeine=hour) for hour in ("14:00", "23:00"))
    columns, late = build_columns(early), build_columns(never)
    caffeine = columns.nutrients[:, planner.plan.columns.followed().index("caffeine_high")]
    after = [slot.minutes > 14 * 60 for slot in early.slots]
    assert columns.allowed[np.ix_(np.logical_not(after), caffeine > 10)].any()
    assert not columns.allowed[np.ix_(after, caffeine > 10)].any()
    assert late.allowed[np.ix_(after, caffeine > 10)].any()
    assert (
        row_of(early, [good_day()], "last_caffeine")["text"]
        == "None after 14:00: in the one day that it is about."
    )


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, set()),
        ({"meals_per_day": 5}, set()),
        ({"meals_per_day": 8}, set()),
        ({"meals_per_day": 4}, {"NO_LONG_GAP"}),
        ({"times": ["07:00", "08:00", "09:00", "10:00", "14:30", "18:00"]}, {"NO_LONG_GAP", "EVENING_SNACK"}),
    ],
)
def test_her_times_are_looked_at(targets: Targets, asked: dict[str, Any], expected: set[str]) -> None:
    request = asked_of(targets, **asked)
    notices = [note for note in plan_notices(build_problem(request, {}), []) if note["kind"] == "timing"]
    assert {note["rule"] for note in notices} == expected
    assert all(note["authority"] == "A preference of this planner" for note in notices)


# --- a real plan, in each jurisdiction


@pytest.mark.parametrize("framework", ["nasem", "efsa", "uk"])
def test_a_week_holds_what_the_planner_promises(person: planner.Person, framework: str) -> None:
    plan = planner.plan_meals(planner.targets_for(person, framework), days=7)
    rows = {row["rule"]: row for row in plan.timing}
    for rule in ("last_caffeine", "weekly_fish", "no_long_gap", "evening_snack"):
        assert rows[rule]["holds"] == rows[rule]["of"] > 0, rows[rule]["text"]
    assert rows["carbohydrate_in_each_meal"]["holds"] >= 40
    assert rows["plant_iron_with_vitamin_c"]["holds"] >= 0.7 * rows["plant_iron_with_vitamin_c"]["of"]


def test_it_is_printed_with_its_evidence(two_days: Plan) -> None:
    document = plan_document(two_days)
    text = " ".join(plan_text(document).split())
    for row in document["timing"]:
        assert f"- {row['name']}: {row['text']} [{row['level']}]" in text
    assert plan_xlsx(document)
