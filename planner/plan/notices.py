"""What to know beside a plan: what is kept, caffeine, energy, sodium, supplements."""

from __future__ import annotations

import math
from typing import Any, Final

from planner.diary.model import FILE
from planner.gaps.caffeine_notices import OWN
from planner.gaps.notices import flags_of_eaten
from planner.language import _, mark, retold
from planner.plan.columns import TRACE_CAFFEINE_MG, followed
from planner.plan.explain import Days, amount_text, planned_mean
from planner.plan.own_food_notices import SOURCE, own_food_notices
from planner.plan.own_notices import own_meal_texts, own_recipe_texts
from planner.plan.problem import Problem
from planner.plan.slots import clock_minutes
from planner.plan.timing import hours_text, longest_gap, night_minutes
from planner.plan.weights import weights
from planner.reference.nutrients import nutrient as nutrient_of
from planner.reference.regimen import Regimen
from planner.reference.timing_rules import timing_rules

_MOST_NAMES: Final = 5
YOURS: Final = mark("your diary")
"""Where a notice comes from that no authority gives."""


def plan_notices(problem: Problem, days: Days) -> list[dict[str, Any]]:
    """Return what to know beside the plan: what is kept, energy and sodium, supplements, her own meals.

    The plan's own dishes carry no safety notice: what a rule is careful with is not proposed.
    """
    return [
        *_kept_notices(problem),
        *_people_notices(problem),
        *_left_out_notices(problem),
        *_day_notices(problem, days),
        *_time_notices(problem),
        *_supplement_notices(problem),
        *_own_dish_notices(problem),
        *(_notice("own_food", *about) for about in own_food_notices(problem.request, days)),
    ]


def _own_dish_notices(problem: Problem) -> list[dict[str, Any]]:
    """Say which meals and recipes of hers are no dishes of the plan, and what is taken for granted."""
    texts = [(text, _(YOURS)) for text in own_meal_texts(problem)]
    texts += [(text, _(SOURCE)) for text in own_recipe_texts(problem)]
    return [_notice("own_meal", "OWN_MEALS", "info", "", text, source) for text, source in texts]


def _people_notices(problem: Problem) -> list[dict[str, Any]]:
    """Say that a diary of several people was taken together."""
    diary = problem.request.diary
    people = [] if diary is None else list(diary.entries["person"].dropna().unique())
    if len(people) < 2:
        return []
    text = _(
        "The diary is of {n} people; the plan is for one person and takes their days together. "
        "For a plan of her own, give a file with one person.",
        n=len(people),
    )
    return [_notice("people", "SEVERAL_PEOPLE", "caution", "", text, _(YOURS))]


def _left_out_notices(problem: Problem) -> list[dict[str, Any]]:
    """Say which rows of the diary a top-up or swap does not count: sums of a file that name no food."""
    diary = problem.request.diary
    if diary is None or problem.request.mode == "full":
        return []
    names = list(diary.entries["description"][diary.entries["source"] == FILE].unique())
    if not names:
        return []
    shown = ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
    text = _("The plan does not count foods of your diary that the food table lacks: {foods}.", foods=shown)
    return [_notice("left_out", "NOT_IN_TABLE", "caution", "", text, _(YOURS))]


def _day_notices(problem: Problem, days: Days) -> list[dict[str, Any]]:
    """Say where the days hold too little or too much energy, or sodium above its reduction level."""
    if not days:
        return []
    request, rows = problem.request, []
    energy, share = planned_mean(days, "energy"), weights().energy["window"]
    if abs(energy - request.energy) > share * request.energy:
        text = _(
            "The days hold {kcal} kcal on average; about {need} kcal are required. "
            "In this mode your own meals stay, so ask for a full plan to change that.",
            kcal=f"{energy:.0f}", need=f"{request.energy:.0f}",
        )  # fmt: skip
        rows.append(_notice("energy", "ENERGY_OF_PLAN", "caution", "", text, request.targets.energy.source))
    sodium, limit = planned_mean(days, "sodium"), request.targets["sodium"]
    if sodium > limit.upper:
        text = _(
            "Sodium: {mg} mg a day on average, above the {limit} mg from which less is advised (CDRR). "
            "Cook with less salt than usual; the table counts usual salting.",
            mg=f"{sodium:.0f}", limit=f"{limit.upper:.0f}",
        )  # fmt: skip
        rows.append(_notice("sodium", "SODIUM_CDRR", "info", "", text, limit.source))
    return rows


def _time_notices(problem: Problem) -> list[dict[str, Any]]:
    """Say where the times of the meals leave a long gap by day, or a long night."""
    times, rules, texts = [slot.time for slot in problem.request.slots], timing_rules(), {}
    minutes, now, then = longest_gap(times)
    if minutes > rules["no_long_gap"].amounts["minutes"]:
        texts["no_long_gap"] = _(
            "Between the meals at {first} and {next} lie {hours}. "
            "One more small meal or other times would shorten that.",
            first=now, next=then, hours=hours_text(minutes),
        )  # fmt: skip
    night = night_minutes(times[-1], times[0])
    if night > rules["evening_snack"].amounts["night_minutes"]:
        texts["evening_snack"] = _(
            "From the last meal at {last} to the first lie {hours}. "
            "A later evening snack would shorten the night without food.",
            last=times[-1], hours=hours_text(night),
        )  # fmt: skip
    return [
        _notice("timing", rule.upper(), "info", "", text, _(rules[rule].level))
        for rule, text in texts.items()
    ]


def _supplement_notices(problem: Problem) -> list[dict[str, Any]]:
    """Say what her supplements add to the plan, which counts food alone."""
    added = [
        f"{_(nutrient_of(name).name).lower()} {amount_text(value, nutrient_of(name).unit)}"
        for name, value in problem.supplements.items()
        if name in weights().nutrients and value > 0
    ]
    regular = problem.request.targets.person.supplements
    rows = _unknown_notices(regular)
    if not added:
        return rows
    if regular:
        text = _(
            "The plan counts food alone. Your supplements add, on an average day: {amounts}. "
            "They were counted against the upper levels.",
            amounts=", ".join(added),
        )
    else:
        text = _(
            "The plan counts food alone. The supplements in your diary add, on an average day: {amounts}. "
            "They were counted against the upper levels.",
            amounts=", ".join(added),
        )
    source = _("your labels") if regular else _(YOURS)
    return [_notice("supplements", "SUPPLEMENTS", "info", "", text, source), *rows]


def _unknown_notices(regular: Regimen) -> list[dict[str, Any]]:
    """Say which upper levels cannot be promised, as a label leaves an amount open."""
    names = [
        _(nutrient_of(name).name).lower() for name, value in regular.usual().items() if math.isnan(value)
    ]
    if not names:
        return []
    text = _(
        "How much of these is in your supplements is not known, so the plan cannot keep to their upper "
        "levels with them: {names}. See the notes beside your supplements.",
        names=", ".join(names),
    )
    return [_notice("supplements", "SUPPLEMENTS_UNKNOWN", "caution", "", text, _("your labels"))]


def _kept_notices(problem: Problem) -> list[dict[str, Any]]:
    request = problem.request
    rows = [
        _notice("food", flag.rule, flag.severity, item.description, flag.words(), flag.authority)
        for item in dict.fromkeys(item for day in problem.base.items for item in day)
        for flag in flags_of_eaten(item.text, item.food_id, request.foods.kept, request.jurisdiction)
        if flag.severity not in ("info", "limit")
    ]
    rows += [
        _notice("caffeine", "LAST_CAFFEINE", "caution", item.description, text, _(OWN))
        for item in request.kept
        if item.time and item.caffeine_high > TRACE_CAFFEINE_MG
        if clock_minutes(item.time) > clock_minutes(request.last_caffeine)
        for text in [
            _(
                "Kept at {time}, after the last caffeine of the day at {latest}.",
                time=item.time,
                latest=request.last_caffeine,
            )
        ]
    ]
    high = problem.base.nutrients[:, followed().index("caffeine_high")].max()
    if high > request.targets.caffeine_cap_mg:
        text = _(
            "What is kept may hold {mg} mg caffeine a day, over the cap of {cap} mg. "
            "On such days the plan adds none; think about a smaller or weaker cup.",
            mg=f"{high:.0f}", cap=f"{request.targets.caffeine_cap_mg:.0f}",
        )  # fmt: skip
        own = request.targets.person.caffeine_cap_mg is not None
        authority = _(OWN) if own else str(request.targets.caffeine["authority"])
        rows.append(_notice("caffeine", "CAFFEINE_CAP", "limit", _("what is kept"), text, authority))
    energy = request.targets.energy
    return rows + [
        _notice("energy", "ENERGY", "info", "", retold(text), energy.source) for text in energy.notes
    ]


def _notice(kind: str, rule: str, severity: str, food: str, text: str, authority: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "rule": rule,
        "severity": severity,
        "date": None,
        "food": food,
        "text": text,
        "authority": authority,
    }
