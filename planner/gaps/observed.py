"""The days of one person that are to be assessed, from whatever form they come in."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from planner.errors import InputError
from planner.intake import Intake
from planner.language import mark

_MG_PER_G = 1000


@dataclass(frozen=True, eq=False)
class Observed:
    """The days of one person.

    Attributes
    ----------
    total : pandas.DataFrame
        One row a day, one column a nutrient; ``epa_dha`` (mg) added where both acids are there.
    complete : pandas.DataFrame or None
        Share of each sum that is known; None where nobody said, and then the sums are taken as whole.
    supplements : pandas.DataFrame or None
        The part that came from supplements; None where nobody told them apart.
    supplements_complete : pandas.DataFrame or None
        Share of that part that is known; None as for ``complete``.
    """

    total: pd.DataFrame
    complete: pd.DataFrame | None
    supplements: pd.DataFrame | None
    supplements_complete: pd.DataFrame | None = None

    @cached_property
    def means(self) -> dict[str, float]:
        """Mean of each nutrient over the days on which anything of it is known; NaN where there is none."""
        return {str(name): float(mean) for name, mean in self.total.mean().items()}

    @cached_property
    def days(self) -> dict[str, int]:
        """Number of days on which anything of a nutrient is known."""
        return {str(name): int(count) for name, count in self.total.notna().sum().items()}

    @cached_property
    def whole(self) -> frozenset[str]:
        """The nutrients of which every day's sum is known as a whole."""
        known = self.total.notna().all()
        if self.complete is not None:
            known &= (self.complete == 1).all().reindex(known.index, fill_value=True)
        return frozenset(str(name) for name in known.index[known])

    def from_supplements(self, nutrient: str) -> tuple[float, bool]:
        """Return the mean from supplements, as far as it is known, and whether that is all of it."""
        if self.supplements is None or nutrient not in self.supplements:
            return math.nan, False
        amounts = self.supplements[nutrient]
        known = (
            True
            if self.supplements_complete is None
            else bool((self.supplements_complete[nutrient] == 1).all())
        )
        mean = float(amounts.fillna(0.0).mean()) if amounts.notna().any() else math.nan
        return mean, known


def observe(intake: pd.DataFrame | Intake) -> Observed:
    """Return the days to assess.

    Parameters
    ----------
    intake : pandas.DataFrame or Intake
        As from :func:`planner.daily_intake`, whole or a selection of its rows; or any frame with one row a
        day and one column a nutrient in the registry's units.

    Raises
    ------
    InputError
        When there is no day, or the days are of several people: targets are one person's.
    """
    found = _whole(intake) if isinstance(intake, Intake) else _of_frame(intake)
    if found.total.empty:
        raise InputError(mark("There is no day to assess. Give at least one day with something eaten."))
    index = found.total.index
    if "person" in index.names and (people := index.get_level_values("person").unique()).size > 1:
        raise InputError(
            f"The intake is of {people.size} people, but targets are one person's. "
            "Give one person's days, such as intake.loc[['name']]."
        )
    return replace(found, total=_with_epa_dha(found.total))


def _whole(intake: Intake) -> Observed:
    return Observed(*_frames(intake))


def _of_frame(frame: pd.DataFrame) -> Observed:
    """Find again what the frame was taken from; a frame changed since then stands for itself."""
    origin = frame.attrs.get("intake")
    for total, *others in _candidates(origin, frame) if isinstance(origin, Intake) else []:
        rows = total.index.get_indexer(frame.index)
        if (rows >= 0).all() and _same(total.iloc[rows], frame):
            return Observed(frame, *(other.iloc[rows] for other in others))
    return Observed(frame, None, None)


def _candidates(origin: Intake, frame: pd.DataFrame) -> list[list[pd.DataFrame]]:
    """Return the frames of the origin, or of its people one by one where a selection dropped the names."""
    if frame.index.nlevels == origin.total.index.nlevels:
        return [_frames(origin)]
    if frame.index.names != ["date"]:
        return []
    return [[part.droplevel("person") for part in _frames(origin.of(name))] for name in origin.people]


def _frames(intake: Intake) -> list[pd.DataFrame]:
    return [intake.total, intake.complete, intake.supplements, intake.supplements_complete]


def _same(source: pd.DataFrame, frame: pd.DataFrame) -> bool:
    if not frame.columns.isin(source.columns).all():
        return False
    return np.array_equal(source[frame.columns].to_numpy(), frame.to_numpy(), equal_nan=True)


def _with_epa_dha(total: pd.DataFrame) -> pd.DataFrame:
    if not {"epa", "dha"} <= set(total.columns):
        return total
    return total.assign(epa_dha=(total["epa"] + total["dha"]) * _MG_PER_G)
