"""Sums of nutrients over groups of entries, in which unknown stays unknown.

A sum is NaN where nothing of it is known; it is a lower bound where something is unknown, and the share that
is known goes with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]

_BLOCK: Final = 8192
"""Entries multiplied at a time: with 65 nutrients a block stays inside the processor's cache."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """What was eaten as positions in a table of values: entry i is ``weights[i]`` times ``values[rows[i]]``.

    Attributes
    ----------
    values : array of float, shape (k, m)
        NaN is unknown.
    unknown : array of float, shape (k, m)
        The share, 0 to 1, of each value that is unknown: 1 where it is NaN.
    rows : array of int, shape (n,)
    weights : array of float, shape (n,)
    """

    values: Floats
    rows: Codes
    weights: Floats
    unknown: Floats

    def take(self, chosen: Flags) -> Ledger:
        """Return the entries chosen by a mask."""
        return Ledger(self.values, self.rows[chosen], self.weights[chosen], self.unknown)

    def sums(self, groups: Codes, count: int) -> Floats:
        """Return the sum of each group.

        Parameters
        ----------
        groups : array of int, shape (n,)
            Group of each entry, 0 to ``count - 1``.
        count : int
            Number of groups.

        Returns
        -------
        array of float, shape (count, m)
            0 for a group without entries, NaN for one of which no value is known.
        """
        total = grouped_sums(np.nan_to_num(self.values, nan=0.0), self.rows, self.weights, groups, count)
        unknown = self._marked(np.isnan(self.values).astype(float), np.ones(len(self.rows)), groups, count)
        entries = np.bincount(groups, minlength=count)[:, None]
        total[(unknown == entries) & (entries > 0)] = np.nan
        return total

    def complete(self, groups: Codes, count: int) -> Floats:
        """Return the share of each group's weight that is known, 0 to 1; 1 for a group without entries."""
        unknown = self._marked(self.unknown, self.weights, groups, count)
        weight = np.bincount(groups, weights=self.weights, minlength=count)[:, None]
        return 1 - np.divide(unknown, weight, out=np.zeros_like(unknown), where=weight > 0).clip(0, 1)

    def _marked(self, unknown: Floats, weights: Floats, groups: Codes, count: int) -> Floats:
        """Return the weight of the entries whose value is unknown; few are, so only those are visited."""
        at = np.flatnonzero(np.any(unknown, axis=1)[self.rows])
        return grouped_sums(unknown, self.rows[at], weights[at], groups[at], count)


def grouped_sums(values: Floats, rows: Codes, weights: Floats, groups: Codes, count: int) -> Floats:
    """Return, for each group, the sum of weight times value.

    Examples
    --------
    >>> values = np.array([[1.0, 5.0], [10.0, 0.0]])
    >>> grouped_sums(values, np.array([0, 1]), np.array([2.0, 3.0]), np.array([0, 0]), 1)
    array([[32., 10.]])
    """
    total = np.zeros((count, values.shape[1]))
    order = np.argsort(groups, kind="stable")
    for start in range(0, len(order), _BLOCK):
        block = order[start : start + _BLOCK]
        found, first = np.unique(groups[block], return_index=True)
        total[found] += np.add.reduceat(values[rows[block]] * weights[block, None], first, axis=0)
    return total


def group_codes(*keys: pd.Series[Any]) -> tuple[Codes, pd.MultiIndex]:
    """Return a number for each distinct combination of keys, in sorted order.

    A missing key is a group of its own, the last.

    Returns
    -------
    codes : array of int, shape (n,)
    groups : pandas.MultiIndex
        One entry a group; a missing key is NaN there.

    Examples
    --------
    >>> person, day = pd.Series(["b", None, "b"], name="person"), pd.Series([1, 1, 2], name="day")
    >>> codes, groups = group_codes(person, day)
    >>> codes, len(groups)
    (array([0, 2, 1]), 3)
    """
    factors = [pd.factorize(key, sort=True) for key in keys]
    shape = tuple(len(levels) + 1 for _, levels in factors)
    codes = tuple(np.where(code < 0, len(levels), code).astype(np.int64) for code, levels in factors)
    distinct, numbered = np.unique(np.ravel_multi_index(codes, shape), return_inverse=True)
    parts = np.unravel_index(distinct, shape)
    restored = [
        np.where(part == size - 1, -1, part).tolist() for part, size in zip(parts, shape, strict=True)
    ]
    levels = [pd.Index(found) for _, found in factors]
    return numbered.astype(np.int64), pd.MultiIndex(levels, restored, names=[key.name for key in keys])
