"""Cramp Planner: a food diary goes in, nutrient gaps and a week of small meals come out.

>>> import planner
>>> person = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
>>> planner.targets_for(person, framework="nasem")["magnesium"].target
350.0
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.diary import Corrections, Diary, parse_meal, read_diary
    from planner.diary.matching.search import FoodMatch, match_food
    from planner.gaps import assess
    from planner.intake import daily_intake
    from planner.plan import Plan, plan_meals
    from planner.plan.custom import solve_table
    from planner.plan.custom_solution import TableSolution
    from planner.reference.people import Person, read_person
    from planner.reference.targets import Targets, targets_for

# Where each public name lives; imported when first used, so that `import planner` stays light.
_HOMES = {
    "Corrections": "planner.diary",
    "Diary": "planner.diary",
    "FoodMatch": "planner.diary.matching.search",
    "Person": "planner.reference.people",
    "Plan": "planner.plan",
    "TableSolution": "planner.plan.custom_solution",
    "Targets": "planner.reference.targets",
    "assess": "planner.gaps",
    "daily_intake": "planner.intake",
    "match_food": "planner.diary.matching.search",
    "parse_meal": "planner.diary",
    "plan_meals": "planner.plan",
    "read_diary": "planner.diary",
    "read_person": "planner.reference.people",
    "solve_table": "planner.plan.custom",
    "targets_for": "planner.reference.targets",
}

__all__ = [
    "Corrections",
    "Diary",
    "FoodMatch",
    "Person",
    "Plan",
    "TableSolution",
    "Targets",
    "assess",
    "daily_intake",
    "match_food",
    "parse_meal",
    "plan_meals",
    "read_diary",
    "read_person",
    "solve_table",
    "targets_for",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'planner' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
