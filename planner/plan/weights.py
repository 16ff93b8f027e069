"""The weights of the goals, read from data/planning/weights.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from planner.tables import read_toml


@dataclass(frozen=True)
class Weights:
    """Every number the planner weighs with, by section of the file; units stand beside each in the file."""

    shortfall: dict[str, float]
    stored: tuple[str, ...]
    nutrients: tuple[str, ...]
    excess: dict[str, float]
    plenty: dict[str, float]
    energy: dict[str, float]
    emphasis: dict[str, float]
    variety: dict[str, float]
    everyday: tuple[str, ...]
    closeness: dict[str, float]
    minute: float
    unlike_size: float
    not_gentle: float
    pairing: dict[str, float]
    addition: float
    leftovers: dict[str, float]
    search: dict[str, Any]

    def of_shortfall(self, nutrient: str) -> float:
        """Return the points for one percentage point short of a nutrient's target."""
        return self.shortfall.get(nutrient, self.shortfall["default"])


@cache
def weights() -> Weights:
    """Return the shipped weights.

    Examples
    --------
    >>> weights().of_shortfall("magnesium") > weights().of_shortfall("zinc")
    True
    """
    data = read_toml("planning/weights.toml")
    return Weights(
        shortfall={name: value for name, value in data["shortfall"].items() if name != "stored"},
        stored=tuple(data["shortfall"]["stored"]),
        nutrients=tuple(data["nutrients"]["ids"]),
        excess=data["excess"],
        plenty=data["plenty"],
        energy=data["energy"],
        emphasis=data["emphasis"],
        variety={name: value for name, value in data["variety"].items() if name != "everyday"},
        everyday=tuple(data["variety"]["everyday"]),
        closeness=data["closeness"],
        minute=data["time"]["minute"],
        unlike_size=data["size"]["unlike"],
        not_gentle=data["gentle"]["other"],
        pairing=data["pairing"],
        addition=data["topup"]["addition"],
        leftovers=data["leftovers"],
        search=data["search"],
    )
