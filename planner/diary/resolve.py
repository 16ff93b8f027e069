"""A food text and an amount to a food and grams: what a reader, a form or a planner calls for one row."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from planner.diary.amounts import Amount, read_amount, split_amount
from planner.diary.corrections import Corrections, Said, kept_match
from planner.diary.doubts import Doubts, another_food, doubts_of_id, doubts_of_match, drink_and_addition
from planner.diary.figures import settings
from planner.diary.kept_amounts import portion_of
from planner.diary.model import KEPT
from planner.diary.numbers import FORMULA, FigureError
from planner.diary.portions import portions
from planner.diary.remembered import in_grams
from planner.diary.search import FoodMatch, match_food
from planner.diary.supplement_text import SupplementEntry, read_supplement
from planner.diary.weights import MOST_GRAMS, Weight, weigh
from planner.language import _, mark
from planner.reference.foods import PREFIX, food_table
from planner.reference.supplements import supplement
from planner.sources.kept import KeptFood

LEAST_MATCH: Final = 0.3
"""A match under this score is a suggestion, not an answer: less than half of the words were found."""

_NEARLY_AS_GOOD: Final = 0.85
"""Share of the best match's score from which on another may stand for it, where only that can be weighed."""


@dataclass(frozen=True)
class Resolution:
    """What a food text with an amount was taken for.

    Attributes
    ----------
    food_id : str or None
        None where no food was found.
    description : str
        The table's words for the food, or the supplement's name.
    household : str
        The amount in kitchen words; where ``portion_seq`` is set, a multiple of that portion of the food.
    grams : float
        NaN where there is a problem, for supplements, and for a kept food whose weight is not known; never 0.
    confidence : float
        0 to 1: how well the text fits the food (where the id was given 1, or 0.5 if the text has no word of
        that food) times how well its amount is known.
        Above 0.7 rarely needs a look; under 0.4 always does.
    assumed : str
        What was taken for granted, in sentences.
    alternatives : tuple of FoodMatch
        Other foods that the text may mean.
    problem, advice : str or None
        What is wrong and what to do; None where all is well.
    portion_seq : int or None
        The row of the food's portion table that ``household`` counts.
    source : str
        ``food``, ``supplement`` or ``kept``.
    units : float
        Number of tablets of a supplement; of a kept food, how many times what its amounts are per; NaN for
        other food.
    """

    food_id: str | None
    description: str
    household: str
    grams: float
    confidence: float
    assumed: str
    alternatives: tuple[FoodMatch, ...]
    problem: str | None = None
    advice: str | None = None
    portion_seq: int | None = None
    source: str = "food"
    units: float = math.nan


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
        ``"fndds:63107010"`` or the bare code, or the id of a kept food; it decides over the text.
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
    wanted = cells[3] if said is None else said.correction.food_id
    if corrections and wanted is not None and (own := corrections.kept(str(wanted))):
        text, measures = (said.text, said.correction.measures) if said else (str(food_text)[:1000], ())
        how_much = (said.amount, said.unit) if said else cells[:2]
        amount = _kept_amount(text, (*how_much, cells[2]), measures)
        return _of_kept(own, amount, corrections.day)
    if said is not None:
        return _as_corrected(said, grams=cells[2])
    return _resolve(str(food_text)[:1000], *(_hashable(value) for value in cells))


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


def _kept_amount(text: str, cells: tuple[object, ...], measures: tuple[str, ...]) -> Amount | None:
    """Return how much of a kept food a row says, None where that is not said or not understood."""
    amount, unit, grams = cells
    if grams is not None:
        return read_amount(grams, "g")
    in_text, said = split_amount(text)[0], read_amount(amount, unit) if amount is not None else None
    if amount is not None and said is None:
        return None
    return in_grams(measures, _both(said, in_text) if said else _of_unit(in_text, unit))


def _of_kept(own: KeptFood, amount: Amount | None, day: dt.date | None) -> Resolution:
    """Take a row for a food that she keeps."""
    food = own.food
    try:
        portion = portion_of(food, amount)
    except FigureError as error:
        return _fault([kept_match(own)], error.problem, error.advice)
    notes = [*portion.assumed]
    if day is not None and day < own.since:
        notes.append(_("as it is since {day}, for nothing is kept of earlier days", day=own.since))
    return Resolution(
        own.food_id, food.description, portion.household, portion.grams, 0.95, "; ".join(notes), (),
        source=KEPT, units=portion.units,
    )  # fmt: skip


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
        return _nothing(*FORMULA)
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
        return _no_food(name, food_id, found)
    answer = _amounted(found, name, in_text, (amount, unit, grams), food_id is None, measures or ())
    if answer.problem is not None or measures is not None:
        return answer
    if food_id is None:
        return _doubted(answer, doubts_of_match(drink, str(answer.food_id), answer.description, added))
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
        return _fault(
            found,
            mark("The amount “{amount}” is not understood.").format(amount=amount),
            _advice(found[0].food_id),
        )
    how_much = in_grams(measures, _both(said, in_text) if said else _of_unit(in_text, unit))
    if how_much is None:
        return _fault(found, mark("No amount is given."), _advice(found[0].food_id))
    weight = None
    if by_name and how_much.unit in settings()["forms"]["first"]:
        found, weight = _in_form(found, how_much, name)
    weight = weight or weigh(found[0].food_id, how_much, name)
    if weight is None and by_name:
        found, weight = _in_form(found, how_much, name)
    if weight is None and by_name:
        found, weight = _that_can_be_weighed(found, how_much, name)
    return _fault(found, *_why_not(how_much, found[0])) if weight is None else _answer(found, weight)


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


def _both(said: Amount, in_text: Amount | None) -> Amount:
    """Join the amount of the row with one in the text: 2 of "slice of toast", 3 of "large egg"."""
    if in_text is None or said.unit or said.size:
        return said
    if said.value == in_text.value:
        return in_text
    if in_text.kind in ("mass", "volume"):
        note = mark("{times} times {amount} {unit}").format(
            times=f"{said.value:g}", amount=f"{in_text.value:g}", unit=in_text.unit
        )
        return replace(in_text, value=said.value * in_text.value, assumed=(*said.assumed, note))
    return replace(in_text, value=said.value, assumed=said.assumed)


def _of_unit(in_text: Amount | None, unit: object) -> Amount | None:
    """Take the amount within the text, or one of the unit where only a unit is given."""
    return in_text or (read_amount(None, unit) if unit is not None else None)


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
        return _fault(found, mark("The weight “{grams}” is not usable.").format(grams=grams), advice)
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


def _fault(found: list[FoodMatch], problem: str, advice: str) -> Resolution:
    best = found[0]
    return Resolution(
        best.food_id,
        best.description,
        "",
        math.nan,
        0.0,
        "",
        tuple(found[1:]),
        problem=problem,
        advice=advice,
    )


def _no_food(text: str, food_id: object, found: list[FoodMatch]) -> Resolution:
    if food_id is not None:
        near = tuple(match_food(text))
        problem, advice = (
            mark("No food has the id “{food_id}”.").format(food_id=food_id),
            mark(
                "Use an id of the food table, such as fndds:63107010, or one that `planner foods list` shows."
            ),
        )
    elif not text.strip():
        near, problem, advice = (), mark("No food is named."), mark("Write what was eaten.")
    else:
        near = tuple(found)
        problem, advice = (
            mark("No food like “{said}” was found.").format(said=text[:80]),
            mark("Write it in plainer words, or leave out the brand."),
        )
    if near:
        foods = "; ".join(food.description for food in near[:3])
        advice = f"{advice} {mark('Perhaps: {foods}.').format(foods=foods)}"
    return _nothing(problem, advice, near)


def _nothing(problem: str, advice: str, near: tuple[FoodMatch, ...] = ()) -> Resolution:
    return Resolution(None, "", "", math.nan, 0.0, "", near, problem=problem, advice=advice)


def _why_not(amount: Amount, food: FoodMatch) -> tuple[str, str]:
    unit = " ".join(part for part in (amount.size, amount.unit or "portion") if part)
    if amount.value <= 0:
        return mark("The amount is not more than 0."), mark("Leave the row out, or write how much was eaten.")
    if amount.kind == "mass" or amount.value > MOST_GRAMS:
        return mark("This is more than 10 kg of one food."), mark("Check the number and the unit.")
    return mark("How much a {unit} of “{description}” weighs is not in the food table.").format(
        unit=unit, description=food.description
    ), _advice(food.food_id)


def _advice(food_id: str) -> str:
    measures = [portion.text for portion in portions(food_id) if portion.kind == "measure"][:4]
    if measures:
        return mark("Give the weight in grams, or one of: {measures}.").format(measures="; ".join(measures))
    return mark("Give the weight in grams.")


def _is_blank(value: object) -> bool:
    return (
        value is None
        or (isinstance(value, float) and math.isnan(value))
        or (isinstance(value, str) and not value.strip())
    )


def _hashable(value: object) -> object:
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
