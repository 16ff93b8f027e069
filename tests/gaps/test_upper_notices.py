"""Intakes above an upper level, as notices made of the assessed figures."""

import pandas as pd
import pytest

import planner
from planner.gaps import assess
from planner.gaps.upper_notices import upper_notices
from planner.reference.targets import targets_for

ANNA = planner.Person(age=29, life_stage="pregnant", gestation_weeks=22)
PILLS = b"date,food,amount,unit\n2026-03-01,magnesium 400 mg,3,tablets\n2026-03-01,iron 65 mg,1,tablet\n"


def told(days, framework="nasem"):
    targets = targets_for(ANNA, framework)
    return {notice["rule"]: notice for notice in upper_notices(assess(days, targets), targets)}


def test_supplements_above_their_levels():
    found = told(planner.daily_intake(planner.read_diary(PILLS)))
    assert set(found) == {"UL_MAGNESIUM", "UL_IRON"}
    magnesium, iron = found["UL_MAGNESIUM"], found["UL_IRON"]
    assert (magnesium["kind"], magnesium["severity"]) == ("upper_level", "caution")
    for words in ("1,200 mg a day from supplements", "the upper level is 350 mg", "do not stop a prescribed"):
        assert words in magnesium["text"], words
    assert magnesium["authority"].startswith("Institute of Medicine 1997")
    assert "65.0 mg a day from everything" in iron["text"]
    assert "the upper level is 45.0 mg" in iron["text"]
    assert iron["authority"].startswith("Institute of Medicine 2001")


def test_what_is_within_its_level_or_cannot_be_said_is_silent():
    assert told(
        planner.daily_intake(planner.read_diary(PILLS.replace(b"3,tablets", b"0.5,tablet")))
    ).keys() == {"UL_IRON"}
    assert told(pd.DataFrame({"magnesium": [900.0]})) == {}  # from what is not known


def test_sodium_has_no_upper_level():
    days = pd.DataFrame({"sodium": [5000.0]})
    row = assess(days, targets_for(ANNA)).set_index("nutrient").loc["sodium"]
    assert (row["over_upper"], row["upper_kind"]) == (True, "CDRR")
    assert told(days) == {}


def test_a_safe_level_is_called_that():
    row = assess(pd.DataFrame({"iron": [65.0]}), targets_for(ANNA, "efsa")).set_index("nutrient").loc["iron"]
    notice = told(pd.DataFrame({"iron": [65.0]}), "efsa")["SAFE_LEVEL_IRON"]
    assert (row["upper_kind"], row["over_upper"]) == ("safe level", True)
    assert "the safe level is 40.0 mg" in notice["text"]
    assert notice["authority"].startswith("EFSA 2024")


@pytest.mark.parametrize("framework", ["nasem", "efsa"])
def test_it_speaks_exactly_where_the_gaps_are_over(framework):
    targets = targets_for(ANNA, framework)
    gaps = assess(pd.DataFrame({name: [1e5] for name in targets}), targets)
    over = {row.nutrient for row in gaps.itertuples() if row.over_upper is True and row.upper_kind != "CDRR"}
    notices = list(upper_notices(gaps, targets))
    assert {notice["rule"].split("_", 1)[1].removeprefix("LEVEL_").lower() for notice in notices} == over
    assert len(notices) == len(over) > 5
    assert all(notice["authority"] and "nan" not in notice["text"] for notice in notices)
