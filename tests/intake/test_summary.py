"""Sums by day, meal and food, checked by hand and against plain loops."""

import copy
import datetime as dt
import math
from pathlib import Path

import pandas as pd
import pytest

import planner
from planner.diary.model import Diary, entries_frame
from planner.errors import DataError, UnknownLabelError
from planner.intake import compute_intake
from planner.reference.foods import food_table
from planner.reference.nutrients import nutrients

BANANA, MILK, HUMAN_MILK, COFFEE = "fndds:63107010", "fndds:11111000", "fndds:11000000", "fndds:92101000"
ASA24 = Path(__file__).parents[2].parent / "shared/data/samples/asa24_items_sample.csv"
FIRST, SECOND = dt.date(2026, 3, 1), dt.date(2026, 3, 2)


def diary_of(*rows):
    """Return a diary of (person, date, meal, food_id, grams or units)."""
    pill = [row[3].startswith("supp:") for row in rows]
    entries = entries_frame(
        {
            "row": range(2, len(rows) + 2),
            "person": [row[0] for row in rows],
            "date": [row[1] for row in rows],
            "meal": [row[2] for row in rows],
            "food_id": [row[3] for row in rows],
            "description": [row[3] for row in rows],
            "grams": [math.nan if is_pill else row[4] for row, is_pill in zip(rows, pill, strict=True)],
            "units": [row[4] if is_pill else math.nan for row, is_pill in zip(rows, pill, strict=True)],
            "source": ["supplement" if is_pill else "food" for is_pill in pill],
        }
    )
    return Diary(entries, entries.head(0), {"read": len(rows), "used": len(rows), "with_faults": 0})


def test_one_food_by_hand():
    # Banana: 326 mg potassium, 28 mg magnesium in 100 g.
    total = planner.daily_intake(diary_of(("Ann", FIRST, "lunch", BANANA, 126))).loc[("Ann", FIRST)]
    assert total["potassium"] == pytest.approx(126 * 3.26)
    assert total["magnesium"] == pytest.approx(126 * 0.28)
    assert list(total.index) == list(nutrients())


def test_days_people_meals_and_foods_add_up():
    intake = compute_intake(
        diary_of(
            ("Ann", FIRST, "breakfast", MILK, 200),
            ("Ann", FIRST, "lunch", BANANA, 100),
            ("Ann", SECOND, "lunch", BANANA, 50),
            ("Bea", FIRST, "lunch", MILK, 100),
        )
    )
    calcium = float(food_table().composition.at[MILK, "calcium"]) / 100
    potassium = float(food_table().composition.at[BANANA, "potassium"]) / 100
    assert list(intake.total.index) == [("Ann", FIRST), ("Ann", SECOND), ("Bea", FIRST)]
    assert intake.by_meal.at[("Ann", FIRST, "breakfast"), "calcium"] == pytest.approx(200 * calcium)
    assert intake.by_food.at[("Ann", BANANA, BANANA), "potassium"] == pytest.approx(150 * potassium)
    assert intake.people == ["Ann", "Bea"]
    pd.testing.assert_frame_equal(intake.of("Ann").total, intake.total.loc[["Ann"]])
    pd.testing.assert_frame_equal(intake.of("Bea").by_meal, intake.by_meal.loc[["Bea"]])


def test_a_day_without_entries_is_not_made_up():
    later = FIRST + dt.timedelta(days=5)
    total = planner.daily_intake(diary_of(("Ann", FIRST, "", MILK, 1), ("Ann", later, "", MILK, 1)))
    assert [date for _, date in total.index] == [FIRST, later]


def test_unknown_is_not_zero():
    intake = compute_intake(diary_of(("Ann", FIRST, "", HUMAN_MILK, 100), ("Ann", SECOND, "", MILK, 100)))
    assert intake.total.loc[("Ann", FIRST)].isna().all()
    assert (intake.complete.loc[("Ann", FIRST)] == 0).all()
    assert intake.total.loc[("Ann", SECOND)].notna().all()
    assert (intake.complete.loc[("Ann", SECOND)] == 1).all()


def test_a_known_part_is_a_lower_bound_and_says_how_complete():
    intake = compute_intake(diary_of(("Ann", FIRST, "", HUMAN_MILK, 100), ("Ann", FIRST, "", MILK, 300)))
    calcium = float(food_table().composition.at[MILK, "calcium"]) * 3
    assert intake.total.at[("Ann", FIRST), "calcium"] == pytest.approx(calcium)
    assert intake.complete.at[("Ann", FIRST), "calcium"] == pytest.approx(0.75)


def test_supplements_reach_the_total_and_stay_apart():
    intake = compute_intake(
        diary_of(
            ("Ann", FIRST, "", MILK, 100),
            ("Ann", FIRST, "", "supp:magnesium_250", 2),
            ("Ann", SECOND, "", MILK, 1),
        )
    )
    first = ("Ann", FIRST)
    assert intake.supplements.at[first, "magnesium"] == 500
    assert intake.supplements.at[first, "calcium"] == 0
    assert (intake.supplements.loc[("Ann", SECOND)] == 0).all()
    assert intake.total.at[first, "magnesium"] == pytest.approx(intake.food.at[first, "magnesium"] + 500)
    assert intake.complete.at[first, "magnesium"] == 1


def test_a_label_makes_unknown_food_no_more_known():
    intake = compute_intake(
        diary_of(("Ann", FIRST, "", HUMAN_MILK, 100), ("Ann", FIRST, "", "supp:magnesium_250", 1))
    )
    assert intake.total.at[("Ann", FIRST), "magnesium"] == 250
    assert math.isnan(intake.total.at[("Ann", FIRST), "calcium"])


def test_a_file_that_names_nobody_and_no_date_is_one_day():
    intake = compute_intake(diary_of((None, None, None, MILK, 100), (None, None, "lunch", BANANA, 100)))
    assert len(intake.total) == 1
    assert intake.people == [None]
    assert len(intake.of(None).by_meal) == 2


def test_named_and_unnamed_rows_are_two_people():
    intake = compute_intake(diary_of(("Ann", FIRST, "", MILK, 100), (None, FIRST, "", MILK, 200)))
    assert intake.people == ["Ann", None]
    assert intake.of(None).total["water"].iloc[0] == pytest.approx(
        2 * intake.of("Ann").total["water"].iloc[0]
    )


def test_an_unknown_food_or_an_entry_without_amount_is_refused():
    with pytest.raises(UnknownLabelError, match="fndds:1"):
        compute_intake(diary_of(("Ann", FIRST, "", "fndds:1", 100)))
    with pytest.raises(DataError, match="no amount"):
        compute_intake(diary_of(("Ann", FIRST, "", MILK, math.nan)))


def test_no_entries_give_no_days():
    intake = compute_intake(diary_of(("Ann", FIRST, "", MILK, 100)))
    assert compute_intake(Diary(intake._entries.head(0), intake._entries.head(0), {})).total.shape == (0, 65)


def test_daily_intake_carries_the_whole_through_selections():
    total = planner.daily_intake(diary_of(("Ann", FIRST, "", MILK, 100), ("Bea", FIRST, "", MILK, 100)))
    whole = total.attrs["intake"]
    assert total.loc[["Ann"]].attrs["intake"] is whole
    assert copy.deepcopy(whole) is whole


@pytest.mark.skipif(not ASA24.is_file(), reason="the ASA24 sample is not beside the project (../shared)")
def test_two_recalls_agree_with_the_files_own_totals():
    """All rows: codes of other releases count by their description or with the file's own nutrients."""
    diary = planner.read_diary(ASA24)
    total = planner.daily_intake(diary)
    used = pd.read_csv(ASA24).iloc[diary.entries["row"].to_numpy() - 2]
    own = used.groupby("UserName")[["MAGN", "POTA", "CALC", "KCAL", "CAFF"]].sum()
    ours = total.groupby(level="person")[["magnesium", "potassium", "calcium", "energy", "caffeine"]].sum()
    assert len(total) == 2
    for person in own.index:
        assert ours.loc[person].to_numpy()[:4] == pytest.approx(own.loc[person].to_numpy()[:4], rel=0.15)
        assert ours.at[person, "caffeine"] == pytest.approx(own.at[person, "CAFF"], rel=0.03)
