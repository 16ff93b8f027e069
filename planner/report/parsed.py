"""What ``planner parse`` prints: the foods and amounts that were found in a sentence."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from planner.report.plain import records
from planner.report.tables import wrapped

KEYS: Final = (
    "text", "food_id", "description", "amount", "unit", "household", "grams", "confidence", "assumed",
    "alternatives",
)  # fmt: skip


def parsed_document(items: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the items of a sentence as plain values.

    Parameters
    ----------
    items : pandas.DataFrame
        As from :func:`planner.parse_meal`.

    Examples
    --------
    >>> from planner.diary.parse import parse_meal
    >>> eggs = parsed_document(parse_meal("2 boiled eggs"))[0]
    >>> eggs["description"], eggs["amount"], eggs["grams"]
    ('Egg, whole, boiled or poached', 2.0, 100.0)
    """
    return [item | {"amount": _number(item["amount"])} for item in records(items[list(KEYS)])]


def parsed_text(items: list[dict[str, Any]]) -> str:
    """Return the items of a sentence as text: what each was taken for, and what was assumed."""
    return "".join(f"{line}\n" for item in items for line in _lines(item))


def _lines(item: dict[str, Any]) -> list[str]:
    if not understood(item):
        return [wrapped(f"{item['text']}: not understood. {item['assumed'] or ''}", "    ")]
    grams = "" if item["grams"] is None else f", {item['grams']:.0f} g"
    first = f"{item['text']}: {item['description']}, {item['household']}{grams} ({item['food_id']}, "
    lines = [wrapped(f"{first}confidence {item['confidence']:.2f})", "    ")]
    return [*lines, wrapped(item["assumed"], "    ")] if item["assumed"] else lines


def understood(item: dict[str, Any]) -> bool:
    """Return whether an item has a food and an amount."""
    return bool(item["food_id"]) and bool(item["household"])


def _number(text: str | None) -> float | None:
    return float(text) if text else None
