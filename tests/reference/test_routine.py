"""The article's routine in a day: from the guide's own texts, and hidden where they are."""

import re
import tomllib
from pathlib import Path

import pytest

from planner.errors import DataError
from planner.reference import guide, routine
from planner.reference.check_in import topics
from planner.reference.routine import routine_for

FILE = Path(__file__).resolve().parents[2] / "data" / "guide" / "routine.toml"


def test_it_has_what_the_article_asks_for():
    ids = {one.id for one in routine.routine()}
    assert ids >= {
        "fluids",
        "walk",
        "calf_stretch",
        "foot_bath",
        "left_side",
        "stand_up",
        "feet_while_sitting",
    }


def test_nothing_of_it_is_told_as_a_cure_and_only_what_was_read_is_a_service():
    for one in routine.routine():
        assert not re.search(r"prevent|stops?\b|cure|treat|against cramps", one.do), one.id
        assert (one.basis == "service") == bool(one.sources), one.id
        assert one.rule.claim.verdict != "supported", one.id
        assert one.rule.note, one.id


@pytest.mark.parametrize("topic", sorted(topics()))
def test_what_the_guide_hides_is_hidden_here(topic):
    for one in routine_for({topic}):
        assert topic not in one.rule.claim.topics
        assert one.exercise is None or topic not in one.exercise.topics


def test_no_exercise_and_no_foot_bath_is_left_where_they_are_hidden():
    left = routine_for({"movement", "foot_bath"})
    assert {one.exercise.id for one in left if one.exercise} == {"left_side"}


@pytest.mark.parametrize(
    "broken",
    [{"rule": "none"}, {"exercise": "headstand"}, {"after": "midnight"}, {"after": "lunch", "otherwise": ""}],
)
def test_a_broken_table_is_refused(monkeypatch, broken):
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    content["item"][0] |= broken
    read = guide.read_toml
    monkeypatch.setattr(guide, "read_toml", lambda name: content if "routine" in name else read(name))
    with pytest.raises(DataError):
        routine.routine.__wrapped__()
