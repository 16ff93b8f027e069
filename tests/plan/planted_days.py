"""Printed days to plant faults in: only what the report on pairing and timing looks at."""

from __future__ import annotations

from typing import Any

from planner.plan.request import PlanRequest, make_request
from planner.plan.timing import timing_rows
from planner.reference.foods import food_table
from planner.reference.targets import Targets

Days = list[dict[str, Any]]

LENTILS, COD, RED_PEPPER, MILK = "41305000", "26109120", "75122200", "11111000"
TEA, COFFEE, BUTTER, SALMON, STEAK = "92302000", "92101000", "81100500", "26137120", "21500000"


def item(code: str, grams: float, *, kept: bool = False, time: str | None = None) -> dict[str, Any]:
    """Return a printed item; only what the report looks at."""
    food = f"fndds:{code}"
    found = {"food_id": food, "grams": grams, "description": food_table().description(food), "kept": kept}
    return found | ({"time": time} if kept else {})


def meal(slot: str, time: str, *items: dict[str, Any]) -> dict[str, Any]:
    return {"slot": slot, "time": time, "items": list(items)}


def day(number: int, *meals: dict[str, Any]) -> dict[str, Any]:
    return {"day": number, "meals": list(meals), "totals": {"dha": 0.05}}


BREAD = ("51300110", 60.0)
"""Whole wheat bread: carbohydrate, 1.5 mg iron, little water."""


def good_day(number: int = 1) -> dict[str, Any]:
    """Return a day that holds every rule that a day can hold."""
    times = ("07:30", "10:00", "12:30", "15:30", "18:30", "21:00")
    slots = ("breakfast", "mid_morning", "lunch", "afternoon", "dinner", "evening")
    meals = [meal(slot, time, item(*BREAD), item(MILK, 200)) for slot, time in zip(slots, times, strict=True)]
    meals[2]["items"] = [item(LENTILS, 200), item(RED_PEPPER, 60)]
    return day(number, *meals)


def asked_of(targets: Targets, **asked: Any) -> PlanRequest:
    """Return a request, without a plan."""
    empty: dict[str, Any] = dict.fromkeys(
        ["diet", "emphasis", "priorities", "last_caffeine", "meals_per_day"]
    )
    empty |= {"days": 1, "mode": "full", "closeness": 0.3, "seed": 0, "exclude": (), "keep": (), "times": ()}
    return make_request(targets, None, **(empty | asked))


def row_of(request: PlanRequest, days: Days, rule: str) -> dict[str, Any]:
    return next(row for row in timing_rows(request, days) if row["rule"] == rule)
