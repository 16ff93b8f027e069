"""What a person has written beside the rows of another tool's file: her columns, the tool's left as they are.

Her columns are called "my food", "my date" and so on. When and by whom something was eaten changes cell by
cell. Another food makes a row hers: it is looked up as in an own diary, and the nutrients of the file no
longer count for it; another amount takes them in proportion. A row that only she has filled is one that she
has added.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import Any, Final

import numpy as np

from planner.diary.cells import Column
from planner.diary.choices import Choices
from planner.diary.columns import Header
from planner.diary.dates import date_order, read_date, settle
from planner.diary.delimiters import Grid
from planner.diary.draft import Draft, columns_of
from planner.diary.file_nutrients import FileNutrients
from planner.diary.given import amount_text
from planner.diary.importers.kinds import MY, WHAT, WHEN
from planner.diary.model import Fault
from planner.diary.own import NO_DATE, NO_PERSON, NOT_A_DATE, read_own
from planner.diary.quantities.figures import written
from planner.diary.resolve import Resolution
from planner.language import mark
from planner.units import GRAMS

_COUNTED: Final = re.compile(r"^(\d+(?:\.\d+)?)\s*(.*)$")
_MOST_TIMES: Final = 100.0
"""More than this of what the tool says is rather a slip, or another unit."""
_CHANGED: Final = mark("as you changed it")
_IN_PROPORTION: Final = mark("the nutrients of the file in proportion to your amount")


def take_changes(draft: Draft, grid: Grid, choices: Choices) -> None:
    """Put what she has written in place of what the tool says, row by row.

    Parameters
    ----------
    draft : Draft
        As the tool's reader made it; changed in place.
    grid : Grid
    choices : Choices
        Her dates are read in the order of the file's where she has not said.
    """
    hers = _rows_of_hers(grid)
    if not hers.below_header:
        return
    cells = columns_of(hers, (*WHAT, *WHEN))
    own = read_own(_without(hers, "date", "person"), choices)
    own.person = [name or None for name in cells["person"].texts]
    _read_dates(own, cells["date"], choices.date_order or draft.reading.get("date_order"))
    places = {row: place for place, row in enumerate(draft.row)}
    factors: dict[int, float] = {}
    for place, row in enumerate(own.row):
        if row in places:  # the total of a day is left out, whatever is written beside it
            filled = {name for name, column in cells.items() if column.text_at(place)}
            _drop_faults(draft, grid, row, filled)
            factors[places[row]] = _take_row(draft, places[row], own, place, filled)
    draft.faults += [fault for fault in own.faults if fault.row in places]
    _fault_gaps(draft, [places[row] for row in own.row if row in places])
    _scale(draft, factors)
    draft.reading["rows_changed"] = len(factors)


def _rows_of_hers(grid: Grid) -> Grid:
    """Return the rows in which something is hers, under her columns."""
    fields = {name[len(MY) :]: at for name, at in grid.header.fields.items() if name.startswith(MY)}
    start = grid.header.position + 1
    kept = [
        place
        for place, row in enumerate(grid.below_header, start)
        if any(str(row[at] or "").strip() for at in fields.values() if at < len(row))
    ]
    header = Header(0, grid.header.names, "own", fields)
    rows = [list(grid.header.names), *(grid.rows[place] for place in kept)]
    return Grid(rows, [0, *(grid.numbers[place] for place in kept)], header, grid.reading, may_shift=False)


def _without(grid: Grid, *fields: str) -> Grid:
    kept = {name: place for name, place in grid.header.fields.items() if name not in fields}
    return replace(grid, header=replace(grid.header, fields=kept))


def _read_dates(own: Draft, cells: Column, order: str | None) -> None:
    """Fill her dates: none is taken from the row above, which is not hers."""
    readings = [read_date(value) if value != "" else None for value in cells.values]
    found = [settle(reading, date_order(readings, order)) for reading in readings]
    own.date = [found[code] for code in cells.codes]
    for place, blank in enumerate(cells.is_blank):
        if not blank and own.date[place] is None:
            own.fault(place, cells, *NOT_A_DATE)


def _drop_faults(draft: Draft, grid: Grid, row: int, filled: set[str]) -> None:
    """Forget what was wrong with the cells that she has written anew."""
    fields, names = grid.header.fields, grid.header.names
    about_dates = {names[fields[name]] for name in ("date", "started") if name in fields}
    draft.faults = [
        fault
        for fault in draft.faults
        if fault.row != row or not (filled & set(WHAT) or ("date" in filled and fault.column in about_dates))
    ]


def _take_row(draft: Draft, at: int, own: Draft, place: int, filled: set[str]) -> float:
    """Take one row of hers; return by what the nutrients of the file are multiplied, NaN where they go."""
    for name in WHEN:
        if name in filled:
            getattr(draft, name)[at] = getattr(own, name)[place]
    if not filled & set(WHAT):
        draft.assumed[at] += [_CHANGED, *own.assumed[place]]
        return 1.0
    draft.assumed[at] = [_CHANGED, *own.assumed[place]]
    (draft.unclear.add if place in own.unclear else draft.unclear.discard)(at)
    answer, before = draft.answers.pop(at, None), (draft.amount[at], draft.grams[at])
    _take_food(draft, at, own, place, filled)
    _take_amount(draft, at, own, place, filled)
    factor = math.nan if filled & {"food", "food_id"} else _proportion(draft, at, before)
    if not math.isnan(factor):
        draft.grams[at] = None if before[1] is None else round(before[1] * factor, 4)
        if answer is not None and at not in draft.unclear:
            draft.answers[at] = _in_proportion(draft, at, answer, factor)
    return factor


def _take_food(draft: Draft, at: int, own: Draft, place: int, filled: set[str]) -> None:
    if "food" in filled:
        draft.text[at] = own.text[place]
    if filled & {"food", "food_id"}:
        draft.food_id[at] = own.food_id[place]


def _take_amount(draft: Draft, at: int, own: Draft, place: int, filled: set[str]) -> None:
    if filled & {"amount", "unit"} or own.amount[place] is not None:
        draft.amount[at] = own.amount[place] if own.amount[place] is not None else draft.amount[at]
        draft.unit[at], draft.grams[at] = own.unit[place], None
    if own.grams[place] is not None:
        draft.grams[at] = own.grams[place]


def _proportion(draft: Draft, at: int, before: tuple[Any, float | None]) -> float:
    """Return how many times as much she wrote, NaN where the two amounts cannot be compared."""
    (amount, grams), new = before, _counted(draft.amount[at], draft.unit[at])
    hers = draft.grams[at] or new[0] * GRAMS.get(new[1], 0.0)
    if hers and grams:
        times = hers / grams
    else:
        old = _counted(amount, None)
        times = new[0] / old[0] if old[1] == new[1] and old[0] > 0 else 0.0
    return times if 0 < times <= _MOST_TIMES else math.nan


def _counted(amount: float | str | None, unit: str | None) -> tuple[float, str]:
    """Part an amount into a number and what it counts; 0 where it is no plain number."""
    text = f"{written(amount) if isinstance(amount, float) else amount or ''} {unit or ''}".strip()
    found = _COUNTED.match(text)
    return (float(found[1]), found[2].casefold()) if found else (0.0, text)


def _in_proportion(draft: Draft, at: int, answer: Resolution, factor: float) -> Resolution:
    assumed = answer.assumed if factor == 1 else "; ".join(filter(None, (answer.assumed, _IN_PROPORTION)))
    return replace(
        answer,
        household=amount_text(draft, at),
        grams=answer.grams * factor,
        units=answer.units * factor,
        assumed=assumed,
    )


def _fault_gaps(draft: Draft, places: list[int]) -> None:
    """Fault rows of hers without a day or a person, where the other rows have them."""
    dated, named = any(draft.date), any(draft.person)
    known = {fault.row for fault in draft.faults}
    for at in places:
        if dated and draft.date[at] is None and draft.row[at] not in known:
            draft.faults.append(Fault(draft.row[at], "date", "", *NO_DATE))
        if named and draft.person[at] is None:
            draft.faults.append(Fault(draft.row[at], "person", "", *NO_PERSON))


def _scale(draft: Draft, factors: dict[int, float]) -> None:
    if draft.given is None:
        return
    times = np.ones(len(draft.row))
    times[list(factors)] = list(factors.values())
    draft.given = FileNutrients(draft.given.frame.mul(times, axis=0))
