"""The average day's relaxation: the bound that no plan can beat, best and worst cases, prices of targets.

The model starts with a few columns of each dish in each slot. Row prices then show which of the others
would make it better; those are added until none is left, so the bound is that of the model with all columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np

from planner.plan.average_model import AverageModel, Rows, built, cells, renewed
from planner.plan.columns import Bools, Floats
from planner.plan.problem import Problem
from planner.plan.weights import weights

TOLERANCE: Final = 1e-6
PRIMAL: Final = 4
"""HiGHS's primal simplex: where only costs change and columns come, its last basis still holds."""
ADDED: Final = 400
"""Columns added at once: the best of each slot by reduced cost."""


@dataclass(eq=False)
class Relaxation:
    """A solved relaxation that can be asked again in place.

    Attributes
    ----------
    problem : Problem
    model : AverageModel or None
        None once it has been let go.
    feasible : bool
    bound : float
        Points of the whole plan that no plan can beat; 0 where infeasible.
    share : (S, C) float
        How much of each column the average day takes in each slot.
    cost : (S, C) float
        Reduced cost: points that one use of a column adds to the bound; infinite where it may not stand.
    """

    problem: Problem
    model: AverageModel | None
    feasible: bool = False
    bound: float = 0.0
    share: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    cost: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def _model(self) -> AverageModel:
        if self.model is None:
            self.model = built(self.problem)
        return self.model

    @property
    def solver(self) -> Any:
        """The HiGHS model."""
        return self._model.solver

    @property
    def rows(self) -> Rows:
        """Its rows and variables by name."""
        return self._model.rows

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
        """Let the solver's models go; what is asked later builds its own again."""
        vars(self).pop("_hard_limits", None)
        self.model = None

    @cached_property
    def _hard_limits(self) -> Relaxation:
        """The average day under the hard limits alone."""
        model = built(self.problem, goals=False)
        model.solver.setOptionValue("simplex_strategy", PRIMAL)
        return Relaxation(self.problem, model)

    def price_of_target(self, nutrient: str, target: float) -> dict[str, float]:
        """Return how the goals change, in points a day, when the mean of a nutrient must reach a target.

        Returns
        -------
        dict of str to float
            Change of each goal by the name of its variable; empty where the target cannot be reached.
        """
        days, total = self.problem.days, self.rows.variables[f"t_avg_{nutrient}"]
        self.optimise(days * self.problem.linear)
        before, lp = np.array(self.solver.getSolution().col_value), self.solver.getLp()
        own, lower, upper = np.array(lp.col_cost_), lp.col_lower_[total], lp.col_upper_[total]
        self.solver.changeColBounds(total, target, max(target, upper))
        reached = self.optimise(days * self.problem.linear) is not None
        after = np.array(self.solver.getSolution().col_value) if reached else before
        self.solver.changeColBounds(total, lower, upper)
        goals = {name: at for name, at in self.rows.variables.items() if name[:2] in ("g_", "r_", "f_")}
        return {name: float((after[at] - before[at]) * own[at] / days) for name, at in goals.items()}

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
        model = self._model
        while True:
            model.solver.run()
            status = model.solver.getModelStatus().name
            # The few columns that it started with may be infeasible where all are not.
            if status == "kInfeasible" and model.add(cells(model.open), own):
                continue
            if status != "kOptimal":
                return None
            reduced = self._reduced(own)
            if not model.add(self._wanting(reduced), own):
                return reduced

    def _reduced(self, own: Floats) -> Floats:
        """Return the reduced cost of every column that may stand in a slot, in points of the whole plan."""
        prices = np.array(self.solver.getSolution().row_dual)
        spent = own - self.rows.value(prices)[None, :] - prices[self.rows.slots][:, None]
        return np.where(self._model.open, spent, np.inf)

    def _wanting(self, reduced: Floats) -> list[tuple[int, int]]:
        """Return the columns outside the model that would make it better, the best of each slot."""
        found, places = [], self._model.places
        most = ADDED // len(reduced)
        for slot, row in enumerate(reduced):
            order = np.argsort(row, kind="stable")[: 2 * most]
            better = [(slot, int(column)) for column in order if row[column] < -TOLERANCE]
            found += [pair for pair in better if pair not in places][:most]
        return found


def relax(problem: Problem) -> Relaxation:
    """Build and solve the relaxation of the average day."""
    return _solved(Relaxation(problem, built(problem)))


def relax_again(problem: Problem, before: Relaxation) -> Relaxation:
    """Solve the relaxation of a problem almost like one before, from where that one was."""
    if before.model is not None and (model := renewed(before.model, problem)) is not None:
        return _solved(Relaxation(problem, model))
    known = before.cheapest(int(weights().search["known"]))
    return _solved(Relaxation(problem, built(problem, known)))


def _solved(relaxation: Relaxation) -> Relaxation:
    problem, model = relaxation.problem, relaxation._model
    relaxation.share = np.zeros(problem.linear.shape)
    reduced = relaxation.optimise(problem.days * problem.linear)
    if reduced is None:
        return relaxation
    values = np.array(model.solver.getSolution().col_value)
    slots, columns = np.array(list(model.places)).T
    relaxation.feasible = True
    relaxation.share[slots, columns] = np.maximum(0.0, values[list(model.places.values())])
    relaxation.bound = max(0.0, float(model.solver.getInfo().objective_function_value))
    relaxation.cost = reduced / problem.days
    return relaxation
