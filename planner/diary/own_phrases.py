"""Phrases of hers in a sentence: a word stands in for each while the sentence is cut, so that none is cut up.

"I had my muesli with milk": cut as it is, "my" is no part of a food, and "my muesli" would not be heard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from planner.diary.clauses import clauses, normal_line
from planner.diary.corrections import Corrections
from planner.diary.pieces import STANDS_IN, pieces
from planner.diary.remembered import Word, word_spans

_STOPS: Final = frozenset("\n.;:!?•|")
"""No phrase goes on past one of these."""
_STAND_IN: Final = re.compile(rf"{STANDS_IN}[a-z]+")


class Guarded(NamedTuple):
    """A text with words that stand in for phrases, and the phrases by these words."""

    text: str
    phrases: Mapping[str, str]

    def restored(self, text: str) -> str:
        """Return a piece of the text with the phrases in their places."""
        return _STAND_IN.sub(lambda found: self.phrases.get(found[0], found[0]), text)


def guard(text: str, corrections: Corrections | None) -> Guarded:
    """Put a word in the place of each phrase of hers that would not stay whole.

    Examples
    --------
    >>> mine = Corrections().remember("my muesli", "fndds:57227000")
    >>> guarded = guard("I had 2 bowls of My Muesli", mine)
    >>> guarded.text, guarded.restored("2 bowls of qqowna")
    ('i had 2 bowls of qqowna', '2 bowls of my muesli')
    """
    if corrections is None or not corrections.by_words or STANDS_IN in text.lower():
        return Guarded(text, {})
    plain, at, out = "\n".join(map(normal_line, text.splitlines())), 0, ""
    phrases: dict[str, str] = {}
    for start, stop in _found(plain, corrections):
        name = STANDS_IN + "".join(chr(ord("a") + int(digit)) for digit in str(len(phrases)))
        phrases[name] = plain[start:stop]
        out, at = f"{out}{plain[at:start]}{name}", stop
    return Guarded(out + plain[at:], phrases)


def _found(plain: str, corrections: Corrections) -> Iterator[tuple[int, int]]:
    """Return where phrases stand that have to be guarded, the longest first where several begin."""
    words, at = word_spans(plain), 0
    longest = max(map(len, corrections.by_words))
    while at < len(words):
        stops = range(min(len(words), at + longest), at + 1, -1)
        stop = next((stop for stop in stops if _is_hers(plain, words[at:stop], corrections)), None)
        if stop is not None:
            yield words[at].start, words[stop - 1].stop
        at = stop or at + 1


def _is_hers(plain: str, words: list[Word], corrections: Corrections) -> bool:
    if tuple(word.stem for word in words) not in corrections.by_words:
        return False
    said = plain[words[0].start : words[-1].stop]
    return not _STOPS & set(said) and not _stays_whole(said)


@lru_cache(maxsize=2_000)
def _stays_whole(phrase: str) -> bool:
    return [piece for clause in clauses(phrase) for piece in pieces(clause.words)] == [phrase]
