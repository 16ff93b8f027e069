"""Rows over the whole plan: fish, capped groups, the article's groups, and how often a dish may come."""

from __future__ import annotations

import numpy as np
import pulp

from planner.plan.blocks import Block
from planner.plan.columns import EMPTY, Floats, Ints
from planner.plan.model import Model, add_goals, add_limit, add_row, held_days, over_blocks
from planner.plan.weights import weights


def add_week_rows(model: Model, held: Ints | None) -> None:
    """Fish and capped groups within their weekly limits; the goals of the whole plan."""
    problem, columns, base = model.problem, model.problem.columns, model.problem.base
    others = held_days(model, held)
    if model.goals:
        _goal_rows(model, held, others)
    weekly, _ = problem.count_limits
    for number, week in enumerate(_model_weeks(model)):
        span = max(1, int(np.ceil(len(week) / 7)))
        outside = others[np.isin(others, week)]
        for at, limit in enumerate(problem.fish_limits):
            _cap(
                model,
                columns.fish[:, at],
                base.fish[:, at],
                limit * span,
                week,
                outside,
                held,
                f"fish_{at}_{number}",
            )
        for capped in np.flatnonzero(np.isfinite(weekly)):
            _cap(
                model,
                columns.counted[:, capped],
                base.counted[:, capped],
                weekly[capped] * span,
                week,
                outside,
                held,
                f"count_{capped}_{number}",
            )


def _goal_rows(model: Model, held: Ints | None, others: Ints) -> None:
    """Sum up what the goals of the whole plan look at: servings, then nutrients as totals of the days."""
    problem, columns, base = model.problem, model.problem.columns, model.problem.base
    groups = columns.servings.shape[1]
    totals = []
    for place in range(columns.weekly.shape[1]):
        total = model.prob.add_variable(f"s_{place}", 0)
        if place < groups:
            terms, given = (
                over_blocks(model, columns.servings[:, place]),
                float(base.servings[:, place].sum()),
            )
        else:
            terms = [(block.totals[place - groups], block.times) for block in model.blocks]
            given = float(base.nutrients[others, place - groups].sum())
        if held is not None:
            given += float(columns.weekly[held[others], place].sum())
        add_row(model, [*terms, (total, -1.0)], pulp.LpConstraintEQ, -given, f"weekly_{place}")
        totals.append(total)
    add_goals(model, problem.week_goals, totals, 1.0, "week")


def _model_weeks(model: Model) -> list[Ints]:
    """Return the weeks to limit: each by itself, or all days together for an average block."""
    if any(block.day is None for block in model.blocks):
        return [np.arange(model.problem.days)]
    return model.problem.weeks


def _cap(
    model: Model,
    amounts: Floats,
    given: Floats,
    limit: float,
    week: Ints,
    outside: Ints,
    held: Ints | None,
    name: str,
) -> None:
    already = float(given[week].sum())
    room = max(limit, already) - already
    if held is not None:
        room -= float(amounts[held[outside]].sum())
    terms = over_blocks(model, amounts, week)
    if terms or any(block.bare for block in model.blocks):
        add_limit(model, terms, pulp.LpConstraintLE, room, name)


def add_repeat_rows(model: Model, held: Ints | None) -> None:
    """Allow a dish so often a week, not on neighbouring days; points for each time it comes again."""
    variety, numbers = weights().variety, model.problem.columns.dish
    others = held_days(model, held)
    for dish in np.unique(np.concatenate([numbers[block.columns] for block in model.blocks])):
        if dish == EMPTY:
            continue
        amounts = (numbers == dish).astype(float)
        if not model.elastic and model.blocks[0].day is None:
            _average_row(model, int(dish), amounts)
            continue
        elsewhere = 0 if held is None else int((numbers[held[others]] == dish).sum())
        if model.goals:
            again = model.prob.add_variable(f"r_{dish}", 0)
            model.objective.append((again, variety["repeat"]))
            terms = [*over_blocks(model, amounts), (again, -1.0)]
            add_row(model, terms, pulp.LpConstraintLE, 1.0 - elsewhere, f"again_{dish}")
        _often_rows(model, int(dish), amounts, held, others)


def _average_row(model: Model, dish: int, amounts: Floats) -> None:
    """Say in one row what holds for a dish over the average day: so often a week, every other day, points."""
    variety, days = weights().variety, model.problem.days
    most = min(variety["max_per_week"] * len(model.problem.weeks), np.ceil(days / 2))
    most += model.problem.eased.get("dish repeats", 0.0)
    terms = over_blocks(model, amounts)
    if model.goals:
        again = model.prob.add_variable(f"r_{dish}", 0, float(most) - 1.0)
        model.objective.append((again, variety["repeat"]))
        terms, most = [*terms, (again, -1.0)], 1.0
    add_row(model, terms, pulp.LpConstraintLE, float(most), f"again_{dish}")


def _often_rows(model: Model, dish: int, amounts: Floats, held: Ints | None, others: Ints) -> None:
    numbers, most = model.problem.columns.dish, weights().variety["max_per_week"]
    for number, week in enumerate(_model_weeks(model)):
        span = int(np.ceil(len(week) / 7))
        outside = others[np.isin(others, week)]
        already = 0 if held is None else int((numbers[held[outside]] == dish).sum())
        terms = over_blocks(model, amounts, week)
        if terms:
            add_limit(
                model,
                terms,
                pulp.LpConstraintLE,
                float(max(0, most * span - already)),
                f"often_{dish}_{number}",
            )
    for block in model.blocks:
        _near_rows(model, block, dish, amounts, held, others)


def _near_rows(
    model: Model, block: Block, dish: int, amounts: Floats, held: Ints | None, others: Ints
) -> None:
    """Allow a dish once in a day, and not on the day after or beside a held day that has it."""
    if block.day is None:  # at best every other day
        most = -(-model.problem.days // 2) / model.problem.days
        add_row(model, block.terms(amounts), pulp.LpConstraintLE, most, f"near_{dish}_{block.name}")
        return
    numbers = model.problem.columns.dish
    near = [other for other in model.blocks if other.day in (block.day, block.day + 1)]
    terms = [term for other in near for term in other.terms(amounts)]
    beside = [day for day in (block.day - 1, block.day + 1) if day in others]
    blocked = held is not None and any((numbers[held[day]] == dish).any() for day in beside)
    if len(terms) > 1 or (terms and blocked):
        add_row(model, terms, pulp.LpConstraintLE, 0.0 if blocked else 1.0, f"near_{dish}_{block.name}")
