"""Hard limits by name, and the least by which they would have to give way for a plan to exist."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import numpy as np

from planner.gaps.wording import in_text
from planner.plan.blocks import average_block
from planner.plan.build import build
from planner.plan.columns import capped_groups, followed
from planner.plan.explain import amount_text
from planner.plan.problem import Problem
from planner.plan.solve import solve
from planner.plan.weights import weights
from planner.reference.nutrients import nutrients
from planner.reference.safety import weekly_fish

SMALL: Final = 1e-5
ENERGY: Final = ("energy least", "energy most")
REPEATS: Final = "dish repeats"
WHOLE: Final = (1.0, 1.25, 1.5)
"""Whole dishes may need more than the average day does: multiples of its least that are tried."""


def limit_names(problem: Problem) -> list[str]:
    """Return the hard limits that can stand in the way, by name; those of comfort before those of safety."""
    capped = [group.id for group in capped_groups()]
    fish = [limit.id for limit in weekly_fish(problem.request.jurisdiction)]
    upper = np.min([window.upper for window in problem.windows], axis=0)
    levels = [
        f"{followed()[at]} most" for at in np.flatnonzero(np.isfinite(upper)) if followed()[at] != "energy"
    ]
    return ["energy least", REPEATS, "energy most", *capped, *fish, *levels]


def limit_text(problem: Problem, name: str) -> str:
    """Return a limit in words, as they stand after "with"."""
    if name == REPEATS:
        return f"each dish at most {weights().variety['max_per_week']:g} times a week, not two days running"
    for group in capped_groups():
        if name == group.id:
            return f"no more {in_text(group.name)} than is advised"
    for limit in weekly_fish(problem.request.jurisdiction):
        if name == limit.id:
            return f"no more {in_text(limit.name)} than {limit.authority} advises"
    nutrient, side = name.split()
    at, windows = followed().index(nutrient), problem.windows
    bound = (
        max(one.lower[at] for one in windows) if side == "least" else min(one.upper[at] for one in windows)
    )
    if nutrient == "energy":
        return f"at {side} {amount_text(float(bound), 'kcal')} a day"
    return f"no more {_name(nutrient)} than the upper level leaves room for"


def _name(nutrient: str) -> str:
    known = nutrients().get(nutrient)
    return in_text(known.name) if known else "caffeine" if "caffeine" in nutrient else "added vitamin E"


def eased_rows(problem: Problem, *, last_resort: bool = False) -> list[dict[str, Any]]:
    """Return the least by which hard limits would have to give way, all wishes kept.

    Safety limits and repeats are named only as a last resort: no one should go beyond them for a plan.
    """
    amounts = _least(problem)
    if not amounts or not (last_resort or set(amounts) <= set(ENERGY)):
        return []
    by, found = _in_whole_dishes(problem, amounts)
    return [_row(problem, name, amount * by, found) for name, amount in amounts.items()]


def _least(problem: Problem) -> dict[str, float]:
    """Let every hard limit of the average day give way and minimise by how much, as shares of each."""
    model = build(problem, [average_block(problem)], whole=False, elastic=True, goals=False)
    if not model.solve():
        return {}
    found: dict[str, float] = {}
    for slack, (variable, size) in model.slacks.items():
        if (amount := float(variable.value() or 0.0) * size) > SMALL:
            name = _limit_of(problem, slack)
            found[name] = max(found.get(name, 0.0), amount)
    return found


def _limit_of(problem: Problem, slack: str) -> str:
    """Return the name of the limit that a slack of the model belongs to."""
    kind, *rest = slack.split("_")
    if kind == "often":
        return REPEATS
    if kind == "fish":
        return weekly_fish(problem.request.jurisdiction)[int(rest[0])].id
    if kind == "count" or rest[0] == "n":
        return capped_groups()[int(rest[0] if kind == "count" else rest[-1])].id
    return f"{'_'.join(rest).removeprefix('t_avg_')} {kind}"


def _in_whole_dishes(problem: Problem, amounts: dict[str, float]) -> tuple[float, bool]:
    """Return by how much more than the average day whole dishes need it, and whether a plan was found."""
    for more in WHOLE if REPEATS not in amounts else ():
        eased = {name: more * amount for name, amount in amounts.items()}
        if solve(replace(problem, eased=eased), lambda share, text: None).choice is not None:
            return more, True
    return 1.0, False


def _row(problem: Problem, name: str, amount: float, found: bool) -> dict[str, Any]:
    unit, text = _words(problem, name, amount)
    if not found:
        text += " That is for the average day; whole dishes may need more."
    return {
        "constraint": name, "relax_by": amount, "unit": unit, "text": text,
        "together": [], "limits": [name], "also": [], "instead": "", "found": found,
    }  # fmt: skip


def _words(problem: Problem, name: str, amount: float) -> tuple[str, str]:
    """Return the unit of a limit, and how much more or less than it allows would be needed."""
    if name == REPEATS:
        return "times", "There are too few dishes: some would have to come more often than is allowed."
    for limit in weekly_fish(problem.request.jurisdiction):
        if name == limit.id:
            text = f"{limit.name}: {amount:.0f} g more a week than {limit.authority} advises would be needed."
            return "g a week", text
    for group in capped_groups():
        if name == group.id:
            return "servings", f"{group.name}: {amount:.1f} servings more than advised would be needed."
    nutrient, side = name.split()
    known = nutrients().get(nutrient)
    unit = known.unit if known else "mg"
    beyond = "less than the least" if side == "least" else "more than the most"
    text = f"{_name(nutrient)} would have to be {amount_text(amount, unit)} a day {beyond} allowed."
    return f"{unit} a day", f"With every wish kept, {text}"
