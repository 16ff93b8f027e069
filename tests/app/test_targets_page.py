"""The targets page in each of its states."""

import dataclasses
import tomllib

import pytest

import planner
from planner.reference.people import Override
from planner.ui import profile


def override(app, nutrient, amount, reason="agreed at visit"):
    app.at.selectbox(key="override_nutrient").set_value(nutrient)
    app.run()
    app.at.number_input(key=f"override_{nutrient}").set_value(amount)
    app.at.text_input(key="override_reason").set_value(reason)
    return app.click("Set this target")


def test_the_example_is_said_and_no_more_once_she_has_told_something(app):
    app.go("targets")
    assert app.session.is_example
    app.at.number_input(key="gestation_weeks_0").set_value(22)
    app.run()
    assert not app.session.is_example
    assert app.session.targets.person.gestation_weeks == 22


def test_fields_outlast_a_page_switch(app):
    app.go("targets")
    app.at.number_input(key="height_cm_0").set_value(165)
    app.at.selectbox(key="activity_0").set_value("active")
    app.run().go("gaps").go("targets")
    assert app.at.number_input(key="height_cm_0").value == 165
    assert app.at.selectbox(key="activity_0").value == "active"


def test_what_makes_no_sense_is_kept_and_explained_and_the_targets_stay(app):
    app.go("targets")
    app.at.number_input(key="height_cm_0").set_value(120)
    app.run()
    app.at.number_input(key="weight_kg_0").set_value(250)
    app.run()
    assert any("does not go with a height of 120 cm" in error for error in app.errors)
    assert app.session.targets.person.weight_kg is None
    app.go("gaps").go("targets")
    assert app.at.number_input(key="weight_kg_0").value == 250
    app.at.number_input(key="weight_kg_0").set_value(60)
    app.run()
    assert not app.errors
    assert app.session.targets.person.weight_kg == 60


def test_another_stage_of_life_brings_its_own_fields_and_forgets_nothing(app):
    app.go("targets")
    app.at.number_input(key="gestation_weeks_0").set_value(30)
    app.run()
    app.at.selectbox(key="life_stage_0").set_value("lactating")
    app.run()
    app.at.number_input(key="months_postpartum_0").set_value(2)
    app.run()
    assert app.session.targets["iron"].target == 9
    app.at.selectbox(key="life_stage_0").set_value("pregnant")
    app.run()
    assert app.session.targets.person.gestation_weeks == 30


def test_a_target_is_set_beside_the_authoritys_and_removed_again(app):
    override(app.go("targets"), "magnesium", 400.0, "night cramps")
    assert app.session.targets["magnesium"].target == 400
    assert "**Magnesium: 400 mg**, in place of 350 mg (RDA). Reason: night cramps." in app.words
    app.click("Remove")
    assert app.session.targets["magnesium"].target == 350


def test_an_amount_that_nobody_should_aim_at_is_refused_kindly(app):
    override(app.go("targets"), "magnesium", 40_000.0)
    assert app.errors[0].startswith("Magnesium: give an amount from 35 to 1750 mg a day")
    assert app.session.targets["magnesium"].target == 350


def test_an_override_without_an_amount_is_asked_for(app):
    app.go("targets").click("Set this target")
    assert "Type the amount" in app.errors[0]


def test_an_override_changes_the_gaps(app):
    app.sample().go("gaps")
    before = next(
        gap for gap in app.session.document()["people"][0]["gaps"] if gap["nutrient"] == "magnesium"
    )
    override(app.go("targets"), "magnesium", 500.0)
    app.go("gaps")
    after = next(gap for gap in app.session.document()["people"][0]["gaps"] if gap["nutrient"] == "magnesium")
    assert after["gap"] == pytest.approx(before["gap"] + 150)
    assert after["authority_target"] == 350


def test_a_food_that_nothing_here_has_is_refused_with_advice(app):
    app.go("targets")
    app.at.multiselect(key="exclude_0").set_value(["peanut", "qqqqzzzz"])
    app.run()
    assert any("qqqqzzzz" in error for error in app.errors)
    app.at.multiselect(key="exclude_0").set_value(["peanut", "liver"])
    app.run()
    assert not app.errors
    assert app.session.targets.person.exclude == ("peanut", "liver")


def test_what_she_keeps_must_be_understood(app):
    app.go("targets")
    app.at.text_area(key="keep_0").set_value("something nice")
    app.run()
    assert any("something nice" in error for error in app.errors)
    app.at.text_area(key="keep_0").set_value("1 mug coffee with milk at 08:00\n\n1 cup black tea at 16:00")
    app.run()
    assert app.session.targets.person.keep == ("1 mug coffee with milk at 08:00", "1 cup black tea at 16:00")


def test_meal_times_follow_the_number_of_meals(app):
    app.go("targets")
    app.at.toggle(key="own_times_0").set_value(True)
    app.run()
    assert len(app.session.targets.person.meal_times) == 6
    app.at.slider(key="meals_per_day_0").set_value(5)
    app.run()
    assert app.session.targets.person.meals_per_day == 5
    assert len(app.session.targets.person.meal_times) == 5
    app.at.toggle(key="own_times_0").set_value(False)
    app.run()
    assert app.session.targets.person.meal_times == ()


def test_caffeine_over_what_authorities_advise_is_refused(app):
    app.go("targets")
    app.at.number_input(key="caffeine_cap_mg_0").set_value(300)
    app.run()
    assert any("200" in error for error in app.errors)
    assert app.session.targets.caffeine_cap_mg == 200
    app.at.number_input(key="caffeine_cap_mg_0").set_value(100)
    app.run()
    assert app.session.targets.caffeine_cap_mg == 100


def test_emphasis_and_priorities_reach_the_person(app):
    app.go("targets")
    app.at.slider(key="emphasis_beans_0").set_value(0.5)
    app.run()
    app.at.slider(key="priorities_iron_0").set_value(3.0)
    app.run()
    assert app.session.targets.person.emphasis == {"beans": 0.5}
    assert app.session.targets.person.priorities == {"iron": 3.0}


FULL = planner.Person(
    age=29,
    life_stage="pregnant",
    gestation_weeks=22,
    height_cm=165,
    weight_kg=68.5,
    pre_pregnancy_weight_kg=62,
    activity="low_active",
    framework="uk",
    jurisdiction="eu",
    diet="vegetarian",
    day_start="04:00",
    caffeine_cap_mg=150,
    last_caffeine="14:30",
    meals_per_day=5,
    meal_times=("07:30", "10:00", "12:30", "18:00", "21:00"),
    exclude=("peanut", "dairy"),
    keep=("1 mug coffee at 08:00", 'a "quoted" \\ drink'),
    emphasis={"beans": 0.5},
    priorities={"iron": 3.0},
    target_overrides={"magnesium": Override(400.0, 'agreed "at visit"\nby Ω')},
)


def test_a_person_file_goes_out_and_comes_back(tmp_path):
    path = tmp_path / "person.toml"
    path.write_text(profile.to_toml(FULL), encoding="utf-8")
    assert planner.read_person(path) == FULL


def test_the_ticks_of_the_check_in_go_with_the_person_file_and_come_back(app):
    app.session.ticked = frozenset({"digoxin"})
    app.go("targets")
    app.at.file_uploader(key="person_file").upload(
        "me.toml", b'age = 29\nlife_stage = "pregnant"\ncheck_in.ticked = ["swollen_leg"]'
    )
    app.run()
    assert app.session.ticked == {"digoxin", "swollen_leg"}
    person = dataclasses.replace(app.session.targets.person, ticked=("digoxin", "swollen_leg"))
    assert profile.read_file(profile.to_toml(person).encode()).ticked == ("digoxin", "swollen_leg")
    assert "Please call first" in app.words


def test_a_person_file_fills_the_page(app):
    text = profile.to_toml(planner.Person(age=35, life_stage="lactating", months_postpartum=3, diet="vegan"))
    app.go("targets").at.file_uploader(key="person_file").upload("person.toml", text.encode())
    app.run()
    assert app.session.targets.person.diet == "vegan"
    assert app.at.number_input(key="age_1").value == 35
    assert app.at.selectbox(key="life_stage_1").value == "lactating"


@pytest.mark.parametrize(
    "content", [b"age = ", b"age = 29\nlife_stage = 'pregnant'\nshoe_size = 38\n", b"\xff\xfe\x00"]
)
def test_a_broken_person_file_is_refused_kindly(app, content):
    app.go("targets").at.file_uploader(key="person_file").upload("person.toml", content)
    app.run()
    assert app.errors
    assert app.session.targets.person.age == 30


def test_the_saved_file_holds_what_is_on_the_page(app):
    override(app.go("targets"), "iron", 30.0, "asked")
    table = tomllib.loads(profile.to_toml(app.session.targets.person))
    assert table["targets"] == {"iron": {"target": 30, "reason": "asked"}}
