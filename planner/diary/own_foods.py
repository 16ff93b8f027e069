"""A person's own foods from their files: by label or by recipe, into those that are kept, and back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from planner.diary.corrections import Corrections
from planner.diary.recipe_file import read_recipe
from planner.diary.recipes import recipe_food, recipe_parts
from planner.diary.resolve import Resolution
from planner.sources.food_file import is_recipe, label_food, read_toml_food
from planner.sources.kept import KeptFood, KeptFoods


@dataclass(frozen=True)
class Added:
    """What a file has made of the foods that are kept.

    Attributes
    ----------
    foods : KeptFoods
    food : KeptFood
        The version in force.
    is_new : bool
        Whether it is a new version; False where it is as it was.
    found : tuple of Resolution
        What the ingredients of a recipe were taken for.
    """

    foods: KeptFoods
    food: KeptFood
    is_new: bool
    found: tuple[Resolution, ...] = ()


def add_food(
    data: bytes, corrections: Corrections, name: str = "the file", today: dt.date | None = None
) -> Added:
    r"""Return the foods that are kept with the one of a TOML file, a label's or a recipe's.

    Parameters
    ----------
    data : bytes
    corrections : Corrections
        With the foods that are kept; the ingredients of a recipe are read with it.
    name : str
        What the file is called in errors.
    today : datetime.date, optional
        When it is entered.

    Raises
    ------
    InputError
        With what to change.

    Examples
    --------
    >>> drink = b'name = "Oat drink"\nper = "100 ml"\namounts = { calcium = "120 mg" }'
    >>> added = add_food(drink, Corrections())
    >>> added.food.food_id, added.food.food.amounts
    ('own:oat-drink@1', {'calcium': 120.0})
    """
    said, today = read_toml_food(data, name), today or dt.date.today()
    before = corrections.foods
    if not is_recipe(said):
        label = label_food(said, today)
        return _added(before, before.keep(label.food, since=label.since), label.food.food_id)
    read = read_recipe(said, corrections)
    food, total = recipe_food(read.recipe, today)
    parts = recipe_parts(read.recipe)
    foods = before.keep(food, since=read.recipe.since, known=total.known, parts=parts)
    return _added(before, foods, food.food_id, read.found)


def _added(before: KeptFoods, after: KeptFoods, base: str, found: tuple[Resolution, ...] = ()) -> Added:
    food = [one for one in after.versions if one.base == base][-1]
    return Added(after, food, after is not before, found)
