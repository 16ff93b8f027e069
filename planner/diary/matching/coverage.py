"""Which of a person's own words a food leaves uncovered: "duck" where "duck pate" meets pate of liver.

The search works with the table's words, which are often more than were said ("latte" is "coffee latte"), so
that a missing word can look small there. Here each phrase counts as it was said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import cache
from typing import Final, NamedTuple

from planner.diary.matching.queries import Query
from planner.diary.matching.ranking import Profile, has_of
from planner.diary.matching.synonyms import chunks
from planner.diary.matching.words import (
    ANIMALS,
    absent_words,
    animal_words,
    generals,
    kinds,
    normal,
    stem,
    stems,
    weights_of_words,
    word_lists,
)

OTHER_KIND: Final = 0.5
"""What a match counts where a word that it leaves out is a food or kind of its own."""
DISTINGUISHING: Final = 0.7
"""Weight from which on a word tells one food from another: "matcha" does, "large" does not."""
HEAD: Final = "head"
"""The kind of a last word that is a food of its own: goat yogurt is no goat."""
_NAME_ENDS: Final = re.compile(r",|;|\(| - |\s(?:with|in|on|and|from|of|over|made)\s")
_MOST_OF: Final = 0.5


class Said(NamedTuple):
    """A phrase of a text: the words said, the table's stems for it, its weight and the kind that it names."""

    words: str
    stems: frozenset[str]
    weight: float
    kind: str


def said_words(
    text: str,
    asked: Query,
    spelled: Callable[[str], tuple[str, ...]],
    known: Container[str],
    translate: bool = True,
) -> tuple[Said, ...]:
    """Return the phrases of a text that ask for something; what it says is left out is none."""
    plain = normal(text)
    last = _last_of_name(plain, translate)
    found = [_said(part.said, part.table, plain, spelled) for part in chunks(plain, translate)]
    return tuple(
        said._replace(kind=said.kind or HEAD) if said.words == last and _is_head(said, known) else said
        for said in found
        if said.stems & set(asked.wanted)
    )


def _last_of_name(text: str, translate: bool) -> str:
    """Return the last phrase of what a text names: "stew" in "goat stew with rice, hot"."""
    name = _NAME_ENDS.split(text, maxsplit=1)[0]
    parts = chunks(name, translate)
    return parts[-1].said if len(parts) > 1 else ""


def _is_head(said: Said, known: Container[str]) -> bool:
    """Tell whether a last phrase names a food: "yogurt" does, "steak" is a cut, "mature" no food word."""
    return distinguishes(said) and all(word in known for word in said.stems) and not said.stems <= _cuts()


def _said(words: str, table: str, text: str, spelled: Callable[[str], tuple[str, ...]]) -> Said:
    weights = weights_of_words()
    known = frozenset(part for word in stems(absent_words(table)[0]) for part in spelled(word))
    return Said(words, known, sum(weights.get(word, 1.0) for word in stems(words)), _kind(words, table, text))


def _kind(words: str, table: str, text: str) -> str:
    """Return the kind of food that a phrase names, "" for none; an oil only where it is the food itself."""
    if words == text.split()[-1] == "oil" and not re.search(r"\b(?:in|with)\b", text):
        return "oil"
    named = {*stems(words), *stems(table)}
    return next((kind for kind, (own, _) in kinds().items() if own & named), "")


def uncovered(said: Sequence[Said], food: Profile) -> tuple[Said, ...]:
    """Return the phrases of which a food has less than half."""
    return tuple(one for one in said if _lacks(one, food))


def _lacks(said: Said, food: Profile) -> bool:
    """Tell whether a food has too little of a phrase; a head needs more than half: an egg is no egg roll."""
    if said.stems <= food.words:
        return False
    if said.kind == HEAD:
        parts = said.stems - _ways() or said.stems
        if len(parts) > 1:
            return len(parts & food.words) <= _MOST_OF * len(parts)
    return sum(word in food.words or _in_general(word, food) for word in said.stems) < _MOST_OF * len(
        said.stems
    )


def _in_general(word: str, food: Profile) -> bool:
    """Tell whether a food has a thing under a general word; an animal stays a question of its kind."""
    return word not in animal_words() and not generals().get(word, frozenset()).isdisjoint(food.costs)


def coverage(said: Sequence[Said], asked: Query, food: Profile) -> float:
    """Return the factor, up to 1, that makes a score count the words as said and not as translated."""
    missing = uncovered(said, food)
    if not missing:
        return 1.0
    own = 1.0 - sum(one.weight for one in missing) / sum(one.weight for one in said)
    translated = has_of(asked, food)
    factor = min((max(own, 0.0) / translated) ** 1.5, 1.0) if translated else 0.0
    return factor * OTHER_KIND if any(is_other_kind(one, food) for one in missing) else factor


def is_other_kind(said: Said, food: Profile) -> bool:
    """Tell whether an uncovered phrase names a kind of food that this one is not, not even in general words.

    "Tuna" is another kind than beef, but not than "Fish, NS as to type"; venison is
    another than "Beef, stew meat".
    """
    if said.kind not in kinds():
        return bool(said.kind)
    in_general = bool(kinds()[said.kind][1] & food.words)
    return not in_general or (said.kind in ANIMALS and not animal_words().isdisjoint(food.costs))


def distinguishes(said: Said) -> bool:
    """Tell whether a phrase is worth a word when it is not found: ways of cooking and sizes are not."""
    return said.weight >= DISTINGUISHING and not said.stems <= _ways()


def lacking(text: str) -> str:
    """Return the dish within a text of which the table has the words but not the food, "" where none.

    Examples
    --------
    >>> lacking("slice of nut roast"), lacking("roast beef")
    ('nut roast', '')
    """
    spaced = " ".join(re.findall(r"[^\W_]+", normal(text)))
    return next((dish for dish in sorted(word_lists()["lacking"]) if f" {dish} " in f" {spaced} "), "")


@cache
def _ways() -> frozenset[str]:
    return frozenset(map(stem, (*word_lists()["cooking"], "raw", "cooked", "fried", "uncooked")))


@cache
def _cuts() -> frozenset[str]:
    return frozenset(map(stem, word_lists()["cuts"]))
