"""What a finding means, in words that a worried person understands: no blame, no diagnosis, no promise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from planner.gaps.finding import COUNTED_IN_PART, Finding
from planner.language import _, mark, plural
from planner.reference.nutrients import nutrients

LIKELY: Final = 0.85
"""From this probability on "likely enough" is said, and up to 1 - 0.85 "likely too little".

About one standard deviation of the difference between mean intake and average requirement.
"""

STATUSES: Final = {
    "likely_enough": mark("likely enough"),
    "likely_short": mark("likely too little"),
    "uncertain": mark("cannot say yet"),
    "meets_ai": mark("meets the AI"),
    "below_ai": mark("below the AI: cannot say"),
    "at_target": mark("at or above the target"),
    "below_target": mark("below the target"),
    "energy": mark("an estimate to compare with"),
    "logged_only": mark("what was logged"),
    "no_value": mark("no value in this framework"),
    "unknown": mark("not known"),
    "not_in_table": mark("not in the food table"),
}
"""What can be said of a nutrient: id, and words to show."""

_NASEM_IRON_EARS: Final = (22.0, 23.0)
_IRON: Final = mark(
    "This value is the need of the last months, set for the whole pregnancy, and food alone seldom reaches "
    "it: of pregnant women in a US survey 84 % got less than the average requirement from food (Bailey "
    "2019). Ask your midwife or doctor about iron."
)
_BELOW_AI: Final = mark(
    "An AI is set to cover nearly everyone: being below it does not show that this is too little."
)
_ENERGY: Final = mark("An estimate only: people of the same size and activity differ.")
_NIACIN: Final = mark(
    "The food table counts preformed niacin only, not what the body makes from protein, so the true amount "
    "is higher and the gap may be none."
)

SCOPES: Final = {
    "total": mark("from everything"),
    "supplements_only": mark("from supplements only"),
    "retinol_only": mark("of retinol only"),
    "folic_acid_only": mark("of folic acid only"),
    "synthetic_only": mark("from supplements and fortified food only"),
}
"""The intake that an upper level is compared with, in words."""

LEVELS: Final = {"UL": mark("upper level"), "safe level": mark("safe level")}
"""What the kinds of upper level are called; a CDRR is none."""

_NO_VALUE: Final = mark("The values of this framework that this product holds have none for you.")
_SPARSE: Final = mark(
    "The values of this framework that this product holds have none for you (they are sparse beyond "
    "pregnancy)."
)


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
        return _("not known")
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
    if len(names) < 2:
        return "".join(names)
    return _("{others} and {last}", others=", ".join(names[:-1]), last=names[-1])


def percent(probability: float) -> str:
    """Return a probability as printed; never 0 or 100 %, which a few days cannot show.

    Examples
    --------
    >>> percent(0.836), percent(0.0001), percent(0.9999)
    ('about 84 %', 'under 1 %', 'over 99 %')
    """
    if probability < 0.01:
        return _("under 1 %")
    return _("over 99 %") if probability > 0.99 else _("about {n} %", n=f"{100 * probability:.0f}")


def at_least(amount: str) -> str:
    """Return an amount of which more may be there than is known.

    Examples
    --------
    >>> at_least("20 mg")
    'at least 20 mg'
    """
    return _("at least {amount}", amount=amount)


def _by_probability(p_adequate: float) -> str:
    if p_adequate >= LIKELY:
        return "likely_enough"
    return "likely_short" if p_adequate <= 1 - LIKELY else "uncertain"


def _unknown(finding: Finding) -> str:
    if finding.nutrient not in nutrients():
        return _(
            "The food table has no values for {nutrient}, so this diary cannot say how much you get.",
            nutrient=finding.name,
        )
    return _("How much {nutrient} your foods hold is not known.", nutrient=finding.name)


def _against_target(finding: Finding, sparse: bool) -> str:
    mean = _mean(finding)
    if math.isnan(finding.target):
        return f"{mean}. {finding.note if finding.authority_kind else _(_SPARSE if sparse else _NO_VALUE)}"
    if finding.gap > 0:
        gap = _amount(finding, finding.gap)
        return _("{mean}, {gap} under {target}.", mean=mean, gap=gap, target=_target(finding))
    return _("{mean}, at or above {target}.", mean=mean, target=_target(finding))


def _mean(finding: Finding) -> str:
    known = _amount(finding, finding.mean)
    text = plural(
        "{amount} a day on average over {n} day",
        "{amount} a day on average over {n} days",
        finding.days,
        amount=at_least(known) if finding.lower_bound else known,
    )
    return text[0].upper() + text[1:]


def _target(finding: Finding) -> str:
    target = _amount(finding, finding.target)
    if finding.target_kind == "override":
        return _("the target set for you of {amount}", amount=target)
    if finding.target_kind == "EER":
        return _("the estimated requirement of {amount}", amount=target)
    return _("the {kind} of {amount}", kind=finding.target_kind, amount=target)


def _how_sure(finding: Finding) -> str:
    if finding.nutrient in COUNTED_IN_PART and finding.gap > 0:
        return _(_NIACIN)
    if finding.lower_bound and finding.gap > 0:
        return _("Part of what you ate has no value for it in the food table, so the true amount is higher.")
    if not math.isnan(finding.p_adequate):
        chance = percent(finding.p_adequate)
        return _("Chance that what you usually eat is enough: {chance}.", chance=chance)
    if finding.why_not:
        return _("How likely it is that you usually get enough cannot be said: {why}.", why=finding.why_not)
    if finding.target_kind == "AI":
        return _(_BELOW_AI) if finding.gap > 0 else "" if finding.over_upper else _("Probably enough.")
    return _(_ENERGY) if finding.target_kind == "EER" else ""


def _days(finding: Finding) -> str:
    """Say what more days would tell, where there is a target and the days are too few."""
    silent = math.isnan(finding.target) or bool(finding.why_not) or math.isnan(finding.interval_high)
    if silent or finding.days_needed <= finding.days:
        return ""
    low, high = _amount(finding, finding.interval_low), _amount(finding, finding.interval_high)
    return _(
        "Your usual intake may lie between {low} and {high}; {days} days would settle it within 20 %.",
        low=low, high=high, days=f"{finding.days_needed:.0f}",
    )  # fmt: skip


def _remark(finding: Finding) -> str:
    """Say what else to know where the intake is below the target."""
    about_iron = finding.nutrient == "iron" and finding.ear in _NASEM_IRON_EARS
    return _(_IRON) if about_iron and finding.gap > 0 else ""


def _upper(finding: Finding) -> str:
    if not finding.upper_kind or finding.over_upper is False:
        return ""
    level = f"{_amount(finding, finding.upper)} {_(SCOPES[finding.upper_scope])}"
    if finding.over_upper is None and not finding.mean >= finding.upper / 2:
        return ""
    if finding.over_upper is None:
        return _(
            "Whether it is above the {kind} ({level}) cannot be said: not all of it is known.",
            kind=_level(finding), level=level,
        )  # fmt: skip
    if finding.upper_kind == "CDRR":
        return _(
            "Above {level}, the intake from which less is advised to lower the risk of chronic disease "
            "(CDRR); this is not an upper level.",
            level=level,
        )
    return _(
        "Above the {kind} ({level}): ask your midwife, doctor or pharmacist about it.",
        kind=_level(finding), level=level,
    )  # fmt: skip


def _level(finding: Finding) -> str:
    return _(LEVELS.get(finding.upper_kind, finding.upper_kind))


def _amount(finding: Finding, value: float) -> str:
    return amount(value, finding.nutrient, finding.unit)
