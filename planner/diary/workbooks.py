"""XLSX workbooks to rows, with the sizes checked before anything is unpacked."""

from __future__ import annotations

import contextlib
import io
import re
import sys
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, Final

from openpyxl import load_workbook

from planner.diary.columns import find_header, no_food_column
from planner.diary.delimiters import MOST_COLUMNS, Grid, too_many_rows
from planner.diary.files import MOST_ROWS, SAVE_AS_CSV
from planner.errors import DiaryFileError
from planner.language import mark

MOST_UNPACKED: Final = 400 * 1024 * 1024
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
_LAST_ROW: Final = 1_048_576
"""The last row that a spreadsheet has; a row number above it is not honest."""


def is_workbook(data: bytes) -> bool:
    """Tell whether a ZIP archive is a workbook; one that is damaged is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except Exception:  # zipfile raises whatever the damage leads to
        return False


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
        return _read(data, sheet)
    except DiaryFileError:
        raise
    except Exception as error:  # a damaged workbook fails anywhere in openpyxl, expat or zlib, with any error
        raise DiaryFileError(mark("This workbook is damaged and cannot be read."), SAVE_AS_CSV) from error


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except Exception as error:  # zipfile raises whatever the damage leads to
        raise DiaryFileError(mark("This ZIP file is damaged."), SAVE_AS_CSV) from error
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise DiaryFileError(
            mark("This workbook is too large when unpacked."),
            mark("Keep the diary's sheet only, or save it as CSV."),
        )


def _read(data: bytes, sheet: str | None) -> Grid:
    with warnings.catch_warnings(), contextlib.redirect_stdout(sys.stderr):
        warnings.simplefilter("ignore")  # openpyxl warns of, or prints, what it leaves out
        with contextlib.ExitStack() as opened:
            book = opened.enter_context(_opened(data, results=True))
            written = opened.enter_context(_opened(data, results=False)) if _has_formulas(data) else None
            return _best_sheet(book, written, sheet)


@contextlib.contextmanager
def _opened(data: bytes, *, results: bool) -> Iterator[Any]:
    """Open a workbook with the results of its formulas, or with the formulas as written."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=results)
    try:
        yield book
    finally:
        book.close()


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(_FORMULA.search(archive.read(name)) for name in sheets)


def _cells(sheet: Any, written: Any) -> Iterator[tuple[Any, ...]]:
    """Return the rows of a sheet; a formula whose result the file does not hold stands as its text."""
    sheet.reset_dimensions()  # the size that a file claims is often wrong
    if written is None:
        return iter(sheet.iter_rows(values_only=True))
    written.reset_dimensions()
    both = zip(sheet.iter_rows(values_only=True), written.iter_rows(values_only=True), strict=True)
    return (tuple(map(_result, results, formulas)) for results, formulas in both)


def _result(result: Any, formula: Any) -> Any:
    text = getattr(formula, "text", formula)
    return text if result is None and isinstance(text, str) and text.startswith("=") else result


def _best_sheet(book: Any, written: Any, wanted: str | None) -> Grid:
    sheets = {found.title: found for found in book.worksheets}
    if wanted is not None and wanted not in sheets:
        raise DiaryFileError(
            mark("There is no sheet “{wanted}”.").format(wanted=wanted),
            mark("The sheets are: {names}.").format(names=", ".join(sheets)),
        )
    best: Grid | None = None
    seen: list[list[Any]] = []
    for name in [wanted] if wanted is not None else list(sheets):
        rows, numbers = _rows(_cells(sheets[name], written[name] if written else None))
        header = find_header(rows)
        if header and (best is None or len(header.fields) > len(best.header.fields)):
            best = Grid(rows, numbers, header, {"sheet": name, "sheets": list(sheets)}, may_shift=False)
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
