"""MyFitnessPal's Nutrition-Summary: a meal or an entry a row, without the name of any food.

Each row counts with its nutrients alone. Whether vitamin A, vitamin C, calcium and iron are percent or
weights the file does not tell, so they are left out until the person says. A 0 may stand for a value that
nobody entered, so it counts as unknown but for energy, fat, carbohydrate and protein.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from planner.diary.choices import MILLIGRAMS, NOT_USED, PERCENT, Choices
from planner.diary.columns import plain_name
from planner.diary.delimiters import Grid
from planner.diary.draft import Draft, columns_of, draft_of
from planner.diary.file_nutrients import FileNutrients
from planner.diary.given import COLUMNS_NOT_USED
from planner.diary.importers.amounts import read_days, read_given, read_times
from planner.diary.importers.cronometer import totals_only
from planner.diary.meals import meal_name
from planner.language import mark

_FIELDS: Final = ("food", "amount", "unit", "date", "time", "meal", "person", "food_id", "notes")
_ON_EVERY_LABEL: Final = ("energy", "fat", "carbohydrate", "protein")
_UNDECIDED: Final[Mapping[str, str]] = {
    "vitamin a": "vitamin_a", "vitamin c": "vitamin_c", "calcium": "calcium", "iron": "iron"
}  # fmt: skip
_FACTORS: Final[Mapping[str, Mapping[str, float]]] = {
    NOT_USED: {},
    MILLIGRAMS: {"vitamin_c": 1.0, "calcium": 1.0, "iron": 1.0},
    PERCENT: {"vitamin_c": 0.6, "calcium": 10.0, "iron": 0.18},
}
"""To mg. A percent is of the US label's daily value: iron 18 mg; calcium 1,000 mg and vitamin C 60 mg until
2020, 1,300 and 90 mg since (21 CFR 101.9(c)(8)(iv)). Which of the two a food was entered by is not known, so
the lower one counts. Vitamin A is never used: the older percent is of IU, whose form is not said."""
_SAID: Final[Mapping[str, str]] = {
    MILLIGRAMS: mark("vitamin C, calcium and iron taken as milligrams, as was said"),
    PERCENT: mark(
        "vitamin C, calcium and iron taken as percent of the US label's older daily values (60, "
        "1,000 and 18 mg), as was said; by the newer label vitamin C and calcium would be more"
    ),
}


def read_myfitnesspal(grid: Grid, choices: Choices) -> Draft:
    """Read a Nutrition-Summary; each row becomes one entry of its day and meal."""
    chosen = choices.myfitnesspal_vitamins
    grid = _with_columns(grid, _FACTORS[chosen])
    cells = columns_of(grid, _FIELDS)
    draft = draft_of(grid, cells)
    read_given(draft, grid, grid.header.factors)
    _zeros_unknown(draft)
    draft.meal = cells["meal"].each(meal_name)
    read_days(draft, cells["date"], choices.date_order)
    read_times(draft, cells["time"])
    draft.reading[COLUMNS_NOT_USED] = [
        name for name in grid.header.left_over if plain_name(name) in _UNDECIDED
    ]
    draft.reading["myfitnesspal_vitamins"] = chosen
    if chosen in _SAID:
        for assumed in draft.assumed:
            assumed.append(_SAID[chosen])
    totals_only(draft, grid, "MyFitnessPal")
    return draft


def _with_columns(grid: Grid, factors: Mapping[str, float]) -> Grid:
    """Return the rows with the columns whose unit the person has said."""
    header = grid.header
    places = {_UNDECIDED.get(plain_name(name), ""): place for place, name in enumerate(header.names)}
    more = {nutrient: factor for nutrient, factor in factors.items() if nutrient in places}
    fields = header.fields | {nutrient: places[nutrient] for nutrient in more}
    return replace(grid, header=replace(header, fields=fields, factors={**header.factors, **more}))


def _zeros_unknown(draft: Draft) -> None:
    assert draft.given is not None
    frame = draft.given.frame
    maybe = [str(name) for name in frame if name not in _ON_EVERY_LABEL]
    draft.given = FileNutrients(frame.assign(**frame[maybe].where(frame[maybe] != 0)))
