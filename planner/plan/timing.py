"""How far a printed plan holds the rules of pairing and timing: where not, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np

from planner.gaps.wording import in_text, joined
from planner.language import _, mark
from planner.plan.columns import Bools
from planner.plan.fish_week import fish_result
from planner.plan.foods import PlanFoods
from planner.plan.pairing import held, is_tea_or_coffee, near_tea, traits_of
from planner.plan.request import PlanRequest
from planner.plan.slots import NAMES, clock_minutes
from planner.reference.timing_rules import TimingRule, timing_rules

Days = list[dict[str, Any]]
DAY: Final = 24 * 60
_NAMED: Final = 3
"""So many places are named; the rest are counted."""

_NONE: Final = {
    "plant_iron_with_vitamin_c": mark("No meal here is rich in plant iron."),
    "iron_apart_from_tea_and_coffee": mark("No meal here is rich in iron."),
    "iron_apart_from_calcium": mark("No meal here is rich in iron."),
}


_ALL: Final = {
    "meal": mark("In all {n} meals"),
    "day": mark("In all {n} days"),
    "night": mark("In all {n} nights"),
}
_THE_ONE: Final = {
    "meal": mark("In the one meal that it is about"),
    "day": mark("In the one day that it is about"),
    "night": mark("In the one night that it is about"),
}
_NOT_THE_ONE: Final = {
    "meal": mark("In 0 of 1 meal"),
    "day": mark("In 0 of 1 day"),
    "night": mark("In 0 of 1 night"),
}
_SOME: Final = {
    "meal": mark("In {holds} of {n} meals"),
    "day": mark("In {holds} of {n} days"),
    "night": mark("In {holds} of {n} nights"),
}


class Result(NamedTuple):
    """How often a rule holds, of how often it applies, and that in words."""

    holds: int
    of: int
    text: str


def timing_rows(request: PlanRequest, days: Days) -> list[dict[str, Any]]:
    """Return one row a rule, worked out from the printed portions and times.

    ``rule``, ``name``, ``holds`` and ``of`` (meals, days or weeks), ``text``, ``does`` (what the planner
    does about it), ``evidence``, ``level`` and ``basis`` (how sure, in words), ``source``, ``amounts``.

    Examples
    --------
    >>> import planner
    >>> person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
    >>> plan = planner.plan_meals(planner.targets_for(person), days=1)
    >>> row = next(row for row in plan.timing if row["rule"] == "last_caffeine")
    >>> row["holds"], row["of"], row["level"]
    (1, 1, 'A preference of this planner')
    """
    if not days:
        return []
    results = {
        **_meal_results(request.foods, days),
        "last_caffeine": _caffeine(request, days),
        "no_long_gap": _gaps(days),
        "evening_snack": _nights(days),
        "weekly_fish": Result(*fish_result(request, days)),
    }
    return [_row(rule, results[rule.id]) for rule in timing_rules().values()]


def _row(rule: TimingRule, result: Result) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "name": _(rule.name),
        "holds": result.holds,
        "of": result.of,
        "text": result.text,
        "why": _(rule.text),
        "does": _(rule.does),
        "evidence": rule.evidence,
        "level": _(rule.level),
        "basis": f"{_(rule.meaning)} {_(rule.basis)}",
        "source": rule.source,
        "amounts": dict(rule.amounts),
        "amounts_from": _(rule.amounts_from),
    }


def _meal_results(foods: PlanFoods, days: Days) -> dict[str, Result]:
    """Return the results of the rules that a meal decides, over all meals of the plan."""
    meals = [meal for day in days for meal in day["meals"]]
    places = [_place(day, meal) for day in days for meal in day["meals"]]
    eaten = [[(item["food_id"], foods.weight(item)) for item in meal["items"]] for meal in meals]
    traits = traits_of(eaten, foods.traits)
    tea = np.concatenate([_tea_near(foods, day) for day in days])
    found = {}
    for rule, (applies, short) in held(traits, tea).items():
        broken = [place for place, far in zip(places, short, strict=True) if far > 0]
        found[rule] = _told(
            len(places) if applies.all() else int(applies.sum()), broken, "meal", _NONE.get(rule)
        )
    return found


def _tea_near(foods: PlanFoods, day: dict[str, Any]) -> Bools:
    timed = _timed_items(day)
    drunk = [minutes for minutes, item in timed if is_tea_or_coffee(item["food_id"], foods.traits)]
    return near_tea([clock_minutes(meal["time"]) for meal in day["meals"]], drunk)


def _timed_items(day: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each item with the minute of the day: its own time where she named one, else its meal's."""
    for meal in day["meals"]:
        for item in meal["items"]:
            yield clock_minutes(item.get("time") or meal["time"]), item


def _place(day: dict[str, Any], meal: dict[str, Any]) -> str:
    return _("day {n} {meal}", n=day["day"], meal=_(NAMES[meal["slot"]]).lower())


def _told(of: int, broken: Sequence[str], what: str, none: str | None = None) -> Result:
    """Return a result in words: how often, and the first places where not."""
    if of == 0 and none:
        return Result(0, 0, _(none))
    holds = of - len(broken)
    if of == 1:
        text = _(_NOT_THE_ONE[what] if broken else _THE_ONE[what])
    else:
        text = _(_SOME[what], holds=holds, n=of) if broken else _(_ALL[what], n=of)
    if not broken:
        return Result(holds, of, f"{text}.")
    more = [_("{n} more", n=len(broken) - _NAMED)] if len(broken) > _NAMED else []
    where = joined([*broken[:_NAMED], *more])
    return Result(holds, of, _("{told}; not at {places}.", told=text, places=where))


def _caffeine(request: PlanRequest, days: Days) -> Result:
    """Look for caffeine after the last hour: only what she keeps can be there."""
    trace = timing_rules()["last_caffeine"].amounts["caffeine_mg"]
    late = clock_minutes(request.last_caffeine)
    broken = []
    for day in days:
        after = [item for minutes, item in _timed_items(day) if minutes > late]
        ids, weights = [item["food_id"] for item in after], [request.foods.weight(item) for item in after]
        high = list(request.foods.caffeine_high(ids, weights, request.jurisdiction)) if after else []
        own = [item["description"] for item, mg in zip(after, high, strict=True) if mg > trace]
        broken += [_("day {n} (yours: {foods})", n=day["day"], foods=", ".join(own))] if own else []
    told = _told(len(days), broken, "day")
    text = _("None after {time}: {told}", time=request.last_caffeine, told=in_text(told.text))
    return told._replace(text=text)


def longest_gap(times: Sequence[str]) -> tuple[int, str, str]:
    """Return the longest time between one meal and the next by day, in minutes, and when.

    Examples
    --------
    >>> longest_gap(["07:30", "12:30", "18:00", "21:00"])
    (330, '12:30', '18:00')
    """
    gaps = [(clock_minutes(then) - clock_minutes(now), now, then) for now, then in pairwise(times)]
    return max(gaps, key=lambda gap: gap[0], default=(0, "", ""))


def night_minutes(last: str, first: str) -> int:
    """Return the minutes from the last meal of a day to the first of the next.

    Examples
    --------
    >>> night_minutes("21:00", "07:30")
    630
    """
    return DAY - clock_minutes(last) + clock_minutes(first)


def hours_text(minutes: int) -> str:
    """Return minutes as a sentence has them.

    Examples
    --------
    >>> hours_text(330), hours_text(240)
    ('5 h 30 min', '4 h')
    """
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _gaps(days: Days) -> Result:
    most = timing_rules()["no_long_gap"].amounts["minutes"]
    gaps = [longest_gap([meal["time"] for meal in day["meals"]]) for day in days]
    broken = [_("day {n}", n=day["day"]) for day, gap in zip(days, gaps, strict=True) if gap[0] > most]
    told, (minutes, now, then) = _told(len(days), broken, "day"), max(gaps)
    text = _("At most {hours}: {told}", hours=hours_text(int(most)), told=in_text(told.text))
    if minutes:
        longest = _(
            "The longest is {hours}, {first} to {next}.", hours=hours_text(minutes), first=now, next=then
        )
        text = f"{text} {longest}"
    return told._replace(text=text)


def _nights(days: Days) -> Result:
    """Look at the nights from the last meal to the next day's first; after the last day, to its own."""
    most = timing_rules()["evening_snack"].amounts["night_minutes"]
    eaten = [[meal["time"] for meal in day["meals"]] for day in days]
    nights = [
        night_minutes(now[-1], then[0]) for now, then in zip(eaten, [*eaten[1:], eaten[-1]], strict=True)
    ]
    broken = [_("day {n}", n=day["day"]) for day, night in zip(days, nights, strict=True) if night > most]
    told = _told(len(days), broken, "night")
    return told._replace(
        text=_(
            "{told} The longest night without food is {hours}; at most {most} is wanted.",
            told=told.text,
            hours=hours_text(max(nights)),
            most=hours_text(int(most)),
        )
    )
