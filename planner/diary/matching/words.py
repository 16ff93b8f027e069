"""Words of a food text: normal form, stems, lists of words, and what is said to be absent."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, Final

from planner.tables import read_toml

LONGEST_TEXT: Final = 300
"""Characters read of one food text; a food's name is never that long, a pasted novel is."""

WORD: Final = re.compile(r"\d+(?:[.,]\d+)?%|[^\W_]+(?:'[^\W_]+)?%?")
_ABSENT: Final = re.compile(
    r"(?<!or )\b(?:without(?: any)?|with no|no|minus|hold the) ((?:(?:added|extra) )?[^\W\d_]+)(?: added)?"
)
_WITHOUT: Final = re.compile(r"\bw/o\b|\bwith out\b")
_LOW_FAT: Final = re.compile(r"\blowfat\b")
_NO_FAT: Final = re.compile(r"\b(?:non-?fat|fatfree)\b")
_NOT_EATEN: Final = re.compile(r"\b([^\W\d_]+)(?: / [^\W\d_]+)? not eaten")
ANIMALS: Final = frozenset({"meat", "bird", "fish", "shellfish"})
"""Kinds that are animals."""


def normal(text: str) -> str:
    """Return a text in lower case, without accents, with single blanks; "w/" and "&" written out.

    Parameters
    ----------
    text : str
        As typed; only the first 300 characters are read.

    Examples
    --------
    >>> normal("  Crème  FRAÎCHE w/ 1½ tsp sugar")
    'creme fraiche with 1 1/2 tsp sugar'
    """
    letters = text[:LONGEST_TEXT]
    if not letters.isascii():
        letters = _plain_letters(letters)
    letters = letters.lower().replace(" w ", " with ")
    if "w/" in letters or "with out" in letters:
        letters = re.sub(r"\bw/", "with ", _WITHOUT.sub("without ", letters))
    if "fat" in letters:
        letters = _LOW_FAT.sub("low fat", _NO_FAT.sub("fat free", letters))
    return " ".join(letters.replace("&", " and ").split())


def _plain_letters(text: str) -> str:
    """Return a text without accents, with fractions as figures."""
    spaced = re.sub(r"(\d)([¼-¾⅐-⅞])", r"\1 \2", text)
    plain = unicodedata.normalize("NFKD", spaced).replace("⁄", "/").replace("’", "'")
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the form under which a word and its plural meet; not always a word itself.

    Examples
    --------
    >>> [stem(word) for word in ("banana", "bananas", "berry", "berries", "peach", "peaches", "hummus")]
    ['banana', 'banana', 'berri', 'berri', 'peach', 'peach', 'hummus']
    """
    word = word.removesuffix("'s").replace("'", "")
    word = _irregular().get(word, word)
    if len(word) > 3 and not word.endswith(("ss", "us")):
        word = word.removesuffix("s")
    if len(word) > 3:
        word = word.removesuffix("e")
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def stems(text: str) -> list[str]:
    """Return the stems of a normal text in order; small words such as "of" are left out.

    Examples
    --------
    >>> stems("a bowl of oats (2%)")
    ['bowl', 'oat', '2%']
    """
    small = word_lists()["small"]
    return [stem(word) for word in WORD.findall(text) if word not in small]


def absent_words(text: str) -> tuple[str, frozenset[str]]:
    """Split a normal text into what is in the food and the stems of what is not.

    Examples
    --------
    >>> absent_words("burrito without cheese")
    ('burrito ', frozenset({'chees'}))
    >>> absent_words("chicken thigh, skin not eaten")[1]
    frozenset({'skin'})
    """
    absent = [words.split()[-1] for words in _ABSENT.findall(text)] + _NOT_EATEN.findall(text)
    return _NOT_EATEN.sub("", _ABSENT.sub("", text)), frozenset(map(stem, absent))


@cache
def left_out() -> list[tuple[str, re.Pattern[str]]]:
    """Return what is left out in other words than "no": salt in "reduced sodium"."""
    phrases: dict[str, list[str]] = read_toml("matching/words.toml")["left_out"]
    return [(stem(what), re.compile(rf"\b(?:{'|'.join(said)})\b")) for what, said in phrases.items()]


@cache
def weights_of_words() -> dict[str, float]:
    """Return how much a stem of a text counts where that is not 1."""
    weights = read_toml("matching/words.toml")["weights"]
    return {stem(word): float(weight) for word, weight in weights.items()}


@cache
def kinds() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return the stems of the words of each kind, and of those that name the kind as a whole."""
    tables: dict[str, Any] = read_toml("matching/words.toml")["kinds"]
    return {
        name: (frozenset(map(stem, kind["words"])), frozenset(map(stem, kind["general"])))
        for name, kind in tables.items()
    }


@cache
def generals() -> dict[str, frozenset[str]]:
    """Return the stems of general words that descriptions have for a thing: "cheese" for "swiss"."""
    found: dict[str, set[str]] = {}
    for general, words in read_toml("matching/words.toml")["generals"].items():
        for word in words:
            found.setdefault(stem(word), set()).add(stem(general))
    return {word: frozenset(general) for word, general in found.items()}


@cache
def animal_words() -> frozenset[str]:
    """Return the stems of words that name one animal: "cod", but not "fish"."""
    named = (own - general for kind, (own, general) in kinds().items() if kind in ANIMALS)
    return frozenset[str]().union(*named)


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Return the lists of words of ``matching/words.toml`` by name."""
    return {name: frozenset(words) for name, words in read_toml("matching/words.toml")["lists"].items()}


@cache
def _irregular() -> dict[str, str]:
    return dict(read_toml("matching/words.toml")["irregular"])
