"""The sample diaries, and ASA24."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from planner import daily_intake, parse_meal, read_diary, read_person
from planner.diary.model import ENTRY_COLUMNS
from planner.errors import DiaryFileError
from planner.reference.foods import food_table
from planner.tables import data_folder

SAMPLES = data_folder() / "samples"
ASA24 = Path(__file__).resolve().parents[3] / "shared" / "data" / "samples" / "asa24_items_sample.csv"
NAMES = (
    "UserName,RecallNo,IntakeStartDateTime,ReportingDate,Occ_No,Occ_Time,FoodCode,FoodAmt,Food_Description"
)


def test_the_sample_week():
    diary = read_diary(SAMPLES / "diary_week.csv")
    assert diary.rows["with_faults"] == 0, diary.faults.to_string()
    assert diary.entries["date"].nunique() == 7
    assert diary.entries.groupby("date")["time"].nunique().ge(6).all()
    assert set(diary.entries["source"]) == {"food", "supplement"}
    food = diary.entries[diary.entries["source"] == "food"]
    assert food["grams"].between(5, 450).all()
    daily = food.groupby("date")[["food_id", "grams"]].apply(
        lambda day: food_table().amounts(day["food_id"].tolist(), day["grams"])["energy"].sum()
    )
    assert daily.between(1300, 2800).all(), "a day that somebody eats"


def test_the_sample_of_three_days():
    diary = read_diary(SAMPLES / "diary_three_days.csv")
    assert diary.rows["with_faults"] == 0, diary.faults.to_string()
    assert sorted(set(diary.entries["date"])) == [dt.date(2026, 3, day) for day in (14, 15, 16)]
    assert (diary.reading["delimiter"], diary.reading["decimal_mark"]) == ("semicolon", ",")
    assert diary.entries.loc[diary.entries["text"] == "honey", "grams"].tolist() == [7.5]


def test_the_sample_with_problems():
    diary = read_diary(SAMPLES / "diary_with_problems.csv")
    assert diary.rows == {"read": 14, "used": 4, "with_faults": 10}
    assert diary.faults["row"].tolist() == [5, 7, 8, 9, 10, 11, 13, 14, 15, 17]
    assert (diary.faults["problem"].str.len() > 10).all()
    assert (diary.faults["advice"].str.len() > 10).all()


def test_the_sample_person():
    person = read_person(SAMPLES / "person.toml")
    assert (person.age, person.gestation_weeks, person.caffeine_cap_mg) == (29, 22, 150)
    assert person.target_overrides["magnesium"].target == 400


def test_foods_that_the_samples_say_in_plain_words():
    entries = read_diary(SAMPLES / "diary_week.csv").entries.set_index("text")["description"]
    expected = {
        "oatmeal": "Oatmeal, NFS",
        "banana": "Banana, raw",
        "black tea": "Tea, hot, leaf, black",
        "scrambled eggs": "Egg omelet or scrambled egg, NS as to fat",
        "baked salmon": "Fish, salmon, baked or broiled",
        "lentil soup": "Soup, lentil",
        "cottage cheese": "Cheese, cottage, NFS",
        "dried apricots": "Apricot, dried",
    }
    assert {text: entries.loc[[text]].iloc[0] for text in expected} == expected


def asa24(*rows):
    return read_diary("\n".join([NAMES, *rows]).encode())


def test_one_recall_is_one_day_even_past_midnight():
    diary = asa24(
        "A1,1,1/18/2022 4:00,1/19/2022,1,1/18/2022 7:05,63107010,126,Banana",
        "A1,1,1/18/2022 4:00,1/19/2022,2,1/19/2022 0:00,11111000,244,Milk",
    )
    assert diary.entries["date"].tolist() == [dt.date(2022, 1, 18)] * 2
    assert diary.entries["time"].tolist() == ["07:05", "00:00"]
    assert diary.entries["meal"].tolist() == ["occasion 1", "occasion 2"]
    assert diary.entries["grams"].tolist() == [126, 244]


def test_dates_of_asa24_are_american_and_need_no_asking():
    diary = asa24("A1,1,3/1/2022 0:00,3/2/2022,1,3/1/2022 7:05,63107010,126,Banana")
    assert diary.entries["date"].tolist() == [dt.date(2022, 3, 1)]


def test_two_recalls_of_a_person_for_one_day_are_not_added_up():
    diary = asa24(
        "A1,1,3/1/2022 0:00,3/2/2022,1,3/1/2022 7:05,63107010,126,Banana",
        "A1,2,3/1/2022 0:00,3/2/2022,1,3/1/2022 7:05,63107010,126,Banana",
        "A1,3,3/9/2022 0:00,3/2/2022,1,3/9/2022 7:05,63107010,126,Banana",
    )
    assert diary.entries["person"].tolist() == ["A1 (recall 1)", "A1 (recall 2)", "A1"]
    assert diary.entries["notes"].notna().tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A1,1,1/18/2022 0:00,,1,1/18/2022 7:00,75649150,361.5,Zqxwv", "FoodCode"),
        ("A1,1,1/18/2022 0:00,,1,1/18/2022 7:00,,361.5,Vegetable noodle soup", "FoodCode"),
        ("A1,1,1/18/2022 0:00,,1,1/18/2022 7:00,63107010,0,Banana", "FoodAmt"),
        ("A1,1,1/18/2022 0:00,,1,1/18/2022 7:00,63107010,,Banana", "FoodAmt"),
        ("A1,1,,,1,,63107010,100,Banana", "IntakeStartDateTime"),
    ],
)
def test_faults_of_asa24(row, column):
    diary = asa24(row)
    assert diary.rows == {"read": 1, "used": 0, "with_faults": 1}
    assert diary.faults["column"].tolist() == [column]


def test_a_code_of_another_release_is_found_by_its_description_and_said():
    diary = asa24(
        'A1,1,1/18/2022 0:00,,1,1/18/2022 7:00,72104210,145,"Chard, cooked, fat not added in cooking"'
    )
    entry = diary.entries.iloc[0]
    assert (entry.description, entry.grams, entry.source) == ("Chard, cooked", 145.0, "food")
    assert "72104210" in entry.assumed
    assert entry.confidence < 0.9
    assert entry.alternatives


@pytest.mark.skipif(not ASA24.exists(), reason="the ASA24 sample is not beside the project")
def test_totals_of_asa24_agree_with_the_files_own():
    diary = read_diary(ASA24)
    raw = pd.read_csv(ASA24)
    assert diary.rows == {"read": 33, "used": 33, "with_faults": 0}
    assert diary.entries.groupby("person")["date"].nunique().to_dict() == {"THR01": 1, "THR02": 1}
    ours, theirs = daily_intake(diary), raw.groupby("UserName").sum(numeric_only=True)
    limits = {"MAGN": ("magnesium", 0.1), "POTA": ("potassium", 0.15), "CALC": ("calcium", 0.1)}
    limits |= {"KCAL": ("energy", 0.1), "CAFF": ("caffeine", 0.03)}
    for column, (nutrient, within) in limits.items():
        assert ours[nutrient].tolist() == pytest.approx(theirs[column].tolist(), rel=within)


def test_other_asa24_files_are_refused_in_words():
    with pytest.raises(DiaryFileError, match="food"):
        read_diary(b"UserName,RecallNo,NumFoods,KCAL\nA1,1,20,1800\n")


def test_a_meal_in_words_has_the_columns_of_the_entries():
    items = parse_meal("a bowl of oatmeal with milk and a banana, 2 cups of zqxwv")
    assert tuple(items.columns) == ENTRY_COLUMNS
    assert items["row"].tolist() == [1, 2, 3, 4]
    assert items["grams"].iloc[:3].gt(0).all()
    assert items.isna()["food_id"].iloc[3]
    assert items.isna()["grams"].iloc[3]
    assert "zqxwv" in items["assumed"].iloc[3]
    assert len(parse_meal("")) == 0
