"""MyFitnessPal's Nutrition-Summary: sums of meals without foods."""

import datetime as dt
from pathlib import Path

import pytest

from planner import daily_intake, read_diary
from planner.errors import DiaryFileError, InputError

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"


def test_one_entry_a_row_and_no_food():
    diary = read_diary(CASES / "myfitnesspal_nutrition.csv")
    assert diary.reading["format"] == "myfitnesspal"
    assert diary.rows == {"read": 5, "used": 3, "with_faults": 2}
    assert diary.faults["row"].tolist() == [5, 6]
    assert diary.entries["meal"].tolist() == ["breakfast", "post-workout", "dinner"]
    assert set(diary.entries["source"]) == {"file"}
    assert diary.entries["grams"].isna().all()
    assert diary.entries["notes"].iloc[0] == "oats"


def test_thousands_commas_and_what_is_given():
    intake = daily_intake(read_diary(CASES / "myfitnesspal_nutrition.csv"))
    assert intake["energy"].tolist() == [1420.5, 650.0]
    assert intake["sodium"].tolist() == [960.0, 480.0]


def test_percent_or_weight_is_not_guessed():
    diary = read_diary(CASES / "myfitnesspal_nutrition.csv")
    intake = daily_intake(diary)
    assert (
        intake[["calcium", "iron", "vitamin_c", "vitamin_a", "magnesium", "vitamin_b6", "caffeine"]]
        .isna()
        .all()
        .all()
    )
    assert "not used" in diary.entries["assumed"].iloc[0]
    assert diary.reading["nutrients_not_used"] == ["Vitamin A", "Vitamin C", "Calcium", "Iron"]


def given_of(data, vitamins):
    return read_diary(data, myfitnesspal_vitamins=vitamins)


def test_the_person_may_say_what_the_undecided_numbers_are():
    file = CASES / "myfitnesspal_nutrition.csv"
    percent, weights = given_of(file, "percent of daily value"), given_of(file, "milligrams")
    wanted = ["vitamin_c", "calcium", "iron"]
    assert percent.given.loc["file:2", wanted].tolist() == pytest.approx([12.0, 2800.0, 0.108])
    assert weights.given.loc["file:2", wanted].tolist() == [20.0, 280.0, 0.6]
    for diary in (percent, weights):
        assert "vitamin_a" not in diary.given, "neither the unit nor the form is known"
        assert diary.reading["nutrients_not_used"] == ["Vitamin A"]
        assert "as was said" in diary.entries["assumed"].iloc[0]
        assert diary.rows == {"read": 5, "used": 3, "with_faults": 2}
    assert read_diary(file).reading["myfitnesspal_vitamins"] == "not used"


def test_another_word_for_the_undecided_numbers_is_refused_with_those_known():
    with pytest.raises(InputError, match="percent of daily value"):
        given_of(CASES / "myfitnesspal_nutrition.csv", "mg")


def test_a_header_that_says_the_unit_decides():
    text = b"Date,Meal,Calories,Carbohydrates (g),Calcium (mg),Iron\n2026-09-16,Lunch,400,50,200,10\n"
    diary = read_diary(text)
    assert diary.given.loc["file:2", ["energy", "calcium"]].tolist() == [400, 200]
    assert diary.reading["nutrients_not_used"] == ["Iron"]


def test_a_zero_that_nobody_entered_is_unknown():
    diary = read_diary(CASES / "myfitnesspal_nutrition.csv")
    assert diary.given.loc["file:3"].isna()["potassium"]
    intake = daily_intake(diary)
    assert intake["potassium"].tolist() == [416.0, 416.0]
    assert intake.attrs["intake"].complete["potassium"].tolist() == [0.5, 1.0]


def test_the_shape_of_2018_with_times():
    diary = read_diary(CASES / "myfitnesspal_nutrition_2018.csv")
    assert diary.entries["time"].tolist() == ["08:05", "08:06", "00:30"]
    moved = read_diary(CASES / "myfitnesspal_nutrition_2018.csv", day_start="03:00")
    assert set(moved.entries["date"]) == {dt.date(2018, 4, 2)}


@pytest.mark.parametrize("name", ["measurement", "exercise"])
def test_the_other_files_of_the_archive_are_named(name):
    with pytest.raises(DiaryFileError, match=f"(?i){name}") as refusal:
        read_diary(CASES / f"myfitnesspal_{name}.csv")
    assert "Nutrition-Summary" in refusal.value.advice
