"""A food table that a person brought, and the report of its import."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd

PREFIX: Final = "table:"


@dataclass(frozen=True, eq=False)
class ImportedTable:
    """A food table that a person brought.

    Attributes
    ----------
    name : str
        Its short name, in the ids of its foods.
    title, licence, citation : str
    imported : datetime.date
    foods : pandas.DataFrame
        By ``food_id`` (``table:NAME:CODE``): ``code``, ``description``, ``basis`` (100 g or 100 ml),
        ``portion`` (words, "" where there is none), ``portion_grams``, ``flags``.
    composition : pandas.DataFrame
        By ``food_id``, a column for each component of the registry that the table has, in its unit, per 100 g
        or 100 ml as ``basis`` says. NaN is unknown.
    language : str
        Of the names, such as "fr"; "" where it was not said.
    """

    name: str
    title: str
    licence: str
    citation: str
    imported: dt.date
    foods: pd.DataFrame
    composition: pd.DataFrame
    language: str = ""

    @property
    def is_english(self) -> bool:
        """Whether the names of its foods are known to be English, which safety rules can read."""
        return self.language == "en"

    def owned(self, name: str, title: str, licence: str, citation: str) -> ImportedTable:
        """Return the table under another name, and whose it is."""
        ids = pd.Index([f"{PREFIX}{name}:{code}" for code in self.foods["code"]], name="food_id")
        foods, composition = self.foods.set_axis(ids), self.composition.set_axis(ids)
        return replace(
            self, name=name, title=title, licence=licence, citation=citation, foods=foods,
            composition=composition,
        )  # fmt: skip


@dataclass
class ImportReport:
    """What an import took, and what it did not, in words that say what to do.

    Attributes
    ----------
    read, taken : int
        Rows below the headers, and foods.
    mapped : dict of str to str
        Header to component.
    left_out : dict of str to str
        Header to the reason that the mapping gives.
    unmapped : list of str
        Columns that the mapping does not name.
    not_found : list of str
        Columns that the mapping names and the file lacks.
    not_taken : list of str
        Rows, each with its reason.
    cells : dict of str to int
        How many cells were of each kind (see :mod:`values`): unknown, traces, below a limit, negative …
    composed : list of str
        Components that were made of others, and how.
    flags : list of str
        What looks wrong.
    """

    read: int = 0
    taken: int = 0
    mapped: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    unmapped: list[str] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)
    cells: dict[str, int] = field(default_factory=dict)
    composed: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
