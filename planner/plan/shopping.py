"""The shopping list: what the plan's portions add up to, by aisle."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from planner.reference.foods import food_table
from planner.reference.household import household_text, number_text, read_household
from planner.tables import read_toml


def shopping_list(days: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add up the portions of a plan; what she keeps anyway is not on the list.

    Parameters
    ----------
    days : sequence of dict
        The ``days`` of a plan.

    Returns
    -------
    list of dict
        ``food`` (the table's words), ``amount`` (number), ``unit`` (the portion's words, or g where the plan
        measures the food in several ways), ``grams``, ``aisle``; by aisle and food.
    """
    items = [item for day in days for meal in day["meals"] for item in meal["items"] if not item["kept"]]
    rows = [
        _row(food, [item for item in items if item["food_id"] == food])
        for food in {i["food_id"] for i in items}
    ]
    order = [aisle["name"] for aisle in _aisles()]
    return sorted(rows, key=lambda row: (order.index(row["aisle"]), row["food"]))


def _row(food_id: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    grams = sum(item["grams"] for item in items)
    row = {"food": items[0]["description"], "amount": round(grams), "unit": "g"}
    if len({item["portion_seq"] for item in items}) == 1:
        portion = str(food_table().portions.at[(food_id, items[0]["portion_seq"]), "portion"])
        total = sum((read_household(item["household"], portion) for item in items), Fraction(0))
        text = household_text(portion, total)
        number = next((n for n in (number_text(_leading(text)),) if text.startswith(f"{n} ")), None)
        if number:
            row |= {"amount": float(_leading(text)), "unit": text.removeprefix(f"{number} ")}
    return {**row, "grams": round(grams), "aisle": aisle_of(food_id)}


def _leading(text: str) -> Fraction:
    """Return the number that a household text starts with, 0 where it starts with none."""
    total = Fraction(0)
    for piece in text.split(" "):
        try:
            total += Fraction(piece)
        except ValueError:
            break
    return total


@cache
def _aisles() -> list[dict[str, Any]]:
    return list(read_toml("planning/aisles.toml")["aisles"])


def aisle_of(food_id: str) -> str:
    """Return the aisle of a food by its WWEIA category.

    Examples
    --------
    >>> aisle_of("fndds:63107010")
    'Fruit'
    """
    number = int(str(food_table().foods.at[food_id, "wweia_number"]))
    return next(
        str(aisle["name"])
        for aisle in _aisles()
        if any(first <= number <= last for first, last in aisle["ranges"])
    )
