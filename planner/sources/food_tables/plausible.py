"""What looks wrong in a food table: energy far from its parts, a column a thousand times off, too much."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from planner.language import mark
from planner.reference.foods import food_table
from planner.reference.nutrients import nutrients
from planner.sources.food_tables.columns import AVAILABLE
from planner.sources.parts import energy_of_parts
from planner.units import GRAMS

_SHARE_OFF: Final = 0.25
_KCAL_OFF: Final = 40.0
_MOST_GRAMS: Final = 105.0
"""More of protein, fat, carbohydrate and such in 100 g than rounding explains."""
_TIMES_OFF: Final = 100.0
"""Between what tables differ by and a slip of g for mg: a thousand times, in logarithms."""
_LEAST_FOODS: Final = 8


def food_flags(amounts: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return for each food what looks wrong, in words.

    Parameters
    ----------
    amounts : pandas.DataFrame
        A column a component, per 100 g; NaN is unknown.

    Examples
    --------
    >>> oats = {"energy": [37.0], "protein": [13.0], "fat": [7.0], "carbohydrate": [67.0]}
    >>> food_flags(pd.DataFrame(oats))[0]
    ('37 kcal are stated, but its parts make about 383',)
    """
    flags: list[list[str]] = [[] for _ in range(len(amounts))]
    parts = _energy_of_parts(amounts)
    stated = _column(amounts, "energy")
    off = (stated - parts).abs()
    for place in np.flatnonzero((off > _KCAL_OFF) & (off > _SHARE_OFF * np.maximum(stated, parts))):
        words = mark("{kcal} kcal are stated, but its parts make about {parts}")
        flags[place].append(words.format(kcal=f"{stated[place]:.0f}", parts=f"{parts[place]:.0f}"))
    for place in np.flatnonzero(stated > 905):
        words = mark("{kcal} kcal are more than 100 g of fat have")
        flags[place].append(words.format(kcal=f"{stated[place]:.0f}"))
    for nutrient, unit in _masses(amounts):
        grams = amounts[nutrient].to_numpy() * GRAMS[unit]
        for place in np.flatnonzero(grams > _MOST_GRAMS):
            flags[place].append(mark("more than 100 g of {nutrient} in 100 g").format(nutrient=nutrient))
    return [tuple(found) for found in flags]


def column_flags(amounts: pd.DataFrame) -> dict[str, str]:
    """Return the components whose usual content is a hundred times that of FNDDS, or a hundredth of it.

    A slip of unit (g for mg, mg for µg) is a thousand times; tables differ by less than ten.

    Examples
    --------
    >>> list(column_flags(pd.DataFrame({"magnesium": [0.02, 0.11, 0.3, 0.05, 0.02, 0.03, 0.09, 0.2]})))
    ['magnesium']
    """
    usual = food_table().composition
    found = {}
    for nutrient in amounts.columns.intersection(usual.columns):
        theirs, ours = amounts[nutrient], usual[nutrient]
        theirs, ours = theirs[theirs > 0], ours[ours > 0]
        if len(theirs) < _LEAST_FOODS:
            continue
        times = float(np.exp(np.log(theirs).median() - np.log(ours).median()))
        if not 1 / _TIMES_OFF < times < _TIMES_OFF:
            words = mark("usually {theirs} {unit} per 100 g, where FNDDS has {ours}: is its unit right?")
            found[str(nutrient)] = words.format(
                theirs=f"{theirs.median():.3g}", unit=nutrients()[nutrient].unit, ours=f"{ours.median():.3g}"
            )
    return found


def _column(amounts: pd.DataFrame, name: str) -> pd.Series[Any]:
    return amounts[name] if name in amounts else pd.Series(np.nan, index=amounts.index)


def _energy_of_parts(amounts: pd.DataFrame) -> pd.Series[Any]:
    """Return kcal by the general factors, NaN where protein, fat or carbohydrate is unknown."""
    amounts = amounts.reset_index(drop=True)
    protein, fat, carbohydrate = (_column(amounts, name) for name in ("protein", "fat", "carbohydrate"))
    fibre, alcohol = (_column(amounts, name).fillna(0.0) for name in ("fibre", "alcohol"))
    available = _column(amounts, AVAILABLE).fillna((carbohydrate - fibre).clip(lower=0))
    return energy_of_parts(protein, fat, available, fibre, alcohol)


def _masses(amounts: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the components that weigh something, with the unit."""
    return [(name, one.unit) for name, one in nutrients().items() if name in amounts and one.unit in GRAMS]
