"""The only room that imports pulp: model, solve, check, explain."""

from __future__ import annotations

import time as clock
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planner.language import _
from planner.plan.explained import plan_from
from planner.plan.problem import build_problem
from planner.plan.request import make_request
from planner.plan.result import Plan
from planner.plan.session import PlanSession
from planner.plan.solve import Progress, solve
from planner.plan.supplements import supplements_of
from planner.plan.swap import solve_swaps
from planner.reference.targets import Targets

if TYPE_CHECKING:
    from planner.diary import Corrections, Diary
    from planner.reference.dishes import Dish

__all__ = ["Plan", "PlanSession", "plan_meals"]


def plan_meals(
    targets: Targets,
    diary: Diary | None = None,
    days: int = 7,
    meals_per_day: int | None = None,
    seed: int = 0,
    *,
    mode: str = "full",
    diet: str | None = None,
    exclude: Sequence[str] = (),
    keep: Sequence[str] = (),
    times: Sequence[str] = (),
    emphasis: Mapping[str, float] | None = None,
    priorities: Mapping[str, float] | None = None,
    closeness: float = 0.3,
    last_caffeine: str | None = None,
    own_dishes: Sequence[Dish] = (),
    gentle: bool = False,
    progress: Progress | None = None,
    corrections: Corrections | None = None,
) -> Plan:
    """Propose small frequent meals that close the gaps, with a proof of how good the proposal is.

    Parameters
    ----------
    targets : Targets
        Of a person; what she leaves out, keeps and prefers is taken from there unless given here.
    diary : Diary, optional
        What she eats now: its supplements use up upper levels, its foods make a meal familiar, and in the
        modes ``topup`` and ``swap`` its days are what is kept.
    days : int
        1 to 14.
    meals_per_day : int, optional
        4 to 8.
    seed : int
        The same seed and request give the same plan.
    mode : str
        ``full`` (a new week), ``topup`` (her days kept, as little as possible added) or ``swap`` (her days
        with one meal a day exchanged for another of like energy).
    diet : str, optional
        ``omnivore``, ``pescatarian``, ``vegetarian`` or ``vegan``.
    exclude : sequence of str
        Allergens, food groups or foods.
    keep : sequence of str
        Such as ``"1 mug coffee with milk at 08:00"``.
    times : sequence of str
        Clock times, one a meal.
    emphasis, priorities : mapping, optional
        Weight (0 to 1) of the article's groups; weight of nutrients' shortfalls.
    closeness : float
        0 to 1: how much "like what I eat now" counts.
    last_caffeine : str, optional
        Clock time; 15:00 unless the person says.
    own_dishes : sequence of Dish
        Checked dishes to choose from beside the shipped ones, as
        :func:`planner.diary.own_dishes.own_dishes` reads them.
    gentle : bool
        Dishes for days of nausea come first: plain, low in fat. What they cannot bring is said as ever.
    progress : callable, optional
        Called with a share from 0 to 1 and a text.
    corrections : Corrections, optional
        What her own phrases mean in ``keep``, such as "my coffee"; the kept recipes in it that plans may
        propose (:meth:`planner.sources.kept.KeptFoods.propose`) are dishes, other than in ``topup``.

    Returns
    -------
    Plan

    Raises
    ------
    PersonError, UnknownNameError, InputError
        For a request that cannot be read; one that cannot be met gives a plan with ``conflicts``.

    Examples
    --------
    >>> import planner
    >>> person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
    >>> plan = plan_meals(planner.targets_for(person), days=1)
    >>> plan.check()
    >>> len(plan.days[0]["meals"])
    6
    """
    started = clock.perf_counter()
    request = make_request(
        targets,
        diary,
        days=days,
        meals_per_day=meals_per_day,
        mode=mode,
        diet=diet,
        exclude=exclude,
        keep=keep,
        times=times,
        emphasis=emphasis,
        priorities=priorities,
        closeness=closeness,
        last_caffeine=last_caffeine,
        seed=seed,
        corrections=corrections,
        own_dishes=own_dishes,
        gentle=gentle,
    )
    report = progress or (lambda share, text: None)
    report(0.0, _("Gathering dishes"))
    problem = build_problem(request, supplements_of(diary, targets.person))
    if mode == "swap":
        problem, solution = solve_swaps(problem, report)
    else:
        solution = solve(problem, report)
    report(0.9, _("Checking and explaining"))
    return plan_from(problem, solution, started)
