"""The rows of another tool's file beside what the person has changed in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from planner.diary.cells import as_text
from planner.diary.delimiters import DELIMITERS, Grid
from planner.diary.importers.kinds import MY, WHAT, WHEN

_SIGNS: Final = {name: sign for sign, name in DELIMITERS.items()}
_HERS: Final = (*WHEN, *WHAT)


@dataclass(frozen=True, eq=False)
class FileRows:
    """A file as it was opened.

    Attributes
    ----------
    grid : Grid
        Its rows.
    cells : pandas.DataFrame
        What was shown of them at first, by row number; text in every cell.
    """

    grid: Grid
    cells: pd.DataFrame

    def with_changes(self, cells: pd.DataFrame) -> Grid:
        """Return the rows with what she has changed in columns of hers, and without those she has deleted.

        Parameters
        ----------
        cells : pandas.DataFrame
            As they are now: rows of the file, and rows that she has added.
        """
        columns, start = list(_HERS), self.grid.header.position + 1
        before = self.cells.reindex(index=cells.index, columns=columns, fill_value="")
        hers = cells[columns].where(cells[columns] != before, "")
        at_number = {number: place for place, number in enumerate(self.grid.numbers)}
        places = [at_number.get(number) for number in cells.index.tolist()]
        grid = replace(
            self.grid,
            rows=[*self.grid.rows[:start], *([] if at is None else self.grid.rows[at] for at in places)],
            numbers=[*self.grid.numbers[:start], *cells.index.tolist()],
            reading=dict(self.grid.reading),
            numbers_only=self._numbers([-1 if at is None else at - start for at in places]),
        )
        return _beside(grid, hers.to_numpy().tolist()) if (hers != "").any(axis=None) else grid

    def _numbers(self, places: list[int]) -> pd.DataFrame | None:
        """Return the columns of numbers at these places; at -1 nothing is known."""
        numbers = self.grid.numbers_only
        return None if numbers is None else numbers.reindex(places).reset_index(drop=True)

    def to_bytes(self, cells: pd.DataFrame) -> bytes:
        """Return the file as CSV with her columns beside its own, each row at its own number."""
        grid = self.with_changes(cells)
        file = io.StringIO()
        delimiter = _SIGNS.get(grid.reading.get("delimiter", ""), ",")
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        before = 0
        for number, row in zip(grid.numbers, _written(grid), strict=True):
            writer.writerows([[]] * (number - before - 1))
            writer.writerow(["" if cell is None else as_text(cell) for cell in row])
            before = number
        return file.getvalue().encode()


def parted(grid: Grid) -> tuple[Grid, dict[str, list[Any]]]:
    """Part a file that was saved here into the tool's columns and, by field, her cells in each row."""
    fields = grid.header.fields
    hers = {name.removeprefix(MY): place for name, place in fields.items() if name.startswith(MY)}
    if not hers:
        return grid, {}
    width, below = len(grid.header.names), grid.header.position + 1
    kept = [place for place in range(width) if place not in hers.values()]
    moved = {place: at for at, place in enumerate(kept)}
    header = replace(
        grid.header,
        names=tuple(grid.header.names[place] for place in kept),
        fields={name: moved[place] for name, place in fields.items() if place in moved},
    )
    whole = [_padded(row, width) for row in grid.rows]
    rows = [[row[place] for place in kept] for row in whole]
    cells = {name: [row[place] for row in whole[below:]] for name, place in hers.items()}
    return replace(grid, rows=rows, header=header), cells


def _beside(grid: Grid, hers: list[list[str]]) -> Grid:
    """Return rows with her cells to the right of all of the tool's."""
    width, start = len(grid.header.names), grid.header.position + 1
    names = [f"{MY}{name.replace('_', ' ')}" for name in _HERS]
    fields = grid.header.fields | {f"{MY}{name}": width + at for at, name in enumerate(_HERS)}
    header = replace(grid.header, names=(*grid.header.names, *names), fields=fields)
    above, below = grid.rows[: start - 1], grid.rows[start:]
    rows = [[*_padded(row, width), *more] for row, more in zip(below, hers, strict=True)]
    return replace(grid, rows=[*above, list(header.names), *rows], header=header)


def _padded(row: Sequence[Any], width: int) -> list[Any]:
    return [*row[:width], *[""] * (width - len(row))]


def _written(grid: Grid) -> Iterator[Sequence[Any]]:
    """Yield the rows with the columns of numbers among the others."""
    numbers, start = grid.numbers_only, grid.header.position + 1
    if numbers is None:
        yield from grid.rows
        return
    places = [grid.header.fields[str(name)] for name in numbers]
    yield from grid.rows[:start]
    for row, values in zip(grid.rows[start:], numbers.itertuples(index=False), strict=True):
        whole = _padded(row, len(grid.header.names))
        for place, value in zip(places, values, strict=True):
            whole[place] = "" if pd.isna(value) else value
        yield whole
