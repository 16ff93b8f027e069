"""The food table: foods, their 65 components per 100 g, portions and ingredients.

Source: USDA Food and Nutrient Database for Dietary Studies (FNDDS) 2021–2023, U.S. public domain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.errors import UnknownLabelError
from planner.reference.nutrients import nutrients
from planner.tables import read_table

T = TypeVar("T")
PREFIX: Final = "fndds:"
CITATION: Final = "USDA FNDDS 2021–2023 (U.S. public domain)"


def _portion(known: Mapping[tuple[str, int], T], food_id: str, seq: int) -> T:
    try:
        return known[food_id, seq]
    except KeyError:
        raise UnknownLabelError("portions", [(food_id, seq)]) from None


@dataclass(frozen=True, eq=False)
class FoodTable:
    """The shipped foods; shared and read only.

    Attributes
    ----------
    foods : pandas.DataFrame
        5,432 rows by ``food_id`` ("fndds:11111000"): ``food_code``, ``description``, ``additional`` (other
        names, separated by ``"; "``), ``wweia_number``, ``wweia_category``.
    composition : pandas.DataFrame
        By ``food_id``, one column a nutrient in the unit of the registry, **per 100 g**. NaN is unknown.
        Human milk has a row of NaN.
    portions : pandas.DataFrame
        22,046 rows by (``food_id``, ``seq``): ``portion`` (the table's words), ``grams``, ``kind`` (measure,
        guideline, unspecified), ``amount``, ``unit``, ``qualifier``.
    """

    foods: pd.DataFrame
    composition: pd.DataFrame
    portions: pd.DataFrame

    def description(self, food_id: str) -> str:
        """Return the table's description of one food.

        Raises
        ------
        UnknownLabelError
            When the table has no such food.
        """
        try:
            return self._descriptions[food_id]
        except KeyError:
            raise UnknownLabelError("foods", [food_id]) from None

    @cached_property
    def _descriptions(self) -> dict[str, str]:
        """Description by food: looked up for each line of a plan, where a frame would be slow."""
        return {str(food): str(text) for food, text in self.foods["description"].items()}

    def portions_of(self, food_id: str) -> pd.DataFrame:
        """Return the portions of one food by ``seq``; an empty frame where it has none. Shared, read only."""
        if food_id not in self._portion_frames:
            first, last = self._portion_rows.get(food_id, (0, -1))
            self._portion_frames[food_id] = self.portions.iloc[first : last + 1].droplevel(0)
        return self._portion_frames[food_id]

    @cached_property
    def _portion_frames(self) -> dict[str, pd.DataFrame]:
        """The frames already cut, by food."""
        return {}

    @cached_property
    def _portion_rows(self) -> dict[str, tuple[int, int]]:
        """First and last row of each food's portions: the table is sorted by food."""
        foods = self.portions.index.get_level_values(0)
        rows = pd.Series(range(len(foods)), index=foods).groupby(level=0, sort=False).agg(["first", "last"])
        return dict(zip(rows.index, rows.itertuples(index=False, name=None), strict=True))

    def portion_grams(self, food_id: str, seq: int) -> float:
        """Return the grams of one portion.

        Raises
        ------
        UnknownLabelError
            When the food has no such portion.
        """
        return _portion(self._portion_weights, food_id, seq)

    def portion_words(self, food_id: str, seq: int) -> str:
        """Return the words of one portion, such as ``"1 cup, cooked"``.

        Raises
        ------
        UnknownLabelError
            When the food has no such portion.
        """
        return _portion(self._portion_texts, food_id, seq)

    @cached_property
    def _portion_texts(self) -> dict[tuple[str, int], str]:
        """Words by food and ``seq``: looked up for each line of a plan."""
        return self._by_portion("portion", str)

    @cached_property
    def _portion_weights(self) -> dict[tuple[str, int], float]:
        """Grams by food and ``seq``: looked up for each amount of a dish."""
        return self._by_portion("grams", float)

    def _by_portion(self, column: str, kind: Callable[[Any], T]) -> dict[tuple[str, int], T]:
        """Return a column by food and ``seq``; looking one up in a frame would be slow."""
        foods, numbers = (self.portions.index.get_level_values(level) for level in (0, 1))
        rows = zip(foods, numbers, self.portions[column], strict=True)
        return {(str(food), int(seq)): kind(value) for food, seq, value in rows}

    def amounts(self, food_ids: list[str], grams: npt.ArrayLike) -> pd.DataFrame:
        """Return the nutrients in so many grams of each food.

        Parameters
        ----------
        food_ids : list of str
            One id a row; all must be in the table.
        grams : array_like
            One weight a row, in g.

        Returns
        -------
        pandas.DataFrame
            One row for each food in the order given, one column a nutrient in its unit; NaN is unknown.

        Examples
        --------
        >>> two_bananas = food_table().amounts(["fndds:63107010"], [252])
        >>> round(float(two_bananas["potassium"].iloc[0]))
        822
        """
        unknown = [food for food in food_ids if food not in self._rows]
        if unknown:
            raise UnknownLabelError("composition", list(dict.fromkeys(unknown)))
        rows = [self._rows[food] for food in food_ids]
        values = self._per_100_g[rows] * (np.asarray(grams, dtype=float)[:, None] / 100)
        return pd.DataFrame(values, columns=self.composition.columns)

    @cached_property
    def _rows(self) -> dict[str, int]:
        """Row by food: a plan asks for a few foods many times, where an index is slow."""
        return {str(food): row for row, food in enumerate(self.composition.index)}

    @cached_property
    def _per_100_g(self) -> npt.NDArray[np.float64]:
        """The composition as one array: taking rows of 65 columns from the frame is slow."""
        return self.composition.to_numpy(dtype=float)


@cache
def food_table() -> FoodTable:
    """Return the shipped food table, read once."""
    foods = read_table("fndds/foods.csv.gz", keep_default_na=False)
    foods.index = pd.Index(PREFIX + foods["food_code"].astype(str), name="food_id")
    composition = read_table("fndds/nutrients.csv.gz", dtype=dict.fromkeys(nutrients(), float))
    composition.index = pd.Index(PREFIX + composition.pop("food_code").astype(str), name="food_id")
    portions = read_table("fndds/portions.csv.gz", dtype={"qualifier": str, "unit": str})
    portions["food_id"] = PREFIX + portions.pop("food_code").astype(str)
    portions[["unit", "qualifier"]] = portions[["unit", "qualifier"]].fillna("")
    return FoodTable(
        foods, composition.reindex(foods.index), portions.set_index(["food_id", "seq"]).sort_index()
    )


@cache
def ingredient_list() -> pd.DataFrame:
    """Return the ingredient list of every food.

    Returns
    -------
    pandas.DataFrame
        18,584 rows: ``food_id``, ``seq``, ``ingredient_code`` (a food code of FNDDS where it has eight
        digits, else of SR Legacy or Foundation Foods), ``ingredient``, ``grams``, ``retention_code``,
        ``moisture_change_pct``.
    """
    table = read_table("fndds/ingredients.csv.gz")
    table.insert(0, "food_id", PREFIX + table.pop("food_code").astype(str))
    return table
