"""How sure a few days of diary can be about usual intake: the individual method of the National Academies.

Source: Institute of Medicine 2000, Dietary Reference Intakes: Applications in Dietary Assessment (chapter 3,
Appendix B). The day-to-day standard deviation is that of a survey, not the person's own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Final

from planner.language import _
from planner.reference.person import Person
from planner.reference.values import within_person_sd

MAX_WITHIN_CV_PCT: Final = 70.0
"""Above this the report calls the method unreliable ("60 to 70 %", p. 194 note): vitamins A, C, B12 and E."""
SURVEY_FROM_AGE: Final = 19
"""The survey's standard deviations are of women of 19 to 50."""
WANTED_PRECISION: Final = 0.20

_Z_95: Final = 1.96


@dataclass(frozen=True)
class Verdict:
    """What can be said about usual intake against an average requirement.

    Attributes
    ----------
    p_adequate : float
        Probability, 0 to 1, that usual intake covers her own requirement; NaN where it cannot be said.
    why_not : str
        Why it cannot be said; empty where it can, or where there is no average requirement to judge by.
    """

    p_adequate: float
    why_not: str = ""


def confidence_of_adequacy(
    mean: float, ear: float, requirement_sd: float, within_sd: float, days: int
) -> float:
    """Return how sure it is that usual intake is adequate.

    D = mean - EAR with SD_D = sqrt(SD_requirement² + SD_within² / days), read from the normal distribution.

    Parameters
    ----------
    mean : float
        Mean intake over the days.
    ear : float
        Estimated average requirement, in the same unit; so are the standard deviations.
    requirement_sd, within_sd : float
        Between people in requirement, and between days of one person in intake.
    days : int
        At least 1.

    Examples
    --------
    The report's example: magnesium, a woman of 40, three days (it reads 0.85 from a table in steps of z).

    >>> round(confidence_of_adequacy(320, 265, 26.5, 85.8, 3), 3)
    0.836
    """
    return NormalDist().cdf((mean - ear) / difference_sd(requirement_sd, within_sd, days))


def difference_sd(requirement_sd: float, within_sd: float, days: int) -> float:
    """Return the standard deviation of mean intake minus requirement.

    Examples
    --------
    >>> round(difference_sd(26.5, 85.8, 3), 1)
    56.2
    """
    return math.sqrt(requirement_sd**2 + within_sd**2 / days)


def days_needed(cv_pct: float, precision: float = WANTED_PRECISION) -> int:
    """Return how many days put the mean within a share of usual intake, 19 times in 20.

    n = (1.96 · CV / precision)².

    Parameters
    ----------
    cv_pct : float
        Day-to-day coefficient of variation, in %.
    precision : float
        0.20 is within 20 %.

    Examples
    --------
    >>> days_needed(38), days_needed(51)
    (14, 25)
    """
    return math.ceil((_Z_95 * cv_pct / 100 / precision) ** 2)


def usual_interval(mean: float, within_sd: float, days: int) -> tuple[float, float]:
    """Return where the usual mean lies, 19 times in 20: mean ± 1.96 · SD_within / sqrt(days), not below 0.

    Examples
    --------
    >>> [round(bound) for bound in usual_interval(320, 86, 3)]
    [223, 417]
    """
    half = _Z_95 * within_sd / math.sqrt(days)
    return max(0.0, mean - half), mean + half


def day_to_day(nutrient: str, person: Person) -> tuple[float, float]:
    """Return the day-to-day standard deviation and coefficient of variation (%).

    Both are NaN where the survey has none.

    Examples
    --------
    >>> day_to_day("magnesium", Person(age=29, life_stage="pregnant"))
    (86.0, 38.0)
    """
    unknown = (math.nan, math.nan)
    return _survey().get(nutrient, unknown) if person.age >= SURVEY_FROM_AGE else unknown


def judge(
    nutrient: str, mean: float, days: int, ear: float, requirement_cv: float, person: Person
) -> Verdict:
    """Return the probability of adequacy, or why it cannot be said.

    Parameters
    ----------
    nutrient : str
    mean : float
        Over ``days`` days, in the nutrient's unit.
    days : int
    ear : float
        NaN where the framework has none: then the verdict is empty.
    requirement_cv : float
        A fraction.
    person : Person

    Examples
    --------
    >>> judge("vitamin_c", 60, 3, 70, 0.10, Person(age=29, life_stage="pregnant")).why_not
    'it varies too much from day to day'
    """
    if math.isnan(ear) or math.isnan(mean):
        return Verdict(math.nan)
    within_sd, cv_pct = day_to_day(nutrient, person)
    reason = _obstacle(nutrient, cv_pct, requirement_cv, person)
    if reason:
        return Verdict(math.nan, reason)
    return Verdict(confidence_of_adequacy(mean, ear, requirement_cv * ear, within_sd, days))


@cache
def _survey() -> dict[str, tuple[float, float]]:
    table = within_person_sd()
    figures = table[["sd", "cv_pct"]].to_numpy(dtype=float).tolist()
    return {str(name): (sd, cv_pct) for name, (sd, cv_pct) in zip(table.index, figures, strict=True)}


def _obstacle(nutrient: str, cv_pct: float, requirement_cv: float, person: Person) -> str:
    if nutrient == "iron" and person.life_stage != "pregnant":
        return _("the need for iron of women who menstruate is too uneven for this method")
    if person.age < SURVEY_FROM_AGE:
        return _("how much intake varies from day to day is not known below 19 years")
    if math.isnan(cv_pct):
        return _("how much it varies from day to day is not known")
    if cv_pct > MAX_WITHIN_CV_PCT:
        return _("it varies too much from day to day")
    if math.isnan(requirement_cv):
        return _("how much the need differs between people is not known")
    return ""
