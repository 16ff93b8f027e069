"""The foods that a person keeps, each with its versions: a change is a new version, and the past stays.

Every kept food has a version: ``own:lentil-soup@2``, ``fdc:173944@1``. The id without one means the version
in force on the day that it is asked for. What was removed is no longer in force from that day on, and is
still read by its id and for the days before.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from planner.errors import FoodError
from planner.language import mark
from planner.sources.checks import check_food
from planner.sources.food import SourcedFood

OWN: Final = "own:"
MEALS: Final = ("breakfast", "snack", "lunch", "dinner")
"""For which plans may propose a recipe."""
_SERVING: Final = "1 serving"
MOST_FOODS: Final = 5_000
"""Versions of all foods together."""
_VERSION: Final = re.compile(r"(?P<base>.+)@(?P<number>[1-9]\d{0,5})")
_LONGEST_SLUG: Final = 60


@dataclass(frozen=True)
class Part:
    """An ingredient of a recipe: how much of it, as it went in, is in what the recipe's amounts are per.

    Those of a recipe within a recipe are its own. ``ingredients`` is the list on the label of a kept food.
    """

    food_id: str
    description: str
    grams: float
    ingredients: str = ""


@dataclass(frozen=True)
class KeptFood:
    """One version of a food.

    Attributes
    ----------
    food : SourcedFood
        Its ``food_id`` ends with the version.
    since : datetime.date
        The day from which it is in force.
    until : datetime.date or None
        The day on which it was removed; None where it was not.
    known : mapping
        Of a recipe: the share, 0 to 1, of the ingredients' weight whose amount of a nutrient is known, where
        that is not all. Such an amount is a lower bound.
    parts : tuple of Part
        Of a recipe: its ingredients.
    meals : tuple of str
        Of a recipe: for which of :data:`MEALS` plans may propose it, whether or not it was ever eaten.
    """

    food: SourcedFood
    since: dt.date
    until: dt.date | None = None
    known: Mapping[str, float] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    meals: tuple[str, ...] = ()

    @property
    def is_served(self) -> bool:
        """Whether it is a recipe of which a serving's weight is known."""
        measures = self.food.measures
        return bool(self.parts and measures and measures[0].words == _SERVING and measures[0].grams)

    @property
    def food_id(self) -> str:
        """The id with its version."""
        return self.food.food_id

    @property
    def base(self) -> str:
        """The id without its version."""
        return parted(self.food_id)[0]

    @property
    def number(self) -> int:
        """The number of the version."""
        return parted(self.food_id)[1] or 0


@dataclass(frozen=True, eq=False)
class KeptFoods:
    """The foods of one person or household; it never changes, methods return another.

    Attributes
    ----------
    versions : tuple of KeptFood
        Those of a food in their order, none left out.

    Examples
    --------
    >>> march, may = dt.date(2026, 3, 1), dt.date(2026, 5, 1)
    >>> soup = SourcedFood("own:soup", "Soup", "100 g", {"iron": 1.0}, (), "own food", "", march)
    >>> kept = KeptFoods().keep(soup, since=march).keep(replace(soup, amounts={"iron": 2.0}), since=may)
    >>> [kept.get("own:soup", day).food_id for day in (march, may)]
    ['own:soup@1', 'own:soup@2']
    """

    versions: tuple[KeptFood, ...] = ()

    def keep(
        self,
        food: SourcedFood,
        *,
        since: dt.date | None = None,
        known: Mapping[str, float] | None = None,
        parts: Iterable[Part] = (),
    ) -> KeptFoods:
        """Return foods with one more, or with a new version where it differs from the one in force.

        Parameters
        ----------
        food : SourcedFood
            Its id without a version.
        since : datetime.date, optional
            The day from which it is in force; today where left out.
        known, parts
            As in :class:`KeptFood`.

        Raises
        ------
        FoodError
            When it cannot be kept, or a later version is kept already: the past does not change.
        """
        check_food(food)
        before = self._by_base.get(food.food_id, ())
        since = since or max([dt.date.today(), *_days(before[-1:])])
        self._check_day(food.food_id, since)
        new = KeptFood(_numbered(food, len(before) + 1), since, None, dict(known or {}), tuple(parts))
        if before and before[-1].until is None and _same(before[-1], new):
            return self
        if before and new.is_served:
            new = replace(new, meals=before[-1].meals)
        if len(self.versions) >= MOST_FOODS:
            raise FoodError(
                mark("More than {n} foods are kept.").format(n=format(MOST_FOODS, ",")),
                mark("Begin a new PLANNER_HOME."),
            )
        return KeptFoods((*self.versions, new))

    def remove(self, food_id: str, on: dt.date | None = None) -> KeptFoods:
        """Return foods of which one is no longer in force from a day on; its versions stay readable.

        Raises
        ------
        FoodError
            When no such food is kept, or it was removed before.
        """
        last = self._last(food_id)
        until = on or max(dt.date.today(), last.since)
        self._check_day(last.base, until)
        return KeptFoods(tuple(replace(one, until=until) if one is last else one for one in self.versions))

    def propose(self, food_id: str, meals: Iterable[str]) -> KeptFoods:
        """Return foods of which plans may propose a recipe for some meals, for none where none is named.

        The choice is of all its versions, also of those to come.

        Raises
        ------
        FoodError
            When no such food is kept, it is no recipe with servings, or there is no such meal.
        """
        last, chosen = self._last(food_id), set(meals)
        if unknown := sorted(chosen.difference(MEALS)):
            raise FoodError(
                mark("“{meal}” is no meal of a plan.").format(meal=unknown[0][:40]),
                mark("Choose from {meals}.").format(meals=", ".join(MEALS)),
            )
        if not last.is_served:
            raise FoodError(
                mark("{food} is no recipe with servings.").format(food=last.food.description),
                mark("Plans propose a kept food by the serving: say how many servings the recipe makes."),
            )
        ordered = tuple(meal for meal in MEALS if meal in chosen)
        return KeptFoods(
            tuple(
                replace(one, meals=ordered) if one.base == last.base and one.is_served else one
                for one in self.versions
            )
        )

    def get(self, food_id: str, on: dt.date | None = None) -> KeptFood | None:
        """Return a version: the one named, or the one in force on a day (today where left out).

        A day before the first version has the first, for a food is often kept after it was eaten.
        """
        base, number = parted(food_id.strip())
        versions = self._by_base.get(base, ())
        if number is not None:
            return next((one for one in versions if one.number == number), None)
        return _in_force(versions, on or dt.date.today())

    def in_force(self, on: dt.date | None = None) -> list[KeptFood]:
        """Return what is in force on a day (today where left out), in the order in which it was kept."""
        day = on or dt.date.today()
        found = (_in_force(versions, day) for versions in self._by_base.values())
        return [one for one in found if one is not None]

    def merged(self, other: KeptFoods, on: dt.date | None = None) -> KeptFoods:
        """Return both: a food not kept here with all of its versions, another as a new one if it differs."""
        merged = self
        for base, versions in other._by_base.items():
            last = versions[-1]
            if base not in self._by_base:
                merged = KeptFoods((*merged.versions, *versions))
            elif last.until is None:
                food = replace(last.food, food_id=base)
                merged = merged.keep(food, since=on, known=last.known, parts=last.parts)
        if len(merged.versions) > MOST_FOODS:
            raise FoodError(
                mark("These are more than {n} foods.").format(n=format(MOST_FOODS, ",")),
                mark("Leave some of them out."),
            )
        return merged

    def turn(self, day: dt.date | None) -> dt.date | None:
        """Return a day on which the same foods are in force as on a day; few days differ in this.

        Examples
        --------
        >>> KeptFoods().turn(dt.date(2026, 3, 1))
        datetime.date(1, 1, 1)
        """
        if day is None:
            return None
        before = bisect_right(self._turns, day)
        return self._turns[before - 1] if before else dt.date.min

    @cached_property
    def _turns(self) -> list[dt.date]:
        """The days, sorted, on which what is in force changes."""
        return sorted({day for one in self.versions for day in _days((one,))})

    def _last(self, food_id: str) -> KeptFood:
        """Return the last version of a food that is not removed."""
        last = self._by_base.get(parted(food_id)[0], (None,))[-1]
        if last is None or last.until is not None:
            raise FoodError(
                mark("No food “{food_id}” is kept.").format(food_id=food_id[:60]),
                mark("`planner foods list` shows those that are."),
            )
        return last

    def _check_day(self, base: str, day: dt.date) -> None:
        latest = max(_days(self._by_base.get(base, ())), default=day)
        if day < latest:
            raise FoodError(
                mark("“{base}” was changed on {latest}, which is after {day}.").format(
                    base=base, latest=latest, day=day
                ),
                mark("Give {latest} or a later day: what was eaten before keeps its figures.").format(
                    latest=latest
                ),
            )

    @cached_property
    def _by_base(self) -> dict[str, tuple[KeptFood, ...]]:
        found: dict[str, tuple[KeptFood, ...]] = {}
        for one in self.versions:
            found[one.base] = (*found.get(one.base, ()), one)
        return found


def own_id(name: str) -> str:
    """Return the id of an own food of this name, without a version.

    Examples
    --------
    >>> own_id("Mum's Crème brûlée, 2%")
    'own:mums-creme-brulee-2'
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("'", "").replace("’", "")
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return OWN + re.sub(r"[\W_]+", "-", letters).strip("-")[:_LONGEST_SLUG].strip("-")


def parted(food_id: str) -> tuple[str, int | None]:
    """Return an id without its version, and the version, None where it names none.

    Examples
    --------
    >>> parted("own:lentil-soup@2"), parted("fdc:173944")
    (('own:lentil-soup', 2), ('fdc:173944', None))
    """
    said = _VERSION.fullmatch(food_id)
    return (said["base"], int(said["number"])) if said else (food_id, None)


def _numbered(food: SourcedFood, number: int) -> SourcedFood:
    return replace(food, food_id=f"{food.food_id}@{number}", amounts=dict(food.amounts))


def _in_force(versions: tuple[KeptFood, ...], day: dt.date) -> KeptFood | None:
    """Return the last version that began by a day, the first on the days before; None once it is removed."""
    begun = [one for one in versions if one.since <= day]
    last = begun[-1] if begun else versions[0] if versions else None
    return None if last is None or (last.until is not None and last.until <= day) else last


def _days(versions: Iterable[KeptFood]) -> Iterable[dt.date]:
    return (day for one in versions for day in (one.since, one.until) if day is not None)


def _same(one: KeptFood, other: KeptFood) -> bool:
    """Tell whether two versions say the same, whenever they were entered."""
    plain = replace(other.food, food_id=one.food_id, retrieved=one.food.retrieved)
    return (one.food, one.known, one.parts) == (plain, other.known, other.parts)
