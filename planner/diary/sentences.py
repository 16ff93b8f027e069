"""Sentences to rows: "a bowl of oatmeal with milk and a banana" is three foods.

A dish that the table has as one stays one: "macaroni and cheese", "egg and cheese sandwich".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice
from textwrap import wrap
from typing import Any, Final, NamedTuple

from planner.diary.amounts import split_amount
from planner.diary.corrections import Corrections, matches
from planner.diary.portions import portions
from planner.diary.resolve import Resolution, resolve
from planner.diary.search import FoodMatch, match_food
from planner.diary.words import LONGEST_TEXT, normal, stems
from planner.reference.foods import food_table
from planner.tables import read_toml

MOST_PARTS: Final = 60
"""Foods read of one sentence; what a person eats in a day has fewer."""
MOST_SIGNS: Final = 4000
"""Characters read of one text."""

_ONE_DISH: Final = 0.7
_MOST_LINKED: Final = 6
"""Parts joined by "and" and "with" that may be one dish; without a limit a long text would take minutes."""
_BETWEEN: Final = re.compile(r"(?<!\d),|,(?!\d)|[;\n•]|\s\+\s|\bplus\b|\bfollowed by\b|\bthen\b")
_LINK: Final = re.compile(r"\s(and|with)\s")
_HOSTS: Final = r"(?:an? )?(?:coffee|tea|cereal|porridge|oatmeal|toast)"
_INTO: Final = re.compile(rf"^(?P<added>.+?) (?:in|into|on) (?:the )?(?P<host>(?:my )?{_HOSTS})$")
_AMOUNT_NOT_SAID: Final = 0.4


class Part(NamedTuple):
    """One food of a sentence: the meal where one is named, the words said, the food's name and its amount."""

    meal: str | None
    text: str
    food: str
    amount: float | None
    unit: str | None


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
    for meal, words in _by_meal(text):
        chunks = [words] if _is_hers(_plain(words), corrections) else _BETWEEN.split(words)
        for chunk in chunks:
            parts = (_part(meal, piece) for piece in _dishes(_plain(chunk), corrections))
            yield from (part for part in parts if part.food)


def _is_hers(words: str, corrections: Corrections | None) -> bool:
    return corrections is not None and corrections.meant(words) is not None


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
            found = _added_to(part, rows, corrections) or _usual(part, corrections)
        rows.append(SentenceRow(part, found))
    return rows + _not_read(text, corrections)


def _not_read(text: str, corrections: Corrections | None) -> list[SentenceRow]:
    """Return a row that says so where a text has more than is read of it."""
    rest = next(islice(_parts(text[:MOST_SIGNS], corrections), MOST_PARTS, None), None)
    if rest is not None:
        problem, shown = f"The text has more than {MOST_PARTS} foods; the rest was not read.", rest.text
    elif text[MOST_SIGNS:].strip():
        problem = f"The text has more than {MOST_SIGNS:,} characters; the rest was not read."
        shown = text[MOST_SIGNS:].strip()[:80]
    else:
        return []
    advice = "Give the rest, from here on, as a text of its own."
    fault = Resolution(None, "", "", math.nan, 0.0, "", (), problem=problem, advice=advice)
    return [SentenceRow(Part(None, f"{shown} …", shown, None, None), fault)]


def _usual(part: Part, corrections: Corrections | None) -> Resolution:
    """Take the table's usual amount where a sentence says none; never surer than such a guess is."""
    found = resolve(part.text, 1, "serving", corrections=corrections)
    if found.problem:
        return found
    note = "; ".join(("no amount said", found.assumed)).removesuffix("; ")
    return replace(found, confidence=min(found.confidence, _AMOUNT_NOT_SAID), assumed=note)


def _part(meal: str | None, text: str) -> Part:
    amount, food = split_amount(text)
    if amount is None:
        return Part(meal, text, food, None, None)
    unit = " ".join(word for word in (amount.size, amount.unit) if word)
    return Part(meal, text, food, amount.value, unit or None)


def _by_meal(text: str) -> list[tuple[str | None, str]]:
    """Cut a text at the names of meals: "breakfast: …", "for lunch …"."""
    lines = "\n".join(normal_line for line in text.splitlines() if (normal_line := _normal_line(line)))
    cuts = list(_meal_pattern().finditer(lines))
    starts = [0, *(cut.end() for cut in cuts)]
    stops = [*(cut.start() for cut in cuts), len(lines)]
    meals = [None, *(_meals()[cut["meal"] or cut["told"]] for cut in cuts)]
    return [(meal, lines[start:stop]) for meal, start, stop in zip(meals, starts, stops, strict=True)]


def _normal_line(line: str) -> str:
    """Return a line in normal letters, whatever its length; it is cut between words only."""
    return " ".join(map(normal, wrap(line, LONGEST_TEXT, break_on_hyphens=False)))


def _plain(chunk: str) -> str:
    """Leave out "I had", "then" and the like."""
    words = chunk.strip(" .:-!?\t")
    fillers = sorted(_settings()["words"]["fillers"], key=len, reverse=True)
    while filler := next((one for one in fillers if words.startswith(one + " ")), None):
        words = words[len(filler) :].strip(" :-")
    words = words.removeprefix("and ").removeprefix("with ").strip()
    return "" if words in ("and", "with") else words


def _dishes(chunk: str, corrections: Corrections | None) -> list[str]:
    """Take a chunk apart at "and" and "with", keeping together what the table, or she, has as one dish."""
    if _is_hers(chunk, corrections):
        return [chunk]
    whole = chunk.replace("half and half", "half-and-half")
    bits = _LINK.split(_INTO.sub(r"\g<host> with \g<added>", whole))
    pieces, links, found, at = bits[::2], bits[1::2], [], 0
    while at < len(pieces):
        longest = min(len(pieces), at + _MOST_LINKED)
        ends = (
            end
            for end in range(longest, at + 1, -1)
            if _is_hers(_joined(pieces, links, at, end), corrections) or _is_one_dish(pieces, links, at, end)
        )
        end = next(ends, at + 1)
        found.append(_joined(pieces, links, at, end))
        at = end
    return [piece for piece in found if piece]


def _joined(pieces: list[str], links: list[str], start: int, stop: int) -> str:
    linked = zip(links[start : stop - 1], pieces[start + 1 : stop], strict=True)
    return " ".join([pieces[start], *(f"{link} {piece}" for link, piece in linked)]).strip()


def _is_one_dish(pieces: list[str], links: list[str], start: int, stop: int) -> bool:
    later = pieces[start + 1 : stop]
    if any(split_amount(piece)[0] for piece in later) or later[-1] in _settings()["words"]["added"]:
        return False
    _, food = split_amount(_joined(pieces, links, start, stop))
    if (
        food.split()[-1:]
        and food.split()[-1] in _settings()["words"]["dishes"]
        and "with" not in links[start : stop - 1]
    ):
        return True
    return _is_mixture(food)


def _is_mixture(food: str) -> bool:
    """Whether the table has the words as one mixture that is no unnamed dish: eggs and bacon stay two."""
    best = match_food(food, limit=1)
    if not best or best[0].score < _ONE_DISH or "not found" in best[0].why:
        return False
    description = best[0].description.lower()
    unnamed = set(stems(description)) & set(stems(" ".join(_settings()["words"]["dishes"]))) - set(
        stems(food)
    )
    return bool(re.search(r"\b(and|with|or)\b|&", description)) and not unnamed


def _added_to(part: Part, rows: list[SentenceRow], corrections: Corrections | None) -> Resolution | None:
    """Take milk in coffee, butter on toast and the like at the table's guideline for what they go with."""
    host = rows[-1].resolution if rows else None
    if host is None or host.food_id is None or host.problem or host.source != "food":
        return None
    found = matches(part.food, 6, corrections)
    if not found or found[0].score < _ONE_DISH:
        return None
    for portion in portions(found[0].food_id):
        times = (
            _times_of_guideline(portion.qualifier, host, host.food_id) if portion.kind == "guideline" else 0.0
        )
        if times > 0:
            return _guided(found, part, times * portion.grams, host, corrections)
    return None


def _guided(
    likely: list[FoodMatch], part: Part, grams: float, host: Resolution, corrections: Corrections | None
) -> Resolution:
    is_hers = _is_hers(part.food, corrections)
    food_id = None if is_hers else likely[0].food_id
    found = resolve(part.food, grams=round(grams, 1), food_id=food_id, corrections=corrections)
    note = f"the table's usual amount with {host.household} of “{host.description}”"
    return replace(
        found,
        confidence=round(0.5 * likely[0].score, 3),
        assumed=f"{found.assumed}; {note}" if is_hers else note,
        alternatives=tuple(likely[1:]),
    )


def _times_of_guideline(rule: str, host: Resolution, host_id: str) -> float:
    """Return how many times a guideline such as "per slice of bread/roll" applies to what it goes with."""
    category = food_table().foods.at[host_id, "wweia_category"]
    own = {portion.seq: portion for portion in portions(host_id)}
    if rule == "per fl oz of beverage" and category in ("Coffee", "Tea"):
        per_ounce = next(
            (one.grams for one in own.values() if one.unit == "fl oz" and one.kind == "measure"), None
        )
        return host.grams / per_ounce if per_ounce else 0.0
    if rule == "per cup of hot cereal" and category in ("Oatmeal", "Grits and other cooked cereals"):
        cup = next(
            (one.grams for one in own.values() if one.unit == "cup" and "yield" not in one.qualifier_words),
            None,
        )
        return host.grams / cup if cup else 0.0
    portion = own.get(host.portion_seq) if host.portion_seq is not None else None
    if (
        rule == "per slice of bread/roll"
        and portion
        and {"slic", "roll", "bagel", "muffin"} & portion.unit_words
    ):
        return host.grams / portion.grams
    return 0.0


@cache
def _meal_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _meals()), key=len, reverse=True))
    label = rf"(?P<meal>{names})\s*[:\-–]"
    told = rf"(?:for|at)\s+(?P<told>{names})\b[\s,:\-]*"
    return re.compile(rf"(?:^|[\n.;,]\s*|\band\s+)(?:{told}|(?:for\s+)?{label})\s*", re.MULTILINE)


@cache
def _meals() -> dict[str, str]:
    return {word: meal for meal, words in _settings()["meals"].items() for word in words}


@cache
def _settings() -> dict[str, Any]:
    return read_toml("matching/sentences.toml")
