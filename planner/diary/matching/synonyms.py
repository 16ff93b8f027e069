"""Other kitchens' names: phrases that people write, and the table's words for them."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from planner.diary.matching.words import WORD, animal_words, normal, stem, weights_of_words, word_lists
from planner.tables import read_tables

_MOST_WORDS: Final = 6
_PARTING: Final = frozenset({"with", "in", "on", "from", "over", "and", "made"})
"""Words between two names, or between a name and what comes with it."""
_TWO: Final = 2
_IDLE: Final = 0.3
"""Weight up to which a word says nothing of what the food is."""


class Chunk(NamedTuple):
    """Words of a text and the table's words that they stand for, the same where no other kitchen is heard."""

    said: str
    table: str
    nearest: bool


def chunks(text: str, translate: bool = True) -> list[Chunk]:
    """Cut a normal text into phrases that have words of the table for them, the longest first.

    Untranslated, each word is a phrase that stands for itself.

    Examples
    --------
    >>> [(chunk.said, chunk.table) for chunk in chunks("grilled jacket potato")]
    [('grilled', 'grilled'), ('jacket potato', 'potato baked')]
    """
    said, names, at = WORD.findall(text), _synonyms() if translate else {}, 0
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
    for size in range(_MOST_WORDS, 0, -1):
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


def is_british(text: str) -> bool:
    """Tell whether a text has a word that is said in Britain and not in America.

    Examples
    --------
    >>> is_british("semi-skimmed milk"), is_british("skim milk")
    (True, False)
    """
    keys = (tuple(map(stem, WORD.findall(part.said))) for part in chunks(normal(text)))
    return any(key in _synonyms() and _synonyms()[key].british for key in keys)


@cache
def _synonym_rows() -> list[tuple[list[str], str, str]]:
    """Return the words said, the table's words and the note of each synonym."""
    table = read_tables("matching/synonyms", keep_default_na=False)
    rows = zip(table["said"].tolist(), table["table"].tolist(), table["note"].tolist(), strict=True)
    return [(WORD.findall(normal(said)), words, note) for said, words, note in rows]


@cache
def synonym_words() -> dict[str, str]:
    """Return a word for each stem of what people write in place of the table's words."""
    return {stem(word): word for said, _, _ in _synonym_rows() for word in said if word.isalpha()}
