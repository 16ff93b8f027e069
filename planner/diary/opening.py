"""From a file to its rows: text, workbook, archive or SAS transport file, told by its first bytes."""

from __future__ import annotations

from planner.diary.archives import read_archive
from planner.diary.delimiters import Grid, read_delimited, too_many_rows
from planner.diary.files import MOST_ROWS, Source, decode, is_transport, is_zip, read_bytes
from planner.diary.importers.nhanes import read_transport
from planner.diary.workbooks import read_workbook
from planner.errors import DiaryFileError
from planner.language import mark
from planner.workbook_files import is_workbook


def open_grid(source: Source | Grid, sheet: str | None = None) -> Grid:
    r"""Return the rows of a file with the place of each column.

    Parameters
    ----------
    source : path, bytes, file object or Grid
        Rows that are open already are only looked over.
    sheet : str, optional
        The sheet of a workbook; by default the one with the most known column names.

    Raises
    ------
    DiaryFileError
        When the file as a whole is refused.

    Examples
    --------
    >>> grid = open_grid(b"food,amount,unit\nbanana,1,medium\n")
    >>> grid.header.kind, grid.below_header
    ('own', [['banana', '1', 'medium']])
    """
    grid = source if isinstance(source, Grid) else _grid(read_bytes(source), sheet)
    count = len(grid.below_header)
    if count > MOST_ROWS:
        raise too_many_rows()
    if not count:
        raise DiaryFileError(
            mark("This file has column names but no rows."), mark("Add a row for each food that was eaten.")
        )
    return grid


def _grid(data: bytes, sheet: str | None) -> Grid:
    if is_zip(data):
        return read_workbook(data, sheet) if is_workbook(data) else read_archive(data)
    if is_transport(data):
        return read_transport(data)
    text, encoding = decode(data)
    grid = read_delimited(text)
    grid.reading["encoding"] = encoding
    return grid
