"""Which meals to eat over the plan, whatever the day: a population of plans, cooled together.

The relaxation says what one use of a column costs at least, so what is tried in a slot is drawn by that
cost. As it cools, plans that turn out dear give way to copies of cheaper ones (population annealing).
"""

from __future__ import annotations

import numpy as np

from planner.plan.columns import EMPTY, Floats, Ints
from planner.plan.ledger import FORBIDDEN, Ledger
from planner.plan.problem import Problem
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
    return population.columns(int(population.points.argmin()))


class Population:
    """L choices of S x D meals with their running sums, in points.

    Attributes
    ----------
    options : list of (M,) int
        The columns that each slot draws from.
    tables : list of (M, Q) float
        What each of them adds to the goals and limits that look at the whole plan; the last is its own cost.
    dishes : list of (M,) int
        Its dish.
    meals : (L, S, D) int
        Positions in the options of the slot.
    sums : (L, Q) float
        Points standing on each goal and limit.
    uses : (L, dishes) int
        How often each dish stands; the empty one is not counted.
    points : (L,) float
        What each choice costs, up to a constant.
    """

    def __init__(self, relaxation: Relaxation, ledger: Ledger, size: int, rng: np.random.Generator) -> None:
        problem, tuning = relaxation.problem, weights().search
        self.rng, self.every, slots = rng, np.arange(size), range(len(relaxation.cost))
        self.options = [_cheapest(cost, int(tuning["drawn_from"])) for cost in relaxation.cost]
        self.costs = [np.maximum(relaxation.cost[slot, self.options[slot]], 0.0) for slot in slots]
        self.dishes = [problem.columns.dish[own] for own in self.options]
        self.tables, base = _tables(problem, ledger, self.options)
        self.come, self.left = _prices_of_repeats(problem)
        drawn = [self._draw(slot, float(tuning["heat"]), (size, problem.days)) for slot in slots]
        self.meals = np.stack(drawn, axis=1)
        self.sums = base + sum(self.tables[slot][drawn[slot]].sum(axis=1) for slot in slots)
        self.uses = np.zeros((size, problem.dish_count), dtype=np.int64)
        for slot in slots:
            np.add.at(self.uses, (np.arange(size)[:, None], self.dishes[slot][drawn[slot]]), 1)
        self.uses[:, EMPTY] = 0
        self.ones = np.ones(self.sums.shape[1])
        self.beyond = np.maximum(self.sums, 0.0).dot(self.ones)
        self.points = self.beyond + np.cumsum(np.append(0.0, self.come))[self.uses].sum(axis=1)

    def columns(self, at: int) -> Ints:
        """Return the columns of one choice (S, D)."""
        return np.array([own[meals] for own, meals in zip(self.options, self.meals[at], strict=True)])

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
        """Draw options of a slot, the dearer the seldomer."""
        spread = max(weights().search["least_spread"], weights().search["spread"] * heat)
        odds = np.cumsum(np.exp(-self.costs[slot] / spread))
        places = np.searchsorted(odds, odds[-1] * self.rng.random(shape))
        return np.asarray(np.minimum(places, len(odds) - 1), dtype=np.int64)

    def _try(self, slot: int, day: int, new: Ints, allowed: Floats) -> None:
        """Put a new option into a slot where that costs a choice no more than allowed (L,)."""
        table, dishes, old = self.tables[slot], self.dishes[slot], self.meals[:, slot, day]
        sums = self.sums - table.take(old, axis=0)
        sums += table.take(new, axis=0)
        beyond = np.maximum(sums, 0.0).dot(self.ones)  # a sum over the axis takes six times as long
        left, come = dishes.take(old), dishes.take(new)
        again = self.come.take(self.uses[self.every, come]) - self.left.take(self.uses[self.every, left])
        moved = beyond - self.beyond + again * (left != come)
        taken = ((moved <= allowed) & (new != old)).nonzero()[0]
        if not len(taken):
            return
        self.uses[taken, left[taken]] -= 1
        self.uses[taken, come[taken]] += 1
        self.uses[:, EMPTY] = 0
        self.sums[taken], self.beyond[taken] = sums[taken], beyond[taken]
        self.points[taken] += moved[taken]
        self.meals[taken, slot, day] = new[taken]


def _cheapest(cost: Floats, most: int) -> Ints:
    """Return so many columns of a slot that cost the bound least."""
    order = np.argsort(cost, kind="stable")[:most]
    return np.asarray(order[np.isfinite(cost[order])], dtype=np.int64)


def _tables(problem: Problem, ledger: Ledger, options: list[Ints]) -> tuple[list[Floats], Floats]:
    """Return what the options of each slot add, and what stands; pieces that none can reach are left out."""
    brought, base = ledger.whole()
    most = base + problem.days * sum(brought[own].max(axis=0) for own in options)
    reached = most > 0
    tables = [
        np.hstack([brought[own][:, reached], problem.linear[slot, own][:, None]])
        for slot, own in enumerate(options)
    ]
    return tables, np.append(base[reached], 0.0)


def _prices_of_repeats(problem: Problem) -> tuple[Floats, Floats]:
    """Return what it costs that a dish comes, and what it saves that it leaves, by how often it stands."""
    variety, cells = weights().variety, problem.days * len(problem.request.slots)
    most = min(int(variety["max_per_week"]) * len(problem.weeks), -(-problem.days // 2))
    uses = np.arange(cells + 1)
    come = np.where(uses >= 1, variety["repeat"], 0.0) + np.where(uses >= most, FORBIDDEN, 0.0)
    return come, np.append(0.0, come[:-1])
