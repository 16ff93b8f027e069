"""The gaps page in each of its states."""

import json
from pathlib import Path

import pytest

import planner
from planner.report.analysis import analysis
from planner.report.text import EVIDENCE

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
TWO_PEOPLE = b"person,food,amount,unit\nAnna,kale,2,cup\nBea,white rice,1,cup\n"


def test_without_a_diary_it_leads_there(app):
    app.go("gaps")
    assert "No food yet" in app.words
    app.click("Go to the diary")
    assert app.at.title[0].value == "Food diary"


def test_it_shows_the_document_that_the_command_line_prints(app):
    app.sample().go("gaps")
    person = planner.Person(age=30, life_stage="pregnant")
    there = analysis(planner.read_diary(SAMPLES / "diary_week.csv"), planner.targets_for(person))
    assert json.dumps(app.session.document()) == json.dumps(there)


def test_it_names_framework_jurisdiction_evidence_and_the_example(app):
    app.sample().go("gaps")
    assert "NASEM" in app.words
    assert "Safety rules: **US**" in app.words
    assert EVIDENCE in app.words
    assert "example person" in app.words


def test_the_five_come_with_their_words_and_the_charts_speak_to_a_screen_reader(app):
    app.sample().go("gaps")
    gaps = {gap["nutrient"]: gap for gap in app.session.document()["people"][0]["gaps"]}
    for name in ("magnesium", "potassium", "calcium", "iron", "vitamin_b6"):
        assert gaps[name]["text"][:40].replace("(", r"\(") in app.words
    said = [chart.proto.alt for chart in app.at.get("vega_lite_chart")]
    assert all(said)
    assert "Magnesium: 326 mg of 350 mg" in said[0]


def test_caffeine_is_set_against_the_cap(app):
    app.sample().go("gaps")
    found = app.session.document()["people"][0]["caffeine"]
    assert f"About **{found['mean_mg']:.0f} mg a day**; the cap is 200 mg" in app.words
    assert f"On {found['days_over_cap']} of 7 days" in app.words


def test_every_notice_names_its_authority(app):
    app.sample().go("gaps")
    notices = app.session.document()["people"][0]["notices"]
    for authority in {one["authority"] for one in notices if one["kind"] != "energy_question"}:
        assert f"Source: {authority}" in app.words.replace("\\", "")


def test_what_is_advised_against_is_said_at_the_top(app):
    app.sample().go("gaps")
    assert "Advised against in this diary: turkey sandwich" in app.words


def test_rows_with_faults_are_said_to_be_left_out(app):
    app.click("One with mistakes in it").go("gaps")
    assert "10 rows of the diary are not counted here" in app.words


def test_a_day_of_odd_energy_is_asked_about_not_deleted(app):
    app.upload(b"food,amount,unit\nbanana,1,medium\n").go("gaps")
    assert "Was this a usual day?" in app.words
    assert len(app.session.document()["people"][0]["days"]) == 1


def test_another_nutrient_can_be_looked_at(app):
    app.sample().go("gaps")
    app.at.selectbox(key="nutrient").set_value("iron")
    app.run()
    assert any("Iron on each day" in chart.proto.alt for chart in app.at.get("vega_lite_chart"))
    app.go("about").go("gaps")
    assert app.at.selectbox(key="nutrient").value == "iron"


def test_with_several_people_each_has_her_own_gaps(app):
    app.upload(TWO_PEOPLE).go("gaps")
    box = app.at.selectbox(key="whose_gaps")
    assert box.options == ["Anna", "Bea"]
    assert any("kale" in chart.proto.alt.lower() for chart in app.at.get("vega_lite_chart"))
    box.set_value("Bea")
    app.run()
    assert not any("kale" in chart.proto.alt.lower() for chart in app.at.get("vega_lite_chart"))
    app.go("plan").go("gaps")
    assert app.at.selectbox(key="whose_gaps").value == "Bea"


@pytest.mark.parametrize(("framework", "words"), [("efsa", "EFSA"), ("uk", "COMA")])
def test_another_framework_changes_targets_and_says_so(app, framework, words):
    app.sample().go("targets")
    app.at.selectbox(key="framework_0").set_value(framework)
    app.run().go("gaps")
    gaps = {gap["nutrient"]: gap for gap in app.session.document()["people"][0]["gaps"]}
    assert gaps["magnesium"]["target"] == {"efsa": 300, "uk": 270}[framework]
    assert words in app.words


def test_a_supplement_counts_beside_the_food(app):
    app.upload(b"food,amount,unit\nbanana,1,medium\nmagnesium 250 mg,1,tablet\n").go("gaps")
    gaps = {gap["nutrient"]: gap for gap in app.session.document()["people"][0]["gaps"]}
    assert gaps["magnesium"]["mean"] == pytest.approx(250 + 35.28)


def test_the_framework_is_switched_here_and_what_changes_is_said(app):
    app.sample().go("gaps")
    assert "What changes with the authority" in app.words
    assert "Magnesium: enough under EFSA" in app.words.replace("\\", "")
    app.at.get_by_key("framework_here").set_value("uk")
    app.run()
    gaps = {gap["nutrient"]: gap for gap in app.session.document()["people"][0]["gaps"]}
    assert gaps["magnesium"]["target"] == 270
    assert app.session.is_example
    assert "example person" in app.words
    app.go("targets")
    assert app.at.selectbox(key="framework_0").value == "uk"


def test_days_upper_levels_and_the_article_have_words_and_numbers(app):
    app.sample().go("gaps")
    said = " ".join(chart.proto.alt for chart in app.at.get("vega_lite_chart"))
    assert "Iron: target reached on" in said
    assert "Magnesium, supplements only: 0 mg of 350 mg" in said
    assert "Honey, named for potassium: 11 mg in 21 g" in said
    assert "the cap is 200 mg" in said
    assert len(app.at.get("vega_lite_chart")) == len(app.at.dataframe)


def test_foods_named_for_a_hidden_mineral_are_left_out(app):
    app.sample()
    app.session.ticked = frozenset({"digoxin"})
    app.go("gaps")
    said = " ".join(chart.proto.alt for chart in app.at.get("vega_lite_chart"))
    assert "named for calcium" in said
    assert "named for potassium" not in said
