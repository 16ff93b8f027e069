"""The linear or whole-number program of a custom table, in PuLP: HiGHS solves it, CBC where HiGHS cannot."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import pandas as pd
import pulp

from planner.errors import PlanError, TableError
from planner.plan.custom_solution import TOLERANCE, TableSolution

_THREADS: Final = 1  # HiGHS keeps one thread count in a process, the same as in the planner's own model
_MILLION: Final = 1_000_000
_CONFLICT_COLUMNS: Final = ["bound", "name", "limit", "relax_by", "relax_to"]
_IS_LEAST: Final = ("lower", "least")


@dataclass(frozen=True, eq=False)
class Request:
    """A table with its bounds; labels agree, NaN is no bound, and blank contents count nothing."""

    contents: pd.DataFrame
    cost: pd.Series
    lower: pd.Series
    upper: pd.Series
    least: pd.Series
    most: pd.Series
    whole: bool
    left_out: tuple[str, ...]

    def bounds(self) -> Iterator[tuple[str, int, float]]:
        """Yield each bound that stands: its kind, the place of its component or item, and its limit."""
        for kind in ("lower", "upper", "least", "most"):
            limits = getattr(self, kind).to_numpy()
            yield from ((kind, int(at), float(limits[at])) for at in np.flatnonzero(~np.isnan(limits)))


@dataclass(eq=False)
class _Program:
    """A built program: its variables, and the row of each bound."""

    prob: pulp.LpProblem
    amounts: list[pulp.LpVariable]
    rows: dict[tuple[str, int], pulp.LpConstraint] = field(default_factory=dict)
    slacks: list[pulp.LpVariable] = field(default_factory=list)


def solve_request(request: Request, seconds: float | None = None) -> TableSolution:
    """Return the cheapest amounts with the prices of the bounds, or the conflict where there are none."""
    relaxed = _build(replace(request, whole=False))
    if not _solve(relaxed):
        return _infeasible(request)
    if not request.whole:
        return _solution(request, relaxed, relaxed)
    whole = _build(request)
    if not _solve(whole, seconds):
        return _infeasible(request)
    return _solution(request, whole, relaxed)


def _build(request: Request, *, elastic: bool = False) -> _Program:
    """Build the program; an elastic one lets every bound give way, and costs that in shares of the bound."""
    prob = pulp.LpProblem("table", pulp.LpMinimize)
    kind = pulp.LpInteger if request.whole else pulp.LpContinuous
    program = _Program(prob, [prob.add_variable(f"x{at}", 0, cat=kind) for at in range(len(request.cost))])
    for bound, at, limit in request.bounds():
        if bound == "least" and limit == 0:
            continue  # no amount is below 0
        _add_bound(request, program, (bound, at), limit, elastic)
    if elastic:
        prob.setObjective(pulp.LpAffineExpression([(slack, 1.0) for slack in program.slacks]))
    else:
        costs = map(float, request.cost)
        prob.setObjective(pulp.LpAffineExpression(list(zip(program.amounts, costs, strict=True))))
    return program


def _add_bound(
    request: Request, program: _Program, key: tuple[str, int], limit: float, elastic: bool
) -> None:
    kind, at = key
    sense = pulp.LpConstraintGE if kind in _IS_LEAST else pulp.LpConstraintLE
    if kind in ("least", "most"):
        terms = [(program.amounts[at], 1.0)]
    else:
        column = request.contents.iloc[:, at].fillna(0.0)
        terms = [(program.amounts[item], float(value)) for item, value in enumerate(column) if value != 0]
    if elastic:
        program.slacks.append(program.prob.add_variable(f"s_{kind}_{at}", 0))
        terms.append(
            (program.slacks[-1], sense * _size(limit))
        )  # LE is -1 and GE is +1: either way it loosens
    row = pulp.LpConstraint(pulp.LpAffineExpression(terms), sense, f"{kind}_{at}", limit)
    program.prob.addConstraint(row)
    program.rows[key] = row


def _size(limit: float) -> float:
    """Return what giving way is measured in: the bound itself, or one unit where it is 0."""
    return abs(limit) or 1.0


def _rounded_up(share: float) -> float:
    """Return a slack in whole millionths, never less than is needed; the solver's noise is nothing.

    Examples
    --------
    >>> _rounded_up(0.3), _rounded_up(1 / 3), _rounded_up(1e-12)
    (0.3, 0.333334, 0.0)
    """
    return max(0.0, math.ceil(share * _MILLION - TOLERANCE)) / _MILLION


def _solve(program: _Program, seconds: float | None = None) -> bool:
    """Solve, and return whether there is a solution to read."""
    for solver in _solvers(seconds):
        try:
            program.prob.solve(solver)
        except pulp.PulpSolverError:
            continue
        if program.prob.status != pulp.LpStatusNotSolved:
            return program.prob.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible)
    raise PlanError("No solver could work on the table. Install the package again: it brings HiGHS and CBC.")


def _solvers(seconds: float | None) -> Iterator[pulp.LpSolver]:
    """Yield HiGHS, then CBC, as far as they are installed."""
    highs = pulp.HiGHS(msg=False, threads=_THREADS, gapRel=0.0, gapAbs=TOLERANCE, timeLimit=seconds)
    if highs.available():
        yield highs
    yield bundled_cbc(seconds)


def bundled_cbc(seconds: float | None = None) -> pulp.LpSolver:
    """Return the CBC that comes with PuLP."""
    return pulp.COIN_CMD(
        path=pulp.PULP_CBC_CMD.pulp_cbc_path, msg=False, gapRel=0.0, gapAbs=TOLERANCE, timeLimit=seconds
    )


def _solution(request: Request, program: _Program, relaxed: _Program) -> TableSolution:
    amounts = _amounts(request, program)
    cost = float(amounts @ request.cost.to_numpy())
    proved = program.prob.sol_status == pulp.LpSolutionOptimal
    bound = cost if proved else float(pulp.value(relaxed.prob.objective))
    return TableSolution(
        status="optimal" if proved else "feasible",
        cost=cost,
        bound=bound,
        items=_items(request, amounts, _prices(request, relaxed)),
        components=_components(request, amounts, _prices(request, relaxed)),
        conflicts=pd.DataFrame(columns=_CONFLICT_COLUMNS),
        left_out=request.left_out,
        contents=request.contents,
        whole=request.whole,
    )


def _amounts(request: Request, program: _Program) -> np.ndarray:
    """Return the amounts of a solved program without the solver's noise."""
    amounts = np.array([variable.value() or 0.0 for variable in program.amounts])
    return amounts.round() if request.whole else np.maximum(amounts, 0.0)


def _prices(request: Request, program: _Program) -> pd.DataFrame:
    """Return the dual of each component's bounds: what one unit more of the bound changes the cost by."""
    prices = {kind: np.zeros(request.contents.shape[1]) for kind in ("lower", "upper")}
    for (kind, at), row in program.rows.items():
        if kind in prices:
            prices[kind][at] = row.pi or 0.0
    return pd.DataFrame(prices, index=request.contents.columns)


def _items(request: Request, amounts: np.ndarray, prices: pd.DataFrame) -> pd.DataFrame:
    worth = request.contents.fillna(0.0) @ prices.sum(axis=1)
    return pd.DataFrame(
        {
            "amount": amounts,
            "unit_cost": request.cost,
            "cost": amounts * request.cost,
            "least": request.least,
            "most": request.most,
            "reduced_cost": request.cost - worth,
        },
        index=request.contents.index,
    )


def _components(request: Request, amounts: np.ndarray, prices: pd.DataFrame) -> pd.DataFrame:
    taken = request.contents[amounts > 0]
    return pd.DataFrame(
        {
            "total": request.contents.fillna(0.0).T @ amounts,
            "complete": taken.notna().all(),
            "lower": request.lower,
            "upper": request.upper,
            "lower_price": prices["lower"],
            "upper_price": prices["upper"],
        },
        index=request.contents.columns,
    )


def _infeasible(request: Request) -> TableSolution:
    """Return the conflict; where no bound has to give way, the cost has no end or time ran out."""
    conflicts = _conflicts(request)
    if not (conflicts["relax_by"] > 0).any():
        raise TableError(
            "costs",
            "no cheapest amounts were found: the cost can fall without end, or the time was too short.",
            "Give items with a cost below 0 a most, or allow more seconds.",
        )
    nothing, no_price = (
        np.full(len(request.cost), np.nan),
        pd.DataFrame(np.nan, index=request.contents.columns, columns=["lower", "upper"]),
    )
    return TableSolution(
        status="infeasible",
        cost=np.nan,
        bound=np.inf,
        items=_items(request, nothing, no_price),
        components=_components(request, nothing, no_price).assign(total=np.nan, complete=False),
        conflicts=conflicts,
        left_out=request.left_out,
        contents=request.contents,
        whole=request.whole,
    )


def _conflicts(request: Request) -> pd.DataFrame:
    """Return the bounds with a price in the elastic relaxation, and those that give way in whole amounts."""
    relaxed = _build(replace(request, whole=False), elastic=True)
    elastic = _build(request, elastic=True) if request.whole else relaxed
    if not (_solve(relaxed) and (elastic is relaxed or _solve(elastic))):
        raise PlanError("The elastic model of the table was not solved.")
    amounts = _amounts(request, elastic)
    totals = request.contents.fillna(0.0).T @ amounts
    rows = []
    for (bound, at), row in relaxed.rows.items():
        of_item = bound in ("least", "most")
        name = (request.contents.index if of_item else request.contents.columns)[at]
        limit, reached = getattr(request, bound).iloc[at], (amounts if of_item else totals.to_numpy())[at]
        sign = -1 if bound in _IS_LEAST else 1
        by = _rounded_up(sign * (reached - limit) / _size(limit)) * _size(limit)
        if by or abs(row.pi or 0.0) > TOLERANCE:
            rows.append([bound, name, limit, by, limit + sign * by])
    return pd.DataFrame(rows, columns=_CONFLICT_COLUMNS)
