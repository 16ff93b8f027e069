"""What to do with what is left of a pack: another dish for a meal that uses it up, ranked by what that saves.

A plan leaves little already where that costs next to nothing (:mod:`planner.plan.less_left`). These are
offers on a plan that stands, which may cost more, for :meth:`PlanSession.swap`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from planner.plan.alternatives import changes, prices_at
from planner.plan.columns import EMPTY, Columns, Ints, dish_of
from planner.plan.packs import Ingredient
from planner.plan.printing import column_items
from planner.plan.problem import Problem
from planner.plan.search import Cell
from planner.plan.shopping import Need, needs_of, spoils_of

MOST_POINTS: Final = 0.5
"""A day: an offer never costs the plan more."""
WORTH_SAYING: Final = 40.0
"""Less than so many grams saved is no reason to change a meal."""
TRIED: Final = 12
"""Dishes of a meal that are looked at, the best for the plan first."""

Needs = dict[str, Need]
_OF_COLUMNS: Final = WeakKeyDictionary[Columns, dict[int, Needs]]()
"""What each column needs, as long as the columns are in use: a plan that is changed has the same ones."""


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
    stock = Stock(problem, choice)
    offers = [
        use
        for cell in np.ndindex(choice.shape)
        if cell not in problem.locks
        for use in _offers(stock, choice, cell)
    ]
    chosen: list[LeftoverUse] = []
    for use in sorted(offers, key=lambda use: (-use.saves_grams, use.points, use.dish)):
        if all(use.food != other.food and (use.day, use.slot) != (other.day, other.slot) for other in chosen):
            chosen.append(use)
    return chosen[:limit]


class Stock:
    """What a plan needs of each product, and what of its packs would spoil.

    Parameters
    ----------
    problem : Problem
    choice : (D, S) int
        The plan.

    Attributes
    ----------
    needs : dict
        By product.
    """

    def __init__(self, problem: Problem, choice: Ints) -> None:
        self.problem = problem
        self.system = "us" if problem.request.jurisdiction == "us" else "metric"
        self._of_column = _OF_COLUMNS.setdefault(problem.columns, {})
        self.needs: Needs = {}
        for column in choice.flat:
            self._count(int(column), +1)

    def of(self, column: int) -> Needs:
        """Return what one meal needs."""
        if column not in self._of_column:
            empty = self.problem.columns.dish[column] == EMPTY
            self._of_column[column] = {} if empty else needs_of(column_items(self.problem, column))
        return self._of_column[column]

    def exchange(self, now: int, then: int) -> None:
        """Take one meal's needs away and add another's."""
        self._count(now, -1)
        self._count(then, +1)

    def _count(self, column: int, sign: int) -> None:
        for name, need in self.of(column).items():
            self.needs.setdefault(name, Need(need.part)).grams += sign * need.grams

    def grams(self, name: str) -> float:
        """Return how much of a product is needed, in g as bought."""
        return self.needs[name].grams if name in self.needs else 0.0

    def spoils(self, part: Ingredient, grams: float) -> float:
        """Return the grams that would spoil of so much; less than half a gram is a need that is gone."""
        return spoils_of(part, round(grams), self.system)

    def saves(self, now: int, then: int) -> dict[str, float]:
        """Return by product how many grams less would spoil with one meal in place of another."""
        gone, come = self.of(now), self.of(then)
        saved: dict[str, float] = {}
        for name in {**gone, **come}:
            part, before = (come.get(name) or gone[name]).part, self.grams(name)
            more = sum(need[name].grams * sign for need, sign in ((come, 1), (gone, -1)) if name in need)
            saved[name] = self.spoils(part, before) - self.spoils(part, before + more)
        return saved


def _offers(stock: Stock, choice: Ints, cell: Cell) -> Iterator[LeftoverUse]:
    """Yield the dishes for a meal that save something, each in its best amounts for the plan."""
    problem, now = stock.problem, int(choice[cell])
    options, prices = prices_at(problem, choice, cell)
    seen = {int(problem.columns.dish[now])}
    for at in np.argsort(prices, kind="stable"):
        column, dish = int(options[at]), int(problem.columns.dish[options[at]])
        if prices[at] > MOST_POINTS * problem.days or len(seen) > TRIED:
            return
        if dish == EMPTY or dish in seen:
            continue
        seen.add(dish)
        saved = stock.saves(now, column)
        used = {
            name: grams
            for name, grams in saved.items()
            if name in stock.of(column) and stock.grams(name) and grams > 0
        }
        if used and sum(saved.values()) >= WORTH_SAYING:
            food = max(used, key=lambda name: used[name])
            yield LeftoverUse(
                food,
                stock.spoils(stock.needs[food].part, stock.grams(food)),
                used[food],
                sum(saved.values()),
                cell[0] + 1,
                cell[1],
                dish_of(problem.columns, column).name,
                dish_of(problem.columns, now).name,
                float(prices[at]) / problem.days,
                changes(problem, now, column),
                _spared(stock, now, column),
            )


def _spared(stock: Stock, now: int, then: int) -> tuple[str, ...]:
    """Return the products that no other meal needs and that would spoil."""
    gone, come = stock.of(now), stock.of(then)
    return tuple(
        name
        for name, need in gone.items()
        if name not in come
        and need.grams >= stock.grams(name) - 0.5
        and stock.spoils(need.part, stock.grams(name))
    )
