"""A food that brings its own nutrients by its id: one that is kept, or one of an imported table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.sources.food_tables import imported_food
from planner.sources.kept import KeptFood

if TYPE_CHECKING:
    from planner.diary.corrections import Corrections


def kept_food(food_id: str, corrections: Corrections | None = None) -> KeptFood | None:
    """Return the food that is kept under an id, else that of an imported table; None for any other.

    Parameters
    ----------
    food_id : str
        Such as ``"own:soup"`` or ``"table:ciqual:13005"``.
    corrections : Corrections, optional
        With the foods that are kept.

    Examples
    --------
    >>> kept_food("fndds:63107010") is None
    True
    """
    own = corrections.kept(food_id) if corrections else None
    food = imported_food(food_id.strip()) if own is None else None
    return own if food is None else KeptFood(food, since=dt.date.min)
