"""The command line: what it prints where, and with which exit status."""

import csv
import io
import json
import os
import socket
import subprocess
import sys
import textwrap
import time
import urllib.request
from pathlib import Path

import pytest

from planner import cli, cli_files

ROOT = Path(__file__).parents[1]
PLANNER = Path(sys.executable).with_name("planner")
ASA24 = ROOT.parent / "shared/data/samples/asa24_items_sample.csv"
WEEK = """
    date,time,meal,food,amount,unit
    2026-03-01,08:00,breakfast,oatmeal,1,cup
    2026-03-01,08:10,breakfast,coffee,1,mug
    2026-03-01,13:00,lunch,lentil soup,350,g
    2026-03-02,08:00,breakfast,whole wheat bread,2,slices
    2026-03-02,20:00,supper,magnesium 250 mg,1,tablet
"""


@pytest.fixture
def week(tmp_path):
    file = tmp_path / "week.csv"
    file.write_text(textwrap.dedent(WEEK).lstrip())
    return str(file)


def run(capsys, *arguments):
    """Run a command in this process: status, standard output, standard error."""
    status = cli.main(arguments)
    return status, *capsys.readouterr()


def test_the_installed_command_prints_json_and_nothing_else(week):
    done = subprocess.run(
        [PLANNER, "analyze", week, "--format", "json"], capture_output=True, text=True, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["rows"] == {"read": 5, "used": 5, "with_faults": 0}
    assert "No person file" in done.stderr


def test_alone_it_shows_help(capsys):
    status, out, err = run(capsys)
    assert status == 0
    assert all(command in out for command in ("analyze", "plan", "match", "parse", "app"))
    assert err == ""


@pytest.mark.parametrize("command", ["analyze", "plan", "match", "parse", "app"])
def test_each_command_explains_itself(capsys, command):
    with pytest.raises(SystemExit) as stopped:
        cli.main([command, "--help"])
    assert stopped.value.code == 0
    assert "Exit status" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["analyze"],
        ["match"],
        ["analyze", "x.csv", "--framework", "who"],
        ["match", "tea", "--limit", "no"],
        ["app", "--port", "0"],
        ["app", "--port", "65536"],
        ["app", "--port", "99999999"],
        ["app", "--port", "-1"],
        ["app", "--port", "eight"],
        ["app", "--port", "9" * 5000],
    ],
)
def test_bad_usage_is_status_2(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage" in err


def test_bad_input_is_status_2_and_says_what_to_do(capsys, week, tmp_path):
    person = tmp_path / "me.toml"
    person.write_text('age = 29\nlife_stage = "pregnant"\nheigth_cm = 165\n')
    for arguments in (
        ["analyze", str(tmp_path / "none.csv")],
        ["analyze", week, "--person", str(tmp_path / "none.toml")],
        ["analyze", week, "--person", str(person)],
        ["analyze", str(PLANNER.parent)],
    ):
        status, out, err = run(capsys, *arguments)
        assert (status, out) == (2, "")
        assert "planner: " in err
    assert "height_cm" in run(capsys, "analyze", week, "--person", str(person))[2]


def test_rows_that_need_attention_are_status_1(capsys, tmp_path):
    file = tmp_path / "diary.csv"
    file.write_text("food,amount,unit\nbanana,1,medium\nzqxwv,1,cup\n")
    status, out, err = run(capsys, "analyze", str(file))
    assert status == 1
    assert "row 3" in out
    assert "zqxwv" in out
    assert "1; `planner analyze`" in err


def test_a_file_of_which_no_row_can_be_used_still_has_its_notices(capsys, tmp_path):
    file = tmp_path / "diary.csv"
    file.write_text("food,amount,unit\nzqxwv of raw milk,1,cup\n")
    status, out, _ = run(capsys, "analyze", str(file), "--format", "json")
    (person,) = json.loads(out)["people"]
    assert (status, person["person"], person["days"], person["gaps"]) == (1, None, [], [])
    assert [notice["rule"] for notice in person["notices"]] == ["MILK_RAW"]
    status, out, _ = run(capsys, "analyze", str(file))
    assert status == 1
    assert "nothing is compared" in out
    assert "pasteurised" in out
    status, out, _ = run(capsys, "analyze", str(file), "--format", "csv")
    assert (status, out) == (1, "")


def test_text_csv_and_json_agree(capsys, week):
    document = json.loads(run(capsys, "analyze", week, "--format", "json")[1])
    rows = list(csv.DictReader(io.StringIO(run(capsys, "analyze", week, "--format", "csv")[1])))
    text = run(capsys, "analyze", week)[1]
    gaps = document["people"][0]["gaps"]
    assert [row["nutrient"] for row in rows] == [gap["nutrient"] for gap in gaps]
    for row, gap in zip(rows, gaps, strict=True):
        assert (float(row["mean"]) if row["mean"] else None) == gap["mean"]
    magnesium = next(gap for gap in gaps if gap["nutrient"] == "magnesium")
    assert f"{magnesium['mean']:,.0f} mg" in text
    assert "not proven to stop" in " ".join(text.split())


def test_framework_and_jurisdiction(capsys, week):
    uk = json.loads(run(capsys, "analyze", week, "--framework", "uk", "--format", "json")[1])
    assert (uk["framework"], uk["jurisdiction"]) == ("uk", "uk")
    mixed = run(capsys, "analyze", week, "--framework", "uk", "--jurisdiction", "us", "--format", "json")[1]
    assert (json.loads(mixed)["framework"], json.loads(mixed)["jurisdiction"]) == ("uk", "us")
    targets = {gap["nutrient"]: gap["target"] for gap in uk["people"][0]["gaps"]}
    assert (targets["magnesium"], targets["choline"]) == (270, None)


def test_the_person_file_is_used(capsys, week, tmp_path):
    person = tmp_path / "me.toml"
    person.write_text(
        'age = 29\nlife_stage = "pregnant"\nframework = "efsa"\n'
        '[targets.magnesium]\ntarget = 350\nreason = "visit"\n[caps]\ncaffeine_mg = 50\n'
    )
    status, out, err = run(capsys, "analyze", week, "--person", str(person), "--format", "json")
    document = json.loads(out)
    magnesium = next(gap for gap in document["people"][0]["gaps"] if gap["nutrient"] == "magnesium")
    assert (status, err, document["framework"]) == (0, "", "efsa")
    assert (magnesium["target"], magnesium["target_kind"], magnesium["authority_target"]) == (
        350,
        "override",
        300,
    )
    assert document["people"][0]["caffeine"]["cap_mg"] == 50


def test_dates_that_read_two_ways_are_asked_about(capsys, tmp_path):
    file = tmp_path / "diary.csv"
    file.write_text("date,food,amount,unit\n03/04/2026,banana,1,medium\n")
    status, _, err = run(capsys, "analyze", str(file))
    assert status == 2
    assert "--date-order" in err
    out = run(capsys, "analyze", str(file), "--date-order", "dmy", "--format", "json")[1]
    assert json.loads(out)["people"][0]["days"][0]["date"] == "2026-04-03"


def test_match(capsys):
    status, out, _ = run(capsys, "match", "wholemeal", "toast", "--limit", "2", "--format", "json")
    found = json.loads(out)
    assert (status, len(found), set(found[0])) == (0, 2, {"food_id", "description", "score", "why"})
    assert found[0]["description"] == "Bread, whole wheat, toasted"
    assert "Bread, whole wheat, toasted" in run(capsys, "match", "wholemeal toast")[1]
    status, out, err = run(capsys, "match", "zqxwv", "--format", "json")
    assert (status, json.loads(out)) == (1, [])
    assert "other words" in err


def test_a_match_of_no_food_is_refused(capsys):
    status, out, err = run(capsys, "match", "tea", "--limit", "0")
    assert (status, out) == (2, "")
    assert "limit" in err
    assert "Traceback" not in err


def test_a_misspelt_exclusion_is_refused_before_anything_is_analyzed(capsys, week, tmp_path):
    person = tmp_path / "me.toml"
    person.write_text('age = 29\nlife_stage = "pregnant"\n[exclude]\nfoods = ["penut"]\n')
    status, out, err = run(capsys, "analyze", week, "--person", str(person))
    assert (status, out) == (2, "")
    assert "peanut" in err


def test_parse(capsys):
    status, out, _ = run(capsys, "parse", "2 boiled eggs and a prenatal vitamin", "--format", "json")
    items = json.loads(out)
    assert status == 0
    assert set(items[0]) == {
        "text", "food_id", "description", "amount", "unit", "household", "grams", "confidence", "assumed",
        "alternatives",
    }  # fmt: skip
    assert (items[0]["amount"], items[0]["grams"], items[1]["grams"]) == (2, 100, None)
    assert set(items[0]["alternatives"][0]) == {"food_id", "description", "score", "why"}
    status, out, _ = run(capsys, "parse", "2 boiled eggs and some zqxwv")
    assert status == 1
    assert "not understood" in out


def test_plan_prints_one_document(capsys, week):
    status, out, _ = run(capsys, "plan", week, "--days", "1", "--meals", "5", "--format", "json")
    document = json.loads(out)
    assert (status, document["status"] in ("optimal", "feasible")) == (0, True)
    assert [len(day["meals"]) for day in document["days"]] == [5]


def test_plan_says_how_close_it_is_to_the_diary(capsys, week):
    asked = ("plan", week, "--days", "1", "--closeness")
    _, out, _ = run(capsys, *asked, "1", "--format", "json")
    close = json.loads(out)["familiar"]
    _, free, _ = run(capsys, *asked, "0")
    assert close["own_meals"] >= 1
    assert f"{close['own_meals']} of {close['meals']} meals are ones you eat already" in close["text"]
    assert "Close to what you eat: " in " ".join(free.split())


def test_plan_for_days_of_nausea(capsys):
    _, out, _ = run(capsys, "plan", "--days", "1", "--gentle", "--why", "--format", "json")
    reasons = [meal["why"]["text"].lower() for meal in json.loads(out)["days"][0]["meals"]]
    assert sum("gentle, for days of nausea" in reason for reason in reasons) >= 3


def test_plan_writes_a_workbook(capsys, tmp_path):
    file = tmp_path / "plan.xlsx"
    status, out, err = run(capsys, "plan", "--days", "1", "--format", "xlsx", "--output", str(file))
    assert (status, out) == (0, "")
    assert "plan.xlsx" in err
    assert file.read_bytes().startswith(b"PK")


def test_plan_says_what_the_shopping_costs(capsys, tmp_path):
    prices = tmp_path / "prices.csv"
    prices.write_text("food,price,pack\nolive oil,7.50,\nbanana,0.30,\neggs,2.40,\nkefir,1.80,\n")
    _, out, _ = run(capsys, "plan", "--days", "1", "--prices", str(prices), "--format", "json")
    document = json.loads(out)
    costs = [row["cost"] for row in document["shopping_list"]]
    cost = document["shopping_cost"]
    assert cost["known"] == (round(sum(filter(None, costs)), 2) or None)
    assert len(cost["without_price"]) == costs.count(None) > 0


def test_plan_refuses_what_cannot_be_asked(capsys, tmp_path):
    nowhere = str(tmp_path / "none" / "plan.json")
    for arguments, said in (
        (["--days", "99"], "1 to 14"),
        (["--seed", "-1"], "seed = -1"),
        (["--closeness", "1.5"], "choose from 0 to 1"),
        (["--exclude", "diary"], "dairy"),
        (["--mode", "topup"], "diary"),
        (["--prices", __file__], "prices cannot be read"),
        (["--days", "1", "--output", nowhere], "folder"),
    ):
        status, out, err = run(capsys, "plan", *arguments)
        assert (status, out) == (2, "")
        assert said in err


def test_a_reader_that_stops_early_is_no_error(week):
    with subprocess.Popen(
        [PLANNER, "analyze", week, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        errors = process.stderr.read().decode()
    assert process.returncode == 0
    assert "Traceback" not in errors


def test_words_of_a_diary_cannot_steer_a_terminal(capsys, tmp_path):
    file = tmp_path / "diary.csv"
    file.write_text('person,food,amount,unit\nAnn,banana,1,medium\nAnn,"zq\u202e\u2066xwv",1,cup\n', "utf-8")
    _, out, err = run(capsys, "analyze", str(file))
    assert "zq" in out
    assert not {"\u202e", "\u2066", "\x1b"} & set(out + err)


def test_words_of_a_diary_cannot_act_in_a_spreadsheet(capsys, tmp_path):
    file = tmp_path / "diary.csv"
    file.write_text("person,food,amount,unit\n=1+1,banana,1,medium\n")
    rows = list(csv.DictReader(io.StringIO(run(capsys, "analyze", str(file), "--format", "csv")[1])))
    assert {row["person"] for row in rows} == {"'=1+1"}


def test_progress_of_a_long_reading_goes_to_standard_error(capsys, week, monkeypatch):
    monkeypatch.setattr(cli_files, "_QUIET_SECONDS", 0.0)
    status, out, err = run(capsys, "analyze", week, "--format", "json")
    assert status == 0
    assert json.loads(out)["rows"]["read"] == 5
    assert "of" in err


def test_output_survives_a_terminal_without_unicode(week):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([PLANNER, "analyze", week], capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.skipif(not ASA24.is_file(), reason="the ASA24 sample is not beside the project (../shared)")
def test_a_file_of_two_people(capsys):
    status, out, _ = run(capsys, "analyze", str(ASA24), "--format", "json")
    document = json.loads(out)
    rows = document["rows"]
    assert rows["read"] == rows["used"] + rows["with_faults"]
    assert status == (1 if rows["with_faults"] else 0)
    assert [person["person"] for person in document["people"]] == ["THR01", "THR02"]


def test_the_dashboard_starts_on_this_machine_only():
    """Start it for real, ask it for its page, and stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [PLANNER, "app", "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/"
    )
    try:
        assert answer(f"http://127.0.0.1:{port}/_stcore/health", seconds=60) == b"ok"
    finally:
        process.terminate()
        output = process.communicate(timeout=30)[0].decode()
    assert f"http://127.0.0.1:{port}" in output
    assert "0.0.0.0" not in output


def answer(url, seconds):
    """Return what a server answers, once it does."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                return reply.read()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def test_what_the_vitamins_of_myfitnesspal_are_can_be_said(capsys):
    diary = str(ROOT / "tests/cases/imports/myfitnesspal_nutrition.csv")
    for unit, calcium in (("not used", None), ("percent of daily value", 4200.0), ("milligrams", 420.0)):
        words = ("analyze", diary, "--format", "json", "--myfitnesspal-vitamins", unit)
        status, out, _ = run(capsys, *words)
        gaps = {gap["nutrient"]: gap["mean"] for gap in json.loads(out)["people"][0]["gaps"]}
        assert (status, gaps["calcium"]) == (1, calcium)
    status, out, err = run(capsys, "analyze", diary, "--myfitnesspal-vitamins", "mg")
    assert (status, out) == (2, "")
    assert "percent of daily value" in err
