"""One entry of the cramp log: a cramp, or a day that had none."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from planner.diary.kept_csv import Form, Row, read_date, read_rows, write_rows
from planner.diary.remembered import one_line
from planner.errors import CrampLogError
from planner.language import mark

SIDES: Final = ("left", "right", "both")
NONE: Final = "none"
"""The strength of a day without a cramp: no entry at all would only say that nothing was written down."""
STRENGTHS: Final = ("mild", "moderate", "strong")
MOST_MINUTES: Final = 24 * 60
LONGEST_NOTE: Final = 300
FORM: Final = Form(
    ("date", "time", "side", "strength", "minutes", "notes"), ("date", "strength"), CrampLogError
)
_FIRST_DAY: Final = dt.date(1990, 1, 1)


@dataclass(frozen=True)
class Cramp:
    """A cramp, or a day without one.

    Attributes
    ----------
    date : datetime.date
        The calendar day, after midnight too.
    time : datetime.time or None
    side : str
        One of :data:`SIDES`, ``""`` where it was not said.
    strength : str
        One of :data:`STRENGTHS`, ``""`` where it was not said, :data:`NONE` for a day without a cramp.
    minutes : float or None
    notes : str

    Examples
    --------
    >>> Cramp(dt.date(2026, 3, 2), dt.time(2, 30), "left", "strong", 3).is_cramp
    True
    >>> Cramp(dt.date(2026, 3, 3), strength="none").is_cramp
    False
    """

    date: dt.date
    time: dt.time | None = None
    side: str = ""
    strength: str = ""
    minutes: float | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "notes", one_line(self.notes))
        _check(self)

    @property
    def is_cramp(self) -> bool:
        """Whether there was one."""
        return self.strength != NONE

    @property
    def moment(self) -> tuple[dt.date, dt.time]:
        """What entries are ordered by."""
        return self.date, self.time or dt.time()


def write_csv(entries: Iterable[Cramp]) -> str:
    """Return entries as CSV.

    Examples
    --------
    >>> print(write_csv([Cramp(dt.date(2026, 3, 2), dt.time(2, 30), "left", "strong", 3)]), end="")
    date,time,side,strength,minutes,notes
    2026-03-02,02:30,left,strong,3,
    """
    return write_rows(FORM, map(_cells, entries))


def read_csv(data: bytes, name: str) -> list[Cramp]:
    r"""Return the entries of a CSV file.

    Raises
    ------
    CrampLogError
        For a file that is not wholly understood, with the line: nothing of it is taken.

    Examples
    --------
    >>> read_csv(b"date;strength\n2026-03-02;mild\n", "hers.csv")[0].strength
    'mild'
    """
    return read_rows(FORM, data, name, _entry)


def _check(given: Cramp) -> None:
    if not _FIRST_DAY <= given.date <= dt.date.today() + dt.timedelta(days=1):
        raise CrampLogError(
            mark("{date} is not a day that has been.").format(date=given.date),
            mark("Give the day of the cramp."),
        )
    for name, words in (("side", SIDES), ("strength", (*STRENGTHS, NONE))):
        if getattr(given, name) not in ("", *words):
            raise CrampLogError(
                mark("The {name} “{given}” is not known.").format(name=name, given=getattr(given, name)[:20]),
                mark("Use one of {names}, or leave it out.").format(names=", ".join(words)),
            )
    if given.minutes is not None and not 0 < given.minutes <= MOST_MINUTES:
        raise CrampLogError(
            mark("{minutes} minutes cannot be.").format(minutes=f"{given.minutes:g}"),
            mark("Give the minutes, more than 0 and at most 1440."),
        )
    if not given.is_cramp and (given.time or given.side or given.minutes):
        raise CrampLogError(
            mark("A day without a cramp has no time, side or minutes."),
            mark("Leave them out, or say how strong it was."),
        )
    if len(given.notes) > LONGEST_NOTE:
        raise CrampLogError(
            mark("The note is too long."), mark("Keep it within {most} characters.").format(most=LONGEST_NOTE)
        )


def _cells(entry: Cramp) -> tuple[str, ...]:
    time = "" if entry.time is None else entry.time.isoformat("minutes")
    minutes = "" if entry.minutes is None else f"{entry.minutes:g}"
    return (entry.date.isoformat(), time, entry.side, entry.strength, minutes, entry.notes)


def _entry(row: Row) -> Cramp:
    return Cramp(
        read_date(FORM, row.get("date", "")),
        _time(row.get("time", "").strip()),
        row.get("side", "").strip().lower(),
        row.get("strength", "").strip().lower(),
        _minutes(row.get("minutes", "").strip()),
        row.get("notes", ""),
    )


def _time(text: str) -> dt.time | None:
    if not text:
        return None
    try:
        return dt.datetime.strptime(text, "%H:%M:%S" if text.count(":") > 1 else "%H:%M").time()
    except ValueError:
        raise CrampLogError(
            mark("The time “{said}” is not like 02:30.").format(said=text[:20]),
            mark("Mend it, or leave it out."),
        ) from None


def _minutes(text: str) -> float | None:
    if not text:
        return None
    try:
        minutes = float(text.replace(",", "."))
    except ValueError:
        minutes = math.nan
    if not math.isfinite(minutes):
        raise CrampLogError(
            mark("The minutes “{said}” are no number.").format(said=text[:20]),
            mark("Mend them, or leave them out."),
        )
    return minutes
