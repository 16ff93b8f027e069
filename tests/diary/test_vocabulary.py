"""The lists of names that the synonyms were made with: they are labelled right, and stay found.

These lists are no measure of how well a new name is found: the rules were written with them in sight. The
hold-out half of foods.csv is (tests/benchmarks/test_bench_matching.py).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from planner.diary.matching.search import match_food
from planner.reference.foods import PREFIX, food_table

LISTS = sorted((Path(__file__).resolve().parents[1] / "cases" / "matching").glob("vocabulary_*.csv"))
EVERY = 7
"""One row of so many is searched for; all of them take a minute."""


def rows(path: Path) -> list[tuple[str, set[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row["phrase"], {PREFIX + code for code in row["acceptable"].split()})
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_labels_are_foods_with_values(path: Path) -> None:
    known = set(food_table().composition["energy"].dropna().index)
    wrong = {phrase: codes - known for phrase, codes in rows(path) if not codes or codes - known}
    assert wrong == {}


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_names_stay_found(path: Path) -> None:
    first = five = 0
    sample = rows(path)[::EVERY]
    for phrase, wanted in sample:
        found = [match.food_id for match in match_food(phrase, limit=5)]
        first += found[:1] != [] and found[0] in wanted
        five += not wanted.isdisjoint(found)
    assert first / len(sample) > 0.93
    assert five / len(sample) > 0.96
