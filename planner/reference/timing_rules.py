"""The rules of pairing and timing (``data/planning/timing.toml``): what they ask, and what is behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from planner.errors import DataError
from planner.tables import read_toml

_FILE: Final = "planning/timing.toml"
_ACTS: Final = ("hard", "soft", "said")


@dataclass(frozen=True)
class TimingRule:
    """One rule.

    Attributes
    ----------
    id, name, text : str
        ``text`` is for a person to read.
    planner : str
        ``hard``, ``soft`` or ``said``; ``does`` has it in words.
    does : str
    evidence : str
        ``advice``, ``studies`` or ``preference``; ``level`` and ``meaning`` have it in words.
    level, meaning, basis, source : str
    amounts : mapping
        Thresholds, the unit in the name.
    amounts_from : str
        Where they come from.
    """

    id: str
    name: str
    text: str
    planner: str
    does: str
    evidence: str
    level: str
    meaning: str
    basis: str
    source: str
    amounts: Mapping[str, float]
    amounts_from: str


@dataclass(frozen=True)
class LeastFish:
    """The least fish of a week that an authority advises.

    ``limit`` is the safety rule that has the most; empty where there is none and all fish counts.
    """

    jurisdiction: str
    what: str
    limit: str
    grams: float
    weighed: str
    authority: str
    source: str
    verification: str


@cache
def timing_rules() -> dict[str, TimingRule]:
    """Return every rule by its id, in the order of the file.

    Raises
    ------
    DataError
        For a rule that lacks a part, or whose level or act is not known.

    Examples
    --------
    >>> timing_rules()["last_caffeine"].level
    'A preference of this planner'
    """
    content = read_toml(_FILE)
    return {entry["id"]: _read_rule(entry, content) for entry in content["rule"]}


def _read_rule(entry: Mapping[str, Any], content: Mapping[str, Any]) -> TimingRule:
    level = entry.get("evidence")
    if level not in content["levels"] or entry.get("planner") not in _ACTS:
        raise DataError(_FILE, f"{entry['id']}: its evidence or what the planner does is not known")
    try:
        return TimingRule(level=content["levels"][level], meaning=content["meaning"][level], **entry)
    except TypeError as error:
        raise DataError(_FILE, f"{entry['id']}: {error}") from error


@cache
def least_fish(jurisdiction: str) -> tuple[LeastFish, ...]:
    """Return the least fish of a week advised in a jurisdiction, beside what the safety rules have.

    Examples
    --------
    >>> [advice.grams for advice in least_fish("uk")]
    [280, 140]
    """
    found = [LeastFish(**entry) for entry in read_toml(_FILE)["least_fish"]]
    return tuple(advice for advice in found if advice.jurisdiction == jurisdiction)


@cache
def dha_text(framework: str) -> str:
    """Return what is said about DHA where a plan has no fish."""
    return str(read_toml(_FILE)["dha"][framework])
