"""How well a food's description fits the words asked for: plain, common foods first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from planner.diary.matching.queries import Query
from planner.diary.matching.words import (
    absent_words,
    generals,
    left_out,
    normal,
    stem,
    stems,
    weights_of_words,
    word_lists,
)
from planner.reference.foods import food_table
from planner.tables import read_toml

_UNSPECIFIED: Final = re.compile(r"\bns as to [^,]*|\bnfs\b|\bexcluding [^,;]*")
_OTHER_FOOD: Final = 0.55
_COOKED: Final = stem("cooked")
_RAW: Final = stem("raw")
_EATEN_WITH_FRYING: Final = frozenset(map(stem, ("fat", "skin")))
_SOMEHOW: Final = 0.7
_OTHER_NAME: Final = 0.9
_OTHER_HEAD: Final = 0.8
_BESIDE: Final = 0.5
"""What a word after "with" counts beside one of the name."""
_OR: Final = 0.1
"""What "or turkey" costs where chicken was asked for."""
_ALTERNATIVES: Final = re.compile(r"\b([^\W\d]+)(?:,? (?:and/)?or |/)([^\W\d]+)\b")
_WITH: Final = re.compile(r"\b(?:with|in)\b")
_DEFAULT: Final = re.compile(r"\bns as to\b")
_TABLE_DEFAULT: Final = 1.05
"""What a food counts that the table itself takes where a detail is not stated."""
_EATEN_RAW: Final = re.compile(r"(?<!from )\braw\b")
_ON: Final = re.compile(r"\b(?:on|from|over|made)\b")
_CLASS_HEAD: Final = 0.1
_UNASKED_ABSENCE: Final = 0.05
_STATED_ABSENCE: Final = 1.4
_SAID_ABSENT: Final = 0.5
_OTHER_COOKING: Final = 0.8
"""What a food counts that is prepared in another way than was said: raw for boiled, without fat for fried."""
_ADDED_FAT: Final = frozenset(map(stem, ("fat", "added")))


@dataclass(frozen=True, slots=True)
class Profile:
    """What the ranking knows of one food, in stems.

    Attributes
    ----------
    costs : dict
        Each word of the description with what it costs when nobody asked for it.
    name : frozenset
        What the food is: "salmon" in "Fish, salmon, NFS".
    aliases : tuple of frozenset
        The table's additional names.
    head : frozenset
        The noun that the description is about, in each of its readings: "pie" of "Pie, apple"; "fish" and
        "salmon" of "Fish, salmon, NFS".
    beside : frozenset
        What stands only after "with": a food that comes with it.
    alternatives : tuple of frozenset
        Words of which one is meant: "chicken or turkey".
    absent : frozenset
        What the description says is left out.
    prior : float
        0 to 1; low for what few people mean.
    words : frozenset
        All of the description and the additional names.
    """

    food_id: str
    description: str
    costs: dict[str, float]
    name: frozenset[str]
    aliases: tuple[frozenset[str], ...]
    head: frozenset[str]
    beside: frozenset[str]
    alternatives: tuple[frozenset[str], ...]
    absent: frozenset[str]
    prior: float
    words: frozenset[str]
    is_raw: bool


@cache
def profiles() -> dict[str, Profile]:
    """Return the profile of every food that has nutrient values, by food id."""
    table = food_table()
    with_values = table.foods[table.composition["energy"].notna()]
    rows = zip(with_values.index, with_values["description"], with_values["additional"], strict=True)
    return {food_id: _profile(food_id, description, other) for food_id, description, other in rows}


class _Wanted(NamedTuple):
    """What a query asks for, worked out once for all of the foods it is held against."""

    weights: dict[str, float]
    total: float
    cooking: dict[str, float]
    frying: dict[str, float]
    general: list[tuple[str, float, frozenset[str]]]
    is_cooked: bool
    is_wet: bool
    meant: frozenset[str]


@lru_cache(maxsize=1_000)
def _wanted(asked: Query) -> _Wanted:
    known, names = weights_of_words(), generals()
    weights = {
        word: known.get(word, 1.0) * (_BESIDE if word in asked.beside else 1.0) for word in asked.wanted
    }
    cooking = {word: weights[word] for word in _cooking() & weights.keys()}
    frying = {word: weights[word] for word in _frying() & weights.keys()}
    return _Wanted(
        weights=weights,
        total=sum(weights.values()),
        cooking=cooking,
        frying=frying,
        general=[(word, weight, names[word]) for word, weight in weights.items() if word in names],
        is_cooked=bool(frying or cooking) and _RAW not in weights,
        is_wet=not frying and bool(weights.keys() & _cooking_in_water()),
        meant=_words_for_absence(asked.absent).union(asked.wanted),
    )


def score(asked: Query, food: Profile) -> float:
    """Return how well a food answers a query: 0 not at all, 1 by all of its words and no other.

    Three things are multiplied: the share of the words asked for that the food has, how little else it is,
    and whether its name, not only a detail, is among them. What is said to be left out can raise it above 1.
    """
    wanted = _wanted(asked)
    weights, costs = wanted.weights, food.costs
    alias, share = _best_alias(weights, food)
    described = sum([weights[word] for word in weights.keys() & costs.keys()])
    described += _in_other_words(wanted, food)
    in_alias = sum([weights[word] for word in alias & weights.keys() if word not in costs])
    found = (described + _OTHER_NAME * in_alias) / wanted.total
    if not found:
        return 0.0
    named = 1.0 if share == 1.0 or not food.name.isdisjoint(weights) else _OTHER_FOOD
    value: float = found**1.5 * (0.35 + 0.65 * _fit(wanted, asked, food, described, share)) * named
    return (
        value * food.prior * _absence(asked, food) * _cooking_suits(asked, food) * _heads_agree(asked, food)
    )


def has_of(asked: Query, food: Profile) -> float:
    """Return the share of the words asked for, by their weights, that a food has."""
    wanted = _wanted(asked)
    return sum([weight for word, weight in wanted.weights.items() if word in food.words]) / wanted.total


def _heads_agree(asked: Query, food: Profile) -> float:
    """Return the factor for a food that only comes with what was asked for, or is only asked for beside it.

    "Gravy" is no "Rice with gravy", and "pancakes with syrup" no "Pancake syrup".
    """
    only_with = bool(asked.head) and asked.head <= food.beside
    only_beside = bool(food.head) and food.head <= asked.beside
    return _OTHER_HEAD if only_with or only_beside else 1.0


def _in_other_words(wanted: _Wanted, food: Profile) -> float:
    """Return what words count that the table has for this food in others.

    "Steamed" for "cooked", "fried" for "fat added", "swiss" for "with cheese".
    """
    costs, found = food.costs, 0.0
    if wanted.cooking and _COOKED in costs:
        found += sum([weight for word, weight in wanted.cooking.items() if word not in costs])
    if wanted.frying and costs.keys() >= _ADDED_FAT:
        found += sum([weight for word, weight in wanted.frying.items() if word not in costs])
    for word, weight, names in wanted.general:
        if word not in food.words and not names.isdisjoint(costs):
            found += weight
    return _SOMEHOW * found


def _cooking_suits(asked: Query, food: Profile) -> float:
    """Return the factor for a way of cooking that the food's own contradicts."""
    wanted = _wanted(asked)
    raw = wanted.is_cooked and food.is_raw
    without = bool(wanted.frying) and bool((food.absent - asked.absent) & _EATEN_WITH_FRYING)
    greasy = wanted.is_wet and food.costs.keys() >= _ADDED_FAT
    return _OTHER_COOKING if raw or without or greasy else 1.0


def _fit(wanted: _Wanted, asked: Query, food: Profile, described: float, alias_share: float) -> float:
    """Return how little else the food is, by its description or by the additional name asked for."""
    meant = wanted.meant
    unasked = sum([cost for word, cost in food.costs.items() if word not in meant])
    for words in food.alternatives:
        if not words.isdisjoint(meant):
            unasked -= (1 - _OR) * sum([food.costs.get(word, 0.0) for word in words if word not in meant])
    unasked += _UNASKED_ABSENCE * len(food.absent - asked.absent)
    by_description = described / (described + unasked) if described else 0.0
    return max(by_description, 0.92 * alias_share / (1 + 0.12 * unasked))


def _absence(asked: Query, food: Profile) -> float:
    """Return the factor for what either side says is not in it."""
    factor: float = (
        _SAID_ABSENT ** len(food.absent.intersection(asked.wanted) - asked.absent) if food.absent else 1.0
    )
    for word in asked.absent:
        factor *= _STATED_ABSENCE if word in food.absent else _SAID_ABSENT if word in food.costs else 0.97
    return factor


def _best_alias(wanted: dict[str, float], food: Profile) -> tuple[frozenset[str], float]:
    """Return the additional name that has most of the words, and how much of both it is."""
    best, best_share = frozenset[str](), 0.0
    for alias in food.aliases:
        shared = len(alias & wanted.keys())
        if shared:
            share = shared * shared / (len(alias) * len(wanted))
            if share > best_share:
                best, best_share = alias, share
    return best, best_share


def _profile(food_id: str, description: str, additional: str) -> Profile:
    text, absent = absent_words(_UNSPECIFIED.sub("", normal(description)))
    absent |= {what for what, said in left_out() if said.search(text)}
    head, name = _head_and_name(text)
    costs = _costs() | dict.fromkeys(head - name, _CLASS_HEAD)
    others = (frozenset(stems(_UNSPECIFIED.sub("", normal(other)))) for other in additional.split(";"))
    aliases = tuple(dict.fromkeys(alias for alias in others if alias))
    described = {word: costs.get(word, 1.0) for word in stems(text)}
    words = frozenset(described).union(*aliases)
    either = tuple(frozenset(map(stem, pair)) for pair in _ALTERNATIVES.findall(text))
    main, *beside = _WITH.split(text)
    return Profile(
        food_id=food_id,
        description=description,
        costs=described,
        name=head | name,
        aliases=aliases,
        head=_head_nouns(_ON.split(main)[0]),
        beside=frozenset(stems(" ".join(beside))).difference(stems(main)),
        alternatives=either,
        absent=absent,
        prior=_prior(description) * _as_default(description, additional),
        words=words,
        is_raw=bool(_EATEN_RAW.search(text)),
    )


def _as_default(description: str, additional: str) -> float:
    """Return the factor for a food that the table takes where a detail is not stated."""
    is_default = description.endswith(", NFS") or _DEFAULT.search(additional.lower())
    return _TABLE_DEFAULT if is_default else 1.0


def _head_nouns(main: str) -> frozenset[str]:
    """Return the last word of the name, and of the class before it where there is one."""
    parts = [stems(part) for part in main.split(",")]
    said = [part for part in parts if part][:2]
    if len(said) > 1 and " ".join(main.split(",")[0].split()) not in word_lists()["class_heads"]:
        said = said[:1]
    return frozenset(part[-1] for part in said)


def _head_and_name(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that name only the class ("fish" in "fish, salmon, raw") and those of the food."""
    parts = [part for part in text.split(",") if stems(part)] or [""]
    if len(parts) > 1 and parts[0].strip() in word_lists()["class_heads"]:
        return frozenset(stems(parts[0])), frozenset(stems(parts[1]))
    return frozenset(), frozenset(stems(parts[0]))


def _prior(description: str) -> float:
    value = 1.0
    for pattern, factor in _unlikely():
        if pattern.search(description):
            value *= factor
    return value


@cache
def _settings() -> dict[str, Any]:
    return read_toml("matching/words.toml")


@cache
def _costs() -> dict[str, float]:
    return {stem(word): float(cost) for word, cost in _settings()["costs"].items()}


@cache
def _cooking() -> frozenset[str]:
    return frozenset(map(stem, word_lists()["cooking"]))


@cache
def _frying() -> frozenset[str]:
    return frozenset(map(stem, word_lists()["frying"]))


@cache
def _cooking_in_water() -> frozenset[str]:
    return frozenset(map(stem, word_lists()["cooking_in_water"]))


@cache
def _words_for_absence(absent: frozenset[str]) -> frozenset[str]:
    """Return the stems by which descriptions say that these are left out."""
    phrases_of: dict[str, list[str]] = _settings()["left_out"]
    said = (phrase for what, phrases in phrases_of.items() if stem(what) in absent for phrase in phrases)
    return frozenset(word for phrase in said for word in stems(phrase))


@cache
def _unlikely() -> list[tuple[re.Pattern[str], float]]:
    return [(re.compile(pattern), float(factor)) for pattern, factor in _settings()["unlikely"].items()]
