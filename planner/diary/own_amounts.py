"""What the entries hold that bring their own nutrients: those of their file, and the foods that are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.diary.model import FILE, KEPT, Diary
from planner.reference.nutrients import nutrients
from planner.sources.kept import KeptFood
from planner.tables import exact

_OWN: Final = (FILE, KEPT)
Flags = npt.NDArray[np.bool_]


def brings_own(entries: pd.DataFrame) -> Flags:
    """Return which entries bring their own nutrients."""
    return entries["source"].isin(_OWN).to_numpy(dtype=bool)


def own_amounts(diary: Diary) -> pd.DataFrame:
    """Return what each of these entries holds, in their order, a column a nutrient; NaN is unknown.

    Examples
    --------
    >>> from planner.diary.model import entries_frame
    >>> eaten = entries_frame({"row": [2], "food_id": ["file:2"], "source": ["file"]})
    >>> given = pd.DataFrame({"energy": [120.0]}, index=["file:2"])
    >>> own_amounts(Diary(eaten, eaten.head(0), {}, given=given))["energy"].tolist()
    [120.0]
    """
    entries, names = diary.entries.reset_index(drop=True), list(nutrients())
    if not brings_own(entries).any():
        return pd.DataFrame(columns=names, dtype=float)
    of_file = exact(
        diary.given.reindex(columns=names),
        entries["food_id"][entries["source"] == FILE],
        "nutrients of the file",
    )
    eaten = entries[entries["source"] == KEPT]
    per_unit = _by_food(diary.kept, lambda one: one.food.amounts)
    of_kept = exact(per_unit, eaten["food_id"], "kept foods").mul(eaten["units"].to_numpy(), axis=0)
    both = pd.concat(
        [of_file.set_axis(entries.index[entries["source"] == FILE]), of_kept.set_axis(eaten.index)]
    )
    return both.astype(float).loc[entries.index[brings_own(entries)]]


def unknown_shares(diary: Diary) -> pd.DataFrame:
    """Return the share, 0 to 1, of each of these entries of which a nutrient is unknown, in their order.

    An amount of a recipe may be known in part; all others are known or not.
    """
    entries, shares = diary.entries.reset_index(drop=True), own_amounts(diary).isna().astype(float)
    partly = _by_food(diary.kept, lambda one: {name: 1 - share for name, share in one.known.items()})
    eaten = entries[entries["source"] == KEPT]
    own = exact(partly.fillna(0.0), eaten["food_id"], "kept foods").set_axis(eaten.index)
    shares.loc[eaten.index] = np.maximum(shares.loc[eaten.index], own)
    return shares


def _by_food(kept: Mapping[str, KeptFood], read: Callable[[KeptFood], Mapping[str, float]]) -> pd.DataFrame:
    rows = [dict(read(one)) for one in kept.values()]
    index = pd.Index(list(kept), dtype="str")
    return pd.DataFrame(rows, index=index, columns=list(nutrients()), dtype=float)
