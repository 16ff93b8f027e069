"""What she will not give up: drinks and foods that stand in every day of the plan as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.diary import parse_meal
from planner.errors import InputError
from planner.plan.slots import Slot, nearest_slot
from planner.reference.caffeine import caffeine_range
from planner.reference.foods import food_table

_AT = re.compile(r"^(?P<what>.+?)\s+(?:at|@)\s+(?P<time>\d{1,2}:\d{2})\s*$")


@dataclass(frozen=True)
class KeptItem:
    """A food of the plan that the solver does not choose.

    Attributes
    ----------
    slot : int
        Position among the day's slots.
    text, food_id, description, household : str
    grams : float
    caffeine_high : float
        The most caffeine it is likely to hold, mg.
    """

    slot: int
    text: str
    food_id: str
    description: str
    household: str
    grams: float
    caffeine_high: float


def keep_items(texts: Sequence[str], slots: Sequence[Slot], jurisdiction: str) -> tuple[KeptItem, ...]:
    """Read texts such as "1 mug coffee with milk at 08:00".

    Raises
    ------
    InputError
        Naming the text that no food was found for.
    """
    kept: list[KeptItem] = []
    for text in texts:
        found = _AT.match(text.strip())
        what, time = (found["what"], found["time"]) if found else (text, None)
        entries = parse_meal(what)
        usable = entries[entries["food_id"].notna() & entries["grams"].notna()] if len(entries) else entries
        if len(usable) == 0 or len(usable) < len(entries):
            raise InputError(f"{text!r} was not understood as something to keep: name a food and an amount.")
        kept += kept_of(usable, nearest_slot(slots, time), jurisdiction)
    return tuple(kept)


def kept_of(entries: pd.DataFrame, slot: int, jurisdiction: str) -> list[KeptItem]:
    """Make kept items of diary entries that have a food of the table and grams."""
    texts = [str(text) for text in entries["text"]]
    caffeine = caffeine_range(list(entries["food_id"]), entries["grams"], jurisdiction, texts)["high"]
    rows = zip(entries.to_dict("records"), caffeine, strict=True)
    return [
        KeptItem(
            slot,
            str(row["text"]),
            row["food_id"],
            row["description"],
            str(row["household"]),
            float(row["grams"]),
            0.0 if np.isnan(high) else float(high),
        )
        for row, high in rows
    ]


def kept_nutrients(kept: Sequence[KeptItem], names: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return the nutrients in each kept item, items x names; an unknown value counts as nothing known (0)."""
    if not kept:
        return np.zeros((0, len(names)))
    amounts = food_table().amounts([item.food_id for item in kept], [item.grams for item in kept])
    amounts["caffeine_high"] = [item.caffeine_high for item in kept]
    return np.asarray(np.nan_to_num(amounts[list(names)].to_numpy(dtype=float)), dtype=float)
