"""A plan that is worked on: lock a meal, ban a food, swap a dish, change targets; the next comes fast."""

from __future__ import annotations

import difflib
import time as clock
from dataclasses import replace
from typing import Any

import numpy as np

from planner.errors import PersonError, UnknownNameError
from planner.plan.columns import Ints, dish_of
from planner.plan.explained import plan_from
from planner.plan.problem import Problem, build_problem
from planner.plan.relaxation import Relaxation
from planner.plan.request import make_request
from planner.plan.result import Plan
from planner.plan.solve import Solution, solve, solve_again
from planner.reference.diets import allowed_foods
from planner.reference.dishes import Dish
from planner.reference.targets import Targets


class PlanSession:
    """Holds a full plan with what was built for it, so that the next one takes a fraction of the time.

    Days are counted from 1, as in the printed plan; slots by their place in the day, from 0.

    Parameters
    ----------
    targets : Targets
    days, meals_per_day : int, optional
    **asked
        As for :func:`planner.plan_meals`, apart from ``mode`` and ``diary``.

    Examples
    --------
    >>> import planner
    >>> person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
    >>> session = PlanSession(planner.targets_for(person), days=1)
    >>> dinner = session.plan.days[0]["meals"][4]["dish"]
    >>> session.lock(1, 4).days[0]["meals"][4]["dish"] == dinner
    True
    >>> session.ban_dish(session.plan.days[0]["meals"][0]["dish"]).check()
    """

    def __init__(
        self, targets: Targets, days: int = 7, meals_per_day: int | None = None, **asked: Any
    ) -> None:
        started = clock.perf_counter()
        self._asked = _DEFAULTS | asked | {"days": days, "meals_per_day": meals_per_day}
        self._problem = build_problem(make_request(targets, None, **self._asked), {})
        self._take(self._problem, solve(self._problem, lambda share, text: None), started)

    def _take(self, problem: Problem, solution: Solution, started: float) -> Plan:
        self.plan: Plan = plan_from(problem, solution, started)
        if solution.choice is not None and isinstance(solution.proof, Relaxation):
            self._problem, self._choice, self._proof = problem, solution.choice, solution.proof
        return self.plan

    def _again(self, problem: Problem, choice: Ints | None = None) -> Plan:
        """Solve a changed problem from the last plan; an impossible wish gives conflicts and is not kept."""
        started = clock.perf_counter()
        solution = solve_again(problem, self._proof, self._choice if choice is None else choice)
        if solution.choice is None:
            solution = solve(problem, lambda share, text: None)
        return self._take(problem, solution, started)

    def lock(self, day: int, slot: int) -> Plan:
        """Keep a meal as it is from now on."""
        cell = self._cell(day, slot)
        locks = {**self._problem.locks, cell: int(self._choice[cell])}
        return self._again(replace(self._problem, locks=locks))

    def unlock(self, day: int, slot: int) -> Plan:
        """Let a meal be chosen again."""
        locks = {cell: held for cell, held in self._problem.locks.items() if cell != self._cell(day, slot)}
        return self._again(replace(self._problem, locks=locks))

    def ban_food(self, name: str) -> Plan:
        """Leave out a food, a food group or an allergen.

        Raises
        ------
        UnknownNameError
            For a name that is not known, with suggestions.
        """
        fine = allowed_foods("omnivore", [name])
        numbers = [at for at, dish in enumerate(self._library) if not fine[list(dish.food_ids)].all()]
        request = replace(self._problem.request, exclude=(*self._problem.request.exclude, name))
        return self._without(numbers, replace(self._problem, request=request))

    def ban_dish(self, name: str) -> Plan:
        """Leave out a dish."""
        return self._without([self._dish_number(name)], self._problem)

    def _without(self, numbers: list[int], problem: Problem) -> Plan:
        allowed = problem.columns.allowed & ~np.isin(problem.columns.dish, numbers)
        columns = replace(problem.columns, allowed=allowed)
        locks = {
            cell: held for cell, held in problem.locks.items() if problem.columns.dish[held] not in numbers
        }
        return self._again(replace(problem, columns=columns, locks=locks))

    def swap(self, day: int, slot: int, name: str) -> Plan:
        """Put a dish into a slot, in the amounts that suit the plan best, and keep it there.

        Raises
        ------
        PersonError
            When the dish does not fit there.
        """
        cell, number = self._cell(day, slot), self._dish_number(name)
        locks = {other: held for other, held in self._problem.locks.items() if other != cell}
        free = replace(self._problem, locks=locks)
        options = free.candidates(*cell)
        options = options[free.columns.dish[options] == number]
        if not len(options):
            raise PersonError("dish", name, "it does not fit this meal: choose another dish or another meal.")
        column = int(options[np.argmin(self._proof.cost[cell[1], options])])
        return self._again(replace(free, locks={**locks, cell: column}))

    def set_targets(self, targets: Targets) -> Plan:
        """Plan for other targets of the same person, such as after an override."""
        request = make_request(targets, None, **self._asked)
        request = replace(request, exclude=self._problem.request.exclude)
        return self._again(replace(self._problem, request=request))

    def _cell(self, day: int, slot: int) -> tuple[int, int]:
        days, slots = self._choice.shape
        if not (1 <= day <= days and 0 <= slot < slots):
            raise PersonError(
                "meal", (day, slot), f"choose a day of 1 to {days} and a meal of 0 to {slots - 1}."
            )
        return day - 1, slot

    @property
    def _library(self) -> tuple[Dish, ...]:
        return self._problem.columns.library

    def _dish_number(self, name: str) -> int:
        names = [dish.name for dish in self._library]
        if name not in names:
            near = difflib.get_close_matches(name, names, n=3) or names[:3]
            raise UnknownNameError(name, "dish", near)
        return names.index(name)

    def dish_at(self, day: int, slot: int) -> str:
        """Return the name of the dish that stands in a slot."""
        return dish_of(self._problem.columns, int(self._choice[self._cell(day, slot)])).name


_DEFAULTS: dict[str, Any] = {
    "mode": "full", "diet": None, "exclude": (), "keep": (), "times": (), "emphasis": None,
    "priorities": None, "closeness": 0.3, "last_caffeine": None, "seed": 0, "own_dishes": (),
}  # fmt: skip
