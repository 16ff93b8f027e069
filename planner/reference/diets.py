"""Diets and allergens, decided by what a food is made of.

Each ingredient of the table's ingredient list is read for fifteen allergens and animal sources
(``data/diets/allergens.toml``, which also says what was decided in doubtful cases); a food holds what its
ingredients hold, down through ingredients that are foods themselves, and what its own name says.
The table knows no brands and no traces: with an allergy the label decides.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from planner.errors import UnknownNameError
from planner.language import mark
from planner.reference.foods import PREFIX, food_table, ingredient_list
from planner.tables import read_toml

DIETS: Final = ("omnivore", "pescatarian", "vegetarian", "vegan")
_BY_AMOUNT: Final = ("alcohol", "caffeine")
"""Excluded by the table's own value: any at all."""


@cache
def _data() -> dict[str, Any]:
    return read_toml("diets/allergens.toml")


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return, for each allergen, what is struck out and what is looked for."""
    everywhere = _data()["not_at_all"]
    return {
        name: (re.compile("|".join([*entry["not"], *everywhere])), re.compile("|".join(entry["words"])))
        for name, entry in _data()["allergen"].items()
    }


def held_by(description: str) -> frozenset[str]:
    """Return the allergens and animal sources that a description of an ingredient or a food names.

    Examples
    --------
    >>> sorted(held_by("Peanut butter, smooth style, with salt"))
    ['peanut']
    >>> sorted(held_by("Butter, stick, salted"))
    ['dairy']
    """
    text = description.lower()
    found = {name for name, (struck, words) in _patterns().items() if words.search(struck.sub(" ", text))}
    return frozenset(found | {whole for part, whole in _data()["implies"].items() if part in found})


@cache
def allergens() -> pd.DataFrame:
    """Return what each food holds.

    Returns
    -------
    pandas.DataFrame of bool
        Index ``food_id``, all foods of the table; columns ``dairy``, ``egg``, ``fish``, ``shellfish``,
        ``nuts``, ``peanut``, ``gluten``, ``soy``, ``sesame``, ``honey``, ``pork``, ``beef``, ``poultry``,
        ``meat``, ``gelatin``, ``alcohol``, ``caffeine``. In doubt the answer is True.

    Examples
    --------
    >>> table = allergens()
    >>> bool(table.loc["fndds:42202000", "dairy"])  # peanut butter
    False
    """
    names = list(_patterns())
    foods = food_table().foods
    said = _said(foods["description"], names)
    lines = ingredient_list()
    held = _said(lines["ingredient"], names)
    nested = foods.index.get_indexer(pd.Index(PREFIX + lines["ingredient_code"].astype(str)))
    owner = foods.index.get_indexer(pd.Index(lines["food_id"]))
    np.logical_or.at(said, owner, held)
    inner = nested >= 0
    while True:
        before = said.copy()
        np.logical_or.at(said, owner[inner], said[nested[inner]])
        if (said == before).all():
            break
    table = pd.DataFrame(said, index=foods.index, columns=names)
    for name in _BY_AMOUNT:
        amount = food_table().composition[name]
        table[name] = (amount > 0) | amount.isna()
    return table


def _said(descriptions: pd.Series[str], names: list[str]) -> Any:
    found = {text: held_by(text) for text in descriptions.unique()}
    return np.array([[name in found[text] for name in names] for text in descriptions])


def allowed_foods(diet: str, exclude: Iterable[str] = ()) -> pd.Series[bool]:
    """Return which foods fit a diet and a list of exclusions.

    Parameters
    ----------
    diet : str
        ``omnivore``, ``pescatarian``, ``vegetarian`` or ``vegan``.
    exclude : iterable of str
        Allergens, food groups or foods by name, as :func:`resolve_exclusion` reads them.

    Returns
    -------
    pandas.Series of bool
        Index ``food_id``, all foods of the table.

    Raises
    ------
    UnknownNameError
        For a diet or an exclusion that is not known, with suggestions.

    Examples
    --------
    >>> bool(allowed_foods("vegan", ["gluten"])["fndds:63107010"])  # banana
    True
    """
    if diet not in _data()["diets"]:
        raise UnknownNameError(diet, mark("diet"), difflib.get_close_matches(diet, DIETS) or DIETS)
    table = allergens()
    barred = table[_data()["diets"][diet]].any(axis=1).to_numpy()
    for name in exclude:
        barred = barred | table.index.isin(resolve_exclusion(name))
    return pd.Series(~barred, index=table.index)


def barred_by(diet: str) -> frozenset[str]:
    """Return what a diet leaves out.

    Examples
    --------
    >>> sorted(barred_by("vegetarian") - barred_by("pescatarian"))
    ['fish', 'shellfish']
    """
    return frozenset(_data()["diets"][diet])


@lru_cache(maxsize=512)
def resolve_exclusion(name: str) -> frozenset[str]:
    """Return the foods that an exclusion takes out.

    An allergen or a word for it ("lactose"), a group of the table ("Soft drinks"), or a food by name: then
    every food with that name among its own words or its ingredients' goes ("mushrooms").

    Raises
    ------
    UnknownNameError
        When nothing carries the name; it suggests the nearest names, or else the allergens and groups.

    Examples
    --------
    >>> "fndds:11112110" in resolve_exclusion("lactose")  # milk
    True
    >>> resolve_exclusion("penut")
    Traceback (most recent call last):
        ...
    planner.errors.UnknownNameError: exclusion 'penut' is not known. Did you mean peanut, peanuts, nut?
    """
    wanted, allergen = _wanted(name), allergen_named(name)
    if allergen is not None:
        table = allergens()
        return frozenset(table.index[table[allergen]])
    foods = food_table().foods
    found = frozenset(foods.index[_in_group(wanted)]) or _named(wanted)
    if not found:
        known = [*_synonyms(), *foods["wweia_category"].str.lower().unique()]
        near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.75)
        raise UnknownNameError(name, mark("exclusion"), near or list(allergens().columns))
    return found


def allergen_named(name: str) -> str | None:
    """Return the allergen or animal source that an exclusion is a word for; None for a group or a food.

    Examples
    --------
    >>> allergen_named("lactose"), allergen_named("mushrooms")
    ('dairy', None)
    """
    return _synonyms().get(_wanted(name))


def names_food(name: str, text: str) -> bool:
    """Return whether a text carries the food that an exclusion names, in singular or plural.

    Examples
    --------
    >>> names_food("mushrooms", "Cream of mushroom"), names_food("mushrooms", "Cream of leek")
    (True, False)
    """
    word = _word(_wanted(name))
    return word is not None and re.search(word, text, re.IGNORECASE) is not None


def names_group(name: str) -> bool:
    """Return whether an exclusion is a group of the table.

    Examples
    --------
    >>> names_group("soft drinks"), names_group("mushrooms")
    (True, False)
    """
    return bool(_in_group(_wanted(name)).any())


def _in_group(wanted: str) -> pd.Series[bool]:
    return food_table().foods["wweia_category"].str.lower() == wanted


def _wanted(name: str) -> str:
    return " ".join(name.lower().replace("_", " ").split())


@cache
def _synonyms() -> dict[str, str]:
    own = {name: name for name in allergens().columns}
    return own | {word: name for name, words in _data()["synonyms"].items() for word in words}


def _named(wanted: str) -> frozenset[str]:
    """Return the foods whose name or ingredients carry the words, in singular or plural."""
    word = _word(wanted)
    if word is None:
        return frozenset()
    foods, lines = food_table().foods, ingredient_list()
    found = set(foods.index[foods["description"].str.lower() == wanted])
    found |= set(foods.index[foods["description"].str.contains(word, case=False)])
    found |= set(lines.loc[lines["ingredient"].str.contains(word, case=False), "food_id"])
    owner, inner = lines["food_id"], PREFIX + lines["ingredient_code"].astype(str)
    while more := set(owner[inner.isin(found)]) - found:
        found |= more
    return frozenset(found)


def _word(wanted: str) -> str | None:
    """Return the pattern of a food's name in singular or plural; None where it is too short to look for."""
    stem = re.sub(r"(?:es|s)$", "", wanted) if len(wanted) > 4 else wanted
    return rf"\b{re.escape(stem)}(?:es|s)?\b" if len(stem) >= 3 else None
