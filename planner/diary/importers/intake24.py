"""Intake24, version 4 and the older one: a food a row, with its grams after leftovers.

Its food codes are its own, so foods are looked up by their names, and count with the file's own nutrients
where no name is sure. A food that the person did not find in Intake24 ("missing food") has no weight: it
stays as a row that needs attention. Times are those of the meals; the day is the recall's.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from planner.diary.cells import Column
from planner.diary.choices import Choices
from planner.diary.columns import plain_name
from planner.diary.dates import DateOrderError, Reading, date_order, read_date, settle, split_time
from planner.diary.delimiters import Grid
from planner.diary.draft import Draft, columns_of, draft_of, read_each
from planner.diary.importers.amounts import first_day, keep_apart, mark_of, read_given, read_times
from planner.diary.importers.nutrient_columns import UNITS
from planner.diary.meals import meal_name
from planner.diary.numbers import FigureError, read_grams_cell
from planner.language import mark

_FIELDS: Final = (
    "food", "local", "brand", "missing", "missing_portion", "missing_leftovers", "grams", "serving",
    "leftovers", "date", "started", "time", "meal", "person", "recall", "amount", "unit", "food_id", "notes",
)  # fmt: skip
_NOT_FOUND: Final = (
    mark("This food was not in Intake24's list, so it has no weight."),
    mark("Look it up, and write it with its weight in grams."),
)
_NO_WEIGHT: Final = (
    mark("No weight is given."),
    mark("Write the portion's weight in grams, less what was left over."),
)
_NO_DATE: Final = (mark("The day of this recall is not given."), mark("Fill the recall date as 2026-03-01."))
_DAY_BEFORE: Final = mark("the day before the recall was made, which is what Intake24 asks about")


def read_intake24(grid: Grid, choices: Choices) -> Draft:
    """Read an Intake24 export; each recall becomes one day of one person."""
    cells = columns_of(grid, _FIELDS)
    draft = draft_of(grid, cells)
    read_given(draft, grid, grid.header.factors)
    draft.reading["units_taken_as_usual"] = [
        grid.header.names[place]
        for name, place in grid.header.fields.items()
        if name in grid.header.factors and plain_name(grid.header.names[place]).split()[-1] not in UNITS
    ]
    draft.meal = cells["meal"].each(meal_name)
    read_times(draft, cells["time"])
    _names(draft, cells)
    _weights(draft, cells, grid)
    _missing_foods(draft, cells)
    _days(draft, cells, choices.date_order)
    return draft


def _names(draft: Draft, cells: dict[str, Column]) -> None:
    """Take the name in English, and the local one where there is none."""
    brands = cells["brand"].texts
    for place, local in enumerate(cells["local"].texts):
        draft.text[place] = draft.text[place] or local
        draft.notes[place] = mark("brand: {brands}").format(brands=brands[place]) if brands[place] else None


def _weights(draft: Draft, cells: dict[str, Column], grid: Grid) -> None:
    """Fill the grams: the portion's weight, or what was served less what was left."""
    point = mark_of(grid, [cells["grams"], cells["serving"], cells["leftovers"]])
    draft.grams = [_number(weight) for weight in read_each(draft, cells["grams"], _reader(point))]
    served = cells["serving"].each(lambda cell: _quiet(cell, point))
    left = cells["leftovers"].each(lambda cell: _quiet(cell, point))
    for place, blank in enumerate(cells["grams"].is_blank):
        total = served[place]
        if not blank or total is None or cells["missing"].text_at(place):
            continue
        rest = total - (left[place] or 0.0)
        if rest > 0:
            draft.grams[place] = round(rest, 4)
            draft.assumed[place].append(mark("the weight served less what was left over"))
        else:
            draft.fault(
                place,
                cells["leftovers"],
                mark("All that was served was left over."),
                mark("Leave the row out."),
            )
            draft.unclear.add(place)


def _reader(point: str) -> Any:
    return lambda cell: read_grams_cell(cell, point)


def _number(weight: float | str | None) -> float | None:
    return weight if isinstance(weight, float) else None


def _quiet(cell: Any, point: str) -> float | None:
    try:
        return _number(read_grams_cell(cell, point))
    except FigureError:
        return None


def _missing_foods(draft: Draft, cells: dict[str, Column]) -> None:
    """Fault the foods that were not in the list, and those without a weight."""
    said = zip(
        *(cells[name].texts for name in ("missing", "missing_portion", "missing_leftovers")), strict=True
    )
    for place, (name, portion, leftovers) in enumerate(said):
        if place in draft.unclear:
            continue
        if name and not draft.text[place]:
            parts = [
                name,
                portion,
                mark("left over: {leftovers}").format(leftovers=leftovers) if leftovers else "",
            ]
            draft.text[place] = "; ".join(part for part in parts if part)
            draft.fault(place, cells["missing"], *_NOT_FOUND)
            draft.unclear.add(place)
        elif draft.grams[place] is None:
            draft.fault(place, cells["grams"], *_NO_WEIGHT)
            draft.unclear.add(place)


def _days(draft: Draft, cells: dict[str, Column], asked: str | None) -> None:
    """Fill the recall's day; the older exports have only when the recall was made, the day after."""
    day, before = cells["date"], cells["started"]
    recalls = list(zip(cells["person"].texts, cells["recall"].texts, strict=True))
    readings = {column.name: [_reading(cell) for cell in column.values] for column in (day, before)}
    order = _order([one for column in (day, before) for one in readings[column.name]], asked, day)
    draft.reading["date_order"] = order
    own = [settle(reading, order) for reading in readings[day.name]]
    made = [settle(reading, order) for reading in readings[before.name]]
    firsts = first_day(recalls, [made[code] for code in before.codes])
    for place, recall in enumerate(recalls):
        date = own[day.codes[place]]
        if date is None and recall in firsts and firsts[recall] > dt.date.min:
            date = firsts[recall] - dt.timedelta(days=1)
            draft.assumed[place].append(_DAY_BEFORE)
        draft.date[place] = date
        if date is None:
            draft.fault(place, day, *_NO_DATE)
    keep_apart(draft, recalls, first_day(recalls, draft.date))


def _order(readings: list[Reading], asked: str | None, day: Column) -> str | None:
    """Return the order of day and month: the older exports, without a recall date, write British dates."""
    try:
        return date_order(readings, asked)
    except DateOrderError:
        if day.is_blank.all():
            return "dmy"
        raise


def _reading(cell: Any) -> Reading:
    return read_date(split_time(cell)[0]) if cell != "" else None
