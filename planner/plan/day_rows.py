"""Rows of one block: a column in each slot, totals within their limits, the goals of a day."""

from __future__ import annotations

import numpy as np
import pulp

from planner.plan.blocks import Block
from planner.plan.columns import followed
from planner.plan.model import Model, add_goals, add_row, add_total
from planner.plan.weights import weights


def choose_columns(model: Model, block: Block, whole: bool) -> None:
    """One column in each slot; its own costs."""
    category = pulp.LpBinary if whole else pulp.LpContinuous
    for slot, column in [] if block.bare else zip(block.slots, block.columns, strict=True):
        variable = model.prob.add_variable(
            f"x_{block.name}_{slot}_{column}", 0, 1 if whole else None, category
        )
        block.variables.append(variable)
        model.objective.append((variable, block.times * float(model.problem.linear[slot, column])))
    for slot in range(len(block.options)):
        terms = block.terms_of_slot(slot)
        add_row(model, terms, pulp.LpConstraintEQ, 1.0, f"one_{block.name}_{slot}")


def add_day_rows(model: Model, block: Block) -> None:
    """Totals of the day within their limits, its goals, no counted food too often, foods not twice."""
    columns = model.problem.columns
    block.totals = [
        add_total(
            model,
            block,
            columns.nutrients[:, at],
            float(block.given[at]),
            f"t_{block.name}_{name}",
            float(block.lower[at]),
            float(block.upper[at]),
        )
        for at, name in enumerate(followed())
    ]
    if model.goals:
        add_goals(model, model.problem.day_goals, block.totals, block.times, block.name)
        _food_rows(model, block)
    _, daily = model.problem.count_limits
    given = model.problem.base.counted
    for at in np.flatnonzero(np.isfinite(daily)):
        most = max(daily[at], given[:, at].max())
        already = float(given[:, at].mean() if block.day is None else given[block.day, at])
        add_total(model, block, columns.counted[:, at], already, f"n_{block.name}_{at}", 0.0, float(most))


def _food_rows(model: Model, block: Block) -> None:
    """Points for a food that stands in more than one dish of the day."""
    foods = model.problem.columns.foods
    slots = sum(foods[options].any(axis=0).astype(int) for options in block.options)
    for food in np.flatnonzero(slots > 1):
        holders = block.terms(foods[:, food].astype(float))
        twice = model.prob.add_variable(f"f_{block.name}_{food}", 0)
        model.objective.append((twice, block.times * weights().variety["same_food"]))
        add_row(model, [*holders, (twice, -1.0)], pulp.LpConstraintLE, 1.0, f"food_{block.name}_{food}")
