"""The article's routine in the days of a plan: what, when, and that it was not shown to stop cramps."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from planner.language import _, mark
from planner.plan.slots import clock_minutes
from planner.reference.routine import LAST, RoutineItem, routine_for

ROUTINE_NOTE: Final = mark(
    "What the article asks for beside meals, at times of ours. None of it was shown to stop cramps: take "
    "what is pleasant, leave the rest. Stop if it hurts, or if you feel dizzy, short of breath or unwell."
)
_DAY: Final = 24 * 60


def with_routine(document: dict[str, Any], hidden: Collection[str] = ()) -> dict[str, Any]:
    """Return a plan's document whose days have what the article asks for beside meals.

    Parameters
    ----------
    document : dict
        From :func:`planner.report.plan_report.plan_document`.
    hidden : collection of str
        Topics that the check-in hides.

    Examples
    --------
    >>> meal = {"slot": "lunch", "time": "12:30"}
    >>> document = with_routine({"days": [{"day": 1, "meals": [meal]}]}, {"movement", "targets"})
    >>> for row in document["days"][0]["routine"]:
    ...     print(row["time"], row["do"])
    13:00 A warm foot bath, if you like it: warm, not hot.
    13:35 Lie on your left side to sleep, if it is comfortable.
    16:15 Change position: stand up, walk a little, sit down another way.
    """
    days = [{**day, "routine": _rows(day["meals"], hidden)} for day in document["days"]]
    return {**document, "days": days}


def routine_text(row: dict[str, Any]) -> str:
    """Return one thing to do with its time.

    Examples
    --------
    >>> routine_text({"time": "13:15", "do": "A short walk."}), routine_text({"time": None, "do": "Drink."})
    ('13:15 A short walk', 'Drink')
    """
    said = _(row["do"]).removesuffix(".")
    return f"{row['time']} {said}" if row["time"] else said


def known_text(one: RoutineItem) -> str:
    """Return what is known of a thing to do, and how it is done safely.

    Examples
    --------
    >>> [known_text(one) for one in routine_for(["movement", "targets"]) if one.id == "stand_up"]
    ['A matter of comfort.']
    """
    safety = f" {_(one.exercise.safety)}" if one.exercise else ""
    return f"{_(one.rule.note)}{safety}"


def sort_minutes(row: dict[str, Any]) -> int:
    """Return when something with a time is done, in minutes since the day began: after midnight, over 1440.

    Examples
    --------
    >>> sort_minutes({"time": "00:05", "after_midnight": True})
    1445
    """
    return clock_minutes(row["time"]) + (_DAY if row["after_midnight"] else 0)


def _rows(meals: list[dict[str, Any]], hidden: Collection[str]) -> list[dict[str, Any]]:
    """Return the rows of a day: what belongs to all of it first, then by time."""
    timed = [(_minutes(one, meals), one) for one in routine_for(hidden)]
    timed.sort(key=lambda pair: -1 if pair[0] is None else pair[0])
    return [_row(at, one) for at, one in timed]


def _row(at: int | None, one: RoutineItem) -> dict[str, Any]:
    return {
        "id": one.id,
        "time": None if at is None else _clock(at),
        "after_midnight": at is not None and at >= _DAY,
        "do": one.do,
        "basis": one.basis,
    }


def _minutes(one: RoutineItem, meals: list[dict[str, Any]]) -> int | None:
    if not one.after:
        return None
    found = [meal for meal in meals if one.after in (LAST, meal["slot"])]
    return clock_minutes(found[-1]["time"]) + one.minutes if found else clock_minutes(one.otherwise)


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes % _DAY, 60)
    return f"{hours:02d}:{rest:02d}"
