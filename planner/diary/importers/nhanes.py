"""NHANES Individual Foods (DR1IFF, DR2IFF): a SAS transport file with a food code and grams a row.

A file is one day of each person, midnight to midnight, without its date. Codes are those of the FNDDS
release of the survey; one that the food table lacks has no description here, so the row counts with its own
nutrients.
Times are seconds after midnight.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from functools import cache
from typing import Any, Final

import numpy as np
import pandas as pd

from planner.diary.cells import Column, as_text
from planner.diary.choices import Choices
from planner.diary.columns import Header, find_header, no_food_column
from planner.diary.delimiters import Grid, too_many_rows
from planner.diary.draft import Draft, columns_of, draft_of, read_each
from planner.diary.files import MOST_ROWS
from planner.diary.given import of_file
from planner.diary.importers.amounts import read_given
from planner.diary.numbers import read_grams_cell
from planner.diary.quantities.weights import MOST_GRAMS
from planner.diary.resolve import Resolution
from planner.diary.times import read_time
from planner.errors import DiaryFileError
from planner.language import mark
from planner.reference.foods import PREFIX, food_table

_FIELDS: Final = (
    "food_id", "grams", "time", "meal", "status", "weekday", "person", "food", "amount", "unit", "notes",
)  # fmt: skip
_WEEKDAYS: Final = {
    "1": "Sunday", "2": "Monday", "3": "Tuesday", "4": "Wednesday", "5": "Thursday", "6": "Friday",
    "7": "Saturday",
}  # fmt: skip
_MEALS: Final = {
    "1": "breakfast", "2": "lunch", "3": "dinner", "4": "supper", "5": "brunch", "6": "snack", "7": "drink",
    "8": "infant feeding", "9": "extended consumption", "10": "desayuno", "11": "almuerzo", "12": "comida",
    "13": "merienda", "14": "cena", "15": "entre comida", "16": "botana", "17": "bocadillo",
    "18": "tentempie", "19": "bebida",
}  # fmt: skip
_RELIABLE: Final = "1"
_SMALLEST: Final = 1e-70
"""What is smaller is a zero that the reader of transport files takes for the least number they can hold."""
_NO_CODE: Final = (mark("No food code is given."), mark("Fill it with the eight figures of an FNDDS food."))
_UNKNOWN_CODE: Final = (
    mark("The food table has no such code, and the row gives no nutrients of its own."),
    mark("Use the code of a food in the table, or leave the row out."),
)
_DAMAGED: Final = mark("Download the XPT file of Individual Foods again.")


def read_transport(data: bytes) -> Grid:
    """Return the used columns of a SAS transport file as rows, the first being row 2.

    Raises
    ------
    DiaryFileError
        For a damaged file, and for one that has no single foods.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            frame = pd.read_sas(io.BytesIO(data), format="xport")
    except Exception as error:  # a damaged file fails with whatever the damage leads to
        raise DiaryFileError(
            mark("This SAS transport file is damaged and cannot be read."), _DAMAGED
        ) from error
    names = [str(name) for name in frame.columns]
    header = find_header([names])
    if header is None:
        raise no_food_column([names])
    if len(frame) > MOST_ROWS:
        raise too_many_rows()
    return _as_grid(frame, header)


def _as_grid(frame: pd.DataFrame, header: Header) -> Grid:
    """Return who ate what and when as cells, and the nutrients as numbers."""
    numeric = {one: place for one, place in header.fields.items() if _is_number(frame, header, one, place)}
    told = {field: place for field, place in header.fields.items() if field not in numeric}
    used = [*told.values(), *numeric.values()]
    fields = {field: place for place, field in enumerate([*told, *numeric])}
    kept = replace(header, names=tuple(header.names[place] for place in used), fields=fields)
    columns = [_cells(frame.iloc[:, place]) for place in told.values()]
    rows = [list(kept.names), *map(list, zip(*columns, strict=True))]
    nutrients = pd.DataFrame({one: _numbers(frame.iloc[:, place]) for one, place in numeric.items()})
    reading = {"encoding": "SAS transport"}
    return Grid(rows, list(range(1, len(rows) + 1)), kept, reading, may_shift=False, numbers_only=nutrients)


def _is_number(frame: pd.DataFrame, header: Header, field: str, place: int) -> bool:
    return field in header.factors and frame.dtypes.iloc[place].kind == "f"


def _numbers(cells: pd.Series[Any]) -> pd.Series[Any]:
    return cells.where((cells.abs() > _SMALLEST) | cells.isna(), 0.0)


def _cells(cells: pd.Series[Any]) -> list[Any]:
    """Return numbers, missing as a blank; of a text column its text."""
    if cells.dtype.kind != "f":
        return [_text(cell) for cell in cells.tolist()]
    return ["" if np.isnan(cell) else cell for cell in _numbers(cells).tolist()]


def _text(cell: Any) -> str:
    return cell.decode("latin-1") if isinstance(cell, bytes) else str(cell)


def read_nhanes(grid: Grid, choices: Choices) -> Draft:
    """Read the rows of Individual Foods; each person's rows are one day."""
    cells = columns_of(grid, _FIELDS)
    draft = draft_of(grid, cells)
    read_given(draft, grid, grid.header.factors)
    weights = read_each(draft, cells["grams"], lambda cell: read_grams_cell(cell, "."))
    draft.grams = [weight if isinstance(weight, float) else None for weight in weights]
    draft.meal = cells["meal"].each(_meal)
    draft.time = cells["time"].each(_time)
    _notes(draft, cells)
    draft.reading["date_order"] = None
    codes = cells["food_id"].texts
    for place, blank in enumerate(cells["food_id"].is_blank):
        if blank:
            draft.fault(place, cells["food_id"], *_NO_CODE)
            draft.unclear.add(place)
        else:
            _food(draft, place, cells["food_id"], codes[place])
    return draft


def _food(draft: Draft, place: int, cells: Column, code: str) -> None:
    """Take the food with a code, or the row's own nutrients where the table has no such code."""
    food_id, grams = PREFIX + code, draft.grams[place]
    draft.text[place] = f"food code {code}"
    draft.food_id[place] = food_id
    if place in draft.unclear:
        return
    assert draft.given is not None
    if food_id in _coded_foods():
        if grams is not None and grams <= MOST_GRAMS:
            draft.answers[place] = _of_table(food_id, grams)
    elif draft.given.counts[place]:
        why = mark("the food code {code} is not in the table").format(code=code)
        draft.answers[place] = of_file(draft, place, why, likely=False)
    else:
        draft.fault(place, cells, *_UNKNOWN_CODE)
        draft.unclear.add(place)


def _of_table(food_id: str, grams: float) -> Resolution:
    description, household = _coded_foods()[food_id], f"{grams:g} g"
    return Resolution(food_id, description, household, round(grams, 4), 1.0, "", ())


@cache
def _coded_foods() -> dict[str, str]:
    """Return the descriptions of the foods of the table that have values."""
    table = food_table()
    valued = table.foods["description"][table.composition["energy"].notna()]
    return {str(food_id): str(description) for food_id, description in valued.items()}


def _meal(cell: Any) -> str | None:
    return None if cell == "" else _MEALS.get(as_text(cell), "other")


def _time(cell: Any) -> str | None:
    """Return a time from seconds after midnight, or from text where the file was made anew as CSV."""
    text = as_text(cell)
    if not text.replace(".", "", 1).isdigit():
        return read_time(text)
    minutes = int(float(text)) // 60 if len(text) <= 10 else -1
    return f"{minutes // 60:02d}:{minutes % 60:02d}" if 0 <= minutes < 24 * 60 else None


def _notes(draft: Draft, cells: dict[str, Column]) -> None:
    """Say on which day of the week it was eaten, and where a recall is not reliable."""
    days = cells["weekday"].each(lambda cell: _WEEKDAYS.get(as_text(cell), ""))
    doubts = cells["status"].each(_reliability)
    draft.notes = ["; ".join(filter(None, both)) or None for both in zip(days, doubts, strict=True)]


def _reliability(cell: Any) -> str:
    said = as_text(cell)
    return (
        mark("recall status {said}: not marked reliable").format(said=said)
        if said not in ("", _RELIABLE)
        else ""
    )
