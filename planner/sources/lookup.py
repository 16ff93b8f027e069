"""Foods of outside sources by words, barcode or id."""

from __future__ import annotations

from typing import Final

from planner.errors import FoodNotFoundError
from planner.language import _
from planner.sources import fdc, off
from planner.sources.food import Found, SourcedFood

SOURCES: Final = {"fdc": fdc.NAME, "off": off.NAME}


def search_foods(text: str, source: str = "fdc", limit: int = 10) -> Found:
    """Return foods of one source by words.

    Parameters
    ----------
    text : str
    source : str
        A key of :data:`SOURCES`.
    limit : int
        At most so many.

    Raises
    ------
    SourceError
        With the reason, and what to do.
    """
    if not text.strip():
        raise FoodNotFoundError(_("There is nothing to search for."), _("Give the words of a food."))
    service = off.OpenFoodFacts(off.BASE) if source == "off" else fdc.FoodDataCentral(fdc.BASE)
    return service.search(text, limit)


def food_of_barcode(code: str) -> SourcedFood:
    """Return the product with a barcode, from Open Food Facts.

    Raises
    ------
    SourceError
        With the reason, and what to do.
    """
    return off.OpenFoodFacts(off.BASE).product(code)


def food_of_id(food_id: str) -> SourcedFood:
    """Return a food by its id: ``fdc:173944``, ``off:5000000000000``.

    Raises
    ------
    SourceError
        With the reason, and what to do.
    """
    if food_id.startswith(fdc.PREFIX):
        return fdc.FoodDataCentral(fdc.BASE).food(food_id.removeprefix(fdc.PREFIX))
    if food_id.startswith(off.PREFIX):
        return food_of_barcode(food_id.removeprefix(off.PREFIX))
    raise FoodNotFoundError(
        _("{id} is no food of an outside source.", id=food_id[:40]),
        _("Its id begins with fdc: or off:, as `planner foods search` shows."),
    )
