"""Search of the food table by what people write: candidates by SQLite FTS5, order by :mod:`ranking`.

The seam: :func:`candidates` may find foods, and :func:`planner.diary.matching.ranking.score` may order them,
in any other way; callers know :func:`match_food` and :class:`FoodMatch` only.
"""

from __future__ import annotations

import heapq
import sqlite3
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from planner.diary.matching.coverage import Said, coverage, said_words, uncovered
from planner.diary.matching.queries import Query, query
from planner.diary.matching.ranking import Profile, profiles, score
from planner.diary.matching.spelling import mended, spelled, spelled_query, vocabulary
from planner.diary.matching.synonyms import chunks
from planner.diary.matching.words import ANIMALS, normal
from planner.errors import InputError
from planner.language import mark

NEAREST: Final = "not in the table; the nearest is"
NEAREST_IS: Final = mark("not in the table; the nearest is {food}")
"""How :attr:`FoodMatch.why` begins to say that another food stands for the one asked for."""

MOST_MATCHES: Final = 50
_ALL_WORDS: Final = 200
_ANY_WORD: Final = 120
_MOST_WORDS: Final = 12
_LEAST_SCORE: Final = 0.1
_CORRECTED: Final = 0.9
"""What a match counts after a spelling was guessed."""
_WELL_FOUND: Final = 0.6
"""Score from which on a text is not looked up by its own words as well."""
_LITERAL: Final = 0.9
"""What a match by own words counts beside one by the names of other kitchens."""
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
        Empty where no word is known. Where words of the text are not in a food its score is low; lower still
        where such a word names an animal or a kind of food, as "duck" or "vegan" does.

    Raises
    ------
    InputError
        For a limit that is not from 1 to 50.

    Examples
    --------
    >>> [food.description for food in match_food("wholemeal toast", limit=1)]
    ['Bread, whole wheat, toasted']
    >>> match_food("☃")
    []
    """
    if not 1 <= limit <= MOST_MATCHES:
        raise InputError(
            mark("The limit is {limit}: ask for 1 to {most} foods.").format(limit=limit, most=MOST_MATCHES)
        )
    return _reading(text[:1000]).matches(limit)


class _Reading(NamedTuple):
    """A text as the search understood it: what it asks for, its phrases, and the foods found, best first."""

    asked: Query
    said: tuple[Said, ...]
    found: tuple[tuple[float, Profile], ...]
    corrected: tuple[str, ...]

    @property
    def worth(self) -> float:
        """Score of the best food, 0 where none was found."""
        return self.found[0][0] if self.found else 0.0

    def matches(self, limit: int) -> list[FoodMatch]:
        """Return the best foods, each with why."""
        return [
            FoodMatch(food.food_id, food.description, value, _why(self.asked, food, self.corrected))
            for value, food in self.found[:limit]
        ]


@lru_cache(maxsize=10_000)
def _reading(text: str) -> _Reading:
    """Read a text by other kitchens' names; where that finds little, by its own words: "Nutella sandwich"."""
    by_names = _read(text, translate=True)
    parts = chunks(mended(normal(text)))
    found_all = by_names.worth >= _WELL_FOUND and not _not_covered(by_names)
    if found_all or len(parts) == 1 or all(part.said == part.table for part in parts):
        return by_names
    literal = _read(text, translate=False)
    return literal if _LITERAL * literal.worth > by_names.worth else by_names


def _not_covered(reading: _Reading) -> tuple[Said, ...]:
    """Return the phrases that the best food of a reading does not have."""
    return uncovered(reading.said, reading.found[0][1])


def _read(text: str, translate: bool) -> _Reading:
    plain = normal(text)
    text = mended(plain)
    asked, corrected = spelled_query(query(text, translate))
    corrected += tuple(word for word in text.split() if word not in plain.split())
    if not asked.wanted:
        return _Reading(asked, (), (), ())
    known = (profiles()[food_id] for food_id in candidates(asked))
    said = said_words(text, asked, spelled, vocabulary(), translate)
    by_words = heapq.nlargest(MOST_MATCHES, ((score(asked, food), food.food_id, food) for food in known))
    scored = ((value * coverage(said, asked, food), food) for value, _, food in by_words)
    factor = (_CORRECTED if corrected else 1.0) * (_NEAREST if asked.nearest else 1.0)
    likely = sorted((pair for pair in scored if pair[0] > _LEAST_SCORE), key=_order)
    rated = tuple((round(min(value, 1.0) * factor, 4), food) for value, food in likely)
    return _Reading(asked, said, rated, corrected)


def not_found(text: str, food_id: str) -> tuple[Said, ...]:
    """Return the phrases of a text that a food does not have, as they were said.

    Examples
    --------
    >>> [said.words for said in not_found("almond croissant", "fndds:51166000")]
    ['almond']
    """
    return uncovered(_reading(text).said, profiles()[food_id])


def listed_under(text: str, food_id: str) -> list[str]:
    """Return the words of kinds that only the table's additional names of a food have.

    Examples
    --------
    >>> listed_under("goat curry", "fndds:27116100")
    ['goat']
    """
    food = profiles()[food_id]
    return [
        said.words
        for said in _reading(text).said
        if said.kind in ANIMALS and said.stems.isdisjoint(food.costs) and not uncovered((said,), food)
    ]


def has_word_of(text: str, food_id: str) -> bool:
    """Tell whether a food has at least one of the words of a text; yes where the text has none."""
    food, asked = profiles()[food_id], _reading(text).asked
    return not asked.wanted or not food.words.isdisjoint(asked.wanted)


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


def _why(asked: Query, food: Profile, corrected: tuple[str, ...]) -> str:
    found = [word for word in asked.wanted if word in food.words]
    missing = [word for word in asked.wanted if word not in food.words]
    parts = [mark("found: {names}").format(names=", ".join(found))]
    if missing:
        parts.append(mark("not found: {names}").format(names=", ".join(missing)))
    if asked.nearest:
        parts.append(NEAREST_IS.format(food=asked.nearest))
    if corrected:
        parts.append(mark("spelling guessed: {names}").format(names=", ".join(corrected)))
    return "; ".join(parts)
