"""The energy that the parts of a food make, by the general factors: for one food or a column of foods."""

from __future__ import annotations

from typing import Final, TypeVar

import pandas as pd

_KCAL_PER_G: Final = {"protein": 4.0, "fat": 9.0, "available": 4.0, "fibre": 2.0, "alcohol": 7.0}
"""Regulation (EU) 1169/2011, annex XIV; fibre gives 2 where the rest of carbohydrate gives 4."""
Amounts = TypeVar("Amounts", float, "pd.Series[float]")


def energy_of_parts(
    protein: Amounts, fat: Amounts, available: Amounts, fibre: Amounts, alcohol: Amounts
) -> Amounts:
    """Return kcal; where a part is NaN, so is the energy.

    Parameters
    ----------
    protein, fat, available, fibre, alcohol : float or pandas.Series
        In g; available carbohydrate is without fibre.

    Examples
    --------
    >>> energy_of_parts(13.0, 7.0, 57.0, 10.0, 0.0)
    363.0
    """
    factor = _KCAL_PER_G
    return (
        protein * factor["protein"]
        + fat * factor["fat"]
        + available * factor["available"]
        + fibre * factor["fibre"]
        + alcohol * factor["alcohol"]
    )
