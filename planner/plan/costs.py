"""Costs that one meal decides alone: unlike her diary, minutes, size, not gentle, pairing, additions."""

from __future__ import annotations

import numpy as np

from planner.plan.columns import EMPTY, SNACKS, Columns, Floats, dish_of, followed
from planner.plan.familiar import unlike_points
from planner.plan.pairing import is_tea_or_coffee, near_tea, points_of, traits_of
from planner.plan.request import PlanRequest
from planner.plan.slots import clock_minutes
from planner.plan.weights import weights
from planner.reference.meal_traits import TRAITS


def column_costs(request: PlanRequest, columns: Columns) -> dict[str, Floats]:
    """Return the points of each column in each slot, by part of the objective.

    Parameters
    ----------
    request : PlanRequest
    columns : Columns

    Returns
    -------
    dict of str to (S, C) array
        ``closeness``, ``time``, ``size``, ``gentle``, ``pairing``, ``additions``.
    """
    one = np.ones((len(request.slots), 1))
    full = columns.dish != EMPTY
    return {
        "closeness": one * unlike_points(request, columns),
        "time": one * weights().minute * np.array([_minutes(columns, at) for at in range(len(columns))]),
        "size": _size(request, columns),
        "gentle": one * weights().not_gentle * (_not_gentle(columns) if request.gentle else 0.0 * full),
        "pairing": _pairing(request, columns),
        "additions": one * (weights().addition * full if request.mode != "full" else np.zeros(len(columns))),
    }


def _minutes(columns: Columns, column: int) -> float:
    return 0.0 if columns.dish[column] == EMPTY else float(dish_of(columns, column).minutes)


def _size(request: PlanRequest, columns: Columns) -> Floats:
    """Return the points of each dish in each slot (S, C): a snack above the mean meal, a main meal below."""
    if request.mode != "full":  # a day that is kept has its own sizes
        return np.zeros((len(request.slots), len(columns)))
    percent = 100 * columns.nutrients[:, followed().index("energy")] / request.energy
    above = percent - 100 / len(request.slots)
    sign = [1.0 if slot.kind in SNACKS else -1.0 for slot in request.slots]
    return np.asarray(weights().unlike_size * np.maximum(0.0, np.outer(sign, above)), dtype=float)


def _not_gentle(columns: Columns) -> Floats:
    gentle = [dish.gentle for dish in columns.library]
    return np.array([dish != EMPTY and not gentle[dish] for dish in columns.dish], dtype=float)


def _pairing(request: PlanRequest, columns: Columns) -> Floats:
    """Return the points of each dish in each slot for what does not go together (S, C).

    What she keeps in a slot is part of the meal. Beside meals of her own (top-up, swap) a dish is not asked
    for what the meal may have already: carbohydrate and water.
    """
    slots = request.slots
    kept = traits_of(
        [
            [(item.food_id, item.grams) for item in request.kept if item.slot == at]
            for at in range(len(slots))
        ],
        request.foods.traits,
    )
    brewed = [item for item in request.kept if is_tea_or_coffee(item.food_id, request.foods.traits)]
    drunk = [clock_minutes(item.time or slots[item.slot].time) for item in brewed]
    near = near_tea([slot.minutes for slot in slots], drunk)
    itself = columns.traits[:, TRAITS.index("tea_or_coffee")]
    points = [
        points_of(columns.traits + own, tea | (itself > 0), whole_meal=request.mode == "full")
        for own, tea in zip(kept, near, strict=True)
    ]
    return np.where(columns.dish == EMPTY, 0.0, np.array(points))
