"""An amount of a kept food to how many times its basis that is, and to grams where these are known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from planner.diary.matching.words import normal, stems
from planner.diary.numbers import FigureError
from planner.diary.quantities.amounts import Amount, read_amount
from planner.diary.quantities.kitchen import household, number
from planner.diary.quantities.weights import MOST_GRAMS
from planner.diary.remembered import unit_text
from planner.language import mark
from planner.sources.food import Measure, SourcedFood
from planner.units import GRAMS, MILLILITRES

_ONE_OF_IT: Final = frozenset({"", "serving", "portion", "item", "piece"})
"""Units that say no more than "one of it"."""
_MOST_MEASURES: Final = 4
_ADVICE: Final = {
    "100 g": mark("Write the weight in grams, or count in: {measures}."),
    "100 ml": mark("Write how much in ml, or count in: {measures}."),
    "serving": mark("Count it in servings, or in: {measures}."),
}
_ADVICE_ALONE: Final = {
    "100 g": mark("Write the weight in grams."),
    "100 ml": mark("Write how much in ml."),
    "serving": mark("Count it in servings."),
}


@dataclass(frozen=True)
class KeptPortion:
    """How much of a kept food was eaten.

    Attributes
    ----------
    units : float
        How many times what its amounts are per.
    grams : float
        NaN where what it weighs is not known.
    household : str
    assumed : tuple of str
    """

    units: float
    grams: float
    household: str
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Size:
    """An amount as grams, millilitres and servings, as far as they are known."""

    grams: float | None
    millilitres: float | None
    servings: float | None
    household: str


def portion_of(food: SourcedFood, amount: Amount | None) -> KeptPortion:
    """Return how much of a food an amount is.

    Parameters
    ----------
    food : SourcedFood
    amount : Amount or None
        None where none is said.

    Raises
    ------
    FigureError
        When that cannot be known, with what to write.

    Examples
    --------
    >>> from datetime import date
    >>> mug = Measure("1 mug", None, 250.0)
    >>> drink = SourcedFood("own:oats@1", "Oat drink", "100 ml", {}, (mug,), "", "", date(2026, 3, 1))
    >>> two = portion_of(drink, read_amount(2, "mugs"))
    >>> two.units, two.grams, two.household
    (5.0, nan, '2 mugs')
    """
    if amount is None:
        raise FigureError(mark("No amount is given, or it is not understood."), _advice(food))
    size = _filled(_size(food, amount), food)
    units = _units(size, food)
    if units is None:
        raise FigureError(_unknown(food, amount), _advice(food))
    if not 0 < max(size.grams or 0.0, size.millilitres or 0.0, units) <= MOST_GRAMS:
        problem = mark("This is nothing, or more than 10 kg of one food.")
        raise FigureError(problem, mark("Check the number and the unit."))
    grams = math.nan if size.grams is None else round(size.grams, 4)
    return KeptPortion(units, grams, size.household, amount.assumed)


def _size(food: SourcedFood, amount: Amount) -> _Size:
    """Return what an amount says of itself, or through a measure of the food."""
    said = f"{number(amount.value)} {unit_text(amount)}".strip()
    if amount.kind == "mass":
        return _Size(amount.value * GRAMS[amount.unit], None, None, said)
    for place, measure in enumerate(food.measures):
        own = read_amount(measure.words)
        if own is not None and _same_unit(own, amount):
            return _times(measure, own, amount.value / own.value, is_serving=place == 0)
    if amount.kind == "volume":
        return _Size(None, amount.value * MILLILITRES[amount.unit], None, said)
    if amount.unit in _ONE_OF_IT or _is_name(food, amount):
        return _servings(food, amount.value, said)
    return _Size(None, None, None, said)


def _servings(food: SourcedFood, count: float, said: str) -> _Size:
    if food.measures:
        own = read_amount(food.measures[0].words)
        return _times(food.measures[0], own, count, is_serving=True)
    return _Size(None, None, count if food.basis == "serving" else None, said)


def _times(measure: Measure, own: Amount | None, count: float, is_serving: bool) -> _Size:
    grams, millilitres = (
        None if value is None else value * count for value in (measure.grams, measure.millilitres)
    )
    words = household(measure.words, own.unit if own else "", count)
    return _Size(grams, millilitres, count if is_serving else None, words)


def _same_unit(own: Amount, asked: Amount) -> bool:
    wanted = frozenset(stems(normal(unit_text(asked))))
    return bool(wanted) and wanted == frozenset(stems(normal(unit_text(own))))


def _is_name(food: SourcedFood, amount: Amount) -> bool:
    """Tell whether the unit is a word of the food: two bars of "Oat bar"."""
    unit = set(stems(normal(amount.unit)))
    return bool(unit) and unit <= set(stems(normal(food.description)))


def _filled(size: _Size, food: SourcedFood) -> _Size:
    """Return a size with grams from millilitres and the other way round, where a measure gives both."""
    density = next((m.grams / m.millilitres for m in food.measures if m.grams and m.millilitres), None)
    if density is None:
        return size
    grams = size.grams if size.millilitres is None else size.grams or size.millilitres * density
    millilitres = size.millilitres if grams is None else size.millilitres or grams / density
    return _Size(grams, millilitres, size.servings, size.household)


def _units(size: _Size, food: SourcedFood) -> float | None:
    if food.basis == "100 g":
        return None if size.grams is None else size.grams / 100
    if food.basis == "100 ml":
        return None if size.millilitres is None else size.millilitres / 100
    if size.servings is not None:
        return size.servings
    serving = food.measures[0] if food.measures else Measure("", None)
    if size.grams is not None and serving.grams is not None:
        return size.grams / serving.grams
    if size.millilitres is not None and serving.millilitres is not None:
        return size.millilitres / serving.millilitres
    return None


def _unknown(food: SourcedFood, amount: Amount) -> str:
    unit = unit_text(amount) or "serving"
    return mark("How much of “{food}” a {unit} is cannot be known: its amounts are per {basis}.").format(
        food=food.description, unit=unit, basis=food.basis
    )


def _advice(food: SourcedFood) -> str:
    """Return how an amount of a food can be given: the measures are those that can be counted."""
    words = "; ".join(_shown(one) for one in food.measures[:_MOST_MEASURES] if _is_counted(one, food))
    advice = _ADVICE[food.basis] if words else _ADVICE_ALONE[food.basis]
    return advice.format(measures=words)


def _is_counted(measure: Measure, food: SourcedFood) -> bool:
    size = _times(measure, None, 1.0, is_serving=measure is food.measures[0])
    return _units(_filled(size, food), food) is not None


def _shown(measure: Measure) -> str:
    sizes = ((measure.grams, "g"), (measure.millilitres, "ml"))
    known = [f"{value:g} {unit}" for value, unit in sizes if value is not None]
    return f"{measure.words} ({', '.join(known)})" if known else measure.words
