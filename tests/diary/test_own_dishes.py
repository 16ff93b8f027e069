"""Dishes from a CSV: read as written, each fault at its row and column, nothing lost; and kept for plans."""

import csv
import io
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.cli import main
from planner.diary.dish_file import COLUMNS, read_dish_csv
from planner.diary.own_dishes import add_dishes, own_dishes, own_dishes_file, write_dish_csv
from planner.errors import DiaryFileError, InputError
from planner.plan.columns import build_columns, dish_of
from planner.reference.dishes import dishes

HEADER = ["dish", "cuisine", "slots", "minutes", "effort", "cost", "food", "portion", "least", "most", "step"]
PEAR_TOAST = [
    ["Toast with ricotta and pear", "British", "breakfast; evening", "5", "assemble", "1",
     "Bread, whole wheat, toasted", "medium or regular slice", "1", "2", "1/2"],
    ["", "", "", "", "", "", "Cheese, Ricotta", "cup", "1/4", "", ""],
    ["", "", "", "", "", "", "Pear, raw", "1 fruit", "0.5", "1", ""],
]  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANNER_HOME", str(tmp_path))
    return tmp_path


def as_csv(rows, header=HEADER, delimiter=","):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    return file.getvalue().encode()


def changed(row, column, value):
    """Return the rows of the good dish with one cell changed; row 2 is the first below the header."""
    rows = [list(cells) for cells in PEAR_TOAST]
    rows[row - 2][HEADER.index(column)] = value
    return rows


def test_the_samples_have_no_fault():
    root = Path(__file__).parents[2]
    read, faults = read_dish_csv(root / "data" / "samples" / "own_dishes.csv")
    assert (len(read), faults) == (2, ())
    block = re.search(
        r"^ {4}dish,slots.*\n(?: {4}.*\n)+", (root / "README.md").read_text("utf-8"), re.MULTILINE
    )
    read, faults = read_dish_csv("\n".join(line.strip() for line in block[0].splitlines()).encode())
    assert (len(read), faults) == (1, ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_dish_is_read_as_written(delimiter):
    (dish,), faults = read_dish_csv(as_csv(PEAR_TOAST, delimiter=delimiter))
    assert faults == ()
    assert (dish.name, dish.cuisine, dish.slots) == (PEAR_TOAST[0][0], "British", ("breakfast", "evening"))
    assert (dish.minutes, dish.effort, dish.cost) == (5, "assemble", 1)
    assert [item.food_id for item in dish.items] == ["fndds:51300120", "fndds:14201500", "fndds:63137010"]
    assert dish.items[0].multiples == (Fraction(1), Fraction(3, 2), Fraction(2))
    assert dish.items[2].multiples == (Fraction(1, 2), Fraction(1))


@pytest.mark.parametrize(
    ("row", "column", "value", "where", "problem", "advice"),
    [
        (2, "slots", "brunch", "slots", "“brunch” is not known", "breakfast, mid_morning"),
        (2, "slots", "", "slots", "has no slots", "first row"),
        (2, "minutes", "soon", "minutes", "out of range", "0 to 480"),
        (2, "effort", "much", "effort", "“much” is not known", "none, assemble, cook"),
        (2, "effort", "none; cook", "effort", "One is needed", "none, assemble, cook"),
        (2, "cost", "9", "cost", "out of range", "1 to 3"),
        (3, "food", "ricotta cheese, creamy", "food", "no food in these words", "fndds:14201500"),
        (3, "food", "", "food", "No food is named", "description"),
        (3, "portion", "bucket", "portion", "no such portion", "1 cup"),
        (2, "portion", "slice", "portion", "More than one portion", "1 medium or regular slice"),
        (3, "least", "some", "least", "no number", "1/2"),
        (3, "least", "1-Feb", "least", "looks like a date", "0.5"),
        (3, "least", "1/5", "least", "does not measure", "quarters"),
        (4, "most", "1/4", "least", "less than the least", "larger"),
        (2, "step", "2/3", "least", "does not lead", "1/4"),
        (3, "minutes", "25", "minutes", "Row 2 of this dish says “5”", "Say it once"),
        (2, "dish", "=SUM(A1)", "dish", "cannot be called so", "letter"),
        (2, "dish", "Toast with ricotta and plum", "dish", "says “plum”", "parentheses"),
        (2, "dish", dishes()[0].name.upper(), "dish", "Another dish has this name", "another"),
        (3, "least", "2", "most", "492 g of “Cheese, Ricotta” is more than 310 g", "Offer less"),
        (3, "food", "Cheese, Feta", "not_in", "of us, eu keep “Cheese, Feta” out", "us; eu"),
        (2, "effort", "none", "slots", "", ""),
    ],
)  # fmt: skip
def test_each_fault_names_its_row_column_and_what_to_do(row, column, value, where, problem, advice):
    read, faults = read_dish_csv(as_csv(changed(row, column, value)))
    if not problem:  # a dish without effort is as good as one that is put together
        assert (len(read), faults) == (1, ())
        return
    assert read == ()
    found = [fault for fault in faults if problem in fault.problem]
    assert found, faults
    assert (found[0].row, found[0].column) == (row, where)
    assert advice in found[0].advice


def test_a_food_that_is_unsafe_somewhere_is_a_fault_until_the_dish_says_so():
    rows = changed(3, "food", "Cheese, Feta")
    rows[1][HEADER.index("portion")] = "1 cup, crumbled"
    rows[0][0] = "Toast with feta and pear"
    _, faults = read_dish_csv(as_csv(rows))
    assert [(fault.column, fault.row) for fault in faults] == [("not_in", 3)]
    tagged = [[*rows[0], "us; eu"], *([*cells, ""] for cells in rows[1:])]
    (dish,), faults = read_dish_csv(as_csv(tagged, [*HEADER, "not_in"]))
    assert (dish.not_in, faults) == (("us", "eu"), ())


def test_a_dish_made_of_the_foods_of_another_is_a_fault():
    twin = [list(cells) for cells in PEAR_TOAST]
    twin[0][0] = "Ricotta and pear on toast"
    read, faults = read_dish_csv(as_csv(PEAR_TOAST + twin))
    assert len(read) == 1
    assert [(fault.row, fault.column) for fault in faults] == [(5, "food")]


def test_a_cell_under_no_column_is_not_lost():
    rows = [[*PEAR_TOAST[0], "stray"], *PEAR_TOAST[1:]]
    read, faults = read_dish_csv(as_csv(rows))
    assert read == ()
    assert [(fault.row, fault.value) for fault in faults] == [(2, "stray")]


def test_a_row_before_any_dish_is_a_fault():
    _, faults = read_dish_csv(as_csv(PEAR_TOAST[1:]))
    assert [fault.row for fault in faults] == [2, 3]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ([name for name in HEADER if name != "slots"], "slots is missing"),
        ([name for name in HEADER if name != "food"], "food is missing"),
        ([*HEADER, "colour"], "colour is not known"),
        ([*HEADER, "food"], "food is there twice"),
    ],
)
def test_a_file_with_other_columns_is_refused(header, problem):
    with pytest.raises(DiaryFileError, match=problem):
        read_dish_csv(as_csv(PEAR_TOAST, header))


def test_a_millionfold_choice_is_refused_at_once():
    foods = [("Banana, raw", "1 banana"), ("Cheese, Ricotta", "cup"), ("Pear, raw", "1 fruit")]
    rows = [["All", "", "lunch", "5", "cook", "3", *food, "0", "40", "1/4"] for food in foods]
    _, faults = read_dish_csv(as_csv(rows))
    assert {fault.problem for fault in faults} == {"More than 12 amounts to choose from."}


CELL = st.sampled_from(["", "1", "1/2", "x", "lunch", "Banana, raw", "1 banana", "cook", "A", "=1", "ß" * 90])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=1, max_size=len(HEADER) + 1), max_size=6))
def test_every_row_is_in_a_dish_or_has_a_dish_with_a_fault(rows):
    read, faults = read_dish_csv(as_csv(rows))
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    inside = sum(len(dish.items) for dish in read)
    assert inside == filled or faults


# -- kept for plans -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("dish", list(dishes()[::40]), ids=lambda dish: dish.id)
def test_what_is_written_reads_back(dish):
    text = write_dish_csv([dish])
    assert text.splitlines()[0].split(",") == list(COLUMNS)
    _, faults = read_dish_csv(text.encode())
    assert {fault.problem for fault in faults} == {
        "Another dish has this name.", f"“{dish.name}” is made of the same foods.",
    }  # fmt: skip


def test_there_are_no_own_dishes_at_first():
    assert own_dishes() == ((), ())


def test_added_dishes_are_kept_and_a_second_file_is_added_to_them(home):
    added, faults = add_dishes(as_csv(PEAR_TOAST))
    assert (len(added), faults) == (1, ())
    assert own_dishes() == (added, ())
    assert own_dishes_file() == home / "dishes.csv"
    again, faults = add_dishes(as_csv(PEAR_TOAST))
    assert (again, len(faults)) == ((), 2)
    rows = changed(4, "food", "Apple, raw")
    rows[2][HEADER.index("portion")], rows[0][0] = "1 small", "Toast with ricotta and apple"
    add_dishes(as_csv(rows))
    assert [dish.name for dish in own_dishes()[0]] == [PEAR_TOAST[0][0], rows[0][0]]


def test_nothing_is_added_to_a_file_with_faults(home):
    broken = as_csv(changed(2, "slots", "brunch"))
    (home / "dishes.csv").write_bytes(broken)
    with pytest.raises(InputError, match="row 2: “brunch” is not known"):
        add_dishes(as_csv(PEAR_TOAST))
    assert (home / "dishes.csv").read_bytes() == broken


def test_plans_are_made_of_own_dishes_too():
    (own,), _ = add_dishes(as_csv(PEAR_TOAST))
    targets = planner.targets_for(planner.Person(age=29, life_stage="pregnant", gestation_weeks=22))
    plan = planner.plan_meals(targets, days=1, own_dishes=[own])
    plan.check()
    columns = build_columns(plan.request)
    mine = [at for at in range(len(columns)) if dish_of(columns, at) == own]
    assert len(mine) == len(own.variants())
    slots = [slot.kind for slot in plan.request.slots]
    assert columns.allowed[slots.index("breakfast"), mine].any()
    assert not columns.allowed[slots.index("lunch"), mine].any()
    plain = build_columns(replace(plan.request, own_dishes=()))
    assert len(plain) == len(columns) - len(mine)


def test_the_command_checks_adds_and_lists(tmp_path, capsys):
    file = tmp_path / "mine.csv"
    file.write_bytes(
        as_csv([*PEAR_TOAST, ["Brunch", "", "brunch", "1", "none", "", "Pear, raw", "fruit", "1"]])
    )
    assert main(["dishes", "check", str(file)]) == 1
    said = capsys.readouterr().out
    assert "Toast with ricotta and pear: good" in said
    assert "row 5, slots: “brunch”" in said
    assert own_dishes() == ((), ())
    assert main(["dishes", "add", str(file), "--format", "json"]) == 1
    capsys.readouterr()
    assert main(["dishes", "--own", "--no-cook"]) == 0
    assert capsys.readouterr().out.startswith("Toast with ricotta and pear")
    assert main(["dishes", "--own", "--gentle"]) == 1
    assert main(["dishes", "add"]) == 2
    assert "planner dishes add FILE" in capsys.readouterr().err


def test_the_list_keeps_to_its_filters(capsys):
    assert (
        main(["dishes", "--cuisine", "nordic", "--slot", "lunch", "--diet", "vegan", "--max-minutes", "60"])
        == 0
    )
    for line in capsys.readouterr().out.splitlines():
        assert "  Nordic; " in line
