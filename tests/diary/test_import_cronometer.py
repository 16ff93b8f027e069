"""Cronometer: servings of two ages, and daily summaries with and without groups."""

import datetime as dt
from pathlib import Path

import pytest

from planner import daily_intake, read_diary
from planner.diary import DateOrderError
from planner.gaps.caffeine import caffeine_summary
from planner.intake import compute_intake
from planner.reference.people import Person
from planner.reference.targets import targets_for

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"
SERVINGS = CASES / "cronometer_servings.csv"


@pytest.fixture(scope="module")
def servings():
    return read_diary(SERVINGS)


def entry(diary, row):
    return diary.entries.set_index("row").loc[row]


def test_every_row_is_accounted_for(servings):
    assert servings.reading["format"] == "cronometer"
    assert servings.rows == {"read": 9, "used": 7, "with_faults": 2}
    assert servings.faults[["row", "column"]].values.tolist() == [[9, "Amount"], [10, "Day"]]


def test_a_food_weighed_in_grams_is_found_by_its_name(servings):
    milk = entry(servings, 2)
    assert (milk.description, milk.grams, milk.source) == ("Milk, whole", 244.0, "food")
    assert (milk.date, milk.time, milk.meal) == (dt.date(2026, 3, 1), "08:33", "breakfast")


def test_a_recipe_counts_with_the_nutrients_of_the_file(servings):
    bread = entry(servings, 3)
    assert (bread.food_id, bread.source, bread.grams) == ("file:3", "file", 235.0)
    assert bread.description == bread.text == "Ana's seed bread"
    given = servings.given.loc["file:3"]
    said = {
        "energy": 611,
        "magnesium": 188,
        "copper": 0.9,
        "selenium": 61.5,
        "vitamin_b12": 0,
        "vitamin_a": 3.5,
    }
    assert given[list(said)].to_dict() == said
    assert given.isna()["calcium"], "a blank is unknown"
    assert "folate" not in given, "whether folate is DFE the file does not say"


def test_an_amount_in_spoons_is_not_turned_into_grams(servings):
    tahini = entry(servings, 4)
    assert tahini.isna()["grams"]
    assert tahini.household == "0.75 tbsp, whole pieces"
    assert servings.given.at["file:4", "magnesium"] == 10.7


def test_a_supplement_counts_apart_from_food(servings):
    pill = entry(servings, 5)
    assert (pill.source, pill.food_id, pill.units) == ("supplement", "supp:free:magnesium=200mg", 1.0)
    taken = compute_intake(servings).supplements["magnesium"]
    assert taken.tolist() == [200.0, 0.0]


def test_cells_that_are_no_amounts_are_unknown_and_said(servings):
    bar = entry(servings, 7)
    assert servings.given.loc["file:7", ["energy", "protein"]].isna().all()
    assert "-5" in bar.assumed
    assert "lots" in bar.assumed
    assert "“late”" in bar.assumed


def test_what_the_file_does_not_give_lowers_completeness(servings):
    complete = compute_intake(servings).complete.iloc[0]
    assert complete["energy"] == complete["magnesium"] == 1
    assert complete["folate"] == pytest.approx(244 / (244 + 235 + 100 + 1) + 1 / 580)


def test_the_older_shape_and_international_units():
    diary = read_diary(CASES / "cronometer_servings_2016.csv")
    given = diary.given.loc["file:3"]
    assert diary.entries["date"].tolist() == [dt.date(2016, 9, 26)] * 2
    assert given["vitamin_d"] == 10.0, "400 IU"
    assert (given["copper"], given["niacin"]) == (0.2, 1.5)
    assert not {"vitamin_a", "retinol"} & set(diary.given), "an IU of vitamin A is retinol or carotene"
    assert diary.reading["nutrients_not_used"] == ["Folate (μg)", "Vitamin A (IU)"]


def test_either_micro_sign():
    for sign in "µμ":
        text = f"Day,Food Name,Amount,Selenium ({sign}g),Copper ({sign}g)\n2026-03-01,Zqxwv,1 bar,30,900\n"
        given = read_diary(text.encode()).given.loc["file:2"]
        assert given.to_dict() == {"selenium": 30.0, "copper": 0.9}


def test_energy_in_kilojoules():
    diary = read_diary(b"Day,Food Name,Amount,Energy (kJ)\n2026-03-01,Zqxwv,1 bar,418.4\n")
    assert diary.given.at["file:2", "energy"] == pytest.approx(100)


def test_a_name_that_fits_but_not_in_energy_gives_way_to_the_file():
    text = "Day,Food Name,Amount,Energy (kcal)\n2026-03-01,Milk whole,244 g,{}\n"
    assert read_diary(text.format(150).encode()).entries["source"].tolist() == ["food"]
    assert read_diary(text.format(1200).encode()).entries["source"].tolist() == ["file"]


def test_rows_without_nutrient_columns_are_looked_up_by_their_names():
    rows = (
        "2026-03-01,7:30 AM,Breakfast,Banana,118 g,",
        "2026-03-01,,Lunch,Milk whole,full recipe — 244.0g,",
        "2026-03-01,,Supplements,Magnesium Glycinate 200 mg,2.00 capsule,",
        "2026-03-01,,Lunch,Zqxwv bar,1.00 bar,",
    )
    diary = read_diary("\n".join(["Day,Time,Group,Food Name,Amount,Category", *rows]).encode())
    assert diary.reading["format"] == "cronometer"
    assert diary.given.empty
    assert diary.entries["description"].tolist()[:2] == ["Banana, raw", "Milk, whole"]
    assert diary.entries["grams"].tolist()[:2] == [118.0, 244.0]
    assert diary.entries["source"].tolist() == ["food", "food", "supplement"]
    assert diary.faults["row"].tolist() == [5], "neither the table nor the file knows it"


def test_dates_that_can_be_read_two_ways_are_asked_about():
    text = b"Day,Food Name,Amount,Energy (kcal)\n9/4/2026,Zqxwv,1 bar,100\n"
    with pytest.raises(DateOrderError):
        read_diary(text)
    assert read_diary(text, date_order="mdy").entries["date"].tolist() == [dt.date(2026, 9, 4)]


def test_a_night_snack_counts_for_the_day_before_where_the_day_starts_later():
    text = b"Day,Time,Food Name,Amount,Energy (kcal)\n2026-03-02,1:15 AM,Zqxwv,1 bar,100\n"
    assert read_diary(text, day_start="04:00").entries["date"].tolist() == [dt.date(2026, 3, 1)]


def test_a_daily_summary_is_one_entry_a_day():
    diary = read_diary(CASES / "cronometer_daily.csv")
    assert diary.rows == {"read": 3, "used": 2, "with_faults": 1}
    assert diary.faults["row"].tolist() == [4], "a day without any nutrient"
    intake = daily_intake(diary)
    assert intake["magnesium"].tolist() == [301.0, 250.0]
    assert intake["vitamin_d"].iloc[0] == pytest.approx(5.3)
    assert intake["copper"].iloc[0] == 1.2
    assert intake["folate"].isna().all()
    complete = intake.attrs["intake"].complete
    assert complete[["energy", "folate"]].values.tolist() == [[1, 0], [1, 0]]


def test_caffeine_of_the_file_counts():
    diary = read_diary(CASES / "cronometer_daily.csv")
    days = caffeine_summary(diary, targets_for(Person(age=29, life_stage="pregnant")))["days"]
    assert days[0]["high_mg"] == days[0]["low_mg"] == 96.0
    assert days[1]["mg"] != days[1]["mg"], "not given on the second day"


def test_the_rows_of_totals_do_not_count_twice():
    diary = read_diary(CASES / "cronometer_daily_groups.csv")
    assert diary.reading["rows_of_totals_left_out"] == 1
    assert diary.rows == {"read": 3, "used": 3, "with_faults": 0}
    assert daily_intake(diary)["magnesium"].tolist() == [220.0, 260.0]
    assert diary.entries["row"].tolist() == [2, 3, 5]


@pytest.mark.parametrize("total", ["Total", "Daily Totals"])
def test_whatever_the_row_of_totals_is_called(total):
    rows = f"2026-03-01,Lunch,500,60\n2026-03-01,{total},500,60\n2026-03-02,{total},900,70\n"
    diary = read_diary(f"Date,Group,Energy (kcal),Fiber (g),Completed\n{rows}".encode())
    assert daily_intake(diary)["energy"].tolist() == [500, 900]


def test_a_group_without_a_date_is_a_fault_and_not_left_out():
    rows = "2026-03-01,Breakfast,500,60\n,Lunch,500,60\n2026-03-01,Total,1000,120\n"
    diary = read_diary(f"Date,Group,Energy (kcal),Fiber (g),Completed\n{rows}".encode())
    assert diary.rows == {"read": 2, "used": 1, "with_faults": 1}
    assert diary.faults["row"].tolist() == [3]
    assert diary.reading["rows_of_totals_left_out"] == 1


def test_a_daily_summary_with_the_energy_hidden_and_another_name_for_the_date():
    text = b"Day,Carbs (g),Fiber (g),Magnesium (mg),Completed\n2026-03-01,200,20,300,true\n"
    diary = read_diary(text)
    assert diary.reading["format"] == "cronometer daily"
    assert diary.given.loc["file:2"].to_dict() == {"carbohydrate": 200, "fibre": 20, "magnesium": 300}


def test_a_shake_logged_among_the_supplements_is_food():
    text = b"Day,Group,Food Name,Amount,Energy (kcal)\n2026-03-01,Supplements,Zqxwv shake,1 bottle,240\n"
    assert read_diary(text).entries["source"].tolist() == ["file"]
