"""The labelled phrases: they name foods of the table, give weights that make sense, and keep their halves.

The matcher is not run here. The labels were written from the food table alone, before any matcher saw them.
"""

from __future__ import annotations

import csv
import hashlib
import re
from functools import cache
from pathlib import Path

import pytest

from planner.reference.foods import PREFIX, food_table

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "matching"
TEXT = {"foods": "phrase", "amounts": "phrase", "sentences": "sentence"}
LEAST = {"foods": 380, "amounts": 170, "sentences": 90}
KINDS = {
    "foods": "article brand negation nonnative order plain plural preparation typo uk us",
    "amounts": "brand container count fraction metric nonnative order plural range size typo uk us "
    "vague word",
    "sentences": "article brand composite metric negation nonnative order plain typo uk us",
}
# Chosen among 3,000 for an even number of rows of each kind in both halves; nothing else was looked at.
SALT = "1506:"
GRAMS = re.compile(r"\b(\d+(?:\.\d+)?) ?(?:g|gr|grams|grammes)\b")

Item = tuple[list[str], float, float]


@cache
def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items(row: dict[str, str]) -> list[Item]:
    """Return the acceptable codes and the range of grams of each food in a row of amounts or sentences."""
    if "items" not in row:
        return [(row["acceptable"].split(), float(row["grams_low"]), float(row["grams_high"]))]
    pieces = [item.split("@") for item in row["items"].split("; ")]
    spans = [span.split("-") for _, span in pieces]
    return [
        (codes.split("|"), float(low), float(high))
        for (codes, _), (low, high) in zip(pieces, spans, strict=True)
    ]


def code_lists(name: str) -> list[tuple[str, list[str]]]:
    """Return each text with each of its lists of acceptable codes."""
    if name == "foods":
        return [(row["phrase"], row["acceptable"].split()) for row in rows(name)]
    return [(row[TEXT[name]], codes) for row in rows(name) for codes, _, _ in items(row)]


def half(text: str) -> str:
    """Return the half a text belongs to: a hash decides, so that no row can be moved by hand."""
    first = hashlib.sha256((SALT + text).encode()).digest()[0]
    return "tune" if first % 2 == 0 else "holdout"


@pytest.mark.parametrize("name", TEXT)
def test_codes_are_foods_with_values(name: str) -> None:
    known = food_table().composition["energy"].dropna().index
    for text, codes in code_lists(name):
        assert 1 <= len(codes) <= 5, text
        assert len(set(codes)) == len(codes), text
        assert not {PREFIX + code for code in codes} - set(known), text


@pytest.mark.parametrize("name", ["amounts", "sentences"])
def test_ranges_are_positive_and_ordered(name: str) -> None:
    for row in rows(name):
        for _, low, high in items(row):
            assert 0 < low < high, row[TEXT[name]]


@pytest.mark.parametrize("name", ["amounts", "sentences"])
def test_a_weight_in_the_text_is_inside_a_tight_range(name: str) -> None:
    checked = 0
    for row in rows(name):
        spans = [] if row["kind"] == "range" else [(low, high) for _, low, high in items(row)]
        for grams in map(float, GRAMS.findall(row[TEXT[name]]) if spans else []):
            checked += 1
            assert any(low <= grams <= high <= 1.12 * low for low, high in spans), (row[TEXT[name]], grams)
    assert checked > 30


@pytest.mark.parametrize("name", TEXT)
def test_halves_follow_the_hash_and_are_about_even(name: str) -> None:
    halves = [row["split"] for row in rows(name)]
    assert halves == [half(row[TEXT[name]]) for row in rows(name)]
    assert 0.4 < halves.count("tune") / len(halves) < 0.6


@pytest.mark.parametrize("name", TEXT)
def test_kinds_are_the_known_ones(name: str) -> None:
    assert {row["kind"] for row in rows(name)} == set(KINDS[name].split())


def test_enough_texts_and_none_twice() -> None:
    texts = [row[TEXT[name]].casefold() for name in TEXT for row in rows(name)]
    assert len(set(texts)) == len(texts) >= 600
    assert all(text == text.strip() and text for text in texts)
    for name, least in LEAST.items():
        assert len(rows(name)) >= least


def test_few_phrases_are_copied_from_the_table() -> None:
    described = {word_set(text) for text in food_table().foods["description"]}
    copied = [row["phrase"] for row in rows("foods") if word_set(row["phrase"]) in described]
    assert len(copied) <= 0.1 * len(rows("foods")), copied


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, whatever their order and signs."""
    return frozenset(re.findall(r"[a-z0-9%]+", text.casefold()))
