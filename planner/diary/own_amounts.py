"""What the entries hold that bring their own nutrients: those of their file, and foods of imported tables."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.diary.model import FILE, TABLE, Diary
from planner.reference.nutrients import nutrients
from planner.sources.food_tables.search import imported_amounts
from planner.tables import exact

_OWN: Final = (FILE, TABLE)


def brings_own(entries: pd.DataFrame) -> npt.NDArray[np.bool_]:
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
    entries, names = diary.entries, list(nutrients())
    of_file, of_table = (entries[entries["source"] == source] for source in (FILE, TABLE))
    given = exact(diary.given.reindex(columns=names), of_file["food_id"], "nutrients of the file")
    per_unit = imported_amounts(of_table["food_id"].unique().tolist()).reindex(columns=names)
    eaten = exact(per_unit, of_table["food_id"], "imported tables").mul(of_table["units"].to_numpy(), axis=0)
    both = pd.concat([given.set_axis(of_file.index), eaten.set_axis(of_table.index)]).astype(float)
    return both.loc[entries.index[brings_own(entries)]]
