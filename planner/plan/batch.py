"""Cooking once for two meals: dishes of a plan that come again soon enough to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from planner.language import _
from planner.plan.slots import NAMES
from planner.reference.dishes import dishes

KEEPS_DAYS: Final = 2
"""A cooked dish is eaten by the second day after: cautious, in pregnancy. So it spans three days."""
RICE_KEEPS_DAYS: Final = 1
"""Cooked rice is eaten by the next day."""


def batch_cooking(days: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the dishes that can be cooked once for several meals.

    Parameters
    ----------
    days : sequence of dict
        The ``days`` of a plan.

    Returns
    -------
    list of dict
        By day: ``dish``, ``cook_day``, ``meals`` (each ``day`` and ``slot``, the first is when it is cooked),
        ``portions`` and ``text``. Only dishes of the library that keep.

    Examples
    --------
    >>> meal = {"slot": "dinner", "dish": "Lamb stew with parsnips", "items": []}
    >>> [row["text"] for row in batch_cooking([{"day": 1, "meals": [meal]}, {"day": 3, "meals": [meal]}])]
    ['Lamb stew with parsnips: cook 2 portions on day 1, for day 1 dinner and ...']
    """
    rows = [_row(group) for groups in _occurrences(days).values() for group in _groups(groups)]
    return sorted(
        (row for row in rows if row["portions"] > 1), key=lambda row: (row["cook_day"], row["dish"])
    )


@cache
def _kept_dishes() -> frozenset[str]:
    return frozenset(dish.name for dish in dishes() if dish.batch)


def _occurrences(days: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return where each dish that keeps stands, in the order of the plan."""
    found: dict[str, list[dict[str, Any]]] = {}
    for day in days:
        for meal in day["meals"]:
            if meal["dish"] in _kept_dishes():
                found.setdefault(meal["dish"], []).append({"day": day["day"], **meal})
    return found


def _groups(meals: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Split the meals of one dish into pots: each is eaten up while it keeps."""
    pots: list[list[dict[str, Any]]] = []
    for meal in meals:
        if pots and meal["day"] - pots[-1][0]["day"] <= _keeps(pots[-1][0]):
            pots[-1].append(meal)
        else:
            pots.append([meal])
    return pots


def _keeps(meal: dict[str, Any]) -> int:
    rice = any(item["description"].lower().startswith("rice,") for item in meal["items"] if not item["kept"])
    return RICE_KEEPS_DAYS if rice else KEEPS_DAYS


def _row(meals: list[dict[str, Any]]) -> dict[str, Any]:
    first = meals[0]
    places = [_("day {n} {meal}", n=meal["day"], meal=_(NAMES[meal["slot"]]).lower()) for meal in meals]
    text = _(
        "{dish}: cook {portions} portions on day {day}, for {meals}.",
        dish=_(first["dish"]), portions=len(meals), day=first["day"], meals=_(" and ").join(places),
    )  # fmt: skip
    return {
        "dish": first["dish"],
        "cook_day": first["day"],
        "meals": [{"day": meal["day"], "slot": meal["slot"]} for meal in meals],
        "portions": len(meals),
        "text": text,
    }
