"""The eating times of a day: which slots stand in a plan of 4 to 8 meals, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from planner.errors import PersonError
from planner.language import _, mark

MEALS: Final = (4, 8)
_KINDS: Final = {
    4: ("breakfast", "lunch", "dinner", "evening"),
    5: ("breakfast", "mid_morning", "lunch", "dinner", "evening"),
    6: ("breakfast", "mid_morning", "lunch", "afternoon", "dinner", "evening"),
    7: ("breakfast", "mid_morning", "lunch", "afternoon", "afternoon", "dinner", "evening"),
    8: ("breakfast", "mid_morning", "mid_morning", "lunch", "afternoon", "afternoon", "dinner", "evening"),
}
_TIMES: Final = {
    4: ("07:30", "12:30", "18:00", "21:00"),
    5: ("07:30", "10:15", "13:30", "17:30", "21:00"),
    6: ("07:30", "10:00", "12:30", "15:30", "18:30", "21:00"),
    7: ("07:30", "09:45", "12:00", "14:30", "16:45", "19:00", "21:15"),
    8: ("07:00", "09:00", "10:45", "12:45", "14:45", "16:45", "19:00", "21:15"),
}
NAMES: Final = {
    "breakfast": mark("Breakfast"),
    "mid_morning": mark("Mid-morning"),
    "lunch": mark("Lunch"),
    "afternoon": mark("Afternoon"),
    "dinner": mark("Dinner"),
    "evening": mark("Evening"),
}


@dataclass(frozen=True)
class Slot:
    """One eating time: the kind of meal that suits it and the clock time ("HH:MM")."""

    kind: str
    time: str

    @property
    def minutes(self) -> int:
        """Minutes since midnight."""
        return clock_minutes(self.time)


def clock_minutes(time: str) -> int:
    """Return minutes since midnight of "HH:MM".

    Raises
    ------
    PersonError
        When the text is not a clock time.

    Examples
    --------
    >>> clock_minutes("07:30")
    450
    """
    if not re.fullmatch(r"(?:[01]?\d|2[0-3]):[0-5]\d", time):
        raise PersonError("time", time, _("write a clock time such as 07:30."))
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)


def slots_for(meals_per_day: int, times: Sequence[str] = ()) -> tuple[Slot, ...]:
    """Return the slots of a day.

    Parameters
    ----------
    meals_per_day : int
        From 4 to 8. An evening snack is always kept, so that the night is not long without food.
    times : sequence of str, optional
        Her own clock times, one a meal.

    Raises
    ------
    PersonError
        For a number of meals out of range, or times that are not as many as the meals or not in order.

    Examples
    --------
    >>> [slot.kind for slot in slots_for(5)]
    ['breakfast', 'mid_morning', 'lunch', 'dinner', 'evening']
    """
    if meals_per_day not in _KINDS:
        advice = _("choose {least} to {most} meals a day.", least=MEALS[0], most=MEALS[1])
        raise PersonError("meals_per_day", meals_per_day, advice)
    chosen = tuple(times) or _TIMES[meals_per_day]
    if len(chosen) != meals_per_day:
        advice = _("give {number} times, one for each meal.", number=meals_per_day)
        raise PersonError("times", list(times), advice)
    slots = tuple(Slot(kind, time) for kind, time in zip(_KINDS[meals_per_day], chosen, strict=True))
    if [slot.minutes for slot in slots] != sorted({slot.minutes for slot in slots}):
        raise PersonError("times", list(times), _("write the times from morning to evening, each once."))
    return slots


def nearest_slot(slots: Sequence[Slot], time: str | None) -> int:
    """Return the position of the slot nearest to a clock time; the first where there is no time."""
    if not time:
        return 0
    wanted = clock_minutes(time)
    return min(range(len(slots)), key=lambda position: abs(slots[position].minutes - wanted))
