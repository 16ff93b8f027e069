"""``planner corrections``, and the commands that use what is remembered."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from planner import Corrections, cli

PLANNER = Path(sys.executable).with_name("planner")
GRANOLA, BANANA = "fndds:57227000", "fndds:63107010"


def run(capsys, *arguments):
    """Run a command in this process: status, standard output, standard error."""
    status = cli.main(arguments)
    return status, *capsys.readouterr()


def parsed(capsys, *arguments):
    return json.loads(run(capsys, "parse", *arguments, "--format", "json")[1])


@pytest.fixture
def muesli(capsys):
    run(capsys, "corrections", "add", "2 bowls of My Muesli", GRANOLA, "--measure", "1 bowl = 60 g")


@pytest.mark.usefixtures("muesli")
def test_once_said_it_stays_so(capsys):
    item = parsed(capsys, "2 bowls of my muesli")[0]
    assert (item["food_id"], item["grams"], item["confidence"]) == (GRANOLA, 120.0, 1.0)
    assert "as you corrected it on 20" in item["assumed"]
    assert run(capsys, "match", "my muesli", "--limit", "1")[1] == f"{GRANOLA}  1.00  Cereal, granola\n"


@pytest.mark.usefixtures("muesli")
def test_it_is_listed_and_forgotten(capsys):
    status, out, _ = run(capsys, "corrections")
    assert status == 0
    assert out.startswith(f"“my muesli” is {GRANOLA} Cereal, granola (1 bowl = 60 g), since 20")
    assert run(capsys, "corrections", "list")[1] == out
    assert run(capsys, "corrections", "forget", "my muesli") == (0, "", "Forgotten.\n")
    assert run(capsys, "corrections", "list")[:2] == (0, "")
    status, _, err = run(capsys, "corrections", "forget", "my muesli")
    assert status == 2
    assert "planner corrections list" in err


@pytest.mark.usefixtures("muesli")
def test_analyze_and_plan_use_it(capsys, tmp_path):
    diary = tmp_path / "diary.csv"
    diary.write_text("food,amount,unit\nmy muesli,1,bowl\n")
    document = json.loads(run(capsys, "analyze", str(diary), "--format", "json")[1])
    assert document["entries"][0]["food_id"] == GRANOLA
    assert document["entries"][0]["grams"] == 60.0
    kept = ("--keep", "1 bowl of my muesli at 08:00")
    plan = json.loads(run(capsys, "plan", "--days", "1", *kept, "--format", "json")[1])
    items = [item for meal in plan["days"][0]["meals"] for item in meal["items"] if item["kept"]]
    assert [(item["food_id"], item["grams"]) for item in items] == [(GRANOLA, 60.0)]


@pytest.mark.usefixtures("muesli")
def test_a_person_has_corrections_of_her_own(capsys, tmp_path):
    run(capsys, "corrections", "add", "my muesli", BANANA, "--person", "Anna")
    assert run(capsys, "corrections", "list", "--person", "anna")[1].startswith("Anna: “my muesli”")
    assert parsed(capsys, "60 g my muesli")[0]["food_id"] == GRANOLA
    assert parsed(capsys, "60 g my muesli", "--corrections-of", "Anna")[0]["food_id"] == BANANA
    diary = tmp_path / "diary.csv"
    diary.write_text("person,food,grams\nAnna,my muesli,60\nBea,my muesli,60\n")
    entries = json.loads(run(capsys, "analyze", str(diary), "--format", "json")[1])["entries"]
    assert [entry["food_id"] for entry in entries] == [BANANA, GRANOLA]
    run(capsys, "corrections", "forget", "my muesli", "--person", "Anna")
    assert parsed(capsys, "60 g my muesli", "--corrections-of", "Anna")[0]["food_id"] == GRANOLA


@pytest.mark.usefixtures("muesli")
def test_export_and_import_carry_them_to_another_computer(capsys, tmp_path, monkeypatch):
    file = tmp_path / "shared.csv"
    printed = run(capsys, "corrections", "export")[1]
    run(capsys, "corrections", "export", "--output", str(file))
    assert file.read_text(encoding="utf-8") == printed
    before = Corrections.load().entries
    monkeypatch.setenv("PLANNER_HOME", str(tmp_path / "other"))
    assert run(capsys, "corrections", "import", str(file))[0] == 0
    assert Corrections.load().entries == before
    run(capsys, "corrections", "import", str(file), "--person", "Anna")
    assert [entry.person for entry in Corrections.load().entries] == ["", "Anna"]


def test_a_food_that_is_none_is_refused_and_nothing_is_made(capsys, planner_home):
    status, out, err = run(capsys, "corrections", "add", "my muesli", "granola")
    assert (status, out) == (2, "")
    assert "planner match" in err
    assert not planner_home.exists()


def test_a_damaged_file_is_named_and_left_alone(capsys, planner_home):
    planner_home.mkdir()
    file = planner_home / "corrections.csv"
    file.write_text("phrase,food_id\n,\nmy muesli,\n")
    for command in (["parse", "1 banana"], ["corrections", "add", "my tea", BANANA]):
        status, out, err = run(capsys, *command)
        assert (status, out) == (2, "")
        assert f"{file}, line 3" in err.replace("\n", " ")
    assert file.read_text() == "phrase,food_id\n,\nmy muesli,\n"


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_a_file_that_cannot_be_imported_is_named(capsys, name):
    status, out, err = run(capsys, "corrections", "import", name)
    assert (status, out) == (2, "")
    assert name in err


def test_the_installed_command_keeps_messages_off_standard_output():
    done = subprocess.run(
        [PLANNER, "corrections", "list"], capture_output=True, text=True, check=False, cwd="/"
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing is remembered yet" in done.stderr


def test_a_phrase_may_mean_a_food_that_is_kept(capsys, tmp_path):
    bar = tmp_path / "bar.toml"
    bar.write_text('name = "Seed bar"\nper = "100 g"\namounts = { iron = "4 mg" }\n')
    run(capsys, "foods", "add", str(bar))
    status, _, err = run(capsys, "corrections", "add", "my brick", "own:seed-bar")
    assert (status, err.split(", since")[0]) == (0, "Remembered: “my brick” is own:seed-bar Seed bar")
    assert parsed(capsys, "50 g my brick")[0]["food_id"] == "own:seed-bar@1"
    status, _, err = run(capsys, "corrections", "add", "my brick", "own:sed-bar")
    assert status == 2
    assert "No food “own:sed-bar” is kept" in err
