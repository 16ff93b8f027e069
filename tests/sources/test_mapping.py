"""From the services' answers to the registry's nutrients: by hand, to the last unit."""

import copy
import datetime as dt

import pytest

from planner.sources.amounts import Reading, UnsureError, in_our_unit, number
from planner.sources.answers import Answer
from planner.sources.fdc import read_fdc
from planner.sources.food import Measure
from planner.sources.off import read_off
from planner.sources.plausible import check

from .conftest import answer_of

DAY = dt.date(2026, 1, 2)


def fdc_food(content):
    return read_fdc(content, Answer(content, DAY))


def off_food(content):
    return read_off(content, Answer(content, DAY))


@pytest.fixture
def oats():
    return copy.deepcopy(answer_of("off_product")["product"])


@pytest.fixture
def bar():
    return copy.deepcopy(answer_of("fdc_branded"))


def test_the_full_shape():
    food = fdc_food(answer_of("fdc_foundation"))
    assert food.amounts == pytest.approx(
        {
            "energy": 114, "protein": 9, "fat": 0.4, "carbohydrate": 20, "fibre": 8, "water": 69.8,
            "magnesium": 36, "iron": 3.3, "copper": 0.25, "vitamin_d": 0.1, "folate": 181,
        }
    )  # fmt: skip
    assert food.basis == "100 g"
    assert food.measures == (Measure("1 cup", 198), Measure("2 tablespoon, heaped", 25))
    assert (food.food_id, food.source, food.retrieved) == ("fdc:900001", "FoodData Central, Foundation", DAY)
    assert len(food.flags) == 2  # vitamin A in IU; phosphorus below zero


def test_the_abridged_shape():
    food = fdc_food(answer_of("fdc_abridged"))
    assert food.amounts == pytest.approx(
        {
            "energy": 23, "protein": 2.9, "fat": 0.4, "carbohydrate": 3.6, "fibre": 2.2, "magnesium": 79,
            "potassium": 558, "vitamin_a": 469, "vitamin_e": 2, "vitamin_d": 0,
        }
    )  # fmt: skip
    assert food.flags == ()


def test_the_shape_of_a_search_and_a_drink_by_volume():
    food = fdc_food(answer_of("fdc_search")["foods"][1])
    assert food.basis == "100 ml"
    assert food.measures == (Measure("1 cup", None, 240),)
    assert food.amounts["vitamin_d"] == pytest.approx(1.5)
    assert "fibre" not in food.amounts
    assert food.flags == ("Fibre: only “less than” is given, so not known",)
    assert food.description == "OAT DRINK (INVENTED)"


def test_a_label_fills_what_is_missing_and_never_what_is_unsure(bar):
    food = fdc_food(bar)
    assert food.amounts["fibre"] == pytest.approx(7.5)
    assert "iron" not in food.amounts
    assert food.flags == ("Iron: only “less than” is given, so not known",)


def test_a_label_that_differs_is_said(bar):
    bar["labelNutrients"]["sodium"]["value"] = 250.0
    food = fdc_food(bar)
    assert food.amounts["sodium"] == 250
    assert "Sodium: the label’s serving and the figures for 100 differ" in food.flags


@pytest.mark.parametrize("unit", ["IU", "MC", "", None, 7])
def test_a_serving_in_another_unit_is_no_weight(bar, unit):
    bar["servingSizeUnit"] = unit
    food = fdc_food(bar)
    assert food.measures == ()
    assert "fibre" not in food.amounts


def test_energy_of_several_numbers():
    food = answer_of("fdc_foundation")
    for left_out, energy in ((2048, 118), (2047, 477 / 4.184)):
        food["foodNutrients"] = [row for row in food["foodNutrients"] if row["nutrient"]["id"] != left_out]
        assert fdc_food(food).amounts["energy"] == pytest.approx(energy)


def test_a_label_of_europe():
    food = off_food(answer_of("off_product")["product"])
    assert food.amounts == pytest.approx(
        {
            "energy": 374, "protein": 11, "fat": 8, "fat_saturated": 1.5, "carbohydrate": 69, "fibre": 9,
            "sugars_total": 1.1, "sodium": 8, "magnesium": 110, "iron": 3.6, "vitamin_d": 10, "calcium": 130,
        }
    )  # fmt: skip
    assert food.measures == (Measure("40 g", 40),)
    assert food.ingredients == "Havervlokken. Contains: gluten. May contain: nuts, milk."
    assert [flag.split(":")[0] for flag in food.flags] == [
        "Vitamin A (RAE)", "Zinc", "Calcium", "The list of ingredients is in another language (nl)",
    ]  # fmt: skip


def test_a_label_for_a_serving_of_a_drink():
    food = off_food(answer_of("off_drink")["product"])
    assert food.basis == "100 ml"
    assert food.amounts == pytest.approx(
        {
            "energy": 80, "protein": 3.2, "fat": 2, "carbohydrate": 12.4, "fibre": 0.4, "sodium": 60,
            "calcium": 120, "potassium": 188,
        }
    )  # fmt: skip
    assert food.measures == (Measure("1 bottle (250 ml)", None, 250),)


def test_a_serving_of_a_weight_that_is_not_known():
    product = answer_of("off_drink")["product"] | {"serving_size": "1 bottle", "serving_quantity": None}
    food = off_food(product)
    assert food.basis == "serving"
    assert (food.amounts["calcium"], food.amounts["potassium"]) == (pytest.approx(300), pytest.approx(470))
    assert food.measures == (Measure("1 bottle", None),)


def test_alcohol_by_volume():
    ale = answer_of("off_search")["products"][0]
    assert off_food(ale).amounts["alcohol"] == pytest.approx(3.945)
    by_weight = off_food(ale | {"quantity": "330 g", "product_quantity_unit": "g"})
    assert "alcohol" not in by_weight.amounts
    assert "Alcohol: it is given by volume, and the food by weight, so not known" in by_weight.flags


def test_carbohydrate_with_and_without_fibre(oats):
    oats["countries_tags"] = ["en:united-states"]
    assert off_food(oats).amounts["carbohydrate"] == 60
    oats["countries_tags"] = ["en:united-states", "en:france"]
    both = off_food(oats)
    assert both.amounts["carbohydrate"] == 60
    assert any(flag.startswith("Carbohydrate: the label may") for flag in both.flags)
    oats["countries_tags"] = ["en:france"]
    del oats["nutriments"]["fiber_100g"]
    without = off_food(oats)
    assert without.amounts["carbohydrate"] == 60
    assert any("a little low" in flag for flag in without.flags)


def test_salt_and_sodium(oats):
    del oats["nutriments"]["sodium_100g"]
    assert off_food(oats).amounts["sodium"] == pytest.approx(8)
    oats["nutriments"]["sodium_100g"] = 0.5
    food = off_food(oats)
    assert "sodium" not in food.amounts
    assert "Sodium: sodium and salt disagree, so not known" in food.flags


def test_only_the_prepared_food(oats):
    oats["nutriments"] = {"energy-kcal_prepared_100g": 80, "proteins_prepared_100g": 3}
    food = off_food(oats)
    assert food.amounts == {}
    assert any("as prepared" in flag for flag in food.flags)


def test_percent_of_the_daily_value_of_folate_is_in_equivalents(oats):
    oats["nutriments"] |= {"vitamin-b9_100g": 1e-4, "vitamin-b9_unit": "% DV", "vitamin-b9_value": 50}
    food = off_food(oats)
    assert food.amounts["folate"] == pytest.approx(200)
    assert "folate_total" not in food.amounts


def test_figures_for_a_serving_that_differ(oats):
    oats["nutriments"]["fat_serving"] = 8
    assert any("serving and for 100 differ" in flag for flag in off_food(oats).flags)


def test_kilojoules_that_disagree(oats):
    oats["nutriments"]["energy-kj_100g"] = 374
    food = off_food(oats)
    assert food.amounts["energy"] == 374
    assert any("kcal and in kJ differ" in flag for flag in food.flags)


def test_kilojoules_under_the_name_of_kilocalories(oats):
    oats["nutriments"] |= {"energy-kcal_100g": 1567}
    food = off_food(oats)
    assert "energy" not in food.amounts
    assert any(flag.startswith("Energy: ") for flag in food.flags)


@pytest.mark.parametrize(
    ("name", "grams", "nutrient"),
    [
        ("calcium", 120, "calcium"),
        ("iron", 3.6, "iron"),
        ("magnesium", 110, "magnesium"),
        ("fat", 8000, "fat"),
    ],
)
def test_a_thousand_times_too_much_is_left_out(oats, name, grams, nutrient):
    oats["nutriments"] |= {f"{name}_100g": grams, f"{name}_unit": "g", f"{name}_serving": grams * 0.4}
    food = off_food(oats)
    assert nutrient not in food.amounts
    assert any("cannot be right" in flag for flag in food.flags)


def test_a_thousand_times_too_little_is_said(oats):
    oats["nutriments"]["magnesium_100g"] = 0.00011
    food = off_food(oats)
    assert food.amounts["magnesium"] == pytest.approx(0.11)
    assert any("oddly little" in flag for flag in food.flags)


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ({"protein": 40.0, "fat": 40.0, "carbohydrate": 40.0}, "weigh more than the food"),
        ({"fat": 5.0, "fat_saturated": 9.0}, "Saturated fat is more than Fat"),
        ({"energy": 900.0, "protein": 10.0, "fat": 10.0, "carbohydrate": 10.0}, "900 kcal stated"),
        ({"energy": 10.0, "protein": 10.0, "fat": 10.0, "carbohydrate": 10.0}, "10 kcal stated"),
        ({"iron": 200.0}, "more than in any usual food"),
    ],
)
def test_what_may_be_wrong_is_kept_and_said(amounts, words):
    reading = Reading(dict(amounts))
    check(reading, 100)
    assert reading.amounts == amounts
    assert any(words in text for text in reading.said())


@pytest.mark.parametrize("food_id", ["fndds:63107010", "fndds:11111000", "fndds:42101350", "fndds:81102000"])
def test_foods_of_the_shipped_table_are_not_doubted(food_id):
    from planner.reference.foods import food_table

    row = food_table().composition.loc[food_id] if food_id in food_table().composition.index else None
    if row is None:
        pytest.skip("not in this release")
    reading = Reading({str(name): float(value) for name, value in row.items() if value == value})
    check(reading, 100)
    assert reading.said() == ()


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        (1, 1), (1.5, 1.5), ("1.5", 1.5), (" 1,5 ", 1.5), ("1,234.5", 1234.5), (".5", 0.5), ("1e-3", 0.001),
        (0, 0), ("0", 0), (None, None), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_numbers(given, amount):
    assert number(given) == amount


@pytest.mark.parametrize(
    "given",
    [
        "<1", "< 0.5", "trace", "Tr", "traces", "less than 1 g", -1, "-1", "1,234", float("nan"),
        float("inf"), 10**400, 1e300, "1e99", "abc", "1 2", [], {}, True, "٣", "0x10", "1_000", "nan", "inf",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_not_known(given):
    with pytest.raises(UnsureError):
        number(given)
    reading = Reading({"iron": 1.0})
    reading.put("iron", given, "mg")
    assert reading.amounts == {}
    assert reading.said()[0].startswith("Iron: ")


@pytest.mark.parametrize(
    ("nutrient", "amount", "unit", "ours"),
    [
        ("vitamin_d", 40, "IU", 1), ("energy", 418.4, "kJ", 100), ("copper", 900, "UG", 0.9),
        ("magnesium", 0.42, "G", 420), ("iron", 100, "% DV", 18), ("vitamin_e", 3, "MG_ATE", 3),
        ("folate", 50, "% DV", 200), ("selenium", 0.055, "mg", 55), ("potassium", 10, "%DV", 470),
    ],
)  # fmt: skip
def test_units(nutrient, amount, unit, ours):
    assert in_our_unit(nutrient, amount, unit) == pytest.approx(ours)


@pytest.mark.parametrize(
    ("nutrient", "unit"),
    [
        ("vitamin_a", "IU"), ("vitamin_e", "IU"), ("iron", "IU"), ("energy", "g"), ("iron", "kcal"),
        ("iron", ""), ("iron", None), ("iron", "furlong"), ("sugars_total", "% DV"), ("caffeine", "% DV"),
        ("energy", "% DV"),
    ],
)  # fmt: skip
def test_units_that_do_not_tell_the_weight(nutrient, unit):
    with pytest.raises(UnsureError):
        in_our_unit(nutrient, 1, unit)


def test_every_nutrient_of_the_registry_is_known_there():
    """The numbers beside each other: those of the registry are the first choice for their nutrient."""
    from planner.reference.nutrients import nutrients
    from planner.tables import read_rows

    first = {
        row["nutrient"]: int(row["fdc_id"])
        for row in read_rows("outside/fdc_nutrients.csv")
        if row["preference"] == "1"
    }
    assert first == {name: one.fdc_number for name, one in nutrients().items()}
    assert {row["nutrient"] for row in read_rows("outside/off_nutrients.csv")} <= set(nutrients())
