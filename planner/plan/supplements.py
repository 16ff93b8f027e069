"""What supplements add to a plan, which counts food alone."""

from __future__ import annotations

import math
from statistics import fmean
from typing import Any, NamedTuple

from planner.diary.model import Diary
from planner.diary.taken import with_supplements
from planner.intake import compute_intake
from planner.plan.request import PlanRequest
from planner.reference.person import Person


class Added(NamedTuple):
    """How much of a nutrient supplements give a day: None where none of it is known; or a part of it only."""

    amount: float | None
    in_part: bool


def added_by(diary: Diary | None, person: Person) -> dict[str, Added]:
    """Return the mean day's supplements: those of a diary, and her regular ones.

    Examples
    --------
    >>> from planner.reference.regimen import Regimen, Taken
    >>> regimen = Regimen(taken=(Taken("magnesium_250", "every second day"),))
    >>> added_by(None, Person(age=29, life_stage="pregnant", supplements=regimen))
    {'magnesium': Added(amount=125.0, in_part=False)}
    """
    if diary is None or diary.entries.empty:
        usual = person.supplements.usual()
        return {
            name: Added(None if math.isnan(amount) else amount, math.isnan(amount))
            for name, amount in usual.items()
        }
    intake = compute_intake(with_supplements(diary, person.supplements, usual=True))
    means, nothing = intake.supplements.fillna(0.0).mean(), intake.supplements.isna().all()
    part = (intake.supplements_complete < 1).any()
    return {
        name: Added(None if nothing[name] else float(means[name]), bool(part[name]))
        for name in map(str, means.index)
    }


def supplements_of(diary: Diary | None, person: Person) -> dict[str, float]:
    """Return the mean day's supplements as far as they are known: what uses up upper levels."""
    return {name: added.amount or 0.0 for name, added in added_by(diary, person).items()}


def plan_sums(request: PlanRequest, days: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the plan's mean day of each nutrient that supplements give: of food, of them, and of both.

    The keys are those of :mod:`planner.report.supplement_sums`; unknown is None.
    """
    if not days:
        return {}
    given = added_by(request.diary, request.targets.person)
    return {
        name: _sum(added, [day["totals"][name] for day in days])
        for name, added in given.items()
        if added.amount is None or added.amount > 0 or added.in_part
    }


def _sum(added: Added, totals: list[float | None]) -> dict[str, Any]:
    known = [value for value in totals if value is not None]
    food = fmean(known) if len(known) == len(totals) else None
    both = None if food is None or added.amount is None else food + added.amount
    return {
        "food": food, "supplements": added.amount, "total": both,
        "food_in_part": False, "supplements_in_part": added.in_part,
    }  # fmt: skip
