"""Larger choices of amounts: measurable, and within the most of each food."""

from __future__ import annotations

from fractions import Fraction

import pytest

from planner.reference.dish_checks import most_grams
from planner.reference.dishes import Dish, DishItem, dishes, printed_items
from planner.reference.foods import food_table
from planner.reference.large_portions import large_variants


def dish_of(*multiples: str) -> Dish:
    """Return a dish of one food whose portion is a cup of 240 g or so."""
    template = dishes()[0]
    item = template.items[0]
    return Dish(
        id="one", name="One", cuisine="US", slots=("breakfast",), minutes=1, effort="none", portable=False,
        items=(DishItem(item.food_id, item.portion_seq, tuple(map(Fraction, multiples))),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amounts", "larger"),
    [
        (["1/2", "3/4"], ["3/4", "5/4"]),  # of quarters: up to the next quarter
        (["1/3", "2/3"], ["1/2", "1"]),
        (["0", "1"], ["2"]),  # of wholes: up to the next whole; nothing stays nothing and is no choice
    ],
)
def test_half_as_much_again_as_a_kitchen_measures(
    amounts: list[str], larger: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.reference.large_portions.most_grams", lambda category: ("food", 1e6))
    assert large_variants(dish_of(*amounts)) == [(Fraction(multiple),) for multiple in larger]


def test_no_food_is_more_than_its_most() -> None:
    numbers, found = food_table().foods["wweia_number"], 0
    for dish in dishes():
        for choice in large_variants(dish):
            for item in printed_items(dish, choice):
                assert item.grams <= most_grams(int(numbers[item.food_id]))[1] + 1e-6, (dish.name, item)
                found += 1
    assert found > 1000


def test_every_larger_amount_can_be_measured() -> None:
    multiples = {multiple for dish in dishes() for choice in large_variants(dish) for multiple in choice}
    assert {multiple.denominator for multiple in multiples} <= {1, 2, 3, 4}
