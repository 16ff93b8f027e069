"""A meal in a sentence to rows with the columns of a diary's entries."""

from __future__ import annotations

import pandas as pd

from planner.diary.corrections import Corrections
from planner.diary.model import entries_frame
from planner.diary.quantities.figures import written
from planner.diary.resolve import Resolution
from planner.diary.sentences import resolve_sentence

_MATCHED = ("food_id", "description", "household", "grams", "confidence", "source", "alternatives", "units")


def parse_meal(text: str, corrections: Corrections | None = None) -> pd.DataFrame:
    """Read the foods and amounts of a sentence.

    Parameters
    ----------
    text : str
        One or several meals in words.
    corrections : Corrections, optional
        What her own phrases mean, such as "my muesli"; none are used unless they are given.

    Returns
    -------
    pandas.DataFrame
        One row a food, with the columns of :attr:`planner.Diary.entries`; ``row`` counts from 1. What was not
        understood has no ``food_id`` or ``grams`` (NaN, in g), and ``assumed`` says what to do.

    Examples
    --------
    >>> items = parse_meal("2 boiled eggs and a banana")
    >>> items[["description", "grams"]].values.tolist()
    [['Egg, whole, boiled or poached', 100.0], ['Banana, raw', 126.0]]
    """
    rows = resolve_sentence(text, corrections)
    parts, found = [row.part for row in rows], [row.resolution for row in rows]
    columns = {name: [getattr(answer, name) for answer in found] for name in _MATCHED}
    columns["row"] = list(range(1, len(rows) + 1))
    columns["text"] = [part.text for part in parts]
    columns["meal"] = [part.meal for part in parts]
    columns["time"] = [part.time for part in parts]
    columns["amount"] = [None if part.amount is None else written(part.amount) for part in parts]
    columns["unit"] = [part.unit for part in parts]
    columns["assumed"] = [_said(answer) for answer in found]
    return entries_frame(columns)


def _said(answer: Resolution) -> str:
    if answer.problem:
        return " ".join(filter(None, (answer.problem, answer.advice)))
    return answer.assumed
