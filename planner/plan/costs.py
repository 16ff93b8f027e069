"""Costs that one meal decides alone: unlike her diary, minutes in the kitchen, pairing, additions."""

from __future__ import annotations

import numpy as np

from planner.plan.base import Base
from planner.plan.columns import EMPTY, Columns, Floats, dish_of, followed
from planner.plan.familiar import unlike_points
from planner.plan.request import PlanRequest
from planner.plan.weights import weights
from planner.reference.foods import food_table

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
        "closeness": one * unlike_points(request, columns),
        "time": one * weights().minute * np.array([_minutes(columns, at) for at in range(len(columns))]),
        "pairing": _pairing(request, columns, base),
        "additions": one * (weights().addition * full if request.mode != "full" else np.zeros(len(columns))),
    }


def _minutes(columns: Columns, column: int) -> float:
    return 0.0 if columns.dish[column] == EMPTY else float(dish_of(columns, column).minutes)


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
