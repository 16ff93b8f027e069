"""The nutrients that a file gives for each of its rows."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd


class FileNutrients:
    """What each row of a file says that it holds.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row for each of the file's, by place; a column a nutrient in the registry's unit; NaN is unknown.

    Examples
    --------
    >>> given = FileNutrients(pd.DataFrame({"energy": [120.0, None], "iron": [None, None]}))
    >>> given.counts, given.at(0, "energy"), given.at(0, "magnesium")
    ([1, 0], 120.0, nan)
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self._columns: dict[str, npt.NDArray[np.float64]] = {}

    @cached_property
    def counts(self) -> list[int]:
        """How many nutrients each row gives."""
        found: list[int] = self.frame.notna().sum(axis=1).tolist()
        return found

    def at(self, place: int, nutrient: str) -> float:
        """Return one value; NaN where the file does not give it."""
        if nutrient not in self.frame:
            return math.nan
        if nutrient not in self._columns:
            self._columns[nutrient] = self.frame[nutrient].to_numpy(dtype=float)
        return float(self._columns[nutrient][place])

    def row(self, place: int) -> dict[str, float]:
        """Return all values of one row that are known."""
        values: dict[Any, float] = self.frame.iloc[place].dropna().to_dict()
        return values
