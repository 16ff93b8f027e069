"""A seeded local search over dish variants: one slot at a time, every variant of that slot scored at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.plan.columns import EMPTY, Floats, Ints
from planner.plan.problem import Options, Problem, score, violations
from planner.plan.weights import weights

FORBIDDEN: Final = 1e4
"""Points of one broken hard constraint inside the search: more than any goal, so that it is mended first."""

HEAT: Final = 2.0
"""Points of noise at the start: of 0.2, 0.4, 1 and 2, only 2 never got stuck far above the others."""

COOL_BY: Final = 0.8
"""Share of the sweeps after which there is no noise."""


@dataclass
class State:
    """A choice with the sums that scoring one slot needs."""

    problem: Problem
    choice: Ints

    def __post_init__(self) -> None:
        columns, base = self.problem.columns, self.problem.base
        self.totals = base.nutrients + columns.nutrients[self.choice].sum(axis=1)
        self.weekly = base.weekly.sum(axis=0) + columns.weekly[self.choice].sum(axis=(0, 1))
        self.fish = base.fish + columns.fish[self.choice].sum(axis=1)
        self.counted = base.counted + columns.counted[self.choice].sum(axis=1)
        self.foods = columns.foods[self.choice].sum(axis=1)

    def move(self, day: int, slot: int, column: int, sign: int) -> None:
        """Add (+1) or take away (-1) a column from the sums of a day."""
        columns = self.problem.columns
        self.totals[day] += sign * columns.nutrients[column]
        self.weekly += sign * columns.weekly[column]
        self.fish[day] += sign * columns.fish[column]
        self.counted[day] += sign * columns.counted[column]
        self.foods[day] += sign * columns.foods[column]

    def set(self, day: int, slot: int, column: int) -> None:
        """Put a column into a slot."""
        self.move(day, slot, int(self.choice[day, slot]), -1)
        self.choice[day, slot] = column
        self.move(day, slot, column, +1)

    def prices(self, day: int, slot: int, options: Options) -> Floats:
        """Return the points of the plan with each option in the slot, up to a constant."""
        own = int(self.choice[day, slot])
        self.move(day, slot, own, -1)
        problem = self.problem
        points = problem.day_goals.points(self.totals[day] + options.nutrients)
        points += problem.week_goals.points(self.weekly + options.weekly)
        points += options.linear
        points += self._variety(day, slot, options) + FORBIDDEN * self._broken(day, options)
        self.move(day, slot, own, +1)
        return points

    def _variety(self, day: int, slot: int, options: Options) -> Floats:
        """Return repeat points, and what the repeat rules forbid."""
        problem, variety = self.problem, weights().variety
        numbers = problem.columns.dish[self.choice]
        numbers[day, slot] = EMPTY
        counts = np.bincount(numbers.ravel() + 1, minlength=problem.dish_count)
        week = problem.week_of(day)
        inside = np.bincount(numbers[week].ravel() + 1, minlength=problem.dish_count)
        forbidden = inside >= variety["max_per_week"]
        forbidden[numbers[max(0, day - 1) : day + 2].ravel() + 1] = True
        counts[0], forbidden[0] = 0, False  # the empty column may come as often as it likes
        price = variety["repeat"] * (counts > 0) + FORBIDDEN * forbidden
        # A sum over the day's few foods: a matrix product would start BLAS threads, five times slower on a
        # machine that is busy.
        shared = options.foods[:, np.flatnonzero(self.foods[day])].sum(axis=1)
        return np.asarray(price[options.dish + 1] + variety["same_food"] * shared, dtype=float)

    def _broken(self, day: int, options: Options) -> Floats:
        """Return by how much hard limits are broken, each as a share of the limit."""
        problem, given = self.problem, self.problem.base
        window, week = problem.windows[day], problem.week_of(day)
        limited = window.limited
        totals = self.totals[day, limited] + options.nutrients[:, limited]
        over = np.maximum(0, totals - window.upper[limited]) / np.maximum(window.upper[limited], 1)
        under = np.maximum(0, window.lower[limited] - totals) / np.maximum(window.lower[limited], 1)
        broken = (over * (over > 1e-9)).sum(axis=1) + under.sum(axis=1)
        fish = self.fish[week].sum(axis=0) + options.fish
        limit = np.maximum(problem.fish_limits, given.fish[week].sum(axis=0))
        broken += (np.maximum(0, fish - limit - 1e-9) / np.maximum(limit, 1)).sum(axis=1)
        weekly, daily = problem.count_limits
        counted = self.counted[week].sum(axis=0) + options.counted
        broken += (counted > np.maximum(weekly, given.counted[week].sum(axis=0)) + 1e-6).sum(axis=1)
        today = self.counted[day] + options.counted
        broken += (today > np.maximum(daily, given.counted[day])).sum(axis=1)
        return np.asarray(broken, dtype=float)


def search(problem: Problem, start: Ints, rng: np.random.Generator, sweeps: int) -> Ints:
    """Improve a choice: slots in random order, the best variant taken under noise that cools to none.

    Returns
    -------
    (D, S) int
        The best choice seen, by broken constraints first and points second.
    """
    state, best, best_value = State(problem, start.copy()), start.copy(), np.inf
    slots = [(day, slot) for day in range(start.shape[0]) for slot in range(start.shape[1])]
    for sweep in range(sweeps):
        heat = HEAT * max(0.0, 1 - (sweep + 1) / (sweeps * COOL_BY)) ** 2
        for at in rng.permutation(len(slots)):
            day, slot = slots[at]
            options = problem.options(day, slot)
            prices = state.prices(day, slot, options)
            noise = rng.gumbel(size=len(prices)) * heat if heat else 0.0
            state.set(day, slot, int(options.columns[np.argmin(prices - noise)]))
        value = price(problem, state.choice)
        if value < best_value - 1e-9:
            best, best_value = state.choice.copy(), value
        elif heat == 0:
            break
    return best


def price(problem: Problem, choice: Ints) -> float:
    """Return the objective, with every broken hard constraint above any goal."""
    return sum(score(problem, choice).values()) + FORBIDDEN * len(violations(problem, choice))
