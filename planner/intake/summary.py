"""What a diary amounts to: nutrients by person and day, by meal and by food; supplements apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from planner.diary.model import Diary
from planner.diary.own_amounts import brings_own, own_amounts, unknown_shares
from planner.errors import DataError
from planner.intake.totals import Codes, Flags, Floats, Ledger, group_codes
from planner.reference.foods import food_table
from planner.reference.supplements import supplement_amounts
from planner.tables import exact

_DAY: Final = ["person", "date"]
_G_WITHOUT_WEIGHT: Final = 100.0
"""What an entry of a file's own nutrients counts in :attr:`Intake.complete` where its weight is not known."""


@dataclass(frozen=True, eq=False)
class Intake:
    """What was eaten and taken, in the units of the nutrient registry.

    Every frame has one column a nutrient. NaN means that nothing is known; a sum of which a part is unknown
    is a lower bound, and :attr:`complete` is below 1 there.

    Attributes
    ----------
    total, food, supplements : pandas.DataFrame
        By (``person``, ``date``), the days that have entries and no others. Supplements count what their
        label declares; 0 on a day without any, NaN where the labels leave all of it open.
    complete : pandas.DataFrame
        Same shape: the share, 0 to 1, of the day's grams whose value is known (one tablet counts as 1 g, an
        entry that a file gives without a weight as 100 g).
    """

    total: pd.DataFrame
    food: pd.DataFrame
    supplements: pd.DataFrame
    complete: pd.DataFrame
    _entries: pd.DataFrame
    _ledger: Ledger

    @cached_property
    def by_meal(self) -> pd.DataFrame:
        """Sums by (``person``, ``date``, ``meal``)."""
        return self._summed([*_DAY, "meal"])

    @cached_property
    def by_food(self) -> pd.DataFrame:
        """Sums over all days by (``person``, ``food_id``, ``description``)."""
        return self._summed(["person", "food_id", "description"])

    @cached_property
    def food_complete(self) -> pd.DataFrame:
        """As :attr:`complete`, of the food alone."""
        return self._complete(~is_supplement(self._entries))

    @cached_property
    def supplements_complete(self) -> pd.DataFrame:
        """As :attr:`complete`, of the supplements alone: below 1 where a label leaves an amount open."""
        return self._complete(is_supplement(self._entries))

    @property
    def people(self) -> list[str | None]:
        """Names in the order of the frames; None for days that name nobody."""
        named = self.total.index.get_level_values("person").unique()
        return [None if pd.isna(name) else str(name) for name in named]

    def of(self, person: str | None) -> Intake:
        """Return the part of one person.

        Parameters
        ----------
        person : str or None
            As in :attr:`people`.

        Returns
        -------
        Intake
            Empty when the diary has no such person.
        """
        days = _is_person(self.total.index.get_level_values("person"), person)
        rows = _is_person(self._entries["person"], person)
        return Intake(
            self.total[days],
            self.food[days],
            self.supplements[days],
            self.complete[days],
            self._entries[rows],
            self._ledger.take(rows),
        )

    def _complete(self, chosen: Flags) -> pd.DataFrame:
        codes, days = group_codes(*(self._entries[key] for key in _DAY))
        shares = self._ledger.take(chosen).complete(codes[chosen], len(days))
        return pd.DataFrame(shares, days, self.total.columns)

    def _summed(self, keys: list[str]) -> pd.DataFrame:
        codes, groups = group_codes(*(self._entries[key] for key in keys))
        total, _, _ = _sums(self._ledger, is_supplement(self._entries), codes, len(groups))
        return pd.DataFrame(total, index=groups, columns=self.total.columns)

    def __deepcopy__(self, memo: dict[int, Any]) -> Intake:
        """Return itself: pandas copies what hangs on a frame with every operation, and this never changes."""
        return self


def compute_intake(diary: Diary) -> Intake:
    """Return what a diary amounts to.

    Days are those of ``diary.entries["date"]``; a day without entries is not made up, so means over the rows
    leave such days out.

    Parameters
    ----------
    diary : Diary
        As from :func:`planner.read_diary`.

    Returns
    -------
    Intake

    Raises
    ------
    UnknownLabelError
        For a food or supplement that no table has.
    DataError
        When an entry has no amount.

    Examples
    --------
    >>> from planner.diary.model import Diary, entries_frame
    >>> entries = entries_frame({"row": [2], "food_id": ["fndds:63107010"], "grams": [126.0]})
    >>> intake = compute_intake(Diary(entries, entries.head(0), {"read": 1, "used": 1, "with_faults": 0}))
    >>> float(intake.total["potassium"].iloc[0].round())
    411.0
    """
    entries = diary.entries
    ledger = _ledger(diary)
    codes, days = group_codes(*(entries[key] for key in _DAY))
    arrays = (*_sums(ledger, is_supplement(entries), codes, len(days)), ledger.complete(codes, len(days)))
    columns = food_table().composition.columns
    total, food, taken, complete = (pd.DataFrame(array, days, columns) for array in arrays)
    return Intake(total, food, taken, complete, entries, ledger)


def is_supplement(entries: pd.DataFrame) -> Flags:
    """Return which entries are supplements."""
    return (entries["source"] == "supplement").to_numpy(dtype=bool)


def _sums(ledger: Ledger, pill: Flags, codes: Codes, count: int) -> tuple[Floats, Floats, Floats]:
    """Return the sums of each group: together, of food, and of supplements.

    Where nothing of the food is known a label that lists none of the nutrient makes the sum no more known;
    nor does food without any where the label leaves it open.
    """
    food = ledger.take(~pill).sums(codes[~pill], count)
    taken = ledger.take(pill).sums(codes[pill], count)
    total = np.where(np.isnan(food) & (taken > 0), taken, food + taken)
    total = np.where(np.isnan(taken) & (food > 0), food, total)
    return total, food, taken


def _ledger(diary: Diary) -> Ledger:
    """Return the entries as positions in the food table, the supplements' labels and what entries bring."""
    entries = diary.entries
    pill, own = is_supplement(entries), brings_own(entries)
    weights = np.where(pill, entries["units"], entries["grams"]).astype(float)
    weights[own & np.isnan(weights)] = _G_WITHOUT_WEIGHT
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise DataError("entries", "an entry has no amount; each needs grams, or units for a supplement")
    foods, ids = food_table().composition, [str(one) for one in entries["food_id"][pill].unique()]
    labels = supplement_amounts(ids, np.ones(len(ids)))
    tables = [foods.to_numpy(dtype=float) / 100, labels[foods.columns].to_numpy(dtype=float)]
    known = foods.index.append(pd.Index(ids, dtype="str"))
    rows = np.empty(len(entries), dtype=np.int64)
    rows[~own] = _positions(entries["food_id"][~own], known)
    rows[own] = len(known) + np.arange(own.sum())
    per_gram = own_amounts(diary)[foods.columns].to_numpy(dtype=float) / weights[own][:, None]
    values = np.vstack([*tables, per_gram])
    unknown = np.isnan(values).astype(float)
    if diary.kept:
        unknown[len(known) :] = unknown_shares(diary)[foods.columns].to_numpy(dtype=float)
    return Ledger(values, rows, weights, unknown)


def _positions(food_ids: pd.Series[Any], known: pd.Index[Any]) -> Codes:
    """Return where each food stands; looked up once for each distinct id, since a diary repeats its foods."""
    codes, distinct = pd.factorize(food_ids, use_na_sentinel=False)
    order = exact(pd.DataFrame({"at": np.arange(len(known))}, index=known), distinct, "foods and supplements")
    return order["at"].to_numpy(dtype=np.int64)[codes]


def _is_person(names: pd.Index[Any] | pd.Series[Any], person: str | None) -> Flags:
    matches = pd.isna(names) if person is None else names == person
    return np.asarray(matches, dtype=bool)
