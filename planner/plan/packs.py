"""How foods are sold: in which packs, how much of them is eaten, and which pack leaves the least."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import pandas as pd

from planner.errors import InputError
from planner.language import _
from planner.reference.foods import PREFIX, food_table, ingredient_list
from planner.tables import read_toml
from planner.units import GRAMS, MILLILITRES

SYSTEMS: Final = ("metric", "us")

_SIZE: Final = re.compile(r"^(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[a-z ]*)$")
_FNDDS_DIGITS: Final = 8
_STEM: Final = 5


@dataclass(frozen=True)
class Ingredient:
    """Something to buy: a food of the table, or an ingredient of one (then ``food_id`` may be empty)."""

    food_id: str
    description: str


@dataclass(frozen=True)
class Pack:
    """One size that a shop sells: its words, how many of ``unit`` it is, and its weight as bought."""

    unit: str
    count: float
    grams: float


@lru_cache(maxsize=4096)
def pack_rule(description: str) -> dict[str, Any]:
    """Return how a food is sold; empty where it is sold loose.

    Examples
    --------
    >>> pack_rule("Chickpeas, from canned, no added fat")["metric"]
    ['400 g']
    """
    text = description.lower()
    return next((rule for pattern, rule in _rules() if pattern.search(text)), {})


@cache
def _packs() -> dict[str, Any]:
    return read_toml("planning/packs.toml")


@cache
def _rules() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    return [(re.compile(rule["match"]), rule) for rule in _packs()["pack"]]


def product_name(description: str) -> str:
    """Return what to ask for in a shop: the description without how it is prepared.

    Examples
    --------
    >>> product_name("Kale, fresh, cooked, no added fat"), product_name("Lentils, from dried, no added fat")
    ('Kale', 'Lentils, dry')
    """
    rule = pack_rule(description)
    return str(rule.get("buy") or _without_preparation(description)) + (", dry" if rule.get("dry") else "")


def _without_preparation(description: str) -> str:
    first, *rest = description.split(", ")
    done = re.compile(_packs()["preparation"])
    kept = [part.removeprefix("from ") for part in rest if not done.match(part.lower())]
    return ", ".join([first, *kept])


def bought_as(food_id: str, grams: float) -> list[tuple[Ingredient, float]]:
    """Return what is bought for so many grams as eaten, each with its grams as bought.

    Examples
    --------
    >>> [(part.description, round(grams)) for part, grams in bought_as("fndds:56205018", 195)]
    [('Rice, brown, cooked, no added fat', 67)]
    """
    description = food_table().description(food_id)
    rule = pack_rule(description)
    if rule.get("recipe") and (parts := _recipe(food_id)):
        return [(part, grams * share) for part, share in parts]
    return [(Ingredient(food_id, description), grams / _yield(food_id))]


@cache
def _yield(food_id: str) -> float:
    """Return the grams as eaten that come of one gram as bought."""
    rule = pack_rule(food_table().description(food_id))
    if rule.get("ready"):
        return 1.0
    if rule.get("dry"):
        water = float(food_table().amounts([food_id], [1.0])["water"].iloc[0])
        return max(1.0, float(_packs()["dry_matter"]) / (1 - water))
    if "yield" in rule:
        return float(rule["yield"])
    return 1 / (sum(share for _, share in _recipe(food_id)) or 1.0)


@cache
def _ingredients() -> pd.DataFrame:
    """Return the ingredient list by food."""
    return ingredient_list().set_index("food_id")


@cache
def _recipe(food_id: str) -> list[tuple[Ingredient, float]]:
    """Return the ingredients to buy of the table's recipe, each in g for a gram as eaten."""
    table = _ingredients()
    rows = table.loc[[food_id]] if food_id in table.index else table.iloc[:0]
    made = float((rows["grams"] * (1 + rows["moisture_change_pct"] / 100)).sum())
    bought = rows[~rows["ingredient"].str.contains(_packs()["not_bought"], case=False)]
    return [
        (_ingredient(food_id, str(code), str(description)), grams / made)
        for code, description, grams in zip(
            bought["ingredient_code"], bought["ingredient"], bought["grams"], strict=True
        )
    ]


def _ingredient(food_id: str, code: str, description: str) -> Ingredient:
    """Return an ingredient: a food of the table, or the prepared food itself where it is of the same name."""
    if len(code) == _FNDDS_DIGITS and (own := f"{PREFIX}{code}") in food_table().foods.index:
        return Ingredient(own, description)
    prepared = food_table().description(food_id)
    same = description.lower()[:_STEM] == prepared.lower()[:_STEM]
    return Ingredient(food_id, _without_preparation(prepared)) if same else Ingredient("", description)


def best_pack(part: Ingredient, grams: float, system: str, *, mixed: bool = True) -> Pack:
    """Return what to buy for so many grams: of the sizes sold, those that leave the least, in few packs.

    Parameters
    ----------
    part : Ingredient
    grams : float
        As bought.
    system : {"metric", "us"}
    mixed : bool
        Whether two sizes may be bought together.

    Examples
    --------
    >>> milk = Ingredient("fndds:11112210", "Milk, low fat (1%)")
    >>> best_pack(milk, 1200, "metric")
    Pack(unit='carton (1 l) and 1 carton (500 ml)', count=1, grams=1545.0)
    """
    rule = pack_rule(part.description)
    if rule.get("pantry"):
        return Pack(_("{container}, if there is none", container=_(rule["container"])), 1, grams)
    if (piece := _piece_grams(part.food_id, rule)) is not None:
        return packs_of(_("piece"), piece, grams)
    if system in rule:
        named = _(rule["container"])
        sizes = [Pack(f"{named} ({size})", 1, size_grams(size, rule)) for size in rule[system]]
        return min(_choices(sizes, grams, mixed), key=lambda choice: choice[0])[1]
    step, unit = _packs()["loose"][system]
    steps = packs_of(unit, step * GRAMS[unit], grams)
    return Pack(unit, round(steps.count * step, 3), steps.grams)


def _choices(sizes: list[Pack], grams: float, mixed: bool) -> Iterator[tuple[float, Pack]]:
    """Yield what could be bought, each with what it leaves and what its packs count for."""
    extra = float(_packs()["extra_pack"])
    for one in sizes:
        alone = packs_of(one.unit, one.grams, grams)
        yield alone.grams + extra * alone.count, alone
        for other in sizes if mixed else []:
            for many in range(1, int(alone.count)):
                rest = packs_of(other.unit, other.grams, grams - many * one.grams)
                if other.grams < one.grams:
                    both = _together(one, many, rest)
                    yield both.grams + extra * (many + rest.count), both


def _together(one: Pack, many: int, rest: Pack) -> Pack:
    """Return so many packs of one size, and what is bought beside them of another."""
    words = _("{packs} and {n} {others}", packs=one.unit, n=f"{rest.count:g}", others=rest.unit)
    return Pack(words, many, many * one.grams + rest.grams)


def packs_of(unit: str, weight: float, grams: float) -> Pack:
    """Return as many packs of a weight as cover a need; a thousandth short is no reason for another."""
    count = max(1, math.ceil(grams / weight - 0.001))
    return Pack(unit, count, count * weight)


def size_grams(size: str, rule: dict[str, Any]) -> float:
    """Return the grams of a size: a weight, a volume, or a number of pieces.

    Raises
    ------
    InputError
        For a size that cannot be read.

    Examples
    --------
    >>> size_grams("1 kg", {}), size_grams("500 ml", {"density": 1.03}), size_grams("6", {"each": 50})
    (1000.0, 515.0, 300.0)
    """
    found = _SIZE.match(size.strip().lower())
    number, unit = (float(found["number"]), found["unit"].strip()) if found else (0.0, "")
    if number > 0 and unit in GRAMS:
        return number * GRAMS[unit]
    if number > 0 and unit in MILLILITRES:
        return number * MILLILITRES[unit] * float(rule.get("density", 1.0))
    if number > 0 and unit in ("", "piece", "pieces") and "each" in rule:
        return number * float(rule["each"])
    text = _("{size} is no size of a pack. Write a weight or a volume: 500 g, 1 l, 15 oz.", size=repr(size))
    raise InputError(text)


def _piece_grams(food_id: str, rule: dict[str, Any]) -> float | None:
    """Return the weight of one piece by the food's own portions, where it is sold by the piece."""
    if not food_id or "piece" not in rule:
        return None
    portions = food_table().portions_of(food_id)
    weights = dict(zip(portions["portion"], portions["grams"], strict=True))
    own = (float(weights[f"1 {word}"]) for word in rule["piece"] if f"1 {word}" in weights)
    return next(own, rule.get("each"))
