"""The check-in: red flags stop the plan, and advice is hidden where it must be."""

import pytest

from planner.errors import UnknownNameError
from planner.gaps.check_in import check_in
from planner.reference.check_in import questions, topics
from planner.reference.guide import CALLS, red_flags
from planner.reference.person import Person
from planner.report.check_in_text import check_in_text

MINERALS = {"magnesium", "potassium"}


@pytest.mark.parametrize("flag", red_flags(), ids=lambda flag: flag.id)
def test_each_red_flag_stops_the_plan_and_says_whom_to_ask(flag):
    found = check_in([flag.id])
    assert found.red_flags == (flag,)
    assert "plan" in found.hidden
    assert flag.call in CALLS


@pytest.mark.parametrize(
    ("ticked", "hidden"),
    [
        ("kidney", MINERALS | {"magnesium_supplements", "targets", "plan"}),
        ("digoxin", MINERALS | {"magnesium_supplements", "plan"}),
        ("blood_pressure", MINERALS | {"magnesium_supplements", "plan"}),
        ("magnesium_treatment", MINERALS | {"magnesium_supplements", "targets", "plan", "movement"}),
        ("myasthenia_or_block", {"magnesium_supplements", "movement"}),
        ("folic_acid_5", {"foot_bath"}),
        ("vomiting", {"plan", "targets"}),
        ("more_than_one", {"plan", "targets"}),
        ("eating_disorder", {"plan", "targets"}),
        ("gestational_diabetes", {"plan", "targets", "foot_bath"}),
        ("high_blood_pressure", {"plan", "targets"}),
        ("bowel", {"plan", "targets"}),
        ("stomach_medicine", set()),
        ("diuretic", set()),
        ("levothyroxine", set()),
        ("smoking", set()),
    ],
)
def test_what_is_hidden_is_what_the_evidence_says(ticked, hidden):
    assert check_in([ticked]).hidden == hidden


def test_where_minerals_or_targets_are_hidden_no_plan_is_made():
    for question in questions():
        if question.hides & (MINERALS | {"targets"}):
            assert "plan" in question.hides, question.id


def test_the_most_urgent_comes_first_and_the_rest_in_the_order_asked():
    found = check_in(["smoking", "numb_or_weak", "digoxin", "breath_or_chest"])
    assert [flag.id for flag in found.red_flags] == ["breath_or_chest", "numb_or_weak"]
    assert [flag.id for flag in found.flags] == ["digoxin", "smoking"]


def test_nothing_ticked_hides_nothing_and_an_age_under_18_counts_as_ticked():
    assert check_in([]) == check_in([], age=18)
    assert not check_in([]).hidden
    assert [flag.id for flag in check_in([], age=17.9).hiding("targets")] == ["under_18"]


def test_an_unknown_tick_is_an_error_with_the_nearest():
    with pytest.raises(UnknownNameError, match="digoxin"):
        check_in(["digoxine"])


def test_every_topic_can_be_hidden():
    assert set(topics()) == frozenset().union(*(one.hides for one in questions()))


def test_the_page_for_the_clinician_holds_all_that_was_ticked():
    ticked = [one.id for one in (*red_flags(), *questions())]
    text = check_in_text(check_in(ticked), Person(age=29, life_stage="pregnant", trimester=3))
    said = " ".join(text.replace("\n  ", " ").split())
    assert "trimester 3" in text
    for flag in (*red_flags(), *questions()):
        assert (flag.when if hasattr(flag, "when") else flag.flag) in said
    assert "not compared with a source" in said
    assert "diagnos" not in said.replace("not a diagnosis", "")
