"""What else could stand in a meal's place, and what it would do to a plan that else stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.plan.columns import Bools, Floats, Ints, dish_of, followed
from planner.plan.ledger import FORBIDDEN, build_ledger
from planner.plan.problem import Problem
from planner.plan.relaxation import Relaxation
from planner.plan.search import Cell, State, gather
from planner.plan.weights import weights


@dataclass(frozen=True)
class Alternative:
    """Another dish for a meal, in the amounts that suit the plan best.

    Attributes
    ----------
    dish : str
    points : float
        Change of the plan's points a day; less is better.
    nutrients : mapping of str to float
        Change of the plan's mean of each nutrient that has a target, in percent of the target.
    """

    dish: str
    points: float
    nutrients: Mapping[str, float]


def prices_at(problem: Problem, choice: Ints, cell: Cell) -> tuple[Ints, Floats]:
    """Return the columns that may stand in a cell, and the points of each more than what stands there now."""
    free = without_locks(problem, cell)
    ledger, now = build_ledger(free), int(choice[cell])
    state, options = State(free, ledger, choice), np.union1d(free.candidates(*cell), [now])
    state.move(cell, now, -1)
    prices = state.prices(cell, gather(free, ledger, cell[1], options))
    return options, prices - prices[options == now]


def without_locks(problem: Problem, *cells: Cell) -> Problem:
    """Return the problem with some meals free to change."""
    locks = {cell: held for cell, held in problem.locks.items() if cell not in cells}
    return replace(problem, locks=locks)


def unlocked_where(problem: Problem, gone: Bools, day: int | None = None) -> Problem:
    """Return the problem without the locks on columns that may no longer stand, on a day or on any."""
    cells = [cell for cell, held in problem.locks.items() if gone[held] and day in (None, cell[0] + 1)]
    return without_locks(problem, *cells)


def moved(problem: Problem, proof: Relaxation, choice: Ints, source: Cell, place: Cell) -> int | None:
    """Return the column for a meal in another place, the same amounts if they fit; None if none do."""
    column, columns = int(choice[source]), problem.columns
    options = without_locks(problem, source, place).candidates(*place)
    options = options[columns.dish[options] == columns.dish[column]]
    if column in options or not len(options):
        return column if len(options) else None
    return int(options[np.argmin(proof.cost[place[1], options])])


def ranked(problem: Problem, choice: Ints, cell: Cell, limit: int) -> list[Alternative]:
    """Return other dishes for a cell that break no rule where all else stays, the best first."""
    options, prices = prices_at(problem, choice, cell)
    order = np.argsort(prices, kind="stable")
    order = order[prices[order] < FORBIDDEN]
    numbers = problem.columns.dish[options[order]]
    _, first = np.unique(numbers, return_index=True)
    best = [at for at in np.sort(first) if numbers[at] != problem.columns.dish[choice[cell]]][:limit]
    return [
        Alternative(
            dish_of(problem.columns, int(options[at])).name,
            float(prices[at]) / problem.days,
            changes(problem, int(choice[cell]), int(options[at])),
        )
        for at in order[best]
    ]


def changes(problem: Problem, now: int, then: int) -> dict[str, float]:
    """Return what one column for another does to the plan's mean, in percent of each target."""
    brought = (problem.columns.nutrients[then] - problem.columns.nutrients[now]) / problem.days
    targets = {name: problem.request.targets[name].target for name in weights().nutrients}
    return {
        name: float(100 * brought[followed().index(name)] / target)
        for name, target in targets.items()
        if not np.isnan(target)
    }
