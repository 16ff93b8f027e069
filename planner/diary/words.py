"""Words of a food text: normal form, stems, other kitchens' names, and what is said to be absent."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, Final, NamedTuple

from planner.tables import read_tables, read_toml

LONGEST_TEXT: Final = 300
"""Characters read of one food text; a food's name is never that long, a pasted novel is."""

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)?%|[^\W_]+(?:'[^\W_]+)?%?")
_ABSENT: Final = re.compile(
    r"(?<!or )\b(?:without(?: any)?|with no|no|minus|hold the) ((?:(?:added|extra) )?[^\W\d_]+)(?: added)?"
)
_BESIDE: Final = re.compile(r",(?!.*\band\b)|\b(?:with|in|on|from|over|made)\b")
_WITHOUT: Final = re.compile(r"\bw/o\b|\bwith out\b")
_LOW_FAT: Final = re.compile(r"\blowfat\b")
_NO_FAT: Final = re.compile(r"\b(?:non-?fat|fatfree)\b")
_NOT_EATEN: Final = re.compile(r"\b([^\W\d_]+)(?: / [^\W\d_]+)? not eaten")
_MOST_WORDS_OF_A_SYNONYM: Final = 6
_PARTING: Final = frozenset({"with", "in", "on", "from", "over", "and", "made"})
"""Words between two names, or between a name and what comes with it."""
_TWO: Final = 2
_IDLE: Final = 0.3
"""Weight up to which a word says nothing of what the food is."""
ANIMALS: Final = frozenset({"meat", "bird", "fish", "shellfish"})
"""Kinds that are animals."""


class Query(NamedTuple):
    """What a text asks for, in stems.

    ``wanted`` in the order said; ``absent`` what it says is left out; ``nearest`` the table's words that
    stand for a food that the table lacks; ``head`` the last phrase of the name, before "with"; ``beside``
    what stands only after "with".
    """

    wanted: tuple[str, ...]
    absent: frozenset[str]
    nearest: str = ""
    head: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


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
    letters = letters.lower()
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
    return [stem(word) for word in _WORD.findall(text) if word not in small]


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


def query(text: str, translate: bool = True) -> Query:
    """Read what a text asks for, in the words of the food table or, untranslated, in its own.

    Examples
    --------
    >>> asked = query("Aubergines, no salt")
    >>> asked.wanted, asked.absent
    (('eggplant',), frozenset({'salt'}))
    >>> query("skyr").nearest
    'yogurt greek fat free milk plain'
    """
    parts = chunks(normal(text), translate)
    words, nearest = _translated(parts)
    rest, absent = absent_words(words)
    absent |= {what for what, said in left_out() if said.search(rest)}
    if absent & frozenset(map(stem, word_lists()["fats"])):
        absent |= {stem("fat")}
    wanted = tuple(dict.fromkeys(stems(rest)))
    words_of_name = len(_WORD.findall(_BESIDE.split(normal(text), maxsplit=1)[0]))
    starts = accumulate((len(part.said.split()) for part in parts[:-1]), initial=0)
    name = [part for part, start in zip(parts, starts, strict=False) if start < words_of_name]
    named = [frozenset(stems(part.table)) & frozenset(wanted) for part in name]
    head = next((words for words in reversed(named) if words), frozenset[str]())
    return Query(wanted, absent, nearest, head, frozenset(wanted).difference(*named))


def table_words(text: str) -> str:
    """Put the table's words for those of other kitchens, the longest phrase first.

    Examples
    --------
    >>> table_words("grilled aubergines")
    'grilled eggplant'
    """
    return _translated(chunks(text))[0]


class Chunk(NamedTuple):
    """Words of a text and the table's words that they stand for, the same where no other kitchen is heard."""

    said: str
    table: str
    nearest: bool


def _translated(parts: list[Chunk]) -> tuple[str, str]:
    """Return the text in the table's words, and those words that are only the nearest to what was said."""
    nearest = [part.table for part in parts if part.nearest]
    return " ".join(part.table for part in parts), ", ".join(nearest)


def chunks(text: str, translate: bool = True) -> list[Chunk]:
    """Cut a normal text into phrases that have words of the table for them, the longest first.

    Untranslated, each word is a phrase that stands for itself.

    Examples
    --------
    >>> [(chunk.said, chunk.table) for chunk in chunks("grilled jacket potato")]
    [('grilled', 'grilled'), ('jacket potato', 'potato baked')]
    """
    said, names, at = _WORD.findall(text), _synonyms() if translate else {}, 0
    if translate and (whole := _in_any_order(said)):
        return [Chunk(" ".join(said), whole.table, whole.nearest)]
    out: list[Chunk] = []
    while at < len(said):
        size, found = _longest(said, at, names)
        words = " ".join(said[at : at + size])
        before = frozenset(map(stem, said[:at])) & animal_words()
        if found and not (found.alone and _has_company(said, at, size)):
            out.append(Chunk(words, _of_that_animal(found.table, before), found.nearest))
        else:
            out.append(Chunk(words, words, False))
        at += size
    return out


def _in_any_order(said: list[str]) -> Synonym | None:
    """Return the synonym that has just the words of a text, in another order: "beef mince lean"."""
    if not _PARTING.isdisjoint(said):
        return None
    small = word_lists()["small"]
    words = tuple(sorted(stem(word) for word in said if word not in small))
    return _reordered().get(words) if len(words) > _TWO else None


@cache
def _reordered() -> dict[tuple[str, ...], Synonym]:
    small = frozenset(map(stem, word_lists()["small"]))
    keys = ((tuple(sorted(word for word in key if word not in small)), key) for key in _synonyms())
    return {words: _synonyms()[key] for words, key in keys if len(words) > _TWO}


def _longest(said: list[str], at: int, names: dict[tuple[str, ...], Synonym]) -> tuple[int, Synonym | None]:
    """Return the size and synonym of the longest phrase that begins at a place; two words in any order."""
    for size in range(_MOST_WORDS_OF_A_SYNONYM, 0, -1):
        key = tuple(map(stem, said[at : at + size]))
        if key in names:
            return size, names[key]
        if size == 2 and len(key) == 2 and key[::-1] in names:
            return size, names[key[::-1]]
    return 1, None


def _has_company(said: list[str], at: int, size: int) -> bool:
    """Tell whether a phrase stands beside another word of its name: "chocolate" in "chocolate muffin"."""
    start = max((place + 1 for place in range(at) if said[place] in _PARTING), default=0)
    end = next((place for place in range(at + size, len(said)) if said[place] in _PARTING), len(said))
    others = [*said[start:at], *said[at + size : end]]
    idle = word_lists()["small"]
    return any(word not in idle and weights_of_words().get(stem(word), 1.0) > _IDLE for word in others)


def _of_that_animal(table: str, said: frozenset[str]) -> str:
    """Leave out an animal that the table's words bring in where another was said: venison mince."""
    if not said:
        return table
    others = animal_words() - said
    return " ".join(word for word in table.split() if stem(word) not in others) or table


class Synonym(NamedTuple):
    """The table's words for what is said; whether they are only the nearest, for the word alone, British."""

    table: str
    nearest: bool
    alone: bool
    british: bool


@cache
def _synonyms() -> dict[tuple[str, ...], Synonym]:
    """Return the synonyms by the stems of what is said."""
    return {
        tuple(map(stem, said)): Synonym(
            normal(words), note.startswith("nearest"), note.startswith("alone"), note.startswith("British")
        )
        for said, words, note in _synonym_rows()
    }


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


def is_british(text: str) -> bool:
    """Tell whether a text has a word that is said in Britain and not in America.

    Examples
    --------
    >>> is_british("semi-skimmed milk"), is_british("skim milk")
    (True, False)
    """
    keys = (tuple(map(stem, _WORD.findall(part.said))) for part in chunks(normal(text)))
    return any(key in _synonyms() and _synonyms()[key].british for key in keys)


@cache
def _synonym_rows() -> list[tuple[list[str], str, str]]:
    """Return the words said, the table's words and the note of each synonym."""
    table = read_tables("matching/synonyms", keep_default_na=False)
    rows = zip(table["said"].tolist(), table["table"].tolist(), table["note"].tolist(), strict=True)
    return [(_WORD.findall(normal(said)), words, note) for said, words, note in rows]


@cache
def synonym_words() -> dict[str, str]:
    """Return a word for each stem of what people write in place of the table's words."""
    return {stem(word): word for said, _, _ in _synonym_rows() for word in said if word.isalpha()}


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
