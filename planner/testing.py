"""Checkers that tests, benchmarks and users share; none of them uses the planner's own allergen tables.

Examples
--------
>>> import planner
>>> targets = planner.targets_for(planner.Person(age=29, life_stage="pregnant", gestation_weeks=22))
>>> assert_plan_holds(planner.plan_meals(targets, days=1, diet="vegan"))
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from planner.reference.foods import PREFIX, food_table, ingredient_list

if TYPE_CHECKING:
    from planner.diary import Diary
    from planner.plan import Plan

# What an ingredient's name must not say.
_FORBIDDEN: Final = {
    "vegan": r"\bmilk|cheese|butter\b|cream\b|yogurt|whey|\begg|beef|pork|chicken|turkey|\bfish|honey\b",
    "vegetarian": r"beef|pork|chicken|turkey|\bfish\b|salmon|tuna|cod\b|shrimp|crab|clam|gelatin|lamb",
    "pescatarian": r"beef|pork|chicken|turkey|gelatin|lamb",
    "dairy": r"\bmilk|cheese|\bbutter\b|yogurt|whey|kefir",
    "egg": r"\beggs?\b|mayonnaise",
    "gluten": r"wheat|barley|\brye\b|couscous|bulgur|\boats?\b|oatmeal",
    "nuts": r"almond|walnut|pecan|cashew|pistachio|hazelnut|macadamia|brazil",
    "peanut": r"peanut",
    "soy": r"\bsoy(?!bean oil)|tofu|edamame|miso",
    "sesame": r"sesame|tahini",
    "honey": r"honey\b",
    "pork": r"pork|bacon|\bham\b",
    "beef": r"\bbeef",
    "fish": r"\bfish|salmon|tuna|\bcod\b|haddock|sardine|anchov|trout|herring|tilapia",
    "shellfish": r"shrimp|crab|clam|mussel|scallop|oyster|lobster",
}
# Phrases with a word in them that only sounds like it …
_SOUNDS_LIKE: Final = re.compile(
    r"soy ?milk|yogurt, soy|(?:almond|coconut|oat|rice|non-?dairy) milk|milk, (?:soy|almond|coconut|rice)"
    r"|coconut,? cream|butter, (?:sesame|sunflower|almond)"
    r"|(?:peanut|almond|cashew|cocoa|shea|seed|sesame) butter"
    r"|butter beans|buckwheat|cream of (?:rice|tartar|wheat)|eggplant"
    r"|oil, (?:soybean|industrial, soy)|soybean oil"
    r"|excluding honey roasted|oyster, soda|no butter added"
)
# … and that word: the rest of the phrase still counts, as the peanut of peanut butter does.
_ONLY_SOUNDS: Final = re.compile(
    r"milk|butter|cream|yogurt|buckwheat|eggplant|oil, soybean|industrial, soy|soybean oil|honey|oyster"
)


@cache
def made_of(food_id: str) -> str:
    """Return the names, lower case, of all that a food is made of, down the ingredient list.

    Examples
    --------
    >>> "honey" in made_of("fndds:91302010")
    True
    """
    rows = ingredient_list()
    names = [food_table().description(food_id)]
    for row in rows[rows["food_id"] == food_id].itertuples():
        inner = f"{PREFIX}{row.ingredient_code}"
        known = inner in food_table().foods.index and inner != food_id
        names.append(made_of(inner) if known else str(row.ingredient))
    return _SOUNDS_LIKE.sub(lambda found: _ONLY_SOUNDS.sub(" ", found[0]), " | ".join(names).lower())


def named_against(word: str, food_id: str) -> str | None:
    """Return the word in a food's ingredients that a diet or exclusion leaves out, or None.

    Examples
    --------
    >>> named_against("peanut", "fndds:42202000")
    'peanut'
    >>> named_against("soy", "fndds:54403001") is None  # popcorn: refined oil is not counted as soy
    True
    """
    found = re.search(_FORBIDDEN[word], made_of(food_id)) if word in _FORBIDDEN else None
    return found.group() if found else None


def forbidden_in(plan: Plan) -> list[str]:
    """Return the foods of a plan whose ingredients name what the diet or an exclusion leaves out."""
    asked = (plan.request.diet, *plan.request.exclude)
    items = [item for day in plan.days for meal in day["meals"] for item in meal["items"] if not item["kept"]]
    return [
        f"{item['description']}: {found} ({word})"
        for item in items
        for word in asked
        if (found := named_against(word, item["food_id"]))
    ]


def assert_plan_holds(plan: Plan) -> None:
    """Check a plan as printed, and its diet and exclusions once more from the ingredients.

    Raises
    ------
    PlanCheckError
        For a broken promise.
    AssertionError
        Naming foods that the diet or an exclusion leaves out.
    """
    plan.check()
    found = forbidden_in(plan)
    assert not found, found


def assert_no_row_lost(diary: Diary) -> None:
    """Check that every row that was read is used or has a fault.

    Raises
    ------
    AssertionError
    """
    rows = diary.rows
    assert rows["read"] == rows["used"] + rows["with_faults"], rows
    assert rows["with_faults"] == diary.faults["row"].nunique(), rows
