"""The average day's relaxation: the bound that no plan can beat, best and worst cases, what a target would cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pulp

from planner.plan.columns import Floats
from planner.plan.model import Model, average_block, build
from planner.plan.problem import Problem


@dataclass(eq=False)
class Relaxation:
    """A solved relaxation that can be asked again in place.

    Attributes
    ----------
    model : Model
    feasible : bool
    bound : float
        Points of the whole plan that no plan can beat; 0 where infeasible.
    share : (S, C) float
        How much of each column the average day takes in each slot.
    """

    model: Model
    feasible: bool
    bound: float
    share: Floats

    def extreme(self, nutrient: str, sense: int) -> float:
        """Return the most (``sense`` 1) or the least (-1) of a nutrient that any plan's mean day can hold.

        Only the hard limits count; every goal is set aside.
        """
        solver, total = self.model.prob.solverModel, self._total(nutrient)
        costs = np.zeros(self.model.prob.numVariables())
        costs[total] = -sense
        self._set_costs(costs)
        solver.run()
        return float(solver.getSolution().col_value[total])

    def price_of_target(self, nutrient: str, target: float) -> dict[str, float]:
        """Return how the goals change, in points a day, when the mean of a nutrient must reach a target.

        Returns
        -------
        dict of str to float
            Change of each goal by the name of its variable; empty where the target cannot be reached.
        """
        solver, total = self.model.prob.solverModel, self._total(nutrient)
        self._set_costs(self._own_costs())
        solver.run()
        before = np.array(solver.getSolution().col_value)
        lower, upper = self._bounds(total)
        solver.changeColBounds(total, target, max(target, upper))
        solver.run()
        reached = solver.getModelStatus().name == "kOptimal"
        after = np.array(solver.getSolution().col_value) if reached else before
        solver.changeColBounds(total, lower, upper)
        change = (after - before) * self._own_costs() / self.model.problem.days
        return {
            variable.name: float(change[at])
            for at, variable in enumerate(self.model.prob.variables())
            if variable.name.startswith(("g_", "r_", "f_")) and abs(change[at]) > 1e-6
        }

    def _total(self, nutrient: str) -> int:
        name = f"t_avg_{nutrient}"
        return next(at for at, variable in enumerate(self.model.prob.variables()) if variable.name == name)

    def _bounds(self, at: int) -> tuple[float, float]:
        variable = self.model.prob.variables()[at]
        return float(variable.lowBound), float("inf") if variable.upBound is None else float(variable.upBound)

    def _own_costs(self) -> Floats:
        prob = self.model.prob
        return np.array([prob.objective.get(variable, 0.0) for variable in prob.variables()])

    def _set_costs(self, costs: Floats) -> None:
        self.model.prob.solverModel.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)


def relax(problem: Problem) -> Relaxation:
    """Build and solve the relaxation of the average day."""
    model = build(problem, [average_block(problem)], whole=False)
    feasible = model.solve()
    share = np.zeros((model.slots, len(problem.columns)))
    if feasible:
        for (slot, column), variable in model.blocks[0].chosen.items():
            share[slot, column] = max(0.0, variable.value() or 0.0)
    bound = max(0.0, float(pulp.value(model.prob.objective))) if feasible else 0.0
    return Relaxation(model, feasible, bound, share)

