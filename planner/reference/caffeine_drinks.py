"""Common drinks with caffeine, and chocolate, in a usual size (``data/safety/caffeine_drinks.toml``)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from planner.reference.caffeine import caffeine_range
from planner.reference.foods import PREFIX
from planner.tables import read_toml


class Drink(NamedTuple):
    """One drink, or chocolate, with the least and the most caffeine it is likely to hold, in mg."""

    name: str
    size: str
    food_id: str
    grams: float
    low: float
    high: float


@cache
def common_drinks(jurisdiction: str) -> tuple[Drink, ...]:
    """Return the drinks with the figures of a jurisdiction.

    Examples
    --------
    >>> next(drink for drink in common_drinks("uk") if drink.name == "Black tea")
    Drink(name='Black tea', size='1 mug', food_id='fndds:92302000', grams=240.0, low=48.0, high=75.0)
    """
    rows = read_toml("safety/caffeine_drinks.toml")["drink"]
    foods = [f"{PREFIX}{row['food']}" for row in rows]
    grams = [float(row.get(jurisdiction, row["grams"])) for row in rows]
    ranges = caffeine_range(foods, grams, jurisdiction)
    return tuple(
        Drink(row["name"], row["size"], food, weight, round(float(low), 1), round(float(high), 1))
        for row, food, weight, low, high in zip(
            rows, foods, grams, ranges["low"], ranges["high"], strict=True
        )
    )
