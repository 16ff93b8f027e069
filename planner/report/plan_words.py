"""What is said of a plan, in the same words on the screen and in files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from planner.gaps.wording import amount, in_text, joined
from planner.language import _
from planner.plan.own_meals import shown_name
from planner.reference.emphasis import emphasis_groups
from planner.reference.nutrients import nutrients
from planner.report.basis import week_day

Document = dict[str, Any]
"""A plan as ``planner plan --format json`` prints it."""


def verdict_words(plan: Document) -> tuple[str, str]:
    """Return how many targets are reached, and which are not (blank where all are).

    Examples
    --------
    >>> verdict_words({"targets": [{}, {}], "unmet": [{"nutrient": "iron"}]})
    ('1 of 2 targets are reached', 'Not reached: iron.')
    """
    total, missed = len(plan["targets"]), plan["unmet"]
    names = [in_text(_(nutrients()[row["nutrient"]].name)) for row in missed]
    reached = _("{n} of {total} targets are reached", n=total - len(missed), total=total)
    return reached, _("Not reached: {nutrients}.", nutrients=joined(names)) if names else ""


def proof_words(plan: Document) -> str:
    """Return how far the plan may be from the best possible one."""
    return _(
        "At most {points} points a day lie between this plan and the best that any plan could do. "
        "A point is one percent of one nutrient's target. Every amount was worked out again from the "
        "portions as printed.",
        points=f"{plan['gap']:.1f}",
    )


def title(meal: dict[str, Any]) -> str:
    """Return what a meal is called: its dish, or what stays of her own."""
    if meal["dish"]:
        return shown_name(str(meal["dish"]))
    return _("Yours: {foods}", foods=", ".join(item["description"] for item in meal["items"]))


def energy_text(meal: dict[str, Any]) -> str:
    """Return the energy of a meal.

    Examples
    --------
    >>> energy_text({"energy_kcal": 508.09}), energy_text({"energy_kcal": None})
    ('508 kcal', 'energy not known')
    """
    return _("energy not known") if meal["energy_kcal"] is None else f"{meal['energy_kcal']:.0f} kcal"


def group_words(row: dict[str, Any]) -> tuple[str, str]:
    """Return the name of one of the article's food groups, and its servings or why there are none.

    Examples
    --------
    >>> group_words({"group": "honey", "servings": 2.0, "or_why_not": None})
    ('Honey', '2 servings')
    """
    name = next(group.name for group in emphasis_groups() if group.id == row["group"])
    servings = f"{row['servings']:.1f}".removesuffix(".0")
    if row["servings"] > 0:
        return _(name), _("{n} servings", n=servings)
    return _(name), _("none. {why}", why=row["or_why_not"])


def total_text(totals: dict[str, float | None], name: str) -> str:
    """Return the amount of a nutrient in a day.

    Examples
    --------
    >>> total_text({"iron": 23.486}, "iron"), total_text({"iron": None}, "iron")
    ('23.5 mg', 'not known')
    """
    known = totals[name]
    return amount(float("nan") if known is None else known, name, nutrients()[name].unit)


def day_words(day: dict[str, Any], start: dt.date | None) -> str:
    """Return what a day is called: its number, and its date where the plan's first day is known.

    Examples
    --------
    >>> day_words({"day": 2}, None), day_words({"day": 2}, dt.date(2026, 3, 2))
    ('Day 2', 'Day 2, Tuesday 3 March')
    """
    if start is None:
        return _("Day {n}", n=day["day"])
    date = start + dt.timedelta(days=day["day"] - 1)
    return _("Day {n}, {date}", n=day["day"], date=week_day(date))
