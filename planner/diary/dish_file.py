"""Dishes from a CSV, one row a food, checked as the shipped ones are; nothing of the file is lost.

Columns: ``dish``, ``slots``, ``minutes``, ``effort``, ``food`` or ``food_id``, ``portion``, ``least``; and
where wanted ``most``, ``step``, ``cuisine``, ``cost``, ``seasons``, ``portable``, ``gentle``, ``batch``,
``not_in``. What is said of the dish stands in its first row; a row without a dish belongs to the one above.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from planner.diary.dish_cells import (
    read_choices,
    read_food,
    read_names,
    read_portion,
    read_whole,
    read_yes,
)
from planner.diary.files import Source, decode, read_bytes
from planner.diary.model import Fault
from planner.diary.numbers import FigureError
from planner.errors import DiaryFileError
from planner.language import mark
from planner.reference.dish_checks import DishProblem, dish_problems, same_foods
from planner.reference.dishes import COSTS, EFFORTS, SEASONS, SLOTS, Dish, DishItem, dishes
from planner.reference.safety import JURISDICTIONS

COLUMNS: Final = (
    "dish", "cuisine", "slots", "minutes", "effort", "cost", "seasons", "portable", "gentle", "batch",
    "not_in", "food_id", "food", "portion", "least", "most", "step",
)  # fmt: skip
MOST_ROWS: Final = 5_000
LONGEST_NAME: Final = 80
MOST_MINUTES: Final = 480
_NEEDED: Final = ("dish", "slots", "minutes", "effort", "portion", "least")
_FORMULA: Final = ("=", "+", "-", "@")


def _one_of(text: str, known: tuple[str, ...]) -> str:
    found = read_names(text, known)
    if len(found) != 1:
        raise FigureError(
            mark("One is needed."), mark("Choose one of {names}.").format(names=", ".join(known))
        )
    return found[0]


# What is said of a dish: how each cell is read, and what a blank one means.
_OF_DISH: Final[Mapping[str, tuple[Callable[[str], Any], Any]]] = {
    "cuisine": (str, "Own"),
    "slots": (partial(read_names, known=SLOTS), None),
    "minutes": (partial(read_whole, least=0, most=MOST_MINUTES), None),
    "effort": (partial(_one_of, known=EFFORTS), None),
    "cost": (partial(read_whole, least=COSTS[0], most=COSTS[-1]), 2),
    "seasons": (partial(read_names, known=SEASONS), SEASONS),
    "portable": (read_yes, False),
    "gentle": (read_yes, False),
    "batch": (read_yes, False),
    "not_in": (partial(read_names, known=JURISDICTIONS), ()),
}


@dataclass
class _Draft:
    """One dish of a file: its rows, and the faults found so far."""

    name: str
    row: int
    cells: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_dish_csv(source: Source, beside: Sequence[Dish] = ()) -> tuple[tuple[Dish, ...], tuple[Fault, ...]]:
    """Read dishes from a CSV and check each as the shipped ones are.

    Parameters
    ----------
    source : path, bytes or file object
        Comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252.
    beside : sequence of Dish
        Dishes that a new one must differ from, beside the shipped ones.

    Returns
    -------
    tuple of Dish
        Those without a fault.
    tuple of Fault
        ``row`` (the header is row 1), ``column``, ``value``, ``problem``, ``advice``. A dish with a fault is
        not read, so that each row belongs to a dish that was read or to one that has a fault.

    Raises
    ------
    DiaryFileError
        When the file as a whole is no list of dishes.

    Examples
    --------
    >>> text = '''dish,slots,minutes,effort,food,portion,least,most
    ... Banana with buttermilk,evening,3,assemble,"Banana, raw",1 banana,1,
    ... ,,,,Buttermilk,cup,1/2,1'''
    >>> read, faults = read_dish_csv(text.encode())
    >>> read[0].id, len(read[0].variants()), faults
    ('own-banana-with-buttermilk', 2, ())
    >>> read_dish_csv(text.replace("evening", "brunch").encode())[1][0].problem
    '“brunch” is not known.'
    """
    drafts, faults = _drafts(_table(decode(read_bytes(source))[0]))
    read: list[Dish] = []
    for draft in drafts:
        dish = _dish(draft)
        if dish is not None:
            draft.faults += _check(dish, draft, [*dishes(), *beside, *read])
            read += [] if draft.faults else [dish]
        faults += draft.faults
    return tuple(read), tuple(sorted(faults, key=lambda fault: fault.row))


def _table(text: str) -> list[tuple[int, dict[str, str]]]:
    """Return each row that is not blank, by the delimiter under which most column names are known."""
    try:
        grids = [list(csv.reader(io.StringIO(text, newline=""), delimiter=sign)) for sign in ",;\t"]
    except csv.Error as error:
        advice = mark("Look for a quotation mark that is never closed, or save the file anew as CSV.")
        raise DiaryFileError(mark("This file cannot be split into columns."), advice) from error
    grid = max(grids, key=lambda rows: len(set(_header(rows)) & set(COLUMNS)))
    header = _header(grid)
    _check_header(header)
    if len(grid) > MOST_ROWS:
        raise DiaryFileError(
            mark("This file has more than {most} rows.").format(most=f"{MOST_ROWS:,}"), mark("Split it.")
        )
    rows = [(number, _cells(header, record)) for number, record in enumerate(grid[1:], start=2)]
    return [(number, cells) for number, cells in rows if any(cells.values())]


def _header(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["_".join(cell.casefold().split()) for cell in rows[0]] if rows else []


def _check_header(header: Sequence[str]) -> None:
    named = [name for name in header if name]
    wrong = [mark("The column {name} is missing.").format(name=name) for name in _NEEDED if name not in named]
    if not {"food", "food_id"} & set(named):
        wrong.append(mark("The column food is missing."))
    wrong += [
        mark("The column {name} is not known.").format(name=name) for name in named if name not in COLUMNS
    ]
    wrong += [
        mark("The column {name} is there twice.").format(name=name)
        for name in COLUMNS
        if named.count(name) > 1
    ]
    if wrong:
        raise DiaryFileError(
            wrong[0], mark("A list of dishes has these columns: {names}.").format(names=", ".join(COLUMNS))
        )


def _cells(header: Sequence[str], record: Sequence[str]) -> dict[str, str]:
    """Return the cells of a row by column; what stands under no name is under the empty one."""
    cells: dict[str, str] = {}
    for place, cell in enumerate(record):
        name = header[place] if place < len(header) else ""
        cells[name] = f"{cells.get(name, '')} {' '.join(cell.split())}".strip()
    return cells


def _drafts(rows: Iterable[tuple[int, Mapping[str, str]]]) -> tuple[list[_Draft], list[Fault]]:
    """Part the rows by dish; what cannot be told is a fault."""
    drafts: dict[str, _Draft] = {}
    faults, last = [], None
    for number, cells in rows:
        name = cells.get("dish", "")
        if not name and last is None:
            faults.append(
                Fault(number, "dish", "", mark("No dish is named."), mark("Write the name of the dish."))
            )
            continue
        last = drafts.setdefault(name.casefold(), _Draft(name, number)) if name else last
        assert last is not None
        last.cells.append((number, cells))
        if stray := cells.get(""):
            advice = mark("Put a text with commas in quotation marks, or empty the cell.")
            last.faults.append(Fault(number, "", stray, mark("This stands under no column."), advice))
    return list(drafts.values()), faults


def _dish(draft: _Draft) -> Dish | None:
    """Return the dish of a draft; None where it has a fault."""
    if len(draft.name) > LONGEST_NAME or draft.name.startswith(_FORMULA):
        advice = mark("Begin it with a letter, and use at most {most} of them.").format(most=LONGEST_NAME)
        _fault(draft, draft.row, "dish", draft.name, mark("A dish cannot be called so."), advice)
    said = {name: _said(draft, name) for name in _OF_DISH}
    items = [_item(draft, row, cells) for row, cells in draft.cells]
    if draft.faults:
        return None
    slug = re.sub(r"\W+", "-", draft.name.casefold()).strip("-")
    return Dish(id=f"own-{slug}", name=draft.name, items=tuple(item for item in items if item), **said)


def _said(draft: _Draft, name: str) -> Any:
    """Return what the rows of a dish say under one column; they must not contradict each other."""
    read, default = _OF_DISH[name]
    filled = [(row, cells[name]) for row, cells in draft.cells if cells.get(name)]
    for row, value in filled:
        if value.casefold() != filled[0][1].casefold():
            other = mark("Row {row} of this dish says “{said}”.").format(row=filled[0][0], said=filled[0][1])
            _fault(draft, row, name, value, other, mark("Say it once, in the first row of the dish."))
    if filled:
        return _tried(draft, filled[0][0], name, filled[0][1], lambda: read(filled[0][1]))
    if default is None:
        _fault(
            draft,
            draft.row,
            name,
            "",
            mark("The dish has no {name}.").format(name=name),
            mark("Fill the cell in its first row."),
        )
    return default


def _item(draft: _Draft, row: int, cells: Mapping[str, str]) -> DishItem | None:
    named = {name: cells.get(name, "") for name in ("food_id", "food", "portion", "least", "most", "step")}
    column = "food_id" if named["food_id"] else "food"
    food = _tried(draft, row, column, named[column], lambda: read_food(named["food_id"], named["food"]))
    amounts = _tried(
        draft,
        row,
        "least",
        named["least"],
        lambda: read_choices(named["least"], named["most"], named["step"]),
    )
    if food is None:
        return None
    portion = _tried(draft, row, "portion", named["portion"], lambda: read_portion(food, named["portion"]))
    return None if portion is None or amounts is None else DishItem(food, portion, amounts)


def _tried(draft: _Draft, row: int, column: str, value: str, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except FigureError as error:
        _fault(draft, row, column, value, str(error), error.advice)
        return None


def _fault(draft: _Draft, row: int, column: str, value: str, problem: str, advice: str) -> None:
    draft.faults.append(Fault(row, column, value, problem, advice))


def _check(dish: Dish, draft: _Draft, others: Sequence[Dish]) -> list[Fault]:
    """Return what the checks of the library and the other dishes say, each at its row and column."""
    found = dish_problems(dish)
    if any(dish.id == other.id or dish.name.casefold() == other.name.casefold() for other in others):
        found.append(DishProblem("name", mark("Another dish has this name."), mark("Give this one another.")))
    for same, _ in same_foods([*others, dish])[:1]:
        found.append(
            DishProblem(
                "food",
                mark("“{same}” is made of the same foods.").format(same=same),
                mark("Change a food, or leave it."),
            )
        )
    rows = dict(zip(dish.food_ids, draft.cells, strict=True))
    faults = []
    for field_, problem, advice, food in found:
        row, cells = rows.get(food, draft.cells[0])
        column = "dish" if field_ == "name" else field_
        faults.append(Fault(row, column, cells.get(column, ""), problem, advice))
    return faults
