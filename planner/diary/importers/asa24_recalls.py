"""What the Items and the INS files of ASA24 share: occasions, and one day for each recall."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from planner.diary.cells import Column, as_text
from planner.diary.dates import read_date, settle, split_time
from planner.diary.draft import Draft
from planner.diary.importers.amounts import first_day, keep_apart
from planner.diary.times import read_time
from planner.language import mark

_NO_DATE: Final = (
    mark("The day of this recall is not given."),
    mark("Fill IntakeStartDateTime as 1/18/2026 0:00."),
)


def read_occasions(draft: Draft, cells: dict[str, Column]) -> None:
    """Fill meals by their number in the day, and times."""
    draft.meal = cells["meal"].each(lambda cell: f"occasion {as_text(cell)}" if cell != "" else None)
    draft.time = cells["time"].each(lambda cell: read_time(split_time(cell)[1]) or _midnight(cell))
    draft.reading |= {"date_order": "mdy", "decimal_mark": "."}


def _midnight(cell: Any) -> str | None:
    """Return midnight for a date without a time: a workbook keeps it so."""
    return "00:00" if isinstance(cell, (dt.datetime, dt.date)) else None


def one_day_a_recall(draft: Draft, cells: dict[str, Column]) -> None:
    """Give every row of a recall the day on which its intake began."""
    recalls = list(zip(cells["person"].texts, _numbers(cells), strict=True))
    started = first_day(recalls, cells["started"].each(_day))
    eaten = first_day(recalls, cells["time"].each(_day))
    days = {recall: started.get(recall) or eaten.get(recall) for recall in recalls}
    draft.date = [days[recall] for recall in recalls]
    for place, day in enumerate(draft.date):
        if day is None:
            draft.fault(place, cells["started"], *_NO_DATE)
    keep_apart(draft, recalls, days)


def _numbers(cells: dict[str, Column]) -> list[str]:
    """Return the number of each recall; a second attempt at one is another, not more food of the first."""
    attempts = cells["attempt"].each(lambda cell: f", attempt {as_text(cell)}" if _is_later(cell) else "")
    return [number + attempt for number, attempt in zip(cells["recall"].texts, attempts, strict=True)]


def _is_later(attempt: Any) -> bool:
    return as_text(attempt) not in ("", "0", "1")


def _day(cell: Any) -> dt.date | None:
    return settle(read_date(split_time(cell)[0]), "mdy")
