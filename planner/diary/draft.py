"""Rows as read and not yet matched to foods: what each format hands on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from planner.diary.cells import Column, blank_column, column
from planner.diary.delimiters import Grid
from planner.diary.file_nutrients import FileNutrients
from planner.diary.model import Fault
from planner.diary.numbers import FigureError
from planner.diary.resolve import Resolution

Read = TypeVar("Read")


@dataclass(eq=False)
class Draft:
    """The rows of a file, one list a column, all of the same length.

    Attributes
    ----------
    row : list of int
        As a spreadsheet shows it.
    person, date, time, meal, text, amount, unit, grams, food_id, notes : list
        None where blank.
    assumed : list of list of str
        What was taken for granted in each row.
    faults : list of Fault
    unclear : set of int
        Rows (places in the lists) whose food or amount cannot be looked up.
    names : dict
        The file's name of each column.
    reading : dict
        Evidence to keep.
    given : FileNutrients or None
        The nutrients of each row as the file gives them.
    answers : dict
        Rows that the reader has settled itself, without a search of the food table.
    """

    row: list[int]
    text: list[str]
    person: list[str | None]
    date: list[dt.date | None]
    time: list[str | None]
    meal: list[str | None]
    amount: list[float | str | None]
    unit: list[str | None]
    grams: list[float | None]
    food_id: list[str | None]
    notes: list[str | None]
    assumed: list[list[str]]
    faults: list[Fault] = field(default_factory=list)
    unclear: set[int] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    reading: dict[str, Any] = field(default_factory=dict)
    given: FileNutrients | None = None
    answers: dict[int, Resolution] = field(default_factory=dict)

    def fault(self, place: int, cells: Column, problem: str, advice: str) -> None:
        """Note why the row at one place is not used."""
        self.faults.append(Fault(self.row[place], cells.name, cells.text_at(place)[:200], problem, advice))


def columns_of(grid: Grid, fields: Iterable[str]) -> dict[str, Column]:
    """Return the cells below the header for each field, blank where the file lacks the column."""
    rows = grid.below_header
    found = {}
    for name in fields:
        number = grid.header.fields.get(name)
        if number is None:
            found[name] = blank_column(name, len(rows))
        else:
            cells = [row[number] if number < len(row) else "" for row in rows]
            found[name] = column(grid.header.names[number], cells, may_be_blank=name != "amount")
    return found


def draft_of(grid: Grid, cells: dict[str, Column]) -> Draft:
    """Return a draft with what needs no reading: the row numbers and the columns of words."""

    def words(name: str) -> list[str | None]:
        return [text or None for text in cells[name].texts]

    row = grid.numbers[grid.header.position + 1 :]
    blank: list[Any] = [None] * len(row)
    names = {name: column.name for name, column in cells.items()}
    if "amount" not in grid.header.fields:
        names["amount"] = names["grams" if "grams" in grid.header.fields else "food"]
    return Draft(
        row=row,
        text=cells["food"].texts,
        person=words("person"),
        date=list(blank),
        time=list(blank),
        meal=words("meal"),
        amount=list(blank),
        unit=words("unit"),
        grams=list(blank),
        food_id=words("food_id"),
        notes=words("notes"),
        assumed=[[] for _ in row],
        names=names,
    )


def read_each(draft: Draft, cells: Column, read: Callable[[Any], Read]) -> list[Read | None]:
    """Read the figures of a column; one that cannot be used is a fault, and its row is not looked up."""

    def attempt(cell: Any) -> Read | FigureError:
        try:
            return read(cell)
        except FigureError as error:
            return error

    found = cells.each(attempt)
    for place, figure in enumerate(found):
        if isinstance(figure, FigureError):
            draft.fault(place, cells, figure.problem, figure.advice)
            draft.unclear.add(place)
    return [None if isinstance(figure, FigureError) else figure for figure in found]
