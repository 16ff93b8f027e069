"""The PuLP model of record and its building stones: rows, hard limits, totals, goals; in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np
import pulp

from planner.plan.blocks import Block
from planner.plan.columns import Floats, Ints
from planner.plan.goals import Pieces
from planner.plan.problem import Problem

THREADS = 1  # HiGHS keeps one thread count in a process; one also makes a run repeatable


@dataclass(eq=False)
class Model:
    """A built model with its variables by block."""

    problem: Problem
    prob: pulp.LpProblem
    blocks: list[Block]
    objective: list[tuple[pulp.LpVariable, float]] = field(default_factory=list)
    elastic: bool = False
    goals: bool = True
    slacks: dict[str, tuple[pulp.LpVariable, float]] = field(default_factory=dict)

    def solve(self, *, gap: float = 0.0, seconds: float | None = None) -> bool:
        """Solve with HiGHS; return whether there is a solution to read."""
        solver = pulp.HiGHS(msg=False, threads=THREADS, gapAbs=gap, timeLimit=seconds)
        self.prob.solve(solver)
        return self.prob.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible)

    def load(self) -> Any:
        """Return the model in HiGHS, unsolved."""
        solver = pulp.HiGHS(msg=False)
        self.prob.solverModel = new_solver()
        solver.buildSolverModel(self.prob)
        return self.prob.solverModel

    def choice(self, block: Block) -> Ints:
        """Return the column taken in each slot of a solved block."""
        values = block.values()
        places = [np.flatnonzero(block.slots == slot) for slot in range(self.slots)]
        return np.array([block.columns[own[np.argmax(values[own])]] for own in places])

    @property
    def slots(self) -> int:
        """Slots of a day."""
        return len(self.problem.request.slots)


def new_solver() -> Any:
    """Return an empty HiGHS model; without presolve, what changes is solved from where it was."""
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", THREADS)
    solver.setOptionValue("presolve", "off")
    return solver


def add_row(
    model: Model, terms: list[tuple[pulp.LpVariable, float]], sense: int, right: float, name: str
) -> None:
    """Add a constraint from pairs of variable and coefficient: much faster than a sum of expressions."""
    model.prob.addConstraint(pulp.LpConstraint(pulp.LpAffineExpression(terms), sense, name, right))


def add_limit(
    model: Model, terms: list[tuple[pulp.LpVariable, float]], sense: int, right: float, name: str
) -> None:
    """Add a hard limit, with a slack in shares of the limit where the model is elastic."""
    if model.elastic:
        slack, size = model.prob.add_variable(f"slack_{name}", 0), max(1.0, abs(right))
        model.slacks[name] = slack, size
        terms = [*terms, (slack, sense * size)]  # LE is -1 and GE is +1: either way it loosens
    add_row(model, terms, sense, right, name)


def add_total(
    model: Model, block: Block, amounts: Floats, given: float, name: str, lower: float, upper: float
) -> pulp.LpVariable:
    """Return a variable that is what is given plus what the chosen columns bring, within hard limits."""
    total = model.prob.add_variable(
        name, 0 if model.elastic else lower, None if model.elastic or np.isinf(upper) else upper
    )
    if model.elastic:
        if lower > 0:
            add_limit(model, [(total, 1.0)], pulp.LpConstraintGE, lower, f"least_{name}")
        if np.isfinite(upper):
            add_limit(model, [(total, 1.0)], pulp.LpConstraintLE, upper, f"most_{name}")
    add_row(model, [*block.terms(amounts), (total, -1.0)], pulp.LpConstraintEQ, -given, f"sum_{name}")
    return total


def add_goals(model: Model, pieces: Pieces, totals: list[pulp.LpVariable], times: float, name: str) -> None:
    """One variable for each piece: how far its amount lies beyond the level."""
    for number, (axis, level, slope, sign) in enumerate(
        zip(pieces.axis, pieces.level, pieces.slope, pieces.sign, strict=True)
    ):
        beyond = model.prob.add_variable(f"g_{name}_{number}", 0)
        model.objective.append((beyond, times * float(slope)))
        add_row(
            model,
            [(totals[axis], float(sign)), (beyond, -1.0)],
            pulp.LpConstraintLE,
            float(sign * level),
            f"goal_{name}_{number}",
        )


def held_days(model: Model, held: Ints | None) -> Ints:
    """Return the days of the held plan that are not the model's own."""
    own = {block.day for block in model.blocks}
    days = [] if held is None else [day for day in range(model.problem.days) if day not in own]
    return np.array(days, dtype=int)


def over_blocks(
    model: Model, amounts: Floats, days: Ints | None = None
) -> list[tuple[pulp.LpVariable, float]]:
    """Return what the blocks bring of something, over the whole plan or over some days."""
    return [
        (variable, block.times * amount)
        for block in model.blocks
        if days is None or block.day is None or block.day in days
        for variable, amount in block.terms(amounts)
    ]
