"""The columns of the model: every dish variant with its nutrients, and in which slot it may stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.plan.request import PlanRequest
from planner.plan.slots import clock_minutes
from planner.plan.weights import weights
from planner.reference.caffeine import caffeine_range
from planner.reference.diets import allowed_foods
from planner.reference.dishes import Dish, library
from planner.reference.emphasis import EmphasisGroup, emphasis_groups, once_a_day
from planner.reference.foods import PREFIX, food_table
from planner.reference.large_portions import large_variants
from planner.reference.safety import planner_excluded, weekly_fish
from planner.tables import read_toml

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

EXTRA: Final = (
    "energy",
    "caffeine_high",
    "sodium",
    "fat_saturated",
    "retinol",
    "folic_acid",
    "vitamin_e_added",
)
"""What the model follows beside the nutrients whose shortfall counts."""

TRACE_CAFFEINE_MG: Final = 10.0
"""A dish with less than this may stand late in the day: a square of chocolate, not a coffee."""

SNACKS: Final = frozenset({"mid_morning", "afternoon", "evening"})
TOPUP_SHARE: Final = 0.12
"""An addition in top-up is at most this share of the day's energy."""

EMPTY: Final = -1
"""Dish number of the column that adds nothing."""


def followed() -> tuple[str, ...]:
    """Return the names of the model's nutrient axis."""
    names = weights().nutrients
    return (*names, *(name for name in EXTRA if name not in names))


@dataclass(frozen=True, eq=False)
class Columns:
    """Dish variants as arrays; C columns, S slots, N followed nutrients, G groups, K fish limits, L counts.

    Attributes
    ----------
    dish : (C,) int
        Position in ``library``, or :data:`EMPTY`.
    multiples : list of tuple
        The variant's multiple of each item's portion.
    nutrients : (C, N) float
        In the units of the registry; ``caffeine_high`` in mg.
    servings : (C, G) float
        Servings of each of the article's groups, to the nearest half: 20 g of honey is one serving of 21 g.
    fish : (C, K) float
        Grams that count towards each weekly fish limit.
    counted : (C, L) float
        What counts towards each capped group: servings where the cap is weekly (chocolate), 1 where it is
        once a day (fortified cereal).
    foods : (C, F) bool
        Which foods it holds that should not stand in two dishes of a day.
    allowed : (S, C) bool
        Where it may stand.
    library : tuple of Dish
        The shipped dishes and her own.
    """

    dish: Ints
    multiples: list[tuple[Fraction, ...]]
    nutrients: Floats
    servings: Floats
    fish: Floats
    counted: Floats
    foods: Bools
    allowed: Bools
    library: tuple[Dish, ...]

    @cached_property
    def weekly(self) -> Floats:
        """What the goals of the whole plan look at: servings of each group, then the followed nutrients."""
        return np.hstack([self.servings, self.nutrients])

    @cached_property
    def no_cook(self) -> Bools:
        """Which columns need no stove (C,)."""
        return np.array([number == EMPTY or self.library[number].no_cook for number in self.dish])

    @cached_property
    def food_places(self) -> Ints:
        """The foods of each column by place on the food axis (C, most foods of a dish), filled up with F."""
        rows, foods = np.nonzero(self.foods)
        order = np.arange(len(rows)) - np.searchsorted(rows, rows)
        places = np.full((len(self), order.max(initial=-1) + 1), self.foods.shape[1])
        places[rows, order] = foods
        return places

    def __len__(self) -> int:
        return len(self.dish)


@lru_cache(maxsize=8)
def _library(jurisdiction: str, own: tuple[Dish, ...], large: bool) -> tuple[Columns, tuple[str, ...]]:
    """Return all variants of the library, large ones too or not, and the names of the food axis."""
    everything = library(own)
    rows = [(number, choice) for number, dish in enumerate(everything) for choice in dish.variants()]
    if large:
        known = set(rows)
        larger = [
            (number, choice) for number, dish in enumerate(everything) for choice in large_variants(dish)
        ]
        rows = sorted([*rows, *(row for row in larger if row not in known)], key=lambda row: row[0])
    lines = pd.DataFrame(
        [
            (row, item.food_id, item.portion_seq, float(multiple))
            for row, (number, choice) in enumerate(rows)
            for item, multiple in zip(everything[number].items, choice, strict=True)
            if multiple
        ],
        columns=["row", "food_id", "seq", "multiple"],
    )
    table = food_table()
    portions = table.portions.loc[pd.MultiIndex.from_frame(lines[["food_id", "seq"]]), "grams"].to_numpy(
        dtype=float
    )
    grams = portions * lines["multiple"].to_numpy()
    foods = tuple(sorted(set(lines["food_id"])))
    weight = np.zeros((len(rows), len(foods)))
    np.add.at(weight, (lines["row"].to_numpy(), pd.Index(foods).get_indexer(lines["food_id"])), grams)
    return replace(_from_weights(rows, weight, foods, jurisdiction), library=everything), foods


def _from_weights(
    rows: list[tuple[int, tuple[Fraction, ...]]], weight: Floats, foods: tuple[str, ...], jurisdiction: str
) -> Columns:
    """Make the arrays of the library from the grams of each food (C x F)."""
    per_100_g = food_table().amounts(list(foods), np.full(len(foods), 100.0))
    per_100_g["caffeine_high"] = caffeine_range(foods, np.full(len(foods), 100.0), jurisdiction)[
        "high"
    ].to_numpy()
    groups, limits = emphasis_groups(), weekly_fish(jurisdiction)
    serving = np.array([[group.servings(food, 1.0) for group in groups] for food in foods])
    fish = np.array([[limit.members.get(food, 0.0) / 100 for limit in limits] for food in foods])
    return Columns(
        dish=np.array([number for number, _ in rows]),
        multiples=[choice for _, choice in rows],
        nutrients=weight @ np.nan_to_num(per_100_g[list(followed())].to_numpy(dtype=float)) / 100,
        servings=to_half(weight @ serving),
        fish=weight @ fish,
        counted=np.column_stack([_counted(weight, foods, group) for group in capped_groups()]),
        foods=weight > 0,
        allowed=np.ones((0, len(rows)), dtype=bool),
        library=(),
    )


def to_half(servings: Floats) -> Floats:
    """Return servings to the nearest half: goals are counted as anyone would, not in grams."""
    return np.asarray(np.round(2 * servings) / 2, dtype=float)


def _counted(weight: Floats, foods: tuple[str, ...], group: EmphasisGroup) -> Floats:
    """Return (C,): servings of a group with a weekly cap, 1 for any food of a group with a daily one."""
    per_gram = np.array([group.servings(food, 1.0) for food in foods])
    return np.asarray(weight @ per_gram if group.max_per_week else (weight @ per_gram > 0) * 1.0, dtype=float)


@cache
def capped_groups() -> tuple[EmphasisGroup, ...]:
    """Return the food groups that a plan may hold only so much of."""
    return (*(group for group in emphasis_groups() if group.max_per_week), *once_a_day())


def build_columns(request: PlanRequest) -> Columns:
    """Return the variants that the request allows, each with the slots it may stand in.

    A variant is dropped for the safety rules of the jurisdiction, the diet and the exclusions (decided by
    the ingredient list of each food it holds), for its energy, and for a food that only stands in for one
    she may eat, unless the dish is her own; none is dropped for its nutrients.
    """
    large = request.energy / len(request.slots) > weights().energy["large_meal_kcal"]
    every, foods = _library(request.jurisdiction, request.own_dishes, large)
    fine = allowed_foods(request.diet, request.exclude).reindex(list(foods)).to_numpy(dtype=bool)
    fine = fine & ~np.isin(foods, list(planner_excluded(request.jurisdiction)))
    own = every.dish >= len(library())
    kept = np.flatnonzero(
        ~(every.foods & ~fine).any(axis=1) & (own | ~every.foods[:, _needless(foods, fine)].any(axis=1))
    )
    chosen = _take(every, kept)
    chosen = replace(chosen, foods=chosen.foods & ~_everyday(foods))
    if request.mode != "full":
        chosen = _with_empty(chosen)
    return _take(chosen, np.arange(len(chosen)), _slots_allowed(request, chosen))


def _needless(foods: tuple[str, ...], fine: Bools) -> Bools:
    """Return which foods (F,) stand in for one that she may eat: gluten-free bread where bread is fine."""
    found, described = (
        np.zeros(len(foods), dtype=bool),
        food_table().foods["description"].reindex(list(foods)),
    )
    for rule in read_toml("planning/stand_ins.toml")["stand_in"]:
        other = f"{PREFIX}{rule['instead_of']}"
        if other in foods and fine[foods.index(other)]:
            found |= described.str.contains(rule["foods"], case=False).to_numpy(dtype=bool)
    return found


def _everyday(foods: Sequence[str]) -> Bools:
    """Return which foods may stand in several dishes of a day without a word: milk, oil (F,)."""
    categories = food_table().foods["wweia_category"].reindex(list(foods))
    return categories.isin(weights().everyday).to_numpy(dtype=bool)


def _take(columns: Columns, rows: Ints, allowed: Bools | None = None) -> Columns:
    return Columns(
        dish=columns.dish[rows],
        multiples=[columns.multiples[row] for row in rows],
        nutrients=columns.nutrients[rows],
        servings=columns.servings[rows],
        fish=columns.fish[rows],
        counted=columns.counted[rows],
        foods=columns.foods[rows],
        allowed=columns.allowed[:, rows] if allowed is None else allowed,
        library=columns.library,
    )


def _with_empty(columns: Columns) -> Columns:
    """Put the column that adds nothing first."""
    return Columns(
        dish=np.concatenate([[EMPTY], columns.dish]),
        multiples=[(), *columns.multiples],
        nutrients=_padded(columns.nutrients),
        servings=_padded(columns.servings),
        fish=_padded(columns.fish),
        counted=_padded(columns.counted),
        foods=_padded(columns.foods).astype(bool),
        allowed=columns.allowed,
        library=columns.library,
    )


def _padded(rows: npt.NDArray[Any]) -> Floats:
    return np.asarray(np.pad(rows.astype(float), ((1, 0), (0, 0))), dtype=float)


def _slots_allowed(request: PlanRequest, columns: Columns) -> Bools:
    """Return (S, C): the dish suits the kind of slot, the meal is small, and no caffeine comes late."""
    window = weights().energy
    energy = columns.nutrients[:, followed().index("energy")]
    caffeine = columns.nutrients[:, followed().index("caffeine_high")]
    kinds = [() if number == EMPTY else columns.library[number].slots for number in columns.dish]
    allowed = np.zeros((len(request.slots), len(columns)), dtype=bool)
    for position, slot in enumerate(request.slots):
        suits = np.array([slot.kind in kind for kind in kinds])
        suits &= energy <= window["meal_max"] * request.energy
        if request.mode == "full":
            suits &= energy >= window["meal_min"] * request.energy
        if request.mode == "topup":  # beside what she eats: a snack, whatever the time
            suits = np.array([SNACKS.intersection(kind) != set() for kind in kinds])
            suits &= energy <= TOPUP_SHARE * request.energy
        if slot.minutes > clock_minutes(request.last_caffeine):
            suits &= caffeine <= TRACE_CAFFEINE_MG
        allowed[position] = suits | (columns.dish == EMPTY)
    return allowed & ~of_dishes(columns, request.without_dishes)


def of_dishes(columns: Columns, names: Collection[str]) -> Bools:
    """Return which columns are variants of the named dishes (C,)."""
    numbers = [at for at, dish in enumerate(columns.library) if dish.name in names]
    return np.isin(columns.dish, numbers)


def dish_of(columns: Columns, column: int) -> Dish:
    """Return the dish of a column that is not empty."""
    return columns.library[int(columns.dish[column])]
