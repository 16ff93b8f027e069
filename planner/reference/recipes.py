"""What is in 100 g of a food by its recipe, down through ingredients that are foods themselves."""

from __future__ import annotations

from functools import cache

import pandas as pd

from planner.reference.foods import PREFIX, food_table, ingredient_list


@cache
def recipe_lines() -> pd.DataFrame:
    """Return the ingredients of every food by what 100 g of the food hold of them.

    Returns
    -------
    pandas.DataFrame
        ``food_id``, ``part`` (the ingredient's food id, if it is a food), ``is_food``, ``ingredient``,
        ``grams`` in 100 g of the food as it is eaten. Shared, read only.

    Examples
    --------
    >>> lines = recipe_lines()
    >>> float(lines.loc[lines["food_id"] == "fndds:63107010", "grams"].sum())  # banana
    100.0
    """
    lines = ingredient_list()
    final = lines["grams"] * (1 + lines["moisture_change_pct"] / 100)
    part = PREFIX + lines["ingredient_code"].astype(str)
    return pd.DataFrame(
        {
            "food_id": lines["food_id"],
            "part": part,
            "is_food": part.isin(food_table().foods.index),
            "ingredient": lines["ingredient"],
            "grams": lines["grams"] / final.groupby(lines["food_id"]).transform("sum") * 100,
        }
    )


def through_recipes(found: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return how much each food holds of what was found among the ingredients that are not foods.

    Parameters
    ----------
    found : pandas.DataFrame
        ``food_id``, ``grams`` in 100 g of it, and the keys.
    keys : list of str
        Columns that are kept apart, such as the kind of fish.

    Returns
    -------
    pandas.DataFrame
        ``food_id``, the keys and ``grams``, one row for each food and keys.
    """
    lines = recipe_lines()
    nested = lines.loc[lines["is_food"], ["food_id", "part", "grams"]]
    columns = ["food_id", *keys, "grams"]
    level, every = found[columns], [found[columns]]
    while not level.empty:
        level = nested.merge(level, left_on="part", right_on="food_id", suffixes=("", "_inner"))
        level["grams"] *= level["grams_inner"] / 100
        level = level[columns]
        every.append(level)
    return pd.concat(every).groupby(["food_id", *keys])[["grams"]].sum().reset_index()
