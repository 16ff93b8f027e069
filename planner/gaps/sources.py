"""Which foods a nutrient came from."""

from __future__ import annotations

from typing import Any

import numpy as np

from planner.intake import Intake


def top_sources(intake: Intake, limit: int = 5) -> dict[str, list[dict[str, Any]]]:
    """Return the foods and supplements that gave most of each nutrient.

    Parameters
    ----------
    intake : Intake
        Usually of one person.
    limit : int
        At most so many for each nutrient.

    Returns
    -------
    dict
        By nutrient: ``food`` (its description) and ``share`` (0 to 1, of what is known), the largest first;
        empty where nothing is known or none was eaten.

    Examples
    --------
    >>> from planner.diary.model import Diary, entries_frame
    >>> from planner.intake import compute_intake
    >>> names, ids = ["banana", "milk"], ["fndds:63107010", "fndds:11111000"]
    >>> eaten = {"row": [2, 3], "food_id": ids, "grams": [100, 100], "description": names}
    >>> intake = compute_intake(Diary(entries_frame(eaten), entries_frame({"row": []}), {}))
    >>> [(one["food"], round(one["share"], 2)) for one in top_sources(intake)["potassium"]]
    [('banana', 0.68), ('milk', 0.32)]
    """
    foods = intake.by_food.groupby(level="description").sum(min_count=1)
    shares = (foods / foods.sum()).where(foods > 0).to_numpy()
    names = foods.index.tolist()
    return {
        str(nutrient): [{"food": names[row], "share": float(column[row])} for row in _largest(column, limit)]
        for nutrient, column in zip(foods.columns, shares.T, strict=True)
    }


def _largest(column: np.ndarray[Any, np.dtype[np.float64]], limit: int) -> list[int]:
    known = np.flatnonzero(~np.isnan(column))
    order = np.argsort(-column[known], kind="stable")
    return [int(row) for row in known[order[:limit]]]
