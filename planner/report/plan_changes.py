"""What differs between two plans of the same days, and what a change does, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from planner.gaps.wording import in_text, joined
from planner.language import _
from planner.plan.leftovers import LeftoverUse
from planner.plan.own_meals import shown_name
from planner.reference.nutrients import nutrients
from planner.report.plan_report import MEAL_NAMES
from planner.report.text import FIRST

_LEAST: Final = 0.5
"""Changes under half a percent of a target are not worth a word."""
_MOST_NAMED: Final = 3


def change_words(changes: Mapping[str, float]) -> str:
    """Return the largest changes of the nutrients looked at first, in percent of their targets.

    Examples
    --------
    >>> change_words({"magnesium": 6.2, "iron": -3.1, "calcium": 0.2, "zinc": 40.0})
    '+6 % magnesium, −3 % iron'
    >>> change_words({"iron": 0.1})
    'hardly any difference'
    """
    known = [(name, changes[name]) for name in FIRST if abs(changes.get(name, 0.0)) >= _LEAST]
    known = sorted(known, key=lambda one: -abs(one[1]))[:_MOST_NAMED]
    return ", ".join(_signed(name, value) for name, value in known) or _("hardly any difference")


def _signed(name: str, value: float) -> str:
    return f"{'+' if value > 0 else '−'}{abs(value):.0f} % {in_text(_(nutrients()[name].name))}"


def offer_text(use: LeftoverUse, slots: Sequence[str]) -> str:
    """Return an offer to use up a leftover in words; ``slots`` names the meals of a day."""
    left = _(
        "{left} g of {food} are left: “{dish}” instead of “{other}” on day {day}, {meal}, uses {used} g.",
        left=f"{use.left_grams:.0f}", food=use.food, dish=shown_name(use.dish),
        other=shown_name(use.instead_of), day=use.day, meal=slots[use.slot], used=f"{use.used_grams:.0f}",
    )  # fmt: skip
    saved = _(
        "In all {grams} g less would spoil; for the mean day: {changes}.",
        grams=f"{use.saves_grams:.0f}", changes=change_words(use.nutrients),
    )  # fmt: skip
    spared = [_("{foods} need not be bought.", foods=joined(list(use.spares)))] if use.spares else []
    return " ".join([left, *spared, saved])


def what_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return in a sentence or two which meals two plan documents differ in, and what that does.

    Examples
    --------
    >>> meal = {"slot": "lunch", "dish": "Soup", "items": []}
    >>> plan = {"days": [{"day": 1, "meals": [meal]}], "targets": []}
    >>> what_changed(plan, {**plan, "days": [{"day": 1, "meals": [{**meal, "dish": "Salad"}]}]})
    'Other dishes: day 1 lunch. For the mean day: hardly any difference.'
    >>> what_changed(plan, plan)
    'No meal had to change.'
    """
    pairs = [
        (_("day {n} {meal}", n=new["day"], meal=_(MEAL_NAMES[now["slot"]]).lower()), was, now)
        for old, new in zip(before["days"], after["days"], strict=True)
        for was, now in zip(old["meals"], new["meals"], strict=True)
        if _amounts(was) != _amounts(now) or was["dish"] != now["dish"]
    ]
    if not pairs:
        return _("No meal had to change.")
    dishes = [place for place, was, now in pairs if was["dish"] != now["dish"]]
    amounts = [place for place, was, now in pairs if was["dish"] == now["dish"]]
    parts = [_("Other dishes: {meals}.", meals=_listed(dishes))] if dishes else []
    parts += [_("Other amounts: {meals}.", meals=_listed(amounts))] if amounts else []
    changes = change_words(_mean_changes(before, after))
    return " ".join([*parts, _("For the mean day: {changes}.", changes=changes)])


def _amounts(meal: Mapping[str, Any]) -> list[tuple[str, float, bool]]:
    """Return what a meal holds, whatever the language of its words."""
    return [(item["food_id"], item["grams"], item["kept"]) for item in meal["items"]]


def _listed(places: list[str]) -> str:
    more = len(places) - _MOST_NAMED
    named = ", ".join(places[:_MOST_NAMED])
    return _("{named} and {n} more", named=named, n=more) if more > 0 else named


def _mean_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, float]:
    were = {row["nutrient"]: row["planned_mean"] for row in before["targets"]}
    return {
        row["nutrient"]: 100 * (row["planned_mean"] - were[row["nutrient"]]) / row["target"]
        for row in after["targets"]
        if row["nutrient"] in were
    }
