"""Notices of one rule together: how serious, about what, what to do on which days, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.report.basis import short_date


@dataclass(frozen=True)
class NoticeGroup:
    """The notices of one rule.

    Attributes
    ----------
    severity, authority : str
    foods : tuple of str
        Each once.
    texts : tuple of (str, str)
        The days that a text is about, in words and blank where it is about all, and the text.
    """

    severity: str
    authority: str
    foods: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]


def notice_groups(notices: Sequence[dict[str, Any]]) -> list[NoticeGroup]:
    """Return notices by rule, severity and authority, in the order in which each first comes.

    Examples
    --------
    >>> wine = {"rule": "ALCOHOL", "severity": "avoid", "authority": "CDC", "food": "wine", "text": "None."}
    >>> (group,) = notice_groups([wine | {"date": "2026-03-01"}, wine | {"date": "2026-03-02"}])
    >>> group.foods, group.texts
    (('wine',), (('1 Mar, 2 Mar', 'None.'),))
    """
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for one in notices:
        found.setdefault((one["rule"], one["severity"], one["authority"]), []).append(one)
    return [
        NoticeGroup(severity, authority, _foods(same), _texts(same))
        for (_, severity, authority), same in found.items()
    ]


def _foods(same: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(food for one in same for food in one["food"].split(", ") if food))


def _texts(same: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    days: dict[str, list[str]] = {}
    for one in same:
        days.setdefault(one["text"], []).append(short_date(one["date"]) if one["date"] else "")
    return tuple((", ".join(filter(None, dict.fromkeys(dates))), text) for text, dates in days.items())
