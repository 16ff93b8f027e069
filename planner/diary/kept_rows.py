"""A row to a food that brings its own nutrients."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from planner.diary.corrections import kept_match
from planner.diary.kept_amounts import portion_of
from planner.diary.matching.search import FoodMatch
from planner.diary.model import KEPT
from planner.diary.numbers import FigureError
from planner.diary.quantities.amounts import Amount
from planner.diary.resolution import Resolution
from planner.diary.row_faults import fault
from planner.language import mark
from planner.sources.food import SourcedFood
from planner.sources.food_tables import has_english_name
from planner.sources.food_tables.table import PREFIX
from planner.sources.kept import KeptFood

_SURE: Final = 0.95
"""Confidence in a food that is named by its id, or as it is kept."""


def of_kept(
    own: KeptFood,
    amount: Amount | None,
    day: dt.date | None = None,
    confidence: float = _SURE,
    others: Sequence[FoodMatch] = (),
    note: str = "",
) -> Resolution:
    """Take a row for a food that brings its own nutrients.

    Parameters
    ----------
    own : KeptFood
    amount : Amount or None
        None where none is said, or it is not understood.
    day : datetime.date, optional
        On which it was eaten.
    confidence : float
    others : sequence of FoodMatch
        What else the row may mean.
    note : str
        Why it is this food, where that is to be said.
    """
    food = own.food
    try:
        portion = portion_of(food, amount)
    except FigureError as error:
        return fault([kept_match(own), *others], error.problem, error.advice)
    notes = [*filter(None, (note,)), *portion.assumed]
    if day is not None and day < own.since:
        notes.append(mark("as it is since {day}, for nothing is kept of earlier days").format(day=own.since))
    if food.food_id.startswith(PREFIX):
        notes += _of_table(food)
    return Resolution(
        own.food_id, food.description, portion.household, portion.grams, round(confidence, 3),
        "; ".join(notes), tuple(others), source=KEPT, units=portion.units, kept=own,
    )  # fmt: skip


def _of_table(food: SourcedFood) -> list[str]:
    """Return whose the figures of a food of an imported table are, and whether safety rules read its name."""
    whose = mark("of the table {source}: {licence}").format(source=food.source, licence=food.licence)
    unread = mark("safety rules read what you wrote, not the table’s name of it, which may not be English")
    return [whose] if has_english_name(food.food_id) else [whose, unread]
