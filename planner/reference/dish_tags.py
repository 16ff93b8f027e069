"""What follows from the foods of a dish: for which diets it can be served, what it holds, where it is safe.

Nothing of this is written into the dish files: it is decided by the ingredient list of each food
(:mod:`planner.reference.diets`) and by the safety rules, so that a tag cannot be wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pandas as pd

from planner.reference.diets import DIETS, allergens, allowed_foods
from planner.reference.dishes import Dish
from planner.reference.safety import JURISDICTIONS, planner_excluded


def required_foods(dish: Dish) -> tuple[str, ...]:
    """Return the foods that no choice of amounts leaves out.

    Examples
    --------
    >>> from planner.reference.dishes import dishes
    >>> optional = next(dish for dish in dishes() if dish.id == "porridge-apple-honey")
    >>> len(optional.food_ids), len(required_foods(optional))
    (3, 2)
    """
    return tuple(item.food_id for item in dish.items if min(item.multiples) > 0)


def fits(dish: Dish, allowed: pd.Series[bool], jurisdiction: str | None = None) -> bool:
    """Tell whether some choice of amounts holds allowed foods only.

    Parameters
    ----------
    dish : Dish
    allowed : pandas.Series of bool
        As :func:`planner.reference.diets.allowed_foods` returns.
    jurisdiction : str, optional
        Then the safety rules in pregnancy must let a plan propose those foods too.
    """
    unsafe: Collection[str] = planner_excluded(jurisdiction) if jurisdiction else ()
    fine = {food for food in dish.food_ids if allowed[food] and food not in unsafe}
    return bool(fine) and fine.issuperset(required_foods(dish))


def diets_of(dish: Dish) -> tuple[str, ...]:
    """Return the diets for which the dish can be served, optional foods left out where need be.

    Examples
    --------
    >>> from planner.reference.dishes import dishes
    >>> diets_of(next(dish for dish in dishes() if dish.id == "tilapia-tacos"))
    ('omnivore', 'pescatarian')
    """
    return tuple(diet for diet in DIETS if fits(dish, allowed_foods(diet)))


def holds(foods: Iterable[str]) -> tuple[str, ...]:
    """Return the allergens and animal sources in foods, in the order of the allergen table.

    Examples
    --------
    >>> holds(["fndds:11112210"])  # milk
    ('dairy',)
    """
    table = allergens()
    return tuple(table.columns[table.loc[list(foods)].any()])


def unsafe_in(dish: Dish) -> tuple[str, ...]:
    """Return the jurisdictions whose safety rules keep a food of the dish out of a plan."""
    return tuple(name for name in JURISDICTIONS if set(dish.food_ids) & planner_excluded(name))
