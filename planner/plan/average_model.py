"""The average day's model in HiGHS: built by PuLP with few columns, the others entered when wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

import highspy
import numpy as np

from planner.plan.blocks import average_block, average_options
from planner.plan.build import build
from planner.plan.columns import Bools, Columns, Floats, Ints, followed
from planner.plan.goals import Pieces
from planner.plan.model import Model, new_solver
from planner.plan.problem import Problem


@dataclass(frozen=True, eq=False)
class Rows:
    """Where a column enters the rows of the average day's model: one place for its pricing and its adding.

    Attributes
    ----------
    variables, names : dict
        Place of each variable and of each row by name.
    slots : (S,) int
        The row of each slot.
    index : list of int
        Rows that look at an amount of the column …
    amounts : (C, len(index)) float
        … and that amount.
    foods, dishes : int arrays
        The row of each food and of each dish, -1 where there is none.
    """

    problem: Problem
    variables: dict[str, int]
    names: dict[str, int]
    slots: Ints
    index: Ints
    amounts: Floats
    foods: Ints
    dishes: Ints

    def value(self, prices: Floats) -> Floats:
        """Return for each column what the row prices make of it."""
        columns: Columns = self.problem.columns
        priced = np.append(prices, 0.0)  # the last is the price of no row
        worth = self.amounts @ priced[self.index]
        worth += priced[np.append(self.foods, -1)][columns.food_places].sum(axis=1)
        return np.asarray(worth + self.problem.days * priced[self.dishes][columns.dish], dtype=float)

    def entries(self, slots: Ints, columns: Ints) -> tuple[Ints, Ints, Floats]:
        """Return what columns hold in the rows, one column (of a slot) after another.

        Returns
        -------
        starts : (M,) int
            Where each column begins in the other two.
        index : (n,) int
            Row of each entry.
        value : (n,) float
            Its coefficient.
        """
        own, every = self.problem.columns, np.arange(len(columns))
        brought = np.nonzero(self.amounts[columns])
        held = np.nonzero(own.foods[columns])
        column = np.concatenate([every, brought[0], held[0], every])
        index = np.concatenate(
            [self.slots[slots], self.index[brought[1]], self.foods[held[1]], self.dishes[own.dish[columns]]]
        )
        value = np.concatenate(
            [
                np.ones(len(every)),
                self.amounts[columns][brought],
                np.ones(len(held[0])),
                np.full(len(every), float(self.problem.days)),
            ]
        )
        order = np.argsort(column, kind="stable")
        order = order[index[order] >= 0]  # -1 is no row
        return np.searchsorted(column[order], every), index[order], value[order]


@dataclass(eq=False)
class AverageModel:
    """The model as HiGHS holds it.

    Attributes
    ----------
    problem : Problem
    solver : highspy.Highs
    rows : Rows
    open : (S, C) bool
        Which columns may stand in a slot on some day.
    places : dict
        The variable of each column that is in the model, by slot and column.
    """

    problem: Problem
    solver: Any
    rows: Rows
    open: Bools
    places: dict[tuple[int, int], int] = field(default_factory=dict)

    def add(self, pairs: Iterable[tuple[int, int]], own: Floats) -> int:
        """Enter columns that are not in the model yet, with their own costs (S, C); return how many."""
        new = [pair for pair in pairs if pair not in self.places]
        if new:
            first, (slots, columns) = self.solver.getNumCol(), np.array(new).T
            self.places.update(zip(new, range(first, first + len(new)), strict=True))
            starts, index, value = self.rows.entries(slots, columns)
            self.solver.addCols(
                len(new),
                own[slots, columns],
                np.zeros(len(new)),
                np.full(len(new), highspy.kHighsInf),
                len(index),
                starts.astype(np.int32),
                index.astype(np.int32),
                value,
            )
        return len(new)

    def copy(self) -> AverageModel:
        """Return the same model with a solver of its own, which starts from where this one is."""
        solver = new_solver()
        solver.passModel(self.solver.getLp())
        solver.setBasis(self.solver.getBasis())
        return replace(self, solver=solver, places=dict(self.places))


def built(problem: Problem, known: Bools | None = None, *, goals: bool = True) -> AverageModel:
    """Build the model, unsolved.

    Parameters
    ----------
    problem : Problem
    known : (S, C) bool, optional
        Columns to start with beside the first of each dish, such as those that a similar problem wanted.
    goals : bool
        Whether the goals are in the model, or only the hard limits: far fewer rows.
    """
    options = average_options(problem)
    model = build(problem, [average_block(problem, options, bare=True)], whole=False, goals=goals)
    average = AverageModel(problem, model.load(), _rows_of(model), _open(problem, options))
    start = np.zeros_like(average.open) if known is None else known & average.open
    for slot, columns in enumerate(options):
        start[slot, _first_columns(problem, columns)] = True
    for (_, slot), column in problem.locks.items():
        start[slot, column] = True
    own = problem.days * problem.linear if goals else np.zeros_like(problem.linear)
    average.add(cells(start), own)
    _hold_locks(average)
    return average


def cells(chosen: Bools) -> list[tuple[int, int]]:
    """Return slot and column of each that is chosen (S, C)."""
    return [(int(slot), int(column)) for slot, column in zip(*np.nonzero(chosen), strict=True)]


def renewed(before: AverageModel, problem: Problem) -> AverageModel | None:
    """Return the model of a problem as that of one before with other numbers; None where its rows differ.

    Building the rows takes far longer than solving again from the optimum before. What may differ is what
    stands where (locks, dishes left out), what a column costs by itself, and the levels of goals and limits.
    """
    may = _open(problem, average_options(problem))
    if not _same_rows(before.problem, problem) or (may & ~before.open).any():  # a dish come anew has no rows
        return None
    model = replace(before.copy(), problem=problem, open=may)
    model.add(((slot, column) for (_, slot), column in problem.locks.items()), problem.days * problem.linear)
    _change_costs(model)
    _change_limits(model)
    _change_goals(model, "avg", problem.day_goals, float(problem.days))
    _change_goals(model, "week", problem.week_goals, 1.0)
    _hold_locks(model)
    return model


_MAY_DIFFER: Final = ("allowed", "multiples", "library")


def _same_rows(one: Problem, other: Problem) -> bool:
    arrays = [part.name for part in fields(Columns) if part.name not in _MAY_DIFFER]
    return (
        one.days == other.days
        and one.base is other.base
        and one.eased == other.eased
        and all(getattr(one.columns, name) is getattr(other.columns, name) for name in arrays)
        and _same_pieces(one.day_goals, other.day_goals)
        and _same_pieces(one.week_goals, other.week_goals)
        and np.array_equal(one.fish_limits, other.fish_limits)
        and np.array_equal(np.hstack(one.count_limits), np.hstack(other.count_limits))
    )


def _same_pieces(one: Pieces, other: Pieces) -> bool:
    return np.array_equal(one.axis, other.axis) and np.array_equal(one.sign, other.sign)


def _change_costs(model: AverageModel) -> None:
    """Give each column its own cost, and close those that may stand nowhere any more."""
    slots, columns = np.array(list(model.places)).T
    places = np.array(list(model.places.values()), dtype=np.int32)
    costs = model.problem.days * model.problem.linear[slots, columns]
    most = np.where(model.open[slots, columns], highspy.kHighsInf, 0.0)
    model.solver.changeColsCost(len(places), places, costs)
    model.solver.changeColsBounds(len(places), places, np.zeros(len(places)), most)


def _change_limits(model: AverageModel) -> None:
    """Set the hard limits of each nutrient's mean."""
    block = average_block(model.problem, [], bare=True)
    for name, lower, upper in zip(followed(), block.lower, block.upper, strict=True):
        model.solver.changeColBounds(model.rows.variables[f"t_avg_{name}"], float(lower), float(upper))


def _change_goals(model: AverageModel, name: str, pieces: Pieces, times: float) -> None:
    """Set the level and the slope of each goal."""
    for number, (level, slope, sign) in enumerate(zip(pieces.level, pieces.slope, pieces.sign, strict=True)):
        beyond, row = model.rows.variables[f"g_{name}_{number}"], model.rows.names[f"goal_{name}_{number}"]
        model.solver.changeColCost(beyond, times * float(slope))
        model.solver.changeRowBounds(row, -highspy.kHighsInf, float(sign * level))


def _hold_locks(model: AverageModel) -> None:
    """Let a meal that is kept stand at least on as many days as it is kept on."""
    kept = Counter((slot, column) for (_, slot), column in model.problem.locks.items())
    for cell, days in kept.items():
        model.solver.changeColBounds(model.places[cell], days / model.problem.days, highspy.kHighsInf)


def _open(problem: Problem, options: list[Ints]) -> Bools:
    may = np.zeros((len(options), len(problem.columns)), dtype=bool)
    for slot, own in enumerate(options):
        may[slot, own] = True
    return may


def _first_columns(problem: Problem, options: Ints) -> Ints:
    """Return the smallest and the largest variant of each dish, by energy."""
    columns = problem.columns
    order = options[np.argsort(columns.nutrients[options, followed().index("energy")], kind="stable")]
    numbers = columns.dish[order]
    _, first = np.unique(numbers, return_index=True)
    _, last = np.unique(numbers[::-1], return_index=True)
    return np.unique(np.concatenate([order[first], order[::-1][last]]))


def _rows_of(model: Model) -> Rows:
    """Find the rows of a built model of the average day by their names."""
    problem, columns = model.problem, model.problem.columns
    place = {row.name: at for at, row in enumerate(model.prob.constraints())}
    days = problem.days
    looked = [(f"sum_t_avg_{name}", columns.nutrients[:, at]) for at, name in enumerate(followed())]
    looked += [(f"sum_n_avg_{at}", columns.counted[:, at]) for at in range(columns.counted.shape[1])]
    looked += [(f"weekly_{at}", days * columns.servings[:, at]) for at in range(columns.servings.shape[1])]
    looked += [(f"fish_{at}_0", days * columns.fish[:, at]) for at in range(columns.fish.shape[1])]
    looked += [(f"count_{at}_0", days * columns.counted[:, at]) for at in range(columns.counted.shape[1])]
    looked = [(name, amounts) for name, amounts in looked if name in place]
    dishes = [place.get(f"again_{dish}", -1) for dish in range(problem.dish_count - 1)]
    return Rows(
        problem=problem,
        variables={variable.name: at for at, variable in enumerate(model.prob.variables())},
        names=place,
        slots=np.array([place[f"one_avg_{slot}"] for slot in range(model.slots)]),
        index=np.array([place[name] for name, _ in looked]),
        amounts=np.column_stack([amounts for _, amounts in looked]),
        foods=np.array([place.get(f"food_avg_{food}", -1) for food in range(columns.foods.shape[1])]),
        dishes=np.array([*dishes, -1]),  # the empty column, dish -1, has no row
    )
