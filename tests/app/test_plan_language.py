"""A plan follows the language: its words are said anew, and nothing else of it changes."""

import re

import pytest

from planner.language import in_language
from tests.app.test_draft import token
from tests.app.test_plan_by_hand import opened


@pytest.fixture
def planned(app):
    app.go("plan")
    app.at.slider(key="plan_days").set_value(1)
    app.run()
    return app.click("Make the plan")


def foods(plan):
    return [
        (meal["dish"], item["food_id"], item["grams"])
        for day in plan["days"]
        for meal in day["meals"]
        for item in meal["items"]
    ]


def told(plan):
    """All that is said in a plan's sentences and measures."""
    rows = [*plan["unmet"], *plan["prices"], *plan["notices"], *plan["batch_cooking"], *plan["timing"]]
    meals = [meal for day in plan["days"] for meal in day["meals"]]
    return [row["text"] for row in rows] + [meal["why"]["text"] for meal in meals]


def test_a_plan_is_said_anew_and_comes_back_to_the_letter(planned):
    before = planned.session.plan
    opened(planned, 2).click("Keep this meal")
    kept = planned.session.plan
    with in_language("es"):
        planned.speak("es")
        spanish = planned.session.plan
        words = planned.words.replace("\\", "")
    assert spanish["language"] == "es"
    assert foods(spanish) == foods(kept)
    assert [row["planned_mean"] for row in spanish["targets"]] == [
        row["planned_mean"] for row in kept["targets"]
    ]
    assert "Mantener día 1, almuerzo 12:30" in words
    assert "Ninguna comida tuvo que cambiar." in words
    assert not set(told(spanish)) & set(told(kept))
    assert not [
        line for line in told(spanish) if re.search(r"\\b(the|your|of|brings)\\b", line, re.IGNORECASE)
    ]
    planned.speak("en", before="es")
    assert planned.session.plan == kept
    assert foods(before) == foods(kept)  # the lock moved nothing; what else was possible it may change


def test_a_plan_of_her_own_days_is_said_anew_too(app):
    app.sample().session.plan_options |= {"mode": "swap"}
    app.go("plan").click("Make the plan")
    english = app.session.plan
    assert app.session.hand is None
    with in_language("es"):
        app.speak("es")
        spanish = app.session.plan
    assert foods(spanish) == foods(english)
    assert not {row["text"] for row in spanish["unmet"]} & {row["text"] for row in english["unmet"]}


def test_what_is_in_the_basket_stays_there(planned):
    box = next(box for box in planned.at.checkbox if str(box.key).startswith("bought_"))
    box.check()
    planned.run()
    (line,) = planned.session.draft["bought"]
    with in_language("es"):
        planned.speak("es")
        (spanish,) = planned.session.draft["bought"]
        assert spanish != line
        assert sum(box.value for box in planned.at.checkbox if str(box.key).startswith("bought_")) == 1


def test_a_plan_of_which_only_the_document_is_left_says_so(visit, monkeypatch):
    first = visit().go("plan")
    first.at.slider(key="plan_days").set_value(1)
    first.run().click("Make the plan")
    name = token(first)
    first.session.made = first.session.hand = None  # as after a restart of the program
    with in_language("es"):
        again = visit(name).speak("es").go("plan")
    assert "Este plan se hizo en este idioma: English" in again.words
    assert again.session.plan["language"] == "en"


def test_an_impossible_plan_is_explained_in_the_language_of_now(app):
    app.session.put_typed(keep=("2 cups peanut butter at 12:30",))
    app.go("plan").at.slider(key="plan_days").set_value(1)
    app.run().click("Make the plan")
    assert app.session.plan["status"] == "infeasible"
    english = [row["text"] for row in app.session.plan["conflicts"]]
    with in_language("es"):
        app.speak("es")
        assert app.session.plan["conflicts"]
        assert not {row["text"] for row in app.session.plan["conflicts"]} & set(english)
