"""What of one food cannot be right: left out where that is sure, else kept and said.

A whole table is looked at in another way, by :mod:`planner.sources.food_tables.plausible`: by the usual
content of a column, and without leaving anything out of somebody's official table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from planner.language import _
from planner.reference.daily_values import daily_values
from planner.reference.foods import food_table
from planner.reference.nutrients import nutrients
from planner.sources.amounts import Reading, name_of
from planner.sources.food import SourcedFood
from planner.sources.parts import energy_of_parts
from planner.units import GRAMS, KJ_PER_KCAL

_DENSEST: Final = {"100 g": 1.0, "100 ml": 1.5}
"""Grams in a millilitre, at most (syrups)."""
_MOST_KCAL: Final = 910.0
"""In 100 g: pure fat has 902."""
_SURELY: Final = 20.0
_MAYBE: Final = 2.0
"""Times the highest of the shipped table: fortified yeast has ten times its vitamin B6."""
_NEXT_TO_NOTHING: Final = 0.0005
"""Of the daily value in 100 g: no label says so little."""
_PARTS: Final = ("protein", "fat", "carbohydrate", "water", "alcohol")
_WITHIN: Final = ((("sugars_total", "fibre"), "carbohydrate"), (("fat_saturated",), "fat"))


def check(reading: Reading, per: float | None, basis: str = "100 g", label: bool = False) -> None:
    """Look at the amounts of a food, leave out what is surely wrong, and say what may be.

    Parameters
    ----------
    reading : Reading
        Changed in place.
    per : float or None
        How many grams or millilitres the amounts are in; None where that is not known.
    basis : str
        ``100 g`` or ``100 ml``: whether ``per`` is grams or millilitres.
    label : bool
        Whether they are of a label, which says nothing of traces.

    Examples
    --------
    >>> reading = Reading({"energy": 389.0, "protein": 16.9, "fat": 6.9, "iron": 4700.0})
    >>> check(reading, 100)
    >>> "iron" in reading.amounts, reading.said()
    (False, ('Iron: 4,700 mg in 100 g cannot be right, so not known',))
    """
    if per:
        density = _DENSEST.get(basis, 1.0)
        _leave_out_impossible(reading, 100 / per, density, basis)
        _say_high_and_low(reading, 100 / per, basis, label)
        _say_too_heavy(reading, 100 / per, density)
    _say_larger_parts(reading)
    _check_energy(reading)


def checked(food: SourcedFood) -> SourcedFood:
    """Return a food by its label without what is surely wrong, and with flags of what may be.

    Examples
    --------
    >>> from datetime import date
    >>> drink = SourcedFood("own:drink", "Drink", "100 ml", {"calcium": 0.12}, (), "", "", date(2026, 3, 1))
    >>> checked(drink).flags
    ('Calcium: 0.12 mg in 100 ml is oddly little; is the unit right?',)
    """
    reading = Reading(dict(food.amounts))
    serving = food.measures[0] if food.basis == "serving" and food.measures else None
    by_volume = food.basis == "100 ml" or (serving is not None and serving.grams is None)
    size = (serving.grams or serving.millilitres) if serving else None
    check(reading, size if food.basis == "serving" else 100.0, "100 ml" if by_volume else "100 g", label=True)
    return replace(food, amounts=reading.amounts, flags=(*food.flags, *reading.said()))


def _leave_out_impossible(reading: Reading, factor: float, density: float, basis: str) -> None:
    for nutrient, amount in list(reading.amounts.items()):
        unit = nutrients()[nutrient].unit
        in_100 = amount * factor
        most = _MOST_KCAL if unit == "kcal" else 100.5 / GRAMS[unit]
        if in_100 > min(most * density, _SURELY * (_highest()[nutrient] or most)):
            words = {"amount": _figure(in_100), "unit": _shown(unit), "basis": basis}
            why = _("{amount} {unit} in {basis} cannot be right", **words)
            reading.leave_out(nutrient, why)


def _say_high_and_low(reading: Reading, factor: float, basis: str, label: bool) -> None:
    for nutrient, amount in reading.amounts.items():
        least = _NEXT_TO_NOTHING * daily_values().get(nutrient, 0.0)
        words: Mapping[str, str] = {
            "nutrient": name_of(nutrient), "amount": _figure(amount * factor),
            "unit": _shown(nutrients()[nutrient].unit), "basis": basis,
        }  # fmt: skip
        highest = _highest()[nutrient]
        if highest and nutrients()[nutrient].group != "macronutrient" and amount * factor > _MAYBE * highest:
            reading.flag(_("{nutrient}: {amount} {unit} in {basis} is more than in any usual food", **words))
        elif label and nutrients()[nutrient].group == "mineral" and 0 < amount * factor < least:
            reading.flag(
                _("{nutrient}: {amount} {unit} in {basis} is oddly little; is the unit right?", **words)
            )


def _say_too_heavy(reading: Reading, factor: float, density: float) -> None:
    total = factor * sum(reading.amounts.get(part, 0.0) for part in _PARTS)
    if total > 105 * density:
        reading.flag(_("Protein, fat, carbohydrate and water together weigh more than the food"))


def _say_larger_parts(reading: Reading) -> None:
    amounts = reading.amounts
    for parts, whole in _WITHIN:
        for part in parts:
            if whole in amounts and amounts.get(part, 0.0) > 1.05 * amounts[whole] + 0.5:
                reading.flag(_("{part} is more than {whole}", part=name_of(part), whole=name_of(whole)))


def _check_energy(reading: Reading) -> None:
    """Compare energy with its parts; what is just kJ under the name of kcal is left out."""
    amounts = reading.amounts
    if not {"energy", "protein", "fat", "carbohydrate"} <= set(amounts):
        return
    protein, fat, carbohydrate = (amounts[part] for part in ("protein", "fat", "carbohydrate"))
    fibre, alcohol = (amounts.get(part, 0.0) for part in ("fibre", "alcohol"))
    parts = energy_of_parts(protein, fat, carbohydrate, 0.0, alcohol)
    least = energy_of_parts(protein, fat, carbohydrate - fibre, fibre, alcohol)
    stated = amounts["energy"]
    if least > 20 and 0.9 * least <= stated / KJ_PER_KCAL <= 1.1 * parts:
        reading.leave_out("energy", _("kJ seem to stand under kcal"))
    elif not 0.8 * least - 20 <= stated <= 1.2 * parts + 20:
        reading.flag(
            _(
                "Energy: {stated} kcal stated, but its parts make {parts} kcal",
                stated=f"{stated:.0f}", parts=f"{parts:.0f}",
            )
        )  # fmt: skip


def _figure(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.3g}"


def _shown(unit: str) -> str:
    return "µg" if unit == "ug" else unit


@cache
def _highest() -> dict[str, float]:
    """Return the most of each nutrient in 100 g of any food of the shipped table."""
    return {str(nutrient): float(most) for nutrient, most in food_table().composition.max().items()}
