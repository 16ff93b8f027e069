"""Which dishes use up what is left of a pack and would spoil: a list for the fridge door, of any plan."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from planner.plan.packs import bought_as, product_name
from planner.plan.request import PlanRequest
from planner.reference.dish_tags import fits
from planner.reference.dishes import Dish, library
from planner.reference.foods import PREFIX, food_table

LEAST_LEFT: Final = 40.0
"""Grams; less is not worth a dish …"""
LEAST_USED: Final = 0.3
"""… nor is a dish that uses a smaller share of it."""
MOST_NAMED: Final = 3


def leftover_dishes(request: PlanRequest, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return for what is left and does not keep the dishes allowed to her that use up most of it.

    Parameters
    ----------
    request : PlanRequest
        Its diet, exclusions and safety rules decide, and the dishes that she does not want are left out.
    rows : sequence of dict
        Of :func:`planner.plan.shopping.shopping_list`.

    Returns
    -------
    list of dict
        ``food``, ``left_grams`` and ``dishes``, each with ``dish`` and ``grams`` used, both as bought; the
        foods with the most left first. One that no dish uses has none.
    """
    allowed = request.foods.allowed(request.diet, request.exclude)
    mine = [
        dish
        for dish in library(request.own_dishes)
        if dish.name not in request.without_dishes and fits(dish, allowed, request.jurisdiction)
    ]
    names, uses = {dish.name for dish in mine}, _uses(request.own_dishes)
    left = [row for row in rows if not row["keeps"] and (row["left_grams"] or 0) >= LEAST_LEFT]
    return [
        {
            "food": row["food"],
            "left_grams": row["left_grams"],
            "dishes": _best(row["left_grams"], [use for use in uses.get(row["food"], ()) if use[0] in names]),
        }
        for row in sorted(left, key=lambda row: -row["left_grams"])
    ]


def _best(left: float, uses: list[tuple[str, tuple[float, ...]]]) -> list[dict[str, Any]]:
    """Return the dishes that use most of what is left, in the largest amount that there is enough for."""
    most = [
        (max((grams for grams in amounts if grams <= left * 1.01), default=0.0), name)
        for name, amounts in uses
    ]
    found = sorted((one for one in most if one[0] >= LEAST_USED * left), key=lambda one: (-one[0], one[1]))
    return [{"dish": name, "grams": round(grams)} for grams, name in found[:MOST_NAMED]]


@lru_cache(maxsize=4)
def _uses(own: tuple[Dish, ...]) -> dict[str, list[tuple[str, tuple[float, ...]]]]:
    """Return by product each dish that takes it, with the grams as bought of each amount to choose from."""
    table, found = food_table(), dict[str, list[tuple[str, tuple[float, ...]]]]()
    for dish in library(own):
        for item in (one for one in dish.items if one.food_id.startswith(PREFIX)):
            portion = table.portion_grams(item.food_id, item.portion_seq)
            for part, grams in bought_as(item.food_id, portion):
                amounts = tuple(grams * float(multiple) for multiple in item.multiples if multiple)
                found.setdefault(product_name(part.description), []).append((dish.name, amounts))
    return found
