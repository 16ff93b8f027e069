"""A food that the shipped table does not have: what is known of it, per what, and who says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.errors import SourceError
from planner.language import plural

BASES: Final = ("100 g", "100 ml", "serving")


@dataclass(frozen=True)
class Measure:
    """A household measure of one food: its words ("1 slice"), and its weight where it is known, in g."""

    words: str
    grams: float | None
    millilitres: float | None = None


@dataclass(frozen=True)
class SourcedFood:
    """One food of a source other than the shipped table.

    Attributes
    ----------
    food_id : str
        Its source and code there: ``fdc:173944``, ``off:5000000000000``, ``own:lentil-soup@2`` (version 2),
        ``table:ciqual-2020:25600``.
    description : str
        In the source's words; with the brand, where it has one.
    basis : str
        What ``amounts`` are in: ``100 g``, ``100 ml`` or ``serving``.
    amounts : mapping
        Nutrient id to amount, in the registry's unit; a nutrient that is not in it is **unknown**, not zero.
    measures : tuple of Measure
        The first is the serving that ``basis`` may mean.
    source : str
        Name of the database or "own food".
    licence : str
        Under which it may be used, with the words of attribution.
    retrieved : datetime.date
        When it was fetched or entered.
    ingredients : str
        The label's list, where it is known; diets and allergens are decided by it.
    flags : tuple of str
        What looks wrong or was left out, in words: energy far from its parts, a mineral a thousand times off.
    """

    food_id: str
    description: str
    basis: str
    amounts: Mapping[str, float]
    measures: tuple[Measure, ...]
    source: str
    licence: str
    retrieved: dt.date
    ingredients: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What a search of an outside source gave.

    Attributes
    ----------
    foods : tuple of SourcedFood
        The best first.
    notes : tuple of str
        What to say beside it: that the answer is an old one, that some of it could not be read.
    """

    foods: tuple[SourcedFood, ...]
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, rows: Sequence[Any], read: Callable[[Any], SourcedFood], note: str = "") -> Found:
        """Return the foods that can be read, and say how many cannot."""
        foods, unread = [], 0
        for row in rows:
            try:
                foods.append(read(row))
            except SourceError:
                unread += 1
        notes = [note] * bool(note)
        if unread:
            notes.append(
                plural("{n} of the foods could not be read.", "{n} of the foods could not be read.", unread)
            )
        return cls(tuple(foods), tuple(notes))
