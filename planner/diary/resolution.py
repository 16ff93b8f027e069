"""What a food text with an amount was taken for."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from planner.diary.matching.search import FoodMatch
from planner.sources.kept import KeptFood


@dataclass(frozen=True)
class Resolution:
    """What a food text with an amount was taken for.

    Attributes
    ----------
    food_id : str or None
        None where no food was found.
    description : str
        The table's words for the food, or the supplement's name.
    household : str
        The amount in kitchen words; where ``portion_seq`` is set, a multiple of that portion of the food.
    grams : float
        NaN where there is a problem, for supplements, and for a kept food whose weight is not known; never 0.
    confidence : float
        0 to 1: how well the text fits the food (where the id was given 1, or 0.5 if the text has no word of
        that food) times how well its amount is known.
        Above 0.7 rarely needs a look; under 0.4 always does.
    assumed : str
        What was taken for granted, in sentences.
    alternatives : tuple of FoodMatch
        Other foods that the text may mean.
    problem, advice : str or None
        What is wrong and what to do; None where all is well.
    portion_seq : int or None
        The row of the food's portion table that ``household`` counts.
    source : str
        ``food``, ``supplement``, or ``kept``: a food that brings its own nutrients, one that she keeps or
        one of an imported table.
    units : float
        Number of tablets of a supplement; of a kept food, how many times what its amounts are per; NaN for
        other food.
    kept : KeptFood or None
        The food, where ``source`` is ``kept``.
    """

    food_id: str | None
    description: str
    household: str
    grams: float
    confidence: float
    assumed: str
    alternatives: tuple[FoodMatch, ...]
    problem: str | None = None
    advice: str | None = None
    portion_seq: int | None = None
    source: str = "food"
    units: float = math.nan
    kept: KeptFood | None = field(default=None, hash=False)
