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

from planner.plan.foods import Lines, PlanFoods, shipped
from planner.plan.request import PlanRequest
from planner.plan.slots import clock_minutes
from planner.plan.weights import weights
from planner.reference.dishes import Dish, library
from planner.reference.emphasis import EmphasisGroup, emphasis_groups, once_a_day
from planner.reference.foods import PREFIX, food_table
from planner.reference.large_portions import large_variants
from planner.reference.safety import JURISDICTIONS, planner_excluded
from planner.tables import read_toml

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Row = tuple[int, tuple[Fraction, ...]]
"""A variant: the number of its dish in the library, and its multiple of each item's portion."""

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
    """Dish variants as arrays; C columns, S slots, N nutrients, G groups, K fish limits, L counts, T traits.

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
    traits : (C, T) float
        What pairing looks at, in the order of :data:`planner.reference.meal_traits.TRAITS`.
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
    traits: Floats
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


def _library(
    jurisdiction: str, own: tuple[Dish, ...], large: bool, foods_known: PlanFoods
) -> tuple[Columns, tuple[str, ...]]:
    """Return all variants, large ones of the shipped dishes too or not, and the names of the food axis."""
    if any(food in foods_known.kept for dish in own for food in dish.food_ids):
        return _with_own(jurisdiction, own, large, foods_known)
    return _of_table(jurisdiction, own, large)


@lru_cache(maxsize=8)
def _of_table(jurisdiction: str, own: tuple[Dish, ...], large: bool) -> tuple[Columns, tuple[str, ...]]:
    return _with_own(jurisdiction, own, large, shipped())


def _with_own(
    jurisdiction: str, own: tuple[Dish, ...], large: bool, foods_known: PlanFoods
) -> tuple[Columns, tuple[str, ...]]:
    everything = library(own)
    shipped, foods = _shipped(jurisdiction, large)
    if not own:
        return shipped, foods
    rows = [
        (len(everything) - len(own) + at, choice) for at, dish in enumerate(own) for choice in dish.variants()
    ]
    added, own_foods = _variants_of(jurisdiction, everything, rows, foods_known)
    axis = (*foods, *(food for food in own_foods if food not in foods))
    return replace(_stacked(shipped, added, (foods, own_foods), axis), library=everything), axis


@lru_cache(maxsize=2 * len(JURISDICTIONS))
def _shipped(jurisdiction: str, large: bool) -> tuple[Columns, tuple[str, ...]]:
    rows: list[Row] = []
    for number, dish in enumerate(library()):
        choices = [*dish.variants(), *(large_variants(dish) if large else ())]
        rows += [(number, choice) for choice in dict.fromkeys(choices)]
    columns, foods = _variants_of(jurisdiction, library(), rows, shipped())
    return replace(columns, library=library()), foods


def _stacked(
    first: Columns, other: Columns, foods: tuple[tuple[str, ...], tuple[str, ...]], axis: tuple[str, ...]
) -> Columns:
    """Return the columns of both, over one food axis."""
    held = np.zeros((len(first) + len(other), len(axis)), dtype=bool)
    held[: len(first), pd.Index(axis).get_indexer(pd.Index(foods[0]))] = first.foods
    held[len(first) :, pd.Index(axis).get_indexer(pd.Index(foods[1]))] = other.foods
    return replace(
        first,
        dish=np.concatenate([first.dish, other.dish]),
        multiples=[*first.multiples, *other.multiples],
        nutrients=np.concatenate([first.nutrients, other.nutrients]),
        servings=np.concatenate([first.servings, other.servings]),
        fish=np.concatenate([first.fish, other.fish]),
        counted=np.concatenate([first.counted, other.counted]),
        traits=np.concatenate([first.traits, other.traits]),
        foods=held,
        allowed=np.concatenate([first.allowed, other.allowed], axis=1),
    )


def _variants_of(
    jurisdiction: str, these: tuple[Dish, ...], rows: list[Row], foods_known: PlanFoods
) -> tuple[Columns, tuple[str, ...]]:
    """Return the columns of some choices of amounts, and the names of their food axis."""
    lines = pd.DataFrame(
        [
            (row, item.food_id, item.portion_seq, float(multiple))
            for row, (number, choice) in enumerate(rows)
            for item, multiple in zip(these[number].items, choice, strict=True)
            if multiple
        ],
        columns=["row", "food_id", "seq", "multiple"],
    )
    portions = foods_known.table.portions.loc[
        pd.MultiIndex.from_frame(lines[["food_id", "seq"]]), "grams"
    ].to_numpy(dtype=float)
    grams = portions * lines["multiple"].to_numpy()
    foods = tuple(sorted(set(lines["food_id"])))
    weight = np.zeros((len(rows), len(foods)))
    np.add.at(weight, (lines["row"].to_numpy(), pd.Index(foods).get_indexer(lines["food_id"])), grams)
    return _from_weights(rows, weight, foods, jurisdiction, foods_known), foods


def _from_weights(
    rows: list[Row], weight: Floats, foods: tuple[str, ...], jurisdiction: str, foods_known: PlanFoods
) -> Columns:
    """Make the arrays of the library from the grams of each food (C x F); what is unknown counts as none."""
    per_100_g = foods_known.table.amounts(list(foods), np.full(len(foods), 100.0))
    per_100_g["caffeine_high"] = foods_known.caffeine_high(foods, np.full(len(foods), 100.0), jurisdiction)
    groups, limits = emphasis_groups(), foods_known.weekly_fish(jurisdiction)
    of_gram = [foods_known.lines(food, 1.0) for food in foods]
    serving = np.array(
        [[sum(group.servings(*line) for line in lines) for group in groups] for lines in of_gram]
    )
    fish = np.array(
        [
            [sum(limit.members.get(food, 0.0) / 100 * grams for food, grams in lines) for limit in limits]
            for lines in of_gram
        ]
    )
    return Columns(
        dish=np.array([number for number, _ in rows]),
        multiples=[choice for _, choice in rows],
        nutrients=weight @ np.nan_to_num(per_100_g[list(followed())].to_numpy(dtype=float)) / 100,
        servings=to_half(weight @ serving),
        fish=weight @ fish,
        counted=np.column_stack([_counted(weight, of_gram, group) for group in capped_groups()]),
        traits=weight @ foods_known.traits.loc[list(foods)].fillna(0.0).to_numpy() / 100,
        foods=weight > 0,
        allowed=np.ones((0, len(rows)), dtype=bool),
        library=(),
    )


def to_half(servings: Floats) -> Floats:
    """Return servings to the nearest half: goals are counted as anyone would, not in grams."""
    return np.asarray(np.round(2 * servings) / 2, dtype=float)


def _counted(weight: Floats, of_gram: list[Lines], group: EmphasisGroup) -> Floats:
    """Return (C,): servings of a group with a weekly cap, 1 for any food of a group with a daily one."""
    per_gram = np.array([sum(group.servings(*line) for line in lines) for lines in of_gram])
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
    every, foods = _library(request.jurisdiction, request.own_dishes, large, request.foods)
    fine = request.foods.allowed(request.diet, request.exclude).reindex(list(foods)).to_numpy(dtype=bool)
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
        traits=columns.traits[rows],
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
        traits=_padded(columns.traits),
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
