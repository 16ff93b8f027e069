"""ASA24 Items files: one row a food with its FNDDS code and grams.

The eating day is that of ``IntakeStartDateTime``; ``ReportingDate`` is when the recall was made, usually the
day after. One recall is one day, even where it runs past midnight. Dates are American: month, day, year.
What the numbers of ``Occ_Name`` mean is not in the file, so meals are called by their number in the day.
A code of another release of the food table is found by its description, or the row counts with the nutrients
of the file.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from planner.diary.cells import Column, as_text
from planner.diary.choices import Choices
from planner.diary.delimiters import Grid
from planner.diary.draft import Draft, columns_of, draft_of, read_each
from planner.diary.given import may_be, of_file
from planner.diary.importers.amounts import read_given
from planner.diary.importers.asa24_recalls import one_day_a_recall, read_occasions
from planner.diary.numbers import read_grams_cell
from planner.diary.resolve import Resolution, resolve
from planner.language import mark
from planner.reference.foods import PREFIX, food_table

_FIELDS: Final = (
    "food", "food_id", "grams", "person", "recall", "attempt", "started", "time", "meal", "amount", "unit",
    "notes",
)  # fmt: skip
_OTHER_RELEASE: Final = 0.8
"""What the confidence counts where a food was found by the description of a code of another release."""
_LEAST_SURE: Final = 0.4
"""A description is of the table's own family, so a weaker match than that of a brand's name will do."""
_ENERGY_RATIO: Final = 2.5
"""Older releases part a food by the fat added in cooking, which moves its energy more than its minerals."""
_NO_LONGER_SAID: Final = re.compile(
    r",? *\b(?:(?:NS as to )?fat (?:not )?added in cooking|home recipe|prepared with (?:water|milk)"
    r"|or ready-to-serve|NS as to (?:form|cooking method|type of fat))\b",
    re.IGNORECASE,
)
"""What older releases add to a description and the present one does not tell apart."""
_NO_CODE: Final = (
    mark("No food code is given."),
    mark("Fill FoodCode with the eight figures of an FNDDS food."),
)


def read_asa24(grid: Grid, choices: Choices) -> Draft:
    """Read the rows of an ASA24 Items file; each recall becomes one day of one person."""
    cells = columns_of(grid, _FIELDS)
    draft = draft_of(grid, cells)
    read_given(draft, grid, grid.header.factors)
    weights = read_each(draft, cells["grams"], _grams)
    draft.grams = weights
    draft.food_id = cells["food_id"].each(_food_id)
    read_occasions(draft, cells)
    _fault_without_code(draft, cells["food_id"])
    _codes_of_other_releases(draft)
    one_day_a_recall(draft, cells)
    return draft


def _grams(cell: Any) -> float | None:
    weight = read_grams_cell(cell, ".")
    return weight if isinstance(weight, float) else None


def _food_id(cell: Any) -> str | None:
    return PREFIX + as_text(cell) if cell != "" else None


def _fault_without_code(draft: Draft, cells: Column) -> None:
    for place in cells.is_blank.nonzero()[0].tolist():
        draft.fault(place, cells, *_NO_CODE)
        draft.unclear.add(place)


def _codes_of_other_releases(draft: Draft) -> None:
    """Settle foods by their description where the food table has no such code."""
    known = food_table().foods.index
    for place, food_id in enumerate(draft.food_id):
        if food_id is None or food_id in known or place in draft.unclear or draft.grams[place] is None:
            continue
        code = food_id.removeprefix(PREFIX)[:20]
        found = _by_description(draft, place)
        if found is not None:
            note = mark(
                "the food code {code} is of another release of the food table: taken by its description"
            ).format(code=code)
            assumed = "; ".join(filter(None, (note, found.assumed)))
            sure = round(found.confidence * _OTHER_RELEASE, 3)
            draft.answers[place] = replace(found, confidence=sure, assumed=assumed)
        elif _has_nutrients(draft, place):
            why = mark(
                "the food code {code} is of another release and no food here is surely the same"
            ).format(code=code)
            draft.answers[place] = of_file(draft, place, why)


def _by_description(draft: Draft, place: int) -> Resolution | None:
    """Return the food that a description means, where its nutrients do not speak against it."""
    text = _NO_LONGER_SAID.sub("", draft.text[place])
    found = resolve(text, None, None, draft.grams[place]) if text.strip() else None
    if found is None or found.problem is not None or found.confidence < _LEAST_SURE:
        return None
    return found if may_be(found, draft, place, _ENERGY_RATIO) else None


def _has_nutrients(draft: Draft, place: int) -> bool:
    return draft.given is not None and draft.given.counts[place] > 0
