"""Plans of random persons: every promise holds, and an impossible request is explained by what frees it.

A few in every run; thousands with the number in the environment::

    PLAN_PERSONS=3000 python -m pytest tests/properties/test_plan_properties.py -s

One person again, as printed where she failed: ``PLAN_FIRST=417 PLAN_PERSONS=1``.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import planner
from planner.diary import Diary
from planner.errors import InputError
from planner.plan import Plan, PlanSession
from planner.reference.diets import DIETS, allowed_foods
from planner.reference.dishes import dishes
from planner.reference.foods import food_table
from planner.reference.targets import Targets
from planner.testing import forbidden_in, made_of, named_against

FIRST, PERSONS = int(os.environ.get("PLAN_FIRST", "0")), int(os.environ.get("PLAN_PERSONS", "10"))
SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
ALLERGENS = ("dairy", "egg", "fish", "shellfish", "nuts", "peanut", "gluten", "soy", "sesame", "honey")
FOODS = (
    "pork", "beef", "poultry", "mushrooms", "lentils", "beans", "chickpeas", "rice", "corn", "potato",
    "banana", "spinach", "tofu", "tomato", "onion", "garlic", "avocado", "coconut", "oats", "quinoa",
    "Soft drinks", "salmon",
)  # fmt: skip
KEPT = (
    "1 mug coffee with milk at 08:00", "1 cup tea at 09:00", "1 cup black coffee at 14:00",
    "1 banana at 10:00", "1 cup yogurt", "2 slices whole wheat toast at 07:30", "1 cup orange juice",
    "1 tablespoon peanut butter", "3 cups coffee at 08:00", "2 slices pizza at 12:30",
)  # fmt: skip
NEVER = re.compile(
    r"\bliver\b|swordfish|\bshark\b|king mackerel|tilefish|marlin|orange roughy|\bpate\b|\bbrie\b|camembert"
    r"|roquefort|tonic water|energy drink|, raw fish|sushi|oysters?, raw|\bwine, table|\bbeer\b(?! ?batter)"
)
"""Names that no jurisdiction would have in a plan, whatever the planner's own tables say."""


def random_person(draw: random.Random) -> planner.Person:
    """Return any woman that a planner may meet."""
    stage = draw.choice(["pregnant", "pregnant", "pregnant", "lactating", "nonpregnant", "preconception"])
    height = draw.randint(145, 185)
    before = round(draw.uniform(18, 36) * (height / 100) ** 2)
    extra: dict[str, Any] = {}
    if stage == "pregnant":
        weeks = draw.randint(4, 41)
        extra = {
            "gestation_weeks": weeks,
            "pre_pregnancy_weight_kg": before,
            "weight_kg": before + weeks // 4,
        }
    if stage == "lactating":
        extra = {"months_postpartum": draw.randint(0, 24)}
    if draw.random() < 0.3:
        extra["caffeine_cap_mg"] = draw.choice([0, 50, 100, 150, 200])
    if draw.random() < 0.2:
        extra["jurisdiction"] = draw.choice(["us", "uk", "eu"])
    return planner.Person(**{
        "age": draw.randint(16, 48), "life_stage": stage, "height_cm": height, "weight_kg": before,
        "activity": draw.choice(["inactive", "low_active", "active", "very_active"]),
        "framework": draw.choice(["nasem", "nasem", "efsa", "uk"]),
        "diet": draw.choice(["omnivore"] * 4 + ["pescatarian", "vegetarian", "vegetarian", "vegan"]),
    } | extra)  # fmt: skip


def random_targets(draw: random.Random) -> Targets:
    """Return her targets, some of them set by hand."""
    targets = planner.targets_for(random_person(draw))
    for name in draw.sample(
        ["magnesium", "potassium", "calcium", "iron", "fibre", "vitamin_b6", "protein"], 2
    ):
        if draw.random() < 0.3 and targets[name].target > 0:
            target = targets[name].target * draw.choice([0.6, 0.9, 1.2, 1.6])
            targets = targets.override(name, target=target, reason="agreed")
    return targets


@cache
def diaries() -> tuple[Diary, ...]:
    return tuple(planner.read_diary(SAMPLES / name) for name in ("diary_week.csv", "diary_three_days.csv"))


def random_asked(draw: random.Random) -> dict[str, Any]:
    """Return what is asked beside the targets; one in eight leaves out a great deal."""
    many = draw.random() < 0.125
    left_out = draw.sample(ALLERGENS + FOODS, draw.randint(7, 14) if many else draw.randint(0, 4))
    mode = draw.choice(["full"] * 10 + ["topup", "swap"])
    with_diary = mode != "full" or draw.random() < 0.2
    return {
        "days": draw.choice([1] * 12 + [2] * 6 + [3, 7]),
        "meals_per_day": draw.choice([4, 5, 6, 6, 6, 7, 8]),
        "seed": draw.randint(0, 99),
        "mode": mode,
        "exclude": left_out,
        "keep": draw.sample(KEPT, draw.choice([0, 0, 0, 1, 2])),
        "closeness": draw.choice([0.0, 0.3, 1.0]),
        "last_caffeine": draw.choice([None, "10:00", "12:00", "17:00"]),
        "diary": draw.choice(diaries()) if with_diary else None,
    }


def request_of(number: int) -> tuple[Targets, dict[str, Any]]:
    """Return the random request of a number."""
    draw = random.Random(number)
    return random_targets(draw), random_asked(draw)


def plan_of(targets: Targets, asked: dict[str, Any]) -> Plan:
    """Return her plan; what is kept is struck out of what is asked where it speaks against her diet."""
    try:
        return planner.plan_meals(targets, **asked)
    except InputError as error:
        if "is kept" not in str(error):
            raise
        asked["keep"] = []
        return planner.plan_meals(targets, **asked)


def unsafe_in(plan: Plan) -> list[str]:
    """Return foods that no safety rule would have, and days with more caffeine than any cap."""
    found = []
    for day in plan.days:
        chosen = [item for meal in day["meals"] for item in meal["items"] if not item["kept"]]
        for item in chosen:
            alcohol = food_table().composition["alcohol"][item["food_id"]]
            if NEVER.search(made_of(item["food_id"])) or alcohol > 0.5:
                found.append(f"day {day['day']}: {item['description']}")
        caffeine = sum(food_table().composition["caffeine"][i["food_id"]] * i["grams"] / 100 for i in chosen)
        if caffeine > plan.request.targets.caffeine_cap_mg:
            found.append(f"day {day['day']}: {caffeine:.0f} mg of caffeine")
    return found


def without(targets: Targets, asked: dict[str, Any], row: dict[str, Any]) -> tuple[Targets, dict[str, Any]]:
    """Give a wish up as the conflict says: by what anyone can change, not by the planner's own means."""
    name, instead = row["constraint"], int(row["instead"].split()[0]) if row["instead"] else 0
    if row["unit"] == "cap":
        whole = replace(targets.person, caffeine_cap_mg=None)
        return replace(targets, person=whole), asked
    change: dict[str, Any] = {
        "days": {"days": instead},
        "meals a day": {"meals_per_day": instead},
        "exclusion": {"exclude": [one for one in asked["exclude"] if f"no {one}" != name]},
        "diet": {"diet": "omnivore"},
        "kept food": {"keep": [one for one in asked["keep"] if name.removesuffix(" kept") not in one]},
        "hours": {"last_caffeine": "23:59"},
    }[row["unit"]]
    return targets, asked | change


def assert_safe(plan: Plan) -> None:
    """Check a plan as printed, and its foods by code that shares nothing with the planner's."""
    plan.check()
    assert forbidden_in(plan) == []
    assert unsafe_in(plan) == []


@pytest.mark.parametrize("word", ["vegan", "vegetarian", "pescatarian", *ALLERGENS, "pork", "beef"])
def test_no_food_of_a_dish_is_allowed_against_its_ingredients(word: str) -> None:
    fine = allowed_foods(word) if word in DIETS else allowed_foods("omnivore", [word])
    foods = {food for dish in dishes() for food in dish.food_ids}
    found = {food: named_against(word, food) for food in foods}
    assert {food: said for food, said in found.items() if said and fine[food]} == {}
    assert any(found.values())


@pytest.fixture(scope="module")
def seen() -> Iterator[Counter[str]]:
    """Count what the persons were, and print it."""
    counts: Counter[str] = Counter()
    started = time.process_time()
    yield counts
    print(f"\n{dict(counts)}, {time.process_time() - started:.0f} s of the processor")


@pytest.mark.parametrize("number", range(FIRST, FIRST + PERSONS))
def test_a_random_request_is_kept_or_explained(number: int, seen: Counter[str]) -> None:
    targets, asked = request_of(number)
    plan = plan_of(targets, asked)
    seen[plan.status] += 1
    assert_safe(plan)
    if number % 8 == 0:
        again = plan_of(targets, asked)
        assert (again.days, again.conflicts) == (plan.days, plan.conflicts)
    if plan.days:
        return
    assert all(row["relax_by"] > 0 and row["text"].endswith(".") for row in plan.conflicts)
    named = {
        row["constraint"]: row
        for row in plan.conflicts
        if row["found"] and row["constraint"] not in row["limits"]
    }
    seen["infeasible, freed by a wish"] += bool(named)
    seen["infeasible, whole dishes not found"] += not any(
        row["limits"] or row["together"] for row in plan.conflicts
    )
    for row in named.values():
        changed = targets, asked
        for name in (row["constraint"], *row["also"]):
            changed = without(*changed, named[name])
        freed = planner.plan_meals(changed[0], **changed[1])
        assert freed.days, row["text"]
        assert_safe(freed)


@pytest.mark.parametrize("number", range(FIRST, FIRST + PERSONS, 10))
def test_random_wishes_by_hand_are_kept_or_explained(number: int, seen: Counter[str]) -> None:
    targets, asked = request_of(number)
    asked["mode"] = "full"
    if not plan_of(targets, asked).days:
        return
    draw = random.Random(number)
    session = PlanSession(targets, **{name: value for name, value in asked.items() if name != "mode"})
    for _ in range(4):
        day, slot = draw.randint(1, asked["days"]), draw.randrange(asked["meals_per_day"])
        wish = draw.choice(["lock", "ban_dish", "ban_food", "without_cooking", "swap"])
        wanted: dict[str, tuple[Any, ...]] = {
            "lock": (day, slot),
            "ban_dish": (session.dish_at(day, slot),),
            "ban_food": (draw.choice(ALLERGENS + FOODS),),
            "without_cooking": (day,),
            "swap": (day, slot, *[one.dish for one in session.alternatives(day, slot, 1)]),
        }
        if len(wanted[wish]) == 2 and wish == "swap":
            continue  # no other dish fits there
        plan = getattr(session, wish)(*wanted[wish])
        seen[f"by hand: {plan.status}"] += 1
        assert_safe(plan)
        assert plan.days or session.plan.days
