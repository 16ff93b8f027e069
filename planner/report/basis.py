"""What stands at the head of a result, on the screen and in files: whose values and rules, and for whom."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pandas as pd

from planner.reference.person import Person

FRAMEWORKS: Final = {
    "nasem": "NASEM (US and Canada)",
    "efsa": "EFSA (European Union)",
    "uk": "UK (COMA and SACN)",
}
JURISDICTIONS: Final = {"us": "US", "uk": "UK", "eu": "EU"}
STAGES: Final = {
    "pregnant": "Pregnant",
    "lactating": "Breastfeeding",
    "nonpregnant": "Not pregnant",
    "preconception": "Planning a pregnancy",
}
SEVERITIES: Final = {"avoid": "Avoid", "limit": "Limit", "caution": "Take care", "info": "Good to know"}
NOT_A_DIAGNOSIS: Final = "A planning aid, not a diagnosis and not a substitute for your midwife or doctor."


def person_words(person: Person) -> str:
    """Return for whom a result is, without a name.

    Examples
    --------
    >>> person_words(Person(age=29, life_stage="pregnant"))
    'pregnant, week 20 (assumed), 29 years'
    """
    who = [STAGES[person.life_stage].lower(), f"{person.age:g} years"]
    if person.week is not None:
        who.insert(1, f"week {person.week:.0f}" + (" (assumed)" if person.assumptions else ""))
    return ", ".join(who)


def date_words(date: dt.date) -> str:
    """Return a date as a calendar on the wall has it.

    Examples
    --------
    >>> date_words(dt.date(2026, 3, 2))
    'Monday 2 March 2026'
    """
    return f"{date:%A} {date.day} {date:%B} {date.year}"


def short_date(day: str) -> str:
    """Return an ISO date as people say it, other text as it is.

    Examples
    --------
    >>> short_date("2026-03-02"), short_date("The day")
    ('2 Mar', 'The day')
    """
    date = pd.to_datetime(day, format="%Y-%m-%d", errors="coerce")
    return day if pd.isna(date) else f"{date.day} {date:%b}"
