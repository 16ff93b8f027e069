"""Supplements: usual products by composition, and free entries such as "magnesium 250 mg".

An id is ``supp:<product>`` (``supp:prenatal``) or ``supp:free:<nutrient>=<amount><unit>`` with commas between
several (``supp:free:calcium=600mg,vitamin_d=10ug``); the second says all that is known of the product. An
amount that the label leaves open is ``?`` (``supp:free:iron=?mg``): unknown, which is not zero.

A label declares what a supplement is made to supply, so a nutrient that it does not declare counts as none.
That is a statement about labels, unlike a blank in a food table, which is unknown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.errors import DataError, UnknownNameError
from planner.language import mark
from planner.reference.nutrients import nutrients
from planner.tables import read_toml
from planner.units import convert_mass

PREFIX: Final = "supp:"
FREE: Final = "supp:free:"
UG_DFE_PER_UG_FOLIC_ACID: Final = 1 / 0.6
"""With food (IOM 1998; also IOM 2011, p. 1106, footnote)."""

_PART: Final = re.compile(
    r"(?P<nutrient>[a-z0-9_]+)=(?P<amount>\d+(?:\.\d+)?(?:e[+-]?\d+)?|\?)(?P<unit>ug|mg|g|kcal)"
)


@dataclass(frozen=True)
class Supplement:
    """One supplement.

    Attributes
    ----------
    id : str
        As in the module's text.
    name : str
        As shown.
    unit : str
        What is counted: tablet, capsule, dose.
    kind : str
        ``strength`` (the name says it all), ``formula`` (published), ``illustrative`` (usual, of no maker) or
        ``free`` (entered).
    amounts : mapping
        Nutrient id to the amount in one unit, in the nutrient's unit of the registry; NaN is unknown.
    source, note : str
        Where the amounts come from; what to check.
    """

    id: str
    name: str
    unit: str
    kind: str
    amounts: Mapping[str, float]
    source: str
    note: str


@cache
def products() -> Mapping[str, Supplement]:
    """Return the listed products by id, strengths on sale included.

    Examples
    --------
    >>> products()["supp:magnesium_250"].amounts["magnesium"]
    250.0
    """
    data = product_data()
    listed = [_listed(row, data["label_note"]) for row in data["product"]]
    for nutrient, row in data["strengths"].items():
        listed += [_of_strength(nutrient, amount, row["unit"]) for amount in row["amounts"]]
    return MappingProxyType({product.id: product for product in listed})


def supplement(supplement_id: str) -> Supplement:
    """Return a supplement by its id, listed or free.

    Raises
    ------
    UnknownNameError
        For an id that is neither.

    Examples
    --------
    >>> supplement("supp:free:magnesium=250mg").amounts["magnesium"]
    250.0
    """
    if supplement_id in products():
        return products()[supplement_id]
    if supplement_id.startswith(FREE):
        return _free(supplement_id)
    raise UnknownNameError(supplement_id, "supplement", list(products())[:3])


def free_id(amounts: Mapping[str, tuple[float, str]]) -> str:
    """Return the id of an entry by nutrients: id to (amount, unit), in the order given; NaN is unknown.

    Examples
    --------
    >>> free_id({"calcium": (600, "mg"), "vitamin_d": (10, "ug")})
    'supp:free:calcium=600mg,vitamin_d=10ug'
    """
    return FREE + ",".join(f"{name}={_figure(amount)}{unit}" for name, (amount, unit) in amounts.items())


def _figure(amount: float) -> str:
    return "?" if math.isnan(amount) else f"{amount:.10g}"


def supplement_amounts(ids: Sequence[str], units: npt.ArrayLike) -> pd.DataFrame:
    """Return the nutrients in so many units of each supplement.

    Parameters
    ----------
    ids : sequence of str
        One supplement id a row.
    units : array_like
        Number of tablets a row; NaN makes the row's declared nutrients unknown.

    Returns
    -------
    pandas.DataFrame
        One row for each id in the order given, one column for each of the 65 nutrients in its unit. A
        nutrient that the label does not declare is 0: nothing was added of it.

    Raises
    ------
    UnknownNameError
        For an id that is no supplement.

    Examples
    --------
    >>> two = supplement_amounts(["supp:free:magnesium=250mg"], [2])
    >>> two[["magnesium", "iron"]].iloc[0].tolist()
    [500.0, 0.0]
    """
    counts = np.asarray(units, dtype=float)
    rows = [supplement(one).amounts for one in ids]
    one_unit = pd.DataFrame(rows, columns=list(nutrients()), dtype=float)
    declared = np.array([[name in row for name in nutrients()] for row in rows], dtype=bool)
    declared = declared.reshape(one_unit.shape)
    return one_unit.mul(counts, axis=0).where(declared, 0.0)


@cache
def product_data() -> dict[str, Any]:
    """Return ``supplements/products.toml``."""
    return read_toml("supplements/products.toml")


def _listed(row: dict[str, Any], label_note: str) -> Supplement:
    note = label_note if row["kind"] == "illustrative" else ""
    amounts = _complete({name: float(amount) for name, amount in row["amounts"].items()})
    return Supplement(PREFIX + row["id"], row["name"], row["unit"], row["kind"], amounts, row["source"], note)


def _of_strength(nutrient: str, amount: float, unit: str) -> Supplement:
    one = nutrients()[nutrient]
    name = f"{one.name} {amount:g} {one.unit}"
    amounts = _complete({nutrient: float(amount)})
    source = mark("The strength that its name declares")
    return Supplement(f"{PREFIX}{nutrient}_{amount:g}", name, unit, "strength", amounts, source, "")


@cache
def _free(supplement_id: str) -> Supplement:
    amounts: dict[str, float] = {}
    for part in supplement_id.removeprefix(FREE).split(","):
        found = _PART.fullmatch(part)
        if found is None or found["nutrient"] not in nutrients():
            raise UnknownNameError(supplement_id, "supplement", ["supp:free:magnesium=250mg"])
        unit = nutrients()[found["nutrient"]].unit
        amount = math.nan if found["amount"] == "?" else float(found["amount"])
        amounts[found["nutrient"]] = convert_mass(amount, found["unit"], unit)
    parts = [
        f"{nutrients()[name].name} {_figure(amount)} {nutrients()[name].unit}"
        for name, amount in amounts.items()
    ]
    name = "Supplement: " + ", ".join(parts)
    return Supplement(
        supplement_id, name, "tablet", "free", _complete(amounts), "As entered from the label", ""
    )


def _complete(amounts: dict[str, float]) -> Mapping[str, float]:
    """Add what follows from the declared amounts: folate in DFE, and the added forms of B12 and E."""
    unknown = set(amounts) - set(nutrients())
    if unknown:
        raise DataError("supplements", f"no nutrient is called {', '.join(sorted(unknown))}")
    whole = dict(amounts)
    if "folic_acid" in whole:
        whole.setdefault("folate", whole["folic_acid"] * UG_DFE_PER_UG_FOLIC_ACID)
        whole.setdefault("folate_total", whole["folic_acid"])
    if "folate" in whole and "folic_acid" not in whole:
        whole["folic_acid"] = whole["folate"] / UG_DFE_PER_UG_FOLIC_ACID
    if "retinol" in whole:
        whole.setdefault("vitamin_a", whole["retinol"])
    for nutrient in ("vitamin_b12", "vitamin_e"):
        if nutrient in whole:
            whole.setdefault(f"{nutrient}_added", whole[nutrient])
    return MappingProxyType(whole)
