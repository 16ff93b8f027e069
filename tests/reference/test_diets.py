"""Diets and allergens, against labels made by hand and against the ingredient lists themselves."""

from pathlib import Path

import pandas as pd
import pytest

from planner.errors import UnknownNameError
from planner.reference.diets import DIETS, allergens, allowed_foods, held_by, resolve_exclusion
from planner.reference.foods import PREFIX, food_table, ingredient_list

LABELS = pd.read_csv(
    Path(__file__).resolve().parents[1] / "cases" / "diets" / "labels.csv", keep_default_na=False
)
BY_DESCRIPTION = {text: food for food, text in food_table().foods["description"].items()}


def foods_of(pattern):
    categories = food_table().foods["wweia_category"]
    return categories.index[categories.str.contains(pattern)]


def test_enough_is_labelled():
    assert len(LABELS) >= 120
    assert LABELS["description"].is_unique


@pytest.mark.parametrize("label", LABELS.to_dict("records"), ids=lambda label: label["description"])
def test_labelled_by_hand(label):
    row = allergens().loc[BY_DESCRIPTION[label["description"]]]
    assert [name for name in label["holds"].split() if not row[name]] == []
    assert [name for name in label["holds_not"].split() if row[name]] == []


def test_a_food_holds_what_its_ingredients_hold():
    table, lines = allergens(), ingredient_list()
    inner = PREFIX + lines["ingredient_code"].astype(str)
    nested = lines[inner.isin(table.index)]
    names = [name for name in table.columns if name not in ("alcohol", "caffeine")]
    parts = table.loc[PREFIX + nested["ingredient_code"].astype(str), names].to_numpy()
    wholes = table.loc[nested["food_id"], names].to_numpy()
    assert (wholes | ~parts).all()


ANIMAL = (
    r"^(?:beef|pork|lamb|veal|game meat|turkey|duck|goose|ham|lard|fish|crustaceans|mollusks|milk"
    r"|cheese|yogurt|cream|egg|eggs|butter|honey|whey)\b|^chicken,"
    r"|\bbacon, (?!meatless)|sausage, (?!meatless)|\bbroth\b"
)
PLANT = r"meatless|cream of|cream substitute|butter replacement|^cream, imitation|vegetable broth"


def test_nothing_vegan_has_an_ingredient_that_names_an_animal():
    lines = ingredient_list()
    named = lines[
        lines["ingredient"].str.contains(ANIMAL, case=False)
        & ~lines["ingredient"].str.contains(PLANT, case=False)
    ]
    vegan = allowed_foods("vegan")
    assert not set(named["food_id"]) & set(vegan.index[vegan])
    assert vegan.sum() > 1000


@pytest.mark.parametrize(
    ("categories", "name"),
    [
        (
            r"^Beef|^Pork|^Lamb|^Bacon|^Sausages|^Ground beef|^Liver|^Cold cuts|^Frankfurters$|^Deli and",
            "meat",
        ),
        (r"^Chicken|^Turkey", "poultry"),
        (r"^Fish$", "fish"),
        (
            r"^Milk,|^Flavored milk|^Cheese$|^Yogurt|^Cottage|^Cream cheese|^Macaroni and|^Milk shakes",
            "dairy",
        ),
        (r"^Eggs and omelets", "egg"),
        (r"^Beer", "gluten"),
        (r"^Beer|^Wine|^Liquor", "alcohol"),
    ],
)
def test_whole_groups_hold_what_they_are_made_of(categories, name):
    table = allergens()[name]
    without = [food_table().description(food) for food in foods_of(categories) if not table[food]]
    free = (
        "cider",
        "seltzer",
        "nonalcoholic",
        "non-alcoholic",
        "nonaalcoholic",
        "virgin",
        "imitation",
        "substitute",
        "vegetarian",
    )
    assert [text for text in without if not any(word in text.lower() for word in free)] == []


def test_diets_are_nested():
    allowed = {diet: set(allowed_foods(diet).index[allowed_foods(diet)]) for diet in DIETS}
    assert allowed["vegan"] < allowed["vegetarian"] < allowed["pescatarian"] < allowed["omnivore"]
    assert len(allowed["omnivore"]) == len(food_table().foods)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("lactose", "dairy"), ("Milk", "dairy"), ("wheat", "gluten"), ("coeliac", "gluten"),
        ("shrimp", "shellfish"),
        ("tree nuts", "nuts"), ("Soya", "soy"), ("eggs", "egg"), ("peanuts", "peanut"), ("tree_nuts", "nuts"),
    ],
)  # fmt: skip
def test_synonyms(name, same):
    assert resolve_exclusion(name) == resolve_exclusion(same)


def test_a_group_of_the_table_can_be_left_out():
    assert resolve_exclusion("Soft drinks") == set(foods_of("^Soft drinks$"))


@pytest.mark.parametrize("name", ["mushroom", "mushrooms", "Mushrooms"])
def test_a_food_by_name_goes_with_the_dishes_that_hold_it(name):
    out = resolve_exclusion(name)
    assert BY_DESCRIPTION["Soup, cream of mushroom"] in out
    assert BY_DESCRIPTION["Mushrooms, raw"] in out
    assert BY_DESCRIPTION["Banana, raw"] not in out


def test_coconut_is_excluded_by_name_and_not_as_a_nut():
    coconut = BY_DESCRIPTION["Coconut, fresh"]
    assert coconut in resolve_exclusion("coconut")
    assert coconut not in resolve_exclusion("nuts")


@pytest.mark.parametrize(("name", "meant"), [("penut", "peanut"), ("glutten", "gluten"), ("dairyy", "dairy")])
def test_an_unknown_exclusion_is_an_error_with_suggestions(name, meant):
    with pytest.raises(UnknownNameError) as error:
        resolve_exclusion(name)
    assert meant in error.value.suggestions


@pytest.mark.parametrize("name", ["", "  ", "qx", "(((", ".*", "x" * 5000, "drop table foods"])
def test_nonsense_is_refused(name):
    with pytest.raises(UnknownNameError):
        resolve_exclusion(name)


@pytest.mark.parametrize("name", ["", "  ", "zqxwv", "diary products of all kinds"])
def test_a_name_without_near_ones_is_answered_with_what_may_be_left_out(name):
    with pytest.raises(UnknownNameError, match="dairy, egg, fish, shellfish, nuts") as error:
        resolve_exclusion(name)
    for suggestion in error.value.suggestions:
        assert resolve_exclusion(suggestion)


def test_an_unknown_diet_is_an_error_with_suggestions():
    with pytest.raises(UnknownNameError) as error:
        allowed_foods("vegn")
    assert "vegan" in error.value.suggestions


def test_exclusions_add_up():
    both = allowed_foods("omnivore", ["dairy", "gluten"])
    one, other = allowed_foods("omnivore", ["dairy"]), allowed_foods("omnivore", ["gluten"])
    assert both.equals(one & other)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Cocoa butter", []), ("Butternut squash", []), ("Milkfish", []), ("Eggplant, raw", []),
        ("Nutmeg", []), ("Cream of tartar", []),
        ("Buckwheat groats", []), ("Waterchestnuts, chinese, canned", []), ("Vegetable soup, no meat", []),
        ("Worcestershire sauce", ["fish", "gluten", "soy"]),
        ("Gelatin dessert", ["beef", "gelatin", "meat", "pork"]),
    ],
)  # fmt: skip
def test_traps_in_words(text, held):
    assert sorted(held_by(text)) == held
