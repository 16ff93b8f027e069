"""The Dishes page: a CSV checked row by row, what is kept, taking out and bringing back."""

import pytest

from planner.diary.own_dishes import own_dishes, own_dishes_file
from planner.tables import data_folder

SAMPLE = (data_folder() / "samples" / "own_dishes.csv").read_bytes()
NAMES = ["Toast with ricotta and pear", "Chickpeas with bulgur, tomato and olives"]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PLANNER_HOME", str(tmp_path))


def uploaded(app, data, name="mine.csv"):
    app.go("dishes").at.file_uploader(key="dishes_file").upload(name, data)
    return app.run()


def names():
    return [dish.name for dish in own_dishes()[0]]


def test_it_is_empty_at_first_and_says_so(app):
    app.go("dishes")
    assert "None yet" in app.words
    assert not app.errors


def test_a_csv_is_checked_kept_and_used_by_plans(app):
    uploaded(app, SAMPLE)
    assert names() == NAMES
    assert "Added: Toast with ricotta and pear" in app.words
    app.go("plan").at.slider(key="plan_days").set_value(1)
    app.run().click("Make the plan")
    library = app.session.hand.work.plan.request.own_dishes
    assert [dish.name for dish in library] == NAMES


def test_faults_are_told_row_by_row_and_the_good_dish_is_kept(app):
    uploaded(app, SAMPLE.replace(b"breakfast; evening", b"brunch"), "a*b.csv")
    assert names() == NAMES[1:]
    rows = app.at.table[0].value
    assert list(rows["Row"]) == [2]
    assert rows["Column"].tolist() == ["slots"]
    assert "brunch" in rows["What to do"][0]
    assert r"a\*b.csv" in app.words
    app.click("Put this list away")
    assert not app.at.table


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"a,b\n1,2\n", b"", b"%PDF-1.4"])
def test_a_file_that_is_no_list_of_dishes_is_refused_kindly(app, data):
    uploaded(app, data)
    assert app.errors
    assert not own_dishes_file().exists()


def test_the_same_dishes_again_are_faults(app):
    uploaded(app, SAMPLE)
    app.at.file_uploader(key="dishes_file").upload("again.csv", SAMPLE)
    app.run()
    assert names() == NAMES
    assert any("No dish was added" in error for error in app.errors)


def test_one_is_deleted_and_brought_back(app):
    uploaded(app, SAMPLE)
    before = own_dishes()[0]
    app.click("Delete")
    assert names() == NAMES[1:]
    app.click(f"Bring back “{NAMES[0]}”")
    assert set(own_dishes()[0]) == set(before)


def test_a_file_mended_wrongly_by_hand_loses_nothing(app):
    own_dishes_file().parent.mkdir(parents=True, exist_ok=True)
    text = SAMPLE.replace(b"breakfast; evening", b"brunch")
    own_dishes_file().write_bytes(text)
    app.go("dishes")
    assert any("changed by hand" in one.value for one in app.at.warning)
    assert all(button.disabled for button in app.at.button if button.label == "Delete")
    uploaded(app, SAMPLE.replace(b"Toast with ricotta and pear", b"Ricotta toast"))
    assert app.errors
    assert own_dishes_file().read_bytes() == text
