"""A row to a food of an imported table, where such tables are in use or the row names one by id."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from planner.diary.amounts import Amount, read_amount, split_amount
from planner.diary.kitchen import household, number
from planner.diary.model import TABLE
from planner.diary.resolution import Resolution
from planner.diary.row_amounts import how_much
from planner.diary.search import FoodMatch, match_food
from planner.diary.supplement_text import read_supplement
from planner.diary.weights import MOST_GRAMS
from planner.diary.words import normal, stems
from planner.language import _
from planner.sources.food import SourcedFood
from planner.sources.food_tables import imported_food, search_imported
from planner.sources.food_tables.preference import FNDDS, ONLY_FNDDS, used_tables
from planner.sources.food_tables.table import PREFIX
from planner.units import GRAMS, MILLILITRES

WELL_FOUND: Final = 0.6
"""Score from which on a table that is preferred is not passed over for the next."""
_LEAST_MATCH: Final = 0.3
_ONE_OF_IT: Final = frozenset({"", "serving", "portion", "item", "piece"})


def imported_matches(
    text: str, amount: object, unit: object, grams: object, food_id: object
) -> list[FoodMatch] | None:
    """Return the foods of imported tables that a row means; None where it means one of the shipped table.

    Parameters
    ----------
    text : str
    amount, unit, grams, food_id : object
        Cells, None where blank.

    Examples
    --------
    >>> imported_matches("toast", None, None, None, None) is None
    True
    """
    if food_id is not None:
        food = imported_food(str(food_id).strip()) if str(food_id).strip().startswith(PREFIX) else None
        return None if food is None else [FoodMatch(food.food_id, food.description, 1.0, "the food id given")]
    tables = used_tables()
    if tables == ONLY_FNDDS or text.lstrip().startswith("="):
        return None
    if grams is None and read_supplement(text, amount, unit) is not None:
        return None
    in_text, name = split_amount(text)
    return _by_preference(name if in_text else text, tables)


def _by_preference(name: str, tables: tuple[str, ...]) -> list[FoodMatch] | None:
    """Return the matches of the first table that has the food well; else of the best, or None for FNDDS."""
    found: list[list[FoodMatch]] = []
    for table in tables:
        if table == FNDDS:
            shipped = match_food(name, limit=1)
            if shipped and shipped[0].score >= WELL_FOUND:
                return None
            continue
        matches = matches_in(name, (table,))
        if matches and matches[0].score >= WELL_FOUND:
            return matches
        found.append(matches)
    best = max(found, key=lambda matches: matches[0].score if matches else 0.0, default=[])
    return None if FNDDS in tables else best


def matches_in(text: str, tables: tuple[str, ...], limit: int = 6) -> list[FoodMatch]:
    """Return foods of imported tables as matches."""
    found = search_imported(text, limit, tables)
    return [FoodMatch(one.food_id, one.description, one.score, one.why) for one in found]


def source_of(food_id: str) -> str:
    """Return whose a food of an imported table is, and its licence; "" for any other food."""
    food = imported_food(food_id)
    return "" if food is None else food.licence


def in_order(text: str, limit: int, shipped: list[FoodMatch]) -> list[FoodMatch]:
    """Return the matches of all tables in use, the best first; among equals those of the table preferred.

    Parameters
    ----------
    text : str
    limit : int
    shipped : list of FoodMatch
        Those of the shipped table.
    """
    found = [
        match
        for table in used_tables()
        for match in (shipped if table == FNDDS else matches_in(text, (table,), limit))
    ]
    return sorted(found, key=lambda match: -match.score)[:limit]


def of_imported(text: str, found: list[FoodMatch], amount: object, unit: object, grams: object) -> Resolution:
    """Return what a row means, whose food is one of an imported table."""
    food = imported_food(found[0].food_id) if found and found[0].score >= _LEAST_MATCH else None
    if food is None:
        problem = _("No food like “{food}” was found in the tables in use.", food=text[:80])
        advice = _("Write it in the words of the table, or use fndds as well.")
        return Resolution(None, "", "", math.nan, 0.0, "", tuple(found), problem, advice)
    said = how_much(text, amount, unit, grams)
    answer = Resolution(food.food_id, food.description, "", math.nan, 0.0, "", tuple(found[1:]), source=TABLE)
    if said is None:
        return replace(
            answer, problem=_("No amount is given, or it is not understood."), advice=_advice(food)
        )
    return _measured(answer, food, said, found[0].score)


def _measured(answer: Resolution, food: SourcedFood, said: Amount, score: float) -> Resolution:
    portion = _portion(food, said)
    if portion is None:
        unit = " ".join(filter(None, (said.size, said.unit or "portion")))
        problem = _(
            "How much of “{food}” a {unit} is cannot be known: its amounts are per {basis}.",
            food=food.description, unit=unit, basis=food.basis,
        )  # fmt: skip
        return replace(answer, problem=problem, advice=_advice(food))
    size, words = portion
    if not 0 < size <= MOST_GRAMS:
        problem = _("This is nothing, or more than 10 kg of one food.")
        return replace(answer, problem=problem, advice=_("Check the number and the unit."))
    note = _("of the table {source}: {licence}", source=food.source, licence=food.licence)
    return replace(
        answer,
        household=words,
        grams=round(size, 4) if food.basis == "100 g" else math.nan,
        units=size / 100,
        confidence=round(score, 3),
        assumed="; ".join((*said.assumed, note)),
    )


def _portion(food: SourcedFood, said: Amount) -> tuple[float, str] | None:
    """Return grams, or millilitres where the food is counted by volume, and the words; None where unknown."""
    words = f"{number(said.value)} {said.unit}".strip()
    if food.basis == "100 g" and said.kind == "mass":
        return said.value * GRAMS[said.unit], words
    if food.basis == "100 ml" and said.kind == "volume":
        return said.value * MILLILITRES[said.unit], words
    measure = next((one for one in food.measures if one.grams and food.basis == "100 g"), None)
    own = read_amount(measure.words) if measure else None
    if measure is None or measure.grams is None:
        return None
    if said.unit in _ONE_OF_IT and not said.size:
        return said.value * measure.grams, f"{number(said.value)} × {measure.words}"
    if own is None or _unit_words(own) != _unit_words(said):
        return None
    times = said.value / own.value
    return times * measure.grams, household(measure.words, said.unit, times)


def _unit_words(amount: Amount) -> frozenset[str]:
    return frozenset(stems(normal(f"{amount.size} {amount.unit}")))


def _advice(food: SourcedFood) -> str:
    measures = [f"{one.words} ({one.grams:g} g)" for one in food.measures if one.grams]
    if food.basis == "100 ml":
        return _("Write how much in ml.")
    if measures:
        return _("Write the weight in grams, or count in: {measures}.", measures="; ".join(measures))
    return _("Write the weight in grams.")
