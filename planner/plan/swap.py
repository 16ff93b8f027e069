"""Swaps: the diary's days with one meal a day exchanged for a dish of like energy, where that pays most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from planner.language import _
from planner.plan.base import base_of
from planner.plan.columns import EMPTY, Columns, Floats, Ints, followed
from planner.plan.problem import Problem, score, violations
from planner.plan.solve import Progress, Solution

LIKE_ENERGY: Final = 0.3
"""An exchange changes the energy of the meal by at most this share …"""

AT_LEAST_KCAL: Final = 80.0
"""… or by this much, so that a small snack can be exchanged too."""


@dataclass(frozen=True, eq=False)
class Exchanges:
    """Every day that one exchange can make, and none: what no plan of this mode can beat.

    Attributes
    ----------
    bound : float
        Each day at its best for the goals of a day alone; goals of the week and repeats only add to it.
    days : list of (…, N) arrays
        Totals of each day with no exchange (first) and with each possible one.
    """

    bound: float
    days: list[Floats]

    def extreme(self, nutrient: str, sense: int) -> float:
        """Return the most (1) or the least (-1) of a nutrient in the mean day of any plan."""
        at = followed().index(nutrient)
        return float(np.mean([sense * (sense * totals[:, at]).max() for totals in self.days]))

    def price_of_target(self, nutrient: str, target: float) -> dict[str, float]:
        """Return nothing: with one exchange a day there are no prices, only the next best exchange."""
        return {}


def solve_swaps(problem: Problem, progress: Progress) -> tuple[Problem, Solution]:
    """Exchange at most one meal in each day; the exchange that closes most per kcal changed is taken.

    Returns
    -------
    tuple of Problem and Solution
        The problem has the exchanged meals taken out of what is given.
    """
    proof = _every_exchange(problem)
    choice = np.full((problem.days, len(problem.request.slots)), _empty_column(problem.columns))
    for day in range(problem.days):
        progress(0.1 + 0.7 * day / problem.days, _("Comparing exchanges"))
        problem, choice = _best_exchange(problem, choice, day)
    return problem, Solution(choice, proof, sum(score(problem, choice).values()))


def _every_exchange(problem: Problem) -> Exchanges:
    days, bound = [], 0.0
    for day in range(problem.days):
        totals, points = (
            [problem.base.nutrients[day][None, :]],
            [problem.day_goals.points(problem.base.nutrients[[day]])],
        )
        for slot in _meals(problem, day):
            freed, options = _exchanges(problem, day, slot)
            totals.append(freed.base.nutrients[day] + freed.columns.nutrients[options])
            points.append(problem.day_goals.points(totals[-1]) + freed.linear[slot, options])
        days.append(np.concatenate(totals))
        bound += float(np.concatenate(points).min())
    return Exchanges(bound, days)


def _meals(problem: Problem, day: int) -> list[int]:
    """Return the slots of a day that hold more than what she keeps."""
    return sorted({item.slot for item in problem.base.items[day] if item not in problem.request.kept})


def _exchanges(problem: Problem, day: int, slot: int) -> tuple[Problem, Ints]:
    """Return the problem without a meal, and the dishes of like energy that may take its place.

    An exchange brings something that the day does not have yet: not the same meal in other amounts.
    """
    freed = _without_meal(problem, day, slot)
    energy = problem.base.slot_energy[day, slot]
    options = freed.candidates(day, slot)
    change = np.abs(freed.columns.nutrients[options, followed().index("energy")] - energy)
    like = change <= max(LIKE_ENERGY * energy, AT_LEAST_KCAL)
    eaten = problem.request.foods.all_versions({item.food_id for item in problem.base.items[day]})
    dishes = enumerate(freed.columns.library)
    same = [EMPTY, *(number for number, dish in dishes if eaten.issuperset(dish.food_ids))]
    return freed, options[like & ~np.isin(freed.columns.dish[options], same)]


def _empty_column(columns: Columns) -> int:
    return int(np.flatnonzero(columns.dish == EMPTY)[0])


def _best_exchange(problem: Problem, choice: Ints, day: int) -> tuple[Problem, Ints]:
    """Return the problem and the choice with the best exchange of one day, or as they were."""
    now = sum(score(problem, choice).values())
    best = (0.0, problem, choice)
    for slot in _meals(problem, day):
        freed, options = _exchanges(problem, day, slot)
        energy = problem.base.slot_energy[day, slot]
        for column in _most_promising(freed, day, options):
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
    points = (
        problem.day_goals.points(rest + problem.columns.nutrients[options]) if len(options) else np.zeros(0)
    )
    return options[np.argsort(points, kind="stable")[:most]]


def _without_meal(problem: Problem, day: int, slot: int) -> Problem:
    """Return the problem with a meal taken out of a day; what she keeps stays."""
    days = [list(items) for items in problem.base.items]
    days[day] = [item for item in days[day] if item.slot != slot or item in problem.request.kept]
    return replace(problem, base=base_of(days, problem.request))
