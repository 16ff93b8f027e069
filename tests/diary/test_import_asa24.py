"""ASA24: codes of other releases, nutrients of the file, supplements, and files that hold no foods."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from planner import daily_intake, read_diary
from planner.errors import DiaryFileError
from planner.intake import compute_intake

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"
SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "samples" / "asa24_items_sample.csv"


def test_codes_of_other_releases():
    diary = read_diary(CASES / "asa24_items.csv")
    assert diary.rows == {"read": 5, "used": 3, "with_faults": 2}
    entries = diary.entries.set_index("row")
    assert entries.at[2, "food_id"] == "fndds:63107010"
    assert entries.at[3, "description"].startswith("Soup")
    assert "75649150" in entries.at[3, "assumed"]
    assert 0 < entries.at[3, "confidence"] < 0.8
    assert entries.at[3, "alternatives"]
    assert entries.at[4, "food_id"] == "file:4", "nothing here is like it"
    assert diary.given.at["file:4", "magnesium"] == 11
    assert diary.given.isna().at["file:4", "calcium"]


def test_a_description_that_the_nutrients_speak_against_is_not_taken():
    names = "UserName,RecallNo,IntakeStartDateTime,FoodCode,FoodAmt,KCAL,MAGN,Food_Description"
    row = "A1,1,1/18/2022 0:00,75649150,361.5,{},40,Vegetable soup"
    near, far = (read_diary(f"{names}\n{row.format(kcal)}".encode()).entries for kcal in (110, 1100))
    assert near["source"].tolist() == ["food"]
    assert far["source"].tolist() == ["file"]


@pytest.mark.skipif(not SAMPLE.exists(), reason="the ASA24 sample is not beside the project")
def test_both_sample_recalls_whole():
    diary, raw = read_diary(SAMPLE), pd.read_csv(SAMPLE)
    assert diary.rows == {"read": len(raw), "used": len(raw), "with_faults": 0}
    ours, theirs = daily_intake(diary), raw.groupby("UserName").sum(numeric_only=True)
    old = diary.entries[diary.entries["assumed"].str.contains("another release")]
    assert old["row"].tolist() == [9, 20, 32]
    assert old["description"].tolist()[:2] == ["Soup, vegetable", "Chard, cooked"]
    assert old["source"].tolist()[2] == "file", "the table's minestrone has three times its magnesium"
    assert diary.given.loc["file:32"].notna().all()
    for nutrient, column in {"magnesium": "MAGN", "potassium": "POTA", "calcium": "CALC"}.items():
        off = (ours[nutrient].to_numpy() / theirs[column].to_numpy() - 1) * 100
        print(f"{nutrient}: {off.round(1).tolist()} % off the file's own")
        assert (abs(off) < 15).all()


def test_a_second_attempt_at_a_recall_is_not_added_to_the_first():
    names = "UserName,RecallNo,RecallAttempt,IntakeStartDateTime,FoodCode,FoodAmt,Food_Description"
    rows = (f"A1,1,{attempt},1/18/2022 0:00,63107010,126,Banana" for attempt in (1, 2))
    entries = read_diary("\n".join([names, *rows]).encode()).entries
    assert entries["person"].tolist() == ["A1 (recall 1)", "A1 (recall 1, attempt 2)"]


def test_supplements():
    diary = read_diary(CASES / "asa24_ins.csv")
    assert diary.reading["format"] == "asa24 supplements"
    assert diary.rows == {"read": 3, "used": 2, "with_faults": 1}
    entries = diary.entries
    assert set(entries["source"]) == {"supplement"}
    assert entries["description"].tolist() == ["Prenatal multivitamin and mineral", "Magnesium"]
    assert entries["date"].tolist() == [dt.date(2022, 1, 18)] * 2
    assert entries["time"].tolist() == ["08:00", "21:00"]
    intake = compute_intake(diary)
    taken = intake.supplements.iloc[0]
    assert taken[["magnesium", "iron", "folic_acid", "folate", "vitamin_d", "copper"]].tolist() == [
        350, 27, 800, 1360, 10, 0.9
    ]  # fmt: skip
    assert intake.food.iloc[0]["magnesium"] == 0
    assert diary.faults["row"].tolist() == [4], "melatonin has nothing that is counted"


@pytest.mark.parametrize("name", ["totals", "ts", "tns", "responses"])
def test_files_without_foods_are_named(name):
    with pytest.raises(DiaryFileError, match=f"(?i)ASA24 {name}") as refusal:
        read_diary(CASES / f"asa24_{name}.csv")
    assert "Items" in refusal.value.advice
    assert "INS" in refusal.value.advice
