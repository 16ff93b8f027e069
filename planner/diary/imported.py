"""A row to a food of an imported table by its name, where such tables are in use."""

from __future__ import annotations

from typing import Final

from planner.diary.kept_lookup import kept_food
from planner.diary.kept_rows import of_kept
from planner.diary.matching.search import FoodMatch, match_food
from planner.diary.quantities.amounts import split_amount
from planner.diary.quantities.supplement_text import read_supplement
from planner.diary.resolution import Resolution
from planner.diary.row_amounts import how_much
from planner.diary.row_faults import nothing
from planner.language import mark
from planner.sources.food_tables import imported_food, search_imported
from planner.sources.food_tables.preference import FNDDS, ONLY_FNDDS, used_tables

WELL_FOUND: Final = 0.6
"""Score from which on a table that is preferred is not passed over for the next."""
_LEAST_MATCH: Final = 0.3


def imported_matches(text: str, amount: object, unit: object, grams: object) -> list[FoodMatch] | None:
    """Return the foods of imported tables that a row means; None where it means one of the shipped table.

    Parameters
    ----------
    text : str
    amount, unit, grams : object
        Cells, None where blank.

    Examples
    --------
    >>> imported_matches("toast", None, None, None) is None
    True
    """
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


def of_imported(found: list[FoodMatch], text: str, amount: object, unit: object, grams: object) -> Resolution:
    """Return what a row means that :func:`imported_matches` found foods for, or none."""
    food = kept_food(found[0].food_id) if found and found[0].score >= _LEAST_MATCH else None
    if food is None:
        problem = mark("No food like “{food}” was found in the tables in use.").format(food=text[:80])
        advice = mark("Write it in the words of the table, or use fndds as well.")
        return nothing(problem, advice, tuple(found))
    said = how_much(text, amount, unit, grams)
    return of_kept(food, said, confidence=found[0].score, others=found[1:])
