"""Units of mass, volume and energy, with their factors in one place.

Factors: International avoirdupois pound and US gallon (NIST Handbook 44, Appendix C);
imperial pint 568.26125 mL (UK Weights and Measures Act 1985).
"""

from __future__ import annotations

from typing import Final

from planner.errors import InputError

GRAMS: Final[dict[str, float]] = {
    "ug": 1e-6,
    "mg": 1e-3,
    "g": 1.0,
    "kg": 1000.0,
    "oz": 28.349523125,
    "lb": 453.59237,
}
"""Grams in one unit of mass."""

MILLILITRES: Final[dict[str, float]] = {
    "ml": 1.0,
    "cl": 10.0,
    "dl": 100.0,
    "l": 1000.0,
    "tsp": 4.92892159375,
    "tbsp": 14.78676478125,
    "fl oz": 29.5735295625,
    "cup": 236.5882365,
    "pint": 473.176473,
    "quart": 946.352946,
    "imperial pint": 568.26125,
    "imperial fl oz": 28.4130625,
}
"""Millilitres in one unit of volume; US customary unless the name says imperial."""

KJ_PER_KCAL: Final = 4.184


def convert_mass(value: float, unit: str, to: str) -> float:
    """Convert a mass, such as copper from mg to µg.

    Parameters
    ----------
    value : float
        Amount in ``unit``.
    unit, to : str
        Keys of :data:`GRAMS` (``"ug"``, ``"mg"``, ``"g"`` …).

    Raises
    ------
    InputError
        For a unit that is not a mass.

    Examples
    --------
    >>> convert_mass(1.5, "mg", "ug")
    1500.0
    """
    if unit == to:
        return value
    if unit not in GRAMS or to not in GRAMS:
        raise InputError(f"{unit} cannot be converted to {to}: only {', '.join(GRAMS)} are masses.")
    return round(value * GRAMS[unit] / GRAMS[to], 12)
