"""Every promise that a plan makes is planted broken here, and check() must find it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from planner.errors import PlanCheckError
from planner.plan import Plan
from planner.plan.foods import shipped
from planner.plan.printing import totals_of
from planner.reference.foods import food_table

Days = list[dict[str, Any]]


def planted(plan: Plan, **changes: Any) -> Plan:
    """Return a copy with other fields; lazy fields are given through ``targets``."""
    targets = changes.pop("targets", plan.targets)
    other = replace(plan, **changes)
    other.__dict__["targets"] = targets
    return other


def with_days(plan: Plan, change: Callable[[Days], None], *, add_up: bool = True) -> Plan:
    days = copy.deepcopy(plan.days)
    change(days)
    if add_up:
        for day in days:
            for meal in day["meals"]:
                meal["energy_kcal"] = totals_of(meal["items"], shipped())["energy"]
            day["totals"] = totals_of([item for meal in day["meals"] for item in meal["items"]], shipped())
    return planted(plan, days=days)


def swap_in(code: str, seq: int, household: str, multiple: float) -> Callable[[Days], None]:
    """Return a change that puts a food in the place of the first one of lunch on day 1."""

    def change(days: Days) -> None:
        food = f"fndds:{code}"
        meal = next(meal for meal in days[0]["meals"] if meal["slot"] == "lunch")
        meal["items"][0] = {
            "food_id": food, "description": food_table().description(food), "household": household,
            "portion_seq": seq, "grams": food_table().portion_grams(food, seq) * multiple, "kept": False,
        }  # fmt: skip

    return change


def first_item(days: Days) -> dict[str, Any]:
    return days[0]["meals"][0]["items"][0]


def grams_off(days: Days) -> None:
    first_item(days)["grams"] *= 1.1


def words_off(days: Days) -> None:
    first_item(days)["household"] = "3 bucket"


def no_such_portion(days: Days) -> None:
    first_item(days)["portion_seq"] = 99


def meal_missing(days: Days) -> None:
    days[1]["meals"].pop(2)


def meal_moved(days: Days) -> None:
    days[0]["meals"][0]["time"] = "05:00"


def dish_next_day(days: Days) -> None:
    days[1]["meals"][4] = {**copy.deepcopy(days[0]["meals"][4])}


def dish_unknown(days: Days) -> None:
    days[0]["meals"][1]["dish"] = "Something else"


def huge_meal(days: Days) -> None:
    for item in days[0]["meals"][2]["items"]:
        item["grams"] *= 9


CHANGES = {
    "is not .* g": grams_off,
    "is not an amount of the portion": words_off,
    "no row for": no_such_portion,
    "meals are not those asked for": meal_missing,
    "the meals are not": meal_moved,
    "again within two days": dish_next_day,
    "not a dish of the library": dish_unknown,
    "% of the day": huge_meal,
}


@pytest.mark.parametrize(
    ("words", "change"), CHANGES.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_changed_days_are_found(two_days: Plan, words: str, change: Callable[[Days], None]) -> None:
    with pytest.raises(PlanCheckError, match=words):
        with_days(two_days, change).check()


def test_totals_that_are_not_what_the_portions_hold(two_days: Plan) -> None:
    def change(days: Days) -> None:
        days[0]["totals"]["magnesium"] += 5

    with pytest.raises(PlanCheckError, match="printed magnesium"):
        with_days(two_days, change, add_up=False).check()


def test_unknown_printed_as_a_number(two_days: Plan) -> None:
    def change(days: Days) -> None:
        days[0]["totals"]["zinc"] = None

    with pytest.raises(PlanCheckError, match="printed zinc"):
        with_days(two_days, change, add_up=False).check()


def test_energy_of_a_meal(two_days: Plan) -> None:
    def change(days: Days) -> None:
        days[0]["meals"][0]["energy_kcal"] += 40

    with pytest.raises(PlanCheckError, match="energy of breakfast"):
        with_days(two_days, change, add_up=False).check()


def test_too_little_energy(two_days: Plan) -> None:
    def change(days: Days) -> None:
        days[0]["meals"] = days[0]["meals"][:3]

    with pytest.raises(PlanCheckError, match="less energy than the window"):
        with_days(two_days, change).check()


def test_unsafe_food(two_days: Plan) -> None:
    seq = int(food_table().portions_of("fndds:26143110").index[0])  # shark
    words = str(food_table().portions_of("fndds:26143110").at[seq, "portion"])
    with pytest.raises(PlanCheckError, match="not advised in pregnancy"):
        with_days(two_days, swap_in("26143110", seq, words, 1)).check()


def test_food_of_another_diet(two_days: Plan) -> None:
    vegan = planted(two_days, request=replace(two_days.request, diet="vegan"))
    with pytest.raises(PlanCheckError, match="left out by diet"):
        vegan.check()


def test_late_caffeine(two_days: Plan) -> None:
    def change(days: Days) -> None:
        evening = days[0]["meals"][-1]
        evening["items"].append({**days[0]["meals"][0]["items"][-1], "kept": False, **coffee()})

    with pytest.raises(PlanCheckError, match="caffeine after"):
        with_days(two_days, change).check()


def test_caffeine_over_the_cap(two_days: Plan) -> None:
    def change(days: Days) -> None:
        days[0]["meals"][0]["items"].append(coffee(8))

    with pytest.raises(PlanCheckError, match="caffeine over the cap"):
        with_days(two_days, change).check()


def coffee(cups: int = 2) -> dict[str, Any]:
    food = "fndds:92101000"
    own = food_table().portions_of(food)
    seq = (
        int(own.index[own["portion"] == "1 cup (8 fl oz)"][0])
        if (own["portion"] == "1 cup (8 fl oz)").any()
        else 1
    )
    words = str(own.at[seq, "portion"]).removeprefix("1 ")
    return {
        "food_id": food, "description": "Coffee", "household": f"{cups} {words}", "portion_seq": seq,
        "grams": float(own.at[seq, "grams"]) * cups, "kept": False,
    }  # fmt: skip


def test_upper_level(two_days: Plan) -> None:
    def change(days: Days) -> None:
        days[0]["meals"][2]["items"].append(portion("11111000", 3000))  # milk: calcium over 2,500 mg

    with pytest.raises(PlanCheckError, match="calcium over its limit"):
        with_days(two_days, change).check()


def test_numbers_that_do_not_agree(two_days: Plan) -> None:
    cases: dict[str, dict[str, Any]] = {
        "bound is above": {"bound": two_days.objective + 1},
        "parts do not sum": {"parts": {**two_days.parts, "shortfall": two_days.parts["shortfall"] + 3}},
        "gap beyond": {"status": "optimal", "bound": 0.0, "objective": 99.0, "parts": {"shortfall": 99.0}},
        "days instead of": {"request": replace(two_days.request, days=3)},
        "must have conflicts": {"status": "infeasible"},
    }
    for words, changes in cases.items():
        with pytest.raises(PlanCheckError, match=words):
            planted(two_days, **changes).check()


def test_reasons_that_do_not_agree(two_days: Plan) -> None:
    first, *others = two_days.targets
    shown = [{**row, "servings": row["servings"] + 1} for row in two_days.emphasis]
    unsaid = [{**row, "or_why_not": None} for row in two_days.emphasis]
    cases: dict[str, dict[str, Any]] = {
        "printed mean": {"targets": [{**first, "planned_mean": first["planned_mean"] + 9}, *others]},
        "best and worst": {"targets": [{**first, "best_case": first["planned_mean"] / 2}, *others]},
        "list of them differ": {"targets": [{**first, "target": first["planned_mean"] * 2}, *others]},
        "servings, not": {"emphasis": shown},
        "absent without a reason": {"emphasis": unsaid},
    }
    for words, changes in cases.items():
        if words == "absent without a reason" and all(row["servings"] for row in two_days.emphasis):
            continue
        with pytest.raises(PlanCheckError, match=words):
            planted(two_days, **changes).check()


def test_weekly_promises(two_days: Plan) -> None:
    """Chocolate over three small servings, fish over the weekly limit, fortified cereal twice a day."""

    def chocolate(days: Days) -> None:
        item = portion("91705300", 100)
        for day in days:
            day["meals"][1]["items"].append(dict(item))

    def fish(days: Days) -> None:
        for day in days:
            day["meals"][2]["items"].append(portion("26137110", 250))

    def cereal(days: Days) -> None:
        for meal in (days[0]["meals"][1], days[0]["meals"][3]):
            meal["items"].append(portion("57123000", 30))

    for words, change in {"Bitter chocolate": chocolate, "Fish": fish, "Fortified cereal": cereal}.items():
        with pytest.raises(PlanCheckError, match=words):
            with_days(two_days, change).check()


def portion(code: str, grams: float) -> dict[str, Any]:
    food = f"fndds:{code}"
    own = food_table().portions_of(food)
    seq = int(own.index[0])
    name, words = food_table().description(food), str(own.at[seq, "portion"])
    return {
        "food_id": food,
        "description": name,
        "household": words,
        "portion_seq": seq,
        "grams": grams,
        "kept": False,
    }
