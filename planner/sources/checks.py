"""What a food must be to be kept: a plain id, words on one line, amounts that 100 g or a serving can hold."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from planner.errors import FoodError
from planner.language import mark
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
        raise FoodError(
            mark("The amounts are per “{basis}”.").format(basis=food.basis[:40]),
            mark("Give them per {bases}.").format(bases=", ".join(BASES)),
        )
    if len(food.measures) > MOST_MEASURES:
        raise FoodError(
            mark("There are more than {n} measures.").format(n=MOST_MEASURES),
            mark("Leave the rarer ones out."),
        )
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
            mark("“{food_id}” is no id of a food.").format(food_id=food_id[:60]),
            mark("An id is like own:lentil-soup, fdc:173944 or off:50184385."),
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
        raise FoodError(
            mark("The name “{name}” has no word.").format(name=name[:40]),
            mark("Write what you call the food."),
        )
    if _PATH.search(name):
        raise FoodError(
            mark("The name “{name}” looks like the path of a file.").format(name=name[:40]),
            mark("Write what you call the food, in words."),
        )
    return name


def check_text(text: str, what: str, longest: int = LONGEST_NAME) -> str:
    """Return a text as given; refuse what is no text, not on one line, or too long."""
    if not isinstance(text, str):
        raise FoodError(f"“{str(text)[:40]}” is no text, for {what}.", "Write it in quotation marks.")
    if len(text) > longest:
        raise FoodError(
            mark("“{text} …” is too long for {what}.").format(text=text[:40], what=what),
            mark("Keep it within {n} characters.").format(n=format(longest, ",")),
        )
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") for sign in text):
        shown = "".join(sign if sign.isprintable() else "�" for sign in text[:40])
        raise FoodError(
            mark("“{shown}” holds control characters.").format(shown=shown),
            mark("Write it anew, on one line."),
        )
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
            mark("“{value}” cannot be {what}.").format(value=str(value)[:40], what=what),
            mark("Give a number above 0 and up to {most}.").format(most=format(most, ",.0f")),
        )
    return float(value)


def _check_measure(measure: Measure) -> None:
    check_text(measure.words, "a measure")
    if not measure.words.strip() or set(measure.words) & set("=;"):
        raise FoodError(
            mark("The measure “{text}” is not understood.").format(text=measure.words[:40]),
            mark('Write it as "1 slice = 30 g".'),
        )
    for value in (measure.grams, measure.millilitres):
        if value is not None:
            positive(value, f"the weight of “{measure.words[:40]}”")


def _check_amounts(amounts: Mapping[str, float], basis: str) -> None:
    for name, value in amounts.items():
        known = nutrients().get(name)
        if known is None:
            raise FoodError(
                mark("The nutrient “{name}” is not known.").format(name=str(name)[:40]),
                _names_advice(str(name)),
            )
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise FoodError(
                mark("“{value}” is no amount of {nutrient}.").format(
                    value=str(value)[:40], nutrient=known.name
                ),
                mark("Leave out what is not known."),
            )
        if not 0 <= value <= most_of(known.unit, basis):
            raise FoodError(
                mark("{value} {unit} of {nutrient} in {basis} cannot be right.").format(
                    value=format(value, "g"), unit=known.unit, nutrient=known.name, basis=basis
                ),
                mark("Check the number and the unit: mg and ug are a thousand times apart."),
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
