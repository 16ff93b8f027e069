"""The shopping list: packs, yields, leftovers, cost, and what is cooked once."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

import planner
from planner.errors import InputError
from planner.plan.batch import batch_cooking
from planner.plan.packs import SYSTEMS, bought_as, pack_rule
from planner.plan.prices import read_prices
from planner.plan.shopping import cost_of, leftovers, shopping_list
from planner.reference.dishes import dishes
from planner.reference.foods import food_table
from planner.report.plan_report import plan_csv, plan_document, plan_text, plan_xlsx, with_prices
from planner.report.shopping_text import amount_text, shopping_csv

MILK, EGGS, OMELET = "fndds:11112210", "fndds:31103010", "fndds:32130010"
RICE, LENTILS, CHICKPEAS = "fndds:56205018", "fndds:41305000", "fndds:41302080"
SPINACH, SPINACH_RAW, CHICKEN = "fndds:72125211", "fndds:72125100", "fndds:24122131"
BREAD, TOAST, BANANA, KALE = "fndds:51300110", "fndds:51300120", "fndds:63107010", "fndds:72119211"
OATMEAL = "fndds:56203066"
COCONUT_MILK, MALTED, POTATO_OMELET, DECAF = (
    f"fndds:{code}" for code in (42401010, 11526000, 32131200, 92111010)
)


def days_of(*foods, kept=False):
    """Return one day with one meal of (food, grams)."""
    items = [{"food_id": food, "grams": grams, "kept": kept} for food, grams in foods]
    return [{"day": 1, "meals": [{"slot": "lunch", "dish": "x", "items": items}]}]


def bought(*foods, system="metric", prices=None):
    return {
        row["food"]: row for row in shopping_list(days_of(*foods), system, prices and read_prices(prices))
    }


@pytest.mark.parametrize(
    ("food", "grams", "system", "amount", "unit"),
    [
        (MILK, 900, "metric", 1, "carton (1 l)"),
        (MILK, 900, "us", 1, "carton (1 quart)"),
        (MILK, 1500, "metric", 1, "carton (1 l) and 1 carton (500 ml)"),
        (MILK, 2500, "metric", 2, "carton (1 l) and 1 carton (500 ml)"),
        (MILK, 1940, "us", 2, "carton (1 quart)"),
        (EGGS, 790, "metric", 1, "box (10) and 1 box (6)"),
        (EGGS, 350, "metric", 1, "box (10)"),
        (EGGS, 350, "us", 1, "box (12)"),
        (BREAD, 180, "metric", 1, "loaf (400 g)"),
        (CHICKPEAS, 300, "metric", 2, "can (400 g)"),
        (CHICKPEAS, 250, "us", 1, "can (15 oz)"),
        (BANANA, 378, "metric", 3, "piece"),
        (KALE, 200, "metric", 0.25, "kg"),
        (KALE, 200, "us", 0.5, "lb"),
    ],
)
def test_amounts_are_what_a_shop_sells(food, grams, system, amount, unit):
    (row,) = bought((food, grams), system=system).values()
    assert (row["amount"], row["unit"]) == (amount, unit)
    assert row["buy_grams"] >= row["grams"] - 1


@pytest.mark.parametrize(
    ("food", "grams", "as_bought"),
    [
        (RICE, 300, 300 * (1 - 0.6968) / 0.88),  # the water of the table, 88 % dry matter
        (LENTILS, 300, 300 * (1 - 0.6923) / 0.88),
        (SPINACH, 85, 100),  # the table's recipe: 100 g and 0.3 g salt lose 15 %
        (CHICKEN, 74, 100),  # 26 %
        (CHICKPEAS, 60, 100),  # drained: 40 %
        (BANANA, 126, 126),
    ],
)
def test_what_is_bought_for_what_is_eaten(food, grams, as_bought):
    ((_, weight),) = bought_as(food, grams)
    assert weight == pytest.approx(as_bought, rel=0.01)


def test_the_same_product_is_bought_once():
    rows = bought((BREAD, 100), (TOAST, 91), (SPINACH, 85), (SPINACH_RAW, 50))
    assert set(rows) == {"Bread, whole wheat", "Spinach"}
    assert rows["Bread, whole wheat"]["grams"] == 200
    assert rows["Spinach"]["grams"] == pytest.approx(150, abs=1)
    assert rows["Bread, whole wheat"]["foods"] == ["Bread, whole wheat", "Bread, whole wheat, toasted"]


def test_some_dishes_are_bought_as_what_they_are_made_of():
    rows = bought((OMELET, 107), (EGGS, 50), (OATMEAL, 238))
    assert set(rows) == {"Eggs", "Vegetable oil", "Oats", "Milk, low fat (1%)"}
    assert rows["Eggs"]["grams"] == pytest.approx(150, abs=1)
    assert rows["Milk, low fat (1%)"]["grams"] == pytest.approx(240, abs=1)
    assert rows["Milk, low fat (1%)"]["aisle"] == "Milk, yogurt and cheese"


def test_what_is_kept_is_not_bought():
    assert shopping_list(days_of((MILK, 200), kept=True)) == []


def test_spices_are_never_bought_by_the_gram(monkeypatch):
    assert pack_rule("Cinnamon")["pantry"]
    spiced = [{"food": "Cinnamon", "buy_grams": 3, "left_grams": None, "keeps": True}]
    assert leftovers(spiced)["bought_grams"] == 0


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_food_of_every_dish_can_be_bought(system):
    for food in {food for dish in dishes() for food in dish.food_ids}:
        for row in shopping_list(days_of((food, 100)), system):
            assert row["amount"] > 0, row
            assert 10 < row["grams"] < 200 or len(bought_as(food, 100)) > 1, row
            assert row["buy_grams"] >= row["grams"] * 0.999 - 1, row
            assert "cooked" not in row["food"].lower(), row


def test_any_food_of_the_table_can_be_bought():
    foods = food_table().foods.index[::40]
    rows = shopping_list(days_of(*((food, 100) for food in foods)))
    assert sum(len(row["foods"]) for row in rows) >= len(foods)


# --- leftovers


def test_leftovers_are_measured():
    rows = shopping_list(days_of((MILK, 415), (LENTILS, 100)))
    measured = leftovers(rows)
    assert measured["bought_grams"] == 515 + 500
    assert measured["spoils_grams"] == 100
    assert measured["left_grams"] == 100 + 465
    assert measured["share"] == pytest.approx(565 / 1015)
    assert measured["spoils_share"] == pytest.approx(100 / 1015)


def test_nothing_bought_leaves_nothing():
    assert leftovers([])["share"] == 0


# --- cost


def test_cost_by_pack_and_what_has_no_price():
    rows = bought((MILK, 1000), (EGGS, 100), (KALE, 200), prices=b"food,price\neggs,2.40\nKale,4\n")
    assert rows["Eggs"]["cost"] == 2.4
    assert rows["Kale"]["cost"] == 1.0  # a quarter of a kilogram
    assert rows["Milk, low fat (1%)"]["cost"] is None
    assert cost_of(list(rows.values())) == {"known": 3.4, "without_price": ["Milk, low fat (1%)"]}


def test_a_price_is_for_one_size_of_pack():
    row = bought((MILK, 1500), prices=b'food,price\n"Milk, low fat (1%)",1.5\n')["Milk, low fat (1%)"]
    assert (row["amount"], row["unit"], row["cost"]) == (3, "carton (500 ml)", 4.5)


@pytest.mark.parametrize(
    ("food", "names"),
    [
        (COCONUT_MILK, ["Coconut milk, canned"]),
        (MALTED, ["Malted drink powder", "Milk, low fat (1%)"]),
        (POTATO_OMELET, ["Eggs", "Onions", "Potato", "Vegetable oil"]),
        (DECAF, ["Decaffeinated coffee"]),
    ],
)
def test_what_is_asked_for_in_the_shop(food, names):
    assert sorted(bought((food, 100))) == names


def test_a_price_may_bring_its_own_pack_and_the_foods_own_name():
    name = "Lentils, from dried, no added fat"
    rows = bought((LENTILS, 1200), prices=f'food,price,pack\n"{name}",1.10,250 g\n'.encode())
    row = rows["Lentils, dry"]
    assert (row["amount"], row["unit"], row["cost"]) == (2, "pack (250 g)", 2.2)


def test_no_price_at_all_is_no_cost():
    assert cost_of(list(bought((MILK, 100)).values()))["known"] is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"food,cost\nEggs,2\n", "no column price"),
        (b"food,price\nEggs,cheap\n", "row 2: 'cheap' is no price"),
        (b"food,price\nEggs,-1\n", "row 2: '-1' is no price"),
        (b"food,price\nEggs,\n", "row 2: '' is no price"),
        (b"food,price\nEggs,1\neggs,2\n", "row 3: name each food, and each once"),
        (b"food,price,pack\nEggs,1,a dozen\n", "row 2: 'a dozen' is no size"),
        (b"", "cannot be read"),
    ],
)
def test_prices_that_cannot_be_used_are_named(text, words):
    with pytest.raises(InputError, match=words):
        read_prices(text)


# --- cooking once

COOKED = "Lamb stew with parsnips"


def cooked_on(*days, dish=COOKED, food="Peas"):
    meal = {"slot": "dinner", "dish": dish, "items": [{"description": food, "kept": False}]}
    return [{"day": day, "meals": [meal]} for day in days]


@pytest.mark.parametrize(
    ("days", "pots"),
    [
        ((1,), []), ((1, 2), [[1, 2]]), ((1, 3), [[1, 3]]), ((1, 4), []), ((1, 3, 5), [[1, 3]]),
        ((1, 2, 3), [[1, 2, 3]]), ((1, 3, 4, 6), [[1, 3], [4, 6]]),
    ],
)  # fmt: skip
def test_a_dish_that_comes_again_within_three_days_is_cooked_once(days, pots):
    found = batch_cooking(cooked_on(*days))
    assert [[meal["day"] for meal in row["meals"]] for row in found] == pots
    assert all(row["portions"] == len(row["meals"]) for row in found)


def test_rice_is_kept_a_day_only():
    assert batch_cooking(cooked_on(1, 3, food="Rice, brown, cooked, no added fat")) == []
    assert len(batch_cooking(cooked_on(1, 2, food="Rice, brown, cooked, no added fat"))) == 1


def test_what_does_not_keep_is_not_cooked_once():
    cold = next(dish.name for dish in dishes() if not dish.batch)
    assert batch_cooking(cooked_on(1, 2, dish=cold)) == []
    assert batch_cooking(cooked_on(1, 2, dish=None)) == []


# --- real plans


def test_a_plans_list_covers_what_it_prints(two_days):
    printed = {
        item["food_id"]
        for day in two_days.days for meal in day["meals"] for item in meal["items"] if not item["kept"]
    }  # fmt: skip
    foods = {food for row in two_days.shopping_list for food in row["foods"]}
    assert foods == {food_table().description(food) for food in printed}
    assert not any("kg" in row["unit"] for row in two_days.shopping_list), "US shops"
    document = plan_document(two_days, read_prices(b"food,price\nOlive oil,7\n"))
    assert document["leftovers"] == pytest.approx(leftovers(two_days.shopping_list))
    text = plan_text(document)
    for row in document["shopping_list"]:
        assert f"{row['food']}: {amount_text(row['amount'])} {row['unit']}" in text
    assert "of what is bought" in text
    assert plan_xlsx(document)


def test_another_jurisdiction_has_metric_packs(person):
    plan = planner.plan_meals(planner.targets_for(person, "uk"), days=1)
    assert not any(unit in row["unit"] for row in plan.shopping_list for unit in (" oz", "lb", "quart"))


def test_cooking_once_is_said_in_the_text(two_days):
    document = plan_document(two_days) | {"batch_cooking": batch_cooking(cooked_on(1, 2))}
    assert f"{COOKED}: cook 2 portions on day 1" in plan_text(document)


def test_every_export_has_the_cost_and_the_reasons(two_days):
    document = plan_document(two_days)
    food = document["shopping_list"][0]["food"]
    priced = with_prices(document, read_prices(f'food,price\n"{food}",2.5\n'.encode()))
    assert document["shopping_cost"]["known"] is None, "the document before is as it was"
    cost = priced["shopping_cost"]["known"]
    assert cost > 0
    assert {**priced, "shopping_list": 0, "shopping_cost": 0, "leftovers": 0} == {
        **document, "shopping_list": 0, "shopping_cost": 0, "leftovers": 0
    }  # fmt: skip
    assert plan_document(two_days, read_prices(f'food,price\n"{food}",2.5\n'.encode())) == priced
    book = load_workbook(io.BytesIO(plan_xlsx(priced)))
    meals = [[cell.value for cell in line] for line in book["Meals"].iter_rows()]
    reasons = {meal["why"]["text"] for day in priced["days"] for meal in day["meals"]}
    assert meals[0][-1] == "why"
    assert {line[-1] for line in meals[1:]} == reasons
    assert book["Cost and leftovers"]["B2"].value == cost
    sheet = [[cell.value for cell in line] for line in book["Shopping"].iter_rows()]
    listed = list(csv.DictReader(io.StringIO(shopping_csv(priced))))
    at = sheet[0].index("cost")
    for line, row, shown in zip(sheet[1:], listed, priced["shopping_list"], strict=True):
        assert line[at] == shown["cost"]
        assert row["cost"] == ("" if shown["cost"] is None else str(shown["cost"]))
        assert line[0] == row["food"] == shown["food"]
    rows = list(csv.DictReader(io.StringIO(plan_csv(priced))))
    assert {row["why"] for row in rows} == reasons
    items = [item for day in priced["days"] for meal in day["meals"] for item in meal["items"]]
    assert [row["what"] for row in rows] == [item["words"] for item in items]
