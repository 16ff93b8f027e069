"""From a problem to a choice: bound, whole meals cooled together, laid out, improved by pairs, less left."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import chain, combinations, count, islice
from typing import Protocol

import numpy as np

from planner.language import mark
from planner.plan.anneal import whole_meals
from planner.plan.columns import Ints
from planner.plan.explain import Proof
from planner.plan.layout import lay_out
from planner.plan.less_left import with_less_left
from planner.plan.problem import Problem, score, violations
from planner.plan.relaxation import Relaxation, relax, relax_again
from planner.plan.search import Cell, State, improve, improve_pair, price
from planner.plan.weights import weights
from planner.plan.workshop import Workshop

Progress = Callable[[float, str], None]


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
        Called with a share from 0 to 1 and what is being done, in English; ``_`` turns it.
    """
    progress(0.1, mark("Finding what no plan can beat"))
    if _lacks_a_dish(problem):
        return Solution(None, None, np.inf)
    relaxation = relax(problem)
    if not relaxation.feasible:
        return Solution(None, relaxation, np.inf)
    progress(0.3, mark("Trying meals"))
    work, rng = Workshop(problem, relaxation), np.random.default_rng(problem.request.seed)
    choice = first_choice(work, rng)
    progress(0.5, mark("Improving two meals at a time"))
    return finished(work, polish(work, choice, rng, int(weights().search["pair_moves"])))


def solve_again(problem: Problem, before: Relaxation, choice: Ints) -> Solution:
    """Find a plan from one for a request that was almost the same.

    Parameters
    ----------
    problem : Problem
    before : Relaxation
        Of the request before: what it wanted is what this one starts with.
    choice : (D, S) int
        The plan before; what may no longer stand is replaced.
    """
    if _lacks_a_dish(problem):
        return Solution(None, None, np.inf)
    tuning = weights().search
    relaxation = relax_again(problem, before)
    if not relaxation.feasible:
        return Solution(None, relaxation, np.inf)
    work, rng = Workshop(problem, relaxation), np.random.default_rng(problem.request.seed)
    found = _mended(work, choice.copy())
    changed = {(int(day), int(slot)) for day, slot in np.argwhere(found != choice)}
    return finished(work, polish(work, found, rng, int(tuning["pair_moves_again"]), changed))


def finished(work: Workshop, choice: Ints) -> Solution:
    """Return a choice with less left of packs, its proof and its worth; none where it breaks a rule."""
    if violations(work.problem, choice):
        return Solution(None, work.relaxation, np.inf)
    choice = with_less_left(work, choice)
    return Solution(choice, work.relaxation, sum(score(work.problem, choice).values()))


def _lacks_a_dish(problem: Problem) -> bool:
    """Return whether no dish at all may stand in some meal, as on a day without a stove."""
    cells = np.ndindex(problem.days, len(problem.request.slots))
    return any(len(problem.candidates(day, slot)) == 0 for day, slot in cells)


def first_choice(work: Workshop, rng: np.random.Generator) -> Ints:
    """Return a plan to improve: the best of a few, the first that is near the bound.

    A plan far from it is not tried again: there the bound is low, as for a single day of whole portions.
    """
    problem, tuning = work.problem, weights().search
    best = _cooled(work, rng)
    for _ in range(1, int(tuning["attempts"])):
        beyond = (price(problem, best) - work.relaxation.bound) / problem.days
        if not tuning["near_enough"] < beyond < tuning["too_far"]:
            break
        best = min(best, _cooled(work, rng), key=lambda choice: price(problem, choice))
    return best


def _cooled(work: Workshop, rng: np.random.Generator) -> Ints:
    """Choose whole meals, lay them out, improve each by itself."""
    meals = whole_meals(work.relaxation, work.ledger, rng)
    laid = lay_out(work.problem, work.ledger, meals, rng, int(weights().search["mended"]))
    found = [_mended(work, choice) for choice in laid]
    return min(found, key=lambda choice: price(work.problem, choice))


def _mended(work: Workshop, choice: Ints) -> Ints:
    """Put the best column wherever one stands that is not allowed there; improve each meal by itself."""
    for cell in work.cells:
        allowed = work.problem.candidates(*cell)
        if choice[cell] not in allowed:
            choice[cell] = allowed[np.argmin(work.relaxation.cost[cell[1], allowed])]
    state, most = State(work.problem, work.ledger, choice), int(weights().search["singles"])
    for _ in range(2):
        for cell in work.cells:
            improve(state, cell, work.shortlist(cell, most, int(state.choice[cell])))
    return state.choice


def polish(
    work: Workshop, choice: Ints, rng: np.random.Generator, moves: int, first: Collection[Cell] = ()
) -> Ints:
    """Improve two meals at a time, until no pair gets better or so many were looked at.

    Pairs are taken in any order, but those of the cells named first come before the others.
    """
    state, most = State(work.problem, work.ledger, choice), int(weights().search["pairs"])
    pairs, quiet = list(combinations(work.cells, 2)), 0
    urgent = [at for at, pair in enumerate(pairs) if first and not set(first).isdisjoint(pair)]
    orders = (rng.permutation(len(pairs)) for _ in count())
    for at in islice(
        chain(rng.permutation(np.array(urgent, dtype=np.int64)), chain.from_iterable(orders)), moves
    ):
        left, right = pairs[at]
        one, other = (work.shortlist(cell, most, int(state.choice[cell])) for cell in (left, right))
        quiet = 0 if improve_pair(state, left, one, right, other) else quiet + 1
        if quiet >= len(pairs):
            break
    return state.choice
