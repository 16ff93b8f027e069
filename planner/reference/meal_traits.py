"""What pairing looks at in a meal, for each food: iron and from where, what helps and hinders it, water."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pandas as pd

from planner.reference.foods import food_table
from planner.reference.recipes import recipe_lines, through_recipes

TRAITS: Final = (
    "iron", "plant_iron", "vitamin_c", "calcium", "carbohydrate", "water", "flesh", "tea_or_coffee"
)  # fmt: skip
"""Nutrients in the units of the registry; flesh (meat, poultry, fish) and tea or coffee in g."""

_BREWED: Final = ("Coffee", "Tea")
_FLESH_FROM: Final = 5.0
"""From so many g of flesh in 100 g on, the iron of a food is not counted as plant iron."""

_FLESH = re.compile(
    r"^(?!.*\b(?:meatless|(?<!no )broth|separable fat|skin only)\b)"
    r"(?:reduced sodium: |babyfood, meat, |fast foods?, (?:fried )?|restaurant, \w+, |"
    r"potsticker or wonton, )?"
    r"(?:beef|pork|chicken|turkey|lamb|veal|game meat|bison|ostrich|quail|duck|goose|ham|hamburger|"
    r"cheeseburger|bacon|canadian bacon|sausage|blood sausage|frankfurter|bologna|salami|pepperoni|bratwurst|"
    r"kielbasa|luncheon meat|roast beef|fish|crustaceans|mollusks)\b",
    re.IGNORECASE,
)


@cache
def flesh_content() -> pd.Series[float]:
    """Return the grams of meat, poultry and fish in 100 g of each food that holds any.

    Decided by the recipe; a restaurant dish that is an ingredient by itself counts whole.

    Examples
    --------
    >>> "fndds:63107010" in flesh_content()  # banana
    False
    """
    lines = recipe_lines()
    flesh = {text for text in lines["ingredient"].unique() if _FLESH.search(text)}
    own = lines[~lines["is_food"] & lines["ingredient"].isin(flesh)]
    return through_recipes(own, []).set_index("food_id")["grams"]


@cache
def meal_traits() -> pd.DataFrame:
    """Return what pairing looks at in 100 g of each food: one row a food, the columns of :data:`TRAITS`.

    Examples
    --------
    >>> traits = meal_traits().loc[["fndds:41305000", "fndds:26109120"]]  # lentils, cod
    >>> [bool(iron > 0) for iron in traits["plant_iron"]]
    [True, False]
    """
    foods = food_table()
    traits = foods.composition[["iron", "vitamin_c", "calcium", "carbohydrate", "water"]].copy()
    traits["flesh"] = flesh_content().reindex(traits.index).fillna(0.0)
    traits["plant_iron"] = traits["iron"].where(traits["flesh"] < _FLESH_FROM, 0.0)
    traits["tea_or_coffee"] = foods.foods["wweia_category"].isin(_BREWED) * 100.0
    return traits[list(TRAITS)]
