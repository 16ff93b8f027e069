"""MyFitnessPal's Nutrition-Summary: a meal or an entry a row, without the name of any food.

Each row counts with its nutrients alone. Vitamin A, vitamin C, calcium and iron are not used: whether they
are percent or weights the file does not tell. A 0 may stand for a value that nobody entered, so it counts as
unknown but for energy, fat, carbohydrate and protein.
"""

from __future__ import annotations

from typing import Final

from planner.diary.delimiters import Grid
from planner.diary.draft import Draft, columns_of, draft_of
from planner.diary.given import NOT_USED
from planner.diary.importers.amounts import read_days, read_given, read_times
from planner.diary.importers.cronometer import totals_only
from planner.diary.meals import meal_name

_FIELDS: Final = ("food", "amount", "unit", "date", "time", "meal", "person", "food_id", "notes")
_ON_EVERY_LABEL: Final = ("energy", "fat", "carbohydrate", "protein")
_UNDECIDABLE: Final = ("vitamin a", "vitamin c", "calcium", "iron")


def read_myfitnesspal(grid: Grid, asked_order: str | None) -> Draft:
    """Read a Nutrition-Summary; each row becomes one entry of its day and meal."""
    cells = columns_of(grid, _FIELDS)
    draft = draft_of(grid, cells)
    read_given(draft, grid, grid.header.factors)
    assert draft.given is not None
    maybe = [str(name) for name in draft.given if name not in _ON_EVERY_LABEL]
    draft.given[maybe] = draft.given[maybe].where(draft.given[maybe] != 0)
    draft.meal = cells["meal"].each(meal_name)
    read_days(draft, cells["date"], asked_order)
    read_times(draft, cells["time"])
    draft.reading[NOT_USED] = [name for name in grid.header.left_over if name.lower() in _UNDECIDABLE]
    totals_only(draft, grid, "MyFitnessPal")
    return draft
