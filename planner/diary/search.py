"""Search of the food table by what people write: candidates by SQLite FTS5, order by :mod:`ranking`.

The seam: :func:`candidates` may find foods, and :func:`planner.diary.ranking.score` may order them, in any
other way; callers know :func:`match_food` and :class:`FoodMatch` only.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from planner.diary.ranking import Profile, profiles, score
from planner.diary.words import Query, query

NEAREST: Final = "not in the table; the nearest is"
"""How :attr:`FoodMatch.why` begins to say that another food stands for the one asked for."""

_ALL_WORDS: Final = 400
_ANY_WORD: Final = 150
_MOST_WORDS: Final = 12
_LEAST_SCORE: Final = 0.1
_CORRECTED: Final = 0.9
"""What a match counts after a spelling was guessed."""
_NEAREST: Final = 0.7
"""What a match counts where the table lacks the food and another stands for it."""


@dataclass(frozen=True)
class FoodMatch:
    """One food that a text may mean.

    Attributes
    ----------
    food_id : str
        Such as ``"fndds:63107010"``.
    description : str
        The table's words.
    score : float
        0 to 1; comparable between texts: above 0.6 most of the words were found and little else is in it.
    why : str
        Which words were found, missed or corrected, in a sentence.
    """

    food_id: str
    description: str
    score: float
    why: str


def match_food(text: str, limit: int = 5) -> list[FoodMatch]:
    """Return the foods that a text may mean, the likeliest first.

    Parameters
    ----------
    text : str
        As a person writes it, without an amount; any text is safe.
    limit : int
        At most so many, 1 to 50.

    Returns
    -------
    list of FoodMatch
        Empty where no word is known.

    Examples
    --------
    >>> [food.description for food in match_food("wholemeal toast", limit=1)]
    ['Bread, whole wheat, toasted']
    >>> match_food("☃")
    []
    """
    return list(_matches(text[:1000])[: max(1, min(limit, 50))])


@lru_cache(maxsize=10_000)
def _matches(text: str) -> tuple[FoodMatch, ...]:
    asked, corrected = _spelled(query(text))
    if not asked.wanted:
        return ()
    known = profiles()
    scored = ((score(asked, known[food_id]), known[food_id]) for food_id in candidates(asked))
    factor = (_CORRECTED if corrected else 1.0) * (_NEAREST if asked.nearest else 1.0)
    likely = sorted((pair for pair in scored if pair[0] > _LEAST_SCORE), key=_order)[:50]
    return tuple(
        FoodMatch(food.food_id, food.description, round(value * factor, 4), _why(asked, food, corrected))
        for value, food in likely
    )


def _order(pair: tuple[float, Profile]) -> tuple[float, int, str]:
    """Sort by score; among equals the shorter description, then the code, so that the order never varies."""
    value, food = pair
    return (-round(value, 6), len(food.description), food.food_id)


def candidates(asked: Query) -> list[str]:
    """Return the ids of foods that share a word with the query, those with all words first."""
    terms = [f'"{word}"' for word in asked.wanted[:_MOST_WORDS]]
    found = dict.fromkeys(_select(" AND ".join(terms), _ALL_WORDS))
    if len(terms) > 1:
        found.update(dict.fromkeys(_select(" OR ".join(terms), _ANY_WORD)))
    return list(found)


def _select(match: str, limit: int) -> list[str]:
    ranked = "SELECT food_id FROM foods WHERE foods MATCH ? ORDER BY bm25(foods, 0.0, 4.0, 1.0) LIMIT ?"
    with _ONE_AT_A_TIME:
        return [row[0] for row in _index().execute(ranked, (match, limit))]


_ONE_AT_A_TIME: Final = threading.Lock()
"""Sessions of the app search in threads of their own and share one index."""


@cache
def _index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute(
        "CREATE VIRTUAL TABLE foods USING fts5(food_id UNINDEXED, description, other, tokenize = 'unicode61')"
    )
    rows = (
        (food.food_id, " ".join(food.costs), " ".join(word for alias in food.aliases for word in alias))
        for food in profiles().values()
    )
    connection.executemany("INSERT INTO foods VALUES (?, ?, ?)", rows)
    return connection


@cache
def vocabulary() -> dict[str, int]:
    """Return every stem of the table with the number of foods that have it."""
    counts: dict[str, int] = {}
    for food in profiles().values():
        for word in set(food.costs).union(*food.aliases):
            counts[word] = counts.get(word, 0) + 1
    return counts


def _spelled(asked: Query) -> tuple[Query, tuple[str, ...]]:
    """Put the nearest known word for each unknown one; return also the words put."""
    words: list[str] = []
    corrected: list[str] = []
    for word in asked.wanted:
        near = (word,) if word in vocabulary() else nearest(word)
        words.extend(near or (word,))
        if near and near != (word,):
            corrected.extend(near)
    return asked._replace(wanted=tuple(dict.fromkeys(words))), tuple(corrected)


@lru_cache(maxsize=10_000)
def nearest(word: str) -> tuple[str, ...]:
    """Return the known word or two words that an unknown one most likely is; empty where none is near.

    Examples
    --------
    >>> nearest("bannana"), nearest("oatmilk"), nearest("qqqq")
    (('banana',), ('oat', 'milk'), ())
    """
    known = vocabulary()
    for cut in range(3, len(word) - 2):
        if word[:cut] in known and word[cut:] in known:
            return (word[:cut], word[cut:])
    if len(word) < 4 or not word.isalpha():
        return ()
    most_slips = 1 if len(word) < 6 else 2
    near = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=most_slips, limit=8)
    same_start = [found for found in near if found[0][0] == word[0]]
    if not same_start:
        return ()
    return (min(same_start, key=lambda found: (found[1], -known[found[0]]))[0],)


def _why(asked: Query, food: Profile, corrected: tuple[str, ...]) -> str:
    names = frozenset(food.costs).union(*food.aliases)
    found = [word for word in asked.wanted if word in names]
    missing = [word for word in asked.wanted if word not in names]
    parts = [f"found: {', '.join(found)}"]
    if missing:
        parts.append(f"not found: {', '.join(missing)}")
    if asked.nearest:
        parts.append(f"{NEAREST} {asked.nearest}")
    if corrected:
        parts.append(f"spelling guessed: {', '.join(corrected)}")
    return "; ".join(parts)
