"""The goals in one currency, the point, as convex pieces that search, model and check all read.

A **piece** costs ``slope`` points for each unit that an amount lies under (or over) a ``level``. Pieces of a
day look at the day's nutrients; pieces of the week look at the servings of the article's groups over the
whole plan. What one meal alone decides (unlike her diary, minutes, pairing) is in ``planner.plan.costs``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from planner.plan.columns import Bools, Floats, Ints, followed
from planner.plan.request import PlanRequest
from planner.plan.weights import weights
from planner.reference.emphasis import emphasis_groups

PARTS: Final = ("shortfall", "excess", "emphasis", "variety", "closeness", "time", "pairing", "additions")
UNDER: Final = -1.0
OVER: Final = 1.0
WEEK: Final = 7
KCAL_PER_G_FAT: Final = 9.0

Row = tuple[int, float, float, float, str]


@dataclass(frozen=True, eq=False)
class Pieces:
    """Convex pieces over an axis of amounts: cost = sum of slope x max(0, sign x (amount - level))."""

    axis: Ints
    level: Floats
    slope: Floats
    sign: Floats
    part: tuple[str, ...]

    def excess(self, amounts: Floats) -> Floats:
        """Return the points of each piece for each row of amounts (M x axis) -> (M x pieces)."""
        beyond: Floats = np.maximum(0.0, self.sign * (amounts[:, self.axis] - self.level)) * self.slope
        return beyond

    def points(self, amounts: Floats) -> Floats:
        """Return the points of each row of amounts (M x axis) -> (M,)."""
        return np.asarray(self.excess(amounts).sum(axis=1), dtype=float)

    def by_part(self, amounts: Floats) -> dict[str, float]:
        """Return the points of all rows together, by part."""
        totals = dict.fromkeys(self.part, 0.0)
        for part, value in zip(self.part, self.excess(amounts).sum(axis=0), strict=True):
            totals[part] += float(value)
        return totals


def _pieces(rows: list[Row]) -> Pieces:
    table = pd.DataFrame(rows, columns=["axis", "level", "slope", "sign", "part"])
    level, slope, sign = (table[name].to_numpy(dtype=float) for name in ("level", "slope", "sign"))
    return Pieces(table["axis"].to_numpy(dtype=np.int64), level, slope, sign, tuple(table["part"]))


def day_pieces(request: PlanRequest) -> Pieces:
    """Return the goals of one day: shortfall below EAR and target; sodium, saturated fat, fibre, energy.

    Nutrients that the body stores for weeks are left to the goals of the whole plan.
    """
    names, daily = followed(), [name for name in weights().nutrients if name not in weights().weekly]
    rows = [row for name in daily for row in _shortfall(request, name, names.index(name), 1)]
    return _pieces([*rows, *_soft_caps(request)])


def _shortfall(request: PlanRequest, nutrient: str, axis: int, days: int) -> list[Row]:
    """Return the pieces of one nutrient, over so many days together; none without a target.

    The slope of a shortfall is its weight in points for one percent of the target; below the EAR another
    weight is added for each percent of the EAR, so that a gap that matters more costs more.
    """
    target, chosen = request.targets[nutrient], weights()
    if np.isnan(target.target):
        return []
    weight = request.priorities.get(nutrient, chosen.of_shortfall(nutrient))
    rows = [(axis, target.target * days, 100 * weight / target.target, UNDER, "shortfall")]
    if not np.isnan(target.ear):
        below = 100 * weight * chosen.shortfall["below_ear"] / target.ear
        rows.append((axis, target.ear * days, below, UNDER, "shortfall"))
    return rows


def _soft_caps(request: PlanRequest) -> list[Row]:
    names, excess = followed(), weights().excess
    energy, band = request.energy, excess["energy_band"]
    slope = 100 * excess["energy"] / energy
    saturated = excess["saturated_energy_share"] * energy / KCAL_PER_G_FAT
    at = names.index("energy")
    rows = [
        (names.index("fat_saturated"), saturated, 100 * excess["fat_saturated"] / saturated, OVER, "excess"),
        (at, energy * (1 + band), slope, OVER, "excess"),
    ]
    if request.mode == "full":
        rows.append((at, energy * (1 - band), slope, UNDER, "excess"))
    for nutrient, multiple in weights().plenty.items():
        enough = multiple * request.targets[nutrient].target
        if not np.isnan(enough):
            rows.append((names.index(nutrient), enough, 100 * excess["plenty"] / enough, OVER, "excess"))
    sodium = request.targets["sodium"].upper
    if not np.isnan(sodium):
        rows.append((names.index("sodium"), sodium, 100 * excess["sodium"] / sodium, OVER, "excess"))
    return rows


def week_pieces(request: PlanRequest, within_reach: Bools) -> Pieces:
    """Return the goals of the whole plan: servings of each of the article's groups, then stored nutrients.

    Servings have diminishing returns: the first of the week weighs most. A group that no allowed dish
    holds has no goal: its absence is explained, not priced.
    """
    emphasis, weeks = weights().emphasis, request.days / WEEK
    rows: list[Row] = []
    for number, group in enumerate(emphasis_groups()):
        weight = request.emphasis[group.id]
        if weight > 0 and within_reach[number]:
            first = min(1.0, weeks)
            rows.append(
                (number, first, weight * emphasis["first_serving"] * weeks / first, UNDER, "emphasis")
            )
            rows.append(
                (number, group.weekly_target * weeks, weight * emphasis["each_serving"], UNDER, "emphasis")
            )
    for place, name in enumerate(weights().weekly, start=len(emphasis_groups())):
        rows += _shortfall(request, name, place, request.days)
    return _pieces(rows)


@dataclass(frozen=True, eq=False)
class Window:
    """Hard limits of a day's nutrients, by position in :func:`followed`; infinite where there is none."""

    lower: Floats
    upper: Floats

    @cached_property
    def limited(self) -> Ints:
        """The places that have a limit at all."""
        return np.flatnonzero(np.isfinite(self.upper) | (self.lower > 0))


def day_window(request: PlanRequest, supplements: dict[str, float], given: Floats) -> Window:
    """Return the hard limits of one day: energy, caffeine cap, upper levels in their scope.

    Parameters
    ----------
    request : PlanRequest
    supplements : dict
        Mean daily amounts from supplements; they use up a total upper level.
    given : (N,) array
        What stands in the day already. Where that alone is over a limit, the limit becomes "no more".
    """
    names, share = followed(), weights().energy["window"]
    lower, upper = np.zeros(len(names)), np.full(len(names), np.inf)
    at = names.index("energy")
    if request.mode == "full":
        lower[at] = request.energy * (1 - share)
    upper[at] = request.energy * (1 + share)
    upper[names.index("caffeine_high")] = caffeine_limit(request)
    for nutrient, limit in food_upper_levels(request).items():
        upper[names.index(nutrient)] = limit - supplements.get(nutrient, 0.0)
    return Window(lower, np.maximum(upper, given))


def caffeine_limit(request: PlanRequest) -> float:
    """Return the most caffeine of a day in mg; where the wording is "less than", a hair below the cap."""
    cap = request.targets.caffeine_cap_mg
    return cap - 0.01 if request.targets.caffeine["strictly_below"] else cap


def food_upper_levels(request: PlanRequest) -> dict[str, float]:
    """Return the upper levels that food can break, each under the component that its scope looks at.

    Food magnesium is never set against the supplemental upper level; niacin's applies to forms that the
    food table does not tell apart; sodium's reduction level is a soft goal.
    """
    scopes = {"retinol_only": "retinol", "folic_acid_only": "folic_acid"}
    levels: dict[str, float] = {}
    for nutrient, target in request.targets.rows.items():
        if np.isnan(target.upper) or target.upper_kind == "CDRR":
            continue
        if target.upper_scope == "total" and nutrient in followed():
            levels[nutrient] = target.upper
        elif target.upper_scope in scopes:
            levels[scopes[target.upper_scope]] = target.upper
        elif target.upper_scope == "synthetic_only" and nutrient == "vitamin_e":
            levels["vitamin_e_added"] = target.upper
    return levels
