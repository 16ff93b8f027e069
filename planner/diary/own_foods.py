"""A person's own foods from their files: by label or by recipe, into those that are kept, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.diary.corrections import Corrections
from planner.diary.own_foods_csv import labels_from_csv
from planner.diary.recipe_file import read_recipe
from planner.diary.recipes import recipe_food, recipe_parts
from planner.diary.resolve import Resolution
from planner.sources.food_file import is_recipe, label_food, read_toml_food
from planner.sources.kept import KeptFood, KeptFoods
from planner.sources.kept_file import foods_from_json
from planner.sources.plausible import checked


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
    return add_said(read_toml_food(data, name), corrections, today)


def add_said(said: Mapping[str, Any], corrections: Corrections, today: dt.date | None = None) -> Added:
    """Return the foods that are kept with one more, whose file or form says this.

    What a label cannot mean is left out of it, and what looks wrong is said in the food's ``flags``.

    Parameters
    ----------
    said : mapping
        As a TOML file does: see :func:`planner.sources.food_file.read_toml_food`.
    corrections, today
        As in :func:`add_food`.

    Raises
    ------
    InputError
        With what to change.

    Examples
    --------
    >>> bar = {"name": "Bar", "per": "100 g", "amounts": {"magnesium": "90 mg", "iron": "4.7 g"}}
    >>> added = add_said(bar, Corrections()).food.food
    >>> added.amounts, added.flags
    ({'magnesium': 90.0}, ('Iron: 4,700 mg in 100 g cannot be right, so not known',))
    """
    before, today = corrections.foods, today or dt.date.today()
    if not is_recipe(said):
        label = label_food(said, today)
        food = checked(label.food)
        return _added(before, before.keep(food, since=label.since), food.food_id)
    read = read_recipe(said, corrections)
    food, total = recipe_food(read.recipe, today)
    parts = recipe_parts(read.recipe)
    foods = before.keep(food, since=read.recipe.since, known=total.known, parts=parts)
    return _added(before, foods, food.food_id, read.found)


def foods_of_file(data: bytes, name: str) -> Callable[[KeptFoods], KeptFoods]:
    r"""Return what takes the foods of a JSON or CSV file into those that are kept.

    Parameters
    ----------
    data : bytes
    name : str
        Ends with .csv for foods by label; else it is JSON.

    Raises
    ------
    FoodError
        For a file that is not wholly understood; nothing of it is taken.

    Examples
    --------
    >>> take = foods_of_file(b"name,per,calcium\nOat drink,100 ml,120 mg\n", "mine.csv")
    >>> [one.food_id for one in take(KeptFoods()).versions]
    ['own:oat-drink@1']
    """
    if not name.lower().endswith(".csv"):
        whole = foods_from_json(data, name)
        return lambda kept: kept.merged(whole)
    labels = labels_from_csv(data, name)

    def take(kept: KeptFoods) -> KeptFoods:
        for label in labels:
            kept = kept.keep(label.food, since=label.since)
        return kept

    return take


def _added(before: KeptFoods, after: KeptFoods, base: str, found: tuple[Resolution, ...] = ()) -> Added:
    food = [one for one in after.versions if one.base == base][-1]
    return Added(after, food, after is not before, found)
