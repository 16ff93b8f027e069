"""Milk in coffee, butter on toast: how much of it goes with a food, by the table's own guidelines."""

from __future__ import annotations

from dataclasses import replace

from planner.diary.corrections import Corrections, matches
from planner.diary.quantities.portions import portions
from planner.diary.resolve import Resolution, resolve
from planner.language import mark
from planner.reference.foods import food_table

_SURE: float = 0.7
"""Score from which on the addition is known well enough to take a guideline for it."""


def added_to(food: str, host: Resolution | None, corrections: Corrections | None = None) -> Resolution | None:
    """Return an addition at the table's guideline for what it goes with, None where there is none.

    Parameters
    ----------
    food : str
        The addition's name, such as "milk".
    host : Resolution or None
        What it goes with.
    corrections : Corrections, optional
        What her own phrases mean.

    Examples
    --------
    >>> added_to("butter", resolve("3 slices of toast")).grams
    21.0
    """
    if host is None or host.food_id is None or host.problem or host.source != "food":
        return None
    found = matches(food, 6, corrections)
    if not found or found[0].score < _SURE:
        return None
    for portion in portions(found[0].food_id):
        times = _times_of(portion.qualifier, host, host.food_id) if portion.kind == "guideline" else 0.0
        if times > 0:
            grams = round(times * portion.grams, 1)
            note = mark("the table's usual amount with {household} of “{description}”").format(
                household=host.household, description=host.description
            )
            is_hers = corrections is not None and corrections.meant(food) is not None
            answer = resolve(food, None, None, grams, None if is_hers else found[0].food_id, corrections)
            return replace(
                answer,
                confidence=round(0.5 * found[0].score, 3),
                assumed=f"{answer.assumed}; {note}" if is_hers else note,
                alternatives=tuple(found[1:]),
            )
    return None


def _times_of(rule: str, host: Resolution, host_id: str) -> float:
    """Return how many times a guideline such as "per slice of bread/roll" applies to what it goes with."""
    category = food_table().foods.at[host_id, "wweia_category"]
    own = {portion.seq: portion for portion in portions(host_id)}
    if rule == "per fl oz of beverage" and category in ("Coffee", "Tea"):
        per_ounce = next(
            (one.grams for one in own.values() if one.unit == "fl oz" and one.kind == "measure"), None
        )
        return host.grams / per_ounce if per_ounce else 0.0
    if rule == "per cup of hot cereal" and category in ("Oatmeal", "Grits and other cooked cereals"):
        cup = next(
            (one.grams for one in own.values() if one.unit == "cup" and "yield" not in one.qualifier_words),
            None,
        )
        return host.grams / cup if cup else 0.0
    portion = own.get(host.portion_seq) if host.portion_seq is not None else None
    if (
        rule == "per slice of bread/roll"
        and portion
        and {"slic", "roll", "bagel", "muffin"} & portion.unit_words
    ):
        return host.grams / portion.grams
    return 0.0
