"""Costs that one meal decides alone: unlike her diary, minutes in the kitchen, pairing, additions."""

from __future__ import annotations

import numpy as np

from planner.plan.base import Base
from planner.plan.columns import EMPTY, Columns, Floats, dish_of, followed
from planner.plan.request import PlanRequest
from planner.plan.weights import weights
from planner.reference.foods import PREFIX, food_table

TEA_OR_COFFEE = ("Coffee", "Tea")


def column_costs(request: PlanRequest, columns: Columns, base: Base) -> dict[str, Floats]:
    """Return the points of each column in each slot, by part of the objective.

    Parameters
    ----------
    request : PlanRequest
    columns : Columns
    base : Base
        Its kept drinks decide whether tea or coffee stands beside a meal.

    Returns
    -------
    dict of str to (S, C) array
        ``closeness``, ``time``, ``pairing``, ``additions``.
    """
    one = np.ones((len(request.slots), 1))
    full = columns.dish != EMPTY
    return {
        "closeness": one * request.closeness * weights().closeness * _unlike(request, columns),
        "time": one * weights().minute * np.array([_minutes(columns, at) for at in range(len(columns))]),
        "pairing": _pairing(request, columns, base),
        "additions": one * (weights().addition * full if request.mode != "full" else np.zeros(len(columns))),
    }


def _minutes(columns: Columns, column: int) -> float:
    return 0.0 if columns.dish[column] == EMPTY else float(dish_of(columns, column).minutes)


def _unlike(request: PlanRequest, columns: Columns) -> Floats:
    """Return for each column the share of its dish's foods that her diary does not have (0 to 1).

    A food of the same WWEIA category as one that she eats counts as half known.
    """
    if request.diary is None or request.closeness == 0:
        return np.zeros(len(columns))
    eaten = set(request.diary.entries["food_id"].dropna())
    categories = food_table().foods["wweia_number"]
    known = set(categories.reindex([food for food in eaten if str(food).startswith(PREFIX)]))
    strange = [
        float(np.mean([_strangeness(food, eaten, categories[food] in known) for food in dish.food_ids]))
        for dish in columns.library
    ]
    return np.array([0.0 if number == EMPTY else strange[number] for number in columns.dish])


def _strangeness(food_id: str, eaten: set[str], same_category: bool) -> float:
    if food_id in eaten:
        return 0.0
    return 0.5 if same_category else 1.0


def _pairing(request: PlanRequest, columns: Columns, base: Base) -> Floats:
    """Return hints as costs: iron-rich meals want vitamin C, no tea or coffee, not much calcium beside."""
    names, hints = followed(), weights().pairing
    amount = {name: columns.nutrients[:, names.index(name)] for name in ("iron", "vitamin_c", "calcium")}
    iron_rich = amount["iron"] >= hints["iron_rich_mg"]
    cost = hints["without_vitamin_c"] * (amount["vitamin_c"] < hints["vitamin_c_mg"])
    cost = cost + hints["beside_calcium"] * (amount["calcium"] >= hints["calcium_rich_mg"])
    brewed = np.zeros(len(request.slots))
    for item in base.items[0]:
        if food_table().foods.at[item.food_id, "wweia_category"] in TEA_OR_COFFEE:
            brewed[item.slot] = 1.0
    return np.asarray(iron_rich * (cost + hints["beside_tea_or_coffee"] * brewed[:, None]), dtype=float)
