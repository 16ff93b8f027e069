"""Swaps: the diary's days with one meal a day exchanged for a dish of like energy, where that pays most."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from planner.plan.base import base_of
from planner.plan.columns import EMPTY, Columns, Ints, followed
from planner.plan.kept import KeptItem
from planner.plan.problem import Problem, score, violations
from planner.plan.relaxation import relax
from planner.plan.solve import Progress, Solution

LIKE_ENERGY: Final = 0.3
"""An exchange changes the energy of the meal by at most this share …"""

AT_LEAST_KCAL: Final = 80.0
"""… or by this much, so that a small snack can be exchanged too."""


def solve_swaps(problem: Problem, progress: Progress) -> tuple[Problem, Solution]:
    """Exchange at most one meal in each day; the exchange that closes most per kcal changed is taken.

    Returns
    -------
    tuple of Problem and Solution
        The problem has the exchanged meals taken out of what is given.
    """
    empty = np.full((problem.days, len(problem.request.slots)), _empty_column(problem.columns))
    choice = empty.copy()
    for day in range(problem.days):
        progress(0.1 + 0.7 * day / problem.days, "Comparing exchanges")
        problem, choice = _best_exchange(problem, choice, day)
    relaxation = relax(problem)
    return problem, Solution(choice, relaxation, sum(score(problem, choice).values()))


def _empty_column(columns: Columns) -> int:
    return int(np.flatnonzero(columns.dish == EMPTY)[0])


def _best_exchange(problem: Problem, choice: Ints, day: int) -> tuple[Problem, Ints]:
    """Return the problem and the choice with the best exchange of one day, or as they were."""
    now = sum(score(problem, choice).values())
    best = (0.0, problem, choice)
    for slot in sorted({item.slot for item in problem.base.items[day] if not _stays(problem, item)}):
        freed = _without_meal(problem, day, slot)
        energy = problem.base.slot_energy[day, slot]
        options = freed.candidates(day, slot)
        change = np.abs(freed.columns.nutrients[options, followed().index("energy")] - energy)
        like = options[(change <= max(LIKE_ENERGY * energy, AT_LEAST_KCAL)) & (freed.columns.dish[options] != EMPTY)]
        for column in _most_promising(freed, day, like):
            trial = choice.copy()
            trial[day, slot] = column
            gain = now - sum(score(freed, trial).values())
            kcal = max(50.0, abs(freed.columns.nutrients[column, followed().index("energy")] - energy))
            if gain / kcal > best[0] and len(violations(freed, trial)) <= len(violations(problem, choice)):
                best = (gain / kcal, freed, trial)
    return best[1], best[2]


def _most_promising(problem: Problem, day: int, options: Ints, most: int = 30) -> Ints:
    """Return the options that are best for the day's nutrients alone."""
    rest = problem.base.nutrients[day]
    points = problem.day_goals.points(rest + problem.columns.nutrients[options]) if len(options) else np.zeros(0)
    return options[np.argsort(points, kind="stable")[:most]]


def _stays(problem: Problem, item: KeptItem) -> bool:
    return item in problem.request.kept


def _without_meal(problem: Problem, day: int, slot: int) -> Problem:
    """Return the problem with a meal taken out of a day; what she keeps stays."""
    days = [list(items) for items in problem.base.items]
    days[day] = [item for item in days[day] if item.slot != slot or _stays(problem, item)]
    return replace(problem, base=base_of(days, problem.request))
