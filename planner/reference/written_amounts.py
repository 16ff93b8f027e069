"""Amounts as labels and services write them: figures, units, and their place in the registry's units.

What is read here is sure; what may mean two things is left to the caller, who knows whose text it is.
"""

from __future__ import annotations

import re
from typing import Any, Final

from planner.reference.nutrients import nutrients
from planner.reference.supplements import product_data
from planner.units import GRAMS, KJ_PER_KCAL, convert_mass

PER_CENT: Final = ("%", "% dv", "% nrv")
"""Units that are a per cent of a daily value: of whose is not said, the US one, the EU's."""
_UNITS: Final = {
    "g": "g", "grm": "g", "gram": "g", "mg": "mg", "mg_ate": "mg", "mg_ne": "mg",
    "ug": "ug", "µg": "ug", "μg": "ug", "mcg": "ug", "mcg_rae": "ug", "mcg_dfe": "ug", "ug_rae": "ug",
    "ug_dfe": "ug", "kg": "kg", "oz": "oz", "lb": "lb", "kcal": "kcal", "cal": "kcal", "kj": "kj",
    "iu": "iu", "i.u.": "iu", "ie": "iu",
    "%": "%", "% dv": "% dv", "%dv": "% dv", "% daily value": "% dv", "% nrv": "% nrv", "%nrv": "% nrv",
}  # fmt: skip
_PLAIN: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_DECIMAL_COMMA: Final = re.compile(
    r"[+-]?(?:0,\d+|\d+,(?:\d{1,2}|\d{4,}))(?:e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE
)
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}", re.ASCII)
_EITHER: Final = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)


class UnitError(ValueError):
    """An amount is in a unit that is none of its nutrient.

    Attributes
    ----------
    by_form : bool
        Whether it is in IU, which are another weight for each form of the nutrient, or none of it.
    """

    def __init__(self, by_form: bool) -> None:
        super().__init__("IU depend on the form" if by_form else "not a unit of this nutrient")
        self.by_form = by_form


def read_figure(text: str, comma_parts_thousands: bool = False) -> float | None:
    """Return a figure, with a decimal point or comma; None where it is none, or may be two.

    Parameters
    ----------
    text : str
    comma_parts_thousands : bool
        Take "1,234" for more than a thousand; else it is none, as it may be a little more than one.

    Examples
    --------
    >>> [read_figure(text) for text in ("1.5", "1,5", "0,125", "1,234.5", "1,234", "1.2.3")]
    [1.5, 1.5, 0.125, 1234.5, None, None]
    >>> read_figure("1,234", comma_parts_thousands=True)
    1234.0
    """
    if _PLAIN.fullmatch(text):
        return float(text)
    if _DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    if _THOUSANDS.fullmatch(text) or (comma_parts_thousands and _EITHER.fullmatch(text)):
        return float(text.replace(",", ""))
    return None


def plain_unit(unit: Any) -> str:
    """Return a unit in our spelling; empty where it is none of ours.

    Examples
    --------
    >>> plain_unit("MG_ATE"), plain_unit("µg"), plain_unit("% DV"), plain_unit("furlong")
    ('mg', 'ug', '% dv', '')
    """
    return _UNITS.get(" ".join(unit.lower().split()), "") if isinstance(unit, str) else ""


def in_registry_unit(nutrient: str, amount: float, unit: str) -> float:
    """Return an amount in the registry's unit.

    Parameters
    ----------
    nutrient : str
        Its id.
    amount : float
    unit : str
        As from :func:`plain_unit`; a per cent is none here (:mod:`planner.reference.daily_values`).

    Raises
    ------
    UnitError
        Where the unit is none of the nutrient, or another weight for each form of it.

    Examples
    --------
    >>> in_registry_unit("vitamin_d", 400, "iu"), in_registry_unit("energy", 418.4, "kj")
    (10.0, 100.0)
    """
    ours = nutrients()[nutrient].unit
    if unit == "iu":
        factor = product_data()["iu"].get(nutrient, {}).get("any")
        if factor is None:
            raise UnitError(by_form=True)
        return round(amount * float(factor), 10)
    if ours == "kcal" and unit in ("kcal", "kj"):
        return round(amount / KJ_PER_KCAL, 10) if unit == "kj" else amount
    if unit not in GRAMS or ours not in GRAMS:
        raise UnitError(by_form=False)
    return convert_mass(amount, unit, ours)
