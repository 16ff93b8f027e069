"""What readers of exports share: nutrient cells, days, times, and recalls of one day kept apart."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.diary.cells import Column
from planner.diary.dates import Reading, date_order, read_date, settle, split_time
from planner.diary.delimiters import Grid
from planner.diary.draft import Draft, columns_of
from planner.diary.file_nutrients import FileNutrients
from planner.diary.numbers import FigureError, decimal_mark, in_points
from planner.diary.times import read_time
from planner.language import mark
from planner.reference.nutrients import nutrients
from planner.units import convert_mass

MOST_GRAMS: Final = 10_000.0
MOST_KCAL: Final = 100_000.0
_LONGEST: Final = 40
_DATE_ADVICE: Final = mark("Write the date as 2026-03-01.")

Floats: TypeAlias = npt.NDArray[np.float64]
Recall: TypeAlias = tuple[str, str]
"""A person and the number of the recall."""


def mark_of(grid: Grid, cells: Iterable[Column]) -> str:
    """Return the decimal mark of a file: these tools write points, a spreadsheet may have changed them."""
    usual = "" if grid.reading.get("delimiter") == "semicolon" else "."
    return decimal_mark((value for column in cells for value in column.values), usual)


def read_given(draft: Draft, grid: Grid, factors: Mapping[str, float]) -> None:
    """Fill the nutrients of each row; blank and what is no amount is unknown, and the second is said.

    Parameters
    ----------
    draft : Draft
    grid : Grid
        Its header has a column for each nutrient.
    factors : mapping
        By nutrient id, what turns a cell into the registry's unit.
    """
    numbers = grid.numbers_only if grid.numbers_only is not None else pd.DataFrame()
    columns = columns_of(grid, (nutrient for nutrient in factors if nutrient not in numbers))
    point = mark_of(grid, columns.values())
    values = {}
    for nutrient, factor in factors.items():
        if nutrient in numbers:
            values[nutrient] = _checked(draft, grid, nutrient, numbers[nutrient].to_numpy() * factor)
            continue
        cells = columns[nutrient]
        read = np.array([_amount(cell, point) * factor for cell in cells.values], dtype=float)
        read[read > _most(nutrient)] = math.nan
        values[nutrient] = read[cells.codes]
        _say_unread(draft, cells, np.isnan(read))
    frame = pd.DataFrame(values, index=range(len(draft.row)), columns=list(factors), dtype=float)
    draft.given = FileNutrients(frame)
    draft.reading["decimal_mark"] = point


def _checked(draft: Draft, grid: Grid, nutrient: str, values: Floats) -> Floats:
    """Return numbers of which those that are no amounts are unknown, and say so."""
    usable = (values >= 0) & (values <= _most(nutrient))
    name = grid.header.names[grid.header.fields[nutrient]]
    for place in (~usable & ~np.isnan(values)).nonzero()[0].tolist():
        draft.assumed[place].append(_left_unknown(f"{values[place]:g}", name))
    return np.where(usable, values, math.nan)


def _amount(cell: Any, point: str) -> float:
    """Return a cell as a number, NaN where it is none or less than zero."""
    if isinstance(cell, str):
        if not cell or len(cell) > _LONGEST:
            return math.nan
        try:
            cell = float(in_points(cell, point))
        except (FigureError, ValueError):
            return math.nan
    if not isinstance(cell, (int, float)) or not math.isfinite(cell) or cell < 0:
        return math.nan
    return float(cell)


def _most(nutrient: str) -> float:
    unit = nutrients()[nutrient].unit
    return MOST_KCAL if unit == "kcal" else convert_mass(MOST_GRAMS, "g", unit)


def _say_unread(draft: Draft, cells: Column, unread: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
    unread &= np.array([value != "" for value in cells.values], dtype=bool)
    for place in unread[cells.codes].nonzero()[0].tolist():
        draft.assumed[place].append(_left_unknown(cells.text_at(place), cells.name))


def _left_unknown(said: str, name: str) -> str:
    return mark("“{said}” is no usable amount: {name} is left unknown").format(said=said[:20], name=name[:40])


def read_days(draft: Draft, cells: Column, asked: str | None) -> None:
    """Fill the days from a column of dates; a row without a day is a fault where the file has the column."""
    days = [split_time(value)[0] for value in cells.values]
    readings: list[Reading] = [read_date(day) if day != "" else None for day in days]
    order = date_order(readings, asked)
    draft.reading["date_order"] = order
    found = [settle(reading, order) for reading in readings]
    draft.date = [found[code] for code in cells.codes]
    for place, day in enumerate(draft.date):
        if day is None:
            draft.fault(place, cells, mark("This is not a date."), _DATE_ADVICE)


def read_times(draft: Draft, cells: Column) -> None:
    """Fill the times; one that is not understood is left out and said, for the food still counts."""
    draft.time = cells.each(lambda cell: read_time(split_time(cell)[1] or cell))
    for place in (~cells.is_blank).nonzero()[0].tolist():
        if draft.time[place] is None:
            said = cells.text_at(place)[:40]
            draft.assumed[place].append(
                mark("the time “{said}” was not understood and is left out").format(said=said)
            )


def keep_apart(draft: Draft, recalls: list[Recall], days: Mapping[Recall, dt.date | None]) -> None:
    """Name two recalls of one person for the same day apart, so that they are not added up."""
    shared = _sharing_a_day(days.items())
    for place, recall in enumerate(recalls):
        if recall in shared:
            draft.person[place] = f"{recall[0]} (recall {recall[1]})".strip()
            draft.notes[place] = mark("another recall of this person is for the same day")


def _sharing_a_day(days: Iterable[tuple[Recall, dt.date | None]]) -> set[Recall]:
    by_day: defaultdict[tuple[str, dt.date], list[Recall]] = defaultdict(list)
    for recall, day in days:
        if day is not None:
            by_day[recall[0], day].append(recall)
    return {recall for sharing in by_day.values() if len(sharing) > 1 for recall in sharing}


def first_day(recalls: list[Recall], days: list[dt.date | None]) -> dict[Recall, dt.date]:
    """Return the first day of each recall."""
    found: dict[Recall, dt.date] = {}
    for recall, day in zip(recalls, days, strict=True):
        if day is not None:
            found[recall] = min(day, found.get(recall, day))
    return found
