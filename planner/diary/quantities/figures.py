"""Numbers in words: "1 1/2", "1,5", "half a dozen", "a couple of", "2-3"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import cache
from typing import Any, Final

from planner.diary.matching.words import normal
from planner.language import mark
from planner.tables import read_toml

_TOKEN: Final = re.compile(
    r"x(?=\d)|[^\W\d_]+\d[^\W_]*|\d+(?:[.,]\d+)*(?:/\d+)?%?|[^\W\d_]+(?:['.-][^\W\d_]+)*\.?|[^\s\w]"
)
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_MOST_FIGURES: Final = 60
"""A number with more is a slip; one that is only too large is told so when it is weighed."""
_JOINED: Final = re.compile(
    r"\b(one|two|three|twenty|thirty|forty|fifty)-(half|third|thirds|quarter|quarters|[a-z]+)\b"
)
"""Numbers written with a hyphen: "three-quarters"."""
_GROUPS: Final = frozenset({"couple", "pair", "few", "dozen", "several"})
_GUESSED: Final = frozenset({"few", "several"})


def read_number(tokens: Sequence[str], at: int) -> tuple[float, int, tuple[str, ...]] | None:
    """Read a number or a range: (value, next place, what was assumed)."""
    first = _one_number(tokens, at)
    if first is None:
        return None
    low, at, notes = first
    if at_place(tokens, at) in ("-", "–", "—", "to", "or") and (second := _one_number(tokens, at + 1)):
        high, after, _ = second
        if high > low:
            return (
                (low + high) / 2,
                after,
                (mark("the middle of {low} to {high}").format(low=f"{low:g}", high=f"{high:g}"),),
            )
    return low, at, notes


def _one_number(tokens: Sequence[str], at: int) -> tuple[float, int, tuple[str, ...]] | None:
    word = at_place(tokens, at)
    value = figure(word)
    if value is not None:
        if at_place(tokens, at + 1) == "dozen":
            return value * _numbers()["dozen"], at + 2, ()
        return _and_fraction(tokens, at + 1, value)
    if word not in _numbers():
        return None
    return _worded(tokens, at, word)


def _worded(tokens: Sequence[str], at: int, word: str) -> tuple[float, int, tuple[str, ...]]:
    """Read "a", "half a", "a couple of", "three quarters", "one and a half", "a dozen", "two hundred"."""
    numbers, value, at = _numbers(), _numbers()[word], at + 1
    following = at_place(tokens, at)
    plural = following.removesuffix("s")
    if word not in ("half", "quarter", "third") and plural in ("half", "halve", "quarter", "third"):
        value, at = value * numbers["half" if plural == "halve" else plural], at + 1
    elif word in ("a", "an", "half", "two", "three") and following in _GROUPS:
        value, at = (1.0 if word in ("a", "an") else value) * numbers[following], at + 1
    elif following == "hundred":
        value, at = _hundreds(tokens, at + 1, value)
    elif word == "half" and following in ("a", "an"):
        at += 1
        if at_place(tokens, at) == "dozen":
            value, at = 6.0, at + 1
    guessed = tuple(
        mark("“{said}” taken as {value}").format(said=said, value=f"{value:g}")
        for said in (word, following)
        if said in _GUESSED
    )
    if at < len(tokens) and tokens[at] == "of" and at_place(tokens, at + 1) in ("a", "an", "the"):
        at += 2
    _, after, _ = extended = _and_fraction(tokens, at, value)
    return (extended[0], after, guessed)


def _hundreds(tokens: Sequence[str], at: int, value: float) -> tuple[float, int]:
    """Return hundreds with what follows: "two hundred and fifty"."""
    start = at + 1 if at_place(tokens, at) == "and" else at
    more = _numbers().get(at_place(tokens, start), 0.0)
    return (100 * value + more, start + 1) if more >= 1 else (100 * value, at)


def _and_fraction(tokens: Sequence[str], at: int, value: float) -> tuple[float, int, tuple[str, ...]]:
    """Add what follows a whole number: "1 1/2", "1 and 1/2", "one and a half"."""
    start = at + 1 if at_place(tokens, at) == "and" else at
    word = at_place(tokens, start)
    if "/" in word and (part := figure(word)) is not None and part < 1:
        return value + part, start + 1, ()
    if start > at:
        skipped = start + 1 if word in ("a", "an") else start
        if at_place(tokens, skipped) in ("half", "quarter"):
            return value + _numbers()[tokens[skipped]], skipped + 1, ()
    return value, at, ()


def figure(word: str) -> float | None:
    """Return the number that figures stand for: 1.5, 1,5, 1,000 and 3/4; None for anything else.

    A comma before exactly three digits separates thousands, unless the number begins with 0.
    """
    if not word[:1].isdigit() or word.endswith("%"):
        return None
    if "/" in word:
        above, below = word.split("/", 1)
        top = figure(above)
        return None if top is None or not below.isdigit() or int(below) == 0 else top / int(below)
    plain = word.replace(",", "") if _THOUSANDS.fullmatch(word) else word.replace(",", ".")
    try:
        return float(plain) if len(plain) <= _MOST_FIGURES else None
    except ValueError:
        return None


def written(value: float) -> str:
    """Return a number in figures that :func:`figure` reads back, never with an exponent.

    Examples
    --------
    >>> written(1.5), written(3.0), written(1e20), written(2.5e-7)
    ('1.5', '3', '100000000000000000000', '0.00000025')
    """
    return format(Decimal(f"{value:.10g}"), "f")


def tokens_of(text: str) -> list[str]:
    """Return the numbers, words and signs of a text in normal letters."""
    plain = normal(text).replace("–", "-").replace("—", "-")
    words = _TOKEN.findall(_JOINED.sub(r"\1 \2", plain))
    return [word for word in words if word not in ("“", "”", '"')]


def skip(tokens: Sequence[str], at: int, words: AbstractSet[str]) -> int:
    """Return the next place whose token is none of the words."""
    while at < len(tokens) and tokens[at] in words:
        at += 1
    return at


def at_place(tokens: Sequence[str], at: int) -> str:
    """Return the token at a place, "" past the end."""
    return tokens[at] if 0 <= at < len(tokens) else ""


@cache
def _numbers() -> dict[str, float]:
    return {word: float(value) for word, value in settings()["numbers"].items()}


@cache
def settings() -> Mapping[str, Any]:
    """Return ``matching/units.toml``."""
    return read_toml("matching/units.toml")
