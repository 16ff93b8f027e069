"""Upper levels, each compared with the intake it was set for: from all sources, supplements, retinol."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from planner.gaps.observed import Observed

# Which column holds the form that a level is about; with supplements in it.
_FORM: Final = {
    ("vitamin_a", "retinol_only"): "retinol",
    ("folate", "folic_acid_only"): "folic_acid",
    ("vitamin_e", "synthetic_only"): "vitamin_e_added",
}


@dataclass(frozen=True)
class Compared:
    """The intake that an upper level is compared with, as far as it is known.

    Attributes
    ----------
    low : float
        At least this much a day; NaN where not even that is known.
    high : float
        At most this much; NaN where no bound is known.
    """

    low: float
    high: float

    def over(self, upper: float) -> bool | None:
        """Return whether the level is exceeded; None where that cannot be said.

        Examples
        --------
        >>> Compared(20, 60).over(10), Compared(20, 60).over(80), Compared(20, 60).over(40)
        (True, False, None)
        """
        if self.low > upper:
            return True
        return False if self.high <= upper else None


def compared_intake(observed: Observed, nutrient: str, scope: str) -> Compared:
    """Return the mean daily intake within the scope of an upper level.

    Magnesium of food never counts towards a level for supplements. Niacin added to food is not told apart in
    the food table: supplements are the least, all preformed niacin the most.

    Parameters
    ----------
    observed : Observed
    nutrient : str
    scope : str
        ``total``, ``supplements_only``, ``retinol_only``, ``folic_acid_only`` or ``synthetic_only``.
    """
    form = _FORM.get((nutrient, scope))
    if scope == "total" or form is not None:
        return _all_sources(observed, form or nutrient)
    everything = _all_sources(observed, nutrient)
    taken, all_known = observed.from_supplements(nutrient)
    if scope == "supplements_only" and all_known:
        return Compared(taken, taken)
    return Compared(taken, everything.high)


def _all_sources(observed: Observed, column: str) -> Compared:
    mean = observed.means.get(column, math.nan)
    return Compared(mean, mean if column in observed.whole else math.nan)
