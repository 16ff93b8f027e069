"""The goals in one currency, the point, as convex pieces that search, model and check all read.

A **piece** costs ``slope`` points for each unit that an amount lies under (or over) a ``level``. Pieces of a
day look at the day's nutrients; pieces of the week look at the servings of the article's groups over the
whole plan. What one meal alone decides (unlike her diary, minutes, pairing) is in ``planner.plan.costs``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from planner.plan.columns import Bools, Floats, Ints, followed
from planner.plan.request import PlanRequest
from planner.plan.weights import weights
from planner.reference.emphasis import emphasis_groups

PARTS: Final = (
    "shortfall", "excess", "emphasis", "variety", "closeness", "time", "size", "gentle", "pairing",
    "additions",
)  # fmt: skip
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
    """Return the goals of one day: no nutrient below its EAR.

    A target is for usual intake, so it is held against the mean of the plan; a day by itself is held against
    the EAR. What the body stores for weeks, or what has no EAR, has no floor of a day.
    """
    names, daily = followed(), [name for name in weights().nutrients if name not in weights().stored]
    return _pieces([row for name in daily for row in _floor(request, name, names.index(name), 1)])


def _target(request: PlanRequest, nutrient: str, axis: int, days: int) -> list[Row]:
    """Return the piece below the target over so many days together; none without a target.

    The slope is the nutrient's weight in points for one percent of the target.
    """
    target = request.targets[nutrient].target
    if np.isnan(target):
        return []
    return [(axis, target * days, 100 * weight_of(request, nutrient) / target, UNDER, "shortfall")]


def _floor(request: PlanRequest, nutrient: str, axis: int, days: int) -> list[Row]:
    """Return the piece below the EAR: a gap that matters more."""
    ear = request.targets[nutrient].ear
    if np.isnan(ear):
        return []
    slope = 100 * weight_of(request, nutrient) * weights().shortfall["below_ear"] / ear
    return [(axis, ear * days, slope, UNDER, "shortfall")]


def weight_of(request: PlanRequest, nutrient: str) -> float:
    """Return the points for one percent short of a target: her own priority, else the shipped weight."""
    return request.priorities.get(nutrient, weights().of_shortfall(nutrient))


def _energy_band(request: PlanRequest, axis: int) -> list[Row]:
    """Return the pieces outside the band around the energy requirement, for the mean of the plan."""
    excess, energy = weights().excess, request.energy * request.days
    band, slope = excess["energy_band"], 100 * excess["energy"] / request.energy
    over = (axis, energy * (1 + band), slope, OVER, "excess")
    under = (axis, energy * (1 - band), slope, UNDER, "excess")
    return [over, under] if request.mode == "full" else [over]


def _cap(axis: int, level: float, weight: float, days: int) -> list[Row]:
    """Return the piece above a soft cap over so many days together; none where there is no cap."""
    return [] if np.isnan(level) else [(axis, level * days, 100 * weight / level, OVER, "excess")]


def week_pieces(request: PlanRequest, within_reach: Bools) -> Pieces:
    """Return the goals of the whole plan over the article's groups, then the followed nutrients.

    Parameters
    ----------
    request : PlanRequest
    within_reach : (G,) bool
        Groups that some dish allowed here can bring. One that none holds has no goal: its absence is
        explained, not priced.
    """
    rows = [row for number in np.flatnonzero(within_reach) for row in _servings(request, int(number))]
    places = {name: len(emphasis_groups()) + at for at, name in enumerate(followed())}
    for name in weights().nutrients:
        rows += _target(request, name, places[name], request.days)
        if name in weights().stored:
            rows += _floor(request, name, places[name], request.days)
    return _pieces([*rows, *_energy_band(request, places["energy"]), *_soft_caps(request, places)])


def _servings(request: PlanRequest, number: int) -> list[Row]:
    """Return the goals of one of the article's groups: the first serving of the week weighs most."""
    emphasis, weeks, group = weights().emphasis, request.days / WEEK, emphasis_groups()[number]
    weight, first = request.emphasis[group.id], min(1.0, weeks)
    if weight == 0:
        return []
    most = weight * emphasis["first_serving"] * weeks / first
    return [
        (number, first, most, UNDER, "emphasis"),
        (number, group.weekly_target * weeks, weight * emphasis["each_serving"], UNDER, "emphasis"),
    ]


def _soft_caps(request: PlanRequest, places: Mapping[str, int]) -> list[Row]:
    """Return what the mean of the plan is better not over: sodium, saturated fat, more than plenty."""
    excess, days = weights().excess, request.days
    saturated = excess["saturated_energy_share"] * request.energy / KCAL_PER_G_FAT
    rows = _cap(places["fat_saturated"], saturated, excess["fat_saturated"], days)
    rows += _cap(places["sodium"], request.targets["sodium"].upper, excess["sodium"], days)
    for name, times in weights().plenty.items():
        rows += _cap(places[name], times * request.targets[name].target, excess["plenty"], days)
    return rows


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
