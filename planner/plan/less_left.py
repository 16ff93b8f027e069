"""Less left of packs that spoil: among plans that are nearly as good, one that throws less away.

Packs are not in the model that proves how good a plan is: whole packs would weaken its bound, and what is
left of them matters less than what is eaten. So a plan that stands gives up at most a small part of a point
for them, and its gap to the bound is that of the plan that is printed.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from planner.plan.columns import Ints
from planner.plan.leftovers import Stock
from planner.plan.search import Cell, State
from planner.plan.weights import weights
from planner.plan.workshop import Workshop

SWEEPS: Final = 2
"""Times that each meal is looked at; what one gives up, another may use."""


def with_less_left(work: Workshop, choice: Ints) -> Ints:
    """Return the choice with meals changed one by one where what would spoil saves more than that costs.

    Parameters
    ----------
    work : Workshop
    choice : (D, S) int
        A plan that breaks no rule; a locked meal has no other candidate, so it stays.
    """
    problem, allowed = work.problem, weights().leftovers["most_points"] * work.problem.days
    state, stock = State(problem, work.ledger, choice), Stock(problem, choice)
    for _ in range(SWEEPS):
        before = state.choice.copy()
        for cell in work.cells:
            allowed -= _exchanged(work, state, stock, cell, allowed)
        if (state.choice == before).all():
            break
    return state.choice


def _exchanged(work: Workshop, state: State, stock: Stock, cell: Cell, allowed: float) -> float:
    """Put what is cheapest with its leftovers into a slot; return the points that it costs more."""
    now = int(state.choice[cell])
    options = work.shortlist(cell, int(weights().search["singles"]), now)
    state.move(cell, now, -1)
    prices = state.prices(cell, options)
    prices -= prices[options.columns == now]
    best, least, points = now, 0.0, 0.0
    for at in np.flatnonzero(prices <= allowed):
        column = int(options.columns[at])
        worth = prices[at] - weights().leftovers["gram"] * sum(stock.saves(now, column).values())
        if worth < least:
            best, least, points = column, worth, float(prices[at])
    state.put(cell, best)
    stock.exchange(now, best)
    return points
