"""What 100 % on a label is: the Daily Values of the United States, the reference values of the EU."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from planner.tables import read_toml

WHOSE: Final = ("us", "us_pregnant", "eu")
"""United States, for adults; for pregnant and lactating women; European Union, and kept by the UK."""


@cache
def daily_values(whose: str = "us") -> Mapping[str, float]:
    """Return what 100 % is by nutrient, in the registry's units; shared, read only.

    Parameters
    ----------
    whose : {"us", "us_pregnant", "eu"}

    Examples
    --------
    >>> daily_values()["magnesium"], daily_values("eu")["magnesium"]
    (420.0, 375.0)
    """
    return {name: float(value) for name, value in _tables()[whose]["values"].items()}


@cache
def in_equivalents(whose: str = "us") -> frozenset[str]:
    """Return the nutrients whose per cent on a food's label counts another thing than the food table.

    Examples
    --------
    >>> in_equivalents()
    frozenset({'niacin'})
    """
    return frozenset(_tables()[whose]["equivalents"])


def of_daily_value(nutrient: str, percent: float, whose: str = "us") -> float | None:
    """Return what a per cent is, in the registry's unit; None where the label has no value for the nutrient.

    Examples
    --------
    >>> of_daily_value("iron", 50), of_daily_value("caffeine", 50)
    (9.0, None)
    """
    whole = daily_values(whose).get(nutrient)
    return None if whole is None else round(percent / 100 * whole, 10)


@cache
def _tables() -> dict[str, Any]:
    return read_toml("labels/daily_values.toml")
