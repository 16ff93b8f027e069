"""The fish of a printed plan against the weekly advice of the jurisdiction: enough, and not too much."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import pandas as pd

from planner.language import _, mark, plural
from planner.plan.foods import PlanFoods, lines_of, shipped
from planner.plan.goals import WEEK
from planner.plan.request import PlanRequest
from planner.reference.diets import allergens, allowed_foods
from planner.reference.fish import fish_content
from planner.reference.safety_rules import rules
from planner.reference.timing_rules import dha_text, least_fish

Days = list[dict[str, Any]]
_ASK: Final = mark("Ask your midwife, doctor or dietitian whether you need another source.")
_WEIGHED: Final = {"raw": mark("weighed raw"), "cooked": mark("weighed cooked")}
_ROUNDING_G: Final = 0.5
_PLAIN_FISH: Final = "fndds:26109120"
"""Cod: a diet that leaves this out leaves out fish."""


class Advice(NamedTuple):
    """What an authority advises of some fish for a week; ``per_100_g`` says what counts in each food."""

    what: str
    per_100_g: dict[str, float]
    least: float | None
    most: float | None
    weighed: str
    authority: str


def fish_result(request: PlanRequest, days: Days) -> tuple[int, int, str]:
    """Return in how many weeks all advice holds, of how many, and that in words.

    The least is asked of whole weeks only, and not of a plan that leaves fish out.
    """
    left_out, advices = fish_left_out(request), advice_of(request.jurisdiction, request.foods)
    weeks = [days[start : start + WEEK] for start in range(0, len(days), WEEK)]
    eaten = [[_grams(week, advice) for advice in advices] for week in weeks]
    if left_out and not any(map(any, eaten)):
        return 0, 0, without_fish(request, days)
    least = [not left_out and len(week) == WEEK for week in weeks]
    good = [
        all(_holds(grams, advice, whole) for grams, advice in zip(row, advices, strict=True))
        for row, whole in zip(eaten, least, strict=True)
    ]
    told = [_week_text(row, advices, len(week)) for row, week in zip(eaten, weeks, strict=True)]
    numbered = (
        told
        if len(told) == 1
        else [_("Week {n}: {text_of_week}", n=at, text_of_week=text) for at, text in enumerate(told, start=1)]
    )
    words = [without_fish(request, days)] if left_out else []
    words += numbered if all(least) or left_out else [*numbered, _("The least is asked of seven days.")]
    return sum(good), len(weeks), " ".join(words)


def advice_of(jurisdiction: str, foods: PlanFoods | None = None) -> list[Advice]:
    """Return the advice in force, with what counts towards it.

    Parameters
    ----------
    jurisdiction : str
    foods : PlanFoods, optional
        Those of the table alone where left out.

    Examples
    --------
    >>> [(advice.what, advice.least, advice.most) for advice in advice_of("uk")]
    [('Oily fish', 140, 280), ('Tuna', None, 280), ('All fish', 280, None)]
    """
    more = {advice.limit: advice for advice in least_fish(jurisdiction)}
    found, foods = [], foods or shipped()
    for limit in foods.weekly_fish(jurisdiction):
        rule = rules()[limit.id].limit
        own = more.pop(limit.id, None)
        least = own.grams if own else limit.min_grams
        weighed = rule.weighed if rule else ""
        found.append(
            Advice(limit.name, dict(limit.members), least, limit.max_grams, weighed, limit.authority)
        )
    for own in more.values():
        grams = pd.concat([one[f"{own.weighed}_g"] for one in (fish_content(), foods.fish) if len(one)])
        counted = {str(food): float(g) for food, g in grams.items()}
        found.append(Advice(own.what, counted, own.grams, None, own.weighed, own.authority))
    return found


def _grams(week: Days, advice: Advice) -> float:
    items = [item for day in week for meal in day["meals"] for item in meal["items"]]
    lines = [line for item in items for line in lines_of(item)]
    return float(sum(grams * advice.per_100_g.get(food, 0.0) / 100 for food, grams in lines))


def _holds(grams: float, advice: Advice, whole_week: bool) -> bool:
    enough = not whole_week or advice.least is None or grams >= advice.least - _ROUNDING_G
    return enough and (advice.most is None or grams <= advice.most + _ROUNDING_G)


def _week_text(eaten: list[float], advices: list[Advice], days: int) -> str:
    return " ".join(
        _(
            "{fish}: {eaten}, {weighed}; {authority}: {range} a week.",
            fish=_(advice.what),
            eaten=_eaten_text(f"{grams:.0f}", days),
            weighed=_(_WEIGHED[advice.weighed]),
            authority=advice.authority,
            range=_range(advice),
        )
        for grams, advice in zip(eaten, advices, strict=True)
    )


def _eaten_text(grams: str, days: int) -> str:
    if days == WEEK:
        return _("{grams} g a week", grams=grams)
    return plural("{grams} g in this day", "{grams} g in these {n} days", days, grams=grams)


def _range(advice: Advice) -> str:
    if advice.least is None:
        return _("at most {grams} g", grams=f"{advice.most:.0f}")
    if advice.most is None:
        return _("at least {grams} g", grams=f"{advice.least:.0f}")
    return _("{least} to {most} g", least=f"{advice.least:.0f}", most=f"{advice.most:.0f}")


def fish_left_out(request: PlanRequest) -> bool:
    """Return whether the diet or what is left out takes away every fish (shellfish may stay)."""
    fish = allergens()["fish"]
    fine = allowed_foods(request.diet, request.exclude)
    return not fine[fish.index[fish]].any()


def without_fish(request: PlanRequest, days: Days) -> str:
    """Say that there is no fish by her wish, what the plan has of DHA, and whom to ask."""
    by_diet = not allowed_foods(request.diet)[_PLAIN_FISH]
    if by_diet:
        wish = _("No fish, by your wish: your diet is {diet}.", diet=_(request.diet))
    else:
        wish = _("No fish, by your wish: you leave it out.")
    known = [day["totals"]["dha"] for day in days if day["totals"]["dha"] is not None]
    mean = 1000 * sum(known) / len(known) if known else 0.0
    held = [_("The foods of this plan hold about {mg} mg DHA a day.", mg=f"{mean:.0f}")] if known else []
    return " ".join([wish, *held, _(dha_text(request.targets.framework)), _(_ASK)])
