"""What a plan prints is what a kitchen says: each portion of each dish in plain words, with its number."""

import re
from dataclasses import replace

import pytest

from planner.reference.dish_checks import limits
from planner.reference.dish_kitchen import kitchen_problems
from planner.reference.dishes import dishes, printed_items
from planner.reference.foods import food_table
from planner.reference.household import split_household
from planner.reference.kitchen import kitchen_line, kitchen_name
from planner.reference.large_portions import large_variants
from planner.tables import read_toml

WORDS = read_toml("planning/kitchen_words.toml")
JARGON = re.compile(
    r"NFS|NS as to|no added fat|from dried|skin not|reconstituted|soybean curd|any size|\(s\)|\|", re.I
)


def printed():
    return {
        (line.food_id, line.household, line.grams)
        for dish in dishes()
        for choice in (*dish.variants(), *large_variants(dish))
        for line in printed_items(dish, choice)
    }


PRINTED = sorted(printed())


def test_every_food_and_measure_of_a_dish_has_plain_words():
    foods = {food.removeprefix("fndds:") for food, _, _ in PRINTED}
    measures = {split_household(household)[1] for _, household, _ in PRINTED}
    assert foods - set(WORDS["foods"]) == set()
    assert measures - set(WORDS["measures"]) - set(WORDS["weighed"]) == set()


@pytest.mark.parametrize("metric", [False, True])
def test_the_number_is_that_of_the_portion_or_grams(metric):
    for food, household, grams in PRINTED:
        line = kitchen_line(food, household, grams, metric=metric)
        number, measure = split_household(household)
        if metric and measure in WORDS["weighed"]:
            assert line.startswith(f"{grams:.0f} g "), line
        else:
            assert split_household(line)[0] == number, line
        assert not JARGON.search(line), line
        assert "  " not in line


def test_numbers_are_halves_thirds_and_quarters():
    for _, household, _ in PRINTED:
        assert split_household(household)[0].denominator in (1, 2, 3, 4), household
        assert split_household(household)[0] <= 38, household


def test_larger_portions_can_be_measured_too():
    for dish in dishes():
        for choice in large_variants(dish):
            larger = replace(
                dish,
                items=tuple(
                    replace(item, multiples=(one,)) for item, one in zip(dish.items, choice, strict=True)
                ),
            )
            said = [problem for problem in kitchen_problems(larger, limits()) if problem[0] == "portion"]
            assert [text for _, text, _, _ in said] == []


@pytest.mark.parametrize(
    ("food", "household", "grams", "words"),
    [
        (31103010, "1 egg", 50, "1 hard-boiled egg"),
        (63107010, "1/2 banana", 63, "1/2 banana"),
        (63107010, "1 1/2 banana", 189, "1 1/2 bananas"),
        (71508001, "2 small", 276, "2 small baked potatoes with skin"),
        (58161510, "3 roll", 180, "3 grape leaves stuffed with rice"),
        (51300110, "2 medium or regular slice", 72, "2 slices whole wheat bread"),
        (26137180, "3/4 standard can", 150, "3/4 can salmon"),
        (26109160, "1 small/regular fillet", 120, "1 small fillet of steamed cod"),
        (41420010, '3/4 cup (1/2" cubes)', 186, "3/4 cup cubed tofu"),
    ],
)
def test_lines(food, household, grams, words):
    assert kitchen_line(f"fndds:{food}", household, grams) == words


def test_another_food_keeps_its_description_without_the_codes_of_the_table():
    foods = food_table().foods["description"]
    coded = next(
        food for food, text in foods.items() if text.endswith(", NFS") and food[6:] not in WORDS["foods"]
    )
    assert kitchen_name(coded) == foods[coded].removesuffix(", NFS")
    assert kitchen_line(coded, "25 g", 25).startswith("25 g ")
    assert kitchen_line(coded, "1 bucket", 400).startswith("1 bucket ")


def test_every_name_is_of_a_food_of_the_table():
    assert {f"fndds:{code}" for code in WORDS["foods"]} <= set(food_table().foods.index)
