"""Kept foods in a diary: found by id and by name, counted with what is known, the past as it was."""

import datetime as dt
import math
from dataclasses import replace

import pandas as pd
import pytest

from planner import parse_meal, read_diary
from planner.diary import Corrections
from planner.diary.corrections import matches
from planner.diary.own_foods import add_food
from planner.diary.own_foods_csv import labels_from_csv, labels_to_csv
from planner.errors import CorrectionError, FoodError
from planner.gaps.caffeine import caffeine_summary
from planner.gaps.notices import notices
from planner.intake import compute_intake
from planner.plan.kept import keep_items
from planner.plan.slots import slots_for
from planner.reference.person import Person
from planner.reference.targets import targets_for
from planner.report.analysis import analysis
from planner.sources.food import Measure, SourcedFood
from planner.sources.kept import KeptFoods
from planner.sources.kept_file import foods_from_json, foods_to_json

MARCH, MAY = dt.date(2026, 3, 1), dt.date(2026, 5, 1)
DRINK = SourcedFood(
    "own:oat-drink", "Oat drink", "100 ml", {"energy": 45.0, "calcium": 120.0},
    (Measure("1 glass", None, 250.0),), "own food", "", MARCH, "water, oats",
)  # fmt: skip
PREGNANT = targets_for(Person(age=29, life_stage="pregnant", gestation_weeks=22))


def recipe(name, *foods_and_grams):
    pairs = zip(foods_and_grams[::2], foods_and_grams[1::2], strict=True)
    parts = "".join(f"[[ingredients]]\n{food}\ngrams = {grams}\n" for food, grams in pairs)
    return f'name = "{name}"\n{parts}'.encode()


def keeping(*foods, since=MARCH):
    kept = KeptFoods()
    for food in foods:
        kept = kept.keep(food, since=since)
    return Corrections().with_foods(kept)


def diary_of(csv, corrections):
    return read_diary(csv.encode(), corrections=corrections)


@pytest.mark.parametrize(
    "food", ["oat drink", "Oat Drinks", "my oat drink", "drink, oat", "our own homemade oat drink"]
)
def test_a_kept_food_is_found_by_its_name(food):
    entry = diary_of(f'food,amount,unit\n"{food}",200,ml\n', keeping(DRINK)).entries.iloc[0]
    assert (entry["food_id"], entry["source"], entry["units"]) == ("own:oat-drink@1", "kept", 2.0)
    assert math.isnan(entry["grams"])  # nothing says what 200 ml weigh


@pytest.mark.parametrize("food", ["drink", "oats", "oat drink with chocolate", "oat"])
def test_another_text_is_not_taken_for_it(food):
    diary = diary_of(f"food,amount,unit\n{food},200,g\n", keeping(DRINK))
    assert "own:oat-drink@1" not in set(diary.entries["food_id"])


def test_a_kept_food_wins_over_the_table_where_the_names_are_equal():
    mine = replace(DRINK, food_id="own:banana-raw", description="Banana, raw", basis="100 g", measures=())
    kept = keeping(mine)
    assert [food.food_id for food in matches("banana, raw", 2, kept)] == [
        "own:banana-raw@1",
        "fndds:63107010",
    ]
    assert parse_meal("100 g banana, raw", kept)["food_id"].tolist() == ["own:banana-raw@1"]


def test_a_correction_wins_over_a_kept_food_of_the_same_name():
    kept = keeping(DRINK).remember("oat drink", "fndds:11360200")
    assert parse_meal("200 ml oat drink", kept)["food_id"].tolist() == ["fndds:11360200"]


def test_the_sum_counts_what_is_known_and_says_what_is_not():
    diary = diary_of("food,amount,unit\noat drink,1,glass\nmilk,250,g\n", keeping(DRINK))
    intake = compute_intake(diary)
    total, complete = intake.total.iloc[0], intake.complete.iloc[0]
    milk = 2.5 * 123
    assert total["calcium"] == pytest.approx(2.5 * 120 + milk, abs=6)  # milk NFS differs a little from whole
    assert complete["calcium"] == 1
    assert complete["magnesium"] == pytest.approx(250 / 350)  # the glass has no known weight: it counts 100 g
    gaps = {gap["nutrient"]: gap for gap in analysis(diary, PREGNANT)["people"][0]["gaps"]}
    assert gaps["magnesium"]["lower_bound"]
    assert not gaps["calcium"]["lower_bound"]


def test_a_nutrient_that_nothing_gives_stays_unknown():
    intake = compute_intake(diary_of("food,amount,unit\noat drink,1,glass\n", keeping(DRINK)))
    assert math.isnan(intake.total["magnesium"].iloc[0])
    assert intake.complete["magnesium"].iloc[0] == 0


def test_the_known_share_of_a_recipe_goes_into_the_sum():
    porridge = recipe("Porridge", 'food_id = "fndds:57602100"', 50, 'food = "oat drink"', 150)
    weighed = replace(DRINK, measures=(Measure("1 carton", 1000.0, 1000.0),))
    kept = keeping(weighed)
    kept = kept.with_foods(add_food(porridge, kept).foods)
    intake = compute_intake(diary_of("food,amount,unit\nporridge,100,g\nmilk,100,g\n", kept))
    assert intake.complete["magnesium"].iloc[0] == pytest.approx((0.25 * 100 + 100) / 200)
    assert intake.complete["calcium"].iloc[0] == 1


@pytest.mark.parametrize(
    ("basis", "measures", "amount", "unit", "units", "grams"),
    [
        ("serving", (Measure("1 bar", None),), 2, "bars", 2, math.nan),
        ("serving", (Measure("1 bar", 40.0),), 60, "g", 1.5, 60),
        ("serving", (Measure("1 bar", 40.0),), 3, "", 3, 120),
        ("serving", (Measure("1 glass", None, 200.0),), 100, "ml", 0.5, math.nan),
        ("100 g", (Measure("1 slice", 30.0),), 2, "slices", 0.6, 60),
        ("100 g", (Measure("1 cup", 120.0, 240.0),), 480, "ml", 2.4, 240),
        ("100 g", (), 0.5, "kg", 5, 500),
        ("100 ml", (Measure("1 cup", 260.0, 250.0),), 130, "g", 1.25, 130),
        ("100 ml", (), 1, "l", 10, math.nan),
    ],
)
def test_amounts_by_basis_and_measure(basis, measures, amount, unit, units, grams):
    food = replace(DRINK, basis=basis, measures=measures)
    entry = diary_of(f"food,amount,unit\noat drink,{amount},{unit}\n", keeping(food)).entries.iloc[0]
    assert entry["units"] == pytest.approx(units)
    assert entry["grams"] == pytest.approx(grams, nan_ok=True)


@pytest.mark.parametrize(
    ("basis", "measures", "amount", "unit", "advice"),
    [
        ("100 ml", (), 100, "g", "Write how much in ml."),
        ("100 g", (), 100, "ml", "Write the weight in grams."),
        ("serving", (), 100, "g", "Count it in servings."),
        ("100 g", (), 2, "slices", "Write the weight in grams."),
        ("100 g", (), 11, "kg", "Check the number and the unit."),
        ("100 g", (), 0, "g", "Write how much was eaten, or delete the row if nothing was."),
        (
            "100 ml",
            (Measure("1 glass", None, 250.0), Measure("1 box", 400.0)),  # what a box holds in ml is not known
            2, "slices", "Write how much in ml, or count in: 1 glass (250 ml).",
        ),
        ("serving", (Measure("1 bar", None),), 2, "slices", "Count it in servings, or in: 1 bar."),
    ],
)  # fmt: skip
def test_an_amount_that_cannot_be_known_is_a_fault_with_advice(basis, measures, amount, unit, advice):
    food = replace(DRINK, basis=basis, measures=measures)
    diary = diary_of(f"food,amount,unit\noat drink,{amount},{unit}\n", keeping(food))
    assert diary.rows == {"read": 1, "used": 0, "with_faults": 1}
    assert diary.faults["advice"].iloc[0] == advice


def test_the_version_of_the_day_counts_by_name_and_by_id():
    changed = keeping(DRINK).foods.keep(replace(DRINK, amounts={"calcium": 60.0}), since=MAY)
    named = (("oat drink", ""), ("", "own:oat-drink"), ("", "own:oat-drink@1"))
    days = ("2026-02-01", "2026-04-30", "2026-05-01")
    rows = [f"{day},{food},100,ml,{food_id}\n" for day in days for food, food_id in named]
    diary = diary_of("date,food,amount,unit,food_id\n" + "".join(rows), Corrections().with_foods(changed))
    first, second = "own:oat-drink@1", "own:oat-drink@2"
    assert diary.entries["food_id"].tolist() == [first] * 6 + [second, second, first]
    assert "nothing is kept of earlier days" in diary.entries["assumed"].iloc[0]
    assert diary.entries["assumed"].iloc[3] == ""
    calcium = compute_intake(diary).total["calcium"].tolist()
    assert calcium == pytest.approx([360, 360, 240])


def test_what_was_removed_counts_in_the_days_before_and_by_its_id():
    kept = Corrections().with_foods(keeping(DRINK).foods.remove("own:oat-drink", on=MAY))
    rows = (
        "2026-04-30,oat drink,100,ml,",
        "2026-05-01,oat drink,100,ml,",
        "2026-05-02,,100,ml,own:oat-drink@1",
    )
    csv = "\n".join(["date,food,amount,unit,food_id", *rows])
    ids = diary_of(csv, kept).entries["food_id"].tolist()
    assert ids[0] == ids[2] == "own:oat-drink@1"
    assert ids[1].startswith("fndds:")


def test_a_food_of_another_database_counts_by_its_id():
    ids = ("fdc:173944", "off:5000000000000", "table:ciqual-2020:25600")
    foods = [replace(DRINK, food_id=one, description=f"Drink {one}") for one in ids]
    csv = "food_id,food,amount,unit\n" + "".join(f"{food.food_id},,100,ml\n" for food in foods)
    entries = diary_of(csv, keeping(*foods)).entries
    assert entries["food_id"].tolist() == [f"{food.food_id}@1" for food in foods]


def test_grams_of_a_food_given_by_id_count():
    food = replace(DRINK, basis="100 g")
    entry = diary_of("food_id,food,grams\nown:oat-drink,,80\n", keeping(food)).entries.iloc[0]
    assert (entry["units"], entry["grams"]) == (0.8, 80.0)


def test_rules_read_the_name_the_label_and_the_ingredients():
    liver = replace(
        DRINK, food_id="own:spread", description="Sunday spread", ingredients="pork liver (40 %), salt"
    )
    wine = add_food(recipe("Red pears", 'food_id = "fndds:93401010"', 100), Corrections())
    kept = Corrections().with_foods(wine.foods.merged(keeping(liver).foods))
    found = notices(diary_of("food,amount,unit\nsunday spread,20,ml\nred pears,50,g\n", kept), PREGNANT)
    assert {("LIVER", "avoid"), ("ALCOHOL", "avoid")} <= {(one["rule"], one["severity"]) for one in found}


@pytest.mark.parametrize(
    ("basis", "measures", "grams", "is_told"),
    [
        ("100 ml", (), 4.0, True),
        ("100 ml", (), 0.4, False),  # drinks called alcohol free hold up to 0.5 %
        ("serving", (Measure("1 glass", None, 200.0),), 0.8, False),
        ("serving", (Measure("1 glass", None, 200.0),), 1.2, True),
    ],
)
def test_alcohol_of_a_label_is_told_whatever_its_name(basis, measures, grams, is_told):
    punch = replace(DRINK, basis=basis, measures=measures, amounts={"alcohol": grams})
    unit = "ml" if basis == "100 ml" else "serving"
    found = notices(diary_of(f"food,amount,unit\noat drink,1,{unit}\n", keeping(punch)), PREGNANT)
    assert ("ALCOHOL" in {one["rule"] for one in found}) == is_told


def test_fish_in_a_recipe_counts_by_weight():
    pie = recipe("Our pie", 'food = "baked salmon"', 200, 'food = "boiled potato"', 200)
    kept = Corrections()
    kept = kept.with_foods(add_food(pie, kept).foods)
    rows = "".join(f"2026-03-0{day},our pie,300,g\n" for day in range(1, 5))  # 150 g of salmon each
    found = notices(diary_of("date,food,amount,unit\n" + rows, kept), PREGNANT)
    assert "FISH_BEST_WEEKLY" in {one["rule"] for one in found if one["kind"] == "fish_week"}


def test_caffeine_of_a_label_counts():
    cola = replace(DRINK, food_id="own:cola", description="Village cola", amounts={"caffeine": 10.0})
    diary = diary_of("food,amount,unit\nvillage cola,300,ml\ncoffee,240,g\n", keeping(cola))
    alone = diary_of("food,amount,unit\ncoffee,240,g\n", Corrections())
    with_cola, without = (caffeine_summary(one, PREGNANT)["mean_mg"] for one in (diary, alone))
    assert with_cola == pytest.approx(without + 30)


def test_a_sentence_keeps_the_name_of_a_kept_food_whole():
    name, bowl = "Rice and peas with coconut", (Measure("1 bowl", 300.0),)
    food = replace(DRINK, food_id="own:rice-and-peas", description=name, basis="100 g", measures=bowl)
    items = parse_meal("a bowl of rice and peas with coconut and a banana", keeping(food))
    assert items["food_id"].tolist() == ["own:rice-and-peas@1", "fndds:63107010"]
    assert items["grams"].tolist() == [300.0, 126.0]


def test_a_plan_does_not_keep_a_food_of_ones_own():
    weighed = replace(DRINK, basis="100 g")
    with pytest.raises(Exception, match="food of your own"):
        keep_items(["100 g oat drink"], slots_for(6), "us", "omnivore", [], keeping(weighed))


def test_labels_survive_a_spreadsheet():
    sizes = (Measure("1 bar", 40.0), Measure("1 box", 400.0, 900.0))
    bar = replace(DRINK, food_id="own:oat-bar", description="Oat bar", basis="serving", measures=sizes)
    kept = keeping(DRINK, bar).foods
    back = labels_from_csv(labels_to_csv(kept).encode())
    ours = [replace(one.food, food_id=one.base, retrieved=MARCH) for one in kept.versions]
    assert [replace(one.food, retrieved=MARCH, licence="") for one in back] == ours
    assert {one.since for one in back} == {MARCH}


@pytest.mark.parametrize(
    ("csv", "words"),
    [
        (b"name,per,calcium\nDrink,100 ml,120\n", "120"),
        (b"name,per,calcium\nDrink,litre,120 mg\n", "line 2"),
        (b"name,per,since,calcium\nDrink,100 ml,soon,120 mg\n", "soon"),
        (b"name,calcium\nDrink,120 mg\n", "column per"),
        (b"name,per,kalcium\nDrink,100 ml,120 mg\n", "kalcium"),
        (b"\x89PNG\x00\x01\x02", "text"),
    ],
)
def test_a_spreadsheet_that_is_not_understood_is_refused(csv, words):
    with pytest.raises(FoodError, match=words):
        labels_from_csv(csv)


def test_a_correction_may_not_name_what_is_not_kept():
    with pytest.raises(CorrectionError, match="own:nothing"):
        Corrections().remember("my drink", "own:nothing")


def test_a_version_before_the_last_is_refused():
    foods = keeping(DRINK, since=MAY).foods
    changed = replace(DRINK, amounts={"calcium": 60.0})
    with pytest.raises(FoodError, match="keeps its figures"):
        foods.keep(changed, since=MARCH)
    with pytest.raises(FoodError, match="keeps its figures"):
        foods.remove("own:oat-drink", on=MARCH)
    assert foods.keep(changed, since=MAY).get("own:oat-drink", MAY).number == 2


def test_a_file_out_of_order_is_refused():
    text = foods_to_json(keeping(DRINK).foods)
    for wrong in (
        text.replace("oat-drink@1", "oat-drink@2"),
        text.replace('"until": null', '"until": "2025-01-01"'),
    ):
        with pytest.raises(FoodError, match="out of order"):
            foods_from_json(wrong.encode())


def test_entries_put_together_from_several_diaries_count_each_once():
    diary = diary_of("food,amount,unit\noat drink,100,ml\nbanana,126,g\noat drink,200,ml\n", keeping(DRINK))
    twice = replace(diary, entries=pd.concat([diary.entries, diary.entries]))
    one, two = (compute_intake(each).total["calcium"].iloc[0] for each in (diary, twice))
    assert two == pytest.approx(2 * one)
    assert one > 360
