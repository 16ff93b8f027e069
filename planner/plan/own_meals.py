"""Her own repeated meals as dishes: from the diary, in her portions, checked as any other dish is.

A meal counts from the second time on, and in a diary of a week or less from the first. Meals that share
most of their foods are one dish. What does not pass the checks of dishes is left out, with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Final

from planner.gaps.notices import flags_of_eaten
from planner.language import _, mark, retold
from planner.plan.foods import PlanFoods, plan_foods
from planner.plan.occasions import Eaten, Occasion, in_ranges, occasions, settings
from planner.plan.own_portions import nearest_portion, with_choices
from planner.reference.dish_checks import DishProblem, amount_problems, dish_problems, with_tags
from planner.reference.dish_names import main_words, unsaid_of
from planner.reference.dishes import Dish, DishItem, library
from planner.reference.foods import food_table
from planner.reference.safety import Flag, bars_from_plans, planner_excluded
from planner.sources.kept import parted

if TYPE_CHECKING:
    from planner.diary import Diary

_PLAIN_WORDS: Final = re.compile(r"[a-z][a-z' -]{1,30}")
_MOST_NAMED: Final = 4
_OF_THE_WHOLE: Final = ("name", "most", "least", "slots")
"""Fields of problems of which part of a dish says nothing."""
_KINDS: Final = (mark("breakfast"), mark("lunch"), mark("dinner"), mark("snack"), mark("meal"))
_OWN_NAME: Final = re.compile(rf"Your (?P<meal>{'|'.join(_KINDS)}): (?P<foods>.*?)(?P<more> and more)?")


@dataclass(frozen=True)
class LeftOut:
    """A meal of hers that is no dish of a plan, and why: a sentence."""

    name: str
    why: str


@dataclass(frozen=True)
class OwnMeals:
    """What a diary gives.

    Attributes
    ----------
    dishes : tuple of Dish
        The most frequent meals first.
    in_library : tuple of str
        Names of dishes of the library that hold the same foods as a meal of hers.
    left_out : tuple of LeftOut
        Meals that cannot be dishes.
    """

    dishes: tuple[Dish, ...] = ()
    in_library: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


NO_MEALS: Final = OwnMeals()


def own_meals(diary: Diary | None, jurisdiction: str, beside: Sequence[Dish] = ()) -> OwnMeals:
    r"""Return the meals of a diary as dishes.

    Parameters
    ----------
    diary : Diary or None
        Of one person; the meals of several people are nobody's own, and none are taken.
    jurisdiction : str
        Whose safety rules look at her words and at the foods.
    beside : sequence of Dish
        Her dishes of another source: the same foods make no second dish.

    Examples
    --------
    >>> import planner
    >>> text = b"time,meal,food,amount,unit\n7:15,breakfast,oatmeal,1,cup\n7:20,breakfast,banana,1,\n"
    >>> found = own_meals(planner.read_diary(text), "us")
    >>> [dish.name for dish in found.dishes], found.left_out
    (['Your breakfast: oatmeal, banana'], ())
    """
    if diary is None or diary.entries["person"].nunique() > 1:
        return NO_MEALS
    groups = _repeated(occasions(diary), diary.entries["date"].nunique())
    known = plan_foods(diary.kept)
    everything = library(tuple(beside))
    names = {dish.name.casefold() for dish in everything}
    foods = {_bases(dish): dish.name for dish in everything}
    found: list[Dish] = []
    in_library, left_out = list[str](), list[LeftOut]()
    for group in groups:
        dish = dish_of_meals(group, jurisdiction, known)
        if isinstance(dish, LeftOut):
            left_out.append(dish)
        elif same := foods.get(_bases(dish)):
            in_library.append(same)
        else:
            name = unused(dish.name, names)
            found.append(replace(dish, name=name, id=f"diary-{len(found) + 1}"))
            names.add(name.casefold())
            foods[_bases(dish)] = name
    return OwnMeals(tuple(found), tuple(in_library), tuple(left_out))


def _bases(dish: Dish) -> frozenset[str]:
    """Return the foods of a dish, those of her own without their version."""
    return frozenset(parted(food)[0] for food in dish.food_ids)


def _repeated(meals: Iterable[Occasion], days: int) -> list[list[Occasion]]:
    """Return the meals that are alike, in the order of how often they stand in the diary."""
    times, groups = settings()["times"], list[list[Occasion]]()
    for meal in meals:
        if not meal.foods:
            continue
        own = next((group for group in groups if _alike(group[0], meal)), None)
        if own is None:
            groups.append([meal])
        else:
            own.append(meal)
    least = 1 if days <= times["short_days"] else times["once_more"]
    often = [group for group in groups if len(group) >= least]
    return sorted(often, key=lambda group: -len(group))[: times["most_dishes"]]


def _alike(first: Occasion, other: Occasion) -> bool:
    """Return whether the foods that two meals share hold most of the energy of each."""
    if first.food_ids.isdisjoint(other.food_ids):
        return False
    shares = (
        sum(energy for food, energy in one.energy.items() if food in another.energy)
        >= settings()["meal"]["alike"] * sum(one.energy.values())
        for one, another in ((first, other), (other, first))
    )
    return all(shares)


def dish_of_meals(group: Sequence[Occasion], jurisdiction: str, known: PlanFoods) -> Dish | LeftOut:
    """Return the dish of meals that are alike, or why there is none."""
    name, fit, why = _name(group), list[Occasion](), ""
    for meal in group:
        wrong = _unfit(meal, jurisdiction, known)
        why = why or wrong
        fit += [] if wrong else [meal]
    if not fit:
        return LeftOut(name, why)
    always = _always(fit)
    items = [_item(foods, foods[0].food_id in always, known) for foods in _usual_foods(fit)]
    if None in items:
        return LeftOut(name, _("No kitchen measure of one of its foods comes near your amount."))
    slots = tuple(dict.fromkeys(slot for meal in fit for slot in meal.slots))
    usual = Dish(
        "diary", _name(fit), "Own", slots, _minutes("cook"), "cook", False,
        tuple(item for item in items if item),
    )  # fmt: skip
    dish = with_choices(usual, known.table)
    if dish is None:
        return LeftOut(name, _size_words(usual, known))
    dish, problems = _checked(dish, known)
    return LeftOut(name, retold(problems[0].problem)) if problems else dish


def _checked(dish: Dish, known: PlanFoods) -> tuple[Dish, list[DishProblem]]:
    """Return a dish with its tags, and what is wrong with it.

    Of foods of her own no kitchen rule can tell; the others are looked at without them, but for what the
    whole dish decides: its name, its size, whether it is a drink alone.
    """
    others = tuple(item for item in dish.items if item.food_id not in known.kept)
    if len(others) == len(dish.items):
        dish = with_tags(_with_effort(dish))
        return dish, dish_problems(dish)
    rest = with_tags(replace(dish, items=others))
    wrong = dish_problems(rest) if others else []
    return replace(rest, items=dish.items), [one for one in wrong if one.field not in _OF_THE_WHOLE]


def _size_words(dish: Dish, known: PlanFoods) -> str:
    """Say that her usual amounts, and half or twice of them, are no small meal."""
    if any(problem.field == "most" for problem in amount_problems(dish, known.table)):
        return _("Your amounts, and half of them, are more than a small meal.")
    return _("Your amounts, and twice of them, are less than a meal.")


def _unfit(meal: Occasion, jurisdiction: str, known: PlanFoods) -> str:
    """Return why a meal of the diary cannot be a dish, or nothing."""
    if not meal.understood:
        return _("Not all of its rows, or of those beside it, were understood as foods with an amount.")
    if not meal.slots:
        return _("The diary does not say what was eaten together, and when.")
    for food in meal.foods:
        food_id = food.own.food_id if food.own else food.food_id
        flags = flags_of_eaten(food.text, food_id, known.kept, jurisdiction)
        strict = next((flag for flag in flags if _bars(flag, food)), None)
        if strict is not None:
            return _(
                "About {food}: {advice} ({authority}).",
                food=_words(food), advice=strict.words().rstrip("."), authority=strict.authority,
            )  # fmt: skip
        excluded = planner_excluded(jurisdiction)
        if known.is_limited_fish(food_id, jurisdiction) or any(
            part in excluded for part, _grams in known.lines(food_id, food.grams)
        ):
            return _("The safety rules in pregnancy keep {food} out of plans.", food=_words(food))
        if food.lacks_energy:
            return _("How much energy {food} has is not known.", food=_words(food))
    return ""


def _bars(flag: Flag, food: Eaten) -> bool:
    """Tell whether a rule bars a food; of the table's foods only what her words say is looked at here."""
    return bars_from_plans(flag) if food.own else flag.severity in ("avoid", "caution")


def _usual_foods(meals: Sequence[Occasion]) -> list[list[Eaten]]:
    """Return each usual food, as often as it was eaten."""
    foods: dict[str, list[Eaten]] = {}
    for meal in meals:
        for food in meal.foods:
            foods.setdefault(food.food_id, []).append(food)
    least = settings()["meal"]["usual"] * len(meals)
    return [eaten for eaten in foods.values() if len(eaten) >= least]


def _always(meals: Sequence[Occasion]) -> frozenset[str]:
    """Return the foods that stand in every meal, or else the one that stands in most."""
    counts = Counter(food.food_id for meal in meals for food in meal.foods)
    most = counts.most_common(1)[0][0]
    return frozenset(food for food, count in counts.items() if count == len(meals)) or frozenset({most})


def _item(eaten: Sequence[Eaten], always: bool, known: PlanFoods) -> DishItem | None:
    """Return a food in its usual amount, and without it where it does not stand in every meal.

    A food of her own is taken in the latest of the versions that she ate.
    """
    usual = median(food.grams for food in eaten)
    said = min(eaten, key=lambda food: abs(food.grams - usual)).household
    versions = [food.own for food in eaten if food.own]
    food_id = max(versions, key=lambda own: own.number).food_id if versions else eaten[0].food_id
    item = nearest_portion(food_id, usual, said, known.table)
    return item if item is None or always else replace(item, multiples=(Fraction(0), *item.multiples))


def _with_effort(dish: Dish) -> Dish:
    """Return a dish with its effort guessed: a stove is needed unless all of it is eaten as it is bought."""
    kitchen = settings()["kitchen"]
    if not all(
        in_ranges(food, kitchen["ready"])
        or re.search(kitchen["ready_words"], food_table().description(food).lower())
        for food in dish.food_ids
    ):
        return dish
    effort = "none" if len(dish.items) == 1 else "assemble"
    cold = replace(dish, effort=effort, minutes=_minutes(effort))
    needs_stove = any(problem.field == "effort" for problem in dish_problems(cold))
    return dish if needs_stove else cold


def _minutes(effort: str) -> int:
    return int(settings()["kitchen"]["minutes"][effort])


def _name(meals: Sequence[Occasion]) -> str:
    """Return such as "Your breakfast: oatmeal, milk", after the foods that stand in every meal."""
    kind = Counter(meal.name for meal in meals).most_common(1)[0][0]
    foods, always = {food.food_id: food for meal in meals for food in meal.foods}, _always(meals)
    named = [_words(foods[food]) for food in foods if food in always]
    more = " and more" if len(named) > _MOST_NAMED else ""
    return f"Your {kind}: {', '.join(dict.fromkeys(named[:_MOST_NAMED]))}{more}"


def shown_name(name: str) -> str:
    """Return the name of a dish in the language in use: one of the library, or one of hers.

    Examples
    --------
    >>> shown_name("Your breakfast: oatmeal, milk and more")
    'Your breakfast: oatmeal, milk and more'
    """
    found = _OWN_NAME.fullmatch(name)
    if found is None:
        return _(name)
    more = _("{foods} and more", foods=found["foods"]) if found["more"] else found["foods"]
    return _("Your {meal}: {foods}", meal=_(found["meal"]), foods=more)


def _words(food: Eaten) -> str:
    """Return what she calls a food where the table's description bears it out, or else how that begins.

    A food of her own has her name.
    """
    if food.own:
        return food.own.food.description
    said = " ".join(food.text.split()).lower()
    borne_out = main_words(said) and not unsaid_of(said, [food.food_id])
    if borne_out and _PLAIN_WORDS.fullmatch(said):
        return said
    return food_table().description(food.food_id).split(",")[0].lower()


def unused(name: str, used: set[str]) -> str:
    """Return a name that no other dish has: the same, or with a number.

    Examples
    --------
    >>> unused("Soup", {"soup", "stew"})
    'Soup (2)'
    """
    numbered = (f"{name} ({number})" for number in range(2, len(used) + 3))
    return name if name.casefold() not in used else next(n for n in numbered if n.casefold() not in used)
