"""Amounts in words: "1 1/2 cups", "a couple of", "2 x 330 ml", "1-2 slices", "half a banana"."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from planner.diary.quantities.figures import at_place, read_number, settings, skip, tokens_of, written
from planner.language import mark

_TIMES: Final = frozenset({"x", "×", "*"})
_ABOUT: Final = _TIMES.union(
    {":", "-", ",", "about", "approx", "approx.", "approximately", "around", "~", "circa", "ca", "roughly"}
)
_LINKS: Final = frozenset({"of", "a", "an", "the", ",", "worth"})
_PREPOSITIONS: Final = frozenset({"from", "in", "on", "of", "with", "for"})
"""After one of these, "a box" at the end of a text is no amount."""
_OF_THEM: Final = re.compile(r"\s+(?:of (?:them|those|these|it)|in total)\s*$", re.IGNORECASE)
_NEGATIVE: Final = re.compile(r"[-–−]\s*\d")
_MEASURES: Final = ("mass", "volume")
_STATED: Final = frozenset({"g", "kg", "oz", "lb", "ml", "cl", "dl", "l", "fl oz"})
"""Units that are an amount wherever they stand in a text; "mg" mostly is a supplement's."""
_MOST_UNIT_WORDS: Final = 3
_LEAST_LETTERS_TO_GUESS: Final = 4


@dataclass(frozen=True)
class Amount:
    """How much was eaten, as said.

    Attributes
    ----------
    value : float
        Number of units; the middle of a range.
    kind : str
        ``mass``, ``volume``, ``counted`` (a slice, a can, a serving) or ``""`` where only a number is said.
    unit : str
        The unit under one name: ``g``, ``fl oz``, ``slice``; or the word said, where no list has it.
    size : str
        ``small``, ``medium``, ``large`` …, or ``""``.
    words : str
        Other words of the unit column, such as "cooked, diced".
    assumed : tuple of str
        What was taken for granted in reading it.
    """

    value: float
    kind: str = ""
    unit: str = ""
    size: str = ""
    words: str = ""
    assumed: tuple[str, ...] = ()


def read_amount(amount: object, unit: object = None) -> Amount | None:
    """Read the cells "amount" and "unit" of a diary row.

    Parameters
    ----------
    amount : object
        A number, or text such as ``"1 1/2"``, ``"250g"``, ``"1-2"``, ``"a couple of slices"``.
    unit : object
        Text such as ``"cups"``, ``"large slice"``, ``"cup, cooked"``; None or NaN where the cell is blank.

    Returns
    -------
    Amount or None
        None where the cells hold no positive amount.

    Examples
    --------
    >>> read_amount("1 1/2", "cups")
    Amount(value=1.5, kind='volume', unit='cup', size='', words='', assumed=())
    >>> read_amount("1,5", "kg").value
    1.5
    >>> read_amount(0, "g") is None
    True
    """
    text = " ".join(_cell(part) for part in (amount, unit)).strip()
    if not text or _NEGATIVE.match(text):
        return None
    found = _leading(tokens_of(text)) or _without_number(tokens_of(text))
    if found is None or not math.isfinite(found[0].value) or found[0].value <= 0:
        return None
    said, rest = found
    words = " ".join(word for word in rest if word.isalpha())
    return replace(said, words=words) if said.kind or not words else replace(said, unit=words)


def split_amount(text: str) -> tuple[Amount | None, str]:
    """Split an amount from the food text that holds it, at its start or its end.

    Examples
    --------
    >>> split_amount("2 slices of wholemeal toast")
    (Amount(value=2.0, kind='counted', unit='slice', size='', words='', assumed=()), 'wholemeal toast')
    >>> split_amount("milk 250ml")[1]
    'milk'
    >>> split_amount("2% milk")
    (None, '2% milk')
    """
    tokens = _unhyphened(tokens_of(_OF_THEM.sub("", text)))
    if _is_numbered_name(tokens):
        return (Amount(1.0), _joined(tokens[1:])) if tokens[0] == "a" else (None, text)
    found = _leading(tokens) or _without_number(tokens, needs_of=True)
    if found and found[1]:
        found = _with_size_after(*_with_bracket(*_with_number_after(*found)))
    if (found is None or found[0].kind not in _MEASURES) and (within := _within(tokens)):
        return within[0], _joined(within[1])
    if found and found[1]:
        return _with_unit_after(found[0], found[1])
    for start in range(1, len(tokens)):
        if tokens[start - 1] in _PREPOSITIONS:
            continue
        trailing = _leading(tokens[start:])
        if trailing and trailing[1] in ([], [")"]) and _is_clear(tokens[start], trailing[0]):
            return _with_unit_before(trailing[0], tokens[:start])
    return None, text


def _with_number_after(said: Amount, rest: list[str]) -> tuple[Amount, list[str]]:
    """Let "cups of green tea, two" be two cups."""
    number = read_number(rest, len(rest) - 1) if len(rest) > 2 and rest[-2] == "," else None
    if "one assumed" not in said.assumed or number is None:
        return said, rest
    return replace(said, value=number[0], assumed=number[2]), rest[:-2]


def _with_size_after(said: Amount, rest: list[str]) -> tuple[Amount, list[str]]:
    """Let "2 bananas medium" be two medium bananas."""
    if said.size or said.kind or len(rest) < 2 or rest[-1] not in _sizes():
        return said, rest
    return replace(said, size=_sizes()[rest[-1]]), rest[:-1]


def _with_unit_after(said: Amount, tokens: list[str]) -> tuple[Amount, str]:
    """Let "a lemon wedge" be one wedge of lemon."""
    last = tokens[-1]
    if said.kind or len(tokens) < 2 or last not in settings()["names"]["after_a_name"]:
        return said, _joined(tokens)
    kind, unit = _units()[last]
    return replace(said, kind=kind, unit=unit), _joined(tokens[:-1])


def _with_unit_before(said: Amount, tokens: list[str]) -> tuple[Amount, str]:
    """Let "cups of tea, two" be two cups."""
    of_unit = None if said.kind else _without_number(tokens, needs_of=True)
    if of_unit and of_unit[0].kind and of_unit[1]:
        return replace(of_unit[0], value=said.value, assumed=said.assumed), _joined(of_unit[1])
    return said, _joined(tokens)


def _unhyphened(tokens: list[str]) -> list[str]:
    """Let "12-ounce" be "12 ounce"."""
    return [
        token
        for at, token in enumerate(tokens)
        if not (
            token == "-" and at_place(tokens, at - 1)[:1].isdigit() and at_place(tokens, at + 1) in _units()
        )
    ]


def _within(tokens: list[str]) -> tuple[Amount, list[str]] | None:
    """Read a weight or metric volume from anywhere in a text: "a 216 g smoothie", "chicken weighing 120 g".

    A number right before it counts the pieces: "two 125 g yogurts".
    """
    for start, token in enumerate(tokens):
        number = read_number(tokens, start) if token[0].isdigit() or token in settings()["numbers"] else None
        kind, unit = _units().get(at_place(tokens, number[1]), ("", "")) if number else ("", "")
        if number is None or kind not in _MEASURES or unit not in _STATED:
            continue
        before, rest = tokens[:start], tokens[number[1] + 1 :]
        count = read_number(before, len(before) - 1) if before else None
        times = count[0] if count and count[0] > 1 else 1.0
        food = _without_vessel([*(before[:-1] if count else before), *rest[skip(rest, 0, _LINKS) :]])
        return (Amount(number[0] * times, kind, unit, "", "", number[2]), food) if food else None
    return None


def _without_vessel(tokens: list[str]) -> list[str]:
    """Leave out what held or named the amount: "a bowl of", "weighing", empty brackets."""
    aside = settings()["names"]["beside_a_weight"]
    words = [word for word in tokens if word not in aside]
    while words and (
        words[0] in _LINKS | _ABOUT | {"with"} or (len(words) > 1 and words[0] in settings()["numbers"])
    ):
        words = words[1:]
    _, kind, _, at = _unit(words, 0)
    return words[skip(words, at, _LINKS | {"with"}) :] if kind and at < len(words) else words


def _with_bracket(said: Amount, rest: list[str]) -> tuple[Amount, list[str]]:
    """Let "1 can (330 ml) cola" mean 330 ml: a weight or volume in brackets is more exact than a count."""
    if "(" not in rest or ")" not in rest or said.kind in _MEASURES:
        return said, rest
    start, stop = rest.index("("), rest.index(")")
    inside = _leading([word for word in rest[start + 1 : stop] if word != "each"])
    if inside is None or inside[0].kind not in _MEASURES or inside[1]:
        return said, rest
    each = "each" in rest[start:stop] or said.unit in ("can", "bottle", "packet", "container")
    measure = f"{inside[0].value:g} {inside[0].unit}"
    template = mark("{amount} taken as each") if each else mark("{amount} taken as all of it")
    note = template.format(amount=measure)
    value = inside[0].value * (said.value if each else 1)
    assumed = (note,) if said.value != 1 else ()
    return replace(inside[0], value=value, assumed=assumed), rest[:start] + rest[stop + 1 :]


def _is_clear(first: str, said: Amount) -> bool:
    """Whether words at the end of a text are an amount: "x2", "250 ml", but not the "a" of "vitamin a"."""
    worded = said.value > 1 and first in settings()["numbers"]
    return bool(said.kind) or first[0].isdigit() or first in ("x", "×") or worded


def _leading(tokens: Sequence[str]) -> tuple[Amount, list[str]] | None:
    """Read an amount at the start; return it with the tokens left."""
    number = read_number(tokens, skip(tokens, 0, _ABOUT))
    if number is None:
        return None
    value, at, assumed = number
    if at_place(tokens, at) in _TIMES and (second := read_number(tokens, at + 1)):
        value, at = value * second[0], second[1]
    elif packed := _packed(tokens, at):
        return replace(packed[0], value=value * packed[0].value, assumed=assumed), packed[1]
    heap = settings()["heaped"].get(at_place(tokens, at))
    size, kind, unit, at = _unit(tokens, skip(tokens, at + bool(heap), _TIMES))
    if heap and kind:
        value, assumed = (
            value * heap,
            (*assumed, mark("{said} taken as {heap}").format(said=tokens[at - 2], heap=f"{heap:g}")),
        )
    words = ""
    if kind:
        value, at = _and_a_half(tokens, at, value)
    elif described := _described_unit(tokens, at):
        words, kind, unit, at = described
    if kind in _MEASURES:
        at = _after_container(tokens, at)
    elif not kind and _is_unknown_unit(tokens, at):
        kind, unit = _units().get(_unit_meant(tokens[at]), ("counted", tokens[at]))
        assumed = (
            assumed
            if unit == tokens[at]
            else (*assumed, mark("“{said}” read as {unit}").format(said=tokens[at], unit=unit))
        )
        at += 1
    rest = list(tokens[skip(tokens, at, _LINKS) :])
    return Amount(value, kind, unit, size, words, assumed), rest


def _described_unit(tokens: Sequence[str], at: int) -> tuple[str, str, str, int] | None:
    """Read "movie theater box of" and "snack cup of": up to three words that say which unit."""
    for stop in range(at + 1, min(at + _MOST_UNIT_WORDS, len(tokens) - 2) + 1):
        known = _units().get(tokens[stop])
        words = tokens[at:stop]
        if known and tokens[stop + 1] == "of" and all(word[0].isalpha() and word != "of" for word in words):
            return " ".join(words), *known, stop + 1
    return None


def _and_a_half(tokens: Sequence[str], at: int, value: float) -> tuple[float, int]:
    """Add the rest of "a cup and a half"."""
    part = {"half": 0.5, "quarter": 0.25}.get(at_place(tokens, at + 2), 0.0)
    return (value + part, at + 3) if part and list(tokens[at : at + 2]) == ["and", "a"] else (value, at)


def _after_container(tokens: Sequence[str], at: int) -> int:
    """Pass over the can of "330 ml can of cola": its size is said."""
    _, kind, _, after = _unit(tokens, at)
    return after if kind == "counted" and after < len(tokens) else at


def _is_unknown_unit(tokens: Sequence[str], at: int) -> bool:
    """Whether the next word counts something that no list has, "bunch" in "a bunch of grapes"."""
    word = at_place(tokens, at)
    return (
        word.isalpha() and at_place(tokens, at + 1) == "of" and word not in settings()["names"]["before_of"]
    )


def _unit_meant(word: str) -> str:
    """Return the unit that a misspelled word most likely is, "" where none is near."""
    near = process.extractOne(word, _units().keys(), scorer=OSA.distance, score_cutoff=1)
    return near[0] if near and len(word) >= _LEAST_LETTERS_TO_GUESS else ""


def _packed(tokens: Sequence[str], at: int) -> tuple[Amount, list[str]] | None:
    """Read "330 ml cans of cola" after the number of cans."""
    if at >= len(tokens) or not tokens[at][0].isdigit():
        return None
    inner = read_number(tokens, at)
    if inner is None:
        return None
    _, kind, unit, after = _unit(tokens, inner[1])
    _, container, _, after = _unit(tokens, after)
    if kind not in _MEASURES or container != "counted":
        return None
    return Amount(inner[0], kind, unit), list(tokens[skip(tokens, after, _LINKS) :])


def _without_number(tokens: Sequence[str], needs_of: bool = False) -> tuple[Amount, list[str]] | None:
    """Read "handful of almonds" or "large coffee" as one of it."""
    size, kind, unit, at = _unit(tokens, 0)
    some = bool(tokens) and tokens[0] == "some"
    if some:
        return Amount(1.0, "counted", "serving", "", "", ()), list(tokens[skip(tokens, 1, _LINKS) :])
    is_unit = kind and (not needs_of or (at < len(tokens) and tokens[at] == "of"))
    if not is_unit and not (size and at):
        return None
    if kind and not is_unit:
        kind, unit, at = "", "", at - 1
    said = Amount(1.0, kind, unit, size, "", (mark("one assumed"),))
    return said, list(tokens[skip(tokens, at, _LINKS) :])


def _unit(tokens: Sequence[str], at: int) -> tuple[str, str, str, int]:
    """Read size and unit from a place on: (size, kind, unit, next place)."""
    size, at = _size(tokens, skip(tokens, at, {"of", "a", "an"}) if at_place(tokens, at) in _LINKS else at)
    for count in range(_MOST_UNIT_WORDS, 0, -1):
        words = " ".join(tokens[at : at + count])
        if words == "whole" and at_place(tokens, at + 1) in settings()["names"]["after_whole"]:
            continue
        if len(tokens) - at >= count and (known := _units().get(words) or _units().get(words.rstrip("."))):
            return size, *known, at + count
    return size, "", "", at


def _size(tokens: Sequence[str], at: int) -> tuple[str, int]:
    for count in (2, 1):
        words = " ".join(tokens[at : at + count])
        if len(tokens) - at >= count and words in _sizes():
            return _sizes()[words], at + count
    return "", at


def _is_numbered_name(tokens: Sequence[str]) -> bool:
    start = " ".join(tokens[:3]).removeprefix("a ")
    return any(start.startswith(name) for name in settings()["names"]["numbered"])


def _joined(tokens: Sequence[str]) -> str:
    food = tokens[skip(tokens, 0, _LINKS) :]
    return re.sub(r" ([,.)])", r"\1", " ".join(food)).strip(" ,:-(").replace("( ", "(")


def _cell(value: object) -> str:
    """Return the text of a cell; a number without its idle ".0", a missing one as nothing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return ""
    return written(value) if isinstance(value, (int, float)) and math.isfinite(value) else str(value)


@cache
def _units() -> dict[str, tuple[str, str]]:
    """Return (kind, unit) by each word for it."""
    kinds = ("counted", "volume", "mass")
    return {
        word: (kind, unit) for kind in kinds for unit, words in settings()[kind].items() for word in words
    }


@cache
def _sizes() -> dict[str, str]:
    return {word: size for size, words in settings()["sizes"].items() for word in words}
