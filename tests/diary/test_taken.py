"""Regular supplements on the days of a diary: due doses, averages, none twice, and what is said of it."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

from planner.diary import read_diary
from planner.diary.model import Diary
from planner.diary.taken import READING, doses_of, with_supplements
from planner.intake import compute_intake
from planner.reference.own_label import Label
from planner.reference.regimen import Regimen, Taken

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "supplements" / "days.toml").read_text("utf-8"))[
    "case"
]
BANANAS = [f"2026-03-0{day},banana,126,g" for day in (2, 3, 4)]


def diary_of(*rows: str, regimen: Regimen | None = None) -> Diary:
    return read_diary("\n".join(["date,food,amount,unit", *rows]).encode(), supplements=regimen)


@pytest.mark.parametrize("case", CASES, ids=[case["about"][:50] for case in CASES])
def test_worked_days(case: dict[str, Any]) -> None:
    label = Label("Night pills", case["amounts"], per=case.get("per", 1))
    regimen = Regimen((label,), (Taken("Night pills", case["when"], case["amount"]),))
    diary = diary_of(*BANANAS, *case["extra"], regimen=regimen)
    assert diary.rows["with_faults"] == 0
    actual = compute_intake(with_supplements(diary, regimen))
    usual = compute_intake(with_supplements(diary, regimen, usual=True))
    assert actual.supplements[case["nutrient"]].tolist() == pytest.approx(case["actual"])
    assert usual.total[case["nutrient"]].mean() == pytest.approx(case["mean"])


def test_what_the_diary_names_is_said() -> None:
    regimen = Regimen(taken=(Taken("prenatal", "daily"),))
    diary = with_supplements(diary_of(*BANANAS, "2026-03-03,prenatal,1,"), regimen)
    [note] = diary.reading[READING]
    assert "2026-03-03" in note
    assert "not both" in note
    assert [str(dose["date"]) for dose in doses_of(diary)] == ["2026-03-02", "2026-03-04"]


def test_rows_stay_those_of_the_file() -> None:
    regimen = Regimen(taken=(Taken("prenatal", "daily"),))
    before = diary_of(*BANANAS)
    after = with_supplements(before, regimen)
    assert after.rows == before.rows == {"read": 3, "used": 3, "with_faults": 0}
    assert len(before.entries) == 3


def test_a_diary_without_dates_counts_the_average_and_says_so() -> None:
    regimen = Regimen(taken=(Taken("magnesium_250", "every second day from 2026-03-01"),))
    diary = with_supplements(read_diary(b"food,amount,unit\nbanana,126,g\n"), regimen)
    assert compute_intake(diary).supplements["magnesium"].tolist() == [125]
    assert "no dates" in diary.reading[READING][0]


def test_a_diary_of_several_people_gets_none_and_says_so() -> None:
    regimen = Regimen(taken=(Taken("prenatal"),))
    several = read_diary(b"person,food,amount,unit\nAnn,banana,1,medium\nBea,banana,1,medium\n")
    diary = with_supplements(several, regimen)
    assert len(diary.entries) == 2
    assert "2 people" in diary.reading[READING][0]


def test_a_named_persons_doses_are_hers() -> None:
    regimen = Regimen(taken=(Taken("magnesium_250"),))
    one = read_diary(b"person,date,food,amount,unit\nAnn,2026-03-02,banana,1,medium\n")
    assert compute_intake(with_supplements(one, regimen)).of("Ann").supplements["magnesium"].tolist() == [250]


def test_an_amount_that_the_label_leaves_open_stays_unknown_beside_food_and_other_supplements() -> None:
    label = Label("Blend", {"iron": "200 mg of ferrous sulphate", "magnesium": "100 mg"})
    regimen = Regimen((label,), (Taken("Blend"),))
    intake = compute_intake(with_supplements(diary_of("2026-03-02,spinach,100,g"), regimen))
    assert math.isnan(intake.supplements["iron"].iloc[0])
    assert intake.total["iron"].iloc[0] == intake.food["iron"].iloc[0] > 0  # at least what the food gave
    assert intake.complete["iron"].iloc[0] < 1
    assert intake.supplements_complete["iron"].iloc[0] == 0
    assert intake.supplements["magnesium"].iloc[0] == 100


def test_unknown_alone_is_not_zero() -> None:
    regimen = Regimen((Label("Blend", {"vitamin E": "30 IU"}),), (Taken("Blend"),))
    diary = diary_of("2026-03-02,Blend,1,", regimen=regimen)
    assert math.isnan(compute_intake(diary).total["vitamin_e"].iloc[0])


@pytest.mark.parametrize(
    ("row", "units"),
    [
        ("Night pills,,", 1),
        ("2 night pills,,", 2),
        ("my Night  Pills,3,tablets", 3),
        ("NIGHT PILLS,0.5,", 0.5),
    ],
)
def test_her_own_product_is_found_in_the_diary(row: str, units: float) -> None:
    regimen = Regimen((Label("Night pills", {"magnesium": "100 mg"}),))
    entry = diary_of(f"2026-03-02,{row}", regimen=regimen).entries.iloc[0]
    assert (entry["description"], entry["units"], entry["source"]) == ("Night pills", units, "supplement")


def test_a_food_of_that_weight_is_not_her_product() -> None:
    regimen = Regimen((Label("Banana", {"potassium": "99 mg"}),))
    assert diary_of("2026-03-02,banana,126,g", regimen=regimen).entries["source"].tolist() == ["food"]
