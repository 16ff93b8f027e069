"""Blocks of the model: a day with what may stand in it, or the average of all days."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

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
    bare : bool
        Whether its rows are built without its columns, which are entered later.
    """

    name: str
    times: float
    options: list[Ints]
    given: Floats
    lower: Floats
    upper: Floats
    day: int | None = None
    bare: bool = False
    variables: list[pulp.LpVariable] = field(default_factory=list)
    totals: list[pulp.LpVariable] = field(default_factory=list)

    @cached_property
    def columns(self) -> Ints:
        """The column of each variable, slot after slot."""
        return np.concatenate(self.options)

    @cached_property
    def slots(self) -> Ints:
        """The slot of each variable."""
        return np.repeat(np.arange(len(self.options)), [len(row) for row in self.options])

    def values(self) -> Floats:
        """Return how much of each variable a solved model takes."""
        return np.array([variable.value() or 0.0 for variable in self.variables])

    def terms_of_slot(self, slot: int) -> list[tuple[pulp.LpVariable, float]]:
        """Return each variable of a slot, once."""
        if self.bare:
            return []
        return [(self.variables[at], 1.0) for at in np.flatnonzero(self.slots == slot)]

    def terms(self, amounts: Floats) -> list[tuple[pulp.LpVariable, float]]:
        """Return each variable with what its column brings, those that bring nothing left out."""
        if self.bare:
            return []
        brought = amounts[self.columns]
        return [(self.variables[at], float(brought[at])) for at in np.flatnonzero(brought)]


def average_options(problem: Problem) -> list[Ints]:
    """Return for each slot the columns that may stand there on some day."""
    slots = range(len(problem.request.slots))
    return [
        np.unique(np.concatenate([problem.candidates(day, slot) for day in range(problem.days)]))
        for slot in slots
    ]


def average_block(problem: Problem, options: list[Ints] | None = None, *, bare: bool = False) -> Block:
    """Return one block for all days: what is given and what is allowed, averaged over them."""
    options = average_options(problem) if options is None else options
    lower = np.mean([window.lower for window in problem.windows], axis=0)
    upper = np.mean([window.upper for window in problem.windows], axis=0)
    given = problem.base.nutrients.mean(axis=0)
    return Block("avg", problem.days, options, given, lower, upper, bare=bare)


def day_block(problem: Problem, day: int, options: list[Ints] | None = None) -> Block:
    """Return the block of one day, over the given columns or all that it allows."""
    window = problem.windows[day]
    slots = range(len(problem.request.slots))
    chosen = options or [problem.candidates(day, slot) for slot in slots]
    return Block(f"d{day}", 1.0, chosen, problem.base.nutrients[day], window.lower, window.upper, day)
