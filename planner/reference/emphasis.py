"""The article's eleven groups of foods, as predicates over the food table (``data/emphasis/``).

What the article says of a group and what the table says are both kept: the note has the claim, and
:attr:`EmphasisGroup.measured` the mineral in a serving of the table's own food.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from planner.errors import DataError
from planner.language import _
from planner.reference.foods import PREFIX, food_table, ingredient_list
from planner.reference.nutrients import nutrient
from planner.tables import read_toml, toml_files


@dataclass(frozen=True)
class EmphasisGroup:
    """One group of foods that a plan brings in, or holds down.

    Attributes
    ----------
    id, name : str
    mineral : str
        The nutrient that the article names the group for.
    serving_g : float
        Grams of a usual serving; of the first part where a group has several.
    weekly_target : float
        Servings in seven days that count as shown; 0 for a group that is only capped.
    members : frozenset of str
        Food ids.
    max_per_week, max_per_day : float or None
        Servings, where more is not wanted.
    note : str
        The article's claim.
    measured_food : str
        The food of which the table's figure is shown beside the claim.
    measured_amount : float
        Of the mineral in a serving of it, in its unit.
    servings_g : mapping of food id to float
        Grams of a serving of each member.
    """

    id: str
    name: str
    mineral: str
    serving_g: float
    weekly_target: float
    members: frozenset[str]
    max_per_week: float | None
    max_per_day: float | None
    note: str
    measured_food: str
    measured_amount: float
    servings_g: Mapping[str, float]

    @property
    def measured(self) -> str:
        """What the table says of a serving, in the language in use."""
        about = nutrient(self.mineral)
        return _(
            "{amount} {unit} {nutrient} in {grams} g of {food} (USDA FNDDS 2021–2023)",
            amount=f"{self.measured_amount:.0f}",
            unit=about.unit,
            nutrient=_(about.name).lower(),
            grams=f"{self.servings_g[self.measured_food]:.0f}",
            food=food_table().description(self.measured_food),
        )

    def servings(self, food_id: str, grams: float) -> float:
        """Return how many servings so much of a food is; 0 for a food that is not a member.

        Examples
        --------
        >>> honey = next(group for group in emphasis_groups() if group.id == "honey")
        >>> honey.servings("fndds:91302010", 42)
        2.0
        """
        return grams / self.servings_g[food_id] if food_id in self.servings_g else 0.0


@cache
def _groups() -> dict[str, EmphasisGroup]:
    contents = {name: read_toml(name) for name in toml_files("emphasis")}
    in_order = sorted(contents, key=lambda name: int(contents[name]["order"]))
    return {contents[name]["id"]: _read_group(name, contents[name]) for name in in_order}


def emphasis_groups() -> tuple[EmphasisGroup, ...]:
    """Return the article's eleven groups, in its order.

    Examples
    --------
    >>> len(emphasis_groups())
    11
    """
    return tuple(group for group in _groups().values() if group.weekly_target > 0)


def fortified_cereal() -> EmphasisGroup:
    """Return cereal with iron and vitamins added: one serving a day at most, not a food to bring in.

    Examples
    --------
    >>> fortified_cereal().max_per_day
    1
    """
    return _groups()["fortified_cereal"]


def once_a_day() -> tuple[EmphasisGroup, ...]:
    """Return what stands in one meal a day at most: fortified cereal, and each main food such as eggs.

    Examples
    --------
    >>> [group.name for group in once_a_day()][:3]
    ['Fortified cereal', 'Eggs', 'Fish and shellfish']
    """
    return tuple(group for group in _groups().values() if group.weekly_target == 0)


def _read_group(name: str, content: Mapping[str, Any]) -> EmphasisGroup:
    servings: dict[str, float] = {}
    for part in content["part"]:
        servings = dict.fromkeys(_members(part), float(part["serving_g"])) | servings
    if not servings:
        raise DataError(name, "no food of the table belongs to this group")
    measured = f"{PREFIX}{content['measured']}"
    if measured not in servings:
        raise DataError("emphasis", f"{measured} is measured but not a member")
    mineral = nutrient(content["mineral"]).id
    amount = float(food_table().amounts([measured], [servings[measured]])[mineral].iloc[0])
    return EmphasisGroup(
        id=content["id"], name=content["name"], mineral=mineral,
        serving_g=float(content["part"][0]["serving_g"]), weekly_target=content["weekly_target"],
        members=frozenset(servings), max_per_week=content.get("max_per_week"),
        max_per_day=content.get("max_per_day"), note=content["note"],
        measured_food=measured, measured_amount=amount, servings_g=servings,
    )  # fmt: skip


def _members(part: Mapping[str, Any]) -> list[str]:
    """Return the foods that fit one part: its categories, its words, and none of its exceptions."""
    foods = food_table().foods
    fits = pd.Series(True, index=foods.index)
    if "categories" in part:
        fits &= foods["wweia_category"].isin(part["categories"])
    if "match" in part:
        fits &= foods["description"].str.contains(part["match"], case=False)
    if "exclude" in part:
        fits &= ~foods["description"].str.contains(part["exclude"], case=False)
    if "ingredient" in part:
        lines = ingredient_list()
        found = lines["ingredient"].str.contains(part["ingredient"], case=False)
        fits &= fits.index.isin(lines.loc[found, "food_id"])
    return list(foods.index[fits])
