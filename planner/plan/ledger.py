"""Every goal and hard limit as one kind of piece, scaled to points, so that search scores with plain sums.

A piece costs ``max(0, amount brought + amount standing)``, both already in points: slope x sign x (amount -
level). Hard limits are pieces so steep that they are mended before any goal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from planner.plan.columns import Floats
from planner.plan.goals import Pieces
from planner.plan.problem import Problem

FORBIDDEN: Final = 1e4
"""Points of a rule broken once: more than any goal."""

STEEP: Final = 1e7
"""Points of a hard limit broken by its whole amount, so that a few kcal too many weigh more than any goal."""

HAIR: Final = 1e-6
"""How far beyond a limit still counts as on it."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """What each column brings and what stands without any; C columns, D days, W weeks.

    Attributes
    ----------
    day : (C, P) float
        Points of each column on the pieces of a day.
    day_base : (D, P) float
    day_goals : int
        How many of the pieces of a day are goals; the others are limits.
    plan : (C, Q) float
        On the pieces of the whole plan.
    plan_base : (Q,) float
    week : (C, R) float
        On the limits of each week.
    week_base : (W, R) float
    """

    day: Floats
    day_base: Floats
    day_goals: int
    plan: Floats
    plan_base: Floats
    week: Floats
    week_base: Floats

    def whole(self) -> tuple[Floats, Floats]:
        """Return goals of the plan, then limits of all weeks and days together: brought (C, …), standing.

        A plan within the limits of each day and week is within their sums too.
        """
        brought = np.hstack([self.plan, self.week, self.day[:, self.day_goals :]])
        days = self.day_base[:, self.day_goals :].sum(axis=0)
        return brought, np.concatenate([self.plan_base, self.week_base.sum(axis=0), days])


Part = tuple[Floats, Floats]


def _goals(pieces: Pieces, brought: Floats, standing: Floats) -> Part:
    scale = pieces.slope * pieces.sign
    return brought[:, pieces.axis] * scale, (standing[:, pieces.axis] - pieces.level) * scale


def _limit(brought: Floats, standing: Floats, limit: Floats, sign: float = 1.0) -> Part:
    """Return one hard limit as a piece: brought (C,), standing and limit (days or weeks,)."""
    scale = STEEP / max(1.0, float(np.abs(limit).max()))
    return (sign * scale * brought)[:, None], (scale * (sign * (standing - limit) - HAIR))[:, None]


def _day_parts(problem: Problem) -> list[Part]:
    columns, base = problem.columns, problem.base
    upper = np.array([window.upper for window in problem.windows])
    lower = np.array([window.lower for window in problem.windows])
    parts = [_goals(problem.day_goals, columns.nutrients, base.nutrients)]
    parts += [
        _limit(columns.nutrients[:, at], base.nutrients[:, at], upper[:, at])
        for at in np.flatnonzero(np.isfinite(upper).all(axis=0))
    ]
    parts += [
        _limit(columns.nutrients[:, at], base.nutrients[:, at], lower[:, at], -1.0)
        for at in np.flatnonzero((lower > 0).any(axis=0))
    ]
    _, daily = problem.count_limits
    for at in np.flatnonzero(np.isfinite(daily)):
        most = np.maximum(daily[at], base.counted[:, at])
        parts.append(_limit(columns.counted[:, at], base.counted[:, at], most))
    return parts


def _week_parts(problem: Problem) -> list[Part]:
    columns, base = problem.columns, problem.base
    weekly, _ = problem.count_limits
    limited = [(columns.fish[:, at], base.fish[:, at], most) for at, most in enumerate(problem.fish_limits)]
    limited += [
        (columns.counted[:, at], base.counted[:, at], weekly[at])
        for at in np.flatnonzero(np.isfinite(weekly))
    ]
    parts = []
    for brought, given, most in limited:
        standing = np.array([given[week].sum() for week in problem.weeks])
        parts.append(_limit(brought, standing, np.maximum(most, standing)))
    return parts


def build_ledger(problem: Problem) -> Ledger:
    """Scale the goals and limits of a problem."""
    day, day_base = (np.hstack(part) for part in zip(*_day_parts(problem), strict=True))
    week, week_base = (np.hstack(part) for part in zip(*_week_parts(problem), strict=True))
    columns, base = problem.columns, problem.base
    plan, plan_base = _goals(problem.week_goals, columns.weekly, base.weekly.sum(axis=0)[None, :])
    goals = len(problem.day_goals.axis)
    return Ledger(day, day_base, goals, plan, plan_base[0], week, week_base)
