"""What speaks against a match: words of hers that the food lacks, an id that does not fit, milk left out."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from planner.diary.matching.as_eaten import is_cooked_instead
from planner.diary.matching.coverage import distinguishes, is_other_kind, lacking
from planner.diary.matching.queries import query
from planner.diary.matching.ranking import profiles
from planner.diary.matching.search import NEAREST_IS, has_word_of, listed_under, not_found
from planner.diary.matching.spelling import guessed
from planner.diary.matching.words import normal
from planner.language import mark

MILK_LEFT_OUT: Final = 0.7
"""What the confidence in a coffee or tea counts where its milk is said and not counted."""
RAW_AND_COOKED: Final = 0.5
"""What the confidence counts where a food is asked for dry or raw, and the table has it cooked."""
COOKED_INSTEAD: Final = mark("the table has it as it is eaten: dry or raw it holds another amount")
ID_AND_TEXT_DIFFER: Final = 0.5
"""What the confidence counts where a food id is given and the text has no word of that food."""

_WHITE: Final = re.compile(r"^(?:white|milky) (?P<host>coffee|tea)$")
_ADDED: Final = re.compile(
    r"^(?P<host>(?:[^\W\d]+ )*(?:coffee|tea)) (?:with|and) (?:some |a (?:little|bit of|splash of|dash of) )?"
    r"(?P<added>(?:[\w%-]+ ){0,3}(?:milk|cream|creamer)(?: and (?:sugar|honey|sweetener))?)$"
)


class Doubts(NamedTuple):
    """What was taken for granted, in sentences, and by how much it lowers the confidence."""

    notes: tuple[str, ...]
    factor: float


def drink_and_addition(text: str) -> tuple[str, str]:
    """Part a coffee or tea from the milk in it, which is a food of its own; ("…", "") for all else.

    The table's coffee "pre-lightened" is one from a vending machine, with less caffeine than a brewed one.

    Examples
    --------
    >>> drink_and_addition("instant coffee with oat milk"), drink_and_addition("milk tea")
    (('instant coffee', 'oat milk'), ('milk tea', ''))
    """
    plain = normal(text)
    if said := _WHITE.match(plain):
        return said["host"], "milk"
    said = _ADDED.match(plain)
    return (said["host"], said["added"]) if said else (text, "")


def another_food(text: str, food_id: str) -> str:
    """Return the words of a text that make it another food than the match, "" where it may be that food."""
    food = profiles()[food_id]
    missing = [said.words for said in not_found(text, food_id) if is_other_kind(said, food)]
    return lacking(text) or ", ".join(missing)


def doubts_of_match(text: str, food_id: str, description: str, added: str = "", score: float = 1.0) -> Doubts:
    """Say which words were not found, guessed or only near; the match's score is low for them already."""
    near = query(text).nearest
    missing = [said.words for said in not_found(text, food_id) if distinguishes(said)]
    notes = (
        NEAREST_IS.format(food=near) if near else "",
        mark("{missing} was not found; taken as “{description}”").format(
            missing=_quoted(missing), description=description
        )
        if missing
        else "",
        mark("the spelling of {words} was guessed").format(words=_quoted(words))
        if (words := guessed(text))
        else "",
        mark("the table counts {words} as this food").format(words=_quoted(words))
        if (words := listed_under(text, food_id))
        else "",
        mark("{added} not counted: write it as a food of its own").format(added=added) if added else "",
    )
    is_cooked = is_cooked_instead(text, food_id, description, score)
    factor = (MILK_LEFT_OUT if added else 1.0) * (RAW_AND_COOKED if is_cooked else 1.0)
    return Doubts((*filter(None, notes), *([COOKED_INSTEAD] if is_cooked else [])), factor)


def doubts_of_id(text: str, food_id: str, description: str) -> Doubts:
    """Say where the text and the food id that was given have no word in common; the id decides."""
    if has_word_of(text, food_id):
        return Doubts((), 1.0)
    note = mark("the text “{said}” and the food id (“{description}”) differ; the id was taken").format(
        said=text.strip()[:80], description=description
    )
    return Doubts((note,), ID_AND_TEXT_DIFFER)


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
