"""The caffeine of one day that is still being written down."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.diary.model import Diary
from planner.gaps.caffeine import caffeine_of_entries


def caffeine_on(diary: Diary | None, day: dt.date, person: str, jurisdiction: str) -> tuple[float, float]:
    """Return the least and the most caffeine that one person's entries of a day are likely to hold, in mg.

    Parameters
    ----------
    diary : Diary or None
        None where there is none yet.
    day : datetime.date
    person : str
        As the diary names her; ``""`` where it names nobody.
    jurisdiction : str
        Whose figures are used.

    Examples
    --------
    >>> from planner.diary.model import entries_frame
    >>> day = dt.date(2026, 3, 2)
    >>> mug = {"row": [2], "food_id": ["fndds:92101000"], "grams": [240.0], "text": ["coffee"], "date": [day]}
    >>> diary = Diary(entries_frame(mug), entries_frame({"row": []}), {})
    >>> caffeine_on(diary, day, "", "uk"), caffeine_on(None, day, "", "uk")
    ((96.0, 140.0), (0.0, 0.0))
    """
    if diary is None:
        return 0.0, 0.0
    entries = diary.entries
    hers = entries["person"].fillna("") == person
    of_day = replace(diary, entries=entries[hers & (entries["date"] == day)])
    drunk = caffeine_of_entries(of_day, jurisdiction)
    low, high = (
        round(float(drunk[name].sum()), 6) for name in ("low", "high")
    )  # a cap of 100 is not exceeded by 100
    return low, high
