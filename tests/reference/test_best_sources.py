"""Best sources: only what she may eat, one of a kind, in portions of a usual size, the best first."""

import pytest

from planner.errors import UnknownNameError
from planner.reference.best_sources import best_sources, is_fortified
from planner.reference.caffeine_drinks import common_drinks
from planner.reference.diets import DIETS, allowed_foods
from planner.reference.dish_checks import most_grams
from planner.reference.foods import food_table
from planner.reference.safety import JURISDICTIONS, planner_excluded
from planner.reference.servings import usual_serving
from planner.report.text import FIRST


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
@pytest.mark.parametrize("diet", DIETS)
def test_all_is_allowed_and_safe(diet, jurisdiction):
    allowed = allowed_foods(diet, ("gluten", "peanut"))
    for nutrient in FIRST:
        found = best_sources(nutrient, diet, ("gluten", "peanut"), jurisdiction)
        assert len(found) == 12
        assert all(allowed[one.food_id] for one in found)
        assert not {one.food_id for one in found} & planner_excluded(jurisdiction)


@pytest.mark.parametrize("nutrient", FIRST)
def test_the_best_come_first_and_figures_are_the_tables(nutrient):
    by_serving = best_sources(nutrient, "omnivore", (), "us")
    by_energy = best_sources(nutrient, "omnivore", (), "us", "100 kcal")
    assert [one.in_serving for one in by_serving] == sorted(
        (one.in_serving for one in by_serving), reverse=True
    )
    assert [one.in_100_kcal for one in by_energy] == sorted(
        (one.in_100_kcal for one in by_energy), reverse=True
    )
    for one in (*by_serving, *by_energy):
        row = food_table().amounts([one.food_id], [one.grams]).iloc[0]
        assert one.in_serving == pytest.approx(row[nutrient])
        assert one.in_100_kcal == pytest.approx(100 * row[nutrient] / row["energy"])


def test_one_of_a_kind_not_ten_bran_cereals():
    found = best_sources("iron", "omnivore", (), "us", limit=40)
    numbers = food_table().foods.loc[[one.food_id for one in found], "wweia_number"]
    assert numbers.isin([4602, 4604]).sum() <= 2
    assert numbers.value_counts().max() <= 3
    heads = [one.description.split(",")[0] for one in found if "beans" in one.description.lower()]
    assert len(heads) == len(set(heads))


def test_a_leaf_of_cress_is_no_source_by_energy():
    most = max(one.in_serving for one in best_sources("calcium", "omnivore", (), "us"))
    assert all(
        one.in_serving >= most / 10 for one in best_sources("calcium", "omnivore", (), "us", "100 kcal")
    )


def test_servings_are_of_a_small_meal():
    for one in best_sources("iron", "omnivore", (), "us", limit=60):
        number = int(food_table().foods.at[one.food_id, "wweia_number"])
        assert one.grams <= 1.16 * most_grams(number)[1]
        assert one.serving


@pytest.mark.parametrize(
    ("food", "fortified"),
    [
        ("Cereal, bran flakes, plain", True), ("Soy milk, unsweetened", True),
        ("Rice, white, cooked, no added fat", True),
        ("Milk, low fat (1%)", True), ("Banana, raw", False), ("Lentils, NFS", False),
        ("Pumpkin seeds, unsalted", False),
        ("Quinoa, no added fat", False), ("Rice, brown, cooked, no added fat", False),
    ],
)  # fmt: skip
def test_what_is_fortified(food, fortified):
    foods = food_table().foods
    assert is_fortified(foods.index[foods["description"] == food][0]) is fortified


def test_unknown_names_are_refused_with_suggestions():
    with pytest.raises(UnknownNameError, match="magnesium"):
        best_sources("magnesum", "omnivore", (), "us")
    with pytest.raises(UnknownNameError):
        best_sources("iron", "omnivore", (), "us", "bowl")


def test_no_measure_that_nobody_means():
    assert usual_serving("fndds:57227000").words == "3/4 cup"  # granola, not three packets
    assert usual_serving("fndds:11000000") is None or usual_serving("fndds:11000000").grams > 0


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_common_drinks_hold_caffeine_within_reason(jurisdiction):
    drinks = common_drinks(jurisdiction)
    assert {"Espresso", "Coffee, filter", "Black tea", "Cola", "Energy drink", "Dark chocolate"} <= {
        one.name for one in drinks
    }
    assert all(0 < one.low <= one.high <= 200 for one in drinks)


def test_what_the_rules_of_one_place_hold_back_is_listed_in_another():
    def foods(jurisdiction):
        return [one.description for one in best_sources("selenium", "omnivore", (), jurisdiction, limit=100)]

    assert "Fish, tuna, canned" in foods("uk")
    assert "Fish, tuna, canned" not in foods("us")
