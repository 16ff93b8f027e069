"""The PuLP model of record: days as blocks, one column a slot, every goal and hard limit of the problem.

One builder serves three uses: the **relaxation** of the average day (one block that stands for all days),
whose optimum no plan can beat, because the goals are convex and the same every day; a **day** with the
rest of the plan held; and the **whole plan** in one piece. All minimise, in points.
"""

from __future__ import annotations

from typing import Final

import pulp

from planner.plan.blocks import Block
from planner.plan.columns import Ints
from planner.plan.day_rows import add_day_rows, choose_columns
from planner.plan.model import Model
from planner.plan.problem import Problem
from planner.plan.week_rows import add_repeat_rows, add_week_rows

SAFETY: Final = 100.0
"""Weight of a safety limit among those that give way."""


def build(
    problem: Problem,
    blocks: list[Block],
    held: Ints | None = None,
    *,
    whole: bool = True,
    elastic: bool = False,
    goals: bool = True,
) -> Model:
    """Build the model over some blocks.

    Parameters
    ----------
    problem : Problem
    blocks : list of Block
    held : (D, S) int, optional
        The plan whose other days are held; rows of the blocks' own days are ignored.
    whole : bool
        Whether a variant is taken whole (a MILP) or in part (the relaxation).
    elastic : bool
        Whether hard limits may give way: then what is minimised is by how much, each as a share of its limit.
    goals : bool
        Whether the goals are in the model, or only the hard limits.
    """
    model = Model(problem, pulp.LpProblem("plan", pulp.LpMinimize), blocks, elastic=elastic, goals=goals)
    for block in blocks:
        choose_columns(model, block, whole)
        add_day_rows(model, block)
    add_week_rows(model, held)
    add_repeat_rows(model, held)
    points = model.objective if goals else []
    gives = [(slack, _reluctance(name)) for name, (slack, _) in model.slacks.items()]
    terms = gives if elastic else points
    model.prob.setObjective(pulp.LpAffineExpression(terms))
    return model


def _reluctance(limit: str) -> float:
    """Return what it costs that a limit gives way: safety does so only where nothing else frees a plan."""
    comfort = limit.startswith("often_") or limit.endswith("_energy")
    return 1.0 if comfort else SAFETY
