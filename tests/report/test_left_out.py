"""Minerals that the check-in hides: gone from the analysis and every file made of it, and said to be."""

import datetime as dt
import json

import pytest

import planner
from planner.report.analysis import analysis
from planner.report.gaps_pdf import gaps_pdf
from planner.report.left_out import without_hidden
from planner.report.text import analysis_text, gaps_csv
from tests.report.conftest import text_of

DIARY = b"food,amount,unit\nbanana,3,medium\nkale,2,cup\nmilk,1,cup\n"
SAID = "Not shown, because of what was ticked in the check-in: magnesium and potassium. Ask the doctor."


@pytest.fixture(scope="module")
def whole():
    person = planner.Person(age=29, life_stage="pregnant")
    return analysis(planner.read_diary(DIARY), planner.targets_for(person))


def test_where_no_mineral_is_hidden_nothing_changes(whole):
    assert without_hidden(whole, {"plan", "movement"}) is whole


def test_the_gaps_and_the_foods_they_came_from_are_gone_and_the_rest_stays(whole):
    left = without_hidden(whole, {"magnesium", "potassium", "plan"})
    before, after = whole["people"][0], left["people"][0]
    gone = {gap["nutrient"] for gap in before["gaps"]} - {gap["nutrient"] for gap in after["gaps"]}
    assert gone == {"magnesium", "potassium"}
    assert after["top_sources"]["potassium"] == []
    assert after["top_sources"]["calcium"] == before["top_sources"]["calcium"] != []
    assert after["notices"] == before["notices"]


def test_the_files_have_no_word_of_them_but_that_they_are_left_out(whole):
    left = without_hidden(whole, {"magnesium", "potassium", "plan"})
    text = " ".join(analysis_text(left).split())
    assert SAID in text
    assert "Magnesium" not in text
    assert "Potassium" not in text
    assert "potassium" not in gaps_csv(left)
    printed = text_of(gaps_pdf(left, "her", dt.date(2026, 3, 2)))
    assert SAID in printed
    assert "Potassium" not in printed
    assert json.loads(json.dumps(left))["left_out"] == ["magnesium", "potassium"]
    assert "Magnesium" in analysis_text(whole)
    assert "Not shown" not in analysis_text(whole)
