"""Foods of a woman's own for tests: two by label, one by recipe, and diaries that name them."""

from __future__ import annotations

import datetime as dt

import planner
from planner.diary import Corrections, Diary
from planner.diary.own_foods import add_food
from planner.sources.food import Measure, SourcedFood
from planner.sources.kept import KeptFoods

DAY = dt.date(2026, 3, 1)
OAT_DRINK = SourcedFood(
    "own:oat-drink", "Oat drink", "100 ml", {"energy": 46.0, "calcium": 120.0, "caffeine": 0.0},
    (Measure("1 mug", None, 250.0),), "own food", "", DAY, "water, oats",
)  # fmt: skip
SEED_BAR = SourcedFood(
    "own:seed-bar", "Seed bar", "serving", {"energy": 200.0, "magnesium": 60.0, "iron": 2.0},
    (Measure("1 bar", 40.0),), "own food", "", DAY,
)  # fmt: skip
SOUP = b"""name = "Mum's lentil soup"
since = 2026-03-01
servings = 4
[[ingredients]]
food_id = "fndds:41305000"
grams = 600
[[ingredients]]
food_id = "fndds:73103010"
grams = 200
"""
HEADER = "date,time,meal,food,amount,unit\n"
BREAKFAST = "{day},07:30,breakfast,oat drink,1,mug\n{day},07:30,breakfast,banana,1,\n"
LUNCH = "{day},12:30,lunch,mum's lentil soup,1,serving\n{day},12:30,lunch,whole wheat bread,2,slices\n"
SNACK = "{day},16:00,snack,seed bar,1,bar\n"


def corrections(*foods: SourcedFood, recipe: bytes = SOUP) -> Corrections:
    """Return the foods as kept, with a recipe."""
    kept = KeptFoods()
    for food in foods or (OAT_DRINK, SEED_BAR):
        kept = kept.keep(food, since=DAY)
    return Corrections().with_foods(add_food(recipe, Corrections().with_foods(kept), today=DAY).foods)


def diary_of(*rows: str, mine: Corrections | None = None, days: int = 3) -> Diary:
    """Return a diary that has the same rows on each day."""
    dates = [f"2026-03-{number:02d}" for number in range(2, 2 + days)]
    text = HEADER + "".join(row.format(day=date) for date in dates for row in rows)
    return planner.read_diary(text.encode(), corrections=mine or corrections())
