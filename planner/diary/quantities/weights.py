"""An amount of a food to grams, by that food's own portions and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, NamedTuple

from planner.diary.matching.synonyms import is_british
from planner.diary.matching.words import stem, stems
from planner.diary.quantities.amounts import Amount
from planner.diary.quantities.figures import settings
from planner.diary.quantities.kitchen import household, number
from planner.diary.quantities.portions import Portion, is_drink, names_of, portions, usual_grams, word_set
from planner.language import mark
from planner.reference.foods import food_table
from planner.units import GRAMS, MILLILITRES

MOST_GRAMS: Final = 10_000.0
"""More than 10 kg of one food in one row is a slip of the pen or of the unit."""

_VOLUMES: Final = {"cup": "cup", "fl oz": "fl oz", "tablespoon": "tbsp", "teaspoon": "tsp"}
_USUAL_MULTIPLES: Final = tuple(
    Fraction(text) for text in ("1", "2", "1/2", "1/4", "3/4", "1/3", "2/3", "3/2", "3")
)
_PIECES: Final = frozenset({"item", "piec"})
"""Stems of units that count the thing itself, where the table has no portion of that word."""
_IMPERIAL: Final = frozenset({"pint", "fl oz"})
_UK_SIZE: Final = mark("in the UK size, as the words are British")
_NEAR: Final = 0.03
_MOST_USUAL_AMOUNTS: Final = 2
"""A bare number is taken as so many usual amounts only up to here: ten raisins are not ten boxes."""


@dataclass(frozen=True)
class Weight:
    """Grams of a food with how they were found.

    Attributes
    ----------
    grams : float
        Always more than 0.
    household : str
        In kitchen words; where ``portion_seq`` is set, a multiple of that portion in the table's words.
    portion_seq : int or None
        The row of the food's portion table; None for a weight or a volume as said.
    confidence : float
        1 weighed; 0.95 the food's own portion; 0.85 its size assumed, or a volume by the food's own density;
        0.7 the nearest portion, or the usual content of a vessel; 0.4 the table's usual amount.
    assumed : tuple of str
        What was taken for granted.
    """

    grams: float
    household: str
    portion_seq: int | None
    confidence: float
    assumed: tuple[str, ...] = ()


class _Asked(NamedTuple):
    """What the portion should be: the unit's words, those that may stand for it, size, other words said."""

    unit: frozenset[str]
    instead: frozenset[str]
    size: str
    words: frozenset[str]


def weigh(food_id: str, amount: Amount, said: str = "") -> Weight | None:
    """Return the grams of an amount of a food, or None where its table cannot say.

    Parameters
    ----------
    food_id : str
        A food of the table.
    amount : Amount
        As read.
    said : str
        The food text: "diced" in it chooses between portions.

    Examples
    --------
    >>> from planner.diary.quantities.amounts import read_amount
    >>> two = weigh("fndds:63107010", read_amount(2, "bananas"))
    >>> two.grams, two.household
    (252.0, '2 bananas')
    >>> weigh("fndds:11112110", read_amount(1.5, "cups")).household
    '1 1/2 cups'
    """
    words = frozenset(stems(f"{said} {amount.words}")) - names_of(food_id)
    if amount.unit in _IMPERIAL and is_british(said):
        amount = replace(amount, unit=f"imperial {amount.unit}", assumed=(*amount.assumed, _UK_SIZE))
    weight = _weigh(food_id, amount, words)
    if weight is None or not 0 < weight.grams <= MOST_GRAMS:
        return None
    return replace(weight, assumed=amount.assumed + weight.assumed)


def _weigh(food_id: str, amount: Amount, words: frozenset[str]) -> Weight | None:
    if amount.kind == "mass" and amount.unit == "oz" and is_drink(food_id):
        weight = _by_volume(food_id, amount.value, "fl oz", words)
        return weight and replace(
            weight, assumed=(mark("oz of a drink taken as fluid ounces"), *weight.assumed)
        )
    if amount.kind == "mass":
        return Weight(amount.value * GRAMS[amount.unit], f"{number(amount.value)} {amount.unit}", None, 1.0)
    if amount.kind == "volume":
        return _by_own_vessel(food_id, amount) or _by_volume(food_id, amount.value, amount.unit, words)
    usual_first = _by_usual_amount(food_id, amount) if amount.unit == "serving" else None
    return (
        usual_first
        or _by_portion(food_id, amount, words)
        or _by_contents(food_id, amount, words)
        or _by_usual_amount(food_id, amount)
    )


def _by_own_vessel(food_id: str, amount: Amount) -> Weight | None:
    """Weigh a "snack cup" where the table has one of that name: it holds less than a cup."""
    name = frozenset(stems(f"{amount.words} {amount.unit}"))
    own = (one for one in portions(food_id) if one.kind == "measure" and one.unit_words >= name)
    portion = next(own, None) if amount.words else None
    return portion and _counted(food_id, portion, amount, 3.0)


def _by_volume(food_id: str, value: float, unit: str, words: frozenset[str]) -> Weight | None:
    """Weigh a volume by the portion of the same unit, else by the density of another volume portion."""
    measures = [one for one in portions(food_id) if one.unit in _VOLUMES and one.kind == "measure"]
    if not measures:
        return None
    best = max(measures, key=lambda one: (_suits(one, words), _VOLUMES[one.unit] == unit, -one.seq))
    if _VOLUMES[best.unit] == unit:
        times = value / best.amount
        rivals = any(one.unit == best.unit and one.grams != best.grams for one in measures)
        notes = (
            (mark("the table's “{said}” of {grams} g").format(said=best.text, grams=f"{best.grams:g}"),)
            if rivals and best.qualifier
            else ()
        )
        return Weight(times * best.grams, household(best.text, best.unit, times), best.seq, 0.95, notes)
    density = best.grams / (best.amount * MILLILITRES[_VOLUMES[best.unit]])
    note = mark("weighed by the table's “{said}” of {grams} g").format(
        said=best.text, grams=f"{best.grams:g}"
    )
    us = (
        (mark("US {unit} of {millilitres} ml").format(unit=unit, millilitres=f"{MILLILITRES[unit]:.0f}"),)
        if unit in ("pint", "quart")
        else ()
    )
    return Weight(value * MILLILITRES[unit] * density, f"{number(value)} {unit}", None, 0.85, (*us, note))


def _suits(portion: Portion, words: frozenset[str]) -> float:
    """How well a portion's qualifier goes with the words said; no qualifier is best where none was said."""
    qualifier = portion.qualifier_words
    if "yield" in qualifier and not words & word_set("dry"):
        return -2.0
    if qualifier & words:
        return 1.0 + len(qualifier & words)
    if not qualifier or portion.qualifier == "8 fl oz":
        return 1.0
    odd = word_set("odd_states")
    return (
        0.0 if qualifier & odd else 0.8 if portion.qualifier in settings()["words"]["usual_states"] else 0.5
    )


def _by_portion(food_id: str, amount: Amount, words: frozenset[str]) -> Weight | None:
    """Weigh by the portion that has the unit's word, or by one of the thing itself where none is said."""
    instead = frozenset(map(stem, settings()["instead"].get(amount.unit, [])))
    asked = _Asked(frozenset(stems(amount.unit)), instead, amount.size, words)
    fits = [(_fit(one, asked, food_id), -one.seq, one) for one in portions(food_id) if one.kind == "measure"]
    likely = [fit for fit in fits if fit[0][0] > 0] or _only_one(food_id, asked)
    if not likely:
        return None
    (base, _), _, best = max(likely, key=lambda fit: (sum(fit[0]), fit[1]))
    return _counted(food_id, best, amount, base)


def _only_one(food_id: str, asked: _Asked) -> list[tuple[tuple[float, float], int, Portion]]:
    """Return the one portion that is counted, where no word of it was said: a wing is one drummette."""
    counted = [
        one
        for one in portions(food_id)
        if one.kind == "measure" and one.unit not in _VOLUMES and not one.unit_words & word_set("parts")
    ]
    is_itself = not asked.unit or asked.unit <= _PIECES or bool(asked.unit & names_of(food_id))
    return [((1.0, 0.0), 0, counted[0])] if len(counted) == 1 and is_itself else []


def _fit(portion: Portion, asked: _Asked, food_id: str) -> tuple[float, float]:
    """Return how far a portion is the thing counted (0: not at all), and what speaks for it among others."""
    of_itself = (
        not asked.unit or asked.unit <= _PIECES or bool(asked.unit & names_of(food_id) - portion.unit_words)
    )
    base = 3.0 if asked.unit and asked.unit <= portion.unit_words else 0.0
    if not base and of_itself:
        base = _is_one_of(portion, asked, food_id)
    elif not base and portion.unit_words & asked.instead:
        base = 1.0
    extra = (
        portion.unit_words
        - names_of(food_id)
        - word_set("sizes")
        - word_set("whole")
        - asked.unit
        - asked.words
    )
    tie = 0.9 * (portion.grams == usual_grams(food_id)) + 0.3 * _suits(portion, asked.words)
    return base, tie + _size_fit(portion, asked.size) - 0.3 * min(len(extra - asked.instead), 3)


def _is_one_of(portion: Portion, asked: _Asked, food_id: str) -> float:
    """How far a portion is the thing itself: "1 banana", "1 medium", "1 sandwich"."""
    sizes, names = word_set("sizes"), names_of(food_id)
    if portion.unit in _VOLUMES or (portion.unit_words & word_set("tiny") and not asked.size):
        return 0.0
    if portion.unit_words & asked.words - sizes:
        return 3.6
    if portion.unit in settings()["words"]["pieces"]:
        return 2.6 if _category(food_id) in settings()["words"]["eaten_by_piece"] else 0.6
    if portion.unit_words & word_set("parts"):
        return 0.0
    if portion.unit_words & names:
        return 2.0 if portion.unit_words <= names | sizes | word_set("whole") else 1.2
    if portion.unit_words <= sizes | word_set("whole"):
        return 1.5
    if asked.size and _has_size(portion, asked.size):
        return 1.2
    return 1.0 if portion.grams == usual_grams(food_id) else 0.0


def _counted(food_id: str, portion: Portion, amount: Amount, base: float) -> Weight:
    times = amount.value / portion.amount
    weight = Weight(times * portion.grams, household(portion.text, portion.unit, times), portion.seq, 0.95)
    shown = mark("“{said}” of {grams} g").format(said=portion.text, grams=f"{portion.grams:g}")
    if amount.size and not _has_size(portion, amount.size):
        sure = 0.9 if amount.size == "medium" else 0.6
        return replace(
            weight,
            confidence=sure,
            assumed=(mark("the table has no {size} one: {shown}").format(size=amount.size, shown=shown),),
        )
    if base < 1.5:
        return replace(
            weight, confidence=0.7, assumed=(mark("nearest in the table: {shown}").format(shown=shown),)
        )
    if not amount.size and _comes_in_sizes(food_id, portion):
        return replace(weight, confidence=0.85, assumed=(mark("size taken as {shown}").format(shown=shown),))
    return weight


def _comes_in_sizes(food_id: str, portion: Portion) -> bool:
    sizes = word_set("sizes")
    others = [one for one in portions(food_id) if one.kind == "measure" and one.unit_words & sizes]
    return bool(portion.unit_words & sizes) and len(others) > 1


def _size_fit(portion: Portion, size: str) -> float:
    words = portion.unit_words | portion.qualifier_words
    sized = bool(words & word_set("sizes"))
    if size:
        return 2.0 if _has_size(portion, size) else -0.5 * sized
    if words & word_set("middle"):
        return 0.4
    if portion.qualifier in settings()["words"]["usual_states"]:
        return 0.5
    return -0.4 if sized else 0.0


def _has_size(portion: Portion, size: str) -> bool:
    words = portion.unit_words | portion.qualifier_words
    wanted = frozenset(map(stem, settings()["words"]["same_size"].get(size, size.split())))
    if size in settings()["words"]["same_size"]:
        return bool(words & wanted)
    return wanted <= words and ("extra" in words) == ("extra" in wanted)


def _category(food_id: str) -> str:
    return str(food_table().foods.at[food_id, "wweia_category"])


def _by_contents(food_id: str, amount: Amount, words: frozenset[str]) -> Weight | None:
    """Weigh a mug, a glass or a splash by its usual content."""
    contents = settings()["contents"]
    names = (f"{amount.unit} of {_category(food_id)}", f"{amount.size} {amount.unit}", amount.unit)
    usual = next((contents[name] for name in names if name in contents), None)
    if usual is None or (usual.get("drinks_only") and not is_drink(food_id)):
        return None
    weight = _by_volume(food_id, amount.value * usual["amount"], usual["unit"], words)
    if weight is None:
        return None
    note = mark("a {unit} taken as {amount} {unit2}").format(
        unit=amount.unit, amount=number(usual["amount"]), unit2=usual["unit"]
    )
    return replace(weight, confidence=0.7, assumed=(note, *weight.assumed))


def _by_usual_amount(food_id: str, amount: Amount) -> Weight | None:
    """Weigh a serving, a bowl or a handful, or a small bare number, by the table's usual amount."""
    usual, rules = usual_grams(food_id), settings()["usual"]
    named = amount.unit in rules["words"]
    if usual is None or not (named or (not amount.unit and amount.value <= _MOST_USUAL_AMOUNTS)):
        return None
    times = amount.value * float(rules.get(amount.size, 1.0))
    same = _same_as_usual(food_id, usual)
    if same is None:
        seq = next(one.seq for one in portions(food_id) if one.kind == "unspecified")
        note = mark("the table's usual amount is {usual} g").format(usual=f"{usual:g}")
        return Weight(times * usual, f"{number(times)} × the usual amount", seq, 0.4, (note,))
    portion, multiple = same
    note = mark("the table's usual amount is {said}").format(
        said=household(portion.text, portion.unit, multiple)
    )
    times *= multiple
    return Weight(
        times * portion.grams, household(portion.text, portion.unit, times), portion.seq, 0.4, (note,)
    )


def _same_as_usual(food_id: str, usual: float) -> tuple[Portion, float] | None:
    """Return a portion, and how many of it, that weigh what the table calls the usual amount."""
    measures = [one for one in portions(food_id) if one.kind == "measure" and "inch" not in one.unit_words]
    for multiple in map(float, _USUAL_MULTIPLES):
        for portion in measures:
            if abs(multiple * portion.grams - usual) <= _NEAR * usual:
                return portion, multiple
    return None
