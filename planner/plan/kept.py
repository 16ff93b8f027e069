"""What she will not give up: drinks and foods that stand in every day of the plan as they are."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.diary import Corrections, parse_meal
from planner.diary.model import KEPT
from planner.errors import InputError
from planner.language import _
from planner.plan.foods import PlanFoods, shipped
from planner.plan.own_measures import unit_weight
from planner.plan.slots import Slot, nearest_slot
from planner.reference.diets import allowed_foods
from planner.reference.foods import FoodTable, food_table
from planner.reference.household import household_text

_AT = re.compile(r"^(?P<what>.+?)\s+(?:at|@)\s+(?P<time>\d{1,2}:\d{2})\s*$")


Row = Mapping[Hashable, Any]
_MOST_PARTS: Final = 4
"""A kept amount is written as halves, thirds or quarters of a portion, or else in grams."""


@dataclass(frozen=True)
class KeptItem:
    """A food of the plan that the solver does not choose.

    Attributes
    ----------
    slot : int
        Position among the day's slots.
    time : str or None
        Clock time that she named.
    text, food_id, description, household : str
    portion_seq : int or None
        The portion that the household amount is a multiple of; None where it is in grams, and of a food of
        her own.
    grams : float
        Of a food of her own its weight, as :mod:`planner.plan.foods` has it.
    caffeine_high : float
        The most caffeine it is likely to hold, mg.
    """

    slot: int
    time: str | None
    text: str
    food_id: str
    description: str
    household: str
    portion_seq: int | None
    grams: float
    caffeine_high: float


def _not_understood(text: str) -> str:
    return _(
        "{quoted} was not understood as something to keep: name a food and an amount.", quoted=repr(text)
    )


def _own_food(text: str) -> str:
    return _("{quoted} is a food of your own: a plan keeps only foods of the table.", quoted=repr(text))


def keep_items(
    texts: Sequence[str],
    slots: Sequence[Slot],
    jurisdiction: str,
    diet: str,
    exclude: Sequence[str],
    corrections: Corrections | None = None,
) -> tuple[KeptItem, ...]:
    """Read texts such as "1 mug coffee with milk at 08:00".

    Raises
    ------
    InputError
        Naming the text that no food was found for, or that the diet or an exclusion speaks against.
    """
    kept: list[KeptItem] = []
    fine = allowed_foods(diet, exclude)
    for text in texts:
        found = _AT.match(text.strip())
        what, time = (found["what"], found["time"]) if found else (text, None)
        entries = parse_meal(what, corrections)
        usable = entries[entries["food_id"].notna() & entries["grams"].notna()] if len(entries) else entries
        if len(usable) == 0 or len(usable) < len(entries):
            raise InputError(_not_understood(text))
        if usable["source"].eq(KEPT).any():
            said = _(
                "{quoted} is a food of your own: a plan keeps only foods of the table.", quoted=repr(text)
            )
            raise InputError(said)
        items = kept_of(usable, nearest_slot(slots, time), time, jurisdiction, shipped())
        against = [item.description for item in items if not fine.get(item.food_id, True)]
        if against:
            said = _(
                "{quoted} is kept, but {foods} does not go with the {diet} diet or what is left out. "
                "Take it from what is kept, or change the diet or what is left out.",
                quoted=repr(text), foods=", ".join(against), diet=_(diet),
            )  # fmt: skip
            raise InputError(said)
        kept += items
    return tuple(kept)


def kept_of(
    entries: pd.DataFrame, slot: int, time: str | None, jurisdiction: str, foods: PlanFoods
) -> list[KeptItem]:
    """Make kept items of diary entries that have a food of the table and grams, or one of her own."""
    texts, rows = [str(text) for text in entries["text"]], entries.to_dict("records")
    weights = [_weight(row, foods) for row in rows]
    caffeine = foods.caffeine_high(list(entries["food_id"]), weights, jurisdiction, texts)
    return [
        _kept(row, weight, slot, time, 0.0 if np.isnan(high) else float(high), foods)
        for row, weight, high in zip(rows, weights, caffeine, strict=True)
    ]


def _weight(row: Row, foods: PlanFoods) -> float:
    own = foods.kept.get(row["food_id"])
    return float(row["grams"]) if own is None else float(row["units"]) * unit_weight(own)


def _kept(row: Row, grams: float, slot: int, time: str | None, caffeine: float, foods: PlanFoods) -> KeptItem:
    food, said = str(row["food_id"]), str(row["household"])
    household, seq = (said, None) if food in foods.kept else _as_portion(food, grams, said)
    return KeptItem(
        slot, time, str(row["text"]), food, str(row["description"]), household, seq, grams, caffeine
    )


def _as_portion(food_id: str, grams: float, said: str) -> tuple[str, int | None]:
    """Write an amount as a simple multiple of a portion, one in the words she used first; else in grams."""
    own = food_table().portions_of(food_id)
    found = []
    for seq, portion, weight in own.loc[own["kind"] == "measure", ["portion", "grams"]].itertuples():
        multiple = Fraction(grams / weight).limit_denominator(_MOST_PARTS) if weight else Fraction(0)
        if multiple and abs(float(multiple) * weight - grams) < 1e-6 * grams:
            words = household_text(str(portion), multiple)
            found.append((singular(said) != singular(words), multiple.denominator, words, int(seq)))
    return min(found)[2:] if found else (f"{grams:g} g", None)


def singular(words: str) -> str:
    """Return words without plurals: the diary writes "2 cups" where the table has "2 cup"."""
    return re.sub(r"s\b", "", words)


def kept_nutrients(
    kept: Sequence[KeptItem], names: Sequence[str], table: FoodTable
) -> npt.NDArray[np.float64]:
    """Return the nutrients in each kept item, items x names; an unknown value counts as nothing known (0)."""
    if not kept:
        return np.zeros((0, len(names)))
    amounts = table.amounts([item.food_id for item in kept], [item.grams for item in kept])
    amounts["caffeine_high"] = [item.caffeine_high for item in kept]
    return np.asarray(np.nan_to_num(amounts[list(names)].to_numpy(dtype=float)), dtype=float)
