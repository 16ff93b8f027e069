"""One notice: what it holds, how severe it is, and in which order notices are shown."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, TypeAlias

import pandas as pd

from planner.language import _
from planner.reference.safety import Flag
from planner.reference.safety_rules import SEVERITIES

Notice: TypeAlias = dict[str, Any]
"""``kind``, ``rule``, ``severity``, ``date`` (ISO text or None), ``food``, ``text``, ``authority``."""


def make_notice(kind: str, flag: Flag, date: Any, food: str, text: str) -> Notice:
    """Return a notice on a rule that is met.

    Examples
    --------
    >>> flag = Flag("ALCOHOL", "avoid", "CDC", "No alcohol.")
    >>> make_notice("food", flag, datetime.date(2026, 1, 5), "wine", flag.text)["date"]
    '2026-01-05'
    """
    day = date.isoformat() if isinstance(date, datetime.date) and not pd.isna(date) else None
    return {
        "kind": kind, "rule": flag.rule, "severity": flag.severity, "date": day, "food": food, "text": text,
        "authority": _(flag.authority),
    }  # fmt: skip


def rank(notice: Notice) -> int:
    """Return the place of a notice's severity, from 0 for the mildest."""
    return SEVERITIES.index(notice["severity"])


def most_severe_first(notices: Iterable[Notice]) -> list[Notice]:
    """Return notices in the order to show them: by severity, then by date."""
    return sorted(notices, key=lambda notice: (-rank(notice), notice["date"] or ""))
