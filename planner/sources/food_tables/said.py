"""What a person says of each column of a table that nobody has mapped: from the proposal to a mapping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from planner.language import mark
from planner.sources.food_tables.columns import why_unclear
from planner.sources.food_tables.mapping import TableMapping, mapping_of
from planner.sources.food_tables.propose import Proposal

NOT_UNDERSTOOD: Final = mark("not understood")
_LEFT_OUT: Final = mark("left out by you")


@dataclass(frozen=True)
class ColumnSaid:
    """What one column is taken for.

    Attributes
    ----------
    header : str
    nutrient : str
        ``""`` where it is left out.
    unit : str
        ``""`` while it is not said.
    basis : str
        What its values are per; ``""`` for what the whole table is per.
    why : str
        Why it is left out, or what has to be said of it first.
    """

    header: str
    nutrient: str = ""
    unit: str = ""
    basis: str = ""
    why: str = ""

    def taken_as(self, nutrient: str, unit: str, basis: str) -> ColumnSaid:
        """Return the column as a person says; what she has not changed keeps its reason."""
        if (nutrient, unit, basis) == (self.nutrient, self.unit, self.basis):
            return self
        why = why_unclear(unit, nutrient) if nutrient else self.why if not self.nutrient else _LEFT_OUT
        return ColumnSaid(self.header, nutrient, unit, basis, why)


def understood(proposal: Proposal) -> list[ColumnSaid]:
    """Return what each column is taken for by its header, those first of which something has to be said.

    Examples
    --------
    >>> from planner.sources.food_tables.propose import propose
    >>> from planner.sources.food_tables.sheets import Sheet
    >>> rows = [["Food Code", "Food Name", "MG(mg)", "FE", "Colour"], ["1", "Oats", "110", "4", "beige"]]
    >>> [(one.header, one.nutrient, one.why) for one in understood(propose([Sheet("", rows, [1, 2])], "t"))]
    [('FE', 'iron', 'its unit is not said'), ('MG(mg)', 'magnesium', ''), ('Colour', '', 'not understood')]
    """
    open_ones = [
        ColumnSaid(header, str(found.nutrient), found.unit or "", found.basis or "", why)
        for header, found, why in proposal.unclear
    ]
    taken = [
        ColumnSaid(header, str(found.nutrient), found.unit or "", found.basis or "")
        for header, found in proposal.mapped
    ]
    left_out = [ColumnSaid(header, why=why) for header, why in proposal.left_out]
    left_out += [ColumnSaid(header, why=NOT_UNDERSTOOD) for header in proposal.unmapped]
    return [*open_ones, *taken, *left_out]


def taken_twice(columns: Sequence[ColumnSaid]) -> list[tuple[str, list[str]]]:
    """Return the components that more than one column is taken for, with these columns' headers.

    Examples
    --------
    >>> taken_twice([ColumnSaid("Fe", "iron", "mg"), ColumnSaid("FE", "iron", "mg"), ColumnSaid("x")])
    [('iron', ['Fe', 'FE'])]
    """
    times = Counter(one.nutrient for one in columns if one.nutrient)
    return [
        (nutrient, [one.header for one in columns if one.nutrient == nutrient])
        for nutrient, count in times.items()
        if count > 1
    ]


def mapping_said(
    proposal: Proposal, columns: Sequence[ColumnSaid], *, basis: str, decimal: str, language: str
) -> TableMapping:
    """Return the mapping of a table as a person says it.

    Parameters
    ----------
    proposal : Proposal
    columns : sequence of ColumnSaid
        Each with a nutrient has a unit.
    basis : {"100 g", "100 ml"}
        What values are per, where a column does not say otherwise.
    decimal : {"", ",", "."}
        ``""`` where the cells show it.
    language : str
        Of the foods' names.

    Raises
    ------
    TableError
        Where it is no mapping yet.
    """
    document: dict[str, object] = {
        "code": proposal.code, "name": proposal.name, "sheets": list(proposal.sheets), "basis": basis,
        "decimal": decimal, "language": language,
        "column": [
            {"header": one.header, "nutrient": one.nutrient, "unit": one.unit, "basis": one.basis or basis}
            for one in columns
            if one.nutrient
        ],
        "left_out": [{"header": one.header, "why": one.why} for one in columns if not one.nutrient],
    }  # fmt: skip
    if proposal.basis_column:
        document["per_100_ml"] = {"column": proposal.basis_column, "begins": "100 ml"}
    if len(proposal.portion) == 2:
        document["portion"] = proposal.portion
    return mapping_of(document, proposal.file)
