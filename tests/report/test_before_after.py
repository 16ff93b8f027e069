"""A plan against the diary: three numbers a nutrient, and what is not known is no zero."""

import math

import pytest

from planner.report.before_after import (
    before_after,
    before_after_drawing,
    before_after_table,
    before_after_words,
)
from planner.report.text import FIRST

GAPS = [
    {"nutrient": "magnesium", "mean": 200.0, "lower_bound": False},
    {"nutrient": "potassium", "mean": None, "lower_bound": False},
    {"nutrient": "calcium", "mean": 900.0, "lower_bound": True},
]


def test_it_holds_the_means_and_targets_of_the_diary_and_the_plan(plan):
    frame = before_after(GAPS, plan)
    assert frame["nutrient"].tolist() == list(FIRST)
    planned = {row["nutrient"]: row for row in plan["targets"]}
    assert frame["plan"].tolist() == [planned[name]["planned_mean"] for name in FIRST]
    assert frame["target"].tolist() == [planned[name]["target"] for name in FIRST]
    assert frame["diary"].tolist()[0] == 200.0


def test_what_the_diary_does_not_know_is_said_and_has_no_mark(plan):
    frame = before_after(GAPS, plan)
    assert math.isnan(frame["diary"][1])
    assert "Potassium: your diary: not known" in before_after_words(frame)[1]
    assert "your diary: at least 900 mg" in before_after_words(frame)[2]
    assert before_after_table(frame)["Your diary"].isna().sum() == 3  # potassium, iron, B6
    drawn = before_after_drawing(frame).to_dict()
    points = [rows for rows in drawn["datasets"].values() if "what" in rows[0]]
    marked = [(row["name"], row["what"]) for row in points[0]]
    assert ("Magnesium", "Your diary, mean of a day") in marked
    assert ("Potassium", "Your diary, mean of a day") not in marked
    assert len(marked) == 2 + 5


def test_a_hidden_mineral_is_left_out(plan):
    frame = before_after(GAPS, plan, {"magnesium", "potassium", "plan"})
    assert frame["nutrient"].tolist() == ["calcium", "iron", "vitamin_b6"]
    assert "agnesium" not in str(before_after_drawing(frame).to_dict())


@pytest.mark.parametrize(("mean", "words"), [(349.0, "Reached."), (340.0, "Short of it.")])
def test_it_says_whether_the_target_is_reached(mean, words):
    row = {"nutrient": "magnesium", "unit": "mg", "target": 350.0, "planned_mean": mean}
    assert before_after_words(before_after([], {"targets": [row]}))[0].endswith(words)
