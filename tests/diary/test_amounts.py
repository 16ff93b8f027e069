"""Amounts in words, read without looking at any food."""

from __future__ import annotations

import math

import pytest

from planner.diary.quantities.amounts import read_amount, split_amount

LEADING = [
    ("2 slices toast", 2, "counted", "slice", "", "toast"),
    ("1 1/2 cups milk", 1.5, "volume", "cup", "", "milk"),
    ("1½ cups milk", 1.5, "volume", "cup", "", "milk"),
    ("½ cup milk", 0.5, "volume", "cup", "", "milk"),
    ("1 and 1/2 cups milk", 1.5, "volume", "cup", "", "milk"),
    ("one and a half cups of milk", 1.5, "volume", "cup", "", "milk"),
    ("half a banana", 0.5, "", "", "", "banana"),
    ("half an avocado", 0.5, "", "", "", "avocado"),
    ("a couple of eggs", 2, "", "", "", "eggs"),
    ("a dozen oysters", 12, "", "", "", "oysters"),
    ("half a dozen eggs", 6, "", "", "", "eggs"),
    ("1 dozen eggs", 12, "", "", "", "eggs"),
    ("three quarters of a cup of rice", 0.75, "volume", "cup", "", "rice"),
    ("1 medium apple", 1, "", "", "medium", "apple"),
    ("a large banana", 1, "", "", "large", "banana"),
    ("2 small slices of ham", 2, "counted", "slice", "small", "ham"),
    ("1 extra large coffee", 1, "", "", "extra large", "coffee"),
    ("330 ml cola", 330, "volume", "ml", "", "cola"),
    ("330ml cola", 330, "volume", "ml", "", "cola"),
    ("12 oz steak", 12, "mass", "oz", "", "steak"),
    ("12 fl oz juice", 12, "volume", "fl oz", "", "juice"),
    ("8 fluid ounces juice", 8, "volume", "fl oz", "", "juice"),
    ("250g spinach", 250, "mass", "g", "", "spinach"),
    ("1,5 kg potatoes", 1.5, "mass", "kg", "", "potatoes"),
    ("0,125 l milk", 0.125, "volume", "l", "", "milk"),
    ("1,000 g rice", 1000, "mass", "g", "", "rice"),
    ("1-2 slices bread", 1.5, "counted", "slice", "", "bread"),
    ("1 to 3 eggs", 2, "", "", "", "eggs"),
    ("2–3 dates", 2.5, "", "", "", "dates"),
    ("2 x 330 ml cola", 660, "volume", "ml", "", "cola"),
    ("2 330 ml cans of cola", 660, "volume", "ml", "", "cola"),
    ("about 200 g rice", 200, "mass", "g", "", "rice"),
    ("a handful of almonds", 1, "counted", "handful", "", "almonds"),
    ("handful of almonds", 1, "counted", "handful", "", "almonds"),
    ("a can of tuna", 1, "counted", "can", "", "tuna"),
    ("2 tins of sardines", 2, "counted", "can", "", "sardines"),
    ("a small bowl of soup", 1, "counted", "bowl", "small", "soup"),
    ("2 tbsp. honey", 2, "volume", "tbsp", "", "honey"),
    ("1 (330 ml) can of cola", 330, "volume", "ml", "", "can of cola"),
    ("1 can (330 ml) cola", 330, "volume", "ml", "", "cola"),
    ("2 cans (330 ml) cola", 660, "volume", "ml", "", "cola"),
    ("2 slices (80 g) bread", 80, "mass", "g", "", "bread"),
    ("some grapes", 1, "counted", "serving", "", "grapes"),
    ("a 216g dairy-free smoothie", 216, "mass", "g", "", "dairy-free smoothie"),
    ("a 16-ounce cup of coffee", 16, "mass", "oz", "", "coffee"),
    ("two 125 g yogurts", 250, "mass", "g", "", "yogurts"),
    ("a bowl with 240 grams of milk", 240, "mass", "g", "", "milk"),
    ("chicken breast weighing 120 grams", 120, "mass", "g", "", "chicken breast"),
    ("one cup and a half of rice", 1.5, "volume", "cup", "", "rice"),
    ("three-quarters of a cup of milk", 0.75, "volume", "cup", "", "milk"),
    ("a movie theater box of candy", 1, "counted", "box", "", "candy"),
    ("2 bananas medium", 2, "", "", "medium", "bananas"),
    ("a lemon wedge", 1, "counted", "wedge", "", "lemon"),
    ("a quarter pounder with cheese", 1, "", "", "", "quarter pounder with cheese"),
    ("250 ml whole milk", 250, "volume", "ml", "", "whole milk"),
]
TRAILING = [
    ("milk 250 ml", 250, "volume", "ml", "milk"),
    ("banana x2", 2, "", "", "banana"),
    ("eggs, 3", 3, "", "", "eggs"),
    ("toast - 2 slices", 2, "counted", "slice", "toast"),
    ("almonds (30 g)", 30, "mass", "g", "almonds"),
    ("peaches, three of them", 3, "", "", "peaches"),
    ("cups of green tea, two", 2, "volume", "cup", "green tea"),
    ("a glass of red wine 125ml", 125, "volume", "ml", "red wine"),
]


@pytest.mark.parametrize(("text", "value", "kind", "unit", "size", "food"), LEADING)
def test_amount_before_the_food(text: str, value: float, kind: str, unit: str, size: str, food: str) -> None:
    amount, rest = split_amount(text)
    assert amount is not None
    assert (amount.value, amount.kind, amount.unit, amount.size, rest) == (value, kind, unit, size, food)


@pytest.mark.parametrize(("text", "value", "kind", "unit", "food"), TRAILING)
def test_amount_after_the_food(text: str, value: float, kind: str, unit: str, food: str) -> None:
    amount, rest = split_amount(text)
    assert amount is not None
    assert (amount.value, amount.kind, amount.unit, rest) == (value, kind, unit, food)


@pytest.mark.parametrize(
    "text",
    [
        "2% milk",
        "7 up",
        "7 grain bread",
        "vitamin a",
        "100% orange juice",
        "banana",
        "",
        "½%",
        "vitamin b12",
        "macaroni made from a box",
    ],
)
def test_a_number_that_is_part_of_a_name_is_no_amount(text: str) -> None:
    assert split_amount(text)[0] is None


def test_a_range_and_a_vague_number_say_what_was_assumed() -> None:
    assert split_amount("1-2 slices bread")[0].assumed == ("the middle of 1 to 2",)  # type: ignore[union-attr]
    assert "taken as 3" in split_amount("a few dates")[0].assumed[0]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("amount", "unit", "value", "kind", "name"),
    [
        (2, "slices", 2, "counted", "slice"),
        (1.5, "Cups", 1.5, "volume", "cup"),
        ("1 1/2", "cup", 1.5, "volume", "cup"),
        ("1,5", "dl", 1.5, "volume", "dl"),
        ("250g", None, 250, "mass", "g"),
        ("250 g", math.nan, 250, "mass", "g"),
        ("a couple of slices", None, 2, "counted", "slice"),
        (3, None, 3, "", ""),
        ("3", "eggs", 3, "", "eggs"),
        (100.0, "G", 100, "mass", "g"),
        (2, "fl. oz.", 2, "volume", "fl oz"),
        ("1/2", "l", 0.5, "volume", "l"),
    ],
)
def test_cells(amount: object, unit: object, value: float, kind: str, name: str) -> None:
    said = read_amount(amount, unit)
    assert said is not None
    assert (said.value, said.kind, said.unit) == (value, kind, name)


def test_size_and_words_of_the_unit_cell_are_kept() -> None:
    large, diced = read_amount(1, "large slice"), read_amount(2, "cups, cooked, diced")
    assert large is not None
    assert diced is not None
    assert (large.unit, large.size) == ("slice", "large")
    assert (diced.unit, diced.words) == ("cup", "cooked diced")


@pytest.mark.parametrize(
    ("amount", "unit"),
    [(0, "g"), (-1, "g"), ("", ""), (None, None), (math.inf, "g"), ("lots", None), ("1/0", "cup")],
)
def test_no_amount(amount: object, unit: object) -> None:
    said = read_amount(amount, unit)
    assert said is None


def test_hundreds_heaped_spoons_and_misspelled_units() -> None:
    assert split_amount("two hundred and fifty grams of rice")[0].value == 250
    assert split_amount("a hundred grams of rice")[0].value == 100
    heaped, food = split_amount("a heaped tablespoon of honey")
    assert (heaped.value, heaped.unit, heaped.assumed, food) == (
        1.5,
        "tbsp",
        ("heaped taken as 1.5",),
        "honey",
    )
    slips, food = split_amount("2 slicess of bread")
    assert (slips.unit, slips.assumed, food) == ("slice", ("“slicess” read as slice",), "bread")
    assert split_amount("a bunch of grapes")[0].unit == "bunch"
