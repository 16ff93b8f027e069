"""Delimited text to rows: the delimiter is decided over the whole file, and the evidence is kept."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from planner.diary.columns import Header, find_header, no_food_column
from planner.diary.files import MOST_ROWS
from planner.errors import DiaryFileError
from planner.language import mark

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
MOST_COLUMNS: Final = 1_000
_SEP_LINE: Final = re.compile(r'\A\s*"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


@dataclass(frozen=True)
class Grid:
    """The rows of a file that are not blank.

    Attributes
    ----------
    rows : list of list
        Cells: text; from a workbook also numbers, dates and times.
    numbers : list of int
        The number of each row as a spreadsheet shows it.
    header : Header
    reading : dict
        Evidence: how the file was read.
    may_shift : bool
        Whether a stray delimiter can have moved the cells of a row: in text yes, in a workbook no.
    numbers_only : pandas.DataFrame or None
        Columns of numbers apart from ``rows``, by nutrient id, one row for each below the header: a file of
        millions of numbers need not become as many cells.
    """

    rows: list[list[Any]]
    numbers: list[int]
    header: Header
    reading: dict[str, Any]
    may_shift: bool
    numbers_only: pd.DataFrame | None = None

    @property
    def below_header(self) -> list[list[Any]]:
        """The rows that hold food."""
        return self.rows[self.header.position + 1 :]


def too_many_rows() -> DiaryFileError:
    """Return the refusal of a table with more rows than a diary has."""
    return DiaryFileError(
        mark("This file has more than {most} rows.").format(most=f"{MOST_ROWS:,}"),
        mark("Split it, one file for each few months."),
    )


def read_delimited(text: str) -> Grid:
    """Split text into rows and cells, by the delimiter under which the most column names are known.

    Parameters
    ----------
    text : str
        The whole file; a first line ``sep=;`` decides.

    Raises
    ------
    DiaryFileError
        Where no delimiter gives a column for the food, or there are too many rows.
    """
    said = _SEP_LINE.match(text)
    body = text[said.end() :] if said else text
    wanted = [said[1]] if said else [sign for sign in DELIMITERS if sign in body] or [","]
    best: tuple[tuple[int, float], Grid] | None = None
    for sign in wanted:
        grid = _try(body, sign)
        if grid and (best is None or _fit(grid) > best[0]):
            best = (_fit(grid), grid)
    if best is None:
        raise no_food_column(_split(body, wanted[0])[0])
    return best[1]


def _try(body: str, sign: str) -> Grid | None:
    rows, numbers, balanced = _split(body, sign)
    header = find_header(rows)
    if header is None:
        return None
    if len(rows) - header.position - 1 > MOST_ROWS:
        raise too_many_rows()
    reading = {
        "delimiter": DELIMITERS.get(sign, sign),
        "delimiter_evidence": _evidence(rows, header),
        "quotes_balanced": balanced,
    }
    return Grid(rows, numbers, header, reading, may_shift=True)


def _fit(grid: Grid) -> tuple[int, float]:
    """Rate a delimiter: names known, then the share of rows as wide as the header."""
    return len(grid.header.fields), float(grid.reading["delimiter_evidence"]["share_as_wide_as_header"])


def _evidence(rows: list[list[str]], header: Header) -> dict[str, float]:
    widths = Counter(len(row) for row in rows[header.position + 1 :])
    total = sum(widths.values())
    share = widths[len(header.names)] / total if total else 1.0
    return {"names_known": len(header.fields), "share_as_wide_as_header": round(share, 3)}


def _split(body: str, sign: str) -> tuple[list[list[str]], list[int], bool]:
    """Return rows that are not blank, their numbers, and whether every quote was closed."""
    try:
        return (*_rows(csv.reader(io.StringIO(body, newline=""), delimiter=sign, strict=True)), True)
    except (csv.Error, ValueError, TypeError):
        return (*_rows(_line_by_line(body, sign)), False)


def _line_by_line(body: str, sign: str) -> Iterator[list[str]]:
    """Split each line alone, so that a quote left open spoils its own row only."""
    try:
        for line in io.StringIO(body, newline=""):
            yield next(csv.reader([line.rstrip("\r\n")], delimiter=sign), [])
    except (csv.Error, ValueError, TypeError) as error:
        advice = mark("Look for a quotation mark that is never closed, or save the file anew as CSV.")
        raise DiaryFileError(mark("This file cannot be split into columns."), advice) from error


def _rows(records: Iterator[list[str]]) -> tuple[list[list[str]], list[int]]:
    rows, numbers = [], []
    for number, record in enumerate(records, start=1):
        if any(cell.strip() for cell in record):
            rows.append(record)
            numbers.append(number)
            if len(record) > MOST_COLUMNS:
                raise DiaryFileError(
                    mark("Row {number} has more than {most} columns.").format(
                        number=number, most=f"{MOST_COLUMNS:,}"
                    ),
                    mark("Is this a diary?"),
                )
        if len(rows) > MOST_ROWS + 1_000:
            raise too_many_rows()
    return rows, numbers
