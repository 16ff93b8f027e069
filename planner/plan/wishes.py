"""What she asked that may be given up, one wish at a time, and the problem that is left without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from planner.language import _, plural
from planner.plan.columns import dish_of
from planner.plan.goals import food_upper_levels
from planner.plan.own_meals import shown_name
from planner.plan.problem import Problem, build_problem
from planner.plan.request import PlanRequest
from planner.plan.slots import MEALS, NAMES, nearest_slot, slots_for
from planner.reference.nutrients import nutrient as nutrient_of
from planner.reference.target_rows import energy_row
from planner.reference.targets import Targets

Change = Callable[[Problem], Problem]
MIDNIGHT: Final = "23:59"


@dataclass(frozen=True, eq=False)
class Way:
    """One way to give a wish up.

    Attributes
    ----------
    change : callable
        From a problem to the one that does not ask for it; its columns are those of before.
    by : float
        By how much it gives way, in the wish's unit.
    instead : str
        What stands in its place, in words; empty where nothing does.
    """

    change: Change
    by: float = 1.0
    instead: str = ""


@dataclass(frozen=True, eq=False)
class Wish:
    """Something that she asked.

    Attributes
    ----------
    name, unit : str
        As conflicts name it.
    ways : tuple of Way
        How it can be given up, the mildest first.
    widest : tuple of Way
        Those that between them allow all that the ways allow.
    """

    name: str
    unit: str
    ways: tuple[Way, ...]
    widest: tuple[Way, ...]


def wishes_of(problem: Problem) -> list[Wish]:
    """Return what was asked, what is given up most easily first.

    Examples
    --------
    >>> import planner
    >>> from planner.plan.request import make_request
    >>> targets = planner.targets_for(planner.Person(age=29, life_stage="pregnant"))
    >>> asked = {"days": 1, "meals_per_day": 4, "mode": "full", "diet": "vegan", "exclude": ["soy"]}
    >>> rest = dict.fromkeys(["emphasis", "priorities", "last_caffeine"]) | {"keep": (), "times": ()}
    >>> request = make_request(targets, None, **asked, **rest, closeness=0.3, seed=0)
    >>> [wish.name for wish in wishes_of(build_problem(request, {}))]
    ['4 meals a day', 'no caffeine after 15:00', 'no soy', 'vegan diet']
    """
    makers = (_fewer_days, _meals, _locks, _cold_days, _dishes, _kept, _supplements, _limits, _foods)
    return [wish for maker in makers for wish in maker(problem)]


def rebuilt(problem: Problem) -> Problem:
    """Return a changed problem with the columns that its request allows; locks that fit none are let go."""
    fresh = build_problem(problem.request, problem.supplements)
    if not problem.locks:
        return replace(fresh, eased=problem.eased)
    keys = zip(fresh.columns.dish.tolist(), fresh.columns.multiples, strict=True)
    places = {key: at for at, key in enumerate(keys)}
    old = problem.columns
    found = {
        cell: places.get((int(old.dish[held]), old.multiples[held])) for cell, held in problem.locks.items()
    }
    locks = {cell: at for cell, at in found.items() if at is not None and cell[0] < fresh.days}
    return replace(fresh, locks=locks, eased=problem.eased)


def _wish(name: str, unit: str, change: Change) -> Wish:
    only = (Way(change),)
    return Wish(name, unit, only, only)


def _asking(name: str, unit: str, freed: Callable[[PlanRequest], PlanRequest]) -> Wish:
    """Return a wish that changes the request alone."""
    return _wish(name, unit, lambda problem: replace(problem, request=freed(problem.request)))


def _fewer_days(problem: Problem) -> Iterator[Wish]:
    """Fewer days at a time: a dish comes only so often a week, so few dishes last longer."""
    days = problem.days
    ways = tuple(_days_way(fewer, days) for fewer in range(days - 1, 0, -1))
    if ways:
        yield Wish(_("{n} days at a time", n=days), "days", ways, ways[-1:])


def _days_way(days: int, instead_of: int) -> Way:
    def change(problem: Problem) -> Problem:
        cold = tuple(day for day in problem.request.without_cooking if day <= days)
        return replace(problem, request=replace(problem.request, days=days, without_cooking=cold))

    words = plural(
        "{n} day at a time instead of {before}",
        "{n} days at a time instead of {before}",
        days,
        before=instead_of,
    )
    return Way(change, instead_of - days, words)


def _meals(problem: Problem) -> Iterator[Wish]:
    """Another number of meals; where a meal is kept in its place the number stays."""
    now = len(problem.request.slots)
    others = sorted(
        set(range(MEALS[0], MEALS[1] + 1)) - {now}, key=lambda number: (abs(number - now), -number)
    )
    ways = tuple(_meals_way(number, now) for number in others)
    if not problem.locks:
        yield Wish(_("{n} meals a day", n=now), "meals a day", ways, ways)


def _meals_way(number: int, instead_of: int) -> Way:
    def change(problem: Problem) -> Problem:
        slots = slots_for(number)
        kept = tuple(
            replace(item, slot=nearest_slot(slots, item.time)) for item in problem.request.kept
        )  # a text without a time stands in the first slot either way
        return replace(problem, request=replace(problem.request, slots=slots, kept=kept))

    words = _("{n} meals a day instead of {before}", n=number, before=instead_of)
    return Way(change, abs(number - instead_of), words)


def _locks(problem: Problem) -> Iterator[Wish]:
    for cell, column in problem.locks.items():
        name = _(
            "{dish} for {meal} on day {day}",
            dish=shown_name(dish_of(problem.columns, column).name),
            meal=_(NAMES[problem.request.slots[cell[1]].kind]).lower(),
            day=cell[0] + 1,
        )
        yield _wish(name, "meal", _without_lock(cell))


def _without_lock(cell: tuple[int, int]) -> Change:
    def change(problem: Problem) -> Problem:
        return replace(problem, locks={own: held for own, held in problem.locks.items() if own != cell})

    return change


def _cold_days(problem: Problem) -> Iterator[Wish]:
    if problem.request.without_cooking:
        yield _asking(_("no cooking"), "days", lambda request: replace(request, without_cooking=()))


def _dishes(problem: Problem) -> Iterator[Wish]:
    if problem.request.without_dishes:
        yield _asking(_("not these dishes"), "dishes", lambda request: replace(request, without_dishes=()))


def _kept(problem: Problem) -> Iterator[Wish]:
    for item in problem.request.kept:
        yield _asking(_("{food} kept", food=item.text), "kept food", _without_item(item.text))


def _without_item(text: str) -> Callable[[PlanRequest], PlanRequest]:
    return lambda request: replace(request, kept=tuple(one for one in request.kept if one.text != text))


def _supplements(problem: Problem) -> Iterator[Wish]:
    """Name what her supplements bring of a nutrient with an upper level: little room is left for food."""
    levels = food_upper_levels(problem.request)
    for name in [name for name, amount in problem.supplements.items() if amount > 0 and name in levels]:
        words = _("{nutrient} from supplements", nutrient=_(nutrient_of(name).name).lower())
        yield _wish(words, "supplement", _without_supplement(name))


def _without_supplement(name: str) -> Change:
    def change(problem: Problem) -> Problem:
        rest = {other: amount for other, amount in problem.supplements.items() if other != name}
        return replace(problem, supplements=rest)

    return change


def _limits(problem: Problem) -> Iterator[Wish]:
    """Limits that are her own: the last caffeine, a caffeine cap, energy set by hand."""
    request = problem.request
    if request.last_caffeine < MIDNIGHT:
        yield _asking(
            _("no caffeine after {time}", time=request.last_caffeine), "hours",
            lambda request: replace(request, last_caffeine=MIDNIGHT),
        )  # fmt: skip
    if request.targets.person.caffeine_cap_mg is not None:
        name = _("a caffeine cap of {mg} mg", mg=f"{request.targets.caffeine_cap_mg:g}")
        yield _asking(name, "cap", lambda request: replace(request, targets=_without_cap(request.targets)))
    if request.targets.rows["energy"].target_kind == "override":
        name = _("energy set to {kcal} kcal", kcal=f"{request.energy:.0f}")
        yield _asking(name, "target", lambda request: replace(request, targets=_estimated(request.targets)))


def _without_cap(targets: Targets) -> Targets:
    return replace(targets, person=replace(targets.person, caffeine_cap_mg=None))


def _estimated(targets: Targets) -> Targets:
    """Return targets with energy as the equations have it."""
    return replace(targets, rows={**targets.rows, "energy": energy_row(targets.requirement)})


def _foods(problem: Problem) -> Iterator[Wish]:
    """Name what is left out, the last said first; the diet after all of it."""
    for name in dict.fromkeys(reversed(problem.request.exclude)):
        yield _asking(_("no {food}", food=_(name)), "exclusion", _eating(name))
    if problem.request.diet != "omnivore":
        yield _asking(
            _("{diet} diet", diet=_(problem.request.diet)),
            "diet",
            lambda request: replace(request, diet="omnivore"),
        )


def _eating(name: str) -> Callable[[PlanRequest], PlanRequest]:
    return lambda request: replace(request, exclude=tuple(one for one in request.exclude if one != name))
