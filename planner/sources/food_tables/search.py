"""Foods of imported tables: by id, and by what people write."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from planner.sources.food import Measure, SourcedFood
from planner.sources.food_tables.columns import settings
from planner.sources.food_tables.preference import FNDDS, used_tables
from planner.sources.food_tables.store import imported_names, load
from planner.sources.food_tables.table import PREFIX, ImportedTable

_WORD: Final = re.compile(r"[^\W_]+")
_LEAST_SCORE: Final = 0.1
_BEGINS: Final = 0.7
"""What a word counts that only begins like the one asked for: "carrot" and "carrots"."""
_LEAST_LETTERS: Final = 4
_UNASKED: Final = 0.25
"""What each further word of a description costs, beside those asked for."""


@dataclass(frozen=True)
class ImportedMatch:
    """A food of an imported table that a text may mean: ``score`` 0 to 1, ``why`` in words."""

    food_id: str
    description: str
    score: float
    why: str


class _Entry(NamedTuple):
    food_id: str
    description: str
    words: tuple[str, ...]


class _Index(NamedTuple):
    entries: list[_Entry]
    by_word: dict[str, list[int]]
    weight: dict[str, float]


def imported_food(food_id: str) -> SourcedFood | None:
    """Return a food of an imported table, or None where there is no such food or table.

    Parameters
    ----------
    food_id : str
        ``table:NAME:CODE``.
    """
    table = _table_of(food_id)
    if table is None or food_id not in table.foods.index:
        return None
    row = table.foods.loc[[food_id]].to_dict("records")[0]
    amounts = table.composition.loc[[food_id]].iloc[0].dropna()
    portion = (Measure(str(row["portion"]), float(row["portion_grams"])),) if row["portion"] else ()
    return SourcedFood(
        food_id,
        str(row["description"]),
        str(row["basis"]),
        {str(nutrient): float(value) for nutrient, value in amounts.items()},
        portion,
        table.title,
        attribution(table),
        table.imported,
        flags=tuple(filter(None, str(row["flags"]).split("; "))),
    )


def has_english_name(food_id: str) -> bool:
    """Return whether a food is of an imported table whose names are known to be English."""
    table = _table_of(food_id)
    return table is not None and table.is_english


def _table_of(food_id: str) -> ImportedTable | None:
    name, _, _ = food_id.removeprefix(PREFIX).partition(":")
    return load(name) if food_id.startswith(PREFIX) and name in imported_names() else None


def attribution(table: ImportedTable) -> str:
    """Return the words that go with every food of a table."""
    return f"{table.citation} ({table.licence})"


def search_imported(text: str, limit: int = 5, tables: Sequence[str] | None = None) -> list[ImportedMatch]:
    """Return foods of imported tables that a text may mean, the likeliest first.

    Parameters
    ----------
    text : str
        As a person writes it, in the language of the table.
    limit : int
    tables : sequence of str, optional
        By default those in use.
    """
    asked = list(dict.fromkeys(_words(text[:300])))
    names = [name for name in (used_tables() if tables is None else tables) if name != FNDDS]
    found = [match for name in names for match in _matches(asked, load(name))] if asked else []
    return sorted(found, key=lambda one: (-round(one.score, 6), len(one.description), one.food_id))[:limit]


def _matches(asked: list[str], table: ImportedTable) -> list[ImportedMatch]:
    index = _index(table)
    near = {word: _like(word, index) for word in asked}
    places = Counter(place for words in near.values() for other in words for place in index.by_word[other])
    rarest = max(index.weight.values(), default=1.0)
    total = sum(index.weight.get(word, rarest) for word in asked)
    matches = []
    for place in places:
        entry = index.entries[place]
        found = {word: max(near[word].get(other, 0.0) for other in entry.words) for word in asked}
        share = sum(index.weight.get(word, rarest) * part for word, part in found.items()) / total
        spare = max(len(entry.words) - sum(part > 0 for part in found.values()), 0)
        score = share * (1 - _UNASKED * spare / (spare + 2))
        if score > _LEAST_SCORE:
            matches.append(
                ImportedMatch(entry.food_id, entry.description, round(score, 4), _why(found, table))
            )
    return matches


def _why(found: dict[str, float], table: ImportedTable) -> str:
    there = [word for word, part in found.items() if part]
    missing = [word for word, part in found.items() if not part]
    parts = [f"found: {', '.join(there)}"] + ([f"not found: {', '.join(missing)}"] if missing else [])
    return "; ".join([*parts, f"{table.name}: {attribution(table)}"])


def _like(word: str, index: _Index) -> dict[str, float]:
    """Return the words of a table that a word may be, with what they count."""
    like = {word: 1.0} if word in index.by_word else {}
    if len(word) >= _LEAST_LETTERS:
        stem = word[: max(_LEAST_LETTERS, len(word) - 2)]
        others = (
            other for other in index.by_word if other.startswith(stem) and abs(len(other) - len(word)) < 3
        )
        like = dict.fromkeys(others, _BEGINS) | like
    return like


@lru_cache(maxsize=8)
def _index(table: ImportedTable) -> _Index:
    rows = zip(table.foods.index, table.foods["description"], strict=True)
    entries = [_Entry(str(food), str(text), tuple(dict.fromkeys(_words(str(text))))) for food, text in rows]
    by_word: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for word in entry.words:
            by_word.setdefault(word, []).append(place)
    weight = {word: 1 + math.log(len(entries) / len(places)) for word, places in by_word.items()}
    return _Index(entries, by_word, weight)


def _words(text: str) -> list[str]:
    """Return the words of a text in plain letters, without the little ones and without a plural "s"."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    found = (word for word in _WORD.findall(letters) if word not in settings()["little"])
    return [
        word[:-1] if len(word) > 3 and word.endswith(("s", "x")) and word[-2] != "s" else word
        for word in found
    ]
