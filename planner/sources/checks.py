"""What a food must be to be kept: a plain id, words on one line, amounts that 100 g or a serving can hold."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from planner.errors import FoodError
from planner.reference.nutrients import nutrients
from planner.sources.food import BASES, Measure, SourcedFood
from planner.units import convert_mass

LONGEST_NAME: Final = 100
LONGEST_TEXT: Final = 5_000
MOST_MEASURES: Final = 50
MOST_GRAMS: Final = 10_000.0
"""Of one measure, one serving or one ingredient; in ml too."""
_MOST_KCAL: Final = {"100 g": 1_000.0, "100 ml": 1_000.0, "serving": 20_000.0}
_MOST_NUTRIENT_GRAMS: Final = {"100 g": 100.0, "100 ml": 150.0, "serving": 2_000.0}
_ID: Final = re.compile(r"[a-z]+(?::[\w.-]{1,80}){1,3}")
_PATH: Final = re.compile(r"^[/~\\]|^[A-Za-z]:[\\/]|\.\.|\\|^\.")


def check_food(food: SourcedFood) -> SourcedFood:
    """Return a food as given.

    Raises
    ------
    FoodError
        When it cannot be kept, with what to change.

    Examples
    --------
    >>> from datetime import date
    >>> day = date(2026, 3, 1)
    >>> drink = SourcedFood("own:oats", "Oat drink", "100 ml", {"calcium": 120.0}, (), "", "", day)
    >>> check_food(drink).basis
    '100 ml'
    """
    check_id(food.food_id)
    check_name(food.description)
    for text in (food.source, food.licence, food.ingredients, *food.flags):
        check_text(text, "a text", LONGEST_TEXT)
    if food.basis not in BASES:
        raise FoodError(f"The amounts are per “{food.basis[:40]}”.", f"Give them per {', '.join(BASES)}.")
    if len(food.measures) > MOST_MEASURES:
        raise FoodError(f"There are more than {MOST_MEASURES} measures.", "Leave the rarer ones out.")
    for measure in food.measures:
        _check_measure(measure)
    _check_amounts(food.amounts, food.basis)
    return food


def check_id(food_id: str) -> str:
    """Return the id of a food, without a version, as given.

    Examples
    --------
    >>> check_id("table:ciqual-2020:25600")
    'table:ciqual-2020:25600'
    """
    if not _ID.fullmatch(food_id) or ".." in food_id:
        raise FoodError(
            f"“{food_id[:60]}” is no id of a food.",
            "An id is like own:lentil-soup, fdc:173944 or off:50184385.",
        )
    return food_id


def check_name(name: str) -> str:
    """Return the name of a food as given.

    Examples
    --------
    >>> check_name("Mum's soup")
    "Mum's soup"
    """
    check_text(name, "the name", LONGEST_NAME)
    if not re.search(r"[^\W\d_]", name):
        raise FoodError(f"The name “{name[:40]}” has no word.", "Write what you call the food.")
    if _PATH.search(name):
        raise FoodError(
            f"The name “{name[:40]}” looks like the path of a file.",
            "Write what you call the food, in words.",
        )
    return name


def check_text(text: str, what: str, longest: int = LONGEST_NAME) -> str:
    """Return a text as given; refuse what is no text, not on one line, or too long."""
    if not isinstance(text, str):
        raise FoodError(f"“{str(text)[:40]}” is no text, for {what}.", "Write it in quotation marks.")
    if len(text) > longest:
        raise FoodError(f"“{text[:40]} …” is too long for {what}.", f"Keep it within {longest:,} characters.")
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") for sign in text):
        shown = "".join(sign if sign.isprintable() else "�" for sign in text[:40])
        raise FoodError(f"“{shown}” holds control characters.", "Write it anew, on one line.")
    return text


def positive(value: Any, what: str, most: float = MOST_GRAMS) -> float:
    """Return a number above zero.

    Examples
    --------
    >>> positive(250, "the weight")
    250.0
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= most:
        raise FoodError(
            f"“{str(value)[:40]}” cannot be {what}.", f"Give a number above 0 and up to {most:,.0f}."
        )
    return float(value)


def _check_measure(measure: Measure) -> None:
    check_text(measure.words, "a measure")
    if not measure.words.strip() or set(measure.words) & set("=;"):
        raise FoodError(
            f"The measure “{measure.words[:40]}” is not understood.", 'Write it as "1 slice = 30 g".'
        )
    for value in (measure.grams, measure.millilitres):
        if value is not None:
            positive(value, f"the weight of “{measure.words[:40]}”")


def _check_amounts(amounts: Mapping[str, float], basis: str) -> None:
    for name, value in amounts.items():
        known = nutrients().get(name)
        if known is None:
            raise FoodError(f"The nutrient “{str(name)[:40]}” is not known.", _names_advice(str(name)))
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise FoodError(
                f"“{str(value)[:40]}” is no amount of {known.name}.", "Leave out what is not known."
            )
        if not 0 <= value <= most_of(known.unit, basis):
            raise FoodError(
                f"{value:g} {known.unit} of {known.name} in {basis} cannot be right.",
                "Check the number and the unit: mg and ug are a thousand times apart.",
            )


def most_of(unit: str, basis: str) -> float:
    """Return the most of a nutrient that 100 g, 100 ml or a serving can hold, in the unit given.

    Examples
    --------
    >>> most_of("mg", "100 g")
    100000.0
    """
    if unit == "kcal":
        return _MOST_KCAL[basis]
    return convert_mass(_MOST_NUTRIENT_GRAMS[basis], "g", unit)


def _names_advice(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name.lower(), nutrients(), n=3) or list(nutrients())[:8]
    return f"Use one of the names of `fndds/components.csv`, such as {', '.join(near)}."
