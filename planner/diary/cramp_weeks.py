"""The cramp log week by week, and how much of it must be there before anything is shown.

What is enough is our preference, no finding: a few days say little, and a day not written down says nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import pandas as pd

from planner.diary.cramp_log import CrampLog
from planner.diary.cramps import STRENGTHS

LEAST_WEEKS: Final = 2
"""Weeks that count before weeks are shown."""
LEAST_DAYS: Final = 4
"""Days written down in a week, cramp or none, for the week to count."""
LEAST_DIARY_DAYS: Final = 3
"""Days of food diary in a week for its intake to be set beside."""
LEAST_PAIRS: Final = 4
"""Weeks that count with intake beside them, before the two are shown together."""


def week_of(date: dt.date) -> dt.date:
    """Return the Monday of a date's week.

    Examples
    --------
    >>> week_of(dt.date(2026, 3, 8)).isoformat()
    '2026-03-02'
    """
    return date - dt.timedelta(days=date.weekday())


def cramp_weeks(log: CrampLog) -> pd.DataFrame:
    """Return the log by week, the weeks between without an entry included.

    Parameters
    ----------
    log : CrampLog

    Returns
    -------
    pandas.DataFrame
        Indexed by ``week`` (its Monday): ``days_logged``, ``days_with`` (a cramp), ``cramps``, ``mild``,
        ``moderate``, ``strong``, ``minutes`` (the mean of those that were given, else missing) and ``counts``
        (whether enough days were written down). A week without an entry has no days logged and its cramps
        are missing, not zero.

    Examples
    --------
    >>> from planner.diary.cramps import Cramp
    >>> monday = Cramp(dt.date(2026, 3, 2), strength="mild")
    >>> log = CrampLog((monday, Cramp(dt.date(2026, 3, 3), strength="none")))
    >>> cramp_weeks(log)[["days_logged", "days_with", "counts"]].values.tolist()
    [[2, 1, False]]
    """
    rows = pd.DataFrame(
        [
            (week_of(one.date), one.date, one.is_cramp, one.strength, one.minutes)
            for one in log.entries
        ],
        columns=["week", "date", "cramp", "strength", "minutes"],
    )  # fmt: skip
    weeks = pd.Index(_every_week(rows["week"]), name="week")
    cramps = rows[rows["cramp"].astype(bool)]
    found = pd.DataFrame(
        {
            "days_logged": rows.groupby("week")["date"].nunique(),
            "days_with": cramps.groupby("week")["date"].nunique(),
            "cramps": cramps.groupby("week").size(),
            **{name: cramps[cramps["strength"] == name].groupby("week").size() for name in STRENGTHS},
        },
        index=weeks,
    )
    logged = found["days_logged"].fillna(0)
    found = found.fillna(0).where(logged > 0).astype("Int64").assign(days_logged=logged.astype(int))
    minutes = cramps["minutes"].astype(float).groupby(cramps["week"]).mean()
    return found.assign(minutes=minutes.reindex(weeks), counts=logged >= LEAST_DAYS)


def _every_week(weeks: pd.Series) -> list[dt.date]:
    if weeks.empty:
        return []
    first, last = min(weeks), max(weeks)
    return [first + dt.timedelta(days=7 * number) for number in range((last - first).days // 7 + 1)]
