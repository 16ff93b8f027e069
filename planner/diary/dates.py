"""Dates as people write them; whether the day or the month comes first is decided over the whole file."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Final, NamedTuple, TypeAlias

from planner.errors import DiaryFileError, InputError
from planner.language import mark

ORDERS: Final = ("dmy", "mdy")
FIRST_YEAR, LAST_YEAR = 1900, 2100
_EXCEL_ZERO: Final = dt.date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)  # Excel's day numbers for 1954 to 2119
_LONGEST: Final = 60
_CENTURY_TURNS_AT: Final = 70
_CLEAR_MAJORITY: Final = 10
"""So many dates of one order for each of the other, and the others are slips of the pen."""

_MONTH_NAMES: Final = (
    "jan january januar janner enero ene janvier janv",
    "feb february februar febrero fevrier fev fevr",
    "mar march marz marzo mars mrz",
    "apr april abril abr avril avr",
    "may mai mayo",
    "jun june juni junio juin",
    "jul july juli julio juillet juil",
    "aug august agosto ago aout",
    "sep sept september septiembre septembre setiembre",
    "oct october oktober okt octubre octobre",
    "nov november noviembre novembre",
    "dec december dezember dez diciembre dic decembre",
)
_MONTHS: Final = {
    word: number for number, words in enumerate(_MONTH_NAMES, start=1) for word in words.split()
}
_WEEKDAY: Final = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun|lun(?:es|di)?|martes|mardi|mie(?:rcoles)?|mer(?:credi)?"
    r"|jue(?:ves)?|jeu(?:di)?|vie(?:rnes)?|ven(?:dredi)?|sab(?:ado)?|samedi|dom(?:ingo)?|dimanche"
    r"|mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)(?:day)?\b[.,]?\s+"
)
_TIME: Final = re.compile(
    r"^(.*\d)(?:t|[\s,]\s*)(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?\s?m\.?)?)\s*(?:z|[+-]\d{2}:?\d{2})?$"
)
_ISO: Final = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$")
_COMPACT: Final = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_NUMBERS: Final = re.compile(r"^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})$")
_SERIAL: Final = re.compile(r"^(\d{5})(\.\d+)?$")
_DAY_MONTH: Final = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th|er)?[\s.\-/]*(?:de |of )?([a-z]+)[\s.,\-/]*(?:de |del )?'?(\d{4}|\d{2})$"
)
_MONTH_DAY: Final = re.compile(r"^([a-z]+)[\s.\-]*(\d{1,2})(?:st|nd|rd|th)?[\s,\-]+'?(\d{4}|\d{2})$")
_YEAR_MONTH: Final = re.compile(r"^(\d{4})[\s\-]+([a-z]+)[\s\-]+(\d{1,2})$")


class DateOrderError(DiaryFileError):
    """The dates of a file can be read two ways; only the person who wrote them knows which is meant.

    Attributes
    ----------
    examples : list of str
        Some of the dates, as written.
    """

    def __init__(self, examples: list[str]) -> None:
        shown = ", ".join(f"“{text}”" for text in examples[:3])
        super().__init__(
            mark("The dates can be read two ways: {shown}.").format(shown=shown),
            mark(
                "Say whether the day or the month comes first: choose it in the dashboard, give "
                '--date-order dmy or --date-order mdy on the command line, or date_order="dmy" in Python.'
            ),
        )
        self.examples = examples


class TwoWays(NamedTuple):
    """Two numbers of which one is the day and one the month, with the text they come from."""

    first: int
    second: int
    year: int
    text: str


Reading: TypeAlias = dt.date | TwoWays | None


def split_time(cell: Any) -> tuple[Any, Any]:
    """Split a cell into its date and the time of day that it may hold (``""`` where it holds none).

    Examples
    --------
    >>> split_time("3/1/2026 7:30 PM")
    ('3/1/2026', '7:30 pm')
    """
    if isinstance(cell, dt.datetime):
        return cell.date(), cell.time() if cell.time() != dt.time(0) else ""
    if isinstance(cell, (int, float)):
        return float(cell), cell % 1 if cell % 1 else ""
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return cell, ""
    text = _plain(cell)
    if serial := _SERIAL.match(text):
        return text, float(serial[2]) if serial[2] else ""
    found = _TIME.match(text)
    return (found[1].strip(" ,"), found[2]) if found else (cell, "")


def read_date(cell: Any) -> Reading:
    """Read one date, leaving open which of two numbers is the day; None for what is no date.

    Parameters
    ----------
    cell : str, float, datetime.date
        Text, a day number of Excel, or a date.

    Examples
    --------
    >>> read_date("2026-03-01"), read_date("1. März 2026"), read_date(46082)
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 1), datetime.date(2026, 3, 1))
    >>> read_date("3/1/26")
    TwoWays(first=3, second=1, year=2026, text='3/1/26')
    >>> read_date("31.2.2026") is None
    True
    """
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, (int, float)):
        return _from_serial(cell)
    return _from_text(cell) if isinstance(cell, str) and len(cell) <= _LONGEST else None


def _from_text(cell: str) -> Reading:
    text = _WEEKDAY.sub("", _plain(cell)).strip(" .,")
    if found := _ISO.match(text):
        return _date(found[1], found[3], found[4])
    if found := _COMPACT.match(text):
        return _date(*found.groups())
    if found := _SERIAL.match(text):
        return _from_serial(int(found[1]))
    if found := _NUMBERS.match(text):
        return _of_numbers(found, cell)
    return _with_month_name(text)


def _of_numbers(found: re.Match[str], cell: str) -> Reading:
    """Read "1.3.26" (with dots the day comes first) or leave "1/3/26" open."""
    if found[2] == ".":
        return _date(found[4], found[3], found[1])
    if found[1].zfill(2) == found[3].zfill(2):
        return _date(found[4], found[3], found[1])
    return TwoWays(int(found[1]), int(found[3]), _year(found[4]), cell)


def _with_month_name(text: str) -> dt.date | None:
    if found := _DAY_MONTH.match(text):
        day, month, year = found.groups()
    elif found := _MONTH_DAY.match(text):
        month, day, year = found.groups()
    elif found := _YEAR_MONTH.match(text):
        year, month, day = found.groups()
    else:
        return None
    return _date(year, str(_MONTHS.get(month, 0)), day)


def date_order(readings: Iterable[Reading], asked: str | None = None) -> str | None:
    """Return whether the day or the month comes first, or None where no date leaves it open.

    Parameters
    ----------
    readings : iterable
        Each distinct date of the file.
    asked : {"dmy", "mdy"}, optional
        What the person says; it decides.

    Raises
    ------
    DateOrderError
        When nothing in the file decides, or the dates contradict each other.

    Examples
    --------
    >>> date_order([read_date("3/1/2026"), read_date("13/1/2026")])
    'dmy'
    """
    if asked is not None and asked not in ORDERS:
        raise InputError(
            mark(
                "The order of dates {asked} is not known: give dmy (day first) or mdy (month first)."
            ).format(asked=repr(asked))
        )
    open_ones = [reading for reading in readings if isinstance(reading, TwoWays)]
    if asked or not open_ones:
        return asked
    day_first = sum(one.first > 12 >= one.second for one in open_ones)
    month_first = sum(one.second > 12 >= one.first for one in open_ones)
    undecided = [one.text for one in open_ones if max(one.first, one.second) <= 12]
    if day_first > _CLEAR_MAJORITY * month_first:
        return "dmy"
    if month_first > _CLEAR_MAJORITY * day_first:
        return "mdy"
    if undecided:
        raise DateOrderError(undecided)
    return None


def settle(reading: Reading, order: str | None) -> dt.date | None:
    """Return the date, now that the order is known; None where no such day exists.

    Examples
    --------
    >>> settle(read_date("3/1/2026"), "dmy")
    datetime.date(2026, 1, 3)
    """
    if not isinstance(reading, TwoWays):
        return reading if reading is None or FIRST_YEAR <= reading.year <= LAST_YEAR else None
    first, second, year, _ = reading
    by_itself = "mdy" if second > 12 else "dmy"
    day, month = (first, second) if (order or by_itself) == "dmy" else (second, first)
    return _date(str(year), str(month), str(day))


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        found = dt.date(_year(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < _CENTURY_TURNS_AT else 1900)


def _from_serial(number: float) -> dt.date | None:
    return _EXCEL_ZERO + dt.timedelta(days=int(number)) if int(number) in _SERIALS else None


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in letters if not unicodedata.combining(sign)).lower().strip()
