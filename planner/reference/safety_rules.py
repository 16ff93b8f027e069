"""The rules themselves: who says what about which foods, and how a person's words are read for them.

The rules are data (``data/safety/rules.toml``, ``foods.csv``); which of them are in force where is
decided in :mod:`planner.reference.safety`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from planner.errors import DataError
from planner.reference.fish import fish_kind
from planner.reference.foods import PREFIX, food_table
from planner.tables import read_table, read_toml

SEVERITIES: Final = ("info", "caution", "limit", "avoid")
"""From mild to severe."""

LONGEST_TEXT: Final = 300
"""Characters of a food's name that are read; a food's name is shorter, and longer texts only cost time."""


@dataclass(frozen=True)
class Limit:
    """An amount that a week or a day should not exceed, and the amount advised where there is one.

    ``weighed`` says in which state: ``raw``, ``cooked`` or ``as drunk``.
    """

    max_g: float
    weighed: str
    min_g: float | None = None


@dataclass(frozen=True)
class Rule:
    """One rule of one or more authorities.

    Attributes
    ----------
    id, topic : str
        Rules of one topic speak about one danger.
    severity : str
        Of the words; a food of the table has its own.
    authority : mapping
        Who says so, by jurisdiction (``us``, ``uk``, ``eu``, or another that is shown as information).
    text, source, verification : str
        What to do in plain words; where it was read; how far that was checked.
    counts : str
        ``week`` or ``day`` for a rule about amounts, which speaks when they are exceeded; else empty.
    limit : Limit or None
    fish : str
        ``best``, ``good`` or ``avoid`` for a rule about kinds of fish.
    """

    id: str
    topic: str
    severity: str
    authority: Mapping[str, str]
    text: str
    source: str
    verification: str
    counts: str
    limit: Limit | None
    fish: str
    words: tuple[tuple[re.Pattern[str], str], ...]
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class Hit:
    """A rule that words or a food have met, before a jurisdiction is chosen."""

    rule: str
    severity: str
    jurisdictions: tuple[str, ...]
    text: str


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its id.

    Raises
    ------
    DataError
        For a rule that lacks a part, or has a severity or an expression that cannot be used.

    Examples
    --------
    >>> rules()["FISH_UK_AVOID"].authority["uk"]
    'NHS'
    """
    content = read_toml("safety/rules.toml")
    fragments = {name: "(?:" + "|".join(parts) + ")" for name, parts in content["fragments"].items()}
    try:
        found = [_read_rule(entry, fragments) for entry in content["rule"]]
    except (KeyError, TypeError, re.error) as error:
        raise DataError("safety/rules.toml", f"{error!r}") from error
    return {rule.id: rule for rule in found}


def _read_rule(entry: Mapping[str, Any], fragments: Mapping[str, str]) -> Rule:
    if entry["severity"] not in SEVERITIES:
        raise DataError("safety/rules.toml", f"{entry['id']}: severity {entry['severity']!r}")
    words = [(entry.get("match"), entry["severity"]), (entry.get("match_caution"), "caution")]
    return Rule(
        id=entry["id"], topic=entry["topic"], severity=entry["severity"], authority=dict(entry["authority"]),
        text=entry["text"], source=entry["source"], verification=entry["verification"],
        counts=entry.get("counts", ""), limit=Limit(**entry["limit"]) if "limit" in entry else None,
        fish=entry.get("fish", ""),
        words=tuple((_compile(parts, fragments), severity) for parts, severity in words if parts),
        unless=_compile(entry["unless"], fragments) if "unless" in entry else None,
    )  # fmt: skip


def _compile(parts: list[str], fragments: Mapping[str, str]) -> re.Pattern[str]:
    text = "|".join(parts)
    return re.compile(re.sub(r"<<(\w+)>>", lambda found: fragments[found[1]], text))


def normalise(text: str) -> str:
    """Return words as the expressions expect them: lower case, single spaces, cut to length.

    Examples
    --------
    >>> normalise("  Ｂrie   & Crackers ")
    'brie & crackers'
    """
    plain = unicodedata.normalize("NFKC", text[: 4 * LONGEST_TEXT]).lower().replace("’", "'")
    return " ".join(plain.split())[:LONGEST_TEXT]


def hits_of_words(text: str) -> list[Hit]:
    """Return the rules that a person's words meet."""
    words = normalise(text)
    kind = fish_kind(words)
    hits = []
    for rule in rules().values():
        by_fish = [rule.severity] if rule.fish and kind is not None and kind.us == rule.fish else []
        met = by_fish + [severity for pattern, severity in rule.words if pattern.search(words)]
        if met and not (rule.unless and rule.unless.search(words)):
            hits.append(Hit(rule.id, max(met, key=SEVERITIES.index), tuple(rule.authority), rule.text))
    return hits


@cache
def hits_of_foods() -> dict[str, list[Hit]]:
    """Return the rules that each food of the table meets: the reviewed list, by food id.

    Raises
    ------
    DataError
        When the list names a food, a rule or a severity that does not exist.
    """
    listed = read_table("safety/foods.csv", keep_default_na=False)
    listed["food_id"] = PREFIX + listed["food_code"].astype(str)
    unknown = [
        *listed.loc[~listed["food_id"].isin(food_table().foods.index), "food_id"],
        *listed.loc[~listed["rule"].isin(list(rules())), "rule"],
        *listed.loc[~listed["severity"].isin(SEVERITIES), "severity"],
    ]
    if unknown:
        raise DataError("safety/foods.csv", f"not known: {', '.join(unknown[:5])}")
    hits: dict[str, list[Hit]] = {}
    for row in listed.to_dict("records"):
        hit = Hit(row["rule"], row["severity"], tuple(row["jurisdictions"].split()), row["text"])
        hits.setdefault(row["food_id"], []).append(hit)
    return hits
