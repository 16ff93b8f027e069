"""The average day's relaxation: the bound that no plan can beat, best and worst cases, prices of targets.

The model starts with a few columns of each dish in each slot. Row prices then show which of the others
would make it better; those are added until none is left, so the bound is that of the model with all columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import highspy
import numpy as np

from planner.plan.blocks import average_block, average_options
from planner.plan.build import build
from planner.plan.columns import Bools, Columns, Floats, Ints, followed
from planner.plan.model import Model
from planner.plan.problem import Problem

TOLERANCE: Final = 1e-6
ADDED: Final = 400
"""Columns added at once: the best of each slot by reduced cost."""


@dataclass(eq=False)
class Relaxation:
    """A solved relaxation that can be asked again in place.

    Attributes
    ----------
    model : Model
        As PuLP built it; columns added later are in its HiGHS model only.
    feasible : bool
    bound : float
        Points of the whole plan that no plan can beat; 0 where infeasible.
    share : (S, C) float
        How much of each column the average day takes in each slot.
    cost : (S, C) float
        Reduced cost: points that one use of a column adds to the bound; infinite where it may not stand.
    """

    model: Model
    rows: Rows
    open: Bools
    places: dict[tuple[int, int], int] = field(default_factory=dict)
    feasible: bool = False
    bound: float = 0.0
    share: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    cost: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def solver(self) -> Any:
        """The HiGHS model."""
        return self.model.prob.solverModel

    @property
    def problem(self) -> Problem:
        """The problem relaxed."""
        return self.model.problem

    def extreme(self, nutrient: str, sense: int) -> float:
        """Return the most (``sense`` 1) or the least (-1) of a nutrient that any plan's mean day can hold.

        Only the hard limits count; every goal is set aside.
        """
        hard = self._hard_limits
        total = hard.rows.variables[f"t_avg_{nutrient}"]
        hard.solver.changeColCost(total, -sense)
        hard.optimise(np.zeros_like(self.problem.linear))
        found = float(hard.solver.getSolution().col_value[total])
        hard.solver.changeColCost(total, 0.0)
        return found

    def release(self) -> None:
        """Let the solver's models go; an extreme that is asked for later builds its own again."""
        vars(self).pop("_hard_limits", None)
        self.model.release()
        self.rows.variables.clear()

    @cached_property
    def _hard_limits(self) -> Relaxation:
        """The average day under the hard limits alone."""
        return _unsolved(self.problem, goals=False)

    def price_of_target(self, nutrient: str, target: float) -> dict[str, float]:
        """Return how the goals change, in points a day, when the mean of a nutrient must reach a target.

        Returns
        -------
        dict of str to float
            Change of each goal by the name of its variable; empty where the target cannot be reached.
        """
        variables, days = self.model.prob.variables(), self.problem.days
        total = self.rows.variables[f"t_avg_{nutrient}"]
        upper = np.inf if variables[total].upBound is None else float(variables[total].upBound)
        self.optimise(days * self.problem.linear)
        before = np.array(self.solver.getSolution().col_value)
        own = np.array(self.solver.getLp().col_cost_)
        self.solver.changeColBounds(total, target, max(target, upper))
        reached = self.optimise(days * self.problem.linear) is not None
        after = np.array(self.solver.getSolution().col_value) if reached else before
        self.solver.changeColBounds(total, float(variables[total].lowBound), upper)
        goals = [at for at, goal in enumerate(variables) if goal.name[:2] in ("g_", "r_", "f_")]
        return {variables[at].name: float((after[at] - before[at]) * own[at] / days) for at in goals}

    def loosen(self, rows: Iterable[int], by: float) -> None:
        """Raise the upper limits of rows (``by`` below 0 lowers them); nothing is solved."""
        lp = self.solver.getLp()
        for row in rows:
            self.solver.changeRowBounds(row, lp.row_lower_[row], lp.row_upper_[row] + by)

    def widen(self, variables: Iterable[int], by: float) -> None:
        """Raise the upper limits of variables (``by`` below 0 lowers them); nothing is solved."""
        lp = self.solver.getLp()
        for at in variables:
            self.solver.changeColBounds(at, lp.col_lower_[at], lp.col_upper_[at] + by)

    def cheapest(self, most: int) -> Bools:
        """Return which columns are among so many of their slot that cost the bound least (S, C)."""
        order = np.argsort(self.cost, axis=1, kind="stable")[:, :most]
        chosen = np.zeros(self.cost.shape, dtype=bool)
        np.put_along_axis(chosen, order, True, axis=1)
        return chosen & np.isfinite(self.cost)

    def optimise(self, own: Floats) -> Floats | None:
        """Solve over all columns with their own costs (S, C); return the reduced costs of an optimum."""
        while True:
            self.solver.run()
            status = self.solver.getModelStatus().name
            if status == "kInfeasible" and self._add_all(own):
                continue
            if status != "kOptimal":
                return None
            reduced = self._reduced(own)
            if not self._add(self._wanting(reduced), own):
                return reduced

    def _reduced(self, own: Floats) -> Floats:
        """Return the reduced cost of every column that may stand in a slot, in points of the whole plan."""
        prices = np.array(self.solver.getSolution().row_dual)
        spent = own - self.rows.value(prices)[None, :] - prices[self.rows.slots][:, None]
        return np.where(self.open, spent, np.inf)

    def _wanting(self, reduced: Floats) -> list[tuple[int, int]]:
        """Return the columns outside the model that would make it better, the best of each slot."""
        found = []
        most = ADDED // len(reduced)
        for slot, row in enumerate(reduced):
            order = np.argsort(row, kind="stable")[: 2 * most]
            better = [(slot, int(column)) for column in order if row[column] < -TOLERANCE]
            found += [pair for pair in better if pair not in self.places][:most]
        return found

    def _add_all(self, own: Floats) -> int:
        """Add every column: the few that it started with may be infeasible where all are not."""
        return self._add(
            [(int(slot), int(column)) for slot, column in zip(*np.nonzero(self.open), strict=True)], own
        )

    def _add(self, pairs: list[tuple[int, int]], own: Floats) -> int:
        new = [pair for pair in pairs if pair not in self.places]
        for slot, column in new:
            self.places[slot, column] = self.solver.getNumCol()
            index, value = self.rows.entries(slot, column)
            self.solver.addCol(float(own[slot, column]), 0.0, highspy.kHighsInf, len(index), index, value)
        return len(new)


@dataclass(frozen=True, eq=False)
class Rows:
    """Where a column enters the rows of the average day's model: one place for its pricing and its adding.

    Attributes
    ----------
    variables, names : dict
        Place of each variable and of each row by name.
    slots : (S,) int
        The row of each slot.
    index : list of int
        Rows that look at an amount of the column …
    amounts : (C, len(index)) float
        … and that amount.
    foods, dishes : int arrays
        The row of each food and of each dish, -1 where there is none.
    """

    problem: Problem
    variables: dict[str, int]
    names: dict[str, int]
    slots: Ints
    index: Ints
    amounts: Floats
    foods: Ints
    dishes: Ints

    def value(self, prices: Floats) -> Floats:
        """Return for each column what the row prices make of it."""
        columns: Columns = self.problem.columns
        priced = np.append(prices, 0.0)  # the last is the price of no row
        worth = self.amounts @ priced[self.index]
        worth += priced[np.append(self.foods, -1)][columns.food_places].sum(axis=1)
        return np.asarray(worth + self.problem.days * priced[self.dishes][columns.dish], dtype=float)

    def entries(self, slot: int, column: int) -> tuple[Any, Floats]:
        """Return the rows and coefficients of one column in one slot."""
        columns = self.problem.columns
        amounts = self.amounts[column]
        brought = np.flatnonzero(amounts)
        foods = self.foods[columns.foods[column]]
        dish = self.dishes[[columns.dish[column]]]
        index = np.concatenate([self.slots[[slot]], self.index[brought], foods, dish])
        value = np.concatenate(
            [[1.0], amounts[brought], np.ones(len(foods)), np.full(len(dish), float(self.problem.days))]
        )
        there = index >= 0
        return index[there].astype(np.int32), value[there]


def rows_of(model: Model) -> Rows:
    """Find the rows of a built model of the average day by their names."""
    problem, columns = model.problem, model.problem.columns
    place = {row.name: at for at, row in enumerate(model.prob.constraints())}
    days = problem.days
    looked = [(f"sum_t_avg_{name}", columns.nutrients[:, at]) for at, name in enumerate(followed())]
    looked += [(f"sum_n_avg_{at}", columns.counted[:, at]) for at in range(columns.counted.shape[1])]
    looked += [(f"weekly_{at}", days * columns.servings[:, at]) for at in range(columns.servings.shape[1])]
    looked += [(f"fish_{at}_0", days * columns.fish[:, at]) for at in range(columns.fish.shape[1])]
    looked += [(f"count_{at}_0", days * columns.counted[:, at]) for at in range(columns.counted.shape[1])]
    looked = [(name, amounts) for name, amounts in looked if name in place]
    dishes = [place.get(f"again_{dish}", -1) for dish in range(problem.dish_count - 1)]
    return Rows(
        problem=problem,
        variables={variable.name: at for at, variable in enumerate(model.prob.variables())},
        names=place,
        slots=np.array([place[f"one_avg_{slot}"] for slot in range(model.slots)]),
        index=np.array([place[name] for name, _ in looked]),
        amounts=np.column_stack([amounts for _, amounts in looked]),
        foods=np.array([place.get(f"food_avg_{food}", -1) for food in range(columns.foods.shape[1])]),
        dishes=np.array([*dishes, -1]),  # the empty column, dish -1, has no row
    )


def relax(problem: Problem, known: Bools | None = None) -> Relaxation:
    """Build and solve the relaxation of the average day.

    Parameters
    ----------
    problem : Problem
    known : (S, C) bool, optional
        Columns to start with, such as those that a similar problem wanted; else some of each dish.
    """
    relaxation = _unsolved(problem, known)
    problem = relaxation.problem
    relaxation.share = np.zeros(problem.linear.shape)
    reduced = relaxation.optimise(problem.days * problem.linear)
    if reduced is None:
        return relaxation
    values = np.array(relaxation.solver.getSolution().col_value)
    slots, columns = np.array(list(relaxation.places)).T
    relaxation.feasible = True
    relaxation.share[slots, columns] = np.maximum(0.0, values[list(relaxation.places.values())])
    relaxation.bound = max(0.0, float(relaxation.solver.getInfo().objective_function_value))
    relaxation.cost = reduced / problem.days
    return relaxation


def _unsolved(problem: Problem, known: Bools | None = None, *, goals: bool = True) -> Relaxation:
    options = average_options(problem)
    start = [_first_columns(problem, own) for own in options]
    if known is not None:
        start = [np.union1d(start[slot], own[known[slot, own]]) for slot, own in enumerate(options)]
    for (_, slot), column in problem.locks.items():
        start[slot] = np.union1d(start[slot], [column])
    model = build(problem, [average_block(problem, start)], whole=False, goals=goals)
    model.load()
    may = np.zeros((model.slots, len(problem.columns)), dtype=bool)
    for slot, own in enumerate(options):
        may[slot, own] = True
    rows, block = rows_of(model), model.blocks[0]
    locked = Counter((slot, column) for (_, slot), column in problem.locks.items())
    for (slot, column), days in locked.items():
        place = rows.variables[f"x_avg_{slot}_{column}"]
        model.prob.solverModel.changeColBounds(place, days / problem.days, highspy.kHighsInf)
    places = {
        (int(slot), int(column)): rows.variables[variable.name]
        for slot, column, variable in zip(block.slots, block.columns, block.variables, strict=True)
    }
    return Relaxation(model, rows, may, places)


def _first_columns(problem: Problem, options: Ints) -> Ints:
    """Return the smallest and the largest variant of each dish, by energy."""
    columns = problem.columns
    order = options[np.argsort(columns.nutrients[options, followed().index("energy")], kind="stable")]
    numbers = columns.dish[order]
    _, first = np.unique(numbers, return_index=True)
    _, last = np.unique(numbers[::-1], return_index=True)
    return np.unique(np.concatenate([order[first], order[::-1][last]]))
