"""What comes of a custom table: amounts, totals, prices of the bounds, conflicts; and its own check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from planner.errors import PlanCheckError

TOLERANCE: Final = 1e-6
"""Shares of a bound, or of the cost, that count as rounding."""


@dataclass(frozen=True, eq=False)
class TableSolution:
    """What :func:`planner.solve_table` returns.

    Attributes
    ----------
    status : str
        ``optimal``, ``feasible`` (time ran out for whole amounts) or ``infeasible``.
    cost : float
        NaN where there is no solution.
    bound : float
        No amounts that keep the bounds cost less, whole or not.
    items : pandas.DataFrame
        By item: ``amount`` (NaN without a solution), ``unit_cost``, ``cost``, ``least``, ``most``, and
        ``reduced_cost``, its unit cost less what its components are worth: above 0, what one unit more would
        add.
    components : pandas.DataFrame
        By component: ``total``, ``complete`` (False where an amount taken has an unknown content: the total
        is then "at least"), ``lower``, ``upper``, ``lower_price`` and ``upper_price``: by how much the cost
        changes when that bound is raised by one unit. With whole amounts these are the prices of the
        relaxation.
    conflicts : pandas.DataFrame
        Where infeasible, the bounds that cannot stand together: ``bound`` (lower, upper, least, most),
        ``name``, ``limit``, ``relax_by`` (0 for those that may stay) and ``relax_to``. Giving way to all of
        ``relax_to`` frees it, and the sum of ``relax_by`` as shares of the limits is the least possible.
    left_out : tuple of str
        Items of which nothing can be promised, because a content under an upper bound is not known.
    contents : pandas.DataFrame
        The items and components that were counted; blank is unknown.
    whole : bool
    """

    status: str
    cost: float
    bound: float
    items: pd.DataFrame
    components: pd.DataFrame
    conflicts: pd.DataFrame
    left_out: tuple[str, ...]
    contents: pd.DataFrame
    whole: bool

    def check(self) -> None:
        """Recompute from the table that every bound is kept, and from the prices that nothing is cheaper.

        Raises
        ------
        PlanCheckError
            Naming what does not hold.
        """
        if self.status != "infeasible" and (broken := [*self._broken_bounds(), *self._broken_proof()]):
            raise PlanCheckError(broken)

    def _broken_bounds(self) -> Iterator[str]:
        amounts, components = self.items["amount"], self.components
        totals = self.contents.fillna(0.0).T @ amounts
        yield from _outside(totals, components["lower"], components["upper"])
        yield from _outside(amounts, self.items["least"], self.items["most"])
        if self.whole and (amounts.sub(amounts.round()).abs() > TOLERANCE).any():
            yield "amounts are not whole"
        if abs((amounts * self.items["unit_cost"]).sum() - self.cost) > TOLERANCE * max(1.0, abs(self.cost)):
            yield "the cost is not that of the amounts"

    def _broken_proof(self) -> Iterator[str]:
        """By weak duality: prices of the right sign prove a bound, whoever found them."""
        room = TOLERANCE * max(1.0, abs(self.cost))
        if self.status == "optimal" and not self.whole and self.cost > self.proved_bound() + room:
            yield "the prices do not prove the cost"
        if self.proved_bound() > self.bound + room or self.bound > self.cost + room:
            yield "the bound is not one"

    def proved_bound(self) -> float:
        """Return what the prices prove: no amounts within the bounds cost less.

        Each bound times its price, and for each item its limit times what its own price lacks. Prices of the
        wrong sign, and items without an upper limit that are worth more than they cost, prove nothing.
        """
        components, items = self.components, self.items
        low, high = components["lower_price"].clip(lower=0), components["upper_price"].clip(upper=0)
        short = items["unit_cost"] - self.contents.fillna(0.0) @ (low + high)
        scale = max(1.0, float(items["unit_cost"].abs().max()))
        if ((short < -TOLERANCE * scale) & items["most"].isna()).any():
            return -np.inf
        terms = [
            low * components["lower"],
            high * components["upper"],
            short.clip(lower=0) * items["least"],
            short.clip(upper=0) * items["most"],
        ]
        return float(sum(term.fillna(0.0).sum() for term in terms))


def _outside(values: pd.Series, low: pd.Series, high: pd.Series) -> Iterator[str]:
    for name in values.index[values < low - _room(low)]:
        yield f"{name} is below its bound"
    for name in values.index[values > high + _room(high)]:
        yield f"{name} is above its bound"


def _room(bound: pd.Series) -> pd.Series:
    return TOLERANCE * bound.abs().clip(lower=1.0)
