"""Gaps, probabilities and upper levels, against cases worked by hand."""

import datetime as dt
import math
import tomllib
from pathlib import Path

import pandas as pd
import pytest

import planner
from planner.diary.model import Diary, entries_frame
from planner.errors import InputError
from planner.gaps import assess
from planner.gaps.adequacy import confidence_of_adequacy, difference_sd
from planner.gaps.wording import STATUSES
from planner.intake import compute_intake
from planner.reference.nutrients import nutrients

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/gaps/individual_method.toml").read_text())["case"]
ANNA = planner.targets_for(planner.Person(age=29, life_stage="pregnant", gestation_weeks=22))
PROMISED = [
    "nutrient", "unit", "mean", "target", "target_kind", "ratio", "gap", "p_adequate", "upper", "upper_kind",
    "upper_scope", "over_upper", "days", "source",
]  # fmt: skip


def number(value):
    return math.nan if value == "nan" else value


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases_worked_by_hand(case):
    days = pd.DataFrame(
        {name: [number(v) for v in values] for name, values in case["days"].items()}, dtype=float
    )
    targets = planner.targets_for(planner.Person(**case["person"]), case.get("framework"))
    gaps = assess(days, targets).set_index("nutrient")
    for nutrient, expected in case["expected"].items():
        for column, wanted in expected.items():
            found = gaps.at[nutrient, column]
            if column == "over_upper":
                assert found is (None if wanted == "none" else wanted), (nutrient, column)
            elif isinstance(wanted, str) and wanted != "nan":
                assert found == wanted, (nutrient, column)
            else:
                assert found == pytest.approx(number(wanted), rel=1e-4, nan_ok=True), (nutrient, column)


def test_the_reports_example_to_its_printed_figures():
    assert difference_sd(26.5, 85.8, 3) == pytest.approx(56.2, abs=0.05)
    assert confidence_of_adequacy(320, 265, 26.5, 85.8, 3) == pytest.approx(0.836, abs=0.0005)
    enough = 265 + 2 * difference_sd(26.5, 85.8, 3)
    assert enough == pytest.approx(377.4, abs=0.05)
    assert confidence_of_adequacy(enough, 265, 26.5, 85.8, 3) == pytest.approx(0.9772, abs=0.0001)


def test_one_row_a_nutrient_with_the_promised_columns():
    gaps = assess(pd.DataFrame({"magnesium": [300.0]}), ANNA)
    assert list(gaps.columns[: len(PROMISED)]) == PROMISED
    assert gaps["nutrient"].is_unique
    assert list(gaps["nutrient"][:65]) == list(nutrients())
    assert set(gaps["status"]) <= set(STATUSES)
    assert gaps["text"].str.len().min() > 20


def test_every_target_has_a_source():
    gaps = assess(pd.DataFrame({"magnesium": [300.0]}), ANNA)
    assert (gaps.loc[gaps["target"].notna(), "source"].str.len() > 20).all()


@pytest.mark.parametrize("framework", ["nasem", "efsa", "uk"])
def test_gap_is_never_negative_and_a_probability_needs_an_average_requirement(framework):
    days = pd.DataFrame({name: [50.0, 150.0] for name in nutrients()})
    gaps = assess(days, planner.targets_for(ANNA.person, framework))
    aimed = gaps[gaps["target"].notna() & gaps["mean"].notna()]
    assert (aimed["gap"] == (aimed["target"] - aimed["mean"]).clip(lower=0)).all()
    assert gaps.loc[gaps["target"].isna(), "gap"].isna().all()
    assert gaps.loc[gaps["ear"].isna(), "p_adequate"].isna().all()
    assert gaps["p_adequate"].dropna().between(0, 1).all()


def test_an_override_moves_the_gap_and_keeps_the_authoritys_value():
    gaps = assess(
        pd.DataFrame({"magnesium": [300.0]}), ANNA.override("magnesium", target=400, reason="visit")
    )
    row = gaps.set_index("nutrient").loc["magnesium"]
    assert (row["gap"], row["target_kind"], row["authority_target"], row["reason"]) == (
        100,
        "override",
        350,
        "visit",
    )
    assert row["p_adequate"] == pytest.approx(assess_one("magnesium", [300.0])["p_adequate"])


def assess_one(nutrient, values):
    return assess(pd.DataFrame({nutrient: values}), ANNA).set_index("nutrient").loc[nutrient]


def test_more_days_at_the_same_mean_are_surer():
    below = [assess_one("magnesium", [250.0] * n)["p_adequate"] for n in (1, 3, 7, 30)]
    above = [assess_one("magnesium", [330.0] * n)["p_adequate"] for n in (1, 3, 7, 30)]
    assert below == sorted(below, reverse=True)
    assert above == sorted(above)
    assert assess_one("magnesium", [290.0] * 3)["p_adequate"] == pytest.approx(0.5)


DIARY = b"""person,date,food,amount,unit
Ann,2026-03-01,"magnesium 250 mg",2,tablets
Ann,2026-03-01,pumpkin seeds,100,g
Ann,2026-03-02,pumpkin seeds,100,g
Bea,2026-03-01,banana,1,medium
"""


def test_food_magnesium_is_never_set_against_the_supplements_level():
    intake = planner.daily_intake(planner.read_diary(DIARY))
    gaps = assess(intake.loc[["Ann"]], ANNA).set_index("nutrient")
    row = gaps.loc["magnesium"]
    assert row["mean"] > 500
    assert row["upper_intake"] == 250  # 500 mg on one of two days
    assert row["over_upper"] is False


def test_supplements_above_their_level_are_told():
    intake = planner.daily_intake(planner.read_diary(DIARY))
    row = assess(intake.loc[[("Ann", dt.date(2026, 3, 1))]], ANNA).set_index("nutrient").loc["magnesium"]
    assert row["upper_intake"] == 500
    assert row["over_upper"] is True
    assert "supplements only" in row["text"]


def test_a_selection_that_drops_the_name_still_knows_the_supplements():
    intake = planner.daily_intake(planner.read_diary(DIARY))
    row = assess(intake.loc["Ann"], ANNA).set_index("nutrient").loc["magnesium"]
    assert row["upper_intake"] == 250


def test_a_changed_frame_stands_for_itself():
    intake = planner.daily_intake(planner.read_diary(DIARY)).loc[["Ann"]]
    row = assess(intake * 2, ANNA).set_index("nutrient").loc["magnesium"]
    assert math.isnan(row["upper_intake"])
    assert row["over_upper"] is None


def test_frame_and_intake_give_the_same():
    diary = planner.read_diary(DIARY)
    whole = compute_intake(diary)
    pd.testing.assert_frame_equal(
        assess(whole.of("Ann"), ANNA), assess(planner.daily_intake(diary).loc[["Ann"]], ANNA)
    )


def test_several_people_are_refused_and_so_is_nobody():
    intake = planner.daily_intake(planner.read_diary(DIARY))
    with pytest.raises(InputError, match="2 people"):
        assess(intake, ANNA)
    with pytest.raises(InputError, match="no day"):
        assess(intake.iloc[:0], ANNA)


def test_a_part_that_is_unknown_makes_a_lower_bound():
    entries = entries_frame(
        {
            "row": [2, 3],
            "food_id": ["fndds:11000000", "fndds:63107010"],
            "grams": [200, 126],
            "source": ["food"] * 2,
        }
    )
    diary = Diary(entries, entries.head(0), {})
    row = assess(planner.daily_intake(diary), ANNA).set_index("nutrient").loc["potassium"]
    assert row["mean"] == pytest.approx(410.76)
    assert row["lower_bound"]
    assert row["status"] == "uncertain"
    assert row["text"].startswith("At least")


def test_more_retinol_than_the_level_is_told_even_when_part_is_unknown():
    days = pd.DataFrame({"vitamin_a": [5000.0, 5000.0], "retinol": [4000.0, math.nan]})
    row = assess(days, ANNA).set_index("nutrient").loc["vitamin_a"]
    assert row["over_upper"] is True
    less = assess(days.assign(retinol=[400.0, math.nan]), ANNA).set_index("nutrient").loc["vitamin_a"]
    assert less["over_upper"] is None


def test_epa_and_dha_are_added_where_a_framework_asks_for_both():
    days = pd.DataFrame({"epa": [0.1], "dha": [0.05]})
    row = assess(days, planner.targets_for(ANNA.person, "efsa")).set_index("nutrient").loc["epa_dha"]
    assert (row["mean"], row["target"], row["unit"]) == (pytest.approx(150), 250, "mg")
