"""Whether the name of a dish says what is in it: each main word of the name must be in one of its foods.

Words that name no food ("warm", "salad") and words that mean a food of another name ("kasha", "toast") are
data: ``data/planning/dish_names.toml``. What stands in parentheses is the dish's name in its own kitchen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from planner.reference.dish_tags import required_foods
from planner.reference.dishes import Dish
from planner.reference.foods import food_table
from planner.tables import read_toml

_IN_PARENTHESES = re.compile(r"\([^)]*\)")


def unsaid_words(dish: Dish) -> list[str]:
    """Return the words of a dish's name that none of the foods it always holds bears out.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from planner.reference.dishes import dishes
    >>> porridge = next(dish for dish in dishes() if dish.id == "porridge-apple-honey")
    >>> unsaid_words(porridge), unsaid_words(replace(porridge, name="Milk porridge with plums"))
    ([], ['plums'])
    """
    return unsaid_of(dish.name, required_foods(dish))


def unsaid_of(name: str, foods: Iterable[str]) -> list[str]:
    """Return the words of a name that the table's descriptions of some foods do not bear out.

    Examples
    --------
    >>> unsaid_of("warm milk with honey", ["fndds:11111000"])
    ['honey']
    """
    text = " ; ".join(plain(food_table().description(food)) for food in foods)
    stems = {stem(word) for word in re.findall(r"[a-z]+", text)}
    return [word for word in main_words(name) if not _is_said(word, text, stems)]


def main_words(name: str) -> list[str]:
    """Return the words of a name that stand for food.

    Examples
    --------
    >>> main_words("Warm crêpes with plum jam (palačinky)")
    ['crepes', 'plum', 'jam']
    """
    words = re.findall(r"[a-z]+", _IN_PARENTHESES.sub(" ", plain(name)))
    return [word for word in words if word not in _free()]


def plain(text: str) -> str:
    """Return text in lower case without accents."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def stem(word: str) -> str:
    """Return a word without its plural ending, whether or not the rest is a word.

    Examples
    --------
    >>> stem("berries") == stem("berry"), stem("potatoes") == stem("potato"), stem("radish")
    (True, True, 'radish')
    """
    for ending, instead in (
        ("ies", "y"),
        ("oes", "o"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("ss", "ss"),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + instead
    return word


def _is_said(word: str, text: str, stems: set[str]) -> bool:
    meant = _data()["means"].get(word) or _data()["means"].get(stem(word))
    return bool(re.search(meant, text)) if meant else stem(word) in stems


@cache
def _data() -> dict[str, Any]:
    return read_toml("planning/dish_names.toml")


@cache
def _free() -> frozenset[str]:
    return frozenset(_data()["no_food"])
