"""Cronometer: servings (a food a row) and the daily summary (a day, or a group of a day, a row).

Servings name the food and give its nutrients. A food whose weight is in grams is looked up by its name first;
any other counts with the nutrients of the file. Vitamin A in IU and folate are left unknown: what form an
IU is of, and whether folate is DFE, the file does not say.
"""

from __future__ import annotations

import re
from typing import Any, Final

from planner.diary.cells import as_text
from planner.diary.choices import Choices
from planner.diary.columns import plain_name
from planner.diary.delimiters import Grid
from planner.diary.draft import Draft, columns_of, draft_of, read_each
from planner.diary.given import COLUMNS_NOT_USED, of_file, supplement_of_file
from planner.diary.importers.amounts import mark_of, read_days, read_given, read_times
from planner.diary.meals import meal_name
from planner.diary.numbers import ABOVE_ZERO, FigureError, read_amount_cell
from planner.diary.quantities.supplement_text import read_supplement
from planner.language import mark
from planner.units import GRAMS

_FIELDS: Final = ("food", "amount", "unit", "date", "time", "meal", "category", "person", "food_id", "notes")
_TOTAL: Final = frozenset({"total", "totals", "daily total", "daily totals"})
_WEIGHT: Final = re.compile(r"^(?:.*[—–-]\s*)?(\d+(?:\.\d+)?)\s*(g|kg|oz|lb)s?$")
_FIRST_NUMBER: Final = re.compile(r"(?:.*[—–-]\s*)?(\d+(?:\.\d+)?)")
_MOST_KCAL_OF_A_PILL: Final = 50.0
"""Oil capsules and gummies have some; what has more is food, in whatever group it was logged."""
_EMPTY: Final = (
    mark("No nutrient is given in this row."),
    mark("Export the file again with the nutrients shown, or delete the row."),
)


def read_servings(grid: Grid, choices: Choices) -> Draft:
    """Read servings.csv: each row a food eaten."""
    cells = columns_of(grid, _FIELDS)
    draft = draft_of(grid, cells)
    _common(draft, grid, choices)
    mark = mark_of(grid, [cells["amount"]])
    draft.amount = read_each(draft, cells["amount"], lambda cell: _amount(cell, mark))
    draft.grams = [_grams(amount) for amount in draft.amount]
    for place, category in enumerate(cells["category"].texts):
        if place not in draft.unclear and _is_supplement(draft, place, category):
            draft.answers[place] = supplement_of_file(draft, place, as_text(draft.amount[place] or ""))
    return draft


def read_daily(grid: Grid, choices: Choices) -> Draft:
    """Read dailysummary.csv: each row all that was eaten on a day, or in one group of it."""
    grid, left_out = _without_totals(grid)
    cells = columns_of(grid, _FIELDS)
    draft = draft_of(grid, cells)
    _common(draft, grid, choices)
    draft.reading["rows_of_totals_left_out"] = left_out
    totals_only(draft, grid, "Cronometer")
    return draft


def totals_only(draft: Draft, grid: Grid, tool: str) -> None:
    """Let every row count with its nutrients alone: it is a sum of foods that the file does not name."""
    assert draft.given is not None
    known = draft.given.counts
    cells = columns_of(grid, ["energy"])["energy"]
    for place, meal in enumerate(draft.meal):
        if meal in _TOTAL:
            meal = draft.meal[place] = None
        draft.text[place] = f"{tool}: {meal or 'all of the day'}"
        if known[place]:
            draft.answers[place] = of_file(draft, place, mark("a sum without the foods"), likely=False)
        else:
            draft.fault(place, cells, *_EMPTY)
            draft.unclear.add(place)


def _common(draft: Draft, grid: Grid, choices: Choices) -> None:
    cells = columns_of(grid, _FIELDS)
    read_given(draft, grid, grid.header.factors)
    draft.reading[COLUMNS_NOT_USED] = [
        name for name in grid.header.left_over if plain_name(name).split()[:2] in (["vitamin", "a"],)
        or plain_name(name).startswith("folate")
    ]  # fmt: skip
    draft.meal = cells["meal"].each(meal_name)
    read_days(draft, cells["date"], choices.date_order)
    read_times(draft, cells["time"])


def _amount(cell: Any, mark: str) -> float | str | None:
    amount = read_amount_cell(cell, mark)
    found = _FIRST_NUMBER.match(amount) if isinstance(amount, str) else None
    if found and float(found[1]) == 0:
        raise FigureError(*ABOVE_ZERO)
    return amount


def _grams(amount: Any) -> float | None:
    """Return the weight that an amount says: "150.00 g", "full recipe — 235.0g"; None for spoons and cups."""
    found = _WEIGHT.match(amount) if isinstance(amount, str) else None
    weight = float(found[1]) * GRAMS[found[2]] if found else 0.0
    return round(weight, 4) if weight > 0 else None


def _is_supplement(draft: Draft, place: int, category: str) -> bool:
    """Tell a supplement: the file says so, or it has a supplement's name and no energy."""
    assert draft.given is not None
    if not draft.given.counts[place]:
        return False
    energy = draft.given.at(place, "energy")
    if "supplement" in f"{category} {draft.meal[place] or ''}".lower():
        return not energy > _MOST_KCAL_OF_A_PILL
    return not energy > 0 and read_supplement(draft.text[place]) is not None


def _without_totals(grid: Grid) -> tuple[Grid, int]:
    """Leave out the row of a day's total where its groups stand beside it, for it would count twice."""
    group, day = grid.header.fields.get("meal"), grid.header.fields["date"]
    if group is None:
        return grid, 0
    start = grid.header.position + 1
    pairs = [(_cell(row, day), _cell(row, group).lower()) for row in grid.below_header]
    with_groups = {date for date, name in pairs if name not in _TOTAL}
    keep = [name not in _TOTAL or date not in with_groups for date, name in pairs]
    kept = [start + place for place, is_kept in enumerate(keep) if is_kept]
    rows = [*grid.rows[:start], *(grid.rows[place] for place in kept)]
    numbers = [*grid.numbers[:start], *(grid.numbers[place] for place in kept)]
    return Grid(rows, numbers, grid.header, grid.reading, grid.may_shift), keep.count(False)


def _cell(row: list[Any], place: int) -> str:
    return as_text(row[place] if place < len(row) and row[place] is not None else "").strip()
