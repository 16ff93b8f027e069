"""A diary with foods of imported tables: by id, by preference, by weight, volume and portion; its sums."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from planner import daily_intake, match_food, parse_meal, plan_meals, read_diary, targets_for
from planner.diary import Corrections
from planner.diary.imported import in_order
from planner.diary.kept_contents import holds
from planner.diary.own_foods import add_food
from planner.diary.resolve import resolve
from planner.errors import TableError
from planner.gaps.notices import notices
from planner.intake.summary import compute_intake
from planner.reference.foods import food_table
from planner.reference.person import Person
from planner.sources.food_tables import imported_food
from planner.sources.food_tables.build import build
from planner.sources.food_tables.mapping import layout, mapping_of
from planner.sources.food_tables.preference import (
    keep_preference,
    kept_preference,
    use_food_tables,
    used_tables,
)
from planner.sources.food_tables.sheets import read_sheets
from planner.sources.food_tables.store import load, remove, save
from planner.sources.kept import KeptFoods
from planner.sources.kept_file import foods_from_json, foods_to_json

CASES = Path(__file__).parents[1] / "cases" / "food_tables"
DOCUMENT = {
    "title": "Drinks", "licence": "CC0", "citation": "Somebody, 2026", "code": "code", "name": "name",
    "per_100_ml": {"column": "basis", "begins": "100 ml"},
    "portion": {"words": "portion", "grams": "grams"},
    "column": [
        {"header": "MG", "nutrient": "magnesium", "unit": "mg"},
        {"header": "ALC", "nutrient": "alcohol", "unit": "g"},
    ],
}  # fmt: skip
DRINKS = """code,name,basis,portion,grams,MG,ALC
1,Zwetschgenwasser,100 ml,,,3,40
2,Knusperbrot,100 g,2 slices,60,50,0
3,Grünkernsuppe,100 g,,,20,
"""


@pytest.fixture(autouse=True)
def tables():
    """Keep both tables for each test."""
    save(build(read_sheets((CASES / "ciqual.csv").read_bytes(), "c"), layout("ciqual"), "ciqual")[0])
    save(build(read_sheets(DRINKS.encode(), "d"), mapping_of(DOCUMENT, "m"), "own")[0])


def test_without_a_choice_only_the_shipped_table_is_used():
    assert used_tables() == ("fndds",)
    assert resolve("banane", 100, "g").food_id.startswith("fndds:")


def test_the_order_of_tables_decides():
    with use_food_tables(["ciqual", "fndds"]):
        assert resolve("banane crue", 100, "g").food_id == "table:ciqual:13005"
        assert resolve("scrambled eggs", 100, "g").food_id.startswith("fndds:")
    with use_food_tables(["fndds", "ciqual"]):
        assert resolve("banana", 100, "g").food_id.startswith("fndds:")
        assert resolve("Knusperbrot", 100, "g").source == "food"
    with use_food_tables(["ciqual", "own"]):  # in place of the shipped one
        assert resolve("Knusperbrot", 100, "g").food_id == "table:own:2"
        lost = resolve("scrambled eggs", 100, "g")
    assert (lost.food_id, lost.problem) == (
        None, "No food like “scrambled eggs” was found in the tables in use.",
    )  # fmt: skip


def test_a_food_says_whose_it_is():
    note = resolve("", 100, "g", food_id="table:ciqual:13005").assumed
    assert "Anses. 2020" in note
    assert "Etalab" in note


def test_a_row_says_that_safety_rules_do_not_read_a_name_that_is_not_known_to_be_english():
    unread = "safety rules read what you wrote, not the table’s name of it"
    assert unread in resolve("", 100, "g", food_id="table:ciqual:13005").assumed
    english = mapping_of(DOCUMENT | {"language": "en"}, "m")
    save(build(read_sheets(DRINKS.encode(), "d"), english, "mine")[0])
    note = resolve("", 40, "g", food_id="table:mine:2").assumed
    assert "of the table" in note
    assert unread not in note
    assert load("mine").is_english
    assert not load("ciqual").is_english


@pytest.mark.parametrize(
    ("cells", "units", "grams"),
    [
        (("Knusperbrot", 40, "g"), 0.4, 40),
        (("Knusperbrot", 3, "slices"), 0.9, 90),
        (("Knusperbrot", 1, None), 0.6, 60),
        (("1 slice of Knusperbrot",), 0.3, 30),
        (("Knusperbrot", None, None, 25.0), 0.25, 25),
        (("Zwetschgenwasser", 2, "cl"), 0.2, None),
    ],
)
def test_amounts(cells, units, grams):
    with use_food_tables(["own"]):
        found = resolve(*cells)
    assert found.problem is None
    assert found.units == pytest.approx(units)
    assert found.grams == pytest.approx(grams) if grams else found.grams != found.grams


@pytest.mark.parametrize(
    ("cells", "advice"),
    [
        (("Grünkernsuppe", 1, "bowl"), "Write the weight in grams."),
        (("Grünkernsuppe",), "Write the weight in grams."),
        (("Knusperbrot", 1, "bag"), "Write the weight in grams, or count in: 2 slices (60 g)."),
        (("Zwetschgenwasser", 20, "g"), "Write how much in ml."),
        (("Grünkernsuppe", 50, "kg"), "Check the number and the unit."),
        (("Xyzzy", 50, "g"), "Write it in the words of the table, or use fndds as well."),
    ],
)
def test_what_cannot_be_weighed_is_a_fault_that_says_what_to_write(cells, advice):
    with use_food_tables(["own"]):
        found = resolve(*cells)
    assert found.advice == advice
    assert found.problem


def test_the_day_sums_what_is_known_and_says_how_much_that_is():
    eaten = "table:ciqual:13005,150", "table:own:3,100", "fndds:63107010,100", "table:ciqual:13005,50"
    diary = read_diary("\n".join(["food,food_id,grams", *(f",{line}" for line in eaten)]).encode())
    assert diary.rows == {"read": 4, "used": 4, "with_faults": 0}
    assert diary.entries["source"].tolist() == ["kept", "kept", "food", "kept"]
    intake, banana = compute_intake(diary), food_table().amounts(["fndds:63107010"], [100]).iloc[0]
    total, complete = intake.total.iloc[0], intake.complete.iloc[0]
    assert total["magnesium"] == pytest.approx(2 * 28 + 20 + banana["magnesium"])
    assert total["potassium"] == pytest.approx(2 * 320 + banana["potassium"])
    assert (complete["magnesium"], complete["potassium"]) == (1, 0.75)
    by_food = intake.by_food["magnesium"].droplevel(["person", "description"])
    assert by_food["table:ciqual:13005"] == pytest.approx(2 * 28)


def test_grams_beside_an_id_scale_what_is_counted():
    diary = read_diary(b"food,food_id,grams\nx,table:ciqual:13005,250\n")
    assert diary.entries["units"].tolist() == [2.5]
    assert daily_intake(diary)["magnesium"].iloc[0] == pytest.approx(70)


def test_an_id_that_no_table_has_is_a_fault():
    diary = read_diary(b"food,food_id,grams\nx,table:ciqual:77777,250\ny,table:gone:1,10\n")
    assert diary.rows["with_faults"] == 2


def test_alcohol_is_told_by_what_a_food_holds_whatever_its_name():
    with use_food_tables(["own"]):
        diary = read_diary(b"food,amount,unit\nZwetschgenwasser,2,cl\n")
    told = notices(diary, targets_for(Person(age=29, life_stage="pregnant", gestation_weeks=22)))
    assert ("ALCOHOL", "avoid") in [(one["rule"], one["severity"]) for one in told]


def test_rules_read_the_name_that_the_table_gives():
    text = 'code,name,basis,portion,grams,MG,ALC\n1,"Liver, calf, fried",100 g,,,20,0\n'
    save(build(read_sheets(text.encode(), "d"), mapping_of(DOCUMENT, "m"), "uk")[0])
    told = notices(
        read_diary(b"food,food_id,grams\nlunch,table:uk:1,80\n"),
        targets_for(Person(age=29, life_stage="pregnant", gestation_weeks=22)),
    )
    assert "LIVER" in [one["rule"] for one in told]


def test_a_meal_in_words_and_a_search_use_the_tables():
    with use_food_tables(["ciqual", "fndds"]):
        items = parse_meal("150 g lentille verte cuite")
        found = in_order("banane", 3, match_food("banane", 3))
    assert items["food_id"].tolist() == ["table:ciqual:20505"]
    assert {one.food_id.split(":")[0] for one in found} == {"table", "fndds"}


def test_a_plan_that_builds_on_the_days_counts_foods_of_a_table():
    diary = read_diary(b"food,food_id,grams\nx,table:ciqual:13005,250\nmilk,,250\n")
    targets = targets_for(Person(age=29, life_stage="pregnant", gestation_weeks=22))
    plan = plan_meals(targets, diary=diary, days=1, mode="topup")
    plan.check()
    told = {one["rule"]: one["text"] for one in plan.notices}
    assert told["OWN_FOODS"].endswith(": Banane, pulpe, crue.")
    assert "NOT_IN_TABLE" not in told
    kept = {item["description"]: item for meal in plan.days[0]["meals"] for item in meal["items"]}
    assert kept["Banane, pulpe, crue"]["units"] == 2.5


def test_a_food_of_a_table_may_be_an_ingredient():
    recipe = b"""name = "Mash"
[[ingredients]]
food_id = "table:ciqual:13005"
grams = 300
[[ingredients]]
food_id = "table:own:3"
grams = 100
"""
    added = add_food(recipe, Corrections())
    mash = added.food
    assert foods_from_json(foods_to_json(added.foods).encode()).versions == added.foods.versions
    assert mash.food.amounts["magnesium"] == pytest.approx((3 * 28 + 20) / 4)
    assert mash.known["potassium"] == pytest.approx(0.75)
    assert holds(mash) is None  # neither table says what is in it


def test_a_version_that_is_kept_wins_over_the_table():
    drink = replace(imported_food("table:ciqual:13005"), description="Mine", amounts={"magnesium": 1.0})
    kept = Corrections().with_foods(KeptFoods().keep(drink, since=dt.date(2026, 3, 1)))
    rows = b"food,food_id,grams\nx,table:ciqual:13005,100\n"
    mine = read_diary(rows, corrections=kept)
    assert mine.entries["food_id"].tolist() == list(mine.kept) == ["table:ciqual:13005@1"]
    assert list(read_diary(rows).kept) == ["table:ciqual:13005"]


def test_an_imported_food_counts_on_days_before_its_import():
    other = replace(imported_food("table:ciqual:13005"), food_id="own:other")
    kept = Corrections().with_foods(KeptFoods().keep(other, since=dt.date(2026, 3, 1)))  # so days matter
    rows = b"date,food,food_id,grams\n2001-01-01,x,table:ciqual:13005,100\n2001-01-01,x,own:other,100\n"
    assumed = read_diary(rows, corrections=kept).entries["assumed"]
    assert ["earlier days" in text for text in assumed] == [False, True]


def test_a_supplement_is_still_one():
    with use_food_tables(["ciqual"]):
        assert resolve("magnesium tablet 200 mg", 1, "tablet").source == "supplement"
        assert resolve("=1+1", 1, "g").food_id is None


def test_the_setting_is_kept_checked_and_follows_a_removal():
    assert kept_preference() == ("fndds",)
    assert keep_preference(["ciqual", "fndds", "ciqual"]) == ("ciqual", "fndds")
    assert kept_preference() == ("ciqual", "fndds")
    with pytest.raises(TableError, match="No table of this name"):
        keep_preference(["nothing"])
    with pytest.raises(TableError, match="No table is named"):
        keep_preference([" "])
    remove("ciqual")
    with pytest.raises(TableError, match="No table of this name"):
        kept_preference()


def test_a_phrase_may_mean_a_food_of_a_table():
    mine = Corrections().remember("my fruit", "table:ciqual:13005")
    entry = read_diary(b"food,grams\nmy fruit,250\n", corrections=mine).entries.iloc[0]
    assert (entry["food_id"], entry["units"]) == ("table:ciqual:13005", 2.5)
    assert entry["assumed"].startswith("“my fruit” read as “Banane, pulpe, crue”, as you corrected it")
