"""Which tool a file comes from is told by its headers, whatever else the file is like."""

import csv
import io
import random
from pathlib import Path

import openpyxl
import pytest

from planner import read_diary
from planner.errors import DiaryFileError
from planner.gaps.notices import notices
from planner.reference.people import Person
from planner.reference.targets import targets_for

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"
KINDS = {
    "cronometer_servings": "cronometer",
    "cronometer_servings_2016": "cronometer",
    "cronometer_daily": "cronometer daily",
    "cronometer_daily_groups": "cronometer daily",
    "myfitnesspal_nutrition": "myfitnesspal",
    "myfitnesspal_nutrition_2018": "myfitnesspal",
    "intake24_v4": "intake24",
    "intake24_legacy": "intake24",
    "asa24_items": "asa24",
    "asa24_ins": "asa24 supplements",
    "nhanes_dr1iff": "nhanes",
}


def rows_of(name):
    return list(csv.reader((CASES / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()))


def same(one, other):
    keys = ["row", "date", "time", "meal", "text", "food_id", "grams", "source"]
    assert one.entries[keys].equals(other.entries[keys])
    assert one.given.equals(other.given[one.given.columns])
    assert one.faults["row"].tolist() == other.faults["row"].tolist()


@pytest.mark.parametrize("name", KINDS)
def test_kinds_and_the_order_of_columns(name):
    usual = read_diary(CASES / f"{name}.csv")
    assert usual.reading["format"] == KINDS[name]
    rows = rows_of(name)
    order = random.Random(1).sample(range(len(rows[0])), len(rows[0]))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([[row[place] for place in order] for row in rows])
    same(usual, read_diary(text.getvalue().encode("utf-8-sig"), date_order="dmy"))


@pytest.mark.parametrize("name", KINDS)
def test_the_same_file_saved_as_a_workbook(name):
    book = openpyxl.Workbook()
    for row in rows_of(name):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    same(read_diary(CASES / f"{name}.csv"), read_diary(file.getvalue()))


@pytest.mark.parametrize("name", ["biometrics", "exercises", "notes"])
def test_other_files_of_cronometer_are_named(name):
    with pytest.raises(DiaryFileError, match=name) as refusal:
        read_diary(CASES / f"cronometer_{name}.csv")
    assert "servings.csv" in refusal.value.advice


def test_an_own_diary_with_nutrient_columns_stays_an_own_diary():
    text = b"date,food,amount,unit,Energy (kcal),Carbs (g),Fiber (g)\n2026-03-01,banana,1,medium,105,27,3\n"
    diary = read_diary(text)
    assert diary.reading["format"] == "own"
    assert diary.given.empty


def test_words_of_a_food_of_the_file_meet_the_safety_rules():
    text = b"Day,Food Name,Amount,Energy (kcal)\n2026-03-01,Zqxwv tiramisu with raw egg,1 bowl,300\n"
    diary = read_diary(text)
    assert diary.entries["source"].tolist() == ["file"]
    said = notices(diary, targets_for(Person(age=29, life_stage="pregnant", gestation_weeks=22)))
    assert any("egg" in notice["food"] for notice in said)
