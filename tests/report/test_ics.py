"""The calendar of a plan, read back by another reader than our own code: equal to the document."""

import copy
import datetime as dt
import re

import pytest
from icalendar import Calendar

from planner.errors import InputError
from planner.plan.slots import NAMES
from planner.report.ics import plan_ics
from planner.report.plan_report import item_text
from planner.report.plan_words import energy_text
from planner.report.routine_text import ROUTINE_NOTE, with_routine
from tests.report.conftest import START

NOW = dt.datetime(2026, 2, 27, 12, tzinfo=dt.UTC)


def events(text):
    return Calendar.from_ical(text).walk("VEVENT")


def uids(text):
    return [str(event["uid"]) for event in events(text)]


@pytest.fixture(scope="module")
def text(plan):
    return plan_ics(plan, START, made=NOW)


def test_each_meal_is_an_event_at_its_time_with_its_portions(plan, text):
    meals = [(day["day"], meal) for day in plan["days"] for meal in day["meals"]]
    for (number, meal), event in zip(meals, events(text), strict=True):
        begin = event["dtstart"].dt
        assert begin.tzinfo is None, "a floating time"
        assert f"{begin:%Y-%m-%d %H:%M}" == f"{START + dt.timedelta(days=number - 1)} {meal['time']}"
        assert event["dtend"].dt > begin
        assert event["summary"] == f"{NAMES[meal['slot']]}: {meal['dish']}"
        lines = str(event["description"]).split("\n")
        count = len(meal["items"])
        assert lines[:count] == [item_text(item) for item in meal["items"]]
        assert lines[count:-1] == [energy_text(meal), meal["why"]["text"]]


def test_lines_are_folded_at_75_octets_and_end_as_the_standard_says(text):
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) <= 75
    assert any(line.startswith(" ") for line in lines)


def test_there_are_no_reminders_and_meals_do_not_block_the_day(text):
    assert "VALARM" not in text
    assert all(event["transp"] == "TRANSPARENT" for event in events(text))


def test_commas_semicolons_and_other_scripts_come_back_whole(plan):
    hostile = "Soup, bread; \\n *tea* – борщ 🍲\r\nEND:VEVENT"
    other = copy.deepcopy(plan)
    other["days"][0]["meals"][0]["dish"] = hostile
    found = events(plan_ics(other, START, made=NOW))
    assert len(found) == sum(len(day["meals"]) for day in plan["days"])
    assert found[0]["summary"] == "Breakfast: Soup, bread; \\n *tea* – борщ 🍲  END:VEVENT"


def test_a_changed_plan_replaces_the_one_before_and_another_persons_does_not(plan, text):
    other = copy.deepcopy(plan)
    other["days"][0]["meals"][0]["dish"] = "Toast"
    assert uids(plan_ics(other, START)) == uids(text)
    assert len(set(uids(text))) == len(uids(text))
    assert not set(uids(plan_ics(plan, START, name="Bea"))) & set(uids(text))
    assert not set(uids(plan_ics(plan, START + dt.timedelta(days=7)))) & set(uids(text))


def test_the_same_plan_gives_the_same_file(plan, text):
    assert plan_ics(plan, START, made=NOW) == text


def test_an_impossible_plan_makes_no_calendar(impossible):
    with pytest.raises(InputError, match="no plan to put in a calendar"):
        plan_ics(impossible, START)


def beside(document, hidden=(), start=START):
    """Return the events beside the meals."""
    found = events(plan_ics(with_routine(document, hidden), start, made=NOW, routine=True))
    assert len(set(map(str, (event["uid"] for event in found)))) == len(found)
    return [event for event in found if not re.match("|".join(NAMES.values()), event["summary"])]


def test_the_routine_is_in_the_calendar_when_it_is_asked_for(plan):
    with_it = with_routine(plan)
    rows = [(day["day"], row) for day in with_it["days"] for row in day["routine"]]
    found = beside(plan)
    assert len(found) == len(rows) == 2 * 8
    for (number, row), event in zip(rows, found, strict=True):
        date = START + dt.timedelta(days=number - 1)
        assert f"{event['summary']}." == row["do"]
        assert event["dtstart"].dt == (
            dt.datetime.combine(date, dt.time.fromisoformat(row["time"])) if row["time"] else date
        )
        assert event["dtend"].dt > event["dtstart"].dt
        assert event["transp"] == "TRANSPARENT"
        assert str(event["description"]).endswith(ROUTINE_NOTE)
    assert "Warm, not hot" in str(next(e for e in found if "foot bath" in e["summary"])["description"])


def test_the_calendar_without_the_routine_stays_as_it_was(plan, text):
    assert plan_ics(with_routine(plan), START, made=NOW) == text
    assert set(uids(text)) < set(uids(plan_ics(with_routine(plan), START, routine=True)))


def test_what_the_check_in_hides_is_not_in_the_calendar(plan):
    said = " ".join(str(event["summary"]) for event in beside(plan, {"movement", "foot_bath"}))
    assert "left side" in said
    assert not re.search("stretch|short walk|foot bath|toes", said)


def test_what_is_done_after_midnight_is_on_the_next_day(plan):
    late = copy.deepcopy(plan)
    for day in late["days"]:
        day["meals"][-1]["time"] = "23:30"
    times = {str(event["summary"])[:9]: event["dtstart"].dt for event in beside(late)[8:]}
    last_day = START + dt.timedelta(days=1)
    assert times["Calf stre"] == dt.datetime.combine(last_day, dt.time(23, 50))
    assert times["In bed: t"] == dt.datetime.combine(last_day + dt.timedelta(days=1), dt.time(0, 30))
