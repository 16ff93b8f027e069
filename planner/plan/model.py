"""The PuLP model of record: days as blocks, one column a slot, every goal and hard limit of the problem.

One builder serves three uses: the **relaxation** of the average day (one block that stands for all days),
whose optimum no plan can beat, because the goals are convex and the same every day; a **day** with the rest of
the plan held; and the **whole plan** in one piece. All minimise, in points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pulp

from planner.plan.columns import EMPTY, Floats, Ints, followed
from planner.plan.goals import Pieces
from planner.plan.problem import Problem
from planner.plan.weights import weights

THREADS = 1  # HiGHS keeps one thread count in a process; one also makes a run repeatable


@dataclass(eq=False)
class Block:
    """A day of the model, or the average of several.

    Attributes
    ----------
    name : str
    times : float
        How many days the block stands for.
    options : list of (…,) int
        The columns to choose from in each slot.
    given : (N,) float
        Nutrients that stand there already.
    lower, upper : (N,) float
        Hard limits.
    day : int or None
        The day itself, None for an average.
    """

    name: str
    times: float
    options: list[Ints]
    given: Floats
    lower: Floats
    upper: Floats
    day: int | None = None
    chosen: dict[tuple[int, int], pulp.LpVariable] = field(default_factory=dict)


@dataclass(eq=False)
class Model:
    """A built model with its variables by block."""

    problem: Problem
    prob: pulp.LpProblem
    blocks: list[Block]
    objective: list[tuple[pulp.LpVariable, float]] = field(default_factory=list)
    elastic: bool = False
    slacks: dict[str, tuple[pulp.LpVariable, float]] = field(default_factory=dict)

    def solve(self, *, gap: float = 0.0, seconds: float | None = None) -> bool:
        """Solve with HiGHS; return whether there is a solution to read."""
        solver = pulp.HiGHS(msg=False, threads=THREADS, gapAbs=gap, timeLimit=seconds)
        self.prob.solve(solver)
        return self.prob.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible)

    def choice(self, block: Block) -> Ints:
        """Return the column taken in each slot of a solved block."""
        picked = [max(self._slot(block, slot), key=lambda pair: pair[1].value() or 0.0) for slot in range(self.slots)]
        return np.array([column for column, _ in picked])

    def _slot(self, block: Block, slot: int) -> Iterable[tuple[int, pulp.LpVariable]]:
        return [(column, variable) for (own, column), variable in block.chosen.items() if own == slot]

    @property
    def slots(self) -> int:
        """Slots of a day."""
        return len(self.problem.request.slots)


def average_block(problem: Problem) -> Block:
    """Return one block for all days: what is given and what is allowed, averaged over them."""
    slots = range(len(problem.request.slots))
    options = [
        np.unique(np.concatenate([problem.candidates(day, slot) for day in range(problem.days)])) for slot in slots
    ]
    lower = np.mean([window.lower for window in problem.windows], axis=0)
    upper = np.mean([window.upper for window in problem.windows], axis=0)
    return Block("avg", problem.days, options, problem.base.nutrients.mean(axis=0), lower, upper)


def day_block(problem: Problem, day: int, options: list[Ints] | None = None) -> Block:
    """Return the block of one day, over the given columns or all that it allows."""
    window = problem.windows[day]
    slots = range(len(problem.request.slots))
    chosen = options or [problem.candidates(day, slot) for slot in slots]
    return Block(f"d{day}", 1.0, chosen, problem.base.nutrients[day], window.lower, window.upper, day)


def build(
    problem: Problem, blocks: list[Block], held: Ints | None = None, *, whole: bool = True, elastic: bool = False
) -> Model:
    """Build the model over some blocks.

    Parameters
    ----------
    problem : Problem
    blocks : list of Block
    held : (D, S) int, optional
        The plan whose other days are held; rows of the blocks' own days are ignored.
    whole : bool
        Whether a variant is taken whole (a MILP) or in part (the relaxation).
    elastic : bool
        Whether hard limits may give way: then what is minimised is by how much, each as a share of its limit.
    """
    model = Model(problem, pulp.LpProblem("plan", pulp.LpMinimize), blocks, elastic=elastic)
    for block in blocks:
        _choose(model, block, whole)
        _day_rows(model, block)
    _week_rows(model, held)
    _repeat_rows(model, held)
    terms = [(slack, 1.0) for slack, _ in model.slacks.values()] if elastic else model.objective
    model.prob.setObjective(pulp.LpAffineExpression(terms))
    return model


def _add(model: Model, terms: list[tuple[pulp.LpVariable, float]], sense: int, right: float, name: str) -> None:
    model.prob.addConstraint(pulp.LpConstraint(pulp.LpAffineExpression(terms), sense, name, right))


def _limit(model: Model, terms: list[tuple[pulp.LpVariable, float]], sense: int, right: float, name: str) -> None:
    """Add a hard limit, with a slack in shares of the limit where the model is elastic."""
    if model.elastic:
        slack, size = pulp.LpVariable(f"slack_{name}", 0), max(1.0, abs(right))
        model.slacks[name] = slack, size
        terms = [*terms, (slack, sense * size)]  # LE is -1 and GE is +1: either way it loosens
    _add(model, terms, sense, right, name)


def _choose(model: Model, block: Block, whole: bool) -> None:
    """One column in each slot; its own costs."""
    category = pulp.LpBinary if whole else pulp.LpContinuous
    for slot, options in enumerate(block.options):
        for column in options:
            variable = pulp.LpVariable(f"x_{block.name}_{slot}_{column}", 0, 1 if whole else None, category)
            block.chosen[slot, int(column)] = variable
            model.objective.append((variable, block.times * float(model.problem.linear[slot, column])))
        _add(model, [(block.chosen[slot, int(column)], 1.0) for column in options], pulp.LpConstraintEQ, 1.0,
             f"one_{block.name}_{slot}")  # fmt: skip


def _day_rows(model: Model, block: Block) -> None:
    """Totals of the day within their limits, its goals, no counted food too often, foods not twice."""
    columns = model.problem.columns
    totals = [
        _total(model, block, columns.nutrients[:, at], float(block.given[at]), f"t_{block.name}_{name}",
               float(block.lower[at]), float(block.upper[at]))
        for at, name in enumerate(followed())
    ]  # fmt: skip
    _goal_rows(model, model.problem.day_goals, totals, block.times, block.name)
    _, daily = model.problem.count_limits
    given = model.problem.base.counted
    for at in np.flatnonzero(np.isfinite(daily)):
        most = max(daily[at], given[:, at].max())
        already = float(given[:, at].mean() if block.day is None else given[block.day, at])
        _total(model, block, columns.counted[:, at], already, f"n_{block.name}_{at}", 0.0, float(most))
    for food in np.flatnonzero(columns.foods.any(axis=0)):
        holders = [(variable, 1.0) for (_, column), variable in block.chosen.items() if columns.foods[column, food]]
        if len(holders) > 1:
            twice = pulp.LpVariable(f"f_{block.name}_{food}", 0)
            model.objective.append((twice, block.times * weights().variety["same_food"]))
            _add(model, [*holders, (twice, -1.0)], pulp.LpConstraintLE, 1.0, f"food_{block.name}_{food}")


def _total(
    model: Model, block: Block, amounts: Floats, given: float, name: str, lower: float, upper: float
) -> pulp.LpVariable:
    """Return a variable that is what is given plus what the chosen columns bring, within hard limits."""
    total = pulp.LpVariable(name, 0 if model.elastic else lower, None if model.elastic or np.isinf(upper) else upper)
    if model.elastic:
        if lower > 0:
            _limit(model, [(total, 1.0)], pulp.LpConstraintGE, lower, f"least_{name}")
        if np.isfinite(upper):
            _limit(model, [(total, 1.0)], pulp.LpConstraintLE, upper, f"most_{name}")
    terms = [(variable, float(amounts[column])) for (_, column), variable in block.chosen.items() if amounts[column]]
    _add(model, [*terms, (total, -1.0)], pulp.LpConstraintEQ, -given, f"sum_{name}")
    return total


def _goal_rows(model: Model, pieces: Pieces, totals: list[pulp.LpVariable], times: float, name: str) -> None:
    """One variable for each piece: how far its amount lies beyond the level."""
    for number, (axis, level, slope, sign) in enumerate(
        zip(pieces.axis, pieces.level, pieces.slope, pieces.sign, strict=True)
    ):
        beyond = pulp.LpVariable(f"g_{name}_{number}", 0)
        model.objective.append((beyond, times * float(slope)))
        _add(model, [(totals[axis], float(sign)), (beyond, -1.0)], pulp.LpConstraintLE, float(sign * level),
             f"goal_{name}_{number}")  # fmt: skip


def _held_days(model: Model, held: Ints | None) -> Ints:
    own = {block.day for block in model.blocks}
    days = [] if held is None else [day for day in range(model.problem.days) if day not in own]
    return np.array(days, dtype=int)


def _over_blocks(
    model: Model, amounts: Floats, days: Ints | None = None
) -> list[tuple[pulp.LpVariable, float]]:
    """Return what the blocks bring of something, over the whole plan or over some days."""
    return [
        (variable, block.times * float(amounts[column]))
        for block in model.blocks
        if days is None or block.day is None or block.day in days
        for (_, column), variable in block.chosen.items()
        if amounts[column]
    ]


def _week_rows(model: Model, held: Ints | None) -> None:
    """Servings of the article's groups; fish and counted groups within their weekly limits."""
    problem, columns, base = model.problem, model.problem.columns, model.problem.base
    others = _held_days(model, held)
    servings = []
    for group in range(columns.servings.shape[1]):
        given = base.servings[:, group].sum()
        if held is not None:
            given += columns.servings[held[others], group].sum()
        total = pulp.LpVariable(f"s_{group}", 0)
        terms = _over_blocks(model, columns.servings[:, group])
        _add(model, [*terms, (total, -1.0)], pulp.LpConstraintEQ, -float(given), f"servings_{group}")
        servings.append(total)
    _goal_rows(model, problem.week_goals, servings, 1.0, "week")
    weekly, _ = problem.count_limits
    for number, week in enumerate(_model_weeks(model)):
        span = max(1, int(np.ceil(len(week) / 7)))
        outside = others[np.isin(others, week)]
        for at, limit in enumerate(problem.fish_limits):
            _cap(model, columns.fish[:, at], base.fish[:, at], limit * span, week, outside, held, f"fish_{at}_{number}")
        for at in np.flatnonzero(np.isfinite(weekly)):
            _cap(model, columns.counted[:, at], base.counted[:, at], weekly[at] * span, week, outside,
                 held, f"count_{at}_{number}")  # fmt: skip


def _model_weeks(model: Model) -> list[Ints]:
    """Return the weeks to limit: each by itself, or all days together for an average block."""
    if any(block.day is None for block in model.blocks):
        return [np.arange(model.problem.days)]
    return model.problem.weeks


def _cap(
    model: Model, amounts: Floats, given: Floats, limit: float, week: Ints, outside: Ints, held: Ints | None, name: str
) -> None:
    already = float(given[week].sum())
    room = max(limit, already) - already
    if held is not None:
        room -= float(amounts[held[outside]].sum())
    terms = _over_blocks(model, amounts, week)
    if terms:
        _limit(model, terms, pulp.LpConstraintLE, room, name)


def _repeat_rows(model: Model, held: Ints | None) -> None:
    """A dish so often a week, not on neighbouring days, and points for each time it comes again."""
    variety, numbers = weights().variety, model.problem.columns.dish
    others = _held_days(model, held)
    for dish in np.unique(np.concatenate([numbers[list({c for _, c in b.chosen})] for b in model.blocks])):
        if dish == EMPTY:
            continue
        amounts = (numbers == dish).astype(float)
        elsewhere = 0 if held is None else int((numbers[held[others]] == dish).sum())
        again = pulp.LpVariable(f"r_{dish}", 0)
        model.objective.append((again, variety["repeat"]))
        terms = _over_blocks(model, amounts)
        _add(model, [*terms, (again, -1.0)], pulp.LpConstraintLE, 1.0 - elsewhere, f"again_{dish}")
        _often_rows(model, int(dish), amounts, held, others)


def _often_rows(model: Model, dish: int, amounts: Floats, held: Ints | None, others: Ints) -> None:
    numbers, most = model.problem.columns.dish, weights().variety["max_per_week"]
    for number, week in enumerate(_model_weeks(model)):
        span = int(np.ceil(len(week) / 7))
        outside = others[np.isin(others, week)]
        already = 0 if held is None else int((numbers[held[outside]] == dish).sum())
        terms = _over_blocks(model, amounts, week)
        if terms:
            _limit(model, terms, pulp.LpConstraintLE, float(max(0, most * span - already)), f"often_{dish}_{number}")
    for block in model.blocks:
        near = [other for other in model.blocks if block.day is None or other.day in (block.day, block.day + 1)]  # type: ignore[operator]
        terms = [(v, 1.0) for b in near for (_, c), v in b.chosen.items() if numbers[c] == dish]
        blocked = held is not None and any(
            day in others and (numbers[held[day]] == dish).any() for day in ((block.day or 0) - 1, (block.day or 0) + 1)
        )
        if len(terms) > 1 or (terms and blocked):
            _add(model, terms, pulp.LpConstraintLE, 0.0 if blocked else 1.0, f"near_{dish}_{block.name}")
