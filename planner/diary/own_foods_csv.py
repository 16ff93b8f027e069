"""Foods by label as CSV, a row a food and a column a nutrient, with units: "120 mg"; blank is unknown."""

from __future__ import annotations

import datetime as dt
from typing import Final

from planner.diary.kept_csv import Form, Row, read_rows, write_rows
from planner.errors import FoodError, InputError
from planner.language import mark
from planner.reference.nutrients import nutrients
from planner.sources.food_file import LabelFood, label_food, measure_text
from planner.sources.kept import OWN, KeptFood, KeptFoods

_WORDS: Final = (
    "name",
    "per",
    "serving",
    "measures",
    "ingredients",
    "daily_values",
    "source",
    "licence",
    "since",
)


def labels_to_csv(kept: KeptFoods, on: dt.date | None = None) -> str:
    """Return the own foods by label that are in force on a day; recipes are left out.

    Examples
    --------
    >>> labels_to_csv(KeptFoods()).split(",")[:4]
    ['name', 'per', 'serving', 'measures']
    """
    return write_rows(_form(), (_cells(one) for one in kept.in_force(on) if _is_label(one)))


def labels_from_csv(data: bytes, name: str = "the file") -> list[LabelFood]:
    r"""Read foods by label.

    Raises
    ------
    FoodError
        For a file that is not wholly understood, with the line; nothing of it is taken.

    Examples
    --------
    >>> labels_from_csv(b"name,per,calcium\nOat drink,100 ml,120 mg\n")[0].food.amounts
    {'calcium': 120.0}
    """
    return read_rows(_form(), data, name, _label)


def _form() -> Form:
    return Form((*_WORDS, *nutrients()), ("name", "per"), FoodError)


def _is_label(one: KeptFood) -> bool:
    return not one.parts and one.base.startswith(OWN)


def _cells(one: KeptFood) -> list[str]:
    food = one.food
    serving, *others = [measure_text(measure) for measure in food.measures] or [""]
    words = (food.description, food.basis, serving, "; ".join(others), food.ingredients, "")
    amounts = [
        f"{food.amounts[name]!r} {known.unit}" if name in food.amounts else ""
        for name, known in nutrients().items()
    ]
    return [*words, food.source, food.licence, one.since.isoformat(), *amounts]


def _label(row: Row) -> LabelFood:
    try:
        return label_food(_said(row))
    except FoodError:
        raise
    except InputError as error:
        raise FoodError(str(error), mark("Mend that line.")) from None


def _said(row: Row) -> dict[str, object]:
    """Return a row as the TOML file of a label says it."""
    filled = {name: cell.strip() for name, cell in row.items() if cell.strip()}
    said: dict[str, object] = {name: filled[name] for name in _WORDS if name in filled}
    if "measures" in filled:
        said["measures"] = [text.strip() for text in filled["measures"].split(";")]
    if "since" in filled:
        said["since"] = _day(filled["since"])
    return said | {"amounts": {name: cell for name, cell in filled.items() if name in nutrients()}}


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise FoodError(
            mark("The date “{text}” is not like 2026-03-14.").format(text=text[:20]), mark("Mend that line.")
        ) from None
