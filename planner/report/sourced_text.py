"""A food of an outside source, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.language import _, plural
from planner.reference.nutrients import nutrients
from planner.report.import_text import SAFETY
from planner.report.tables import aligned, printable, wrapped
from planner.sources.food import Measure, SourcedFood
from planner.sources.food_tables import has_english_name
from planner.sources.food_tables.table import PREFIX


def food_line(food: SourcedFood) -> str:
    """Return one food of a list: its id, its energy and its words.

    Examples
    --------
    >>> import datetime
    >>> tea = SourcedFood("fdc:1", "Tea", "100 g", {"energy": 1.0}, (), "", "", datetime.date(2026, 1, 2))
    >>> food_line(tea)
    'fdc:1  Tea  1 kcal in 100 g'
    """
    energy = food.amounts.get("energy")
    known = _("energy not known") if energy is None else f"{energy:,.0f} kcal"
    flags = plural("; {n} doubt", "; {n} doubts", len(food.flags)) if food.flags else ""
    return printable(f"{food.food_id}  {food.description}  {known} {per_words(food)}{flags}")


def food_text(food: SourcedFood) -> str:
    """Return all that is known of a food, the unknown named."""
    listed = nutrients()
    rows = [
        [_(listed[name].name), f"{food.amounts[name]:,.{listed[name].decimals}f} {_unit(listed[name].unit)}"]
        for name in listed
        if name in food.amounts
    ]
    unknown = [
        _(one.name) for name, one in listed.items() if name not in food.amounts and _is_main(one.group)
    ]
    parts = [printable(f"{food.food_id}  {food.description}"), aligned([per_words(food), ""], rows)]
    if unknown:
        parts.append(wrapped(_("Not known: {names}.", names="; ".join(unknown))))
    parts += ["\n".join(part) for part in (list(_measure_lines(food)), list(_flag_lines(food))) if part]
    if food.ingredients:
        parts.append(wrapped(_("Ingredients: {words}", words=food.ingredients)))
    parts.append(wrapped(_origin(food)))
    return "\n\n".join(parts) + "\n"


def _origin(food: SourcedFood) -> str:
    """Return who says so, since when it is here, and under which licence."""
    words = {"source": food.source, "date": food.retrieved, "licence": food.licence}
    if food.food_id.startswith(PREFIX):
        told = _("{source}, imported on {date}. {licence}", **words)
        return told if has_english_name(food.food_id) else f"{told} {_(SAFETY)}"
    return _("{source}, fetched on {date}. {licence}", **words)


def food_document(food: SourcedFood) -> dict[str, Any]:
    """Return a food as plain values; every nutrient of the registry, null where it is not known."""
    return {
        "food_id": food.food_id,
        "description": food.description,
        "basis": food.basis,
        "amounts": {name: food.amounts.get(name) for name in nutrients()},
        "measures": [
            {"words": one.words, "grams": one.grams, "millilitres": one.millilitres} for one in food.measures
        ],
        "source": food.source,
        "licence": food.licence,
        "retrieved": food.retrieved.isoformat(),
        "ingredients": food.ingredients,
        "flags": list(food.flags),
    }


def per_words(food: SourcedFood) -> str:
    """Return what a food's amounts are in, as words after them."""
    return _("in a serving") if food.basis == "serving" else _("in {basis}", basis=food.basis)


def _unit(unit: str) -> str:
    return "µg" if unit == "ug" else unit


def _is_main(group: str) -> bool:
    return group in ("macronutrient", "vitamin", "mineral")


def _measure_lines(food: SourcedFood) -> Iterator[str]:
    for measure in food.measures:
        yield printable(f"{measure.words}: {_size(measure)}")


def _size(measure: Measure) -> str:
    if measure.grams is not None:
        return f"{measure.grams:g} g"
    return _("weight not known") if measure.millilitres is None else f"{measure.millilitres:g} ml"


def _flag_lines(food: SourcedFood) -> Iterator[str]:
    for flag in food.flags:
        yield wrapped(flag, indent="  ", first="! ")
