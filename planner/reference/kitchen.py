"""A food and its portion as a kitchen says them: "2 hard-boiled eggs", "1/2 cup cooked spinach".

Made for reading only. What can be read back and recomputed are the table's own words, see
:mod:`planner.reference.household`; both stand in every plan.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from planner.language import _
from planner.reference.foods import PREFIX, food_table
from planner.reference.household import number_text, split_household
from planner.tables import read_toml

_ENDINGS: Final = re.compile(r"\((?:(?P<one>\w+)\|)?(?P<many>s|es|(?<=\|)\w+)\)")


@cache
def _words() -> dict[str, Any]:
    return read_toml("planning/kitchen_words.toml")


def kitchen_line(food_id: str, household: str, grams: float, *, metric: bool = False) -> str:
    """Return an amount of a food in plain kitchen words.

    Parameters
    ----------
    food_id : str
    household : str
        The amount in the words of the food's own portion.
    grams : float
    metric : bool
        Whether grams stand for ounces.

    Examples
    --------
    >>> kitchen_line("fndds:31103010", "2 egg", 100)
    '2 hard-boiled eggs'
    >>> kitchen_line("fndds:43101150", "1/2 oz, without shell", 14.2, metric=True)
    '14 g unsalted pumpkin seeds'
    >>> kitchen_line("fndds:72125211", "1 1/2 cup", 270)
    '1 1/2 cups cooked spinach'
    """
    number, measure = split_household(household)
    name, weighed = kitchen_name(food_id), measure in _words()["weighed"]
    if number is None or (metric and weighed) or measure == "g":
        return _("{grams} g {food}", grams=f"{grams:.0f}", food=_ended(_(name), many=True))
    unit = _words()["weighed" if weighed else "measures"].get(measure, measure)
    counted = unit == "" or (" " not in unit and not _ENDINGS.search(unit) and not weighed)
    if unit.startswith(("can", "small can")):
        name = name.removeprefix("canned ")
    food = _ended(_(name), many=not counted or number > 1)
    return f"{number_text(number)} {_measured(unit, food, many=number > 1)}"


def _measured(unit: str, food: str, *, many: bool) -> str:
    """Return a food with its measure, each where the language in use has it."""
    placed = _(f"{unit} {{food}}") if unit else "{food}"
    return _ended(placed, many=many).replace("{food}", food)


def kitchen_name(food_id: str) -> str:
    """Return what a kitchen calls a food, in English, with its endings in parentheses.

    Examples
    --------
    >>> kitchen_name("fndds:41420010"), kitchen_name("fndds:63107010")
    ('tofu', 'banana(s)')
    """
    known = _words()["foods"].get(food_id.removeprefix(PREFIX))
    return str(known or re.sub(_words()["drop"], "", food_table().description(food_id)))


def _ended(text: str, *, many: bool) -> str:
    """Return text with the endings of one or of many."""
    return _ENDINGS.sub(lambda found: found["many"] if many else found["one"] or "", text)
