"""Nutrients that a file brings: used where no food of the table is surely what a row means."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

import pandas as pd

from planner.diary.draft import Draft
from planner.diary.matching.search import match_food
from planner.diary.model import FILE
from planner.diary.resolve import Resolution
from planner.language import mark
from planner.reference.foods import food_table
from planner.reference.nutrients import nutrients
from planner.reference.supplements import free_id

LEAST_SURE: Final = 0.6
"""A match by name under this confidence gives way to the nutrients of the file."""
COLUMNS_NOT_USED: Final = "nutrients_not_used"
"""Columns, kept in the reading of a file, that could be nutrients and are left out."""
_CONFIDENCE: Final = 0.8
_NEAR_ENERGY: Final = 1.33
_SAME_KIND: Final = 2.5
_TOO_LITTLE: Final = {"energy": 25.0, "magnesium": 10.0, "potassium": 100.0, "calcium": 30.0}
"""In the registry's units: a difference up to this says nothing about whether two foods are the same."""


def settled(draft: Draft, found: list[Resolution | None]) -> list[Resolution | None]:
    """Return the answers with the file's own nutrients in place of matches that are not sure.

    A food is sure where its code is in the table; by its name where its weight in grams is known, the match
    is good, and what the file says of it does not speak against it.
    """
    if draft.given is None:
        return found
    answers = list(found)
    known = draft.given.counts
    for place, answer in enumerate(found):
        if answer is None or not known[place] or place in draft.answers:
            continue
        if not _is_sure(draft, place, answer):
            answers[place] = of_file(draft, place, mark("not surely a food of the table"))
    return answers


def _is_sure(draft: Draft, place: int, answer: Resolution) -> bool:
    if answer.problem is not None or draft.grams[place] is None:
        return False
    if draft.food_id[place] is not None:
        return True
    return answer.confidence >= LEAST_SURE and may_be(answer, draft, place)


def may_be(answer: Resolution, draft: Draft, place: int, energy_ratio: float = _NEAR_ENERGY) -> bool:
    """Tell whether a food may be what the file means, by the nutrients that the file gives.

    Nothing speaks against it where these are unknown or little. Its energy may differ by the ratio given,
    magnesium, potassium and calcium two and a half times: recipes and releases of food tables vary.

    Parameters
    ----------
    answer : Resolution
        With its grams.
    draft : Draft
    place : int
    energy_ratio : float
    """
    if draft.given is None or answer.food_id not in food_table().composition.index:
        return True
    for nutrient, per_100_g in _content(answer.food_id).items():
        little, theirs = _TOO_LITTLE[nutrient], draft.given.at(place, nutrient)
        low, high = sorted((per_100_g * answer.grams / 100, theirs))
        ratio = energy_ratio if nutrient == "energy" else _SAME_KIND
        if high - low > little and high > ratio * low:
            return False
    return True


@lru_cache(maxsize=5_000)
def _content(food_id: str) -> dict[str, float]:
    """Return what tells two foods apart, per 100 g: a diary repeats its foods."""
    row = food_table().amounts([food_id], [100])
    return {nutrient: float(row[nutrient].iloc[0]) for nutrient in _TOO_LITTLE}


def of_file(draft: Draft, place: int, why: str, *, likely: bool = True) -> Resolution:
    """Return a row that counts with the nutrients of its file.

    Parameters
    ----------
    draft : Draft
    place : int
    why : str
        Why no food of the table stands for it.
    likely : bool
        Whether foods that its text may mean are looked for.
    """
    assert draft.given is not None
    text, grams = draft.text[place], draft.grams[place]
    count = draft.given.counts[place]
    note = mark("{why}: counted with the nutrients of the file, {count} of {n} known").format(
        why=why, count=count, n=len(nutrients())
    )
    if not_used := draft.reading.get(COLUMNS_NOT_USED):
        unsure = mark("not used, because their unit or form is not certain: {names}")
        note = "; ".join((note, unsure.format(names=", ".join(not_used))))
    return Resolution(
        f"{FILE}:{draft.row[place]}",
        text or mark("food of the file"),
        amount_text(draft, place),
        math.nan if grams is None else grams,
        _CONFIDENCE,
        note,
        tuple(match_food(text)) if likely else (),
        source=FILE,
    )


def amount_text(draft: Draft, place: int) -> str:
    """Return how much of a food, as the file or the person says it; the weight where neither does."""
    amount, unit, grams = draft.amount[place], draft.unit[place], draft.grams[place]
    if amount is None:
        return "" if grams is None else f"{grams:g} g"
    said = f"{amount:g}" if isinstance(amount, float) else amount
    return f"{said} {unit or ''}".strip()


def supplement_of_file(draft: Draft, place: int, household: str) -> Resolution:
    """Return a row that is a supplement with the nutrients that the file declares for what was taken."""
    assert draft.given is not None
    row, text = draft.given.row(place), draft.text[place] or "Supplement"
    amounts = {
        name: (row[name], one.unit) for name, one in nutrients().items() if name in row and row[name] > 0
    }
    if not amounts:
        return Resolution(
            None, text, household, math.nan, 0.0, "", (), source="supplement",
            problem=mark("None of the nutrients counted here is given for this supplement."),
            advice=mark("Write what its label declares, or leave the row out."),
        )  # fmt: skip
    note = mark("counted with the nutrients of the file")
    return Resolution(
        free_id(amounts), text, household, math.nan, _CONFIDENCE, note, (), source="supplement", units=1.0
    )


def given_frame(draft: Draft, found: list[Resolution | None], used: list[int]) -> pd.DataFrame:
    """Return the nutrients of the entries that count with them, by food id."""
    if draft.given is None:
        return pd.DataFrame()
    answers = [(place, answer) for place in used if (answer := found[place]) and answer.source == FILE]
    ids = [answer.food_id for _, answer in answers]
    return draft.given.frame.iloc[[place for place, _ in answers]].set_axis(
        pd.Index(ids, dtype="str", name="food_id")
    )
