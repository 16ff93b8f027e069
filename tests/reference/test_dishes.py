"""The dish library: every dish passes every check, and every check finds what it is for."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from planner.errors import DataError, InputError
from planner.reference.diets import allergens, allowed_foods
from planner.reference.dish_checks import dish_problems, same_foods
from planner.reference.dish_names import stem
from planner.reference.dish_tags import diets_of, fits, holds, unsafe_in
from planner.reference.dishes import SLOTS, Dish, DishItem, dishes, library, read_dish
from planner.reference.safety import JURISDICTIONS, planner_excluded


def item(code, portion, *multiples):
    return DishItem(f"fndds:{code}", portion, tuple(map(Fraction, multiples)))


BANANA, MILK, HONEY = item(63107010, 1, 1), item(11112210, 1, 1), item(91302010, 1, 0, 1)
GOOD = Dish(
    id="banana-milk-test", name="Banana with milk", cuisine="US", slots=("breakfast", "evening"), minutes=4,
    effort="assemble", portable=True, items=(BANANA, MILK, HONEY), cost=1,
)  # fmt: skip


def fields(dish):
    return [problem.field for problem in dish_problems(dish)]


# -- the library ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dish", dishes(), ids=lambda dish: dish.id)
def test_every_dish_passes_every_check(dish):
    assert dish_problems(dish) == []


def test_no_two_dishes_are_the_same():
    assert same_foods(dishes()) == []
    assert library() == dishes()


def test_there_are_enough_dishes_of_each_cuisine_and_slot():
    assert len(dishes()) >= 320
    cuisines = Counter(dish.cuisine for dish in dishes())
    assert len(cuisines) >= 10
    assert min(cuisines.values()) >= 10
    for slot in SLOTS:
        assert sum(slot in dish.slots for dish in dishes()) >= 60, slot


@pytest.mark.parametrize(
    ("diet", "exclude"),
    [
        ("vegan", ("gluten", "soy")),
        ("omnivore", ("dairy", "fish", "shellfish")),
        ("omnivore", ("nuts", "peanut")),
        ("vegetarian", ("gluten", "dairy")),
        ("omnivore", ("dairy", "egg", "gluten", "soy", "nuts", "peanut", "fish", "shellfish")),
    ],
)
@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_hard_diets_have_a_choice_in_every_slot(diet, exclude, jurisdiction):
    allowed = allowed_foods(diet, exclude)
    for slot in SLOTS:
        found = [dish for dish in dishes() if slot in dish.slots and fits(dish, allowed, jurisdiction)]
        assert len(found) >= 9, slot


def test_a_day_without_a_stove_and_meals_for_work():
    for slot in SLOTS:
        assert sum(dish.no_cook and slot in dish.slots for dish in dishes()) >= 15, slot
    for slot in ("mid_morning", "lunch", "afternoon"):
        assert sum(dish.no_cook and dish.portable and slot in dish.slots for dish in dishes()) >= 15, slot


def test_gentle_and_batch_dishes():
    assert sum(dish.gentle for dish in dishes()) >= 30
    assert sum(dish.batch for dish in dishes()) >= 80


# -- each check, planted ----------------------------------------------------------------------------------


def test_the_dish_that_the_faults_are_planted_in_is_good():
    assert dish_problems(GOOD) == []


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"slots": ("brunch",)}, "name", "'brunch' is not one of breakfast"),
        ({"slots": ()}, "name", "has no slots"),
        ({"seasons": ("monsoon",)}, "name", "'monsoon' is not one of spring"),
        ({"seasons": ()}, "name", "has no seasons"),
        ({"effort": "heroic"}, "name", "'heroic' is not one of none"),
        ({"cost": 4}, "name", "cost 4 is not one of 1, 2, 3"),
        ({"items": (BANANA, BANANA)}, "name", "listed twice"),
        ({"items": (BANANA, item(99999999, 1, 1))}, "name", "not in the food table"),
        ({"items": (BANANA, item(11112210, 99, 1))}, "name", "no portion 99"),
        ({"items": (BANANA, item(11000000, 1, 1))}, "name", "no nutrient values"),
        ({"items": (BANANA, item(11112210, 1, "1/5"))}, "name", "halves, thirds or quarters"),
        ({"items": tuple(replace(one, multiples=tuple(map(Fraction, range(1, 6)))) for one in GOOD.items)},
         "name", "125 choices of amounts"),
        ({"name": "Banana with milk", "items": (BANANA, replace(MILK, multiples=(Fraction(3),)))},
         "most", "732 g of “Milk, low fat (1%)” is more than 375 g"),
        ({"items": (item(63107010, 1, "1/4"), item(11112210, 2, "1/2"))}, "least", "kcal, less than 80"),
        ({"items": (BANANA, MILK, item(42116000, 3, 2))}, "most", "kcal, more than 700"),
        ({"items": (BANANA, MILK, item(56200510, 2, 1)), "effort": "cook"}, "portion", "no kitchen measure"),
        ({"items": (BANANA, MILK, item(61210720, 1, "1/4"))}, "food", "not as it is eaten"),
        ({"items": (BANANA, MILK, item(14104400, 1, 1)), "cost": 2}, "not_in", "eu keep “Cheese, Feta”"),
        ({"not_in": ("uk",)}, "not_in", "not_in says uk, where the safety rules allow it"),
        ({"items": (BANANA, MILK, item(56202000, 1, "1/2"))}, "effort", "“Millet” needs a stove"),
        ({"name": "Warm milk with banana"}, "effort", "the name says “warm”"),
        ({"gentle": True, "items": (BANANA, MILK, item(42101130, 5, "3/4"))}, "gentle", "of fat is"),
        ({"gentle": True, "items": (BANANA, MILK, item(92101910, 2, "1/2"))}, "gentle", "holds “Coffee"),
        ({"batch": True}, "batch", "one pot for two meals"),
        ({"batch": True, "effort": "cook", "items": (BANANA, item(26319130, 3, 1))}, "batch", "kept"),
        ({"items": (BANANA, MILK, item(63105010, 1, "1/4"))}, "cost", "“Avocado, raw” is of tier 2"),
        ({"items": (BANANA, MILK, item(63223020, 2, "1/2"))}, "seasons", "at its best in spring and summer"),
        ({"items": (BANANA, MILK, item(31103010, 1, "3/2"))}, "portion", "1 1/2 egg of"),
        ({"items": (BANANA, MILK, item(91302010, 1, "1/4"))}, "portion", "1/4 tablespoon of “Honey” is hard"),
        ({"items": (BANANA, MILK, item(91302010, 1, 7))}, "portion", "7 tablespoon of"),
        ({"items": (item(63107010, 1, "3/4"), MILK)}, "portion", "3/4 banana of “Banana, raw” is hard"),
        ({"minutes": 40}, "slots", "40 minutes are long for breakfast; 30 are the most"),
        ({"items": (MILK, HONEY), "name": "Milk"}, "slots", "A drink alone is no breakfast"),
        ({"items": (BANANA, MILK, item(51300110, 2, 1)), "name": "Banana sandwich with milk"},
         "portion", "1 slices of “Bread, whole wheat” make no sandwich"),
        ({"name": "Banana with oat milk"}, "name", "The name says “oat”"),
        ({"name": "Banana with milk and honey"}, "name", "The name says “honey”"),
    ],
)  # fmt: skip
def test_each_check_finds_what_is_planted(change, field, words):
    found = dish_problems(replace(GOOD, **change))
    assert any(problem.field == field and words in problem.problem for problem in found), found


def test_what_is_tagged_as_unsafe_somewhere_passes():
    feta = replace(GOOD, items=(BANANA, MILK, item(14104400, 1, 1)), cost=2)
    assert dish_problems(replace(feta, not_in=unsafe_in(feta))) == []


def test_the_name_in_its_own_kitchen_stands_in_parentheses():
    assert dish_problems(replace(GOOD, name="Banana with milk (bananovo mlyako)")) == []


def test_plurals_are_one_word():
    assert stem("berries") == stem("berry")
    assert stem("radishes") == stem("radish")
    assert stem("cress") == "cress"


def test_dishes_of_the_same_foods_are_named():
    twin = replace(GOOD, id="twin", name="Milk with banana", items=GOOD.items[::-1])
    assert same_foods([GOOD, twin]) == [("Banana with milk", "Milk with banana")]


ENTRY = {
    "id": "x", "name": "Banana", "cuisine": "US", "slots": ["evening"], "minutes": 1, "effort": "none",
    "cost": 1, "items": [{"food": 63107010, "portion": 1, "amounts": ["1"]}],
}  # fmt: skip


def test_a_shipped_dish_that_cannot_be_used_stops_the_program():
    with pytest.raises(DataError, match="dish x: slot 'brunch'"):
        read_dish(ENTRY | {"slots": ["brunch"]})
    with pytest.raises(DataError, match="cost"):
        read_dish({name: value for name, value in ENTRY.items() if name != "cost"})


def test_fields_left_out_mean_all_the_year_and_no_tag():
    dish = read_dish(ENTRY)
    assert len(dish.seasons) == 4
    assert not any((dish.gentle, dish.batch, dish.portable, dish.not_in))
    assert dish.no_cook


# -- own dishes beside the shipped ones; tags ---------------------------------------------------------------


def test_own_dishes_come_after_the_shipped_ones():
    assert library((GOOD,)) == (*dishes(), GOOD)


@pytest.mark.parametrize("change", [{"name": dishes()[0].name.upper()}, {"id": dishes()[0].id}])
def test_an_own_dish_needs_a_name_of_its_own(change):
    with pytest.raises(InputError, match="another name"):
        library((replace(GOOD, **change),))


def test_diets_leave_optional_foods_out():
    assert diets_of(GOOD) == ("omnivore", "pescatarian", "vegetarian")
    vegan = replace(GOOD, items=(BANANA, HONEY))
    assert diets_of(vegan)[-1] == "vegan"  # without the honey
    assert diets_of(replace(vegan, items=(BANANA, item(91302010, 1, 1))))[-1] == "vegetarian"


def test_allergens_are_those_of_the_ingredient_table():
    table = allergens()
    for dish in dishes():
        assert set(holds(dish.food_ids)) == {
            name for name in table if table.loc[list(dish.food_ids), name].any()
        }


def test_unsafe_dishes_are_tagged_and_no_other():
    for dish in dishes():
        for jurisdiction in JURISDICTIONS:
            unsafe = bool(planner_excluded(jurisdiction).intersection(dish.food_ids))
            assert unsafe == (jurisdiction in dish.not_in), dish.id
