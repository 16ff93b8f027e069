"""Foods that the table has only as they are eaten: dry lentils are not the cooked ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from planner.diary.matching.words import normal
from planner.reference.foods import PREFIX
from planner.tables import read_toml

_FROM: Final = re.compile(r"from \w+")
_SURE: Final = 0.9
"""From here on the table's own words, or a synonym, say that it is this food, as of almond flour."""


def absent_food(text: str, confidence: float) -> str:
    """Return the last words of a text where the table has such a food in no form; "" where it may.

    Parameters
    ----------
    text : str
    confidence : float
        In the match that was found.

    Examples
    --------
    >>> absent_food("sea salt", 0.77), absent_food("almond flour", 1.0), absent_food("nuts with salt", 0.8)
    ('salt', '', '')
    """
    asked = f" {normal(text)} "
    if confidence >= _SURE or _has(asked, _words()["beside"]):
        return ""
    return next((words for words in _words()["absent"] if asked.endswith(f" {words} ")), "")


def is_cooked_instead(text: str, food_id: str, description: str, score: float) -> bool:
    """Return whether a food is asked for as it is before cooking, and the match is cooked.

    Examples
    --------
    >>> is_cooked_instead("dry lentils", "fndds:41304970", "Lentils, NFS", 0.7)
    True
    >>> is_cooked_instead("dry oats", "fndds:57602100", "Oats, raw", 0.7)
    False
    """
    known, code, asked = _words(), food_id.removeprefix(PREFIX), normal(text)
    boiled = code.startswith(known["boiled"])
    if code.startswith(known["as_is"]) or _has(asked, known["prepared"]) or (score >= _SURE and not boiled):
        return False
    before = known["dry"] if boiled else known["raw"]
    return _has(asked, before) and not _has(_FROM.sub("", normal(description)), known["dry"])


def may_be_dry(text: str, food_id: str) -> bool:
    """Return whether a text leaves open that grain or pulses are meant as they are before cooking.

    Examples
    --------
    >>> may_be_dry("200 g lentils", "fndds:41304970"), may_be_dry("200 g cooked lentils", "fndds:41304970")
    (True, False)
    """
    known = _words()
    unmarked = food_id.removeprefix(PREFIX).startswith(known["unmarked"])
    return unmarked and not _has(normal(text), known["prepared"] + known["dry"])


def _has(text: str, words: Iterable[str]) -> bool:
    return not set(words).isdisjoint(re.findall(r"\w+", text))


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, Any] = read_toml("matching/as_eaten.toml")
    return {name: tuple(words) for name, words in found.items()}
