"""Which meals to eat over the plan, whatever the day: a population of plans, cooled together.

The relaxation says what one use of a column costs at least, so what is tried in a slot is drawn by that
cost. As it cools, plans that turn out dear give way to copies of cheaper ones (population annealing).
"""

from __future__ import annotations

import numpy as np

from planner.plan.columns import EMPTY, Floats, Ints
from planner.plan.ledger import FORBIDDEN, Ledger
from planner.plan.relaxation import Relaxation
from planner.plan.weights import weights


def whole_meals(relaxation: Relaxation, ledger: Ledger, rng: np.random.Generator) -> Ints:
    """Return the columns of each slot, as many as days (S, D); which stands on which day is not decided.

    Parameters
    ----------
    relaxation : Relaxation
        Of the problem; feasible.
    ledger : Ledger
    rng : numpy.random.Generator
    """
    tuning = weights().search
    rounds = int(tuning["rounds"])
    heats = np.geomspace(tuning["heat"], tuning["heat_at_last"], rounds)
    population = Population(relaxation, ledger, int(tuning["population"]), rng)
    for heat, cooler in zip(heats, [*heats[1:], heats[-1]], strict=True):
        population.cool(float(heat), int(tuning["sweeps"]))
        population.select(1 / cooler - 1 / heat)
    return np.asarray(population.meals[population.points.argmin()], dtype=np.int64)


class Population:
    """L choices of S x D meals with their running sums, in points.

    Attributes
    ----------
    meals : (L, S, D) int
        The columns.
    sums : (L, Q) float
        Points standing on each goal and limit that looks at the plan as a whole.
    uses : (L, dishes) int
        How often each dish stands.
    points : (L,) float
        What each choice costs, up to a constant.
    """

    def __init__(self, relaxation: Relaxation, ledger: Ledger, size: int, rng: np.random.Generator) -> None:
        problem, variety = relaxation.problem, weights().variety
        self.rng, self.dish, self.linear = rng, problem.columns.dish, problem.linear
        self.options, self.costs = _options(relaxation, int(weights().search["drawn_from"]))
        brought, base = ledger.whole()
        self.brought, self.base = _within_reach(brought, base, self.options, problem.days)
        self.most = min(int(variety["max_per_week"]) * len(problem.weeks), -(-problem.days // 2))
        self.repeat = np.full(problem.dish_count, variety["repeat"])
        self.often = np.full(problem.dish_count, FORBIDDEN)
        self.repeat[EMPTY] = self.often[EMPTY] = 0.0  # nothing may come as often as it likes
        slots = range(len(self.options))
        drawn = [self._draw(slot, float(weights().search["heat"]), (size, problem.days)) for slot in slots]
        self.meals = np.stack(drawn, axis=1)
        self.sums = self.base + self.brought[self.meals].sum(axis=(1, 2))
        self.uses = np.zeros((size, problem.dish_count), dtype=np.int64)
        np.add.at(self.uses, (np.arange(size)[:, None, None], self.dish[self.meals]), 1)
        self.beyond = np.maximum(self.sums, 0.0).sum(axis=1)
        self.points = self.beyond + self._own()

    def _own(self) -> Floats:
        """Return what the meals cost for themselves and for dishes that come again (L,)."""
        alone = self.linear[np.arange(len(self.options))[:, None], self.meals].sum(axis=(1, 2))
        again = np.maximum(self.uses - 1, 0) @ self.repeat
        return np.asarray(alone + again + np.maximum(self.uses - self.most, 0) @ self.often, dtype=float)

    def cool(self, heat: float, sweeps: int) -> None:
        """Try another column in every slot of every choice, so many times."""
        size, slots, days = self.meals.shape
        drawn = [self._draw(slot, heat, (sweeps, days, size)) for slot in range(slots)]
        for sweep in range(sweeps):
            allowed = heat * self.rng.exponential(size=(slots * days, size))
            for at, cell in enumerate(self.rng.permutation(slots * days)):
                slot, day = divmod(int(cell), days)
                self._try(slot, day, drawn[slot][sweep, day], allowed[at])

    def select(self, colder: float) -> None:
        """Let each choice have so many copies as its points deserve where it gets colder."""
        worth = np.exp(-colder * (self.points - self.points.min()))
        size = len(worth)
        ticks = (np.arange(size) + self.rng.random()) / size
        copies = np.minimum(np.searchsorted(np.cumsum(worth / worth.sum()), ticks), size - 1)
        for rows in (self.meals, self.sums, self.uses, self.beyond, self.points):
            rows[...] = rows[copies]

    def _draw(self, slot: int, heat: float, shape: tuple[int, ...]) -> Ints:
        """Draw columns for a slot, the dearer the seldomer."""
        spread = max(weights().search["least_spread"], weights().search["spread"] * heat)
        odds = np.cumsum(np.exp(-self.costs[slot] / spread))
        places = np.searchsorted(odds, odds[-1] * self.rng.random(shape))
        return np.asarray(self.options[slot][np.minimum(places, len(odds) - 1)], dtype=np.int64)

    def _try(self, slot: int, day: int, new: Ints, allowed: Floats) -> None:
        """Put a new column into a slot where that costs a choice no more than allowed (L,)."""
        old = self.meals[:, slot, day]
        sums = self.sums + self.brought[new]
        sums -= self.brought[old]
        beyond = np.maximum(sums, 0.0).sum(axis=1)
        own = self.linear[slot, new] - self.linear[slot, old] + self._again(old, new)
        change = beyond - self.beyond + own
        taken = np.flatnonzero((change <= allowed) & (new != old))
        self.uses[taken, self.dish[old[taken]]] -= 1
        self.uses[taken, self.dish[new[taken]]] += 1
        self.sums[taken], self.beyond[taken] = sums[taken], beyond[taken]
        self.points[taken] += change[taken]
        self.meals[taken, slot, day] = new[taken]

    def _again(self, old: Ints, new: Ints) -> Floats:
        """Return how the points for repeats change (L,)."""
        every, left, come = np.arange(len(old)), self.dish[old], self.dish[new]
        less, more = self.uses[every, left], self.uses[every, come]
        change = self.repeat[come] * (more >= 1) + self.often[come] * (more >= self.most)
        change -= self.repeat[left] * (less >= 2) + self.often[left] * (less > self.most)
        return np.asarray(np.where(left == come, 0.0, change), dtype=float)


def _options(relaxation: Relaxation, most: int) -> tuple[list[Ints], list[Floats]]:
    """Return the columns of each slot that cost the bound least, and what one use of each costs it."""
    options = [np.argsort(cost, kind="stable")[:most] for cost in relaxation.cost]
    options = [own[np.isfinite(cost[own])] for own, cost in zip(options, relaxation.cost, strict=True)]
    return options, [np.maximum(cost[own], 0.0) for own, cost in zip(options, relaxation.cost, strict=True)]


def _within_reach(brought: Floats, base: Floats, options: list[Ints], days: int) -> tuple[Floats, Floats]:
    """Leave out the pieces that no choice of the options can reach."""
    most = base + days * sum(brought[own].max(axis=0) for own in options)
    return np.ascontiguousarray(brought[:, most > 0]), base[most > 0]
