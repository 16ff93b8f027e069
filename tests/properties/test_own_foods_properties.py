"""Properties of kept foods: scaling is linear, the past never changes, files come back as they were."""

import datetime as dt
import json
import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.diary import Corrections
from planner.diary.own_foods import add_food
from planner.diary.own_foods_csv import labels_from_csv, labels_to_csv
from planner.diary.recipe_file import read_recipe
from planner.diary.recipes import Ingredient, Recipe, recipe_total
from planner.errors import FoodError, InputError
from planner.reference.foods import food_table
from planner.reference.nutrients import nutrients
from planner.sources.checks import check_name, most_of
from planner.sources.food import BASES, Measure, SourcedFood
from planner.sources.food_file import is_recipe, label_food, read_toml_food
from planner.sources.kept import KeptFoods, own_id
from planner.sources.kept_file import MOST_BYTES, foods_from_json, foods_to_json

FIRST = dt.date(2026, 1, 1)
IDS = sorted(set(food_table().foods.index) - {"fndds:11000000"})[::97]
NAMES = (
    st.text(string.ascii_letters + " äéñ", min_size=3, max_size=20)
    .map(str.strip)
    .filter(lambda t: len(t) > 1)
)
SIZES = st.none() | st.floats(0.5, 5_000).map(lambda value: round(value, 3))
MEASURES = st.builds(Measure, st.sampled_from(["1 slice", "1 cup", "1 bar"]), SIZES, SIZES)
DAYS = st.integers(0, 40).map(lambda days: FIRST + dt.timedelta(days))


@st.composite
def foods(draw):
    basis, name = draw(st.sampled_from(BASES)), draw(NAMES)
    chosen = draw(st.lists(st.sampled_from(sorted(nutrients())), min_size=1, max_size=5, unique=True))
    amounts = {one: draw(st.floats(0, most_of(nutrients()[one].unit, basis))) for one in chosen}
    measures = tuple(draw(st.lists(MEASURES, min_size=basis == "serving", max_size=3)))
    return SourcedFood(own_id(name), name, basis, amounts, measures, "own food", "mine", FIRST, draw(NAMES))


CHANGES = st.lists(st.tuples(foods(), st.booleans(), st.integers(0, 5)), max_size=12)


def histories(changes, each=lambda before, after, day: None):
    """Return foods after changes on days that follow each other; few names, so that versions come about."""
    kept, day = KeptFoods(), FIRST
    for number, (food, is_removal, days) in enumerate(changes):
        day += dt.timedelta(days)
        named = replace(food, food_id=f"own:food-{number % 3}")
        before = kept
        if is_removal and before.get(named.food_id, day):
            kept = before.remove(named.food_id, on=day)
        else:
            kept = before.keep(named, since=day)
        each(before, kept, day)
    return kept


@settings(max_examples=60, deadline=None)
@given(CHANGES, DAYS)
def test_a_change_never_changes_the_past(changes, asked):
    def check(before, after, day):
        for one in before.versions:
            assert after.get(one.food_id).food == one.food  # by its id, at any time
            if asked < day and before.get(one.base, asked):
                assert after.get(one.base, asked).food == before.get(one.base, asked).food
            if asked < day and one.since <= asked:
                assert (after.get(one.base, asked) is None) == (before.get(one.base, asked) is None)

    histories(changes, check)


@settings(max_examples=60, deadline=None)
@given(CHANGES)
def test_json_comes_back_as_it_was(changes):
    kept = histories(changes)
    back = foods_from_json(foods_to_json(kept).encode())
    assert back.versions == kept.versions
    assert KeptFoods().merged(back).versions == tuple(
        one
        for base in dict.fromkeys(one.base for one in kept.versions)
        for one in kept.versions
        if one.base == base
    )
    assert kept.merged(back).versions == kept.versions


@settings(max_examples=60, deadline=None)
@given(st.lists(foods(), max_size=5, unique_by=lambda food: food.food_id))
def test_a_spreadsheet_comes_back_as_it_was(given_foods):
    kept = KeptFoods()
    for food in given_foods:
        kept = kept.keep(food, since=FIRST)
    back = KeptFoods()
    for label in labels_from_csv(labels_to_csv(kept).encode()):
        back = back.keep(replace(label.food, retrieved=FIRST), since=label.since)
    assert back.versions == kept.versions


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(IDS), st.floats(1, 2_000), st.floats(0, 100)), min_size=1, max_size=6),
    st.floats(0.01, 100),
    st.none() | st.floats(0, 30),
)
def test_scaling_is_linear(parts, times, evaporation):
    ingredients = tuple(Ingredient(food, food, grams, {"iron": left}) for food, grams, left in parts)
    recipe = Recipe("Soup", ingredients, servings=4, evaporation=evaporation)
    once, scaled = recipe_total(recipe), recipe_total(recipe.scaled(times))
    assert scaled.amounts == pytest.approx(
        {name: value * times for name, value in once.amounts.items()}, abs=1e-7
    )
    assert recipe.scaled(times).grams_out == pytest.approx(recipe.grams_out * times)


def read_or_refused(read, given_to_it):
    """Return what was read; None where it was refused with what to do."""
    try:
        return read(given_to_it)
    except InputError as error:
        refusal = str(error)
    assert len(refusal) > 20
    return None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_refused_kindly(data):
    for read in (
        foods_from_json,
        read_toml_food,
        labels_from_csv,
        lambda data: add_food(data, Corrections()),
    ):
        read_or_refused(read, data)


def inner_values(inner):
    return st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
VALUES = st.recursive(PLAIN, inner_values, max_leaves=4)


@settings(max_examples=200, deadline=None)
@given(foods(), st.data())
def test_a_file_with_a_value_of_another_kind_is_refused_or_read(food, data):
    document = json.loads(foods_to_json(KeptFoods().keep(food, since=FIRST)))
    key = data.draw(st.sampled_from(sorted(document["foods"][0])))
    document["foods"][0][key] = data.draw(VALUES)
    kept = read_or_refused(foods_from_json, json.dumps(document).encode())
    if kept is not None:
        assert foods_from_json(foods_to_json(kept).encode()).versions == kept.versions


KEYS = sorted(
    {"name", "per", "serving", "measures", "ingredients", "servings", "amounts", "since", "evaporation"}
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES))
def test_toml_of_other_kinds_is_refused_kindly(said):
    read_or_refused(read_recipe if is_recipe(said) else label_food, said)


PATHS = ["../x", "/etc/passwd", "~/.ssh", "C:\\x", "a\\b", "..", ".hidden"]


@pytest.mark.parametrize("name", [*PATHS, "a\x00b", "a\nb", "\ue000a", "", "12", "x" * 101])
def test_names_that_are_no_names_are_refused(name):
    with pytest.raises(FoodError):
        check_name(name)


@pytest.mark.parametrize("data", [b" " * (MOST_BYTES + 1), b"[" * 200_000, b'{"format": 1}', b"\x00" * 50])
def test_large_deep_and_binary_files_are_refused(data):
    with pytest.raises(FoodError):
        foods_from_json(data)
