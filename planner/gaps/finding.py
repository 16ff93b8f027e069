"""One nutrient of one person over some days, beside its reference values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from planner.gaps.adequacy import day_to_day, days_needed, judge, usual_interval
from planner.gaps.observed import Observed
from planner.gaps.upper import Compared, compared_intake
from planner.language import _, retold
from planner.reference.nutrients import nutrients
from planner.reference.person import Person
from planner.reference.targets import Target
from planner.reference.values import reference_values

COUNTED_IN_PART: Final = ("niacin",)
"""The food table holds preformed niacin; the reference values count what the body makes of tryptophan too."""


@dataclass(frozen=True)
class Finding:
    """What is known of one nutrient; amounts a day in ``unit``, NaN and "" where there is none.

    Attributes
    ----------
    nutrient, unit : str
    mean : float
        Over the days on which anything of it is known.
    target, target_kind : float, str
    ratio : float
        ``mean / target``.
    gap : float
        ``max(0, target - mean)``.
    p_adequate : float
        Probability, 0 to 1, that usual intake is adequate; only where there is an average requirement.
    upper, upper_kind, upper_scope : float, str, str
    over_upper : bool or None
        Whether the intake in the scope is above it; None where that cannot be said.
    days : int
        Days with a known sum.
    source : str
    name : str
        As shown to people.
    lower_bound : bool
        Part of the intake is unknown: the mean is at least this.
    ear, ear_kind, authority_target, authority_kind, reason, note
        As in :class:`~planner.reference.targets.Target`.
    upper_intake : float
        The intake that is compared with ``upper``; at least this much.
    interval_low, interval_high : float
        The usual mean lies between them, 19 times in 20; no upper end where part of the intake is unknown.
    days_needed : float
        To know the usual mean within 20 %.
    why_not : str
        Why there is no probability although there is an average requirement.
    """

    nutrient: str
    unit: str
    mean: float
    target: float
    target_kind: str
    ratio: float
    gap: float
    p_adequate: float
    upper: float
    upper_kind: str
    upper_scope: str
    over_upper: bool | None
    days: int
    source: str
    name: str
    lower_bound: bool
    ear: float
    ear_kind: str
    authority_target: float
    authority_kind: str
    reason: str
    note: str
    upper_intake: float
    interval_low: float
    interval_high: float
    days_needed: float
    why_not: str


def find(observed: Observed, target: Target, person: Person) -> Finding:
    """Return what is known of one nutrient."""
    mean, days = observed.means.get(target.nutrient, math.nan), observed.days.get(target.nutrient, 0)
    verdict = judge(target.nutrient, mean, days, target.ear, target.requirement_cv, person)
    upper = compared_intake(observed, target.nutrient, target.upper_scope) if target.upper_kind else None
    partly = days > 0 and (target.nutrient in COUNTED_IN_PART or target.nutrient not in observed.whole)
    low, high, needed = _spread(target.nutrient, mean, days, person)
    return Finding(
        nutrient=target.nutrient,
        unit=target.unit,
        mean=mean,
        target=target.target,
        target_kind=target.target_kind,
        ratio=mean / target.target,
        gap=math.nan if math.isnan(mean - target.target) else max(0.0, target.target - mean),
        p_adequate=verdict.p_adequate,
        upper=target.upper,
        upper_kind=target.upper_kind,
        upper_scope=target.upper_scope,
        over_upper=upper.over(target.upper) if upper else None,
        days=days,
        source=target.source,
        name=_name(target.nutrient),
        lower_bound=partly,
        ear=target.ear,
        ear_kind=target.ear_kind,
        authority_target=target.authority_target,
        authority_kind=target.authority_kind,
        reason=target.reason,
        note=retold(target.note),
        upper_intake=(upper or Compared(math.nan, math.nan)).low,
        interval_low=low,
        interval_high=math.nan if partly else high,
        days_needed=needed,
        why_not=verdict.why_not,
    )


def _spread(nutrient: str, mean: float, days: int, person: Person) -> tuple[float, float, float]:
    """Return the interval of the usual mean, and the days needed."""
    sd, cv_pct = day_to_day(nutrient, person)
    if math.isnan(sd):
        return math.nan, math.nan, math.nan
    low, high = usual_interval(mean, sd, days) if days else (math.nan, math.nan)
    return low, high, float(days_needed(cv_pct))


def _name(nutrient: str) -> str:
    known = nutrients().get(nutrient)
    return _(known.name if known else reference_values()[nutrient].name)
