"""What stands in each day before the solver chooses: kept drinks, or the diary's own day in top-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.diary.model import KEPT
from planner.plan.columns import Floats, capped_groups, followed, to_half
from planner.plan.foods import Lines
from planner.plan.kept import KeptItem, kept_nutrients, kept_of
from planner.plan.request import PlanRequest
from planner.plan.slots import nearest_slot
from planner.reference.emphasis import EmphasisGroup, emphasis_groups
from planner.reference.foods import PREFIX


@dataclass(frozen=True, eq=False)
class Base:
    """Items that are given and their sums; D days, S slots, N nutrients, G groups, K limits, L counts.

    Attributes
    ----------
    items : list of list of KeptItem
        For each day.
    nutrients : (D, N)
    slot_energy : (D, S) kcal
    servings : (D, G)
    fish : (D, K) g
    counted : (D, L) items
    """

    items: list[list[KeptItem]]
    nutrients: Floats
    slot_energy: Floats
    servings: Floats
    fish: Floats
    counted: Floats

    @cached_property
    def weekly(self) -> Floats:
        """What the goals of the whole plan look at, day by day: servings, then the followed nutrients."""
        return np.hstack([self.servings, self.nutrients])


def build_base(request: PlanRequest) -> Base:
    """Return the given items of every day: the kept ones, and in top-up and swap the diary's days in turn."""
    days: list[list[KeptItem]] = [list(request.kept) for _ in range(request.days)]
    if request.mode != "full":
        eaten = diary_days(request)
        days = [day + eaten[number % len(eaten)] for number, day in enumerate(days)]
    return base_of(days, request)


def diary_days(request: PlanRequest) -> list[list[KeptItem]]:
    """Return the foods of each diary day as given items; supplements are left out."""
    if request.diary is None:
        return []
    entries = request.diary.entries
    of_table = entries["food_id"].str.startswith(PREFIX, na=False) & entries["grams"].notna()
    foods = entries[of_table | (entries["source"] == KEPT)]
    days = []
    for _, day in foods.groupby(["person", "date"], dropna=False, sort=True):
        slots = [nearest_slot(request.slots, time if isinstance(time, str) else None) for time in day["time"]]
        items: list[KeptItem] = []
        for slot in sorted(set(slots)):
            rows = day[[own == slot for own in slots]]
            items += kept_of(rows, slot, None, request.jurisdiction, request.foods)
        days.append(items)
    return days


def base_of(days: Sequence[list[KeptItem]], request: PlanRequest) -> Base:
    """Add up given items, day by day."""
    names = followed()
    nutrients = [kept_nutrients(day, names, request.foods.table) for day in days]
    lines = [[line for item in day for line in request.foods.lines(item.food_id, item.grams)] for day in days]
    energy = names.index("energy")
    slot_energy = np.zeros((len(days), len(request.slots)))
    for number, day in enumerate(days):
        np.add.at(slot_energy[number], [item.slot for item in day], nutrients[number][:, energy])
    groups, limits = emphasis_groups(), request.foods.weekly_fish(request.jurisdiction)
    return Base(
        items=list(days),
        nutrients=np.array([day.sum(axis=0) for day in nutrients]),
        slot_energy=slot_energy,
        servings=to_half(
            _sums(lines, [{food: 1 / grams for food, grams in group.servings_g.items()} for group in groups])
        ),
        fish=_sums(lines, [{food: grams / 100 for food, grams in limit.members.items()} for limit in limits]),
        counted=np.array([[_counted(day, group) for group in capped_groups()] for day in lines]),
    )


def _sums(days: Sequence[Lines], per_gram: Sequence[dict[str, float]]) -> Floats:
    return np.array(
        [[sum(grams * rate.get(food, 0.0) for food, grams in day) for rate in per_gram] for day in days]
    ).reshape(len(days), len(per_gram))


def _counted(day: Lines, group: EmphasisGroup) -> float:
    servings = sum(group.servings(food, grams) for food, grams in day)
    return servings if group.max_per_week else float(servings > 0)
