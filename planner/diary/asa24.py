"""ASA24 Items files: one row a food with its FNDDS code and grams.

The eating day is that of ``IntakeStartDateTime``; ``ReportingDate`` is when the recall was made, usually the
day after. One recall is one day, even where it runs past midnight. Dates are American: month, day, year.
What the numbers of ``Occ_Name`` mean is not in the file, so meals are called by their number in the day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from planner.diary.cells import Column, as_text
from planner.diary.columns import Header
from planner.diary.dates import read_date, settle, split_time
from planner.diary.delimiters import Grid
from planner.diary.draft import Draft, columns_of, draft_of, read_each
from planner.diary.numbers import read_grams_cell
from planner.diary.times import read_time
from planner.reference.foods import PREFIX

Recall: TypeAlias = tuple[str, str]
"""A person and the number of the recall."""

_FIELDS: Final = {
    "food": "fooddescription",
    "food_id": "foodcode",
    "grams": "foodamt",
    "person": "username",
    "recall": "recallno",
    "started": "intakestartdatetime",
    "time": "occtime",
    "meal": "occno",
}
_NO_DATE: Final = ("The day of this recall is not given.", "Fill IntakeStartDateTime as 1/18/2026 0:00.")
_NO_CODE: Final = ("No food code is given.", "Fill FoodCode with the eight figures of an FNDDS food.")


def read_asa24(grid: Grid) -> Draft:
    """Read the rows of an ASA24 Items file; each recall becomes one day of one person."""
    own = {
        name: grid.header.fields[theirs] for name, theirs in _FIELDS.items() if theirs in grid.header.fields
    }
    header = Header(grid.header.position, grid.header.names, "asa24", own)
    grid = Grid(grid.rows, grid.numbers, header, grid.reading, grid.may_shift)
    cells = columns_of(grid, [*_FIELDS, "amount", "unit", "notes"])
    draft = draft_of(grid, cells)
    weights = read_each(draft, cells["grams"], _grams)
    draft.grams = weights
    draft.food_id = cells["food_id"].each(_food_id)
    draft.meal = cells["meal"].each(lambda cell: f"occasion {as_text(cell)}" if cell != "" else None)
    draft.time = cells["time"].each(lambda cell: read_time(split_time(cell)[1]) or _midnight(cell))
    draft.reading |= {"date_order": "mdy", "decimal_mark": "."}
    _fault_without_code(draft, cells["food_id"])
    _one_day_a_recall(draft, cells)
    return draft


def _grams(cell: Any) -> float | None:
    weight = read_grams_cell(cell, ".")
    return weight if isinstance(weight, float) else None


def _food_id(cell: Any) -> str | None:
    return PREFIX + as_text(cell) if cell != "" else None


def _midnight(cell: Any) -> str | None:
    """Return midnight for a date without a time: a workbook keeps it so."""
    return "00:00" if isinstance(cell, (dt.datetime, dt.date)) else None


def _fault_without_code(draft: Draft, cells: Column) -> None:
    for place in cells.is_blank.nonzero()[0].tolist():
        draft.fault(place, cells, *_NO_CODE)
        draft.unclear.add(place)


def _one_day_a_recall(draft: Draft, cells: dict[str, Column]) -> None:
    recalls = list(zip(cells["person"].texts, cells["recall"].texts, strict=True))
    started = _first_day(recalls, cells["started"].each(_day))
    eaten = _first_day(recalls, cells["time"].each(_day))
    days = {recall: started.get(recall) or eaten.get(recall) for recall in recalls}
    draft.date = [days[recall] for recall in recalls]
    for place, day in enumerate(draft.date):
        if day is None:
            draft.fault(place, cells["started"], *_NO_DATE)
    _keep_apart(draft, recalls, days)


def _day(cell: Any) -> dt.date | None:
    return settle(read_date(split_time(cell)[0]), "mdy")


def _first_day(recalls: list[Recall], days: list[dt.date | None]) -> dict[Recall, dt.date]:
    found: dict[Recall, dt.date] = {}
    for recall, day in zip(recalls, days, strict=True):
        if day is not None:
            found[recall] = min(day, found.get(recall, day))
    return found


def _keep_apart(draft: Draft, recalls: list[Recall], days: dict[Recall, dt.date | None]) -> None:
    """Name two recalls of one person for the same day apart, so that they are not added up."""
    shared = _sharing_a_day(days.items())
    for place, recall in enumerate(recalls):
        if recall in shared:
            draft.person[place] = f"{recall[0]} (recall {recall[1]})"
            draft.notes[place] = "another recall of this person is for the same day"


def _sharing_a_day(days: Iterable[tuple[Recall, dt.date | None]]) -> set[Recall]:
    by_day: defaultdict[tuple[str, dt.date], list[Recall]] = defaultdict(list)
    for recall, day in days:
        if day is not None:
            by_day[recall[0], day].append(recall)
    return {recall for sharing in by_day.values() if len(sharing) > 1 for recall in sharing}
