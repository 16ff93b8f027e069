"""Amounts of a food's label: "120 mg", "400 kJ", "200 IU", "15 %DV" to the registry's units."""

from __future__ import annotations

import re
from typing import Any, Final

from planner.errors import FoodError
from planner.language import mark
from planner.reference.daily_values import in_equivalents, of_daily_value
from planner.reference.nutrients import nutrient
from planner.reference.written_amounts import PER_CENT, UnitError, in_registry_unit, plain_unit, read_figure

DAILY_VALUES: Final = ("us", "eu")
"""Whose daily values a label's percents may be of."""
_AMOUNT: Final = re.compile(r"(?P<figure>\d[\d.,]{0,40}(?:e[+-]?\d{1,3})?)\s*(?P<unit>[^\d\s.,].*)")
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
    known = nutrient(name)
    found = _AMOUNT.fullmatch(said.strip()) if isinstance(said, str) else None
    if found is None:
        raise FoodError(
            mark("“{said}” is no amount of {name}.").format(said=str(said)[:40], name=name), _ADVICE
        )
    value, unit = _figure(found["figure"], name), plain_unit(found["unit"])
    if unit in PER_CENT:
        return _of_daily_value(name, value, "eu" if unit == "% nrv" else daily_values)
    try:
        return in_registry_unit(name, value, unit)
    except UnitError as error:
        if error.by_form:
            raise FoodError(
                mark("What an IU of {name} weighs depends on its form, or there is none.").format(name=name),
                mark("Give mg or ug, or leave it out: it is then unknown."),
            ) from None
        advice = mark('Write it as "100 kcal" or "418 kJ".') if known.unit == "kcal" else _ADVICE
        reason = mark("“{unit}” is no unit of {name}.").format(unit=found["unit"][:20], name=name)
        raise FoodError(reason, advice) from None


def _figure(text: str, name: str) -> float:
    value = read_figure(text)
    if value is None:
        raise FoodError(
            mark("“{said}” of {name} is no number, or may be two.").format(said=text[:40], name=name),
            mark('Write it as "1.25" or "1250".'),
        )
    return value


def _of_daily_value(name: str, percent: float, whose: str) -> float:
    if whose not in DAILY_VALUES:
        raise FoodError(
            mark("Percents differ between labels, as that of {name}.").format(name=name),
            mark('Say whose daily values they are: daily_values = "us" or "eu".'),
        )
    value = None if name in in_equivalents(whose) else of_daily_value(name, percent, whose)
    if value is None:
        reason = mark("The {region} label has no daily value of {name} that is counted here.")
        raise FoodError(
            reason.format(region=whose.upper(), name=name),
            mark("Give the amount in mg or ug, or leave it out: it is then unknown."),
        )
    return value
