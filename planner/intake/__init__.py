"""What a diary amounts to: person-day by nutrient, by meal, by food; food and supplements apart."""

from __future__ import annotations

import pandas as pd

from planner.diary.model import Diary
from planner.intake.summary import Intake, compute_intake, is_supplement

__all__ = ["Intake", "compute_intake", "daily_intake", "is_supplement"]


def daily_intake(diary: Diary) -> pd.DataFrame:
    """Return what was eaten and taken on each day.

    Parameters
    ----------
    diary : Diary
        As from :func:`planner.read_diary`.

    Returns
    -------
    pandas.DataFrame
        By (``person``, ``date``), one column a nutrient in its unit, food and supplements together. NaN is
        unknown; a sum with an unknown part is a lower bound. ``.attrs["intake"]`` is the whole
        :class:`Intake`, with food and supplements apart and how complete each sum is.

    Examples
    --------
    >>> from planner.diary.model import entries_frame
    >>> human_milk = entries_frame({"row": [2], "food_id": ["fndds:11000000"], "grams": [100.0]})
    >>> daily_intake(Diary(human_milk, human_milk, {}))["calcium"].tolist()  # the table has no values for it
    [nan]
    """
    intake = compute_intake(diary)
    total = intake.total.copy()
    total.attrs["intake"] = intake
    return total
