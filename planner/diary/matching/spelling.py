"""Slips of the pen: the known word that an unknown one most likely is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from planner.diary.matching.queries import Query
from planner.diary.matching.ranking import profiles
from planner.diary.matching.synonyms import chunks, synonym_words
from planner.diary.matching.words import normal, stem, stems, weights_of_words, word_lists
from planner.tables import read_toml

_WORTH_A_GUESS: Final = 0.5
"""Weight from which on an unknown word is looked for in another spelling; "cubed" is left out."""
_SHORTEST: Final = 3
_LEAST: Final = 4
"""Letters from which on a word may have one slip; one with fewer only where a common word is near."""
_COMMON: Final = 60
"""Foods that have a common word."""
_LEAST_OF_A_NAME: Final = 5
"""Letters from which on it may be taken for a word of other kitchens' names."""
_LONG: Final = 6
"""Letters from which on it may have two."""
_PART: Final = 3
"""Letters of each half of two words written as one."""


@cache
def vocabulary() -> dict[str, int]:
    """Return every stem of the table with the number of foods that have it."""
    counts: dict[str, int] = {}
    for food in profiles().values():
        for word in food.words:
            counts[word] = counts.get(word, 0) + 1
    return counts


def spelled_query(asked: Query) -> tuple[Query, tuple[str, ...]]:
    """Put the nearest known word for each unknown one; return also the words put.

    Unknown words that say little, such as "cubed" or "9%", are left out where others remain.
    """
    words: list[str] = []
    corrected: list[str] = []
    said = [word for word in asked.wanted if word in vocabulary() or _says_something(word)]
    for word in said or asked.wanted:
        near = spelled(word)
        words.extend(near)
        if near != (word,):
            corrected.extend(near)
    return asked._replace(wanted=tuple(dict.fromkeys(words))), tuple(corrected)


def _says_something(word: str) -> bool:
    return weights_of_words().get(word, 1.0) >= _WORTH_A_GUESS and not word.endswith("%")


def spelled(word: str) -> tuple[str, ...]:
    """Return a stem as the table has it: itself, the nearest known, or itself again where none is near."""
    return (word,) if word in vocabulary() else nearest(word) or (word,)


@lru_cache(maxsize=10_000)
def nearest(word: str) -> tuple[str, ...]:
    """Return the known word or two words that an unknown one most likely is; empty where none is near.

    Examples
    --------
    >>> nearest("bannana"), nearest("oatmilk"), nearest("qqqq")
    (('banana',), ('oat', 'milk'), ())
    """
    return () if word in _never_guessed() else _near(word, vocabulary(), _vocabulary_by_letter())


def mended(text: str) -> str:
    """Return a normal text with the words of other kitchens' names spelled as the synonyms have them.

    Examples
    --------
    >>> mended("courgetes and brocoli")
    'courgette and broccoli'
    """
    return " ".join(map(_mended_word, text.split()))


def guessed(text: str) -> list[str]:
    """Return the words of a text whose spelling was guessed, as they were said.

    Examples
    --------
    >>> guessed("2 bannanas")
    ['bannanas']
    """
    words = normal(text).split()
    said = (part.said for part in chunks(mended(normal(text))) if part.said == part.table)
    unknown = (word for word in said if any(spelled(one) != (one,) for one in stems(word)))
    return [*(word for word in words if _mended_word(word) != word), *unknown]


@lru_cache(maxsize=10_000)
def _mended_word(word: str) -> str:
    """Return the word of a synonym that an unknown word most likely is, the word itself where it is none."""
    names, known, one = synonym_words(), _known(), stem(word)
    if not word.isalpha() or one in known or one in _never_guessed() or not stems(word):
        return word
    if not _says_something(one):
        return word
    near = _near(one, known, _known_by_letter()) if len(one) >= _LEAST_OF_A_NAME else ()
    return " ".join(names[part] for part in near) if near and names.keys() >= set(near) else word


@cache
def _known() -> dict[str, int]:
    """Return the stems of the table and of the synonyms with the number of foods that have them."""
    return dict.fromkeys(synonym_words(), 1) | vocabulary()


@cache
def _never_guessed() -> frozenset[str]:
    """Return the stems of words that are no food and no slip: units, and common words of a sentence."""
    counted = read_toml("matching/units.toml")["counted"].values()
    units = (word for words in counted for word in words if " " not in word)
    return frozenset(map(stem, (*units, *word_lists()["common"], *word_lists()["small"])))


@cache
def _vocabulary_by_letter() -> dict[str, list[str]]:
    return _by_letter(vocabulary())


@cache
def _known_by_letter() -> dict[str, list[str]]:
    return _by_letter(_known())


def _by_letter(words: Iterable[str]) -> dict[str, list[str]]:
    """Return words by their first letter, which few slips change."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:1], []).append(word)
    return found


def _near(word: str, known: Mapping[str, int], by_letter: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return what is one slip away, else two known words written as one, else what is two slips away."""
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    same_start = by_letter.get(word[0], [])
    found = process.extract(word, same_start, scorer=OSA.distance, score_cutoff=2, limit=12)
    alike = [(slips, -known[near], near) for near, slips, _ in found if near.startswith(word[: int(slips)])]
    best = min(alike, default=None)
    if best and best[0] == 1 and (len(word) >= _LEAST or known[best[2]] >= _COMMON):
        return (best[2],)
    table = vocabulary()
    for cut in range(_PART, len(word) - _PART + 1):
        if word[:cut] in table and word[cut:] in table:
            return (word[:cut], word[cut:])
    return (best[2],) if best and len(word) >= _LONG else ()
