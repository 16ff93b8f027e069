"""A plan as an iCalendar file: an event a meal, at the clock time wherever she is, without reminders.

With the routine, an event for each thing beside the meals too; what belongs to the whole day has no time.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any, Final

from icalendar import Calendar, Event

from planner.errors import InputError
from planner.language import _
from planner.plan.slots import NAMES
from planner.reference.routine import routine as all_of_the_routine
from planner.report.basis import NOT_A_DIAGNOSIS
from planner.report.plan_report import item_text
from planner.report.plan_words import energy_text, title
from planner.report.routine_text import ROUTINE_NOTE, known_text, sort_minutes
from planner.report.tables import printable

_MEAL: Final = dt.timedelta(minutes=30)
_MOVE: Final = dt.timedelta(minutes=10)
_NAMESPACE: Final = uuid.UUID("6f3b0c52-8a5e-5d0e-9a0f-3d1a7c2b4e91")


def next_monday(today: dt.date) -> dt.date:
    """Return the first Monday after a day: there is time to shop until then.

    Examples
    --------
    >>> next_monday(dt.date(2026, 3, 1)), next_monday(dt.date(2026, 3, 2))
    (datetime.date(2026, 3, 2), datetime.date(2026, 3, 9))
    """
    return today + dt.timedelta(days=7 - today.weekday())


def plan_ics(
    document: dict[str, Any],
    start: dt.date,
    *,
    name: str = "",
    made: dt.datetime | None = None,
    routine: bool = False,
) -> str:
    """Return a plan as iCalendar (RFC 5545).

    Times are floating: 07:30 is half past seven wherever the calendar is opened. A meal keeps its UID when
    the plan is changed and exported again for the same days and the same name, so calendars replace it.

    Parameters
    ----------
    document : dict
        From :func:`planner.report.plan_report.plan_document`.
    start : datetime.date
        The first day of the plan.
    name : str
        Whose plan it is; by default nobody is named.
    made : datetime.datetime, optional
        When the file was made; now, where left out.
    routine : bool
        With what the days have beside meals: see :func:`planner.report.routine_text.with_routine`.

    Raises
    ------
    InputError
        When the plan has no days: a calendar without events is none.
    """
    if not document["days"]:
        raise InputError(_("There is no plan to put in a calendar: nothing keeps to all that was asked."))
    calendar = Calendar()
    calendar.add("prodid", "-//Cramp Planner//EN")
    calendar.add("version", "2.0")
    stamp = made or dt.datetime.now(dt.UTC)
    for day in document["days"]:
        date = start + dt.timedelta(days=day["day"] - 1)
        events = [*_meals(day, date), *(_beside(day, date) if routine else ())]
        for place, event in events:
            event.add("uid", f"{uuid.uuid5(_NAMESPACE, f'{name}/{date}/{place}')}@cramp-planner")
            event.add("dtstamp", stamp)
            event.add("transp", "TRANSPARENT")
            calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _meals(day: dict[str, Any], date: dt.date) -> Iterator[tuple[str, Event]]:
    """Give the meals of a day, each with its place in it."""
    for number, meal in enumerate(day["meals"]):
        begin = dt.datetime.combine(date, dt.time.fromisoformat(meal["time"].zfill(5)))
        lines = [item_text(item) for item in meal["items"]]
        lines += [energy_text(meal), meal["why"]["text"], _(NOT_A_DIAGNOSIS)]
        yield str(number), _event(begin, _MEAL, f"{_(NAMES[meal['slot']])}: {title(meal)}", lines)


def _beside(day: dict[str, Any], date: dt.date) -> Iterator[tuple[str, Event]]:
    """Give what a day has beside meals, each with its name."""
    known = {one.id: known_text(one) for one in all_of_the_routine()}
    for row in day["routine"]:
        lines = [known[row["id"]], _(ROUTINE_NOTE)]
        begin, lasts = date, dt.timedelta(days=1)
        if row["time"]:
            begin = dt.datetime.combine(date, dt.time()) + dt.timedelta(minutes=sort_minutes(row))
            lasts = _MOVE
        yield row["id"], _event(begin, lasts, _(row["do"]).removesuffix("."), lines)


def _event(begin: dt.date, lasts: dt.timedelta, summary: str, lines: list[str]) -> Event:
    """Return an event; with a date for its begin, it is of the whole day."""
    event = Event()
    event.add("dtstart", begin)
    event.add("dtend", begin + lasts)
    event.add("summary", printable(summary))
    event.add("description", "\n".join(map(printable, lines)))
    return event
