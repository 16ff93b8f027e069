"""The diary that was read: entries that count, faults that need attention, and how the file was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pandas as pd

from planner.sources.kept import KeptFood

NUMBERS: Final = ("grams", "confidence", "units")
ENTRY_COLUMNS: Final = (
    "row",
    "person",
    "date",
    "time",
    "meal",
    "text",
    "food_id",
    "description",
    "household",
    "grams",
    "confidence",
    "assumed",
    "source",
    "alternatives",
    "notes",
    "amount",
    "unit",
    "units",
)
FAULT_COLUMNS: Final = ("row", "column", "value", "problem", "advice")
FILE: Final = "file"
"""The ``source`` of entries that count with the nutrients of their file, and how their food id begins."""
KEPT: Final = "kept"
"""The ``source`` of entries that are a food which brings its own nutrients: kept, or of an imported table."""
_OBJECTS: Final = frozenset({"date", "alternatives"})


class Fault(NamedTuple):
    """Why one row of a file is not used, and what to do.

    Attributes
    ----------
    row : int
        As a spreadsheet shows it.
    column : str
        The column's name in the file.
    value : str
        The cell, as read.
    problem, advice : str
        In sentences.
    """

    row: int
    column: str
    value: str
    problem: str
    advice: str


@dataclass(frozen=True, eq=False)
class Diary:
    """What was eaten.

    Attributes
    ----------
    entries : pandas.DataFrame
        One row a food eaten: ``row`` (as a spreadsheet shows it, the header being row 1), ``person`` (missing
        where nobody is named), ``date`` (:class:`datetime.date` or None), ``time`` ("HH:MM" or missing),
        ``meal``, ``text`` (as written), ``food_id``, ``description``, ``household``, ``grams`` (g; NaN for
        supplements, and where a file or a label gives nutrients without a weight), ``confidence`` (0 to 1),
        ``assumed`` (what was taken for granted), ``source`` (food, supplement, kept, or file: with the
        nutrients that the file itself gives), ``alternatives`` (tuple of FoodMatch), ``notes``, ``amount``
        and ``unit`` as written, and ``units`` (tablets of a supplement; of a kept food, how many times what
        its amounts are per; NaN for other food).
    faults : pandas.DataFrame
        ``row``, ``column``, ``value``, ``problem``, ``advice``; a row with a fault is not among the entries.
    rows : mapping
        ``read``, ``used``, ``with_faults``; the first is the sum of the others.
    reading : mapping
        How the file was read: encoding, delimiter, decimal mark, order of dates, columns used and left over.
    given : pandas.DataFrame
        By ``food_id`` ("file:12" for row 12), a column a nutrient in the registry's unit: what the file says
        that the whole entry holds. NaN, or no column, is unknown.
    kept : mapping
        By ``food_id``, the foods of entries with ``source`` "kept", those of imported tables too:
        :class:`planner.sources.kept.KeptFood`.
    """

    entries: pd.DataFrame
    faults: pd.DataFrame
    rows: Mapping[str, int]
    reading: Mapping[str, Any] = field(default_factory=dict)
    given: pd.DataFrame = field(default_factory=pd.DataFrame)
    kept: Mapping[str, KeptFood] = field(default_factory=dict)


def entries_frame(columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Return entries with the columns of :attr:`Diary.entries`; a column not given is missing.

    Examples
    --------
    >>> frame = entries_frame({"row": [2], "text": ["toast"], "grams": [66.0]})
    >>> list(frame.columns) == list(ENTRY_COLUMNS), frame["grams"].tolist()
    (True, [66.0])
    """
    length = len(columns["row"])
    blank = [None] * length
    return pd.DataFrame({name: _typed(name, columns.get(name, blank)) for name in ENTRY_COLUMNS})


def faults_frame(faults: Sequence[Fault]) -> pd.DataFrame:
    """Return faults in the order of their rows."""
    ordered = sorted(faults, key=lambda fault: fault.row)
    columns = list(zip(*ordered, strict=True)) if ordered else [()] * len(FAULT_COLUMNS)
    types = dict.fromkeys(FAULT_COLUMNS, "str") | {"row": "int64"}
    data = {
        name: pd.Series(list(cells), dtype=types[name])
        for name, cells in zip(FAULT_COLUMNS, columns, strict=True)
    }
    return pd.DataFrame(data)


def _typed(name: str, values: Sequence[Any]) -> pd.Series[Any]:
    if name == "row":
        return pd.Series(list(values), dtype="int64")
    if name in NUMBERS:
        return pd.Series(list(values), dtype="float64")
    return pd.Series(list(values), dtype="object" if name in _OBJECTS else "str")
