"""Corrections as CSV that people can read, send and mend in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from typing import Final

from planner.diary.files import decode
from planner.diary.remembered import Correction, one_line
from planner.errors import CorrectionError, DiaryFileError

COLUMNS: Final = ("phrase", "food_id", "description", "measures", "person", "date")
MOST_BYTES: Final = 4 * 1024 * 1024
MOST_ROWS: Final = 20_000
_NEEDED: Final = ("phrase", "food_id")
_BETWEEN: Final = "; "
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""A cell that begins so would be reckoned with by a spreadsheet."""
_QUOTED: Final = (*_FORMULA, "'")
_ADVICE: Final = "Mend that line, or save the file under another name and begin anew."


def write_csv(entries: Iterable[Correction]) -> str:
    """Return corrections as CSV; no cell can act as a formula, and each reads back as it was.

    Examples
    --------
    >>> print(write_csv([Correction("=my muesli", "fndds:57227000", date=dt.date(2026, 3, 1))]), end="")
    phrase,food_id,description,measures,person,date
    '=my muesli,fndds:57227000,,,,2026-03-01
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        cells = (entry.phrase, entry.food_id, entry.description, _BETWEEN.join(entry.measures), entry.person)
        writer.writerow([*map(_safe, cells), entry.date.isoformat()])
    return file.getvalue()


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
    if len(data) > MOST_BYTES:
        raise CorrectionError(f"{name} is larger than 4 MB.", "Split it into several files.")
    try:
        text, _ = decode(data)
    except DiaryFileError:
        raise CorrectionError(f"{name} is not a text file.", "Save the corrections as CSV.") from None
    return _entries(text, name)


def _entries(text: str, name: str) -> list[Correction]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    found: list[Correction] = []
    try:
        header = _header(next(rows, []), name)
        for cells in rows:
            if any(cells):
                found.append(_entry(_row(header, cells)))
            if len(found) > MOST_ROWS:
                raise CorrectionError(f"There are more than {MOST_ROWS:,} rows.", "Split it into files.")
    except csv.Error as error:
        raise CorrectionError(f"In {name}, line {rows.line_num}: {error}.", _ADVICE) from None
    except CorrectionError as error:
        raise CorrectionError(f"In {name}, line {rows.line_num}: {error.reason}", error.advice) from None
    return found


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _header(cells: list[str], name: str) -> list[str]:
    header = [cell.strip().lower() for cell in cells]
    if missing := [column for column in _NEEDED if column not in header]:
        raise CorrectionError(
            f"The column {missing[0]} is missing.", f"The first line names the columns: {','.join(COLUMNS)}"
        )
    if unknown := [cell for cell in header if cell and cell not in COLUMNS]:
        raise CorrectionError(
            f"The column “{unknown[0]}” is not known and would be lost.",
            f"Leave only these columns: {', '.join(COLUMNS)}.",
        )
    if len(set(filter(None, header))) < len(list(filter(None, header))):
        raise CorrectionError("Two columns have the same name.", "Leave one of them out.")
    return header


def _row(header: list[str], cells: list[str]) -> dict[str, str]:
    width = len(header)
    if any(cells[width:]) or any(cell for column, cell in zip(header, cells, strict=False) if not column):
        raise CorrectionError("There are more cells than column names.", _ADVICE)
    return {column: _unsafe(cell) for column, cell in zip(header, cells, strict=False) if column}


def _entry(row: Mapping[str, str]) -> Correction:
    date = row.get("date", "").strip()
    measures = (one_line(part) for part in row.get("measures", "").split(_BETWEEN.strip()))
    return Correction(
        row.get("phrase", ""),
        row.get("food_id", ""),
        row.get("description", ""),
        tuple(filter(None, measures)),
        row.get("person", ""),
        _date(date) if date else dt.date.today(),
    )


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CorrectionError(f"The date “{text[:20]}” is not like 2026-03-14.", _ADVICE) from None


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_QUOTED) else cell


def _unsafe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_QUOTED) else cell
