"""Amounts of a label in the units of the registry."""

import pytest

from planner.errors import InputError
from planner.sources.food import Measure
from planner.sources.food_file import label_food, measure_text, read_measure
from planner.sources.label_amounts import label_amount


@pytest.mark.parametrize(
    ("nutrient", "said", "amount"),
    [
        ("calcium", "120 mg", 120),
        ("calcium", "120mg", 120),
        ("calcium", "0,12 g", 120),
        ("copper", "900 µg", 0.9),
        ("vitamin_b12", "2.4 mcg", 2.4),
        ("vitamin_d", "400 IU", 10),
        ("retinol", "1000 I.U.", 300),
        ("energy", "418.4 kJ", 100),
        ("energy", "100 kcal", 100),
        ("calcium", "0,125 g", 125),
        ("calcium", "1,250.5 mg", 1250.5),
        ("iron", "0 mg", 0),
    ],
)
def test_amounts_with_their_units(nutrient, said, amount):
    assert label_amount(nutrient, said) == pytest.approx(amount)


def test_percents_are_of_the_daily_values_that_are_named():
    assert label_amount("calcium", "15 %DV", "us") == pytest.approx(195)  # 0.15 x 1300
    assert label_amount("calcium", "15% NRV", "eu") == pytest.approx(120)  # 0.15 x 800
    assert label_amount("calcium", "15 % NRV", "us") == pytest.approx(120)  # NRV are the EU's alone


@pytest.mark.parametrize(
    ("nutrient", "said", "daily", "words"),
    [
        ("calcium", "120", "", "with its unit"),
        ("calcium", 120, "", "with its unit"),
        ("calcium", "-5 mg", "", "with its unit"),
        ("calcium", "1,250 mg", "", "may be two"),
        ("calcium", "1.2.3 mg", "", "no number"),
        ("calcium", "<5 mg", "", "with its unit"),
        ("calcium", "5 ml", "", "no unit of calcium"),
        ("calcium", "5 kJ", "", "no unit of calcium"),
        ("energy", "5 g", "", "unit of energy"),
        ("calcium", "15 %DV", "", "Say whose"),
        ("niacin", "15 %DV", "us", "no daily value"),
        ("vitamin_a", "15 % NRV", "eu", "no daily value"),
        ("vitamin_a", "1000 IU", "", "form"),
        ("vitamin_e", "10 IU", "", "form"),
        ("kalcium", "5 mg", "", "calcium"),
    ],
)
def test_what_is_not_certain_is_refused(nutrient, said, daily, words):
    with pytest.raises(InputError, match=words):
        label_amount(nutrient, said, daily)


def test_a_mineral_a_thousand_times_off_is_refused():
    with pytest.raises(InputError, match="thousand times"):
        label_food({"name": "Bread", "per": "100 g", "amounts": {"sodium": "500 kg"}})


@pytest.mark.parametrize(
    "measure", [Measure("1 slice", 30.5), Measure("1 bar", None), Measure("1 cup", 250.0, 240.0)]
)
def test_a_measure_reads_back(measure):
    assert read_measure(measure_text(measure)) == measure


@pytest.mark.parametrize(
    "text", ["", "= 5 g", "1 cup = big", "1 cup = 5 g = 6 g", "1 cup = 0 g", "1 a = 1 g = 2 ml = 3", 5]
)
def test_a_measure_that_is_not_understood_is_refused(text):
    with pytest.raises(InputError):
        read_measure(text)
