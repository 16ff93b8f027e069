"""The Plan page's menus: a wish is met, told and can be taken back; the downloads hold the plan shown."""

from dataclasses import replace

import pytest

from planner.reference.dishes import dishes


@pytest.fixture
def planned(app):
    app.go("plan")
    app.at.slider(key="plan_days").set_value(2)
    app.run()
    return app.click("Make the plan")


def opened(app, slot, day=1):
    app.at.session_state[f"hand_{app.session.hand.count}_{day}_{slot}"] = True
    return app.run()


def chosen(app, label, option):
    box = next(box for box in app.at.selectbox if box.label == label)
    box.set_value(option)
    return app.run()


def dishes_of(plan):
    return [meal["dish"] for day in plan["days"] for meal in day["meals"]]


def test_a_kept_meal_is_marked_and_can_be_let_go(planned):
    opened(planned, 2).click("Keep this meal")
    assert planned.session.hand.work.is_locked(1, 2)
    assert ":green-badge[:material/lock: kept]" in planned.words
    assert "Keep day 1, lunch 12:30" in planned.words.replace("\\", "")
    opened(planned, 2).click("Let it change")
    assert ":green-badge" not in planned.words


def test_another_dish_is_offered_with_what_it_does_and_stands_then(planned):
    opened(planned, 4)
    offered = planned.session.hand.work.alternatives(1, 4)
    buttons = [one for one in planned.at.button if "_swap_" in str(one.key)]
    assert len(buttons) == 5
    assert " % " in buttons[0].label or "hardly any" in buttons[0].label
    buttons[1].click()
    planned.run()
    assert planned.session.plan["days"][0]["meals"][4]["dish"] == offered[1].dish
    assert "Other dishes: day 1" in planned.words.replace("\\", "")
    assert not [one for one in planned.at.button if "_swap_" in str(one.key)]
    assert not planned.session.plan_is_stale


def test_a_dish_and_a_food_are_left_out(planned):
    first = planned.session.plan["days"][0]["meals"][0]
    opened(planned, 0).click("Leave out this dish")
    assert first["dish"] not in dishes_of(planned.session.plan)
    meal = planned.session.plan["days"][0]["meals"][1]
    chosen(opened(planned, 1), "Leave out a food of it", meal["items"][0]["description"])
    items = [one for day in planned.session.plan["days"] for meal in day["meals"] for one in meal["items"]]
    assert meal["items"][0]["description"] not in [item["description"] for item in items]
    assert not planned.errors


def test_meals_change_places(planned):
    work = planned.session.hand.work
    other = work.exchangeable(1, 4)[0]
    names = work.dish_at(1, 4), work.dish_at(*other)
    chosen(opened(planned, 4), "Exchange it with", other)
    assert (work.dish_at(*other), work.dish_at(1, 4)) == names


def test_a_day_without_cooking(planned):
    planned.click("No cooking on day 1")
    cooked = {dish.name for dish in dishes() if not dish.no_cook}
    assert cooked.isdisjoint(meal["dish"] for meal in planned.session.plan["days"][0]["meals"])
    assert "Nothing on this day needs a stove" in planned.words


def test_undo_and_earlier_versions(planned):
    first = planned.session.plan
    opened(planned, 0).click("Leave out this dish")
    second = planned.session.plan
    opened(planned, 1).click("Leave out this dish")
    assert planned.session.plan["days"] != second["days"]
    planned.click("Undo")
    assert planned.session.plan["days"] == second["days"]
    assert "You came back to this version" in planned.words
    planned.click("Back to: a new plan")
    assert planned.session.plan["days"] == first["days"]
    assert not [one for one in planned.at.button if one.label == "Undo"]


def test_an_impossible_wish_is_explained_and_the_plan_stays(planned):
    work, before = planned.session.hand.work, planned.session.plan
    names = [dish.name for dish in dishes() if "breakfast" in dish.slots]
    request = replace(work.plan.request, without_dishes=tuple(names))
    work.ban_dish = lambda name: work._without("Leave out all breakfasts", names, request)
    opened(planned, 0).click("Leave out this dish")
    assert "That cannot be done; the plan stays as it was" in planned.words
    assert "No dish fits breakfast" in planned.words
    assert planned.session.plan is before


def test_her_own_days_have_no_menus(app):
    app.sample().go("plan")
    app.at.get_by_key("plan_mode").set_value("topup")
    app.at.slider(key="plan_days").set_value(1)
    app.run().click("Make the plan")
    assert app.session.hand is None
    assert "Changes by hand are for plans of new meals" in app.words
