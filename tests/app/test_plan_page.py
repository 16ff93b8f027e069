"""The plan page in each of its states; the planner itself runs."""

import datetime as dt
import json

import pytest

import planner
from planner.plan.weights import weights
from planner.report.ics import next_monday
from planner.report.plan_report import plan_csv, plan_document, plan_text
from planner.sources.food import Measure, SourcedFood
from planner.sources.kept_file import change_foods


def one_day(app):
    app.go("plan")
    app.at.slider(key="plan_days").set_value(1)
    app.run()
    return app.click("Make the plan")


def test_without_a_diary_it_starts_from_the_targets(app):
    app.go("plan")
    assert "There is no diary yet" in app.words
    assert not app.at.tabs
    one_day(app)
    assert [tab.label for tab in app.at.tabs] == ["All days", "One day", "Nutrients", "Shopping list"]


def test_a_plan_shows_meals_portions_reasons_groups_and_a_list(app):
    plan = one_day(app.sample()).session.plan
    words = app.words.replace("\\", "")
    for meal in plan["days"][0]["meals"]:
        assert meal["time"] in words
        assert meal["dish"] in words
        assert meal["why"]["text"] in words
        for row in meal["why"]["shares"]:
            assert f"a day ({100 * row['share_of_target']:.0f} %)" in words
        for item in meal["items"]:
            assert item["household"] in words
            assert item["description"] in words
    assert f"of {len(plan['targets'])} targets are reached" in words
    assert f"At most {plan['gap']:.1f} points a day" in words
    for row in plan["unmet"]:
        assert row["text"] in words
    for row in plan["timing"]:
        assert f"**{row['name']}** :" in words
        assert f"badge[{row['level']}]" in words
        assert row["text"] in words
        assert f"Source: {row['source']}." in words
    assert words.count("servings") + words.count(": none.") >= 11
    for row in plan["shopping_list"]:
        assert row["food"] in words
    assert "NASEM" in words


def test_the_plan_is_the_one_of_the_command_line_and_of_the_downloads(app):
    shown = one_day(app).session.plan
    person = planner.Person(age=30, life_stage="pregnant")
    there = plan_document(planner.plan_meals(planner.targets_for(person), days=1))
    assert {**there, "seconds": 0} == {**shown, "seconds": 0}
    assert json.loads(json.dumps(shown)) == shown
    assert shown["days"][0]["meals"][0]["dish"] in plan_text(shown)
    assert shown["days"][0]["meals"][0]["dish"] in plan_csv(shown)


def test_a_changed_setting_makes_the_plan_stale_but_keeps_it(app):
    one_day(app)
    app.go("targets")
    app.at.number_input(key="gestation_weeks_0").set_value(30)
    app.run().go("plan")
    assert "have changed since this plan was made" in app.words
    assert app.session.plan["days"]
    app.click("Make the plan")
    assert "have changed since" not in app.words


def test_options_outlast_a_page_switch(app):
    app.go("plan")
    app.at.slider(key="plan_days").set_value(3)
    app.at.number_input(key="plan_seed").set_value(7)
    app.run().go("about").go("plan")
    assert app.at.slider(key="plan_days").value == 3
    assert app.at.number_input(key="plan_seed").value == 7


def test_what_she_keeps_stands_in_the_day(app):
    app.go("targets")
    app.at.text_area(key="keep_0").set_value("1 mug coffee with milk at 08:00")
    app.run()
    plan = one_day(app).session.plan
    assert any(item["kept"] for meal in plan["days"][0]["meals"] for item in meal["items"])
    assert "kept" in app.words


def test_an_impossible_wish_says_what_would_free_it(app):
    app.go("targets")
    app.at.text_area(key="keep_0").set_value("2 cups peanut butter at 12:30")
    app.run()
    assert not app.errors
    plan = one_day(app).session.plan
    assert plan["status"] == "infeasible"
    assert "No plan fits everything" in app.words
    assert plan["conflicts"]
    for conflict in plan["conflicts"]:
        assert conflict["text"] in app.words.replace("\\", "")
    app.click("Change the settings")
    assert app.at.title[0].value == "Targets"


@pytest.mark.parametrize("mode", ["topup", "swap"])
def test_the_other_modes_keep_her_own_days(app, mode):
    app.upload(
        b"date,time,food,amount,unit\n2026-03-02,07:30,oatmeal,1,cup\n"
        b"2026-03-02,12:30,cheese sandwich,2,sandwich\n"
        b"2026-03-02,18:30,spaghetti with meat sauce,2,cup\n2026-03-02,21:00,banana,1,medium\n"
    ).go("plan")
    app.at.get_by_key("plan_mode").set_value(mode)
    one_day(app)
    assert app.session.plan["mode"] == mode


def test_another_day_can_be_opened(app):
    app.go("plan")
    app.at.slider(key="plan_days").set_value(2)
    app.run().click("Make the plan")
    app.at.get_by_key("plan_day").set_value(2)
    app.run()
    second = app.session.plan["days"][1]["meals"][0]
    assert f"**{second['time']} Breakfast: {second['dish']}" in app.words.replace("\\", "")
    app.go("gaps").go("plan")
    assert app.at.get_by_key("plan_day").value == 2


def test_what_one_more_would_bring_is_shown_with_its_points(app):
    one_day(app)
    assert "What one more would bring" not in [part.label for part in app.at.expander]
    row = {"constraint": "energy", "unit": "100 kcal a day", "per_unit": 1.23, "adds": []}
    app.session.plan["prices"] = [
        row | {"text": "At best, 100 kcal more a day would add about 14 mg magnesium."}
    ]
    app.run()
    assert "What one more would bring" in [part.label for part in app.at.expander]
    assert "would add about 14 mg magnesium. :gray[(1.2 points a day)]" in app.words.replace("\\", "")


def test_close_to_what_i_eat_goes_from_0_to_1_and_the_plan_says_how_close_it_is(app):
    app.sample().go("plan")
    slider = app.at.slider(key="plan_closeness")
    assert (slider.label, slider.min, slider.max, slider.value) == ("Close to what I eat", 0.0, 1.0, 0.3)
    slider.set_value(0.0)
    free = one_day(app).session.plan["familiar"]
    assert free["text"] in app.words
    app.at.slider(key="plan_closeness").set_value(1.0)
    app.run()
    assert "have changed since this plan was made" in app.words
    plan = app.click("Make the plan").session.plan
    assert plan["familiar"]["own_meals"] > free["own_meals"]
    assert plan["familiar"]["text"] in app.words
    assert "Your " in app.words
    assert "Not a dish of this plan: Your lunch: turkey sandwich, apple" in app.words.replace("\\", "")


def test_gentle_dishes_come_first_when_she_asks_and_each_says_so(app):
    app.go("plan").at.toggle(key="plan_gentle").set_value(True)
    plan = one_day(app).session.plan
    gentle = [meal for meal in plan["days"][0]["meals"] if "gentle, for days" in meal["why"]["text"].lower()]
    assert plan["parts"]["gentle"] == weights().not_gentle * (6 - len(gentle))
    assert len(gentle) >= 3


def test_without_a_diary_there_is_nothing_to_be_close_to(app):
    plan = one_day(app).session.plan
    assert plan["familiar"] is None
    assert "Close to what you eat" not in app.words
    assert not [slider for slider in app.at.slider if slider.key == "plan_closeness"]


def test_the_pdf_and_the_calendar_are_made_when_they_are_asked_for(app):
    one_day(app)
    labels = [button.label for button in app.at.get("download_button")]
    calendars = ["Calendar", "Calendar with the routine"]
    files = ["PDF", *calendars, "Text to print", "Excel", "CSV", "Shopping list", "JSON"]
    assert labels[-8:] == files
    assert app.at.date_input(key="plan_start").value == next_monday(dt.date.today())


def test_the_first_day_outlasts_a_page_switch(app):
    one_day(app)
    app.at.date_input(key="plan_start").set_value(dt.date(2026, 3, 4))
    app.run().go("about").go("plan")
    assert app.at.date_input(key="plan_start").value == dt.date(2026, 3, 4)


@pytest.mark.parametrize("mode", ["topup", "full"])
def test_a_plan_shows_foods_of_her_own_with_what_is_not_known_of_them(app, mode):
    day = dt.date(2026, 3, 1)
    drink = SourcedFood(
        "own:oats",
        "Oat drink",
        "100 ml",
        {"energy": 46.0},
        (Measure("1 mug", None, 250.0),),
        "",
        "",
        day,
        "oats",
    )
    change_foods(lambda kept: kept.keep(drink, since=day))
    app.upload(b"time,meal,food,amount,unit\n07:30,breakfast,oat drink,1,mug\n07:30,breakfast,banana,1,\n")
    app.go("plan")
    app.at.get_by_key("plan_mode").set_value(mode)
    app.at.get_by_key("plan_closeness").set_value(1.0)
    plan = one_day(app).session.plan
    own = [item for meal in plan["days"][0]["meals"] for item in meal["items"] if "units" in item]
    assert [(item["food_id"], item["grams"], item["kept"]) for item in own] == [
        ("own:oats@1", None, mode == "topup")
    ]
    words = app.words.replace("\\", "")
    assert f"{own[0]['household']} Oat drink" in words
    assert "Oat drink: how much it brings of these is not known" in words
