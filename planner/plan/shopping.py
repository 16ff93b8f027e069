"""The shopping list: what a plan needs, in amounts that a shop sells; what is left and what it costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Final

from planner.language import _, mark
from planner.plan.packs import (
    Ingredient,
    Pack,
    best_pack,
    bought_as,
    pack_rule,
    packs_of,
    product_name,
    size_grams,
)
from planner.plan.prices import Price
from planner.reference.foods import food_table
from planner.tables import read_toml

_OTHER: Final = mark("Other")


@dataclass
class Need:
    """What is needed of one product: for which foods, and how many grams as bought."""

    part: Ingredient
    grams: float = 0.0
    foods: dict[str, None] = field(default_factory=dict)


def shopping_list(
    days: Sequence[dict[str, Any]], system: str = "metric", prices: Mapping[str, Price] | None = None
) -> list[dict[str, Any]]:
    """Return what to buy for a plan; what she keeps anyway is not on the list.

    Parameters
    ----------
    days : sequence of dict
        The ``days`` of a plan.
    system : {"metric", "us"}
        Whose packs.
    prices : mapping, optional
        From :func:`planner.plan.prices.read_prices`.

    Returns
    -------
    list of dict
        By aisle and food: ``food`` (what to ask for), ``amount`` and ``unit`` (as sold), ``aisle``, ``foods``
        (the plan's foods it is for), ``grams`` needed and ``buy_grams`` (both as bought), ``left_grams``
        (None where it is only looked for in the cupboard), ``keeps`` (whether what is left keeps for weeks),
        and ``cost``, None where no price is given: an unknown price is not nothing.

    Examples
    --------
    >>> item = {"food_id": "fndds:63107010", "grams": 126.0, "kept": False}
    >>> rows = shopping_list([{"meals": [{"items": [item]}]}])
    >>> [(row["food"], row["amount"], row["unit"], row["aisle"]) for row in rows]
    [('Banana', 1, 'piece', 'Fruit')]
    """
    items = [item for day in days for meal in day["meals"] for item in meal["items"]]
    rows = [_row(name, need, system, prices or {}) for name, need in needs_of(items).items()]
    order = [aisle["name"] for aisle in _aisles()]
    return sorted(rows, key=lambda row: (order.index(row["aisle"]), row["food"]))


def needs_of(items: Iterable[dict[str, Any]]) -> dict[str, Need]:
    """Return by product what printed items need; what is kept is not bought for the plan."""
    needs: dict[str, Need] = {}
    for item in items:
        if item["kept"]:
            continue
        for part, grams in _bought(item):
            need = needs.setdefault(product_name(part.description), Need(part))
            need.grams += grams
            need.foods[_description(item)] = None
    return needs


def _description(item: dict[str, Any]) -> str:
    own = "units" in item
    return str(item["description"]) if own else food_table().description(item["food_id"])


def _bought(item: dict[str, Any]) -> list[tuple[Ingredient, float]]:
    """Return what is bought for an item: for a recipe of hers its ingredients, else a food of hers itself.

    Where nobody knows what it weighs, what its amounts are per counts as 100 g.
    """
    if "units" not in item:
        return bought_as(item["food_id"], item["grams"])
    grams = 100 * item["units"] if item["grams"] is None else item["grams"]
    parts = item["parts"] or [{**item, "grams": grams}]
    table = food_table().foods.index
    return [
        bought
        for part in parts
        for bought in (
            bought_as(part["food_id"], part["grams"])
            if part["food_id"] in table
            else [(Ingredient("", part["description"]), part["grams"])]
        )
    ]


@lru_cache(maxsize=65536)
def spoils_of(part: Ingredient, grams: int, system: str) -> float:
    """Return the grams of a product that are left of its packs and do not keep for weeks.

    Examples
    --------
    >>> spoils_of(Ingredient("fndds:11112210", "Milk, low fat (1%)"), 415, "metric")
    100.0
    """
    rule = pack_rule(part.description)
    if grams <= 0 or rule.get("pantry") or rule.get("keeps"):
        return 0.0
    return max(0.0, best_pack(part, grams, system).grams - grams)


def _row(name: str, need: Need, system: str, prices: Mapping[str, Price]) -> dict[str, Any]:
    rule = pack_rule(need.part.description)
    price = next((prices[key] for key in map(str.lower, [name, *need.foods]) if key in prices), None)
    pack = _priced_pack(need, rule, price) or best_pack(need.part, need.grams, system, mixed=price is None)
    return {
        "food": name,
        "amount": pack.count,
        "unit": pack.unit,
        "aisle": rule.get("aisle") or (aisle_of(need.part.food_id) if need.part.food_id else _OTHER),
        "foods": list(need.foods),
        "grams": round(need.grams),
        "buy_grams": round(pack.grams),
        "left_grams": None if rule.get("pantry") else round(max(0.0, pack.grams - need.grams)),
        "keeps": bool(rule.get("keeps", False)),
        "cost": None if price is None else round(price.price * pack.count, 2),
    }


def _priced_pack(need: Need, rule: dict[str, Any], price: Price | None) -> Pack | None:
    """Return the shop's own pack, where the price names one."""
    if price is None or not price.pack:
        return None
    return packs_of(f"{_('pack')} ({price.pack})", size_grams(price.pack, rule), need.grams)


def cost_of(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what a shopping list costs.

    Returns
    -------
    dict
        ``known`` (sum of the known costs: "at least" where a price is missing; None where none is known) and
        ``without_price``, the foods that it leaves out.

    Examples
    --------
    >>> cost_of([{"food": "Kale", "cost": 2.4}, {"food": "Eggs", "cost": None}])
    {'known': 2.4, 'without_price': ['Eggs']}
    """
    known = [row["cost"] for row in rows if row["cost"] is not None]
    without = [row["food"] for row in rows if row["cost"] is None]
    return {"known": round(sum(known), 2) if known else None, "without_price": without}


def leftovers(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return what of a shopping list is not eaten.

    Parameters
    ----------
    rows : sequence of dict
        From :func:`shopping_list`; what is only looked for in the cupboard does not count.

    Returns
    -------
    dict
        ``bought_grams``, ``left_grams`` and their ``share``; ``spoils_grams``, the part of what is left that
        does not keep for weeks, and ``spoils_share`` of what is bought.

    Examples
    --------
    >>> leftovers([{"buy_grams": 500, "left_grams": 100, "keeps": False}])
    {'bought_grams': 500, 'left_grams': 100, 'share': 0.2, 'spoils_grams': 100, 'spoils_share': 0.2}
    """
    counted = [row for row in rows if row["left_grams"] is not None]
    bought = sum(row["buy_grams"] for row in counted)
    left = sum(row["left_grams"] for row in counted)
    spoils = sum(row["left_grams"] for row in counted if not row["keeps"])
    return {
        "bought_grams": bought,
        "left_grams": left,
        "share": left / bought if bought else 0.0,
        "spoils_grams": spoils,
        "spoils_share": spoils / bought if bought else 0.0,
    }


@cache
def _aisles() -> list[dict[str, Any]]:
    return list(read_toml("planning/aisles.toml")["aisles"])


def aisle_of(food_id: str) -> str:
    """Return the aisle of a food by its WWEIA category.

    Examples
    --------
    >>> aisle_of("fndds:63107010")
    'Fruit'
    """
    number = int(str(food_table().foods.at[food_id, "wweia_number"]))
    return next(
        str(aisle["name"])
        for aisle in _aisles()
        if any(first <= number <= last for first, last in aisle["ranges"])
    )
