"""Why a dish is here: what its printed portions bring of the day's targets, whose food it is."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from planner.gaps.wording import in_text, joined
from planner.intake.summary import compute_intake
from planner.language import _
from planner.plan.explain import is_missed
from planner.plan.foods import lines_of
from planner.plan.goals import weight_of
from planner.plan.request import PlanRequest
from planner.plan.weights import weights
from planner.reference.dishes import library
from planner.reference.emphasis import EmphasisGroup, emphasis_groups
from planner.reference.nutrients import nutrient as nutrient_of

WORTH_SAYING: Final = 0.01
"""A share of a target below this is not named …"""
WORTH_A_THIRD: Final = 0.10
"""… and a third nutrient only from this share on."""
PART_OF_A_SERVING: Final = 0.25
"""With less of a group, a dish is not called one of the article's foods."""

Days = list[dict[str, Any]]
Meal = dict[str, Any]


def with_reasons(request: PlanRequest, days: Days) -> Days:
    """Return printed days with ``why`` in each meal: ``text``, ``shares``, ``group``.

    The shares are worked out from the printed portions with the food table; where a meal also has what is
    kept, they are those of the dish.

    Examples
    --------
    >>> import planner
    >>> person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
    >>> plan = planner.plan_meals(planner.targets_for(person), days=1)
    >>> why = plan.days[0]["meals"][0]["why"]
    >>> why["text"].startswith("Brings ") and 2 <= len(why["shares"]) <= 3
    True
    """
    names = nutrients_to_name(request)
    target = np.array([request.targets[name].target for name in names])
    meals = [meal for day in days for meal in day["meals"]]
    brought = iter(_brought(request, meals, names) / target)
    return [
        day | {"meals": [meal | {"why": _why(request, meal, names, next(brought))} for meal in day["meals"]]}
        for day in days
    ]


def nutrients_to_name(request: PlanRequest) -> list[str]:
    """Return the nutrients short in her diary or weighted above the rest; every one where there is none."""
    known = [name for name in weights().nutrients if not np.isnan(request.targets[name].target)]
    short = _short(request, known)
    default = weights().shortfall["default"]
    return [name for name in known if name in short or weight_of(request, name) > default] or known


def _short(request: PlanRequest, names: list[str]) -> set[str]:
    """Return the nutrients whose mean in her diary is under the target; an unknown mean says nothing."""
    if request.diary is None or request.diary.entries.empty:
        return set()
    means = compute_intake(request.diary).total.mean()
    return {name for name in names if is_missed(float(means[name]), request.targets[name].target)}


def chosen_items(meal: Meal) -> list[dict[str, Any]]:
    """Return what the reason is about: the items of the dish, or what is kept where there is none."""
    return [item for item in meal["items"] if not item["kept"]] or meal["items"]


def _brought(
    request: PlanRequest, meals: list[Meal], names: list[str]
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return what each meal brings (meals x names); NaN where nothing is known."""
    rows = [(at, item) for at, meal in enumerate(meals) for item in chosen_items(meal)]
    amounts = request.foods.totals([item for _, item in rows])
    sums = amounts[names].reset_index(drop=True).groupby([at for at, _ in rows]).sum(min_count=1)
    return sums.to_numpy(dtype=float)


def _why(
    request: PlanRequest,
    meal: Meal,
    names: list[str],
    shares: np.ndarray[Any, np.dtype[np.float64]],
) -> dict[str, Any]:
    order = sorted(range(len(names)), key=lambda at: -np.nan_to_num(shares[at]))[:3]
    told = [
        at for place, at in enumerate(order) if shares[at] >= (WORTH_A_THIRD if place == 2 else WORTH_SAYING)
    ]
    rows = [{"nutrient": names[at], "share_of_target": float(shares[at])} for at in told]
    group = _group(request, meal)
    reasons = [_shares_text(rows)] if rows else []
    reasons += [_("the article's {food}", food=in_text(_(group.name)))] if group else []
    reasons += _familiar(request, meal)
    reasons += [_("gentle, for days of nausea")] if request.gentle and _is_gentle(request, meal) else []
    return {"text": _sentence(reasons), "shares": rows, "group": group.id if group else None}


def _sentence(reasons: list[str]) -> str:
    text = "; ".join(reasons) or _("fits the day without bringing much of any one nutrient")
    return f"{text[:1].upper()}{text[1:]}."


def _shares_text(rows: list[dict[str, Any]]) -> str:
    """Return such as "brings 21 % of the day's magnesium and 18 % of its calcium"."""
    shares = [f"{100 * row['share_of_target']:.0f} %" for row in rows]
    names = [in_text(_(nutrient_of(row["nutrient"]).name)) for row in rows]
    first, *others = zip(shares, names, strict=True)
    parts = [
        _("{share} of the day's {nutrient}", share=first[0], nutrient=first[1]),
        *(_("{share} of its {nutrient}", share=share, nutrient=name) for share, name in others),
    ]
    return _("brings {shares}", shares=joined(parts))


def _group(request: PlanRequest, meal: Meal) -> EmphasisGroup | None:
    """Return the article's group that the meal has most servings of, if any that she wants."""
    groups = [group for group in emphasis_groups() if request.emphasis[group.id] > 0]
    lines = [line for item in chosen_items(meal) for line in lines_of(item)]
    servings = [sum(group.servings(food, grams) for food, grams in lines) for group in groups]
    most = max(servings, default=0.0)
    return groups[servings.index(most)] if most >= PART_OF_A_SERVING else None


def _is_gentle(request: PlanRequest, meal: Meal) -> bool:
    return any(dish.name == meal["dish"] and dish.gentle for dish in library(request.own_dishes))


def _familiar(request: PlanRequest, meal: Meal) -> list[str]:
    """Say whose food it is: kept, her own, or its first food and at least half of all in her diary."""
    items = chosen_items(meal)
    if all(item["kept"] for item in items):
        return [_("yours, kept as it is")]
    if meal["dish"] in {dish.name for dish in request.own_meals.dishes}:
        return [_("a meal of your own")]
    if meal["dish"] in {dish.name for dish in request.own_recipes.dishes}:
        return [_("a recipe of your own")]
    known = [item["food_id"] in request.known_foods for item in items]
    return [_("like what you eat already")] if known[0] and 2 * sum(known) >= len(items) else []
