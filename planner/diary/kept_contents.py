"""What a kept food holds: its nutrients in an amount, its foods of the table, its allergens and diets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

import numpy as np
import pandas as pd

from planner.reference.diets import (
    DIETS,
    allergen_named,
    allergens,
    barred_by,
    held_by,
    names_food,
    names_group,
    resolve_exclusion,
)
from planner.reference.foods import food_table
from planner.sources.kept import KeptFood, Part

Kept: TypeAlias = Mapping[str, KeptFood]
"""The kept foods of a diary by id."""
_BY_AMOUNT: Final = ("alcohol", "caffeine")


def amounts_of(food_id: str, grams: float, kept: KeptFood | None, units: float) -> dict[str, float]:
    """Return the nutrients that are known in an amount of a food: grams of the table's, units of a kept one.

    Examples
    --------
    >>> round(amounts_of("fndds:63107010", 200.0, None, float("nan"))["potassium"], 6)
    652.0
    """
    if kept is not None:
        return {name: value * units for name, value in kept.food.amounts.items()}
    row = food_table().amounts([food_id], [grams]).iloc[0].dropna()
    return {str(name): float(value) for name, value in row.items()}


def known_share(name: str, amounts: Mapping[str, float], kept: KeptFood | None) -> float:
    """Return how much, 0 to 1, of a nutrient of an ingredient is known."""
    return 0.0 if name not in amounts else kept.known.get(name, 1.0) if kept else 1.0


def in_100(name: str, own: KeptFood) -> float:
    """Return how much of a nutrient is in 100 g or ml of a kept food, as far as that is known.

    A serving of unknown size counts as 100.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import Measure, SourcedFood
    >>> day, glass = date(2026, 3, 1), (Measure("1 glass", None, 200.0),)
    >>> food = SourcedFood("own:punch@1", "Punch", "serving", {"alcohol": 8.0}, glass, "", "", day)
    >>> in_100("alcohol", KeptFood(food, food.retrieved))
    4.0
    """
    food, size = own.food, 100.0
    if food.basis == "serving" and food.measures:
        size = food.measures[0].grams or food.measures[0].millilitres or size
    return food.amounts.get(name, 0.0) * 100 / size


def table_parts(own: KeptFood) -> tuple[Part, ...]:
    """Return the foods of the table in what a recipe's amounts are per.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import SourcedFood
    >>> food = SourcedFood("own:mash@1", "Mash", "100 g", {}, (), "", "", date(2026, 3, 1))
    >>> mash = KeptFood(food, food.retrieved, parts=(Part("fndds:63107010", "Banana, raw", 100.0),))
    >>> [part.description for part in table_parts(mash)]
    ['Banana, raw']
    """
    return tuple(part for part in own.parts if part.food_id in food_table().foods.index)


def holds(own: KeptFood) -> frozenset[str] | None:
    """Return the allergens and animal sources in a kept food; None where not all that is in it is known.

    By its ingredients: a recipe's foods of the table, and what labels and its name say.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import SourcedFood
    >>> food = SourcedFood("own:drink@1", "Oat drink", "100 ml", {}, (), "", "", date(2026, 3, 1))
    >>> holds(KeptFood(food, food.retrieved)) is None
    True
    """
    in_table = table_parts(own)
    labels = [part.ingredients for part in own.parts if part not in in_table]
    labels += [] if own.parts else [own.food.ingredients]
    if not all(labels):
        return None
    found = frozenset[str]().union(*map(held_by, (own.food.description, *labels)))
    table = allergens().loc[[part.food_id for part in in_table]].any()
    by_amount = {name for name in _BY_AMOUNT if own.food.amounts.get(name, 0.0) > 0}
    return found | by_amount | {str(name) for name in table.index[table]}


def diets_of_kept(own: KeptFood) -> tuple[str, ...]:
    """Return the diets that a kept food fits; none where it is not known what is in all of it.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import SourcedFood
    >>> day = date(2026, 3, 1)
    >>> food = SourcedFood("own:drink@1", "Drink", "100 ml", {}, (), "", "", day, "water, honey")
    >>> diets_of_kept(KeptFood(food, food.retrieved))
    ('omnivore', 'pescatarian', 'vegetarian')
    """
    held = holds(own)
    return () if held is None else tuple(diet for diet in DIETS if held.isdisjoint(barred_by(diet)))


def allows(own: KeptFood, diet: str, exclude: Iterable[str] = ()) -> bool:
    """Return whether a kept food fits a diet and what is left out.

    Where it is not known what is in all of it, only where nothing could speak against.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import SourcedFood
    >>> day = date(2026, 3, 1)
    >>> spread = SourcedFood("own:spread@1", "Spread", "100 g", {}, (), "", "", day, "sesame seeds, salt")
    >>> [allows(KeptFood(spread, day), "vegan", left_out) for left_out in ([], ["sesame"], ["salt"])]
    [True, False, False]
    """
    held, left_out = holds(own), list(exclude)
    if held is None:
        return diet == DIETS[0] and not left_out
    return held.isdisjoint(barred_by(diet)) and not any(_is_left_out(own, held, name) for name in left_out)


def _is_left_out(own: KeptFood, held: frozenset[str], name: str) -> bool:
    """Tell whether an allergen, a group of the table or a food by name is in a food; in doubt it is."""
    allergen = allergen_named(name)
    if allergen is not None:
        return allergen in held
    parts = table_parts(own)
    if not resolve_exclusion(name).isdisjoint(part.food_id for part in parts):
        return True
    if names_group(name):  # a label does not say of which group of the table a food is
        return parts != own.parts or not parts
    return any(names_food(name, text) for text in texts_of((own.food.description,), own))


def described(food_id: str, kept: Kept) -> str:
    """Return the words of a kept food or of one of the table."""
    return kept[food_id].food.description if food_id in kept else food_table().description(food_id)


def texts_of(words: Iterable[str], own: KeptFood) -> list[str]:
    """Return words and what the labels of a kept food list, an ingredient a text, for rules to read.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import SourcedFood
    >>> day = date(2026, 3, 1)
    >>> food = SourcedFood("own:spread@1", "Spread", "100 g", {}, (), "", "", day, "Liver, salt")
    >>> texts_of(["toast"], KeptFood(food, food.retrieved))
    ['toast', 'Liver', 'salt']
    """
    labels = [own.food.ingredients] if not own.parts else [part.ingredients for part in own.parts]
    listed = (text.strip() for label in labels for text in re.split(r"[,;]", label))
    return list(filter(None, dict.fromkeys([*words, *listed])))


def with_parts(entries: pd.DataFrame, kept: Kept) -> pd.DataFrame:
    """Return entries in which a kept recipe stands as its foods of the table, by weight.

    Examples
    --------
    >>> from datetime import date
    >>> from planner.sources.food import SourcedFood
    >>> from planner.diary.model import entries_frame
    >>> food = SourcedFood("own:mash@1", "Mash", "100 g", {}, (), "", "", date(2026, 3, 1))
    >>> mash = KeptFood(food, food.retrieved, parts=(Part("fndds:63107010", "Banana, raw", 80.0),))
    >>> eaten = entries_frame({"row": [2], "food_id": ["own:mash@1"], "source": ["kept"], "units": [2.0]})
    >>> with_parts(eaten, {"own:mash@1": mash})[["food_id", "grams"]].values.tolist()
    [['fndds:63107010', 160.0]]
    """
    if not kept:
        return entries
    places, ids, grams = [], [], []
    for place, (food_id, units) in enumerate(zip(entries["food_id"], entries["units"], strict=True)):
        for part in table_parts(kept[food_id]) if food_id in kept else ():
            places.append(place)
            ids.append(part.food_id)
            grams.append(part.grams * units)
    parts = entries.iloc[places].assign(food_id=ids, grams=np.array(grams, dtype=float))
    return pd.concat([entries[~entries["food_id"].isin(list(kept))], parts], ignore_index=True)
