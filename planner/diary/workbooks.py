"""XLSX workbooks to rows, with the sizes checked before anything is unpacked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from planner.diary.columns import find_header, no_food_column
from planner.diary.delimiters import MOST_COLUMNS, Grid, too_many_rows
from planner.diary.files import MOST_ROWS, SAVE_AS_CSV
from planner.errors import DiaryFileError
from planner.language import mark
from planner.workbook_files import Workbook, opened, unpacked_size

MOST_UNPACKED: Final = 400 * 1024 * 1024
_LAST_ROW: Final = 1_048_576
"""The last row that a spreadsheet has; a row number above it is not honest."""


def read_workbook(data: bytes, sheet: str | None) -> Grid:
    """Return the rows of the sheet with the most known column names, or of the sheet asked for.

    Parameters
    ----------
    data : bytes
        The file.
    sheet : str or None
        Name of the sheet.

    Raises
    ------
    DiaryFileError
        For a damaged or an oversized workbook, and one without a food column.
    """
    _check_archive(data)
    try:
        with opened(data) as book:
            return _best_sheet(book, sheet)
    except DiaryFileError:
        raise
    except Exception as error:  # a damaged workbook fails anywhere in openpyxl, expat or zlib, with any error
        raise DiaryFileError(mark("This workbook is damaged and cannot be read."), SAVE_AS_CSV) from error


def _check_archive(data: bytes) -> None:
    try:
        size = unpacked_size(data)
    except Exception as error:  # zipfile raises whatever the damage leads to
        raise DiaryFileError(mark("This ZIP file is damaged."), SAVE_AS_CSV) from error
    if size > MOST_UNPACKED:
        raise DiaryFileError(
            mark("This workbook is too large when unpacked."),
            mark("Keep the diary's sheet only, or save it as CSV."),
        )


def _best_sheet(book: Workbook, wanted: str | None) -> Grid:
    sheets = book.titles
    if wanted is not None and wanted not in sheets:
        raise DiaryFileError(
            mark("There is no sheet “{wanted}”.").format(wanted=wanted),
            mark("The sheets are: {names}.").format(names=", ".join(sheets)),
        )
    best: Grid | None = None
    seen: list[list[Any]] = []
    for name in [wanted] if wanted is not None else sheets:
        rows, numbers = _rows(book.rows(name))
        header = find_header(rows)
        if header and (best is None or len(header.fields) > len(best.header.fields)):
            best = Grid(rows, numbers, header, {"sheet": name, "sheets": sheets}, may_shift=False)
        seen = seen or rows
    if best is None:
        raise no_food_column(seen)
    return best


def _rows(records: Iterable[tuple[Any, ...]]) -> tuple[list[list[Any]], list[int]]:
    rows, numbers = [], []
    for number, record in enumerate(records, start=1):
        if len(record) > MOST_COLUMNS or number > _LAST_ROW:
            raise DiaryFileError(
                mark("This sheet is larger than a diary."), mark("Keep the diary's columns and rows only.")
            )
        if any(cell is not None and str(cell).strip() for cell in record):
            rows.append(list(record))
            numbers.append(number)
        if len(rows) > MOST_ROWS + 1_000:
            raise too_many_rows()
    return rows, numbers
