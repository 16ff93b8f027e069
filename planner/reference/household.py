"""Household measures in the food table's own words: "1 1/2 cup, cooked", "2 tablespoon", "1/2 banana".

A household amount is a multiple of one portion of that food. The text is made from the table's words and
can be read back, so that a printed plan can be recomputed from what it says.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from planner.errors import InputError
from planner.language import mark

_LEADING = re.compile(r"^(?P<number>\d+ \d+/\d+|\d+/\d+|\d+)\s(?!oz (?:package|container))(?P<words>.+)$")
_TIMES = re.compile(r"^(?P<number>\d+ \d+/\d+|\d+/\d+|\d+) × (?P<words>.+)$")


def number_text(value: Fraction) -> str:
    """Return a number as a kitchen writes it.

    Examples
    --------
    >>> number_text(Fraction(3, 2)), number_text(Fraction(2)), number_text(Fraction(1, 4))
    ('1 1/2', '2', '1/4')
    """
    whole, part = divmod(value, 1)
    return " ".join(str(piece) for piece in (int(whole), part) if piece) or "0"


@lru_cache(maxsize=16384)
def household_text(portion: str, multiple: Fraction) -> str:
    """Return so many of a portion in the portion's own words.

    Parameters
    ----------
    portion : str
        A description of the portion table, such as ``"1 cup, cooked"``.
    multiple : fractions.Fraction
        How many of it; more than zero.

    Examples
    --------
    >>> household_text("1 cup, cooked", Fraction(3, 2))
    '1 1/2 cup, cooked'
    >>> household_text("1/2 bagel", Fraction(2))
    '1 bagel'
    >>> household_text("Juice of 1 lemon", Fraction(2))
    '2 × Juice of 1 lemon'
    """
    found = _LEADING.match(portion)
    if found is None:
        return portion if multiple == 1 else f"{number_text(multiple)} × {portion}"
    return f"{number_text(_number(found['number']) * multiple)} {found['words']}"


def split_household(text: str) -> tuple[Fraction | None, str]:
    """Return the number and the measure of a household text; no number where it is not said as one.

    Examples
    --------
    >>> split_household("1 1/2 cup, cooked"), split_household("Juice of 1 lemon")
    ((Fraction(3, 2), 'cup, cooked'), (None, 'Juice of 1 lemon'))
    """
    found = _LEADING.match(text)
    return (None, text) if found is None else (_number(found["number"]), found["words"])


def read_household(text: str, portion: str) -> Fraction:
    """Return how many of a portion a household text says: the inverse of :func:`household_text`.

    Raises
    ------
    InputError
        When the text is not made of this portion's words.

    Examples
    --------
    >>> read_household("1 1/2 cup, cooked", "1 cup, cooked")
    Fraction(3, 2)
    """
    if text == portion:
        return Fraction(1)
    pattern = _LEADING if _LEADING.match(portion) else _TIMES
    own, said = _LEADING.match(portion), pattern.match(text)
    if said is None or said["words"] != (own["words"] if own else portion):
        raise InputError(
            mark("{said} is not an amount of the portion {portion}.").format(
                said=repr(text), portion=repr(portion)
            )
        )
    return _number(said["number"]) / (_number(own["number"]) if own else 1)


def _number(text: str) -> Fraction:
    return sum((Fraction(piece) for piece in text.split()), Fraction(0))
