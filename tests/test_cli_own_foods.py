"""``planner foods``: foods kept by label and recipe, listed, shown, removed, exported and imported."""

import json
from pathlib import Path

import pytest

from planner.cli import main
from planner.sources.kept_file import foods_file, load_foods

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
LABEL, RECIPE = str(SAMPLES / "own_label.toml"), str(SAMPLES / "own_recipe.toml")


def said(capsys, *arguments, status=0):
    assert main([*arguments]) == status
    return capsys.readouterr()


def test_the_samples_are_kept_and_counted(capsys, tmp_path):
    assert "own:oat-drink-with-calcium@1" in said(capsys, "foods", "add", LABEL).out
    assert "Lentils" in said(capsys, "foods", "add", RECIPE).out
    assert len(said(capsys, "foods", "list").out.splitlines()) == 2
    week = tmp_path / "week.csv"
    week.write_text("food,amount,unit\noat drink with calcium,1,glass\nlentil soup of ours,1,bowl\n")
    document = json.loads(said(capsys, "analyze", str(week), "--format", "json").out)
    assert {entry["source"] for entry in document["entries"]} == {"kept"}
    day = document["people"][0]["days"][0]
    assert day["intake"]["vitamin_b12"] == pytest.approx(
        2.5 * 0.375
    )  # 15 % of 2.5 ug in 100 ml; none in lentils
    assert 0 < day["complete"]["magnesium"] < 1


def test_the_same_file_again_is_no_new_version_and_a_changed_one_is(capsys, tmp_path):
    said(capsys, "foods", "add", LABEL)
    assert "Nothing has changed" in said(capsys, "foods", "add", LABEL).err
    changed = tmp_path / "changed.toml"
    changed.write_text(Path(LABEL).read_text().replace("120 mg", "60 mg"))
    assert "@2" in said(capsys, "foods", "add", str(changed)).out
    assert "@1" not in said(capsys, "foods", "list").out
    assert "@1" in said(capsys, "foods", "list", "--all").out


def test_match_shows_a_kept_food_first(capsys):
    said(capsys, "foods", "add", LABEL)
    lines = said(capsys, "match", "oat", "drink", "with", "calcium").out.splitlines()
    assert lines[0].startswith("own:oat-drink-with-calcium@1")
    assert all(line.startswith("fndds:") for line in lines[1:])


def test_show_scales_a_recipe(capsys):
    said(capsys, "foods", "add", RECIPE)
    shown = said(capsys, "foods", "show", "own:lentil-soup-of-ours", "--servings", "2").out
    assert "300 g Lentils" in shown  # 600 g make four
    assert "Diets: omnivore, pescatarian, vegetarian, vegan" in shown


def test_what_a_label_leaves_out_is_not_shown_as_zero(capsys):
    said(capsys, "foods", "add", LABEL)
    shown = said(capsys, "foods", "show", "own:oat-drink-with-calcium").out
    assert "Calcium: 120 mg" in shown
    assert "Magnesium" not in shown


def test_removed_foods_are_no_longer_listed(capsys):
    said(capsys, "foods", "add", LABEL)
    said(capsys, "foods", "remove", "own:oat-drink-with-calcium")
    assert said(capsys, "foods", "list").out == ""
    assert "removed" in said(capsys, "foods", "list", "--all").out
    assert "planner foods list" in said(capsys, "foods", "remove", "own:oat-drink-with-calcium", status=2).err


def test_a_recipe_is_proposed_for_meals_and_for_none(capsys):
    said(capsys, "foods", "add", RECIPE)
    soup = "own:lentil-soup-of-ours"
    assert (
        "Plans may propose it for lunch, dinner."
        in said(capsys, "foods", "propose", soup, "dinner", "lunch").err
    )
    assert "plans may propose it for lunch, dinner" in said(capsys, "foods", "list").out
    plan = said(capsys, "plan", "--days", "1", "--format", "json")
    assert any("Recipes that you keep" in one["text"] for one in json.loads(plan.out)["notices"])
    assert "do not propose it" in said(capsys, "foods", "propose", soup).err
    assert "propose" not in said(capsys, "foods", "list").out


@pytest.mark.parametrize(
    ("food", "meal", "words"),
    [
        ("own:lentil-soup-of-ours", "brunch", "Choose from breakfast, snack, lunch, dinner."),
        ("own:oat-drink-with-calcium", "lunch", "is no recipe with servings"),
        ("own:xyzzy", "lunch", "`planner foods list`"),
    ],
)
def test_what_cannot_be_proposed_is_refused_and_nothing_changes(capsys, food, meal, words):
    for file in (LABEL, RECIPE):
        said(capsys, "foods", "add", file)
    before = foods_file().read_bytes()
    assert words in said(capsys, "foods", "propose", food, meal, status=2).err
    assert foods_file().read_bytes() == before


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_what_is_exported_is_imported(capsys, monkeypatch, tmp_path, ending):
    said(capsys, "foods", "add", LABEL)
    before, file = load_foods(), tmp_path / f"mine.{ending}"
    said(capsys, "foods", "export", str(file))
    monkeypatch.setenv("PLANNER_HOME", str(tmp_path / "other"))
    assert "New versions: 1." in said(capsys, "foods", "import", str(file)).err
    assert "New versions: 0." in said(capsys, "foods", "import", str(file)).err
    assert load_foods().versions == before.versions


def test_a_damaged_file_is_said_and_stays(capsys):
    said(capsys, "foods", "add", LABEL)
    foods_file().write_text("{")
    assert "Mend the file" in said(capsys, "foods", "add", RECIPE, status=2).err
    assert "Mend the file" in said(capsys, "parse", "a banana", status=2).err
    assert foods_file().read_text() == "{"


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", "missing.toml"],
        ["import", "x.txt"],
        ["export", "x.txt"],
        ["show", "own:none"],
        ["show", "../x"],
    ],
)
def test_what_cannot_be_done_is_said(capsys, arguments):
    assert said(capsys, "foods", *arguments, status=2).err.startswith("planner: ")


def test_only_this_user_may_read_the_file(capsys):
    said(capsys, "foods", "add", LABEL)
    assert foods_file().stat().st_mode & 0o077 == 0
