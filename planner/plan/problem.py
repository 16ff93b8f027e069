"""One request as arrays, and the score of a choice: what the search, the model and the check agree on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from planner.plan.base import Base, build_base
from planner.plan.columns import EMPTY, Bools, Columns, Floats, Ints, build_columns, capped_groups, followed
from planner.plan.costs import column_costs
from planner.plan.goals import PARTS, WEEK, Pieces, Window, day_pieces, day_window, week_pieces
from planner.plan.request import PlanRequest
from planner.plan.weights import weights
from planner.reference.safety import weekly_fish


@dataclass(frozen=True, eq=False)
class Problem:
    """A request with its columns, its given items, its goals and its limits.

    Attributes
    ----------
    request : PlanRequest
    columns : Columns
    base : Base
    supplements : mapping
        Mean daily amount of each nutrient from supplements.
    locks : mapping
        The column that must stand in a slot of a day, by (day, slot).
    eased : mapping
        How far hard limits give way, by name, while it is found out what stands in the way of a plan:
        ``"energy least"``, ``"iron most"``, the id of a fish limit or of a capped group, ``"dish repeats"``
        (in the model alone).
    """

    request: PlanRequest
    columns: Columns
    base: Base
    supplements: Mapping[str, float] = field(default_factory=dict)
    locks: Mapping[tuple[int, int], int] = field(default_factory=dict)
    eased: Mapping[str, float] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Days of the plan."""
        return self.request.days

    @cached_property
    def weeks(self) -> list[Ints]:
        """The days of each week of the plan, seven at a time."""
        return [np.arange(start, min(start + WEEK, self.days)) for start in range(0, self.days, WEEK)]

    def week_of(self, day: int) -> Ints:
        """Return the days of the week that a day belongs to."""
        return self.weeks[day // WEEK]

    @cached_property
    def day_goals(self) -> Pieces:
        """Goals of a day over the followed nutrients."""
        return day_pieces(self.request)

    @cached_property
    def week_goals(self) -> Pieces:
        """Goals of the whole plan over the article's groups that some dish allowed here can bring."""
        within_reach = self.columns.servings[self.columns.allowed.any(axis=0)].any(axis=0)
        return week_pieces(self.request, np.logical_or(within_reach, self.base.servings.any(axis=0)))

    @cached_property
    def windows(self) -> list[Window]:
        """Hard limits of each day."""
        least, most = (self._eased([f"{name} {side}" for name in followed()]) for side in ("least", "most"))
        windows = [day_window(self.request, dict(self.supplements), given) for given in self.base.nutrients]
        return [Window(np.maximum(0.0, one.lower - least), one.upper + most) for one in windows]

    @cached_property
    def costs(self) -> dict[str, Floats]:
        """Points of each column in each slot, by part."""
        return column_costs(self.request, self.columns)

    @cached_property
    def linear(self) -> Floats:
        """Points of each column in each slot, all parts together (S, C)."""
        return np.asarray(sum(self.costs.values()), dtype=float)

    @cached_property
    def fish_limits(self) -> Floats:
        """Grams of each kind of fish allowed in seven days."""
        limits = weekly_fish(self.request.jurisdiction)
        return np.array([limit.max_grams for limit in limits]) + self._eased([limit.id for limit in limits])

    @cached_property
    def count_limits(self) -> tuple[Floats, Floats]:
        """How often each counted group may stand in a week and in a day."""
        weekly = [group.max_per_week or np.inf for group in capped_groups()]
        daily = [group.max_per_day or np.inf for group in capped_groups()]
        more = self._eased([group.id for group in capped_groups()])
        return np.array(weekly, dtype=float) + more, np.array(daily, dtype=float) + more

    def _eased(self, names: Sequence[str]) -> Floats:
        return np.array([self.eased.get(name, 0.0) for name in names])

    @cached_property
    def dish_count(self) -> int:
        """Length of the dish axis; one more than the dishes, so that EMPTY (-1) has a place of its own."""
        return len(self.columns.library) + 1

    def candidates(self, day: int, slot: int) -> Ints:
        """Return the columns that may stand in a slot of a day, the energy of what is given there counted."""
        if (day, slot) in self.locks:
            return np.array([self.locks[day, slot]])
        return np.flatnonzero(self._fits(day, slot))

    def _fits(self, day: int, slot: int) -> Bools:
        given, energy = self.base.slot_energy[day, slot], self.request.energy
        share = weights().energy
        meal = self.columns.nutrients[:, followed().index("energy")] + given
        fits = self.columns.allowed[slot] & (meal <= max(share["meal_max"] * energy, given))
        if self.request.mode == "full":
            fits &= meal >= share["meal_min"] * energy
        if day + 1 in self.request.without_cooking:
            fits &= self.columns.no_cook
        return np.asarray(fits | (self.columns.allowed[slot] & (self.columns.dish == EMPTY)))


def build_problem(request: PlanRequest, supplements: Mapping[str, float]) -> Problem:
    """Gather the arrays of a request."""
    return Problem(request, build_columns(request), build_base(request), supplements)


def score(problem: Problem, choice: Ints) -> dict[str, float]:
    """Return the points of a choice by part; their sum is the objective.

    Parameters
    ----------
    problem : Problem
    choice : (D, S) int
        The column in each slot.
    """
    columns, base = problem.columns, problem.base
    parts = dict.fromkeys(PARTS, 0.0)
    totals = base.nutrients + columns.nutrients[choice].sum(axis=1)
    weekly = base.weekly.sum(axis=0) + columns.weekly[choice].sum(axis=(0, 1))
    for found in (problem.day_goals.by_part(totals), problem.week_goals.by_part(weekly[None, :])):
        for part, value in found.items():
            parts[part] += value
    slots = np.arange(choice.shape[1])
    for part, cost in problem.costs.items():
        parts[part] += float(cost[slots, choice].sum())
    parts["variety"] += repeats(problem, choice)
    return parts


def repeats(problem: Problem, choice: Ints) -> float:
    """Return the points of dishes that come again, and of foods that stand in two dishes of a day."""
    variety, numbers = weights().variety, problem.columns.dish[choice]
    counts = np.bincount(numbers[numbers != EMPTY].ravel(), minlength=problem.dish_count)
    foods = problem.columns.foods[choice].sum(axis=1)
    again = np.maximum(0, counts - 1).sum() * variety["repeat"]
    return float(again + np.maximum(0, foods - 1).sum() * variety["same_food"])


def violations(problem: Problem, choice: Ints) -> list[str]:
    """Return the hard constraints that a choice breaks, in words; empty when it may be printed."""
    columns, base, found = problem.columns, problem.base, []
    totals = base.nutrients + columns.nutrients[choice].sum(axis=1)
    for day, window in enumerate(problem.windows):
        broken = (totals[day] > window.upper + 1e-6) | (totals[day] < window.lower - 1e-6)
        found += [f"day {day + 1}: {followed()[at]} out of its limits" for at in np.flatnonzero(broken)]
        for slot, column in enumerate(choice[day]):
            if not problem._fits(day, slot)[column]:
                found.append(f"day {day + 1}, meal {slot + 1}: not allowed here")
    return found + _repeat_violations(problem, choice) + _weekly_violations(problem, choice)


def _repeat_violations(problem: Problem, choice: Ints) -> list[str]:
    numbers, most, found = problem.columns.dish[choice], weights().variety["max_per_week"], []
    names = [dish.name for dish in problem.columns.library]
    for day in range(problem.days):
        near = np.concatenate([numbers[day], numbers[day + 1] if day + 1 < problem.days else []]).astype(int)
        twice = [number for number in set(near) - {EMPTY} if (near == number).sum() > 1]
        found += [f"day {day + 1}: {names[number]} again within two days" for number in twice]
    for week in problem.weeks:
        inside = numbers[week]
        often = [number for number in set(inside.ravel()) - {EMPTY} if (inside == number).sum() > most]
        found += [f"{names[number]} more than {most:g} times in a week" for number in often]
    return found


def _weekly_violations(problem: Problem, choice: Ints) -> list[str]:
    columns, base, found = problem.columns, problem.base, []
    weekly, daily = problem.count_limits
    counted = base.counted + columns.counted[choice].sum(axis=1)
    for week in problem.weeks:
        fish = base.fish[week].sum(axis=0) + columns.fish[choice[week]].sum(axis=(0, 1))
        given = np.maximum(problem.fish_limits, base.fish[week].sum(axis=0))
        found += [f"fish limit {at + 1} exceeded" for at in np.flatnonzero(fish > given + 1e-6)]
        over = counted[week].sum(axis=0) > np.maximum(weekly, base.counted[week].sum(axis=0)) + 1e-6
        found += [f"{capped_groups()[at].name}: too often in a week" for at in np.flatnonzero(over)]
    for day, over in enumerate(counted > np.maximum(daily, base.counted)):
        found += [f"day {day + 1}: {capped_groups()[at].name} too often" for at in np.flatnonzero(over)]
    return found
