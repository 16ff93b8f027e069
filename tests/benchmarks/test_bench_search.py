"""How long a search takes, and 2,000 rows of different texts."""

from __future__ import annotations

import csv
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from planner.diary import resolve as resolving
from planner.diary.matching import search

PHRASES = Path(__file__).parents[1] / "cases" / "matching" / "phrases.csv"
AMOUNTS = (
    "2 slices of {}",
    "1 1/2 cups {}",
    "{} 150 g",
    "a handful of {}",
    "1 large {}",
    "3 {}",
    "1 serving {}",
)


def phrases() -> list[str]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return [row["phrase"] for row in csv.DictReader(file)]


def texts(count: int) -> list[str]:
    pairs = (form.format(phrase) for form in AMOUNTS for phrase in phrases())
    made = list(islice(pairs, count))
    return made + [
        f"{number} g {phrase}" for number, phrase in zip(range(count - len(made)), cycle(phrases()))
    ]


def forget() -> None:
    search._reading.cache_clear()
    resolving._resolve.cache_clear()


def test_search_of_each_phrase(benchmark: Any) -> None:
    said = phrases()
    search.match_food("milk")
    benchmark.pedantic(lambda: [search.match_food(phrase) for phrase in said], setup=forget, rounds=3)
    limit = 0.005 * len(said)
    benchmark.extra_info |= {"compared_with": "limit of 5 ms a phrase", "reference_s": limit}


def test_rows_of_2000_texts(benchmark: Any) -> None:
    rows = texts(2_000)
    search.match_food("milk")
    benchmark.pedantic(lambda: [resolving.resolve(row) for row in rows], setup=forget, rounds=2)
    benchmark.extra_info |= {"compared_with": "limit of 8 s", "reference_s": 8}
