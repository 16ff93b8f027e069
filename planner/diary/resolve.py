"""A food text and an amount to a food and grams: what a reader, a form or a planner calls for one row."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import Final

from planner.diary.corrections import Corrections, Said
from planner.diary.imported import imported_matches, of_imported
from planner.diary.kept_lookup import kept_food
from planner.diary.kept_rows import of_kept
from planner.diary.matching.doubts import (
    Doubts,
    another_food,
    doubts_of_id,
    doubts_of_match,
    drink_and_addition,
)
from planner.diary.matching.search import FoodMatch, match_food
from planner.diary.numbers import FORMULA
from planner.diary.quantities.amounts import Amount, read_amount, split_amount
from planner.diary.quantities.figures import settings
from planner.diary.quantities.supplement_text import SupplementEntry, read_supplement
from planner.diary.quantities.weights import MOST_GRAMS, Weight, weigh
from planner.diary.remembered import in_grams
from planner.diary.resolution import Resolution as Resolution
from planner.diary.row_amounts import both, how_much, of_unit
from planner.diary.row_faults import fault, no_food, nothing, weighing_advice, why_not
from planner.language import mark
from planner.reference.foods import PREFIX, food_table
from planner.reference.supplements import supplement

LEAST_MATCH: Final = 0.3
"""A match under this score is a suggestion, not an answer: less than half of the words were found."""

_NEARLY_AS_GOOD: Final = 0.85
"""Share of the best match's score from which on another may stand for it, where only that can be weighed."""


def resolve(
    food_text: str,
    amount: object = None,
    unit: object = None,
    grams: float | None = None,
    food_id: str | None = None,
    corrections: Corrections | None = None,
) -> Resolution:
    """Find the food and the grams that a diary row means.

    Parameters
    ----------
    food_text : str
        Such as ``"toast"``, or with the amount in it: ``"2 slices toast"``.
    amount, unit : object
        Cells of the row; numbers or text, blank as None or NaN.
    grams : float, optional
        Weight in g; it decides over amount and unit.
    food_id : str, optional
        ``"fndds:63107010"`` or the bare code, or the id of a kept food or of one of an imported
        table (``"table:NAME:CODE"``); it decides over the text.
    corrections : Corrections, optional
        What the text means to her, where no id is given; and the foods that she keeps.

    Returns
    -------
    Resolution
        With ``problem`` and ``advice`` set where the row cannot be used.

    Examples
    --------
    >>> toast = resolve("2 slices of wholemeal toast")
    >>> toast.description, toast.household, toast.grams
    ('Bread, whole wheat, toasted', '2 medium or regular slices', 66.0)
    >>> resolve("milk", 330, "ml").grams
    340.3
    >>> resolve("toast").problem
    'No amount is given.'
    """
    cells = [None if _is_blank(value) else value for value in (amount, unit, grams, food_id)]
    said = corrections.read(str(food_text), *cells[:2]) if corrections and cells[3] is None else None
    text, wanted = str(food_text)[:1000], cells[3] if said is None else said.correction.food_id
    if wanted is not None and (own := kept_food(str(wanted), corrections)):
        day = corrections.day if corrections else None
        if said is None:
            return of_kept(own, how_much(text, cells[0], cells[1], cells[2]), day)
        hers = said.correction
        eaten = how_much(said.text, said.amount, said.unit, cells[2], hers.measures)
        return of_kept(own, eaten, day, note="" if hers.is_name else hers.note(own.food.description))
    if said is not None:
        return _as_corrected(said, grams=cells[2])
    if wanted is None and (found := imported_matches(text, *cells[:3])) is not None:
        return of_imported(found, text, *cells[:3])
    return _resolve(text, *map(_hashable, cells))


def _as_corrected(said: Said, grams: object) -> Resolution:
    """Take a row for the food that she means by it; where the table no longer has that, look it up anew."""
    hers, cells = said.correction, [_hashable(value) for value in (said.amount, said.unit, grams)]
    if known := _given(hers.food_id):
        note = hers.note(known[0].description)
        found = _resolve(said.text, *cells, hers.food_id, hers.measures)
    else:
        note, found = hers.lost, _resolve(said.text, *cells, None)
    if found.problem is not None:
        return found if known else replace(found, advice=f"{found.advice} ({note}.)")
    return replace(found, assumed="; ".join(filter(None, (note, found.assumed))))


@lru_cache(maxsize=20_000)
def _resolve(
    text: str,
    amount: object,
    unit: object,
    grams: object,
    food_id: object,
    measures: tuple[str, ...] | None = None,
) -> Resolution:
    """Look a row up; with ``measures`` the id is what she means by the text, and these are hers."""
    if text.lstrip().startswith("="):
        return nothing(*FORMULA)
    entry = read_supplement(text, amount, unit) if food_id is None and grams is None else None
    if entry is not None:
        return _of_supplement(entry)
    in_text, name = split_amount(text)
    name = name if in_text else text
    drink, added = drink_and_addition(name)
    found = _given(str(food_id)) if food_id is not None else match_food(drink, limit=6)
    if measures is not None:
        found += [match for match in match_food(name, limit=6) if match.food_id != food_id]
    if (
        not found
        or found[0].score < LEAST_MATCH
        or (food_id is None and another_food(drink, found[0].food_id))
    ):
        return no_food(name, food_id, found)
    answer = _amounted(found, name, in_text, (amount, unit, grams), food_id is None, measures or ())
    if answer.problem is not None or measures is not None:
        return answer
    if food_id is None:
        doubts = doubts_of_match(drink, str(answer.food_id), answer.description, added, found[0].score)
        return _doubted(answer, doubts)
    return _doubted(answer, doubts_of_id(name, str(answer.food_id), answer.description))


def _amounted(
    found: list[FoodMatch],
    name: str,
    in_text: Amount | None,
    cells: tuple[object, object, object],
    by_name: bool,
    measures: tuple[str, ...],
) -> Resolution:
    """Weigh the food found, by the cells or by the amount within the text."""
    amount, unit, grams = cells
    if grams is not None:
        return _weighed(grams, found)
    said = read_amount(amount, unit) if amount is not None else None
    if amount is not None and said is None:
        return fault(
            found,
            mark("The amount “{amount}” is not understood.").format(amount=amount),
            weighing_advice(found[0].food_id),
        )
    eaten = in_grams(measures, both(said, in_text) if said else of_unit(in_text, unit))
    if eaten is None:
        return fault(found, mark("No amount is given."), weighing_advice(found[0].food_id))
    weight = None
    if by_name and eaten.unit in settings()["forms"]["first"]:
        found, weight = _in_form(found, eaten, name)
    weight = weight or weigh(found[0].food_id, eaten, name)
    if weight is None and by_name:
        found, weight = _in_form(found, eaten, name)
    if weight is None and by_name:
        found, weight = _that_can_be_weighed(found, eaten, name)
    return fault(found, *why_not(eaten, found[0])) if weight is None else _answer(found, weight)


def _in_form(found: list[FoodMatch], amount: Amount, name: str) -> tuple[list[FoodMatch], Weight | None]:
    """Look again where the unit says the form: a can of tuna is canned tuna."""
    form = settings()["forms"]["of_unit"].get(amount.unit)
    others = match_food(f"{form} {name}", limit=6) if form else []
    weight = weigh(others[0].food_id, amount, name) if others and others[0].score >= LEAST_MATCH else None
    if weight is None:
        return found, None
    return others, replace(
        weight, assumed=(mark("{unit}: taken as {form}").format(unit=amount.unit, form=form), *weight.assumed)
    )


def _that_can_be_weighed(
    found: list[FoodMatch], amount: Amount, name: str
) -> tuple[list[FoodMatch], Weight | None]:
    """Take a match nearly as good whose table has the portion that the best one lacks."""
    for at, food in enumerate(found[1:], start=1):
        if food.score < _NEARLY_AS_GOOD * found[0].score or another_food(name, food.food_id):
            continue
        if weight := weigh(food.food_id, amount, name):
            return [food, *found[:at], *found[at + 1 :]], weight
    return found, None


def _of_supplement(entry: SupplementEntry) -> Resolution:
    name = "" if entry.supplement_id is None else supplement(entry.supplement_id).name
    return Resolution(
        entry.supplement_id,
        name,
        entry.household,
        math.nan,
        entry.confidence,
        "; ".join(entry.assumed),
        (),
        problem=entry.problem,
        advice=entry.advice,
        source="supplement",
        units=entry.units if entry.problem is None else math.nan,
    )


def _given(food_id: str) -> list[FoodMatch]:
    """Return the food with this id or code, as a sure match; nothing where the table lacks it."""
    wanted = food_id.strip()
    wanted = wanted.removesuffix(".0") if wanted.replace(".", "").isdigit() else wanted
    known = wanted if wanted.startswith(PREFIX) else PREFIX + wanted
    table = food_table()
    if known not in table.foods.index or table.composition.loc[known].isna().all():
        return []
    return [FoodMatch(known, table.description(known), 1.0, mark("the food id given"))]


def _weighed(grams: object, found: list[FoodMatch]) -> Resolution:
    said = read_amount(grams, "g")
    weight = None if said is None else weigh(found[0].food_id, said)
    if weight is None:
        advice = mark("Give a weight in grams above 0 and up to {most}.").format(most=f"{MOST_GRAMS:,.0f}")
        return fault(found, mark("The weight “{grams}” is not usable.").format(grams=grams), advice)
    return _answer(found, weight)


def _answer(found: list[FoodMatch], weight: Weight) -> Resolution:
    best = found[0]
    return Resolution(
        best.food_id,
        best.description,
        weight.household,
        round(weight.grams, 1) if weight.grams >= 1 else float(f"{weight.grams:.3g}"),
        round(best.score * weight.confidence, 3),
        "; ".join(weight.assumed),
        tuple(found[1:]),
        portion_seq=weight.portion_seq,
    )


def _doubted(answer: Resolution, doubts: Doubts) -> Resolution:
    assumed = "; ".join(filter(None, (*doubts.notes, answer.assumed)))
    return replace(answer, confidence=round(answer.confidence * doubts.factor, 3), assumed=assumed)


def _is_blank(value: object) -> bool:
    return (
        value is None
        or (isinstance(value, float) and math.isnan(value))
        or (isinstance(value, str) and not value.strip())
    )


def _hashable(value: object) -> object:
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
