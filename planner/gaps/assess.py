"""Intake beside the reference values: one row a nutrient."""

from __future__ import annotations

import math
from dataclasses import asdict

import pandas as pd

from planner.gaps.finding import find
from planner.gaps.observed import observe
from planner.gaps.wording import status, text
from planner.intake import Intake
from planner.reference.targets import Target, Targets
from planner.reference.values import is_sparse


def assess(intake: pd.DataFrame | Intake, targets: Targets) -> pd.DataFrame:
    """Compare the mean of some days with a person's targets.

    Parameters
    ----------
    intake : pandas.DataFrame or Intake
        One person's days: :func:`planner.daily_intake`'s frame or rows of it, or any frame with one row a day
        and one column a nutrient in the registry's units. Days that are not there are left out of the mean.
    targets : Targets
        As from :func:`planner.targets_for`.

    Returns
    -------
    pandas.DataFrame
        One row a nutrient: the 65 of the food table, then those that the framework has a value for and the
        food table lacks (iodine). The columns are the fields of :class:`~planner.gaps.finding.Finding`, then
        ``status`` (a key of :data:`planner.gaps.wording.STATUSES`) and ``text``.

    Raises
    ------
    InputError
        When there is no day, or the days are of several people.

    Examples
    --------
    >>> from planner.reference.people import Person
    >>> from planner.reference.targets import targets_for
    >>> days = pd.DataFrame({"magnesium": [300.0, 340.0, 320.0]})
    >>> gaps = assess(days, targets_for(Person(age=40, life_stage="nonpregnant"))).set_index("nutrient")
    >>> round(float(gaps.at["magnesium", "p_adequate"]), 2), gaps.at["calcium", "status"]
    (0.84, 'unknown')
    """
    observed = observe(intake)
    beyond = [row for row in targets.not_in_table if _says_something(row)]
    findings = [find(observed, row, targets.person) for row in (*targets.rows.values(), *beyond)]
    gaps = pd.DataFrame([asdict(finding) for finding in findings])
    gaps["over_upper"] = pd.Series([finding.over_upper for finding in findings], dtype=object)
    gaps["status"] = [status(finding) for finding in findings]
    sparse = is_sparse(targets.framework, targets.person)
    gaps["text"] = [text(finding, sparse) for finding in findings]
    return gaps


def _says_something(row: Target) -> bool:
    return not (math.isnan(row.target) and math.isnan(row.upper))
