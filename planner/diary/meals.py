"""Names of meals: one name for each, in whatever language of the column names they are written."""

from __future__ import annotations

from typing import Any, Final

from planner.diary.cells import as_text
from planner.diary.columns import plain_name

_NAMES: Final = {
    "breakfast": "breakfast, bfast, brekkie, fruhstuck, desayuno, petit dejeuner",
    "lunch": "lunch, mittagessen, mittag, almuerzo, dejeuner",
    "dinner": "dinner, evening meal, abendessen, abendbrot, cena, diner",
    "snack": "snack, snacks, zwischenmahlzeit, merienda, gouter, collation, tentempie",
}
_MEAL_OF: Final = {name: meal for meal, names in _NAMES.items() for name in names.split(", ")}


def meal_name(cell: Any) -> str | None:
    """Return the name of a meal in lower case, the usual ones in English; None where blank.

    Examples
    --------
    >>> meal_name("Frühstück"), meal_name("Second Breakfast"), meal_name("")
    ('breakfast', 'second breakfast', None)
    """
    said = as_text(cell)
    return _MEAL_OF.get(plain_name(said), said.lower()) or None
