"""Cells of one column: each distinct value is read once, however many rows have it."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

Read = TypeVar("Read")

_UNSEEN: Final = re.compile("[\x00-\x1f\x7f\u200b\ufeff]+")
_BLANK_WORDS: Final = frozenset({"-", "--", "–", "—", "n/a", "na", "#n/a", "nan", "none", "null"})


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a file.

    Attributes
    ----------
    name : str
        As the file writes it.
    codes : numpy.ndarray
        For each row the place of its value among ``values``.
    values : list
        Distinct cells: text (``""`` is blank), numbers, dates, times.
    """

    name: str
    codes: npt.NDArray[np.intp]
    values: list[Any]

    def each(self, read: Callable[[Any], Read]) -> list[Read]:
        """Read each distinct value and return the result for each row."""
        results = [read(value) for value in self.values]
        return [results[code] for code in self.codes]

    @property
    def texts(self) -> list[str]:
        """The cell of each row as text."""
        return self.each(as_text)

    def text_at(self, place: int) -> str:
        """Return the cell of one row as text."""
        return as_text(self.values[self.codes[place]])

    @property
    def is_blank(self) -> npt.NDArray[np.bool_]:
        """Whether the cell of each row is blank."""
        return np.array([value == "" for value in self.values], dtype=bool)[self.codes]


def column(name: str, cells: Sequence[Any], *, may_be_blank: bool = True) -> Column:
    """Return a column of these cells, cleaned; words such as "n/a" count as blank where a cell may be blank.

    Examples
    --------
    >>> meals = column("meal", ["lunch ", "n/a", "lunch"])
    >>> meals.values, meals.codes.tolist()
    (['lunch', ''], [0, 1, 0])
    """
    raw_codes, raw = pd.factorize(_objects(["" if cell is None else cell for cell in cells]))
    codes, values = pd.factorize(_objects([clean(cell, may_be_blank) for cell in raw]))
    return Column(name, codes[raw_codes], list(values))


def blank_column(name: str, length: int) -> Column:
    """Return a column that the file does not have."""
    return Column(name, np.zeros(length, dtype=np.intp), [""])


def clean(cell: Any, may_be_blank: bool = True) -> Any:
    r"""Return a cell without what nobody sees; the usual words for "nothing" are blank.

    Examples
    --------
    >>> clean(" 2\u00a0slices\n"), clean("n/a"), clean(float("nan"))
    ('2 slices', '', '')
    """
    if isinstance(cell, float) and math.isnan(cell):
        return ""
    if not isinstance(cell, str):
        return str(cell) if isinstance(cell, bool) else cell
    text = " ".join(_UNSEEN.sub(" ", cell).split())
    return "" if may_be_blank and text.lower() in _BLANK_WORDS else text


def as_text(cell: Any) -> str:
    """Return a cell as it would be written: a whole number without its idle ".0", a date in ISO form.

    Examples
    --------
    >>> as_text(3.0), as_text(1.5), as_text(dt.date(2026, 3, 1))
    ('3', '1.5', '2026-03-01')
    """
    if isinstance(cell, float):
        return f"{cell:.10g}"
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    return str(cell)


def _objects(cells: Sequence[Any]) -> npt.NDArray[np.object_]:
    array = np.empty(len(cells), dtype=object)
    array[:] = cells
    return array
