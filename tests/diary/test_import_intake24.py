"""Intake24, version 4 and the older export."""

import datetime as dt
from pathlib import Path

import pytest

from planner import read_diary

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"


@pytest.fixture(scope="module")
def recall():
    return read_diary(CASES / "intake24_v4.csv")


def test_the_recalls_day_and_the_meals_time(recall):
    assert recall.reading["format"] == "intake24"
    assert set(recall.entries["date"]) == {dt.date(2026, 3, 3)}
    assert recall.entries["time"].tolist() == ["07:45", "07:45", "13:00"]
    assert set(recall.entries["person"]) == {"1042"}


def test_its_codes_are_not_those_of_the_food_table(recall):
    entries = recall.entries.set_index("row")
    assert entries.at[2, "description"] == "Milk, whole"
    assert entries.at[2, "grams"] == 200.0, "served less left over"
    assert entries.at[3, "food_id"] == "file:3"
    assert entries.at[4, "grams"] == 150.0
    assert "left over" in entries.at[4, "assumed"]


def test_given_nutrients(recall):
    given = recall.given.loc["file:3"]
    said = {"energy": 180, "protein": 3, "sodium": 120, "magnesium": 30, "calcium": 55, "vitamin_d": 1.2}
    assert given[list(said)].to_dict() == said
    assert given["fat_saturated"] == 2.1
    assert given.isna()["potassium"], "N/A is missing"
    assert "folate" not in given
    assert "Magnesium" in recall.reading["units_taken_as_usual"]


def test_a_food_that_was_not_in_the_list_stays_as_a_fault(recall):
    assert recall.rows == {"read": 6, "used": 3, "with_faults": 3}
    assert recall.faults["row"].tolist() == [5, 6, 7]
    assert recall.faults["value"].iloc[0] == "Gran's halwa"
    assert "weight" in recall.faults["advice"].iloc[0]


def test_labels_may_be_field_ids():
    names = "userId,submissionId,recallDate,mealName,mealTime,foodCode,englishName,portionWeight"
    diary = read_diary(f'{names}\n7,a1,2026-03-03,Lunch,12:30,BANA,"Banana, raw",118\n'.encode())
    assert diary.reading["format"] == "intake24"
    row = diary.entries.iloc[0]
    assert (row.person, row.meal, row.food_id, row.grams) == ("7", "lunch", "fndds:63107010", 118.0)


def test_two_recalls_of_one_day_are_not_added_up():
    names = "User ID,Submission ID,Recall Date,Meal name,Food code,Name (en),Portion Weight"
    rows = "7,a1,2026-03-03,Lunch,BANA,Banana,118\n7,b2,2026-03-03,Lunch,BANA,Banana,118\n"
    assert read_diary(f"{names}\n{rows}".encode()).entries["person"].tolist() == [
        "7 (recall a1)",
        "7 (recall b2)",
    ]


def test_the_older_export():
    diary = read_diary(CASES / "intake24_legacy.csv")
    assert diary.rows == {"read": 3, "used": 2, "with_faults": 1}
    assert set(diary.entries["date"]) == {dt.date(2019, 3, 13)}, "the recall is of the day before"
    assert diary.entries["assumed"].str.contains("day before").all()
    assert diary.entries["grams"].tolist() == [118.0, 200.0]
    assert diary.given.loc["file:3", ["sodium", "magnesium"]].tolist() == [350, 18]
    assert "energy" not in diary.given, "kcal or kJ, the label does not say"
    assert diary.faults["column"].tolist() == ["Missing food description"]


def test_the_older_export_writes_british_dates():
    names = (
        "User ID,Submission ID,Start time,Meal name,Intake24 food code,Description (en),Portion size (g/ml)"
    )
    diary = read_diary(f"{names}\n7,a1,04/03/2019 09:00,Lunch,BANA,Banana,118\n".encode())
    assert diary.entries["date"].tolist() == [dt.date(2019, 3, 3)]
