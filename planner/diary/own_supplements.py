"""Rows of a diary that name a supplement of her own: they count by its label."""

from __future__ import annotations

import math
import re
from typing import Final

from planner.diary.draft import Draft
from planner.diary.matching.words import normal
from planner.diary.quantities.amounts import read_amount
from planner.diary.quantities.doses import dose_units
from planner.diary.quantities.kitchen import number, plural
from planner.diary.resolve import Resolution
from planner.language import _
from planner.reference.own_label import Label
from planner.reference.regimen import Regimen
from planner.reference.supplements import product_data

_SURE: Final = 0.95
_NOT_A_NAME: Final = frozenset({"x", "a", "my", "of"})


def take_own_supplements(draft: Draft, regimen: Regimen) -> None:
    """Settle the rows whose text is the name of a product of hers, with a count before it or in its cells."""
    own = {name_words(label.name): label for label in regimen.products}
    for place, text in enumerate(draft.text):
        label = own.get(name_words(text)) if own else None
        if label is None or place in draft.unclear or draft.grams[place] is not None or draft.food_id[place]:
            continue
        count = _count(text, draft.amount[place], draft.unit[place])
        if count is not None:
            draft.answers[place] = _answer(label, count)


def name_words(text: object) -> frozenset[str]:
    """Return the words of a product's name, without a count before it and the words for its form.

    Examples
    --------
    >>> name_words("2 Night magnesium capsules") == name_words("night magnesium")
    True
    """
    words = re.findall(r"[^\W_]+", normal(str(text)))
    named = words[1:] if words[:1] and words[0].isdigit() else words
    return frozenset(named) - _NOT_A_NAME - frozenset(product_data()["words"]["forms"])


def _count(text: str, amount: object, unit: str | None) -> float | None:
    """Return how many, one where nothing is said; None where the cells give a weight or a volume."""
    if amount is None:
        first = normal(text).split()[:1]
        return float(first[0]) if first and first[0].isdigit() else 1.0
    cells = None if normal(str(unit)).strip(". ") in dose_units() else read_amount(amount, unit)
    return None if cells is None or cells.kind in ("mass", "volume") else cells.value


def _answer(label: Label, count: float) -> Resolution:
    household = f"{number(count)} {plural(label.unit) if count > 1 else label.unit}"
    note = " ".join([_("by the label that you gave"), *label.read()[1]])
    return Resolution(
        label.id, label.name, household, math.nan, _SURE, note, (), source="supplement", units=count
    )
