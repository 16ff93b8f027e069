"""The rules of pairing and timing of a plan as text and rows."""

from __future__ import annotations

from typing import Any, Final

from planner.language import _, mark
from planner.report.tables import wrapped

_THINGS: Final = (
    mark("plant iron"), mark("vitamin c"), mark("flesh"), mark("iron"), mark("calcium"),
    mark("calcium at most"), mark("caffeine"), mark("carbohydrate"), mark("night"), mark("water"),
    mark("minutes"),
)  # fmt: skip
"""What the thresholds of ``data/planning/timing.toml`` are of, and the unit that is a word."""
TITLE: Final = mark("Pairing and timing (not shown to stop cramps)")


def timing_text(document: dict[str, Any]) -> str:
    """Return one line a rule: what, how often, on what evidence."""
    lines = [
        wrapped(f"{row['name']}: {row['text']} [{row['level']}]", "  ", "- ") for row in document["timing"]
    ]
    return "\n".join([_(TITLE), *lines])


def timing_sheet(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rules as rows of a sheet, with their source."""
    names = ("name", "holds", "of", "text", "does", "level", "basis", "source")
    return [{name: row[name] for name in names} for row in document["timing"]]


def amounts_text(row: dict[str, Any]) -> str:
    """Return the thresholds of a rule in words.

    Examples
    --------
    >>> amounts_text({"amounts": {"plant_iron_mg": 3.0, "minutes": 60}})
    'plant iron 3 mg, 60 minutes'
    """
    return ", ".join(_amount(name, value) for name, value in row["amounts"].items())


def _amount(name: str, value: float) -> str:
    *words, unit = name.split("_")
    return f"{_(' '.join(words))} {value:g} {_(unit)}".strip()
