"""The diary page in each of its states."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

import planner

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
SMALL = b"date,food,amount,unit\n2026-03-02,oatmeal,1,cup\n2026-03-02,banana,1,medium\n"
TWO_WAYS = b"date,food,amount,unit\n03/04/2026,oatmeal,1,cup\n05/04/2026,banana,1,medium\n"


def faults(app):
    return app.session.diary().faults["row"].nunique()


def mend(app, row, **cells):
    for name, value in cells.items():
        field = next(one for one in app.at.text_input if one.key.startswith(f"mend_{row}_{name}_"))
        field.set_value(value)
    app.at.get_by_key(f"mend_{row}").click()
    return app.run()


def test_an_empty_diary_says_what_to_do_and_offers_a_sample(app):
    assert "Write down what you ate" in app.words
    assert app.at.button[0].label == "Try a sample diary"
    assert not app.at.data_editor


def test_the_sample_leads_to_the_gaps_in_two_clicks(app):
    app.sample()
    assert "**100** rows, 7 days, **100** understood" in app.words
    app.click("See the gaps")
    assert app.at.title[0].value == "Gaps"


@pytest.mark.parametrize("name", ["diary_week.csv", "diary_with_problems.csv", "diary_three_days.csv"])
def test_a_file_is_read_as_the_command_line_reads_it(app, name):
    app.upload((SAMPLES / name).read_bytes(), name)
    there, here = planner.read_diary(SAMPLES / name), app.session.diary()
    assert here.rows == there.rows
    assert here.faults.equals(there.faults)
    assert here.entries[["row", "food_id", "grams"]].equals(there.entries[["row", "food_id", "grams"]])


def test_an_excel_file_is_read(app):
    book = Workbook()
    for row in (["Food", "Amount", "Unit"], ["banana", 2, "medium"], ["milk", 1.5, "cup"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    app.upload(file.getvalue(), "diary.xlsx")
    assert app.session.diary().entries["grams"].tolist() == [252.0, 366.0]


def test_a_file_that_is_no_diary_gets_advice_and_keeps_what_is_there(app):
    app.sample()
    app.upload(b"%PDF-1.7 something", "diary.csv")
    assert any("PDF" in error and "CSV" in error for error in app.errors)
    assert app.session.diary().rows["used"] == 100


def test_faults_are_explained_and_can_be_mended_in_place(app):
    app.click("One with mistakes in it")
    before = faults(app)
    assert before == 10
    assert "Row 7, Food" in app.words
    assert "No food like" in app.words
    mend(app, 7, food="lentil soup")
    assert faults(app) == before - 1
    assert 7 in app.session.diary().entries["row"].tolist()
    assert not [one for one in app.at.text_input if one.key.startswith("mend_8_date")]
    mend(app, 9, date="2026-03-02")
    app.at.get_by_key("leave_5").click()
    app.run()
    assert faults(app) == before - 3
    assert app.session.diary().rows["read"] == 13


def test_a_row_with_too_many_cells_can_be_mended(app):
    app.click("One with mistakes in it")
    assert "more cells than there are column names" in app.words
    mend(app, 11, food="whole milk", amount="1", unit="cup")
    entries = app.session.diary().entries
    assert entries.loc[entries["row"] == 11, "description"].tolist() == ["Milk, whole"]


def test_a_field_to_mend_shows_the_row_of_this_file_and_what_was_edited_since(app):
    app.upload(b"food,amount,unit\nzqxwv,1,cup\n", "one.csv")
    mend(app, 2, food="zzqq")
    app.upload(b"food,amount,unit\nwvxqz,2,cup\n", "two.csv")
    fields = {one.key.split("_")[2]: one.value for one in app.at.text_input if one.key.startswith("mend_2_")}
    assert fields == {"food": "wvxqz", "amount": "2", "unit": "cup", "grams": ""}
    app.edit_grid(edited_rows={0: {"amount": "3"}})
    fields = {one.key.split("_")[2]: one.value for one in app.at.text_input if one.key.startswith("mend_2_")}
    assert fields["amount"] == "3"


def test_leaving_a_row_out_keeps_the_order_of_dates_and_can_be_undone(app):
    app.upload(TWO_WAYS + b"06/04/2026,zqxwv,1,cup\n")
    app.click("Day first").click("Leave it out")
    assert str(app.session.diary().entries["date"][0]) == "2026-04-03"
    app.click("Undo: back to your file diary.csv")
    assert app.session.diary().rows == {"read": 3, "used": 2, "with_faults": 1}


def test_what_is_still_wrong_after_mending_stays_a_fault(app):
    app.click("One with mistakes in it")
    mend(app, 7, food="qqqqzzzz")
    assert faults(app) == 10


def test_dates_that_can_be_read_two_ways_are_asked_about(app):
    app.upload(TWO_WAYS)
    assert "How do you write dates?" in app.words
    assert app.session.diary() is None
    app.click("Day first")
    assert [str(day) for day in app.session.diary().entries["date"]] == ["2026-04-03", "2026-04-05"]
    app.upload(TWO_WAYS, "again.csv")
    app.click("Month first")
    assert [str(day) for day in app.session.diary().entries["date"]] == ["2026-03-04", "2026-05-04"]


def test_an_edit_in_the_table_counts_at_once_and_outlasts_a_page_switch(app):
    app.upload(SMALL)
    app.edit_grid(edited_rows={1: {"amount": "3"}})
    assert app.session.diary().entries["grams"].tolist() == [240.0, 378.0]
    app.edit_grid(edited_rows={1: {"amount": "3"}, 0: {"food": "whole milk"}})
    app.go("about").go("diary")
    assert app.session.diary().entries["description"].tolist() == ["Milk, whole", "Banana, raw"]
    shown = app.at.data_editor[0].value
    assert shown["food"].tolist() == ["whole milk", "banana"]
    assert shown["amount"].tolist() == ["1", "3"]


def test_rows_are_added_and_deleted_in_the_table(app):
    app.upload(SMALL)
    app.edit_grid(deleted_rows=[0], added_rows=[{"food": "almonds", "amount": "30", "unit": "g"}])
    entries = app.session.diary().entries
    assert entries["row"].tolist() == [3, 4]
    assert entries["grams"].tolist() == [126.0, 30.0]
    app.go("gaps").go("diary")
    assert app.at.data_editor[0].value["row"].tolist() == [3, 4]


def test_a_row_shows_what_was_assumed_and_another_food_can_be_chosen(app):
    app.upload(b"food,amount,unit\ncoffee,1,mug\n")
    assert "Assumed: a mug taken as" in app.words
    radio = next(one for one in app.at.radio if one.label == "Did you mean another food?")
    before = app.session.diary().entries["food_id"][0]
    other = next(food for food in ("fndds:92101000", "fndds:92100500") if food != before)
    radio.set_value(other)
    app.run()
    entries = app.session.diary().entries
    assert entries["food_id"][0] == other
    assert entries["text"][0] == "coffee"
    assert "Row 2 is now: Coffee, " in app.words


def test_a_row_can_be_looked_up_in_other_words(app):
    app.upload(b"food,amount,unit\nmilk,1,cup\n")
    app.at.text_input(key="words_2_milk").set_value("kefir")
    app.click("Look again")
    assert app.session.diary().entries["description"].tolist() == ["Kefir"]


def test_a_typed_meal_is_added_and_what_is_not_understood_becomes_a_row_to_mend(app):
    app.at.text_area(key="meal_text").set_value("2 boiled eggs, a banana and 3 zqxwv")
    app.click("Add to the diary")
    diary = app.session.diary()
    assert diary.rows == {"read": 3, "used": 2, "with_faults": 1}
    assert diary.entries["grams"].tolist() == [100.0, 126.0]
    assert diary.faults["value"].tolist() == ["3 zqxwv"]
    assert app.at.text_area(key="meal_text").value == ""


def test_meals_and_times_told_in_a_sentence_stand_in_the_rows(app):
    app.at.text_area(key="meal_text").set_value("Breakfast: 2 boiled eggs at 7:30. For lunch I had a banana.")
    app.click("Add to the diary")
    entries = app.session.diary().entries
    assert entries["meal"].tolist() == ["breakfast", "lunch"]
    assert entries["time"].fillna("").tolist() == ["07:30", ""]


def test_a_sentence_without_food_adds_nothing_and_says_so(app):
    app.at.text_area(key="meal_text").set_value("skipped lunch")
    app.click("Add to the diary")
    assert "No food is named" in app.errors[0]
    assert app.at.text_area(key="meal_text").value == "skipped lunch"


def test_a_typed_meal_reads_as_the_sentence_does(app):
    sentence = "a bowl of oatmeal with milk and a banana, a mug of coffee and a prenatal vitamin"
    app.at.text_area(key="meal_text").set_value(sentence)
    app.click("Add to the diary")
    said, kept = planner.parse_meal(sentence), app.session.diary().entries
    assert kept["food_id"].tolist() == said["food_id"].tolist()
    assert kept["grams"].fillna(-1).tolist() == said["grams"].fillna(-1).tolist()
    assert kept["units"].fillna(-1).tolist() == said["units"].fillna(-1).tolist()


def test_an_empty_sentence_is_asked_for_kindly(app):
    app.click("Add to the diary")
    assert "Write what you ate first" in app.errors[0]


def test_a_half_typed_sentence_outlasts_a_page_switch(app):
    app.at.text_area(key="meal_text").set_value("half a sand")
    app.run().go("targets").go("diary")
    assert app.at.text_area(key="meal_text").value == "half a sand"


def test_a_pasted_table_is_added_to_the_diary(app):
    app.upload(SMALL)
    app.at.get_by_key("way").set_value("Paste a table")
    app.run()
    app.at.text_area(key="pasted").set_value("date\tfood\tamount\tunit\n2026-03-03\tkefir\t1\tcup")
    app.click("Take these rows")
    assert app.session.diary().entries["description"].tolist()[-1] == "Kefir"
    assert app.session.diary().rows["read"] == 3


def test_starting_over_can_be_undone(app):
    app.sample().click("Start over")
    assert "First time here?" in app.words
    app.click("Undo: back to a sample week")
    assert app.session.diary().rows["read"] == 100


def test_a_file_in_place_of_another_can_be_undone_with_its_edits(app):
    app.upload(SMALL)
    app.edit_grid(edited_rows={1: {"amount": "3"}})
    app.upload(TWO_WAYS, "other.csv")
    app.click("Undo: back to your file diary.csv")
    assert app.session.diary().entries["grams"].tolist() == [240.0, 378.0]


def test_what_a_file_says_is_not_markup(app):
    app.upload(b"food,amount,unit\n**zqxwv** :red[x] <b>,1,cup\n")
    assert r"\*\*zqxwv\*\*" in app.words
    assert "<b>" not in app.words.replace(r"\<b\>", "")


def test_a_diary_of_nothing_but_faults_still_shows_what_to_do(app):
    app.upload(b"food,amount,unit\nzqxwv,1,cup\n")
    assert "A row that needs you" in app.words
    assert "See the gaps" not in [button.label for button in app.at.button]
