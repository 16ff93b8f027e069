"""Meals of a diary: the foods that stand together on one date at one meal, without what is drunk beside."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from planner.diary.kept_contents import Kept
from planner.plan.own_measures import unit_weight
from planner.plan.slots import clock_minutes, nearest_slot, slots_for
from planner.reference.foods import food_table
from planner.sources.kept import KeptFood
from planner.tables import read_toml

if TYPE_CHECKING:
    from planner.diary import Diary

SNACKS: Final = ("mid_morning", "afternoon", "evening")
_MAIN: Final = ("breakfast", "lunch", "dinner")
_NIGHT: Final = 4 * 60
"""Before this minute of the day it is still the evening."""

Row = Mapping[Hashable, Any]


@dataclass(frozen=True)
class Eaten:
    """A food of a meal: what was written, what it was taken for, and how much.

    Of a food of her own the id is that without a version, and the grams are its weight, as
    :mod:`planner.plan.foods` has it.
    """

    food_id: str
    text: str
    household: str
    grams: float
    own: KeptFood | None = None

    @property
    def lacks_energy(self) -> bool:
        """Whether it is a food of her own whose energy nobody knows."""
        return self.own is not None and "energy" not in self.own.food.amounts

    @cached_property
    def energy(self) -> float:
        """Energy in kcal; 0 where nobody knows it."""
        if self.own is not None:
            return self.own.food.amounts.get("energy", 0.0) * self.grams / unit_weight(self.own)
        per_100_g = float(food_table().composition["energy"][self.food_id])
        return 0.0 if pd.isna(per_100_g) else per_100_g * self.grams / 100


@dataclass(frozen=True)
class Occasion:
    """One meal of a diary.

    Attributes
    ----------
    name : str
        ``breakfast``, ``lunch``, ``dinner`` or ``snack``.
    slots : tuple of str
        The kinds of slot it suits; none where the diary does not say when it was.
    foods : tuple of Eaten
        In the order of the diary, each food once. Coffee, tea, water and soft drinks are beside a meal.
    understood : bool
        Whether each of its rows is a food of the table or of her own with an amount, and no row beside them
        has a fault.
    """

    name: str
    slots: tuple[str, ...]
    foods: tuple[Eaten, ...]
    understood: bool

    @cached_property
    def energy(self) -> dict[str, float]:
        """Energy of each food, kcal."""
        return {food.food_id: food.energy for food in self.foods}

    def is_at_least(self, kcal: float) -> bool:
        """Tell whether a meal has so much energy; in doubt it has."""
        return sum(self.energy.values()) >= kcal or any(food.lacks_energy for food in self.foods)

    @cached_property
    def food_ids(self) -> frozenset[str]:
        """Its foods, whatever the amounts."""
        return frozenset(self.energy)


@cache
def settings() -> dict[str, Any]:
    """Return what ``data/planning/own_meals.toml`` says."""
    return read_toml("planning/own_meals.toml")


def in_ranges(food_id: str, ranges: Iterable[tuple[int, int]]) -> bool:
    """Return whether the WWEIA category of a food lies in one of the ranges, ends included.

    A food of her own has no category.
    """
    number = int(food_table().foods["wweia_number"].get(food_id, 0))
    return any(first <= number <= last for first, last in ranges)


def occasions(diary: Diary) -> list[Occasion]:
    r"""Return the meals of a diary, in its order.

    Rows of one date and one meal stand together where no more than half an hour lies between them;
    supplements are of no meal.

    Examples
    --------
    >>> import planner
    >>> text = b"time,meal,food,amount,unit\n7:15,breakfast,oatmeal,1,cup\n7:20,breakfast,banana,1,\n"
    >>> found = occasions(planner.read_diary(text + b"8:30,breakfast,coffee,1,mug\n"))
    >>> [(meal.name, [food.text for food in meal.foods]) for meal in found]
    [('breakfast', ['oatmeal', 'banana'])]
    """
    entries = diary.entries[diary.entries["source"] != "supplement"]
    faulted = {int(row) for row in diary.faults["row"]}
    together: dict[tuple[Any, ...], list[Row]] = {}
    for row in entries.to_dict("records"):
        known = [None if pd.isna(row[name]) else row[name] for name in ("person", "date", "meal", "time")]
        row |= {"meal": known[2], "minute": None if known[3] is None else clock_minutes(known[3])}
        together.setdefault(tuple(known[:3]), []).append(row)
    found = [_occasion(rows, faulted, diary.kept) for meal in together.values() for rows in _sittings(meal)]
    least = settings()["meal"]["least_kcal"]
    return [meal for meal in found if not meal.understood or meal.is_at_least(least)]


def _sittings(rows: list[Row]) -> list[list[Row]]:
    """Part the rows of a date and meal where too long a time lies between; rows without a time come first."""
    ordered = sorted(rows, key=lambda row: -1 if row["minute"] is None else row["minute"])
    parts = [[ordered[0]]]
    for before, row in pairwise(ordered):
        apart = 0 if before["minute"] is None else row["minute"] - before["minute"]
        if apart > settings()["meal"]["minutes_apart"]:
            parts.append([])
        parts[-1].append(row)
    return parts


def _occasion(rows: list[Row], faulted: set[int], kept: Kept) -> Occasion:
    foods: dict[str, Eaten] = {}
    usable = [row for row in rows if _is_usable(row, kept)]
    for row in sorted(usable, key=lambda row: row["row"]):
        one = _eaten(row, kept.get(row["food_id"]))
        before = foods.get(one.food_id)
        foods[one.food_id] = (
            one if before is None else replace(one, household="", grams=one.grams + before.grams)
        )
    drinks = settings()["meal"]["drinks"]
    eaten = tuple(food for food in foods.values() if not in_ranges(food.food_id, drinks))
    beside = {int(row["row"]) + step for row in rows for step in (-1, 0, 1)}
    name, slots = _when(rows[0]["meal"], rows[-1]["minute"], len(eaten))
    return Occasion(name, slots, eaten, len(usable) == len(rows) and beside.isdisjoint(faulted))


def _eaten(row: Row, own: KeptFood | None) -> Eaten:
    text, household = str(row["text"]), str(row["household"])
    if own is None:
        return Eaten(str(row["food_id"]), text, household, float(row["grams"]))
    return Eaten(own.base, text, household, float(row["units"]) * unit_weight(own), own)


def _is_usable(row: Row, kept: Kept) -> bool:
    in_table = row["food_id"] in food_table().foods.index and row["grams"] > 0
    return bool(in_table or (row["food_id"] in kept and row["units"] > 0))


def _when(meal: str | None, minute: int | None, foods: int) -> tuple[str, tuple[str, ...]]:
    """Return the name of a meal and the slots it suits.

    Snacks suit any time between meals. Of snacks without a time nobody knows what stood together.
    """
    if meal in _MAIN:
        return meal, (meal,)
    if meal == "snack":
        return meal, SNACKS if minute is not None or foods == 1 else ()
    if minute is None:
        return "meal", ()
    usual = slots_for(6)
    at = f"{minute // 60:02d}:{minute % 60:02d}"
    kind = "evening" if minute < _NIGHT else usual[nearest_slot(usual, at)].kind
    return ("snack", SNACKS) if kind in SNACKS else (kind, (kind,))
