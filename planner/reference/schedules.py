"""How often a supplement is taken, as people say it: "every second day with dinner from 2026-03-01".

Two figures follow: how much on a date, and how much a day in the long run. Where the words do not settle
which days they are ("3 x a week"; "every second day" without a first day), each date gets the latter.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from planner.errors import PersonError
from planner.language import _

LONGEST: Final = 150
MOST_A_DAY: Final = 24.0
MOST_DAYS: Final = 60
SLOTS: Final = ("breakfast", "lunch", "dinner", "supper")
FIELD: Final = "supplements.take.when"

_WORDS: Final = {
    "half": 0.5, "once": 1, "a": 1, "one": 1, "twice": 2, "two": 2, "thrice": 3, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "other": 2, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
    "4th": 4,
}  # fmt: skip
_N: Final = r"(?P<n>\d+(?:\.\d+)?|half|once|one|twice|two|thrice|three|four|five|six|seven)"
_EACH: Final = r"(?: ?x| times)? ?(?:a |per |each |every |/ ?)?"
_TIMES_A_DAY: Final = re.compile(rf"\b{_N}{_EACH}(?:day|daily)\b")
_TIMES_A_WEEK: Final = re.compile(rf"\b{_N}{_EACH}(?:week|weekly)\b")
_EVERY_DAYS: Final = re.compile(
    r"\b(?:every|each) (?P<n>\d+|other|second|2nd|third|3rd|fourth|4th|two|three|four|five|six|seven) "
    r"(?P<unit>days?|weeks?|hours?)\b|\balternate (?P<alternate>days)\b"
)
_EVERY_DAY: Final = re.compile(r"\b(?:daily|(?:every|each|a|per) day)\b")
_EVERY_WEEK: Final = re.compile(r"\b(?:weekly|(?:every|each|a|per) week)\b")
_TABLETS: Final = re.compile(
    rf"\b{_N} (?:a )?(?:tablet|capsule|pill|caplet|softgel|gumm(?:y|ie)|dose|drop|lozenge|sachet)s?\b"
)
_DATES: Final = re.compile(
    r"\b(?P<kind>from|since|starting|start|begin|to|until|till|through|stop|end)(?: on)? (?P<date>\S+)"
)
_TIME: Final = re.compile(r"\bat (?P<time>(?:[01]?\d|2[0-3]):[0-5]\d)\b")
_SLOT: Final = re.compile(
    r"\b(breakfast|lunch|dinner|supper|morning|noon|afternoon|evening|night|bedtime|bed)s?\b"
)
_DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY: Final = re.compile(
    r"\b(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:s|day|days|sday|sdays|nesday|nesdays|rsday|rsdays|urday|urdays|r|rs)?\b"
)
_GROUPS: Final = {"weekdays": range(5), "weekends": (5, 6), "weekend": (5, 6)}
_NOISE: Final = frozenset(
    {"take", "taken", "and", "on", "in", "the", "with", "a", "at", "before", "after", "food", "meal", "my",
     "one", "every", "each", "of", "always", "tablet", "tablets", "capsule", "capsules"}
)  # fmt: skip


@dataclass(frozen=True)
class Schedule:
    """How often something is taken.

    Attributes
    ----------
    times : float
        On a day on which it is taken.
    every : int
        Days from one such day to the next.
    weekdays : frozenset of int
        0 is Monday; empty where every day may be one.
    days_a_week : float or None
        Where so many days of a week are meant, and not which.
    start, stop : date or None
        The first and the last day.
    slot, time : str or None
        With which meal, or at what time.
    """

    times: float = 1.0
    every: int = 1
    weekdays: frozenset[int] = frozenset()
    days_a_week: float | None = None
    start: dt.date | None = None
    stop: dt.date | None = None
    slot: str | None = None
    time: str | None = None

    @property
    def a_day(self) -> float:
        """How often in a day in the long run, while it is taken.

        Examples
        --------
        >>> read_schedule("every second day").a_day, read_schedule("twice a day").a_day
        (0.5, 2.0)
        """
        if self.weekdays:
            return self.times * len(self.weekdays) / 7
        if self.days_a_week is not None:
            return self.times * self.days_a_week / 7
        return self.times / self.every

    @property
    def knows_its_days(self) -> bool:
        """Whether it is settled on which dates it is taken."""
        return self.days_a_week is None and (self.every == 1 or self.start is not None)

    def is_on(self, date: dt.date | None) -> bool:
        """Return whether a date lies between the first and the last day; a day without a date does."""
        if date is None:
            return True
        return (self.start is None or date >= self.start) and (self.stop is None or date <= self.stop)

    def usual_on(self, date: dt.date | None) -> float:
        """Return the long-run amount on a date: 0 before the first and after the last day."""
        return self.a_day if self.is_on(date) else 0.0

    def due_on(self, date: dt.date | None) -> float:
        """Return how often it is taken on a date.

        Examples
        --------
        >>> alternate = read_schedule("every other day from 2026-03-01")
        >>> [alternate.due_on(dt.date(2026, 3, day)) for day in (1, 2, 3)]
        [1.0, 0.0, 1.0]
        >>> read_schedule("Mon Wed Fri").due_on(dt.date(2026, 3, 2))  # a Monday
        1.0
        """
        if date is None or not self.is_on(date) or not self.knows_its_days:
            return self.usual_on(date)
        if self.weekdays:
            return self.times if date.weekday() in self.weekdays else 0.0
        if self.every > 1 and self.start is not None:
            return self.times if (date - self.start).days % self.every == 0 else 0.0
        return self.times


def read_schedule(text: str) -> Schedule:
    """Read how often something is taken.

    Parameters
    ----------
    text : str
        Such as "daily", "twice a day", "every 3 days from 2026-03-01", "Mon Wed Fri", "3 x a week", "with
        breakfast", "2 tablets at bedtime until 2026-05-31". Dates are year-month-day.

    Raises
    ------
    PersonError
        For words that are not understood; nothing is passed over.

    Examples
    --------
    >>> read_schedule("3 x a week with dinner").a_day == 3 / 7
    True
    """
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        raise _refused(text)
    reader = _Reader(" ".join(re.sub(r"[,;+&.](?!\d)", " ", text.lower()).replace("×", "x").split()))
    start, stop = reader.dates(text)
    time = reader.take(_TIME)
    clock = None if time is None else time["time"].zfill(5)
    often = _often(reader, text)
    slots = list(dict.fromkeys(reader.take_all(_SLOT)))
    tablets = reader.take(_TABLETS)
    if often is None and not slots and clock is None:
        raise _refused(text)
    times, every, weekdays, a_week = often or (1.0, 1, frozenset(), None)
    if times == 1 and len(slots) > 1:
        times = float(len(slots))
    times *= 1.0 if tablets is None else _figure(tablets["n"])
    reader.refuse_rest(text)
    if (
        not 0 < times <= MOST_A_DAY
        or not 1 <= every <= MOST_DAYS
        or (a_week is not None and not 0 < a_week <= 7)
    ):
        raise _refused(text)
    slot = slots[0] if len(slots) == 1 and slots[0] in SLOTS else None
    return Schedule(times, every, weekdays, a_week, start, stop, slot, clock)


def _often(reader: _Reader, text: str) -> tuple[float, int, frozenset[int], float | None] | None:
    """Return times on a day, the days between, the weekdays and the days a week; None where nothing says."""
    days = reader.weekdays()
    every = reader.take(_EVERY_DAYS)
    a_day = reader.take(_TIMES_A_DAY)
    a_week = None if a_day else reader.take(_TIMES_A_WEEK)
    daily, weekly = reader.take(_EVERY_DAY) is not None, reader.take(_EVERY_WEEK) is not None
    times = _figure(a_day["n"]) if a_day else 1.0
    if sum((bool(days), every is not None, a_week is not None)) > 1 or (daily and (every or a_week)):
        raise _refused(text)
    if days:
        return times, 1, days, None
    if every is not None:
        return _every(every, times)
    if a_week is not None:
        return _a_week(_figure(a_week["n"]))
    if weekly and not daily:
        return times, 7, frozenset(), None
    return (times, 1, frozenset(), None) if daily or a_day else None


def _every(found: re.Match[str], times: float) -> tuple[float, int, frozenset[int], float | None]:
    if found["alternate"]:
        return times, 2, frozenset(), None
    count = _figure(found["n"])
    if found["unit"].startswith("hour"):
        return 24 / max(count, 1), 1, frozenset(), None
    return times, int(count) * (7 if found["unit"].startswith("week") else 1), frozenset(), None


def _a_week(count: float) -> tuple[float, int, frozenset[int], float | None]:
    """Return so many times a week; once a week is every seventh day, and more than seven come daily."""
    if count == 1:
        return 1.0, 7, frozenset(), None
    return (1.0, 1, frozenset(), count) if count <= 7 else (count / 7, 1, frozenset(), 7.0)


def _figure(said: str) -> float:
    return float(_WORDS.get(said, 0) or said)


class _Reader:
    """The words that are not yet understood."""

    def __init__(self, text: str) -> None:
        self.left = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.left)
        if found is not None:
            self.left = f"{self.left[: found.start()]} {self.left[found.end() :]}"
        return found

    def take_all(self, pattern: re.Pattern[str]) -> list[str]:
        found = pattern.findall(self.left)
        self.left = pattern.sub(" ", self.left)
        return found

    def weekdays(self) -> frozenset[int]:
        days: set[int] = set()
        for name, group in _GROUPS.items():
            if self.take(re.compile(rf"\b{name}\b")):
                days |= set(group)
        return frozenset(days | {_DAY_NAMES.index(day) for day in self.take_all(_WEEKDAY)})

    def dates(self, text: str) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and the last day."""
        found: dict[str, dt.date] = {}
        while match := self.take(_DATES):
            kind = "start" if match["kind"] in ("from", "since", "starting", "start", "begin") else "stop"
            try:
                date = dt.date.fromisoformat(match["date"])
            except ValueError:
                advice = _("write the date as year-month-day, such as “from 2026-03-01”.")
                raise PersonError(FIELD, text[:LONGEST], advice) from None
            if kind in found:
                raise _refused(text)
            found[kind] = date
        if "start" in found and "stop" in found and found["start"] > found["stop"]:
            raise PersonError(FIELD, text[:LONGEST], _("the last day comes before the first; swap them."))
        return found.get("start"), found.get("stop")

    def refuse_rest(self, text: str) -> None:
        """Refuse what is left: a word passed over could be the one that matters."""
        rest = [word for word in self.left.split() if word not in _NOISE]
        if rest:
            raise _refused(text, " ".join(rest))


def _refused(text: object, rest: str = "") -> PersonError:
    about = _("“{rest}” is not understood. ", rest=rest[:40]) if rest else ""
    advice = about + _(
        "write how often, such as “daily”, “twice a day”, “every second day from 2026-03-01”, “Mon Wed Fri”, "
        "“3 x a week” or “with breakfast until 2026-05-31”; what is taken only now and then belongs in the "
        "diary."
    )
    return PersonError(FIELD, str(text)[:LONGEST], advice)
