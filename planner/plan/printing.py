"""A choice as days, meals and items in household words, with totals of all nutrients."""

from __future__ import annotations

from typing import Any

import numpy as np

from planner.language import _
from planner.plan.columns import EMPTY, Ints, dish_of
from planner.plan.foods import PlanFoods
from planner.plan.kept import KeptItem
from planner.plan.problem import Problem
from planner.reference.dishes import printed_items
from planner.reference.foods import food_table
from planner.reference.kitchen import kitchen_line


def print_days(problem: Problem, choice: Ints) -> list[dict[str, Any]]:
    """Return the ``days`` of a plan."""
    return [_day(problem, number, row) for number, row in enumerate(choice)]


def _day(problem: Problem, number: int, row: Ints) -> dict[str, Any]:
    meals = [_meal(problem, number, slot, int(column)) for slot, column in enumerate(row)]
    items = [item for meal in meals for item in meal["items"]]
    totals = totals_of(items, problem.request.foods)
    return {"day": number + 1, "meals": [meal for meal in meals if meal["items"]], "totals": totals}


def _meal(problem: Problem, day: int, slot: int, column: int) -> dict[str, Any]:
    foods = problem.request.foods
    given = [_kept_item(item, foods) for item in problem.base.items[day] if item.slot == slot]
    added = [] if problem.columns.dish[column] == EMPTY else column_items(problem, column)
    metric = problem.request.jurisdiction != "us"
    items = [item | {"words": _words(item, metric)} for item in [*added, *given]]
    place = problem.request.slots[slot]
    return {
        "slot": place.kind,
        "time": place.time,
        "dish": dish_of(problem.columns, column).name if added else None,
        "kept": not added,
        "items": items,
        "energy_kcal": totals_of(items, foods)["energy"],
    }


def _words(item: dict[str, Any], metric: bool) -> str:
    if "units" in item:
        return _("{amount} {food}", amount=item["household"], food=item["description"])
    return kitchen_line(item["food_id"], item["household"], item["grams"], metric=metric)


def column_items(problem: Problem, column: int) -> list[dict[str, Any]]:
    """Return the items of a dish variant."""
    foods = problem.request.foods
    lines = printed_items(dish_of(problem.columns, column), problem.columns.multiples[column], foods.table)
    return [
        {
            "food_id": line.food_id,
            "description": line.description,
            "household": line.household,
            "portion_seq": line.portion_seq,
            "grams": round(line.grams, 4),
            "kept": False,
            **foods.own_fields(line.food_id, line.grams, line.household),
        }
        for line in lines
    ]


def _kept_item(item: KeptItem, foods: PlanFoods) -> dict[str, Any]:
    return {
        "food_id": item.food_id,
        "description": item.description,
        "household": item.household,
        "portion_seq": item.portion_seq,
        "grams": round(item.grams, 4),
        "kept": True,
        "time": item.time,
        **foods.own_fields(item.food_id, item.grams, item.household),
    }


def totals_of(items: list[dict[str, Any]], foods: PlanFoods) -> dict[str, float | None]:
    """Return the sum of every nutrient over printed items; None where nothing is known."""
    names = food_table().composition.columns
    if not items:
        return dict.fromkeys(names, 0.0)
    values = foods.totals(items).to_numpy()
    unknown, sums = np.isnan(values).all(axis=0), np.nansum(values, axis=0)
    return {
        str(name): None if missing else float(value)
        for name, missing, value in zip(names, unknown, sums, strict=True)
    }
