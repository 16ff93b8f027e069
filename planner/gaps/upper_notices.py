"""Intakes above an upper level, as notices: made of the assessed figures, with nothing computed again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from planner.gaps.notice import Notice, make_notice
from planner.gaps.wording import LEVELS, SCOPES, amount, at_least
from planner.language import _, mark
from planner.reference.safety import Flag
from planner.reference.targets import Targets
from planner.reference.values import reference_values

_ASK: Final = mark(
    "Please ask your midwife, doctor or pharmacist about it; do not stop a prescribed medicine by yourself."
)


def upper_notices(gaps: pd.DataFrame, targets: Targets) -> Iterator[Notice]:
    """Yield a notice for each nutrient above its upper level or safe level.

    A level to lower the risk of chronic disease (CDRR, sodium) is not an upper level: the nutrient's own text
    speaks of it, and no notice.

    Parameters
    ----------
    gaps : pandas.DataFrame
        As from :func:`planner.assess`, with the same targets.
    targets : Targets
        For the citation.

    Examples
    --------
    >>> from planner.gaps import assess
    >>> from planner.reference.person import Person
    >>> from planner.reference.targets import targets_for
    >>> targets = targets_for(Person(age=29, life_stage="pregnant", gestation_weeks=22))
    >>> gaps = assess(pd.DataFrame({"iron": [65.0], "sodium": [4000.0]}), targets)
    >>> [(notice["rule"], notice["severity"]) for notice in upper_notices(gaps, targets)]
    [('UL_IRON', 'caution')]
    """
    over = [found is True for found in gaps["over_upper"]]
    for row in gaps[over].itertuples(index=False):
        if row.upper_kind in LEVELS:
            rule = f"{row.upper_kind!s}_{row.nutrient!s}".upper().replace(" ", "_")
            flag = Flag(rule, "caution", _citation(row, targets), _text(row))
            yield make_notice("upper_level", flag, None, "", flag.text)


def _text(row: Any) -> str:
    taken = amount(row.upper_intake, row.nutrient, row.unit)
    if row.lower_bound and row.upper_scope != "supplements_only":
        taken = at_least(taken)
    text = _(
        "{nutrient}: {taken} a day {from_what}, on average; the {level} is {amount}.",
        nutrient=row.name, taken=taken, from_what=_(SCOPES[row.upper_scope]),
        level=_(LEVELS[row.upper_kind]), amount=amount(row.upper, row.nutrient, row.unit),
    )  # fmt: skip
    return f"{text} {_(_ASK)}"


def _citation(row: Any, targets: Targets) -> str:
    values = reference_values()[row.nutrient].values_for(targets.person, targets.framework)
    return values[row.upper_kind].source
