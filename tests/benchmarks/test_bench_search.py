"""How long a search takes, and 2,000 rows of different texts."""

from __future__ import annotations

import csv
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from planner.diary import resolve as resolving
from planner.diary import search

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
    search._matches.cache_clear()
    resolving._resolve.cache_clear()


def test_search_of_each_phrase(benchmark: Any) -> None:
    said = phrases()
    search.match_food("milk")
    benchmark.pedantic(lambda: [search.match_food(phrase) for phrase in said], setup=forget, rounds=3)


def test_rows_of_2000_texts(benchmark: Any) -> None:
    rows = texts(2_000)
    search.match_food("milk")
    benchmark.pedantic(lambda: [resolving.resolve(row) for row in rows], setup=forget, rounds=2)


@pytest.mark.slow
def test_2000_different_texts_take_less_than_8_seconds() -> None:
    rows = texts(2_000)
    assert len(set(rows)) == 2_000
    search.match_food("milk")
    forget()
    seconds = []
    for row in rows:
        start = time.perf_counter()
        resolving.resolve(row)
        seconds.append(time.perf_counter() - start)
    print(f"2,000 texts: {sum(seconds):.1f} s, p95 {1000 * np.quantile(seconds, 0.95):.1f} ms")
    assert sum(seconds) < 8
