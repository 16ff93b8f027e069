"""What stands beside a household amount: grams and millilitres, or ounces and fluid ounces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from planner.diary.quantities.portions import portions
from planner.language import mark
from planner.units import GRAMS, MILLILITRES

METRIC, US = "metric", "us"
MEASURES: Final = {METRIC: mark("Metric (g, ml)"), US: mark("US (oz, fl oz)")}
"""The measures to choose from."""
_SAID: Final = re.compile(r"^[\d/ ]+(?:fl )?oz\b")
"""An amount that is in ounces already."""


def beside(food_id: str, grams: float, measures: str) -> str:
    """Return an amount of a food by weight; of what the table measures in fluid ounces, by volume.

    Parameters
    ----------
    food_id : str
    grams : float
    measures : str
        One of :data:`MEASURES`.

    Examples
    --------
    >>> [beside("fndds:63107010", 126.0, one) for one in MEASURES]  # a banana
    ['126 g', '4.4 oz']
    >>> [beside("fndds:61210000", 248.0, one) for one in MEASURES]  # orange juice
    ['237 ml', '8 fl oz']
    """
    ounce = _fluid_ounce(food_id)
    if ounce is None:
        return f"{grams:.0f} g" if measures == METRIC else f"{_rounded(grams / GRAMS['oz'])} oz"
    fluid_ounces = grams / ounce
    if measures == METRIC:
        return f"{fluid_ounces * MILLILITRES['fl oz']:.0f} ml"
    return f"{_rounded(fluid_ounces)} fl oz"


def mass(grams: float, measures: str, form: str = "g") -> str:
    """Return a weight to buy or left over: ``form`` is how grams are written.

    Examples
    --------
    >>> mass(1250, "metric"), mass(1250, "metric", ",.0f"), mass(1250, "us"), mass(150, "us")
    ('1250 g', '1,250 g', '2.8 lb', '5.3 oz')
    """
    if measures == METRIC:
        return f"{grams:{form}} g"
    pounds = grams / GRAMS["lb"]
    return f"{_rounded(pounds)} lb" if pounds >= 1 else f"{_rounded(grams / GRAMS['oz'])} oz"


def measures_of(document: Mapping[str, Any]) -> str:
    """Return the measures of a plan's document; metric where nobody chose."""
    return str(document.get("measures", METRIC))


def with_measures(document: dict[str, Any], measures: str) -> dict[str, Any]:
    """Return a plan's document whose foods have the measure that stands beside them, under ``beside``.

    Every file that is made of it then says what the screen says.
    """
    days = [
        {**day, "meals": [{**meal, "items": _measured(meal["items"], measures)} for meal in day["meals"]]}
        for day in document["days"]
    ]
    return {**document, "measures": measures, "days": days}


def beside_words(item: dict[str, Any]) -> str:
    """Return what stands beside the words of a food of a plan; nothing where they say it themselves.

    Examples
    --------
    >>> beside_words({"words": "2 hard-boiled eggs", "grams": 100.0})
    '100 g'
    >>> beside_words({"words": "1/2 oz walnuts", "grams": 14.2, "beside": "0.5 oz"})
    ''
    """
    if item["grams"] is None:  # a food of her own of which nobody knows the weight
        return ""
    said = str(item.get("beside", f"{item['grams']:.0f} g"))
    words = str(item["words"])
    ounces = said.endswith(" oz") and _SAID.match(words)
    return "" if ounces or words.startswith(f"{said} ") else said


def _measured(items: list[dict[str, Any]], measures: str) -> list[dict[str, Any]]:
    return [{**item, "beside": _beside(item, measures)} for item in items]


def _beside(item: dict[str, Any], measures: str) -> str:
    """Return the measure of a food of the table or of her own; none where its weight is not known."""
    if item["grams"] is None:
        return ""
    own = "units" in item
    return mass(item["grams"], measures, ".0f") if own else beside(item["food_id"], item["grams"], measures)


@lru_cache(maxsize=8_000)
def _fluid_ounce(food_id: str) -> float | None:
    """Return what a fluid ounce of a food weighs by its own portions; None where they have none."""
    found = (one for one in portions(food_id) if one.unit == "fl oz" and one.kind == "measure")
    return next((one.grams / one.amount for one in found), None)


def _rounded(ounces: float) -> str:
    """Return ounces with as many places as a kitchen scale shows.

    Examples
    --------
    >>> [_rounded(ounces) for ounces in (8.13, 4.44, 4.0, 0.07)]
    ['8.1', '4.4', '4', '0.07']
    """
    return f"{ounces:.1f}".removesuffix(".0") if ounces >= 0.5 else f"{ounces:.2f}"
