"""What stands at the head of a result, on the screen and in files: whose values and rules, and for whom."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pandas as pd
from babel.dates import format_date

from planner.language import _, language, mark
from planner.reference.person import Person

FRAMEWORKS: Final = {
    "nasem": mark("NASEM (US and Canada)"),
    "efsa": mark("EFSA (European Union)"),
    "uk": mark("UK (COMA and SACN)"),
}
JURISDICTIONS: Final = {"us": mark("US"), "uk": mark("UK"), "eu": mark("EU")}
STAGES: Final = {
    "pregnant": mark("Pregnant"),
    "lactating": mark("Breastfeeding"),
    "nonpregnant": mark("Not pregnant"),
    "preconception": mark("Planning a pregnancy"),
}
SEVERITIES: Final = {
    "avoid": mark("Avoid"),
    "limit": mark("Limit"),
    "caution": mark("Take care"),
    "info": mark("Good to know"),
}
NOT_A_DIAGNOSIS: Final = mark(
    "A planning aid, not a diagnosis and not a substitute for your midwife or doctor."
)


def person_words(person: Person) -> str:
    """Return for whom a result is, without a name.

    Examples
    --------
    >>> person_words(Person(age=29, life_stage="pregnant"))
    'pregnant, week 20 (assumed), 29 years'
    """
    who = [_(STAGES[person.life_stage]).lower(), _("{n} years", n=f"{person.age:g}")]
    if person.week is not None:
        week = f"{person.week:.0f}"
        who.insert(1, _("week {n} (assumed)", n=week) if person.assumptions else _("week {n}", n=week))
    return ", ".join(who)


def date_words(date: dt.date) -> str:
    """Return a date as a calendar on the wall has it.

    Examples
    --------
    >>> date_words(dt.date(2026, 3, 2))
    'Monday 2 March 2026'
    """
    return _date(date, _("EEEE d MMMM y"))


def short_date(day: str) -> str:
    """Return an ISO date as people say it, other text as it is.

    Examples
    --------
    >>> short_date("2026-03-02"), short_date("The day")
    ('2 Mar', 'The day')
    """
    date = pd.to_datetime(day, format="%Y-%m-%d", errors="coerce")
    return _(day) if pd.isna(date) else _date(date, "d MMM")


def week_day(date: dt.date) -> str:
    """Return a date of a plan's days.

    Examples
    --------
    >>> week_day(dt.date(2026, 3, 3))
    'Tuesday 3 March'
    """
    return _date(date, _("EEEE d MMMM"))


def _date(date: dt.date, pattern: str) -> str:
    return format_date(date, pattern, locale=language())
