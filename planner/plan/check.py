"""Trust a plan only after this: everything that it promises, recomputed from its printed portions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.errors import InputError, PlanCheckError, UnknownLabelError
from planner.plan.columns import TRACE_CAFFEINE_MG, capped_groups
from planner.plan.explain import is_missed
from planner.plan.foods import Lines, lines_of
from planner.plan.goals import WEEK, caffeine_limit, food_upper_levels
from planner.plan.own_measures import SAID_WITHIN, is_weighed, unit_weight, units_said
from planner.plan.printing import totals_of
from planner.plan.slots import clock_minutes
from planner.plan.weights import weights
from planner.reference.dishes import library
from planner.reference.emphasis import emphasis_groups
from planner.reference.foods import food_table
from planner.reference.household import read_household
from planner.reference.safety import planner_excluded

if TYPE_CHECKING:
    from planner.plan.result import Plan
    from planner.sources.kept import KeptFood

Item = dict[str, Any]


def check_plan(plan: Plan) -> None:
    """Raise where a printed plan breaks any promise.

    Raises
    ------
    PlanCheckError
        With every broken promise.
    """
    broken = list(_numbers(plan))
    if plan.days:
        for promise in (
            _portions, _totals, _meals, _days, _foods, _dishes, _own_meals, _repeats, _weeks, _reasons,
            _shares,
        ):  # fmt: skip
            broken += promise(plan)
    if broken:
        raise PlanCheckError(broken)


def _close(first: float, second: float) -> bool:
    return math.isclose(first, second, rel_tol=1e-6, abs_tol=1e-3)


def _items(plan: Plan) -> Iterator[tuple[int, dict[str, Any], Item]]:
    for day in plan.days:
        for meal in day["meals"]:
            for item in meal["items"]:
                yield day["day"], meal, item


def _lines(items: Iterable[Item]) -> Lines:
    return [line for item in items for line in lines_of(item)]


def _numbers(plan: Plan) -> Iterator[str]:
    """Status, bound, gap and parts agree with each other."""
    if plan.status == "infeasible":
        if plan.days or not plan.conflicts:
            yield "an infeasible plan must have conflicts and no days"
        return
    if len(plan.days) != plan.request.days:
        yield f"{len(plan.days)} days instead of {plan.request.days}"
    if plan.bound > plan.objective + 1e-6:
        yield "the bound is above the objective"
    if not _close(sum(plan.parts.values()), plan.objective):
        yield "the parts do not sum to the objective"
    if plan.status == "optimal" and plan.gap > weights().search["optimal_within"] + 1e-6:
        yield "called optimal with a gap beyond the tolerance"


def _portions(plan: Plan) -> Iterator[str]:
    """Each household text is a multiple of a portion of that food's own table, and makes the grams."""
    table, own_foods = food_table(), plan.request.foods.kept
    for day, _, item in _items(plan):
        if item["food_id"] in own_foods:
            yield from _own_portion(day, item, own_foods[item["food_id"]])
            continue
        if item["portion_seq"] is None:
            if not item["kept"] or item["household"] != f"{item['grams']:g} g":
                yield f"day {day}: {item['description']} has no portion"
            continue
        try:
            own = table.portion_grams(item["food_id"], item["portion_seq"])
            words = str(table.portions.at[(item["food_id"], item["portion_seq"]), "portion"])
            multiple = read_household(item["household"], words)
        except (UnknownLabelError, InputError) as error:
            yield f"day {day}: {error}"
            continue
        if not _close(own * float(multiple), item["grams"]):
            yield f"day {day}: {item['household']} of {item['description']} is not {item['grams']} g"


def _own_portion(day: int, item: Item, own: KeptFood) -> Iterator[str]:
    """Read an amount of a food of her own back; its grams and its ingredients go with that amount."""
    said = units_said(own, item["household"])
    if said is None or not math.isclose(said, item["units"], rel_tol=SAID_WITHIN):
        amount = f"{item['units']:g} x {own.food.basis}"
        yield f"day {day}: {item['household']} of {item['description']} is not {amount}"
    grams = item["units"] * unit_weight(own) if is_weighed(own) else None
    if (item["grams"] is None) != (grams is None) or not _close(item["grams"] or 0.0, grams or 0.0):
        yield f"day {day}: {item['household']} of {item['description']} is not {item['grams']} g"
    parts = {part.food_id: part.grams * item["units"] for part in own.parts}
    printed = {part["food_id"]: part["grams"] for part in item["parts"]}
    if parts.keys() != printed.keys() or not all(_close(parts[food], printed[food]) for food in parts):
        yield f"day {day}: the ingredients of {item['description']} are not those of its recipe"


def _totals(plan: Plan) -> Iterator[str]:
    """Find totals and energies that are not what the table, or a food of hers, gives for what is printed."""
    for day in plan.days:
        items = [item for meal in day["meals"] for item in meal["items"]]
        for name, value in totals_of(items, plan.request.foods).items():
            printed = day["totals"][name]
            if (value is None) != (printed is None) or not _close(value or 0.0, printed or 0.0):
                yield f"day {day['day']}: the printed {name} is not what the portions hold"
        for meal in day["meals"]:
            energy = totals_of(meal["items"], plan.request.foods)["energy"]
            if not _close(energy or 0.0, meal["energy_kcal"] or 0.0):
                yield f"day {day['day']}: the energy of {meal['slot']} is not what its portions hold"


def _meals(plan: Plan) -> Iterator[str]:
    """Small meals at the times asked for, each slot filled in a full plan, no caffeine late."""
    share, energy = weights().energy, plan.request.energy
    late = clock_minutes(plan.request.last_caffeine)
    for day in plan.days:
        times = [meal["time"] for meal in day["meals"]]
        if plan.mode == "full" and times != [slot.time for slot in plan.request.slots]:
            yield f"day {day['day']}: the meals are not those asked for"
        for meal in day["meals"]:
            own = [item for item in meal["items"] if not item["kept"]]
            if clock_minutes(meal["time"]) > late and _caffeine(plan, own) > TRACE_CAFFEINE_MG:
                yield f"day {day['day']}: caffeine after {plan.request.last_caffeine}"
            size = (meal["energy_kcal"] or 0.0) / energy
            if plan.mode == "full" and not share["meal_min"] - 1e-6 <= size <= share["meal_max"] + 1e-6:
                yield f"day {day['day']}: {meal['slot']} is {size:.0%} of the day"


def _caffeine(plan: Plan, items: list[Item]) -> float:
    if not items:
        return 0.0
    foods, ids = plan.request.foods, [item["food_id"] for item in items]
    weights_g = [foods.weight(item) for item in items]
    return float(np.nansum(foods.caffeine_high(ids, weights_g, plan.request.jurisdiction)))


def _days(plan: Plan) -> Iterator[str]:
    """Energy, caffeine, upper levels of each day; what is kept alone may exceed a limit, nothing is added."""
    share, energy = weights().energy["window"], plan.request.energy
    limits = {**food_upper_levels(plan.request), "energy": energy * (1 + share)}
    for day in plan.days:
        items = [item for meal in day["meals"] for item in meal["items"]]
        kept = [item for item in items if item["kept"]]
        totals, given = (totals_of(part, plan.request.foods) for part in (items, kept))
        if plan.mode == "full" and (totals["energy"] or 0.0) < energy * (1 - share) - 1e-3:
            yield f"day {day['day']}: less energy than the window"
        for name, limit in limits.items():
            if (totals[name] or 0.0) > max(limit, given[name] or 0.0) + 1e-3:
                yield f"day {day['day']}: {name} over its limit"
        added = _caffeine(plan, [item for item in items if not item["kept"]])
        if added > 1e-6 and added + _kept_caffeine(plan) > max(
            caffeine_limit(plan.request), _kept_caffeine(plan)
        ):
            yield f"day {day['day']}: caffeine over the cap"


def _kept_caffeine(plan: Plan) -> float:
    return sum(item.caffeine_high for item in plan.request.kept)


def _foods(plan: Plan) -> Iterator[str]:
    """No food that the safety rules, the diet or the exclusions forbid."""
    fine = plan.request.foods.allowed(plan.request.diet, plan.request.exclude)
    unsafe = planner_excluded(plan.request.jurisdiction)
    for day, _, item in _items(plan):
        if not item["kept"] and not fine[item["food_id"]]:
            yield f"day {day}: {item['description']} is left out by diet or exclusion"
        if not item["kept"] and any(food in unsafe for food, _grams in lines_of(item)):
            yield f"day {day}: {item['description']} is not advised in pregnancy"


def _dishes(plan: Plan) -> Iterator[str]:
    """No dish that she does not want, and none that needs a stove on a day without cooking."""
    known = {dish.name: dish for dish in library(plan.request.own_dishes)}
    for day in plan.days:
        for name in [meal["dish"] for meal in day["meals"] if meal["dish"] in known]:
            if name in plan.request.without_dishes:
                yield f"day {day['day']}: {name} is not wanted"
            if day["day"] in plan.request.without_cooking and not known[name].no_cook:
                yield f"day {day['day']}: {name} needs a stove"


def _own_meals(plan: Plan) -> Iterator[str]:
    """Find a meal that is called hers with a food that her diary does not have."""
    names = {dish.name for dish in plan.request.own_meals.dishes}
    for day, meal, item in _items(plan):
        strange = not item["kept"] and item["food_id"] not in plan.request.known_foods
        if meal["dish"] in names and strange:
            yield f"day {day}: {item['description']} is not in the diary, but {meal['dish']} is hers"


def _repeats(plan: Plan) -> Iterator[str]:
    """Find a dish twice within two days, or more than so often a week."""
    names = [[meal["dish"] for meal in day["meals"] if meal["dish"]] for day in plan.days]
    known = {dish.name for dish in library(plan.request.own_dishes)}
    yield from (f"{name} is not a dish of the library" for day in names for name in day if name not in known)
    for number, (today, tomorrow) in enumerate(pairwise([*names, []]), start=1):
        near = today + tomorrow
        yield from (
            f"day {number}: {name} again within two days" for name in set(near) if near.count(name) > 1
        )
    for start in range(0, len(names), WEEK):
        week = [name for day in names[start : start + WEEK] for name in day]
        most = weights().variety["max_per_week"]
        yield from (
            f"{name} more than {most:g} times in a week" for name in set(week) if week.count(name) > most
        )


def _weeks(plan: Plan) -> Iterator[str]:
    """Weekly fish and the capped groups, week by week."""
    for start in range(0, len(plan.days), WEEK):
        days = plan.days[start : start + WEEK]
        items = [item for day in days for meal in day["meals"] for item in meal["items"]]
        kept = [item for item in items if item["kept"]]
        for limit in plan.request.foods.weekly_fish(plan.request.jurisdiction):
            grams = [
                sum(grams * limit.members.get(food, 0.0) / 100 for food, grams in _lines(part))
                for part in (items, kept)
            ]
            if grams[0] > max(limit.max_grams, grams[1]) + 1e-3:
                yield f"{limit.name}: {grams[0]:.0f} g in a week"
        yield from _capped(days, items, kept)


def _capped(days: list[dict[str, Any]], items: list[Item], kept: list[Item]) -> Iterator[str]:
    for group in capped_groups():
        if group.max_per_week:
            servings = [sum(group.servings(*line) for line in _lines(part)) for part in (items, kept)]
            if servings[0] > max(group.max_per_week, servings[1]) + 1e-3:
                yield f"{group.name}: {servings[0]:.1f} servings in a week"
            continue
        for day in days:
            meals = [
                m
                for m in day["meals"]
                if any(food in group.members for food, _ in _lines(i for i in m["items"] if not i["kept"]))
            ]
            if len(meals) > (group.max_per_day or 0):
                yield f"day {day['day']}: {group.name} more than {group.max_per_day:g} times"


def _reasons(plan: Plan) -> Iterator[str]:
    """Means, misses and the article's groups are what the days say."""
    for row in plan.targets:
        mean = float(np.mean([day["totals"][row["nutrient"]] or 0.0 for day in plan.days]))
        if not _close(mean, row["planned_mean"]):
            yield f"{row['nutrient']}: the printed mean is not that of the days"
        if mean > row["best_case"] * (1 + 1e-4) + 1e-3 or mean < row["worst_case"] * (1 - 1e-4) - 1e-3:
            yield f"{row['nutrient']}: the mean lies outside the best and worst case"
        if is_missed(mean, row["target"]) != any(
            other["nutrient"] == row["nutrient"] for other in plan.unmet
        ):
            yield f"{row['nutrient']}: missed targets and the list of them differ"
    shown = {row["group"]: row for row in plan.emphasis}
    for group in emphasis_groups():
        servings = sum(group.servings(*line) for line in _lines(item for _, _, item in _items(plan)))
        if not _close(servings, shown[group.id]["servings"]):
            yield f"{group.name}: {servings:.2f} servings, not {shown[group.id]['servings']:.2f}"
        if servings == 0 and not shown[group.id]["or_why_not"]:
            yield f"{group.name}: absent without a reason"


def _shares(plan: Plan) -> Iterator[str]:
    """Find a share of a target, told as a dish's reason, that its portions do not hold."""
    for day in plan.days:
        for meal in day["meals"]:
            dish = [item for item in meal["items"] if not item["kept"]]
            totals = totals_of(dish or meal["items"], plan.request.foods)
            for row in meal["why"]["shares"]:
                told = row["share_of_target"] * plan.request.targets[row["nutrient"]].target
                if not _close(told, totals[row["nutrient"]] or 0.0):
                    yield f"day {day['day']}: the {row['nutrient']} of {meal['slot']} is not what is told"
