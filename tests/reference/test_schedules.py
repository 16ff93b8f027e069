"""Schedules: a week by hand for each, and words that are refused rather than passed over."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from planner.errors import PersonError
from planner.reference.schedules import read_schedule

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "supplements" / "schedules.toml").read_text("utf-8")
)["case"]
MONDAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize("case", CASES, ids=[case["when"] for case in CASES])
def test_worked_weeks(case: dict[str, Any]) -> None:
    schedule = read_schedule(case["when"])
    assert schedule.a_day == pytest.approx(case["a_day"])
    assert [schedule.due_on(MONDAY + dt.timedelta(days=n)) for n in range(7)] == pytest.approx(case["week"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("as needed", "diary"),
        ("every day except Sunday", "“except”"),
        ("daily from 1 March", "year-month-day"),
        ("daily from 2026-02-30", "year-month-day"),
        ("daily from 2026-03-05 to 2026-03-01", "swap"),
        ("from 2026-03-01", "how often"),
        ("daily 3 x a week", "how often"),
        ("Mon every second day", "how often"),
        ("100 times a day", "how often"),
        ("every 0 days", "how often"),
        ("every 999999999999999999999 days", "how often"),
        ("once a month", "how often"),
        ("Mon-Fri", "how often"),
        ("", "how often"),
        ("daily " * 100, "how often"),
        ("daily\x1b[31m", "how often"),
        (None, "how often"),
    ],
)
def test_what_is_not_understood_is_refused(text: Any, told: str) -> None:
    with pytest.raises(PersonError) as error:
        read_schedule(text)
    assert told in error.value.advice


def test_with_which_meal_and_at_what_time() -> None:
    assert read_schedule("with dinner").slot == "dinner"
    assert read_schedule("with breakfast and dinner").slot is None
    assert read_schedule("daily at 9:30").time == "09:30"
