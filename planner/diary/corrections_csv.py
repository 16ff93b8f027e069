"""Corrections as CSV that people can read, send and mend in a spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from planner.diary.kept_csv import Form, Row, read_date, read_rows, write_rows
from planner.diary.remembered import Correction, one_line
from planner.errors import CorrectionError

FORM: Final = Form(
    ("phrase", "food_id", "description", "measures", "person", "date"), ("phrase", "food_id"), CorrectionError
)
_BETWEEN: Final = "; "


def write_csv(entries: Iterable[Correction]) -> str:
    """Return corrections as CSV; no cell can act as a formula, and each reads back as it was.

    Examples
    --------
    >>> print(write_csv([Correction("=my muesli", "fndds:57227000", date=dt.date(2026, 3, 1))]), end="")
    phrase,food_id,description,measures,person,date
    '=my muesli,fndds:57227000,,,,2026-03-01
    """
    return write_rows(FORM, map(_cells, entries))


def read_csv(data: bytes, name: str) -> list[Correction]:
    r"""Return the corrections of a CSV file.

    Parameters
    ----------
    data : bytes
        Comma, semicolon or tab; ``phrase`` and ``food_id`` are required.
    name : str
        What the file is called in errors.

    Raises
    ------
    CorrectionError
        For a file that is not wholly understood, with the line: nothing of it is taken.

    Examples
    --------
    >>> read_csv(b"phrase;food_id\nmy muesli;fndds:57227000\n", "hers.csv")[0].phrase
    'my muesli'
    """
    return read_rows(FORM, data, name, _entry)


def _cells(entry: Correction) -> tuple[str, ...]:
    measures = _BETWEEN.join(entry.measures)
    return (entry.phrase, entry.food_id, entry.description, measures, entry.person, entry.date.isoformat())


def _entry(row: Row) -> Correction:
    date = row.get("date", "").strip()
    measures = (one_line(part) for part in row.get("measures", "").split(_BETWEEN.strip()))
    return Correction(
        row.get("phrase", ""),
        row.get("food_id", ""),
        row.get("description", ""),
        tuple(filter(None, measures)),
        row.get("person", ""),
        read_date(FORM, date) if date else dt.date.today(),
    )
