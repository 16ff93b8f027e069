"""What a line of a recipe was taken for: as a row of a diary, but what goes in raw is no cooked food."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from planner.diary.corrections import Corrections
from planner.diary.matching.as_eaten import absent_food, is_cooked_instead, may_be_dry
from planner.diary.resolution import Resolution
from planner.diary.resolve import resolve
from planner.language import mark

WAY_OUT: Final = mark(
    "You can keep it as a food of your own first: by its label, or from FoodData Central, whose Foundation "
    "and SR Legacy foods are raw ingredients (on the My foods page, or with `planner foods`)."
)
COUNTED_AS_COOKED: Final = mark("counted as cooked: what goes in dry weighs less than half")
_AS_COOKED: Final = mark("Write it as it is eaten with that weight, such as 500 g cooked lentils.")
_OTHERWISE: Final = mark("Give its food_id if this is the food that you mean.")
_ONLY_EATEN: Final = mark("The food table has foods as they are eaten: the nearest is “{food}”.")
_ABSENT: Final = mark("The food table has no {food}: it has foods as they are eaten.")


def ingredient_of(
    text: str,
    amount: object = None,
    unit: object = None,
    grams: float | None = None,
    food_id: str | None = None,
    corrections: Corrections | None = None,
) -> Resolution:
    """Find the food and the grams of an ingredient, as :func:`planner.diary.resolve.resolve` does for a row.

    What is asked for raw or dry, where the table has it only cooked, is no match but a problem with a way
    out. What she says it is, by an id or a phrase that is remembered, is taken as it is.

    Examples
    --------
    >>> ingredient_of("200 g dry lentils").problem
    'The food table has foods as they are eaten: the nearest is “Lentils, NFS”.'
    >>> ingredient_of("200 g cooked lentils").problem, ingredient_of("40 g dry oats").description
    (None, 'Oats, raw')
    """
    found = resolve(text, amount, unit, grams, food_id, corrections)
    hers = food_id is not None or (corrections and corrections.read(text, amount, unit) is not None)
    if hers or found.kept is not None or found.source != "food":
        return found
    if absent := absent_food(text, found.confidence):
        return _refused(found, _ABSENT.format(food=absent), WAY_OUT)
    if found.food_id is None:
        return replace(found, advice=f"{found.advice or ''} {WAY_OUT}".strip())
    if is_cooked_instead(text, found.food_id, found.description, found.confidence):
        advice = f"{_AS_COOKED} {WAY_OUT} {_OTHERWISE}"
        return _refused(found, _ONLY_EATEN.format(food=found.description), advice)
    if may_be_dry(text, found.food_id):
        return replace(found, assumed="; ".join(filter(None, (COUNTED_AS_COOKED, found.assumed))))
    return found


def _refused(found: Resolution, problem: str, advice: str) -> Resolution:
    """Return no food, with what may be meant."""
    return Resolution(None, "", "", math.nan, 0.0, "", found.alternatives, problem, advice)
