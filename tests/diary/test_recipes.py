"""Recipes against calculations by hand (tests/cases/recipes), and what a recipe refuses."""

import tomllib
from pathlib import Path

import pytest

from planner.diary import Corrections
from planner.diary.ingredients import COUNTED_AS_COOKED
from planner.diary.kept_contents import diets_of_kept, holds
from planner.diary.matching.doubts import COOKED_INSTEAD
from planner.diary.own_foods import add_food
from planner.diary.recipe_file import read_recipe
from planner.diary.recipes import recipe_food, recipe_total
from planner.diary.resolve import resolve
from planner.errors import FoodError, InputError
from planner.sources.food_file import label_food

CASES = sorted((Path(__file__).resolve().parents[1] / "cases" / "recipes").glob("*.toml"))
EGG = b'name = "Omelette"\n[[ingredients]]\nfood_id = "fndds:31103010"\ngrams = 100\n'


def keeping(*texts):
    corrections = Corrections()
    for text in texts:
        corrections = corrections.with_foods(add_food(text, corrections).foods)
    return corrections


def of_case(case):
    corrections = Corrections()
    if "label" in case:
        corrections = corrections.with_foods(corrections.foods.keep(label_food(case["label"]).food))
    return read_recipe(case["recipe"], corrections).recipe.scaled(case.get("times", 1))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_recipe_equals_the_calculation_by_hand(path):
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    recipe = of_case(case)
    total, (food, _) = recipe_total(recipe), recipe_food(recipe)
    assert {name: total.amounts[name] for name in case["total"]} == pytest.approx(case["total"], rel=1e-9)
    assert {name: food.amounts[name] for name in case["per_100_g"]} == pytest.approx(
        case["per_100_g"], rel=1e-9
    )
    assert {name: total.known.get(name, 1.0) for name in case["total"]} == pytest.approx(
        {name: case.get("known", {}).get(name, 1.0) for name in case["total"]}, rel=1e-9
    )
    if "serving" in case:
        assert food.measures[0].grams == pytest.approx(case["serving"]["grams"])


def test_there_are_cases():
    assert len(CASES) >= 3


def test_what_is_not_given_is_said_and_not_assumed():
    recipe = read_recipe(
        {"name": "Plain", "ingredients": [{"food_id": "fndds:72125100", "grams": 100}]}
    ).recipe
    flags = " ".join(recipe_food(recipe)[0].flags)
    assert "No weight after cooking" in flags
    assert "No retention factors" in flags


def test_a_factor_for_folate_counts_for_its_forms_but_not_over_their_own():
    entry = {"food_id": "fndds:72125100", "grams": 100, "retention": {"folate": 50, "folic_acid": 90}}
    (one,) = read_recipe({"name": "Leaves", "ingredients": [entry]}).recipe.ingredients
    assert one.retention == {"folate": 50, "folate_food": 50, "folate_total": 50, "folic_acid": 90}


def test_a_recipe_holds_what_its_ingredients_hold():
    added = add_food(EGG, Corrections())
    assert "egg" in holds(added.food)
    assert diets_of_kept(added.food) == ("omnivore", "pescatarian", "vegetarian")


def test_a_label_without_ingredients_makes_what_a_recipe_holds_unknown():
    spread = b'name = "Spread"\nper = "100 g"\namounts = { energy = "500 kcal" }\n'
    recipe = b'name = "Toast"\n[[ingredients]]\nfood = "spread"\ngrams = 20\n'
    kept = keeping(spread, recipe)
    assert holds(kept.kept("own:toast")) is None
    named = keeping(spread + b'ingredients = "hazelnuts, sugar"\n', recipe)
    assert "nuts" in holds(named.kept("own:toast"))


def test_a_recipe_in_a_recipe_counts_once_by_its_parts():
    leaves = b'[[ingredients]]\nfood_id = "fndds:72125100"\ngrams = 200\n'
    inner = b'name = "Base"\nweight_after_cooking = 150\n' + leaves
    outer = b'name = "Pie"\n[[ingredients]]\nfood = "base"\ngrams = 75\n'
    pie = keeping(inner, outer).kept("own:pie")
    (part,) = pie.parts
    assert part.food_id == "fndds:72125100"
    assert part.grams == pytest.approx(200 / 150 * 100)  # what went in, for 100 g of what came out
    assert pie.food.amounts["iron"] == pytest.approx(200 * 1.26 / 150)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ingredients": []}, "ingredients"),
        ({"ingredients": ["egg"]}, "Ingredient 1"),
        ({"ingredients": [{"food": "zzqqx", "grams": 5}]}, "zzqqx"),
        ({"ingredients": [{"food": "egg"}]}, "amount"),
        ({"ingredients": [{"food": "egg", "grams": -5}]}, "-5"),
        ({"ingredients": [{"food": "egg", "grams": float("nan")}]}, "nan"),
        ({"ingredients": [{"food": "egg", "grams": 50, "retention": {"iron": 120}}]}, "120"),
        ({"ingredients": [{"food": "egg", "grams": 50, "retention": {"ironn": 90}}]}, "iron"),
        ({"ingredients": [{"food": "egg", "grams": 50, "retention": {"water": 90}}]}, "weight after cooking"),
        ({"ingredients": [{"food": "1 prenatal vitamin tablet"}]}, "food"),
        ({"weight_after_cooking": 10}, "more is lost than there is water"),
        ({"weight_after_cooking": 90_000}, "ten times"),
        ({"weight_after_cooking": 90, "evaporation": 10}, "one of them"),
        ({"evaporation": True}, "percentage"),
        ({"servings": "four"}, "servings"),
        ({"since": "2026-03-01"}, "since"),
        ({"portions": 4}, "portions"),
        ({"name": "../../etc/passwd"}, "path"),
        ({"name": "Soup\x00"}, "control"),
    ],
)
def test_what_cannot_be_cooked_is_refused_with_advice(change, words):
    said = {"name": "Soup", "ingredients": [{"food_id": "fndds:41305000", "grams": 100}]} | change
    with pytest.raises(InputError, match="(?s)" + words.replace("(", r"\(")):
        recipe_food(read_recipe(said).recipe)


def test_an_ingredient_without_a_weight_is_refused():
    bar = b'name = "Oat bar"\nper = "serving"\namounts = { energy = "180 kcal" }\n'
    with pytest.raises(FoodError, match="weighs is not known"):
        add_food(b'name = "Crumble"\n[[ingredients]]\nfood = "2 oat bars"\n', keeping(bar))


@pytest.mark.parametrize(
    "line",
    [
        "200 g dry lentils", "1 cup dry rice", "100 g uncooked spaghetti", "150 g dried chickpeas",
        "300 g raw chicken breast", "100 g uncooked quinoa", "2 raw pork chops", "1 cup raw pumpkin",
    ],
)  # fmt: skip
def test_what_goes_in_raw_is_never_taken_for_the_cooked_food(line):
    with pytest.raises(FoodError, match="foods as they are eaten: the nearest is") as refused:
        read_recipe({"name": "Pot", "ingredients": [{"food": line}]})
    assert line in str(refused.value)
    for way in ("cooked lentils", "by its label", "SR Legacy", "food_id"):
        assert way in refused.value.advice


@pytest.mark.parametrize(
    ("line", "lacks"),
    [
        ("2 tbsp flour", "flour"), ("100 g flour", "flour"), ("50 g whole wheat flour", "flour"),
        ("1 tsp salt", "salt"), ("1 tsp sea salt", "salt"), ("1 tsp baking powder", "baking powder"),
        ("1 tbsp cornstarch", "cornstarch"), ("100 g cornmeal", "cornmeal"),
    ],
)  # fmt: skip
def test_what_the_table_has_in_no_form_is_said_with_a_way_out(line, lacks):
    with pytest.raises(FoodError, match=f"The food table has no {lacks}") as refused:
        read_recipe({"name": "Cake", "ingredients": [{"food": line}]})
    assert "by its label, or from FoodData Central" in refused.value.advice


@pytest.mark.parametrize(
    ("line", "food"),
    [
        ("40 g dry oats", "Oats, raw"), ("200 g raw minced beef", "Beef, ground, raw"),
        ("2 raw eggs", "Egg, whole, raw"), ("30 g dry milk", "Milk, dry, not reconstituted"),
        ("1 glass dry red wine", "Wine, red"), ("30 g raw almonds", "Almonds, unroasted"),
        ("4 dried apricots", "Apricot, dried"),
        ("1 cup black beans cooked from dried", "Black beans, from dried"),
        ("50 g almond flour", "Almonds, unroasted"), ("30 g almonds with salt", "Almonds, salted"),
        ("100 g raw green beans", "Green beans, raw"),
    ],
)  # fmt: skip
def test_raw_foods_that_the_table_has_and_words_of_another_sense_are_taken(line, food):
    assert read_recipe({"name": "X", "ingredients": [{"food": line}]}).found[0].description.startswith(food)


def test_grains_and_pulses_without_a_word_of_it_are_said_to_count_as_cooked():
    plain, cooked, tin = (
        read_recipe({"name": "X", "ingredients": [{"food": line}]}).found[0]
        for line in ("200 g lentils", "200 g cooked lentils", "200 g canned chickpeas")
    )
    assert COUNTED_AS_COOKED in plain.assumed
    assert COUNTED_AS_COOKED not in cooked.assumed + tin.assumed


def test_an_id_or_a_food_of_her_own_is_taken_as_she_says():
    entry = {"food": "200 g dry lentils", "food_id": "fndds:41304970"}
    assert read_recipe({"name": "X", "ingredients": [entry]}).found[0].description == "Lentils, NFS"
    label = b'name = "flour"\nper = "100 g"\namounts = { energy = "364 kcal" }\n'
    own = {"name": "X", "ingredients": [{"food": "200 g flour"}]}
    assert read_recipe(own, keeping(label)).found[0].food_id == "own:flour@1"


@pytest.mark.parametrize("row", ["80 g dry pasta", "60 g dried lentils", "150 g raw chicken breast"])
def test_a_row_of_a_diary_that_is_dry_or_raw_is_to_be_checked(row):
    asked, cooked = resolve(row), resolve(row.replace("dry ", "").replace("dried ", "").replace("raw ", ""))
    assert COOKED_INSTEAD in asked.assumed
    assert asked.confidence < 0.5 < cooked.confidence
    assert COOKED_INSTEAD not in cooked.assumed
