"""What one more unit of a limit buys, by the prices (duals) of the average day's relaxation, in words.

Only limits that are hers or the plan's own are looked at: energy, and how often a dish may come. Nothing is
said that would loosen a rule of safety (caffeine, fish, upper levels) or the caps on chocolate and fortified
cereal. A price holds for a small step only, so each is tried: the limit is moved by one unit, the relaxation
solved again, and what is told is what that gave.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from planner.gaps.wording import amount, in_text, joined
from planner.language import _
from planner.plan.columns import followed
from planner.plan.goals import OVER, weight_of
from planner.plan.own_meals import shown_name
from planner.plan.relaxation import Relaxation
from planner.plan.weights import weights
from planner.reference.nutrients import nutrient as nutrient_of

STEP_KCAL: Final = 100.0
MOST: Final = 3
"""Prices told."""
TRIED: Final = 8
"""Limits of the highest price that are tried."""
WORTH_SAYING: Final = 0.005
"""Less of a target than this is not named."""

_NOISE: Final = 1e-6


@dataclass(frozen=True)
class Limit:
    """A limit that may be moved: rows and variables of the relaxation whose upper bound it is.

    A unit of the limit is ``step`` of the variables and ``in_rows`` times that of the rows.
    """

    constraint: str
    unit: str
    words: str
    step: float
    rows: tuple[int, ...]
    variables: tuple[int, ...]
    in_rows: float = 1.0


def one_more(relaxation: Relaxation) -> list[dict[str, Any]]:
    """Return what one more unit of a limit would add to the best possible plan, the most valuable first.

    Returns
    -------
    list of dict
        ``constraint``, ``unit``, ``per_unit`` (points a day), ``adds`` (``nutrient``, ``unit``, ``amount`` a
        day, of what was short) and ``text``; empty where no price can be said in nutrients.
    """
    if _again(relaxation) is None:
        return []
    before = _State.of(relaxation)
    limits = [limit for limit in _limits(relaxation) if before.price(limit) > _NOISE]
    dearest = sorted(limits, key=lambda limit: -before.price(limit))[:TRIED]
    found = [_tried(relaxation, limit, before) for limit in dearest]
    _again(relaxation)
    told = sorted((row for row in found if row["adds"]), key=lambda row: -row["per_unit"])
    return told[:MOST]


def _again(relaxation: Relaxation) -> object:
    """Solve with the goals' own costs; None where there is no optimum."""
    return relaxation.optimise(relaxation.problem.days * relaxation.problem.linear)


@dataclass(frozen=True, eq=False)
class _State:
    """A solved relaxation: points a day, values of the variables, prices of rows and of variables' bounds."""

    points: float
    values: np.ndarray[Any, np.dtype[np.float64]]
    rows: np.ndarray[Any, np.dtype[np.float64]]
    bounds: np.ndarray[Any, np.dtype[np.float64]]
    days: int

    @classmethod
    def of(cls, relaxation: Relaxation) -> _State:
        found, days = relaxation.solver.getSolution(), relaxation.problem.days
        points = float(relaxation.solver.getInfo().objective_function_value) / days
        values, rows, bounds = (np.array(one) for one in (found.col_value, found.row_dual, found.col_dual))
        return cls(points, values, rows, bounds, days)

    def price(self, limit: Limit) -> float:
        """Return the points a day that one unit of a limit saves at most; duals of upper limits are <= 0."""
        duals = [*limit.in_rows * self.rows[list(limit.rows)], *self.bounds[list(limit.variables)]]
        return -limit.step * sum(min(0.0, float(dual)) for dual in duals) / self.days


def _limits(relaxation: Relaxation) -> list[Limit]:
    return [_energy(relaxation), *_dishes(relaxation)]


def _energy(relaxation: Relaxation) -> Limit:
    """Return the energy of a day: the free band, a goal of all days together, moves with the hard window."""
    problem = relaxation.problem
    goals, at = problem.week_goals, problem.columns.servings.shape[1] + followed().index("energy")
    pieces = np.flatnonzero((goals.axis == at) & (goals.sign == OVER))
    rows = tuple(relaxation.rows.names[f"goal_week_{piece}"] for piece in pieces)
    variable = relaxation.rows.variables["t_avg_energy"]
    words = _("{kcal} kcal more a day", kcal=f"{STEP_KCAL:.0f}")
    unit = f"{STEP_KCAL:.0f} kcal a day"
    return Limit("energy", unit, words, STEP_KCAL, rows, (variable,), in_rows=float(problem.days))


def _dishes(relaxation: Relaxation) -> list[Limit]:
    """Return each dish as often as it may come, where the weekly rule is what limits it."""
    problem = relaxation.problem
    if weights().variety["max_per_week"] * len(problem.weeks) >= np.ceil(problem.days / 2):
        return []  # a dish on neighbouring days is nothing to offer
    named = [(int(name[2:]), at) for name, at in relaxation.rows.variables.items() if name.startswith("r_")]
    names = {number: problem.columns.library[number].name for number, _ in named}
    period = f"in these {problem.days} days"
    return [
        Limit(
            names[number],
            f"1 time {period}",
            _("“{dish}” once more in these {n} days", dish=shown_name(names[number]), n=problem.days),
            1.0,
            (),
            (at,),
        )
        for number, at in named
    ]


def _tried(relaxation: Relaxation, limit: Limit, before: _State) -> dict[str, Any]:
    """Move a limit by one unit, solve again, and move it back."""
    relaxation.loosen(limit.rows, limit.in_rows * limit.step)
    relaxation.widen(limit.variables, limit.step)
    _again(relaxation)
    after = _State.of(relaxation)
    relaxation.loosen(limit.rows, -limit.in_rows * limit.step)
    relaxation.widen(limit.variables, -limit.step)
    adds = _adds(relaxation, before, after)
    return {
        "constraint": limit.constraint,
        "unit": limit.unit,
        "per_unit": before.points - after.points,
        "adds": adds,
        "text": _(
            "At best, {change} would add about {amounts} a day.", change=limit.words, amounts=_amounts(adds)
        ),
    }


def _adds(relaxation: Relaxation, before: _State, after: _State) -> list[dict[str, Any]]:
    """Return the one or two nutrients, short before, that gain most in points by it."""
    request, rows = relaxation.problem.request, []
    for name in weights().nutrients:
        target, at = request.targets[name].target, relaxation.rows.variables[f"t_avg_{name}"]
        more = min(float(after.values[at]), target) - float(before.values[at])
        if more >= WORTH_SAYING * target:  # never where the target is not known, or was reached before
            rows.append((weight_of(request, name) * more / target, name, more))
    return [
        {"nutrient": name, "unit": nutrient_of(name).unit, "amount": more}
        for _gain, name, more in sorted(rows, reverse=True)[:2]
    ]


def _amounts(adds: list[dict[str, Any]]) -> str:
    amounts = [amount(row["amount"], row["nutrient"], row["unit"]) for row in adds]
    names = [in_text(_(nutrient_of(row["nutrient"]).name)) for row in adds]
    return joined([f"{more} {name}" for more, name in zip(amounts, names, strict=True)])
