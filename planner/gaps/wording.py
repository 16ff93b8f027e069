"""What a finding means, in words that a worried person understands: no blame, no diagnosis, no promise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from planner.gaps.finding import COUNTED_IN_PART, Finding
from planner.reference.nutrients import nutrients

LIKELY: Final = 0.85
"""From this probability on "likely enough" is said, and up to 1 - 0.85 "likely too little".

About one standard deviation of the difference between mean intake and average requirement.
"""

STATUSES: Final = {
    "likely_enough": "likely enough",
    "likely_short": "likely too little",
    "uncertain": "cannot say yet",
    "meets_ai": "meets the AI",
    "below_ai": "below the AI: cannot say",
    "at_target": "at or above the target",
    "below_target": "below the target",
    "energy": "an estimate to compare with",
    "logged_only": "what was logged",
    "no_value": "no value in this framework",
    "unknown": "not known",
    "not_in_table": "not in the food table",
}
"""What can be said of a nutrient: id, and words to show."""

_NASEM_IRON_EARS: Final = (22.0, 23.0)
_IRON: Final = (
    "This value is the need of the last months, set for the whole pregnancy, and food alone seldom reaches "
    "it: of pregnant women in a US survey 84 % got less than the average requirement from food (Bailey "
    "2019). Ask your midwife or doctor about iron."
)
_BELOW_AI: Final = (
    "An AI is set to cover nearly everyone: being below it does not show that this is too little."
)
_ENERGY: Final = "An estimate only: people of the same size and activity differ."
_NIACIN: Final = (
    "The food table counts preformed niacin only, not what the body makes from protein, so the true amount "
    "is higher and the gap may be none."
)

SCOPES: Final = {
    "total": "from everything",
    "supplements_only": "from supplements only",
    "retinol_only": "of retinol only",
    "folic_acid_only": "of folic acid only",
    "synthetic_only": "from supplements and fortified food only",
}
"""The intake that an upper level is compared with, in words."""

LEVELS: Final = {"UL": "upper level", "safe level": "safe level"}
"""What the kinds of upper level are called; a CDRR is none."""

_NO_VALUE: Final = "The values of this framework that this product holds have none for you"


def status(finding: Finding) -> str:
    """Return which of :data:`STATUSES` a finding has."""
    if math.isnan(finding.mean):
        return "unknown" if finding.nutrient in nutrients() else "not_in_table"
    if math.isnan(finding.target):
        return "no_value" if math.isnan(finding.authority_target) else "logged_only"
    if finding.target_kind == "EER":
        return "energy"
    reached = finding.gap == 0
    if finding.lower_bound and not reached:
        return "uncertain"
    if not math.isnan(finding.p_adequate):
        return _by_probability(finding.p_adequate)
    if finding.target_kind == "AI":
        return "meets_ai" if reached else "below_ai"
    return "at_target" if reached else "below_target"


def text(finding: Finding, sparse: bool = False) -> str:
    """Return the finding in sentences.

    Parameters
    ----------
    finding : Finding
    sparse : bool
        Whether the product holds only some of the framework's values for her stage of life: a value that is
        absent here may then exist.
    """
    if math.isnan(finding.mean):
        return " ".join(filter(None, (_unknown(finding), _upper(finding))))
    beside = (_how_sure(finding), _days(finding), _remark(finding), _upper(finding))
    return " ".join(part for part in (_against_target(finding, sparse), *beside) if part)


def amount(value: float, nutrient: str, unit: str) -> str:
    """Return an amount as printed, such as ``"1.9 mg"``.

    Examples
    --------
    >>> amount(1234.5, "calcium", "mg"), amount(1.94, "vitamin_b6", "mg"), amount(3, "folic_acid", "ug")
    ('1,234 mg', '1.94 mg', '3 µg')
    """
    if math.isnan(value):
        return "not known"
    places = nutrients()[nutrient].decimals if nutrient in nutrients() else 0
    most = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{min(places, most)}f} {'µg' if unit == 'ug' else unit}"


def in_text(name: str) -> str:
    """Return a name as it stands within a sentence.

    Examples
    --------
    >>> in_text("Vitamin B6")
    'vitamin B6'
    """
    return name[:1].lower() + name[1:]


def joined(names: Sequence[str]) -> str:
    """Return names as a list within a sentence.

    Examples
    --------
    >>> joined(["iron", "zinc", "calcium"])
    'iron, zinc and calcium'
    """
    return " and ".join([*([", ".join(names[:-1])] if names[1:] else []), *names[-1:]])


def percent(probability: float) -> str:
    """Return a probability as printed; never 0 or 100 %, which a few days cannot show.

    Examples
    --------
    >>> percent(0.836), percent(0.0001), percent(0.9999)
    ('about 84 %', 'under 1 %', 'over 99 %')
    """
    if probability < 0.01:
        return "under 1 %"
    return "over 99 %" if probability > 0.99 else f"about {100 * probability:.0f} %"


def _by_probability(p_adequate: float) -> str:
    if p_adequate >= LIKELY:
        return "likely_enough"
    return "likely_short" if p_adequate <= 1 - LIKELY else "uncertain"


def _unknown(finding: Finding) -> str:
    if finding.nutrient not in nutrients():
        return f"The food table has no values for {finding.name}, so this diary cannot say how much you get."
    return f"How much {finding.name} your foods hold is not known."


def _against_target(finding: Finding, sparse: bool) -> str:
    at_least = "at least " if finding.lower_bound else ""
    days = "1 day" if finding.days == 1 else f"{finding.days} days"
    mean = f"{at_least}{_amount(finding, finding.mean)} a day on average over {days}"
    if math.isnan(finding.target):
        absent = f"{_NO_VALUE} (they are sparse beyond pregnancy)." if sparse else f"{_NO_VALUE}."
        rest = finding.note if finding.authority_kind else absent
        return f"{mean[0].upper()}{mean[1:]}. {rest}"
    aim = f"the {_kind(finding)} of {_amount(finding, finding.target)}"
    where = f"{_amount(finding, finding.gap)} under {aim}" if finding.gap > 0 else f"at or above {aim}"
    return f"{mean[0].upper()}{mean[1:]}, {where}."


def _kind(finding: Finding) -> str:
    if finding.target_kind == "override":
        return "target set for you"
    return "estimated requirement" if finding.target_kind == "EER" else finding.target_kind


def _how_sure(finding: Finding) -> str:
    if finding.nutrient in COUNTED_IN_PART and finding.gap > 0:
        return _NIACIN
    if finding.lower_bound and finding.gap > 0:
        return "Part of what you ate has no value for it in the food table, so the true amount is higher."
    if not math.isnan(finding.p_adequate):
        return f"Chance that what you usually eat is enough: {percent(finding.p_adequate)}."
    if finding.why_not:
        return f"How likely it is that you usually get enough cannot be said: {finding.why_not}."
    if finding.target_kind == "AI":
        return _BELOW_AI if finding.gap > 0 else "" if finding.over_upper else "Probably enough."
    return _ENERGY if finding.target_kind == "EER" else ""


def _days(finding: Finding) -> str:
    """Say what more days would tell, where there is a target and the days are too few."""
    silent = math.isnan(finding.target) or bool(finding.why_not) or math.isnan(finding.interval_high)
    if silent or finding.days_needed <= finding.days:
        return ""
    low, high = _amount(finding, finding.interval_low), _amount(finding, finding.interval_high)
    return (
        f"Your usual intake may lie between {low} and {high}; "
        f"{finding.days_needed:.0f} days would settle it within 20 %."
    )


def _remark(finding: Finding) -> str:
    """Say what else to know where the intake is below the target."""
    about_iron = finding.nutrient == "iron" and finding.ear in _NASEM_IRON_EARS
    return _IRON if about_iron and finding.gap > 0 else ""


def _upper(finding: Finding) -> str:
    if not finding.upper_kind or finding.over_upper is False:
        return ""
    level = f"{_amount(finding, finding.upper)} {SCOPES[finding.upper_scope]}"
    if finding.over_upper is None and not finding.mean >= finding.upper / 2:
        return ""
    if finding.over_upper is None:
        return f"Whether it is above the {_level(finding)} ({level}) cannot be said: not all of it is known."
    if finding.upper_kind == "CDRR":
        return (
            f"Above {level}, the intake from which less is advised to lower the risk of chronic disease "
            "(CDRR); this is not an upper level."
        )
    return f"Above the {_level(finding)} ({level}): ask your midwife, doctor or pharmacist about it."


def _level(finding: Finding) -> str:
    return LEVELS.get(finding.upper_kind, finding.upper_kind)


def _amount(finding: Finding, value: float) -> str:
    return amount(value, finding.nutrient, finding.unit)
