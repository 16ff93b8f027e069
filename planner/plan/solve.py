"""From a problem to a choice: bound, start, local search, days polished by small exact models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from planner.plan.blocks import day_block
from planner.plan.build import build
from planner.plan.columns import Ints
from planner.plan.explain import Proof
from planner.plan.problem import Problem, score, violations
from planner.plan.relaxation import Relaxation, relax
from planner.plan.search import State, price, search
from planner.plan.weights import weights

Progress = Callable[[float, str], None]
DAY_SECONDS = 5.0
"""A day's exact model is left after this; usual ones take some tenths of a second, so that a seed repeats."""

DAY_GAP = 0.3
"""Points within which a day's exact model counts as solved."""


class BoundedProof(Proof, Protocol):
    """A proof with the bound that no plan can beat."""

    @property
    def bound(self) -> float:
        """Points of the whole plan."""


@dataclass(frozen=True, eq=False)
class Solution:
    """A choice with its proof.

    Attributes
    ----------
    choice : (D, S) int or None
        None where no plan exists or none was found.
    proof : Relaxation or Exchanges, or None
        Has the bound, and answers how far a nutrient can go; None where a slot has no dish at all.
    objective : float
        Points of the whole plan.
    """

    choice: Ints | None
    proof: BoundedProof | None
    objective: float


def solve(problem: Problem, progress: Progress) -> Solution:
    """Find a plan and the bound it is held against.

    Parameters
    ----------
    problem : Problem
    progress : callable
        Called with a share from 0 to 1 and what is being done.
    """
    progress(0.1, "Finding what no plan can beat")
    if any(len(problem.candidates(day, slot)) == 0 for day, slot in np.ndindex(_shape(problem))):
        return Solution(None, None, np.inf)
    relaxation = relax(problem)
    if not relaxation.feasible:
        return Solution(None, relaxation, np.inf)
    progress(0.3, "Trying meals")
    rng = np.random.default_rng(problem.request.seed)
    tuning = weights().search
    tries = [
        search(problem, _start(problem, relaxation, rng), rng, int(tuning["sweeps"]))
        for _ in range(tuning["starts"])
    ]
    choice = min(tries, key=lambda found: price(problem, found))
    progress(0.6, "Polishing each day")
    choice = polish(problem, choice)
    if violations(problem, choice):
        return Solution(None, relaxation, np.inf)
    return Solution(choice, relaxation, sum(score(problem, choice).values()))


def _shape(problem: Problem) -> tuple[int, int]:
    return problem.days, len(problem.request.slots)


def _start(problem: Problem, relaxation: Relaxation, rng: np.random.Generator) -> Ints:
    """Draw each slot from what the average day takes there."""
    days, slots = _shape(problem)
    choice = np.zeros((days, slots), dtype=np.int64)
    for day, slot in np.ndindex(days, slots):
        options = problem.candidates(day, slot)
        odds = relaxation.share[slot, options] + 1e-6
        choice[day, slot] = rng.choice(options, p=odds / odds.sum())
    return choice


def polish(problem: Problem, choice: Ints) -> Ints:
    """Solve each day exactly over its promising columns with the other days held; keep what is better."""
    best, value = choice.copy(), price(problem, choice)
    for day in np.argsort(-_day_points(problem, choice)):
        block = day_block(problem, int(day), _promising(problem, best, int(day)))
        model = build(problem, [block], best)
        if not model.solve(gap=DAY_GAP, seconds=DAY_SECONDS):
            continue
        trial = best.copy()
        trial[day] = model.choice(block)
        trial_value = price(problem, trial)
        if trial_value < value - 1e-6:
            best, value = trial, trial_value
    return best


def _day_points(problem: Problem, choice: Ints) -> np.ndarray:
    totals = problem.base.nutrients + problem.columns.nutrients[choice].sum(axis=1)
    return problem.day_goals.points(totals)


def _promising(problem: Problem, choice: Ints, day: int) -> list[Ints]:
    """Return for each slot the columns that are best by themselves, with what stands there now."""
    state, most = State(problem, choice.copy()), int(weights().search["columns_per_slot"])
    chosen = []
    for slot in range(choice.shape[1]):
        options = problem.options(day, slot)
        order = np.argsort(state.prices(day, slot, options), kind="stable")[:most]
        chosen.append(np.unique(np.append(options.columns[order], choice[day, slot])))
    return chosen
