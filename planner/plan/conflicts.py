"""Why no plan exists: what conflicts, and the least that frees it, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import numpy as np

from planner.plan.blocks import average_block
from planner.plan.build import build
from planner.plan.columns import build_columns, followed
from planner.plan.problem import Problem, build_problem
from planner.plan.request import PlanRequest
from planner.plan.slots import MEALS, NAMES
from planner.plan.weights import weights
from planner.reference.nutrients import nutrients
from planner.reference.safety import weekly_fish

SMALL: Final = 1e-5


def find_conflicts(problem: Problem) -> list[dict[str, Any]]:
    """Return what to give up for a plan to exist.

    Returns
    -------
    list of dict
        ``constraint``, ``relax_by``, ``unit``, ``text``. Slots without any dish come first; otherwise the
        least relaxation of the hard limits together, as shares of each, by an elastic model.
    """
    cells = np.ndindex(problem.days, len(problem.request.slots))
    empty = {slot: day for day, slot in cells if len(problem.candidates(day, slot)) == 0}
    if empty:
        return [_empty_slot(problem, day, slot) for slot, day in sorted(empty.items())]
    return _elastic(problem) or [_not_found()]


def _empty_slot(problem: Problem, day: int, slot: int) -> dict[str, Any]:
    place = NAMES[problem.request.slots[slot].kind].lower()
    for name, freed in _loosened(problem.request):
        trial = build_problem(freed, problem.supplements)
        if len(build_columns(freed)) and len(trial.candidates(day, slot)):
            text = f"No dish fits {place} with all that is asked. Without “{name}” there would be some."
            return {"constraint": name, "relax_by": 1, "unit": "exclusion", "text": text}
    text = f"No dish fits {place} with all that is asked; try more meals a day, or fewer exclusions together."
    return {"constraint": f"a dish for {place}", "relax_by": 1, "unit": "dish", "text": text}


def _loosened(request: PlanRequest) -> list[tuple[str, PlanRequest]]:
    """Return the request with one wish at a time left out."""
    wishes = [
        (f"no {name}", replace(request, exclude=tuple(other for other in request.exclude if other != name)))
        for name in request.exclude
    ]
    if request.diet != "omnivore":
        wishes.append((f"{request.diet} diet", replace(request, diet="omnivore")))
    if request.without_cooking:
        wishes.append(("no cooking", replace(request, without_cooking=())))
    if request.without_dishes:
        wishes.append(("not these dishes", replace(request, without_dishes=())))
    return wishes


def _elastic(problem: Problem) -> list[dict[str, Any]]:
    """Let every hard limit give way and minimise by how much, all together."""
    model = build(problem, [average_block(problem)], whole=False, elastic=True)
    if not model.solve():
        return []
    rows = []
    for name, (slack, size) in model.slacks.items():
        if (slack.value() or 0.0) > SMALL:
            rows.append(_row(problem, name, float(slack.value()) * size))
    return rows


def _row(problem: Problem, name: str, amount: float) -> dict[str, Any]:
    kind, *rest = name.split("_")
    if kind in ("least", "most"):
        return _limit_row("_".join(rest).removeprefix("t_avg_"), kind, amount, problem)
    if kind == "often":
        most, dish = weights().variety["max_per_week"], problem.columns.library[int(rest[0])].name
        text = f"There are too few dishes: “{dish}” would have to come more than {most:g} times a week."
        return {"constraint": "dish repeats", "relax_by": amount, "unit": "times", "text": text}
    if kind == "fish":
        limit = weekly_fish(problem.request.jurisdiction)[int(rest[0])]
        text = f"{limit.name}: {amount:.0f} g more a week than {limit.authority} advises would be needed."
        return {"constraint": limit.id, "relax_by": amount, "unit": "g a week", "text": text}
    text = "A food group that is capped would be needed more often."
    return {"constraint": "capped food group", "relax_by": amount, "unit": "servings", "text": text}


def _limit_row(nutrient: str, kind: str, amount: float, problem: Problem) -> dict[str, Any]:
    known = nutrients().get(nutrient)
    name, unit = (known.name, known.unit) if known else ("Caffeine", "mg")
    if nutrient not in followed():
        name, unit = "A capped food group", "servings"
    side = "less than the least allowed" if kind == "least" else "more than the most allowed"
    text = f"{name}: {amount:.0f} {unit} a day {side} would be needed."
    if nutrient == "energy" and kind == "least" and len(problem.request.slots) < MEALS[1]:
        text += f" More meals a day than {len(problem.request.slots)} would help."
    return {"constraint": f"{nutrient} {kind}", "relax_by": amount, "unit": f"{unit} a day", "text": text}


def _not_found() -> dict[str, Any]:
    return {
        "constraint": "whole dishes",
        "relax_by": 1,
        "unit": "dish",
        "text": "In parts the dishes would do, but no week of whole dishes was found. That is no proof that "
        "there is none: try another seed, more meals a day, or one exclusion less.",
    }
