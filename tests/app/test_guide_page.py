"""The leg-cramp guide and the check-in: what comes first, what is hidden, what is said of the article."""

import re

import pytest

from planner.reference.check_in import questions
from planner.reference.claims import article_claims
from planner.reference.guide import exercises, red_flags
from planner.report.text import EVIDENCE

TABS = ["A cramp now", "Movements", "Prevention", "Check-in", "What is known", "The article"]
MAKE = "Make the plan"


def tick(app, name, value=True, place="tick"):
    app.at.checkbox(key=f"{place}_{name}").set_value(value)
    return app.run()


def buttons(app):
    return [button.label for button in app.at.button]


def test_the_signs_to_call_for_come_before_everything(app):
    app.go("guide")
    first = [box.key for box in app.at.checkbox][: len(red_flags())]
    assert first == [f"tick_{flag.id}" for flag in red_flags()]
    for box, flag in zip(app.at.checkbox, red_flags(), strict=False):
        assert flag.when in box.label
        assert flag.do in box.label
    assert [tab.label for tab in app.at.tabs] == TABS


@pytest.mark.parametrize("flag", red_flags(), ids=lambda flag: flag.id)
def test_a_sign_that_is_ticked_leaves_only_whom_to_call_and_stops_the_plan(app, flag):
    tick(app.go("guide"), flag.id)
    assert flag.do in app.errors[0]
    assert not app.at.tabs
    app.go("plan")
    assert flag.do in app.errors[0]
    assert MAKE not in buttons(app)
    assert "Reference values" not in app.words
    for page in ("gaps", "cramp_log"):
        assert flag.do in app.go(page).errors[0]
    tick(app.go("plan"), flag.id, False, "plan")
    assert not app.errors
    assert MAKE in buttons(app)


def test_a_plan_made_before_is_not_shown_while_a_sign_is_ticked(app):
    app.go("plan")
    app.at.slider(key="plan_days").set_value(1)
    app.run()
    app.click(MAKE)
    tick(app.go("guide"), "swollen_leg")
    app.go("plan")
    assert not app.at.tabs
    assert app.session.plan is not None
    tick(app, "swollen_leg", False, "plan")
    assert app.at.tabs


@pytest.mark.parametrize("name", ["kidney", "digoxin", "vomiting", "more_than_one"])
def test_what_hides_the_plan_says_why_and_is_undone_there(app, name):
    question = next(one for one in questions() if one.id == name)
    tick(app.go("guide"), name)
    assert question.flag in app.words
    app.go("plan")
    assert question.flag in app.words
    assert MAKE not in buttons(app)
    tick(app, name, False, "plan")
    assert MAKE in buttons(app)


def test_targets_are_hidden_where_they_are_not_made_for_her(app):
    app.sample().go("guide")
    tick(app, "more_than_one")
    app.go("gaps")
    assert "Reference values" not in app.words
    assert "is not shown for now" in app.words


def test_with_digoxin_the_gaps_say_that_minerals_are_not_shown(app):
    tick(app.sample().go("guide"), "digoxin")
    app.go("gaps")
    assert "How much magnesium and potassium you get is not shown here, nor food for it" in app.words
    assert "Reference values" in app.words


def test_movements_to_ask_about_first_are_not_shown(app):
    app.go("guide")
    for name in ("Calf stretch at the wall", "A warm foot bath"):
        assert f"**{name}**" in app.words
    tick(app, "myasthenia_or_block")
    assert "**Calf stretch at the wall**" not in app.words
    assert "**A warm foot bath**" in app.words
    tick(app, "folic_acid_5")
    assert "**A warm foot bath**" not in app.words
    assert "**Lying on the left side**" in app.words
    assert "are not shown" in app.words


def test_what_studies_found_of_tablets_is_hidden_and_the_evidence_stays(app):
    app.go("guide")
    assert app.at.info[0].value == EVIDENCE
    assert "eight small studies" in app.words
    tick(app, "myasthenia_or_block")
    assert app.at.info[0].value == EVIDENCE
    assert "eight small studies" not in app.words
    assert MAKE in buttons(app.go("plan"))


def test_what_is_said_of_minerals_and_fluids_is_hidden_with_a_kidney_disease(app):
    app.go("guide")
    for words in ("3 litres", "pumpkin seeds", "383 mg potassium"):
        assert words in app.words
    tick(app, "kidney")
    for words in ("3 litres", "pumpkin seeds", "383 mg potassium"):
        assert words not in app.words


def test_ticks_outlast_a_page_switch_and_go_all_at_once(app):
    tick(app.go("guide"), "levothyroxine")
    tick(app, "smoking")
    app.go("about").go("guide")
    assert app.at.checkbox(key="tick_smoking").value
    app.click("Take all ticks away")
    assert not app.session.ticked
    assert not app.at.checkbox(key="tick_smoking").value
    assert "Nothing ticked" in app.words


def test_an_age_under_18_hides_the_targets_without_a_tick(app):
    app.session.put_typed(age=16.0)
    app.go("plan")
    assert MAKE not in buttons(app)
    assert app.at.checkbox(key="plan_under_18").disabled
    app.session.put_typed(age=19.0)
    assert MAKE in buttons(app.run())


def test_the_trimester_goes_to_the_targets(app):
    app.go("guide")
    app.at.get_by_key("check_in_trimester").set_value(3)
    app.run()
    assert app.session.targets.person.trimester == 3
    app.session.put_typed(gestation_weeks=22.0)
    assert "week 22 (trimester 2)" in app.run().words


def test_every_movement_has_its_drawing_with_words_its_steps_and_its_safety(app):
    app.go("guide")
    pictures = [image.proto.imgs[0].alt for image in app.at.get("image")]
    assert len(pictures) == len(exercises()) + 3
    assert all(len(alt) > 40 for alt in pictures)
    for one in exercises():
        assert one.safety in app.words
        assert all(step in app.words for step in one.steps)
    assert "Do not stretch or rub a leg that is swollen" in app.at.warning[0].value


def test_every_claim_of_the_article_stands_with_its_verdict(app):
    app.go("guide")
    assert "**49 claims**" in app.words
    for claim in article_claims():
        assert claim.claim in app.words
        assert claim.why in app.words
        assert all(text in app.words for text in claim.measured)
        assert all(source.title in app.words for source in claim.sources)


def test_no_diagnosis_is_made(app):
    words = tick(app.go("guide"), "kidney").words.lower()
    assert not re.search(
        r"(?<!whether )you (probably |may )?have (a |an )?(deficien|anaemi|clot|lack)", words
    )
    assert "a planning aid, not a diagnosis" in words
