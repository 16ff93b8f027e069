"""The registry of nutrients: id, name, unit, INFOODS tagname, FoodData Central number."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache

from planner.errors import UnknownNameError
from planner.tables import read_table


@dataclass(frozen=True)
class Nutrient:
    """One component of the nutrient table.

    Attributes
    ----------
    id : str
        Our word for it, such as ``"vitamin_b6"``.
    name : str
        As shown to people.
    unit : str
        ``kcal``, ``g``, ``mg`` or ``ug``; every amount of this nutrient in the product is in this unit.
    tagname : str
        INFOODS tagname, empty where there is none.
    fdc_number : int
        FoodData Central's nutrient id.
    decimals : int
        How many places are worth printing.
    group : str
        ``macronutrient``, ``vitamin``, ``mineral``, ``carotenoid``, ``fatty acid`` or ``other``.
    """

    id: str
    name: str
    unit: str
    tagname: str
    fdc_number: int
    decimals: int
    group: str


@cache
def nutrients() -> dict[str, Nutrient]:
    """Return all 65 components by id, in the order of the food table.

    Examples
    --------
    >>> nutrients()["magnesium"].unit
    'mg'
    """
    rows = read_table("fndds/components.csv", keep_default_na=False, dtype=str).to_dict("records")
    return {row["nutrient"]: _nutrient(row) for row in rows}


def _nutrient(row: Mapping[Hashable, str]) -> Nutrient:
    return Nutrient(
        id=row["nutrient"],
        name=row["name"],
        unit=row["unit"],
        tagname=row["tagname"],
        fdc_number=int(row["fdc_number"]),
        decimals=int(row["decimals"]),
        group=row["group"],
    )


def nutrient(name: str) -> Nutrient:
    """Return one nutrient by its id.

    Raises
    ------
    UnknownNameError
        With the nearest ids.

    Examples
    --------
    >>> nutrient("vitamin_b6").name
    'Vitamin B6'
    """
    found = nutrients().get(name)
    if found is None:
        raise UnknownNameError(name, "nutrient", difflib.get_close_matches(name, nutrients()))
    return found
