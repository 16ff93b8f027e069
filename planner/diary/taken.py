"""Her regular supplements on the days of a diary: each dose on the date it is due, none of them twice.

Two readings of the same schedule: what is due on each date (``with_supplements``), and the long-run amount on
each date (``usual=True``), which is what an average over a few days should count: a tablet taken every second
day is half a tablet a day, whichever days the diary holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from planner.diary.model import Diary, entries_frame
from planner.diary.own_supplements import name_words
from planner.diary.quantities.kitchen import number, plural
from planner.language import _
from planner.reference.regimen import Regimen, Regular
from planner.reference.supplements import supplement

READING: Final = "supplements"
"""Where a diary's ``reading`` keeps what was said of them."""
NO_ROW: Final = 0
"""The ``row`` of an entry that no row of the file gave."""
_NOT_A_NAME: Final = frozenset(
    {"tablet", "tablets", "capsule", "capsules", "pill", "pills", "x", "a", "my", "of"}
)


@dataclass(frozen=True)
class _Dose:
    """What of a product counts on a day."""

    regular: Regular
    date: dt.date | None
    units: float


def with_supplements(diary: Diary, regimen: Regimen, *, usual: bool = False) -> Diary:
    r"""Return a diary with her regular supplements among its entries.

    Parameters
    ----------
    diary : Diary
        Of one person.
    regimen : Regimen
        What she takes. On a date on which the diary itself names a product, the diary's own row counts.
    usual : bool
        Count the long-run amount on each day, and for a product of the regimen not the diary's rows.

    Returns
    -------
    Diary
        The doses have ``row`` 0; the counts of rows stay those of the file. ``reading["supplements"]`` says
        what was decided. A diary of several people is returned as it is: the regimen is one person's.

    Examples
    --------
    >>> from planner.diary.read import read_diary
    >>> from planner.reference.regimen import Taken
    >>> diary = read_diary(b"date,food,amount,unit\n2026-03-02,banana,1,medium\n")
    >>> taken = with_supplements(diary, Regimen(taken=(Taken("prenatal", "twice a day"),)))
    >>> taken.entries["units"].tolist()
    [nan, 2.0]
    """
    if not regimen.taken or diary.entries.empty:
        return diary
    people = diary.entries["person"].unique()
    if len(people) > 1:
        note = _(
            "This diary is of {n} people: the supplements of the person file are one person's and are not "
            "added.",
            n=len(people),
        )
        return replace(diary, reading={**diary.reading, READING: [note]})
    regular = regimen.regular()
    named = [_rows_naming(diary.entries, one) for one in regular]
    doses, notes, replaced = _decide(diary.entries, regular, named, usual)
    kept = diary.entries[~diary.entries.index.isin(replaced)]
    added = _entries(doses, people[0])
    entries = pd.concat([kept, added], ignore_index=True) if doses else kept.reset_index(drop=True)
    return replace(diary, entries=entries, reading={**diary.reading, READING: notes})


def doses_of(diary: Diary) -> list[dict[str, Any]]:
    """Return the doses that :func:`with_supplements` added: date, product and units."""
    added = diary.entries[diary.entries["row"] == NO_ROW]
    return [
        {"date": date, "product": name, "units": float(units)}
        for date, name, units in zip(added["date"], added["description"], added["units"], strict=True)
    ]


def _decide(
    entries: pd.DataFrame, regular: Sequence[Regular], named: Sequence[pd.Series[bool]], usual: bool
) -> tuple[list[_Dose], list[str], list[Any]]:
    """Return the doses to add, what to say of them, and the diary's rows that they stand for."""
    doses, notes, replaced = [], [], []
    dates = list(dict.fromkeys(None if pd.isna(date) else date for date in entries["date"]))
    for one, rows in zip(regular, named, strict=True):
        written = []
        for date in dates:
            there = entries.index[rows & _is_date(entries, date)]
            if len(there) and one.schedule.is_on(date):
                written.append(date)
                if not usual:
                    continue
                replaced += list(there)
            units = one.amount * (one.schedule.usual_on(date) if usual else one.schedule.due_on(date))
            if units > 0:
                doses.append(_Dose(one, date, units))
        notes += _notes(one, dates, written)
    return doses, notes, replaced


def _notes(one: Regular, dates: Sequence[dt.date | None], written: Sequence[dt.date | None]) -> list[str]:
    notes = []
    if written:
        days = ", ".join("—" if date is None else date.isoformat() for date in written)
        notes.append(
            _(
                "{product}: the diary names it too ({days}). On such a day the diary's own row counts, not "
                "both; averages count your schedule.",
                product=one.name,
                days=days,
            )
        )
    if dates == [None]:
        notes.append(
            _(
                "{product}: the diary has no dates, so its day counts with the average, {n} a day.",
                product=one.name,
                n=f"{one.a_day:.3g}",
            )
        )
    elif not any(one.schedule.is_on(date) for date in dates):
        notes.append(
            _("{product}: not taken on any day of this diary, by the dates given.", product=one.name)
        )
    return notes


def _rows_naming(entries: pd.DataFrame, one: Regular) -> pd.Series[bool]:
    """Tell the rows of the diary that are this product: the same id, amounts or name."""
    amounts, name = supplement(one.supplement_id).amounts, name_words(one.name)
    same = {
        food_id: food_id == one.supplement_id or supplement(food_id).amounts == amounts
        for food_id in entries.loc[entries["source"] == "supplement", "food_id"].unique()
    }
    found = [
        source == "supplement" and (same[food_id] or name_words(text) == name)
        for source, food_id, text in zip(entries["source"], entries["food_id"], entries["text"], strict=True)
    ]
    return pd.Series(found, index=entries.index, dtype=bool)


def _is_date(entries: pd.DataFrame, date: dt.date | None) -> pd.Series[bool]:
    return entries["date"].isna() if date is None else entries["date"] == date


def _entries(doses: Sequence[_Dose], person: object) -> pd.DataFrame:
    return entries_frame(
        {
            "row": [NO_ROW] * len(doses),
            "person": [person if isinstance(person, str) else None] * len(doses),
            "date": [dose.date for dose in doses],
            "time": [dose.regular.schedule.time for dose in doses],
            "meal": [dose.regular.schedule.slot for dose in doses],
            "text": [dose.regular.name for dose in doses],
            "food_id": [dose.regular.supplement_id for dose in doses],
            "description": [dose.regular.name for dose in doses],
            "household": [_household(dose) for dose in doses],
            "confidence": [1.0] * len(doses),
            "assumed": [_("taken as your schedule says: {when}", when=dose.regular.when) for dose in doses],
            "source": ["supplement"] * len(doses),
            "alternatives": [()] * len(doses),
            "units": [dose.units for dose in doses],
        }
    )


def _household(dose: _Dose) -> str:
    unit = dose.regular.unit
    return f"{number(dose.units)} {plural(unit) if dose.units > 1 else unit}"
