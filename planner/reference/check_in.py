"""What the check-in asks (``data/guide/check_in.toml``): the questions, and what each of them hides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from planner.errors import DataError
from planner.reference.guide import Source, entries, one_of
from planner.tables import read_toml


@dataclass(frozen=True)
class Question:
    """Something that may be ticked.

    Attributes
    ----------
    id, group : str
    ask : str
        As she reads it.
    label, why : str
        Whom it concerns and why, for the list of who should ask first; ``""`` where it is not in it.
    flag : str
        For her midwife or doctor.
    hides : frozenset of str
        Topics that are then not shown; see :func:`topics`.
    sources : tuple of Source
    checked : bool
        Whether the flag was read in the sources; if not it only says whom to ask.
    """

    id: str
    group: str
    ask: str
    label: str
    flag: str
    why: str
    hides: frozenset[str]
    sources: tuple[Source, ...]
    checked: bool


@cache
def topics() -> Mapping[str, str]:
    """Return what can be hidden, with its name in a sentence.

    Examples
    --------
    >>> topics()["plan"]
    'the meal plan'
    """
    found: dict[str, str] = read_toml("guide/check_in.toml")["topics"]
    return found


@cache
def groups() -> Mapping[str, str]:
    """Return the names of the groups of questions, in their order."""
    return {one["id"]: one["name"] for one in entries("check_in", "group", ("name",))}


@cache
def questions() -> tuple[Question, ...]:
    """Return what is asked, in order.

    Raises
    ------
    DataError
        For an unknown group or topic, or a flag that says more than its sources.

    Examples
    --------
    >>> kidney = next(one for one in questions() if one.id == "kidney")
    >>> sorted(kidney.hides)
    ['magnesium', 'magnesium_supplements', 'plan', 'potassium', 'targets']
    """
    rows = entries(
        "check_in", "item", ("group", "ask", "label", "flag", "why", "hides", "sources", "checked")
    )
    for row in rows:
        one_of("check_in", row, "group", groups())
        one_of("check_in", row, "hides", topics())
        if row["checked"] != bool(row["sources"]):
            raise DataError("guide/check_in", f"{row['id']}: checked is for what was read in a source")
        row["hides"] = frozenset(row["hides"])
    return tuple(Question(**row) for row in rows)
