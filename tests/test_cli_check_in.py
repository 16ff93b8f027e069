"""The check-in of a person file: what the command line keeps back, and what comes first."""

import json

import pytest

from planner import cli
from planner.errors import PersonError
from planner.reference.check_in import questions
from planner.reference.guide import red_flags
from planner.reference.people import read_person

DIARY = "food,amount,unit\nbanana,3,medium\nkale,2,cup\nmilk,1,cup\nmagnesium 250 mg,1,tablet\n"


@pytest.fixture
def asked(tmp_path, capsys):
    """Run a command for somebody who ticked something: status, standard output, standard error."""
    diary, person = tmp_path / "diary.csv", tmp_path / "me.toml"
    diary.write_text(DIARY)

    def run(command, *ticked, form="json"):
        person.write_text(f'age = 29\nlife_stage = "pregnant"\n[check_in]\nticked = {json.dumps(ticked)}\n')
        status = cli.main([command, str(diary), "--person", str(person), "--format", form])
        return status, *capsys.readouterr()

    return run


def test_with_nothing_ticked_nothing_is_different(asked):
    status, out, _err = asked("analyze")
    document = json.loads(out)
    assert status == 0
    assert not {"check_in", "left_out"} & set(document)
    assert "magnesium" in {gap["nutrient"] for gap in document["people"][0]["gaps"]}


@pytest.mark.parametrize("ticked", [one.id for one in questions() if "magnesium" in one.hides])
def test_gaps_that_are_for_the_doctor_are_left_out_of_every_format(asked, ticked):
    status, out, err = asked("analyze", ticked)
    document = json.loads(out)
    assert status == 0
    assert next(iter(document)) == "check_in"
    (flag,) = document["check_in"]["flags"]
    assert flag["text"] in err
    (her,) = document["people"]
    shown = {gap["nutrient"] for gap in her["gaps"]} | set(her["sums"])
    assert not {"magnesium", "potassium"} & shown
    assert not her["top_sources"]["magnesium"]
    assert {"magnesium", "potassium"} <= set(document["left_out"])
    text = " ".join(asked("analyze", ticked, form="text")[1].split())
    assert text.startswith(f"- {flag['text']}")
    assert "Not shown, because of what was ticked in the check-in: " in text
    assert "Magnesium" not in text.replace(flag["text"], "")
    assert "potassium" not in asked("analyze", ticked, form="csv")[1]


def test_where_targets_are_not_made_for_her_no_gap_is_shown(asked):
    document = json.loads(asked("analyze", "more_than_one")[1])
    assert document["people"][0]["gaps"] == []
    assert document["people"][0]["sums"] == {}
    assert document["people"][0]["days"]
    text = " ".join(asked("analyze", "more_than_one", form="text")[1].split())
    assert "Not shown, because of what was ticked in the check-in: the targets and what is short" in text
    assert "LOOKED AT FIRST" not in text
    assert asked("analyze", "more_than_one", form="csv")[0] == 0


@pytest.mark.parametrize("ticked", ["swollen_leg", "digoxin", "vomiting"])
def test_a_plan_is_stopped_with_the_reason(asked, ticked):
    status, out, err = asked("plan", ticked)
    document = json.loads(out)
    assert status == 1
    assert document["status"] == "stopped"
    assert document["days"] == []
    assert ticked in document["reason"]
    assert document["reason"] in err
    status, out, _err = asked("plan", ticked, form="xlsx")
    assert (status, out) == (1, "")


def test_what_to_call_for_comes_first(asked):
    call, ask = red_flags()[0], next(one for one in questions() if one.id == "digoxin")
    status, out, err = asked("plan", "digoxin", call.id, form="text")
    assert status == 1
    assert err.startswith(f"{call.when}. {call.do}")
    said = " ".join(out.split())
    assert said.index(call.when) < said.index(ask.flag) < said.index("No plan is made")
    text = " ".join(asked("analyze", "digoxin", call.id, form="text")[1].split())
    assert text.startswith(f"- {call.when}. {call.do}")


def test_what_hides_nothing_is_said_and_the_plan_is_made(asked):
    status, out, err = asked("plan", "levothyroxine")
    assert status == 0
    assert json.loads(out)["days"]
    assert "Levothyroxine" in err


def test_a_tick_that_is_none_is_refused_with_the_nearest(tmp_path):
    file = tmp_path / "me.toml"
    file.write_text('age = 29\nlife_stage = "pregnant"\ncheck_in.ticked = ["digoxn"]\n')
    with pytest.raises(PersonError, match="Did you mean digoxin"):
        read_person(file)
