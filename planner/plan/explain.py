"""Reasons in words: targets missed, best and worst cases, the article's groups, notices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

import numpy as np

from planner.gaps.wording import in_text, joined
from planner.language import _
from planner.plan.columns import followed
from planner.plan.foods import lines_of
from planner.plan.problem import Problem
from planner.plan.request import PlanRequest
from planner.plan.weights import weights
from planner.reference.emphasis import EmphasisGroup, emphasis_groups
from planner.reference.nutrients import nutrient as nutrient_of
from planner.reference.safety import planner_excluded

MISSED_SHARE: Final = 0.995
"""A mean below this share of the target is a miss."""

Days = list[dict[str, Any]]
Extreme = Callable[[str, int], float]


class Proof(Protocol):
    """What the reasons rest on: how far a nutrient can go, and what reaching a target would cost."""

    def extreme(self, nutrient: str, sense: int) -> float:
        """Return the most (1) or least (-1) that any plan's mean day can hold."""

    def price_of_target(self, nutrient: str, target: float) -> dict[str, float]:
        """Return the change of each goal, in points a day."""


def target_rows(request: PlanRequest, days: Days, extreme: Extreme) -> list[dict[str, Any]]:
    """Return each followed target with the plan's mean, and the best and worst mean of any plan."""
    return [
        row
        | {"best_case": extreme(row["nutrient"], +1), "worst_case": max(0.0, extreme(row["nutrient"], -1))}
        for row in planned_rows(request, days)
    ]


def planned_rows(request: PlanRequest, days: Days) -> list[dict[str, Any]]:
    """Return each followed target with the plan's mean."""
    targets = [(name, request.targets[name]) for name in weights().nutrients]
    return [
        {"nutrient": name, "unit": row.unit, "target": row.target, "planned_mean": planned_mean(days, name)}
        for name, row in targets
        if not np.isnan(row.target)
    ]


def planned_mean(days: Days, nutrient: str) -> float:
    """Return the mean of a nutrient over the days of a plan; an unknown day counts as nothing known."""
    return float(np.mean([day["totals"][nutrient] or 0.0 for day in days]))


def unmet_rows(problem: Problem, proof: Proof, days: Days) -> list[dict[str, Any]]:
    """Return the targets that the plan misses by more than half a percent, with the reason."""
    rows = [
        row for row in planned_rows(problem.request, days) if is_missed(row["planned_mean"], row["target"])
    ]
    return [_unmet(problem, proof, row, proof.extreme(row["nutrient"], +1)) for row in rows]


def is_missed(mean: float, target: float) -> bool:
    """Return whether a mean is under its target by more than half a percent."""
    return mean < MISSED_SHARE * target


def _unmet(problem: Problem, proof: Proof, row: dict[str, Any], best: float) -> dict[str, Any]:
    out_of_reach = is_missed(best, row["target"])
    amounts = (row["planned_mean"], row["target"], best)
    planned, target, most = (amount_text(value, row["unit"]) for value in amounts)
    text = _(
        "{nutrient}: the plan has {planned} of {target} a day.",
        nutrient=_(nutrient_of(row["nutrient"]).name), planned=planned, target=target,
    )  # fmt: skip
    if out_of_reach:
        reason = _(
            "With these foods and rules no plan can hold more than {most}, so the rest is a question for "
            "your midwife, doctor or dietitian.",
            most=most,
        )
    else:
        against = _traded(problem, proof.price_of_target(row["nutrient"], row["target"]))
        reason = _(
            "Up to {most} was possible, but it would have cost more elsewhere: {against}.",
            most=most, against=against,
        )  # fmt: skip
    return {
        "nutrient": row["nutrient"],
        "planned": row["planned_mean"],
        "target": row["target"],
        "why": "out_of_reach" if out_of_reach else "traded_away",
        "text": f"{text} {reason}",
    }


def amount_text(value: float, unit: str) -> str:
    """Return an amount with its unit, as a sentence has it."""
    shown = f"{value:.0f}" if value >= 100 else f"{value:.1f}"
    return f"{shown} {'µg' if unit == 'ug' else unit}"


def _traded(problem: Problem, changes: dict[str, float]) -> str:
    """Name the goals that would suffer most."""
    worse = sorted(((value, name) for name, value in changes.items() if value > 0.01), reverse=True)
    names = dict.fromkeys(_goal_name(problem, name) for _points, name in worse)
    return joined(list(names)[:2]) or _("whole household portions")


def _goal_name(problem: Problem, variable: str) -> str:
    """Return what a variable of the relaxation measures, in words."""
    if variable.startswith("r_"):
        return _("dishes that repeat")
    if variable.startswith("f_"):
        return _("the same food twice a day")
    block, number = variable.split("_")[-2:]
    if block == "week":
        place, groups = int(problem.week_goals.axis[int(number)]), emphasis_groups()
        if place < len(groups):
            return _("servings of {food}", food=_(groups[place].name).lower())
        return _changed(followed()[place - len(groups)], problem.week_goals.sign[int(number)] < 0)
    return _changed(followed()[problem.day_goals.axis[int(number)]], problem.day_goals.sign[int(number)] < 0)


def _changed(nutrient: str, less: bool) -> str:
    name = in_text(_(nutrient_of(nutrient).name))
    return _("less {nutrient}", nutrient=name) if less else _("more {nutrient}", nutrient=name)


def emphasis_rows(problem: Problem, days: Days) -> list[dict[str, Any]]:
    """Return the servings of each of the article's groups in the plan, or why there are none."""
    items = [item for day in days for meal in day["meals"] for item in meal["items"]]
    lines, rows = [line for item in items for line in lines_of(item)], []
    for number, group in enumerate(emphasis_groups()):
        servings = sum(group.servings(food, grams) for food, grams in lines)
        why = None if servings > 0 else _why_not(problem, group, number)
        rows.append({"group": group.id, "servings": servings, "or_why_not": why})
    return rows


def _why_not(problem: Problem, group: EmphasisGroup, number: int) -> str:
    if problem.request.emphasis[group.id] == 0:
        return _("Its emphasis is set to 0.")
    columns = problem.columns
    holding = columns.allowed.any(axis=0) & (columns.servings[:, number] > 0)
    if holding.any():
        if columns.nutrients[holding, followed().index("caffeine_high")].min() > _caffeine_room(problem):
            return _("What is kept leaves no room for it under the caffeine cap.")
        return _("It was possible, but other goals weighed more; a longer plan has room for more groups.")
    if problem.request.mode != "full":
        return _("Nothing small enough to stand beside your own meals has it.")
    holders = [dish for dish in columns.library if any(food in group.members for food in dish.food_ids)]
    unsafe = planner_excluded(problem.request.jurisdiction)
    if holders and all(any(food in unsafe for food in dish.food_ids) for dish in holders):
        return _("The safety rules leave no dish with it.")
    return _("The diet or what is left out excludes it.")


def _caffeine_room(problem: Problem) -> float:
    """Return the caffeine in mg that a day may still hold beside what is kept, on its roomiest day."""
    at = followed().index("caffeine_high")
    return max(
        float(window.upper[at] - given)
        for window, given in zip(problem.windows, problem.base.nutrients[:, at], strict=True)
    )
