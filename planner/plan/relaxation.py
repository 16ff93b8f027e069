"""The average day's relaxation: the bound that no plan can beat, best and worst cases, prices of targets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pulp

from planner.plan.blocks import average_block
from planner.plan.build import build
from planner.plan.columns import Floats
from planner.plan.model import Model
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
        prob = self._hard_limits.prob
        total = _position(prob, nutrient)
        costs = np.zeros(prob.numVariables())
        costs[total] = -sense
        _set_costs(prob, costs)
        prob.solverModel.run()
        return float(prob.solverModel.getSolution().col_value[total])

    @cached_property
    def _hard_limits(self) -> Model:
        """The average day under the hard limits alone, solved once so that it can be asked again in place."""
        problem = self.model.problem
        model = build(problem, [average_block(problem)], whole=False, goals=False)
        model.solve()
        return model

    def price_of_target(self, nutrient: str, target: float) -> dict[str, float]:
        """Return how the goals change, in points a day, when the mean of a nutrient must reach a target.

        Returns
        -------
        dict of str to float
            Change of each goal by the name of its variable; empty where the target cannot be reached.
        """
        prob, solver = self.model.prob, self.model.prob.solverModel
        own = np.array([prob.objective.get(variable, 0.0) for variable in prob.variables()])
        total = _position(prob, nutrient)
        variable = prob.variables()[total]
        upper = np.inf if variable.upBound is None else float(variable.upBound)
        before = np.array(solver.getSolution().col_value)
        solver.changeColBounds(total, target, max(target, upper))
        solver.run()
        reached = solver.getModelStatus().name == "kOptimal"
        after = np.array(solver.getSolution().col_value) if reached else before
        solver.changeColBounds(total, float(variable.lowBound), upper)
        solver.run()
        change = (after - before) * own / self.model.problem.days
        goals = [
            (at, goal.name) for at, goal in enumerate(prob.variables()) if goal.name[:2] in ("g_", "r_", "f_")
        ]
        return {name: float(change[at]) for at, name in goals}


def _position(prob: pulp.LpProblem, nutrient: str) -> int:
    """Return the place of a nutrient's total among the variables."""
    names = [variable.name for variable in prob.variables()]
    return names.index(f"t_avg_{nutrient}")


def _set_costs(prob: pulp.LpProblem, costs: Floats) -> None:
    prob.solverModel.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)


def relax(problem: Problem) -> Relaxation:
    """Build and solve the relaxation of the average day."""
    model = build(problem, [average_block(problem)], whole=False)
    feasible = model.solve()
    share = np.zeros((model.slots, len(problem.columns)))
    if feasible:
        block = model.blocks[0]
        share[block.slots, block.columns] = np.maximum(0.0, block.values())
    bound = max(0.0, float(pulp.value(model.prob.objective))) if feasible else 0.0
    return Relaxation(model, feasible, bound, share)
