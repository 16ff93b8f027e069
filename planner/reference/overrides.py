"""Which amounts may be set by hand as a target."""

from __future__ import annotations

import math
from numbers import Real
from typing import Final

from planner.errors import TargetError
from planner.language import _, mark
from planner.reference.target_rows import Target

# A target is something to reach; these are not.
_NOT_TARGETS: Final = {
    "caffeine": mark("caffeine has a cap, not a target; set caffeine_cap_mg instead."),
    "water": mark("plain water mostly goes unlogged, so fluids have no target here."),
    **dict.fromkeys(
        ("alcohol", "theobromine", "cholesterol", "fat_saturated", "sugars_total"),
        mark("this is nothing to aim for; a target is an amount to reach."),
    ),
}
_LEAST, _MOST = 0.1, 5.0  # an override as a multiple of the authority's value
_ENERGY_KCAL: Final = (1000.0, 5000.0)


def checked_override(row: Target, target: object) -> float:
    """Return an override as a float, or refuse it.

    Parameters
    ----------
    row : Target
        As the authority has it.
    target : float
        A day, in the unit of ``row``.

    Raises
    ------
    TargetError
        For what is not a number, not a thing to aim for, or an amount that nobody should aim at.

    Examples
    --------
    >>> magnesium = Target("magnesium", "mg", 350.0, "RDA", authority_target=350.0)
    >>> checked_override(magnesium, 400)
    400.0
    >>> checked_override(magnesium, 40000)
    Traceback (most recent call last):
        ...
    planner.errors.TargetError: magnesium: 40000: give an amount from 35 to 1750 mg a day; ...
    """
    if row.nutrient in _NOT_TARGETS:
        raise TargetError(row.nutrient, target, _(_NOT_TARGETS[row.nutrient]))
    if isinstance(target, bool) or not isinstance(target, Real) or not math.isfinite(target):
        raise TargetError(
            row.nutrient, target, _("give an amount in {unit} a day, such as 400.", unit=row.unit)
        )
    low, high = _range(row)
    if not low <= float(target) <= high:
        advice = _(
            "give an amount from {low} to {high} {unit} a day; ask your clinician about any other.",
            low=f"{low:g}",
            high=f"{high:.6g}",
            unit=row.unit,
        )
        raise TargetError(row.nutrient, target, advice)
    return float(target)


def _range(row: Target) -> tuple[float, float]:
    """Return the least and the most that may be aimed at."""
    if row.unit == "kcal":
        return _ENERGY_KCAL
    if math.isnan(row.authority_target):
        low, high = 1e-6, {"g": 500.0, "mg": 10_000.0, "ug": 10_000.0}[row.unit]
    else:
        low, high = row.authority_target * _LEAST, row.authority_target * _MOST
    if row.upper_kind == "UL" and row.upper_scope == "total":
        high = min(high, row.upper)
    return low, high
