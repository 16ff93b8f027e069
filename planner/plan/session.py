"""A plan that is worked on: lock a meal, ban a food, swap a dish, change targets; the next comes fast."""

from __future__ import annotations

import difflib
import time as clock
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from planner.errors import PersonError, UnknownNameError
from planner.language import _
from planner.plan.alternatives import (
    Alternative,
    moved,
    prices_at,
    ranked,
    unlocked_where,
    without_locks,
)
from planner.plan.columns import Ints, dish_of, of_dishes
from planner.plan.explained import plan_from
from planner.plan.leftovers import LeftoverUse, uses_of_leftovers
from planner.plan.own_meals import shown_name
from planner.plan.problem import Problem, build_problem
from planner.plan.relaxation import Relaxation
from planner.plan.request import PlanRequest, make_request
from planner.plan.result import Plan
from planner.plan.search import Cell
from planner.plan.slots import NAMES
from planner.plan.solve import Progress, Solution, solve, solve_again
from planner.plan.supplements import supplements_of
from planner.reference.targets import Targets

if TYPE_CHECKING:
    from planner.diary import Diary

MOST_VERSIONS: Final = 10
Wish = Callable[[], str]
"""What was asked for, said in the language in use."""


@dataclass(frozen=True, eq=False)
class Version:
    """A plan with the wish that led to it, and what the next one starts from."""

    wish: Wish
    plan: Plan
    problem: Problem
    choice: Ints
    proof: Relaxation

    @property
    def asked(self) -> str:
        """The wish, in the language in use."""
        return self.wish()


class PlanSession:
    """Holds a full plan with what was built for it, so that the next one takes a fraction of the time.

    Days are counted from 1, as in the printed plan; slots by their place in the day, from 0. Every wish
    gives a plan that also keeps the wishes before it. One that cannot be met gives a plan with
    ``conflicts``, and the session stays as it was.

    Parameters
    ----------
    targets : Targets
    diary : Diary, optional
        Its supplements use up upper levels, its foods make a meal familiar.
    days, meals_per_day : int, optional
    progress : callable, optional
        Called with a share from 0 to 1 and a text while the first plan is made.
    **asked
        As for :func:`planner.plan_meals`, apart from ``mode``.

    Attributes
    ----------
    plan : Plan
        The last plan that could be made.
    versions : list of Version
        The last ten plans, the one in force last.

    Examples
    --------
    >>> import planner
    >>> person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
    >>> session = PlanSession(planner.targets_for(person), days=1)
    >>> dinner = session.plan.days[0]["meals"][4]["dish"]
    >>> session.lock(1, 4).days[0]["meals"][4]["dish"] == dinner
    True
    >>> session.ban_dish(session.dish_at(1, 0)).check()
    >>> session.swap(1, 2, session.alternatives(1, 2)[0].dish).check()
    >>> [version.asked[:5] for version in session.versions]
    ['A new', 'Keep ', 'Leave', 'Anoth']
    """

    def __init__(
        self,
        targets: Targets,
        diary: Diary | None = None,
        days: int = 7,
        meals_per_day: int | None = None,
        *,
        progress: Progress | None = None,
        **asked: Any,
    ) -> None:
        started, report = clock.perf_counter(), progress or (lambda share, text: None)
        self._asked = _DEFAULTS | asked | {"days": days, "meals_per_day": meals_per_day}
        self._diary = diary
        self.versions: list[Version] = []
        problem = build_problem(
            make_request(targets, diary, **self._asked), supplements_of(diary, targets.person)
        )
        self.plan = self._take(lambda: _("A new plan"), problem, solve(problem, report), started)

    def _take(self, wish: Wish, problem: Problem, solution: Solution, started: float) -> Plan:
        plan = plan_from(problem, solution, started)
        if solution.choice is not None and isinstance(solution.proof, Relaxation):
            self.plan = plan
            for version in self.versions:
                version.proof.release()
            self.versions.append(Version(wish, plan, problem, solution.choice, solution.proof))
            del self.versions[:-MOST_VERSIONS]
        return plan

    def _again(self, wish: Wish, problem: Problem) -> Plan:
        """Solve a changed problem from the last plan."""
        started = clock.perf_counter()
        solution = solve_again(problem, self._now.proof, self._now.choice)
        if solution.choice is None:
            solution = solve(problem, lambda share, text: None)
        return self._take(wish, problem, solution, started)

    @property
    def _now(self) -> Version:
        if not self.versions:
            raise PersonError("plan", None, _("there is none to change: ask for one that can be made."))
        return self.versions[-1]

    @property
    def _problem(self) -> Problem:
        return self._now.problem

    def back_to(self, number: int) -> Plan:
        """Return to one of the versions, by its place in the list; those after it are dropped.

        ``session.back_to(-2)`` undoes the last wish.
        """
        if not -len(self.versions) <= number < len(self.versions):
            raise PersonError("version", number, _("choose one of the {n} versions.", n=len(self.versions)))
        del self.versions[number % len(self.versions) + 1 :]
        self.plan = self._now.plan
        return self.plan

    def lock(self, day: int, slot: int) -> Plan:
        """Keep a meal as it is from now on."""
        cell = self._cell(day, slot)
        locks = {**self._problem.locks, cell: int(self._now.choice[cell])}
        place = self._place(cell)
        return self._again(lambda: _("Keep {meal}", meal=place()), replace(self._problem, locks=locks))

    def unlock(self, day: int, slot: int) -> Plan:
        """Let a meal be chosen again."""
        cell = self._cell(day, slot)
        place = self._place(cell)
        return self._again(lambda: _("Let {meal} change", meal=place()), without_locks(self._problem, cell))

    def is_locked(self, day: int, slot: int) -> bool:
        """Return whether a meal is kept as it is."""
        return self._cell(day, slot) in self._problem.locks

    def ban_food(self, name: str) -> Plan:
        """Leave out a food, a food group or an allergen.

        Raises
        ------
        UnknownNameError
            For a name that is not known, with suggestions.
        """
        fine = self._problem.request.foods.allowed("omnivore", [name])
        banned = set(fine.index[~fine])
        names = [dish.name for dish in self._problem.columns.library if not banned.isdisjoint(dish.food_ids)]
        request = self._problem.request
        banned_too = replace(request, exclude=(*request.exclude, name))
        return self._without(lambda: _("Leave out {food}", food=name), names, banned_too)

    def ban_dish(self, name: str) -> Plan:
        """Leave out a dish."""
        self._dish_number(name)
        request = self._problem.request
        banned = (*request.without_dishes, name)
        return self._without(
            lambda: _("Leave out the dish {dish}", dish=shown_name(name)),
            banned,
            replace(request, without_dishes=banned),
        )

    def _without(self, wish: Wish, names: Collection[str], request: PlanRequest) -> Plan:
        columns = self._problem.columns
        gone = of_dishes(columns, names)
        problem = replace(
            self._problem, request=request, columns=replace(columns, allowed=columns.allowed & ~gone)
        )
        return self._again(wish, unlocked_where(problem, gone))

    def without_cooking(self, day: int) -> Plan:
        """Plan a day on which nothing needs a stove; a meal kept there that does is let go."""
        self._cell(day, 0)
        request = self._problem.request
        cold = tuple(sorted({*request.without_cooking, day}))
        problem = replace(self._problem, request=replace(request, without_cooking=cold))
        cold_there = unlocked_where(problem, ~problem.columns.no_cook, day)
        return self._again(lambda: _("No cooking on day {n}", n=day), cold_there)

    def alternatives(self, day: int, slot: int, limit: int = 5) -> list[Alternative]:
        """Return other dishes for a meal with what each does to the plan, the best first.

        All else is taken to stay as it is; once a dish is swapped in, the rest follows and does better.
        """
        return ranked(self._problem, self._now.choice, self._cell(day, slot), limit)

    def uses_of_leftovers(self, limit: int = 3) -> list[LeftoverUse]:
        """Return other dishes for meals that use up what would be left and spoil, for :meth:`swap`.

        Each costs the plan half a point a day at most, by what all products together save where all else
        stays; once it is swapped in, the rest follows.
        """
        return uses_of_leftovers(self._problem, self._now.choice, limit)

    def swap(self, day: int, slot: int, name: str) -> Plan:
        """Put a dish into a slot, in the amounts that suit the plan best, and keep it there.

        Raises
        ------
        PersonError
            When the dish does not fit there.
        """
        cell, number = self._cell(day, slot), self._dish_number(name)
        options, prices = prices_at(self._problem, self._now.choice, cell)
        own = self._problem.columns.dish[options] == number
        if not own.any():
            raise _unsuitable(name)
        column = int(options[own][np.argmin(prices[own])])
        locks = {**self._problem.locks, cell: column}
        place = self._place(cell)
        return self._again(
            lambda: _("Another dish for {meal}: {dish}", meal=place(), dish=shown_name(name)),
            replace(self._problem, locks=locks),
        )

    def move(self, day: int, slot: int, other_day: int, other_slot: int) -> Plan:
        """Exchange two meals, and keep both in their new places.

        Raises
        ------
        PersonError
            When one of the dishes does not suit the other's place.
        """
        one, other = self._cell(day, slot), self._cell(other_day, other_slot)
        there, here = self._moved(one, other), self._moved(other, one)
        if there is None or here is None:
            stuck = (day, slot) if there is None else (other_day, other_slot)
            raise _unsuitable(self.dish_at(*stuck))
        locks = {**self._problem.locks, other: there, one: here}
        first, second = self._place(one), self._place(other)
        return self._again(
            lambda: _("Exchange {meal} and {other}", meal=first(), other=second()),
            replace(self._problem, locks=locks),
        )

    def exchangeable(self, day: int, slot: int) -> list[tuple[int, int]]:
        """Return day and slot of the meals that this one can be exchanged with."""
        own = self._cell(day, slot)
        cells = [cell for cell in np.ndindex(self._now.choice.shape) if cell != own]
        return [
            (at + 1, place)
            for at, place in cells
            if self._moved(own, (at, place)) is not None and self._moved((at, place), own) is not None
        ]

    def _moved(self, source: Cell, place: Cell) -> int | None:
        return moved(self._problem, self._now.proof, self._now.choice, source, place)

    def set_targets(self, targets: Targets) -> Plan:
        """Plan for other targets of the same person, such as after an override."""
        request, now = make_request(targets, self._diary, **self._asked), self._problem.request
        request = replace(
            request,
            exclude=now.exclude,
            without_dishes=now.without_dishes,
            without_cooking=now.without_cooking,
            own_dishes=now.own_dishes,
            own_meals=now.own_meals,
            own_recipes=now.own_recipes,
            foods=now.foods,
        )
        return self._again(lambda: _("Other targets"), replace(self._problem, request=request))

    def _cell(self, day: int, slot: int) -> Cell:
        days, slots = self._now.choice.shape
        if not (1 <= day <= days and 0 <= slot < slots):
            advice = _("choose a day of 1 to {days} and a meal of 0 to {last}.", days=days, last=slots - 1)
            raise PersonError("meal", (day, slot), advice)
        return day - 1, slot

    def _place(self, cell: Cell) -> Wish:
        slot, day = self._problem.request.slots[cell[1]], cell[0] + 1
        return lambda: _("day {n}, {meal} {time}", n=day, meal=_(NAMES[slot.kind]).lower(), time=slot.time)

    def _dish_number(self, name: str) -> int:
        names = [dish.name for dish in self._problem.columns.library]
        if name not in names:
            near = difflib.get_close_matches(name, names, n=3) or names[:3]
            raise UnknownNameError(name, "dish", near)
        return names.index(name)

    def dish_at(self, day: int, slot: int) -> str:
        """Return the name of the dish that stands in a slot."""
        return dish_of(self._problem.columns, int(self._now.choice[self._cell(day, slot)])).name


def _unsuitable(name: str) -> PersonError:
    return PersonError("dish", name, _("it does not fit this meal: choose another dish or another meal."))


_DEFAULTS: dict[str, Any] = {
    "mode": "full", "diet": None, "exclude": (), "keep": (), "times": (), "emphasis": None,
    "priorities": None, "closeness": 0.3, "last_caffeine": None, "seed": 0, "own_dishes": (),
    "corrections": None, "gentle": False,
}  # fmt: skip
