"""What to do with what is left of a pack: another dish for a meal that uses it up, ranked by what that saves.

The solver does not look at packs. These are offers on a plan that stands, for :meth:`PlanSession.swap`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.plan.alternatives import changes, prices_at
from planner.plan.columns import EMPTY, Ints, dish_of
from planner.plan.printing import column_items
from planner.plan.problem import Problem
from planner.plan.search import Cell
from planner.plan.shopping import Need, needs_of, spoiled

MOST_POINTS: Final = 0.5
"""A day: an offer never costs the plan more."""
WORTH_SAYING: Final = 40.0
"""Less than so many grams saved is no reason to change a meal."""
TRIED: Final = 12
"""Dishes of a meal that are looked at, the best for the plan first."""

Grams = dict[str, Need]


@dataclass(frozen=True)
class LeftoverUse:
    """Another dish for a meal, so that less of what does not keep is left.

    Attributes
    ----------
    food : str
        Product of the shopping list that the dish uses up most of.
    left_grams, used_grams : float
        What is left of it now, and how much less will be; both as bought.
    saves_grams : float
        How much less of all products that do not keep is left: new ones are counted against it.
    day, slot : int
        As :meth:`planner.plan.PlanSession.swap` counts: days from 1, slots from 0.
    dish, instead_of : str
    points : float
        Change of the plan's points a day where all else stays; less is better.
    nutrients : mapping
        Change of the plan's mean of each nutrient, in percent of its target.
    spares : tuple of str
        Products that need not be bought at all any more.
    """

    food: str
    left_grams: float
    used_grams: float
    saves_grams: float
    day: int
    slot: int
    dish: str
    instead_of: str
    points: float
    nutrients: Mapping[str, float]
    spares: tuple[str, ...]


def uses_of_leftovers(problem: Problem, choice: Ints, limit: int = 3) -> list[LeftoverUse]:
    """Return offers that use up what would spoil, the most grams saved first, each for another meal and food.

    Parameters
    ----------
    problem : Problem
    choice : (D, S) int
        The plan.
    limit : int
        How many offers.
    """
    stock = _Stock(problem, choice)
    offers = [
        use for cell in np.ndindex(choice.shape) if cell not in problem.locks for use in stock.offers(cell)
    ]
    chosen: list[LeftoverUse] = []
    for use in sorted(offers, key=lambda use: (-use.saves_grams, use.points, use.dish)):
        if all(use.food != other.food and (use.day, use.slot) != (other.day, other.slot) for other in chosen):
            chosen.append(use)
    return chosen[:limit]


class _Stock:
    """What a plan needs of each product, and what of it would spoil."""

    def __init__(self, problem: Problem, choice: Ints) -> None:
        self.problem, self.choice = problem, choice
        self.system = "us" if problem.request.jurisdiction == "us" else "metric"
        self._of_column: dict[int, Grams] = {}
        self.needs = _added(self.of(int(column)) for column in choice.flat)
        self.spoils = {name: self._spoils(name, need.grams) for name, need in self.needs.items()}

    def of(self, column: int) -> Grams:
        if column not in self._of_column:
            empty = self.problem.columns.dish[column] == EMPTY
            self._of_column[column] = {} if empty else needs_of(column_items(self.problem, column))
        return self._of_column[column]

    def _spoils(self, name: str, grams: float) -> float:
        return spoiled(self.needs[name].part, grams, self.system)

    def offers(self, cell: Cell) -> Iterator[LeftoverUse]:
        """Yield the dishes for a meal that save something, each in its best amounts for the plan."""
        problem, now = self.problem, int(self.choice[cell])
        options, prices = prices_at(problem, self.choice, cell)
        seen = {int(problem.columns.dish[now])}
        for at in np.argsort(prices, kind="stable"):
            column, dish = int(options[at]), int(problem.columns.dish[options[at]])
            if prices[at] > MOST_POINTS * problem.days or len(seen) > TRIED:
                return
            if dish == EMPTY or dish in seen:
                continue
            seen.add(dish)
            food, used, saves = self._saved(now, column)
            if food and saves >= WORTH_SAYING:
                yield LeftoverUse(
                    food,
                    self.spoils[food],
                    used,
                    saves,
                    cell[0] + 1,
                    cell[1],
                    dish_of(problem.columns, column).name,
                    dish_of(problem.columns, now).name,
                    float(prices[at]) / problem.days,
                    changes(problem, now, column),
                    self._spared(now, column),
                )

    def _spared(self, now: int, then: int) -> tuple[str, ...]:
        gone, come = self.of(now), self.of(then)
        return tuple(
            name
            for name, need in gone.items()
            if name not in come and need.grams >= self.needs[name].grams - 0.5 and self.spoils[name]
        )

    def _saved(self, now: int, then: int) -> tuple[str, float, float]:
        """Return the leftover that the change uses most of, how much, and what all products save together."""
        gone, come = self.of(now), self.of(then)
        saved: dict[str, float] = {}
        for name in {*gone, *come}:
            part = (come.get(name) or gone[name]).part
            before = self.needs[name].grams if name in self.needs else 0.0
            after = (
                before + (come[name].grams if name in come else 0) - (gone[name].grams if name in gone else 0)
            )
            saved[name] = self.spoils.get(name, 0.0) - spoiled(part, after, self.system)
        used = {
            name: grams for name, grams in saved.items() if name in come and name in self.needs and grams > 0
        }
        food = max(used, key=lambda name: used[name], default="")
        return food, used.get(food, 0.0), sum(saved.values())


def _added(many: Iterable[Grams]) -> Grams:
    total: Grams = {}
    for one in many:
        for name, need in one.items():
            total.setdefault(name, Need(need.part)).grams += need.grams
    return total
