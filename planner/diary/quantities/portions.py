"""Each food's own portions, with their words, as the food table has them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from planner.diary.matching.words import stem, stems
from planner.diary.quantities.figures import settings
from planner.reference.foods import food_table


class Portion(NamedTuple):
    """One row of a food's own portion table, with the stems of its words."""

    seq: int
    text: str
    grams: float
    kind: str
    amount: float
    unit: str
    qualifier: str
    unit_words: frozenset[str]
    qualifier_words: frozenset[str]


@lru_cache(maxsize=8_000)
def portions(food_id: str) -> tuple[Portion, ...]:
    """Return a food's own portions, in the table's order."""
    rows = food_table().portions_of(food_id).reset_index()
    return tuple(
        Portion(
            seq=int(row["seq"]),
            text=row["portion"],
            grams=float(row["grams"]),
            kind=row["kind"],
            amount=float(row["amount"]),
            unit=row["unit"],
            qualifier=row["qualifier"],
            unit_words=_stems(row["unit"]),
            qualifier_words=_stems(row["qualifier"]),
        )
        for row in rows.to_dict("records")
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text.lower().replace("/", " ").replace("-", " ")))


@lru_cache(maxsize=8_000)
def usual_grams(food_id: str) -> float | None:
    """Return the grams of the table's "Quantity not specified", None where a food has none."""
    return next((one.grams for one in portions(food_id) if one.kind == "unspecified"), None)


def is_drink(food_id: str) -> bool:
    """Whether the table measures the food in fluid ounces."""
    return any(one.unit == "fl oz" and one.kind == "measure" for one in portions(food_id))


@lru_cache(maxsize=8_000)
def names_of(food_id: str) -> frozenset[str]:
    """Return the stems that one of a food may be called: those of its description up to the second comma."""
    description = food_table().description(food_id).lower()
    names = frozenset(stems(",".join(description.split(",")[:2])))
    return names | {"nut"} if names & word_set("nuts") else names


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the stems of one list of words of ``matching/units.toml``."""
    return frozenset(map(stem, settings()["words"][name]))
