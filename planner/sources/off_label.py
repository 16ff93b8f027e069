"""The nutrition label of a product of Open Food Facts: which figure of several is meant, and in what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from planner.language import _
from planner.reference.written_amounts import plain_unit
from planner.sources.amounts import (
    GRAMS_OF_ALCOHOL_IN_A_ML,
    SALT_IN_SODIUM,
    Reading,
    UnsureError,
    in_our_unit,
    number,
)
from planner.sources.off_size import Size
from planner.tables import read_rows

_ENERGY: Final = (("energy-kcal", "kcal"), ("energy-kj", "kj"), ("energy", "kj"))
_RESTATED: Final = ("iu", "% dv")
"""Units that the service turns into grams by factors of its own: the label's figure is taken instead."""
_SMALL: Final = ("<", "≤", "&lt;", "~", "-")
_APART: Final = 0.1
_Label = Mapping[str, Any]


def read_label(reading: Reading, label: _Label, size: Size, fibre_within: bool | None) -> str:
    """Read a label.

    Parameters
    ----------
    reading : Reading
        Changed in place.
    label : mapping
        The product's ``nutriments``.
    size : Size
        Its serving.
    fibre_within : bool or None
        Whether carbohydrate includes fibre, as in the United States and Canada; None where it is not known.

    Returns
    -------
    str
        What the amounts are in: ``100 g``, ``100 ml`` or ``serving``.
    """
    basis, suffix, factor = _basis(label, size)
    for name, nutrient in _names():
        if nutrient not in reading.amounts:
            _read(reading, label, name, nutrient, suffix, factor, size)
    _read_energy(reading, label, suffix, factor)
    _read_salt(reading, label, suffix, factor)
    _read_carbohydrate(reading, label, suffix, factor, fibre_within)
    _read_alcohol(reading, label, suffix, factor, basis)
    if not reading.amounts and any("_prepared" in str(name) for name in label):
        reading.flag(_("The label gives figures only for the food as prepared, which are not used"))
    if "folate_total" in reading.amounts:
        reading.flag(_("Folate: the label does not say whether it is in equivalents; taken as its weight"))
    return basis


def _basis(label: _Label, size: Size) -> tuple[str, str, float]:
    """Return what the amounts will be in, the ending of the keys to read, and the factor between the two."""
    hundred = "100 ml" if size.by_volume else "100 g"
    names = [name for name, _nutrient in _names()] + [name for name, _unit in _ENERGY]
    if any(f"{name}_100g" in label for name in names):
        return hundred, "_100g", 1.0
    if any(f"{name}_serving" in label for name in names) or size.per_serving:
        return (hundred, "_serving", 100 / size.amount) if size.amount else ("serving", "_serving", 1.0)
    return hundred, "_100g", 1.0


def _read(
    reading: Reading, label: _Label, name: str, nutrient: str, suffix: str, factor: float, size: Size
) -> None:
    unit = plain_unit(label.get(f"{name}_unit"))
    if f"{label.get(f'{name}_modifier', '')}".strip() in _SMALL and f"{name}{suffix}" in label:
        reading.leave_out(nutrient, _("only “less than” or “about” is given"))
    elif unit in _RESTATED and f"{name}_value" in label:
        _read_restated(reading, label, name, nutrient, unit, suffix, factor, size)
    elif f"{name}{suffix}" in label:
        reading.put(nutrient, label[f"{name}{suffix}"], "g", factor)
        _compare_serving(reading, label, name, nutrient, suffix, size)


def _read_restated(
    reading: Reading,
    label: _Label,
    name: str,
    nutrient: str,
    unit: str,
    suffix: str,
    factor: float,
    size: Size,
) -> None:
    """Take a figure in IU or % of the daily value as it stands on the label."""
    per_serving = size.per_serving
    if per_serving and suffix == "_100g":
        if not size.amount:
            reading.leave_out(nutrient, _("it is given for a serving of a weight that is not known"))
            return
        factor = 100 / size.amount
    elif not per_serving and suffix == "_serving":
        reading.leave_out(nutrient, _("it is given for another amount than the rest"))
        return
    if nutrient == "folate_total" and unit == "% dv":
        nutrient = "folate"  # its daily value is in equivalents
    reading.put(nutrient, label[f"{name}_value"], unit, factor)


def _compare_serving(
    reading: Reading, label: _Label, name: str, nutrient: str, suffix: str, size: Size
) -> None:
    """Say where the figures for a serving and for 100 g differ."""
    if suffix != "_100g" or not size.amount or nutrient not in reading.amounts:
        return
    try:
        serving = number(label.get(f"{name}_serving"))
        if serving is None:
            return
        of_serving = in_our_unit(nutrient, serving, "g") * 100 / size.amount
    except UnsureError:
        return
    given = reading.amounts[nutrient]
    if abs(of_serving - given) > _APART * max(of_serving, given) + in_our_unit(nutrient, 0.01, "g"):
        reading.flag(_("Figures for a serving and for 100 differ; those for 100 are used"))


def _plain(label: _Label, name: str, suffix: str) -> float | None:
    try:
        return number(label.get(f"{name}{suffix}"))
    except UnsureError:
        return None


def _read_energy(reading: Reading, label: _Label, suffix: str, factor: float) -> None:
    found = [
        (number_, unit) for name, unit in _ENERGY if (number_ := _plain(label, name, suffix)) is not None
    ]
    for name, unit in _ENERGY:
        if "energy" not in reading.amounts:
            reading.put("energy", label.get(f"{name}{suffix}"), unit, factor)
    kcal = [in_our_unit("energy", value, unit) for value, unit in found]
    if kcal and max(kcal) - min(kcal) > _APART * max(kcal) + 2:
        reading.flag(_("Energy: the figures in kcal and in kJ differ; the one in kcal is used"))


def _read_salt(reading: Reading, label: _Label, suffix: str, factor: float) -> None:
    salt, sodium = _plain(label, "salt", suffix), _plain(label, "sodium", suffix)
    if salt is None:
        return
    if sodium is None and "sodium" not in reading.unsure:
        reading.put("sodium", salt / SALT_IN_SODIUM, "g", factor)
    elif sodium is not None and abs(sodium * SALT_IN_SODIUM - salt) > _APART * salt + 0.02:
        reading.leave_out("sodium", _("sodium and salt disagree"))


def _read_carbohydrate(
    reading: Reading, label: _Label, suffix: str, factor: float, fibre_within: bool | None
) -> None:
    """Make carbohydrate include fibre, as in the food table; labels of Europe give it without."""
    if "carbohydrate" in reading.amounts:
        return
    reading.put("carbohydrate", label.get(f"carbohydrates{suffix}"), "g", factor)
    if "carbohydrate" not in reading.amounts or fibre_within:
        return
    if fibre_within is None:
        reading.flag(_("Carbohydrate: the label may give it with or without fibre; taken as it stands"))
    elif "fibre" in reading.amounts:
        reading.amounts["carbohydrate"] += reading.amounts["fibre"]
    else:
        reading.flag(_("Carbohydrate: without fibre, which the label does not give, so a little low"))


def _read_alcohol(reading: Reading, label: _Label, suffix: str, factor: float, basis: str) -> None:
    """Turn % vol into grams."""
    by_volume = _plain(label, "alcohol", suffix)
    if by_volume is None:
        return
    if by_volume == 0 or basis == "100 ml":
        reading.put("alcohol", by_volume * GRAMS_OF_ALCOHOL_IN_A_ML, "g", factor)
    else:
        reading.leave_out("alcohol", _("it is given by volume, and the food by weight"))


@cache
def _names() -> list[tuple[str, str]]:
    return [(row["name"], row["nutrient"]) for row in read_rows("outside/off_nutrients.csv")]
