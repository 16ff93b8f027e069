"""A plan as running sums in points, and the moves that make it better: one meal, two meals, an exchange.

Each move takes its meals out, prices every candidate (or every pair of candidates) in their place at once,
and puts the best in. Nothing is drawn by chance but the order of the moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.plan.columns import EMPTY, Bools, Floats, Ints
from planner.plan.goals import WEEK
from planner.plan.ledger import FORBIDDEN, Ledger
from planner.plan.problem import Problem, score, violations
from planner.plan.weights import weights

Cell = tuple[int, int]
"""A day and a slot."""


@dataclass(frozen=True, eq=False)
class Options:
    """Candidates for one slot with their rows gathered; M options.

    Attributes
    ----------
    columns, dish : (M,) int
    day, plan, week : (M, …) float
        Points on the pieces of the ledger.
    foods : (M, F) bool
    food_places : (M, …) int
    linear : (M,) float
        Points of each in this slot.
    """

    columns: Ints
    dish: Ints
    day: Floats
    plan: Floats
    week: Floats
    foods: Bools
    food_places: Ints
    linear: Floats

    @cached_property
    def holds(self) -> Bools:
        """Which foods any of them has."""
        return np.asarray(self.foods.any(axis=0))


def gather(problem: Problem, ledger: Ledger, slot: int, columns: Ints) -> Options:
    """Gather the rows of some columns for a slot."""
    own = problem.columns
    return Options(
        columns,
        own.dish[columns],
        ledger.day[columns],
        ledger.plan[columns],
        ledger.week[columns],
        own.foods[columns],
        own.food_places[columns],
        problem.linear[slot, columns],
    )


class State:
    """A choice with the sums that pricing a move needs.

    Parameters
    ----------
    problem : Problem
    ledger : Ledger
    choice : (D, S) int
    """

    def __init__(self, problem: Problem, ledger: Ledger, choice: Ints) -> None:
        self.problem, self.ledger, self.choice = problem, ledger, choice.copy()
        columns, variety = problem.columns, weights().variety
        self.repeat, self.same_food = variety["repeat"], variety["same_food"]
        self.most = int(variety["max_per_week"])
        self.day = ledger.day_base + ledger.day[choice].sum(axis=1)
        self.plan = ledger.plan_base + ledger.plan[choice].sum(axis=(0, 1))
        weeks = [ledger.week[choice[week]].sum(axis=(0, 1)) for week in problem.weeks]
        self.week = ledger.week_base + np.array(weeks)
        self.foods = np.zeros((problem.days, columns.foods.shape[1] + 1), dtype=np.int64)
        self.foods[:, :-1] = columns.foods[choice].sum(axis=1)
        self.dishes = np.zeros((problem.days, problem.dish_count), dtype=np.int64)
        np.add.at(self.dishes, (np.arange(problem.days)[:, None], columns.dish[choice]), 1)

    def move(self, cell: Cell, column: int, sign: int) -> None:
        """Add (+1) or take away (-1) a column from the sums."""
        day, columns = cell[0], self.problem.columns
        self.day[day] += sign * self.ledger.day[column]
        self.plan += sign * self.ledger.plan[column]
        self.week[day // WEEK] += sign * self.ledger.week[column]
        self.foods[day, columns.food_places[column]] += sign
        self.foods[day, -1] = 0  # the place of no food
        self.dishes[day, columns.dish[column]] += sign

    def put(self, cell: Cell, column: int) -> None:
        """Put a column into an emptied slot."""
        self.choice[cell] = column
        self.move(cell, column, +1)

    def prices(self, cell: Cell, options: Options) -> Floats:
        """Return the points of each option in an emptied slot, up to a constant."""
        points = self._alone(cell, options) + _over(options.day + self.day[cell[0]])
        points += _over(options.plan + self.plan)
        return np.asarray(points + _over(options.week + self.week[cell[0] // WEEK]), dtype=float)

    def _alone(self, cell: Cell, options: Options) -> Floats:
        """Return what an option costs for itself and for the dishes and foods that stand already."""
        day = cell[0]
        week = self.problem.week_of(day)
        near = self.dishes[max(0, day - 1) : day + 2].any(axis=0)
        often = self.dishes[week].sum(axis=0) >= self.most
        price = self.repeat * self.dishes.any(axis=0) + FORBIDDEN * (near | often)
        price[EMPTY] = 0.0  # the empty column may come as often as it likes
        shared = (self.foods[day] > 0)[options.food_places].sum(axis=1)
        return np.asarray(options.linear + price[options.dish] + self.same_food * shared, dtype=float)

    def pair_prices(self, first: Cell, one: Options, second: Cell, other: Options) -> Floats:
        """Return the points of each pair of options in two emptied slots, up to a constant (M1 x M2)."""
        (day, _), (later, _) = first, second
        x, y = [one.plan + self.plan], [other.plan]
        grid = self._together(first, one, second, other)
        own, its = self._alone(first, one), self._alone(second, other)
        if day == later:
            x.append(one.day + self.day[day])
            y.append(other.day)
        else:
            own = own + _over(one.day + self.day[day])
            its = its + _over(other.day + self.day[later])
        if day // WEEK == later // WEEK:
            x.append(one.week + self.week[day // WEEK])
            y.append(other.week)
        else:
            own = own + _over(one.week + self.week[day // WEEK])
            its = its + _over(other.week + self.week[later // WEEK])
        left, right = _add_pieces(grid, np.hstack(x), np.hstack(y))
        grid += (own + left)[:, None]
        grid += its + right
        return grid

    def _together(self, first: Cell, one: Options, second: Cell, other: Options) -> Floats:
        """Return what each pair costs for having a dish or, on one day, a food in common."""
        (day, _), (later, _) = first, second
        same = (one.dish[:, None] == other.dish) & (one.dish != EMPTY)[:, None]
        again = np.where(self.dishes.any(axis=0), 0.0, self.repeat)[one.dish]
        if abs(day - later) <= 1:
            again += FORBIDDEN
        elif day // WEEK == later // WEEK:
            again += FORBIDDEN * (
                self.dishes[self.problem.week_of(day)].sum(axis=0)[one.dish] + 1 >= self.most
            )
        grid = same * again[:, None]
        if day == later:
            fresh = one.holds & other.holds & (self.foods[day, :-1] == 0)
            for food in np.flatnonzero(fresh):
                grid += self.same_food * np.outer(one.foods[:, food], other.foods[:, food])
        return np.asarray(grid, dtype=float)


def _over(amounts: Floats) -> Floats:
    return np.asarray(np.maximum(amounts, 0.0, out=amounts).sum(axis=1), dtype=float)


def _add_pieces(grid: Floats, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Add the pieces of each pair to a grid; return what is the sum of a part of each alone.

    A piece that no pair can reach is left out; one that every pair is beyond is a sum. The others are few.
    """
    least, most = x.min(axis=0) + y.min(axis=0), x.max(axis=0) + y.max(axis=0)
    beyond = least >= 0
    piece = np.empty_like(grid)
    for at in np.flatnonzero(~beyond & (most > 0)):
        np.add(x[:, at, None], y[:, at], out=piece)
        np.maximum(piece, 0.0, out=piece)
        grid += piece
    return x[:, beyond].sum(axis=1), y[:, beyond].sum(axis=1)


def improve(state: State, cell: Cell, options: Options) -> bool:
    """Put the best option into a slot; return whether that changed it."""
    before = int(state.choice[cell])
    state.move(cell, before, -1)
    state.put(cell, int(options.columns[state.prices(cell, options).argmin()]))
    return int(state.choice[cell]) != before


def improve_pair(state: State, first: Cell, one: Options, second: Cell, other: Options) -> bool:
    """Put the best pair of options into two slots; return whether that changed them."""
    before = int(state.choice[first]), int(state.choice[second])
    state.move(first, before[0], -1)
    state.move(second, before[1], -1)
    grid = state.pair_prices(first, one, second, other)
    left, right = np.unravel_index(int(grid.argmin()), grid.shape)
    state.put(first, int(one.columns[left]))
    state.put(second, int(other.columns[right]))
    return (int(state.choice[first]), int(state.choice[second])) != before


def price(problem: Problem, choice: Ints) -> float:
    """Return the objective, with every broken hard constraint above any goal."""
    return sum(score(problem, choice).values()) + FORBIDDEN * len(violations(problem, choice))
