"""Nutrients that a file brings: used where no food of the table is surely what a row means."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import pandas as pd

from planner.diary.draft import Draft
from planner.diary.model import FILE
from planner.diary.resolve import Resolution
from planner.diary.search import match_food
from planner.reference.foods import food_table
from planner.reference.nutrients import nutrients
from planner.reference.supplements import free_id

LEAST_SURE: Final = 0.6
"""A match by name under this confidence gives way to the nutrients of the file."""
_CONFIDENCE: Final = 0.8
_ENERGY_WITHIN: Final = 0.25
_ENERGY_WITHIN_KCAL: Final = 25.0


def settled(draft: Draft, found: list[Resolution | None]) -> list[Resolution | None]:
    """Return the answers with the file's own nutrients in place of matches that are not sure.

    A food is sure where its code is in the table; by its name where its weight in grams is known, the match
    is good, and its energy is about what the file says.
    """
    answers = list(found)
    if draft.given is not None:
        known = draft.given.notna().any(axis=1).to_numpy()
        energy = draft.given["energy"].tolist() if "energy" in draft.given else [math.nan] * len(found)
        for place, answer in enumerate(found):
            if answer is None or not known[place] or place in draft.answers:
                continue
            if not _is_sure(draft, place, answer, energy[place]):
                answers[place] = of_file(draft, place, "not surely a food of the table")
    for place, factor in draft.less_sure.items():
        answer = answers[place]
        if answer is not None and answer.source != FILE:
            answers[place] = replace(answer, confidence=round(answer.confidence * factor, 3))
    return answers


def _is_sure(draft: Draft, place: int, answer: Resolution, energy: float) -> bool:
    grams = draft.grams[place]
    if answer.problem is not None or answer.food_id is None or grams is None:
        return False
    if draft.food_id[place] is not None:
        return True
    return answer.confidence >= LEAST_SURE and _same_energy(answer.food_id, grams, energy)


def _same_energy(food_id: str, grams: float, energy: float) -> bool:
    """Tell whether a food has about the energy that the file gives; nothing speaks against it where unknown."""
    ours = float(food_table().composition["energy"].get(food_id, math.nan)) * grams / 100
    if math.isnan(energy) or math.isnan(ours):
        return True
    return abs(ours - energy) <= max(_ENERGY_WITHIN_KCAL, _ENERGY_WITHIN * max(ours, energy))


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
    count = int(draft.given.iloc[place].notna().sum())
    note = f"{why}: counted with the nutrients of the file, {count} of {len(nutrients())} known"
    return Resolution(
        f"{FILE}:{draft.row[place]}",
        text or "food of the file",
        _amount(draft, place),
        math.nan if grams is None else grams,
        _CONFIDENCE,
        note,
        tuple(match_food(text)) if likely else (),
        source=FILE,
    )


def _amount(draft: Draft, place: int) -> str:
    amount, unit, grams = draft.amount[place], draft.unit[place], draft.grams[place]
    if amount is None:
        return "" if grams is None else f"{grams:g} g"
    said = f"{amount:g}" if isinstance(amount, float) else amount
    return f"{said} {unit or ''}".strip()


def supplement_of_file(draft: Draft, place: int, household: str) -> Resolution:
    """Return a row that is a supplement with the nutrients that the file declares for what was taken."""
    assert draft.given is not None
    row, text = draft.given.iloc[place], draft.text[place] or "Supplement"
    amounts = {
        str(name): (float(value), nutrients()[str(name)].unit) for name, value in row.items() if value > 0
    }
    if not amounts:
        return Resolution(
            None, text, household, math.nan, 0.0, "", (), source="supplement",
            problem="None of the nutrients counted here is given for this supplement.",
            advice="Write what its label declares, or leave the row out.",
        )  # fmt: skip
    note = "counted with the nutrients of the file"
    return Resolution(
        free_id(amounts), text, household, math.nan, _CONFIDENCE, note, (), source="supplement", units=1.0
    )


def given_frame(draft: Draft, found: list[Resolution | None], used: list[int]) -> pd.DataFrame:
    """Return the nutrients of the entries that count with them, by food id."""
    if draft.given is None:
        return pd.DataFrame()
    answers = [(place, answer) for place in used if (answer := found[place]) and answer.source == FILE]
    ids = [answer.food_id for _, answer in answers]
    return draft.given.iloc[[place for place, _ in answers]].set_axis(pd.Index(ids, dtype="str", name="food_id"))
