"""Amounts of a label: "120 mg", "400 kJ", "200 IU", "15 %DV" to the registry's units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from planner.errors import FoodError
from planner.language import mark
from planner.reference.nutrients import nutrient
from planner.reference.supplements import product_data
from planner.tables import read_toml
from planner.units import GRAMS, KJ_PER_KCAL, convert_mass

DAILY_VALUES: Final = ("us", "eu")
"""Whose daily values a label's percents may be of."""
_AMOUNT: Final = re.compile(
    r"(?P<number>\d{1,12}(?:[.,]\d{1,25})?(?:e[+-]?\d{1,3})?)\s*(?P<unit>[^\d\s.,].*)"
)
_UNITS: Final = {
    "µg": "ug",
    "μg": "ug",
    "mcg": "ug",
    "i.u.": "iu",
    "ie": "iu",
    "%": "%dv",
    "% dv": "%dv",
    "% nrv": "%dv",
}
_ADVICE: Final = mark('Write it with its unit: "120 mg", "5 ug", "400 kJ", "200 IU", "15 %DV".')


def label_amount(name: str, said: Any, daily_values: str = "") -> float:
    """Return an amount of a nutrient in the registry's unit.

    Parameters
    ----------
    name : str
        Id of the nutrient.
    said : str
        A number with its unit.
    daily_values : {"", "us", "eu"}
        Whose daily values percents are of.

    Raises
    ------
    InputError
        When there is no such nutrient, or the unit is missing, not known or not one of this nutrient.

    Examples
    --------
    >>> label_amount("calcium", "0.12 g"), label_amount("vitamin_d", "200 IU")
    (120.0, 5.0)
    >>> label_amount("energy", "418.4 kJ")
    100.0
    >>> label_amount("iron", "50 %DV", "us")
    9.0
    """
    unit = nutrient(name).unit
    found = _AMOUNT.fullmatch(said.strip()) if isinstance(said, str) else None
    if found is None:
        raise FoodError(
            mark("“{said}” is no amount of {name}.").format(said=str(said)[:40], name=name), _ADVICE
        )
    value = float(found["number"].replace(",", "."))
    written = " ".join(found["unit"].lower().split())
    written = _UNITS.get(written, written)
    if written == "%dv":
        return _of_daily_value(name, value, daily_values)
    if written == "iu":
        return round(value * _iu(name), 10)
    if unit == "kcal":
        return _energy(value, written)
    if written not in GRAMS:
        raise FoodError(
            mark("“{unit}” is no unit of {name}.").format(unit=found["unit"][:20], name=name), _ADVICE
        )
    return convert_mass(value, written, unit)


def _energy(value: float, unit: str) -> float:
    if unit not in ("kcal", "kj"):
        raise FoodError(
            mark("“{unit}” is no unit of energy.").format(unit=unit[:20]),
            mark('Write it as "100 kcal" or "418 kJ".'),
        )
    return value if unit == "kcal" else round(value / KJ_PER_KCAL, 10)


def _iu(name: str) -> float:
    """Return what one IU of a nutrient is, where it does not depend on a form that the label does not say."""
    factor = product_data()["iu"].get(name, {}).get("any")
    if factor is None:
        raise FoodError(
            mark("What an IU of {name} weighs depends on its form, or there is none.").format(name=name),
            mark("Give mg or ug, or leave it out: it is then unknown."),
        )
    return float(factor)


def _of_daily_value(name: str, percent: float, daily_values: str) -> float:
    if daily_values not in DAILY_VALUES:
        raise FoodError(
            mark("Percents differ between labels, as that of {name}.").format(name=name),
            mark('Say whose daily values they are: daily_values = "us" or "eu".'),
        )
    value = _daily_values()[daily_values].get(name)
    if value is None:
        raise FoodError(
            mark("The {region} label has no daily value of {name} that is counted here.").format(
                region=daily_values.upper(), name=name
            ),
            mark("Give the amount in mg or ug, or leave it out: it is then unknown."),
        )
    return round(percent / 100 * float(value), 10)


def _daily_values() -> Mapping[str, Mapping[str, float]]:
    values: dict[str, dict[str, float]] = read_toml("labels/daily_values.toml")
    return values
