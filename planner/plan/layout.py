"""Which meal on which day: many layouts at once, cooled together.

The meals are given, so what the whole plan adds up to stays as it is. Two days exchange their meals of a
slot; what changes are the days' own goals, foods that stand twice in a day, and dishes on neighbouring days.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from planner.plan.columns import EMPTY, Floats, Ints
from planner.plan.ledger import FORBIDDEN, Ledger
from planner.plan.problem import Problem
from planner.plan.weights import weights


class Layouts:
    """L layouts of S x D meals over D days, each with the running points of its days.

    Attributes
    ----------
    meals : (S, D) int
        The columns, by slot and number.
    order : (L, S, D) int
        Which number stands on each day.
    days : (L, D, P) float
        Points standing on each piece of each day.
    """

    def __init__(self, problem: Problem, ledger: Ledger, meals: Ints, rng: np.random.Generator) -> None:
        self.meals, count = meals, int(weights().search["layouts"])
        slots, days = self.meals.shape
        self.order = rng.permuted(np.tile(np.arange(days), (count, slots, 1)), axis=2)
        base, self.brought = _pieces(problem, ledger, self.meals)
        self.days = base + self.brought[np.arange(slots)[:, None], self.order].sum(axis=1)
        self.same = _same_dish(problem, self.meals)
        self.place = np.argsort(self.order, axis=2)

    def points(self) -> Floats:
        """Return the points of each layout, up to a constant (L,)."""
        return np.asarray(np.maximum(self.days, 0.0).sum(axis=(1, 2)) + self._near(self.place), dtype=float)

    def exchange(self, slot: int, one: int, other: int, allowed: Floats) -> None:
        """Let two days change their meals of a slot where that costs a layout no more than allowed (L,)."""
        every = np.arange(len(self.order))
        first, second = self.order[:, slot, one].copy(), self.order[:, slot, other].copy()
        moved = self.brought[slot, second] - self.brought[slot, first]
        now, then = self.days[:, [one, other]], self.days[:, [one, other]]
        then[:, 0] += moved
        then[:, 1] -= moved
        change = np.maximum(then, 0.0).sum(axis=(1, 2)) - np.maximum(now, 0.0).sum(axis=(1, 2))
        place = self.place
        if len(self.same):
            place = place.copy()
            place[every, slot, first], place[every, slot, second] = other, one
            change += self._near(place) - self._near(self.place)
        taken = np.flatnonzero(change <= allowed)
        self.days[taken, one], self.days[taken, other] = then[taken, 0], then[taken, 1]
        self.order[taken, slot, one], self.order[taken, slot, other] = second[taken], first[taken]
        self.place[taken, slot, first[taken]], self.place[taken, slot, second[taken]] = other, one

    def _near(self, place: Ints) -> Floats:
        """Return points for dishes within two days of themselves (L,)."""
        if not len(self.same):
            return np.zeros(len(place))
        apart = place[:, self.same[:, 0], self.same[:, 1]] - place[:, self.same[:, 2], self.same[:, 3]]
        return np.asarray(FORBIDDEN * (np.abs(apart) <= 1).sum(axis=1), dtype=float)

    def choice(self, layout: int) -> Ints:
        """Return one layout as (D, S) columns."""
        return np.take_along_axis(self.meals, self.order[layout], axis=1).T.copy()


def _pieces(problem: Problem, ledger: Ledger, meals: Ints) -> tuple[Floats, Floats]:
    """Return what stands (D, P) and what each meal brings (S, D, P), less the pieces that none reaches."""
    brought, base = ledger.day[meals], ledger.day_base
    reached = base.max(axis=0) + brought.max(axis=1).sum(axis=0) > 0
    foods = problem.columns.foods[meals]
    common = np.flatnonzero(foods.any(axis=1).sum(axis=0) > 1)
    same = weights().variety["same_food"]
    base = np.hstack([base[:, reached], np.full((len(base), len(common)), -same)])
    return base, np.concatenate([brought[..., reached], same * foods[..., common]], axis=2)


def _same_dish(problem: Problem, meals: Ints) -> Ints:
    """Return the pairs of meals that are the same dish: slot and number of the one, then of the other."""
    numbers = problem.columns.dish[meals]
    cells = [(slot, at) for slot, at in np.ndindex(numbers.shape) if numbers[slot, at] != EMPTY]
    pairs = [(*one, *other) for one, other in combinations(cells, 2) if numbers[one] == numbers[other]]
    return np.array(pairs, dtype=np.int64).reshape(-1, 4)


def lay_out(problem: Problem, ledger: Ledger, meals: Ints, rng: np.random.Generator, most: int) -> list[Ints]:
    """Lay meals out over the days; return the best layouts found, as (D, S) choices, the best first."""
    layouts, tuning = Layouts(problem, ledger, meals, rng), weights().search
    slots, days = layouts.meals.shape
    moves = [(slot, *pair) for slot in range(slots) for pair in combinations(range(days), 2)]
    sweeps = max(1, round(tuning["layout_moves"] / max(1, len(moves))))
    for sweep in range(sweeps):
        heat = tuning["layout_heat"] * max(0.0, 1 - (sweep + 1) / (0.8 * sweeps))
        for at in rng.permutation(len(moves)):
            allowed = heat * rng.exponential(size=len(layouts.order)) - 1e-9
            slot, one, other = moves[at]
            layouts.exchange(slot, one, other, allowed)
    best = np.argsort(layouts.points(), kind="stable")[:most]
    return [layouts.choice(int(layout)) for layout in best]
