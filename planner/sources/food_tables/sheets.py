"""A file of foods to sheets of cells: CSV in any usual form, or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from planner.errors import TableError
from planner.language import mark
from planner.text_files import NotTextError, text_of
from planner.workbook_files import is_workbook, opened, unpacked_size

MOST_BYTES: Final = 40 * 1024 * 1024
MOST_UNPACKED: Final = 400 * 1024 * 1024
MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 1_000
_TOLD_EVERY: Final = 500
_DELIMITERS: Final = ",;\t|"
_LOOKED_AT: Final = 200
"""Rows by which the delimiter is told."""
_SAVE: Final = mark("Save the table as CSV or XLSX in your spreadsheet and give that file.")
_FEWER: Final = mark("Leave the foods and columns you need.")
_NEEDED: Final = mark("It needs a row of headers and a row for each food.")


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that are not blank, each with its number as a spreadsheet shows it."""

    title: str
    rows: list[list[Any]]
    numbers: list[int]


def read_sheets(data: bytes, name: str, progress: Callable[[int], object] = lambda rows: None) -> list[Sheet]:
    r"""Return the sheets of a workbook, or the one of a text file.

    Parameters
    ----------
    data : bytes
        CSV with comma, semicolon, tab or bar, in UTF-8, UTF-16 or Windows-1252; or XLSX.
    name : str
        What the file is called in errors.
    progress : callable, optional
        Called now and then with how many rows of a sheet are read.

    Raises
    ------
    TableError
        For what is neither, is damaged, empty or too large.

    Examples
    --------
    >>> read_sheets("code;nom\n1;Pâté, cuit\n".encode("cp1252"), "t.csv")[0].rows
    [['code', 'nom'], ['1', 'Pâté, cuit']]
    """
    if len(data) > MOST_BYTES:
        raise TableError(name, mark("This file is larger than 40 MB."), _FEWER)
    if data.startswith(b"PK"):
        return _of_workbook(data, name, progress)
    try:
        text, _ = text_of(data)
    except NotTextError as error:
        problem = mark("This is {kind}, not a food table.").format(kind=error.kind or mark("no text file"))
        raise TableError(name, problem, _SAVE) from None
    sheet = _sheet("", _delimited(text), name, progress)
    if not sheet.rows:
        raise TableError(name, mark("This file is empty."), _NEEDED)
    return [sheet]


def _of_workbook(data: bytes, name: str, progress: Callable[[int], object]) -> list[Sheet]:
    if not is_workbook(data):
        raise TableError(name, mark("This is a ZIP file, or a damaged workbook, not a food table."), _SAVE)
    try:
        if unpacked_size(data) > MOST_UNPACKED:
            raise TableError(name, mark("This workbook is too large when unpacked."), _FEWER)
        with opened(data) as book:
            found = [_sheet(title, book.rows(title), name, progress) for title in book.titles]
    except TableError:
        raise
    except Exception as error:  # a damaged workbook fails anywhere in openpyxl, expat or zlib, with any error
        raise TableError(name, mark("This workbook is damaged and cannot be read."), _SAVE) from error
    filled = [sheet for sheet in found if sheet.rows]
    if not filled:
        raise TableError(name, mark("This workbook is empty."), _NEEDED)
    return filled


def _sheet(
    title: str, records: Iterable[Iterable[Any]], name: str, progress: Callable[[int], object]
) -> Sheet:
    rows: list[list[Any]] = []
    numbers: list[int] = []
    try:
        for number, record in enumerate(records, start=1):
            if number % _TOLD_EVERY == 0:
                progress(number)
            cells = list(record)
            if any(cell is not None and str(cell).strip() for cell in cells):
                rows.append(cells)
                numbers.append(number)
                if len(cells) > MOST_COLUMNS or len(rows) > MOST_ROWS:
                    problem = mark("It has more than {rows} rows or {columns} columns.")
                    problem = problem.format(rows=f"{MOST_ROWS:,}", columns=f"{MOST_COLUMNS:,}")
                    raise TableError(name, problem, _FEWER)
    except csv.Error as error:
        advice = mark("Look for a quotation mark that is never closed, or save the file anew as CSV.")
        raise TableError(name, mark("This file cannot be split into columns."), advice) from error
    return Sheet(title, rows, numbers)


def _delimited(text: str) -> Iterable[list[str]]:
    body = text.lstrip("\r\n")
    return csv.reader(io.StringIO(body, newline=""), delimiter=_delimiter(body))


def _delimiter(text: str) -> str:
    """Return the sign that splits most of the first rows into the same, largest number of cells."""

    def fit(sign: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        widths = [len(row) for row, _ in zip(_tolerant(rows), range(_LOOKED_AT), strict=False) if row]
        wide = [width for width in widths if width > 1]
        usual = max(set(wide), key=wide.count, default=1)
        return (widths.count(usual) * 2 > len(widths) and usual > 1, widths.count(usual) * usual)

    return max(_DELIMITERS, key=fit)


def _tolerant(rows: Iterable[list[str]]) -> Iterable[list[str]]:
    """Stop where a row cannot be split: another delimiter may fit."""
    try:
        yield from rows
    except csv.Error:
        return
