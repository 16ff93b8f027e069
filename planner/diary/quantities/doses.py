"""Doses of a supplement's text: "magnesium 250 mg", "1000 IU of vitamin D"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from planner.diary.quantities.figures import figure
from planner.language import mark
from planner.reference.nutrients import nutrients
from planner.reference.supplements import product_data
from planner.units import convert_mass

MOST_GRAMS_OF_ONE_NUTRIENT: Final = 10.0
_NUMBER: Final = r"(?P<number>\d+(?:[.,]\d+)*)"


@dataclass(frozen=True)
class Dose:
    """An amount of one nutrient in one tablet, with what was assumed in reading it."""

    nutrient: str
    amount: float
    unit: str
    assumed: tuple[str, ...] = ()


class DoseRefusedError(Exception):
    """A dose that cannot be known; the text says why."""


def doses_of(said: str) -> list[Dose]:
    """Return the doses of a text, "magnesium 250 mg" and "250 mg of magnesium" alike, one a nutrient."""
    found: dict[str, Dose] = {}
    for match in dose_pattern().finditer(said):
        parts = match.groupdict()
        name = parts["name"] or parts["name2"]
        amount = figure(parts["number"] or parts["number2"])
        if amount is None:
            raise DoseRefusedError(mark("The amount in “{said}” is not a number.").format(said=match[0]))
        unit = dose_units()[parts["unit"] or parts["unit2"]]
        dose = _dose(nutrient_names()[name], amount, unit, said)
        found.setdefault(dose.nutrient, dose)
    return list(found.values())


def _dose(nutrient: str, amount: float, unit: str, said: str) -> Dose:
    notes: tuple[str, ...] = ()
    if nutrient == "vitamin_a":
        nutrient, notes = _form_of_vitamin_a(said, unit)
    if nutrient == "folic_acid" and "dfe" in said.split():
        nutrient = "folate"
    if unit == "iu":
        amount, unit = amount * _iu_factor(nutrient, said), nutrients()[nutrient].unit
    grams = convert_mass(amount, unit, "g")
    if not 0 < grams <= MOST_GRAMS_OF_ONE_NUTRIENT:
        name = nutrients()[nutrient].name
        raise DoseRefusedError(
            mark("{amount} {unit} of {name} in one tablet cannot be right.").format(
                amount=f"{amount:g}", unit=unit, name=name
            )
        )
    return Dose(nutrient, round(amount, 10), unit, notes)


def _form_of_vitamin_a(said: str, unit: str) -> tuple[str, tuple[str, ...]]:
    """Decide between retinol, which has an upper level, and carotene; unknown counts as the stricter."""
    words = product_data()["words"]
    if any(word in said for word in words["retinol"]):
        return "retinol", ()
    if unit == "iu":
        raise DoseRefusedError(mark("IU of vitamin A mean different amounts for retinol and carotene."))
    if any(word in said for word in words["carotene"]):
        return "vitamin_a", ()
    return "retinol", (mark("form of vitamin A not said: counted as retinol, the stricter"),)


def _iu_factor(nutrient: str, said: str) -> float:
    factors: dict[str, float] = product_data()["iu"].get(nutrient, {})
    for form, factor in factors.items():
        if form == "any" or any(word in said for word in product_data()["iu_words"][form]):
            return factor
    raise DoseRefusedError(
        mark("IU of {name} cannot be turned into a weight here.").format(name=nutrients()[nutrient].name)
    )


def with_names(said: str, dose_follows: bool = False) -> str:
    """Write the nutrient for its chemical symbol before a dose: "mg 400 mg" is magnesium 400 mg.

    Parameters
    ----------
    said : str
        In normal letters.
    dose_follows : bool
        Whether cells of the row give the dose, so that the symbol may stand alone.

    Examples
    --------
    >>> with_names("mg 400 mg tablet"), with_names("vitamin k 90 ug"), with_names("zn", dose_follows=True)
    ('magnesium 400 mg tablet', 'vitamin k 90 ug', 'zinc')
    """
    symbols: dict[str, str] = product_data()["symbols"]
    if dose_follows and said in symbols:
        return symbols[said]
    if name_pattern().search(said):  # "ca 500 mg magnesium" is about 500 mg
        return said
    return _symbol_pattern().sub(lambda found: symbols[found["symbol"]] + found["dose"], said)


@cache
def _symbol_pattern() -> re.Pattern[str]:
    units = alternatives(unit for unit in dose_units() if unit != "units")
    dose = rf"(?P<dose>[\s:]+\d+(?:[.,]\d+)*\s?(?:{units})\b)"
    return re.compile(rf"(?<![\d\w])(?P<symbol>{alternatives(product_data()['symbols'])}){dose}")


@cache
def nutrient_names() -> dict[str, str]:
    """Return the nutrient by each name that a label may give it."""
    return {word: nutrient for nutrient, words in product_data()["names"].items() for word in words}


@cache
def dose_units() -> dict[str, str]:
    """Return the unit of a dose by each word for it."""
    return {word: unit for unit, words in product_data()["doses"].items() for word in words}


@cache
def name_pattern() -> re.Pattern[str]:
    """Return what finds the name of a nutrient."""
    return re.compile(rf"\b(?:{alternatives(nutrient_names())})\b")


@cache
def dose_pattern() -> re.Pattern[str]:
    """Return what finds a nutrient with its dose, up to three words between them."""
    names, units = alternatives(nutrient_names()), alternatives(dose_units())
    between = r"(?:[\s,:(-]+(?!(?:" + names + r")\b)[^\W\d]+){0,3}?[\s,:(-]*"
    after = rf"\b(?P<name>{names})\b{between}{_NUMBER}\s?(?P<unit>{units})\b"
    before = rf"{_NUMBER.replace('number', 'number2')}\s?(?P<unit2>{units})\s(?:of\s)?(?P<name2>{names})\b"
    return re.compile(f"{before}|{after}")


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern of one word or another, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
