"""The foods of a plan: those of the table and, as further rows of it, her own that bring their nutrients.

A food of her own (by label, by recipe, of an imported table) has a **weight**: grams where these are known,
else a stand-in (a millilitre or a hundredth of a serving counts as a gram), so that one matrix holds all.
What stands for it in groups of foods, weekly fish and pairing are its foods of the table, by weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.diary.kept_contents import Kept, allows, holds, table_parts
from planner.diary.kept_fish import kept_fish
from planner.plan.own_measures import household_of, is_weighed, own_measures, unit_weight
from planner.reference.caffeine import caffeine_range
from planner.reference.diets import allowed_foods
from planner.reference.foods import FoodTable, food_table
from planner.reference.meal_traits import TRAITS, meal_traits
from planner.reference.safety import FishLimit, fish_counted, weekly_fish
from planner.sources.kept import KeptFood

Floats = npt.NDArray[np.float64]
Item = Mapping[str, Any]
Lines = list[tuple[str, float]]
"""Foods, each with its grams."""

_OWN_CATEGORY: Final = {"food_code": 0, "additional": "", "wweia_number": 0, "wweia_category": ""}
_FLESH: Final = frozenset({"meat", "poultry", "fish", "shellfish"})


@dataclass(frozen=True, eq=False)
class PlanFoods:
    """The foods that may stand in a plan.

    Attributes
    ----------
    kept : mapping
        Her own by id, with the version.

    Examples
    --------
    >>> shipped().table is food_table()
    True
    """

    kept: Kept = field(default_factory=dict)

    @cached_property
    def table(self) -> FoodTable:
        """The food table, with a row and the measures of each food of her own."""
        return _with_own(food_table(), self.kept) if self.kept else food_table()

    def lines(self, food_id: str, weight: float) -> Lines:
        """Return a food with its grams; of one of her own the foods of the table in it too."""
        own = self.kept.get(food_id)
        if own is None:
            return [(food_id, weight)]
        units = weight / unit_weight(own)
        itself = [(food_id, weight)] if is_weighed(own) else []
        return [*itself, *((part.food_id, part.grams * units) for part in table_parts(own))]

    @cached_property
    def fish(self) -> pd.DataFrame:
        """The fish in foods of her own by label, as :func:`planner.reference.fish.fish_content` has it."""
        return kept_fish(self.kept)

    def is_limited_fish(self, food_id: str, jurisdiction: str) -> bool:
        """Return whether a food of her own is fish that a plan does not propose, as no such fish is."""
        if food_id not in self.fish.index:
            return False
        us, uk = self.fish.loc[food_id, ["us", "uk"]]
        return us in ("good", "avoid") and not (jurisdiction == "uk" and uk == "tuna")

    def weekly_fish(self, jurisdiction: str) -> tuple[FishLimit, ...]:
        """Return the weekly fish limits in force, with what counts in foods of her own."""
        limits = weekly_fish(jurisdiction)
        if self.fish.empty:
            return limits
        return tuple(
            replace(limit, members={**limit.members, **fish_counted(limit.id, self.fish)}) for limit in limits
        )

    def allowed(self, diet: str, exclude: Sequence[str] = ()) -> pd.Series[bool]:
        """Return which foods fit, as :func:`planner.reference.diets.allowed_foods` does for the table.

        A food of her own of which it is not known what is in it fits only where nothing could speak against.
        """
        shipped_foods = allowed_foods(diet, exclude)
        if not self.kept:
            return shipped_foods
        own = {food_id: allows(one, diet, exclude) for food_id, one in self.kept.items()}
        return pd.concat([shipped_foods, pd.Series(own, dtype=bool)])

    def caffeine_high(
        self,
        food_ids: Sequence[str],
        weights: Sequence[float] | Floats,
        jurisdiction: str,
        texts: Sequence[str] | None = None,
    ) -> Floats:
        """Return the most caffeine in mg that so much of each food may hold; NaN where nobody knows."""
        eaten = np.asarray(weights, dtype=float)
        of_table = np.array([food not in self.kept for food in food_ids], dtype=bool)
        high = self.table.amounts(list(food_ids), eaten)["caffeine"].to_numpy(dtype=float).copy()
        shipped_ids = [food for food in food_ids if food not in self.kept]
        said = None if texts is None else [text for text, one in zip(texts, of_table, strict=True) if one]
        ranges = caffeine_range(shipped_ids, eaten[of_table], jurisdiction, said)
        high[of_table] = ranges["high"].to_numpy(dtype=float)
        return high

    def all_versions(self, food_ids: set[str]) -> set[str]:
        """Return foods with every version of those of her own."""
        bases = {self.kept[food].base for food in food_ids if food in self.kept}
        return food_ids | {food_id for food_id, own in self.kept.items() if own.base in bases}

    @cached_property
    def traits(self) -> pd.DataFrame:
        """What pairing looks at in 100 g of each food: :func:`planner.reference.meal_traits.meal_traits`."""
        if not self.kept:
            return meal_traits()
        own = [self._traits_of(food_id, one) for food_id, one in self.kept.items()]
        return pd.concat([meal_traits(), pd.DataFrame(own, index=list(self.kept), columns=list(TRAITS))])

    def _traits_of(self, food_id: str, own: KeptFood) -> list[float]:
        """Return its nutrients as it has them; what is in it by its foods of the table and its allergens."""
        parts = [line for line in self.lines(food_id, 100.0) if line[0] != food_id]
        ids, grams = [part for part, _ in parts], np.array([grams for _, grams in parts])
        flesh, brewed = grams @ meal_traits().loc[ids, ["flesh", "tea_or_coffee"]].to_numpy() / 100
        amounts = self.table.amounts([food_id], [100.0]).iloc[0]
        of_animals = flesh > 0 or bool(_FLESH & (holds(own) or frozenset()))
        others = {
            "flesh": flesh,
            "tea_or_coffee": brewed,
            "plant_iron": 0.0 if of_animals else amounts["iron"],
        }
        return [float(others[name] if name in others else amounts[name]) for name in TRAITS]

    def weight(self, item: Item) -> float:
        """Return the weight of a printed item."""
        own = self.kept.get(item["food_id"])
        return float(item["grams"]) if own is None else item["units"] * unit_weight(own)

    def totals(self, items: Sequence[Item]) -> pd.DataFrame:
        """Return the nutrients of printed items, a row each; NaN is unknown."""
        return self.table.amounts([item["food_id"] for item in items], [self.weight(item) for item in items])

    def own_fields(self, food_id: str, weight: float, said: str) -> dict[str, Any]:
        """Return what a printed item says otherwise than a food of the table does; nothing for such a food.

        ``household`` is what can be read back; ``grams`` is None where they are not known; ``units`` is how
        many times what its amounts are per; ``parts`` are the ingredients of a recipe in so much of it.
        """
        own = self.kept.get(food_id)
        if own is None:
            return {}
        units = weight / unit_weight(own)
        parts = [
            {"food_id": part.food_id, "description": part.description, "grams": round(part.grams * units, 4)}
            for part in own.parts
        ]
        grams = round(weight, 4) if is_weighed(own) else None
        words = household_of(own, units, said)
        return {"household": words, "portion_seq": None, "grams": grams, "units": units, "parts": parts}


_SHIPPED: Final = PlanFoods()


def shipped() -> PlanFoods:
    """Return the foods of the table alone."""
    return _SHIPPED


def plan_foods(kept: Kept) -> PlanFoods:
    """Return the foods of the table, with those of her own that a diary names."""
    return PlanFoods(dict(kept)) if kept else shipped()


def lines_of(item: Item) -> Lines:
    """Return a printed item with its grams; of a food of her own the foods of the table in it too.

    Examples
    --------
    >>> parts = [{"food_id": "fndds:63107010", "description": "Banana, raw", "grams": 80.0}]
    >>> lines_of({"food_id": "own:mash@1", "grams": 100.0, "parts": parts})
    [('own:mash@1', 100.0), ('fndds:63107010', 80.0)]
    """
    if "parts" not in item:
        return [(item["food_id"], item["grams"])]
    shipped_ids = food_table().foods.index
    itself = [] if item["grams"] is None else [(item["food_id"], item["grams"])]
    return itself + [
        (part["food_id"], part["grams"]) for part in item["parts"] if part["food_id"] in shipped_ids
    ]


def _with_own(shipped_table: FoodTable, kept: Kept) -> FoodTable:
    """Return a food table with rows for foods of her own: per 100 of their weight, with their measures."""
    ids = pd.Index(list(kept), name="food_id")
    foods = pd.DataFrame(
        [_OWN_CATEGORY | {"description": one.food.description} for one in kept.values()], index=ids
    )
    amounts = [
        {name: value * 100 / unit_weight(one) for name, value in one.food.amounts.items()}
        for one in kept.values()
    ]
    names = shipped_table.composition.columns
    composition = pd.DataFrame(amounts, index=ids, columns=names, dtype=float)
    return FoodTable(
        pd.concat([shipped_table.foods, foods[list(shipped_table.foods.columns)]]),
        pd.concat([shipped_table.composition, composition]),
        pd.concat([shipped_table.portions, _own_portions(kept)]),
    )


def _own_portions(kept: Kept) -> pd.DataFrame:
    rows = [
        {
            "food_id": food_id,
            "seq": seq,
            "portion": words,
            "grams": units * unit_weight(one),
            "kind": "measure",
        }
        for food_id, one in kept.items()
        for seq, (words, units) in enumerate(own_measures(one), start=1)
    ]
    frame = pd.DataFrame(rows, columns=["food_id", "seq", "portion", "grams", "kind"])
    return frame.set_index(["food_id", "seq"])
