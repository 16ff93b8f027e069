"""The own format: a column for the food and its amount, and what else people write."""

from __future__ import annotations

import datetime as dt
from typing import Final

from planner.diary.cells import Column, column
from planner.diary.choices import Choices
from planner.diary.columns import UNIT_NOT_SAID, plain_name
from planner.diary.dates import Reading, date_order, read_date, settle, split_time
from planner.diary.delimiters import Grid
from planner.diary.draft import Draft, columns_of, draft_of, read_each
from planner.diary.meals import meal_name
from planner.diary.model import Fault
from planner.diary.numbers import FORMULA, decimal_mark, read_amount_cell, read_grams_cell
from planner.diary.times import read_time
from planner.language import mark

_FIELDS: Final = (
    "food", "amount", "unit", "grams", "date", "time", "datetime", "meal", "person", "food_id", "notes"
)  # fmt: skip
_DATE_ADVICE: Final = mark("Write the date as 2026-03-01.")
NOT_A_DATE: Final = (mark("This is not a date."), _DATE_ADVICE)
NO_DATE: Final = (mark("The date is missing."), _DATE_ADVICE)
NO_PERSON: Final = (mark("No person is named, and other rows name one."), mark("Write whose meal this was."))


def read_own(grid: Grid, choices: Choices) -> Draft:
    """Read the rows below the header of an own diary.

    Parameters
    ----------
    grid : Grid
    choices : Choices

    Raises
    ------
    DateOrderError
        When the dates can be read two ways.
    """
    cells = columns_of(grid, _FIELDS)
    draft = draft_of(grid, cells)
    draft.meal = cells["meal"].each(meal_name)
    _moved_cells(draft, grid)
    times = _dates(draft, cells, choices.date_order)
    _times(draft, cells["time"] if not cells["time"].is_blank.all() else times)
    _persons(draft, cells["person"])
    _amounts(draft, cells, grid)
    return draft


def _moved_cells(draft: Draft, grid: Grid) -> None:
    """Fault rows with more cells than names: a delimiter within a text has moved what follows it."""
    if not grid.may_shift:
        return
    width = len(grid.header.names)
    advice = mark('Put a text that contains a {delimiter} in quotation marks: "milk, whole".').format(
        delimiter=grid.reading["delimiter"]
    )
    for place, row in enumerate(grid.below_header):
        extra = ", ".join(cell.strip() for cell in row[width:] if cell.strip())
        if extra:
            problem = mark("This row has more cells than there are column names.")
            draft.faults.append(Fault(draft.row[place], draft.names["food"], extra[:200], problem, advice))
            draft.unclear.add(place)


def _amounts(draft: Draft, cells: dict[str, Column], grid: Grid) -> None:
    usual = "." if grid.reading.get("delimiter") == "comma" else ""
    point = decimal_mark([*cells["amount"].values, *cells["grams"].values], usual)
    draft.reading["decimal_mark"] = point
    draft.amount = read_each(draft, cells["amount"], lambda cell: read_amount_cell(cell, point))
    bare = plain_name(cells["grams"].name) in UNIT_NOT_SAID
    weights = read_each(draft, cells["grams"], lambda cell: read_grams_cell(cell, point))
    for place, weight in enumerate(weights):
        if isinstance(weight, float):
            draft.grams[place] = weight
            draft.assumed[place] += (
                [mark("the weight of {weight} taken as grams").format(weight=f"{weight:g}")] if bare else []
            )
        elif weight is not None and draft.amount[place] is None:
            draft.amount[place], draft.unit[place] = weight, None
        elif weight is not None:
            draft.fault(
                place,
                cells["grams"],
                mark("This is not a weight in grams."),
                mark("Write a number of grams."),
            )
            draft.unclear.add(place)
    _unit_of_header(draft, grid.header.amount_unit)


def _unit_of_header(draft: Draft, unit: str) -> None:
    """Give plain numbers the unit that the column's name tells, as in "Amount (ml)"."""
    if unit:
        draft.unit = [
            unit if said is None and isinstance(amount, float) else said
            for said, amount in zip(draft.unit, draft.amount, strict=True)
        ]


def _dates(draft: Draft, cells: dict[str, Column], asked: str | None) -> Column:
    """Fill the dates; return the times that stand beside them in the same cells."""
    both = cells["datetime"] if cells["date"].is_blank.all() else cells["date"]
    parts = [split_time(value) for value in both.values]
    readings: list[Reading] = [read_date(day) if day != "" else None for day, _ in parts]
    order = date_order(readings, asked)
    draft.reading["date_order"] = order
    days = [settle(reading, order) for reading in readings]
    draft.date = _filled_down(draft, both, [days[code] for code in both.codes])
    times = [time for _, time in parts]
    told = any(read_time(time) not in (None, "00:00") for time in times)
    return column(both.name, [times[code] if told else "" for code in both.codes])


def _filled_down(draft: Draft, cells: Column, days: list[dt.date | None]) -> list[dt.date | None]:
    """Take the date of the row above where it is written once a day; fault the other gaps."""
    blank = cells.is_blank
    if blank.all():
        return days
    for place, day in enumerate(days):
        if day is not None:
            continue
        if not blank[place]:
            formula = cells.text_at(place).startswith("=")
            draft.fault(place, cells, *(FORMULA if formula else NOT_A_DATE))
        elif place and days[place - 1] is not None:
            days[place] = days[place - 1]
            draft.assumed[place].append(mark("the date of the row above"))
        else:
            draft.fault(place, cells, mark("The date is missing, and no row above has one."), _DATE_ADVICE)
    return days


def _times(draft: Draft, cells: Column) -> None:
    """Fill the times; one that is not understood is left out and said, for the food still counts."""
    draft.time = cells.each(read_time)
    for place in (~cells.is_blank).nonzero()[0].tolist():
        if draft.time[place] is None:
            said = cells.text_at(place)[:40]
            draft.assumed[place].append(
                mark("the time “{said}” was not understood and is left out").format(said=said)
            )


def _persons(draft: Draft, cells: Column) -> None:
    """Take the person of the row above where the cell is blank, once somebody is named.

    "Anna" and "ANNA" are one person, under the name written first.
    """
    if cells.is_blank.all():
        return
    first: dict[str, str] = {}
    for place, person in enumerate(draft.person):
        if person is not None:
            draft.person[place] = first.setdefault(person.casefold(), person)
            continue
        if place and draft.person[place - 1] is not None:
            draft.person[place] = draft.person[place - 1]
            draft.assumed[place].append(mark("the person of the row above"))
        else:
            draft.fault(place, cells, *NO_PERSON)
