"""Caffeine in a drink or food as a range: the food table's value and an authority's figure for a serving.

A cup of coffee is not one number: the table's average is on the low side of what authorities count per
serving. The range runs from the lower to the higher of the two; "strong" takes the higher. Figures are
in ``data/safety/caffeine.csv``; where a jurisdiction has none for a drink the table's value stands alone,
and where the EU has none the higher of the US and UK figures is used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.reference.foods import PREFIX, food_table
from planner.reference.safety import check_jurisdiction
from planner.tables import exact, read_table

_STRONG: Final = re.compile(
    r"(?<!not )(?<!not too )(?<!not very )\b(?:strong|double[- ]strength)\b", re.IGNORECASE
)


@cache
def serving_figures(jurisdiction: str) -> pd.DataFrame:
    """Return an authority's caffeine figures by food.

    Returns
    -------
    pandas.DataFrame
        Index ``food_id``; ``drink``, ``mg`` in a ``serving`` of ``serving_g``, ``mg_per_100_g``,
        ``authority``, ``source``.

    Examples
    --------
    >>> float(serving_figures("uk").loc["fndds:92101000", "mg"])  # a mug of filter coffee
    140.0
    """
    table = read_table("safety/caffeine.csv", dtype={"mg": float, "serving_g": float, "foods": str})
    table["mg_per_100_g"] = table["mg"] / table["serving_g"] * 100
    table["food_id"] = (PREFIX + table.pop("foods").str.replace(" ", f" {PREFIX}")).str.split()
    rows = table.explode("food_id").set_index("food_id")
    own = rows[rows["jurisdiction"] == check_jurisdiction(jurisdiction)]
    if jurisdiction == "eu":
        others = rows[~rows.index.isin(own.index)].sort_values("mg_per_100_g", ascending=False, kind="stable")
        own = pd.concat([own, others[~others.index.duplicated()]])
    return own.drop(columns="jurisdiction")


def caffeine_range(
    food_ids: Sequence[str],
    grams: npt.ArrayLike,
    jurisdiction: str,
    texts: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return the least and the most caffeine that so much of each food is likely to hold.

    Parameters
    ----------
    food_ids : sequence of str
        One id a row; all must be in the food table.
    grams : array_like
        One weight a row, in g.
    jurisdiction : str
        Whose figures are used: ``us``, ``uk`` or ``eu``.
    texts : sequence of str, optional
        What the person wrote, one a row: where she says "strong" the range is its high end.

    Returns
    -------
    pandas.DataFrame
        ``low`` and ``high`` in mg, one row for each food in the order given; NaN where nobody knows.

    Examples
    --------
    >>> caffeine_range(["fndds:92101000"], [240], "uk").round(0).values.tolist()
    [[96.0, 140.0]]
    >>> caffeine_range(["fndds:92101000"], [240], "uk", ["strong coffee"]).round(0).values.tolist()
    [[140.0, 140.0]]
    """
    foods = list(food_ids)
    table = exact(food_table().composition, foods, "composition")["caffeine"].to_numpy(dtype=float)
    figure = serving_figures(jurisdiction)["mg_per_100_g"].reindex(foods).to_numpy(dtype=float)
    share = np.asarray(grams, dtype=float) / 100
    low, high = np.fmin(table, figure) * share, np.fmax(table, figure) * share
    if texts is not None:
        low = np.where([_STRONG.search(str(text)) is not None for text in texts], high, low)
    return pd.DataFrame({"low": low, "high": high})
