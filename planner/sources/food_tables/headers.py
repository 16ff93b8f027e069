"""Where the headings of a sheet are: a title may stand above them, rows of units or short names below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.sources.food_tables.columns import key, recognised, settings
from planner.sources.food_tables.sheets import Sheet

_LOOKED_AT: Final = 30
"""Rows among which the headers are; deeper down are foods."""
_MOST_BELOW: Final = 6


@dataclass(frozen=True)
class Heading:
    """The headers of a sheet.

    Attributes
    ----------
    names : list of str
        One for each column, "" where blank.
    below : list of list of str
        For each column the cells between its header and the first food.
    code, name : int
        Columns of a food's code and name.
    first : int
        Row of the first food.
    """

    names: list[str]
    below: list[list[str]]
    code: int
    name: int
    first: int


def find_heading(sheet: Sheet, code: Sequence[str], name: Sequence[str]) -> Heading | None:
    """Return the headings of a sheet, or None where no row has both the columns of code and name.

    Parameters
    ----------
    sheet : Sheet
    code, name : sequence of str
        Headers that these two may have, the likelier first.

    Examples
    --------
    >>> rows = [["A table"], ["Food Code", "Food Name", "MG"], ["", "", "mg"], ["1", "Oats", "110"]]
    >>> heading = find_heading(Sheet("", rows, [1, 2, 3, 4]), ["food code"], ["food name"])
    >>> heading.first, heading.below[2]
    (3, ['mg'])
    """
    found = [
        (sum(recognised(text).nutrient is not None for text in texts), -place, places)
        for place, row in enumerate(sheet.rows[:_LOOKED_AT])
        if (places := _places(texts := _texts(row), code, name))
    ]
    if not found:
        return None
    _, at, (code_at, name_at) = max(found)
    names = _texts(sheet.rows[-at])
    first = next(_food_rows(sheet, -at + 1, code_at, name_at), len(sheet.rows))
    above = [_texts(row) for row in sheet.rows[-at + 1 : min(first, -at + 1 + _MOST_BELOW)]]
    below = [[row[place] for row in above if place < len(row) and row[place]] for place in range(len(names))]
    return Heading(names, below, code_at, name_at, first)


def language_of_names(heading: Heading) -> str:
    """Return the language of the foods' names where their header says it; "" for any other.

    Examples
    --------
    >>> rows = [["alim_code", "alim_nom_fr"], ["1", "Avoine"]]
    >>> heading = find_heading(Sheet("", rows, [1, 2]), ["alim_code"], ["alim_nom_fr"])
    >>> language_of_names(heading)
    'fr'
    """
    said: dict[str, str] = settings()["languages"]
    header = key(heading.names[heading.name])
    return next((code for name, code in said.items() if key(name) == header), "")


def _places(texts: list[str], code: Sequence[str], name: Sequence[str]) -> tuple[int, int] | None:
    keys = [key(text) for text in texts]
    code_at = next((keys.index(key(one)) for one in code if key(one) in keys), None)
    name_at = next((keys.index(key(one)) for one in name if key(one) in keys), None)
    return None if code_at is None or name_at is None or code_at == name_at else (code_at, name_at)


def _food_rows(sheet: Sheet, start: int, code: int, name: int) -> Iterator[int]:
    return (
        place
        for place, row in enumerate(sheet.rows[start:], start)
        if len(row) > max(code, name) and all(_text(row[at]) for at in (code, name))
    )


def _texts(row: Iterable[Any]) -> list[str]:
    return [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    return "" if cell is None else " ".join(str(cell).split())
