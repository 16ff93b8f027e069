"""Her own meals as dishes: what becomes one, in which amounts, what is left out, and plans made of them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import planner
from planner.diary import Diary
from planner.plan.occasions import occasions
from planner.plan.own_meals import OwnMeals, own_meals
from planner.plan.own_portions import nearest_portion
from planner.reference.dish_checks import dish_problems
from planner.reference.dishes import Dish, dishes, library
from planner.reference.foods import food_table
from planner.reference.targets import Targets

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
HEADER = "date,time,meal,food,amount,unit\n"
OATS = "{day},07:15,breakfast,oatmeal,1,cup\n{day},07:15,breakfast,whole milk,1/2,cup\n"


def read(rows: str, header: str = HEADER) -> Diary:
    return planner.read_diary((header + rows).encode())


def names(found: OwnMeals) -> list[str]:
    return [dish.name for dish in found.dishes]


def grams(dish: Dish) -> dict[str, list[float]]:
    """Return the grams of each food that may be chosen, by the beginning of its description."""
    table = food_table()
    return {
        table.description(item.food_id).split(",")[0]: [
            float(multiple) * table.portion_grams(item.food_id, item.portion_seq)
            for multiple in item.multiples
        ]
        for item in dish.items
    }


@pytest.fixture(scope="module")
def week() -> Diary:
    return planner.read_diary(SAMPLES / "diary_week.csv")


# What becomes a dish


@pytest.mark.parametrize("sample", ["diary_week.csv", "diary_three_days.csv"])
@pytest.mark.parametrize("jurisdiction", ["us", "uk", "eu"])
def test_every_dish_of_a_diary_passes_the_checks_of_any_dish(sample: str, jurisdiction: str) -> None:
    found = own_meals(planner.read_diary(SAMPLES / sample), jurisdiction)
    assert len(found.dishes) >= 12
    for dish in found.dishes:
        assert dish_problems(dish) == []
        assert jurisdiction not in dish.not_in
    together = library(found.dishes)
    assert len({dish.name for dish in together}) == len(together)


@pytest.mark.parametrize("sample", ["diary_week.csv", "diary_three_days.csv"])
def test_her_amount_is_among_the_choices_or_all_were_scaled_together(sample: str) -> None:
    diary, table = planner.read_diary(SAMPLES / sample), food_table()
    eaten = {meal.food_ids: meal for meal in occasions(diary)}
    scaled = 0
    for dish in own_meals(diary, "us").dishes:
        shares = [
            [
                float(step) * table.portion_grams(item.food_id, item.portion_seq) / food.grams
                for step in item.multiples
            ]
            for food, item in zip(eaten[frozenset(dish.food_ids)].foods, dish.items, strict=True)
        ]
        usual = all(any(0.85 <= share <= 1.15 for share in row) for row in shares)
        scaled += not usual
        together = [all(any(test(share) for share in row) for row in shares) for test in (_less, _more)]
        assert usual or any(together), dish.name
    assert scaled <= 6


def _less(share: float) -> bool:
    return share < 0.95


def _more(share: float) -> bool:
    return share > 1.05


def test_coffee_and_supplements_are_of_no_meal_and_juice_is() -> None:
    rows = OATS.format(day="2026-03-02") + (
        "2026-03-02,07:20,breakfast,orange juice,1/2,cup\n"
        "2026-03-02,07:30,breakfast,coffee,1,mug\n"
        "2026-03-02,07:30,breakfast,prenatal vitamin,1,tablet\n"
    )
    assert names(own_meals(read(rows), "us")) == ["Your breakfast: oatmeal, whole milk, orange juice"]


def test_what_is_eaten_an_hour_later_is_another_meal() -> None:
    rows = "2026-03-02,10:00,snack,banana,1,\n2026-03-02,16:00,snack,almonds,1,oz\n"
    assert names(own_meals(read(rows), "us")) == ["Your snack: banana", "Your snack: almonds"]
    near = rows.replace("16:00", "10:20")
    assert names(own_meals(read(near), "us")) == ["Your snack: banana, almonds"]


def test_snacks_without_a_time_are_not_put_together() -> None:
    rows = "2026-03-02,,snack,banana,1,\n2026-03-02,,snack,almonds,1,oz\n"
    found = own_meals(read(rows), "us")
    assert not found.dishes
    assert "does not say what was eaten together" in found.left_out[0].why
    assert names(own_meals(read(rows.splitlines()[0] + "\n"), "us")) == ["Your snack: banana"]


def test_a_meal_without_a_name_is_placed_by_its_time() -> None:
    found = own_meals(read("2026-03-02,07:15,,oatmeal,1,cup\n2026-03-02,23:50,,banana,1,\n"), "us")
    assert {dish.name: dish.slots for dish in found.dishes} == {
        "Your breakfast: oatmeal": ("breakfast",),
        "Your snack: banana": ("mid_morning", "afternoon", "evening"),
    }


def test_meals_alike_are_one_dish_and_what_is_not_always_there_may_be_left_out() -> None:
    days = "".join(OATS.format(day=f"2026-03-0{day}") for day in range(2, 5))
    found = own_meals(read(days + "2026-03-04,07:15,breakfast,blueberries,1/4,cup\n"), "us")
    assert names(found) == ["Your breakfast: oatmeal, whole milk"]
    more = days + "".join(f"2026-03-0{day},07:15,breakfast,blueberries,1/4,cup\n" for day in (3, 4))
    (dish,) = own_meals(read(more), "us").dishes
    assert dish.name == "Your breakfast: oatmeal, whole milk"
    assert Fraction(0) in dish.items[2].multiples
    assert Fraction(0) not in dish.items[0].multiples


def test_in_a_diary_longer_than_a_week_a_meal_counts_from_the_second_time() -> None:
    rows = "".join(f"2026-03-{day:02d},10:00,snack,banana,1,\n" for day in range(1, 9))
    once = rows + "2026-03-08,19:00,dinner,baked salmon,1,fillet\n2026-03-08,19:00,dinner,white rice,1,cup\n"
    assert names(own_meals(read(once), "us")) == ["Your snack: banana"]
    twice = once + "2026-03-05,19:00,dinner,baked salmon,1,fillet\n2026-03-05,19:00,dinner,white rice,1,cup\n"
    assert len(own_meals(read(twice), "us").dishes) == 2


def test_meals_of_several_people_are_nobodys_own() -> None:
    rows = "Anna,2026-03-02,07:15,breakfast,oatmeal,1,cup\nEva,2026-03-02,07:15,breakfast,oatmeal,1,cup\n"
    assert own_meals(read(rows, f"person,{HEADER}"), "us") == OwnMeals()
    assert own_meals(None, "us") == OwnMeals()


def test_her_own_food_id_is_her_correction_and_gives_the_dish() -> None:
    header = HEADER.replace("\n", ",food_id\n")
    found = own_meals(read("2026-03-02,07:15,breakfast,my muesli,60,g,fndds:57227000\n", header), "us")
    assert found.dishes[0].food_ids == ("fndds:57227000",)
    assert found.dishes[0].name == "Your breakfast: cereal"


def test_a_dish_of_the_library_is_not_there_twice() -> None:
    shipped = next(dish for dish in dishes() if dish.id == "porridge-apple-honey")
    table = food_table()
    weights = [
        table.portion_grams(item.food_id, item.portion_seq) * float(max(item.multiples))
        for item in shipped.items
    ]
    rows = "".join(
        f"2026-03-02,07:15,breakfast,porridge,{weight:g},g,{food}\n"
        for food, weight in zip(shipped.food_ids, weights, strict=True)
    )
    found = own_meals(read(rows, HEADER.replace("\n", ",food_id\n")), "us")
    assert found.dishes == ()
    assert found.in_library == (shipped.name,)


# Portions


@pytest.mark.parametrize(
    ("food", "amount", "expected"),
    [
        ("fndds:41603010", 255.0, (1, 255.0)),  # lentil soup, 1 cup
        ("fndds:41603010", 350.0, (Fraction(3, 2), 255.0)),
        ("fndds:63107010", 126.0, (1, 126.0)),  # banana
        ("fndds:31103010", 100.0, (2, 50.0)),  # boiled eggs
    ],
)
def test_the_nearest_portion(food: str, amount: float, expected: tuple[Fraction, float]) -> None:
    item = nearest_portion(food, amount)
    assert item is not None
    assert (item.multiples[0], food_table().portion_grams(food, item.portion_seq)) == expected


def test_a_portion_is_never_further_off_than_15_percent() -> None:
    table, far = food_table(), 0
    for food in table.foods.index[::97]:
        for amount in (3.0, 17.0, 60.0, 131.0, 289.0, 777.0):
            item = nearest_portion(food, amount)
            far += item is None
            if item is not None:
                made = float(item.multiples[0]) * table.portion_grams(food, item.portion_seq)
                assert abs(made / amount - 1) <= 0.15 + 1e-9
    assert far > 20


def test_a_meal_with_an_amount_that_no_portion_comes_near_is_left_out() -> None:
    found = own_meals(read("2026-03-02,12:00,lunch,boiled egg,9,kg\n"), "us")
    assert not found.dishes


def test_more_bread_or_less_but_the_butter_stays() -> None:
    rows = "2026-03-02,07:00,breakfast,white toast,2,slices\n2026-03-02,07:00,breakfast,butter,1,tbsp\n"
    (dish,) = own_meals(read(rows), "us").dishes
    assert [len(item.multiples) > 1 for item in dish.items] == [True, False]


def test_a_large_dinner_is_offered_by_half() -> None:
    rows = "2026-03-02,19:00,dinner,spaghetti with meat sauce,3,cups\n"
    (dish,) = own_meals(read(rows), "us").dishes
    assert max(grams(dish)["Pasta with tomato-based sauce and meat"]) <= 400


# What is left out, in words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("2026-03-02,12:45,lunch,turkey sandwich,1,sandwich\n", "deli"),
        ("2026-03-02,19:00,dinner,salmon sashimi,3,oz\n2026-03-02,19:00,dinner,white rice,1,cup\n", "raw"),
        ("2026-03-02,19:00,dinner,raw oysters,6,\n2026-03-02,19:00,dinner,white rice,1,cup\n", "raw"),
        (
            "2026-03-02,12:45,lunch,unpasteurised cheddar cheese,1,slice\n2026-03-02,12:45,lunch,apple,1,\n",
            "unpasteurised",
        ),
        ("2026-03-02,19:00,dinner,white rice,1,cup\n2026-03-02,19:00,dinner,red wine,1,glass\n", "alcohol"),
        ("2026-03-02,19:00,dinner,chicken liver,3,oz\n2026-03-02,19:00,dinner,white rice,1,cup\n", "iver"),
        ("2026-03-02,19:00,dinner,white rice,1,cup\n2026-03-02,19:00,dinner,zqxwv,1,bowl\n", "understood"),
    ],
)
def test_an_unsafe_or_unclear_meal_is_left_out_with_the_reason(rows: str, words: str) -> None:
    found = own_meals(read(rows), "us")
    assert found.dishes == ()
    (left,) = found.left_out
    assert left.name.startswith("Your ")
    assert words in left.why
    assert left.why.endswith(".")


def test_a_row_with_a_fault_beside_a_meal_makes_it_unclear() -> None:
    found = own_meals(planner.read_diary(SAMPLES / "diary_with_problems.csv"), "us")
    assert found.dishes == ()
    assert all("understood" in left.why for left in found.left_out)


def notices(plan: planner.plan.Plan) -> list[str]:
    return [row["text"] for row in plan.notices if row["rule"] == "OWN_MEALS"]


def test_a_vegan_with_cheese_in_her_diary_is_told_and_gets_none(targets: Targets, week: Diary) -> None:
    plan = planner.plan_meals(targets, week, days=2, diet="vegan", closeness=1.0)
    plan.check()
    told = " ".join(notices(plan))
    assert "Your lunch: tomato soup, crackers, cheddar cheese" in told
    assert "Cheese, Cheddar does not go with the vegan diet." in told
    mine = [meal["dish"] for day in plan.days for meal in day["meals"] if meal["dish"].startswith("Your")]
    assert mine
    assert not [name for name in mine if "cheese" in name or "milk" in name or "chicken" in name]


def test_what_she_leaves_out_is_told_as_such(targets: Targets) -> None:
    diary = read(
        "2026-03-02,07:15,breakfast,oatmeal,1,cup\n2026-03-02,07:15,breakfast,peanut butter,2,tbsp\n"
    )
    plan = planner.plan_meals(targets, diary, days=1, exclude=["peanut"])
    assert any("Peanut butter does not go with what you leave out." in text for text in notices(plan))


@pytest.mark.parametrize(
    "text",
    [
        "=HYPERLINK(1)",
        "<script>alert(1)</script>",
        "a" * 4000,
        "oatmeal\u202e",
        "**oatmeal**",
        "燕麦粥",
        "'; DROP",
    ],
)
def test_what_is_written_never_becomes_part_of_a_name_unchecked(text: str) -> None:
    header = HEADER.replace("\n", ",food_id\n")
    row = f'2026-03-02,07:15,breakfast,"{text}",240,g,fndds:56202960\n'
    found = own_meals(read(row, header), "us")
    for name in [*names(found), *(left.name for left in found.left_out)]:
        assert name == "Your breakfast: oatmeal"


def test_a_strange_name_of_a_meal_is_not_taken_over() -> None:
    found = own_meals(read("2026-03-02,,=cmd|x,oatmeal,1,cup\n"), "us")
    assert [left.name for left in found.left_out] == ["Your meal: oatmeal"]


def test_nothing_but_supplements_or_an_empty_diary_gives_nothing(targets: Targets) -> None:
    empty = read("2026-03-02,07:30,breakfast,prenatal vitamin,1,tablet\n")
    assert own_meals(empty, "us") == OwnMeals()
    assert planner.plan_meals(targets, empty, days=1).familiar is None
