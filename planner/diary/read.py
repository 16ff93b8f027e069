"""The reader: a file in, a diary out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from planner.diary.asa24 import read_asa24
from planner.diary.delimiters import Grid, read_delimited, too_many_rows
from planner.diary.files import MOST_ROWS, Source, decode, is_zip, read_bytes
from planner.diary.model import Diary
from planner.diary.own import read_own
from planner.diary.rows import Progress, to_diary
from planner.diary.times import day_start_minutes
from planner.diary.workbooks import read_workbook
from planner.errors import DiaryFileError


def read_diary(
    source: Source,
    *,
    date_order: str | None = None,
    progress: Progress | None = None,
    day_start: str = "00:00",
    sheet: str | None = None,
) -> Diary:
    r"""Read a food diary: CSV or XLSX, the own format or an ASA24 Items file.

    Parameters
    ----------
    source : path, bytes or file object
        At most 25 MB and 200,000 rows. Columns are found by name: ``food`` and an amount (``amount`` with
        ``unit``, or ``grams``, or within the food text) are required; ``date``, ``time``, ``meal``,
        ``person``, ``food_id`` and ``notes`` are read where they are. Without a date all rows are one day.
    date_order : {"dmy", "mdy"}, optional
        Whether the day or the month comes first, where the dates do not show it.
    progress : callable, optional
        Called with (done, total, label).
    day_start : str
        Time at which a day begins; what was eaten before counts for the day before. Not for ASA24.
    sheet : str, optional
        The sheet of a workbook; by default the one with the most known column names.

    Returns
    -------
    Diary
        Rows that cannot be used are in its ``faults``; no row is lost.

    Raises
    ------
    DiaryFileError
        When the file as a whole is refused; :class:`planner.diary.DateOrderError` when its dates can be read
        two ways.
    InputError
        For a ``date_order`` or ``day_start`` that is none.

    Examples
    --------
    >>> diary = read_diary(b"food,amount,unit\nbanana,1,medium\nmilk,250,ml\n")
    >>> diary.rows
    {'read': 2, 'used': 2, 'with_faults': 0}
    >>> diary.entries["description"].tolist()
    ['Banana, raw', 'Milk, NFS']
    """
    tell = progress or _silent
    start = day_start_minutes(day_start)
    tell(0, 1, "reading the file")
    with _not_collecting():
        grid = _grid(read_bytes(source), sheet)
        _check_rows(grid)
        own = grid.header.kind == "own"
        draft = read_own(grid, date_order) if own else read_asa24(grid)
        tell(1, 1, "reading the file")
        return to_diary(draft, _reading(grid), tell, start if own else 0)


def _silent(done: int, total: int, label: str) -> None:
    """Take progress where nobody asked for it."""


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Pause the garbage collector: it would look again and again through millions of cells."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _reading(grid: Grid) -> dict[str, Any]:
    return grid.reading | {
        "format": grid.header.kind,
        "header_row": grid.numbers[grid.header.position],
        "columns": {field: grid.header.names[number] for field, number in grid.header.fields.items()},
        "columns_left_over": grid.header.left_over,
    }


def _grid(data: bytes, sheet: str | None) -> Grid:
    if is_zip(data):
        return read_workbook(data, sheet)
    text, encoding = decode(data)
    grid = read_delimited(text)
    grid.reading["encoding"] = encoding
    return grid


def _check_rows(grid: Grid) -> None:
    count = len(grid.below_header)
    if count > MOST_ROWS:
        raise too_many_rows()
    if not count:
        raise DiaryFileError(
            "This file has column names but no rows.", "Add a row for each food that was eaten."
        )
