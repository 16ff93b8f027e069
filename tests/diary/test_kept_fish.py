"""Fish of a label counts in the week where the label tells how much it is, and not where it does not."""

import datetime as dt

import pytest

from planner import read_diary
from planner.diary import Corrections
from planner.diary.kept_fish import kept_fish
from planner.gaps.notices import notices
from planner.reference.person import Person
from planner.reference.targets import targets_for
from planner.sources.food import Measure, SourcedFood
from planner.sources.kept import KeptFood, KeptFoods

DAY = dt.date(2026, 3, 1)
PREGNANT = Person(age=29, life_stage="pregnant", gestation_weeks=22)


def label(name, ingredients="", basis="100 g"):
    measures = (Measure("1 tin", 120.0),) if basis == "serving" else ()
    return SourcedFood("own:fish", name, basis, {"energy": 200.0}, measures, "own food", "", DAY, ingredients)


@pytest.mark.parametrize(
    ("name", "ingredients", "kind", "cooked_g"),
    [
        ("Mackerel fillets in oil", "mackerel (60%), sunflower oil, salt", "Atlantic mackerel", 60.0),
        ("Fish fingers", "fish (cod) 58 %, breadcrumbs, oil", "Cod", 58.0),
        ("Fischstäbchen", "63,5 % cod, wheat flour", "Cod", 63.5),
        ("Fish pie", "mash (potato 70%, butter), filling (cream 10%, haddock [12,5 %])", "Haddock", 12.5),
        ("Salmon pasta", "pasta, cream, smoked salmon 8%, shrimps 2%", "Salmon", 10.0),
        ("Smoked salmon", "salmon, salt", "Salmon", 100.0),
        ("Tinned sardines", "", "Sardine", 100.0),
        ("Raw salmon fillet", "", "Salmon", 100 * 140 / 170),
    ],
)
def test_fish_is_told_by_its_share_or_where_it_comes_first(name, ingredients, kind, cooked_g):
    found = kept_fish({"own:fish@1": KeptFood(label(name, ingredients), DAY)}).loc["own:fish@1"]
    assert found["kind"] == kind
    assert found["cooked_g"] == pytest.approx(cooked_g)


@pytest.mark.parametrize(
    ("name", "ingredients"),
    [
        ("Oat bar", "oats, honey"),
        ("Fish pie", "potato, cream, salmon"),
        ("Goldfish crackers", ""),
        ("Soup", ""),
    ],
)
def test_what_is_no_fish_or_does_not_say_how_much_is_left(name, ingredients):
    assert kept_fish({"own:fish@1": KeptFood(label(name, ingredients), DAY)}).empty


@pytest.mark.parametrize(
    ("listed", "grams", "speaks"),
    [("mackerel (60%), oil", 160, True), ("mackerel (60%), oil", 110, False), ("oats", 300, False)],
)
def test_a_week_of_it_is_held_against_the_advice(listed, grams, speaks):
    mine = Corrections().with_foods(KeptFoods().keep(label("Lunch tin", listed), since=DAY))
    rows = "".join(f"2026-03-0{day},lunch tin,{grams},g\n" for day in range(1, 4))
    diary = read_diary(f"date,food,amount,unit\n{rows}".encode(), corrections=mine)
    found = notices(diary, targets_for(PREGNANT, "uk"))
    assert ("FISH_UK_OILY" in {one["rule"] for one in found if one["kind"] == "fish_week"}) == speaks


def test_a_serving_counts_by_its_weight_and_not_without_one():
    mine = Corrections().with_foods(KeptFoods().keep(label("Mackerel tin", basis="serving"), since=DAY))
    diary = read_diary(b"date,food,amount,unit\n2026-03-01,mackerel tin,3,tins\n", corrections=mine)
    found = {one["rule"]: one["text"] for one in notices(diary, targets_for(PREGNANT, "uk"))}
    assert "about 360 g" in found["FISH_UK_OILY"]
    no_weight = KeptFoods().keep(
        SourcedFood("own:fish", "Mackerel tin", "serving", {}, (Measure("1 tin", None),), "", "", DAY),
        since=DAY,
    )
    diary = read_diary(
        b"date,food,amount,unit\n2026-03-01,mackerel tin,3,tins\n",
        corrections=Corrections().with_foods(no_weight),
    )
    assert "FISH_UK_OILY" not in {one["rule"] for one in notices(diary, targets_for(PREGNANT, "uk"))}
