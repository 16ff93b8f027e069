"""The reader: a file in, a diary out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from planner.diary.asa24 import read_asa24
from planner.diary.changes import take_changes
from planner.diary.choices import NOT_USED, Choices
from planner.diary.corrections import Corrections
from planner.diary.delimiters import Grid
from planner.diary.draft import Draft
from planner.diary.files import Source
from planner.diary.importers.asa24_supplements import read_asa24_supplements
from planner.diary.importers.cronometer import read_daily, read_servings
from planner.diary.importers.intake24 import read_intake24
from planner.diary.importers.myfitnesspal import read_myfitnesspal
from planner.diary.importers.nhanes import read_nhanes
from planner.diary.model import Diary
from planner.diary.opening import open_grid
from planner.diary.own import read_own
from planner.diary.own_supplements import take_own_supplements
from planner.diary.rows import Progress, to_diary
from planner.diary.times import day_start_minutes
from planner.language import mark
from planner.reference.regimen import Regimen

READERS: Final[Mapping[str, Callable[[Grid, Choices], Draft]]] = {
    "own": read_own,
    "asa24": read_asa24,
    "asa24 supplements": read_asa24_supplements,
    "cronometer": read_servings,
    "cronometer daily": read_daily,
    "myfitnesspal": read_myfitnesspal,
    "intake24": read_intake24,
    "nhanes": read_nhanes,
}
"""The reader of each kind that :func:`planner.diary.columns.find_header` tells by the column names."""
_DAYS_OF_CLOCK: Final = frozenset({"own", "cronometer", "myfitnesspal"})
"""Diaries whose days may begin at another time than midnight; a recall is one day as it stands."""


def read_diary(
    source: Source | Grid,
    *,
    date_order: str | None = None,
    progress: Progress | None = None,
    day_start: str = "00:00",
    sheet: str | None = None,
    myfitnesspal_vitamins: str = NOT_USED,
    corrections: Corrections | None = None,
    supplements: Regimen | None = None,
) -> Diary:
    r"""Read a food diary: CSV or XLSX, the own format or the export of another tool.

    Other tools are told by their column names: ASA24 (Items, INS), Cronometer (servings, daily summary),
    MyFitnessPal (Nutrition-Summary, also in its ZIP), Intake24, and NHANES Individual Foods (XPT). Where such
    a file gives nutrients and the food table has no such food for sure, the entry counts with those,
    ``source`` "file".

    Parameters
    ----------
    source : path, bytes, file object, or rows from :func:`planner.diary.opening.open_grid`
        At most 25 MB (NHANES 150 MB) and 200,000 rows. Columns are found by name: ``food`` and an amount
        (``amount`` with ``unit``, or ``grams``, or within the food text) are required; ``date``, ``time``,
        ``meal``, ``person``, ``food_id`` and ``notes`` are read where they are. Without a date all rows are
        one day.
    date_order : {"dmy", "mdy"}, optional
        Whether the day or the month comes first, where the dates do not show it.
    progress : callable, optional
        Called with (done, total, label).
    day_start : str
        Time at which a day begins; what was eaten before counts for the day before. Not for recalls.
    sheet : str, optional
        The sheet of a workbook; by default the one with the most known column names.
    myfitnesspal_vitamins : {"not used", "percent of daily value", "milligrams"}
        What MyFitnessPal's numbers for vitamin C, calcium and iron are: its file does not tell.
    corrections : Corrections, optional
        What phrases such as "my muesli" mean, in rows without a food id; where a row names a person, her own
        win. None are used unless they are given: ``Corrections.load()`` returns those that were saved.
    supplements : Regimen, optional
        Her own products, ``person.supplements``: a row that names one counts by its label.

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
        For a ``date_order``, ``day_start`` or unit of MyFitnessPal's vitamins that is none.

    Examples
    --------
    >>> diary = read_diary(b"food,amount,unit\nbanana,1,medium\nmilk,250,ml\n")
    >>> diary.rows
    {'read': 2, 'used': 2, 'with_faults': 0}
    >>> diary.entries["description"].tolist()
    ['Banana, raw', 'Milk, NFS']
    """
    tell = progress or _silent
    start, choices = day_start_minutes(day_start), Choices(date_order, myfitnesspal_vitamins)
    tell(0, 1, mark("reading the file"))
    with _not_collecting():
        grid = open_grid(source, sheet)
        draft = READERS[grid.header.kind](grid, choices)
        if grid.header.kind != "own":
            take_changes(draft, grid, choices)
        if supplements is not None:
            take_own_supplements(draft, supplements)
        tell(1, 1, mark("reading the file"))
        by_clock = grid.header.kind in _DAYS_OF_CLOCK
        return to_diary(draft, _reading(grid), tell, start if by_clock else 0, corrections)


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
