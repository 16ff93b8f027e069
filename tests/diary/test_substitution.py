"""No food stands silently for another: what is not found is said, and another kind of food is a fault."""

from __future__ import annotations

import math

import pytest

from planner import read_diary
from planner.diary.matching.search import match_food
from planner.diary.parse import parse_meal
from planner.diary.resolve import LEAST_MATCH, resolve


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tuna steak", 26153110),
        ("salmon steak", 26137110),
        ("swordfish steak", 26149110),
        ("vegan sausage", 41810400),
        ("meat-free sausages", 41810400),
        ("oat milk latte", 92101903),
        ("crème fraîche", 12310100),
        ("non-alcoholic beer", 92803000),
        ("alcohol free beer", 92803000),
        ("runny eggs", 31102000),
        ("flaxseed oil", 82103500),
        ("liver pate", 25112200),
    ],
)
def test_the_food_itself_is_found(text: str, code: int) -> None:
    found = resolve(text, 100, "g")
    assert (found.food_id, found.problem) == (f"fndds:{code}", None)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("duck pate", "Liver, paste or pate"),
        ("vegetable pate", "Liver, paste or pate"),
        ("nut roast", "Mixed nuts, honey roasted"),
        ("quorn mince", "Beef, ground"),
        ("goat yogurt", "Goat"),
        ("chicken stock", "Chicken, NS as to part and cooking method, NS as to skin eaten"),
        ("salmon and cream cheese bagel", "Cream cheese, regular, plain"),
    ],
)
def test_another_kind_of_food_is_a_fault_with_suggestions(text: str, nearest: str) -> None:
    found = resolve(text, 100, "g")
    assert found.food_id is None
    assert math.isnan(found.grams)
    assert text in str(found.problem)
    assert nearest in str(found.advice) + "; ".join(food.description for food in found.alternatives)


def test_the_oil_of_a_fishs_liver_is_not_beef_liver_and_asks_for_its_label() -> None:
    for text in ("cod liver oil", "cod liver oil capsule", "1 tsp cod liver oil"):
        found = resolve(text)
        assert (found.food_id, found.source) == (None, "supplement")
        assert "vitamin A" in str(found.problem)
    declared = resolve("cod liver oil vitamin A 800 ug vitamin D 5 ug")
    assert declared.food_id == "supp:free:retinol=800ug,vitamin_d=5ug"


@pytest.mark.parametrize(("text", "word"), [("matcha latte", "matcha"), ("almond croissant", "almond")])
def test_a_word_that_was_not_found_is_said_and_the_confidence_is_low(text: str, word: str) -> None:
    found = resolve(text, 100, "g")
    assert f"“{word}” was not found; taken as “{found.description}”" in found.assumed
    assert LEAST_MATCH <= found.confidence < 0.4


def test_words_put_for_others_do_not_hide_one_that_is_missing() -> None:
    """ "latte" is "coffee latte" for the table, which is still half of "matcha latte"."""
    assert match_food("matcha latte", limit=1)[0].score < 0.4
    assert match_food("almond croissant", limit=1)[0].score < 0.4


def test_another_name_of_the_table_is_said() -> None:
    curry = resolve("goat curry", 100, "g")
    assert curry.description == "Beef curry"
    assert "the table counts “goat” as this food" in curry.assumed


def test_a_guessed_spelling_is_said() -> None:
    assert "the spelling of “bannana” was guessed" in resolve("1 bannana").assumed
    assert resolve("1 banana").assumed == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("coffee with milk", 92100000),
        ("white coffee", 92100000),
        ("brewed coffee with oat milk", 92101000),
        ("tea with milk", 92302000),
        ("green tea and milk", 92303010),
    ],
)
def test_coffee_and_tea_with_milk_are_the_drink_and_the_milk_is_said(text: str, code: int) -> None:
    found = resolve(text, 240, "g")
    assert found.food_id == f"fndds:{code}"
    assert "milk not counted" in found.assumed
    assert found.confidence <= 0.7


def test_the_id_stays_where_the_text_is_about_another_food() -> None:
    differ = resolve("salmon", 100, "g", food_id="fndds:63107010")
    assert differ.food_id == "fndds:63107010"
    assert differ.confidence == 0.5
    assert "“salmon” and the food id (“Banana, raw”) differ" in differ.assumed
    for text in ("ripe bananas", ""):
        same = resolve(text, 100, "g", food_id="fndds:63107010")
        assert (same.confidence, same.assumed) == (1.0, "")


@pytest.mark.parametrize("text", ["kelp tablet", "retinol 5000 ug"])
def test_a_fault_keeps_the_words(text: str) -> None:
    diary = read_diary(f"food\n{text}\n".encode())
    assert diary.faults["value"].tolist() == [text]
    assert parse_meal(text)["text"].tolist() == [text]


@pytest.mark.parametrize(
    ("text", "supplement_id"),
    [
        ("Mg 400 mg tablet", "magnesium=400mg"),
        ("Fe 14 mg", "iron=14mg"),
        ("2 Zn 15 mg tablets", "zinc=15mg"),
        ("K 99 mg tablet", "potassium=99mg"),
        ("B6 10 mg", "vitamin_b6=10mg"),
        ("vitamin K 90 ug", "vitamin_k=90ug"),
        ("Ca 500 mg Mg 250 mg", "calcium=500mg,magnesium=250mg"),
    ],
)
def test_symbols_of_elements_before_a_dose(text: str, supplement_id: str) -> None:
    assert resolve(text).food_id == f"supp:free:{supplement_id}"


def test_a_symbol_with_its_dose_in_cells() -> None:
    assert resolve("Zn", 15, "mg").food_id == "supp:free:zinc=15mg"
    assert resolve("K", 1, "cup").source == "food"


@pytest.mark.parametrize(
    "text", ["venison stewing steak", "tuna fillet steak", "duck spring roll", "lamb liver"]
)
def test_an_animal_that_was_said_is_not_replaced_by_the_one_of_a_dish(text: str) -> None:
    """ "Stewing steak" is beef for the table, and an egg roll no duck egg."""
    found = resolve(text, 100, "g")
    assert found.problem or "was not found" in found.assumed
    assert not found.description.startswith(("Beef", "Duck egg"))


@pytest.mark.parametrize("text", ["plant based chicken nuggets", "meat free mince"])
def test_plant_based_is_never_meat(text: str) -> None:
    found = resolve(text, 100, "g")
    assert found.problem or "meatless" in found.description or "vegetarian" in found.description
