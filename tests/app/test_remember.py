"""What is corrected on the Diary page is remembered where she asks for it, and only there."""

import datetime as dt

import pytest

from planner import Corrections
from planner.sources.food import Measure, SourcedFood
from planner.sources.kept_file import change_foods
from planner.ui import memory

GRANOLA, BANANA = "fndds:57227000", "fndds:63107010"
MINE = b"food,amount,unit\nmy muesli,2,bowls\nbanana,1,\nmy muesli,1,cup\n"
DAY = dt.date(2026, 3, 1)
REMEMBER = "Remember this for next time"


def reword(app, row, text, words):
    app.at.get_by_key("look_at").set_value(row)
    app.run()
    app.at.text_input(key=f"words_{row}_{text}").set_value(words)
    return app.click("Look again")


def descriptions(app):
    return app.session.diary().entries["description"].tolist()


def buttons(app):
    return [button.label for button in app.at.button]


def test_nothing_is_asked_or_written_until_a_food_was_changed(app, planner_home):
    app.upload(MINE)
    assert REMEMBER not in buttons(app)
    assert "Nothing yet." in app.words
    assert not planner_home.exists()


def test_once_corrected_it_stays_so_in_this_diary_and_the_next(app, planner_home):
    app.upload(MINE)
    reword(app, 2, "my muesli", "granola cereal")
    assert "From now on “my muesli” is read as “Cereal, granola”" in app.words
    app.at.number_input(key="remember_grams_2").set_value(60.0)
    app.click(REMEMBER)
    assert "Remembered: “my muesli” is read as “Cereal, granola” (1 bowl = 60 g)." in app.words
    assert REMEMBER not in buttons(app)
    entries = app.session.diary().entries
    assert entries["text"].tolist() == ["my muesli", "banana", "my muesli"]
    assert entries["grams"].tolist() == [120.0, 126.0, 110.0]
    assert entries["confidence"][2] > 0.9
    again = type(app)()
    again.at.text_area(key="meal_text").set_value("This morning I had 2 bowls of my Müesli with milk")
    again.click("Add to the diary")
    entries = again.session.diary().entries
    assert entries["grams"][0] == 120.0
    assert entries["food_id"][0] == GRANOLA
    assert "as you corrected it on 20" in entries["assumed"][0]
    assert (planner_home / "corrections.csv").exists()


def test_another_food_chosen_from_the_list_can_be_remembered(app):
    app.upload(b"food,amount,unit\nmy coffee,1,mug\n")
    radio = next(one for one in app.at.radio if one.label == "Did you mean another food?")
    shown = app.session.diary().entries["alternatives"][0]
    radio.set_value(shown[1].food_id)
    app.run().click(REMEMBER)
    assert Corrections.load().meant("my coffee").food_id == shown[1].food_id


def test_a_mended_row_is_shown_and_can_be_remembered(app):
    app.upload(b"food,amount,unit\nbanana,1,\nmy zqxwv,30,g\n")
    next(one for one in app.at.text_input if one.key.startswith("mend_3_food_")).set_value("granola cereal")
    app.at.get_by_key("mend_3").click()
    app.run()
    assert "From now on “my zqxwv” is read as “Cereal, granola”" in app.words
    assert not [one for one in app.at.number_input if one.key.startswith("remember_grams")]
    app.click(REMEMBER)
    assert Corrections.load().meant("my zqxwv").food_id == GRANOLA


def test_a_food_changed_in_the_table_can_be_remembered(app):
    app.upload(MINE)
    app.edit_grid(edited_rows={0: {"food": "granola cereal"}})
    app.at.get_by_key("look_at").set_value(2)
    app.run().click(REMEMBER)
    assert descriptions(app) == ["Cereal, granola", "Banana, raw", "Cereal, granola"]


def test_it_is_for_her_alone_or_for_everyone(app):
    app.upload(b"person,food,grams\nAnna,my muesli,50\nBea,my muesli,50\n")
    reword(app, 2, "my muesli", "granola cereal").click(REMEMBER)
    assert [entry.person for entry in Corrections.load().entries] == ["Anna"]
    reword(app, 3, "my muesli", "banana")
    app.at.radio(key="remember_whose_3").set_value("Everyone here")
    app.click(REMEMBER)
    saved = Corrections.load()
    assert saved.meant("my muesli").food_id == BANANA
    assert saved.of("Anna").meant("my muesli").food_id == GRANOLA
    assert r"Anna\: “my muesli” is read as “Cereal, granola”" in app.words
    app.upload(MINE, "other.csv")
    assert "Anna" not in app.words
    assert "1 more of people whom this diary does not name." in app.words


def test_it_can_be_forgotten(app):
    Corrections().remember("my muesli", GRANOLA).save()
    app.upload(MINE)
    assert descriptions(app)[0] == "Cereal, granola"
    app.click("Forget")
    assert Corrections.load().entries == ()
    assert app.session.diary().entries["assumed"].str.contains("corrected").sum() == 0


def test_a_file_of_them_is_taken_over_and_a_wrong_one_refused(app):
    app.at.toggle(key="corrections_take").set_value(True)
    app.run()
    app.at.file_uploader(key="corrections_file").upload("hers.csv", b"phrase,food_id\nmy muesli,57227000\n")
    app.run()
    assert "Remembered from hers.csv: 1." in app.words
    assert "“my muesli” is read as “Cereal, granola”" in app.words
    assert Corrections.load().meant("my muesli").food_id == GRANOLA
    app.at.file_uploader(key="corrections_file").upload("wrong.csv", b"food,amount\nbanana,1\n")
    app.run()
    assert any("wrong.csv" in error and "phrase" in error for error in app.errors)
    assert len(Corrections.load().entries) == 1


def test_a_damaged_file_is_told_and_does_not_stop_the_diary(app, planner_home):
    planner_home.mkdir()
    (planner_home / "corrections.csv").write_text("phrase,food_id\nmy muesli,\n")
    app.upload(MINE)
    assert "What you asked to remember is not in use" in app.words
    assert "line 2" in app.words
    reword(app, 2, "my muesli", "granola cereal").click(REMEMBER)
    assert any("line 2" in error for error in app.errors)
    assert (planner_home / "corrections.csv").read_text() == "phrase,food_id\nmy muesli,\n"


def test_another_diary_is_not_asked_about_the_changes_of_the_last(app):
    app.upload(MINE)
    reword(app, 2, "my muesli", "granola cereal")
    app.upload(MINE, "again.csv")
    assert REMEMBER not in buttons(app)


def test_what_is_remembered_elsewhere_meanwhile_is_seen(app):
    app.upload(MINE)
    before = app.session.diary()
    assert app.run().session.diary() is before
    Corrections().remember("my muesli", BANANA).save()
    assert descriptions(app.run())[0] == "Banana, raw"


def test_a_folder_that_cannot_be_read_is_told(monkeypatch):
    monkeypatch.setenv("PLANNER_HOME", "here")
    assert "full path" in memory.remembered()[1]


@pytest.mark.parametrize("words", ["my **bold** muesli", "my :red[muesli] <b>"])
def test_a_phrase_is_not_markup(app, words):
    Corrections().remember(words, GRANOLA).save()
    app.run()
    assert words not in app.words


def test_words_may_be_remembered_as_a_food_that_she_keeps(app):
    bar = SourcedFood("own:bar", "Seed bar", "100 g", {"iron": 4.0}, (Measure("1 bar", 40.0),), "", "", DAY)
    change_foods(lambda kept: kept.keep(bar, since=DAY))
    app.upload(b"food,amount,unit\nmy granola,40,g\n")
    reword(app, 2, "my granola", "seed bar")
    app.click(REMEMBER)
    assert [(one.phrase, one.food_id) for one in Corrections.load().entries] == [("my granola", "own:bar")]
    entry = app.session.diary().entries.iloc[0]
    assert (entry["text"], entry["food_id"]) == ("my granola", "own:bar@1")
    assert REMEMBER not in buttons(app)
