"""What a food text asks for, in the words of the food table."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final, NamedTuple

from planner.diary.matching.synonyms import Chunk, chunks
from planner.diary.matching.words import WORD, absent_words, left_out, normal, stem, stems, word_lists

_BESIDE: Final = re.compile(r",(?!.*\band\b)|\b(?:with|in|on|from|over|made)\b")
"""Where the name of a food ends, and what comes with it begins."""


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
    words_of_name = len(WORD.findall(_BESIDE.split(normal(text), maxsplit=1)[0]))
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


def _translated(parts: list[Chunk]) -> tuple[str, str]:
    """Return the text in the table's words, and those words that are only the nearest to what was said."""
    nearest = [part.table for part in parts if part.nearest]
    return " ".join(part.table for part in parts), ", ".join(nearest)
