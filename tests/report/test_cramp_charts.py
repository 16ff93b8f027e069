"""The cramp log's weeks beside intake: unknown stays unknown, and no figure ties the two together."""

import datetime as dt

import pandas as pd
import pytest

from planner.diary.cramp_log import CrampLog
from planner.diary.cramp_weeks import cramp_weeks
from planner.diary.cramps import Cramp
from planner.report import cramp_charts

MONDAY = dt.date(2026, 3, 2)


def weeks_of(*numbers):
    cramps = (Cramp(MONDAY + dt.timedelta(days=number), strength="mild") for number in numbers)
    return cramp_weeks(CrampLog(tuple(cramps)))


def eaten(number, amount, known=1.0):
    date = (MONDAY + dt.timedelta(days=number)).isoformat()
    return {"date": date, "intake": {"magnesium": amount}, "complete": {"magnesium": known}}


def test_intake_is_the_mean_of_the_known_days_of_the_week():
    days = [eaten(0, 200), eaten(1, 300), eaten(6, 400), eaten(7, 900), eaten(2, None, 0.0)]
    frame = cramp_charts.week_frame(weeks_of(0, 8), days)
    assert frame["week"].tolist() == ["2026-03-02", "2026-03-09"]
    assert frame["diary_days"].tolist() == [3, 1]
    assert frame["intake"].iloc[0] == pytest.approx(300)
    assert pd.isna(frame["intake"].iloc[1])


def test_a_day_with_a_part_unknown_makes_it_at_least():
    days = [eaten(0, 200), eaten(1, 300, 0.9), eaten(2, 400)]
    frame = cramp_charts.week_frame(weeks_of(0), days)
    assert "at least 300 mg a day, from 3 days" in cramp_charts.intake_words(frame, "mg")


def test_days_without_a_date_belong_to_no_week():
    days = [eaten(0, 200) | {"date": None}] * 5
    assert cramp_charts.week_frame(weeks_of(0), days)["diary_days"].tolist() == [0]


def test_the_charts_hold_every_week_and_the_empty_one_without_a_bar():
    frame = cramp_charts.week_frame(weeks_of(0, 14), [eaten(number, 300) for number in range(3)])
    drawn = cramp_charts.cramp_chart(frame).to_dict()
    rows = next(iter(drawn["datasets"].values()))
    assert [(row["week"], row["days_with"], row["words"]) for row in rows] == [
        ("2 Mar", 1.0, "1 of 1"), ("9 Mar", None, "– of 0"), ("16 Mar", 1.0, "1 of 1"),
    ]  # fmt: skip
    for target in (None, 350.0):
        assert cramp_charts.intake_chart(frame, target, "mg").to_dict()
