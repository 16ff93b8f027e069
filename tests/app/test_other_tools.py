"""Other tools' files on the diary page: read as the command line reads them, and kept through changes."""

import io
import zipfile
from pathlib import Path

import pytest

import planner
from planner.errors import DiaryFileError
from planner.ui.diary_file import given_frame
from planner.ui.session import MOST_PEOPLE
from planner.ui.table import join, read_table
from tests.transport_files import transport

CASES = Path(__file__).resolve().parents[1] / "cases" / "imports"
KINDS = [
    "asa24_ins.csv", "asa24_items.csv", "cronometer_daily.csv", "cronometer_daily_groups.csv",
    "cronometer_servings.csv", "cronometer_servings_2016.csv", "intake24_legacy.csv", "intake24_v4.csv",
    "myfitnesspal_nutrition.csv", "myfitnesspal_nutrition_2018.csv", "nhanes_dr1iff.csv", "nhanes_dr1iff.xpt",
]  # fmt: skip


def data(name):
    return (CASES / name).read_bytes()


def same(here, there):
    assert here.rows == there.rows
    assert here.entries.equals(there.entries)
    assert here.faults.equals(there.faults)
    assert here.given.equals(there.given)


def mean(app, nutrient):
    gaps = app.session.document()["people"][0]["gaps"]
    return next(gap["mean"] for gap in gaps if gap["nutrient"] == nutrient)


@pytest.mark.parametrize("name", KINDS)
def test_a_file_counts_as_on_the_command_line_also_once_saved(app, name):
    app.upload(data(name), name)
    assert "This is an" in app.words or "This is a " in app.words
    diary = app.session.diary()
    same(diary, planner.read_diary(CASES / name))
    assert app.session.document()["people"][0]["days"]
    saved = planner.read_diary(app.session.table.to_bytes())
    assert saved.entries.drop(columns="alternatives").equals(diary.entries.drop(columns="alternatives"))
    assert saved.given.equals(diary.given)


def test_the_archive_that_myfitnesspal_mails_and_what_only_she_can_say(app):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Exercise-Summary.csv", data("myfitnesspal_exercise.csv"))
        archive.writestr("Nutrition-Summary.csv", data("myfitnesspal_nutrition.csv"))
    app.upload(file.getvalue(), "File-Export.zip")
    assert "Nutrition-Summary.csv” in the ZIP" in app.words
    assert (
        "Not used, because the unit or form is not certain: Vitamin A, Vitamin C, Calcium, Iron." in app.words
    )
    app.go("gaps")
    assert mean(app, "calcium") is None
    assert "**Not known: magnesium, calcium, iron and vitamin B6.**" in app.words
    assert "**Not in this diary:** " in app.words
    app.go("diary")
    radio = next(one for one in app.at.radio if one.label.startswith("What are the numbers"))
    assert radio.value == "not used"
    radio.set_value("milligrams")
    app.run().go("gaps")
    assert mean(app, "calcium") == pytest.approx((280 + 280 + 280) / 2)
    app.go("diary")
    assert next(one for one in app.at.radio if one.label.startswith("What are")).value == "milligrams"
    assert "certain: Vitamin A." in app.words
    app.upload(data("myfitnesspal_nutrition_2018.csv"), "other.csv")
    assert app.session.vitamins == "not used", "of another file it has to be said anew"
    app.click("Undo: back to your file File-Export.zip")
    assert app.session.vitamins == "milligrams"


def test_what_the_file_brings_is_shown(app):
    app.upload(data("cronometer_servings.csv"), "servings.csv")
    assert "3 with the nutrients that the file gives" in app.words
    frame = given_frame(app.session.diary())
    assert any(one.value.columns.tolist() == frame.columns.tolist() for one in app.at.dataframe)
    assert frame["Row"].tolist() == [3, 4, 7]
    assert frame["Magnesium, mg"].tolist()[:2] == [188.0, 10.7]
    assert frame["Magnesium, mg"].isna().tolist() == [False, False, False]
    assert frame["Selenium, µg"].isna().tolist() == [False, True, True], "blank stays unknown"
    assert "Calcium, mg" not in frame, "none of these rows gives it"


def test_changes_keep_the_nutrients_of_the_other_rows_and_outlast_a_page_switch(app):
    app.upload(data("cronometer_servings.csv"), "servings.csv")
    before = mean(app, "magnesium")
    app.edit_grid(edited_rows={1: {"amount": "470 g"}})
    given = app.session.diary().given
    assert given.at["file:3", "magnesium"] == 376
    assert given.at["file:4", "magnesium"] == 10.7
    app.go("gaps")
    assert mean(app, "magnesium") == pytest.approx(before + 188 / 2)
    app.go("diary")
    assert app.at.data_editor[0].value["amount"].tolist()[1] == "470 g"
    app.edit_grid(deleted_rows=[1], added_rows=[{"food": "almonds", "amount": "30 g", "date": "2026-03-01"}])
    diary = app.session.diary()
    assert "file:3" not in diary.given.index
    assert diary.entries["text"].tolist()[-1] == "almonds"
    saved = app.session.table.to_bytes()
    again = planner.read_diary(saved)
    assert again.entries[["row", "food_id", "grams"]].equals(diary.entries[["row", "food_id", "grams"]])
    assert again.given.equals(diary.given)


def test_a_saved_file_may_be_opened_and_changed_again(app):
    app.upload(data("cronometer_servings.csv"), "servings.csv")
    app.edit_grid(edited_rows={1: {"amount": "470 g"}, 2: {"food": "banana", "amount": "1"}})
    saved = app.session.table.to_bytes()
    app.upload(saved, "saved.csv")
    assert app.at.data_editor[0].value["amount"].tolist()[1:3] == ["470 g", "1"]
    app.edit_grid(edited_rows={0: {"time": "9:00"}})
    diary = app.session.diary()
    assert diary.given.at["file:3", "magnesium"] == 376
    assert diary.entries.set_index("row").loc[[2, 4], "time"].tolist()[0] == "09:00"
    assert diary.entries.set_index("row").at[4, "description"] == "Banana, raw"


def test_a_food_of_the_table_may_be_chosen_and_a_fault_mended(app):
    app.upload(data("cronometer_servings.csv"), "servings.csv")
    field = next(one for one in app.at.text_input if one.key.startswith("mend_9_amount"))
    field.set_value("118 g")
    app.at.get_by_key("mend_9").click()
    app.run()
    entries = app.session.diary().entries.set_index("row")
    assert entries.loc[9, ["description", "grams"]].tolist() == ["Banana, raw", 118.0]
    app.at.selectbox(key="look_at").set_value(3)
    app.run()
    radio = next(one for one in app.at.radio if one.label == "Did you mean another food?")
    other = app.session.diary().entries.set_index("row").at[3, "alternatives"][0].food_id
    radio.set_value(other)
    app.run()
    entry = app.session.diary().entries.set_index("row").loc[3]
    assert (entry.food_id, entry.source, entry.grams) == (other, "food", 235.0)


def test_a_typed_meal_is_added_to_another_tools_file(app):
    app.upload(data("myfitnesspal_nutrition.csv"), "Nutrition-Summary.csv")
    app.at.get_by_key("way").set_value("Type a meal")
    app.run()
    app.at.text_area(key="meal_text").set_value("a banana and 2 slices of toast")
    app.click("Add to the diary")
    diary = app.session.diary()
    assert diary.rows == {"read": 7, "used": 5, "with_faults": 2}
    assert diary.entries["source"].tolist() == ["file", "file", "file", "food", "food"]


def test_a_file_without_any_nutrient_that_has_a_target(app):
    app.upload("Day,Food Name,Amount,Lycopene (µg)\n2026-03-01,Zqxwv,1 bar,100\n".encode())
    app.go("gaps")
    assert "No nutrient with a target is known" in app.words


def test_dates_of_another_tool_are_asked_about(app):
    app.upload(b"Day,Food Name,Amount,Energy (kcal)\n9/4/2026,Zqxwv,1 bar,100\n")
    assert "How do you write dates?" in app.words
    app.click("Month first")
    assert str(app.session.diary().entries["date"][0]) == "2026-09-04"


def test_a_pasted_export_is_not_joined_to_another_diary():
    table, export = read_table(b"food,amount\nmilk,1 cup\n"), read_table(data("myfitnesspal_nutrition.csv"))
    with pytest.raises(DiaryFileError, match="another tool"):
        join(table, export)
    assert len(join(export, table).cells) == 6


def test_a_survey_of_many_people_shows_the_first_and_says_so(app):
    count = MOST_PEOPLE + 5
    columns = {"SEQN": range(1, count + 1), "DR1IFDCD": [63107010] * count, "DR1IGRMS": [100] * count}
    app.upload(transport({name: list(cells) for name, cells in columns.items()}), "DR1IFF.xpt")
    assert app.session.diary().rows["used"] == count
    app.go("gaps")
    assert len(app.session.document()["people"]) == MOST_PEOPLE
    assert f"The first {MOST_PEOPLE} of {count} people" in app.words
