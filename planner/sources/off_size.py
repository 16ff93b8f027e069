"""The serving of a product of Open Food Facts, and whether it is sold by weight or by volume."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from planner.sources.amounts import UnsureError, number, text_of
from planner.units import GRAMS, MILLILITRES

_SIZE: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(ml|cl|dl|l|kg|g)\b", re.IGNORECASE)
_MOST: Final = 5000.0
_BY_VOLUME: Final = ("ml", "cl", "dl", "l")


@dataclass(frozen=True)
class Size:
    """A serving, in grams or millilitres; whether it is sold by volume; whether its label is per serving."""

    grams: float | None
    millilitres: float | None
    by_volume: bool
    per_serving: bool

    @property
    def amount(self) -> float | None:
        """The serving in the unit by which the product is sold."""
        return self.millilitres if self.by_volume else self.grams


def size_of(product: Mapping[str, Any]) -> Size:
    """Return the serving of a product.

    Examples
    --------
    >>> size_of({"serving_size": "1 glass (200 ml)", "serving_quantity": 200})
    Size(grams=None, millilitres=200.0, by_volume=True, per_serving=False)
    """
    amount, unit = _serving(product)
    per = text_of(product.get("nutrition_data_per"), 20).lower().replace(" ", "")
    sold = text_of(product.get("product_quantity_unit"), 10).lower() or _unit(product.get("quantity"))
    by_volume = per == "100ml" or (sold or unit) in _BY_VOLUME
    in_ml = unit in _BY_VOLUME or (not unit and by_volume)
    return Size(None if in_ml else amount, amount if in_ml else None, by_volume, per_serving=per == "serving")


def _serving(product: Mapping[str, Any]) -> tuple[float | None, str]:
    """Return the serving in g or ml, and the unit that is given for it: the text of the label first."""
    found = _SIZE.search(text_of(product.get("serving_size"), 60))
    if found:
        unit = found[2].lower()
        amount = float(found[1].replace(",", ".")) * (GRAMS.get(unit) or MILLILITRES[unit])
        return (amount if 0 < amount <= _MOST else None), unit
    unit = text_of(product.get("serving_quantity_unit"), 10).lower()
    try:
        given = number(product.get("serving_quantity"))
    except UnsureError:
        given = None
    return (given if given and given <= _MOST else None), unit if unit in ("g", "ml") else ""


def _unit(quantity: Any) -> str:
    found = _SIZE.search(text_of(quantity, 60))
    return found[2].lower() if found else ""
