"""What a kept food holds: its nutrients in an amount, its foods of the table, its allergens and diets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from planner.errors import FoodError
from planner.reference.diets import allergens, held_by
from planner.reference.foods import food_table
from planner.sources.kept import KeptFood, KeptFoods, Part

_BY_AMOUNT: Final = ("alcohol", "caffeine")


def amounts_of(food_id: str, grams: float, kept: KeptFood | None, units: float) -> dict[str, float]:
    """Return the nutrients that are known in an amount of a food: grams of the table's, units of a kept one.

    Examples
    --------
    >>> round(amounts_of("fndds:63107010", 200.0, None, float("nan"))["potassium"], 6)
    652.0
    """
    if kept is not None:
        return {name: value * units for name, value in kept.food.amounts.items()}
    row = food_table().amounts([food_id], [grams]).iloc[0].dropna()
    return {str(name): float(value) for name, value in row.items()}


def known_share(name: str, amounts: Mapping[str, float], kept: KeptFood | None) -> float:
    """Return how much, 0 to 1, of a nutrient of an ingredient is known."""
    return 0.0 if name not in amounts else kept.known.get(name, 1.0) if kept else 1.0


def table_parts(own: KeptFood, foods: KeptFoods) -> Iterator[Part]:
    """Yield the foods of the table in what a recipe's amounts are per, down through recipes in it.

    Examples
    --------
    >>> from planner.sources.food import SourcedFood
    >>> food = SourcedFood("own:mash@1", "Mash", "100 g", {}, (), "", "", dt.date(2026, 3, 1))
    >>> mash = KeptFood(food, food.retrieved, parts=(Part("fndds:63107010", "Banana, raw", 100.0),))
    >>> [part.description for part in table_parts(mash, KeptFoods((mash,)))]
    ['Banana, raw']
    """
    for part in own.parts:
        inner = foods.get(part.food_id)
        if part.food_id in food_table().foods.index:
            yield part
        elif inner is not None and inner.parts and inner is not own:
            for deeper in table_parts(inner, foods):
                yield Part(deeper.food_id, deeper.description, deeper.grams * part.grams / 100)


def holds(own: KeptFood, foods: KeptFoods) -> frozenset[str] | None:
    """Return the allergens and animal sources in a kept food; None where nothing says what it is made of.

    By its ingredients: a recipe's foods of the table, and what the label or the name says.

    Examples
    --------
    >>> from planner.sources.food import SourcedFood
    >>> food = SourcedFood("own:drink@1", "Oat drink", "100 ml", {}, (), "", "", dt.date(2026, 3, 1))
    >>> holds(KeptFood(food, food.retrieved), KeptFoods()) is None
    True
    """
    if not own.parts and not own.food.ingredients:
        return None
    table = allergens()
    found = set(held_by(own.food.ingredients)) | held_by(own.food.description)
    for part in table_parts(own, foods):
        found |= {str(name) for name, is_held in table.loc[part.food_id].items() if is_held}
    return frozenset(found | {name for name in _BY_AMOUNT if own.food.amounts.get(name, 0.0) > 0})


def diets_of_kept(own: KeptFood, foods: KeptFoods) -> tuple[str, ...]:
    """Return the diets that a kept food fits; none where nothing says what it is made of."""
    from planner.reference.diets import DIETS, barred_by

    held = holds(own, foods)
    return () if held is None else tuple(diet for diet in DIETS if held.isdisjoint(barred_by(diet)))


def needs_weight(description: str) -> FoodError:
    """Return what to say of an ingredient whose weight is not known."""
    return FoodError(f"What that much of “{description[:60]}” weighs is not known.", "Give its weight in grams.")
