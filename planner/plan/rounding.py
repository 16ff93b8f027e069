"""From parts of dishes to whole ones: which meals to eat over the plan, whatever the day.

The relaxation says how often each variant comes in parts. The same model with whole uses of a
variant, over the columns that cost the bound least, is small enough for HiGHS.
"""

from __future__ import annotations

from typing import Any, Final

import highspy
import numpy as np

from planner.plan.columns import Ints
from planner.plan.model import THREADS
from planner.plan.relaxation import Relaxation
from planner.plan.weights import weights

OPTIONS: Final = {"output_flag": False, "threads": THREADS, "mip_max_nodes": 1}


def whole_meals(relaxation: Relaxation) -> list[Ints] | None:
    """Return the columns of each slot, as many as days; None where no whole ones were found.

    The search for them ends after so many steps, not seconds, so that a seed repeats.
    """
    tuning, days = weights().search, relaxation.problem.days
    pairs = relaxation.cheapest(int(tuning["whole_columns"]))
    places = np.array([relaxation.places[pair] for pair in pairs], dtype=np.int32)
    solver = _whole_model(relaxation, places)
    solver.setOptionValue("mip_abs_gap", float(tuning["whole_gap"]) * days)
    _stop_after(solver, int(tuning["whole_steps"]))
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
        return None
    uses = np.round(np.array(solver.getSolution().col_value)[places]).astype(int)
    slots, columns = np.array(pairs).T
    return [np.repeat(columns[slots == slot], uses[slots == slot]) for slot in range(slots.max() + 1)]


def _whole_model(relaxation: Relaxation, places: Any) -> Any:
    """Return the relaxation in uses instead of parts, with whole ones at these places and none elsewhere."""
    problem, model = relaxation.problem, relaxation.solver
    model.ensureColwise()
    lp = model.getLp()
    matrix, cost, most = lp.a_matrix_, np.array(lp.col_cost_), np.array(lp.col_upper_)
    chosen = np.zeros(lp.num_col_, dtype=bool)
    chosen[list(relaxation.places.values())] = True
    of_column = np.repeat(chosen, np.diff(np.array(matrix.start_)))
    matrix.value_ = np.where(of_column, np.array(matrix.value_) / problem.days, np.array(matrix.value_))
    most[chosen] = 0.0
    most[places] = problem.days
    lp.col_cost_, lp.col_upper_ = np.where(chosen, cost / problem.days, cost), most
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.passModel(lp)
    whole = np.full(len(places), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    solver.changeColsIntegrality(len(places), places, whole)
    return solver


def _stop_after(solver: Any, steps: int) -> None:
    taken = 0

    def count(event: Any) -> None:
        nonlocal taken
        taken += 1
        if taken > steps:
            event.interrupt()

    solver.cbMipInterrupt.subscribe(count)
