"""A diary as it was typed: the cells of a file before they are understood, so that they can be mended.

The table goes back to the reader as CSV under the file's own column names and row numbers, so that what the
dashboard shows is what the command line says of the same file. Another tool's file stays as it is, and what
is changed in it stands in columns of its own, see :mod:`planner.diary.changes`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from planner.diary.cells import as_text
from planner.diary.delimiters import DELIMITERS, Grid
from planner.diary.opening import open_grid
from planner.errors import DiaryFileError
from planner.language import _
from planner.ui.file_rows import FileRows, parted

FIELDS: Final = (
    "person",
    "date",
    "time",
    "datetime",
    "meal",
    "food",
    "amount",
    "unit",
    "grams",
    "food_id",
    "notes",
)
USUAL: Final = ("date", "time", "meal", "food", "amount", "unit")
"""Columns of a diary that is begun here."""
BEYOND: Final = "beyond"
"""Cells that stand to the right of the last column name: a stray comma has moved the row."""
_MARK: Final = " ¦ "
_SIGNS: Final = {name: sign for sign, name in DELIMITERS.items()}
"""Written as it was read, for the delimiter says what a comma within a number means; a workbook has none."""


@dataclass(frozen=True, eq=False)
class Table:
    """What was typed.

    Attributes
    ----------
    cells : pandas.DataFrame
        One row a food, indexed by row number as a spreadsheet shows it; text in every cell, ``""`` where
        blank; the columns are :data:`FIELDS`, then :data:`BEYOND`.
    names : mapping of str to str
        The file's own name of each column that it has.
    header_row : int
        Row number of the column names.
    reading : mapping
        How the file was read.
    file : FileRows or None
        Another tool's file, where it is one.
    """

    cells: pd.DataFrame
    names: Mapping[str, str]
    header_row: int
    reading: Mapping[str, Any]
    file: FileRows | None = None

    @property
    def columns(self) -> list[str]:
        """The columns to show: the file's own, the usual ones, and any other that holds something."""
        filled = {name for name in FIELDS if (self.cells[name] != "").any()}
        usual = set(USUAL) - ({"date"} if "datetime" in self.names else set())
        return [name for name in FIELDS if name in self.names or name in filled or name in usual]

    def to_read(self) -> bytes | Grid:
        """Return what the reader takes: the table as a file, or the rows of another tool's file."""
        return self.to_bytes() if self.file is None else self.file.with_changes(self.cells)

    def to_bytes(self) -> bytes:
        r"""Return the table as CSV in UTF-8, each row at its own number.

        Examples
        --------
        >>> append(empty_table(), [{"food": "banana", "amount": "1"}]).to_bytes().decode().splitlines()
        ['food,amount', 'banana,1']
        """
        if self.file is not None:
            return self.file.to_bytes(self.cells)
        kept = {"food", *self.names}
        written = [name for name in FIELDS if name in kept or (self.cells[name] != "").any()]
        file = io.StringIO()
        writer = csv.writer(
            file, delimiter=_SIGNS.get(self.reading.get("delimiter", ""), ";"), lineterminator="\n"
        )
        writer.writerows([[]] * (self.header_row - 1))
        writer.writerow([self.names.get(name, name) for name in written])
        before = self.header_row
        for number, *row, beyond in self.cells[[*written, BEYOND]].itertuples():
            writer.writerows([[]] * (number - before - 1))
            writer.writerow([*row, *(beyond.split(_MARK) if beyond else [])])
            before = number
        return file.getvalue().encode()


def empty_table() -> Table:
    """Return a table without rows, under the usual column names."""
    return Table(_frame([], []), {}, 1, {"delimiter": "comma"})


def read_table(data: bytes) -> Table:
    r"""Return the cells of a diary file.

    Parameters
    ----------
    data : bytes
        CSV or XLSX, the own format or the export of another tool (also as XPT, or in its ZIP).

    Raises
    ------
    DiaryFileError
        When the file as a whole is refused.

    Examples
    --------
    >>> table = read_table(b"Essen;Menge\nbanana;1,5\n")
    >>> table.cells.loc[2, ["food", "amount"]].tolist(), table.names["amount"]
    (['banana', '1,5'], 'Menge')
    """
    grid = open_grid(data)
    if grid.header.kind == "own":
        return _of(grid, grid.may_shift)
    grid, hers = parted(grid)
    table = _of(grid, may_shift=False)
    now = table.cells.copy()
    for name, values in hers.items():
        now[name] = [_one_line(mine) or theirs for mine, theirs in zip(values, now[name], strict=True)]
    return replace(table, cells=now, file=FileRows(grid, table.cells))


def _of(grid: Grid, may_shift: bool) -> Table:
    """Return the cells under the columns that a diary has."""
    places = {field: place for field, place in grid.header.fields.items() if field in FIELDS}
    width = len(grid.header.names)
    rows = [
        {field: _text(row, place) for field, place in places.items()}
        | ({BEYOND: _beyond(row[width:])} if may_shift else {})
        for row in grid.below_header
    ]
    names = {field: grid.header.names[place] for field, place in places.items()}
    cells = _frame(rows, grid.numbers[grid.header.position + 1 :])
    return Table(cells, names, grid.numbers[grid.header.position], dict(grid.reading))


def append(table: Table, rows: Sequence[Mapping[str, str]]) -> Table:
    """Return a table with more rows below."""
    own = table.cells if table.file is None else table.file.cells  # the number of a deleted row stays its own
    start = int(max([table.header_row, *table.cells.index, *own.index])) + 1
    more = _frame(rows, range(start, start + len(rows)))
    return replace(table, cells=pd.concat([table.cells, more]))


def join(table: Table, other: Table) -> Table:
    """Return a table with the rows of another below, its dates and times in columns of their own.

    Raises
    ------
    DiaryFileError
        Where the other is another tool's file, whose nutrients would be lost.
    """
    if other.file is not None:
        raise DiaryFileError(
            _("These rows are another tool's export, which stands for itself."),
            _("Start over and take them alone, or paste rows with food, amount and unit."),
        )
    rows = other.cells.to_dict("records")
    return append(table, [{str(key): value for key, value in row.items()} for row in rows])


def with_cells(table: Table, row: int, values: Mapping[str, str]) -> Table:
    """Return a table with some cells of one row written anew."""
    cells = table.cells.copy()
    for name, value in values.items():
        cells.loc[row, name] = _one_line(value)
    cells.loc[row, BEYOND] = ""
    return replace(table, cells=cells)


def without(table: Table, rows: Sequence[int]) -> Table:
    """Return a table without some rows; the others keep their numbers."""
    return replace(table, cells=table.cells.drop(index=list(rows)))


def edited(table: Table, changes: Mapping[str, Any]) -> Table:
    """Return the table after edits in a grid.

    Parameters
    ----------
    table : Table
        As it was when the grid was shown; the grid's first row is its first.
    changes : mapping
        ``edited_rows`` (position to column to value), ``added_rows``, ``deleted_rows``, as of Streamlit.
    """
    numbers = table.cells.index
    for position, values in changes.get("edited_rows", {}).items():
        table = with_cells(table, int(numbers[int(position)]), _texts(values))
    gone = [int(numbers[position]) for position in changes.get("deleted_rows", [])]
    added = [_texts(row) for row in changes.get("added_rows", [])]
    return append(without(table, gone), [row for row in added if any(row.values())])


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else as_text(value) for name, value in values.items() if name in FIELDS}


def _text(row: Sequence[Any], place: int) -> str:
    return _one_line(row[place]) if place < len(row) else ""


def _beyond(cells: Sequence[Any]) -> str:
    return _MARK.join(text for cell in cells if (text := _one_line(cell)))


def _one_line(value: Any) -> str:
    return "" if value is None else " ".join(as_text(value).split())


def _frame(rows: Sequence[Mapping[str, str]], numbers: Sequence[int]) -> pd.DataFrame:
    data = {name: [_one_line(row.get(name, "")) for row in rows] for name in (*FIELDS, BEYOND)}
    return pd.DataFrame(data, index=pd.Index(list(numbers), dtype="int64", name="row"), dtype="str")
