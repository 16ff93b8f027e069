"""Cells of a dish file: foods, portions, amounts, yes or no, as people write them in a spreadsheet."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Final

from planner.diary.matching.search import match_food
from planner.diary.numbers import LIKE_A_DATE, FigureError
from planner.language import mark
from planner.reference.foods import PREFIX, food_table

_YES: Final = frozenset({"yes", "y", "true", "1", "x"})
_NO: Final = frozenset({"no", "n", "false", "0", ""})
_NUMBER: Final = re.compile(
    r"^(?:(?P<whole>\d{1,3}) )?(?P<top>\d{1,3})/(?P<bottom>\d{1,2})$|^\d{1,3}(?:[.,]\d{1,3})?$"
)
_MONTH: Final = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_HALVES: Final = str.maketrans({"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3"})
_FINEST: Final = 4
_MOST_CHOICES: Final = 12
_NEAR: Final = Fraction(1, 100)
"""0.33 is a third."""


def read_amount(text: str) -> Fraction:
    """Return how many of a portion a cell says.

    Raises
    ------
    FigureError
        When it is no number of halves, thirds or quarters.

    Examples
    --------
    >>> read_amount("1 1/2"), read_amount("0,75"), read_amount("½"), read_amount("0.33")
    (Fraction(3, 2), Fraction(3, 4), Fraction(1, 2), Fraction(1, 3))
    """
    plain = " ".join(text.translate(_HALVES).split())
    found = _NUMBER.match(plain)
    if found is None:
        if _MONTH.search(plain):
            raise FigureError(*LIKE_A_DATE)
        raise FigureError(
            mark("This is no number."), mark("Write how many of the portion, such as 1, 1/2 or 0.75.")
        )
    if found["bottom"] == "0":
        raise FigureError(mark("Nothing can be divided by 0."), mark("Write a fraction such as 1/2."))
    parts = plain.replace(",", ".").split()
    exact = sum((Fraction(part) for part in parts), Fraction(0))
    near = exact.limit_denominator(_FINEST)
    if abs(near - exact) > _NEAR:
        raise FigureError(
            mark("A kitchen does not measure this."), mark("Use halves, thirds or quarters of the portion.")
        )
    return near


def read_choices(least: str, most: str, step: str) -> tuple[Fraction, ...]:
    """Return the amounts to choose from: from the least to the most in steps; the two alone without a step.

    Examples
    --------
    >>> [str(amount) for amount in read_choices("1/2", "1", "1/4")]
    ['1/2', '3/4', '1']
    >>> read_choices("1", "", "")
    (Fraction(1, 1),)
    """
    low = read_amount(least)
    high = read_amount(most) if most else low
    if high < low:
        raise FigureError(
            mark("The most is less than the least."), mark("Write the larger amount under most.")
        )
    if not step:
        return (low,) if low == high else (low, high)
    by = read_amount(step)
    if by == 0 or (high - low) % by:
        raise FigureError(
            mark("The step does not lead from the least to the most."),
            mark("Write a step such as 1/4, 1/2 or 1."),
        )
    steps = int((high - low) / by)
    if steps >= _MOST_CHOICES:
        raise FigureError(
            mark("More than {most} amounts to choose from.").format(most=_MOST_CHOICES),
            mark("Take larger steps."),
        )
    return tuple(low + by * number for number in range(steps + 1))


def read_food(food_id: str, name: str) -> str:
    """Return the food that a row means: by its id, else by the table's own description.

    Raises
    ------
    FigureError
        When the table has no such food; the advice names the nearest ones.

    Examples
    --------
    >>> read_food("63107010", ""), read_food("", "banana, raw")
    ('fndds:63107010', 'fndds:63107010')
    """
    if food_id:
        wanted = food_id if food_id.startswith(PREFIX) else f"{PREFIX}{food_id.removesuffix('.0')}"
        if wanted in food_table().foods.index:
            return wanted
        raise FigureError(mark("The food table has no such id."), mark("Look it up with `planner match`."))
    if not name:
        raise FigureError(
            mark("No food is named."), mark("Write the food table's id or description of a food.")
        )
    if found := _by_description().get(name.casefold()):
        return found
    near = "; ".join(
        mark("{description} ({food_id})").format(description=food.description, food_id=food.food_id)
        for food in match_food(name[:80], limit=3)
    )
    raise FigureError(
        mark("The food table describes no food in these words."),
        mark("Take one of: {near}.").format(near=near)
        if near
        else mark("Look for it with `planner match`, and copy its id."),
    )


@cache
def _by_description() -> dict[str, str]:
    return {str(text).casefold(): str(food) for food, text in food_table().foods["description"].items()}


def read_portion(food_id: str, words: str) -> int:
    """Return the number of the portion that words name: all of its words, or a unit that only one has.

    Raises
    ------
    FigureError
        When none or several fit; the advice lists the portions of the food.

    Examples
    --------
    >>> read_portion("fndds:63107010", "1 banana"), read_portion("fndds:63107010", "slice")
    (1, 2)
    """
    own = food_table().portions_of(food_id)
    measures = own.loc[own["kind"] == "measure", "portion"].str.casefold()
    wanted = " ".join(words.casefold().split())
    for fits in (wanted, f"1 {wanted}"):
        if (exact := measures[measures == fits]).size:
            return int(exact.index[0])
    part = measures[measures.str.contains(wanted, regex=False)] if wanted else measures[:0]
    if len(part) == 1:
        return int(part.index[0])
    known = "; ".join(own.loc[measures.index, "portion"])
    raise FigureError(
        mark("More than one portion of this food has these words.")
        if len(part)
        else mark("This food has no such portion."),
        mark("Write one of: {known}.").format(known=known)
        if known
        else mark("Take another food: this one has no kitchen measure."),
    )


def read_yes(text: str) -> bool:
    """Return whether a cell says yes; blank is no."""
    said = text.casefold()
    if said in _YES or said in _NO:
        return said in _YES
    raise FigureError(mark("This is neither yes nor no."), mark("Write yes, or leave the cell empty."))


def read_whole(text: str, least: int, most: int) -> int:
    """Return a whole number within limits."""
    plain = text.removesuffix(".0")
    if plain.isascii() and plain.isdigit() and least <= int(plain[:6]) <= most:
        return int(plain)
    raise FigureError(
        mark("This is out of range."),
        mark("Write a whole number from {least} to {most}.").format(least=least, most=most),
    )


def read_names(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return names out of a list, in its order; several are separated by semicolons or commas.

    Examples
    --------
    >>> read_names("Lunch; mid-morning", ("mid_morning", "lunch"))
    ('mid_morning', 'lunch')
    """
    said = {"_".join(re.split(r"[ _-]+", part.strip().casefold())) for part in re.split("[;,]", text)} - {""}
    if unknown := sorted(said - set(known)):
        raise FigureError(
            mark("“{unknown}” is not known.").format(unknown=unknown[0]),
            mark("Choose from {names}.").format(names=", ".join(known)),
        )
    return tuple(name for name in known if name in said)
