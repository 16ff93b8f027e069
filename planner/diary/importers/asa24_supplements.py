"""ASA24 INS files: one row a supplement, with the nutrients of what was taken.

The numbers of ``SupplUnit`` are not explained in the file, so the household words are the number alone. A
nutrient that the row does not declare counts as none, as on the label of any supplement.
"""

from __future__ import annotations

from typing import Final

from planner.diary.choices import Choices
from planner.diary.delimiters import Grid
from planner.diary.draft import Draft, columns_of, draft_of
from planner.diary.given import supplement_of_file
from planner.diary.importers.amounts import read_given
from planner.diary.importers.asa24_recalls import one_day_a_recall, read_occasions
from planner.language import mark

_FIELDS: Final = (
    "food", "amount", "unit", "code", "person", "recall", "attempt", "started", "time", "meal", "grams",
    "food_id", "notes",
)  # fmt: skip
_AS_TAKEN: Final = mark("the nutrients read as those of all that was taken, not of one")


def read_asa24_supplements(grid: Grid, choices: Choices) -> Draft:
    """Read an INS file; each recall is one day of one person, as in the Items file."""
    cells = columns_of(grid, _FIELDS)
    draft = draft_of(grid, cells)
    read_given(draft, grid, grid.header.factors)
    read_occasions(draft, cells)
    amounts = cells["amount"].texts
    for place, amount in enumerate(amounts):
        draft.amount[place], draft.unit[place] = amount or None, None
        draft.assumed[place].append(_AS_TAKEN)
        draft.answers[place] = supplement_of_file(draft, place, f"{amount} taken" if amount else "")
    one_day_a_recall(draft, cells)
    return draft
