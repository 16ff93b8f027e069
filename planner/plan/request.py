"""What is asked of the planner, checked: days, slots, diet, exclusions, caps, what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from planner.diary.model import KEPT
from planner.errors import PersonError, UnknownNameError
from planner.language import _, mark
from planner.plan.foods import PlanFoods, plan_foods, shipped
from planner.plan.kept import KeptItem, keep_items
from planner.plan.own_meals import NO_MEALS, OwnMeals, own_meals
from planner.plan.own_recipes import own_recipes, recipes_to_propose
from planner.plan.slots import Slot, clock_minutes, slots_for
from planner.reference.dishes import Dish
from planner.reference.emphasis import emphasis_groups
from planner.reference.foods import PREFIX
from planner.reference.targets import Targets

if TYPE_CHECKING:
    from planner.diary import Corrections, Diary

MODES: Final = ("full", "topup", "swap")
MAX_DAYS: Final = 14
_FOODS: Final = ("food", KEPT)


@dataclass(frozen=True, eq=False)
class PlanRequest:
    """A checked request.

    Attributes
    ----------
    targets : Targets
    days : int
        1 to 14.
    slots : tuple of Slot
    mode : str
        ``full``, ``topup`` or ``swap``.
    diet : str
    exclude : tuple of str
        Allergens, food groups or foods that she leaves out.
    kept : tuple of KeptItem
        Stand in every day, in the totals, exempt from repeat rules.
    emphasis, priorities : mapping
        Weight of each article group (0 to 1), and of each nutrient's shortfall.
    closeness : float
        0 to 1: how much a meal unlike her diary costs.
    last_caffeine : str
        Clock time after which the plan proposes no caffeine.
    seed : int
    diary : Diary or None
    foods : PlanFoods
        Those of the table, and her own that the diary names or that plans may propose.
    own_dishes : tuple of Dish
        Her own dishes, beside the shipped ones; the meals of her diary are the last of them.
    own_meals : OwnMeals
        Which of them are meals of her diary, and which meals cannot be dishes.
    own_recipes : OwnMeals
        Which of them are recipes that she keeps, and which of those that plans may propose cannot be dishes.
    without_dishes : tuple of str
        Names of dishes that she does not want.
    without_cooking : tuple of int
        Days, counted from 1, on which nothing needs a stove.
    gentle : bool
        Whether dishes for days of nausea come first.
    """

    targets: Targets
    days: int
    slots: tuple[Slot, ...]
    mode: str
    diet: str
    exclude: tuple[str, ...]
    kept: tuple[KeptItem, ...]
    emphasis: Mapping[str, float]
    priorities: Mapping[str, float]
    closeness: float
    last_caffeine: str
    seed: int
    diary: Diary | None
    foods: PlanFoods = field(default_factory=shipped)
    own_dishes: tuple[Dish, ...] = ()
    own_meals: OwnMeals = NO_MEALS
    own_recipes: OwnMeals = NO_MEALS
    without_dishes: tuple[str, ...] = ()
    without_cooking: tuple[int, ...] = ()
    gentle: bool = False

    @property
    def jurisdiction(self) -> str:
        """Whose safety rules are in force: ``us``, ``uk`` or ``eu``."""
        return self.targets.jurisdiction

    @cached_property
    def known_foods(self) -> frozenset[str]:
        """The foods of the table, and of her own, that stand in her diary."""
        if self.diary is None:
            return frozenset()
        ids = self.diary.entries["food_id"].dropna().unique()
        return frozenset(str(food) for food in ids if str(food).startswith(PREFIX) or food in self.foods.kept)

    @property
    def energy(self) -> float:
        """Energy requirement, kcal a day."""
        return float(self.targets.energy.kcal)


def make_request(
    targets: Targets,
    diary: Diary | None,
    *,
    days: int,
    meals_per_day: int | None,
    mode: str,
    diet: str | None,
    exclude: Sequence[str],
    keep: Sequence[str],
    times: Sequence[str],
    emphasis: Mapping[str, float] | None,
    priorities: Mapping[str, float] | None,
    closeness: float,
    last_caffeine: str | None,
    seed: int,
    corrections: Corrections | None = None,
    own_dishes: Sequence[Dish] = (),
    gentle: bool = False,
) -> PlanRequest:
    """Check what was asked, fill what was not from the person, and make a request of it."""
    person = targets.person
    _check_range("days", days, 1, MAX_DAYS)
    _check_range("closeness", closeness, 0, 1)
    if mode not in MODES:
        raise UnknownNameError(mode, mark("mode"), MODES)
    if mode != "full" and (diary is None or diary.entries.empty):
        raise PersonError(
            "mode", mode, _("this mode starts from a food diary: give one, or ask for a full plan.")
        )
    if mode != "full" and diary is not None and not diary.entries["source"].isin(_FOODS).any():
        raise PersonError(
            "mode", mode,
            _("this mode builds on foods, and the diary names none of the food table: ask for a full plan."),
        )  # fmt: skip
    meals = meals_per_day or person.meals_per_day
    slots = slots_for(meals, times or (person.meal_times if meals == person.meals_per_day else ()))
    if seed < 0:
        raise PersonError("seed", seed, _("choose 0 or a larger whole number."))
    eats, left_out = diet or person.diet, (*person.exclude, *exclude)
    # what is added to days that are kept is a snack, and no meal of those days once more
    recipes = {} if mode == "topup" else recipes_to_propose(corrections)
    foods = plan_foods({**(diary.kept if diary else {}), **recipes})
    of_recipes = own_recipes(recipes, targets.jurisdiction, own_dishes)
    others = (*own_dishes, *of_recipes.dishes)
    meals_of_hers = own_meals(None if mode == "topup" else diary, targets.jurisdiction, others)
    latest = last_caffeine or person.last_caffeine or "15:00"
    clock_minutes(latest)
    return PlanRequest(
        targets=targets,
        days=days,
        slots=slots,
        mode=mode,
        diet=eats,
        exclude=left_out,
        kept=keep_items((*person.keep, *keep), slots, targets.jurisdiction, eats, left_out, corrections),
        emphasis=_group_weights({**person.emphasis, **(emphasis or {})}),
        priorities=_priorities({**person.priorities, **(priorities or {})}, targets),
        closeness=closeness,
        last_caffeine=latest,
        seed=seed,
        diary=diary,
        foods=foods,
        own_dishes=(*others, *meals_of_hers.dishes),
        own_meals=meals_of_hers,
        own_recipes=of_recipes,
        gentle=gentle,
    )


def _check_range(field: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise PersonError(field, value, _("choose from {low} to {high}.", low=low, high=high))


def _group_weights(given: Mapping[str, float]) -> dict[str, float]:
    known = [group.id for group in emphasis_groups()]
    for name, weight in given.items():
        if name not in known:
            raise UnknownNameError(name, mark("emphasis group"), known)
        _check_range(f"emphasis.{name}", weight, 0, 1)
    return {name: float(given.get(name, 1.0)) for name in known}


def _priorities(given: Mapping[str, float], targets: Targets) -> dict[str, float]:
    for name, weight in given.items():
        if name not in targets.frame.index:
            raise UnknownNameError(name, "nutrient", list(targets.frame.index[:5]))
        _check_range(f"priorities.{name}", weight, 0, 10)
    return dict(given)
