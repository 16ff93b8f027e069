"""Hard limits by name, and the least by which they would have to give way for a plan to exist."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import numpy as np

from planner.gaps.wording import in_text
from planner.language import _
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
        times = f"{weights().variety['max_per_week']:g}"
        return _("each dish at most {n} times a week, not two days running", n=times)
    for group in capped_groups():
        if name == group.id:
            return _("no more {food} than is advised", food=in_text(_(group.name)))
    for limit in weekly_fish(problem.request.jurisdiction):
        if name == limit.id:
            return _(
                "no more {food} than {authority} advises",
                food=in_text(_(limit.name)), authority=limit.authority,
            )  # fmt: skip
    nutrient, side = name.split()
    at, windows = followed().index(nutrient), problem.windows
    bound = (
        max(one.lower[at] for one in windows) if side == "least" else min(one.upper[at] for one in windows)
    )
    if nutrient == "energy":
        amount = amount_text(float(bound), "kcal")
        at_least = side == "least"
        return (
            _("at least {amount} a day", amount=amount)
            if at_least
            else _("at most {amount} a day", amount=amount)
        )
    return _("no more {nutrient} than the upper level leaves room for", nutrient=_name(nutrient))


def _name(nutrient: str) -> str:
    known = nutrients().get(nutrient)
    if known:
        return in_text(_(known.name))
    return _("caffeine") if "caffeine" in nutrient else _("added vitamin E")


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
        text += " " + _("That is for the average day; whole dishes may need more.")
    return {
        "constraint": name, "relax_by": amount, "unit": unit, "text": text,
        "together": [], "limits": [name], "also": [], "instead": "", "found": found,
    }  # fmt: skip


def _words(problem: Problem, name: str, amount: float) -> tuple[str, str]:
    """Return the unit of a limit, and how much more or less than it allows would be needed."""
    if name == REPEATS:
        text = _("There are too few dishes: some would have to come more often than is allowed.")
        return "times", text
    for limit in weekly_fish(problem.request.jurisdiction):
        if name == limit.id:
            text = _(
                "{food}: {grams} g more a week than {authority} advises would be needed.",
                food=_(limit.name), grams=f"{amount:.0f}", authority=limit.authority,
            )  # fmt: skip
            return "g a week", text
    for group in capped_groups():
        if name == group.id:
            text = _(
                "{food}: {n} servings more than advised would be needed.",
                food=_(group.name), n=f"{amount:.1f}",
            )  # fmt: skip
            return "servings", text
    nutrient, side = name.split()
    known = nutrients().get(nutrient)
    unit = known.unit if known else "mg"
    return f"{unit} a day", _beyond(_name(nutrient), amount_text(amount, unit), side == "least")


def _beyond(nutrient: str, amount: str, least: bool) -> str:
    if least:
        return _(
            "With every wish kept, {nutrient} would have to be {amount} a day less than the least allowed.",
            nutrient=nutrient, amount=amount,
        )  # fmt: skip
    return _(
        "With every wish kept, {nutrient} would have to be {amount} a day more than the most allowed.",
        nutrient=nutrient, amount=amount,
    )  # fmt: skip
