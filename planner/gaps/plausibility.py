"""Whether the energy of a diary is so far from the requirement that one should ask about it.

It is a question to the person, never a reason to delete a day: nausea lowers what is eaten, and people of the
same size differ. The bands are wide: twice the day-to-day spread of energy intake (IOM 2000, Table B-2)
together with an allowance for the requirement itself, in which the next level of activity alone changes about
an eighth.
"""

from __future__ import annotations

import math
from typing import Any, Final

import pandas as pd

from planner.gaps.observed import observe
from planner.intake import Intake
from planner.language import _
from planner.reference.targets import Targets
from planner.reference.values import within_person_sd

REQUIREMENT_CV_PCT: Final = 15.0
"""Our own allowance for how far the requirement may be off for one woman; not an authority's figure."""
_AUTHORITY: Final = (
    "National Academies 2023 (energy requirement), Institute of Medicine 2000 (day-to-day spread)"
)


def band(days: int) -> tuple[float, float]:
    """Return the least and the most of the requirement, as fractions, that raise no question.

    Parameters
    ----------
    days : int
        How many days the mean is over, at least 1.

    Examples
    --------
    >>> [round(bound, 2) for bound in (*band(1), *band(7))]
    [0.26, 1.74, 0.6, 1.4]
    """
    energy = within_person_sd().loc[["energy"], "cv_pct"].to_numpy(dtype=float)[0]
    half = 2 * math.hypot(energy / math.sqrt(days), REQUIREMENT_CV_PCT) / 100
    return max(0.0, 1 - half), 1 + half


def energy_questions(intake: pd.DataFrame | Intake, targets: Targets) -> list[dict[str, Any]]:
    """Return questions about days, and about the mean, whose energy is far from the requirement.

    Parameters
    ----------
    intake : pandas.DataFrame or Intake
        One person's days, as for :func:`planner.assess`.
    targets : Targets
        For the energy requirement by the equations.

    Returns
    -------
    list of dict
        Notices of kind ``energy_question``, with the keys of :func:`planner.gaps.notices.notices`.

    Examples
    --------
    >>> from planner.reference.person import Person
    >>> from planner.reference.targets import targets_for
    >>> targets = targets_for(Person(age=29, life_stage="pregnant", gestation_weeks=22))
    >>> little = pd.DataFrame({"energy": [300.0]}, index=["2026-01-05"])
    >>> [notice["date"] for notice in energy_questions(little, targets)]
    ['2026-01-05']
    """
    energy = observe(intake).total["energy"].dropna()
    dates = energy.index.get_level_values(-1)
    questions = [
        _notice(date, _day_text(kcal, targets))
        for date, kcal in zip(dates, energy, strict=True)
        if _is_far(kcal, 1, targets)
    ]
    if len(energy) > 1 and _is_far(mean := float(energy.mean()), len(energy), targets):
        questions.append(_notice(None, _mean_text(mean, len(energy), targets)))
    return questions


def _is_far(kcal: float, days: int, targets: Targets) -> bool:
    low, high = band(days)
    return not low <= kcal / targets.requirement.kcal <= high


def _day_text(kcal: float, targets: Targets) -> str:
    return _(
        "This day has {kcal} kcal, {percent} % of the {need} kcal that are estimated for you. "
        "Was this a usual day?",
        kcal=f"{kcal:,.0f}", **_compared(kcal, targets),
    )  # fmt: skip


def _mean_text(kcal: float, days: int, targets: Targets) -> str:
    return _(
        "The {days} days have {kcal} kcal on average, {percent} % of the {need} kcal that are estimated for "
        "you. Were these usual days, with everything written down?",
        days=days, kcal=f"{kcal:,.0f}", **_compared(kcal, targets),
    )  # fmt: skip


def _compared(kcal: float, targets: Targets) -> dict[str, str]:
    need = targets.requirement.kcal
    return {"percent": f"{100 * kcal / need:.0f}", "need": f"{need:,.0f}"}


def _notice(date: Any, text: str) -> dict[str, Any]:
    day = None if date is None or pd.isna(date) else str(date)
    keys = {"kind": "energy_question", "rule": "ENERGY_PLAUSIBILITY", "severity": "info"}
    return keys | {"date": day, "food": "", "text": text, "authority": _AUTHORITY}
