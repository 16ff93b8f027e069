"""The fish in a kept food by label: as far as its ingredients or its name tell."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import pandas as pd

from planner.diary.kept_contents import Kept
from planner.reference.fish import COOKED_PER_RAW, FishKind, fish_kind
from planner.reference.safety_rules import normalise
from planner.sources.kept import KeptFood

COLUMNS: Final = ("kind", "us", "uk", "raw_g", "cooked_g", "tinned")
_PERCENT: Final = re.compile(r"(\d{1,3}(?:[.,]\d+)?) ?%")
_BETWEEN: Final = re.compile(r"[;()\[\]]|,(?!\d)")
_NO_LIST: Final = re.compile(r"[(\[]((?:[^()\[\];,]|,(?=\d))*)[)\]]")
_RAW: Final = re.compile(r"\b(?:raw|fresh|frozen)\b")
_TINNED: Final = re.compile(r"\b(?:tin|tinned|can|canned)\b")


class _Fish(NamedTuple):
    kind: FishKind
    share: float


def kept_fish(kept: Kept) -> pd.DataFrame:
    """Return the fish in kept foods by label, as :func:`planner.reference.fish.fish_content` has it.

    A fish counts by the percentage that the ingredients give. Without one the whole food counts where the
    ingredients begin with the fish, or where there are none and the name says it; else how much it is is not
    known, and it does not count. A recipe counts by its foods of the table.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import SourcedFood
    >>> day, listed = date(2026, 3, 1), "mackerel (60 %), sunflower oil, salt"
    >>> tin = SourcedFood("own:tin@1", "Mackerel in oil", "100 g", {}, (), "", "", day, listed)
    >>> kept_fish({"own:tin@1": KeptFood(tin, day)})[["uk", "cooked_g"]].values.tolist()
    [['oily', 60.0]]
    """
    rows = {food_id: _row(own) for food_id, own in kept.items() if not own.parts}
    found = {food_id: row for food_id, row in rows.items() if row}
    return pd.DataFrame(list(found.values()), index=list(found), columns=list(COLUMNS))


def _row(own: KeptFood) -> tuple[str, str, str, float, float, float] | None:
    fish = _listed(own.food.ingredients) if own.food.ingredients else _named(own.food.description)
    if not fish:
        return None
    most, words = max(fish, key=lambda one: one.share).kind, normalise(own.food.description)
    grams = 100 * min(1.0, sum(one.share for one in fish))
    is_raw = _RAW.search(words) or _RAW.search(normalise(own.food.ingredients))
    raw = grams if is_raw else grams / COOKED_PER_RAW
    return (most.name, most.us, most.uk, raw, raw * COOKED_PER_RAW, float(bool(_TINNED.search(words))))


def _named(description: str) -> list[_Fish]:
    kind = fish_kind(normalise(description))
    return [] if kind is None else [_Fish(kind, 1.0)]


def _listed(ingredients: str) -> list[_Fish]:
    """Return the fish with a percentage; else the first ingredient where it is fish."""
    parts = [normalise(part) for part in _joined(ingredients)]
    with_share = [
        _Fish(kind, float(said[1].replace(",", ".")) / 100)
        for part in parts
        if (kind := fish_kind(part)) and (said := _PERCENT.search(part))
    ]
    return with_share or (_named(parts[0]) if parts else [])


def _joined(ingredients: str) -> list[str]:
    """Part a list of ingredients; parentheses that hold no list stay with what they are about."""
    return [part.strip() for part in _BETWEEN.split(_NO_LIST.sub(r" \1 ", ingredients)) if part.strip()]
