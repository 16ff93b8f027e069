"""``planner foods supplements``, and the person file's supplements on the command line."""

import json

import pytest

from planner.cli import main

FILE = (
    'age = 29\nlife_stage = "pregnant"\n[[supplements.product]]\nname = "Night"\n'
    '[supplements.product.amounts]\nmagnesium = "500 mg of magnesium oxide"\n'
    '[[supplements.take]]\nproduct = "Night"\nwhen = "every second day"\n'
)


@pytest.fixture
def person(tmp_path):
    file = tmp_path / "me.toml"
    file.write_text(FILE, encoding="utf-8")
    return file


def test_the_list(capsys):
    assert main(["foods", "supplements"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("prenatal: ")
    assert any(line.startswith("magnesium_250: Magnesium 250 mg") for line in lines)


def test_her_own_with_what_was_taken_for_granted(capsys, person):
    assert main(["foods", "supplements", "--person", str(person)]) == 0
    text = capsys.readouterr().out
    assert "own: Night, 1 tablet: Magnesium 302 mg" in text
    assert "weight of magnesium oxide" in text
    assert "taken: Night, 1 at a time, every second day; in the long run 0.5 a day" in text


def test_as_json(capsys, person):
    assert main(["foods", "supplements", "--person", str(person), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["own"][0]["amounts"]["magnesium"] == pytest.approx(301.52, abs=0.01)
    assert found["taken"][0]["units_a_day"] == 0.5


def test_a_wrong_schedule_is_a_kind_error(capsys, person):
    person.write_text(FILE.replace("every second day", "when I remember"), encoding="utf-8")
    assert main(["foods", "supplements", "--person", str(person)]) == 2
    assert "write how often" in capsys.readouterr().err


def test_analyze_counts_them(capsys, person, tmp_path):
    diary = tmp_path / "diary.csv"
    diary.write_text("date,food,amount,unit\n2026-03-02,banana,126,g\n", encoding="utf-8")
    assert main(["analyze", str(diary), "--person", str(person), "--format", "json"]) == 0
    [found] = json.loads(capsys.readouterr().out)["people"]
    assert found["sums"]["magnesium"]["supplements"] == pytest.approx(150.76, abs=0.01)
