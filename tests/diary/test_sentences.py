"""Sentences to foods: what is split, what stays one dish, and at which amounts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.diary.parse import parse_meal
from planner.diary.sentences import MOST_PARTS, parse_sentence, resolve_sentence

SPLIT = [
    ("a bowl of oatmeal with milk and a banana", ["a bowl of oatmeal", "milk", "a banana"]),
    ("2 slices toast with butter, lg coffee w/ milk", ["2 slices toast", "butter", "lg coffee", "milk"]),
    ("2 weetabix w milk", ["2 weetabix", "milk"]),
    ("egg and cheese sandwich", ["egg and cheese sandwich"]),
    ("macaroni and cheese", ["macaroni and cheese"]),
    ("rice and beans", ["rice and beans"]),
    ("peas and carrots and 1 apple", ["peas and carrots", "1 apple"]),
    ("eggs and bacon", ["eggs", "bacon"]),
    ("bread and butter", ["bread", "butter"]),
    ("1,5 cups of rice, 200 g salmon", ["1,5 cups of rice", "200 g salmon"]),
    (
        "peanut butter and jelly sandwich with a glass of milk",
        ["peanut butter and jelly sandwich", "a glass of milk"],
    ),
    ("yogurt with honey and berries", ["yogurt", "honey", "berries"]),
    (
        "ham and cheese sandwich, crisps and a can of coke",
        ["ham and cheese sandwich", "crisps", "a can of coke"],
    ),
    (
        "handful of almonds + 3 dried apricots; 1 orange",
        ["handful of almonds", "3 dried apricots", "1 orange"],
    ),
    ("I had 2 eggs then a pear", ["2 eggs", "a pear"]),
    ("half and half in coffee", ["coffee", "half-and-half"]),
    (
        "For lunch, I enjoyed 85 grams of roast turkey, accompanied by a 240g glass of milk.",
        ["85 grams of roast turkey", "a 240g glass of milk"],
    ),
    ("My dinner was a bacon, lettuce and tomato sandwich", ["a bacon, lettuce and tomato sandwich"]),
    ("an omelet with cheese, meat, and tomatoes", ["an omelet with cheese, meat and tomatoes"]),
    (
        "350 g of fruit salad and then drank a 12-ounce can of cola",
        ["350 g of fruit salad", "a 12-ounce can of cola"],
    ),
    ("salmon, 140 g, baked; quinoa, 1 cup", ["salmon 140 g baked", "quinoa 1 cup"]),
    ("a bowl of frosted flakes, about a cup and a half", ["a cup and a half of frosted flakes"]),
    ("fish and chips", ["fish", "french fries"]),
    ("1. 2 eggs", ["2 eggs"]),
    ("I had nothing for breakfast, just a black coffee.", ["a black coffee"]),
    ("skipped lunch", []),
    ("2 tacos at the office with my family after playing outside", ["2 tacos"]),
    ("", []),
    (" , ; and ", []),
]


@pytest.mark.parametrize(("text", "parts"), SPLIT)
def test_parts(text: str, parts: list[str]) -> None:
    assert [part.text for part in parse_sentence(text)] == parts


def test_meals_are_heard() -> None:
    parts = parse_sentence(
        "Breakfast: 2 eggs, toast\nfor lunch I had 1 cup lentil soup; dinner - 150 g salmon"
    )
    assert [(part.meal, part.food) for part in parts] == [
        ("breakfast", "eggs"),
        ("breakfast", "toast"),
        ("lunch", "lentil soup"),
        ("dinner", "salmon"),
    ]
    assert (parts[3].amount, parts[3].unit) == (150, "g")


def test_times_and_meals_hold_for_what_they_are_told_of() -> None:
    parts = parse_sentence(
        "At 8:00 I had 2 eggs, at 11:00 one apple. For dinner I ate rice, plus cake for dessert. "
        "I had toast for lunch"
    )
    assert [(part.meal, part.time, part.food) for part in parts] == [
        (None, "08:00", "eggs"),
        (None, "11:00", "apple"),
        ("dinner", None, "rice"),
        ("dinner", None, "cake"),
        ("lunch", None, "toast"),
    ]
    assert parse_meal("2 eggs at 4pm")["time"].tolist() == ["16:00"]


def test_a_meal_name_that_is_part_of_a_food_is_no_meal() -> None:
    assert [(part.meal, part.food) for part in parse_sentence("a snack bar and a breakfast burrito")] == [
        (None, "snack bar"),
        (None, "breakfast burrito"),
    ]


def test_sides_of_a_fast_food_meal_are_fast_food_and_say_so() -> None:
    _, fries = resolve_sentence("a Big Mac and 110 g of fries")
    assert fries.resolution.description == "Potato, french fries, fast food"
    assert "taken as fast food" in fries.resolution.assumed
    (alone,) = resolve_sentence("110 g of fries")
    assert "fast food" not in alone.resolution.description


def test_each_part_is_resolved() -> None:
    rows = resolve_sentence("2 slices of wholemeal toast, 1 banana and a mug of coffee")
    assert [row.resolution.grams for row in rows] == [66, 126, 300]
    assert [row.resolution.problem for row in rows] == [None, None, None]


def test_additions_take_the_tables_guideline_for_what_they_go_with() -> None:
    oatmeal, milk = resolve_sentence("1 cup oatmeal with milk")
    assert (oatmeal.resolution.grams, milk.resolution.grams) == (240, 61)  # "per cup of hot cereal": 61 g
    _, butter = resolve_sentence("3 slices of toast with butter")
    assert butter.resolution.grams == 21  # "per slice of bread/roll": 7 g
    coffee, cream = resolve_sentence("1 large coffee with milk")
    assert coffee.resolution.grams == 600
    assert cream.resolution.grams == 50  # "per fl oz of beverage": 2.5 g, 20 fl oz
    assert "usual amount with" in cream.resolution.assumed
    assert cream.resolution.confidence <= 0.5


def test_no_amount_is_the_usual_amount_said_and_unsure() -> None:
    (row,) = resolve_sentence("macaroni and cheese")
    assert row.resolution.grams == 230
    assert row.resolution.assumed.startswith("no amount said")
    assert row.resolution.confidence <= 0.4


def test_supplements_stand_among_foods() -> None:
    banana, tablet = resolve_sentence("1 banana, magnesium 250 mg tablet")
    assert banana.resolution.source == "food"
    assert tablet.resolution.food_id == "supp:free:magnesium=250mg"


def test_what_is_no_food_stays_a_row_with_a_problem() -> None:
    eggs, odd = resolve_sentence("2 eggs, 3 blorps")
    assert eggs.resolution.problem is None
    assert odd.resolution.problem


def test_a_novel_is_cut() -> None:
    assert len(parse_sentence("1 apple, " * 5_000)) == MOST_PARTS


def test_what_is_not_read_is_said() -> None:
    exactly = ", ".join(["1 apple"] * MOST_PARTS)
    assert all(row.resolution.problem is None for row in resolve_sentence(exactly))
    *read, last = resolve_sentence(f"{exactly}, 2 bananas, 1 pear")
    assert len(read) == MOST_PARTS
    assert "more than 60 foods; the rest was not read" in str(last.resolution.problem)
    assert "2 bananas" in last.part.text
    said = parse_meal(f"{exactly}, 2 bananas")
    assert "the rest was not read" in said["assumed"].iloc[-1]
    assert said["food_id"].isna().tolist() == [False] * MOST_PARTS + [True]


def test_a_long_chain_of_ands_is_read_and_its_end_said() -> None:
    assert len(resolve_sentence("1 apple " + "and pear " * 400)) == MOST_PARTS + 1


def test_a_text_of_too_many_characters_is_said_too() -> None:
    *_, last = resolve_sentence("1 apple, " + "tasty " * 700 + "2 bananas")
    assert "4,000 characters; the rest was not read" in str(last.resolution.problem)
    assert "tasty" in last.part.text


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_is_safe(text: str) -> None:
    for row in resolve_sentence(text):
        found = row.resolution
        assert found.problem or found.grams > 0 or found.units > 0
