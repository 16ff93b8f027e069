"""Sentences to rows: "a bowl of oatmeal with milk and a banana" is three foods.

A dish that the table has as one stays one: "macaroni and cheese", "egg and cheese sandwich".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from planner.diary.additions import added_to
from planner.diary.clauses import clauses, sentence_words
from planner.diary.corrections import Corrections
from planner.diary.own_phrases import guard
from planner.diary.pieces import pieces
from planner.diary.quantities.amounts import split_amount
from planner.diary.resolve import Resolution, resolve
from planner.language import mark

MOST_PARTS: Final = 60
"""Foods read of one sentence; what a person eats in a day has fewer."""
MOST_SIGNS: Final = 4000
"""Characters read of one text."""

_AMOUNT_NOT_SAID: Final = 0.4


class Part(NamedTuple):
    """One food of a sentence: meal and time where told, the words said, the food's name and its amount."""

    meal: str | None
    text: str
    food: str
    amount: float | None
    unit: str | None
    time: str | None = None


class SentenceRow(NamedTuple):
    """A part with what it was taken for."""

    part: Part
    resolution: Resolution


def parse_sentence(text: str, corrections: Corrections | None = None) -> list[Part]:
    """Split a sentence into its foods.

    Parameters
    ----------
    text : str
        One or several meals in words; at most 60 foods and 4,000 characters are read.
    corrections : Corrections, optional
        Their phrases stay whole: "my porridge with seeds".

    Examples
    --------
    >>> [part.text for part in parse_sentence("a bowl of oatmeal with milk and a banana")]
    ['a bowl of oatmeal', 'milk', 'a banana']
    >>> [(part.meal, part.food) for part in parse_sentence("lunch: egg and cheese sandwich, 1 apple")]
    [('lunch', 'egg and cheese sandwich'), ('lunch', 'apple')]
    """
    return list(islice(_parts(text[:MOST_SIGNS], corrections), MOST_PARTS))


def _parts(text: str, corrections: Corrections | None) -> Iterator[Part]:
    guarded = guard(text, corrections)
    for clause in clauses(guarded.text):
        parts = (_part(clause.meal, clause.time, piece) for piece in pieces(clause.words))
        for part in parts:
            if part.food:
                yield part._replace(text=guarded.restored(part.text), food=guarded.restored(part.food))


def resolve_sentence(text: str, corrections: Corrections | None = None) -> list[SentenceRow]:
    """Split a sentence and find food and grams of each part.

    A part without an amount is taken at the table's usual amount; an addition such as milk in coffee or
    butter on toast at its usual amount for what it goes with. Both are said in ``assumed`` and lower the
    confidence. Phrases in ``corrections`` mean what she said they mean. Where a text has more than is read at
    once, the last row says so.

    Examples
    --------
    >>> for row in resolve_sentence("2 slices of toast with butter"):
    ...     print(row.resolution.description, row.resolution.grams)
    Bread, NS as to major flour, toasted 50.0
    Butter, NFS 14.0
    """
    rows: list[SentenceRow] = []
    for part in parse_sentence(text, corrections):
        found = resolve(part.text, corrections=corrections)
        if found.problem and found.source == "food" and part.amount is None:
            host = rows[-1].resolution if rows else None
            found = added_to(part.food, host, corrections) or _usual(part, corrections)
        rows.append(SentenceRow(part, found))
    rows = _as_fast_food(rows)
    return rows + _not_read(text, corrections)


def _as_fast_food(rows: list[SentenceRow]) -> list[SentenceRow]:
    """Take fries that stand beside a burger of a chain as its own; the row says so."""
    words = sentence_words()["fast_food"]
    signs = re.compile("|".join(words["signs"]))
    if not any(signs.search(row.resolution.description) for row in rows):
        return rows
    return [_of_fast_food(row) if row.part.food in words["sides"] else row for row in rows]


def _of_fast_food(row: SentenceRow) -> SentenceRow:
    found = resolve(row.part.text.replace(row.part.food, f"fast food {row.part.food}"))
    if found.problem:
        return row
    note = "; ".join(filter(None, (mark("taken as fast food, as the rest of the meal is"), found.assumed)))
    return SentenceRow(row.part, replace(found, assumed=note))


def _not_read(text: str, corrections: Corrections | None) -> list[SentenceRow]:
    """Return a row that says so where a text has more than is read of it."""
    rest = next(islice(_parts(text[:MOST_SIGNS], corrections), MOST_PARTS, None), None)
    if rest is not None:
        problem, shown = (
            mark("The text has more than {most} foods; the rest was not read.").format(most=MOST_PARTS),
            rest.text,
        )
    elif text[MOST_SIGNS:].strip():
        problem = mark("The text has more than {most} characters; the rest was not read.").format(
            most=f"{MOST_SIGNS:,}"
        )
        shown = text[MOST_SIGNS:].strip()[:80]
    else:
        return []
    advice = mark("Give the rest, from here on, as a text of its own.")
    fault = Resolution(None, "", "", math.nan, 0.0, "", (), problem=problem, advice=advice)
    return [SentenceRow(Part(None, f"{shown} …", shown, None, None), fault)]


def _usual(part: Part, corrections: Corrections | None) -> Resolution:
    """Take the table's usual amount where a sentence says none; never surer than such a guess is."""
    found = resolve(part.text, 1, "serving", corrections=corrections)
    if found.problem:
        return found
    note = "; ".join((mark("no amount said"), found.assumed)).removesuffix("; ")
    return replace(found, confidence=min(found.confidence, _AMOUNT_NOT_SAID), assumed=note)


def _part(meal: str | None, time: str | None, text: str) -> Part:
    amount, food = split_amount(text)
    if amount is None:
        return Part(meal, text, food, None, None, time)
    unit = " ".join(word for word in (amount.size, amount.unit) if word)
    return Part(meal, text, food, amount.value, unit or None, time)
