"""Times of day as people write them, to "HH:MM"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Final

from planner.errors import InputError
from planner.language import mark

END_OF_DAY: Final = "24:00"
"""Midnight at the end of a day; a diary keeps it as 00:00 of the day that was written."""
_MINUTES_A_DAY: Final = 24 * 60
_CLOCK: Final = re.compile(
    r"^(?P<hour>\d{1,2})(?:\s?[:.h]\s?(?P<minute>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?)?\s*(?P<half>[ap])?\.?\s?(?:m\b)?\.?\s*(?:uhr|h|hrs?|o'?clock)?$"
)
_FIGURES: Final = re.compile(r"^(\d{1,2})(\d{2})\s*(?P<half>[ap])?\.?\s?(?:m\b)?\.?\s*(?:h|hrs?|uhr)?$")
_FRACTION: Final = re.compile(r"^0?\.(?:\d|\d{3,})$")
_WORDS: Final = {
    "noon": "12:00",
    "midday": "12:00",
    "midnight": "00:00",
    "mittag": "12:00",
    "mediodia": "12:00",
    "midi": "12:00",
}


def read_time(cell: Any) -> str | None:
    """Return the time of day as "HH:MM", the midnight that ends a day as "24:00"; None for what is no time.

    Parameters
    ----------
    cell : str, float, datetime.time, datetime.datetime
        Text, or Excel's fraction of a day.

    Examples
    --------
    >>> [read_time(text) for text in ("7:30", "7.30", "7:30 PM", "0730", "7 am", "7h30", 0.3125)]
    ['07:30', '07:30', '19:30', '07:30', '07:00', '07:30', '07:30']
    >>> read_time("25:00") is None, read_time("24:00")
    (True, '24:00')
    """
    if isinstance(cell, (dt.datetime, dt.time)):
        return f"{cell:%H:%M}"
    if isinstance(cell, dt.timedelta):
        return _of_day(cell.total_seconds() / 86_400)
    if isinstance(cell, (int, float)):
        return _of_number(float(cell))
    return _of_text(cell.lower().strip()) if isinstance(cell, str) and len(cell) <= 40 else None


def _of_text(text: str) -> str | None:
    if text in _WORDS:
        return _WORDS[text]
    if _FRACTION.match(text):
        return _of_day(float(text))
    if found := _CLOCK.match(text):
        return _clock(int(found["hour"]), int(found["minute"] or 0), found["half"])
    if found := _FIGURES.match(text):
        return _clock(int(found[1]), int(found[2]), found["half"])
    return None


def _of_number(number: float) -> str | None:
    """Read Excel's fraction of a day, with or without a day number, or figures such as 730 and 8."""
    if 0 <= number < 1:
        return _of_day(number)
    if number == int(number) and number <= 2400:
        return _of_text(str(int(number)))
    return _of_day(number % 1) if number > 20_000 else None


def _of_day(part: float) -> str | None:
    minutes = round(part * _MINUTES_A_DAY)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" if 0 <= minutes < _MINUTES_A_DAY else None


def _clock(hour: int, minute: int, half: str | None) -> str | None:
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if (hour, minute, half) == (24, 0, None):
        return END_OF_DAY
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def day_start_minutes(text: str) -> int:
    """Return minutes after midnight of the time at which a day begins.

    Raises
    ------
    InputError
        For what is no time of day.

    Examples
    --------
    >>> day_start_minutes("04:00")
    240
    """
    time = read_time(text)
    if time is None or time == END_OF_DAY:
        raise InputError(
            mark("The start of the day {said} is not a time: write it as 04:00.").format(said=repr(text))
        )
    return int(time[:2]) * 60 + int(time[3:])
