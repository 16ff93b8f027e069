"""The TOML file of a recipe to a recipe: each ingredient is read as a row of a diary is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from planner.diary.corrections import Corrections
from planner.diary.ingredients import ingredient_of
from planner.diary.recipes import Ingredient, Recipe
from planner.diary.resolution import Resolution
from planner.errors import FoodError
from planner.language import mark
from planner.reference.nutrients import nutrient
from planner.sources.checks import check_text, positive
from planner.sources.food_file import check_keys, measures_of, name_of, since_of

MOST_INGREDIENTS: Final = 100
_KEYS: Final = ("name", "servings", "weight_after_cooking", "evaporation", "measures", "since", "ingredients")
_INGREDIENT_KEYS: Final = ("food", "food_id", "amount", "unit", "grams", "retention")
_NOT_LOST: Final = ("energy", "water")
_FORMS: Final = {
    "folate": ("folate_food", "folate_total", "folic_acid"),
    "vitamin_a": ("retinol", "carotene_alpha", "carotene_beta", "cryptoxanthin_beta"),
}
"""Forms for which a factor counts too, where they have none of their own: the whole is their sum."""


@dataclass(frozen=True)
class ReadRecipe:
    """A recipe, and what each of its ingredients was taken for."""

    recipe: Recipe
    found: tuple[Resolution, ...]


def read_recipe(said: Mapping[str, Any], corrections: Corrections | None = None) -> ReadRecipe:
    """Return the recipe of a file.

    Parameters
    ----------
    said : mapping
        As from :func:`planner.sources.food_file.read_toml_food`.
    corrections : Corrections, optional
        What her phrases mean, and the foods that she keeps.

    Raises
    ------
    InputError
        With what to change; for an ingredient, which one.

    Examples
    --------
    >>> recipe = read_recipe({"name": "Mash", "ingredients": [{"food": "2 bananas"}]}).recipe
    >>> recipe.ingredients[0].description, recipe.grams_in
    ('Banana, raw', 252.0)
    """
    check_keys(said, _KEYS, "a recipe")
    given = said["ingredients"]
    if not 0 < len(given) <= MOST_INGREDIENTS:
        raise FoodError(
            mark("There are {n} ingredients.").format(n=len(given)),
            mark("Give 1 to {n}.").format(n=MOST_INGREDIENTS),
        )
    read = [_placed(entry, place, corrections) for place, entry in enumerate(given, start=1)]
    recipe = Recipe(
        name=name_of(said),
        ingredients=tuple(one for one, _ in read),
        servings=_number(said, "servings", 1_000),
        weight=_number(said, "weight_after_cooking", 100_000),
        evaporation=_percent(said["evaporation"], "“evaporation”") if "evaporation" in said else None,
        measures=measures_of(said),
        since=since_of(said),
    )
    return ReadRecipe(recipe, tuple(found for _, found in read))


def _placed(entry: Any, place: int, corrections: Corrections | None) -> tuple[Ingredient, Resolution]:
    try:
        return read_ingredient(entry, corrections)
    except FoodError as error:
        raise FoodError(f"Ingredient {place}: {error.reason}", error.advice) from None


def read_ingredient(entry: Any, corrections: Corrections | None) -> tuple[Ingredient, Resolution]:
    """Return one ingredient, and what it was taken for.

    Raises
    ------
    InputError
        With what to change.

    Examples
    --------
    >>> read_ingredient({"food": "2 bananas"}, None)[0].grams
    252.0
    """
    if not isinstance(entry, dict):
        raise FoodError("This is no table.", "Write each ingredient under [[ingredients]].")
    check_keys(entry, _INGREDIENT_KEYS, "an ingredient")
    text, food_id = (check_text(entry.get(key, ""), f"“{key}”", 200) for key in ("food", "food_id"))
    grams = positive(entry["grams"], "a weight in grams") if "grams" in entry else None
    amount, unit = entry.get("amount"), check_text(entry.get("unit", ""), "“unit”") or None
    if (amount is not None and not isinstance(amount, (int, float, str))) or isinstance(amount, bool):
        raise FoodError(f"“{str(amount)[:40]}” is no amount.", 'Write a number, or a text such as "1/2".')
    found = ingredient_of(text, amount, unit, grams, food_id or None, corrections)
    if found.problem is not None:
        raise FoodError(f"“{(text or food_id)[:60]}”: {found.problem}", found.advice or "")
    if found.source == "supplement" or found.food_id is None or math.isnan(found.grams):
        raise FoodError(
            mark("What “{text}” weighs is not known.").format(text=(text or food_id)[:60]),
            mark("An ingredient is a food; give it in grams."),
        )
    retention = _retention(entry.get("retention", {}))
    weighed = Ingredient(found.food_id, found.description, found.grams, retention, found.kept, found.units)
    return (weighed if grams is None else replace(weighed, grams=grams)), found


def _retention(given: Any) -> dict[str, float]:
    if not isinstance(given, dict):
        raise FoodError(
            "“retention” is no table.", "Write it as retention = { folate = 70, vitamin_c = 60 }."
        )
    for name in given:
        if nutrient(name).id in _NOT_LOST:
            raise FoodError(f"{name} has no retention factor.", "Give the weight after cooking instead.")
    factors = {name: _percent(value, f"what is left of {name}") for name, value in given.items()}
    return {form: factors[name] for name in factors for form in _FORMS.get(name, ())} | factors


def _number(said: Mapping[str, Any], key: str, most: float) -> float | None:
    return positive(said[key], f"“{key}”", most) if key in said else None


def _percent(value: Any, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 100:
        raise FoodError(
            mark("“{value}” cannot be {what}.").format(value=str(value)[:40], what=what),
            mark("Give a percentage from 0 to 100."),
        )
    return float(value)
