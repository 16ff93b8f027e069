"""Caffeine as a range: the table's value and the authority's figure for a serving."""

import math

import numpy as np
import pytest

from planner.errors import UnknownLabelError, UnknownNameError
from planner.reference.caffeine import caffeine_range, serving_figures
from planner.reference.foods import food_table

BREWED, DECAF, TEA, COLA, MILK = (
    "fndds:92101000", "fndds:92111010", "fndds:92302000", "fndds:92410310", "fndds:11111000",
)  # fmt: skip
HUMAN_MILK = "fndds:11000000"


def one(food, grams, jurisdiction, text=None):
    frame = caffeine_range([food], [grams], jurisdiction, None if text is None else [text])
    return frame.iloc[0]["low"], frame.iloc[0]["high"]


def test_twelve_ounces_of_coffee_in_the_us_reach_the_acog_figure():
    assert one(BREWED, 360, "us") == (144, 200)


@pytest.mark.parametrize(
    ("food", "grams", "high"),
    [
        (BREWED, 240, 140),
        ("fndds:92103000", 240, 100),
        (TEA, 240, 75),
        (COLA, 330, 40),
        ("fndds:91705300", 50, 50),
    ],
)
def test_a_serving_in_the_uk_has_the_figure_of_the_nhs(food, grams, high):
    assert one(food, grams, "uk")[1] == pytest.approx(high)


def test_where_the_jurisdiction_has_no_figure_the_table_stands():
    assert one(TEA, 240, "us") == (48, 48)


def test_the_eu_takes_its_own_figure_else_the_higher():
    red_bull = "fndds:95310600"
    assert one(red_bull, 100, "eu") == (29, 32)
    us, uk, eu = (one(BREWED, 100, place)[1] for place in ("us", "uk", "eu"))
    assert eu == max(us, uk)


@pytest.mark.parametrize("text", ["strong coffee", "STRONG black coffee", "double-strength coffee"])
def test_strong_takes_the_high_one(text):
    assert one(BREWED, 360, "us", text) == (200, 200)


@pytest.mark.parametrize("text", ["not strong coffee", "not too strong", "Armstrong coffee", "weak coffee"])
def test_not_strong_does_not(text):
    assert one(BREWED, 360, "us", text)[0] == 144


def test_decaffeinated_stays_low():
    assert one(DECAF, 360, "us")[1] < 10
    assert one(DECAF, 360, "uk")[1] < 10


def test_unknown_is_not_none():
    low, high = one(HUMAN_MILK, 100, "us")
    assert math.isnan(low)
    assert math.isnan(high)
    assert one(MILK, 100, "us") == (0, 0)


def test_it_scales_with_the_weight():
    whole = caffeine_range([BREWED, TEA, MILK], [300, 300, 300], "uk")
    third = caffeine_range([BREWED, TEA, MILK], [100, 100, 100], "uk")
    np.testing.assert_allclose(whole, third * 3)


@pytest.mark.parametrize("jurisdiction", ["us", "uk", "eu"])
def test_low_is_never_above_high_for_any_food(jurisdiction):
    foods = list(food_table().foods.index)
    frame = caffeine_range(foods, np.full(len(foods), 100.0), jurisdiction).dropna()
    assert (frame["low"] <= frame["high"]).all()
    assert (frame["low"] >= 0).all()


@pytest.mark.parametrize("jurisdiction", ["us", "uk", "eu"])
def test_every_figure_has_an_authority_a_source_and_a_food_with_caffeine(jurisdiction):
    figures = serving_figures(jurisdiction)
    assert figures.index.is_unique
    assert (food_table().composition.loc[figures.index, "caffeine"] > 0).all()
    assert figures[["authority", "source"]].ne("").all().all()


def test_refusals():
    with pytest.raises(UnknownLabelError):
        caffeine_range(["fndds:1"], [100], "us")
    with pytest.raises(UnknownNameError):
        caffeine_range([BREWED], [100], "mars")
