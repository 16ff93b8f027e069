"""The state of a plan that is worked on by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from planner.plan import PlanSession

Document: TypeAlias = dict[str, Any]


@dataclass
class Hand:
    """A plan that is worked on by hand.

    Attributes
    ----------
    work : PlanSession
    before : dict or None
        The plan's document before the last wish, or before she came back to an earlier version.
    came_back : bool
        Whether the last wish was to come back.
    refused : str
        Why the last wish could not be met.
    count : int
        How many wishes there were; menus close with each.
    """

    work: PlanSession
    before: Document | None = None
    came_back: bool = False
    refused: str = ""
    count: int = 0
