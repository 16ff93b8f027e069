"""A solution as a plan: printed days, proof, reasons, notices; or the conflicts where there is none."""

from __future__ import annotations

import time as clock
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from planner.language import language
from planner.plan.conflicts import find_conflicts
from planner.plan.explain import emphasis_rows, unmet_rows
from planner.plan.goals import PARTS
from planner.plan.notices import plan_notices
from planner.plan.one_more import one_more
from planner.plan.printing import print_days
from planner.plan.problem import Problem, score
from planner.plan.relaxation import Relaxation
from planner.plan.request import PlanRequest
from planner.plan.result import Plan
from planner.plan.solve import Solution
from planner.plan.weights import weights
from planner.plan.why import with_reasons


def plan_from(problem: Problem, solution: Solution, started: float) -> Plan:
    """Return the plan of a solution, with its reasons and notices; ``started`` is when the clock began."""
    plan = _explained(problem, solution)
    return replace(plan, seconds=clock.perf_counter() - started)


def _explained(problem: Problem, solution: Solution) -> Plan:
    request, again = problem.request, partial(_explained, problem, solution)
    if solution.choice is None or solution.proof is None:
        return _infeasible(request, find_conflicts(problem), plan_notices(problem, []), again)
    days = with_reasons(request, print_days(problem, solution.choice))
    proof, bound = solution.proof, min(solution.proof.bound, solution.objective)
    gap = (solution.objective - bound) / request.days
    return Plan(
        request=request,
        status="optimal" if gap <= weights().search["optimal_within"] else "feasible",
        objective=solution.objective,
        bound=bound,
        parts=score(problem, solution.choice),
        days=days,
        extreme=proof.extreme,
        gains=lambda: one_more(proof) if isinstance(proof, Relaxation) else [],
        unmet=unmet_rows(problem, proof, days),
        emphasis=emphasis_rows(problem, days),
        conflicts=[],
        notices=plan_notices(problem, days),
        seconds=0.0,
        language=language(),
        said_anew=again,
    )


def _infeasible(
    request: PlanRequest,
    conflicts: list[dict[str, Any]],
    notices: list[dict[str, Any]],
    again: Callable[[], Plan],
) -> Plan:
    return Plan(
        request=request,
        status="infeasible",
        objective=float("nan"),
        bound=float("nan"),
        parts=dict.fromkeys(PARTS, 0.0),
        days=[],
        extreme=lambda nutrient, sense: float("nan"),
        gains=list,
        unmet=[],
        emphasis=[],
        conflicts=conflicts,
        notices=notices,
        seconds=0.0,
        language=language(),
        said_anew=again,
    )
