"""The calendar of a plan, read back by another reader than our own code: equal to the document."""

import copy
import datetime as dt

import pytest
from icalendar import Calendar

from planner.errors import InputError
from planner.plan.slots import NAMES
from planner.report.ics import plan_ics
from planner.report.plan_report import item_text
from planner.report.plan_words import energy_text
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
