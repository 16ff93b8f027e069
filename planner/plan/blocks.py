"""Blocks of the model: a day with what may stand in it, or the average of all days."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pulp

from planner.plan.columns import Floats, Ints
from planner.plan.problem import Problem


@dataclass(eq=False)
class Block:
    """A day of the model, or the average of several.

    Attributes
    ----------
    name : str
    times : float
        How many days the block stands for.
    options : list of (…,) int
        The columns to choose from in each slot.
    given : (N,) float
        Nutrients that stand there already.
    lower, upper : (N,) float
        Hard limits.
    day : int or None
        The day itself, None for an average.
    """

    name: str
    times: float
    options: list[Ints]
    given: Floats
    lower: Floats
    upper: Floats
    day: int | None = None
    chosen: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)


def average_block(problem: Problem) -> Block:
    """Return one block for all days: what is given and what is allowed, averaged over them."""
    slots = range(len(problem.request.slots))
    options = [
        np.unique(np.concatenate([problem.candidates(day, slot) for day in range(problem.days)]))
        for slot in slots
    ]
    lower = np.mean([window.lower for window in problem.windows], axis=0)
    upper = np.mean([window.upper for window in problem.windows], axis=0)
    return Block("avg", problem.days, options, problem.base.nutrients.mean(axis=0), lower, upper)


def day_block(problem: Problem, day: int, options: list[Ints] | None = None) -> Block:
    """Return the block of one day, over the given columns or all that it allows."""
    window = problem.windows[day]
    slots = range(len(problem.request.slots))
    chosen = options or [problem.candidates(day, slot) for slot in slots]
    return Block(f"d{day}", 1.0, chosen, problem.base.nutrients[day], window.lower, window.upper, day)
